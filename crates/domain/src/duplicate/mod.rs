//! Is this person already here? Asked before someone is added.
//!
//! It compares folded names, spellings, short names and the order of names,
//! and, where given, birth year and phone. It proposes and never merges: two
//! people may share a name, a phone or a birthday.

mod nicknames;
mod spelling;

use crate::{id::ParticipantId, text::fold};

/// What is known of a person, for comparing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person<'a> {
    /// The name used; perhaps only a first name, or with an initial.
    pub name: &'a str,
    /// Another name they go by.
    pub also: Option<&'a str>,
    /// The year of birth.
    pub birth_year: Option<i16>,
    /// A phone number, whole or its last four digits, in any writing.
    pub phone: Option<&'a str>,
}

/// A person already in the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known<'a> {
    /// Who.
    pub id: ParticipantId,
    /// What is known of them.
    pub person: Person<'a>,
}

/// How likely it is the same person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// Very likely the same person.
    Same,
    /// Likely.
    Likely,
    /// Worth a look.
    Maybe,
}

impl Band {
    /// The end of the word id.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Likely => "likely",
            Self::Maybe => "maybe",
        }
    }
}

/// What two people have in common, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The same name.
    SameName,
    /// The same names in another order.
    OtherOrder,
    /// The same but for a middle name.
    MiddleName,
    /// A short form of the same name.
    ShortName,
    /// Nearly the same spelling.
    Spelling,
    /// A name and an initial that fit.
    Initial,
    /// The same first name; more is not known.
    FirstName,
    /// The same phone number, or its last four digits.
    Phone,
    /// Born in the same year.
    BirthYear,
    /// Born in another year.
    OtherBirthYear,
}

impl Why {
    /// The end of the word id.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::SameName => "same-name",
            Self::OtherOrder => "other-order",
            Self::MiddleName => "middle-name",
            Self::ShortName => "short-name",
            Self::Spelling => "spelling",
            Self::Initial => "initial",
            Self::FirstName => "first-name",
            Self::Phone => "phone",
            Self::BirthYear => "birth-year",
            Self::OtherBirthYear => "other-birth-year",
        }
    }

    /// What it adds to the evidence; a name alone is at most "likely".
    const fn weight(self) -> i32 {
        match self {
            Self::SameName | Self::OtherOrder | Self::MiddleName => 3,
            Self::ShortName | Self::Spelling | Self::Phone => 2,
            Self::Initial | Self::BirthYear => 1,
            Self::FirstName => 0,
            Self::OtherBirthYear => -2,
        }
    }
}

/// Someone who may be the same person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Who.
    pub id: ParticipantId,
    /// How likely.
    pub band: Band,
    /// Why, most telling first.
    pub why: Vec<Why>,
}

/// A person, read once to be compared with many.
#[derive(Clone, Debug)]
pub struct Prepared {
    names: Vec<Vec<Word>>,
    birth_year: Option<i16>,
    digits: Option<String>,
}

/// A folded word of a name.
#[derive(Clone, Debug)]
struct Word {
    text: String,
    letters: spelling::Letters,
    families: &'static [usize],
}

impl Prepared {
    /// Reads what is known of a person.
    pub fn of(person: &Person<'_>) -> Self {
        let word = |text: &str| Word {
            text: text.to_owned(),
            letters: spelling::Letters::of(text),
            families: nicknames::families(text),
        };
        let names = [Some(person.name), person.also].into_iter().flatten();
        Self {
            names: names
                .map(fold)
                .filter(|name| !name.is_empty())
                .map(|name| words(&name).into_iter().map(word).collect())
                .collect(),
            birth_year: person.birth_year,
            digits: person
                .phone
                .map(|phone| phone.chars().filter(char::is_ascii_digit).collect()),
        }
    }
}

/// Who of the known people may be this person, likeliest first; equally likely
/// ones in the order given.
pub fn matches(new: &Person<'_>, known: &[Known<'_>]) -> Vec<Match> {
    let known: Vec<_> = known
        .iter()
        .map(|known| (known.id, Prepared::of(&known.person)))
        .collect();
    matches_among(&Prepared::of(new), known.iter().map(|(id, one)| (*id, one)))
}

/// [`matches()`] of people who were read before.
pub fn matches_among<'a>(
    new: &Prepared,
    known: impl Iterator<Item = (ParticipantId, &'a Prepared)>,
) -> Vec<Match> {
    let mut found: Vec<(i32, Match)> = known
        .filter_map(|(id, known)| {
            let why = compare(new, known);
            let weight: i32 = why.iter().map(|why| why.weight()).sum();
            let band = match weight {
                ..1 => return None,
                1 => Band::Maybe,
                2..4 => Band::Likely,
                4.. => Band::Same,
            };
            // A phone alone is a household, not a person.
            let named = why.iter().any(|why| *why < Why::Phone);
            let band = if named { band } else { Band::Maybe };
            Some((weight, Match { id, band, why }))
        })
        .collect();
    found.sort_by_key(|(weight, found)| (found.band, -weight));
    found.into_iter().map(|(_, found)| found).collect()
}

/// Short keys of a name. Two names that [`matches()`] finds alike nearly always
/// share one, so a large program can first look up who shares a key.
/// At most eight, sorted; one-letter words have none.
pub fn keys(name: &str) -> Vec<String> {
    let folded = fold(name);
    let mut keys: Vec<String> = words(&folded)
        .into_iter()
        .filter(|word| word.chars().nth(1).is_some())
        .map(|word| skeleton(nicknames::usual(word)))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys.truncate(8);
    keys
}

fn words(folded: &str) -> Vec<&str> {
    folded.split(' ').filter(|word| !word.is_empty()).collect()
}

