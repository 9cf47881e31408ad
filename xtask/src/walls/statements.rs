//! Every SQL text is a named constant in a `STATEMENTS` list, so that the test which prepares
//! every statement on both engines sees it.

use std::collections::{BTreeMap, BTreeSet};

use super::rust::{Rust, Token};

/// Finds texts without a name of their own, and constants that no list holds.
pub fn check(sources: &[Rust]) -> Vec<String> {
    let mut findings = Vec::new();
    let mut named: BTreeMap<&str, String> = BTreeMap::new();
    let mut listed: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for source in looked_at(sources) {
        listed
            .entry(source.house_part())
            .or_default()
            .extend(in_lists(&source.tokens));
    }
    for source in looked_at(sources) {
        for at in calls(&source.tokens) {
            let here = format!("{}:{}", source.path, source.tokens[at].line);
            match source.tokens.get(at + 5).and_then(Token::said) {
                Some(name) => {
                    if let Some(first) = named.insert(name, here.clone()) {
                        findings.push(format!("{here}: SQL `{name}` has the name of {first}"));
                    }
                }
                None => findings.push(format!("{here}: SQL without a name written out")),
            }
            let Some(constant) = constant(&source.tokens, at) else {
                findings.push(format!("{here}: SQL that is no constant"));
                continue;
            };
            if !listed
                .get(source.house_part())
                .is_some_and(|list| list.contains(constant))
            {
                findings.push(format!("{here}: `{constant}` is in no STATEMENTS list"));
            }
        }
    }
    findings
}

/// Storage makes the type and writes none of the product's SQL.
fn looked_at(sources: &[Rust]) -> impl Iterator<Item = &Rust> {
    sources.iter().filter(|source| {
        !source.path.starts_with("crates/storage/") && !source.path.starts_with("xtask/")
    })
}

/// Where `Sql::new(` stands.
fn calls(tokens: &[Token]) -> Vec<usize> {
    let shape = |at: &usize| {
        let rest = &tokens[*at..];
        rest.len() > 5
            && rest[0].word("Sql")
            && rest[1].sign(':')
            && rest[2].sign(':')
            && rest[3].word("new")
            && rest[4].sign('(')
    };
    (0..tokens.len()).filter(shape).collect()
}

/// The name in `const NAME: Sql = Sql::new(…`, if the call at `at` is that one.
fn constant(tokens: &[Token], at: usize) -> Option<&str> {
    let start = at.checked_sub(5)?;
    let [keyword, name, colon, kind, equals] = tokens.get(start..at)? else {
        return None;
    };
    let shape = keyword.word("const") && colon.sign(':') && kind.word("Sql") && equals.sign('=');
    if shape { name.name() } else { None }
}

/// Every word inside the value of a `STATEMENTS` constant or the body of `fn statements`.
fn in_lists(tokens: &[Token]) -> BTreeSet<&str> {
    let mut words = BTreeSet::new();
    for (at, token) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &tokens[before]);
        let list = token.word("STATEMENTS") && before.is_some_and(|before| before.word("const"));
        let body = token.word("statements") && before.is_some_and(|before| before.word("fn"));
        if list {
            let rest = tokens[at..].iter().skip_while(|token| !token.sign('='));
            words.extend(
                rest.take_while(|token| !token.sign(';'))
                    .filter_map(Token::name),
            );
        } else if body {
            let rest = tokens[at..].iter().skip_while(|token| !token.sign('{'));
            let mut depth = 0;
            let inner = rest.take_while(|token| {
                depth += i32::from(token.sign('{')) - i32::from(token.sign('}'));
                depth > 0
            });
            words.extend(inner.filter_map(Token::name));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walls::tree::text;

    fn findings(code: &str) -> Vec<String> {
        check(&[Rust::read(&text("rooms/a/src/b/queries.rs", code)).expect("a Rust file")])
    }

    #[test]
    fn a_listed_constant_is_good() {
        let code = "const ADD: Sql = Sql::new(\"a.add\", \"insert\"); pub const STATEMENTS: &[Sql] = &[ADD];";
        assert!(findings(code).is_empty());
        let code = "pub const ADD: Sql = Sql::new(\"a.add\", \"\"); pub fn statements() -> Vec<Sql> { vec![ADD] }";
        assert!(findings(code).is_empty());
    }

    #[test]
    fn a_constant_in_no_list_is_found() {
        let code =
            "const ADD: Sql = Sql::new(\"a.add\", \"\"); pub const STATEMENTS: &[Sql] = &[];";
        assert!(findings(code)[0].contains("no STATEMENTS list"));
    }

    #[test]
    fn a_text_made_on_the_spot_is_found() {
        assert!(findings("fn a() { let b = Sql::new(\"a.b\", text); }")[0].contains("no constant"));
    }

    #[test]
    fn two_texts_of_one_name_are_found() {
        let code = "const A: Sql = Sql::new(\"a.x\", \"1\"); const B: Sql = Sql::new(\"a.x\", \"2\"); pub const STATEMENTS: &[Sql] = &[A, B];";
        assert!(findings(code)[0].contains("has the name of"));
    }
}
