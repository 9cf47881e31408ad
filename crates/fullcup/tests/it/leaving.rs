//! What leaves with everything, against the tables that there are.

use std::collections::BTreeSet;

use moving::leaving::queries::{STAYS, leaves};

/// Tables that belong to no agency.
const OF_THE_HOUSE: &[&str] = &["guess", "setup_code"];

#[test]
fn every_table_leaves_or_says_why_it_stays() {
    let tables = crate::schema::tables();
    let leaving: BTreeSet<&str> = leaves().map(|leaving| leaving.table).collect();
    let staying: BTreeSet<&str> = STAYS.iter().map(|(table, _)| *table).collect();
    let both: Vec<_> = leaving.intersection(&staying).collect();
    assert!(both.is_empty(), "both leave and stay: {both:?}");
    let known: BTreeSet<&str> = leaving.union(&staying).copied().collect();
    let there: BTreeSet<&str> = tables
        .keys()
        .map(String::as_str)
        .filter(|table| !OF_THE_HOUSE.contains(table))
        .collect();
    let silent: Vec<_> = there.difference(&known).collect();
    assert!(
        silent.is_empty(),
        "say in rooms/moving/src/leaving/queries what leaves of these, or why they stay: {silent:?}"
    );
    let gone: Vec<_> = known.difference(&there).collect();
    assert!(gone.is_empty(), "there are no such tables: {gone:?}");
}

#[test]
fn every_column_of_a_table_that_leaves_is_documented_or_named_here() {
    // Bookkeeping of the house that says nothing of anybody.
    const STAY: &[(&str, &str)] = &[
        ("audit_leaf", "salt"),
        ("audit_leaf", "commitment"),
        ("import", "attempt"),
        ("import", "beat_at"),
    ];
    let tables = crate::schema::tables();
    for leaving in leaves() {
        let listed: BTreeSet<&str> = leaving.columns.iter().map(|column| column.name).collect();
        for column in &tables[leaving.table] {
            let stays = STAY.contains(&(leaving.table, column.as_str()));
            let agency = column == "agency_id" && leaving.table != "agency";
            assert!(
                listed.contains(column.as_str()) || stays || agency,
                "{}.{column} is documented nowhere",
                leaving.table
            );
        }
        assert!(
            leaving
                .columns
                .iter()
                .all(|column| !column.means.is_empty())
        );
    }
}
