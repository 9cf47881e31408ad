//! What may be put into a box, and how long things stay. No key is needed to decide any of it.

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime},
    tz::TimeZone,
};

/// Most records in one request.
pub const MOST_ITEMS: usize = 64;
/// Most bytes of the records in one request.
pub const MOST_BYTES: usize = 4 * 1024 * 1024;
/// Most records in one page of changes.
pub const MOST_CHANGES: i64 = 200;
/// About so many bytes in one page of changes.
pub const PAGE_BYTES: i64 = 1024 * 1024;
/// Most records in a box: a person who writes fifty a day fills it in ten years.
pub const MOST_RECORDS: i64 = 200_000;
/// Most earlier versions in one answer.
pub const MOST_EARLIER: i64 = 20;
/// Most epoch statements in one answer.
pub const MOST_STATEMENTS: i64 = 50;
/// Most boxes put aside for one person: whoever starts again more often has another trouble.
pub const MOST_ASIDE: usize = 12;

/// Earlier versions beyond the last ten go after so many days.
const HISTORY_DAYS: i32 = 90;
/// Versions under a key that was changed go after so many days.
const TURNED_DAYS: i32 = 30;
/// What waits for a change of the key goes after so many days.
const STAGED_DAYS: i32 = 1;
/// A box that its owner wants gone goes after so many days.
const ERASE_DAYS: i32 = 7;
/// A box that was put aside is kept for so many months.
const ASIDE_MONTHS: i32 = 12;
/// The boxes of somebody who left are kept for so many days.
const LEFT_DAYS: i32 = 90;

/// What the header of a record says of its place in the chain.
#[derive(Clone, Copy, Debug)]
pub struct Offered<'a> {
    /// Its version.
    pub ver: i64,
    /// The hash of the version before; empty for the first.
    pub prev: &'a str,
    /// The epoch of its key.
    pub epoch: i64,
    /// Its own hash.
    pub hash: &'a str,
}

/// What is stored of the same record.
#[derive(Clone, Copy, Debug)]
pub struct Stored<'a> {
    /// Its version.
    pub ver: i64,
    /// Its hash.
    pub hash: &'a str,
}

/// What becomes of a record that is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is the stored one: nothing to do.
    Same,
    /// It is the first of its record.
    First,
    /// It follows the stored one.
    Next,
    /// Another one came first.
    Conflict,
    /// What it follows is not here.
    NoParent,
    /// It is sealed with a key that is no longer in force, or not yet.
    OtherKey,
}

/// Decides on one record. `epoch` is the one in force. `went_back`: its device knows that the server was
/// put back to an earlier day, so that what lies between may be gone from here.
pub fn judge(
    offered: &Offered<'_>,
    stored: Option<&Stored<'_>>,
    epoch: i64,
    went_back: bool,
) -> Verdict {
    match stored {
        Some(stored) if stored.hash == offered.hash => Verdict::Same,
        _ if offered.epoch != epoch => Verdict::OtherKey,
        None if offered.ver == 1 || went_back => Verdict::First,
        None => Verdict::NoParent,
        Some(stored) if offered.ver == stored.ver + 1 && offered.prev == stored.hash => {
            Verdict::Next
        }
        Some(stored) if went_back && offered.ver > stored.ver => Verdict::Next,
        Some(_) => Verdict::Conflict,
    }
}

/// The day of a moment, in UTC: the same for everybody, so that it says nothing about where they are.
pub fn day(now: Timestamp) -> Date {
    now.to_zoned(TimeZone::UTC).date()
}

fn plus(day: Date, days: i32) -> String {
    day.saturating_add(days.days()).to_string()
}

/// The day on which a box goes that its owner wants gone today.
pub fn erase_on(today: Date) -> String {
    plus(today, ERASE_DAYS)
}

/// The day until which a box is kept that is put aside today.
pub fn aside_until(today: Date) -> String {
    today.saturating_add(ASIDE_MONTHS.months()).to_string()
}

