//! The people and records between which every door is tried.

mod moving;

use std::sync::Arc;

use alongside::{
    appointments, contacts, counts, hand_offs,
    participants::{self, Details, NewPerson},
};
use domain::{
    id::{AccountId, AgencyId, Id, ParticipantId, ProgramId},
    role::{Role, Roles},
};
use own::keeping::queries as keeping;
use people::{
    account::{self, By, NewAccount, Standing},
    agency, invitation,
};
use testkit::{
    House, Person,
    cast::{self, HARBOR, LAKESIDE, LAKESIDE_PROGRAM, LENA, MARCUS, Member, PEER_PROGRAM, SHELTER},
    world::{Dice, MORNING},
};

/// What stands for the varying parts of a path, a query or a body: name and value.
pub type Values = Vec<(&'static str, String)>;

/// A house in which there is one record of every kind in every relation.
pub struct Ground {
    house: House,
    next: i64,
}

/// Somebody at a browser, and whom they supervise if they supervise.
pub struct Viewer {
    /// The browser.
    pub person: Person,
    member: Member,
    supervises: Option<AccountId>,
    /// Somebody else whom they supervise.
    mate: Option<AccountId>,
}

/// Whose a record is.
struct Place {
    agency: AgencyId,
    program: ProgramId,
    worker: AccountId,
}

impl Ground {
    /// The cast and nothing else yet.
    pub async fn new() -> Self {
        Self {
            house: testkit::house().await,
            next: 0x0f00_0000,
        }
    }

    /// The house.
    pub const fn house(&self) -> &House {
        &self.house
    }

    /// The house as it is served.
    pub fn web(&self) -> &Arc<web::House> {
        &self.house.web
    }

    fn id<T>(&mut self) -> Id<T> {
        self.next += 1;
        Id::from_i64(self.next)
    }

    /// A word that was never used before. Letters alone, unlike one another.
    pub fn fresh(&mut self) -> String {
        self.next += 1;
        let mut chance = [0; 12];
        domain::world::Chance::fill(&Dice::new(self.next.unsigned_abs()), &mut chance);
        chance
            .iter()
            .map(|byte| char::from(b'a' + byte % 26))
            .collect()
    }

    async fn account(&mut self, place: (AgencyId, ProgramId), roles: &[Role]) -> AccountId {
        let id = self.id();
        let new = NewAccount {
            id,
            program: place.1,
            team: None,
            name: self.fresh(),
            email: format!("{}@example.org", self.fresh()),
            roles: Roles::of(roles),
            language: "en".into(),
        };
        let (agency, chance) = (place.0, self.house.chance.clone());
        self.house
            .write(move |tx| {
                let by = By::house(agency);
                account::create(tx, &by, &new, Standing::Active, MORNING, &*chance)
                    .map_err(|refused| storage::Error::Broken(format!("{refused:?}")))
            })
            .await;
        id
    }

    /// A person of these roles, at a browser of their own, who stands as `state` says.
    pub async fn viewer(&mut self, roles: &str, state: &str) -> Viewer {
        let roles: Vec<Role> = roles.split('+').filter_map(Role::from_slug).collect();
        let id = self.account((HARBOR, PEER_PROGRAM), &roles).await;
        let email = {
            let found = self
                .house
                .read(move |tx| account::find(tx, HARBOR, id))
                .await;
            found.expect("the account").email
        };
        let member = Member {
            account: id,
            name: "Somebody",
            email: Box::leak(email.into_boxed_str()),
            roles: Box::leak(roles.clone().into_boxed_slice()),
            agency: HARBOR,
            program: PEER_PROGRAM,
            standing: Standing::Active,
        };
        let supervises = if roles.contains(&Role::PeerSupervisor) {
            Some(self.supervised_by(id).await)
        } else {
            None
        };
        let mate = match supervises {
            Some(_) => Some(self.supervised_by(id).await),
            None => None,
        };
        let mut person = match state {
            "stranger" => self.house.stranger(),
            _ => self.house.sign_in(member).await,
        };
        match state {
            "signed-out" => {
                let mut elsewhere = person.clone();
                let shown = elsewhere.post("/sign-out", &[]).await;
                assert_eq!(shown.path, "/sign-in", "{}", shown.text());
            }
            "suspended" => self.stands(id, Standing::Suspended).await,
            "left" => self.stands(id, Standing::Left).await,
            "invited" => person = self.invited().await,
            _ => {}
        }
        Viewer {
            person,
            member,
            supervises,
            mate,
        }
    }

    /// Somebody whose invitation waits: the right password would not let them in either.
    async fn invited(&mut self) -> Person {
        let id = self.id();
        let email = format!("{}@example.org", self.fresh());
        let new = NewAccount {
            id,
            program: PEER_PROGRAM,
            team: None,
            name: "Somebody".into(),
            email: email.clone(),
            roles: Roles::of(Role::ALL),
            language: "en".into(),
        };
        let dice = self.house.chance.clone();
        let came_in = self
            .house
            .write(move |tx| {
                use people::sign_in::{Begun, Client, Finished, begin, finish};
                let (client, chance) = (Client::new(None, ""), &*dice);
                account::create(
                    tx,
                    &By::house(HARBOR),
                    &new,
                    Standing::Invited,
                    MORNING,
                    chance,
                )
                .map_err(|refused| storage::Error::Broken(format!("{refused:?}")))?;
                let Begun::Try(attempt) = begin(tx, &email, &client, MORNING, chance)? else {
                    return Ok(false);
                };
                Ok(matches!(
                    finish(tx, &attempt, true, &client, MORNING, chance)?,
                    Finished::In(_)
                ))
            })
            .await;
        assert!(!came_in, "somebody who is only invited came in");
        self.house.stranger()
    }

    async fn stands(&self, account: AccountId, standing: Standing) {
        let chance = self.house.chance.clone();
        self.house
            .write(move |tx| {
                account::change_standing(
                    tx,
                    &By::house(HARBOR),
                    account,
                    standing,
                    MORNING,
                    &*chance,
                )
                .map_err(|refused| storage::Error::Broken(format!("{refused:?}")))
            })
            .await;
    }

    async fn supervised_by(&mut self, supervisor: AccountId) -> AccountId {
        let worker = self
            .account((HARBOR, PEER_PROGRAM), &[Role::PeerWorker])
            .await;
        let chance = self.house.chance.clone();
        self.house
            .write(move |tx| {
                let with = Some((supervisor, "practice"));
                account::set_supervisor(tx, &By::house(HARBOR), worker, 1, with, MORNING, &*chance)
                    .map_err(|refused| storage::Error::Broken(format!("{refused:?}")))
            })
            .await;
        worker
    }

    async fn place(&mut self, relation: &str, viewer: &Viewer) -> Place {
        let nobody = AccountId::from_i64(0);
        let (agency, program, worker) = match relation {
            "own" => (HARBOR, PEER_PROGRAM, viewer.member.account),
            "supervised" => (
                HARBOR,
                PEER_PROGRAM,
                viewer.supervises.expect("somebody supervised"),
            ),
            "colleague" => (HARBOR, PEER_PROGRAM, MARCUS.account),
            "other-program" => (
                HARBOR,
                SHELTER,
                self.account((HARBOR, SHELTER), &[Role::PeerWorker]).await,
            ),
            "other-agency" => (LAKESIDE, LAKESIDE_PROGRAM, LENA.account),
            "waiting" => (HARBOR, PEER_PROGRAM, nobody),
            "waiting-elsewhere" => (HARBOR, SHELTER, nobody),
            other => panic!("no relation {other}"),
        };
        Place {
            agency,
            program,
            worker,
        }
    }

    /// Makes a record of this kind in this relation: what stands for its varying parts.
    pub async fn record(&mut self, kind: &str, relation: &str, viewer: &mut Viewer) -> Values {
        let mut values = vec![
            ("fresh", self.fresh()),
            ("colleague", cast::DEE.account.to_string()),
            ("supervisor", cast::LORETTA.account.to_string()),
            ("program", PEER_PROGRAM.to_string()),
        ];
        if kind == "appointment" {
            let mate = viewer.mate.unwrap_or(cast::DEE.account);
            values.push(("mate", mate.to_string()));
        }
        if relation == "nobody" {
            if kind == "program" {
                values.retain(|(name, _)| *name != "program");
            }
            values.extend(nothing(kind, self.id::<()>().to_string()));
            return values;
        }
        match kind {
            "-" => {}
            "choice" => values.extend([("list", "kinds".into()), ("slug", "call".into())]),
            "session" | "notice" => {
                let of = if relation == "own" {
                    viewer.member
                } else {
                    cast::DEE
                };
                let mut owner = if relation == "own" {
                    viewer.person.clone()
                } else {
                    self.house.dee().await
                };
                // A second device is listed with a button, and its owner is told of it. Whoever is not
                // signed in has no such page.
                if owner.get("/account").await.path == "/account" {
                    self.house.sign_in(of).await;
                }
                let (name, before) = if kind == "session" {
                    ("session", "/account/devices/")
                } else {
                    ("notice", "/account/notices/")
                };
                values.push((name, number(&mut owner, before).await));
            }
            "program" | "team" => {
                let (agency, program) = match relation {
                    "own" => (HARBOR, PEER_PROGRAM),
                    "other-program" => (HARBOR, SHELTER),
                    _ => (LAKESIDE, LAKESIDE_PROGRAM),
                };
                let id = if kind == "program" {
                    program.to_string()
                } else {
                    self.team(agency, program).await
                };
                values.retain(|(name, _)| *name != "program" || kind == "team");
                values.push((if kind == "program" { "program" } else { "team" }, id));
            }
            "invitation" => values.push(("token", self.invitation().await)),
            "way-back" => values.push(("token", self.way_back().await)),
            "import" | "import-people" | "import-in" => {
                values.push(("import", self.import(kind, relation, viewer).await));
            }
            "pair" => {
                let place = self.place(relation, viewer).await;
                values.extend(self.pair(&place).await);
            }
            "change" => {
                let id = self.change(relation).await;
                values.push(("change", id));
            }
            "copy" => {
                let of = self.place(relation, viewer).await;
                let person = self.participant(&of).await;
                let id = self.copy(person, &of).await;
                values.extend([("id", person.to_string()), ("copy", id)]);
            }
            "departure" | "agreed" => {
                let id = self.departure(kind, relation, viewer).await;
                values.push(("departure", id));
            }
            "draft" => {
                let mut writer = viewer.person.clone();
                let shown = writer
                    .post("/contacts/draft", &[("note", "Half a thought")])
                    .await;
                let answer: serde_json::Value =
                    serde_json::from_str(&shown.body).unwrap_or_default();
                // Whoever logs no contacts has no draft either.
                let id = answer["draft"]
                    .as_str()
                    .map_or_else(|| self.id::<()>().to_string(), str::to_owned);
                values.push(("id", id));
            }
            "own-box" | "box" => {
                let place = self.place(relation, viewer).await;
                let vid = self.sealed_box(&place, kind == "box").await;
                values.extend([("vid", vid), ("rid", "AAAAAAAAAAAAAAAAAAAAAA".into())]);
            }
            "account" => {
                let account = match relation {
                    "colleague" => {
                        self.account((HARBOR, PEER_PROGRAM), &[Role::PeerWorker])
                            .await
                    }
                    _ => self.place(relation, viewer).await.worker,
                };
                values.extend([
                    ("id", account.to_string()),
                    ("account", account.to_string()),
                ]);
            }
            _ => {
                let place = self.place(relation, viewer).await;
                values.extend(self.about(kind, &place).await);
            }
        }
        values
    }

    /// A record about a participant, and the participant.
    async fn about(&mut self, kind: &str, place: &Place) -> Values {
        let person = self.participant(place).await;
        let (agency, worker) = (place.agency, place.worker);
        let id = match kind {
            "participant" => person.to_string(),
            "appointment" => {
                let new = appointments::Stored {
                    id: self.id(),
                    worker,
                    participant: person,
                    state: 0,
                    starts_at: MORNING + 86_400,
                    minutes: 45,
                    title: String::new(),
                    place: "Room 2".into(),
                    note: "Bring the form".into(),
                    version: 1,
                };
                let id = new.id;
                self.house
                    .write(move |tx| appointments::insert(tx, agency, &new))
                    .await;
                id.to_string()
            }
            "contact" => {
                let new = contacts::NewContact {
                    id: self.id(),
                    worker,
                    program: place.program,
                    place: counts::Place::of(MORNING - 900, 15, &jiff::tz::TimeZone::UTC, None),
                    recorded_at: MORNING,
                    with: vec![person],
                    what: contacts::What {
                        happened_at: MORNING - 900,
                        kind: "call".into(),
                        minutes: 15,
                        note: "A good talk".into(),
                        ..contacts::What::default()
                    },
                };
                let id = new.id;
                self.house
                    .write(move |tx| contacts::insert(tx, agency, &new))
                    .await;
                id.to_string()
            }
            "offer" => {
                let new = hand_offs::Stored {
                    id: self.id(),
                    participant: person,
                    from: AccountId::from_i64(0),
                    to: worker,
                    by: worker,
                    note: "Likes mornings".into(),
                    offered_at: MORNING,
                    answered_at: 0,
                    answer: 0,
                };
                let id = new.id;
                self.house
                    .write(move |tx| hand_offs::insert(tx, agency, &new))
                    .await;
                id.to_string()
            }
            other => panic!("no record {other}"),
        };
        vec![
            ("id", id),
            ("person", person.to_string()),
            ("participant", person.to_string()),
        ]
    }

    /// A sealed box of somebody: open, or put aside.
    async fn sealed_box(&mut self, place: &Place, aside: bool) -> String {
        let new = keeping::NewVault {
            vid: self.fresh(),
            sign: (String::new(), String::new()),
            said: String::new(),
            statement: "a statement".into(),
            list: "a list".into(),
            slots: vec![],
        };
        let (agency, owner) = (place.agency, place.worker);
        self.house
            .write(move |tx| {
                let open = keeping::open_of(tx, agency, owner)?;
                if let (Some(open), false) = (&open, aside) {
                    return Ok(open.vid.clone());
                }
                keeping::set_aside(tx, agency, owner, "2027-03-02")?;
                keeping::insert(tx, agency, owner, &new)?;
                if aside {
                    keeping::set_aside(tx, agency, owner, "2027-03-02")?;
                }
                Ok(new.vid.clone())
            })
            .await
    }

    async fn team(&mut self, agency: AgencyId, program: ProgramId) -> String {
        let team = agency::Team {
            id: self.id(),
            program,
            name: self.fresh(),
        };
        let id = team.id;
        self.house
            .write(move |tx| agency::create_team(tx, agency, &team, MORNING))
            .await;
        id.to_string()
    }

    async fn participant(&mut self, place: &Place) -> ParticipantId {
        let new = NewPerson {
            id: self.id(),
            program: place.program,
            worker: place.worker,
            need_at: MORNING,
            details: Details {
                name: self.fresh(),
                pronouns: String::new(),
                phone: String::new(),
                reach_by: String::new(),
                birth_year: 0,
                rhythm_days: 14,
            },
            next_step: String::new(),
            next_step_on: String::new(),
            since: MORNING - 30 * 86_400,
        };
        let (id, agency) = (new.id, place.agency);
        self.house
            .write(move |tx| participants::insert(tx, agency, &new))
            .await;
        id
    }

    async fn invitation(&mut self) -> String {
        let new = NewAccount {
            id: self.id(),
            program: PEER_PROGRAM,
            team: None,
            name: self.fresh(),
            email: format!("{}@example.org", self.fresh()),
            roles: Roles::of(&[Role::PeerWorker]),
            language: "en".into(),
        };
        let chance = self.house.chance.clone();
        self.house
            .write(move |tx| {
                invitation::invite(tx, &By::house(HARBOR), &new, MORNING, &*chance)
                    .map_err(|refused| storage::Error::Broken(format!("{refused:?}")))
            })
            .await
    }

    /// A way back in for somebody, as an administrator makes it: the token in the link on the page.
    async fn way_back(&mut self) -> String {
        let account = self
            .account((HARBOR, PEER_PROGRAM), &[Role::PeerWorker])
            .await;
        let mut sam = self.house.sam().await;
        let shown = sam
            .post(&format!("/accounts/{account}/way-back"), &[])
            .await;
        let link = shown
            .body
            .split("/way-back/")
            .nth(1)
            .expect("a link on the page");
        link.chars()
            .take_while(|sign| sign.is_ascii_alphanumeric() || "-_".contains(*sign))
            .collect()
    }
}

/// The number of a device or notice, as it stands in an address on the page of somebody's own account.
async fn number(owner: &mut Person, before: &str) -> String {
    let shown = owner.get("/account").await;
    let rest = shown.body.split(before).find_map(|rest| {
        let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
        (!number.is_empty()).then_some(number)
    });
    rest.unwrap_or_else(|| "1".into())
}

/// What names no record at all.
fn nothing(kind: &str, id: String) -> Values {
    match kind {
        "choice" => vec![("list", "kinds".into()), ("slug", "nothing".into())],
        "session" => vec![("session", "999999".into())],
        "notice" => vec![("notice", "999999".into())],
        "program" => vec![("program", id)],
        "team" => vec![("team", id)],
        "passkey" => vec![("key", "999999".into())],
        "import" | "import-people" | "import-in" => vec![("import", id)],
        "departure" | "agreed" => vec![("departure", id)],
        "change" => vec![("change", id)],
        "copy" => vec![("id", id.clone()), ("copy", id)],
        "pair" => vec![("first", id.clone()), ("second", id)],
        "invitation" | "way-back" => vec![("token", "nothing-here".into())],
        "box" => vec![("vid", id)],
        "account" => vec![("id", id.clone()), ("account", id)],
        _ => vec![
            ("id", id.clone()),
            ("person", id.clone()),
            ("participant", id),
        ],
    }
}
