//! The list is sound, and the shared cases pass. The browser's side runs the
//! same cases in `client/rooms/hints.test.js`.

use std::{collections::BTreeSet, fs, path::PathBuf};

use proptest::prelude::*;
use serde_json::Value;

use super::*;

fn vectors(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../vectors")
        .join(name)
}

fn found(text: &str) -> Vec<String> {
    hints(text).into_iter().map(|hint| hint.word).collect()
}

#[test]
fn every_shared_case_gives_the_same_hints_as_in_the_browser() {
    let cases: Vec<Value> =
        serde_json::from_str(&fs::read_to_string(vectors("language.json")).expect("the cases"))
            .expect("JSON");
    assert!(cases.len() > 100, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        let text = case["text"].as_str().expect("a text");
        let is: Vec<Value> = hints(text)
            .into_iter()
            .map(|hint| {
                let at = text[..hint.range.start].chars().count();
                serde_json::json!([at, hint.word, hint.id])
            })
            .collect();
        if Value::from(is.clone()) != case["hints"] {
            wrong.push(format!("{text}\n  is {is:?}\n  not {}", case["hints"]));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} cases:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_list_for_the_browser_is_this_list() {
    let path = vectors("language_list.json");
    if std::env::var_os("UPDATE_VECTORS").is_some() {
        fs::write(&path, json()).expect("written");
    }
    let stored = fs::read_to_string(path).expect("the list");
    assert!(
        stored == json(),
        "run this test with UPDATE_VECTORS=1 and look at the difference"
    );
    let list: Value = serde_json::from_str(&stored).expect("JSON");
    assert_eq!(list["rows"].as_array().map(Vec::len), Some(ROWS.len()));
}

#[test]
fn every_form_is_plain_stands_once_and_is_found() {
    let mut seen = BTreeSet::new();
    for row in ROWS.iter() {
        assert!(!row.forms.is_empty(), "{}", row.id);
        for form in &row.forms {
            assert!(seen.insert(form.to_lowercase()), "{form} stands twice");
            assert!(
                !form.contains("  ") && !form.contains('-') && !form.contains('’'),
                "{form}"
            );
            assert!(
                row.when == When::Exact || form.to_lowercase() == **form,
                "{form}"
            );
        }
        for phrase in row.unless_after.iter().chain(&row.unless_before) {
            assert!(
                !phrase.contains('-') && phrase.to_lowercase() == **phrase,
                "{phrase}"
            );
        }
        if row.when == When::Exact {
            assert_eq!(
                row.forms
                    .iter()
                    .map(|form| form.to_lowercase())
                    .collect::<Vec<_>>(),
                [row.id]
            );
        }
        if row.when == When::Always {
            for form in &row.forms {
                let text = format!("Yes, {form}, so.");
                let first = hints(&text)
                    .into_iter()
                    .next()
                    .map(|hint| (hint.range, hint.id));
                assert_eq!(first, Some((5..5 + form.len(), row.id)), "{form}");
            }
        }
    }
}

#[test]
fn what_is_preferred_is_not_hinted_at_itself() {
    for row in ROWS.iter() {
        for prefer in &row.prefer {
            assert_eq!(found(prefer), Vec::<String>::new(), "{prefer}");
            assert_eq!(
                found(&format!("Andre {prefer} since June.")),
                Vec::<String>::new(),
                "{prefer}"
            );
        }
    }
}

#[test]
fn every_reason_has_words_that_need_it() {
    for why in Why::ALL {
        assert!(ROWS.iter().any(|row| row.why == *why), "{why:?}");
    }
}

#[test]
fn the_range_is_the_word_in_any_script() {
    for text in ["李 an addict 龙", "é’s addict’s", "👩‍👩‍👧 junkies 👍"] {
        for hint in hints(text) {
            assert_eq!(text[hint.range.clone()], hint.word);
        }
        assert_eq!(hints(text).len(), 1, "{text}");
    }
}

proptest! {
    #[test]
    fn hints_are_in_order_inside_the_text_and_never_overlap(text in any::<String>()) {
        let mut end = 0;
        for hint in hints(&text) {
            prop_assert!(hint.range.start >= end && hint.range.end <= text.len());
            end = hint.range.end;
        }
    }

    #[test]
    fn nothing_between_curly_marks_is_hinted_at(before in "[a-z ]{0,12}", inside in "[a-z' ,.]{0,20}", tail in "[a-z ]{0,12}") {
        let text = format!("{before} “{inside} addict {inside}” {tail}");
        let open = text.find('“').expect("a mark");
        let close = text.find('”').expect("a mark");
        prop_assert!(hints(&text).iter().all(|hint| hint.range.end <= open || hint.range.start > close));
    }

    #[test]
    fn nothing_after_a_mark_that_never_closes_is_hinted_at(inside in "[a-z,. ]{0,30}", mark in "[“„«\"]") {
        let text = format!("He said: {mark}I am an addict. {inside} addict");
        prop_assert_eq!(found(&text), Vec::<String>::new());
    }

    #[test]
    fn words_of_the_list_anywhere_make_no_panic(
        words in prop::collection::vec(prop::sample::select(vec!["clean", "dirty", "is", "he", "The kitchen", "3", "weeks", "\"", "“", "”", "'", "’", ".", "\n\n", "-", "addict", "'s", "since", "for", "got"]), 0..24)
    ) {
        let text = words.join(" ");
        for hint in hints(&text) {
            prop_assert_eq!(&text[hint.range.clone()], hint.word.as_str());
        }
    }
}
