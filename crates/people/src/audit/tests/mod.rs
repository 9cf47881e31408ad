//! The trail's stories: who looked, the tree, erasing. Tampering has its own file.

mod tampering;

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use domain::merkle;
use domain::role::Role;
use storage::{Error, Sql, Tx};

use super::*;
use crate::tests::{Dice, HOUR, House, NOW};

/// A leaf about a participant.
pub(super) fn opened(participant: i64) -> Leaf {
    Leaf {
        action: "participant.open",
        subject: "participant",
        subject_id: participant,
        participant,
    }
}

/// Records so many leaves, one a second from `from` on, about participants 1 to 7.
pub(super) fn record_some(house: &House, who: &Who, count: i64, from: i64) {
    let (who, dice) = (who.clone(), house.dice);
    house.write(move |tx| {
        (0..count).try_for_each(|n| record(tx, &who, &opened(n % 7 + 1), from + n, dice))
    });
}

/// Appends everything that waits.
pub(super) fn sequence_one(tx: &mut Tx<'_>, agency: AgencyId, now: i64) -> Result<Head, Error> {
    while sequence(tx, agency, now)? > 0 {}
    head(tx, agency)
}

fn sequenced(house: &House, now: i64) -> Head {
    let agency = house.agency;
    house.write(move |tx| sequence_one(tx, agency, now))
}

fn size_of_list(leaves: &[Hash]) -> i64 {
    i64::try_from(leaves.len()).expect("small")
}

fn commitments(house: &House) -> Vec<Hash> {
    let rows: Vec<Vec<u8>> = house.read(|tx| {
        tx.all(
            &Sql::new(
                "test.commitments",
                "SELECT commitment FROM audit_leaf WHERE seq > 0 ORDER BY seq",
            ),
            &[],
        )
    });
    rows.iter().map(|row| merkle::leaf_hash(row)).collect()
}

#[test]
fn the_tree_has_the_root_of_rfc_9162_at_every_size() {
    let house = House::new();
    let dee = house.signed_in("Dee", &[Role::PeerWorker]);
    let mut now = NOW;
    for count in [1, 1, 2, 5, 100, 145, 1, 1, 1, 255, 256, 257, 3] {
        record_some(&house, &dee, count, now);
        now += count;
        let head = sequenced(&house, now);
        let leaves = commitments(&house);
        assert_eq!(head.size, size_of_list(&leaves));
        assert_eq!(head.root, merkle::root(&leaves), "size {}", head.size);
    }
    let (agency, leaves) = (house.agency, commitments(&house));
    house.read(move |tx| {
        for size in 0..=leaves.len() {
            let below = &leaves[..size];
            let root = head_at(tx, agency, size_of_list(below))?;
            assert_eq!(root, Some(merkle::root(below)), "size {size}");
        }
        assert_eq!(head_at(tx, agency, size_of_list(&leaves) + 1)?, None);
        assert_eq!(head_at(tx, agency, -1)?, None);
        Ok(())
    });
}

#[test]
fn every_leaf_is_proven_to_be_in_the_tree() {
    let house = House::new();
    let dee = house.signed_in("Dee", &[Role::PeerWorker]);
    record_some(&house, &dee, 700, NOW);
    let head = sequenced(&house, NOW);
    let (agency, leaves) = (house.agency, commitments(&house));
    house.read(move |tx| {
        for seq in 1..=head.size {
            let proof = inclusion(tx, agency, seq)?.expect("a proof");
            assert_eq!(proof.leaf, leaves[usize::try_from(seq - 1).expect("small")]);
            assert_eq!(proof.head, head);
            let holds = |leaf: &Hash, index: i64| {
                let (index, size) = (index.cast_unsigned(), head.size.cast_unsigned());
                merkle::verify_inclusion(leaf, index, size, &proof.path, &head.root)
            };
            assert!(holds(&proof.leaf, proof.index), "leaf {seq}");
            assert!(!holds(&merkle::leaf_hash(b"other"), proof.index));
            assert!(proof.path.len() * 32 <= 1024);
        }
        assert_eq!(inclusion(tx, agency, 0)?, None);
        assert_eq!(inclusion(tx, agency, head.size + 1)?, None);
        Ok(())
    });
}

#[test]
fn the_tree_grows_beyond_two_levels_of_tiles() {
    // 66,000 leaves made by the engine; only their number matters here.
    const MANY: Sql = Sql::new(
        "test.many",
        "INSERT INTO audit_leaf (agency_id, at, leaf_id, account_id, action, subject, subject_id,
           participant, salt, commitment, seq)
         WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 66000)
         SELECT CAST($1 AS BIGINT), x, x, 0, 'test', 'test', 0, 0, $2, $3, 0 FROM n",
    );
    let house = House::new();
    let agency = house.agency;
    house.write(move |tx| tx.run(&MANY, &[&agency, &[0_u8; 16], &[7_u8; 32]]));
    let head = sequenced(&house, NOW);
    assert_eq!(head.size, 66_000);
    let leaf = merkle::leaf_hash(&[7; 32]);
    assert_eq!(head.root, merkle::root(&vec![leaf; 66_000]));
    let (early, proof) =
        house.read(move |tx| Ok((head_at(tx, agency, 65_537)?, inclusion(tx, agency, 65_700)?)));
    assert_eq!(early, Some(merkle::root(&vec![leaf; 65_537])));
    let proof = proof.expect("a proof");
    assert!(merkle::verify_inclusion(
        &leaf,
        65_699,
        66_000,
        &proof.path,
        &head.root
    ));
}

