//! Whatever is published, the attacker finds nothing.

use std::collections::BTreeSet;

use jiff::civil::date;
use proptest::prelude::*;

use super::{attacker::Attacker, people, square};
use crate::small::*;

fn threshold(reader: Reader) -> f64 {
    f64::from(u32::try_from(reader.threshold()).unwrap())
}

const READERS: [Reader; 2] = [Reader::Screen, Reader::Outside];

fn attack_list(reader: Reader, sum: Sum, numbers: &[u64], total: u64) -> Option<String> {
    let list = list(reader, sum, &people(numbers), Group::people(total)).unwrap();
    let twice = numbers.iter().sum::<u64>() - total;
    let attack = |knows_twice: bool| {
        let mut attacker = Attacker::default();
        let whole = attacker.see(list.total);
        let parts: Vec<usize> = list.cells.iter().map(|cell| attacker.see(*cell)).collect();
        if knows_twice {
            attacker.adds(whole, &parts, twice);
        } else {
            attacker.covers(whole, &parts);
        }
        attacker.finds(threshold(reader))
    };
    attack(true).or_else(|| (sum == Sum::Overlaps).then(|| attack(false)).flatten())
}

fn attack_table(reader: Reader, counts: &Counts) -> Option<String> {
    let table = table(reader, Sum::Adds, counts).unwrap();
    let mut attacker = Attacker::default();
    let total = attacker.see(table.total);
    let rows: Vec<usize> = table.rows.iter().map(|cell| attacker.see(*cell)).collect();
    let columns: Vec<usize> = table
        .columns
        .iter()
        .map(|cell| attacker.see(*cell))
        .collect();
    let cells: Vec<Vec<usize>> = table
        .cells
        .iter()
        .map(|row| row.iter().map(|cell| attacker.see(*cell)).collect())
        .collect();
    attacker.adds(total, &rows, 0);
    attacker.adds(total, &columns, 0);
    for (row, own) in rows.iter().zip(&cells) {
        attacker.adds(*row, own, 0);
    }
    for (at, column) in columns.iter().enumerate() {
        let own: Vec<usize> = cells.iter().map(|row| row[at]).collect();
        attacker.adds(*column, &own, 0);
    }
    attacker.finds(threshold(reader))
}

