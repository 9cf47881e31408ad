//! The house's own commands: `cargo xtask quick`, `all`, `walls`, `words`, `e2e`, `shots`,
//! `bench`, `soak`, `dev`.
//!
//! Every check is a [`stage`]: one that fails does not hide the next. The run ends on a
//! table of times and a tally, and its exit code says whether anything failed.
#![expect(clippy::print_stdout, reason = "this is a command for a terminal")]

mod bench;
mod coverage;
mod deny;
mod dev;
mod e2e;
mod postgres;
mod process;
mod setup;
mod stage;
mod suites;
mod walls;
mod words;

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context, Result};
use process::Call;
use stage::{Run, Tally};

const HELP: &str = "\
cargo xtask COMMAND

  quick          fmt, clippy, words, walls, tests on SQLite, browser-side tests
  all            everything, on a bare machine too: what CI runs
  walls          who imports whom, who names which table, and the inside rules
  words          the words we say and the words we do not
  postgres [ARGS] the tests on PostgreSQL; ARGS go to nextest, for example -p alongside
  e2e [ARGS]     the stories in Chromium; ARGS go to Playwright, for example --grep \"sign in\"
  shots [ARGS]   pictures of every page at 390 and 1280, light and dark, into e2e/shots
  coverage       writes docs/coverage.md from docs/coverage.list and the tags in tests
  bench [ARGS]   how fast the house is: --small for a look, --keep to write docs/bench.md
  soak [ROUNDS]  the kill test for long: 1,000 deaths unless another number is asked for
  dev [ARGS]     the demo, built again and started again at every change
";

fn main() -> ExitCode {
    match command() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs what the command line names; false when a check failed.
fn command() -> Result<bool> {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_default();
    let rest: Vec<String> = words.collect();
    let house = house()?;
    let mut run = Run::default();
    match command.as_str() {
        "quick" => quick(&house, &mut run),
        "all" => all(&house, &mut run),
        "walls" => run.check("walls", || walls::check(&house)),
        "words" => run.check("words", || words::check(&house)),
        "coverage" => return coverage::run(&house.root, false).map(|()| true),
        "bench" => return bench::run(&house.root, &rest).map(|()| true),
        "postgres" => run.count("tests on PostgreSQL", || on_postgres(&house, &rest)),
        "e2e" => e2e::run(&house, &mut run, &rest),
        "shots" => e2e::shots(&house, &mut run, &rest),
        "soak" => run.count("deaths of the program", || soak(&house, &rest)),
        "dev" => return dev::run(&house, &rest).map(|()| true),
        _ => {
            print!("{HELP}");
            return Ok(matches!(command.as_str(), "help" | "--help" | "-h"));
        }
    }
    println!("{}", run.report());
    Ok(run.good())
}

/// The checks for before a commit.
fn quick(house: &House, run: &mut Run) {
    run.check("fmt", || {
        Call::cargo(house, &["fmt", "--all", "--check"]).pass()
    });
    run.check("clippy", || clippy(house));
    run.check("words", || words::check(house));
    run.check("walls", || walls::check(house));
    run.check("coverage", || coverage::run(&house.root, true));
    run.count("tests on SQLite", || {
        suites::rust(house, "default", &[], &[])
    });
    run.count("browser side", || suites::client(house, 1_000));
}

/// Everything there is to prove.
fn all(house: &House, run: &mut Run) {
    run.check("set up the machine", || setup::machine(house));
    run.check("fmt", || {
        Call::cargo(house, &["fmt", "--all", "--check"]).pass()
    });
    run.check("words", || words::check(house));
    run.check("walls", || walls::check(house));
    run.check("coverage", || coverage::run(&house.root, true));
    run.check("clippy", || clippy(house));
    run.count("tests on SQLite", || suites::rust(house, "ci", &[], &[]));
    run.count("tests on PostgreSQL", || on_postgres(house, &[]));
    run.count("browser side", || suites::client(house, 10_000));
    run.check("browser side, types", || suites::types(house));
    e2e::run(house, run, &[]);
    run.check("deny", || deny::check(house));
    run.check("doc", || {
        let doc = [
            "doc",
            "--workspace",
            "--no-deps",
            "--document-private-items",
            "--quiet",
        ];
        Call::cargo(house, &doc)
            .env("RUSTDOCFLAGS", "-D warnings")
            .pass()
    });
}

fn clippy(house: &House) -> Result<()> {
    let words = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--quiet",
        "--",
        "-D",
        "warnings",
    ];
    Call::cargo(house, &words).pass()
}

/// The kill test for so many rounds.
fn soak(house: &House, rest: &[String]) -> Result<Tally> {
    let rounds = rest.first().map_or("1000", String::as_str);
    let only = ["--package", "fullcup", "kill"].map(str::to_owned);
    suites::rust(house, "soak", &[("FULLCUP_KILL_ROUNDS", rounds)], &only)
}

/// The Rust tests once more, against a PostgreSQL of their own.
fn on_postgres(house: &House, rest: &[String]) -> Result<Tally> {
    let server = postgres::Server::start()?;
    let env = [
        ("FULLCUP_TEST_ENGINE", "postgres"),
        ("FULLCUP_TEST_POSTGRES", server.url()),
    ];
    suites::rust(house, "postgres", &env, rest)
}

/// Where the checkout is.
pub struct House {
    /// The folder that holds the workspace's Cargo.toml.
    pub root: PathBuf,
}

fn house() -> Result<House> {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").context("start me as `cargo xtask`")?;
    let root = PathBuf::from(here)
        .parent()
        .context("xtask lies in a workspace")?
        .to_path_buf();
    Ok(House { root })
}
