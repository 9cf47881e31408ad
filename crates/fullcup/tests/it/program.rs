//! The real program as a child process.

use std::{
    io::{BufRead, BufReader, Read},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Output, Stdio},
};

/// The binary under test, told nothing by the environment of the tests.
pub fn fullcup() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fullcup"));
    for name in ["DATA", "LISTEN", "DATABASE", "PUBLIC_URL", "TRUSTED_PROXY"] {
        command.env_remove(format!("FULLCUP_{name}"));
    }
    command.stdin(Stdio::null());
    command
}

/// Runs a command to its end.
pub fn run(arguments: &[&str]) -> Output {
    fullcup().args(arguments).output().expect("the program starts")
}

/// Standard error as text.
pub fn complaint(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A serving program, killed when dropped.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Server {
    /// Starts `arguments`, with a free port, and waits for the ready line.
    pub fn start(arguments: &[&str]) -> Self {
        Self::start_with(arguments, &[])
    }

    /// [`Server::start`] with environment variables.
    pub fn start_with(arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut child = fullcup()
            .args(arguments)
            .args(["--listen", "127.0.0.1:0"])
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("standard output"));
        let mut line = String::new();
        lines.read_line(&mut line).expect("a line");
        let address = line
            .trim_end()
            .strip_prefix("Fullcup is ready on http://")
            .unwrap_or_else(|| panic!("no ready line, but {line:?}"))
            .parse()
            .expect("an address");
        Self { child, address }
    }

    /// Ends it at once, as a power switch does.
    pub fn kill(mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it ends");
    }

    /// Asks it to stop (SIGTERM) and returns what else it wrote to standard output.
    pub fn stop(mut self) -> String {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").arg(&id).status().expect("kill runs").success());
        self.child.wait().expect("it ends");
        let mut rest = String::new();
        if let Some(mut out) = self.child.stdout.take() {
            out.read_to_string(&mut rest).expect("text");
        }
        rest
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both fail when it has ended already, which is what is wanted.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// One invented account of the demo.
#[derive(Clone, Debug)]
pub struct Account {
    /// Sign-in address.
    pub email: String,
    /// Password.
    pub password: String,
    /// Role slugs.
    pub roles: Vec<String>,
    /// `active`, `invited`, `suspended`, `left`.
    pub state: String,
    /// Agency.
    pub agency: String,
}

/// Reads the file that `--accounts` wrote.
pub fn accounts(file: &Path) -> Vec<Account> {
    let text = std::fs::read_to_string(file).expect("the accounts file");
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let word = |value: &serde_json::Value| value.as_str().expect("text").to_owned();
    json.as_array()
        .expect("a list")
        .iter()
        .map(|one| Account {
            email: word(&one["email"]),
            password: word(&one["password"]),
            roles: one["roles"].as_array().expect("roles").iter().map(word).collect(),
            state: word(&one["state"]),
            agency: word(&one["agency"]),
        })
        .collect()
}
