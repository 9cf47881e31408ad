//! A person's copies, a copy on paper, and the ledger.

use std::collections::BTreeMap;

use alongside::window::record::Record;
use domain::{
    id::{AccountId, ParticipantId},
    notice,
};
use jiff::{Timestamp, Zoned, civil::Date};
use kit::{
    Button, Choice, Choices, DataTable, EmptyState, ErrorSummary, Form, Page, Pager, Row, Sheet,
    TextField, Title, WhoLine, Width, Words, facts, own_words, rows, t, when,
};
use maud::{Markup, html};

use super::{
    forms::{LINE_MAX, Problem, Typed, What},
    queries::Disclosure,
};

/// What the page of a person's copies shows.
pub struct Copies<'a> {
    /// The person.
    pub id: ParticipantId,
    /// The name they use.
    pub name: &'a str,
    /// The copies so far, newest first.
    pub given: &'a [Disclosure],
    /// Who gave them.
    pub names: &'a BTreeMap<AccountId, String>,
    /// What is typed.
    pub typed: &'a Typed,
    /// What is to be put right.
    pub problems: &'a [Problem],
}

fn date(here: &Zoned, at: i64) -> Option<Date> {
    let at = Timestamp::from_second(at).ok()?;
    Some(at.to_zoned(here.time_zone().clone()).date())
}

fn day(w: &Words, here: &Zoned, at: i64) -> String {
    date(here, at).map_or_else(String::new, |day| when::date_with_year(w, day))
}

fn what(w: &Words, slug: &str) -> String {
    let id = format!("disclosures-what-{slug}");
    if w.has(&id) {
        w.say(&id)
    } else {
        slug.to_owned()
    }
}

/// Who got a copy so far, and the form for one.
pub fn copies(w: &Words, here: &Zoned, who: WhoLine, view: &Copies<'_>, key: &str) -> Page {
    let title = t!(w, "disclosures-title", name = view.name);
    let said = |field: &str| {
        let (_, word) = view.problems.iter().find(|(name, _)| *name == field)?;
        Some(w.say_with(word, &[("most", LINE_MAX.into())]))
    };
    let fields = ["recipient", "address", "purpose", "scope"];
    let wrong = fields
        .into_iter()
        .filter_map(|field| Some((field, said(field)?)));
    let typed = view.typed;
    let form = Form::post(
        format!("/people/{}/copy", view.id),
        key,
        html! {
            (TextField::new("recipient", t!(w, "disclosures-recipient")).value(typed.recipient.as_str())
                .hint(t!(w, "disclosures-recipient-hint")).error(said("recipient")))
            (TextField::new("address", t!(w, "disclosures-address")).value(typed.address.as_str())
                .error(said("address")))
            (TextField::new("purpose", t!(w, "disclosures-purpose")).value(typed.purpose.as_str())
                .hint(t!(w, "disclosures-purpose-hint")).error(said("purpose")))
            (TextField::new("scope", t!(w, "disclosures-scope")).value(typed.scope.as_str())
                .hint(t!(w, "disclosures-scope-hint")).error(said("scope")))
            (Choices::one("what", t!(w, "disclosures-what")).choices(What::ALL.map(|one| {
                Choice::new(one.slug(), what(w, one.slug())).chosen(one == typed.what)
            })))
            (Button::main(t!(w, "disclosures-give")))
        },
    );
    let list = view.given.iter().map(|given| {
        let by = view.names.get(&given.by).cloned().unwrap_or_default();
        Row::new(html! {
            b { (given.recipient) } " "
            span class="small quiet" { (t!(w, "disclosures-line", what = what(w, &given.what), name = by)) }
            br; span class="small" { (given.purpose) }
        })
        .end_word(&day(w, here, given.at))
    });
    let body = html! {
        (ErrorSummary::new(w, wrong))
        (Title::new(title.as_str()).line(t!(w, "disclosures-title-line")))
        (Sheet::new("given", t!(w, "disclosures-given"), html! {
            @if view.given.is_empty() { p class="quiet" { (t!(w, "disclosures-given-none")) } }
            (rows(list))
        }))
        (Sheet::new("new", t!(w, "disclosures-new"), form).line(t!(w, "disclosures-new-line")))
    };
    Page::new(title, who, body)
        .error(!view.problems.is_empty())
        .back(format!("/people/{}", view.id), view.name)
        .lock()
}

/// What a copy shows.
pub struct Copy<'a> {
    /// The person.
    pub id: ParticipantId,
    /// Its line in the ledger.
    pub given: &'a Disclosure,
    /// The record.
    pub record: &'a Record,
    /// The worker's name.
    pub worker: Option<&'a str>,
    /// How much it holds.
    pub what: What,
}

