//! The role matrix: every door, every role, every relation and every standing, from expectations
//! that were written by hand in `doors.txt`, compared with what the running house answers.

pub mod evaluate;
pub mod ground;
mod outside;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use bytes::Bytes;
use evaluate::{Book, Cell, ROLES, Row, STATES, Sent};
use ground::{Ground, Values, Viewer};
use http::{Method, Request, header};
use http_body_util::{BodyExt as _, Full};
use testkit::Shown;

/// What was written by hand.
pub fn book() -> Book {
    Book::read(include_str!("doors.txt")).unwrap_or_else(|wrong| panic!("doors.txt, {wrong}"))
}

/// Method and path of every door of the house, as the program lists them.
pub fn doors() -> BTreeSet<(String, String)> {
    let output = crate::program::run(&["doors", "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let text = |door: &serde_json::Value, name: &str| door[name].as_str().expect("text").to_owned();
    let list = json.as_array().expect("a list").iter();
    list.map(|door| (text(door, "method"), text(door, "path")))
        .collect()
}

#[test]
fn every_door_has_an_expectation_and_every_expectation_a_door() {
    let book = book();
    let written = book.doors();
    let hung = doors();
    let silent: Vec<_> = hung.difference(&written).collect();
    let gone: Vec<_> = written.difference(&hung).collect();
    assert!(
        silent.is_empty(),
        "doors that doors.txt says nothing of: {silent:#?}"
    );
    assert!(
        gone.is_empty(),
        "doors.txt speaks of doors that are not there: {gone:#?}"
    );
}

#[test]
fn the_evaluator_knows_nothing_of_the_house() {
    let source = include_str!("evaluate.rs");
    for house in [
        "web::",
        "people::",
        "domain::",
        "storage::",
        "kit::",
        "testkit",
        "alongside",
        "crate::",
    ] {
        assert!(!source.contains(house), "evaluate.rs uses {house}");
    }
}

#[test]
fn the_evaluator_reads_a_line_as_it_is_meant() {
    let text = "relations person own colleague nobody\n\nGET /a/{id}\n  record person\n  \
                peer-worker own 200\n  out 303\n\nPOST /b\n  record person\n  everyone any 422\n";
    let book = Book::read(text).expect("a book");
    let status = |role: &'static str, row: usize, relation: &str, state: &str| {
        let cells = book.cells(role);
        let found = cells
            .iter()
            .find(|cell| cell.row == row && cell.relation == relation && cell.state == state);
        found.expect("a cell").status
    };
    assert_eq!(status("peer-worker", 0, "own", "active"), 200);
    assert_eq!(
        status("peer-worker+peer-supervisor", 0, "own", "active"),
        200
    );
    assert_eq!(status("peer-worker", 0, "colleague", "active"), 404);
    assert_eq!(status("administrator", 0, "own", "active"), 404);
    assert_eq!(status("peer-worker", 0, "own", "left"), 303);
    assert_eq!(status("administrator", 1, "nobody", "active"), 422);
    assert_eq!(status("administrator", 1, "nobody", "suspended"), 401);
    for wrong in [
        "GET /a\n  nobody-known own 200",
        "GET /a\n  record thing",
        "  out 200",
        "PUT /a",
    ] {
        assert!(Book::read(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn the_expanded_table_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/matrix/expanded.md");
    let table = book().table();
    if std::env::var_os("FULLCUP_REWRITE").is_some() {
        std::fs::write(&path, &table).expect("the table is written");
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stored == table,
        "expanded.md is stale: run this test with FULLCUP_REWRITE=1 and read what changed"
    );
}

#[tokio::test]
async fn a_peer_worker_gets_what_is_promised() {
    walk("peer-worker").await;
}

#[tokio::test]
async fn a_supervisor_gets_what_is_promised() {
    walk("peer-supervisor").await;
}

#[tokio::test]
async fn a_supervisor_who_is_also_a_peer_worker_gets_what_is_promised() {
    walk("peer-worker+peer-supervisor").await;
}

#[tokio::test]
async fn a_program_manager_gets_what_is_promised() {
    walk("program-manager").await;
}

#[tokio::test]
async fn a_privacy_officer_gets_what_is_promised() {
    walk("privacy-officer").await;
}

#[tokio::test]
async fn an_administrator_gets_what_is_promised() {
    walk("administrator").await;
}

/// Asks the running house every cell of these roles.
async fn walk(role: &'static str) {
    assert!(ROLES.contains(&role));
    let book = book();
    let mut ground = Ground::new().await;
    let mut viewers = BTreeMap::new();
    for state in STATES {
        viewers.insert(*state, ground.viewer(role, state).await);
    }
    let mut found = vec![];
    // What is told of a record that is not there, to be compared with one that is not theirs.
    let mut refusals: BTreeMap<usize, Vec<(String, Told)>> = BTreeMap::new();
    let mut asked = 0;
    for cell in book.cells(role) {
        let row = &book.rows[cell.row];
        asked += 1;
        let acts = row.method == "POST" && cell.state == "active" && cell.status != 404;
        let shown = if acts {
            let mut viewer = ground.viewer(role, cell.state).await;
            ask(&mut ground, row, &cell, &mut viewer).await
        } else {
            let viewer = viewers.get_mut(cell.state).expect("a viewer");
            ask(&mut ground, row, &cell, viewer).await
        };
        if shown.status.as_u16() != cell.status {
            found.push(format!(
                "{} {} by {role}, {}, {}: promised {}, got {} ({})",
                row.method,
                row.path,
                cell.relation,
                cell.state,
                cell.status,
                shown.status.as_u16(),
                said(&shown)
            ));
        } else if cell.state == "active" && cell.status == 404 {
            refusals
                .entry(cell.row)
                .or_default()
                .push((cell.relation.clone(), Told::of(&shown)));
        }
    }
    for (row, told) in &refusals {
        let (first, other) = told.split_first().expect("one");
        for one in other.iter().filter(|one| one.1 != first.1) {
            let path = &book.rows[*row].path;
            found.push(format!(
                "{path} by {role}: {} is told otherwise than {}",
                one.0, first.0
            ));
        }
    }
    assert!(
        found.is_empty(),
        "{} of {asked} cells:\n{}",
        found.len(),
        found.join("\n")
    );
}

/// A whole answer, to be compared byte for byte.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    status: u16,
    headers: Vec<(String, Vec<u8>)>,
    body: String,
}

impl Told {
    fn of(shown: &Shown) -> Self {
        let mut headers: Vec<_> = shown
            .headers
            .iter()
            .filter(|(name, _)| **name != header::DATE)
            .map(|(name, value)| (name.to_string(), value.as_bytes().to_vec()))
            .collect();
        headers.sort();
        Self {
            status: shown.status.as_u16(),
            headers,
            body: shown.body.clone(),
        }
    }
}

fn said(shown: &Shown) -> String {
    let to = shown.header("location");
    if to.is_empty() {
        shown.text().chars().take(200).collect()
    } else {
        format!("to {to}")
    }
}

/// Makes the record and asks.
async fn ask(ground: &mut Ground, row: &Row, cell: &Cell, viewer: &mut Viewer) -> Shown {
    let mut values = ground.record(&row.record, &cell.relation, viewer).await;
    if cell.status == 404 {
        values.insert(0, ("fresh", "nothing-new".into()));
    }
    if let Some((method, path)) = row.first.as_deref().and_then(|first| first.split_once(' ')) {
        let first = Sent {
            method,
            path,
            body: "none=",
        };
        let key = format!("{:0>24}", ground.fresh());
        send(ground, &first, &key, &values, viewer, false).await;
    }
    let sent = Sent {
        method: &row.method,
        path: &row.path,
        body: &row.body,
    };
    // Refused twice with the same words: then nothing but the record differs.
    let key = if cell.status == 404 {
        "0123456789abcdef".to_owned()
    } else {
        format!("{:0>24}", ground.fresh())
    };
    let checked = cell.state == "active" && cell.status != 404;
    send(ground, &sent, &key, &values, viewer, checked).await
}

/// Sends one request; `checked` pages are also looked at as pages.
pub async fn send(
    ground: &Ground,
    sent: &Sent<'_>,
    key: &str,
    values: &Values,
    viewer: &mut Viewer,
    checked: bool,
) -> Shown {
    let request = request(sent, key, values, viewer);
    let path = fill(sent.path, values);
    if checked {
        // Every page that somebody is let in to is also a page as it should be.
        return viewer.person.send(request, &path).await;
    }
    let (head, body) = web::answer(ground.web(), request, None).await.into_parts();
    let body = body.collect().await.expect("a body").to_bytes();
    let body = String::from_utf8_lossy(&body).into_owned();
    Shown {
        status: head.status,
        headers: head.headers,
        body,
        path,
    }
}

/// The request that the viewer's browser would make.
pub fn request(
    sent: &Sent<'_>,
    key: &str,
    values: &Values,
    viewer: &Viewer,
) -> Request<Full<Bytes>> {
    let method = if sent.method == "GET" {
        Method::GET
    } else {
        Method::POST
    };
    let body = (method == Method::POST).then(|| {
        let fields = fill(sent.body, values);
        let mut fields: Vec<(String, String)> = fields
            .split('&')
            .filter_map(|field| field.split_once('='))
            .map(|(name, value)| {
                (
                    name.to_owned(),
                    value.replace("%3D", "=").replace("%26", "&"),
                )
            })
            .collect();
        fields.push(("key".into(), key.to_owned()));
        web::Fields(fields).encode()
    });
    viewer
        .person
        .request(method, &fill(sent.path, values), body)
}

/// Puts values for `{name}`.
fn fill(text: &str, values: &Values) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), value)
    })
}
