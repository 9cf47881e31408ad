//! Words: every id used is there with the arguments it takes, and every id there is used.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    rust::{Rust, Token},
    tree::Text,
};

/// A message of a `.ftl` file.
#[derive(Debug, Default)]
struct Message {
    path: String,
    /// Its own, and those of the messages that stand inside it.
    arguments: BTreeSet<String>,
    /// The messages that stand inside it: `{ person-pronouns }`.
    inside: BTreeSet<String>,
}

/// A place that says a message: `t!(words, "id", name = value)` or `words.say("id")`.
#[derive(Debug)]
struct Use {
    here: String,
    id: String,
    /// The arguments given, where they can be read.
    arguments: Option<BTreeSet<String>>,
}

/// Looks both ways.
pub fn check(texts: &[Text], sources: &[Rust]) -> Vec<String> {
    let mut findings = Vec::new();
    let mut languages: BTreeMap<&str, BTreeMap<String, Message>> = BTreeMap::new();
    for text in texts.iter().filter(|text| text.is(".ftl")) {
        let messages = languages.entry(text.name()).or_default();
        for (id, message) in parse(&text.text) {
            let message = Message {
                path: text.path.clone(),
                ..message
            };
            if let Some(first) = messages.insert(id.clone(), message) {
                findings.push(format!("{}: `{id}` is also in {}", text.path, first.path));
            }
        }
    }
    for messages in languages.values_mut() {
        inherit(messages);
    }
    let english = languages.remove("en.ftl").unwrap_or_default();
    for (language, messages) in &languages {
        findings.extend(compare(language, &english, messages));
    }
    findings.extend(used(&english, sources));
    findings
}

/// Another language says the same things with the same arguments.
fn compare(
    language: &str,
    english: &BTreeMap<String, Message>,
    other: &BTreeMap<String, Message>,
) -> Vec<String> {
    let mut findings = Vec::new();
    for (id, message) in english {
        match other.get(id) {
            None => findings.push(format!("{}: `{id}` is missing in {language}", message.path)),
            Some(same) if same.arguments != message.arguments => {
                findings.push(format!(
                    "{}: `{id}` takes other arguments than in English",
                    same.path
                ));
            }
            Some(_) => {}
        }
    }
    for (id, message) in other.iter().filter(|(id, _)| !english.contains_key(*id)) {
        findings.push(format!("{}: `{id}` is not in English", message.path));
    }
    findings
}

fn used(english: &BTreeMap<String, Message>, sources: &[Rust]) -> Vec<String> {
    let mut findings = Vec::new();
    let mut said: BTreeSet<&str> = BTreeSet::new();
    let looked_at = sources
        .iter()
        .filter(|source| !source.path.starts_with("xtask/"));
    for source in looked_at {
        for one in uses(source) {
            match english.get(&one.id) {
                None => findings.push(format!("{}: no word has the id `{}`", one.here, one.id)),
                Some(message) => {
                    let given = one.arguments.as_ref();
                    if let Some(given) = given.filter(|given| **given != message.arguments) {
                        findings.push(format!(
                            "{}: `{}` takes ({}) and is given ({})",
                            one.here,
                            one.id,
                            join(&message.arguments),
                            join(given)
                        ));
                    }
                }
            }
        }
        said.extend(source.tokens.iter().filter_map(Token::said));
    }
    // A family of ids: "roles-{}" reaches every id that begins so.
    let families: BTreeSet<&str> = said
        .iter()
        .filter_map(|text| text.split_once('{').map(|(start, _)| start))
        .filter(|start| start.len() > 3 && start.ends_with('-') && start.chars().all(is_id))
        .collect();
    let inside: BTreeSet<&String> = english
        .values()
        .flat_map(|message| &message.inside)
        .collect();
    for (id, message) in english {
        let known = said.contains(id.as_str())
            || inside.contains(id)
            || families.iter().any(|family| id.starts_with(family));
        if !known {
            findings.push(format!("{}: `{id}` is said nowhere", message.path));
        }
    }
    findings
}

