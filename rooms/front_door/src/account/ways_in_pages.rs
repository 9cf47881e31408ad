//! Password, six-digit codes, recovery codes and passkeys.

use jiff::Zoned;
use kit::{
    Button, EmptyState, ErrorSummary, Form, Icon, More, Note, NoteKind, Page, Row, Sheet,
    TextField, Title, WhoLine, acts, codes as code_list, hidden, rows, t, words::Words,
};
use maud::{Markup, html};
use people::{passkey::Named, totp::Enrollment};

use super::pages::{Keys, said_note};
use crate::{moment::moment, qr::qr};

fn page(w: &Words, title: String, body: Markup) -> Page {
    Page::new(title, WhoLine::house(w), body)
        .task()
        .back("/account", t!(w, "account-title"))
}

/// The form for a password. `old` and `new` are what to put right at the two fields.
pub fn password(
    w: &Words,
    email: &str,
    asks_old: bool,
    old: Option<&str>,
    new: Option<&str>,
) -> Page {
    let title = t!(w, "account-password-title");
    let errors = [("old_password", old), ("new_password", new)];
    let errors: Vec<(&str, &str)> = errors
        .into_iter()
        .filter_map(|(field, said)| Some((field, said?)))
        .collect();
    let wrong = !errors.is_empty();
    let body = html! {
        (ErrorSummary::new(w, errors))
        (Title::new(title.as_str()).line(t!(w, "account-password-line")))
        (Form::post("/account/password", "", html! {
            // For the browser's own list of passwords.
            input type="hidden" name="username" value=(email) autocomplete="username";
            @if asks_old {
                (TextField::password("old_password", t!(w, "account-password-old")).error(old)
                    .autocomplete("current-password"))
            }
            (TextField::password("new_password", t!(w, "account-password-new")).error(new)
                .hint(t!(w, "account-password-hint")).autocomplete("new-password"))
            (Note::new(&t!(w, "account-password-others")))
            (Button::main(t!(w, "account-password-save")).big())
        }).part("apart"))
    };
    page(w, title, body).error(wrong)
}

/// Six-digit codes are on or off.
pub fn codes(w: &Words, on: bool, key: &str) -> Page {
    let title = t!(w, "account-codes");
    let body = html! {
        (Title::new(title.as_str()).line(t!(w, "account-codes-line")))
        @if on {
            (Note::of(NoteKind::Water, html! { p { (t!(w, "account-codes-on")) } }))
            (Form::post("/account/codes/remove", key, html! {
                p { (t!(w, "account-codes-remove-line")) }
                (Button::stop(t!(w, "account-codes-remove")))
            }))
        } @else {
            (Form::post("/account/codes/start", key, html! {
                p { (t!(w, "account-codes-start-line")) }
                (Button::main(t!(w, "account-codes-start")).big())
            }))
        }
    };
    page(w, title, body)
}

/// The secret for the app, and the field for its first code.
pub fn confirm(w: &Words, enrollment: &Enrollment, wrong: bool, key: &str) -> Page {
    let said = wrong.then(|| t!(w, "account-fix-code"));
    let title = t!(w, "account-codes-confirm-title");
    let body = html! {
        (ErrorSummary::new(w, said.iter().map(|said| ("code", said.as_str()))))
        (Title::new(title.as_str()).line(t!(w, "account-codes-confirm-line")))
        (qr(&enrollment.url, &t!(w, "account-codes-picture")))
        (More::new(t!(w, "account-codes-typed"), html! {
            p { code { (enrollment.secret) } }
        }))
        (Form::post("/account/codes/confirm", key, html! {
            (TextField::number("code", t!(w, "account-codes-code")).error(said.as_deref())
                .autocomplete("one-time-code"))
            (Button::main(t!(w, "account-codes-confirm")).big())
        }))
        p { a class="lk" href="/account" { (t!(w, "account-codes-leave")) } }
    };
    page(w, title, body).error(wrong)
}

