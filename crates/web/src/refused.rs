//! The pages of refusals. The order is fixed: what happened, what is safe, what you can do.
//! Every one that answers a form shows again what was typed.

use http::StatusCode;
use kit::{page::Page, t, who::WhoLine, words::Words};
use maud::{Markup, html};

use crate::{Ask, Refusal, parked, reply::Told, typed};

/// Seconds after which to come again.
const SOON: u32 = 2;
const IN_A_MINUTE: u32 = 60;

/// What is said of a refusal.
struct Said {
    title: String,
    safe: String,
    what_to_do: Option<String>,
    /// Below: buttons, the form once more, a code.
    rest: Markup,
}

/// The answer to a refusal. `ended` is the account whose session ended before this request.
pub(crate) fn told(ask: &Ask, refusal: Refusal, ended: Option<domain::id::AccountId>) -> Told {
    if let Refusal::SignIn = refusal {
        return sign_in(ask, ended);
    }
    let status = status(&refusal);
    let mut wait = None;
    let w = ask.words();
    let said = match refusal {
        Refusal::Fix(page) | Refusal::Stale(page) => return Told::page(status, page),
        Refusal::SignIn | Refusal::NotHere => not_here(w, ask),
        Refusal::CrossSite => Said {
            title: t!(w, "web-cross"),
            safe: t!(w, "web-cross-safe"),
            what_to_do: Some(t!(w, "web-cross-do")),
            rest: only_shown(w, ask),
        },
        Refusal::AlreadySaved(receipt) => already(w, ask, &receipt),
        Refusal::NoKey => Said {
            title: t!(w, "web-no-key"),
            safe: t!(w, "web-no-key-safe"),
            what_to_do: Some(t!(w, "web-no-key-do")),
            rest: again(w, ask, Some(&ask.new_key()), &t!(w, "web-no-key-save")),
        },
        Refusal::Unreadable => Said {
            title: t!(w, "web-unreadable"),
            safe: t!(w, "web-unreadable-safe"),
            what_to_do: Some(t!(w, "web-unreadable-do")),
            rest: only_shown(w, ask),
        },
        Refusal::TooLarge => Said {
            title: t!(w, "web-large"),
            safe: t!(w, "web-large-safe"),
            what_to_do: Some(t!(w, "web-large-do")),
            rest: only_shown(w, ask),
        },
        Refusal::TooMany => {
            wait = Some(IN_A_MINUTE);
            Said {
                title: t!(w, "web-many"),
                safe: t!(w, "web-many-safe"),
                what_to_do: Some(t!(w, "web-many-do")),
                rest: only_shown(w, ask),
            }
        }
        Refusal::Later => {
            wait = Some(SOON);
            later(w, ask)
        }
        Refusal::Full => Said {
            title: t!(w, "web-full"),
            safe: t!(w, "web-full-safe"),
            what_to_do: Some(t!(w, "web-full-do")),
            rest: again(w, ask, None, &t!(w, "web-again")),
        },
        Refusal::Broken(error) => broken(w, ask, &*error),
    };
    Told::page(status, Box::new(page(w, ask, said))).after(wait)
}

fn status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::SignIn => StatusCode::UNAUTHORIZED,
        Refusal::NotHere => StatusCode::NOT_FOUND,
        Refusal::Fix(_) | Refusal::NoKey | Refusal::Unreadable => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::Stale(_) | Refusal::AlreadySaved(_) => StatusCode::CONFLICT,
        Refusal::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Refusal::CrossSite => StatusCode::FORBIDDEN,
        Refusal::TooMany => StatusCode::TOO_MANY_REQUESTS,
        Refusal::Later => StatusCode::SERVICE_UNAVAILABLE,
        Refusal::Full => StatusCode::INSUFFICIENT_STORAGE,
        Refusal::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// A page asks to sign in and come back; a form is kept while its writer signs in.
