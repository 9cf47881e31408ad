//! Filters of the trail, as they stand in an address.

use domain::id::{AccountId, ParticipantId};
use jiff::{civil::Date, tz::TimeZone};
use people::audit::{Filter, Place};
use web::Fields;

/// The rooms whose leaves can be asked for by themselves.
pub const ROOMS: [&str; 14] = [
    "participant",
    "people",
    "contact",
    "appointment",
    "hand-off",
    "hours",
    "account",
    "invitation",
    "way-back",
    "password",
    "passkey",
    "session",
    "program",
    "audit",
];

/// What was asked for. Anything that cannot be read counts as not asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// One day, in the zone of the one who asks.
    pub day: Option<Date>,
    /// One room of [`ROOMS`], or nothing.
    pub room: &'static str,
    /// One account.
    pub who: Option<AccountId>,
    /// Below this line.
    pub below: Option<Place>,
}

impl Asked {
    /// What stands in the address.
    pub fn of(query: &Fields) -> Self {
        let room = ROOMS.iter().find(|room| **room == query.get("room"));
        Self {
            day: query.get("day").parse().ok(),
            room: room.copied().unwrap_or_default(),
            who: query.get("who").parse().ok(),
            below: below(query.get("below")),
        }
    }

    /// What the trail is asked for.
    pub fn filter(&self, zone: &TimeZone, participant: Option<ParticipantId>) -> Filter {
        let start = |date: Date| {
            let zoned = date.to_zoned(zone.clone());
            zoned.map_or(0, |start| start.timestamp().as_second())
        };
        let next = |date: Date| date.tomorrow().map_or(0, start);
        Filter {
            account: self.who.map_or(0, AccountId::get),
            participant: participant.map_or(0, ParticipantId::get),
            action: self.room.to_owned(),
            from: self.day.map_or(0, start),
            until: self.day.map_or(0, next),
        }
    }

    /// The address of the same question, below another line.
    pub fn address(&self, path: &str, below: Option<Place>) -> String {
        let mut fields = Fields::default();
        let mut add = |name: &str, value: String| {
            if !value.is_empty() {
                fields.0.push((name.to_owned(), value));
            }
        };
        add(
            "day",
            self.day.map_or_else(String::new, |day| day.to_string()),
        );
        add("room", self.room.to_owned());
        add(
            "who",
            self.who.map_or_else(String::new, |who| who.to_string()),
        );
        let line = below.map(|place| format!("{}.{}", place.at, place.leaf));
        add("below", line.unwrap_or_default());
        if fields.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{}", fields.encode())
        }
    }
}

fn below(text: &str) -> Option<Place> {
    let (at, leaf) = text.split_once('.')?;
    Some(Place {
        at: at.parse().ok()?,
        leaf: leaf.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_again_what_was_asked() {
        let place = Place { at: 7, leaf: 9 };
        let asked = Asked {
            day: "2026-03-02".parse().ok(),
            room: "contact",
            who: Some(AccountId::from_i64(5)),
            below: Some(place),
        };
        let address = asked.address("/looks", asked.below);
        let query = address.split_once('?').expect("a query").1;
        let fields = Fields::parse(query.as_bytes()).expect("fields");
        assert_eq!(Asked::of(&fields), asked);
        assert_eq!(Asked::default().address("/looks", None), "/looks");
    }

    #[test]
    fn rubbish_in_an_address_asks_for_nothing() {
        let fields = Fields::parse(b"day=tomorrow&room=secrets&who=me&below=a.b").expect("fields");
        assert_eq!(Asked::of(&fields), Asked::default());
    }

    #[test]
    fn a_day_is_a_day_where_the_program_is() {
        let asked = Asked {
            day: "2026-03-08".parse().ok(),
            ..Asked::default()
        };
        let zone = TimeZone::get("America/New_York").expect("a zone");
        let filter = asked.filter(&zone, None);
        // The clocks change that day: it has 23 hours.
        assert_eq!(filter.until - filter.from, 23 * 3600);
    }
}
