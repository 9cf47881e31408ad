//! What this room decides alone: how long a save can be undone, what the newest contacts say about
//! when a person was last met or tried, when a contact without a time began.

use domain::contact::{Facts, Kind, Listed, Minutes, Notice, Outcome, Who, validate};
use jiff::Timestamp;

/// How long a saved contact can be taken back, in seconds. After that it is corrected instead.
pub const UNDO_SECONDS: i64 = 60;

/// Whether a contact that was saved at `recorded_at` can still be taken back.
pub const fn may_undo(recorded_at: i64, now: i64) -> bool {
    now - recorded_at <= UNDO_SECONDS
}

/// When a contact began that has just ended: as many minutes before now as it was long.
pub const fn began(now: i64, minutes: i64) -> i64 {
    now - minutes * 60
}

/// One contact or attempt, as far as it says when a person was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Past {
    /// When it began, in seconds since 1970.
    pub at: i64,
    /// The stored outcome; 0 when it was no attempt.
    pub outcome: i64,
    /// The stored heaviness; 0 when not said.
    pub heaviness: i64,
}

impl Past {
    /// Whether somebody was tried in vain.
    pub fn in_vain(&self) -> bool {
        matches!(
            Outcome::from_code(self.outcome),
            Some(Outcome::LeftMessage | Outcome::NoAnswer)
        )
    }
}

/// When a person was last met and last tried. Seconds since 1970, 0 = never.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Last {
    /// The last contact that reached them.
    pub contact_at: i64,
    /// The last attempt in vain.
    pub tried_at: i64,
    /// Attempts in vain since that contact.
    pub tries: i64,
    /// How heavy that contact was; 0 when not said.
    pub heaviness: i64,
}

/// What contacts and attempts say, newest first. `before` is what was known before: it stays the
/// answer for what lies further back than the list, if there is anything (`more`).
pub fn last(newest_first: &[Past], more: bool, before: Last) -> Last {
    let reached = newest_first.iter().find(|past| !past.in_vain());
    let tried = newest_first.iter().find(|past| past.in_vain());
    let tries = newest_first
        .iter()
        .take_while(|past| past.in_vain())
        .count();
    let (contact_at, heaviness) = match reached {
        Some(past) => (past.at, past.heaviness),
        None if more => (before.contact_at, before.heaviness),
        None => (0, 0),
    };
    let tried_at = match tried {
        Some(past) => past.at,
        None if more => before.tried_at,
        None => 0,
    };
    Last {
        contact_at,
        tried_at,
        tries: i64::try_from(tries).unwrap_or(i64::MAX),
        heaviness,
    }
}

/// What is worth a second look after a contact was saved: never a reason to hold it back.
pub fn notices(kind: Kind, at: i64, minutes: i64, outcome: i64, now: i64) -> Vec<Notice> {
    let (Ok(at), Ok(now)) = (Timestamp::from_second(at), Timestamp::from_second(now)) else {
        return vec![];
    };
    let minutes = u16::try_from(minutes)
        .ok()
        .and_then(|minutes| Minutes::new(minutes).ok());
    let somebody = Who {
        unknown: 1,
        ..Who::default()
    };
    let mut facts = Facts::quick(kind, somebody, at, minutes);
    facts.outcome = Outcome::from_code(outcome);
    validate(&facts, now).notices
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_772_460_000;

    fn met(at: i64, heaviness: i64) -> Past {
        Past {
            at,
            outcome: 0,
            heaviness,
        }
    }

    fn tried(at: i64) -> Past {
        Past {
            at,
            outcome: Outcome::NoAnswer.code(),
            heaviness: 0,
        }
    }

    #[test]
    fn a_save_can_be_undone_for_a_minute_and_no_longer() {
        assert!(may_undo(NOW, NOW));
        assert!(may_undo(NOW, NOW + 60));
        assert!(!may_undo(NOW, NOW + 61));
    }

    #[test]
    fn a_contact_without_a_time_has_just_ended() {
        assert_eq!(began(NOW, 45), NOW - 2_700);
        assert_eq!(began(NOW, 0), NOW);
    }

    #[test]
    fn attempts_count_from_the_last_contact_on() {
        let past = [tried(50), tried(40), met(30, 3), tried(20)];
        let last = last(&past, false, Last::default());
        assert_eq!(
            last,
            Last {
                contact_at: 30,
                tried_at: 50,
                tries: 2,
                heaviness: 3
            }
        );
    }

    #[test]
    fn someone_who_was_reached_after_all_is_not_tried_in_vain() {
        let reached = Past {
            at: 60,
            outcome: Outcome::Reached.code(),
            heaviness: 0,
        };
        let last = last(&[reached, tried(50)], false, Last::default());
        assert_eq!((last.contact_at, last.tries), (60, 0));
    }

    #[test]
    fn what_lies_further_back_than_the_list_is_not_forgotten() {
        let before = Last {
            contact_at: 9,
            tried_at: 8,
            tries: 0,
            heaviness: 2,
        };
        let seen = last(&[tried(50)], true, before);
        assert_eq!((seen.contact_at, seen.heaviness), (9, 2));
        let none = last(&[], false, before);
        assert_eq!(none, Last::default());
    }

    #[test]
    fn a_very_long_contact_is_asked_about_and_an_ordinary_one_is_not() {
        assert_eq!(notices(Kind::InPerson, NOW - 2_700, 45, 0, NOW), []);
        assert_eq!(
            notices(Kind::InPerson, NOW - 50_000, 800, 0, NOW),
            [Notice::VeryLong]
        );
        assert_eq!(
            notices(Kind::Tried, NOW, 0, Outcome::Reached.code(), NOW),
            [Notice::ReachedAfterAll]
        );
    }
}
