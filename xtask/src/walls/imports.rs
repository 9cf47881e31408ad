//! Who may import whom: `cargo metadata` against the table in ARCHITECTURE.md.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde_json::Value;

use super::{rust::Rust, table};

/// What one crate may import.
#[derive(Debug, Default)]
struct Row {
    /// Crates of the house, with whether only through their window.
    house: BTreeMap<String, bool>,
    /// Crates of the house that its tests may import as well.
    tests: BTreeSet<String>,
    /// The only libraries from outside, where the row names any.
    outside: Option<BTreeSet<String>>,
}

/// Compares the edges that Cargo knows with the edges that are allowed.
pub fn check(metadata: &str, card: &str) -> Result<Vec<String>> {
    let metadata: Value = serde_json::from_str(metadata).context("cargo metadata")?;
    let rows = rows(card)?;
    let holders = holders(card)?;
    let packages = metadata["packages"].as_array().context("packages")?;
    let name = |value: &Value| value["name"].as_str().unwrap_or_default().to_owned();
    let members: BTreeSet<String> = packages.iter().map(name).collect();
    let mut findings = Vec::new();
    for row in rows.keys().filter(|row| !members.contains(*row)) {
        findings.push(format!("ARCHITECTURE.md: there is no crate `{row}`"));
    }
    for package in packages {
        let from = name(package);
        let Some(row) = rows.get(&from) else {
            findings.push(format!(
                "ARCHITECTURE.md: crate `{from}` has no row in the table of imports"
            ));
            continue;
        };
        for edge in package["dependencies"].as_array().context("dependencies")? {
            let to = name(edge);
            let for_tests = edge["kind"].as_str() == Some("dev");
            if members.contains(&to) {
                // A crate imports itself to switch on what only its tests need.
                let for_its_tests = for_tests && (row.tests.contains(&to) || to == from);
                let allowed = row.house.contains_key(&to) || for_its_tests;
                if !allowed {
                    findings.push(format!(
                        "`{from}` imports `{to}`: there is a wall between them"
                    ));
                }
            } else if !for_tests {
                if row
                    .outside
                    .as_ref()
                    .is_some_and(|outside| !outside.contains(&to))
                {
                    findings.push(format!(
                        "`{from}` imports `{to}`: it takes only the libraries in its row"
                    ));
                }
                if holders
                    .get(&to)
                    .is_some_and(|holders| !holders.contains(&from))
                {
                    findings.push(format!(
                        "`{from}` imports `{to}`: that library belongs to another crate"
                    ));
                }
            }
        }
    }
    Ok(findings)
}

/// Where only a window may be looked through, nothing else of that crate is named.
pub fn windows(sources: &[Rust], card: &str) -> Result<Vec<String>> {
    let rows = rows(card)?;
    let mut findings = Vec::new();
    for source in sources {
        let from = source.house_part().rsplit('/').next().unwrap_or_default();
        let Some(row) = rows.get(from) else { continue };
        for through in row
            .house
            .iter()
            .filter(|(_, window)| **window)
            .map(|(name, _)| name)
        {
            for at in 0..source.tokens.len() {
                let is_path = source.tokens[at].word(through)
                    && source
                        .tokens
                        .get(at + 1)
                        .is_some_and(|token| token.sign(':'))
                    && source
                        .tokens
                        .get(at + 2)
                        .is_some_and(|token| token.sign(':'));
                // `self::boundaries::…` or `crate::boundaries::…` would be a module of its own.
                let own =
                    at >= 2 && source.tokens[at - 1].sign(':') && source.tokens[at - 2].sign(':');
                let window = source
                    .tokens
                    .get(at + 3)
                    .is_some_and(|token| token.word("window"));
                if is_path && !own && !window {
                    let line = source.tokens[at].line;
                    let path = &source.path;
                    findings.push(format!(
                        "{path}:{line}: `{from}` sees `{through}` only through its window"
                    ));
                }
            }
        }
    }
    Ok(findings)
}

