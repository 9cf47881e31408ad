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

/// Every text `room.verb` of the sources that is no statement's name: the kinds of leaves.
fn kinds_of_leaves() -> std::collections::BTreeSet<String> {
    let mut kinds = std::collections::BTreeSet::new();
    for (path, text) in crate::statements::sources() {
        let reaches = ["crates/people", "rooms/"];
        if !reaches
            .iter()
            .any(|part| path.to_string_lossy().contains(part))
        {
            continue;
        }
        let mut pieces = text.split('"');
        let mut before = pieces.next().unwrap_or_default();
        while let (Some(said), after) = (pieces.next(), pieces.next().unwrap_or_default()) {
            let is_name = |part: &str| {
                !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
            };
            let parts: Vec<&str> = said.split('.').collect();
            let kind = matches!(parts[..], [room, verb]
                if is_name(room) && is_name(verb) && !["ftl", "js", "css", "csv", "json", "xlsx"].contains(&verb));
            let opens = before.trim_end();
            if kind && !opens.ends_with("Sql::new(") && !opens.ends_with("include_str!(") {
                kinds.insert(said.to_owned());
            }
            before = after;
        }
    }
    kinds
}

#[test]
fn every_kind_of_leaf_has_words_for_the_privacy_officer() {
    let words = include_str!("../../../../rooms/front_door/src/looks/en.ftl");
    let kinds = kinds_of_leaves();
    assert!(
        kinds.contains("program.kinds") && kinds.len() > 40,
        "{kinds:?}"
    );
    let wordless: Vec<_> = kinds
        .iter()
        // What client code calls its own ceremonies.
        .filter(|kind| !kind.starts_with("webauthn."))
        .filter(|kind| !words.contains(&format!("\nlooks-did-{} = ", kind.replace('.', "-"))))
        .collect();
    assert!(wordless.is_empty(), "no words for {wordless:?}");
}