#[test]
fn a_leaf_that_commits_late_is_later_in_the_tree_and_never_skipped() {
    let house = House::new();
    let dee = house.signed_in("Dee", &[Role::PeerWorker]);
    record_some(&house, &dee, 3, NOW + 100);
    let before = sequenced(&house, NOW + 103);
    record_some(&house, &dee, 1, NOW);
    let agency = house.agency;
    assert_eq!(house.read(pending), [agency]);
    let after = sequenced(&house, NOW + 104);
    assert_eq!(after.size, before.size + 1);
    assert!(house.read(pending).is_empty());
    let report = house.read(move |tx| verify(tx, agency, &[before]));
    assert!(report.is_whole(), "{:?}", report.findings);
}

#[test]
fn sequencers_and_writers_at_the_same_time_make_one_whole_tree() {
    let house = House::new();
    let dee = house.signed_in("Dee", &[Role::PeerWorker]);
    let over = Arc::new(AtomicBool::new(false));
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..4_i64)
            .map(|writer| {
                let (db, who, dice) = (house.db.db.clone(), dee.clone(), house.dice);
                scope.spawn(move || {
                    for n in 0..60 {
                        let who = who.clone();
                        db.write_now(move |tx| -> Result<(), Error> {
                            record(tx, &who, &opened(writer + 1), NOW + n, dice)
                        })
                        .expect("a leaf");
                    }
                })
            })
            .collect();
        for _ in 0..2 {
            let (db, over, agency) = (house.db.db.clone(), Arc::clone(&over), house.agency);
            scope.spawn(move || {
                while !over.load(Ordering::SeqCst) {
                    let done = db.write_now(move |tx| sequence(tx, agency, NOW));
                    assert!(
                        matches!(done, Ok(_) | Err(Error::Busy | Error::Again)),
                        "{done:?}"
                    );
                }
            });
        }
        for writer in writers {
            writer.join().expect("a writer");
        }
        over.store(true, Ordering::SeqCst);
    });
    let head = sequenced(&house, NOW);
    // The account's own making is the first leaf.
    assert_eq!(head.size, 4 * 60 + 1);
    let agency = house.agency;
    let report = house.read(move |tx| verify(tx, agency, &[]));
    assert!(report.is_whole(), "{:?}", report.findings);
    assert_eq!(
        (report.size, report.root, report.waiting),
        (head.size, head.root, 0)
    );
}

#[test]
fn agencies_have_trees_of_their_own() {
    let house = House::new();
    let dee = house.signed_in("Dee", &[Role::PeerWorker]);
    let (other, _) = house.another_agency("Lakeside");
    let far = Who {
        agency: other,
        ..dee.clone()
    };
    record_some(&house, &far, 5, NOW);
    record_some(&house, &dee, 2, NOW);
    let ours = sequenced(&house, NOW);
    assert_eq!(house.read(pending), [other]);
    assert_eq!(sequence_now(&house.db.db, NOW).expect("the rest"), 5);
    let theirs = house.read(move |tx| head(tx, other));
    assert_eq!((ours.size, theirs.size), (3, 5));
    let looks = house.read(move |tx| looks(tx, other, 1, 10));
    assert!(looks.is_empty(), "names are the agency's own");
}

#[test]
fn one_head_a_day_is_kept_besides_the_newest() {
    let house = House::new();
    let dee = house.signed_in("Dee", &[Role::PeerWorker]);
    let day = 24 * HOUR;
    for (count, now) in [
        (2, NOW),
        (2, NOW + HOUR),
        (2, NOW + day),
        (2, NOW + 3 * day),
        (1, NOW + 3 * day + 1),
    ] {
        record_some(&house, &dee, count, now);
        sequenced(&house, now);
    }
    let agency = house.agency;
    let sizes: Vec<i64> = house
        .read(move |tx| heads(tx, agency))
        .iter()
        .map(|head| head.size)
        .collect();
    assert_eq!(sizes, [5, 7, 10]);
}

#[test]
fn a_head_reads_back_from_its_line_of_text() {
    let head = Head {
        size: 12,
        root: [0xab; 32],
        at: NOW,
    };
    let line = head.to_string();
    assert_eq!(line, format!("fullcup-head-1 12 {NOW} {}", "ab".repeat(32)));
    assert_eq!(format!("  {line}\n").parse(), Ok(head));
    for wrong in [
        "",
        "fullcup-head-1 12",
        &line.replace("head-1", "head-2"),
        &line.replace(" 12 ", " -1 "),
        &line.replace("ab", "ag"),
        &line[..line.len() - 2],
        &line.replace("abab", "äab"),
    ] {
        assert_eq!(wrong.parse::<Head>(), Err(NoHead), "{wrong}");
    }
}

