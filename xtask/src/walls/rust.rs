//! Rust files as a flat run of tokens: comments gone, test modules gone, line numbers kept.
//!
//! Flat on purpose: what stands inside `html! { … }` is read like everything else.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};

use super::tree::Text;

/// One token, with the line on which it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Counted from 1.
    pub line: usize,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word: a name or a keyword.
    Word(String),
    /// The text of a string, read.
    Said(String),
    /// Any other literal.
    Other,
    /// One sign, opening and closing brackets too.
    Sign(char),
}

/// A Rust file.
#[derive(Debug)]
pub struct Rust {
    /// From the root.
    pub path: String,
    /// What it says to the compiler, without test modules. Empty for a file of tests.
    pub tokens: Vec<Token>,
    /// Why it cannot be read, if it cannot.
    pub broken: Option<String>,
}

impl Rust {
    /// Reads a Rust file; `None` for any other.
    pub fn read(text: &Text) -> Option<Self> {
        if !text.is(".rs") {
            return None;
        }
        let path = text.path.clone();
        Some(match text.text.parse::<TokenStream>() {
            Ok(stream) => {
                let mut tokens = Vec::new();
                if !is_test(&path) {
                    flatten(stream, &mut tokens);
                }
                Self {
                    path,
                    tokens,
                    broken: None,
                }
            }
            Err(error) => {
                let broken = Some(format!("{path}: this is not Rust: {error}"));
                Self {
                    path,
                    tokens: Vec::new(),
                    broken,
                }
            }
        })
    }

    /// The crate it belongs to: `rooms/alongside`.
    pub fn house_part(&self) -> &str {
        let mut parts = self.path.match_indices('/');
        parts
            .nth(1)
            .map_or(self.path.as_str(), |(at, _)| &self.path[..at])
    }

    /// The last part of its path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

/// Whether a path is that of tests alone.
fn is_test(path: &str) -> bool {
    let of_tests = |part: &str| matches!(part, "tests" | "benches" | "testkit" | "tests.rs");
    path.split('/').any(of_tests) || path.ends_with("_tests.rs")
}

impl Token {
    /// Whether it is this word.
    pub fn word(&self, word: &str) -> bool {
        matches!(&self.kind, Kind::Word(own) if own == word)
    }

    /// Whether it is this sign.
    pub fn sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    /// The text, if it is a string.
    pub fn said(&self) -> Option<&str> {
        if let Kind::Said(text) = &self.kind {
            Some(text)
        } else {
            None
        }
    }