fn join(names: &BTreeSet<String>) -> String {
    names
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ")
}

fn is_id(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || sign == '-' || sign == '_'
}

/// The messages of a file.
fn parse(ftl: &str) -> Vec<(String, Message)> {
    let mut messages: Vec<(String, Message)> = Vec::new();
    for line in ftl.lines().filter(|line| !line.starts_with('#')) {
        let starts = line.starts_with(|sign: char| sign.is_ascii_alphabetic());
        if let Some((id, _)) = line.split_once('=').filter(|_| starts) {
            messages.push((id.trim().to_owned(), Message::default()));
        }
        // A term (`-brand = …`) closes the message before it.
        if line.starts_with('-') {
            messages.push((String::new(), Message::default()));
        }
        let Some((_, message)) = messages.last_mut() else {
            continue;
        };
        let parts = line.split('$').skip(1);
        message
            .arguments
            .extend(parts.map(|part| part.chars().take_while(|sign| is_id(*sign)).collect()));
        let braces = line
            .split('{')
            .skip(1)
            .filter_map(|part| part.split('}').next())
            .map(str::trim);
        let ids = braces.filter(|id| id.starts_with(|sign: char| sign.is_ascii_lowercase()));
        message
            .inside
            .extend(ids.filter(|id| id.chars().all(is_id)).map(str::to_owned));
    }
    messages.retain(|(id, _)| !id.is_empty());
    messages
}

/// Gives every message the arguments of those inside it, however deep.
fn inherit(messages: &mut BTreeMap<String, Message>) {
    loop {
        let mut more: Vec<(String, BTreeSet<String>)> = Vec::new();
        for (id, message) in &*messages {
            let inner = message
                .inside
                .iter()
                .filter_map(|inner| messages.get(inner));
            let inner: BTreeSet<String> = inner.flat_map(|inner| inner.arguments.clone()).collect();
            if !inner.is_subset(&message.arguments) {
                more.push((id.clone(), inner));
            }
        }
        if more.is_empty() {
            return;
        }
        for (id, inner) in more {
            if let Some(message) = messages.get_mut(&id) {
                message.arguments.extend(inner);
            }
        }
    }
}

/// Every place of a file that says a message by its written id.
fn uses(source: &Rust) -> Vec<Use> {
    let tokens = &source.tokens;
    let mut uses = Vec::new();
    for at in 0..tokens.len() {
        let here = || format!("{}:{}", source.path, tokens[at].line);
        let sign =
            |ahead: usize, sign: char| tokens.get(at + ahead).is_some_and(|token| token.sign(sign));
        if tokens[at].word("t") && sign(1, '!') && sign(2, '(') {
            let parts = parts(tokens, at + 2);
            let id = parts.get(1).and_then(|part| tokens[part.0].said());
            let Some(id) = id.filter(|_| parts[1].1 == parts[1].0 + 1) else {
                continue;
            };
            let given = parts[2..]
                .iter()
                .filter_map(|part| argument(&tokens[part.0..part.1]));
            uses.push(Use {
                here: here(),
                id: id.to_owned(),
                arguments: Some(given.collect()),
            });
        }
        let says = tokens[at].word("say") || tokens[at].word("say_with");
        if says && at > 0 && tokens[at - 1].sign('.') && sign(1, '(') {
            let parts = parts(tokens, at + 1);
            let Some(id) = parts.first().and_then(|part| tokens[part.0].said()) else {
                continue;
            };
            let plain = tokens[at].word("say");
            let arguments = plain.then(BTreeSet::new);
            uses.push(Use {
                here: here(),
                id: id.to_owned(),
                arguments,
            });
        }
    }
    uses
}

/// `who = …` or the short form `who`.
fn argument(tokens: &[Token]) -> Option<String> {
    let name = tokens.first()?.name()?;
    let named = tokens.get(1).is_none_or(|token| token.sign('='));
    named.then(|| name.to_owned())
}

