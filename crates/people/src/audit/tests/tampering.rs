//! The log cannot be quietly changed (promise P17): somebody who may write to the database and
//! knows this program is caught by a head that was kept elsewhere.

use domain::role::Role;
use storage::{Error, Sql, Tx};

use super::{super::*, record_some, sequence_one};
use crate::tests::{Dice, House, NOW};

/// Leaves below the head that was kept, and leaves after it.
const KEPT: i64 = 120;
const LATER: i64 = 40;

/// Carries the report out of a job that must leave nothing behind.
enum Undo {
    Report(Box<Report>),
    Database(Error),
}

impl From<Error> for Undo {
    fn from(error: Error) -> Self {
        Self::Database(error)
    }
}

const SHIFT: Sql = Sql::new(
    "test.shift",
    "UPDATE audit_leaf SET seq = seq + $2 WHERE agency_id = $1 AND seq > $3",
);
const DELETE: Sql = Sql::new(
    "test.delete",
    "DELETE FROM audit_leaf WHERE agency_id = $1 AND seq = $2",
);
const CUT: Sql = Sql::new(
    "test.cut",
    "DELETE FROM audit_leaf WHERE agency_id = $1 AND seq > $2",
);
const RENUMBER: Sql = Sql::new(
    "test.renumber",
    "UPDATE audit_leaf SET seq = $3 WHERE agency_id = $1 AND seq = $2",
);
const ROW: Sql = Sql::new(
    "test.row",
    "SELECT at, leaf_id, account_id, subject_id, participant, salt FROM audit_leaf
     WHERE agency_id = $1 AND seq = $2",
);
const COMMIT: Sql = Sql::new(
    "test.commit",
    "UPDATE audit_leaf SET commitment = $3 WHERE agency_id = $1 AND seq = $2",
);
const SALT_OF: Sql = Sql::new(
    "test.salt",
    "UPDATE audit_leaf SET salt = $3, subject_id = 0, participant = 0 WHERE agency_id = $1 AND seq = $2",
);
const EDITS: [Sql; 6] = [
    Sql::new(
        "test.at",
        "UPDATE audit_leaf SET at = at + 1 WHERE agency_id = $1 AND seq = $2",
    ),
    Sql::new(
        "test.who",
        "UPDATE audit_leaf SET account_id = account_id + 2 WHERE agency_id = $1 AND seq = $2",
    ),
    Sql::new(
        "test.what",
        "UPDATE audit_leaf SET action = 'people.list' WHERE agency_id = $1 AND seq = $2",
    ),
    Sql::new(
        "test.kind",
        "UPDATE audit_leaf SET subject = 'page' WHERE agency_id = $1 AND seq = $2",
    ),
    Sql::new(
        "test.id",
        "UPDATE audit_leaf SET subject_id = subject_id + 1 WHERE agency_id = $1 AND seq = $2",
    ),
    Sql::new(
        "test.whose",
        "UPDATE audit_leaf SET participant = participant + 1 WHERE agency_id = $1 AND seq = $2",
    ),
];
const FORGET_TREE: [Sql; 3] = [
    Sql::new(
        "test.unnumber",
        "UPDATE audit_leaf SET seq = 0 WHERE agency_id = $1",
    ),
    Sql::new(
        "test.no_tiles",
        "DELETE FROM audit_tile WHERE agency_id = $1",
    ),
    Sql::new(
        "test.no_heads",
        "DELETE FROM audit_head WHERE agency_id = $1",
    ),
];
const TILE: Sql = Sql::new(
    "test.tile",
    "SELECT hashes FROM audit_tile WHERE agency_id = $1 AND level = 0 AND tile = 0",
);
const SET_TILE: Sql = Sql::new(
    "test.set_tile",
    "UPDATE audit_tile SET hashes = $2 WHERE agency_id = $1 AND level = 0 AND tile = 0",
);
const SET_ROOT: Sql = Sql::new(
    "test.set_root",
    "UPDATE audit_head SET root = $2 WHERE agency_id = $1",
);

