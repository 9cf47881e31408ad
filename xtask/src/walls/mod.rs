//! The walls of the house: who imports whom, who names which table, and the inside rules.
//!
//! Each rule is a pure function over the texts of the checkout and gives findings in plain
//! words; each has a test that shows it a bad sample.

mod client;
mod fluent;
mod house_files;
mod imports;
mod rooms;
mod rust;
mod statements;
mod tables;
pub mod tree;

use anyhow::{Context, Result, bail};
use rust::Rust;
pub use tables::tables;

use crate::{House, process::Call};

/// Checks every wall; an error lists all that is wrong.
pub fn check(house: &House) -> Result<()> {
    let texts = tree::texts(&house.root)?;
    let card = texts
        .iter()
        .find(|text| text.path == "ARCHITECTURE.md")
        .context("ARCHITECTURE.md holds the table of imports")?;
    let sources: Vec<Rust> = texts.iter().filter_map(Rust::read).collect();
    let words = ["metadata", "--format-version=1", "--no-deps", "--offline"];
    let metadata = Call::cargo(house, &words).output()?;

    let mut findings = Vec::new();
    findings.extend(sources.iter().filter_map(|source| source.broken.clone()));
    findings.extend(imports::check(&metadata, &card.text)?);
    findings.extend(imports::windows(&sources, &card.text)?);
    findings.extend(rooms::check(&sources));
    findings.extend(tables::check(&texts, &sources, &card.text)?);
    findings.extend(statements::check(&sources));
    findings.extend(fluent::check(&texts, &sources));
    findings.extend(client::check(&texts, &sources));
    findings.extend(house_files::check(
        &texts,
        &house_files::places(&house.root),
    ));
    tree::settle("walls", findings)
}

/// The rows of the Markdown table between `<!-- name -->` and `<!-- /name -->`, without its head.
pub fn table(text: &str, name: &str) -> Result<Vec<Vec<String>>> {
    let (open, close) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let inner = text
        .split_once(&open)
        .and_then(|(_, rest)| rest.split_once(&close))
        .with_context(|| format!("no table between {open} and {close}"))?
        .0;
    let rows: Vec<Vec<String>> = inner
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with('|'))
        .skip(2)
        .map(|line| {
            let cells = line.trim_matches('|').split('|');
            cells
                .map(|cell| cell.replace('`', "").trim().to_owned())
                .collect()
        })
        .collect();
    if rows.is_empty() {
        bail!("the table {open} is empty");
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_between_its_marks() {
        let text = "a\n<!-- x -->\n| h | i |\n|---|---|\n| `a` | b, c |\n<!-- /x -->\n| no | no |";
        assert_eq!(table(text, "x").expect("a table"), [["a", "b, c"]]);
        assert!(table(text, "y").is_err());
    }
}
