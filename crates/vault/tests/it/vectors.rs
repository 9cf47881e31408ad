//! The cases that the browser's side passes too (`client/vault/vectors.test.js`), made by
//! `vectors/make_vault.js`. A wrong case whose name begins with a number is the attack of that
//! number in the list of the design paper.

use std::{fmt::Debug, sync::LazyLock};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use proptest::{prelude::*, sample};
use serde_json::{Map, Value};
use vault::{
    Control, EpochStatement, Expected, ExportHeader, HeadEntry, Op, OpenSlot, RecordHeader,
    Refused, Secret, SlotHeader, SlotKind, VaultKeys, check_code, hash, is_id, open_export,
    plain_words, read_head, size_class, stamp, unknown_word,
};

fn file(name: &str) -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../vectors/");
    let text = std::fs::read_to_string(format!("{path}{name}")).expect("a file of cases");
    serde_json::from_str(&text).expect("JSON")
}

fn list<'a>(of: &'a Value, key: &str) -> &'a Vec<Value> {
    let list = of[key].as_array().expect("a list");
    assert!(!list.is_empty(), "{key}");
    list
}

fn text<'a>(of: &'a Value, key: &str) -> &'a str {
    of[key].as_str().expect("a text")
}

fn number(of: &Value, key: &str) -> Option<u32> {
    of[key]
        .as_u64()
        .map(|number| u32::try_from(number).expect("small"))
}

fn kind(of: &Value) -> SlotKind {
    serde_json::from_value(of["kind"].clone()).expect("a kind")
}

/// Says what came out of a wrong case.
fn refuses<T>(case: &Value, came: Result<T, Refused>) {
    let reason = came.map_or_else(Refused::reason, |_| "opened");
    assert_eq!(reason, text(case, "reason"), "{}", case["name"]);
}

fn opens<T, E: Debug>(case: &Value, came: Result<T, E>) -> T {
    came.unwrap_or_else(|refused| panic!("{}: {refused:?}", case["name"]))
}

fn open_slot(vid: &str, slot: &Value, secret: &Value) -> Result<OpenSlot, Refused> {
    let prf = secret["prf"].as_str().unwrap_or_default();
    let prf = URL_SAFE_NO_PAD.decode(prf).expect("base64url");
    let secret = match (secret["code"].as_str(), secret["words"].as_str()) {
        (Some(code), _) => Secret::Code(code),
        (_, Some(words)) => Secret::Words(words),
        _ => Secret::Passkey(&prf),
    };
    OpenSlot::open(text(slot, "jwe"), vid, text(slot, "sid"), &secret)
}

/// The vault of the cases, after its rotation.
fn keys() -> &'static (Value, OpenSlot, VaultKeys) {
    static KEYS: LazyLock<(Value, OpenSlot, VaultKeys)> = LazyLock::new(made_keys);
    &KEYS
}

fn made_keys() -> (Value, OpenSlot, VaultKeys) {
    let cases = file("vault_keys.json");
    let first = &cases["slots"][0];
    let slot = open_slot(text(&cases, "vid"), &first["slot"], &first["secret"]).expect("a slot");
    let second = &cases["second"];
    let keys = slot
        .keys(text(second, "statement"), text(second, "list"))
        .expect("keys");
    (cases, slot, keys)
}

#[test]
fn names_hashes_and_sizes_are_the_same_on_both_sides() {
    let cases = file("vault_names.json");
    assert!(
        list(&cases["ids"], "good")
            .iter()
            .all(|id| is_id(id.as_str().expect("a text")))
    );
    assert!(
        !list(&cases["ids"], "wrong")
            .iter()
            .any(|id| is_id(id.as_str().expect("a text")))
    );
    for case in list(&cases, "hashes") {
        assert_eq!(hash(text(case, "text")), text(case, "hash"));
    }
    for case in list(&cases, "sizes") {
        let length =
            |at: usize| usize::try_from(case[at].as_u64().expect("a length")).expect("small");
        assert_eq!(size_class(length(0)), Some(length(1)));
    }
}

#[test]
fn a_code_is_read_as_people_type_it_and_names_its_mistake() {
    let cases = file("vault_code.json");
    for case in list(&cases, "good") {
        assert_eq!(
            *check_code(text(case, "typed")).expect("right"),
            text(case, "secret")
        );
    }
    for case in list(&cases, "wrong") {
        let groups = list_of_numbers(&case["groups"]);
        let group = groups.first().copied().filter(|_| groups.len() == 1);
        let refused = check_code(text(case, "typed")).expect_err("wrong");
        assert_eq!(refused, Refused::Mistyped { group }, "{case}");
    }
    assert_eq!(
        plain_words(" One  TWO three four\nfive six ")
            .expect("six")
            .as_str(),
        "one two three four five six"
    );
    assert_eq!(
        plain_words("one two 3 four five six").err(),
        Some(Refused::Mistyped { group: Some(3) })
    );
}

