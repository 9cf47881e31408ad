//! Who is taken for whom.

use proptest::prelude::*;

use super::*;

fn person(name: &str) -> Person<'_> {
    Person {
        name,
        ..Person::default()
    }
}

fn one(new: &Person<'_>, known: &Person<'_>) -> Option<(Band, Vec<Why>)> {
    let known = Known {
        id: ParticipantId::from_i64(1),
        person: known.clone(),
    };
    matches(new, &[known])
        .into_iter()
        .next()
        .map(|found| (found.band, found.why))
}

fn by_name(new: &str, known: &str) -> Option<(Band, Why)> {
    let (band, why) = one(&person(new), &person(known))?;
    Some((band, why[0]))
}

#[test]
fn a_like_name_is_noticed_and_said_why() {
    for (new, known, band, why) in [
        ("Andre Miller", "ANDRÉ  MILLER", Band::Likely, Why::SameName),
        ("Sean O’Brien", "sean obrien", Band::Likely, Why::SameName),
        ("Mary Ann Lee", "Maryann Lee", Band::Likely, Why::SameName),
        (
            "Miller, Andre",
            "Andre Miller",
            Band::Likely,
            Why::OtherOrder,
        ),
        (
            "Andre Miller",
            "Andre James Miller",
            Band::Likely,
            Why::MiddleName,
        ),
        (
            "María Ruiz",
            "Maria Ruiz Lopez",
            Band::Likely,
            Why::OtherOrder,
        ),
        ("Bob Jones", "Robert Jones", Band::Likely, Why::ShortName),
        ("Bob Jones", "Robert T. Jones", Band::Likely, Why::ShortName),
        (
            "Kayla Thompson",
            "Kyala Thompson",
            Band::Likely,
            Why::Spelling,
        ),
        (
            "Kayla Thompson",
            "Kayla Thomson",
            Band::Likely,
            Why::Spelling,
        ),
        (
            "Thomson Kyala",
            "Kyala Thompson",
            Band::Likely,
            Why::Spelling,
        ),
        ("Andre M.", "Andre Miller", Band::Maybe, Why::Initial),
        ("A. Miller", "Andre Miller", Band::Maybe, Why::Initial),
        ("Lee A.", "Abe Lee", Band::Maybe, Why::Initial),
        ("李小龙", "李 小龙", Band::Likely, Why::SameName),
    ] {
        assert_eq!(by_name(new, known), Some((band, why)), "{new} / {known}");
        assert_eq!(by_name(known, new), Some((band, why)), "{known} / {new}");
    }
}

#[test]
fn other_people_are_left_alone() {
    for (new, known) in [
        ("Andre Miller", "Loretta Hines"),
        ("Andre Miller", "Andre Jackson"),
        ("Andre Miller", "Andrea Moller"),
        ("Ana Lee", "Ann Lea"),
        ("Dana Ross", "Dane Rosa"),
        ("Bob Jones", "Bill Jones"),
        ("Robert T. Jones", "Robert Paul Jones"),
        ("Andre", "Andre Miller"),
        ("Andre", "Andre"),
        ("", "Andre Miller"),
        ("", ""),
        ("J M", "Jose Perez"),
    ] {
        assert_eq!(by_name(new, known), None, "{new} / {known}");
        assert_eq!(by_name(known, new), None, "{known} / {new}");
    }
}

#[test]
fn a_birth_year_or_phone_turns_likely_into_same() {
    let new = Person {
        birth_year: Some(1988),
        phone: Some("(555) 555-0142"),
        ..person("Andre Miller")
    };
    let known = Person {
        birth_year: Some(1988),
        ..person("Andre Miller")
    };
    assert_eq!(
        one(&new, &known),
        Some((Band::Same, vec![Why::SameName, Why::BirthYear]))
    );
    let known = Person {
        phone: Some("0142"),
        ..person("Andre Miller")
    };
    assert_eq!(
        one(&new, &known),
        Some((Band::Same, vec![Why::SameName, Why::Phone]))
    );
    let known = Person {
        phone: Some("+1 555 555 0142"),
        ..person("Andre")
    };
    assert_eq!(
        one(&new, &known),
        Some((Band::Likely, vec![Why::FirstName, Why::Phone]))
    );
}

#[test]
fn another_birth_year_makes_a_same_name_less_likely() {
    let new = Person {
        birth_year: Some(1988),
        ..person("Andre Miller")
    };
    let known = Person {
        birth_year: Some(2001),
        ..person("Andre Miller")
    };
    assert_eq!(
        one(&new, &known),
        Some((Band::Maybe, vec![Why::SameName, Why::OtherBirthYear]))
    );
    let known = Person {
        birth_year: Some(2001),
        ..person("Andre M")
    };
    assert_eq!(one(&new, &known), None);
}

#[test]
fn a_shared_phone_alone_is_a_household() {
    let new = Person {
        phone: Some("555-555-0142"),
        ..person("Andre Miller")
    };
    let known = Person {
        phone: Some("5555550142"),
        birth_year: Some(1988),
        ..person("Loretta Hines")
    };
    assert_eq!(one(&new, &known), Some((Band::Maybe, vec![Why::Phone])));
    let known = Person {
        phone: Some("0142"),
        ..person("Loretta Hines")
    };
    assert_eq!(one(&new, &known), None);
}

#[test]
fn the_other_name_someone_goes_by_counts() {
    let new = person("Red Miller");
    let known = Person {
        also: Some("Red Miller"),
        ..person("Andre Miller")
    };
    assert_eq!(one(&new, &known), Some((Band::Likely, vec![Why::SameName])));
}

#[test]
fn the_likeliest_comes_first() {
    let known: Vec<Known<'_>> = ["Andre M", "Andre Miler", "Loretta Hines", "Andre Miller"]
        .into_iter()
        .zip(1..)
        .map(|(name, id)| Known {
            id: ParticipantId::from_i64(id),
            person: person(name),
        })
        .collect();
    let order: Vec<i64> = matches(&person("Andre Miller"), &known)
        .iter()
        .map(|found| found.id.get())
        .collect();
    assert_eq!(order, [4, 2, 1]);
}

#[test]
fn keys_bring_like_names_together() {
    assert_eq!(keys("Sean O’Brien"), ["obr", "sn"]);
    assert_eq!(keys("Jon Smyth"), keys("John Smith"));
    assert_eq!(keys("Bob Jones"), keys("Robert Jones"));
    assert_eq!(keys("A. M."), Vec::<String>::new());
    assert_eq!(keys("李小龙"), ["李小龙"]);
}

proptest! {
    #[test]
    fn it_is_the_same_both_ways(one_name in "[a-c]{0,5} [a-c]{0,5}( [a-c]{1,4}){0,2}", other in "[a-c]{0,5} [a-c]{0,5}( [a-c]{1,4}){0,2}") {
        prop_assert_eq!(by_name(&one_name, &other), by_name(&other, &one_name));
    }

    #[test]
    fn a_slip_in_one_word_still_shares_a_key(first in "[a-z]{4,9}", last in "[a-z]{4,9}", place in 0_usize..4, letter in "[a-z]") {
        let mut slipped = first.clone();
        slipped.replace_range(place..=place, &letter);
        let keys_of = keys(&format!("{first} {last}"));
        let keys_of_slip = keys(&format!("{slipped} {last}"));
        prop_assert!(keys_of_slip.iter().any(|key| keys_of.contains(key)));
    }

    #[test]
    fn no_name_panics(new in any::<String>(), known in any::<String>()) {
        let _ = by_name(&new, &known);
        let _ = keys(&new);
    }
}
