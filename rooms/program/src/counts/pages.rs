//! The program's page, what its figures mean, and the changes that somebody named.

use alongside::window::{
    Lists,
    counts::{kind_word, setting_word},
};
use domain::{
    chart::{self, Verdict},
    id::TeamId,
    small::{Cell, Month},
};
use kit::{
    Button, DataTable, EmptyState, Form, Icon, More, Note, NoteKind, Page, ProcessChart, Select,
    Sheet, Title, WhoLine, Width, Words, acts, columns, measure, measures, t, when,
};
use maud::{Markup, Render as _, html};
use people::agency::Team;

pub mod changes;

use crate::settings::{Step, first_week_sheet};

use super::{
    figures::{Figure, Figures, Grid},
    queries::Named,
    rules,
};

/// What a chart is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Contacts.
    Contacts,
    /// Unduplicated people.
    People,
    /// Hours with people.
    Hours,
    /// How many of 100 contacts were out of hours.
    OutOfHours,
}

impl Measure {
    const fn slug(self) -> &'static str {
        match self {
            Self::Contacts => "contacts",
            Self::People => "people",
            Self::Hours => "hours",
            Self::OutOfHours => "out-of-hours",
        }
    }

    fn name(self, w: &Words) -> String {
        w.say(&format!("program-measure-{}", self.slug()))
    }

    fn said(self, w: &Words, number: &str) -> String {
        match self {
            Self::OutOfHours => t!(w, "program-percent", number = number),
            _ => number.to_owned(),
        }
    }
}

/// One measure over the months.
pub struct Chart {
    /// Which one.
    pub measure: Measure,
    /// Its chart.
    pub line: chart::Chart,
    /// Its published figures; none = nothing was logged.
    pub cells: Vec<Option<Cell>>,
}

/// One team now.
pub struct Load {
    /// The team; none = workers without one.
    pub team: Option<TeamId>,
    /// Active peer workers.
    pub workers: i64,
    /// People who walk with them.
    pub people: Cell,
}

/// Everything that the program's page shows.
pub struct Board<'a> {
    /// The released months, oldest first; none = nothing was logged.
    pub months: &'a [(Month, Option<Figures>)],
    /// Which of them stands below the charts.
    pub chosen: Option<usize>,
    /// One team, or all.
    pub team: Option<TeamId>,
    /// The teams of the program.
    pub teams: &'a [Team],
    /// The program's words.
    pub lists: &'a Lists,
    /// The charts.
    pub charts: Vec<Chart>,
    /// The named changes.
    pub changes: &'a [Named],
    /// How many people wait for a worker now.
    pub waiting: Cell,
    /// For how many days the one who waits longest has waited.
    pub longest: Option<i64>,
    /// The teams now.
    pub loads: Vec<Load>,
    /// Whether everything is counted.
    pub whole: bool,
    /// The list for the first week; empty once it is done.
    pub steps: &'a [Step],
    /// A fresh key for its form.
    pub key: &'a str,
}

/// The program's page.
pub fn board(w: &Words, view: &Board<'_>) -> Page {
    let last = view.months.last().map(|(month, _)| month.last());
    let title = Title::new(t!(w, "program-title"));
    let title = match last {
        Some(day) => title.line(t!(w, "program-line", day = when::date_with_year(w, day))),
        None => title,
    };
    let body = html! {
        div class="split" {
            (title)
            @if !view.teams.is_empty() { (which_team(w, view)) }
        }
        @if !view.whole { (Note::of(NoteKind::Plain, html! { p { (t!(w, "program-still-counting")) } }).status()) }
        @if !view.steps.is_empty() { (first_week_sheet(w, view.steps, view.key)) }
        @if view.chosen.is_none() {
            (EmptyState::new(t!(w, "program-none"), t!(w, "program-none-line")))
        } @else {
            (changing(w, view))
            (month_sheet(w, view))
        }
        (columns(workload(w, view), html! { (waiting(w, view)) (take_along(w, view)) }))
        p { a class="lk" href="/program/settings" { (t!(w, "program-settings")) } }
    };
    Page::new(t!(w, "program-title"), WhoLine::counts(w), body).width(Width::Wide)
}

