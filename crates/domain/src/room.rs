//! Who has room for one more person, or for a visit that could move.
//!
//! Everybody is compared with their own usual load and with the hours they have
//! left this week, never with each other. The answer is a word and no number,
//! and the list is by name: nobody is first or last.

use crate::{
    text::fold,
    usual::{TooNew, Usual},
    weight::{Load, ONE_PERSON},
};

/// How many minutes a first visit takes where a program says nothing else.
pub const A_VISIT: u32 = 60;

/// What is known of a worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worker<T> {
    /// Who it is.
    pub who: T,
    /// Their name, by which the list is ordered.
    pub name: String,
    /// The weighted number of people they support now.
    pub load: Load,
    /// Their own usual load ([`Measure::Load`](crate::usual::Measure::Load)).
    pub usual: Result<Usual, TooNew>,
    /// Minutes on duty that are left this week, booked ones taken off. None on
    /// days off.
    pub minutes_left: u32,
}

/// Whether there is room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// One more person would stay within their usual load, and there is time.
    CouldTakeOne,
    /// Not now.
    Full(Why),
    /// There are not enough weeks of their own to compare with.
    TooNew(TooNew),
}

impl Answer {
    /// The end of the word id: `could-take-one`, `full-load`, `full-hours`,
    /// `too-new`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::CouldTakeOne => "could-take-one",
            Self::Full(Why::Load) => "full-load",
            Self::Full(Why::Hours) => "full-hours",
            Self::TooNew(_) => "too-new",
        }
    }
}

/// Why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// One more would be above their usual load.
    Load,
    /// No time for a visit is left in this week's hours.
    Hours,
}

/// A worker and the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room<T> {
    /// Who it is.
    pub who: T,
    /// Their name.
    pub name: String,
    /// Whether there is room.
    pub answer: Answer,
}

/// The answers for a team, by name. A visit takes so many minutes ([`A_VISIT`]).
///
/// Somebody without hours left is full even when new: that much is certain.
pub fn who_has_room<T: Ord>(
    team: impl IntoIterator<Item = Worker<T>>,
    visit_minutes: u32,
) -> Vec<Room<T>> {
    let mut rooms: Vec<Room<T>> = team
        .into_iter()
        .map(|worker| Room {
            answer: answer(&worker, visit_minutes),
            who: worker.who,
            name: worker.name,
        })
        .collect();
    // Two of one name stay in an order that says nothing.
    rooms
        .sort_by(|left, right| (fold(&left.name), &left.who).cmp(&(fold(&right.name), &right.who)));
    rooms
}

fn answer<T>(worker: &Worker<T>, visit_minutes: u32) -> Answer {
    if worker.minutes_left < visit_minutes {
        return Answer::Full(Why::Hours);
    }
    match worker.usual {
        Err(too_new) => Answer::TooNew(too_new),
        Ok(usual) => {
            let with_one = i64::from(worker.load.hundredths()) + i64::from(ONE_PERSON);
            if with_one > usual.high() {
                Answer::Full(Why::Load)
            } else {
                Answer::CouldTakeOne
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::usual::Measure;

    fn worker(who: u8, name: &str, load: u32, usual: Option<i64>, minutes_left: u32) -> Worker<u8> {
        Worker {
            who,
            name: name.to_owned(),
            load: Load::of(load),
            usual: match usual {
                Some(middle) => Usual::of(Measure::Load, &[Some(middle); 8]),
                None => Err(TooNew { missing: 3 }),
            },
            minutes_left,
        }
    }

    #[test]
    fn room_is_ones_own_usual_load_and_hours() {
        // Eight weeks of twelve leave a person's room on either side: up to 13.
        let answer = |load, left| answer(&worker(1, "Dee", load, Some(1_200), left), A_VISIT);
        assert_eq!(answer(1_200, 60), Answer::CouldTakeOne);
        assert_eq!(answer(1_201, 60), Answer::Full(Why::Load));
        assert_eq!(answer(1_200, 59), Answer::Full(Why::Hours));
        let new = worker(1, "Dee", 100, None, 600);
        assert_eq!(
            super::answer(&new, A_VISIT),
            Answer::TooNew(TooNew { missing: 3 })
        );
        let gone = worker(1, "Dee", 100, None, 0);
        assert_eq!(super::answer(&gone, A_VISIT), Answer::Full(Why::Hours));
    }

    proptest! {
        /// The place in the list depends on the name alone.
        #[test]
        fn the_list_is_by_name_whatever_the_load(
            loads in prop::collection::vec((0_u32..3_000, 0_u32..3_000), 4),
        ) {
            let names = ["marcus", "Ángel", "Zoë", "Dee"];
            let team = names.iter().zip(&loads).zip(1..).map(|((name, (load, left)), who)| {
                worker(who, name, *load, Some(1_000), *left)
            });
            let order: Vec<String> = who_has_room(team, A_VISIT)
                .into_iter()
                .map(|room| room.name)
                .collect();
            prop_assert_eq!(order, ["Ángel", "Dee", "marcus", "Zoë"]);
        }
    }
}
