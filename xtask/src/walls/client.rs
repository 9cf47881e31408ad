//! The browser's side writes text, never markup, and no page carries script or style of its own.

use super::{
    rust::{Rust, Token},
    tree::Text,
};

/// What no module of ours needs, and what each would open.
const NEVER: &[&str] = &[
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "createContextualFragment",
    "parseFromString",
    "setHTMLUnsafe",
    "eval(",
    "new Function",
    "javascript:",
    "localStorage",
];

/// Looks at the modules and at every page that Rust writes.
pub fn check(texts: &[Text], sources: &[Rust]) -> Vec<String> {
    let mut findings = Vec::new();
    let modules = texts
        .iter()
        .filter(|text| text.path.starts_with("client/") && text.is(".js") && !text.is(".test.js"));
    for text in modules {
        for (number, line) in text.text.lines().enumerate() {
            let comment = line.trim_start();
            if comment.starts_with("//") || comment.starts_with('*') || comment.starts_with("/*") {
                continue;
            }
            let found = NEVER.iter().filter(|word| line.contains(**word));
            let (path, number) = (&text.path, number + 1);
            findings.extend(found.map(|word| format!("{path}:{number}: never `{word}`")));
        }
    }
    findings.extend(sources.iter().flat_map(inline));
    findings.extend(sources.iter().flat_map(raw));
    findings
}

/// `style="…"` and `onclick="…"` in the markup of a page.
fn inline(source: &Rust) -> Vec<String> {
    let mut findings = Vec::new();
    if !(source.path.starts_with("rooms/") || source.path.starts_with("crates/")) {
        return findings;
    }
    for (at, token) in source.tokens.iter().enumerate() {
        let Some(word) = token.name() else { continue };
        let is_handler = word.len() > 4 && word.starts_with("on") && HANDLERS.contains(&&word[2..]);
        let value = source.tokens.get(at + 1).is_some_and(|next| next.sign('='))
            && source.tokens.get(at + 2).and_then(Token::said).is_some();
        // In Rust itself a `let`, a dot or a type stands around a name that is given a text.
        let of_rust = at.checked_sub(1).is_some_and(|before| {
            let before = &source.tokens[before];
            before.word("let") || before.word("mut") || before.sign('.') || before.word("const")
        });
        if value && !of_rust && (word == "style" || is_handler) {
            let (path, line) = (&source.path, token.line);
            findings.push(format!(
                "{path}:{line}: no inline `{word}`: the content policy refuses it"
            ));
        }
    }
    findings
}

const HANDLERS: &[&str] = &[
    "blur",
    "change",
    "click",
    "error",
    "focus",
    "input",
    "keydown",
    "keyup",
    "load",
    "mouseover",
    "pointerdown",
    "submit",
    "toggle",
];

/// The one file that may write markup from text; everything else is escaped by `html!`.
const RAW: &str = "crates/kit/src/raw.rs";

/// Markup that nobody escaped.
fn raw(source: &Rust) -> Vec<String> {
    if source.path == RAW {
        return Vec::new();
    }
    let named = source
        .tokens
        .iter()
        .filter(|token| token.word("PreEscaped"));
    let finding = |line| {
        format!(
            "{}:{line}: `PreEscaped` belongs in {RAW} alone",
            source.path
        )
    };
    named.map(|token| finding(token.line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walls::tree::text;

    #[test]
    fn markup_from_text_is_found() {
        let bad = text("client/parts/a.js", "row.innerHTML = name;\neval(name);");
        assert_eq!(check(&[bad], &[]).len(), 2);
        let good = text(
            "client/parts/a.js",
            "// never innerHTML\nrow.textContent = name;",
        );
        assert!(check(&[good], &[]).is_empty());
    }

    #[test]
    fn inline_style_and_script_are_found() {
        let look = |code: &str| {
            let source = Rust::read(&text("rooms/a/src/pages.rs", code)).expect("a Rust file");
            check(&[], &[source]).len()
        };
        assert_eq!(look("fn a() { html! { p style=\"color:red\" { } } }"), 1);
        assert_eq!(look("fn a() { html! { p onclick=\"x()\" { } } }"), 1);
        assert_eq!(
            look("fn a() { let style = \"plain\"; html! { p class=\"x\" { } } }"),
            0
        );
    }

    #[test]
    fn markup_that_nobody_escapes_is_found_outside_its_one_file() {
        let found = |path| {
            let code = "fn a(text: &str) -> Markup { maud::PreEscaped(text.to_owned()) }";
            let source = Rust::read(&text(path, code)).expect("a Rust file");
            check(&[], &[source]).len()
        };
        assert_eq!(found("rooms/alongside/src/today/pages.rs"), 1);
        assert_eq!(found("crates/kit/src/raw.rs"), 0);
    }
}
