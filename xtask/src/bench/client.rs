//! The private circle in Chromium on a cheap phone, and a server that keeps many boxes in sync:
//! `e2e/own-bench.js` and `e2e/own-load.js`.

use std::{fmt::Write as _, path::Path, process::Command};

use anyhow::{Context, Result, ensure};

use super::house::{self, Serving, Size};

/// What is measured: the name in the script's line, words, the most that it may be.
const LIMITS: &[(&str, &str, f64)] = &[
    ("tap_ms", "A tap to “saved on this phone”, ms", 150.0),
    ("unlock_ms", "Unlock to the first screen, ms", 1_500.0),
    ("search_ms", "Search, warm, ms", 200.0),
    (
        "modules_bytes",
        "All client code, compressed, bytes",
        60_000.0,
    ),
    (
        "first_page_bytes",
        "First page with the vault, bytes",
        150_000.0,
    ),
    ("empty_requests", "An empty sync, round trips", 1.0),
    ("empty_bytes", "An empty sync, bytes", 1_000.0),
];

/// Seconds in which 5,000 boxes with 10 changed records each are to be in sync.
const SYNCED: f64 = 300.0;

/// The page `docs/bench-client.md`.
pub fn measure(root: &Path, binary: &Path) -> Result<String> {
    let size = Size {
        workers: 200,
        participants: 10_000,
        contacts: 100_000,
    };
    let generated = house::generate(root, binary, size, None)?;
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("data");
    let copied = Command::new("cp")
        .arg("-r")
        .args([&generated.data, &data])
        .status()?;
    ensure!(copied.success(), "the house could not be copied");
    let accounts: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(&generated.accounts)?)?;
    // Not one of those whose box the load makes.
    let owner = accounts
        .as_array()
        .context("a list of accounts")?
        .iter()
        .rfind(|account| account["state"] == "active")
        .context("an active account")?;
    let word = |name: &str| owner[name].as_str().unwrap_or_default().to_owned();
    let server = Serving::start(binary, &data, None)?;
    let url = format!("http://{}", server.address);
    let phone = node(
        root,
        "e2e/own-bench.js",
        &[url.clone(), word("email"), word("password")],
    )?;
    drop(server);
    let mut text = format!(
        "\n## A cheap phone with {} records (400 ms, 400 kbit/s, CPU 4 times slower)\n\n| | measured | at most |\n|---|---|---|\n",
        phone["records"]
    );
    for (name, what, most) in LIMITS {
        let measured = phone[*name].as_f64().context("a figure")?;
        writeln!(text, "| {what} | {measured:.0} | {most:.0} |")?;
    }
    let ready = phone["ready_ms"].as_f64().context("a figure")?;
    writeln!(
        text,
        "\nAfter the first screen, everything is open {ready:.0} ms later."
    )?;
    // One core, as a small machine has.
    let server = Serving::start(binary, &data, None)?;
    let bound = Command::new("taskset")
        .args(["--all-tasks", "--pid", "--cpu-list", "0"])
        .arg(server.process().to_string())
        .output()?;
    ensure!(bound.status.success(), "taskset failed");
    let file = generated.accounts.display().to_string();
    let load = node(
        root,
        "e2e/own-load.js",
        &[format!("http://{}", server.address), file],
    )?;
    writeln!(
        text,
        "\n## A server on one core\n\n| | measured | at most |\n|---|---|---|\n\
         | {} syncs of 10 changed records, s | {:.0} | {SYNCED:.0} |\n\
         | Private memory afterwards, KiB | {} | 524288 |",
        load["syncs"],
        load["seconds"].as_f64().context("seconds")?,
        server.private_kib()?
    )?;
    Ok(text)
}

fn node(root: &Path, script: &str, arguments: &[String]) -> Result<serde_json::Value> {
    let out = Command::new("node")
        .arg(script)
        .args(arguments)
        .current_dir(root)
        .output()
        .context("Node is not here")?;
    ensure!(
        out.status.success(),
        "{script}: {}",
        String::from_utf8_lossy(&out.stderr)
    );
    Ok(serde_json::from_slice(&out.stdout)?)
}
