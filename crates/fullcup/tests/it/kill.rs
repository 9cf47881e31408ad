//! The kill test (promise 1, ruling 21): whatever a person was told is saved outlives
//! the program's death at any instant, once, and nothing is half there.

use std::{
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use storage::{Error, Sql, testing};

use crate::{
    client::Client,
    program::{Place, Server},
};

/// Rounds in one run; `FULLCUP_KILL_ROUNDS` asks for more (soak: 1,000).
const ROUNDS: usize = 60;
/// With PostgreSQL: what is on its disk outlives this program anyway.
const ROUNDS_WITH_A_SERVER: usize = 15;
/// Rounds within which the liar must be caught.
const LIES: usize = 20;
/// People who log contacts at the same time.
const PEOPLE: usize = 8;
/// A round counts only when this many contacts were acknowledged before the end.
const ACKNOWLEDGED: usize = 8;

/// A form that people send: where to, what with, and what shows that it was saved.
struct Form {
    path: &'static str,
    /// The field that bears the mark by which it is found again.
    mark: &'static str,
    others: &'static [(&'static str, &'static str)],
    count: Sql,
}

/// The forms that people take turns with.
const FORMS: [Form; 3] = [
    Form {
        path: "/contacts",
        mark: "note",
        others: &[("kind", "call"), ("minutes", "15")],
        count: Sql::new(
            "it.kill.contacts",
            "SELECT COUNT(*) FROM contact WHERE note = $1",
        ),
    },
    Form {
        path: "/appointments",
        mark: "title",
        others: &[("time", "10:00"), ("minutes", "30")],
        count: Sql::new(
            "it.kill.appointments",
            "SELECT COUNT(*) FROM appointment WHERE title = $1",
        ),
    },
    Form {
        path: "/people",
        mark: "name",
        others: &[("sure", "yes")],
        count: Sql::new(
            "it.kill.people",
            "SELECT COUNT(*) FROM participant WHERE name_used = $1",
        ),
    },
];
const KEYS: Sql = Sql::new(
    "it.kill.keys",
    "SELECT COUNT(*) FROM change_key WHERE change_key = $1",
);
const HALF: Sql = Sql::new(
    "it.kill.half",
    "SELECT COUNT(*) FROM contact c WHERE c.note LIKE 'kill %' AND (
       NOT EXISTS (SELECT 1 FROM contact_with w
         WHERE w.agency_id = c.agency_id AND w.contact_id = c.contact_id)
       OR NOT EXISTS (SELECT 1 FROM audit_leaf l
         WHERE l.agency_id = c.agency_id AND l.subject_id = c.contact_id))",
);

/// What one person sent, and whether "saved" was read.
#[derive(Clone, Debug)]
struct Sent {
    form: usize,
    mark: String,
    key: String,
    acknowledged: bool,
}

#[test]
fn nothing_that_was_acknowledged_is_lost_when_the_program_dies() {
    let usual = if testing::on_postgres() {
        ROUNDS_WITH_A_SERVER
    } else {
        ROUNDS
    };
    let asked = std::env::var("FULLCUP_KILL_ROUNDS").ok();
    let rounds = asked.and_then(|asked| asked.parse().ok()).unwrap_or(usual);
    let house = Prepared::new();
    for round in 0..rounds {
        let sent = house.round(round, &[]);
        let acknowledged = sent.iter().filter(|one| one.acknowledged).count();
        assert!(
            acknowledged >= ACKNOWLEDGED,
            "round {round} says too little: {acknowledged}"
        );
        house
            .check(&sent)
            .unwrap_or_else(|finding| panic!("round {round}: {finding}"));
    }
}

#[test]
fn the_kill_test_sees_a_server_that_answers_before_it_is_on_disk() {
    // With PostgreSQL the server keeps what the program has sent: nobody there could lie so.
    if testing::on_postgres() {
        return;
    }
    let house = Prepared::new();
    let caught = (0..LIES).any(|round| {
        let sent = house.round(round, &[("FULLCUP_SABOTAGE", "answer-before-commit")]);
        house.check(&sent).is_err()
    });
    assert!(caught, "the lie went unseen");
}

/// A small invented program, and people who are signed in to it.
struct Prepared {
    place: Place,
    people: Vec<Mutex<Person>>,
}

struct Person {
    client: Client,
    with: String,
    day: String,
}

