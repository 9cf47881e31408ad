//! Which passwords may be set: NIST SP 800-63B-4, section 3.1.1.2.
//!
//! At least fifteen characters, no rules on what kinds of characters, and a
//! list of what may not be the whole of it: repeats, runs along the keyboard,
//! the alphabet or the numbers, well-known long passwords and sayings, and the
//! names of the program, its people and their addresses. Spaces are welcome; a
//! few unrelated words make a good password.

mod known;

use unicode_normalization::UnicodeNormalization;

use crate::text::fold;

/// The fewest Unicode characters, counted after [`normalize`].
pub const MIN: usize = 15;
/// The most, so that hashing has a bound.
pub const MAX: usize = 256;
/// How many characters must be no part of anything predictable.
const FREE_MIN: usize = 6;

/// Why a password cannot be used, in the order in which it is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Weak {
    /// Add so many characters.
    #[error("{missing} more characters are needed")]
    TooShort {
        /// How many to add.
        missing: usize,
    },
    /// More than [`MAX`] characters: shorten it.
    #[error("the password is too long")]
    TooLong,
    /// A few characters or one word over and over: use different words.
    #[error("it repeats itself")]
    Repeats,
    /// Runs such as `qwerty`, `abcdef`, `12345`: use words that do not follow.
    #[error("it follows the keyboard, the alphabet or the numbers")]
    Sequence,
    /// A well-known password or saying: choose words of your own.
    #[error("many people use it")]
    Common,
    /// Mostly the program's, a person's or an address's name: leave it out.
    #[error("it is made of names that others know")]
    Own,
}

impl Weak {
    /// The end of the word id.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::TooShort { .. } => "too-short",
            Self::TooLong => "too-long",
            Self::Repeats => "repeats",
            Self::Sequence => "sequence",
            Self::Common => "common",
            Self::Own => "own",
        }
    }
}

/// The form that is checked and hashed: NFC, so that one password typed on two
/// keyboards is one password. Nothing is trimmed or cut.
pub fn normalize(password: &str) -> String {
    password.nfc().collect()
}

/// Whether a password may be set. `own` holds names that others know: of the
/// person, their address, the program, the agency, and of Fullcup itself.
pub fn check(password: &str, own: &[&str]) -> Result<(), Weak> {
    let normal = normalize(password);
    let length = normal.chars().count();
    if length < MIN {
        return Err(Weak::TooShort {
            missing: MIN - length,
        });
    }
    if length > MAX {
        return Err(Weak::TooLong);
    }
    let plain: Vec<char> = fold(&normal)
        .chars()
        .filter(|character| character.is_alphanumeric())
        .collect();
    if repeats(&normal.to_lowercase().chars().collect::<Vec<_>>()) || repeats(&plain) {
        return Err(Weak::Repeats);
    }
    // What is not a letter or a digit is as good as a letter that nobody guesses.
    let marks = normal
        .chars()
        .filter(|c| !c.is_alphanumeric() && !c.is_whitespace())
        .count();
    let free_min = FREE_MIN.saturating_sub(marks / 2);
    let mut cover = Cover::new(&plain);
    cover.runs();
    if cover.free() < free_min {
        return Err(Weak::Sequence);
    }
    let mut common = cover.clone();
    let words = common.phrases(known::PHRASES) + common.words(known::WORDS);
    // Four words, even ordinary ones, are a passphrase.
    if words > 0 && words < 4 && common.free() < free_min {
        return Err(Weak::Common);
    }
    cover.names(own);
    cover.words(known::WORDS);
    if cover.named && cover.free() < free_min {
        return Err(Weak::Own);
    }
    Ok(())
}

/// Fewer than five different characters, or one piece over and over.
fn repeats(characters: &[char]) -> bool {
    let mut different = characters.to_vec();
    different.sort_unstable();
    different.dedup();
    different.len() < 5
        || (1..=characters.len() / 2).any(|piece| {
            characters
                .iter()
                .zip(&characters[piece..])
                .all(|(one, later)| one == later)
        })
}

/// Which characters of a password are part of something predictable.
#[derive(Clone)]
struct Cover {
    plain: Vec<char>,
    /// The same with digits and signs read as the letters they stand for.
    spelled: Vec<char>,
    covered: Vec<bool>,
    named: bool,
}

