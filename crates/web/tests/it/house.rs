//! A small house with one room that has every kind of door.

use std::sync::{
    Arc,
    atomic::{AtomicI64, AtomicU64, Ordering},
};

use bytes::Bytes;
use domain::{
    circle::Circle,
    id::{AccountId, AgencyId, ProgramId, TeamId},
    role::{Role, Roles},
    world::{Chance, Clock},
};
use http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::{BodyExt as _, Full};
use jiff::Timestamp;
use kit::{page::Page, who::WhoLine};
use maud::html;
use people::{
    account::{By, NewAccount, Standing},
    agency::{Agency, Program, Team},
    change::Receipt,
    sign_in::{Begun, Client, Finished},
};
use storage::testing::{OPENED_AT, TestDb};
use web::{Answer, Ask, House, Refusal, Room, Settings};

pub const AGENCY: AgencyId = AgencyId::from_i64(11);
pub const PROGRAM: ProgramId = ProgramId::from_i64(21);
pub const DEE: AccountId = AccountId::from_i64(31);
pub const SAM: AccountId = AccountId::from_i64(32);

/// A clock that goes when it is told to.
pub struct Hand(AtomicI64);

impl Hand {
    pub fn forward(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::Relaxed);
    }
}

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::Relaxed)).expect("a time")
    }
}

/// Chance that is the same in every run.
pub struct Dice(AtomicU64);

impl Chance for Dice {
    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes {
            let state = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
            let mixed = (state ^ state >> 31).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            *byte = (mixed >> 48).to_le_bytes()[0];
        }
    }
}

/// The house, its database and its clock.
pub struct Test {
    pub house: Arc<House>,
    pub clock: Arc<Hand>,
    chance: Arc<Dice>,
    _db: TestDb,
}

pub async fn house() -> Test {
    house_at("http://localhost:8420").await
}

pub async fn house_at(url: &str) -> Test {
    house_with(Settings::at(url)).await
}

pub async fn house_with(settings: Settings) -> Test {
    let db = storage::testing::fresh();
    let clock = Arc::new(Hand(AtomicI64::new(OPENED_AT)));
    let chance = Arc::new(Dice(AtomicU64::new(7)));
    let house = House::new(
        db.db.clone(),
        clock.clone(),
        chance.clone(),
        settings,
        vec![room()],
    )
    .expect("a house");
    let test = Test {
        house,
        clock,
        chance,
        _db: db,
    };
    test.people_move_in().await;
    test
}

impl Test {
    async fn people_move_in(&self) {
        let chance = self.chance.clone();
        let job = move |tx: &mut storage::Tx<'_>| {
            let by = By::house(AGENCY);
            let agency = Agency {
                id: AGENCY,
                name: "Harbor".into(),
            };
            people::agency::create(tx, &agency, OPENED_AT)?;
            let program = Program {
                id: PROGRAM,
                name: "Harbor Peer Support".into(),
                sign_in_name: "Harbor".into(),
                zone: "America/New_York".into(),
            };
            people::agency::create_program(tx, AGENCY, &program, OPENED_AT)?;
            for (id, name, role) in [
                (DEE, "Dee Alvarez", Role::PeerWorker),
                (SAM, "Sam Boyd", Role::Administrator),
            ] {
                let new = NewAccount {
                    id,
                    program: PROGRAM,
                    team: None,
                    name: name.into(),
                    email: email(id),
                    roles: Roles::of(&[role]),
                    language: "en".into(),
                };
                people::account::create(tx, &by, &new, Standing::Active, OPENED_AT, &*chance)
                    .map_err(|_| storage::Error::Broken("no account".into()))?;
            }
            Ok::<_, storage::Error>(())
        };
        self.house.db.write(job).await.expect("people");
    }

    /// A new session of this account, as the cookie that a browser would send.
    pub async fn sign_in(&self, account: AccountId) -> String {
        let (chance, now) = (self.chance.clone(), self.clock.now().as_second());
        let job = move |tx: &mut storage::Tx<'_>| {
            let client = Client::new(None, "");
            let Begun::Try(attempt) =
                people::sign_in::begin(tx, &email(account), &client, now, &*chance)?
            else {
                return Ok(None);
            };
            let ended = people::sign_in::finish(tx, &attempt, true, &client, now, &*chance)?;
            Ok::<_, storage::Error>(match ended {
                Finished::In(entered) => Some(entered.token.0),
                Finished::Code(_) | Finished::Wrong => None,
            })
        };
        let token = self
            .house
            .db
            .write(job)
            .await
            .expect("a write")
            .expect("signed in");
        let set = web::cookie::session(&self.house, &people::session::Token(token), true);
        set.split(';').next().unwrap_or_default().to_owned()
    }

    /// Sends a request.
    pub async fn send(&self, request: Request<Full<Bytes>>) -> Sent {
        let response = web::answer(&self.house, request, None).await;
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        let text = String::from_utf8_lossy(&body).into_owned();
        Sent {
            status: parts.status,
            headers: parts.headers,
            text,
        }
    }

    pub async fn get(&self, path: &str, cookie: &str) -> Sent {
        self.send(request(Method::GET, path, cookie, "")).await
    }

    pub async fn post(&self, path: &str, cookie: &str, body: &str) -> Sent {
        self.send(request(Method::POST, path, cookie, body)).await
    }

    /// How many teams there are: what the door `/teams` makes.
    pub async fn teams(&self) -> usize {
        let job = |tx: &mut storage::Tx<'_>| people::agency::teams(tx, AGENCY);
        self.house.db.read(job).await.expect("teams").len()
    }
}

