//! Who is asking: one look at the session on every request, so that revoking works on the next one.

use std::{collections::HashMap, sync::Arc, sync::Mutex};

use domain::{circle::Circle, id::AccountId};
use jiff::Timestamp;
use people::{Who, session::Seen};

use crate::House;

/// A session's use is noted at most so often, in seconds.
const EACH: i64 = 60;
/// Sessions remembered at most.
const MOST: usize = 10_000;

/// When each session's use was last noted.
#[derive(Default)]
pub(crate) struct Touched(Mutex<HashMap<i64, i64>>);

impl Touched {
    /// Whether it is time to note it again.
    fn due(&self, session: i64, now: i64) -> bool {
        let Ok(mut touched) = self.0.lock() else {
            return true;
        };
        if touched.get(&session).is_some_and(|at| now - at < EACH) {
            return false;
        }
        if touched.len() >= MOST {
            touched.retain(|_, at| now - *at < EACH);
            if touched.len() >= MOST {
                touched.clear();
            }
        }
        touched.insert(session, now);
        true
    }
}

/// What the session's cookie opens.
pub(crate) enum Person {
    /// This person.
    Here(Arc<Who>),
    /// Nobody now; it was this account's session.
    Ended(AccountId),
    /// Nobody.
    Nobody,
}

/// Looks the session up, and notes its use off the path of the answer.
///
/// **Invariant:** a private door notes nothing: when somebody looked after themself stands nowhere, and a phone
/// that syncs by itself keeps no session open (`a_private_door_notes_no_use_of_the_session`).
pub(crate) async fn look_up(
    house: &Arc<House>,
    token: Option<&str>,
    now: Timestamp,
    circle: Circle,
) -> Result<Person, storage::Error> {
    let Some(token) = token.map(str::to_owned) else {
        return Ok(Person::Nobody);
    };
    let now = now.as_second();
    let seen = house
        .db
        .read(move |tx| people::session::look_up(tx, &token, now))
        .await?;
    Ok(match seen {
        Seen::Live(who) => {
            let who: Arc<Who> = who.into();
            let noted = !matches!(circle, Circle::Private | Circle::Anonymous);
            if noted
                && people::session::is_touch_due(&who, now)
                && house.touched.due(who.session, now)
            {
                note_use(house, &who, now);
            }
            Person::Here(who)
        }
        Seen::Ended { account } => Person::Ended(account),
        Seen::Nobody => Person::Nobody,
    })
}

fn note_use(house: &Arc<House>, who: &Arc<Who>, now: i64) {
    let (house, who) = (house.clone(), who.clone());
    tokio::spawn(async move {
        let touch = house
            .db
            .write(move |tx| people::session::touch(tx, &who, now));
        if let Err(error) = touch.await {
            // The session stays open; it only ends earlier than it might.
            tracing::warn!(%error, "a session's use could not be noted");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn use_is_noted_at_most_once_a_minute() {
        let touched = Touched::default();
        assert!(touched.due(1, 1_000));
        assert!(!touched.due(1, 1_059));
        assert!(touched.due(2, 1_059));
        assert!(touched.due(1, 1_060));
    }
}