impl Cover {
    fn new(plain: &[char]) -> Self {
        Self {
            plain: plain.to_vec(),
            spelled: plain.iter().copied().map(spelled).collect(),
            covered: vec![false; plain.len()],
            named: false,
        }
    }

    fn free(&self) -> usize {
        self.covered.iter().filter(|covered| !**covered).count()
    }

    /// Covers runs of three and more: the same character, or neighbors in the
    /// alphabet, among the digits or along a row of keys, in either direction.
    fn runs(&mut self) {
        let step = |one: char, next: char| {
            known::ROWS.iter().find_map(|row| {
                let at = |character| row.chars().position(|key| key == character);
                let (one, next) = (at(one)?, at(next)?);
                [
                    (one + 1 == next, 1),
                    (next + 1 == one, -1),
                    (one == next, 0),
                ]
                .into_iter()
                .find_map(|(is, step)| is.then_some(step))
            })
        };
        for start in 0..self.plain.len().saturating_sub(2) {
            let [one, two, three] = [0, 1, 2].map(|ahead| self.plain[start + ahead]);
            if let Some(first) = step(one, two)
                && step(two, three) == Some(first)
            {
                self.covered[start..start + 3].fill(true);
            }
        }
        self.years();
    }

    /// Covers years: `1988`, `2026`.
    fn years(&mut self) {
        for start in 0..self.plain.len().saturating_sub(3) {
            let four = &self.plain[start..start + 4];
            if four.iter().all(char::is_ascii_digit)
                && matches!(four, ['1', '9', ..] | ['2', '0', ..])
            {
                self.covered[start..start + 4].fill(true);
            }
        }
    }

    /// Covers every place of a word; whether it covered anything new.
    fn word(&mut self, word: &str) -> bool {
        let letters: Vec<char> = word.chars().collect();
        let mut new = false;
        for start in 0..(self.plain.len() + 1).saturating_sub(letters.len()) {
            let place = start..start + letters.len();
            if self.plain[place.clone()] == letters[..]
                || self.spelled[place.clone()] == letters[..]
            {
                new |= self.covered[place.clone()].contains(&false);
                self.covered[place].fill(true);
            }
        }
        new
    }

    /// Covers sayings; each counts as one word however long it is.
    fn phrases(&mut self, phrases: &[&str]) -> usize {
        phrases.iter().filter(|phrase| self.word(phrase)).count()
    }

    /// Covers ordinary words, longest first; how many different ones there were.
    fn words(&mut self, words: &[&str]) -> usize {
        let mut longest: Vec<&&str> = words.iter().collect();
        longest.sort_by_key(|word| std::cmp::Reverse(word.len()));
        longest.into_iter().filter(|word| self.word(word)).count()
    }

    /// Covers names: whole, and each part of three letters or more.
    fn names(&mut self, names: &[&str]) {
        for name in names {
            let folded = fold(name);
            let parts = folded.split(' ').filter(|part| part.chars().count() > 2);
            let whole: String = folded.split(' ').collect();
            for part in parts
                .chain([whole.as_str()])
                .filter(|part| part.chars().count() > 2)
            {
                self.named |= self.word(part);
            }
        }
    }
}

