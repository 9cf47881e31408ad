//! Stories of a program's settings.

use testkit::{cast, house};

#[tokio::test]
async fn a_changed_setting_says_who_changed_it() {
    let house = house().await;
    let mut priya = house.priya().await;
    priya.get("/program/settings").await;
    let page = priya
        .submit("/program/settings", &[("interval", "21"), ("loss", "0.75")])
        .await;
    assert!(page.says("Saved.") && page.says("to 21") && page.says("to 0.75"));
    assert!(page.says(cast::PRIYA.name));
    let leaves = house
        .read(|tx| {
            let only = people::audit::Filter {
                action: "program".into(),
                ..Default::default()
            };
            people::audit::list(tx, cast::HARBOR, &only, people::audit::Place::TOP, 9)
        })
        .await;
    assert!(leaves.iter().any(|leaf| leaf.action == "program.settings"));
    let stands = house
        .read(|tx| supervision::team::setting(tx, cast::HARBOR, cast::PEER_PROGRAM))
        .await;
    assert_eq!(stands.interval, 21);
}

#[tokio::test]
async fn two_managers_do_not_overwrite_each_other() {
    let house = house().await;
    let (mut one, mut two) = (house.priya().await, house.priya().await);
    one.get("/program/settings").await;
    two.get("/program/settings").await;
    one.submit("/program/settings", &[("interval", "21")]).await;
    let page = two.submit("/program/settings", &[("interval", "28")]).await;
    assert_eq!(page.status, 409);
    assert!(page.body.contains("28") && page.says("in the meantime"));
}

#[tokio::test]
async fn the_list_for_the_first_week_can_be_put_away() {
    let house = house().await;
    let mut priya = house.priya().await;
    assert!(priya.get("/program").await.says("The first week"));
    let page = priya.submit("/program/settings/first-week", &[]).await;
    assert_eq!(page.path, "/program");
    assert!(!page.says("The first week"));
}
