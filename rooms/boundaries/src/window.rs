//! What other rooms may know of somebody's hours: read-only, and within the reach of who asks.

use domain::{
    hours::{Duty, Hours},
    id::AccountId,
};
use jiff::{Zoned, tz::TimeZone};
use people::Reach;
use storage::{Error, Tx};

use crate::hours::{queries, rules};

/// Somebody's duty at one moment.
#[derive(Clone, Debug)]
pub struct Watch {
    /// On duty until when, or off until when.
    pub duty: Duty,
    /// Whether anybody has set any hours.
    pub set: bool,
    /// The stretches of this day, in order: those that begin on it, or a night that began the day
    /// before, while it runs and when nothing else is on this day.
    pub spans: Vec<(Zoned, Zoned)>,
    /// Who takes over after these hours, in the worker's words; may be empty.
    pub takes_over: String,
    /// When somebody else last set these hours, and who: seconds since 1970 and an account.
    pub set_by_other: Option<(i64, AccountId)>,
}

/// Whether a worker within reach is on duty at this moment, in the zone that it carries. A worker out
/// of reach has no hours that are set, and is off duty.
pub fn duty(tx: &mut Tx<'_>, reach: Reach, worker: AccountId, now: &Zoned) -> Result<Watch, Error> {
    let week = queries::week(tx, reach, worker)?;
    let (takes_over, changed) = week.as_ref().map_or((String::new(), None), |week| {
        let other = week.changed_by != worker && week.changed_by.get() != 0;
        (
            week.takes_over.clone(),
            other.then_some((week.changed_at, week.changed_by)),
        )
    });
    let hours = laid_out(tx, reach, worker, week, now)?;
    Ok(Watch {
        duty: hours.duty_at(now.timestamp()),
        set: hours.are_set(),
        spans: rules::spans_of_the_day(&hours, now),
        takes_over,
        set_by_other: changed,
    })
}

/// The hours of a worker within reach around a day: the pattern, days off and changed days from
/// three days before to thirteen months after. Good for finding what was out of hours.
pub fn pattern_of(
    tx: &mut Tx<'_>,
    reach: Reach,
    worker: AccountId,
    around: &Zoned,
) -> Result<Hours, Error> {
    let week = queries::week(tx, reach, worker)?;
    laid_out(tx, reach, worker, week, around)
}

fn laid_out(
    tx: &mut Tx<'_>,
    reach: Reach,
    worker: AccountId,
    week: Option<queries::Week>,
    around: &Zoned,
) -> Result<Hours, Error> {
    let (from, to) = rules::around(around.date());
    let days = queries::days(tx, reach, worker, &from, &to)?;
    let pattern = week.map_or_else(String::new, |week| week.pattern);
    let zone: TimeZone = around.time_zone().clone();
    Ok(rules::hours(&pattern, &days, zone))
}
