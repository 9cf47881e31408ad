//! The stretched pseudo-language: readable, plainly not English, and longer.

use std::borrow::Cow;

/// Accents on the vowels and some consonants, and every vowel after the first
/// of a word doubled: about two fifths more letters. Spaces stay, so that lines
/// break where they would.
pub(super) fn stretch(text: &str) -> Cow<'_, str> {
    let mut long = String::with_capacity(text.len() * 2);
    let mut letters = 0_usize;
    let mut grown = 0_usize;
    for letter in text.chars() {
        let other = accent(letter);
        long.push(other);
        if letter.is_ascii_alphabetic() {
            letters += 1;
            // Two for every five letters, kept even over the text.
            if is_vowel(letter) && grown * 5 < letters * 2 {
                long.push(other.to_lowercase().next().unwrap_or(other));
                grown += 1;
            }
        } else if letters > 0 {
            while grown * 5 < letters * 2 {
                long.push('~');
                grown += 1;
            }
        }
    }
    while grown * 5 < letters * 2 {
        long.push('~');
        grown += 1;
    }
    Cow::Owned(long)
}

fn is_vowel(letter: char) -> bool {
    matches!(
        letter.to_ascii_lowercase(),
        'a' | 'e' | 'i' | 'o' | 'u' | 'y'
    )
}

fn accent(letter: char) -> char {
    match letter {
        'a' => 'å',
        'e' => 'é',
        'i' => 'î',
        'o' => 'ö',
        'u' => 'û',
        'y' => 'ý',
        'c' => 'ç',
        'n' => 'ñ',
        's' => 'š',
        'A' => 'Å',
        'E' => 'É',
        'I' => 'Î',
        'O' => 'Ö',
        'U' => 'Û',
        'Y' => 'Ý',
        'C' => 'Ç',
        'N' => 'Ñ',
        'S' => 'Š',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_grows_by_two_fifths() {
        for text in ["Save", "Who can see this", "Nothing here yet", "rhythm"] {
            let letters = text.chars().filter(char::is_ascii_alphabetic).count();
            let grown = stretch(text).chars().count() - text.chars().count();
            assert!(
                grown * 5 >= letters * 2 && grown * 5 <= letters * 2 + 5,
                "{text}: {grown}"
            );
        }
    }

    #[test]
    fn signs_and_spaces_stay_as_they_are() {
        assert_eq!(stretch("10:30, “…”"), "10:30, “…”");
    }
}
