//! Other programs: started in the checkout, without standard input, their words passed on.

use std::{
    ffi::{OsStr, OsString},
    fmt::Write as _,
    io::{BufRead, BufReader, Read, Write},
    path::Path,
    process::{Command, ExitStatus, Stdio},
    thread,
};

use anyhow::{Context, Result, bail};

use crate::House;

/// One program to run.
pub struct Call {
    command: Command,
    shown: String,
}

/// What a watched program said and how it ended.
pub struct Said {
    /// Its standard output and standard error, line by line as they came.
    pub text: String,
    /// How it ended.
    pub status: ExitStatus,
}

impl Call {
    /// A program of this machine, run in `at`.
    pub fn new<W: AsRef<OsStr>>(at: &Path, program: impl AsRef<OsStr>, words: &[W]) -> Self {
        let mut command = Command::new(&program);
        command.args(words).current_dir(at).stdin(Stdio::null());
        let mut shown = program.as_ref().to_string_lossy().into_owned();
        for word in words {
            let _ = write!(shown, " {}", word.as_ref().to_string_lossy());
        }
        Self { command, shown }
    }

    /// The same cargo that runs this command.
    pub fn cargo(house: &House, words: &[&str]) -> Self {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
        let mut call = Self::new(&house.root, cargo, words);
        call.shown = format!("cargo {}", words.join(" "));
        // What cargo told us about this very package would confuse builds of others.
        for (name, _) in std::env::vars_os() {
            let inherited = name.to_string_lossy();
            if inherited.starts_with("CARGO_PKG_") || inherited.starts_with("CARGO_MANIFEST_") {
                call.command.env_remove(&name);
            }
        }
        call
    }

    /// Sets a variable of its environment.
    #[must_use]
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs it in the foreground; an error unless it ends well.
    pub fn pass(mut self) -> Result<()> {
        let status = self
            .command
            .status()
            .with_context(|| format!("cannot run {}", self.shown))?;
        if !status.success() {
            bail!("`{}` ended with {status}", self.shown);
        }
        Ok(())
    }

    /// Runs it quietly and gives its standard output; an error with what it said unless it ends well.
    pub fn output(mut self) -> Result<String> {
        let output = self
            .command
            .output()
            .with_context(|| format!("cannot run {}", self.shown))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            bail!(
                "`{}` ended with {}\n{}",
                self.shown,
                output.status,
                said.trim_end()
            );
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Runs it, passes its lines on as they come, and keeps them.
    pub fn watch(mut self) -> Result<Said> {
        let mut child = self
            .command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot run {}", self.shown))?;
        let errors = child.stderr.take().context("standard error is piped")?;
        let answers = child.stdout.take().context("standard output is piped")?;
        let aside = thread::spawn(move || pass_on(errors));
        let mut text = pass_on(answers);
        text.push_str(&aside.join().unwrap_or_default());
        let status = child.wait()?;
        Ok(Said { text, status })
    }

    /// Starts it and leaves it running.
    pub fn start(mut self) -> Result<std::process::Child> {
        self.command
            .spawn()
            .with_context(|| format!("cannot run {}", self.shown))
    }

    /// The command itself, for pipes and the like.
    pub fn command(&mut self) -> &mut Command {
        &mut self.command
    }
}

/// Prints what comes and keeps it.
fn pass_on(from: impl Read) -> String {
    let mut kept = String::new();
    let mut reader = BufReader::new(from);
    let mut line = Vec::new();
    loop {
        line.clear();
        match reader.read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => return kept,
            Ok(_) => {
                let _ = std::io::stdout().lock().write_all(&line);
                kept.push_str(&String::from_utf8_lossy(&line));
            }
        }
    }
}

/// Where a program lies on this machine, if it is there.
pub fn find(program: &str) -> Option<std::path::PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}
