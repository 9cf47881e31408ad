//! A text as words. The browser's side cuts it in exactly the same way.

use unicode_normalization::char::is_combining_mark;

use super::quotes::quoted;

/// One word of a text. Places are in characters.
pub struct Token {
    pub start: usize,
    pub end: usize,
    /// The end without a possessive `'s`.
    pub stem_end: usize,
    /// As it is written, with a plain apostrophe.
    pub written: String,
    /// In lower case, as far as ASCII goes: the list is English.
    pub low: String,
    /// Inside quotation marks.
    pub quoted: bool,
}

impl Token {
    /// Without a possessive `'s`.
    pub fn stem(&self) -> &str {
        self.low.strip_suffix("'s").unwrap_or(&self.low)
    }

    pub fn is_number(&self) -> bool {
        self.low.bytes().all(|byte| byte.is_ascii_digit())
    }

    pub fn is_capital(&self) -> bool {
        self.written.chars().next().is_some_and(char::is_uppercase)
    }
}

pub struct Text<'a> {
    pub source: &'a str,
    chars: Vec<(usize, char)>,
    pub tokens: Vec<Token>,
}

impl<'a> Text<'a> {
    pub fn read(source: &'a str) -> Self {
        let chars: Vec<(usize, char)> = source.char_indices().collect();
        let plain: Vec<char> = chars.iter().map(|(_, character)| *character).collect();
        let quoted = quoted(&plain);
        let mut tokens = Vec::new();
        let mut at = 0;
        while at < plain.len() {
            if !is_word(plain[at]) {
                at += 1;
                continue;
            }
            let start = at;
            while at < plain.len()
                && (is_word(plain[at])
                    || (is_apostrophe(plain[at]) && plain.get(at + 1).is_some_and(|c| is_word(*c))))
            {
                at += 1;
            }
            let written: String = plain[start..at]
                .iter()
                .map(|c| if is_apostrophe(*c) { '\'' } else { *c })
                .collect();
            let low = written.to_ascii_lowercase();
            let stem_end = if low.ends_with("'s") { at - 2 } else { at };
            tokens.push(Token {
                start,
                end: at,
                stem_end,
                written,
                low,
                quoted: quoted[start],
            });
        }
        Self {
            source,
            chars,
            tokens,
        }
    }

    /// The byte at which a character begins.
    pub fn byte(&self, place: usize) -> usize {
        self.chars
            .get(place)
            .map_or(self.source.len(), |(byte, _)| *byte)
    }

    /// Whether only blank space or hyphens stand between a token and the next,
    /// and both are outside quotation marks or both inside.
    pub fn joins(&self, at: usize) -> bool {
        let (Some(one), Some(next)) = (self.tokens.get(at), self.tokens.get(at + 1)) else {
            return false;
        };
        let gap = &self.chars[one.end..next.start];
        one.quoted == next.quoted
            && gap.iter().all(|(_, character)| is_gap(*character))
            // An empty line ends a thought.
            && gap.iter().filter(|(_, character)| *character == '\n').count() < 2
    }

    /// Whether the words stand here; the last may have a possessive `'s`.
    pub fn has(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(ahead, word)| {
            let Some(token) = self.tokens.get(at + ahead) else {
                return false;
            };
            let is_last = ahead + 1 == words.len();
            (token.low == *word || (is_last && token.stem() == *word))
                && !token.quoted
                && (is_last || self.joins(at + ahead))
        })
    }

    /// Whether the phrase ends right before a token.
    pub fn has_before(&self, at: usize, phrase: &str) -> bool {
        let words: Vec<&str> = phrase.split(' ').collect();
        at.checked_sub(words.len())
            .is_some_and(|from| self.has(from, &words) && self.joins(at - 1))
    }

    /// Whether the phrase begins right after a token.
    pub fn has_after(&self, at: usize, phrase: &str) -> bool {
        let words: Vec<&str> = phrase.split(' ').collect();
        self.joins(at) && self.has(at + 1, &words)
    }
}

/// Part of a word: a letter or digit of any script, or a mark on one.
pub fn is_word(character: char) -> bool {
    character.is_alphanumeric() || is_combining_mark(character)
}

pub const fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’')
}

const fn is_gap(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{202f}' | '-' | '‐' | '‑' | '\u{ad}'
    )
}