fn list_of_numbers(value: &Value) -> Vec<usize> {
    let list = value.as_array().expect("a list").iter();
    list.map(|it| usize::try_from(it.as_u64().expect("a number")).expect("small"))
        .collect()
}

#[test]
fn every_kind_of_slot_opens_and_vouches_for_the_same_key() {
    let (cases, first, _) = keys();
    for case in list(cases, "slots") {
        let slot = opens(
            case,
            open_slot(text(cases, "vid"), &case["slot"], &case["secret"]),
        );
        assert_eq!(slot.sign(), first.sign());
        let header = SlotHeader::parse(text(&case["slot"], "jwe")).expect("a header");
        assert!(header.fits(kind(&case["slot"])), "{case}");
        let second = &cases["second"];
        assert!(
            slot.keys(text(second, "statement"), text(second, "list"))
                .is_ok()
        );
    }
}

#[test]
fn every_wrong_slot_is_refused_for_its_reason() {
    let cases = file("vault_keys.json");
    for case in list(&cases, "slots_wrong") {
        refuses(
            case,
            open_slot(text(&cases, "vid"), &case["slot"], &case["secret"]),
        );
    }
}

#[test]
fn the_server_sees_without_a_key_that_a_statement_fits_what_is_beside_it() {
    let (cases, slot, _) = keys();
    let vid = text(cases, "vid");
    for state in [&cases["first"], &cases["second"]] {
        let said =
            EpochStatement::verify(text(state, "statement"), vid, slot.sign()).expect("its own");
        assert_eq!(Some(said.epoch), number(state, "epoch"));
        assert_eq!(Some(said.n), number(state, "n"));
        let stored = |skip: usize| {
            let slots = list(state, "slots").iter().skip(skip);
            slots
                .map(|slot| (text(slot, "sid"), kind(slot), text(slot, "jwe")))
                .collect::<Vec<_>>()
        };
        assert_eq!(said.fits(text(state, "list"), stored(0)), Ok(()));
        assert_eq!(
            said.fits(text(state, "list"), stored(1)),
            Err(Refused::ChangedKey)
        );
        let twice = stored(0).into_iter().chain(stored(0)).collect::<Vec<_>>();
        assert_eq!(said.fits(text(state, "list"), twice), Err(Refused::Header));
    }
    let (first, second) = (&cases["first"], &cases["second"]);
    let said = EpochStatement::first(text(second, "statement"), vid).expect("its own");
    assert_eq!(
        said.fits(text(first, "list"), []),
        Err(Refused::NotThisRecord)
    );
    assert_eq!(said.prev, hash(text(first, "statement")));
}

#[test]
fn every_wrong_statement_is_refused_for_its_reason() {
    let (cases, slot, _) = keys();
    for case in list(cases, "statements_wrong") {
        // What is older is known to a device that was here before; here is none.
        if case["reason"] != "older" {
            refuses(case, slot.keys(text(case, "statement"), text(case, "list")));
        }
    }
}

#[test]
fn a_control_statement_is_the_owners_for_this_vault_and_next() {
    let (cases, slot, _) = keys();
    let vid = text(cases, "vid");
    let check = |case: &Value| {
        Control::verify(
            text(case, "jws"),
            slot.sign(),
            vid,
            number(case, "n").expect("a number"),
        )
    };
    for case in list(cases, "controls") {
        let control = opens(case, check(case));
        assert_eq!(control.op, Op::Purge);
        assert_eq!(control.body, case["body"]);
    }
    for case in list(cases, "controls_wrong") {
        refuses(case, check(case));
    }
}

fn record(keys: &VaultKeys, case: &Value) -> Result<Map<String, Value>, Refused> {
    let expected = Expected {
        rid: text(case, "rid"),
        ver: number(case, "ver"),
        hash: case["hash"].as_str(),
    };
    keys.record(text(case, "jwe"), &expected)
}

#[test]
fn every_record_opens_and_says_its_names_without_a_key() {
    let (_, _, keys) = keys();
    let cases = file("vault_records.json");
    let mut before = String::new();
    for case in list(&cases, "records") {
        assert_eq!(
            Value::from(opens(case, record(keys, case))),
            case["payload"]
        );
        let header = opens(case, RecordHeader::parse(text(case, "jwe")));
        assert_eq!(header.rid, text(case, "rid"));
        assert_eq!(Some(header.ver), number(case, "ver"));
        assert_eq!(
            header.prev,
            if header.ver == 1 { "" } else { before.as_str() }
        );
        before = hash(text(case, "jwe"));
    }
}

