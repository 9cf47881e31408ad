//! Which characters stand inside quotation marks.
//!
//! In doubt a character counts as quoted: a missed hint costs nothing, a hint
//! on somebody's own words does. So a quotation that is never closed runs to
//! the end.

use super::tokens::{is_apostrophe, is_word};

/// For each character, whether it is quoted; the marks themselves are.
pub fn quoted(text: &[char]) -> Vec<bool> {
    let mut quoted = vec![false; text.len()];
    let mut at = 0;
    while at < text.len() {
        let end = if opens_double(text, at) {
            double_end(text, at)
        } else if opens_single(text, at) {
            single_end(text, at)
        } else {
            at += 1;
            continue;
        };
        quoted[at..=end].fill(true);
        at = end + 1;
    }
    quoted
}

fn before(text: &[char], at: usize) -> Option<char> {
    at.checked_sub(1).map(|before| text[before])
}

fn is_word_at(text: &[char], at: usize) -> bool {
    text.get(at).is_some_and(|character| is_word(*character))
}

fn is_blank(character: Option<char>) -> bool {
    character.is_none_or(|character| {
        matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{202f}')
    })
}

/// Whether nothing but blank space stands before it on its line.
fn begins_line(text: &[char], at: usize) -> bool {
    let blank = |character: &&char| is_blank(Some(**character)) && **character != '\n';
    text[..at]
        .iter()
        .rev()
        .find(|character| !blank(character))
        .is_none_or(|character| *character == '\n')
}

fn opens_double(text: &[char], at: usize) -> bool {
    match text[at] {
        '“' | '„' | '«' => true,
        // Corrected the wrong way round.
        '”' => is_blank(before(text, at)) && is_word_at(text, at + 1),
        // 5" is a length.
        '"' => !before(text, at).is_some_and(char::is_numeric) || is_word_at(text, at + 1),
        _ => false,
    }
}

fn double_end(text: &[char], start: usize) -> usize {
    let mut depth = 1_usize;
    for at in start + 1..text.len() {
        match text[at] {
            '“' if text[start] == '„' => depth -= 1,
            // Each paragraph of a long quotation begins with a mark.
            '“' | '"' if begins_line(text, at) => {}
            '“' | '„' | '«' => depth += 1,
            '”' | '»' => depth -= 1,
            '"' if text[start] == '"'
                || (depth == 1 && !is_blank(before(text, at)) && !is_word_at(text, at + 1)) =>
            {
                return at;
            }
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    text.len() - 1
}

/// Words whose first letters are left out, so that they begin with an apostrophe.
const CUT: &[&str] = &[
    "til", "till", "cause", "cuz", "em", "n", "round", "bout", "tis", "twas", "ol", "nother",
];

fn opens_single(text: &[char], at: usize) -> bool {
    let opens = match text[at] {
        '‘' => true,
        '\'' => {
            is_blank(before(text, at))
                || before(text, at)
                    .is_some_and(|c| matches!(c, '(' | '[' | '—' | '–' | '-' | '/' | ':'))
        }
        _ => false,
    };
    if !opens || !is_word_at(text, at + 1) || text[at + 1].is_numeric() {
        return false;
    }
    let word: String = text[at + 1..]
        .iter()
        .take_while(|character| is_word(**character))
        .collect();
    !CUT.contains(&word.to_ascii_lowercase().as_str())
}

/// The last mark that could close it before another one opens: an apostrophe
/// after a plural looks the same, and the longer reading is the safer one.
fn single_end(text: &[char], start: usize) -> usize {
    let mut end = None;
    for at in start + 1..text.len() {
        if end.is_some() && (opens_single(text, at) || text[at] == '\n') {
            break;
        }
        if is_apostrophe(text[at]) && !is_blank(before(text, at)) && !is_word_at(text, at + 1) {
            end = Some(at);
        }
    }
    end.unwrap_or(text.len() - 1)
}
