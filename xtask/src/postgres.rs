//! A PostgreSQL for the tests: its own folder, its own port, gone when the tests are done.

use std::{
    fs,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Stdio},
    sync::mpsc,
    time::Duration,
};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::process::{Call, find};

/// How long a server may take to come up.
const PATIENCE: u32 = 300;
const MOMENT: Duration = Duration::from_millis(100);

/// A running server. Dropping it stops it and removes its folder.
pub struct Server {
    url: String,
    running: Option<Running>,
}

struct Running {
    programs: PathBuf,
    folder: TempDir,
    child: Child,
}

impl Server {
    /// Starts a server, or takes the one that `FULLCUP_TEST_POSTGRES` names.
    pub fn start() -> Result<Self> {
        if let Ok(url) = std::env::var("FULLCUP_TEST_POSTGRES") {
            return Ok(Self { url, running: None });
        }
        let programs = programs().context("PostgreSQL is not here: install package postgresql")?;
        let folder = tempfile::Builder::new()
            .prefix("fullcup-postgres-")
            .tempdir()?;
        if is_root()? {
            Call::new(
                Path::new("/"),
                "chown",
                &["postgres", &folder.path().to_string_lossy()],
            )
            .output()?;
        }
        let data = folder.path().join("data").to_string_lossy().into_owned();
        let words = ["-D", &data, "-U", "postgres", "-A", "trust", "-E", "UTF8"];
        let words = [&words[..], &["--locale=C.UTF-8", "--no-sync"]].concat();
        as_postgres(&programs, "initdb", &words)?.output()?;
        let port = free_port()?;
        let settings = settings(port, folder.path());
        let mut words = vec!["-D", &data];
        words.extend(settings.iter().flat_map(|setting| ["-c", setting.as_str()]));
        let log = fs::File::create(folder.path().join("log"))?;
        let mut call = as_postgres(&programs, "postgres", &words)?;
        call.command().stdout(log.try_clone()?).stderr(log);
        let child = call.start()?;
        let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
        let mut server = Self {
            url,
            running: Some(Running {
                programs,
                folder,
                child,
            }),
        };
        server.wait(port)?;
        Ok(server)
    }

    /// Where it listens: `postgres://…`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Returns when it answers.
    fn wait(&mut self, port: u16) -> Result<()> {
        let Some(running) = &mut self.running else {
            return Ok(());
        };
        let port = port.to_string();
        for _ in 0..PATIENCE {
            let words = ["-q", "-h", "127.0.0.1", "-p", &port, "-U", "postgres"];
            let asked = Call::new(Path::new("/"), running.programs.join("pg_isready"), &words);
            if asked.output().is_ok() {
                return Ok(());
            }
            if running.child.try_wait()?.is_some() {
                break;
            }
            pause();
        }
        let log = fs::read_to_string(running.folder.path().join("log")).unwrap_or_default();
        bail!("PostgreSQL did not start:\n{log}")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let Some(running) = &mut self.running else {
            return;
        };
        let data = running
            .folder
            .path()
            .join("data")
            .to_string_lossy()
            .into_owned();
        let words = ["-D", &data, "-m", "immediate", "-w", "stop"];
        let stopped = as_postgres(&running.programs, "pg_ctl", &words).and_then(Call::output);
        if stopped.is_err() {
            let _ = running.child.kill();
        }
        let _ = running.child.wait();
    }
}

/// Room tests may lose everything at a power cut, so they do not wait for the disk.
fn settings(port: u16, folder: &Path) -> Vec<String> {
    vec![
        format!("port={port}"),
        "listen_addresses=127.0.0.1".to_owned(),
        format!("unix_socket_directories={}", folder.display()),
        "fsync=off".to_owned(),
        "full_page_writes=off".to_owned(),
        "synchronous_commit=off".to_owned(),
        "max_connections=400".to_owned(),
        "shared_buffers=64MB".to_owned(),
        "autovacuum=off".to_owned(),
    ]
}

/// A program of PostgreSQL's, as a user that it is willing to run as (it refuses root).
fn as_postgres(programs: &Path, program: &str, words: &[&str]) -> Result<Call> {
    let program = programs.join(program).to_string_lossy().into_owned();
    let mut call = if is_root()? {
        let words = [&["-u", "postgres", "--", &program], words].concat();
        Call::new(Path::new("/"), "runuser", &words)
    } else {
        Call::new(Path::new("/"), &program, words)
    };
    call.command().stdin(Stdio::null());
    Ok(call.env("LC_ALL", "C.UTF-8"))
}

fn is_root() -> Result<bool> {
    Ok(Call::new(Path::new("/"), "id", &["-u"]).output()?.trim() == "0")
}

/// The folder of `initdb` and its like: Debian keeps them off the path, one folder a version.
pub fn programs() -> Option<PathBuf> {
    let version = |folder: &PathBuf| -> u32 {
        let name = folder
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        name.and_then(|name| name.parse().ok()).unwrap_or(0)
    };
    let versions = fs::read_dir("/usr/lib/postgresql").ok();
    let newest = versions
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|folder| folder.join("bin/initdb").is_file())
        .max_by_key(version)
        .map(|folder| folder.join("bin"));
    newest.or_else(|| find("initdb")?.parent().map(Path::to_path_buf))
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .port())
}

/// One moment between two looks at a program that gives no sign of its own.
fn pause() {
    let (_keep, silence) = mpsc::channel::<()>();
    let _ = silence.recv_timeout(MOMENT);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_free_ports_are_ports() {
        assert!(free_port().expect("a port") > 1023);
    }

    #[test]
    fn the_server_listens_on_this_machine_alone() {
        let settings = settings(5, Path::new("/x"));
        assert!(settings.contains(&"listen_addresses=127.0.0.1".to_owned()));
        assert!(settings.contains(&"port=5".to_owned()));
    }
}