/// The letter that a digit is often written for.
const fn spelled(character: char) -> char {
    match character {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        '8' => 'b',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const OWN: &[&str] = &[
        "Dee Hines",
        "dee.hines@harbor.example",
        "Harbor Street Recovery",
        "Fullcup",
    ];

    fn of(password: &str) -> Result<(), Weak> {
        check(password, OWN)
    }

    #[test]
    fn a_few_unrelated_words_are_a_good_password() {
        for password in [
            "violet tractor ladder",
            "mostly rain in october",
            "kettle-otter-plum",
            "el gato duerme tranquilo",
            "lantern zebra 40 spoons",
            "sunshine baseball monkey dragon",
            "dee likes wooden boats",
            "我家的猫喜欢在窗台上晒太阳看小鸟",
            "g7#kQ2!zR9&vT5p",
        ] {
            assert_eq!(of(password), Ok(()), "{password}");
        }
    }

    #[test]
    fn fourteen_characters_are_one_too_few_and_are_counted_composed() {
        assert_eq!(of("violet tractor"), Err(Weak::TooShort { missing: 1 }));
        assert_eq!(of(""), Err(Weak::TooShort { missing: 15 }));
        assert_eq!(
            of("e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}"),
            Err(Weak::TooShort { missing: 7 })
        );
        let long: String = ('\u{4e00}'..).take(MAX).collect();
        assert_eq!(of(&long), Ok(()));
        assert_eq!(of(&format!("{long}x")), Err(Weak::TooLong));
    }

    #[test]
    fn a_password_typed_on_two_keyboards_is_one() {
        assert_eq!(normalize("cafe\u{301} noir"), normalize("café noir"));
        assert_eq!(normalize(" spaces stay "), " spaces stay ");
    }

    #[test]
    fn repeats_are_refused() {
        for password in [
            "aaaaaaaaaaaaaaaa",
            "abababababababab",
            "kettlekettlekettle",
            "Kettle kettle KETTLE",
            "112211221122112",
            "otter plum otter plum",
            "...............",
        ] {
            assert_eq!(of(password), Err(Weak::Repeats), "{password}");
        }
    }

    #[test]
    fn runs_are_refused() {
        for password in [
            "abcdefghijklmnop",
            "1234567890abcdef",
            "qwertyuiopasdfg",
            "qwerty asdfgh zxcvbn",
            "poiuytrewq54321",
            "0987654321!abc!",
            "19881989199019912",
        ] {
            assert_eq!(of(password), Err(Weak::Sequence), "{password}");
        }
    }

    #[test]
    fn what_many_people_use_is_refused() {
        for password in [
            "passwordpassword1",
            "Password12345678",
            "P4ssw0rd!P4ssw0rd",
            "iloveyou12345678",
            "letmein letmein 99",
            "correct horse battery staple",
            "one day at a time 2026",
            "God grant me the serenity",
            "This too shall pass",
            "welcomewelcome2026",
        ] {
            assert!(
                matches!(of(password), Err(Weak::Common | Weak::Repeats)),
                "{password}: {:?}",
                of(password)
            );
        }
    }

    #[test]
    fn names_that_others_know_are_refused() {
        for password in [
            "harborstreetrecovery",
            "Harbor Street Recovery 2026!",
            "deehines1988deehines",
            "dee.hines@harbor.example",
            "Fullcup Fullcup 2026",
            "D33 H1n3s harb0r 123",
            "fullcup password 123",
        ] {
            assert!(
                matches!(of(password), Err(Weak::Own | Weak::Repeats)),
                "{password}: {:?}",
                of(password)
            );
        }
        assert_eq!(check("harborstreetrecovery", &[]), Ok(()));
    }

    #[test]
    fn the_lists_are_folded_and_say_nothing_twice() {
        for list in [known::WORDS, known::PHRASES] {
            for (place, word) in list.iter().enumerate() {
                assert_eq!(fold(word), **word);
                assert!(word.len() > 2 && !word.contains(' '), "{word}");
                assert!(!list[..place].contains(word), "{word}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_password_panics(password in any::<String>(), name in any::<String>()) {
            let _ = check(&password, &[&name]);
        }

        #[test]
        fn too_short_says_how_much_is_missing(password in "[a-zé ]{0,14}") {
            let missing = MIN - normalize(&password).chars().count();
            prop_assert_eq!(of(&password), Err(Weak::TooShort { missing }));
        }

        #[test]
        fn what_a_machine_makes_up_is_accepted(password in "[bcdfghjkmpqrstvwxz2-9]{24}") {
            prop_assert_eq!(of(&password), Ok(()));
        }

        #[test]
        fn no_kind_of_character_is_asked_for(words in "[a-z]{7} [a-z]{7} [a-z]{7}") {
            // Whatever is refused is refused for what it says, never for its kinds.
            let capital = words.to_uppercase();
            prop_assert_eq!(of(&words), of(&capital));
        }

        #[test]
        fn a_common_word_and_numbers_never_pass(
            word in prop::sample::select(known::WORDS), number in "[0-9]{0,5}", times in 2_usize..6,
        ) {
            let password = format!("{}{number}", word.repeat(times));
            prop_assert!(of(&password).is_err(), "{password}");
        }
    }
}