fn email(account: AccountId) -> String {
    format!("{account}@harbor.example.org")
}

pub fn request(method: Method, path: &str, cookie: &str, body: &str) -> Request<Full<Bytes>> {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "localhost:8420");
    if !cookie.is_empty() {
        request = request.header(header::COOKIE, cookie);
    }
    request
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Full::new(Bytes::from(body.to_owned())))
        .expect("a request")
}

/// An answer.
pub struct Sent {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Sent {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("")
    }

    /// The value of a hidden field of the page.
    pub fn hidden(&self, name: &str) -> &str {
        let mark = format!("name=\"{name}\" value=\"");
        self.text
            .split(&mark)
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap_or("")
    }
}

const WORKERS: &[Role] = &[Role::PeerWorker];

fn room() -> Room {
    Room::new("test", Circle::Work)
        .show_anyone("/open", |ask: Ask| async move { page(&ask, "Open") })
        .act_anyone("/sign-in", |ask: Ask| async move {
            Ok(Answer::Go(
                web::local_path(ask.form.get("next"))
                    .unwrap_or("/")
                    .to_owned(),
            ))
        })
        .show("/teams/new", WORKERS, |ask: Ask| async move {
            page(&ask, "New team")
        })
        .act("/teams", WORKERS, make_team)
        .limit(2_000)
        .show("/teams/{id}", WORKERS, |ask: Ask| async move {
            let _: TeamId = ask.id("id")?;
            Err(Refusal::NotHere)
        })
        .show("/falls", WORKERS, |_| async { Ok(falls()) })
        .act("/falls", WORKERS, |_| async { Ok(falls()) })
        .act("/full", WORKERS, |_| async {
            Err(storage::Error::Full.into())
        })
        .act("/busy", WORKERS, |_| async {
            Err(storage::Error::Busy.into())
        })
        .show("/file", WORKERS, |_| async {
            Ok(Answer::File(
                "a\"\r\nb.txt".into(),
                "text/plain",
                b"text".to_vec(),
            ))
        })
}

fn falls() -> Answer {
    let none: Option<Answer> = std::hint::black_box(None);
    none.expect("Kayla's words")
}

fn page(ask: &Ask, title: &str) -> Result<Answer, Refusal> {
    let w = ask.words();
    ask.page(Page::new(
        title,
        WhoLine::house(w),
        html! { h1 { (title) } p { (ask.new_key()) } },
    ))
}

async fn make_team(ask: Ask) -> Result<Answer, Refusal> {
    let name = ask.form.get("name").to_owned();
    let team = Team {
        id: ask.new_id(),
        program: PROGRAM,
        name,
    };
    let now = ask.now_s();
    ask.change(move |tx, who| {
        people::agency::create_team(tx, who.agency, &team, now)?;
        Ok(Receipt {
            to: format!("/teams/{}", team.id),
        })
    })
    .await
}
