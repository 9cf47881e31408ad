//! A worker's own work by day, for their own browser.
//!
//! The private document asks for it once a day when it is opened, together with everything else that
//! it keeps for working offline, and seals it on the device. What it does with the numbers happens
//! there: this door learns nothing but that somebody opened their own document.

use domain::id::AccountId;
use jiff::{ToSpan, Zoned, civil::Date};
use people::Reach;
use serde_json::{Value, json};
use storage::Tx;
use web::{Answer, Ask, Refusal};

use crate::counts::{self, WorkerDay};

/// How far back: as long as a private document compares.
const YEARS: i32 = 2;

/// `GET /today/load.json?from=YYYY-MM-DD`: own counts of own work, up to yesterday. No name is among
/// them, so nothing is written into the trail.
pub async fn own(ask: Ask) -> Result<Answer, Refusal> {
    let (me, days) = (ask.who()?.account, span(&ask.here(), ask.query.get("from")));
    let (_, through) = days;
    let rows = ask
        .read(move |tx, reach| own_days(tx, reach, me, days))
        .await?;
    Ok(Answer::Json(
        json!({ "through": through.to_string(), "days": merged(&rows) }),
    ))
}

fn own_days(
    tx: &mut Tx<'_>,
    reach: Reach,
    me: AccountId,
    days: (Date, Date),
) -> Result<Vec<WorkerDay>, Refusal> {
    Ok(counts::worker_days(tx, reach, me, days)?)
}

/// From the day that was asked for, two years ago at the earliest, to yesterday: a day that runs is not
/// counted yet.
fn span(here: &Zoned, asked: &str) -> (Date, Date) {
    let today = here.date();
    let earliest = today.saturating_sub(YEARS.years());
    let from = asked
        .parse()
        .map_or(earliest, |day: Date| day.max(earliest));
    (from, today.saturating_sub(1.day()))
}

/// One entry a day over all programs: `[day, contacts, minutes, heavy, out of hours, over midnight]`.
fn merged(rows: &[WorkerDay]) -> Vec<Value> {
    let mut days: Vec<(Date, [i64; 5])> = vec![];
    for row in rows {
        let own = [
            row.contacts,
            row.minutes,
            row.heavy,
            row.out_of_hours,
            row.over_midnight,
        ];
        match days.last_mut() {
            Some((day, sums)) if *day == row.day => {
                for (sum, more) in sums.iter_mut().zip(own) {
                    *sum = sum.saturating_add(more);
                }
            }
            _ => days.push((row.day, own)),
        }
    }
    days.iter()
        .map(|(day, [contacts, minutes, heavy, out, over])| {
            json!([day.to_string(), contacts, minutes, heavy, out, over])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use domain::id::ProgramId;
    use jiff::civil::date;

    use super::*;

    fn row(day: Date, program: i64, minutes: i64) -> WorkerDay {
        WorkerDay {
            worker: AccountId::from_i64(1),
            day,
            program: ProgramId::from_i64(program),
            contacts: 2,
            tried: 1,
            minutes,
            out_of_hours: 1,
            heavy: 1,
            over_midnight: 0,
        }
    }

    #[test]
    fn a_day_in_two_programs_is_one_day() {
        let (monday, tuesday) = (date(2026, 3, 2), date(2026, 3, 3));
        let days = merged(&[row(monday, 1, 30), row(monday, 2, 45), row(tuesday, 1, 10)]);
        assert_eq!(
            days,
            [
                json!(["2026-03-02", 4, 75, 2, 2, 0]),
                json!(["2026-03-03", 2, 10, 1, 1, 0])
            ]
        );
    }

    #[test]
    fn it_goes_back_two_years_and_ends_yesterday() {
        let here = date(2026, 3, 2).at(9, 0, 0, 0).in_tz("UTC").unwrap();
        let two_years = (date(2024, 3, 2), date(2026, 3, 1));
        assert_eq!(span(&here, ""), two_years);
        assert_eq!(span(&here, "1999-01-01"), two_years);
        assert_eq!(span(&here, "2026-02-01"), (date(2026, 2, 1), two_years.1));
    }
}
