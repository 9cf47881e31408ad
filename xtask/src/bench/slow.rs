//! A signed-in page on a slow phone: `e2e/slow.js` in Chromium, under the profile of ruling 20.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, ensure};

use super::house::{Generated, Serving};

/// The row of the table. Where there is no Chromium, it says so: no figure is better than a wrong one.
pub fn measure(root: &Path, binary: &Path, generated: &Generated) -> Result<String> {
    let json: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(&generated.accounts)?)?;
    let worker = json
        .as_array()
        .context("a list of accounts")?
        .iter()
        .find(|account| {
            account["state"] == "active"
                && account["roles"]
                    .as_array()
                    .is_some_and(|roles| roles.len() == 1 && roles[0] == "peer-worker")
        })
        .context("a peer worker")?;
    let text = |name: &str| worker[name].as_str().unwrap_or_default().to_owned();
    let server = Serving::start(binary, &generated.data, None)?;
    let out = Command::new("node")
        .arg("e2e/slow.js")
        .arg(format!("http://{}", server.address))
        .args([text("email"), text("password"), super::TODAY.to_owned()])
        .current_dir(root)
        .output();
    let Ok(out) = out else {
        return Ok("\nNot measured on a slow phone: Node is not here.\n".to_owned());
    };
    ensure!(
        out.status.success(),
        "the slow phone failed: {}",
        String::from_utf8_lossy(&out.stderr)
    );
    let said: serde_json::Value = serde_json::from_slice(&out.stdout)?;
    let ms = |name: &str| {
        said[name]
            .as_f64()
            .map_or("?".to_owned(), |ms| format!("{ms:.0}"))
    };
    Ok(format!(
        "\n### Today, signed in, on a slow phone (400 ms, 400 kbit/s, CPU 4 times slower)\n\n\
         | | readable, ms | whole, with the font, ms | limit |\n|---|---|---|---|\n\
         | never been here | {} | {} | 2,000 readable |\n| been here | {} | {} | 2,000 |\n",
        ms("cold_paint_ms"),
        ms("cold_ms"),
        ms("warm_paint_ms"),
        ms("warm_ms")
    ))
}
