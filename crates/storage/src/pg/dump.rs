//! A copy of a PostgreSQL database, by PostgreSQL's own tool `pg_dump`, into one file for `pg_restore`.
//!
//! The password goes to the tool by its environment: other users of the machine can read the
//! arguments of a program.

use std::{
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use super::connect::Connector;
use crate::{Error, backup, folder};

/// How to log in, as libpq wants to be told.
#[derive(Clone)]
pub(crate) struct Login {
    /// The address without password and without wishes about encryption.
    pub(super) url: String,
    pub(super) password: Option<String>,
    /// The authority to trust: a file, or `system`. `None`: the line is not encrypted.
    pub(super) root: Option<String>,
}

/// Why there is no copy.
#[derive(Debug)]
pub(crate) enum NoCopy {
    /// The tool is not on this machine.
    NoTool,
    /// It ran and failed, or its file could not be written.
    Failed(Error),
}

impl From<NoCopy> for Error {
    fn from(why: NoCopy) -> Self {
        match why {
            NoCopy::NoTool => Self::Broken(
                "a PostgreSQL database is copied with pg_dump --format=custom, and pg_dump is not \
                 on this machine. Install PostgreSQL’s client programs, or run it where they are"
                    .into(),
            ),
            NoCopy::Failed(error) => error,
        }
    }
}

/// Copies the database into `to`, which appears whole or not at all. `tool` names the program; it
/// is looked for when nobody says.
pub(crate) fn write(connector: &Connector, tool: Option<&Path>, to: &Path) -> Result<(), NoCopy> {
    let failed = |error: io::Error| NoCopy::Failed(backup::disk(&error));
    if to.exists() {
        let text = format!("{} exists, and is left as it is", to.display());
        return Err(NoCopy::Failed(Error::Broken(text)));
    }
    let part = backup::beside(to).map_err(NoCopy::Failed)?;
    folder::private(&part).map_err(failed)?;
    let done =
        run(connector.login(), tool, &part).and_then(|()| backup::place(&part, to).map_err(failed));
    if done.is_err() {
        // What is half written must not be taken for a backup; the first error is the one to tell.
        drop(fs::remove_file(&part));
    }
    done
}

fn run(login: &Login, tool: Option<&Path>, to: &Path) -> Result<(), NoCopy> {
    let tool = tool.map_or_else(found, Path::to_path_buf);
    let mut command = Command::new(&tool);
    command
        .args(["--format=custom", "--no-password", "--file"])
        .arg(to)
        .arg("--dbname")
        .arg(&login.url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .env("PGAPPNAME", "fullcup backup");
    if let Some(password) = &login.password {
        command.env("PGPASSWORD", password);
    }
    match &login.root {
        Some(root) => command
            .env("PGSSLMODE", "verify-full")
            .env("PGSSLROOTCERT", root),
        None => command.env("PGSSLMODE", "disable"),
    };
    let output = command.output().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => NoCopy::NoTool,
        _ => NoCopy::Failed(Error::Broken(format!("{}: {error}", tool.display()))),
    })?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().find(|line| !line.trim().is_empty());
    let line = line.unwrap_or("it did not say why");
    Err(NoCopy::Failed(Error::Broken(format!(
        "pg_dump made no copy: {line}"
    ))))
}

/// The newest one of Debian's folders, one a version, else whatever the path has: an older tool
/// refuses a newer server.
fn found() -> PathBuf {
    let version = |folder: &PathBuf| -> u32 {
        let name = folder.file_name().and_then(OsStr::to_str);
        name.and_then(|name| name.parse().ok()).unwrap_or(0)
    };
    fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|folder| folder.join("bin/pg_dump").is_file())
        .max_by_key(version)
        .map_or_else(
            || PathBuf::from("pg_dump"),
            |folder| folder.join("bin/pg_dump"),
        )
}

/// The address without its password, wherever it stands.
pub(super) fn without_password(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
    let (head, query) = rest
        .split_once('?')
        .map_or((rest, None), |(h, q)| (h, Some(q)));
    let head = match head.rsplit_once('@') {
        Some((login, place)) => {
            let user = login.split(':').next().unwrap_or_default();
            format!("{user}@{place}")
        }
        None => head.to_owned(),
    };
    let kept: Vec<&str> = query
        .into_iter()
        .flat_map(|query| query.split('&'))
        .filter(|part| {
            let name = part.split('=').next().unwrap_or_default();
            !part.is_empty() && !["password", "sslmode", "sslrootcert"].contains(&name)
        })
        .collect();
    if kept.is_empty() {
        format!("{scheme}://{head}")
    } else {
        format!("{scheme}://{head}?{}", kept.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_stands_in_no_argument() {
        for (url, without) in [
            (
                "postgres://a:s3cret@db.example/f",
                "postgres://a@db.example/f",
            ),
            (
                "postgres://a:s3cr@t@db/f?sslmode=require&host=/run",
                "postgres://a@db/f?host=/run",
            ),
            ("postgres:///f?password=s3cret", "postgres:///f"),
            ("postgres://db/f", "postgres://db/f"),
        ] {
            assert_eq!(without_password(url), without);
        }
    }
}
