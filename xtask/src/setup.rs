//! A bare Debian machine becomes one that can run every check.

use std::{env, fs};

use anyhow::{Context, Result, bail};

use crate::{
    House,
    process::{Call, find},
};

/// Makes sure of Node.js, Chromium, PostgreSQL, cargo-nextest and the packages of the browser side.
pub fn machine(house: &House) -> Result<()> {
    let mut missing = Vec::new();
    if find("node").is_none() || find("npm").is_none() {
        missing.extend(["nodejs", "npm"]);
    }
    if find("chromium").is_none() {
        missing.push("chromium");
    }
    if crate::postgres::programs().is_none() {
        missing.push("postgresql");
    }
    if find("cc").is_none() {
        missing.push("build-essential");
    }
    install(house, &missing)?;
    if find("cargo-nextest").is_none() {
        tool(house, "cargo-nextest", "0.9.143")?;
    }
    browser_side(house)
}

/// Installs Debian packages; the caller must be allowed to.
fn install(house: &House, packages: &[&str]) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    println!("installing {}", packages.join(", "));
    let apt = |words: &[&str]| {
        Call::new(&house.root, "apt-get", words)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .output()
    };
    let wanted = [
        &["install", "-y", "-qq", "--no-install-recommends"],
        packages,
    ]
    .concat();
    apt(&["update", "-qq"])
        .and_then(|_| apt(&wanted))
        .with_context(|| format!("install {} by hand, then start again", packages.join(", ")))?;
    Ok(())
}

/// Installs a tool of cargo's from its locked source, without optimizing what runs for seconds.
pub fn tool(house: &House, name: &str, version: &str) -> Result<()> {
    println!("installing {name}: this takes some minutes, once");
    let words = [
        "install",
        "--locked",
        "--quiet",
        "--debug",
        "--version",
        version,
        name,
    ];
    Call::cargo(house, &words)
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .pass()
}

/// The packages that check the browser side, as `package-lock.json` names them.
pub fn browser_side(house: &House) -> Result<()> {
    let lock = fs::read(house.root.join("package-lock.json")).context("package-lock.json")?;
    let stamp = house.root.join("node_modules/.installed");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let mut call = Call::new(
        &house.root,
        "npm",
        &["ci", "--ignore-scripts", "--loglevel=error"],
    );
    // Debian's Chromium is the browser; a download of another one is not wanted.
    call.command().env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    call.pass()?;
    fs::write(stamp, lock)?;
    Ok(())
}

/// Where Chromium lies.
pub fn chromium() -> Result<std::path::PathBuf> {
    let named = env::var_os("FULLCUP_CHROMIUM").map(std::path::PathBuf::from);
    match named.or_else(|| find("chromium")) {
        Some(path) => Ok(path),
        None => bail!("Chromium is not here: install Debian's package chromium"),
    }
}
