//! The files of the checkout as git sees them: tracked, or new and not ignored.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};

use crate::process::Call;

/// A text file of the checkout.
#[derive(Clone, Debug)]
pub struct Text {
    /// From the root, with `/`.
    pub path: String,
    /// What it says.
    pub text: String,
}

impl Text {
    /// The last part of its path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Whether its name ends so: `.rs`.
    pub fn is(&self, end: &str) -> bool {
        self.path.ends_with(end)
    }
}

/// Every file, from the root.
pub fn files(root: &Path) -> Result<Vec<PathBuf>> {
    // A checkout that another user made is read all the same: nothing of it is run by this.
    let trust = ["-c", "safe.directory=*"];
    let list = [
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ];
    let list = Call::new(root, "git", &[trust.as_slice(), &list].concat()).output()?;
    let mut files: Vec<PathBuf> = list
        .split('\0')
        .filter(|path| !path.is_empty())
        .map(PathBuf::from)
        .collect();
    files.sort();
    files.dedup();
    Ok(files)
}

/// Every text file. Files that are no UTF-8 are pictures and fonts.
pub fn texts(root: &Path) -> Result<Vec<Text>> {
    let texts = files(root)?.into_iter().filter_map(|file| {
        let text = fs::read_to_string(root.join(&file)).ok()?;
        Some(Text {
            path: file.to_string_lossy().replace('\\', "/"),
            text,
        })
    });
    Ok(texts.collect())
}

/// Nothing found is good; otherwise an error that lists everything.
pub fn settle(what: &str, mut findings: Vec<String>) -> Result<()> {
    findings.sort();
    findings.dedup();
    if findings.is_empty() {
        return Ok(());
    }
    bail!(
        "{} finding(s) of the {what}\n  {}",
        findings.len(),
        findings.join("\n  ")
    )
}

#[cfg(test)]
pub fn text(path: &str, text: &str) -> Text {
    Text {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}
