//! What client code says: the words travel in a template of the page, so that they live once,
//! in the word files, and no script ever writes markup.

use kit::{t, words::Words};
use maud::{Markup, html};
use people::Who;

/// The template for these parts, and for the lock when somebody is signed in.
pub(crate) fn template(w: &Words, parts: &[&'static str], who: Option<&Who>) -> Markup {
    let mut said: Vec<(&str, String)> = vec![];
    if parts.contains(&"guard") {
        said.push(("saving", t!(w, "web-say-saving")));
        said.push(("offline", t!(w, "web-say-offline")));
    }
    if parts.contains(&"apart") {
        said.push(("apart", t!(w, "web-say-apart")));
    }
    if parts.contains(&"autosave") {
        said.push(("draft-saved", t!(w, "web-say-draft-saved")));
        said.push(("draft-waits", t!(w, "web-say-draft-waits")));
    }
    // Work that waits is told on every page of whoever is signed in.
    if parts.contains(&"outbox") || parts.contains(&"lock") {
        // Client code puts number, time and name in.
        said.push((
            "outbox-waiting",
            t!(w, "web-say-outbox-waiting", count = "{count}"),
        ));
        let last = t!(
            w,
            "web-say-outbox-waiting-last",
            count = "{count}",
            time = "{time}"
        );
        said.push(("outbox-waiting-last", last));
        said.push(("outbox-kept", t!(w, "web-say-outbox-kept")));
        said.push((
            "outbox-stuck",
            t!(w, "web-say-outbox-stuck", about = "{about}"),
        ));
        said.push(("outbox-open", t!(w, "web-say-outbox-open")));
        said.push(("outbox-away", t!(w, "web-say-outbox-away")));
        said.push(("outbox-away-sure", t!(w, "web-say-outbox-away-sure")));
        said.push((
            "outbox-lost",
            t!(w, "web-say-outbox-lost", count = "{count}"),
        ));
        said.push(("outbox-full", t!(w, "web-say-outbox-full")));
    }
    if parts.contains(&"leaving") {
        said.push((
            "leaving-unsent",
            t!(w, "web-say-leaving-unsent", count = "{count}"),
        ));
        let word = t!(w, "web-say-leaving-word");
        said.push((
            "leaving-type",
            t!(w, "web-say-leaving-type", word = word.as_str()),
        ));
        said.push(("leaving-word", word));
    }
    if parts.contains(&"passkey") {
        said.push(("passkey-again", t!(w, "web-say-passkey-again")));
        said.push(("passkey-saved", t!(w, "web-say-passkey-saved")));
    }
    if parts.contains(&"hints") {
        // Client code puts the typed word in.
        said.push(("hint", t!(w, "web-say-hint", word = "{word}")));
        said.push(("hint-keep", t!(w, "web-say-hint-keep")));
        said.push(("hint-label", t!(w, "web-say-hint-label")));
        said.push(("hint-opposite", t!(w, "web-say-hint-opposite")));
        said.push(("hint-blame", t!(w, "web-say-hint-blame")));
        said.push(("hint-judgment", t!(w, "web-say-hint-judgment")));
        said.push(("hint-task", t!(w, "web-say-hint-task")));
        said.push(("hint-ours", t!(w, "web-say-hint-ours")));
        said.push(("hint-treatment", t!(w, "web-say-hint-treatment")));
        said.push(("hint-pity", t!(w, "web-say-hint-pity")));
        said.push(("hint-death", t!(w, "web-say-hint-death")));
        said.push(("hint-peer-work", t!(w, "web-say-hint-peer-work")));
    }
    if parts.contains(&"private") {
        said.push(("tap-first", t!(w, "web-say-tap-first")));
        said.push(("tap-sealed", t!(w, "web-say-tap-sealed")));
        said.push(("tap-again", t!(w, "web-say-tap-again")));
    }
    if parts.contains(&"lock") {
        said.push(("lock-title", t!(w, "web-say-lock-title")));
        said.push(("lock-text", t!(w, "web-say-lock-text")));
        said.push(("lock-open", t!(w, "web-say-lock-open")));
        said.push(("lock-password", t!(w, "web-say-lock-password")));
        said.push(("lock-back", t!(w, "web-say-lock-back")));
        said.push(("lock-other", t!(w, "web-say-lock-other")));
        said.push(("lock-again", t!(w, "web-say-lock-again")));
    }
    html! {
        @if !said.is_empty() {
            template id="say" data-account=[who.map(|who| who.account)] {
                @for (name, words) in said { p data-say=(name) { (words) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_for_a_hint_has_its_words() {
        let words = kit::words::WordsBuilder::new(kit::words::Language::English)
            .and_then(|builder| builder.add("house", include_str!("en.ftl")))
            .expect("words")
            .build();
        let page = template(&words, &["hints"], None).into_string();
        for why in domain::language::Why::ALL {
            assert!(
                page.contains(&format!("data-say=\"hint-{}\"", why.slug())),
                "{why:?}"
            );
        }
        assert!(page.contains("{word}") && !page.contains('⟦'));
    }
}