fn sign_in(ask: &Ask, ended: Option<domain::id::AccountId>) -> Told {
    if ask.sent.wants_json {
        let refused = serde_json::json!({ "page": 401, "refused": "sign-in" });
        return Told::json(StatusCode::UNAUTHORIZED, refused);
    }
    if !ask.form.is_empty() && ask.house.router.acts(&ask.path) {
        let parked = parked::Parked::new(&ask.path, ended, &ask.form);
        return Told::page(
            StatusCode::UNAUTHORIZED,
            Box::new(parked::sign_in_page(ask, &parked)),
        );
    }
    let mut to = "/sign-in".to_owned();
    if ask.sent.reads && ask.path != "/" {
        let query = ask.query.encode();
        let next = if query.is_empty() {
            ask.path.clone()
        } else {
            format!("{}?{query}", ask.path)
        };
        to.push_str("?next=");
        to.extend(percent_encoding::utf8_percent_encode(
            &next,
            percent_encoding::NON_ALPHANUMERIC,
        ));
    }
    Told::go(to)
}

fn not_here(w: &Words, ask: &Ask) -> Said {
    let typed = !ask.form.is_empty();
    Said {
        title: t!(w, "web-not-here"),
        safe: t!(w, "web-not-here-safe"),
        what_to_do: typed.then(|| t!(w, "web-not-here-typed")),
        rest: only_shown(w, ask),
    }
}

fn already(w: &Words, ask: &Ask, receipt: &str) -> Said {
    Said {
        title: t!(w, "web-already"),
        safe: t!(w, "web-already-safe"),
        what_to_do: Some(t!(w, "web-already-do")),
        rest: html! {
            p { a class="btn btn--2" href=(receipt) { (t!(w, "web-already-open")) } }
            (again(w, ask, Some(&ask.new_key()), &t!(w, "web-already-new")))
        },
    }
}

fn later(w: &Words, ask: &Ask) -> Said {
    let (title, safe) = if ask.sent.reads {
        (t!(w, "web-later-read"), t!(w, "web-later-safe-read"))
    } else {
        (t!(w, "web-later-save"), t!(w, "web-later-safe"))
    };
    let rest = again(w, ask, None, &t!(w, "web-again"));
    Said {
        title,
        safe,
        what_to_do: Some(t!(w, "web-later-do")),
        rest,
    }
}

fn broken(w: &Words, ask: &Ask, error: &(dyn std::error::Error + 'static)) -> Said {
    let [a, b, c] = domain::world::bytes::<3>(&*ask.house.chance);
    let code = format!("{a:02X}-{b:02X}-{c:02X}");
    let cause = crate::log::chain(error);
    tracing::error!(code, cause, "broken");
    let (title, safe) = if ask.sent.reads {
        (t!(w, "web-broken-read"), t!(w, "web-broken-safe-read"))
    } else {
        (t!(w, "web-broken-save"), t!(w, "web-broken-safe"))
    };
    Said {
        title,
        safe,
        what_to_do: (!ask.sent.reads).then(|| t!(w, "web-broken-do")),
        rest: html! {
            (again(w, ask, None, &t!(w, "web-again")))
            p class="small quiet" { (t!(w, "web-code", code = code)) }
        },
    }
}

/// What was typed, to copy; and a way home.
fn only_shown(w: &Words, ask: &Ask) -> Markup {
    html! { (typed::shown(w, &ask.form)) (home(w)) }
}

/// The form once more; for a page, the same page once more.
fn again(w: &Words, ask: &Ask, key: Option<&str>, label: &str) -> Markup {
    if ask.sent.reads {
        return html! { p { a class="btn" href=(ask.path) { (label) } } };
    }
    typed::again(w, &ask.path, &ask.form, key, label).unwrap_or_else(|| only_shown(w, ask))
}

fn home(w: &Words) -> Markup {
    html! { p { a class="btn btn--2" href="/" { (t!(w, "web-home")) } } }
}

fn page(w: &Words, ask: &Ask, said: Said) -> Page {
    // What was typed is a Work fact that nobody but its writer has yet.
    let who = if ask.form.is_empty() {
        WhoLine::house(w)
    } else {
        WhoLine::work(
            w,
            &kit::who::Audience {
                you: true,
                ..Default::default()
            },
        )
    };
    let body = html! {
        h1 { (said.title) }
        p { (said.safe) }
        @if let Some(what_to_do) = &said.what_to_do { p { (what_to_do) } }
        (said.rest)
    };
    Page::new(said.title, who, body)
}
