//! Pressed twice, or by ten fingers at once: every change happens once (ruling 6).
//!
//! The doors are those of the matrix. What happened is seen in the database: the number of rows of
//! every table, so that no door can do something aside.

use std::collections::BTreeMap;

use storage::Sql;
use testkit::House;

use crate::matrix::{
    self,
    evaluate::{Book, ROLES, Row, Sent},
    ground::{Ground, Values, Viewer},
};

/// Words that somebody would miss.
const TYPED: &str = "Words that took a while to find";
/// Rows that any request may add, whatever it does.
const ASIDE: &[&str] = &["session", "guess", "known_client"];
/// Doors that carry no key, each with why pressing twice does no harm.
const WITHOUT_KEY: &[(&str, &str)] = &[
    ("/sign-out", "who is out is out"),
    ("/contacts/find", "looks for somebody, and keeps one draft"),
];

/// A row, a role that may, and the relation in which it may.
type Change = (Row, &'static str, String);

/// Every change that somebody may make: the row, and the first role and relation that may.
fn changes(book: &Book) -> Vec<Change> {
    let mut changes: Vec<Change> = vec![];
    for role in ROLES {
        for cell in book.cells(role) {
            let row = &book.rows[cell.row];
            let is_change = row.method == "POST" && cell.status == 303 && cell.state == "active";
            let known = changes.iter().any(|(known, ..)| known.path == row.path);
            // A change of one's own account ends the session that the second press would need.
            let is_change =
                is_change && !(row.path.starts_with("/accounts/") && cell.relation == "own");
            if is_change && !known && WITHOUT_KEY.iter().all(|(path, _)| *path != row.path) {
                changes.push((row.clone(), role, cell.relation));
            }
        }
    }
    changes
}

/// How many rows each table has.
async fn rows(house: &House) -> BTreeMap<&'static str, i64> {
    let tables = crate::schema::tables();
    let sqls: Vec<(&'static str, Sql)> = tables
        .into_keys()
        .filter(|table| !ASIDE.contains(&table.as_str()))
        .map(|table| {
            let text = format!("SELECT COUNT(*) FROM {table}");
            let table: &'static str = table.leak();
            (table, Sql::new(table, text.leak()))
        })
        .collect();
    house
        .read(move |tx| {
            let mut rows = BTreeMap::new();
            for (table, sql) in sqls {
                let (count,): (i64,) = tx.one(&sql, &[])?;
                rows.insert(table, count);
            }
            Ok(rows)
        })
        .await
}

fn more(
    before: &BTreeMap<&'static str, i64>,
    after: &BTreeMap<&'static str, i64>,
) -> Vec<(&'static str, i64)> {
    let by = after
        .iter()
        .map(|(table, count)| (*table, count - before[table]));
    by.filter(|(_, by)| *by != 0).collect()
}

/// A form, ready to be pressed.
struct Form {
    viewer: Viewer,
    values: Values,
    row: Row,
    key: String,
}

impl Form {
    async fn new(ground: &mut Ground, change: &Change) -> Self {
        let (row, role, relation) = change;
        let mut viewer = ground.viewer(role, "active").await;
        let values = ground.record(&row.record, relation, &mut viewer).await;
        if let Some((method, path)) = row.first.as_deref().and_then(|first| first.split_once(' ')) {
            let first = Sent {
                method,
                path,
                body: "none=",
            };
            let key = format!("{:0>24}", ground.fresh());
            matrix::send(ground, &first, &key, &values, &mut viewer, false).await;
        }
        Self {
            viewer,
            values,
            row: row.clone(),
            key: format!("{:0>24}", ground.fresh()),
        }
    }

    /// Presses the button: status, where it leads, and what is shown.
    async fn press(&mut self, ground: &Ground, more: &str) -> (u16, String, String) {
        let body = format!("{}{more}", self.row.body);
        let sent = Sent {
            method: "POST",
            path: &self.row.path,
            body: &body,
        };
        let shown = matrix::send(
            ground,
            &sent,
            &self.key,
            &self.values,
            &mut self.viewer,
            true,
        )
        .await;
        (
            shown.status.as_u16(),
            shown.header("location").to_owned(),
            shown.body,
        )
    }
}

#[tokio::test]
async fn the_second_press_does_nothing_and_leads_to_the_same_place() {
    let mut ground = Ground::new().await;
    let mut found = vec![];
    for change in changes(&matrix::book()) {
        let mut form = Form::new(&mut ground, &change).await;
        let before = rows(ground.house()).await;
        let (status, to, _) = form.press(&ground, "").await;
        let after = rows(ground.house()).await;
        let path = &change.0.path;
        if status != 303 || more(&before, &after).is_empty() {
            found.push(format!("{path}: {status}, and {:?}", more(&before, &after)));
        }
        let again = form.press(&ground, "").await;
        if (again.0, &again.1) != (303, &to) {
            found.push(format!(
                "{path}: first to {to}, then {} to {}",
                again.0, again.1
            ));
        }
        let twice = rows(ground.house()).await;
        if twice != after {
            found.push(format!(
                "{path}: the second press did {:?}",
                more(&after, &twice)
            ));
        }
        let other = form
            .press(&ground, &format!("&note={TYPED}&words={TYPED}"))
            .await;
        if other.0 != 409
            || !other.2.contains(TYPED)
            || !other.2.contains(&to.replace('&', "&amp;"))
        {
            found.push(format!(
                "{path}: another text under the same key gets {}",
                other.0
            ));
        }
        let thrice = rows(ground.house()).await;
        if thrice != after {
            found.push(format!(
                "{path}: another text did {:?}",
                more(&after, &thrice)
            ));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ten_presses_at_once_do_what_one_does() {
    let mut ground = Ground::new().await;
    let mut found = vec![];
    for change in changes(&matrix::book()) {
        let path = change.0.path.clone();
        // The first change of its kind makes rows (a program's own list, a day's counts) that later ones
        // change: one press and ten are compared on the same ground.
        Form::new(&mut ground, &change)
            .await
            .press(&ground, "")
            .await;
        let mut one = Form::new(&mut ground, &change).await;
        let before = rows(ground.house()).await;
        one.press(&ground, "").await;
        let by_one = more(&before, &rows(ground.house()).await);

        let ten = Form::new(&mut ground, &change).await;
        let before = rows(ground.house()).await;
        let presses: Vec<_> = (0..10)
            .map(|_| {
                let sent = Sent {
                    method: "POST",
                    path: &ten.row.path,
                    body: &ten.row.body,
                };
                let request = matrix::request(&sent, &ten.key, &ten.values, &ten.viewer);
                let house = ground.web().clone();
                tokio::spawn(async move {
                    let (head, _) = web::answer(&house, request, None).await.into_parts();
                    let to = head.headers.get("location").and_then(|to| to.to_str().ok());
                    (head.status.as_u16(), to.unwrap_or_default().to_owned())
                })
            })
            .collect();
        let mut led = vec![];
        for press in presses {
            led.push(press.await.expect("an answer"));
        }
        if led.iter().any(|press| *press != led[0] || press.0 != 303) {
            led.sort();
            led.dedup();
            found.push(format!("{path}: {led:?}"));
        }
        let by_ten = more(&before, &rows(ground.house()).await);
        if by_ten != by_one {
            found.push(format!(
                "{path}: one press does {by_one:?}, ten do {by_ten:?}"
            ));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_door_without_a_key_says_why() {
    let book = matrix::book();
    for (path, why) in WITHOUT_KEY {
        assert!(
            book.rows.iter().any(|row| row.path == *path),
            "{path} is no door"
        );
        assert!(!why.is_empty());
    }
    assert!(changes(&book).len() >= 30, "{}", changes(&book).len());
}
