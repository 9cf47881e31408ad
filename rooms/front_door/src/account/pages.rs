//! My account, and the form for the name.

use domain::role::{Role, Roles};
use jiff::Zoned;
use kit::{
    Button, Choice, Choices, ErrorSummary, Form, Icon, Note, NoteKind, Page, Row, Sheet, TextField,
    Title, WhoLine, facts, rows, t, words::Value, words::Words,
};
use maud::{Markup, html};
use people::{
    device as devices,
    notice::{Kind, Notice},
    session::Device,
};

use super::rules::THEMES;
use crate::moment::moment;

/// What the page shows of the one who asks.
pub struct Mine {
    /// The name used.
    pub name: String,
    /// The e-mail address to sign in with.
    pub email: String,
    /// The home program's name.
    pub program: String,
    /// The theme, as it is stored.
    pub theme: String,
    /// All roles.
    pub roles: Roles,
    /// How many passkeys.
    pub passkeys: usize,
    /// Whether there is a password.
    pub has_password: bool,
    /// Whether six-digit codes are on.
    pub totp: bool,
    /// Recovery codes left.
    pub codes: i64,
    /// Where this account is signed in.
    pub devices: Vec<Device>,
    /// What the house told, newest first.
    pub notices: Vec<Notice>,
}

/// Makes idempotency keys: each form of a page has its own, so that one of two changes from the same
/// page is never taken for the other pressed twice.
pub type Keys<'a> = &'a dyn Fn() -> String;

/// What was just done, read out when the page opens.
pub fn said_note(w: &Words, said: Option<&str>) -> Markup {
    html! {
        @if let Some(said) = said {
            (Note::of(NoteKind::Water, html! { p { (w.say(&format!("account-said-{said}"))) } }).status())
        }
    }
}

/// A browser in words: "Firefox on Android".
pub fn device(w: &Words, label: &str) -> String {
    match devices::parts(label) {
        ("", "") => t!(w, "account-device-unknown"),
        ("", one) | (one, "") => one.to_owned(),
        (browser, system) => t!(w, "account-device", browser = browser, system = system),
    }
}

/// The page. `touch` = browsers can use passkeys at this address.
pub fn account(
    w: &Words,
    mine: &Mine,
    said: Option<&str>,
    touch: bool,
    here: &Zoned,
    key: Keys<'_>,
) -> Page {
    let title = t!(w, "account-title");
    let waiting: Vec<&Notice> = mine.notices.iter().filter(|one| !one.seen).collect();
    let body = html! {
        (Title::new(title.as_str()).line(mine.name.as_str()))
        (said_note(w, said))
        @if !waiting.is_empty() { (notices(w, &waiting, here, key)) }
        (ways_in(w, mine, touch))
        (signed_in(w, mine, here, key))
        (display(w, mine, key))
        (you(w, mine))
        @if mine.roles.has(Role::PeerSupervisor) {
            (Sheet::new("team", t!(w, "account-team"), html! {
                p { (t!(w, "account-team-line")) }
                p { a class="lk" href="/team/way-back" { (t!(w, "account-team-go")) } }
            }))
        }
        (Form::post("/sign-out", "", html! { (Button::second(t!(w, "account-sign-out")).wide()) }).part("leaving"))
    };
    Page::new(title, WhoLine::house(w), body)
}

fn notices(w: &Words, list: &[&Notice], here: &Zoned, key: Keys<'_>) -> Markup {
    let lines = list.iter().map(|one| {
        let detail = match one.kind {
            Kind::NewDevice => device(w, &one.detail),
            _ => one.detail.clone(),
        };
        let word = format!("account-notice-{}", one.kind.slug());
        let text = w.say_with(&word, &[("detail", Value::from(&detail))]);
        let to = format!("/account/notices/{}/seen", one.id);
        let away = Button::third(t!(w, "account-notice-seen")).about(text.as_str());
        Row::lines(&text, Some(&moment(w, one.at, here)))
            .end(Form::post(to, key(), html! { (away) }).inline())
    });
    let body = html! {
        (rows(lines))
        p class="small quiet" { (t!(w, "account-notices-help")) }
    };
    html! { (Sheet::new("notices", t!(w, "account-notices"), body)) }
}