#[test]
fn every_list_of_three_small_numbers_withstands() {
    for reader in READERS {
        for first in 0..=14 {
            for second in 0..=14 {
                for third in [0, 1, 4, 5, 10, 11, 30] {
                    let numbers = [first, second, third];
                    let total = numbers.iter().sum();
                    assert_eq!(
                        attack_list(reader, Sum::Adds, &numbers, total),
                        None,
                        "{reader:?} {numbers:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn every_overlap_of_two_small_groups_withstands() {
    for first in 0..=12_u64 {
        for second in 0..=12_u64 {
            for total in first.max(second)..=first + second {
                let numbers = [first, second];
                assert_eq!(
                    attack_list(Reader::Screen, Sum::Overlaps, &numbers, total),
                    None,
                    "{numbers:?} of {total}"
                );
            }
        }
    }
}

fn truth(kinds: &[Vec<u64>], spread: &[u64]) -> Truth {
    let total: u64 = kinds.iter().flatten().sum();
    let settings = spread.len();
    let sites: Vec<Hub> = kinds
        .iter()
        .map(|own| {
            let all: u64 = own.iter().sum();
            // Deals the site's people out over the settings.
            let mut left = all;
            let mut dealt: Vec<u64> = spread[1..]
                .iter()
                .map(|most| {
                    let part = left.min(*most);
                    left -= part;
                    part
                })
                .collect();
            dealt.insert(0, left);
            Hub {
                all: Group::people(all),
                kinds: people(own),
                settings: people(&dealt),
            }
        })
        .collect();
    let over = |at: usize, of: fn(&Hub) -> &Vec<Group>| {
        Group::people(sites.iter().map(|site| of(site)[at].amount).sum())
    };
    Truth {
        all: Group::people(total),
        kinds: (0..kinds[0].len())
            .map(|at| over(at, |site| &site.kinds))
            .collect(),
        settings: (0..settings)
            .map(|at| over(at, |site| &site.settings))
            .collect(),
        sites,
    }
}

/// All pages of a month side by side: every question, every total.
fn attack_release(reader: Reader, sum: Sum, truth: &Truth) -> Option<String> {
    let attack = |knows_twice: bool| attack_pages(reader, sum, truth, knows_twice);
    attack(true).or_else(|| (sum == Sum::Overlaps).then(|| attack(false)).flatten())
}

fn attack_pages(reader: Reader, sum: Sum, truth: &Truth, knows_twice: bool) -> Option<String> {
    let released = release(reader, sum, truth).unwrap();
    let today = date(2026, 11, 20);
    let mut attacker = Attacker::default();
    let mut ask = |across| -> Vec<Vec<usize>> {
        let question = Question::new(Month::new(2026, 10).unwrap(), across, today).unwrap();
        let answer = released.answer(question);
        let see = |list: &Vec<Cell>| list.iter().map(|cell| attacker.see(*cell)).collect();
        answer.iter().map(see).collect()
    };
    let [site, kind, setting, kinds, settings] = [
        ask(Across::Site),
        ask(Across::Kind),
        ask(Across::Setting),
        ask(Across::KindBySite),
        ask(Across::SettingBySite),
    ];
    let all = attacker.see(released.all());
    let mut relate = |whole, parts: &[usize], true_whole: Group, true_parts: Vec<Group>| {
        let twice = true_parts.iter().map(|part| part.amount).sum::<u64>() - true_whole.amount;
        if knows_twice {
            attacker.adds(whole, parts, twice);
        } else {
            attacker.covers(whole, parts);
        }
    };
    let of_sites = truth.sites.iter().map(|own| own.all).collect();
    relate(all, &site[0], truth.all, of_sites);
    relate(all, &kind[0], truth.all, truth.kinds.clone());
    relate(all, &setting[0], truth.all, truth.settings.clone());
    for (at, own) in truth.sites.iter().enumerate() {
        relate(site[0][at], &kinds[at], own.all, own.kinds.clone());
        relate(site[0][at], &settings[at], own.all, own.settings.clone());
    }
    for (at, own) in truth.kinds.iter().enumerate() {
        let column: Vec<usize> = kinds.iter().map(|list| list[at]).collect();
        let parts = truth.sites.iter().map(|site| site.kinds[at]).collect();
        relate(kind[0][at], &column, *own, parts);
    }
    for (at, own) in truth.settings.iter().enumerate() {
        let column: Vec<usize> = settings.iter().map(|list| list[at]).collect();
        let parts = truth.sites.iter().map(|site| site.settings[at]).collect();
        relate(setting[0][at], &column, *own, parts);
    }
    attacker.finds(threshold(reader))
}

/// Mostly small numbers, some zeros, some large.
fn number() -> impl Strategy<Value = u64> {
    prop_oneof![2 => Just(0_u64), 4 => 1_u64..5, 3 => 5_u64..16, 2 => 16_u64..90]
}

/// A person, a site, a kind, a setting.
type Contact = (u8, usize, usize, usize);

/// The people of a month, each counted once in each place.
fn presence(contacts: &[Contact], shape: [usize; 3]) -> Truth {
    let [sites, kinds, settings] = shape;
    let contacts: Vec<Contact> = contacts
        .iter()
        .map(|(who, site, kind, setting)| (*who, site % sites, kind % kinds, setting % settings))
        .collect();
    let count = |fits: &dyn Fn(&Contact) -> bool| {
        let of: BTreeSet<u8> = contacts
            .iter()
            .filter(|own| fits(own))
            .map(|own| own.0)
            .collect();
        Group::people(of.len() as u64)
    };
    Truth {
        all: count(&|_| true),
        kinds: (0..kinds).map(|kind| count(&|own| own.2 == kind)).collect(),
        settings: (0..settings)
            .map(|setting| count(&|own| own.3 == setting))
            .collect(),
        sites: (0..sites)
            .map(|site| Hub {
                all: count(&|own| own.1 == site),
                kinds: (0..kinds)
                    .map(|kind| count(&|own| own.1 == site && own.2 == kind))
                    .collect(),
                settings: (0..settings)
                    .map(|setting| count(&|own| own.1 == site && own.3 == setting))
                    .collect(),
            })
            .collect(),
    }
}

/// So many people in so many parts: for each person the parts they are in.
fn memberships() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(1_u8..16, 0..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_hidden_figure_of_a_list_can_be_worked_out(
        numbers in prop::collection::vec(number(), 1..9), outside in any::<bool>(),
    ) {
        let reader = READERS[usize::from(outside)];
        let total = numbers.iter().sum();
        prop_assert_eq!(attack_list(reader, Sum::Adds, &numbers, total), None);
    }

    #[test]
    fn no_hidden_figure_of_a_table_can_be_worked_out(
        cells in (1_usize..5, 1_usize..5).prop_flat_map(|(high, wide)| {
            prop::collection::vec(prop::collection::vec(number(), wide), high)
        }),
        outside in any::<bool>(),
    ) {
        prop_assert_eq!(attack_table(READERS[usize::from(outside)], &square(&cells)), None);
    }

    #[test]
    fn no_hidden_group_of_people_counted_once_can_be_worked_out(
        memberships in memberships(), outside in any::<bool>(),
    ) {
        let numbers: Vec<u64> = (0..4)
            .map(|part| memberships.iter().filter(|own| **own & (1 << part) != 0).count() as u64)
            .collect();
        let reader = READERS[usize::from(outside)];
        let total = memberships.len() as u64;
        prop_assert_eq!(attack_list(reader, Sum::Overlaps, &numbers, total), None);
    }

    /// A manager has the screen and the file: together they show what the
    /// screen shows.
    #[test]
    fn a_file_shows_nothing_that_a_screen_hides(
        cells in prop::collection::vec(prop::collection::vec(number(), 3), 3),
    ) {
        let counts = square(&cells);
        let both = READERS.map(|reader| table(reader, Sum::Adds, &counts).unwrap());
        let flat = |table: &Table| -> Vec<Cell> {
            let lists = [&table.rows, &table.columns];
            let margins = lists.into_iter().flatten().chain([&table.total]);
            table.cells.iter().flatten().chain(margins).copied().collect()
        };
        for (screen, file) in flat(&both[0]).into_iter().zip(flat(&both[1])) {
            prop_assert!(screen.shown().is_some() || file.shown().is_none());
        }
    }

    #[test]
    fn what_is_shown_is_true(
        cells in prop::collection::vec(prop::collection::vec(number(), 3), 3),
    ) {
        let counts = square(&cells);
        let published = table(Reader::Screen, Sum::Adds, &counts).unwrap();
        for (row, own) in published.cells.iter().zip(&cells) {
            for (cell, number) in row.iter().zip(own) {
                prop_assert!(cell.shown().is_none_or(|shown| shown == *number));
                prop_assert!(*cell != Cell::Few || (1..5).contains(number));
                prop_assert!(*number != 0 || cell.shown() == Some(0));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_hidden_figure_of_a_month_can_be_worked_out_from_all_its_pages(
        kinds in (1_usize..4, 1_usize..4).prop_flat_map(|(sites, kinds)| {
            prop::collection::vec(prop::collection::vec(number(), kinds), sites)
        }),
        spread in prop::collection::vec(0_u64..12, 1..4),
        outside in any::<bool>(),
    ) {
        let truth = truth(&kinds, &spread);
        prop_assert_eq!(attack_release(READERS[usize::from(outside)], Sum::Adds, &truth), None);
    }

    #[test]
    fn no_hidden_group_of_people_of_a_month_can_be_worked_out_from_all_its_pages(
        contacts in prop::collection::vec((0_u8..40, 0_usize..3, 0_usize..3, 0_usize..3), 0..120),
        shape in (1_usize..4, 1_usize..4, 1_usize..4),
        outside in any::<bool>(),
    ) {
        let truth = presence(&contacts, shape.into());
        let found = attack_release(READERS[usize::from(outside)], Sum::Overlaps, &truth);
        prop_assert_eq!(found, None);
    }
}