/// The first letter and the next two consonants that differ: `smith` and
/// `smyth` are `smt`. Other scripts keep their first three characters.
fn skeleton(word: &str) -> String {
    let mut skeleton = String::new();
    for letter in word.chars() {
        let counts =
            skeleton.is_empty() || !matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'w');
        if counts && !skeleton.ends_with(letter) {
            skeleton.push(letter);
        }
        if skeleton.chars().count() == 3 {
            break;
        }
    }
    skeleton
}

fn compare(new: &Prepared, known: &Prepared) -> Vec<Why> {
    let name = known
        .names
        .iter()
        .flat_map(|theirs| {
            let ours = new.names.iter();
            ours.filter_map(|ours| compare_names(ours, theirs))
        })
        .min();
    let mut why: Vec<Why> = name.into_iter().collect();
    if let (Some(ours), Some(theirs)) = (&new.digits, &known.digits)
        && same_phone(ours, theirs, name.is_some())
    {
        why.push(Why::Phone);
    }
    match (new.birth_year, known.birth_year) {
        // A year alone says nothing.
        _ if why.is_empty() => {}
        (Some(ours), Some(theirs)) if ours == theirs => why.push(Why::BirthYear),
        (Some(_), Some(_)) => why.push(Why::OtherBirthYear),
        _ => {}
    }
    why
}

/// The last four digits are enough beside a like name, and never alone.
fn same_phone(ours: &str, theirs: &str, named: bool) -> bool {
    let shared = ours.len().min(theirs.len()).min(10);
    let needed = if named { 4 } else { 7 };
    shared >= needed && ours[ours.len() - shared..] == theirs[theirs.len() - shared..]
}

fn compare_names(ours: &[Word], theirs: &[Word]) -> Option<Why> {
    let letters = |name: &[Word]| -> usize { name.iter().map(|word| word.text.len()).sum() };
    if letters(ours) == letters(theirs) {
        let same = |(one, other): (&Word, &Word)| one.text == other.text;
        if ours.len() == theirs.len() && ours.iter().zip(theirs).all(same) {
            // One short name is no more than a first name.
            return Some(if ours.len() > 1 {
                Why::SameName
            } else {
                Why::FirstName
            });
        }
        let joined = |name: &[Word]| -> String { name.iter().map(|w| w.text.as_str()).collect() };
        if joined(ours) == joined(theirs) {
            return Some(Why::SameName);
        }
        let sorted = |name: &[Word]| -> Vec<String> {
            let mut sorted: Vec<String> = name.iter().map(|word| word.text.clone()).collect();
            sorted.sort_unstable();
            sorted
        };
        if ours.len() == theirs.len() && sorted(ours) == sorted(theirs) {
            return Some(Why::OtherOrder);
        }
    }
    let (short, long) = if ours.len() <= theirs.len() {
        (ours, theirs)
    } else {
        (theirs, ours)
    };
    match (short, long) {
        ([one], [first, .., last]) => {
            (likeness(one, first).is_some() || one.text == last.text).then_some(Why::FirstName)
        }
        ([one], [other]) => likeness(one, other).map(|_| Why::FirstName),
        ([first, middle @ .., last], [first_too, middle_too @ .., last_too]) => {
            let in_order = whole(first, last, first_too, last_too)
                .filter(|_| middles_fit(middle, middle_too))
                .map(|why| {
                    if why == Why::SameName {
                        Why::MiddleName
                    } else {
                        why
                    }
                });
            // "Maria Ruiz" and "Ruiz Lopez, Maria": two family names, other order.
            let there = |word: &Word| long.iter().any(|other| other.text == word.text);
            let within = short.len() < long.len() && short.iter().all(there);
            in_order
                .or_else(|| within.then_some(Why::OtherOrder))
                .or_else(|| whole(last, first, first_too, last_too).filter(|_| long.len() == 2))
        }
        _ => None,
    }
}

/// Whether middle names do not contradict each other: left out, the same, or an initial.
fn middles_fit(short: &[Word], long: &[Word]) -> bool {
    let fits = |some: &[Word], others: &[Word]| {
        some.iter().all(|word| {
            others
                .iter()
                .any(|other| word.text == other.text || initial(word, other))
        })
    };
    fits(short, long) && (short.len() < long.len() || fits(long, short))
}

/// Whether one word is the first letter of the other, or the same letter.
fn initial(one: &Word, other: &Word) -> bool {
    let (short, long) = if one.text.len() < other.text.len() {
        (one, other)
    } else {
        (other, one)
    };
    short.text.chars().nth(1).is_none() && long.text.starts_with(short.text.as_str())
}

/// Two names of a first and a last word.
fn whole(first: &Word, last: &Word, first_too: &Word, last_too: &Word) -> Option<Why> {
    let cut = |one: &Word, other: &Word| one.text != other.text && initial(one, other);
    if cut(last, last_too) && likeness(first, first_too).is_some() {
        return Some(Why::Initial);
    }
    if cut(first, first_too) && likeness(last, last_too).is_some() {
        return Some(Why::Initial);
    }
    // A slip in both words is two other names: "Dana Ross", "Dane Rosa".
    match (likeness(first, first_too)?, likeness(last, last_too)?) {
        (Why::Spelling, Why::Spelling) => None,
        (one, other) => Some(one.max(other)),
    }
}

/// How two words of a name are alike, if they are.
fn likeness(one: &Word, other: &Word) -> Option<Why> {
    let in_family = |family: &usize| other.families.contains(family);
    if one.text == other.text {
        Some(Why::SameName)
    } else if one.families.iter().any(in_family) {
        Some(Why::ShortName)
    } else if spelling::near(&one.letters, &other.letters) {
        Some(Why::Spelling)
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
