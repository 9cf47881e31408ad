//! The words of a program for kinds of contact and settings.

use domain::contact::{Choice, Choices, Kind, LABEL_MAX, Listed, Setting};
use kit::{
    Button, ErrorSummary, Form, Icon, Note, NoteKind, Page, Row, SaveBar, Select, Sheet, TextField,
    Tick, Title, Tone, WhoLine, rows, t, tag, words::Words,
};
use maud::{Markup, Render as _, html};

use super::{label, our_kind, our_setting};
use crate::contacts::queries::Lists;

/// Both lists.
pub fn list(w: &Words, lists: &Lists, saved: bool) -> Page {
    let who = WhoLine::house(w);
    let body = html! {
        @if saved {
            (Note::of(NoteKind::Water, html! { p { (t!(w, "contacts-kinds-saved")) } }).status())
        }
        (Title::new(t!(w, "contacts-kinds-title")).line(t!(w, "contacts-kinds-line")))
        (sheet(w, "kinds", t!(w, "contacts-kinds"), t!(w, "contacts-kinds-add-kind"), &lists.kinds,
            |slug| our_kind(w, slug)))
        (sheet(w, "settings", t!(w, "contacts-settings"), t!(w, "contacts-kinds-add-setting"), &lists.settings,
            |slug| our_setting(w, slug)))
    };
    Page::new(t!(w, "contacts-kinds-title"), who, body)
}

fn sheet<T: Listed>(
    w: &Words,
    list: &str,
    heading: String,
    add: String,
    choices: &Choices<T>,
    ours: impl Fn(&str) -> String,
) -> Markup {
    Sheet::new(list.to_owned(), heading, html! {
        (rows(choices.all().iter().map(|choice| {
            let row = Row::new(html! {
                a href={ "/program/kinds/" (list) "/" (choice.slug) } { (label(choice, &ours)) }
                @if choice.label.is_some() && !choice.added {
                    br; span class="small quiet" { (t!(w, "contacts-kinds-ours", word = ours(&choice.slug))) }
                }
            });
            if choice.hidden {
                row.end(tag(Tone::Line, &t!(w, "contacts-kinds-hidden")))
            } else if choice.added {
                row.end(tag(Tone::Water, &t!(w, "contacts-kinds-added")))
            } else {
                row
            }
        })))
        (Button::second(add).icon(Icon::Plus).link(format!("/program/kinds/{list}/new")))
    })
    .render()
}

/// One choice as it was typed.
#[derive(Clone, Debug, Default)]
pub struct TypedChoice {
    /// The program's word, or empty for ours.
    pub label: String,
    /// Whether it is offered.
    pub offered: bool,
    /// Whether it is on the first page (kinds alone).
    pub first: bool,
    /// The slug of ours that it is a kind of (added choices alone).
    pub kind_of: String,
}

/// One choice to edit.
pub struct Editing<'a> {
    /// `kinds` or `settings`.
    pub list: &'a str,
    /// Its slug, or `new`.
    pub slug: &'a str,
    /// Whether the program added it, or is adding it.
    pub added: bool,
    /// What is typed.
    pub typed: &'a TypedChoice,
    /// A key for the form.
    pub key: &'a str,
    /// The sentence that says what is to be put right.
    pub wrong: Option<String>,
}

/// The form of one choice.
pub fn form(w: &Words, lists: &Lists, editing: &Editing<'_>) -> Page {
    let who = WhoLine::house(w);
    let is_kind = editing.list == "kinds";
    let ours = if is_kind {
        our_kind(w, editing.slug)
    } else {
        our_setting(w, editing.slug)
    };
    let title = match (editing.slug, is_kind) {
        ("new", true) => t!(w, "contacts-kinds-add-kind"),
        ("new", false) => t!(w, "contacts-kinds-add-setting"),
        _ if editing.added => editing.typed.label.clone(),
        _ => ours.clone(),
    };
    let hint = if editing.added {
        t!(w, "contacts-kinds-label-hint-own", most = LABEL_MAX)
    } else {
        t!(
            w,
            "contacts-kinds-label-hint",
            word = ours,
            most = LABEL_MAX
        )
    };
    let action = format!("/program/kinds/{}/{}", editing.list, editing.slug);
    let body = html! {
        (ErrorSummary::new(w, editing.wrong.iter().map(|wrong| ("label", wrong.as_str()))))
        (Title::new(title.as_str()))
        (Form::post(action, editing.key, html! {
            (TextField::new("label", t!(w, "contacts-kinds-label"))
                .hint(hint)
                .value(editing.typed.label.as_str())
                .error(editing.wrong.as_deref()))
            @if editing.slug == "new" { (kind_of(w, lists, editing)) }
            (Tick::new("offered", t!(w, "contacts-kinds-offered"))
                .on(editing.typed.offered)
                .help(t!(w, "contacts-kinds-offered-hint")))
            @if is_kind {
                (Tick::new("first", t!(w, "contacts-kinds-first")).on(editing.typed.first))
            }
            (SaveBar::new(&who, t!(w, "contacts-kinds-save")))
        }))
    };
    Page::new(title, who.clone(), body)
        .task()
        .back("/program/kinds", t!(w, "contacts-kinds-title"))
        .error(editing.wrong.is_some())
}

fn kind_of(w: &Words, lists: &Lists, editing: &Editing<'_>) -> Markup {
    let mut select = Select::new("kind_of", t!(w, "contacts-kinds-kind-of"))
        .hint(t!(w, "contacts-kinds-kind-of-hint"));
    if editing.list == "kinds" {
        for (slug, word) in options::<Kind>(lists.kinds.all(), |slug| our_kind(w, slug)) {
            select = select.option(slug, word);
        }
    } else {
        for (slug, word) in options::<Setting>(lists.settings.all(), |slug| our_setting(w, slug)) {
            select = select.option(slug, word);
        }
    }
    select.value(editing.typed.kind_of.as_str()).render()
}

fn options<T: Listed>(
    choices: &[Choice<T>],
    ours: impl Fn(&str) -> String,
) -> Vec<(String, String)> {
    choices
        .iter()
        .filter(|choice| !choice.added)
        .map(|choice| (choice.slug.clone(), label(choice, &ours)))
        .collect()
}