fn ways_in(w: &Words, mine: &Mine, touch: bool) -> Markup {
    let row = |href: &str, name: String, state: String| {
        Row::new(html! {
            a class="who-name" href=(href) { (name) }
            br;
            span class="small quiet" { (state) }
        })
    };
    let password = if mine.has_password {
        t!(w, "account-password-set")
    } else {
        t!(w, "account-password-none")
    };
    let totp = if mine.totp {
        t!(w, "account-codes-on")
    } else {
        t!(w, "account-codes-off")
    };
    let mut list = vec![];
    if touch || mine.passkeys > 0 {
        list.push(row(
            "/account/passkeys",
            t!(w, "account-passkeys"),
            t!(w, "account-passkeys-count", count = mine.passkeys),
        ));
    }
    list.push(row(
        "/account/password",
        t!(w, "account-password"),
        password,
    ));
    list.push(row("/account/codes", t!(w, "account-codes"), totp));
    list.push(row(
        "/account/recovery",
        t!(w, "account-recovery"),
        t!(w, "account-recovery-left", count = mine.codes),
    ));
    html! { (Sheet::new("ways-in", t!(w, "account-ways-in"), rows(list))) }
}

fn signed_in(w: &Words, mine: &Mine, here: &Zoned, key: Keys<'_>) -> Markup {
    let lines = mine.devices.iter().map(|one| {
        let name = device(w, &one.label);
        let used = if one.this {
            t!(w, "account-device-this")
        } else {
            t!(
                w,
                "account-device-used",
                time = moment(w, one.seen_at, here)
            )
        };
        let row = Row::lines(&name, Some(&used));
        if one.this {
            return row;
        }
        let to = format!("/account/devices/{}/end", one.session);
        let end = Button::third(t!(w, "account-device-end")).about(name.as_str());
        row.end(Form::post(to, key(), html! { (end) }).inline())
    });
    let others = mine.devices.len() > 1;
    let body = html! {
        (rows(lines))
        p class="small quiet" { (t!(w, "account-devices-kept")) }
        @if others {
            (Form::post("/account/devices/end", key(), html! {
                (Button::second(t!(w, "account-devices-end")))
            }))
        }
    };
    html! { (Sheet::new("devices", t!(w, "account-devices"), body)) }
}

fn display(w: &Words, mine: &Mine, key: Keys<'_>) -> Markup {
    let themes = THEMES.iter().map(|slug| {
        Choice::new(*slug, w.say(&format!("account-theme-{slug}"))).chosen(*slug == mine.theme)
    });
    let form = Form::post(
        "/account/display",
        key(),
        html! {
            (Choices::one("theme", t!(w, "account-theme")).choices(themes))
            (Button::second(t!(w, "account-theme-save")))
        },
    );
    html! { (Sheet::new("display", t!(w, "account-display"), form)) }
}

fn you(w: &Words, mine: &Mine) -> Markup {
    let roles: Vec<String> = mine
        .roles
        .iter()
        .map(|role| w.say(&format!("account-role-{}", role.slug())))
        .collect();
    let (name, email, program, does, language) = (
        t!(w, "account-name"),
        t!(w, "account-email"),
        t!(w, "account-program"),
        t!(w, "account-roles"),
        t!(w, "account-language"),
    );
    let body = html! {
        (facts([
            (name.as_str(), html! { (mine.name) }),
            (email.as_str(), html! { (mine.email) }),
            (program.as_str(), html! { (mine.program) }),
            (does.as_str(), html! { (roles.join(", ")) }),
            (language.as_str(), html! { (t!(w, "account-language-en")) }),
        ]))
        p class="small quiet" { (t!(w, "account-you-line")) }
    };
    html! {
        (Sheet::new("you", t!(w, "account-you"), body)
            .link("/account/name", t!(w, "account-name-change")))
    }
}

/// The form for the name. `fix` is the id of a sentence.
pub fn name(w: &Words, typed: &str, fix: Option<&'static str>, key: &str) -> Page {
    let said = fix.map(|word| w.say(word));
    let title = t!(w, "account-name-title");
    let body = html! {
        (ErrorSummary::new(w, said.iter().map(|said| ("name", said.as_str()))))
        (Title::new(title.as_str()).line(t!(w, "account-name-line")))
        (Form::post("/account/name", key, html! {
            (TextField::new("name", t!(w, "account-name")).value(typed).error(said.as_deref())
                .autocomplete("name"))
            (Button::main(t!(w, "account-save")).icon(Icon::Check).big())
        }))
    };
    Page::new(title, WhoLine::house(w), body)
        .error(said.is_some())
        .task()
        .back("/account", t!(w, "account-title"))
}
