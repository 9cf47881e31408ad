//! Every SQL text of the house: listed, named once, and understood by the engine under test.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use storage::Sql;

/// Everything that is listed: by the rooms, and by the crate that knows who is asking.
fn listed() -> Vec<Sql> {
    let rooms = [
        alongside::rooms(),
        boundaries::rooms(),
        front_door::rooms(),
        supervision::rooms(),
        program::rooms(),
        moving::rooms(),
        own::rooms(),
    ];
    let rooms = rooms.into_iter().flatten().flat_map(|room| room.statements);
    people::statements().into_iter().chain(rooms).collect()
}

/// The sources that ship: no tests, and not storage, which looks after its own.
pub fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut folders = vec![root.join("crates"), root.join("rooms")];
    let mut sources = vec![];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if path.is_dir()
                && !["tests", "storage", "testkit", "examples"].contains(&name.as_str())
            {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") && name != "tests.rs" {
                let text = std::fs::read_to_string(&path).expect("a source");
                let ships = text
                    .split("#[cfg(test)]\nmod tests {")
                    .next()
                    .unwrap_or_default()
                    .to_owned();
                sources.push((path, ships));
            }
        }
    }
    sources
}

#[tokio::test]
async fn every_statement_of_the_house_is_understood_by_the_engine() {
    let db = storage::testing::fresh();
    let wrong: Vec<_> = listed()
        .iter()
        .filter_map(|sql| Some(format!("{}: {}", sql.name, db.db.prepare(sql).err()?)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_statement_that_is_written_is_listed() {
    let listed = listed();
    let written: BTreeMap<String, usize> = sources()
        .into_iter()
        .map(|(path, text)| {
            (
                path.display().to_string(),
                text.matches("Sql::new(").count(),
            )
        })
        .filter(|(_, count)| *count > 0)
        .collect();
    let count: usize = written.values().sum();
    assert_eq!(count, listed.len(), "written in {written:#?}");
    assert!(count > 100, "{count}");
}

#[test]
fn every_statement_has_a_name_of_its_own() {
    let listed = listed();
    let names: BTreeSet<_> = listed.iter().map(|sql| sql.name).collect();
    assert_eq!(names.len(), listed.len());
}

#[test]
fn no_statement_knows_which_engine_it_runs_on() {
    for sql in listed() {
        let text = sql.text.to_lowercase();
        for own in [
            "for update",
            "returning ctid",
            "rowid",
            "pragma",
            "sqlite_",
            "pg_",
            "::",
            "autoincrement",
            "nextval",
        ] {
            assert!(!text.contains(own), "{} says {own}", sql.name);
        }
    }
}

#[test]
fn every_statement_of_a_room_is_bound_to_one_agency() {
    let rooms = [
        alongside::rooms(),
        boundaries::rooms(),
        front_door::rooms(),
        supervision::rooms(),
        program::rooms(),
        moving::rooms(),
        own::rooms(),
    ];
    for sql in rooms.into_iter().flatten().flat_map(|room| room.statements) {
        let text = sql.text.replace('\n', " ");
        let bound = text.contains("agency_id = $1")
            || (text.starts_with("INSERT") && text.contains("(agency_id,"));
        assert!(bound, "{} is not bound to an agency", sql.name);
    }
}
