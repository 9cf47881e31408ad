//! Every SQL text of this crate.

use std::collections::BTreeSet;

use super::House;
use crate::statements;

#[test]
fn every_statement_is_understood_by_the_engine() {
    let house = House::new();
    for sql in statements() {
        if let Err(error) = house.db.db.prepare(&sql) {
            panic!("{}: {error}", sql.name);
        }
    }
}

#[test]
fn every_statement_has_a_name_of_its_own() {
    let names: BTreeSet<_> = statements().iter().map(|sql| sql.name).collect();
    assert_eq!(names.len(), statements().len());
    assert!(names.iter().all(|name| name.starts_with("people.")));
}

#[test]
fn every_statement_that_is_written_is_listed() {
    let listed: BTreeSet<_> = statements().iter().map(|sql| sql.name).collect();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut written = 0;
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                if !path.ends_with("tests") {
                    folders.push(path);
                }
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a source");
            for name in text.split("\"people.").skip(1) {
                let name = format!("people.{}", name.split('"').next().unwrap_or_default());
                if name != "people." {
                    written += 1;
                    assert!(listed.contains(name.as_str()), "{name} is in no list");
                }
            }
        }
    }
    assert_eq!(written, listed.len());
}