/// What a tamperer does.
const WAYS: [&str; 14] = [
    "edit",
    "edit and commit",
    "edit, commit and rewrite the tree",
    "delete",
    "delete and close the gap",
    "delete and rewrite the tree",
    "swap two numbers",
    "insert a second",
    "insert between",
    "insert between and rewrite the tree",
    "cut the tail",
    "cut the tail and rewrite the tree",
    "call it erased",
    "change the tree",
];

/// Makes tree, tiles and heads anew, as a tamperer who has this program would.
fn rewrite_tree(tx: &mut Tx<'_>, agency: AgencyId) -> Result<(), Error> {
    for sql in &FORGET_TREE {
        tx.run(sql, &[&agency])?;
    }
    sequence_one(tx, agency, NOW + KEPT + LATER).map(drop)
}

/// Writes the right commitment for what a row says now.
fn commit(tx: &mut Tx<'_>, agency: AgencyId, seq: i64) -> Result<(), Error> {
    const TEXTS: Sql = Sql::new(
        "test.texts",
        "SELECT action, subject FROM audit_leaf WHERE agency_id = $1 AND seq = $2",
    );
    let (at, leaf, account, subject_id, participant, salt): (i64, i64, i64, i64, i64, Vec<u8>) =
        tx.one(&ROW, &[&agency, &seq])?;
    let (action, subject): (String, String) = tx.one(&TEXTS, &[&agency, &seq])?;
    let (agency_id, action, subject) = (agency.get(), action.as_str(), subject.as_str());
    let facts = Facts {
        agency: agency_id,
        at,
        leaf,
        account,
        action,
        subject,
        subject_id,
        participant,
    };
    tx.run(&COMMIT, &[&agency, &seq, &facts.commitment(&salt)])?;
    Ok(())
}

/// Adds a leaf that is right in itself, with this number.
fn forge(tx: &mut Tx<'_>, agency: AgencyId, seq: i64, dice: &Dice) -> Result<(), Error> {
    const NEWEST: Sql = Sql::new(
        "test.newest",
        "UPDATE audit_leaf SET seq = $2 WHERE agency_id = $1 AND seq = 0",
    );
    // Between two seconds of others: the order by time is the order by number.
    record_for(tx, agency, None, &super::opened(5), NOW + seq - 1, dice)?;
    tx.run(&NEWEST, &[&agency, &seq])?;
    Ok(())
}

/// A number as a place in a list.
fn place(number: i64) -> usize {
    usize::try_from(number).expect("small")
}

fn tamper(tx: &mut Tx<'_>, agency: AgencyId, way: usize, dice: &Dice) -> Result<(), Error> {
    let below = |end: i64| dice.below(end.cast_unsigned()).cast_signed();
    let seq = 2 + below(KEPT - 2);
    match WAYS[way] {
        "edit" | "edit and commit" | "edit, commit and rewrite the tree" => {
            tx.run(&EDITS[place(below(6))], &[&agency, &seq])?;
            if way > 0 {
                commit(tx, agency, seq)?;
            }
            if way > 1 {
                rewrite_tree(tx, agency)?;
            }
        }
        "delete" => drop(tx.run(&DELETE, &[&agency, &seq])?),
        "delete and close the gap" | "delete and rewrite the tree" => {
            tx.run(&DELETE, &[&agency, &seq])?;
            tx.run(&SHIFT, &[&agency, &-1_i64, &seq])?;
            if way == 5 {
                rewrite_tree(tx, agency)?;
            }
        }
        "swap two numbers" => {
            let other = 2 + (seq - 2 + 1 + below(KEPT - 3)) % (KEPT - 2);
            for (from, to) in [(seq, -1), (other, seq), (-1, other)] {
                tx.run(&RENUMBER, &[&agency, &from, &to])?;
            }
        }
        "insert a second" => forge(tx, agency, seq, dice)?,
        "insert between" | "insert between and rewrite the tree" => {
            tx.run(&SHIFT, &[&agency, &1_i64, &(seq - 1)])?;
            forge(tx, agency, seq, dice)?;
            if way == 9 {
                rewrite_tree(tx, agency)?;
            }
        }
        "cut the tail" | "cut the tail and rewrite the tree" => {
            tx.run(&CUT, &[&agency, &seq])?;
            if way == 11 {
                rewrite_tree(tx, agency)?;
            }
        }
        "call it erased" => {
            let (_, _, _, subject_id, participant, salt): (i64, i64, i64, i64, i64, Vec<u8>) =
                tx.one(&ROW, &[&agency, &seq])?;
            let hash = about(&salt, "participant", subject_id, participant);
            tx.run(&SALT_OF, &[&agency, &seq, &hash])?;
        }
        "change the tree" => {
            if below(2) == 0 {
                tx.run(&SET_ROOT, &[&agency, &[7_u8; 32]])?;
            } else {
                let mut hashes: Vec<u8> = tx.one(&TILE, &[&agency])?;
                hashes[place(below(KEPT * 32))] ^= 1 << below(8);
                tx.run(&SET_TILE, &[&agency, &hashes])?;
            }
        }
        other => panic!("{other}"),
    }
    Ok(())
}