#[test]
fn who_looked_is_told_newest_first_and_only_about_this_participant() {
    let house = House::new();
    let dee = house.signed_in("Dee", &[Role::PeerWorker]);
    let sam = house.signed_in("Sam", &[Role::PeerWorker]);
    let (agency, dice) = (house.agency, house.dice);
    house.write(move |tx| {
        record(tx, &dee, &opened(7), NOW, dice)?;
        record(tx, &sam, &opened(7), NOW + 5, dice)?;
        record(tx, &sam, &opened(8), NOW + 6, dice)?;
        let page = Leaf {
            action: "people.list",
            subject: "page",
            subject_id: 0,
            participant: 0,
        };
        record(tx, &sam, &page, NOW + 7, dice)
    });
    let looks = house.read(move |tx| looks(tx, agency, 7, 10));
    let lines: Vec<_> = looks
        .iter()
        .map(|l| (l.at, l.name.as_str(), l.action.as_str()))
        .collect();
    assert_eq!(
        lines,
        [
            (NOW + 5, "Sam", "participant.open"),
            (NOW, "Dee", "participant.open")
        ]
    );
}

#[test]
fn the_privacy_officers_list_filters_and_goes_on_where_the_page_ended() {
    let house = House::new();
    let dee = house.signed_in("Dee", &[Role::PeerWorker]);
    let sam = house.signed_in("Sam", &[Role::PeerWorker]);
    record_some(&house, &dee, 20, NOW + 10);
    record_some(&house, &sam, 20, NOW + 20);
    let agency = house.agency;
    let all = |filter: Filter| {
        house.read(move |tx| {
            let (mut found, mut place) = (Vec::new(), Place::TOP);
            loop {
                let page = list(tx, agency, &filter, place, 3)?;
                let Some(last) = page.last() else {
                    return Ok(found);
                };
                place = last.place;
                found.extend(page);
            }
        })
    };
    let everything = all(Filter::default());
    assert_eq!(everything.len(), 42, "40 looks and two accounts made");
    assert!(
        everything.is_sorted_by(|a, b| { (a.place.at, a.place.leaf) > (b.place.at, b.place.leaf) })
    );
    assert_eq!(
        everything
            .last()
            .map(|e| (e.account.get(), e.name.as_str())),
        Some((0, ""))
    );
    let sams = sam.account.get();
    assert_eq!(
        all(Filter {
            account: sams,
            ..Filter::default()
        })
        .len(),
        20
    );
    assert_eq!(
        all(Filter {
            participant: 3,
            ..Filter::default()
        })
        .len(),
        6
    );
    let both = all(Filter {
        participant: 3,
        account: sams,
        ..Filter::default()
    });
    assert!(both.len() == 3 && both.iter().all(|e| e.name == "Sam" && e.participant == 3));
    for (action, count) in [
        ("participant.open", 40),
        ("participant", 40),
        ("part", 0),
        ("account", 2),
        ("account.create", 2),
    ] {
        let found = all(Filter {
            action: action.to_owned(),
            ..Filter::default()
        });
        assert_eq!(found.len(), count, "{action}");
    }
    let hours = all(Filter {
        from: NOW + 12,
        until: NOW + 15,
        ..Filter::default()
    });
    assert_eq!(hours.len(), 3);
}

#[test]
fn erasing_a_person_keeps_the_proof() {
    let house = House::new();
    let dee = house.signed_in("Dee", &[Role::PrivacyOfficer]);
    record_some(&house, &dee, 70, NOW);
    let kept = sequenced(&house, NOW + 70);
    let (agency, dice) = (house.agency, house.dice);
    let who = dee.clone();
    let erased = house.write(move |tx| erase(tx, &who, 3, NOW + 80, dice));
    assert_eq!(erased, 10);
    let gone: i64 = house.read(|tx| {
        tx.one(
            &Sql::new(
                "test.about",
                "SELECT COUNT(*) FROM audit_leaf WHERE participant = 3
                   OR (subject = 'participant' AND subject_id = 3)",
            ),
            &[],
        )
    });
    assert_eq!(gone, 0);
    let older = kept.clone();
    let report = house.read(move |tx| verify(tx, agency, &[older]));
    assert!(report.is_whole(), "{:?}", report.findings);
    assert_eq!(report.erased, 10);
    sequenced(&house, NOW + 81);
    // Who, what and when of an erased leaf still cannot be changed.
    house.write(|tx| {
        tx.run(
            &Sql::new(
                "test.meddle",
                "UPDATE audit_leaf SET at = at + 1 WHERE length(salt) = 32",
            ),
            &[],
        )
    });
    let report = house.read(move |tx| verify(tx, agency, &[kept]));
    assert_eq!(report.findings.len(), 10);
}

#[test]
fn leaves_of_one_second_never_meet() {
    let house = House::new();
    let dee = house.signed_in("Dee", &[Role::PeerWorker]);
    let dice: &'static Dice = house.dice;
    house.write(move |tx| (0..3_000).try_for_each(|_| record(tx, &dee, &opened(1), NOW, dice)));
}
