//! The stories in Chromium, against the real binary.

use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{
    House,
    process::Call,
    setup,
    stage::{Run, Tally},
    suites::settle,
};

/// Builds the binary and runs the stories and axe; `rest` goes to Playwright.
pub fn run(house: &House, run: &mut Run, rest: &[String]) {
    run.count("e2e", || {
        let mut words = vec!["--project=stories".to_owned(), "--project=axe".to_owned()];
        words.push("--project=axe-reach".to_owned());
        // A narrowed run cannot say whether axe reached every page.
        if rest
            .iter()
            .any(|word| word.starts_with("--project") || word.starts_with("--grep") || word == "-g")
        {
            words.pop();
        }
        if rest.iter().any(|word| word.starts_with("--project")) {
            words.clear();
        }
        words.extend_from_slice(rest);
        play(house, &words)
    });
}

/// Pictures of every page.
pub fn shots(house: &House, run: &mut Run, rest: &[String]) {
    run.count("shots", || {
        play(house, &[&["--project=shots".to_owned()], rest].concat())
    });
}

fn play(house: &House, rest: &[String]) -> Result<Tally> {
    setup::browser_side(house)?;
    let chromium = setup::chromium()?;
    Call::cargo(house, &["build", "--quiet", "--package", "fullcup"]).pass()?;
    let results = house.root.join("e2e/test-results");
    let gallery = results.join("gallery");
    let gallery = gallery.to_string_lossy();
    let draw = [
        "run",
        "--quiet",
        "--package",
        "kit",
        "--example",
        "gallery",
        "--",
        &gallery,
    ];
    Call::cargo(house, &draw).pass()?;
    let report = results.join("report.json");
    let _ = fs::remove_file(&report);
    let mut words = vec![
        "test".to_owned(),
        "--config=e2e/playwright.config.js".to_owned(),
    ];
    words.extend_from_slice(rest);
    let said = Call::new(
        &house.root,
        house.root.join("node_modules/.bin/playwright"),
        &words,
    )
    .env("FULLCUP_CHROMIUM", chromium)
    .env("FULLCUP_BINARY", binary(house)?)
    .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
    .watch()?;
    let report = fs::read_to_string(report).context("Playwright left no report")?;
    settle(count(&report), &said)
}

/// Where cargo put the binary.
pub fn binary(house: &House) -> Result<std::path::PathBuf> {
    let words = ["metadata", "--format-version=1", "--no-deps", "--offline"];
    let metadata: Value = serde_json::from_str(&Call::cargo(house, &words).output()?)?;
    let target = metadata["target_directory"]
        .as_str()
        .context("target_directory")?;
    Ok(std::path::Path::new(target).join("debug/fullcup"))
}

/// Reads the numbers of Playwright's JSON report; a flaky test has failed.
fn count(report: &str) -> Result<Tally> {
    let report: Value = serde_json::from_str(report).context("Playwright's report")?;
    let number = |name: &str| {
        report["stats"][name]
            .as_u64()
            .context("Playwright's report")
    };
    Ok(Tally {
        passed: number("expected")?,
        failed: number("unexpected")? + number("flaky")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flaky_story_has_failed() {
        let report = r#"{"stats":{"expected":9,"unexpected":1,"flaky":2,"skipped":0}}"#;
        assert_eq!(
            count(report).expect("a report"),
            Tally {
                passed: 9,
                failed: 3
            }
        );
        assert!(count("{}").is_err());
    }
}
