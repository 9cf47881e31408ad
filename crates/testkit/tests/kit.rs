//! The kit's examples: every one passes the page checks, in every language and
//! theme, and sounds as it did before.

use std::io::Write as _;

use kit::{Example, Frame, Language, Theme, Words, WordsBuilder};
use testkit::{check, outline::outline};

fn words(language: Language) -> Words {
    WordsBuilder::new(language)
        .unwrap_or_else(|error| panic!("no words: {error}"))
        .build()
}

fn of_part<'a>(examples: &'a [Example], part: &str) -> impl Iterator<Item = &'a Example> {
    examples.iter().filter(move |example| example.part == part)
}

#[test]
fn every_example_passes_the_page_checks() {
    for language in [Language::English, Language::Stretched] {
        for example in kit::examples(&words(language)) {
            let found = check::part(&example.html.into_string());
            assert_eq!(found, [""; 0], "{}: {}", example.part, example.name);
        }
    }
}

#[test]
fn the_gallery_is_a_whole_page_without_a_finding() {
    for language in [Language::English, Language::Stretched] {
        let words = words(language);
        for theme in Theme::ALL {
            let frame = Frame {
                theme: *theme,
                ..Frame::new(&words, "/assets/0")
            };
            let document = kit::gallery(&words).document(&frame);
            assert_eq!(check::page(&document), [""; 0], "{theme:?}");
        }
    }
}

#[test]
fn every_part_sounds_as_it_did() {
    let words = words(Language::English);
    let examples = kit::examples(&words);
    let mut parts: Vec<_> = examples.iter().map(|example| example.part).collect();
    parts.dedup();
    assert!(
        parts.len() >= 9,
        "every module of parts lists examples: {parts:?}"
    );
    for part in parts {
        let said = of_part(&examples, part)
            .map(|example| {
                let html = example.html.clone().into_string();
                format!("# {}\n{}\n", example.name, outline(&html))
            })
            .collect::<Vec<_>>()
            .concat();
        insta::assert_snapshot!(part, said);
    }
}

#[test]
fn the_shell_sounds_as_it_did() {
    let words = words(Language::English);
    let audience = kit::Audience {
        you: true,
        names: vec!["Loretta".into()],
        roles: vec![],
    };
    let nav = kit::Nav {
        items: vec![
            kit::NavItem::new("/today", kit::Icon::Today, "Today").current(true),
            kit::NavItem::new("/contacts/new", kit::Icon::Plus, "Log").main(),
        ],
    };
    let page = kit::Page::new(
        "Today",
        kit::WhoLine::work(&words, &audience),
        kit::Title::new("Good morning, Dee").line("Thursday, November 20"),
    )
    .nav(nav)
    .back("/people", "People");
    let frame = Frame {
        signed_in: Some("Dee"),
        foot: vec![("/settings".into(), "Settings".into())],
        ..Frame::new(&words, "/assets/0")
    };
    let document = page.document(&frame);
    assert_eq!(check::page(&document), [""; 0]);
    insta::assert_snapshot!("shell", outline(&document));
}

/// The measured Today of the room must stay under 25 kB with the sheet; the
/// sheet alone may take no more than this of it.
#[test]
fn the_style_sheet_leaves_room_for_the_page() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed
        .write_all(kit::sheet().as_bytes())
        .expect("a packed sheet");
    let size = packed.finish().expect("a packed sheet").len();
    assert!(size <= 12_000, "the sheet is {size} bytes, compressed");
}

#[test]
fn what_only_the_private_circle_needs_is_a_sheet_of_its_own() {
    assert!(!kit::own_sheet().is_empty() && !kit::sheet().contains(".plan-part"));
    assert!(kit::own_sheet().contains(".plan-part"));
}