/// A trail, with the head that somebody kept on paper.
fn trail() -> (House, Head) {
    let house = House::new();
    let agency = house.agency;
    // Leaf 1 is the making of the account.
    let dee = house.signed_in("Dee", &[Role::PeerWorker]);
    record_some(&house, &dee, KEPT - 1, NOW + 1);
    let kept = house.write(move |tx| sequence_one(tx, agency, NOW + KEPT));
    assert_eq!(kept.size, KEPT);
    record_some(&house, &dee, LATER, NOW + KEPT + 1);
    house.write(move |tx| sequence_one(tx, agency, NOW + KEPT + LATER));
    (house, kept.to_string().parse().expect("a head"))
}

/// What [`verify`] says after `job`, of which nothing stays.
fn after(
    house: &House,
    older: &[Head],
    mut job: impl FnMut(&mut Tx<'_>) -> Result<(), Error> + Send + 'static,
) -> Report {
    let (agency, older) = (house.agency, older.to_vec());
    let undone = house.tries(move |tx| -> Result<(), Undo> {
        job(tx)?;
        Err(Undo::Report(Box::new(verify(tx, agency, &older)?)))
    });
    match undone {
        Err(Undo::Report(report)) => *report,
        Err(Undo::Database(error)) => panic!("{error}"),
        Ok(()) => panic!("it stayed"),
    }
}

#[test]
fn an_untouched_trail_is_whole_even_when_its_tree_is_made_again() {
    let (house, kept) = trail();
    let agency = house.agency;
    let report = after(&house, std::slice::from_ref(&kept), |_| Ok(()));
    assert!(report.is_whole(), "{:?}", report.findings);
    assert_eq!(report.size, KEPT + LATER);
    let report = after(&house, &[kept], move |tx| rewrite_tree(tx, agency));
    assert!(report.is_whole(), "{:?}", report.findings);
}

#[test]
fn a_thousand_tamperings_are_all_caught_from_an_older_head() {
    let (house, kept) = trail();
    let agency = house.agency;
    for round in 0..1_000_usize {
        let way = round % WAYS.len();
        let report = after(&house, std::slice::from_ref(&kept), move |tx| {
            tamper(tx, agency, way, &Dice::new(round as u64))
        });
        assert!(
            !report.is_whole(),
            "round {round}: {} was not seen",
            WAYS[way]
        );
        for finding in &report.findings {
            assert!(!finding.to_string().is_empty());
        }
    }
}

#[test]
fn a_rewritten_log_looks_whole_to_someone_who_kept_no_head() {
    // The reason to keep heads elsewhere, and the proof that the test above is not caught by accident.
    let (house, kept) = trail();
    let agency = house.agency;
    for way in [2, 5, 9, 11] {
        let job = move |tx: &mut Tx<'_>| tamper(tx, agency, way, &Dice::new(way as u64));
        assert!(after(&house, &[], job).is_whole(), "{}", WAYS[way]);
        assert!(
            !after(&house, std::slice::from_ref(&kept), job).is_whole(),
            "{}",
            WAYS[way]
        );
    }
}
