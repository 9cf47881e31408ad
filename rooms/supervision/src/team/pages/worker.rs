//! The page of one worker.

use alongside::window::{Planned, team::SupportedFacts};
use jiff::Zoned;
use kit::{
    Button, DataTable, ErrorSummary, Form, Note, Page, Row, Sheet, TextField, Title, WhoLine,
    Width, facts, rows, saved, t, when, words::Words,
};
use maud::{Markup, Render as _, html};

use super::{Mate, amount, bars, first, moment, rest, short, standing, with_not_here};
use crate::team::{
    forms::{Problem, TypedDates},
    rules::{Figure, Supervision},
};

/// Everything that the page shows.
pub struct View {
    /// The worker as the board has them.
    pub mate: Mate,
    /// The visits of the coming days.
    pub visits: Vec<Planned>,
    /// The people they support, by need.
    pub people: Vec<SupportedFacts>,
    /// How many days may pass between two supervisions.
    pub interval: i64,
    /// `false` while contacts of an older Fullcup are still being counted.
    pub whole: bool,
}

/// The page. The form comes with its key, what was typed, and what is to be put right.
pub fn worker(
    w: &Words,
    here: &Zoned,
    who: WhoLine,
    view: &View,
    form: (&str, &TypedDates, &[Problem]),
    was_saved: bool,
) -> Page {
    let mate = &view.mate;
    let who = with_not_here(w, who);
    let body = html! {
        @if was_saved { (saved(&t!(w, "team-dates-saved"), &who)) }
        (ErrorSummary::new(w, form.2.iter().map(|one| (one.field, sentence(w, one)))))
        (Title::new(mate.name.as_str()).line(t!(w, "team-worker-line")))
        (weeks(w, view))
        (Sheet::new("now", t!(w, "team-now"), facts([
            (t!(w, "team-head-people").as_str(), html! {
                (t!(w, "team-people", count = mate.people)) ". "
                (t!(w, "team-weighted", load = mate.load.to_string()))
            }),
            (t!(w, "team-head-rest").as_str(), rest(w, mate.rest)),
        ])).link("/team/weights", t!(w, "team-weights-how")))
        (visits(w, here, &view.visits))
        (people(w, here, &view.people))
        (supervision(w, here, view, form))
    };
    Page::new(mate.name.clone(), who, body)
        .back("/team", t!(w, "team-place"))
        .error(!form.2.is_empty())
        .width(Width::Mid)
}

fn sentence(w: &Words, problem: &Problem) -> String {
    w.say(&format!("team-error-{}", problem.word))
}

/// The eight weeks in numbers, with the usual range of each figure under them.
fn weeks(w: &Words, view: &View) -> Markup {
    let weeks = &view.mate.weeks;
    let name = first(&view.mate.name);
    let mut heads = vec![t!(w, "team-week-of")];
    heads.extend(Figure::ALL.map(|figure| w.say(&format!("team-column-{}", figure.slug()))));
    let lists = Figure::ALL.map(|figure| weeks.last(figure));
    let mut table = DataTable::new(t!(w, "team-weeks-table"), heads);
    for (at, monday) in weeks.last_mondays().iter().enumerate() {
        let mut row = vec![html! { (short(w, *monday)) }];
        for (figure, list) in Figure::ALL.into_iter().zip(&lists) {
            row.push(if let Some(number) = list[at] {
                html! { (amount(w, figure, number)) }
            } else {
                html! { span class="quiet" { (t!(w, "team-away")) } }
            });
        }
        table = table.row(row);
    }
    let mut now = vec![html! { (t!(w, "team-head-now")) }];
    now.extend(Figure::ALL.map(|figure| html! { (amount(w, figure, weeks.so_far(figure))) }));
    let mut usual = vec![html! { (t!(w, "team-usual", name = name)) }];
    usual.extend(Figure::ALL.map(|figure| range(w, view, figure)));
    Sheet::new(
        "weeks",
        t!(w, "team-weeks"),
        html! {
            p { (standing(w, name, weeks.standing(Figure::Minutes))) }
            (bars(w, &view.mate.name, weeks, Figure::Minutes))
            @if !view.whole { (Note::new(&t!(w, "team-counting"))) }
            (table.row(now).row(usual))
            p class="small quiet" { (t!(w, "team-fair")) }
        },
    )
    .render()
}