fn rows(card: &str) -> Result<BTreeMap<String, Row>> {
    let table = table(card, "imports")?;
    let names: BTreeSet<&str> = table.iter().map(|row| row[0].as_str()).collect();
    let mut rows = BTreeMap::new();
    for cells in &table {
        let mut row = Row::default();
        for entry in list(cells.get(1)) {
            let (name, window) = match entry.strip_suffix(" (window)") {
                Some(name) => (name, true),
                None => (entry, false),
            };
            if names.contains(name) {
                row.house.insert(name.to_owned(), window);
            } else {
                row.outside.get_or_insert_default().insert(name.to_owned());
            }
        }
        row.tests.extend(list(cells.get(2)).map(str::to_owned));
        rows.insert(cells[0].clone(), row);
    }
    Ok(rows)
}

/// Libraries that only some crates may know.
fn holders(card: &str) -> Result<BTreeMap<String, BTreeSet<String>>> {
    let table = table(card, "libraries")?;
    let holders = table.iter().flat_map(|row| {
        let crates: BTreeSet<String> = list(row.get(1)).map(str::to_owned).collect();
        list(row.first())
            .map(move |library| (library.to_owned(), crates.clone()))
            .collect::<Vec<_>>()
    });
    Ok(holders.collect())
}

fn list(cell: Option<&String>) -> impl Iterator<Item = &str> {
    let entries = cell
        .map(String::as_str)
        .unwrap_or_default()
        .split(',')
        .map(str::trim);
    entries.filter(|entry| !entry.is_empty() && *entry != "nothing")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walls::tree::text;

    const CARD: &str = "\
<!-- imports -->
| crate | may import | in tests also |
|---|---|---|
| domain | jiff | |
| web | domain | |
| alongside | web, domain, boundaries (window) | testkit |
| boundaries | web | |
| own | web | |
| testkit | web | |
<!-- /imports -->
<!-- libraries -->
| library | only in |
|---|---|
| rusqlite, postgres | storage |
<!-- /libraries -->";

    fn findings(from: &str, to: &str, kind: Option<&str>) -> Vec<String> {
        let members = ["domain", "web", "alongside", "boundaries", "own", "testkit"];
        let packages: Vec<Value> = members
            .iter()
            .map(|name| {
                let edge = serde_json::json!({ "name": to, "kind": kind });
                let edges = if *name == from {
                    vec![edge]
                } else {
                    Vec::new()
                };
                serde_json::json!({ "name": name, "dependencies": edges })
            })
            .collect();
        let metadata = serde_json::json!({ "packages": packages }).to_string();
        check(&metadata, CARD).expect("a table")
    }

    #[test]
    fn an_edge_through_a_wall_is_found() {
        assert_eq!(findings("own", "alongside", None).len(), 1);
        assert_eq!(findings("domain", "web", None).len(), 1);
        assert!(findings("web", "domain", None).is_empty());
    }

    #[test]
    fn testkit_is_for_tests_alone() {
        assert!(findings("alongside", "testkit", Some("dev")).is_empty());
        assert_eq!(findings("alongside", "testkit", None).len(), 1);
    }

    #[test]
    fn a_library_stays_with_its_crate() {
        assert_eq!(findings("web", "rusqlite", None).len(), 1);
        assert_eq!(findings("domain", "tokio", None).len(), 1);
        assert!(findings("domain", "jiff", None).is_empty());
        assert!(findings("web", "tokio", None).is_empty());
    }

    #[test]
    fn a_crate_without_a_row_is_found() {
        let metadata = r#"{"packages":[{"name":"annex","dependencies":[]}]}"#;
        let findings = check(metadata, CARD).expect("a table");
        assert!(
            findings
                .iter()
                .any(|finding| finding.contains("`annex` has no row"))
        );
    }

    #[test]
    fn a_room_is_seen_only_through_its_window() {
        let look = |code: &str| {
            let source = Rust::read(&text("rooms/alongside/src/a.rs", code)).expect("a Rust file");
            windows(&[source], CARD).expect("a table").len()
        };
        assert_eq!(look("use boundaries::hours::queries;"), 1);
        assert_eq!(look("fn a() { boundaries::window::duty(); }"), 0);
        assert_eq!(look("use crate::boundaries::thing;"), 0);
    }
}
