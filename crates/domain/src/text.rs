//! Words that people type: folding for search, initials, and clean lines.
//!
//! A name may be in any script. Nothing here changes what is stored as a
//! person's name; folding only makes a second, searchable form beside it.

use unicode_normalization::{
    UnicodeNormalization,
    char::{canonical_combining_class, is_combining_mark},
};

/// The longest name of a person, in Unicode characters.
pub const NAME_MAX: usize = 120;
/// The longest single line, such as a next step or a place.
pub const LINE_MAX: usize = 200;
/// The longest note of a contact, in Unicode characters.
pub const NOTE_MAX: usize = 10_000;

/// The searchable form of a text: compatibility decomposition, accents taken
/// off, lower case, apostrophes dropped, every other mark or space one space.
///
/// `O’Brien`, `O'Brien` and `OBRIEN` fold alike, and so do `José` and `jose`.
/// Vowel signs of scripts such as Devanagari or Thai stay, because without
/// them a name is another name.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        fold_ascii(text)
    } else {
        fold_any(text)
    }
}

/// What [`fold_any`] does, for the letters of nearly every name of an import.
fn fold_ascii(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            if gap && !folded.is_empty() {
                folded.push(' ');
            }
            gap = false;
            folded.push(char::from(byte.to_ascii_lowercase()));
        } else if !matches!(byte, b'\'' | b'`') {
            gap = true;
        }
    }
    folded
}

fn fold_any(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    // Lower case first and again after decomposition: `İ` and `ℌ` need both.
    for character in text.to_lowercase().nfkd().flat_map(char::to_lowercase) {
        if is_accent(character) || is_silent(character) {
            continue;
        }
        if character.is_alphanumeric() || is_combining_mark(character) {
            if gap && !folded.is_empty() {
                folded.push(' ');
            }
            gap = false;
            match plain(character) {
                Some(letters) => folded.push_str(letters),
                None => folded.push(character),
            }
        } else {
            gap = true;
        }
    }
    folded
}

