//! What we build on: its licenses, its sources, and what is banned.

use anyhow::Result;

use crate::{
    House,
    process::{Call, find},
    setup,
};

/// Licenses, bans and sources; advisories wait for a dated copy.
pub fn check(house: &House) -> Result<()> {
    if find("cargo-deny").is_none() {
        setup::tool(house, "cargo-deny", "0.20.2")?;
    }
    let words = [
        "deny",
        "--log-level",
        "warn",
        "check",
        "--hide-inclusion-graph",
    ];
    let parts = ["licenses", "bans", "sources"];
    Call::cargo(house, &[&words[..], &parts].concat()).pass()
}