    /// The word, if it is one.
    pub fn name(&self) -> Option<&str> {
        if let Kind::Word(word) = &self.kind {
            Some(word)
        } else {
            None
        }
    }
}

fn flatten(stream: TokenStream, into: &mut Vec<Token>) {
    let trees: Vec<TokenTree> = stream.into_iter().collect();
    let mut at = 0;
    while at < trees.len() {
        if is_cfg_test(&trees[at..]) {
            at = after_item(&trees, at + 2);
            continue;
        }
        // A doc comment arrives as #[doc = "…"]; it is no text of the program.
        if is_doc(&trees[at..]) {
            at += if matches!(&trees[at + 1], TokenTree::Punct(_)) {
                3
            } else {
                2
            };
            continue;
        }
        push(&trees[at], into);
        at += 1;
    }
}

fn push(tree: &TokenTree, into: &mut Vec<Token>) {
    let line = |span: Span| span.start().line;
    match tree {
        TokenTree::Group(group) => {
            let (open, close) = match group.delimiter() {
                Delimiter::Parenthesis => ('(', ')'),
                Delimiter::Brace => ('{', '}'),
                Delimiter::Bracket => ('[', ']'),
                Delimiter::None => (' ', ' '),
            };
            into.push(Token {
                kind: Kind::Sign(open),
                line: line(group.span_open()),
            });
            flatten(group.stream(), into);
            into.push(Token {
                kind: Kind::Sign(close),
                line: line(group.span_close()),
            });
        }
        TokenTree::Ident(word) => {
            into.push(Token {
                kind: Kind::Word(word.to_string()),
                line: line(word.span()),
            });
        }
        TokenTree::Punct(sign) => {
            into.push(Token {
                kind: Kind::Sign(sign.as_char()),
                line: line(sign.span()),
            });
        }
        TokenTree::Literal(literal) => {
            let kind = unquote(&literal.to_string()).map_or(Kind::Other, Kind::Said);
            into.push(Token {
                kind,
                line: line(literal.span()),
            });
        }
    }
}

/// `#[cfg(test)]`, with or without more conditions.
fn is_cfg_test(trees: &[TokenTree]) -> bool {
    let [TokenTree::Punct(hash), TokenTree::Group(group), ..] = trees else {
        return false;
    };
    let text = group.stream().to_string();
    let text: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
    hash.as_char() == '#' && (text == "cfg(test)" || text.starts_with("cfg(all(test,"))
}

fn is_doc(trees: &[TokenTree]) -> bool {
    let [TokenTree::Punct(hash), rest @ ..] = trees else {
        return false;
    };
    let group = match rest {
        [TokenTree::Punct(inner), TokenTree::Group(group), ..] if inner.as_char() == '!' => group,
        [TokenTree::Group(group), ..] => group,
        _ => return false,
    };
    let mut inner = group.stream().into_iter();
    hash.as_char() == '#'
        && matches!(inner.next(), Some(TokenTree::Ident(word)) if word == "doc")
        && matches!(inner.next(), Some(TokenTree::Punct(sign)) if sign.as_char() == '=')
}

/// Behind the item that starts at `at`: its body in braces, or its semicolon.
fn after_item(trees: &[TokenTree], at: usize) -> usize {
    let end = trees[at..].iter().position(|tree| match tree {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(sign) => sign.as_char() == ';',
        _ => false,
    });
    end.map_or(trees.len(), |end| at + end + 1)
}

/// The text of a string literal: plain, raw or of bytes.
fn unquote(literal: &str) -> Option<String> {
    let literal = literal.strip_prefix('b').unwrap_or(literal);
    if let Some(raw) = literal.strip_prefix('r') {
        let raw = raw.trim_matches('#');
        return Some(raw.strip_prefix('"')?.strip_suffix('"')?.to_owned());
    }
    let inner = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::new();
    let mut signs = inner.chars().peekable();
    while let Some(sign) = signs.next() {
        if sign != '\\' {
            text.push(sign);
            continue;
        }
        match signs.next() {
            Some('n') => text.push('\n'),
            Some('t') => text.push('\t'),
            Some('\n') => while signs.next_if(|next| next.is_whitespace()).is_some() {},
            Some(other) => text.push(other),
            None => {}
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walls::tree::text;

    fn words(source: &str) -> Vec<String> {
        let rust = Rust::read(&text("rooms/x/src/y.rs", source)).expect("a Rust file");
        rust.tokens
            .iter()
            .filter_map(|token| token.name().map(str::to_owned))
            .collect()
    }

    #[test]
    fn comments_and_test_modules_are_not_read() {
        let source = "//! card\n/// doc\nfn a() {} // note\n#[cfg(test)]\nmod tests { fn b() {} }\nfn c() {}";
        assert_eq!(words(source), ["fn", "a", "fn", "c"]);
    }

    #[test]
    fn what_stands_in_a_macro_is_read() {
        assert_eq!(
            words("fn a() { html! { p { (deep) } } }"),
            ["fn", "a", "html", "p", "deep"]
        );
    }

    #[test]
    fn strings_are_read_as_they_mean() {
        let source = "const A: &str = \"a\\\"b \\\n   c\"; const B: &str = r#\"d\"e\"#;";
        let rust = Rust::read(&text("x/y/z.rs", source)).expect("a Rust file");
        let said: Vec<&str> = rust.tokens.iter().filter_map(Token::said).collect();
        assert_eq!(said, ["a\"b c", "d\"e"]);
    }

    #[test]
    fn a_file_of_tests_is_not_read() {
        let rust = Rust::read(&text("rooms/x/src/y/tests.rs", "fn a() {}")).expect("a Rust file");
        assert!(rust.tokens.is_empty());
    }

    #[test]
    fn a_broken_file_is_a_finding() {
        let rust = Rust::read(&text("x/y/z.rs", "fn a( {")).expect("a Rust file");
        assert!(rust.broken.is_some());
    }

    #[test]
    fn a_file_knows_its_crate() {
        let rust = Rust::read(&text("rooms/x/src/y.rs", "")).expect("a Rust file");
        assert_eq!(rust.house_part(), "rooms/x");
    }
}
