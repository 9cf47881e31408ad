//! A program's settings, and the list for its first week.

use std::collections::BTreeMap;

use domain::{id::AccountId, weight::Fact};
use jiff::{Timestamp, Zoned};
use kit::{
    Button, ErrorSummary, Form, Icon, Note, NoteKind, Page, Row, Sheet, TextField, Title, Tone,
    WhoLine, Words, hidden, rows, t, tag, when,
};
use maud::{Markup, Render as _, html};

use super::{
    forms::{INTERVAL_MOST, Problem, Typed},
    queries::Changed,
    rules::Step,
};

/// What the page shows.
pub struct View<'a> {
    /// What is typed, or what holds.
    pub typed: &'a Typed,
    /// What is to be put right.
    pub problems: &'a [Problem],
    /// What was changed, newest first.
    pub changed: &'a [Changed],
    /// Who changed it.
    pub names: &'a BTreeMap<AccountId, String>,
    /// Whether something was just saved.
    pub saved: bool,
}

/// The form, and who changed what.
pub fn form(w: &Words, here: &Zoned, view: &View<'_>, key: &str) -> Page {
    let title = t!(w, "settings-title");
    let typed = view.typed;
    let said = |field: &str| {
        let (_, word) = view.problems.iter().find(|(name, _)| *name == field)?;
        Some(w.say_with(word, &[("most", INTERVAL_MOST.into())]))
    };
    let fields = std::iter::once("interval").chain(Fact::ALL.iter().map(|fact| fact.slug()));
    let wrong = fields.filter_map(|field| Some((field, said(field)?)));
    let body = html! {
        (ErrorSummary::new(w, wrong))
        (Title::new(title.as_str()))
        @if view.saved { (Note::of(NoteKind::Water, html! { p { (t!(w, "settings-saved")) } }).status()) }
        (Sheet::new("elsewhere", t!(w, "settings-elsewhere"), rows([
            Row::link("/program/kinds", &t!(w, "settings-kinds")),
            Row::link("/program/changes", &t!(w, "settings-changes")),
            Row::link("/program/disclosures", &t!(w, "settings-disclosures")),
            Row::link("/help/lines", &t!(w, "settings-help-lines")),
        ])))
        (Sheet::new("team", t!(w, "settings-team"), Form::post("/program/settings", key, html! {
            (hidden("changed_at", &typed.seen))
            (TextField::number("interval", t!(w, "settings-interval")).value(typed.interval.as_str())
                .hint(t!(w, "settings-interval-hint")).error(said("interval")).short())
            @for (fact, weight) in Fact::ALL.iter().zip(&typed.weights) {
                (TextField::new(fact.slug(), w.say(&format!("settings-name-{}", fact.slug())))
                    .value(weight.as_str()).error(said(fact.slug())).short())
            }
            p class="small quiet" { (t!(w, "settings-weights-line")) }
            (Button::main(t!(w, "settings-save")))
        })))
        (log(w, here, view))
    };
    Page::new(title, WhoLine::house(w), body)
        .error(!view.problems.is_empty())
        .back("/program", t!(w, "program-title"))
}

fn log(w: &Words, here: &Zoned, view: &View<'_>) -> Markup {
    let list = view.changed.iter().map(|changed| {
        let what = w.say(&format!("settings-name-{}", changed.name));
        let by = view.names.get(&changed.by).cloned().unwrap_or_default();
        let at = Timestamp::from_second(changed.at).ok();
        let day = at.map(|at| at.to_zoned(here.time_zone().clone()).date());
        Row::new(html! {
            b { (what) } " "
            @if !changed.said.is_empty() {
                (t!(w, "settings-from-to", said = changed.said.as_str(), says = changed.says.as_str()))
            }
            br; span class="small quiet" { (by) }
        })
        .end_word(&day.map_or_else(String::new, |day| when::date_with_year(w, day)))
    });
    Sheet::new(
        "log",
        t!(w, "settings-log"),
        html! {
            @if view.changed.is_empty() { p class="quiet" { (t!(w, "settings-log-none")) } }
            (rows(list))
        },
    )
    .render()
}

/// The list for the first week, on the program's page.
pub(crate) fn first_week(w: &Words, steps: &[Step], key: &str) -> Markup {
    let list = steps.iter().map(|step| {
        let word = w.say(&format!("settings-step-{}", step.slug));
        let row = Row::new(html! {
            @match step.path {
                Some(path) if !step.done => { a href=(path) { (word) } }
                _ => { (word) }
            }
        });
        if step.done {
            row.end(tag(Tone::Water, &t!(w, "settings-done")))
        } else {
            row
        }
    });
    Sheet::new(
        "first-week",
        t!(w, "settings-first-week"),
        html! {
            (rows(list))
            (Form::post("/program/settings/first-week", key, html! {
                (Button::third(t!(w, "settings-put-away")).icon(Icon::Check))
            }).inline())
        },
    )
    .line(t!(w, "settings-first-week-line"))
    .render()
}