impl Prepared {
    fn new() -> Self {
        let place = Place::new();
        let accounts = place.generate();
        let server = place.serve();
        let people: Vec<_> = accounts
            .iter()
            .filter(|account| account.walks())
            .take(PEOPLE)
            .map(|account| {
                let mut client = Client::default();
                client.sign_in(server.address, &account.email, &account.password);
                let page = client
                    .get(server.address, "/contacts/new")
                    .expect("the form");
                let with = page.value("with").expect("somebody to log a contact with");
                let plan = client
                    .get(server.address, "/appointments/new")
                    .expect("the form");
                let day = plan.value("day").expect("a day");
                Mutex::new(Person { client, with, day })
            })
            .collect();
        assert_eq!(people.len(), PEOPLE);
        server.stop();
        Self { place, people }
    }

    /// Everyone logs contacts until the program is killed at a moment that nobody chose.
    fn round(&self, round: usize, variables: &[(&str, &str)]) -> Vec<Sent> {
        let server = Server::start(&self.place.flags(&[]), variables);
        let address = server.address;
        let (over, acknowledged) = (AtomicBool::new(false), AtomicUsize::new(0));
        let sent = Mutex::new(vec![]);
        std::thread::scope(|scope| {
            for (number, person) in self.people.iter().enumerate() {
                let (over, acknowledged, sent) = (&over, &acknowledged, &sent);
                scope.spawn(move || {
                    let mut person = person.lock().expect("a person");
                    let (with, day) = (person.with.clone(), person.day.clone());
                    for turn in 0.. {
                        let place = (number + turn) % FORMS.len();
                        let form = &FORMS[place];
                        let mark = format!("kill {round} {number} {turn}");
                        let key = format!("kill-{round:06}-{number:04}-{turn:06}");
                        let mut fields = vec![
                            ("key", key.as_str()),
                            ("with", &with),
                            ("day", &day),
                            (form.mark, &mark),
                        ];
                        fields.extend(form.others);
                        let saved = match person.client.post(address, form.path, &fields) {
                            Ok(answer) if answer.status == 303 => true,
                            Ok(answer) => panic!("{}: {}", answer.status, answer.text()),
                            Err(_) => false,
                        };
                        acknowledged.fetch_add(usize::from(saved), Ordering::Relaxed);
                        let one = Sent {
                            form: place,
                            mark,
                            key,
                            acknowledged: saved,
                        };
                        sent.lock().expect("the list").push(one);
                        if !saved || over.load(Ordering::Relaxed) {
                            return;
                        }
                    }
                });
            }
            // Enough must be acknowledged; then the end comes at an instant set by what the round
            // has done so far, another one in each round.
            let limit = Instant::now() + Duration::from_mins(1);
            while acknowledged.load(Ordering::Relaxed) < ACKNOWLEDGED + round * 7 % 40 {
                assert!(
                    Instant::now() < limit,
                    "fewer than {ACKNOWLEDGED} contacts in a minute"
                );
                std::thread::yield_now();
            }
            server.kill();
            over.store(true, Ordering::Relaxed);
        });
        sent.into_inner().expect("the list")
    }

    /// Opens what is left and compares it with what people were told.
    fn check(&self, sent: &[Sent]) -> Result<(), String> {
        let db = self.place.open();
        let findings = db.check().expect("a check");
        let sent = sent.to_vec();
        let compared = db.read_now(move |tx| -> Result<Result<(), String>, Error> {
            for one in &sent {
                let count: i64 = tx.one(&FORMS[one.form].count, &[&one.mark])?;
                let keys: i64 = tx.one(&KEYS, &[&one.key])?;
                if count > 1 || keys != count || (one.acknowledged && count == 0) {
                    return Ok(Err(format!(
                        "{one:?} is there {count} times, its key {keys} times"
                    )));
                }
            }
            for agency in people::agency::all(tx)? {
                let differs = alongside::counts::differs(tx, agency.id)?;
                if differs.rows() > 0 {
                    return Ok(Err(format!("the counts are not a recount’s: {differs:?}")));
                }
            }
            let half: i64 = tx.one(&HALF, &[])?;
            Ok(if half == 0 {
                Ok(())
            } else {
                Err(format!("{half} contacts are half there"))
            })
        });
        db.close();
        if findings.is_empty() {
            compared.expect("a read")
        } else {
            Err(format!("the file is not sound: {findings:?}"))
        }
    }
}
