//! Person-first hints beside a work note: which word may hurt, and what could
//! be said instead.
//!
//! An offer and nothing more: the hints run while someone writes, block
//! nothing, are counted nowhere and never reach a quotation, because a person's
//! own words are theirs. The word list follows the avoid and prefer tables that
//! recovery programs publish, in our own words.
//!
//! The browser has the same rule in `client/rooms/hints.js`, fed with the same
//! list ([`fn@json`]); both must pass the cases in `vectors/language.json`.

mod json;
mod person;
mod quotes;
mod rows;
mod tokens;

use std::{collections::HashMap, ops::Range, sync::LazyLock};

pub use json::json;
pub use rows::{ROWS, Row, When, Why};

use tokens::Text;

/// One word that could be said otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Where it is, in bytes of the text.
    pub range: Range<usize>,
    /// The word as it stands there.
    pub word: String,
    /// What could stand in its place. Empty where nothing can: then say what happened.
    pub prefer: &'static [&'static str],
    /// The family of words it belongs to; the same for `addict` and `addicts`.
    pub id: &'static str,
    /// Why, as the end of a word id.
    pub why: Why,
}

/// The hints for a text, in its order; they never overlap.
pub fn hints(text: &str) -> Vec<Hint> {
    let text = Text::read(text);
    let mut hints = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        let Some((row, words)) = best(&text, at) else {
            at += 1;
            continue;
        };
        let last = &text.tokens[at + words - 1];
        let range = text.byte(text.tokens[at].start)..text.byte(last.stem_end);
        hints.push(Hint {
            word: text.source[range.clone()].to_owned(),
            range,
            prefer: &row.prefer,
            id: row.id,
            why: row.why,
        });
        at += words;
    }
    hints
}

/// The row with the longest form that begins at a token, and its length in words.
fn best(text: &Text<'_>, at: usize) -> Option<(&'static Row, usize)> {
    let token = &text.tokens[at];
    if token.quoted {
        return None;
    }
    let mut best: Option<(&'static Row, usize)> = None;
    for first in [token.low.as_str(), token.stem()] {
        for (row, form) in INDEX.get(first).into_iter().flatten() {
            let words = form.len();
            if best.is_none_or(|(_, longest)| words > longest)
                && text.has(at, form)
                && row.applies(text, at, words)
            {
                best = Some((row, words));
            }
        }
        if first == token.stem() {
            break;
        }
    }
    best
}

impl Row {
    fn applies(&self, text: &Text<'_>, at: usize, words: usize) -> bool {
        let when = match self.when {
            When::Always => true,
            When::Exact => text.tokens[at].written == self.forms[0],
            When::OfAPerson => person::is_meant(text, at),
        };
        when && !self
            .unless_after
            .iter()
            .any(|phrase| text.has_before(at, phrase))
            && !self
                .unless_before
                .iter()
                .any(|phrase| text.has_after(at + words - 1, phrase))
    }
}

/// A form as its words, and the row it belongs to.
type Form = (&'static Row, Vec<&'static str>);

/// Every form by its first word.
static INDEX: LazyLock<HashMap<&'static str, Vec<Form>>> = LazyLock::new(|| {
    let mut index: HashMap<_, Vec<_>> = HashMap::new();
    for row in ROWS.iter() {
        for form in &row.forms {
            let words: Vec<&str> = form.split(' ').collect();
            // An exact form is looked up like any other, in lower case.
            let first = if row.when == When::Exact {
                row.id
            } else {
                words[0]
            };
            let words = if row.when == When::Exact {
                vec![row.id]
            } else {
                words
            };
            index.entry(first).or_default().push((row, words));
        }
    }
    index
});

#[cfg(test)]
mod tests;
