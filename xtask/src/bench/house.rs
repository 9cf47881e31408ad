//! The house that is measured: generated once, started as a release build, people signed in.

use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::JoinHandle,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};

use super::load::Line;

/// How large the generated house is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Peer workers.
    pub workers: u32,
    /// Participants.
    pub participants: u32,
    /// Contacts.
    pub contacts: u32,
}

/// A generated data folder, kept for the next run of the same size.
pub struct Generated {
    /// The data folder.
    pub data: PathBuf,
    /// The accounts file.
    pub accounts: PathBuf,
    /// How long it took to make, when it was made in this run.
    pub took: Option<Duration>,
}

/// Generates, or takes what an earlier run of the same binary and size left.
pub fn generate(
    root: &Path,
    binary: &Path,
    size: Size,
    database: Option<&str>,
) -> Result<Generated> {
    let engine = if database.is_some() {
        "postgres"
    } else {
        "sqlite"
    };
    let folder = root.join(format!(
        "target/bench/{engine}-{}-{}-{}",
        size.workers, size.participants, size.contacts
    ));
    let (data, accounts) = (folder.join("data"), folder.join("accounts.json"));
    if database.is_none() && accounts.exists() {
        return Ok(Generated {
            data,
            accounts,
            took: None,
        });
    }
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder)?;
    let start = Instant::now();
    let mut command = Command::new(binary);
    command
        .args([
            "generate",
            "--seed",
            "1",
            "--workers",
            &size.workers.to_string(),
        ])
        .args([
            "--participants",
            &size.participants.to_string(),
            "--contacts",
            &size.contacts.to_string(),
        ])
        .arg("--data")
        .arg(&data)
        .arg("--accounts")
        .arg(&accounts);
    if let Some(url) = database {
        command.args(["--database", url]);
    }
    ensure!(command.status()?.success(), "generate failed");
    Ok(Generated {
        data,
        accounts,
        took: Some(start.elapsed()),
    })
}

/// A running release build.
pub struct Serving {
    child: Child,
    /// Reads what it logs while it runs, and gives the last of it: where commits are counted.
    log: Option<JoinHandle<String>>,
    /// Where it listens.
    pub address: SocketAddr,
    /// From the start of the process to the ready line.
    pub cold: Duration,
}

impl Serving {
    /// Starts it and waits for the ready line.
    pub fn start(binary: &Path, data: &Path, database: Option<&str>) -> Result<Self> {
        let mut command = Command::new(binary);
        command
            .args(["--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if let Some(url) = database {
            command.args(["--database", url]);
        }
        Self::ready(&mut command)
    }

    /// Asks it to stop and reads what it says at its end: commits, and the writes that shared them.
    pub fn stop(mut self) -> Result<(f64, f64)> {
        let asked = Command::new("kill")
            .args(["-TERM", &self.process().to_string()])
            .status()?;
        ensure!(asked.success(), "the house could not be asked to stop");
        let said = self
            .log
            .take()
            .and_then(|log| log.join().ok())
            .unwrap_or_default();
        let number = |name: &str| -> Result<f64> {
            let rest = said
                .rsplit_once(&format!("{name}="))
                .with_context(|| format!("no {name} at the stop: {said}"))?
                .1;
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            Ok(digits.parse()?)
        };
        Ok((number("commits")?, number("writes")?))
    }

    /// Starts the hand-written limit on a data folder, with so many writes in a commit at most.
    pub fn limit(binary: &Path, data: &Path, group: usize) -> Result<Self> {
        let mut command = Command::new(binary);
        command
            .arg(data)
            .arg(group.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        Self::ready(&mut command)
    }

    fn ready(command: &mut Command) -> Result<Self> {
        let start = Instant::now();
        let mut child = command.spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("standard output")?).read_line(&mut line)?;
        let cold = start.elapsed();
        let address = line
            .trim()
            .rsplit_once("http://")
            .context("no ready line")?
            .1
            .parse()?;
        let log = child.stderr.take().map(|log| {
            std::thread::spawn(move || {
                let lines = BufReader::new(log).lines().map_while(Result::ok);
                lines.last().unwrap_or_default()
            })
        });
        Ok(Self {
            child,
            log,
            address,
            cold,
        })
    }

    /// The process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Private memory in KiB: what the process alone uses, without mapped files.
    pub fn private_kib(&self) -> Result<u64> {
        let text = std::fs::read_to_string(format!("/proc/{}/smaps_rollup", self.process()))?;
        Ok(text
            .lines()
            .filter(|line| line.starts_with("Private_Dirty:") || line.starts_with("SwapPss:"))
            .filter_map(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok())
            .sum())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// One signed-in peer worker.
pub struct Person {
    /// The `Cookie` header.
    pub cookie: String,
    /// Paths of the pages of people whom they walk alongside.
    pub people: Vec<String>,
}

/// Signs in up to `many` peer workers by the form.
pub fn sign_in(address: SocketAddr, accounts: &Path, many: usize) -> Result<Vec<Person>> {
    let json: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(accounts)?)?;
    let mut signed_in = vec![];
    for account in json.as_array().context("a list of accounts")? {
        // Whoever supervises too sees people whom others walk with, and logs nothing for them.
        let is_worker = account["roles"]
            .as_array()
            .is_some_and(|roles| roles.len() == 1 && roles[0] == "peer-worker");
        if account["state"] != "active" || !is_worker {
            continue;
        }
        let mut line = Line::open(address, "")?;
        let text = |name: &str| {
            account[name]
                .as_str()
                .unwrap_or_default()
                .replace('@', "%40")
                .replace(' ', "+")
        };
        let answer = line.post(
            "/sign-in",
            &format!("email={}&password={}", text("email"), text("password")),
        )?;
        ensure!(answer.status == 303, "sign-in answered {}", answer.status);
        let cookie = answer.cookies.join("; ");
        let list = Line::open(address, &cookie)?.get("/people", true)?;
        let html = String::from_utf8(list.body)?;
        let mut people: Vec<String> = html
            .split("href=\"/people/")
            .skip(1)
            .filter_map(|rest| rest.get(..13))
            .filter(|id| id.bytes().all(|b| b.is_ascii_alphanumeric()))
            .map(|id| format!("/people/{id}"))
            .collect();
        people.dedup();
        if people.is_empty() {
            continue;
        }
        signed_in.push(Person { cookie, people });
        if signed_in.len() == many {
            break;
        }
    }
    ensure!(!signed_in.is_empty(), "nobody could sign in");
    Ok(signed_in)
}
