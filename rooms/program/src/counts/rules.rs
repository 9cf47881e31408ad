//! Which months stand on the page, and what a chart of them says.

use domain::{
    chart::{Chart, Scale},
    small::{Cell, Month},
};

/// How many months are shown.
pub const MONTHS: u8 = 12;

/// Whether a program changed the words of this list.
pub fn own_words<T: domain::contact::Listed>(list: &domain::contact::Choices<T>) -> bool {
    let mut all = list.all().iter();
    all.any(|one| one.added || one.hidden || one.label.is_some())
}

/// A month as it is stored: yyyymm.
pub fn stored(month: Month) -> i64 {
    let first = month.first();
    i64::from(first.year()) * 100 + i64::from(first.month())
}

/// The month of a stored number.
pub fn month_of(stored: i64) -> Option<Month> {
    let year = i16::try_from(stored / 100).ok()?;
    Month::new(year, i8::try_from(stored % 100).ok()?)
}

/// A month as it stands in addresses: 2026-02.
pub fn slug(month: Month) -> String {
    let first = month.first();
    format!("{:04}-{:02}", first.year(), first.month())
}

/// The chart of published figures: what is hidden, or before the first contact, is a gap.
/// `named` = the months that a change begins with.
pub fn chart(scale: Scale, cells: &[Option<Cell>], months: &[Month], named: &[Month]) -> Chart {
    let points: Vec<Option<f64>> = cells
        .iter()
        .map(|cell| cell.and_then(Cell::shown).and_then(point))
        .collect();
    let at: Vec<usize> = named
        .iter()
        .filter_map(|named| months.iter().position(|month| month == named))
        .collect();
    Chart::new(scale, &points, &at)
}

fn point(number: u64) -> Option<f64> {
    u32::try_from(number).ok().map(domain::chart::count)
}

/// Tenths of an hour, rounded: 90 minutes are 15.
pub const fn tenths_of_hours(minutes: u64) -> u64 {
    (minutes + 3) / 6
}

/// How many people each worker has, in tenths: none without workers.
pub fn tenths_each(people: u64, workers: i64) -> Option<u64> {
    let workers = u64::try_from(workers).ok().filter(|workers| *workers > 0)?;
    Some((people * 20 + workers) / (workers * 2))
}

/// Tenths as people read them: "12.5", "9".
pub fn tenths(number: u64) -> String {
    match (number / 10, number % 10) {
        (whole, 0) => whole.to_string(),
        (whole, part) => format!("{whole}.{part}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_become_hours_with_one_decimal() {
        assert_eq!(tenths(tenths_of_hours(90)), "1.5");
        assert_eq!(tenths(tenths_of_hours(120)), "2");
        assert_eq!(tenths(tenths_of_hours(45)), "0.8");
    }

    #[test]
    fn people_each_are_rounded_and_need_a_worker() {
        assert_eq!(tenths_each(25, 2), Some(125));
        assert_eq!(tenths_each(10, 3), Some(33));
        assert_eq!(tenths_each(10, 0), None);
    }

    #[test]
    fn a_month_is_stored_and_read_back() {
        let month = Month::new(2026, 2).expect("a month");
        assert_eq!(stored(month), 202_602);
        assert_eq!(month_of(202_602), Some(month));
        assert_eq!(month_of(202_613), None);
        assert_eq!(slug(month), "2026-02");
    }

    #[test]
    fn a_hidden_month_is_a_gap_in_the_chart() {
        let months: Vec<Month> = (1..=3)
            .filter_map(|month| Month::new(2026, month))
            .collect();
        let cells = [Some(Cell::Shown(20)), Some(Cell::Few), None];
        let chart = chart(Scale::Count, &cells, &months, &[months[1]]);
        assert_eq!(chart.points(), [Some(20.0), None, None]);
        assert_eq!(chart.bands().len(), 2);
    }
}