/// How many recovery codes are left.
pub fn recovery(w: &Words, left: i64) -> Page {
    let title = t!(w, "account-recovery");
    let body = html! {
        (Title::new(title.as_str()).line(t!(w, "account-recovery-line")))
        p { (t!(w, "account-recovery-left", count = left)) }
        (Form::post("/account/recovery", "", html! {
            p { (t!(w, "account-recovery-renew-line")) }
            (Button::main(t!(w, "account-recovery-renew")).big())
        }))
    };
    page(w, title, body)
}

/// Ten new codes, shown this once.
pub fn new_codes(w: &Words, list: &[String]) -> Page {
    let title = t!(w, "account-recovery-new-title");
    let body = html! {
        (Title::new(title.as_str()).line(t!(w, "account-recovery-new-line")))
        (code_list(list.iter().map(String::as_str)))
        (Note::of(NoteKind::Sun, html! { p { (t!(w, "account-recovery-once")) } }))
        (acts([Button::main(t!(w, "account-recovery-done")).link("/account")]))
    };
    page(w, title, body)
}

/// What the page of passkeys shows.
pub struct Passkeys<'a> {
    /// Oldest first.
    pub list: &'a [Named],
    /// Whether one of them may go.
    pub may_remove: bool,
    /// Whether browsers can use passkeys at this address.
    pub touch: bool,
    /// What was just done.
    pub said: Option<&'a str>,
    /// The id of the sentence that says what to put right.
    pub fix: Option<&'static str>,
}

/// The asking person's passkeys.
pub fn passkeys(w: &Words, view: &Passkeys<'_>, here: &Zoned, key: Keys<'_>) -> Page {
    let title = t!(w, "account-passkeys");
    let said = view.fix.map(|word| w.say(word));
    let body = html! {
        (ErrorSummary::new(w, said.iter().map(|said| ("passkeys", said.as_str()))))
        (Title::new(title.as_str()).line(t!(w, "account-passkeys-line")))
        (said_note(w, view.said))
        @if view.list.is_empty() {
            (EmptyState::new(t!(w, "account-passkeys-empty"), t!(w, "account-passkeys-empty-line")))
        } @else {
            (Sheet::new("passkeys", t!(w, "account-passkeys-yours"), html! {
                (rows(view.list.iter().map(|one| passkey(w, one, view.may_remove, here, key))))
                @if !view.may_remove { p class="small quiet" { (t!(w, "account-passkeys-last")) } }
            }))
        }
        @if view.touch {
            // The button needs script, so the form around it never travels by itself.
            (Form::get("/account/passkeys", html! {
                (Button::main(t!(w, "account-passkeys-add")).icon(Icon::Key).big().passkey("register"))
            }))
            noscript { p class="small quiet" { (t!(w, "account-passkeys-script")) } }
        } @else {
            (Note::new(&t!(w, "account-passkeys-nowhere")))
        }
        p class="small quiet" { (t!(w, "account-passkeys-help")) }
    };
    page(w, title, body).error(said.is_some())
}

fn passkey(w: &Words, one: &Named, may_remove: bool, here: &Zoned, key: Keys<'_>) -> Row {
    let used = if one.used_at == 0 {
        t!(
            w,
            "account-passkey-unused",
            time = moment(w, one.made_at, here)
        )
    } else {
        t!(
            w,
            "account-passkey-used",
            time = moment(w, one.used_at, here)
        )
    };
    let path = format!("/account/passkeys/{}", one.id);
    let field = format!("name-{}", one.id);
    Row::new(html! {
        span class="strong" { (one.name) }
        br;
        span class="small quiet" { (used) }
        (More::new(t!(w, "account-passkey-change"), html! {
            (Form::post(format!("{path}/rename"), key(), html! {
                (TextField::new("name", t!(w, "account-passkey-name")).id(field).value(one.name.as_str()))
                (Button::second(t!(w, "account-save")).about(one.name.as_str()))
            }))
            @if may_remove {
                (Form::post(format!("{path}/remove"), key(), html! {
                    (hidden("passkey", &one.name))
                    (Button::stop(t!(w, "account-passkey-remove")).about(one.name.as_str()))
                }))
            }
        }))
    })
}
