//! Test suites that count: nextest, `node --test`, and the types of the browser side.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::{
    House,
    process::{Call, Said},
    setup,
    stage::Tally,
    walls::tree,
};

/// The Rust tests under one of nextest's profiles: all of them, or those that `rest` picks.
pub fn rust(house: &House, profile: &str, env: &[(&str, &str)], rest: &[String]) -> Result<Tally> {
    let mut words = vec![
        "nextest",
        "run",
        "--cargo-quiet",
        "--no-fail-fast",
        "--profile",
        profile,
    ];
    if rest.is_empty() {
        words.push("--workspace");
    }
    words.extend(rest.iter().map(String::as_str));
    let mut call = Call::cargo(house, &words);
    // A pending snapshot is a failure, never a file left behind.
    call = call
        .env("INSTA_UPDATE", "no")
        .env("CARGO_TERM_COLOR", "never");
    for (name, value) in env {
        call = call.env(name, value);
    }
    let said = call.watch()?;
    settle(
        nextest(&said.text).context("nextest gave no summary"),
        &said,
    )
}

/// The tests beside the browser's modules; the model of three phones goes through this many schedules.
pub fn client(house: &House, schedules: u32) -> Result<Tally> {
    let mut tests: Vec<PathBuf> = tree::files(&house.root)?
        .into_iter()
        .filter(|file| file.starts_with("client") && file.to_string_lossy().ends_with(".test.js"))
        .collect();
    tests.sort();
    if tests.is_empty() {
        bail!("there is no test in client/");
    }
    let mut words: Vec<String> = vec!["--test".to_owned(), "--test-reporter=tap".to_owned()];
    words.extend(tests.iter().map(|file| file.to_string_lossy().into_owned()));
    let said = Call::new(&house.root, "node", &words)
        .env("FULLCUP_SEEDS", schedules.to_string())
        .watch()?;
    settle(tap(&said.text).context("node gave no summary"), &said)
}

/// The browser's modules and the stories against the types in their comments.
pub fn types(house: &House) -> Result<()> {
    setup::browser_side(house)?;
    let compiler = house.root.join("node_modules/.bin/tsc");
    for project in ["client/tsconfig.json", "e2e/tsconfig.json"] {
        Call::new(&house.root, &compiler, &["--project", project]).pass()?;
    }
    Ok(())
}

/// A suite that ended badly without naming a failed test has failed all the same.
pub fn settle(tally: Result<Tally>, said: &Said) -> Result<Tally> {
    let mut tally = tally?;
    if !said.status.success() && tally.failed == 0 {
        tally.failed = 1;
    }
    Ok(tally)
}

/// Reads `Summary [ 0.1s] 12 tests run: 11 passed (1 slow), 1 failed, 2 skipped`.
fn nextest(text: &str) -> Option<Tally> {
    let line = text
        .lines()
        .rev()
        .find(|line| line.trim_start().starts_with("Summary ["))?;
    let (run, rest) = line.split_once(']')?.1.split_once(':')?;
    // `3/12 tests run` when the run broke off: those that never ran did not pass.
    let run = run.split_whitespace().next()?;
    let wanted: u64 = run.rsplit('/').next()?.parse().ok()?;
    let part = rest.split(',').find(|part| part.contains(" passed"));
    let passed = part.map_or(Some(0), |part| part.split_whitespace().next()?.parse().ok())?;
    Some(Tally {
        passed,
        failed: wanted.checked_sub(passed)?,
    })
}

/// Reads the lines `# pass 3` and `# fail 0` that end the report of `node --test`.
fn tap(text: &str) -> Option<Tally> {
    let number = |label: &str| {
        let line = text
            .lines()
            .rev()
            .find_map(|line| line.strip_prefix(label))?;
        line.trim().parse::<u64>().ok()
    };
    let cancelled = number("# cancelled ").unwrap_or(0);
    Some(Tally {
        passed: number("# pass ")?,
        failed: number("# fail ")? + cancelled,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_of_nextest_is_counted() {
        let text = "x\n     Summary [   0.123s] 12 tests run: 10 passed (1 slow), 1 failed, 1 timed out, 2 skipped\n        FAIL x";
        assert_eq!(
            nextest(text),
            Some(Tally {
                passed: 10,
                failed: 2
            })
        );
        let text = "     Summary [   0.005s] 1 test run: 1 passed, 0 skipped";
        assert_eq!(
            nextest(text),
            Some(Tally {
                passed: 1,
                failed: 0
            })
        );
        let text = "     Summary [   0.005s] 3/9 tests run: 2 passed, 1 failed, 0 skipped";
        assert_eq!(
            nextest(text),
            Some(Tally {
                passed: 2,
                failed: 7
            })
        );
        assert_eq!(nextest("no such line"), None);
    }

    #[test]
    fn a_summary_of_node_is_counted() {
        let text = "# tests 4\n# suites 0\n# pass 3\n# fail 1\n# cancelled 0\n# skipped 0\n";
        assert_eq!(
            tap(text),
            Some(Tally {
                passed: 3,
                failed: 1
            })
        );
        assert_eq!(tap("# pass 3"), None);
    }
}
