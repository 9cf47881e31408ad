//! Inside a room: `doors.rs` calls the others, and the others do not call each other.

use super::rust::{Rust, Token};

/// What a file of a room may not name.
struct Ban {
    file: &'static str,
    /// Crates.
    crates: &'static [&'static str],
    /// Files beside it.
    beside: &'static [&'static str],
}

const BANS: &[Ban] = &[
    Ban {
        file: "rules.rs",
        crates: &["axum", "http", "kit", "maud", "people", "storage", "web"],
        beside: &["doors", "forms", "pages", "queries"],
    },
    Ban {
        file: "queries.rs",
        crates: &["axum", "http", "kit", "maud", "web"],
        beside: &["doors", "pages"],
    },
    Ban {
        file: "forms.rs",
        crates: &["axum", "maud", "storage"],
        beside: &["doors", "pages", "queries"],
    },
    Ban {
        file: "pages.rs",
        crates: &["axum", "storage"],
        beside: &["doors"],
    },
];

/// Looks at every file that has a part to play.
pub fn check(sources: &[Rust]) -> Vec<String> {
    let mut findings = Vec::new();
    for source in sources
        .iter()
        .filter(|source| source.path.starts_with("rooms/"))
    {
        for ban in BANS.iter().filter(|ban| ban.file == source.name()) {
            for at in 0..source.tokens.len() {
                if let Some(named) = named(&source.tokens, at, ban) {
                    let (path, line) = (&source.path, source.tokens[at].line);
                    findings.push(format!(
                        "{path}:{line}: {} does not call `{named}`",
                        ban.file
                    ));
                }
            }
        }
        findings.extend(engines(source));
    }
    findings
}

/// The banned thing that a path starting or going on at this token names.
fn named<'a>(tokens: &'a [Token], at: usize, ban: &Ban) -> Option<&'a str> {
    let word = tokens[at].name()?;
    let before = |sign: char, back: usize| at >= back && tokens[at - back].sign(sign);
    let follows_path = before(':', 1) && before(':', 2);
    let goes_on = tokens.get(at + 1).is_some_and(|next| next.sign(':'))
        && tokens.get(at + 2).is_some_and(|next| next.sign(':'));
    let in_use = at >= 1 && tokens[at - 1].word("use");
    if !follows_path && (goes_on || in_use) && ban.crates.contains(&word) {
        return Some(word);
    }
    // `super::pages`, and `pages` inside `use super::{ … }`.
    let of_super = follows_path && at >= 3 && tokens[at - 3].word("super");
    let beside = ban.beside.contains(&word) && (of_super || in_group_of_super(tokens, at));
    let whole = ban.file == "rules.rs" || ["doors", "pages"].contains(&word);
    (beside && (whole || !only_types(&tokens[at + 1..]))).then_some(word)
}

/// Whether a path goes on to types alone: `::Row`, `::{Person, Row}`. The shape of a row may be
/// shared between the files of a room; what they do may not.
fn only_types(rest: &[Token]) -> bool {
    let [first, second, then @ ..] = rest else {
        return false;
    };
    if !(first.sign(':') && second.sign(':')) {
        return false;
    }
    let is_type = |token: &Token| {
        token
            .name()
            .is_none_or(|name| name.starts_with(|sign: char| sign.is_ascii_uppercase()))
    };
    match then {
        [open, inner @ ..] if open.sign('{') => inner
            .iter()
            .take_while(|token| !token.sign('}'))
            .all(is_type),
        // A function called through its type is a call all the same.
        [name, next, ..] => is_type(name) && !next.sign(':'),
        _ => false,
    }
}

/// Whether the token stands at the first level of `super::{ … }`.
fn in_group_of_super(tokens: &[Token], at: usize) -> bool {
    if at == 0 || !(tokens[at - 1].sign('{') || tokens[at - 1].sign(',')) {
        return false;
    }
    let mut depth = 0;
    for back in (0..at).rev() {
        if tokens[back].sign('}') {
            depth += 1;
        } else if tokens[back].sign('{') {
            if depth == 0 {
                return back >= 3
                    && tokens[back - 1].sign(':')
                    && tokens[back - 2].sign(':')
                    && tokens[back - 3].word("super");
            }
            depth -= 1;
        } else if tokens[back].sign(';') {
            return false;
        }
    }
    false
}

/// Only storage may ask which database it is.
fn engines(source: &Rust) -> Vec<String> {
    let mut findings = Vec::new();
    for (at, token) in source.tokens.iter().enumerate() {
        if token.word("engine") && at > 0 && source.tokens[at - 1].sign('.') {
            let (path, line) = (&source.path, token.line);
            findings.push(format!(
                "{path}:{line}: a room never asks which database it is"
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walls::tree::text;

    fn findings(file: &str, code: &str) -> usize {
        let path = format!("rooms/alongside/src/contacts/{file}");
        check(&[Rust::read(&text(&path, code)).expect("a Rust file")]).len()
    }

    #[test]
    fn rules_know_the_domain_alone() {
        assert_eq!(findings("rules.rs", "use storage::Tx;"), 1);
        assert_eq!(findings("rules.rs", "fn a() -> web::Refusal { todo() }"), 1);
        assert_eq!(
            findings("rules.rs", "use domain::contact::Kind; use jiff::Zoned;"),
            0
        );
    }

    #[test]
    fn queries_write_no_page() {
        assert_eq!(findings("queries.rs", "use maud::html;"), 1);
        assert_eq!(findings("queries.rs", "use super::pages::Row;"), 1);
        assert_eq!(findings("queries.rs", "use storage::{Sql, Tx};"), 0);
    }

    #[test]
    fn pages_and_forms_do_not_reach_the_database() {
        assert_eq!(findings("pages.rs", "fn a(tx: &mut storage::Tx<'_>) {}"), 1);
        assert_eq!(findings("forms.rs", "use super::{queries, rules};"), 1);
        assert_eq!(
            findings("pages.rs", "use super::{forms::Entry, queries::Row};"),
            0
        );
    }

    #[test]
    fn doors_may_call_everything() {
        assert_eq!(
            findings(
                "doors.rs",
                "use super::{forms, pages, queries, rules}; use web::Ask;"
            ),
            0
        );
    }

    #[test]
    fn a_room_does_not_ask_for_the_engine() {
        assert_eq!(
            findings("doors.rs", "fn a() { if db.engine() == \"SQLite\" {} }"),
            1
        );
    }

    #[test]
    fn a_local_name_is_no_crate() {
        assert_eq!(
            findings(
                "rules.rs",
                "fn a(kit: Kit) { let x = self::web::y; kit.z(); }"
            ),
            0
        );
    }
}
