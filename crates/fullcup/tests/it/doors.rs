//! `fullcup doors`.

use serde_json::Value;

use crate::program::{answer, run};

fn listed() -> Vec<Value> {
    let text = answer(&run(&["doors", "--json"]));
    serde_json::from_str(&text).expect("a list")
}

fn door<'a>(doors: &'a [Value], method: &str, path: &str) -> &'a Value {
    doors
        .iter()
        .find(|door| door["method"] == method && door["path"] == path)
        .unwrap_or_else(|| panic!("no door {method} {path}"))
}

#[test]
fn every_door_says_its_circle_and_who_may_open_it() {
    let doors = listed();
    assert!(doors.len() > 20, "{}", doors.len());
    for door in &doors {
        let text = |field: &str| door[field].as_str().unwrap_or_else(|| panic!("{door}"));
        assert!(["GET", "POST"].contains(&text("method")), "{door}");
        assert!(text("path").starts_with('/'), "{door}");
        assert!(
            ["private", "shared", "work", "anon", "house"].contains(&text("circle")),
            "{door}"
        );
        assert!(
            !door["roles"].as_array().expect("roles").is_empty(),
            "{door}"
        );
    }
}

#[test]
fn the_doors_that_scripts_rely_on_are_where_they_are_told_to_be() {
    let doors = listed();
    for (method, path) in [
        ("GET", "/sign-in"),
        ("POST", "/sign-in"),
        ("GET", "/health"),
    ] {
        assert_eq!(
            door(&doors, method, path)["roles"],
            serde_json::json!(["anyone"]),
            "{path}"
        );
    }
    let log = door(&doors, "GET", "/contacts/new");
    assert_eq!(log["circle"], "work");
    assert_eq!(log["roles"], serde_json::json!(["peer-worker"]));
}

#[test]
fn an_administrator_opens_no_door_of_the_work_circle() {
    // What is parked is given back to whoever typed it, and to nobody else.
    let work = |door: &&Value| door["circle"] == "work" && door["path"] != "/parked";
    for door in listed().iter().filter(work) {
        let roles = door["roles"].as_array().expect("roles");
        assert!(!roles.iter().any(|role| role == "administrator"), "{door}");
    }
}
