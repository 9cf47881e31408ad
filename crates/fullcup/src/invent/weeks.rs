//! The hours of the invented peer workers, and what their days are made of.

use anyhow::Result;
use domain::{
    hours::{Day, DaysOff, Hours, Pattern},
    id::{AccountId, AgencyId, ProgramId, TeamId},
};
use jiff::{ToSpan as _, civil::Date, tz::TimeZone};
use people::Reach;

use super::{Filler, Invented, Size, World, filler::ROWS};

/// Hours that most have, in turn.
const USUAL: &[&str] = &[
    "mon 09:00-17:00;tue 09:00-17:00;wed 09:00-17:00;thu 09:00-17:00;fri 09:00-17:00",
    "mon 09:00-17:00;tue 09:00-17:00;wed 09:00-17:00;thu 09:00-17:00;fri 09:00-17:00",
    "tue 12:00-20:00;wed 12:00-20:00;thu 12:00-20:00;fri 12:00-20:00;sat 10:00-18:00",
    "mon 08:00-16:00;tue 08:00-16:00;wed 08:00-16:00;thu 08:00-16:00;sun 08:00-16:00",
    "mon 10:00-14:00,16:00-20:00;tue 10:00-14:00,16:00-20:00;wed 10:00-14:00,16:00-20:00;\
     thu 10:00-14:00,16:00-20:00",
    "mon 09:00-15:00;wed 09:00-15:00;fri 09:00-15:00",
];
/// Four days of ten hours.
const FOUR_TENS: &str = "mon 07:00-17:00;tue 07:00-17:00;wed 07:00-17:00;thu 07:00-17:00";
/// Nights, over midnight.
const NIGHTS: &str = "wed 22:00-06:00;thu 22:00-06:00;fri 22:00-06:00;sat 22:00-06:00";
/// Which worker has four tens, and which has nights: one each, in a demo's order.
const HAS_FOUR_TENS: usize = 5;
const HAS_NIGHTS: usize = 7;

/// An active peer worker, with their hours.
pub struct Worker {
    /// The account.
    pub account: AccountId,
    /// Its agency.
    pub agency: AgencyId,
    /// Its program.
    pub program: ProgramId,
    /// Its team.
    pub team: TeamId,
    /// The program's zone.
    pub zone: TimeZone,
    /// The hours.
    pub hours: Hours,
}

impl Worker {
    /// The stretches of duty that begin on a day, in seconds since 1970.
    pub fn spans(&self, day: Date) -> Vec<(i64, i64)> {
        let second = |at: &jiff::Zoned| at.timestamp().as_second();
        let spans = self.hours.spans_on(day);
        spans
            .iter()
            .map(|(from, to)| (second(from), second(to)))
            .collect()
    }

    /// A minute of a day where this worker is, in seconds since 1970.
    pub fn at(&self, day: Date, minute: u16) -> Result<i64> {
        let time = jiff::civil::time(i8::try_from(minute / 60)?, i8::try_from(minute % 60)?, 0, 0);
        let at = day.to_datetime(time).to_zoned(self.zone.clone())?;
        Ok(at.timestamp().as_second())
    }
}

/// Gives every active peer worker a week of hours and somebody who takes over.
pub fn invent(
    filler: &mut Filler,
    world: &World,
    size: &Size,
    accounts: &[Invented],
) -> Result<Vec<Worker>> {
    let walking: Vec<&Invented> = accounts.iter().filter(|one| one.walks()).collect();
    let mut workers = vec![];
    let mut rows = vec![];
    for (number, one) in walking.iter().enumerate() {
        let pattern = match number {
            0 => first(size)?,
            HAS_FOUR_TENS => FOUR_TENS.parse()?,
            HAS_NIGHTS => NIGHTS.parse()?,
            _ => USUAL[number % USUAL.len()].parse()?,
        };
        let near = walking
            .iter()
            .cycle()
            .skip(number + 1)
            .take(walking.len() - 1);
        let takes_over = near
            .clone()
            .find(|other| other.team == one.team)
            .map_or("the front desk", |other| other.first_name());
        let off = days_off(number, size.moment.day);
        rows.push((
            one.agency,
            one.id,
            pattern.to_string(),
            takes_over.to_owned(),
            off.clone(),
        ));
        let mut hours = Hours::weekly(pattern, one.zone.clone());
        hours.off = off.into_iter().map(DaysOff::one).collect();
        workers.push(Worker {
            account: one.id,
            agency: one.agency,
            program: one.program,
            team: one.team,
            zone: one.zone.clone(),
            hours,
        });
    }
    sessions(filler, size, &workers)?;
    let start = world.start;
    for batch in rows.chunks(ROWS) {
        let batch = batch.to_vec();
        filler.put_alone(move |tx| {
            for (agency, id, pattern, takes_over, off) in &batch {
                let reach = Reach {
                    agency: *agency,
                    viewer: *id,
                };
                boundaries::hours::insert(tx, reach, *id, pattern, takes_over, start)?;
                for day in off {
                    boundaries::hours::insert_day_off(tx, reach, *id, *day)?;
                }
            }
            Ok(())
        })?;
    }
    Ok(workers)
}