/// One or two letters to stand for a person where there is no picture.
///
/// First letter of the first and of the last word, in upper case where the
/// script has it; one letter for a single word; nothing for an empty name.
pub fn initials(name: &str) -> String {
    let mut words = name
        .split_whitespace()
        .filter_map(|word| word.nfc().find(|letter| letter.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first
        .into_iter()
        .chain(last)
        .flat_map(char::to_uppercase)
        .collect()
}

/// One line as it is stored: NFC, without control or direction characters,
/// runs of space as one space, trimmed.
pub fn clean_line(text: &str) -> String {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        clean_line_ascii(text)
    } else {
        clean_line_any(text)
    }
}

/// What [`clean_line_any`] does, for the letters of nearly every line.
fn clean_line_ascii(text: &str) -> String {
    let text = text.trim();
    if text.contains("  ") {
        text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        text.to_owned()
    }
}

fn clean_line_any(text: &str) -> String {
    let visible: String = text
        .nfc()
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .filter(|character| !is_unseen(*character))
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Several lines as they are stored: NFC, line ends as `\n`, no other control
/// or direction characters, no blank space at either end. Inner blank space stays.
pub fn clean_note(text: &str) -> String {
    if text
        .bytes()
        .all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t'))
    {
        text.trim().to_owned()
    } else {
        clean_note_any(text)
    }
}

fn clean_note_any(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let visible: String = lines
        .nfc()
        .filter(|character| match character {
            '\n' | '\t' => true,
            _ => !character.is_control() && !is_unseen(*character),
        })
        .collect();
    visible.trim().to_owned()
}

/// How long a text is to a reader: Unicode characters, not bytes.
pub fn length(text: &str) -> usize {
    text.chars().count()
}

/// Accents that fold away. A mark with combining class 0, 7 or 9 is a vowel
/// sign, a nukta or a virama: part of the letter.
fn is_accent(character: char) -> bool {
    is_combining_mark(character)
        && !matches!(canonical_combining_class(character), 0 | 7 | 9)
        // Japanese voicing marks tell が from か.
        && !matches!(character, '\u{3099}' | '\u{309a}')
}

/// Marks inside a word that people leave out or type in many ways.
fn is_silent(character: char) -> bool {
    matches!(
        character,
        '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | '′' | '\u{00ad}' | '\u{200c}' | '\u{200d}' | '·'
    ) || is_unseen(character)
}

/// Characters that show nothing and can make one name pass for another.
fn is_unseen(character: char) -> bool {
    matches!(
        character,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

/// Letters that have no decomposition but that people type plainly.
const fn plain(character: char) -> Option<&'static str> {
    Some(match character {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ı' => "i",
        'þ' => "th",
        'ħ' => "h",
        'ς' => "σ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_is_found_however_its_apostrophe_and_accents_were_typed() {
        for same in ["O’Brien", "O'Brien", "OBRIEN", "oʼbrien", "O‘Brien"] {
            assert_eq!(fold(same), "obrien");
        }
        assert_eq!(fold("José  Ángel-Peña"), "jose angel pena");
        assert_eq!(fold("Jose\u{301}"), fold("José"));
        assert_eq!(fold("Łukasz Straße"), "lukasz strasse");
        assert_eq!(fold("  Andre   M. "), "andre m");
        assert_eq!(fold("Ｋａｙｌａ"), "kayla");
        assert_eq!(fold("İpek"), "ipek");
        assert_eq!(fold("Νίκος"), fold("ΝΙΚΟΣ"));
    }

    #[test]
    fn a_script_whose_vowels_are_marks_keeps_them() {
        assert_ne!(fold("मीना"), fold("मना"));
        assert_ne!(fold("กิน"), fold("กน"));
        assert_ne!(fold("が"), fold("か"));
        assert_eq!(fold("محمّد"), fold("محمد"));
        assert_eq!(fold("李 小龙"), "李 小龙");
    }

    #[test]
    fn initials_are_the_first_and_last_word() {
        for (name, letters) in [
            ("Andre Miller", "AM"),
            ("Kayla T.", "KT"),
            ("María del Carmen Ruiz", "MR"),
            ("Cher", "C"),
            ("’Ana (Ann)", "AA"),
            ("李 小龙", "李小"),
            ("", ""),
            (" - ", ""),
        ] {
            assert_eq!(initials(name), letters, "{name}");
        }
    }

    #[test]
    fn a_line_has_no_control_or_direction_characters() {
        assert_eq!(clean_line("  Ann\u{202e}a \t\n Lee\u{7}  "), "Anna Lee");
        assert_eq!(clean_line("Jose\u{301}"), "José");
        assert_eq!(clean_note("one\r\ntwo\rthree\u{0}  \n"), "one\ntwo\nthree");
    }

    proptest! {
        #[test]
        fn plain_letters_take_a_shorter_way_to_the_same_end(text in "[\\x00-\\x7f]{0,40}|[ -~]{0,40}") {
            prop_assert_eq!(fold(&text), fold_any(&text));
            prop_assert_eq!(clean_line(&text), clean_line_any(&text));
            prop_assert_eq!(clean_note(&text), clean_note_any(&text));
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing_more(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn a_folded_text_has_no_double_or_outer_space(text in any::<String>()) {
            let folded = fold(&text);
            prop_assert_eq!(folded.trim(), &folded);
            prop_assert!(!folded.contains("  "));
        }

        #[test]
        fn cleaning_twice_changes_nothing_more(text in any::<String>()) {
            let once = clean_line(&text);
            prop_assert_eq!(clean_line(&once), once.clone());
            prop_assert!(!once.chars().any(char::is_control));
            let note = clean_note(&text);
            prop_assert_eq!(clean_note(&note), note);
        }
    }
}
