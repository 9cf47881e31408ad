//! The real program as a child process.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read, Seek},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Output, Stdio},
};

use storage::{
    Db, Settings,
    testing::{self, TestDb},
};
use tempfile::TempDir;

/// The binary under test, told nothing by the environment of the tests.
pub fn fullcup() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fullcup"));
    for name in [
        "DATA",
        "LISTEN",
        "DATABASE",
        "BACKED_UP",
        "PUBLIC_URL",
        "TRUSTED_PROXY",
        "LOG",
        "LOG_LEVEL",
    ] {
        command.env_remove(format!("FULLCUP_{name}"));
    }
    command.stdin(Stdio::null());
    command
}

/// Runs a command to its end.
pub fn run(arguments: &[&str]) -> Output {
    fullcup()
        .args(arguments)
        .output()
        .expect("the program starts")
}

/// Standard error as text.
pub fn complaint(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Standard output as text.
pub fn answer(output: &Output) -> String {
    assert!(output.status.success(), "{}", complaint(output));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What a command that is refused says.
pub fn refused(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(!output.status.success(), "{arguments:?} was not refused");
    assert!(output.stdout.is_empty(), "a refusal is no answer");
    complaint(&output)
}

/// Where a house lives: a data folder, and a database of its own on the server for tests when the
/// environment asks for PostgreSQL.
pub struct Place {
    folder: TempDir,
    postgres: Option<TestDb>,
}

impl Place {
    /// An empty one.
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            postgres: testing::on_postgres().then(testing::fresh),
        }
    }

    /// A file beside the data folder.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// How storage opens it.
    pub fn settings(&self) -> Settings {
        let mut settings = Settings::new(self.file("data"), 0);
        settings.database = self
            .postgres
            .as_ref()
            .and_then(|db| db.settings().database.clone());
        settings
    }

    /// Opens it, while no program has it open.
    pub fn open(&self) -> Db {
        Db::open(&self.settings()).expect("opens")
    }

    /// The flags that name this place, before others.
    pub fn flags<'a>(&'a self, more: &[&'a str]) -> Vec<String> {
        let settings = self.settings();
        let mut flags = vec!["--data".to_owned(), text(&settings.data).to_owned()];
        if let Some(url) = settings.database {
            flags.extend(["--database".to_owned(), url]);
        }
        flags.extend(more.iter().map(|&flag| flag.to_owned()));
        flags
    }

    /// Runs a command here to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        let flags = self.flags(arguments);
        run(&flags.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// A small invented program, and its accounts.
    pub fn generate(&self) -> Vec<Account> {
        let file = self.file("accounts.json");
        let size = [
            "generate",
            "--workers",
            "8",
            "--participants",
            "80",
            "--contacts",
            "400",
        ];
        let output = self.run(&[&size[..], &["--seed", "7", "--accounts", text(&file)]].concat());
        assert!(output.status.success(), "{}", complaint(&output));
        accounts(&file)
    }

    /// Serves it.
    pub fn serve(&self) -> Server {
        Server::start(&self.flags(&[]), &[])
    }
}

/// A path as text.
pub fn text(path: &Path) -> &str {
    path.to_str().expect("a path in Unicode")
}

/// A serving program, killed when dropped.
pub struct Server {
    child: Child,
    out: BufReader<ChildStdout>,
    said: File,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Server {
    /// Starts `arguments` at a free port, with these variables, and waits for the ready line.
    pub fn start(arguments: &[String], variables: &[(&str, &str)]) -> Self {
        let mut said = tempfile::tempfile().expect("a file");
        let mut child = fullcup()
            .args(arguments)
            .args(["--listen", "127.0.0.1:0"])
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            .stderr(said.try_clone().expect("the file once more"))
            .spawn()
            .expect("the program starts");
        let mut out = BufReader::new(child.stdout.take().expect("standard output"));
        let mut line = String::new();
        out.read_line(&mut line).expect("a line");
        let address = line
            .trim_end()
            .strip_prefix("Fullcup is ready on http://")
            .unwrap_or_else(|| panic!("no ready line, but {line:?} and {}", all(&mut said)))
            .parse()
            .expect("an address");
        Self {
            child,
            out,
            said,
            address,
        }
    }

    /// Ends it at once, as a power switch does.
    pub fn kill(mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it ends");
    }

    /// Asks it to stop, as the system does. What it wrote after the ready line, to standard output
    /// and to standard error.
    pub fn stop(mut self) -> (String, String) {
        let id = self.child.id().to_string();
        let asked = Command::new("kill").arg(&id).status();
        assert!(asked.expect("kill runs").success());
        assert!(
            self.child.wait().expect("it ends").success(),
            "{}",
            all(&mut self.said)
        );
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).expect("text");
        (rest, all(&mut self.said))
    }
}

fn all(file: &mut File) -> String {
    let mut text = String::new();
    file.rewind().expect("a file");
    file.read_to_string(&mut text).expect("text");
    text
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both fail when it has ended already, which is what is wanted.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// One invented account.
#[derive(Clone, Debug)]
pub struct Account {
    /// The name used.
    pub name: String,
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
    /// Program.
    pub program: String,
    /// Team.
    pub team: String,
}

impl Account {
    /// Whether this person walks with people now.
    pub fn walks(&self) -> bool {
        self.state == "active" && self.roles.iter().any(|role| role == "peer-worker")
    }
}

/// Reads the file that `--accounts` wrote.
pub fn accounts(file: &Path) -> Vec<Account> {
    let text = std::fs::read_to_string(file).expect("the accounts file");
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let word = |value: &serde_json::Value| value.as_str().expect("text").to_owned();
    let one = |one: &serde_json::Value| Account {
        name: word(&one["name"]),
        email: word(&one["email"]),
        password: word(&one["password"]),
        roles: one["roles"]
            .as_array()
            .expect("roles")
            .iter()
            .map(word)
            .collect(),
        state: word(&one["state"]),
        agency: word(&one["agency"]),
        program: word(&one["program"]),
        team: word(&one["team"]),
    };
    json.as_array().expect("a list").iter().map(one).collect()
}