fn range(w: &Words, view: &View, figure: Figure) -> Markup {
    html! {
        @match view.mate.weeks.usual(figure) {
            Ok(usual) => {
                (t!(w, "team-range",
                    low = amount(w, figure, usual.low()), high = amount(w, figure, usual.high())))
            }
            Err(_) => { span class="quiet" { (t!(w, "team-too-new")) } }
        }
    }
}

fn visits(w: &Words, here: &Zoned, visits: &[Planned]) -> Markup {
    Sheet::new(
        "visits",
        t!(w, "team-visits"),
        html! {
            @if visits.is_empty() {
                p class="quiet" { (t!(w, "team-visits-none")) }
            } @else {
                (rows(visits.iter().map(|visit| visit_row(w, here, visit))))
            }
        },
    )
    .line(t!(w, "team-visits-line"))
    .render()
}

fn visit_row(w: &Words, here: &Zoned, visit: &Planned) -> Row {
    let at = moment(here, visit.starts_at);
    let what = match (&visit.with, visit.title.is_empty()) {
        (Some(person), true) => person.name.clone(),
        (Some(person), false) => format!("{}: {}", person.name, visit.title),
        (None, _) => visit.title.clone(),
    };
    let day = when::day(w, at.date(), here.date());
    let line = t!(
        w,
        "team-day-time",
        day = day,
        time = when::clock(w, at.time())
    );
    let row = Row::new(html! {
        a href={ "/appointments/" (visit.id) } { (what) }
        br; span class="small quiet" { (line) }
    });
    if visit.with.is_some() {
        row.end(
            Button::second(t!(w, "team-who-has-room"))
                .link(format!("/team/room?visit={}", visit.id))
                .about(what.clone()),
        )
    } else {
        row
    }
}

fn people(w: &Words, here: &Zoned, people: &[SupportedFacts]) -> Markup {
    Sheet::new(
        "people",
        t!(w, "team-supported"),
        html! {
            @if people.is_empty() {
                p class="quiet" { (t!(w, "team-supported-none")) }
            } @else {
                (rows(people.iter().map(|person| {
                    let since = when::date(w, moment(here, person.since).date(), here.date());
                    let mut line = t!(w, "team-since", day = since);
                    let facts = super::facts(w, person);
                    if !facts.is_empty() {
                        line = format!("{line}. {facts}");
                    }
                    Row::person(
                        &person.name,
                        &domain::text::initials(&person.name),
                        &format!("/people/{}", person.participant),
                        Some(&line),
                    )
                })))
            }
        },
    )
    .render()
}

fn supervision(
    w: &Words,
    here: &Zoned,
    view: &View,
    (key, typed, problems): (&str, &TypedDates, &[Problem]),
) -> Markup {
    let mate = &view.mate;
    let wrong = |field: &str| {
        let found = problems.iter().find(|one| one.field == field);
        found.map(|one| sentence(w, one))
    };
    let held: Vec<String> = mate
        .dates
        .held
        .iter()
        .take(6)
        .map(|day| when::date(w, *day, here.date()))
        .collect();
    let stands = match mate.late {
        Supervision::Never => t!(w, "team-never", name = first(&mate.name)),
        Supervision::Late(days) => {
            t!(w, "team-is-late", name = first(&mate.name), days = days)
        }
        Supervision::InTime => t!(w, "team-in-time"),
    };
    Sheet::new("supervision", t!(w, "team-head-supervision"), html! {
        p { (stands) }
        @if !held.is_empty() { p class="small quiet" { (t!(w, "team-held", days = held.join("; "))) } }
        (Form::post(format!("/team/{}/supervision", mate.worker), key, html! {
            (TextField::date("held", t!(w, "team-held-on")).value(typed.held.clone()).error(wrong("held")))
            (TextField::date("next", t!(w, "team-next-on")).value(typed.next.clone()).error(wrong("next")))
            (Button::main(t!(w, "team-dates-save")))
        }))
    })
    .line(t!(w, "team-supervision-line", days = view.interval))
    .render()
}
