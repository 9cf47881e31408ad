mod attack;
mod attacker;

use jiff::civil::date;

use super::*;

fn people(numbers: &[u64]) -> Vec<Group> {
    numbers.iter().copied().map(Group::people).collect()
}

/// The true figures of a table of people who are each in one place.
fn square(cells: &[Vec<u64>]) -> Counts {
    let rows: Vec<u64> = cells.iter().map(|row| row.iter().sum()).collect();
    let columns: Vec<u64> = (0..cells[0].len())
        .map(|column| cells.iter().map(|row| row[column]).sum())
        .collect();
    Counts {
        cells: cells.iter().map(|row| people(row)).collect(),
        rows: people(&rows),
        columns: people(&columns),
        total: Group::people(rows.iter().sum()),
    }
}

#[test]
fn four_people_are_few_and_five_are_shown() {
    let shown = |reader, number| one(reader, Group::people(number));
    assert_eq!(shown(Reader::Screen, 4), Cell::Few);
    assert_eq!(shown(Reader::Screen, 5), Cell::Shown(5));
    assert_eq!(shown(Reader::Screen, 0), Cell::Shown(0));
    assert_eq!(shown(Reader::Outside, 10), Cell::Few);
    assert_eq!(shown(Reader::Outside, 11), Cell::Shown(11));
}

#[test]
fn many_contacts_with_two_people_are_a_group_of_two() {
    assert_eq!(one(Reader::Screen, Group::of(40, 2)), Cell::Few);
    assert_eq!(one(Reader::Screen, Group::of(40, 5)), Cell::Shown(40));
    assert_eq!(one(Reader::Screen, Group::of(40, 0)), Cell::Shown(40));
    assert_eq!(one(Reader::Screen, Group::of(3, 0)), Cell::Few);
}

#[test]
fn a_second_figure_goes_where_a_total_would_give_the_first_away() {
    let published = list(
        Reader::Screen,
        Sum::Adds,
        &people(&[41, 33, 29, 18, 3]),
        Group::people(124),
    )
    .unwrap();
    assert_eq!(
        published.cells,
        [
            Cell::Shown(41),
            Cell::Shown(33),
            Cell::Shown(29),
            Cell::Withheld,
            Cell::Few
        ]
    );
    assert_eq!(published.total, Cell::Shown(124));
}

#[test]
fn a_list_without_small_figures_is_shown_whole() {
    let counts = square(&[vec![12, 30, 0], vec![11, 0, 25]]);
    let published = table(Reader::Outside, Sum::Adds, &counts).unwrap();
    let all = published.cells.iter().flatten().chain([&published.total]);
    assert!(all.copied().all(|cell| cell.shown().is_some()));
}

#[test]
fn figures_that_do_not_add_up_are_refused() {
    let total = Group::people(24);
    assert_eq!(
        list(Reader::Screen, Sum::Adds, &people(&[20, 3]), total),
        Err(Uneven)
    );
    assert_eq!(
        list(Reader::Screen, Sum::Overlaps, &people(&[25, 3]), total),
        Err(Uneven)
    );
    let mut counts = square(&[vec![12, 30], vec![11, 25]]);
    counts.cells[1].pop();
    assert_eq!(table(Reader::Screen, Sum::Adds, &counts), Err(Uneven));
}

#[test]
fn hidden_minutes_are_in_doubt_by_as_much_as_they_are() {
    let minutes = [Group::of(900, 3), Group::of(60, 6), Group::of(5_000, 40)];
    let published = list(Reader::Screen, Sum::Adds, &minutes, Group::of(5_960, 44)).unwrap();
    // An hour would leave 900 minutes within an hour.
    assert_eq!(published.cells[0].shown(), None);
    assert_eq!(published.cells[1], Cell::Shown(60));
    assert_eq!(published.cells[2].shown(), None);
}

#[test]
fn a_share_of_everybody_but_three_is_not_shown() {
    let [part, rest] = [Group::people(97), Group::people(3)];
    assert_eq!(share(Reader::Screen, part, rest), None);
    assert_eq!(share(Reader::Screen, rest, part), None);
    assert_eq!(share(Reader::Screen, part, Group::people(0)), Some(100));
    assert_eq!(
        share(Reader::Screen, Group::people(5), Group::people(35)),
        Some(13)
    );
    assert_eq!(
        share(Reader::Screen, Group::people(0), Group::people(0)),
        None
    );
}

#[test]
fn a_month_comes_out_once_on_a_fixed_day() {
    let october = Month::new(2026, 10).unwrap();
    assert_eq!(october.last(), date(2026, 10, 31));
    assert!(!october.is_released(date(2026, 11, 4)));
    assert!(october.is_released(date(2026, 11, 5)));
    assert_eq!(
        Question::new(october, Across::Kind, date(2026, 11, 4)),
        Err(NotYet {
            on: date(2026, 11, 5)
        })
    );
    assert!(Question::new(october, Across::Kind, date(2026, 11, 5)).is_ok());
    assert_eq!(
        Month::released(date(2027, 1, 4), 3),
        [
            Month::new(2026, 9).unwrap(),
            Month::new(2026, 10).unwrap(),
            Month::new(2026, 11).unwrap()
        ]
    );
    assert_eq!(Month::new(2026, 13), None);
    for across in Across::ALL {
        assert_eq!(Across::from_slug(across.slug()), Some(*across));
    }
}

#[test]
fn a_longer_time_is_made_of_what_was_published() {
    let months = [Cell::Shown(40), Cell::Few, Cell::Shown(0), Cell::Withheld];
    assert_eq!(
        longer(&months),
        Longer {
            at_least: 40,
            hidden: 2
        }
    );
}
