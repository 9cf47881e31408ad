//! Stages of a run: what each was called, what it found, how long it took.

use std::{
    fmt::Write as _,
    time::{Duration, Instant},
};

use anyhow::Result;

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests that passed.
    pub passed: u64,
    /// Tests that failed.
    pub failed: u64,
}

/// All stages so far.
#[derive(Default)]
pub struct Run {
    stages: Vec<Stage>,
}

struct Stage {
    name: String,
    tally: Tally,
    took: Duration,
}

impl Run {
    /// A stage that is one check: it counts as one.
    pub fn check(&mut self, name: &str, work: impl FnOnce() -> Result<()>) {
        self.count(name, || {
            work().map(|()| Tally {
                passed: 1,
                failed: 0,
            })
        });
    }

    /// A stage that counts its own tests. One that breaks off counts as one failure.
    pub fn count(&mut self, name: &str, work: impl FnOnce() -> Result<Tally>) {
        println!("\n=== {name}");
        let start = Instant::now();
        let tally = work().unwrap_or_else(|error| {
            println!("{name}: {error:#}");
            Tally {
                passed: 0,
                failed: 1,
            }
        });
        self.stages.push(Stage {
            name: name.to_owned(),
            tally,
            took: start.elapsed(),
        });
    }

    /// Whether nothing failed.
    pub fn good(&self) -> bool {
        self.sum().failed == 0
    }

    fn sum(&self) -> Tally {
        self.stages
            .iter()
            .fold(Tally::default(), |sum, stage| Tally {
                passed: sum.passed + stage.tally.passed,
                failed: sum.failed + stage.tally.failed,
            })
    }

    /// The table of times, and the tally alone on the last line.
    pub fn report(&self) -> String {
        let mut text = format!(
            "\n{:<24} {:>7} {:>7} {:>9}\n",
            "stage", "passed", "failed", "seconds"
        );
        for Stage { name, tally, took } in &self.stages {
            let seconds = took.as_secs_f64();
            let _ = writeln!(
                text,
                "{name:<24} {:>7} {:>7} {seconds:>9.1}",
                tally.passed, tally.failed
            );
        }
        let Tally { passed, failed } = self.sum();
        let _ = write!(text, "\n{passed} passed, {failed} failed");
        text
    }
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    #[test]
    fn a_failed_stage_does_not_hide_a_later_one() {
        let mut run = Run::default();
        run.check("first", || bail!("broken"));
        run.count("second", || {
            Ok(Tally {
                passed: 7,
                failed: 0,
            })
        });
        assert!(!run.good());
        assert_eq!(run.report().lines().last(), Some("7 passed, 1 failed"));
    }

    #[test]
    fn a_run_without_failures_is_good() {
        let mut run = Run::default();
        run.check("first", || Ok(()));
        run.count("second", || {
            Ok(Tally {
                passed: 2,
                failed: 0,
            })
        });
        assert!(run.good());
        assert_eq!(run.report().lines().last(), Some("3 passed, 0 failed"));
    }
}
