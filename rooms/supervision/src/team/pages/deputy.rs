//! Who stands in, as a page.

use jiff::{Zoned, civil::Date};
use kit::{
    Button, ErrorSummary, Form, Note, Page, Row, Select, Sheet, TextField, Title, WhoLine, hidden,
    rows, saved, t, when, words::Words,
};
use maud::html;
use people::account::Colleague;

use super::first;
use crate::team::forms::{Problem, TypedDeputy};

/// Somebody stands in for somebody, in names.
pub struct Told {
    /// Its number.
    pub id: i64,
    /// The other supervisor.
    pub other: String,
    /// Whether the other one stands in for the reader.
    pub for_me: bool,
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// Whether it runs now.
    pub runs: bool,
}

/// Everything that the page shows.
pub struct View {
    /// Who stands in for whom, now and later.
    pub told: Vec<Told>,
    /// Who could stand in, by name.
    pub candidates: Vec<Colleague>,
}

/// "Rosa stands in for you until Friday, March 6."
pub fn sentence(w: &Words, here: &Zoned, one: &Told) -> String {
    let other = first(&one.other);
    let day = |day: Date| when::date(w, day, here.date());
    match (one.for_me, one.runs) {
        (true, true) => t!(w, "team-deputy-mine", name = other, last = day(one.last)),
        (true, false) => t!(
            w,
            "team-deputy-mine-later",
            name = other,
            first = day(one.first),
            last = day(one.last)
        ),
        (false, true) => t!(w, "team-deputy-theirs", name = other, last = day(one.last)),
        (false, false) => t!(
            w,
            "team-deputy-theirs-later",
            name = other,
            first = day(one.first),
            last = day(one.last)
        ),
    }
}

/// The page: one key for the form, then one for each line.
pub fn form(
    w: &Words,
    here: &Zoned,
    who: WhoLine,
    view: &View,
    keys: &[String],
    (typed, problems): (&TypedDeputy, &[Problem]),
    was_saved: bool,
) -> Page {
    let title = t!(w, "team-deputy");
    let say = |one: &Problem| w.say(&format!("team-error-{}", one.word));
    let wrong = |field: &str| problems.iter().find(|one| one.field == field).map(say);
    let mut keys = keys.iter().map(String::as_str);
    let key = keys.next().unwrap_or_default();
    let select = view.candidates.iter().fold(
        Select::new("deputy", t!(w, "team-deputy-who")).option("", t!(w, "team-deputy-choose")),
        |select, one| select.option(one.account.to_string(), one.name.clone()),
    );
    let body = html! {
        @if was_saved { (saved(&t!(w, "team-deputy-saved"), &who)) }
        (ErrorSummary::new(w, problems.iter().map(|one| (one.field, say(one)))))
        (Title::new(title.as_str()).line(t!(w, "team-deputy-line")))
        @if !view.told.is_empty() {
            (Sheet::new("now", t!(w, "team-deputy-now"), rows(view.told.iter().zip(keys).map(|(one, key)| {
                let row = Row::lines(&sentence(w, here, one), None);
                if !one.for_me {
                    return row;
                }
                row.end(Form::post("/team/deputy/back", key, html! {
                    (hidden("id", &one.id.to_string()))
                    (Button::second(t!(w, "team-deputy-back")).about(one.other.as_str()))
                }).inline())
            }))))
        }
        (Sheet::new("name", t!(w, "team-deputy-name"), html! {
            @if view.candidates.is_empty() {
                (Note::new(&t!(w, "team-deputy-nobody")))
            } @else {
                (Form::post("/team/deputy", key, html! {
                    (select.value(typed.deputy.clone()).error(wrong("deputy")))
                    (TextField::date("first", t!(w, "team-deputy-first"))
                        .value(typed.first.clone()).error(wrong("first")))
                    (TextField::date("last", t!(w, "team-deputy-last"))
                        .value(typed.last.clone()).error(wrong("last")))
                    (Button::main(t!(w, "team-deputy-save")))
                }))
            }
        }).line(t!(w, "team-deputy-sees")))
    };
    Page::new(title, who, body)
        .back("/team", t!(w, "team-place"))
        .error(!problems.is_empty())
}
