//! Stories of help.

use storage::Sql;
use testkit::house;

const LEAVES: Sql = Sql::new("test.leaves", "SELECT COUNT(*) FROM audit_leaf");

#[tokio::test]
async fn a_program_puts_its_own_lines_under_988_and_only_its_people_see_them() {
    let house = house().await;
    let mut priya = house.priya().await;
    priya.get("/help/lines").await;
    let wrong = priya
        .submit(
            "/help/lines",
            &[("name-1", "Night line"), ("phone-1", "nine")],
        )
        .await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.says("Write the number like 413-555-0142"));
    assert!(wrong.body.contains("Night line"), "what was typed is kept");
    let lines = [
        ("name-1", "Night line"),
        ("phone-1", "413-555-0142"),
        ("said-1", "9 PM to 7 AM"),
    ];
    let saved = priya.submit("/help/lines", &lines).await;
    assert!(saved.says("Saved."), "{}", saved.text());
    let mut dee = house.dee().await;
    let help = dee.get("/help").await;
    assert!(help.says("Call Night line") && help.says("9 PM to 7 AM"));
    assert!(help.body.contains("tel:"), "{}", help.body);
    let offline = dee.get("/help/lines.json").await;
    assert!(offline.body.contains("413-555-0142"));
    // Everybody else has 988 and 911.
    let mut stranger = house.stranger();
    let help = stranger.get("/help").await;
    assert!(help.says("Call 988") && !help.says("Night line"));
}

#[tokio::test]
async fn opening_help_leaves_no_trace() {
    let house = house().await;
    let mut dee = house.dee().await;
    let leaves = || house.write(|tx| tx.one::<(i64,)>(&LEAVES, &[]));
    let before = leaves().await;
    for path in ["/help", "/help/circles", "/help/lines.json"] {
        assert_eq!(dee.get(path).await.status, 200, "{path}");
    }
    assert_eq!(leaves().await, before);
}
