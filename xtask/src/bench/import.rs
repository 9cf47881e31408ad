//! A spreadsheet of 100,000 contacts comes in while eight people save contacts: how long it takes,
//! and what they notice (ruling 16).

use std::{
    fmt::Write as _,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};

use super::{
    NUMBER,
    house::{self, Generated, Serving},
    load::{self, Line},
    log_contact,
};

/// Rows of the spreadsheet.
const ROWS: usize = 100_000;
/// People whom it names.
const PEOPLE: usize = 5_000;
/// People who save meanwhile.
const CLIENTS: usize = 8;
/// How long it may take.
const LIMIT: Duration = Duration::from_secs(20);
/// How long saves are measured.
const STRETCH: Duration = Duration::from_secs(4);

/// The rows of the table.
pub fn measure(binary: &Path, generated: &Generated) -> Result<String> {
    let accounts: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(&generated.accounts)?)?;
    let server = Serving::start(binary, &generated.data, None)?;
    let host = server.address;
    let people = house::sign_in(host, &generated.accounts, CLIENTS)?;
    let cookies: Vec<String> = people.iter().map(|person| person.cookie.clone()).collect();
    let paths: Vec<Vec<String>> = people.iter().map(|person| person.people.clone()).collect();
    let turn = move |line: &mut Line, client: usize, number: u64| {
        let mine = &paths[client % paths.len()];
        let at = usize::try_from(number).unwrap_or(0) % mine.len().max(1);
        log_contact(line, mine.get(at).context("a person")?)
    };
    let all = accounts.as_array().context("a list of accounts")?;
    let manager = all
        .iter()
        .find(|account| account["state"] == "active" && holds(account, "program-manager"))
        .context("a program manager")?;
    let workers: Vec<&str> = all
        .iter()
        .filter(|account| {
            account["program"] == manager["program"]
                && account["agency"] == manager["agency"]
                && holds(account, "peer-worker")
        })
        .filter_map(|account| account["email"].as_str())
        .collect();
    let sheet = sheet(&workers);
    let cookie = sign_in(host, manager)?;
    let before = load::run(host, &cookies, CLIENTS, STRETCH, server.process(), &turn)?;
    let (during, took) = std::thread::scope(|scope| -> Result<_> {
        let import = scope.spawn(|| bring_in(host, &cookie, sheet.as_bytes()));
        let during = load::run(host, &cookies, CLIENTS, STRETCH, server.process(), &turn);
        let took = import
            .join()
            .map_err(|_| anyhow::anyhow!("the import panicked"))??;
        Ok((during?, took))
    })?;
    let mut text = String::new();
    writeln!(
        text,
        "\n### A spreadsheet of {ROWS} contacts with {PEOPLE} people, while {CLIENTS} people save\n\n\
         | | |\n|---|---|\n| Read, shown and decided to all in | {:.1} s, at most {} s |\n\
         | Saves a second before, and meanwhile | {:.0}, {:.0} |\n\
         | p50 and p99 of a save before, ms | {:.2}, {:.2} |\n\
         | p50 and p99 of a save meanwhile, ms | {:.2}, {:.2} |",
        took.as_secs_f64(),
        LIMIT.as_secs(),
        before.rate,
        during.rate,
        before.p50,
        before.p99,
        during.p50,
        during.p99
    )?;
    Ok(text)
}

fn holds(account: &serde_json::Value, role: &str) -> bool {
    let roles = account["roles"].as_array();
    roles.is_some_and(|roles| roles.iter().any(|one| one == role))
}

/// Half a year of contacts, none of which was ever brought in before.
fn sheet(workers: &[&str]) -> String {
    let mut text = "Number,Date,Start time,Minutes,Kind,Setting,Who,Peer worker,Note\n".to_owned();
    let run = std::process::id();
    for row in 0..ROWS {
        let person = row * 7 % PEOPLE;
        let _ = writeln!(
            text,
            "{run}-{row},{}/{}/2026,{}:{:02},{},{},{},Person {} Invented{},{},Sat by the river and talked.",
            1 + row % 6,
            1 + row % 28,
            9 + row % 8,
            row % 60,
            [15, 30, 45][row % 3],
            ["call", "in-person", "walk"][row % 3],
            ["library", "home", "cafe"][row % 3],
            letters(person),
            letters(run as usize % 10_000),
            workers[person % workers.len().max(1)],
        );
    }
    text
}

fn letters(mut number: usize) -> String {
    let mut text = String::new();
    loop {
        text.push(char::from(b'a' + u8::try_from(number % 26).unwrap_or(0)));
        number /= 26;
        if number == 0 {
            return text;
        }
    }
}

fn sign_in(host: SocketAddr, account: &serde_json::Value) -> Result<String> {
    let text = |name: &str| {
        let text = account[name].as_str().unwrap_or_default();
        text.replace('@', "%40").replace(' ', "+")
    };
    let mut line = Line::open(host, "")?;
    let form = format!("email={}&password={}", text("email"), text("password"));
    let answer = line.post("/sign-in", &form)?;
    ensure!(answer.status < 400, "signing in: {}", answer.status);
    Ok(answer.cookies.join("; "))
}

fn key() -> String {
    let number = NUMBER.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    format!("bench-{:010}-{number:012}", std::process::id())
}

/// Brings the sheet, says that its people come in too, decides, and waits until all is in.
fn bring_in(host: SocketAddr, cookie: &str, sheet: &[u8]) -> Result<Duration> {
    let start = Instant::now();
    let path = bring(host, cookie, sheet)?;
    let mut line = Line::open(host, cookie)?;
    let said = line.post(&path, &format!("key={}&version=1&absent=add", key()))?;
    ensure!(said.status == 303, "saying: {}", said.status);
    let form = format!("key={}&version=2", key());
    let decided = line.post(&format!("{path}/bring-in"), &form)?;
    ensure!(decided.status == 303, "deciding: {}", decided.status);
    loop {
        let page = line.get(&path, true)?;
        let text = String::from_utf8_lossy(&page.body);
        if text.contains("contacts came in") {
            return Ok(start.elapsed());
        }
        ensure!(start.elapsed() < LIMIT * 10, "it does not come in");
        std::thread::park_timeout(Duration::from_millis(100));
    }
}

/// Sends the form with the file; where it leads.
fn bring(host: SocketAddr, cookie: &str, sheet: &[u8]) -> Result<String> {
    const MARK: &str = "a-mark-that-is-in-no-file";
    let mut body = Vec::new();
    for (name, value) in [("what", "contacts"), ("key", &key())] {
        write!(
            body,
            "--{MARK}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        )?;
    }
    write!(
        body,
        "--{MARK}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"bench.csv\"\r\n\r\n"
    )?;
    body.extend_from_slice(sheet);
    write!(body, "\r\n--{MARK}--\r\n")?;
    let mut stream = TcpStream::connect(host)?;
    write!(
        stream,
        "POST /imports HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nSec-Fetch-Site: same-origin\r\n\
         Cookie: {cookie}\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary={MARK}\r\n\
         Content-Length: {}\r\n\r\n",
        body.len()
    )?;
    stream.write_all(&body)?;
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while reader.read_line(&mut head)? > 2 {}
    let to = head.lines().find_map(|line| {
        line.strip_prefix("location: ")
            .or(line.strip_prefix("Location: "))
    });
    let to = to.map(str::to_owned);
    drop(reader.read_to_string(&mut String::new()));
    to.with_context(|| {
        format!(
            "the file was not taken: {}",
            head.lines().next().unwrap_or("")
        )
    })
}
