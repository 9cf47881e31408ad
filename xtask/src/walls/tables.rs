//! A table is named in the `queries.rs` of one room; ARCHITECTURE.md lists who else may.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use super::{
    rust::{Kind, Rust},
    table,
    tree::Text,
};

const MIGRATIONS: &str = "crates/storage/migrations/";

/// Finds tables that are named in two places, in a wrong place, or nowhere.
pub fn check(texts: &[Text], sources: &[Rust], card: &str) -> Result<Vec<String>> {
    let tables = tables(texts);
    let mut findings = Vec::new();
    let mut places: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for source in sources
        .iter()
        .filter(|source| !source.path.starts_with("xtask/"))
    {
        for token in &source.tokens {
            let Kind::Said(sql) = &token.kind else {
                continue;
            };
            for name in named(sql, &tables) {
                let Some(place) = place(&source.path) else {
                    let (path, line) = (&source.path, token.line);
                    findings.push(format!(
                        "{path}:{line}: table `{name}` is named outside a queries.rs"
                    ));
                    continue;
                };
                places.entry(name).or_default().insert(place);
            }
        }
    }
    let shared: BTreeMap<String, Vec<String>> = table(card, "tables")?
        .into_iter()
        .filter(|row| row.len() >= 2)
        .map(|row| {
            (
                row[0].clone(),
                row[1]
                    .split(',')
                    .map(|path| path.trim().to_owned())
                    .collect(),
            )
        })
        .collect();
    // A row for `*` names who may read every table: what leaves the house is one list to look at.
    let everywhere = shared.get("*").cloned().unwrap_or_default();
    for (name, places) in &places {
        let listed = shared.get(*name);
        let free: Vec<&String> = places
            .iter()
            .filter(|place| !everywhere.iter().any(|path| place.starts_with(path)))
            .filter(|place| {
                !listed.is_some_and(|list| list.iter().any(|path| place.starts_with(path)))
            })
            .collect();
        if free.len() > 1 {
            findings.push(format!(
                "table `{name}` is named in {}: it belongs to one room, others look through its window",
                free.iter().map(|place| place.as_str()).collect::<Vec<_>>().join(" and ")
            ));
        }
    }
    for name in shared
        .keys()
        .filter(|name| *name != "*" && !tables.contains(*name))
    {
        findings.push(format!("ARCHITECTURE.md: there is no table `{name}`"));
    }
    Ok(findings)
}

/// Every table that a migration makes.
pub fn tables(texts: &[Text]) -> BTreeSet<String> {
    let migrations = texts
        .iter()
        .filter(|text| text.path.starts_with(MIGRATIONS));
    let mut tables = BTreeSet::new();
    for text in migrations {
        let code: Vec<&str> = text
            .text
            .lines()
            .map(|line| line.split("--").next().unwrap_or_default())
            .collect();
        let code = code.join("\n").to_lowercase();
        let words = words(&code);
        for at in 0..words.len().saturating_sub(2) {
            if words[at] == "create" && words[at + 1] == "table" {
                let skip = if words[at + 2] == "if" { 3 } else { 0 };
                tables.extend(words.get(at + 2 + skip).map(|name| (*name).to_owned()));
            }
        }
    }
    tables
}

/// The tables that a text names where SQL names a table.
fn named<'a>(sql: &str, tables: &'a BTreeSet<String>) -> BTreeSet<&'a str> {
    let sql = sql.to_lowercase();
    // A sentence may hold "from contact"; SQL begins with a verb of its own.
    let verbs = ["select", "insert", "update", "delete", "with"];
    let words = words(&sql);
    if !words.first().is_some_and(|first| verbs.contains(first)) {
        return BTreeSet::new();
    }
    let before = ["from", "join", "into", "update"];
    let pairs = words.windows(2).filter(|pair| before.contains(&pair[0]));
    pairs
        .filter_map(|pair| tables.get(pair[1]).map(String::as_str))
        .collect()
}

fn words(text: &str) -> Vec<&str> {
    let parts = text.split(|sign: char| !(sign.is_alphanumeric() || sign == '_'));
    parts.filter(|part| !part.is_empty()).collect()
}

/// The room of a `queries.rs` (or of a folder `queries/`); `people` and `storage` keep their own
/// tables as a whole, since they are no rooms.
fn place(path: &str) -> Option<String> {
    let whole = ["crates/storage/", "crates/people/"];
    if let Some(keeper) = whole.iter().find(|keeper| path.starts_with(**keeper)) {
        return Some((*keeper).to_owned());
    }
    if let Some((room, _)) = path.split_once("/queries/") {
        return Some(room.to_owned());
    }
    path.strip_suffix("/queries.rs").map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walls::tree::text;

    const CARD: &str =
        "<!-- tables -->\n| table | also |\n|---|---|\n| reach | rooms/ |\n<!-- /tables -->";

    fn findings(files: &[(&str, &str)]) -> Vec<String> {
        let migration = "create table contact (id {int}); -- create table ghost\ncreate table if not exists reach (a {int});";
        let texts = [text("crates/storage/migrations/0001_a.sql", migration)];
        let sources: Vec<Rust> = files
            .iter()
            .filter_map(|(path, sql)| Rust::read(&text(path, &format!("const A: &str = {sql:?};"))))
            .collect();
        check(&texts, &sources, CARD).expect("a table")
    }

    #[test]
    fn a_table_belongs_to_one_room() {
        let own = (
            "rooms/alongside/src/contacts/queries.rs",
            "select id from contact",
        );
        let other = (
            "rooms/program/src/counts/queries.rs",
            "select count(*) from contact",
        );
        assert!(findings(&[own]).is_empty());
        assert_eq!(findings(&[own, other]).len(), 1);
    }

    #[test]
    fn a_table_is_named_in_queries_alone() {
        let found = findings(&[(
            "rooms/alongside/src/contacts/doors.rs",
            "delete from contact",
        )]);
        assert!(found[0].contains("outside a queries.rs"));
        assert!(findings(&[("rooms/a/src/pages.rs", "A word from contact sheets.")]).is_empty());
    }

    #[test]
    fn a_listed_table_may_be_read_by_others_but_has_one_owner() {
        let owner = (
            "crates/people/src/reach/queries.rs",
            "insert into reach values ($1)",
        );
        let reader = (
            "rooms/a/src/b/queries.rs",
            "select 1 from x join reach on true",
        );
        assert!(findings(&[owner, reader]).is_empty());
    }

    #[test]
    fn tables_are_read_from_the_migrations() {
        let texts = [text(
            "crates/storage/migrations/1.sql",
            "CREATE TABLE IF NOT EXISTS a_b (c INT)",
        )];
        assert_eq!(tables(&texts).into_iter().collect::<Vec<_>>(), ["a_b"]);
    }
}
