//! The kill test (promise 1, ruling 21): whatever a person was told is saved outlives
//! the program's death at any instant, once, and nothing is half there.

use std::{
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use storage::{Db, Settings, Sql};

use crate::{
    client::Client,
    program::{Server, accounts, run},
};

/// Rounds in one run; `FULLCUP_KILL_ROUNDS` asks for more (soak: 1,000).
const ROUNDS: usize = 60;
/// People who log contacts at the same time.
const PEOPLE: usize = 8;
/// A round counts only when this many contacts were acknowledged before the end.
const ACKNOWLEDGED: usize = 8;

const COUNT: Sql = Sql::new("it.kill.count", "SELECT COUNT(*) FROM contact WHERE note = $1");
const HALF: Sql = Sql::new(
    "it.kill.half",
    "SELECT COUNT(*) FROM contact c WHERE c.note LIKE 'kill %' AND ( \
       NOT EXISTS (SELECT 1 FROM contact_with w WHERE w.agency_id = c.agency_id AND w.contact_id = c.contact_id) \
       OR NOT EXISTS (SELECT 1 FROM audit_leaf l WHERE l.agency_id = c.agency_id AND l.subject_id = c.contact_id))",
);

/// What one person sent, and whether "saved" was read.
#[derive(Clone, Debug)]
struct Sent {
    note: String,
    acknowledged: bool,
}

#[test]
fn nothing_that_was_acknowledged_is_lost_when_the_program_dies() {
    let rounds = std::env::var("FULLCUP_KILL_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(ROUNDS);
    let house = Prepared::new();
    for round in 0..rounds {
        let sent = house.round(round, &[]);
        house.check(&sent).unwrap_or_else(|finding| panic!("round {round}: {finding}"));
    }
}

#[test]
fn the_kill_test_sees_a_server_that_answers_before_it_is_on_disk() {
    let house = Prepared::new();
    let caught = (0..20).any(|round| {
        let sent = house.round(round, &[("FULLCUP_SABOTAGE", "answer-before-commit")]);
        house.check(&sent).is_err()
    });
    assert!(caught, "the sabotage went unseen");
}

/// A demo on disk, and people who are signed in to it.
struct Prepared {
    folder: tempfile::TempDir,
    people: Vec<Mutex<Person>>,
}

struct Person {
    client: Client,
    with: String,
}

impl Prepared {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("accounts.json");
        let data = folder.path().join("data");
        let generated = run(&[
            "generate", "--workers", "8", "--participants", "80", "--contacts", "400", "--seed", "7",
            "--data", text(&data), "--accounts", text(&file),
        ]);
        assert!(generated.status.success(), "{}", crate::program::complaint(&generated));
        let server = Server::start(&["--data", text(&data)]);
        let people = accounts(&file)
            .iter()
            .filter(|account| account.state == "active" && account.roles.iter().any(|role| role == "peer-worker"))
            .take(PEOPLE)
            .map(|account| {
                let mut client = Client::default();
                client.sign_in(server.address, &account.email, &account.password);
                let page = client.get(server.address, "/contacts/new").expect("the form");
                let with = page.hidden("with").expect("somebody to log a contact with");
                Mutex::new(Person { client, with })
            })
            .collect::<Vec<_>>();
        assert_eq!(people.len(), PEOPLE);
        server.stop();
        Self { folder, people }
    }

    fn data(&self) -> std::path::PathBuf {
        self.folder.path().join("data")
    }

    /// Everyone logs contacts until the program is killed at a moment that nobody chose.
    fn round(&self, round: usize, variables: &[(&str, &str)]) -> Vec<Sent> {
        let data = self.data();
        let server = Server::start_with(&["--data", text(&data)], variables);
        let address = server.address;
        let over = Arc::new(AtomicBool::new(false));
        let acknowledged = AtomicUsize::new(0);
        let sent = Mutex::new(vec![]);
        std::thread::scope(|scope| {
            for (number, person) in self.people.iter().enumerate() {
                let (over, acknowledged, sent) = (&over, &acknowledged, &sent);
                scope.spawn(move || {
                    let mut person = person.lock().expect("a person");
                    let mut turn = 0;
                    while !over.load(Ordering::Relaxed) {
                        let note = format!("kill {round} {number} {turn}");
                        let key = format!("kill-{round}-{number}-{turn}-{}", std::process::id());
                        turn += 1;
                        let with = person.with.clone();
                        let fields =
                            [("key", key.as_str()), ("with", &with), ("kind", "call"), ("minutes", "15"), ("note", &note)];
                        let answer = person.client.post(address, "/contacts", &fields);
                        let saved = match answer {
                            Ok(answer) if answer.status == 303 => true,
                            Ok(answer) => panic!("{}: {}", answer.status, answer.text()),
                            Err(_) => false,
                        };
                        acknowledged.fetch_add(usize::from(saved), Ordering::Relaxed);
                        sent.lock().expect("the list").push(Sent { note, acknowledged: saved });
                        if !saved {
                            return;
                        }
                    }
                });
            }
            // Enough must be acknowledged; then the end comes at an instant set by what the round has done so far.
            let limit = Instant::now() + Duration::from_secs(60);
            while acknowledged.load(Ordering::Relaxed) < ACKNOWLEDGED + round * 7 % 40 {
                assert!(Instant::now() < limit, "fewer than {ACKNOWLEDGED} contacts in a minute");
                std::thread::yield_now();
            }
            server.kill();
            over.store(true, Ordering::Relaxed);
        });
        sent.into_inner().expect("the list")
    }

    /// Opens what is left and compares it with what people were told.
    fn check(&self, sent: &[Sent]) -> Result<(), String> {
        let db = Db::open(&Settings::new(self.data(), 0)).map_err(|error| error.to_string())?;
        let findings = db.check().map_err(|error| error.to_string())?;
        if !findings.is_empty() {
            return Err(format!("the file is not sound: {findings:?}"));
        }
        let sent = sent.to_vec();
        let outcome = db.read_now(move |tx| -> Result<Result<(), String>, storage::Error> {
            for one in &sent {
                let (count,): (i64,) = tx.one(&COUNT, &[&one.note])?;
                if count > 1 || (one.acknowledged && count == 0) {
                    return Ok(Err(format!("{:?} is there {count} times", one)));
                }
            }
            let (half,): (i64,) = tx.one(&HALF, &[])?;
            Ok(if half == 0 { Ok(()) } else { Err(format!("{half} contacts are half there")) })
        });
        db.close();
        outcome.map_err(|error| error.to_string())?
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in Unicode")
}
