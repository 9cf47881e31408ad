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
    if parts.contains(&"autosave") {
        said.push(("draft-saved", t!(w, "web-say-draft-saved")));
        said.push(("draft-waits", t!(w, "web-say-draft-waits")));
    }
    if parts.contains(&"passkey") {
        said.push(("passkey-again", t!(w, "web-say-passkey-again")));
        said.push(("passkey-saved", t!(w, "web-say-passkey-saved")));
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