/// Which team: a form that works without script, and keeps the month.
fn which_team(w: &Words, view: &Board<'_>) -> Markup {
    let select = Select::new("team", t!(w, "program-team")).option("", t!(w, "program-all-teams"));
    let select = view.teams.iter().fold(select, |select, team| {
        select.option(team.id.to_string(), team.name.as_str())
    });
    let value = view.team.map_or_else(String::new, |team| team.to_string());
    Form::get(
        "/program",
        html! {
            (select.value(value))
            @if let Some(month) = chosen(view) { (kit::hidden("month", &rules::slug(month.0))) }
            (Button::second(t!(w, "program-show")))
        },
    )
    .inline()
    .render()
}

fn chosen<'a>(view: &Board<'a>) -> Option<(Month, Option<&'a Figures>)> {
    let (month, figures) = view.months.get(view.chosen?)?;
    Some((*month, figures.as_ref()))
}

/// "October 2026".
pub fn month_year(w: &Words, month: Month) -> String {
    let first = month.first();
    t!(
        w,
        "program-month-year",
        month = when::month(w, first),
        year = first.year().to_string()
    )
}

/// A figure in words.
fn figure(w: &Words, cell: Cell) -> Markup {
    match cell {
        Cell::Shown(number) => html! { (number) },
        Cell::Few => html! { span class="small quiet" { (t!(w, "program-few")) } },
        Cell::Withheld => html! { span class="small quiet" { (t!(w, "program-withheld")) } },
    }
}

/// Contacts: "under 5" is said of people alone, and contacts of two people may be many.
fn amount(w: &Words, cell: Cell) -> Markup {
    match cell {
        Cell::Few => figure(w, Cell::Withheld),
        cell => figure(w, cell),
    }
}

fn hours(w: &Words, cell: Cell) -> Markup {
    match cell {
        Cell::Shown(minutes) => html! { (rules::tenths(rules::tenths_of_hours(minutes))) },
        _ => figure(w, Cell::Withheld),
    }
}

fn changing(w: &Words, view: &Board<'_>) -> Markup {
    let body = html! {
        p class="small quiet" { (t!(w, "program-changing-line")) }
        (measures(view.charts.iter().map(|chart| one(w, view, chart))))
        p { a class="lk" href="/program/changes" { (t!(w, "program-changes-link")) } }
    };
    Sheet::new("changing", t!(w, "program-changing"), body)
        .link("/program/definitions", t!(w, "program-definitions"))
        .render()
}

fn one(w: &Words, view: &Board<'_>, drawn: &Chart) -> Markup {
    let name = drawn.measure.name(w);
    let months: Vec<Month> = view.months.iter().map(|(month, _)| *month).collect();
    let newest = months.iter().zip(&drawn.cells).next_back();
    let newest = match newest {
        Some((month, Some(Cell::Shown(number)))) => t!(
            w,
            "program-in-month",
            number = drawn.measure.said(w, &number.to_string()),
            month = when::month(w, month.first())
        ),
        Some((month, _)) => t!(
            w,
            "program-in-month-hidden",
            month = when::month(w, month.first())
        ),
        None => String::new(),
    };
    let says = sentence(w, view, &drawn.line, &months);
    let limits = drawn.line.bands().last().and_then(|band| band.limits);
    let bound = |value: f64| drawn.measure.said(w, &format!("{value:.0}"));
    let letters = months.iter().map(|month| {
        let word = when::month(w, month.first());
        word.chars().next().map_or_else(String::new, String::from)
    });
    let named = view.changes.iter().filter_map(|change| {
        let month = rules::month_of(change.month)?;
        let at = months.iter().position(|known| *known == month)?;
        (at > 0).then(|| (at, change.words.clone()))
    });
    let mut drawing =
        ProcessChart::new(&drawn.line, name.as_str(), says.1.clone(), letters).named(named);
    if let Some(limits) = limits {
        drawing = drawing.limits(bound(limits.lower), bound(limits.upper));
    }
    let (few, none) = (t!(w, "program-withheld"), t!(w, "program-nothing-logged"));
    let table = months.iter().zip(&drawn.cells).enumerate().fold(
        DataTable::new(
            name.as_str(),
            [t!(w, "program-month"), name.clone(), t!(w, "program-band")],
        ),
        |table, (at, (month, cell))| {
            let band = drawn
                .line
                .bands()
                .iter()
                .find(|band| (band.first..=band.last).contains(&at));
            let band = band.and_then(|band| band.limits).map(|limits| {
                t!(
                    w,
                    "program-band-from-to",
                    low = bound(limits.lower),
                    high = bound(limits.upper)
                )
            });
            let said = match cell {
                Some(Cell::Shown(number)) => drawn.measure.said(w, &number.to_string()),
                Some(_) => few.clone(),
                None => none.clone(),
            };
            table.row([
                html! { (month_year(w, *month)) },
                html! { (said) },
                html! { (band.unwrap_or_default()) },
            ])
        },
    );
    measure(
        &name,
        &newest,
        drawing,
        html! {
            p class="small" { b { (says.0) } " " (says.1) }
            (More::new(t!(w, "program-table", what = name.as_str()), table))
        },
    )
}