/// Days off: one behind and one ahead for everyone, and five in a row for some. Never today, when
/// whoever looks at the demo wants to see somebody at work.
fn days_off(number: usize, today: Date) -> Vec<Date> {
    let place = i32::try_from(number % 60).unwrap_or(0);
    let mut away = vec![-9 - place % 12, 3 + place % 9];
    if number % 5 == 2 {
        away.extend(-40..-35);
    }
    away.into_iter()
        .map(|days| today.saturating_add(days.days()))
        .collect()
}

/// The hours of the first worker, whom whoever tries the demo is told to sign in as: nine to five, on
/// the day of the demo too, and around the moment at which it is looked at.
fn first(size: &Size) -> Result<Pattern> {
    let today = Day::of(size.moment.day);
    let next = size.moment.next_quarter()?;
    let late = next + 60 > 17 * 60;
    let days = match today.number() {
        5 => [1, 2, 3, 4, 5],
        6 => [6, 0, 1, 2, 3],
        _ => [0, 1, 2, 3, 4],
    };
    let mut week: [Vec<domain::hours::Span>; 7] = Default::default();
    for day in days {
        week[day] = if day == today.number() && late {
            let hour = next / 60 - 1;
            vec!["09:00-13:00".parse()?, evening(hour)?]
        } else {
            vec!["09:00-17:00".parse()?]
        };
    }
    Ok(Pattern::new(week)?)
}

/// Four hours from this one on, until midnight at the latest.
fn evening(hour: u16) -> Result<domain::hours::Span> {
    Ok(domain::hours::Span::new(
        hour * 60,
        (hour + 4).min(24) * 60,
    )?)
}

/// When supervision was held, and when it is next. Most are in time, a few are late.
fn sessions(filler: &mut Filler, size: &Size, workers: &[Worker]) -> Result<()> {
    let mut dates = vec![];
    for (number, worker) in (0_i64..).zip(workers) {
        let since = if number % 8 == 6 {
            23
        } else {
            1 + number * 5 % 13
        };
        for back in [since, since + 14, since + 28] {
            let day = size.moment.day.checked_sub(back.days())?;
            dates.push((worker.agency, worker.account, day, true));
        }
        if number % 8 != 6 {
            let day = size.moment.day.checked_add((14 - since).max(1).days())?;
            dates.push((worker.agency, worker.account, day, false));
        }
    }
    let now = size.moment.until.as_second();
    for batch in dates.chunks(ROWS) {
        let batch = batch.to_vec();
        filler.put_alone(move |tx| {
            for (agency, worker, day, held) in &batch {
                let by = people::supervisors_of(tx, *agency, *worker)?;
                let viewer = by.first().map_or(*worker, |by| by.account);
                let reach = Reach {
                    agency: *agency,
                    viewer,
                };
                supervision::team::set_date(tx, reach, *worker, (*day, *held), now)?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invent::moment::Moment;

    #[test]
    fn every_week_of_hours_can_be_read() {
        for text in USUAL.iter().chain(&[FOUR_TENS, NIGHTS]) {
            let pattern: Pattern = text.parse().expect("a pattern");
            assert_eq!(pattern.to_string(), **text);
        }
    }

    #[test]
    fn everyone_has_days_off_behind_and_ahead_and_nobody_today() {
        let today = jiff::civil::date(2026, 3, 2);
        for number in 0..100 {
            let off = days_off(number, today);
            assert!(off.iter().any(|day| *day < today) && off.iter().any(|day| *day > today));
            assert!(!off.contains(&today), "{number}");
        }
    }

    #[test]
    fn whoever_looks_at_the_demo_finds_the_first_worker_on_duty_at_ten_and_at_the_next_appointment()
    {
        for day in 1..=7 {
            for hour in 0..24 {
                let now: jiff::Timestamp = jiff::civil::date(2026, 3, day)
                    .at(hour, 20, 0, 0)
                    .in_tz("America/New_York")
                    .expect("a moment")
                    .timestamp();
                let size = Size::demo(Moment::of(None, now).expect("a moment"));
                let zone = TimeZone::get("America/New_York").expect("the zone");
                let hours = Hours::weekly(first(&size).expect("a week"), zone.clone());
                let at = |minute: u16| {
                    let start = size.moment.day.to_zoned(zone.clone()).expect("midnight");
                    start.timestamp() + jiff::SignedDuration::from_mins(i64::from(minute))
                };
                let next = size.moment.next_quarter().expect("a quarter");
                assert!(hours.duty_at(at(600)).is_on(), "day {day}, hour {hour}");
                // The clocks change on the 8th; until then every day has its 24 hours.
                assert!(hours.duty_at(at(next)).is_on(), "day {day}, hour {hour}");
            }
        }
    }
}
