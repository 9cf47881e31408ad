//! How a person is named and reached.

use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;

use crate::text::{NAME_MAX, clean_line, length};

/// Pronouns offered; any others may be written.
pub const PRONOUNS: &[&str] = &["he, him", "she, her", "they, them"];
/// The longest pronouns, in Unicode characters.
pub const PRONOUNS_MAX: usize = 40;

/// Why a name, number or address cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PersonError {
    /// Nothing was written.
    #[error("nothing is written")]
    Empty,
    /// Too long; the limits stand beside each function.
    #[error("this is too long")]
    TooLong,
    /// Not a name, number or address.
    #[error("this is not one we can use")]
    Unreadable,
}

impl PersonError {
    /// The end of the word id.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong => "too-long",
            Self::Unreadable => "unreadable",
        }
    }
}

/// The name that a person uses, cleaned: one line, at most [`NAME_MAX`]
/// characters, with at least one letter or digit of any script. One word is enough.
pub fn name(text: &str) -> Result<String, PersonError> {
    let name = clean_line(text);
    if name.is_empty() {
        Err(PersonError::Empty)
    } else if length(&name) > NAME_MAX {
        Err(PersonError::TooLong)
    } else if !name.chars().any(char::is_alphanumeric) {
        Err(PersonError::Unreadable)
    } else {
        Ok(name)
    }
}

/// Pronouns, in the person's own words; `None` when nothing is written.
pub fn pronouns(text: &str) -> Result<Option<String>, PersonError> {
    let pronouns = clean_line(text);
    if length(&pronouns) > PRONOUNS_MAX {
        return Err(PersonError::TooLong);
    }
    Ok((!pronouns.is_empty()).then_some(pronouns))
}

/// A phone number, kept as it was written and as it is dialed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Phone {
    written: String,
    dialed: String,
}

impl Phone {
    /// As it was written, cleaned.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// As it is dialed: digits, perhaps with `+` before them. US numbers of ten
    /// digits get `+1`.
    pub fn dialed(&self) -> &str {
        &self.dialed
    }

    /// The address of a link that calls.
    pub fn tel(&self) -> String {
        format!("tel:{}", self.dialed)
    }

    /// The address of a link that writes a text message.
    pub fn sms(&self) -> String {
        // A pause and an extension make no sense to a message.
        format!("sms:{}", self.dialed.split(';').next().unwrap_or_default())
    }

    /// The last four digits, for telling two people apart.
    pub fn last_four(&self) -> &str {
        let number = self.dialed.split(';').next().unwrap_or_default();
        number
            .len()
            .checked_sub(4)
            .map_or(number, |from| &number[from..])
    }
}

impl FromStr for Phone {
    type Err = PersonError;

    /// Reads any ordinary writing: `555-0142`, `(413) 555-0142 ext. 3`,
    /// `+44 20 7946 0018`, `988`.
    fn from_str(text: &str) -> Result<Self, PersonError> {
        let written = clean_line(text);
        if written.is_empty() {
            return Err(PersonError::Empty);
        }
        if length(&written) > 40 {
            return Err(PersonError::TooLong);
        }
        let lower = written.to_lowercase();
        let (number, extension) = ["ext.", "ext", "x", "#"]
            .iter()
            .find_map(|mark| lower.split_once(mark))
            .unwrap_or((&lower, ""));
        let digits = plain_digits(number.trim().trim_start_matches('+'))?;
        let extension = plain_digits(extension)?;
        let dialed = match (number.trim().starts_with('+'), digits.len()) {
            (true, 8..=15) => format!("+{digits}"),
            (false, 10) => format!("+1{digits}"),
            (false, 11) if digits.starts_with('1') => format!("+{digits}"),
            (false, 3..=15) => digits,
            _ => return Err(PersonError::Unreadable),
        };
        let dialed = if extension.is_empty() {
            dialed
        } else {
            format!("{dialed};ext={extension}")
        };
        Ok(Self { written, dialed })
    }
}

/// The digits of a number written with the usual marks between them.
fn plain_digits(text: &str) -> Result<String, PersonError> {
    let mut digits = String::new();
    for character in text.chars() {
        match character {
            '0'..='9' => digits.push(character),
            ' ' | '-' | '.' | '(' | ')' | '/' | '‑' | '–' => {}
            _ => return Err(PersonError::Unreadable),
        }
    }
    Ok(digits)
}

/// An e-mail address, checked lightly: only a message tells whether it works.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Email(String);

impl Email {
    /// The address as it was written, trimmed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form by which accounts are found: composed and in lower case. Two
    /// mailboxes that differ only in that do not exist in practice.
    pub fn folded(&self) -> String {
        self.0.nfc().collect::<String>().to_lowercase()
    }

    /// The part before the at sign, which no password may consist of.
    pub fn local(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(local, _)| local)
    }
}

impl FromStr for Email {
    type Err = PersonError;