/// The first days on which things are still young enough to stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Today.
    pub today: String,
    /// For earlier versions beyond the last ten.
    pub history: String,
    /// For changes of the key.
    pub turned: String,
    /// For what waits for a change of the key.
    pub staged: String,
    /// For people who left, in seconds since 1970.
    pub left: i64,
}

/// The limits of a day.
pub fn limits(now: Timestamp) -> Limits {
    let today = day(now);
    Limits {
        today: today.to_string(),
        history: plus(today, -HISTORY_DAYS),
        turned: plus(today, -TURNED_DAYS),
        staged: plus(today, -STAGED_DAYS),
        left: now.as_second() - i64::from(LEFT_DAYS) * 86_400,
    }
}

/// The day on which the boxes of somebody go who left then.
pub fn goes_on(left_at: i64) -> String {
    let left = Timestamp::from_second(left_at).map_or(DateTime::MIN.date(), day);
    plus(left, LEFT_DAYS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered<'a>(ver: i64, prev: &'a str, hash: &'a str) -> Offered<'a> {
        Offered {
            ver,
            prev,
            epoch: 3,
            hash,
        }
    }

    #[test]
    fn a_version_follows_the_stored_one_or_is_told_why_not() {
        let stored = Stored { ver: 4, hash: "d" };
        let judge = |one: &Offered<'_>, stored: Option<&Stored<'_>>| judge(one, stored, 3, false);
        assert_eq!(judge(&offered(5, "d", "e"), Some(&stored)), Verdict::Next);
        assert_eq!(judge(&offered(4, "c", "d"), Some(&stored)), Verdict::Same);
        assert_eq!(
            judge(&offered(4, "c", "x"), Some(&stored)),
            Verdict::Conflict
        );
        assert_eq!(
            judge(&offered(5, "c", "e"), Some(&stored)),
            Verdict::Conflict
        );
        assert_eq!(
            judge(&offered(6, "d", "e"), Some(&stored)),
            Verdict::Conflict
        );
        assert_eq!(
            judge(&offered(1, "", "a"), Some(&stored)),
            Verdict::Conflict
        );
        assert_eq!(judge(&offered(1, "", "a"), None), Verdict::First);
        assert_eq!(judge(&offered(2, "a", "b"), None), Verdict::NoParent);
    }

    #[test]
    fn a_key_that_was_changed_seals_nothing_new() {
        let stored = Stored { ver: 4, hash: "d" };
        let mut one = offered(5, "d", "e");
        one.epoch = 2;
        assert_eq!(judge(&one, Some(&stored), 3, true), Verdict::OtherKey);
        one.hash = "d";
        assert_eq!(judge(&one, Some(&stored), 3, false), Verdict::Same);
    }

    #[test]
    fn after_a_restore_a_later_version_comes_back_without_what_lay_between() {
        let stored = Stored { ver: 2, hash: "b" };
        let late = offered(5, "d", "e");
        assert_eq!(judge(&late, Some(&stored), 3, true), Verdict::Next);
        assert_eq!(judge(&late, None, 3, true), Verdict::First);
        let older = offered(2, "a", "x");
        assert_eq!(judge(&older, Some(&stored), 3, true), Verdict::Conflict);
    }

    #[test]
    fn days_are_counted_as_people_count_them() {
        let now: Timestamp = "2026-11-22T23:59:59Z".parse().expect("a moment");
        assert_eq!(erase_on(day(now)), "2026-11-29");
        assert_eq!(aside_until(day(now)), "2027-11-22");
        assert_eq!(goes_on(now.as_second()), "2027-02-20");
        let limits = limits(now);
        assert_eq!(limits.history, "2026-08-24");
        assert_eq!(limits.staged, "2026-11-21");
        assert_eq!(limits.left, now.as_second() - 90 * 86_400);
    }
}
