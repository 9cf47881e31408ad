//! `cargo xtask coverage`: the table of practices, from a list and the tags in tests.
//!
//! A test says `coverage: 140, 152` in a comment directly above it; `docs/coverage.list` says where the
//! practice lives. Nothing is typed twice (ruling 26).

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use anyhow::{Context, Result, bail};

/// How many practices the seeds name.
const ROWS: u16 = 152;
const LIST: &str = "docs/coverage.list";
const TABLE: &str = "docs/coverage.md";

struct Listed {
    state: String,
    place: String,
}

/// Writes the table, or with `check` fails when the stored one differs.
pub fn run(root: &Path, check: bool) -> Result<()> {
    let listed = read_list(&fs::read_to_string(root.join(LIST)).context(LIST)?)?;
    let mut tests = BTreeMap::new();
    for folder in ["crates", "rooms", "client", "e2e"] {
        walk(root, &root.join(folder), &mut tests)?;
    }
    let table = write_table(&listed, &tests)?;
    let path = root.join(TABLE);
    if check {
        let stored = fs::read_to_string(&path).unwrap_or_default();
        if stored != table {
            bail!("{TABLE} is not what the tests say: run `cargo xtask coverage`");
        }
    } else {
        fs::write(path, table)?;
    }
    Ok(())
}

fn read_list(text: &str) -> Result<BTreeMap<u16, Listed>> {
    let mut listed = BTreeMap::new();
    for line in text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
    {
        let mut parts = line.splitn(3, '|').map(str::trim);
        let (Some(id), Some(state), Some(place)) = (parts.next(), parts.next(), parts.next())
        else {
            bail!("{LIST}: a line is `id | works or part | where`, not {line:?}");
        };
        let id: u16 = id.parse().with_context(|| format!("{LIST}: {line}"))?;
        if !(1..=ROWS).contains(&id) || !["works", "part"].contains(&state) {
            bail!("{LIST}: {line:?} has an unknown id or state");
        }
        let row = Listed {
            state: state.to_owned(),
            place: place.to_owned(),
        };
        if listed.insert(id, row).is_some() {
            bail!("{LIST}: {id} stands twice");
        }
    }
    Ok(listed)
}

fn walk(root: &Path, folder: &Path, tests: &mut BTreeMap<u16, Vec<String>>) -> Result<()> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    let mut paths: Vec<_> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "node_modules") {
                walk(root, &path, tests)?;
            }
        } else if path
            .extension()
            .is_some_and(|kind| kind == "rs" || kind == "js")
        {
            read_tags(
                &path.strip_prefix(root)?.display().to_string(),
                &fs::read_to_string(&path)?,
                tests,
            )?;
        }
    }
    Ok(())
}

/// Finds each tag and the test that follows it.
fn read_tags(file: &str, text: &str, tests: &mut BTreeMap<u16, Vec<String>>) -> Result<()> {
    let mut waiting: Vec<u16> = vec![];
    for line in text.lines() {
        let line = line.trim();
        if let Some(ids) = line.strip_prefix("// coverage:") {
            for id in ids.split(',') {
                waiting.push(
                    id.trim()
                        .parse()
                        .with_context(|| format!("{file}: {line}"))?,
                );
            }
        } else if let Some(name) = test_name(line) {
            for id in waiting.drain(..) {
                tests
                    .entry(id)
                    .or_default()
                    .push(format!("`{name}` ({file})"));
            }
        }
    }
    if !waiting.is_empty() {
        bail!("{file}: a coverage tag stands above no test");
    }
    Ok(())
}

fn test_name(line: &str) -> Option<&str> {
    let rust = line
        .strip_prefix("async ")
        .unwrap_or(line)
        .strip_prefix("fn ")
        .and_then(|rest| rest.split('(').next());
    rust.or_else(|| {
        let rest = line.strip_prefix("test(")?;
        let quote = rest.chars().next().filter(|c| "\"'`".contains(*c))?;
        rest[1..].split(quote).next()
    })
}

fn write_table(
    listed: &BTreeMap<u16, Listed>,
    tests: &BTreeMap<u16, Vec<String>>,
) -> Result<String> {
    let mut works = 0;
    let mut part = 0;
    let mut rows = String::new();
    for id in 1..=ROWS {
        match (listed.get(&id), tests.get(&id)) {
            (Some(row), Some(names)) => {
                if row.state == "works" {
                    works += 1;
                } else {
                    part += 1;
                }
                writeln!(
                    rows,
                    "| {id} | {} | {} | {} |",
                    row.state,
                    row.place,
                    names.join(", ")
                )?;
            }
            (None, None) => writeln!(rows, "| {id} | missing | | |")?,
            (Some(_), None) => bail!("{LIST}: {id} is listed and no test carries its tag"),
            (None, Some(names)) => {
                bail!("{id} is tagged by {} and not in {LIST}", names.join(", "))
            }
        }
    }
    let missing = usize::from(ROWS) - works - part;
    Ok(format!(
        "# Coverage\n\nEvery practice, tool and need that the seeds name, and where it is real. Written by \
         `cargo xtask coverage`.\n\n{works} work, {part} in part, {missing} missing.\n\n| id | state | where | test |\n|---|---|---|---|\n{rows}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_belongs_to_the_test_below_it() {
        let mut tests = BTreeMap::new();
        let text = "// coverage: 3, 7\n#[test]\nfn a_thing_holds() {\n";
        read_tags("x.rs", text, &mut tests).expect("tags");
        assert_eq!(tests[&3], ["`a_thing_holds` (x.rs)"]);
        assert_eq!(tests[&7], tests[&3]);
    }

    #[test]
    fn a_listed_row_without_a_test_is_refused() {
        let listed = read_list("5 | works | there").expect("a list");
        assert!(write_table(&listed, &BTreeMap::new()).is_err());
    }

    #[test]
    fn a_tag_without_a_row_is_refused() {
        let tests = BTreeMap::from([(9, vec!["`x`".to_owned()])]);
        assert!(write_table(&BTreeMap::new(), &tests).is_err());
    }
}