#[test]
fn every_wrong_record_is_refused_for_its_reason() {
    let (_, _, keys) = keys();
    for case in list(&file("vault_records.json"), "records_wrong") {
        refuses(case, record(keys, case));
        // What is wrong with a header is seen without a key.
        let seen = RecordHeader::parse(text(case, "jwe")).is_ok();
        assert_eq!(seen, text(case, "reason") != "header", "{}", case["name"]);
    }
    let long = "A".repeat(vault::LARGEST_RECORD + 1);
    assert_eq!(RecordHeader::parse(&long), Err(Refused::Size));
}

#[test]
fn a_tap_made_while_locked_comes_out_and_a_wrong_one_does_not() {
    let (_, _, keys) = keys();
    let cases = file("vault_records.json");
    for case in list(&cases, "taps") {
        let (tid, payload) = opens(case, keys.tap(text(case, "jwe")));
        assert_eq!(tid, text(case, "tid"));
        assert_eq!(Value::from(payload), case["payload"]);
    }
    for case in list(&cases, "taps_wrong") {
        refuses(case, keys.tap(text(case, "jwe")));
    }
}

#[test]
fn a_sealed_export_opens_with_its_words_alone() {
    let cases = file("vault_export.json");
    let open = |case: &Value| open_export(text(case, "jwe"), text(case, "words"));
    for case in list(&cases, "exports") {
        assert_eq!(opens(case, open(case)), text(case, "json"));
    }
    for case in list(&cases, "exports_wrong") {
        refuses(case, open(case));
    }
}

#[test]
fn a_head_and_the_stamp_are_the_same_on_both_sides() {
    let cases = file("vault_heads.json");
    let entries = read_head(text(&cases, "list")).expect("a list");
    let seen: Vec<HeadEntry> = list(&cases, "seen")
        .iter()
        .map(|one| {
            let ver = number(one, "ver").expect("a version");
            HeadEntry::of(text(one, "rid"), ver, text(one, "hash")).expect("an entry")
        })
        .collect();
    for (entry, case) in entries.iter().zip(list(&cases, "entries")) {
        assert_eq!(entry.rid(), text(case, "rid"));
        assert_eq!(Some(entry.ver), number(case, "ver"));
        assert_eq!(entry.start(), text(case, "start"));
        assert!(seen.contains(entry));
    }
    let (count, words) = stamp(seen.clone());
    assert_eq!(count, entries.len());
    assert_eq!(words, text(&cases["stamp"], "words"));
    for (entry, case) in seen.iter().zip(list(&cases, "shard_of")) {
        assert_eq!(entry.shard(32).map(u64::from), case[2].as_u64());
    }
    assert_eq!(read_head(&text(&cases, "list")[4..]), Err(Refused::Damaged));
    assert_eq!(unknown_word("Abacus zoom abbacus"), Some(3));
    assert_eq!(unknown_word("abacus zoom"), None);
}

/// A case that opens, and what happens to it on its way.
fn spoiled() -> impl Strategy<Value = String> {
    let keys = file("vault_keys.json");
    let records = file("vault_records.json");
    let export = file("vault_export.json");
    let all: Vec<String> = [
        text(&keys["first"], "statement"),
        text(&keys["first"], "list"),
        text(&keys["second"]["slots"][0], "jwe"),
        text(&keys["controls"][0], "jws"),
        text(&records["records"][0], "jwe"),
        text(&records["taps"][0], "jwe"),
        text(&export["exports"][0], "jwe"),
    ]
    .map(str::to_owned)
    .into();
    let letters = "[A-Za-z0-9_.=\\-\u{e9} ]{0,6}";
    (
        sample::select(all),
        any::<sample::Index>(),
        0..40_usize,
        letters,
    )
        .prop_map(|(jwe, at, cut, letters)| {
            let at = at.index(jwe.len());
            let rest = (at + cut).min(jwe.len());
            format!("{}{letters}{}", &jwe[..at], &jwe[rest..])
        })
}

proptest! {
    #[test]
    fn no_letters_whatever_make_it_panic(letters in prop_oneof![spoiled(), any::<String>()]) {
        let (cases, slot, keys) = keys();
        let vid = text(cases, "vid");
        let _ = RecordHeader::parse(&letters);
        let _ = SlotHeader::parse(&letters);
        let _ = ExportHeader::parse(&letters);
        let _ = EpochStatement::first(&letters, vid);
        let _ = Control::verify(&letters, slot.sign(), vid, 4);
        let _ = slot.keys(&letters, &letters);
        let _ = keys.statement().fits(&letters, [(letters.as_str(), SlotKind::Code, letters.as_str())]);
        let _ = keys.tap(&letters);
        let _ = keys.record(&letters, &Expected { rid: &letters, ver: None, hash: None });
        let _ = read_head(&letters);
        let _ = unknown_word(&letters);
        let _ = check_code(&letters);
        let _ = plain_words(&letters);
        let _ = open_export(&letters, "not six words");
    }
}
