//! `fullcup audit`.

use storage::Sql;

use crate::program::{Place, answer, complaint};

const EDIT: Sql = Sql::new(
    "it.edit",
    "UPDATE audit_leaf SET account_id = account_id + 1 WHERE seq = 3",
);

#[test]
fn a_kept_head_proves_the_trail_and_an_edit_is_seen() {
    let place = Place::new();
    place.generate();
    let server = place.serve();
    let heads = answer(&place.run(&["audit", "head"]));
    assert_eq!(heads.lines().count(), 2, "one for each agency: {heads}");
    server.stop();
    let whole = answer(&place.run(&["audit", "verify"]));
    assert_eq!(whole.matches(": whole.").count(), 2, "{whole}");
    for head in heads.lines() {
        answer(&place.run(&["audit", "verify", "--head", head]));
        let (_, bare) = head.split_once(' ').expect("an agency and its head");
        answer(&place.run(&["audit", "verify", "--head", bare]));
    }
    let db = place.open();
    db.write_now(|tx| tx.run(&EDIT, &[])).expect("an edit");
    db.close();
    let said = place.run(&["audit", "verify"]);
    assert!(!said.status.success());
    let text = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(text.contains("leaf 3 was edited"), "{text}");
    assert!(
        complaint(&said).contains("the trail was changed"),
        "{}",
        complaint(&said)
    );
}

#[test]
fn a_head_that_is_not_of_this_house_is_refused() {
    let place = Place::new();
    place.generate();
    let other = format!("fullcup-head-1 2 1 {}", "ab".repeat(32));
    for head in ["fullcup-head-1 ten", &other] {
        let said = place.run(&["audit", "verify", "--head", head]);
        assert!(!said.status.success(), "{head}");
        assert!(complaint(&said).contains("head"), "{}", complaint(&said));
    }
}