/// What a chart seems to show: the verdict, and a sentence.
fn sentence(
    w: &Words,
    view: &Board<'_>,
    chart: &chart::Chart,
    months: &[Month],
) -> (String, String) {
    let month = |at: usize| {
        months
            .get(at)
            .map_or_else(String::new, |month| month_year(w, *month))
    };
    match chart.verdict() {
        Verdict::TooNew { missing } => (
            t!(w, "program-verdict-too-new"),
            t!(w, "program-too-new-line", missing = missing),
        ),
        Verdict::UsualUpsAndDowns => (
            t!(w, "program-verdict-usual-ups-and-downs"),
            t!(w, "program-usual-line"),
        ),
        Verdict::RealChange { signal, named } => {
            let words = named.and_then(|at| {
                let month = rules::stored(*months.get(at)?);
                view.changes.iter().find(|change| change.month == month)
            });
            let way = signal.way.slug();
            let line = match words {
                Some(change) => w.say_with(
                    &format!("program-named-{way}"),
                    &[
                        ("month", month(named.unwrap_or(signal.first)).into()),
                        ("words", change.words.clone().into()),
                    ],
                ),
                None if signal.first == signal.last => w.say_with(
                    &format!("program-once-{way}"),
                    &[("month", month(signal.first).into())],
                ),
                None => w.say_with(
                    &format!("program-since-{way}"),
                    &[("month", month(signal.first).into())],
                ),
            };
            (t!(w, "program-verdict-real-change"), line)
        }
    }
}

/// The chosen month in tables.
fn month_sheet(w: &Words, view: &Board<'_>) -> Markup {
    let Some((month, figures)) = chosen(view) else {
        return html! {};
    };
    let select = view.months.iter().rev().fold(
        Select::new("month", t!(w, "program-month")),
        |select, (month, _)| select.option(rules::slug(*month), month_year(w, *month)),
    );
    let body = html! {
        (Form::get("/program", html! {
            (select.value(rules::slug(month)))
            @if let Some(team) = view.team { (kit::hidden("team", &team.to_string())) }
            (Button::second(t!(w, "program-show")))
        }).inline())
        @match figures {
            None => { p class="quiet" { (t!(w, "program-nothing-logged")) } }
            Some(figures) => { (tables(w, view, figures)) }
        }
    };
    let heading = match view
        .team
        .and_then(|team| view.teams.iter().find(|known| known.id == team))
    {
        Some(team) => t!(
            w,
            "program-month-of-team",
            month = month_year(w, month),
            team = team.name.as_str()
        ),
        None => month_year(w, month),
    };
    Sheet::new("of-month", heading, body)
        .line(t!(w, "program-month-line"))
        .render()
}

fn tables(w: &Words, view: &Board<'_>, figures: &Figures) -> Markup {
    let seen = &figures.screen;
    let row = |name: String, at: [Figure; 3]| {
        [
            html! { (name) },
            amount(w, at[0].cell()),
            hours(w, at[1].cell()),
            figure(w, at[2].cell()),
        ]
    };
    let heads = |first: String| {
        [
            first,
            t!(w, "program-contacts"),
            t!(w, "program-hours"),
            t!(w, "program-people"),
        ]
    };
    let grids = [&seen.contacts, &seen.minutes, &seen.people];
    let each = |of: fn(&'_ Grid, &'_ Figures, Option<TeamId>, usize) -> Figure, at: usize| {
        grids.map(|grid| of(grid, figures, view.team, at))
    };
    let kind = |grid: &Grid, figures: &Figures, team, at| nth(grid.by_kind(figures, team), at);
    let setting =
        |grid: &Grid, figures: &Figures, team, at| nth(grid.by_setting(figures, team), at);
    let kinds = figures.kinds.iter().enumerate().fold(
        DataTable::new(t!(w, "program-by-kind"), heads(t!(w, "program-kind"))),
        |table, (at, slug)| table.row(row(kind_word(w, view.lists, slug), each(kind, at))),
    );
    let settings = figures.settings.iter().enumerate().fold(
        DataTable::new(t!(w, "program-by-setting"), heads(t!(w, "program-setting"))),
        |table, (at, slug)| {
            let word = match slug.as_str() {
                "" => t!(w, "program-not-said"),
                slug => setting_word(w, view.lists, slug),
            };
            table.row(row(word, each(setting, at)))
        },
    );
    let total = grids.map(|grid| grid.total(figures, view.team));
    let whole = view.team.map_or_else(
        || t!(w, "program-all"),
        |team| team_word(w, view.teams, team.get()),
    );
    let first = DataTable::new(t!(w, "program-by-team"), heads(t!(w, "program-team")))
        .row(row(whole, total));
    let teams = figures
        .teams
        .iter()
        .enumerate()
        .filter(|_| view.team.is_none())
        .fold(first, |table, (at, team)| {
            table.row(row(
                team_word(w, view.teams, *team),
                grids.map(|grid| nth(&grid.teams, at)),
            ))
        });
    html! {
        (teams)
        h3 { (t!(w, "program-by-kind")) }
        (kinds)
        h3 { (t!(w, "program-by-setting")) }
        (settings)
        p class="small quiet" { (t!(w, "program-people-once")) }
    }
}

