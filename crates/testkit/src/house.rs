//! A house of its own for each test, with the cast inside.

use std::sync::Arc;

use people::sign_in::{Begun, Client, Finished};
use storage::{Error, Tx, testing::TestDb};
use web::{Room, Settings};

use crate::{
    cast::{self, Member},
    client::Person,
    world::{Dice, MORNING, StandingClock},
};

/// A running house on a fresh database.
pub struct House {
    /// The house as it is served.
    pub web: Arc<web::House>,
    /// Its clock: Monday, 2 March 2026, 9:00 AM in New York, until it is moved.
    pub clock: Arc<StandingClock>,
    /// Its dice.
    pub chance: Arc<Dice>,
    // Goes away after everything that uses it.
    db: TestDb,
}

/// A house with every room and the whole cast.
pub async fn house() -> House {
    let rooms = [
        alongside::rooms(),
        boundaries::rooms(),
        front_door::rooms(),
        supervision::rooms(),
        program::rooms(),
        moving::rooms(),
        own::rooms(),
    ];
    let house = House::with(rooms.into_iter().flatten().collect());
    house
        .write(|tx| cast::moves_in(tx, MORNING, &Dice::new(1)))
        .await;
    house.write(people_are_walked_with).await;
    house
}

/// A house that nobody has set up: for the first run.
pub fn empty_house() -> House {
    let rooms = [
        alongside::rooms(),
        boundaries::rooms(),
        front_door::rooms(),
        supervision::rooms(),
        program::rooms(),
        moving::rooms(),
        own::rooms(),
    ];
    House::with(rooms.into_iter().flatten().collect())
}

fn people_are_walked_with(tx: &mut Tx<'_>) -> Result<(), Error> {
    use alongside::participants::{Details, NewPerson, insert, refresh_need};
    for one in cast::PARTICIPANTS {
        let details = Details {
            name: one.name.into(),
            pronouns: String::new(),
            phone: String::new(),
            reach_by: String::new(),
            birth_year: 0,
            rhythm_days: 14,
        };
        let new = NewPerson {
            id: one.id,
            program: one.with.program,
            worker: one.with.account,
            need_at: MORNING,
            details,
            next_step: String::new(),
            next_step_on: String::new(),
            since: MORNING - 30 * 86_400,
        };
        insert(tx, one.with.agency, &new)?;
        refresh_need(tx, one.with.agency, one.id)?;
    }
    Ok(())
}

impl House {
    /// A house with these rooms and nobody in it.
    ///
    /// # Panics
    /// When the rooms do not fit together.
    pub fn with(rooms: Vec<Room>) -> Self {
        let db = storage::testing::fresh();
        let clock = Arc::new(StandingClock::default());
        let chance = Arc::new(Dice::new(7));
        let settings = Settings::at("http://localhost:8420");
        let web = web::House::new(
            db.db.clone(),
            clock.clone(),
            chance.clone(),
            settings,
            rooms,
        )
        .unwrap_or_else(|error| panic!("no house: {error}"));
        Self {
            web,
            clock,
            chance,
            db,
        }
    }

    /// The database with its folder and settings.
    pub fn db(&self) -> &TestDb {
        &self.db
    }

    /// Reads from the database directly.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn read<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> T {
        self.web
            .db
            .read(job)
            .await
            .unwrap_or_else(|error| panic!("no read: {error}"))
    }

    /// Writes to the database directly.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn write<T: Send + 'static>(
        &self,
        job: impl FnMut(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> T {
        self.web
            .db
            .write(job)
            .await
            .unwrap_or_else(|error| panic!("no write: {error}"))
    }

    /// Somebody without an account, at a browser.
    pub fn stranger(&self) -> Person {
        Person::new(self.web.clone(), None)
    }

    /// Signs this person in by a new session, without the sign-in page.
    ///
    /// # Panics
    /// When the person may not sign in.
    pub async fn sign_in(&self, member: Member) -> Person {
        let (now, chance) = (self.clock.seconds(), self.chance.clone());
        let entered = self
            .write(move |tx| {
                let client = Client::new(None, "");
                let begun = people::sign_in::begin(tx, member.email, &client, now, &*chance)?;
                let Begun::Try(attempt) = begun else {
                    return Ok(None);
                };
                let end = people::sign_in::finish(tx, &attempt, true, &client, now, &*chance)?;
                Ok(if let Finished::In(entered) = end {
                    Some(entered)
                } else {
                    None
                })
            })
            .await;
        let Some(entered) = entered else {
            panic!("{} may not sign in", member.name)
        };
        let mut person = Person::new(self.web.clone(), Some(member));
        person.take_cookie(&web::cookie::session(&self.web, &entered.token, true));
        person.take_cookie(&web::cookie::known(&self.web, &entered.client));
        person
    }

    /// Dee, peer worker.
    pub async fn dee(&self) -> Person {
        self.sign_in(cast::DEE).await
    }

    /// Loretta, peer supervisor of Dee, Marcus and Rosa.
    pub async fn loretta(&self) -> Person {
        self.sign_in(cast::LORETTA).await
    }

    /// Marcus, peer worker.
    pub async fn marcus(&self) -> Person {
        self.sign_in(cast::MARCUS).await
    }

    /// Robin, peer worker without a supervisor.
    pub async fn robin(&self) -> Person {
        self.sign_in(cast::ROBIN).await
    }

    /// Rosa, supervisor who is also a peer worker.
    pub async fn rosa(&self) -> Person {
        self.sign_in(cast::ROSA).await
    }

    /// Sam, administrator.
    pub async fn sam(&self) -> Person {
        self.sign_in(cast::SAM).await
    }

    /// Priya, program manager.
    pub async fn priya(&self) -> Person {
        self.sign_in(cast::PRIYA).await
    }

    /// Oliver, privacy officer.
    pub async fn oliver(&self) -> Person {
        self.sign_in(cast::OLIVER).await
    }

    /// Lena, peer worker at another agency.
    pub async fn lena(&self) -> Person {
        self.sign_in(cast::LENA).await
    }

    /// Lou, who holds every role at another agency.
    pub async fn lou(&self) -> Person {
        self.sign_in(cast::LOU).await
    }
}
