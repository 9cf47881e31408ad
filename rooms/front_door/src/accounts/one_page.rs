//! One account, as an administrator sees it.

use domain::{role::Role, text::initials};
use jiff::Zoned;
use kit::{
    Button, Form, Icon, Note, NoteKind, Page, PersonHead, Sheet, WhoLine, facts, t, words::Words,
};
use maud::{Markup, html};
use people::account::{Account, Standing};

use super::{
    forms::{Problem, Slot},
    pages::{
        Choose, name_fields, place_field, roles_field, roles_line, slot_fields, standing_tag,
        summary,
    },
};
use crate::{account::Keys, moment::moment};

/// What the page shows.
pub struct One {
    /// The account.
    pub account: Account,
    /// Its program and team, as the value of a choice.
    pub place: String,
    /// Its two supervisor slots.
    pub slots: [Slot; 2],
    /// Whether it is the asking administrator's own.
    pub me: bool,
    /// What the forms offer.
    pub choose: Choose,
    /// What was just done.
    pub said: Option<&'static str>,
}

const SAID: [&str; 8] = [
    "invited",
    "name",
    "roles",
    "place",
    "supervisors",
    "active",
    "suspended",
    "left",
];

/// What was done, if the address says something that is known.
pub fn said(typed: &str) -> Option<&'static str> {
    SAID.iter().copied().find(|slug| *slug == typed)
}

/// The page.
pub fn one(w: &Words, one: &One, problems: &[Problem], here: &Zoned, key: Keys<'_>) -> Page {
    let account = &one.account;
    let path = |what: &str| format!("/accounts/{}/{what}", account.id);
    let save = || Button::second(t!(w, "account-save"));
    let body = html! {
        (summary(w, problems))
        (PersonHead::new(account.name.as_str(), initials(&account.name))
            .line(roles_line(w, account.roles)))
        @if let Some(said) = one.said {
            (Note::of(NoteKind::Water, html! { p { (w.say(&format!("accounts-said-{said}"))) } }).status())
        }
        (door(w, one))
        (Sheet::new("state", t!(w, "accounts-state"), state(w, one, problems, here, key())))
        (Sheet::new("who", t!(w, "accounts-who"), Form::post(path("name"), key(), html! {
            (name_fields(w, &account.name, &account.email, problems))
            (save().about(t!(w, "accounts-who")))
        })))
        (Sheet::new("work", t!(w, "accounts-work"), html! {
            (Form::post(path("roles"), key(), html! {
                (roles_field(w, account.roles, problems))
                p class="small quiet" { (t!(w, "accounts-roles-line")) }
                (save().about(t!(w, "accounts-roles")))
            }))
        }))
        (Sheet::new("where", t!(w, "accounts-where"), Form::post(path("place"), key(), html! {
            (place_field(w, &one.choose, &one.place, problems))
            (save().about(t!(w, "accounts-where")))
        })))
        @if account.roles.has(Role::PeerWorker) {
            (Sheet::new("supervisors", t!(w, "accounts-supervisors"), Form::post(path("supervisors"), key(), html! {
                p class="small quiet" { (t!(w, "accounts-supervisors-line")) }
                (slot_fields(w, &one.choose, &one.slots, &account.id.to_string(), problems))
                (save().about(t!(w, "accounts-supervisors")))
            })))
        }
    };
    Page::new(account.name.as_str(), WhoLine::house(w), body)
        .error(!problems.is_empty())
        .back("/accounts", t!(w, "accounts-title"))
}

/// How this person gets in: a first link, or a way back.
fn door(w: &Words, one: &One) -> Markup {
    let account = &one.account;
    html! {
        @if account.standing == Standing::Invited {
            (Sheet::new("invitation", t!(w, "accounts-invitation"), html! {
                p { (t!(w, "accounts-invitation-what")) }
                (Form::post(format!("/accounts/{}/invitation", account.id), "", html! {
                    (Button::main(t!(w, "accounts-invitation-make")).icon(Icon::Link).big())
                }))
            }))
        } @else if account.standing == Standing::Active && !one.me {
            (Sheet::new("way-back", t!(w, "accounts-way-back"), html! {
                p { (t!(w, "accounts-way-back-what")) }
                (Form::post(format!("/accounts/{}/way-back", account.id), "", html! {
                    (Button::second(t!(w, "accounts-way-back-make")).icon(Icon::Key))
                }))
            }))
        }
    }
}

/// Where this person stands, and where they can go from there.
fn state(w: &Words, one: &One, problems: &[Problem], here: &Zoned, key: String) -> Markup {
    let account = &one.account;
    let (stands, since, entered) = (
        t!(w, "accounts-stands"),
        t!(w, "accounts-since"),
        t!(w, "accounts-entered"),
    );
    let first = if account.entered_at == 0 {
        t!(w, "accounts-not-yet")
    } else {
        moment(w, account.entered_at, here)
    };
    let word = w.say(&format!("accounts-is-{}", account.standing.slug()));
    let refused = super::pages::said(w, problems, "standing");
    html! {
        (facts([
            (stands.as_str(), html! { (word) " " (standing_mark(w, account)) }),
            (since.as_str(), html! { (moment(w, account.standing_at, here)) }),
            (entered.as_str(), html! { (first) }),
        ]))
        (Form::post(format!("/accounts/{}/standing", account.id), key, html! {
            @if let Some(refused) = refused {
                p class="bad" { (kit::icon::icon(Icon::Warn)) span { (refused) } }
            }
            @if one.me {
                p class="small quiet" { (t!(w, "accounts-will-not-yourself")) }
            } @else {
                @for (to, button) in next(w, account) {
                    (button.sends("standing", to.slug()))
                    p class="small quiet" { (w.say(&format!("accounts-will-{}", to.slug()))) }
                }
            }
        }).id("standing"))
    }
}

/// A mark for whoever cannot sign in now.
fn standing_mark(w: &Words, account: &Account) -> Markup {
    match account.standing {
        Standing::Suspended => standing_tag(w, account.standing),
        _ => Markup::default(),
    }
}

/// What may follow, each with its button.
fn next(w: &Words, account: &Account) -> Vec<(Standing, Button<'static>)> {
    let leave = || (Standing::Left, Button::stop(t!(w, "accounts-do-left")));
    let activate = || {
        (
            Standing::Active,
            Button::second(t!(w, "accounts-do-active")),
        )
    };
    match account.standing {
        Standing::Active => vec![
            (
                Standing::Suspended,
                Button::stop(t!(w, "accounts-do-suspended")),
            ),
            leave(),
        ],
        Standing::Suspended => vec![activate(), leave()],
        Standing::Invited => vec![(Standing::Left, Button::stop(t!(w, "accounts-do-uninvite")))],
        Standing::Left if account.entered_at == 0 => vec![(
            Standing::Invited,
            Button::second(t!(w, "accounts-do-invited")),
        )],
        Standing::Left => vec![activate()],
    }
}