/// A copy, to print.
pub fn copy(w: &Words, here: &Zoned, who: WhoLine, view: &Copy<'_>) -> Page {
    let (given, record) = (view.given, view.record);
    let title = t!(w, "disclosures-copy", name = record.name.as_str());
    let mut about = vec![
        (t!(w, "disclosures-recipient"), given.recipient.clone()),
        (t!(w, "disclosures-purpose"), given.purpose.clone()),
        (t!(w, "disclosures-scope"), given.scope.clone()),
        (t!(w, "disclosures-on"), day(w, here, given.at)),
    ];
    if !given.address.is_empty() {
        about.insert(1, (t!(w, "disclosures-address"), given.address.clone()));
    }
    let body = html! {
        (Title::new(title.as_str()).line(t!(w, "disclosures-print-line")))
        (Sheet::new("about", t!(w, "disclosures-about"), labelled(&about)))
        (Sheet::new("notice", t!(w, "disclosures-notice"), html! {
            @for words in notice::LONG.paragraphs { p lang="en-US" { (words) } }
            p class="small quiet" { (notice::LONG.source) }
        }))
        (Sheet::new("record", record.name.as_str(), support(w, here, view)))
        @if view.what != What::Summary { (contacts(w, here, view)) }
    };
    Page::new(title, who, body)
        .width(Width::Mid)
        .back(
            format!("/people/{}/copy", view.id),
            t!(w, "disclosures-back"),
        )
        .lock()
}

fn labelled(list: &[(String, String)]) -> Markup {
    facts(
        list.iter()
            .map(|(label, said)| (label.as_str(), html! { (said) })),
    )
}

fn support(w: &Words, here: &Zoned, view: &Copy<'_>) -> Markup {
    let record = view.record;
    let mut list = vec![];
    if !record.pronouns.is_empty() {
        list.push((t!(w, "disclosures-pronouns"), record.pronouns.clone()));
    }
    list.push((t!(w, "disclosures-since"), day(w, here, record.since)));
    if record.ended_at > 0 {
        list.push((t!(w, "disclosures-until"), day(w, here, record.ended_at)));
    }
    if let Some(worker) = view.worker {
        list.push((t!(w, "disclosures-with"), worker.to_owned()));
    }
    if view.what == What::Notes && !record.next_step.is_empty() {
        list.push((t!(w, "disclosures-next-step"), record.next_step.clone()));
    }
    labelled(&list)
}

fn contacts(w: &Words, here: &Zoned, view: &Copy<'_>) -> Markup {
    let record = view.record;
    let list = record.contacts.iter().map(|met| {
        Row::new(html! {
            b { (met.told(w)) }
            @if let Some(by) = met.by() { " " span class="small quiet" { (by) } }
            @if view.what == What::Notes && !met.note().is_empty() { (own_words(met.note())) }
        })
        .end_word(&day(w, here, met.at()))
    });
    html! {
        (Sheet::new("contacts", t!(w, "disclosures-contacts"), html! {
            @if record.contacts.is_empty() { p class="quiet" { (t!(w, "disclosures-contacts-none")) } }
            (rows(list))
            @if record.older { p class="small quiet" { (t!(w, "disclosures-older", most = record.contacts.len())) } }
        }).tall())
    }
}

/// The ledger: whole for a privacy officer; for a manager without of whom and to whom.
pub fn ledger(
    w: &Words,
    here: &Zoned,
    given: &[Disclosure],
    names: &BTreeMap<AccountId, String>,
    (whole, more): (bool, bool),
) -> Page {
    let title = t!(w, "disclosures-ledger");
    let mut heads = vec![
        t!(w, "disclosures-on"),
        t!(w, "disclosures-by"),
        t!(w, "disclosures-held"),
    ];
    if whole {
        heads.extend([
            t!(w, "disclosures-recipient"),
            t!(w, "disclosures-purpose"),
            t!(w, "disclosures-scope"),
            t!(w, "disclosures-record"),
        ]);
    }
    let table = given
        .iter()
        .fold(DataTable::new(title.as_str(), heads), |table, one| {
            let by = names.get(&one.by).cloned().unwrap_or_default();
            let mut row = vec![
                html! { (day(w, here, one.at)) },
                html! { (by) },
                html! { (what(w, &one.what)) },
            ];
            if whole {
                let looks = format!("/looks/participants/{}", one.participant);
                row.extend([
                    html! { (one.recipient) @if !one.address.is_empty() { ", " (one.address) } },
                    html! { (one.purpose) },
                    html! { (one.scope) },
                    html! {
                        @if one.participant.get() == 0 { (t!(w, "disclosures-everybody")) }
                        @else { a href=(looks) { (one.participant) } }
                    },
                ]);
            }
            table.row(row)
        });
    let older = given
        .last()
        .filter(|_| more)
        .map(|last| format!("/program/disclosures?below={}", last.id));
    let line = if whole {
        t!(w, "disclosures-ledger-line")
    } else {
        t!(w, "disclosures-ledger-manager")
    };
    let body = html! {
        (Title::new(title.as_str()).line(line))
        @if given.is_empty() {
            (EmptyState::new(t!(w, "disclosures-none"), t!(w, "disclosures-none-line")))
        } @else { (table) }
        (Pager::new(w, None, older))
    };
    let page = Page::new(title, WhoLine::house(w), body).width(Width::Wide);
    if whole {
        page
    } else {
        page.back("/program", t!(w, "program-title"))
    }
}