/// The parts between commas inside the bracket that opens at `open`.
fn parts(tokens: &[Token], open: usize) -> Vec<(usize, usize)> {
    let mut parts = Vec::new();
    let mut depth = 0;
    let mut start = open + 1;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        let opens = ['(', '[', '{'].iter().any(|sign| token.sign(*sign));
        let closes = [')', ']', '}'].iter().any(|sign| token.sign(*sign));
        depth += i32::from(opens) - i32::from(closes);
        if depth == 0 || (depth == 1 && token.sign(',')) {
            if start < at {
                parts.push((start, at));
            }
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walls::tree::text;

    fn findings(ftl: &str, code: &str) -> Vec<String> {
        let texts = [text("rooms/a/src/b/en.ftl", ftl)];
        check(
            &texts,
            &[Rust::read(&text("rooms/a/src/b/pages.rs", code)).expect("a Rust file")],
        )
    }

    #[test]
    fn an_id_that_is_used_and_there_is_good() {
        let code = "fn a() { html! { p { (t!(ask.words(1, 2), \"b-who\", who = name(x, y))) } } }";
        assert!(findings("b-who = { $who } is here", code).is_empty());
        assert!(findings("b-what = Here", "fn a(w: W) { w.say(\"b-what\"); }").is_empty());
    }

    #[test]
    fn a_missing_id_is_found() {
        assert!(findings("", "fn a(w: W) { t!(w, \"b-x\"); }")[0].contains("no word has the id"));
        assert!(findings("", "fn a(w: W) { w.say(\"b-x\"); }")[0].contains("no word has the id"));
    }

    #[test]
    fn an_id_that_is_said_nowhere_is_found() {
        assert!(findings("b-x = Never", "fn a() {}")[0].contains("said nowhere"));
    }

    #[test]
    fn other_arguments_are_found() {
        let ftl = "b-x = { $who } at\n    { $when }";
        assert!(
            findings(ftl, "fn a(w: W) { t!(w, \"b-x\", who = 1); }")[0]
                .contains("takes (when, who)")
        );
        assert!(findings(ftl, "fn a(w: W) { w.say(\"b-x\"); }")[0].contains("given ()"));
        assert!(findings(ftl, "fn a(w: W) { t!(w, \"b-x\", who = 1, when = f(2)); }").is_empty());
    }

    #[test]
    fn a_message_takes_what_those_inside_it_take() {
        let ftl = "b-x = { b-y } and { b-z }\nb-y = { $who }\nb-z = { b-y }";
        assert!(findings(ftl, "fn a(w: W) { t!(w, \"b-x\", who = 1); f(\"b-z\"); }").is_empty());
        assert!(
            findings(ftl, "fn a(w: W) { w.say(\"b-x\"); f(\"b-z\"); }")[0].contains("takes (who)")
        );
    }

    #[test]
    fn a_family_of_ids_counts_as_said() {
        let ftl = "roles-a = A\nroles-b = B";
        assert!(findings(ftl, "fn a() { w.say(&format!(\"roles-{}\", slug)); }").is_empty());
    }

    #[test]
    fn another_language_says_the_same() {
        let texts = [
            text("rooms/a/src/b/en.ftl", "b-x = { $who }\nb-y = Y"),
            text("rooms/a/src/b/es.ftl", "b-x = Hola\nb-z = Z"),
        ];
        let code = "fn a(w: W) { t!(w, \"b-x\", who = 1); w.say(\"b-y\"); }";
        let source = Rust::read(&text("rooms/a/src/b/pages.rs", code)).expect("a Rust file");
        let found = check(&texts, &[source]);
        assert_eq!(found.len(), 3, "{found:?}");
    }

    #[test]
    fn one_id_stands_in_one_file() {
        let texts = [
            text("rooms/a/src/b/en.ftl", "x = 1"),
            text("rooms/a/src/c/en.ftl", "x = 2"),
        ];
        let source = Rust::read(&text("rooms/a/src/b/a.rs", "fn a() { f(\"x\"); }")).expect("Rust");
        assert!(check(&texts, &[source])[0].contains("is also in"));
    }
}