fn nth(list: &[Figure], at: usize) -> Figure {
    list.get(at).copied().unwrap_or(Figure::NONE)
}

fn team_word(w: &Words, teams: &[Team], id: i64) -> String {
    let known = teams.iter().find(|team| team.id.get() == id);
    known.map_or_else(|| t!(w, "program-no-team"), |team| team.name.clone())
}

fn workload(w: &Words, view: &Board<'_>) -> Markup {
    let table = view.loads.iter().fold(
        DataTable::new(
            t!(w, "program-workload-table"),
            [
                t!(w, "program-team"),
                t!(w, "program-workers"),
                t!(w, "program-people-now"),
                t!(w, "program-people-each"),
            ],
        ),
        |table, load| {
            let each = load
                .people
                .shown()
                .and_then(|people| rules::tenths_each(people, load.workers));
            let id = load.team.map_or(0, TeamId::get);
            table.row([
                html! { (team_word(w, view.teams, id)) },
                html! { (load.workers) },
                figure(w, load.people),
                html! { (each.map(rules::tenths).unwrap_or_default()) },
            ])
        },
    );
    Sheet::new(
        "workload",
        t!(w, "program-workload"),
        html! {
            @if view.loads.is_empty() {
                (EmptyState::new(t!(w, "program-no-workers"), t!(w, "program-no-workers-line")).within())
            } @else {
                (table)
                p class="small quiet" { (t!(w, "program-workload-line")) }
            }
        },
    )
    .render()
}

fn waiting(w: &Words, view: &Board<'_>) -> Markup {
    let body = match (view.waiting, view.longest) {
        (Cell::Shown(0), _) => html! { p { (t!(w, "program-waiting-none")) } },
        (Cell::Shown(number), Some(days)) => html! {
            p class="strong" { (t!(w, "program-waiting-number", number = i64::try_from(number).unwrap_or(i64::MAX))) }
            p class="small quiet" { (t!(w, "program-waiting-longest", days = days)) }
        },
        _ => html! { p { (t!(w, "program-waiting-few")) } },
    };
    Sheet::new("waiting", t!(w, "program-waiting"), body).render()
}

fn take_along(w: &Words, view: &Board<'_>) -> Markup {
    if view.chosen.is_none() {
        return html! {};
    }
    Sheet::new(
        "files",
        t!(w, "program-files"),
        html! {
            p class="small quiet" { (t!(w, "program-file-note")) }
            (acts([
                Button::second(t!(w, "program-csv")).icon(Icon::Down).link("/program/counts.csv"),
                Button::second(t!(w, "program-xlsx")).icon(Icon::Down).link("/program/counts.xlsx"),
            ]))
        },
    )
    .render()
}

const DEFINED: [&str; 9] = [
    "contact",
    "people",
    "hours",
    "out-of-hours",
    "month",
    "team",
    "waiting",
    "band",
    "hidden",
];

/// What each figure means.
pub fn definitions(w: &Words) -> Page {
    let title = t!(w, "program-definitions");
    let body = html! {
        (Title::new(title.as_str()))
        @for slug in DEFINED {
            (Sheet::new(slug, w.say(&format!("program-define-{slug}")), html! {
                p { (w.say(&format!("program-define-{slug}-line"))) }
            }))
        }
    };
    Page::new(title, WhoLine::house(w), body).back("/program", t!(w, "program-title"))
}
