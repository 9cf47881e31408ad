//! The changes that somebody named, and the form for one more.

use std::collections::BTreeMap;

use domain::{id::AccountId, small::Month};
use jiff::{Timestamp, Zoned, civil::Date};
use kit::{
    Button, EmptyState, ErrorSummary, Form, Note, NoteKind, Page, Row, Select, Sheet, TextField,
    Title, WhoLine, Words, rows, t, when,
};
use maud::html;

use super::month_year;
use crate::counts::{
    forms::{Problem, Typed, WORDS_MAX},
    queries::Named,
    rules,
};

/// What the page of named changes shows.
pub struct Changes<'a> {
    /// The changes that stand.
    pub named: &'a [Named],
    /// Who named them.
    pub names: &'a BTreeMap<AccountId, String>,
    /// The months that a change may begin with, newest first.
    pub offered: &'a [Month],
    /// What is typed.
    pub typed: &'a Typed,
    /// What is to be put right.
    pub problems: &'a [Problem],
    /// Whether something was just saved.
    pub saved: bool,
}

/// The named changes, and the form for one more.
pub fn changes(
    w: &Words,
    here: &Zoned,
    view: &Changes<'_>,
    key: &str,
    new_key: impl Fn() -> String,
) -> Page {
    let title = t!(w, "program-changes");
    let said = |field: &str| {
        let (_, word) = view.problems.iter().find(|(name, _)| *name == field)?;
        Some(w.say_with(word, &[("most", WORDS_MAX.into())]))
    };
    let wrong = ["words", "month"]
        .into_iter()
        .filter_map(|field| Some((field, said(field)?)));
    let select = view.offered.iter().fold(
        Select::new("month", t!(w, "program-change-month"))
            .hint(t!(w, "program-change-month-hint")),
        |select, month| select.option(rules::slug(*month), month_year(w, *month)),
    );
    let list = view.named.iter().map(|change| {
        let month = rules::month_of(change.month).map_or_else(String::new, |month| month_year(w, month));
        let by = view.names.get(&change.by).cloned().unwrap_or_default();
        let on = day(here, change.at).map_or_else(String::new, |day| when::date(w, day, here.date()));
        Row::new(html! {
            b { (change.words) } br;
            span class="small quiet" { (t!(w, "program-change-by", month = month, name = by, day = on)) }
        })
        .end(Form::post(format!("/program/changes/{}/remove", change.id), new_key(), html! {
            (Button::third(t!(w, "program-change-remove")).about(change.words.as_str()))
        }).inline())
    });
    let body = html! {
        (ErrorSummary::new(w, wrong))
        (Title::new(title.as_str()).line(t!(w, "program-changes-line")))
        @if view.saved { (Note::of(NoteKind::Water, html! { p { (t!(w, "program-saved")) } }).status()) }
        @if view.named.is_empty() {
            (EmptyState::new(t!(w, "program-changes-none"), t!(w, "program-changes-none-line")))
        } @else {
            (Sheet::new("named", t!(w, "program-changes-named"), rows(list)))
        }
        (Sheet::new("new", t!(w, "program-change-new"), Form::post("/program/changes", key, html! {
            (TextField::new("words", t!(w, "program-change-words")).value(view.typed.words.as_str())
                .hint(t!(w, "program-change-words-hint", most = WORDS_MAX)).error(said("words")))
            (select.value(view.typed.month.as_str()).error(said("month")))
            (Button::main(t!(w, "program-change-save")))
        })))
    };
    Page::new(title, WhoLine::house(w), body)
        .error(!view.problems.is_empty())
        .back("/program", t!(w, "program-title"))
}

fn day(here: &Zoned, at: i64) -> Option<Date> {
    let at = Timestamp::from_second(at).ok()?;
    Some(at.to_zoned(here.time_zone().clone()).date())
}