    /// Takes at most 254 bytes, one at sign with something before it (at most
    /// 64 bytes), and after it a name with a dot inside. No blank space.
    fn from_str(text: &str) -> Result<Self, PersonError> {
        let address = text.trim();
        if address.is_empty() {
            return Err(PersonError::Empty);
        }
        if address.len() > 254 {
            return Err(PersonError::TooLong);
        }
        let (local, host) = address.rsplit_once('@').ok_or(PersonError::Unreadable)?;
        let odd = |c: char| {
            c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';' | '"' | '@')
        };
        let is_host = host.split('.').count() > 1 && host.split('.').all(is_label);
        let is_local = (1..=64).contains(&local.len()) && !local.chars().any(odd);
        // Direction marks and zero-width characters would make two look alike.
        let is_seen = clean_line(address) == address.nfc().collect::<String>();
        if is_local && is_host && is_seen {
            Ok(Self(address.to_owned()))
        } else {
            Err(PersonError::Unreadable)
        }
    }
}

fn is_label(label: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || c == '-';
    (1..=63).contains(&label.len())
        && label.chars().all(inner)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_is_any_name() {
        for text in [
            "Andre M.",
            "Cher",
            "李 小龙",
            "O’Brien",
            "X Æ A-12",
            "ʻIolani",
        ] {
            assert_eq!(name(text).as_deref(), Ok(text));
        }
        assert_eq!(name(" Kayla \u{202e}T. "), Ok("Kayla T.".to_owned()));
        assert_eq!(name(" \u{200b} "), Err(PersonError::Empty));
        assert_eq!(name("?"), Err(PersonError::Unreadable));
        assert_eq!(name(&"x".repeat(121)), Err(PersonError::TooLong));
    }

    #[test]
    fn pronouns_are_the_persons_own() {
        assert_eq!(pronouns(" ze,  zir "), Ok(Some("ze, zir".to_owned())));
        assert_eq!(pronouns("  "), Ok(None));
        assert_eq!(pronouns(&"x".repeat(41)), Err(PersonError::TooLong));
    }

    #[test]
    fn a_number_is_dialed_as_it_should_be() {
        for (written, tel) in [
            ("555-0142", "tel:5550142"),
            ("(413) 555-0142", "tel:+14135550142"),
            ("413.555.0142", "tel:+14135550142"),
            ("1 413 555 0142", "tel:+14135550142"),
            ("+1 413 555 0142", "tel:+14135550142"),
            ("+44 20 7946 0018", "tel:+442079460018"),
            ("413-555-0142 ext. 3", "tel:+14135550142;ext=3"),
            ("413-555-0142 x12", "tel:+14135550142;ext=12"),
            ("988", "tel:988"),
        ] {
            assert_eq!(
                written.parse::<Phone>().map(|phone| phone.tel()).as_deref(),
                Ok(tel),
                "{written}"
            );
        }
        let phone: Phone = " 413-555-0142 x12".parse().expect("a number");
        assert_eq!(
            (phone.written(), phone.last_four()),
            ("413-555-0142 x12", "0142")
        );
        assert_eq!(phone.sms(), "sms:+14135550142");
        for (text, error) in [
            ("", PersonError::Empty),
            ("12", PersonError::Unreadable),
            ("call me", PersonError::Unreadable),
            ("+12", PersonError::Unreadable),
            ("1234567890123456", PersonError::Unreadable),
            ("555-0142;evil", PersonError::Unreadable),
            (&"5".repeat(41), PersonError::TooLong),
        ] {
            assert_eq!(text.parse::<Phone>(), Err(error), "{text}");
        }
    }

    #[test]
    fn an_address_is_checked_lightly() {
        for text in [
            "dee@harbor.example",
            "d.hines+work@mail.harbor.example",
            "josé@correo.example",
            "o'brien@x.io",
        ] {
            assert_eq!(
                text.parse::<Email>()
                    .map(|email| email.as_str().to_owned())
                    .as_deref(),
                Ok(text)
            );
        }
        for text in [
            "dee",
            "dee@",
            "@harbor.example",
            "dee@harbor",
            "a b@harbor.example",
            "a@b@c.example",
            "dee@-x.example",
            "dee@harbor..example",
            "de\u{200b}e@harbor.example",
            "<dee@harbor.example>",
        ] {
            assert_eq!(
                text.parse::<Email>(),
                Err(PersonError::Unreadable),
                "{text}"
            );
        }
        let email: Email = " Dee.H@Harbor.Example ".parse().expect("an address");
        assert_eq!(
            (email.folded().as_str(), email.local()),
            ("dee.h@harbor.example", "Dee.H")
        );
    }

    proptest! {
        #[test]
        fn no_text_panics_and_what_passes_is_one_line(text in any::<String>()) {
            let parts = [
                name(&text).ok(),
                pronouns(&text).ok().flatten(),
                text.parse::<Phone>().ok().map(|phone| phone.tel()),
                text.parse::<Email>().ok().map(|email| email.folded()),
            ];
            prop_assert!(parts.into_iter().flatten().all(|part| !part.chars().any(char::is_control)));
        }
    }
}
