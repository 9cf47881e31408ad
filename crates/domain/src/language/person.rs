//! Whether a word that can be said of a kitchen is said of a person.
//!
//! "Andre has been clean 3 weeks" is; "clean clothes" and "the room is clean"
//! are not. Read from the words around it; in doubt it is not.

use std::sync::LazyLock;

use super::tokens::{Text, Token};

/// Word lists by which a person is told from a thing; see `around.txt`.
pub struct Around(Vec<(&'static str, Vec<&'static str>)>);

/// The lists as they stand in the file.
pub static AROUND: LazyLock<Around> = LazyLock::new(|| {
    let mut lists: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in include_str!("around.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        if let Some(name) = line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'))
        {
            lists.push((name, Vec::new()));
        } else if let Some((_, words)) = lists.last_mut() {
            words.extend(line.split_whitespace());
        }
    }
    Around(lists)
});

impl Around {
    /// The lists by name, in the order of the file.
    pub fn lists(&self) -> impl Iterator<Item = (&'static str, &[&'static str])> {
        self.0.iter().map(|(name, words)| (*name, words.as_slice()))
    }

    fn has(&self, list: &str, word: &str) -> bool {
        self.0
            .iter()
            .any(|(name, words)| *name == list && words.contains(&word))
    }
}

fn is(list: &str, word: &str) -> bool {
    AROUND.has(list, word)
}

/// Whether the word at this place is said of a person.
pub fn is_meant(text: &Text<'_>, at: usize) -> bool {
    if !may_follow(text, at) {
        return false;
    }
    let lasts = lasts(text, at);
    let Some(before) = step_back(text, at) else {
        return lasts;
    };
    let token = &text.tokens[before];
    let low = token.low.as_str();
    if is("becoming", low) {
        // "The kitchen stays clean."
        return subject(text, before).is_none_or(|subject| !is_thing(subject));
    }
    if is("copulas", low) {
        // Notes leave the person out: "Has been clean 3 weeks."
        return subject(text, before).is_none_or(is_person);
    }
    if is("contracted", low) || (low != token.stem() && is_person(token)) {
        return true;
    }
    let counted = is("units", low) && before > 0 && text.joins(before - 1) && {
        let number = &text.tokens[before - 1];
        number.is_number() || is("numbers", number.low.as_str())
    };
    counted || (lasts && !is_thing(token))
}

/// The nearest token before, in one breath, that may not stand between.
fn step_back(text: &Text<'_>, at: usize) -> Option<usize> {
    let mut at = at;
    while at > 0 && text.joins(at - 1) {
        at -= 1;
        if !is("between", &text.tokens[at].low) {
            return Some(at);
        }
    }
    None
}

/// Of whom the verb is said: the nearest word before it that is no verb of this kind.
fn subject<'t>(text: &'t Text<'_>, verb: usize) -> Option<&'t Token> {
    let mut at = verb;
    loop {
        at = step_back(text, at)?;
        let low = text.tokens[at].low.as_str();
        if !["copulas", "auxiliaries", "becoming"]
            .iter()
            .any(|list| is(list, low))
        {
            return Some(&text.tokens[at]);
        }
    }
}

fn is_thing(token: &Token) -> bool {
    is("things", token.low.as_str()) || is("things", token.stem())
}

fn is_person(token: &Token) -> bool {
    is("people", token.low.as_str())
        || is("people", token.stem())
        || is("contracted", token.low.as_str())
        || (token.is_capital() && !is_thing(token))
}

/// Whether the word stands alone, so that no thing comes after it.
fn may_follow(text: &Text<'_>, at: usize) -> bool {
    !text.joins(at)
        || text.tokens.get(at + 1).is_none_or(|next| {
            let low = next.low.as_str();
            next.is_number() || is("follow", low) || is("numbers", low)
        })
}

/// Whether a stretch of time comes next: "3 weeks", "for almost a year", "since June".
fn lasts(text: &Text<'_>, at: usize) -> bool {
    let mut at = at;
    let mut next = || {
        let token = text.joins(at).then(|| &text.tokens[at + 1]);
        at += 1;
        token
    };
    let Some(mut token) = next() else {
        return false;
    };
    if token.low == "since" {
        return true;
    }
    let mut counted = false;
    for _ in 0..4 {
        let low = token.low.as_str();
        if counted && is("units", low) {
            return true;
        }
        let is_number = token.is_number() || is("numbers", low);
        if !is_number && !is("about", low) {
            return false;
        }
        counted |= is_number;
        let Some(following) = next() else {
            return false;
        };
        token = following;
    }
    is("units", token.low.as_str()) && counted
}
