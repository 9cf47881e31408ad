//! The board of a team.

use alongside::window::team::SupportedFacts;
use domain::{
    days_off::Rest,
    id::{AccountId, AppointmentId, ParticipantId},
    weight::Load,
};
use jiff::{Timestamp, Zoned, civil::Date};
use kit::{
    Board as Table, Button, EmptyState, Icon, Note, Page, Sheet, Title, Tone, Weeks as Bars,
    WhoLine, Width, acts, icon, t, tag, weeks_key, when, words::Words,
};
use maud::{Markup, Render as _, html};

use super::{
    queries::Dates,
    rules::{Figure, Standing, Supervision, Weeks},
};

pub mod deputy;
pub mod room;
pub mod weights;
pub mod worker;

/// What the board says of one worker.
pub struct Mate {
    /// Who.
    pub worker: AccountId,
    /// The name used.
    pub name: String,
    /// Their weeks.
    pub weeks: Weeks,
    /// When the last day without work was; none when no work is known.
    pub rest: Option<Rest>,
    /// How many people they support.
    pub people: usize,
    /// The same, weighted.
    pub load: Load,
    /// When supervision was and is next.
    pub dates: Dates,
    /// How supervision stands.
    pub late: Supervision,
}

/// Something that needs the supervisor. Each has a verb.
pub enum Need {
    /// A visit on the worker's day off.
    NoCover {
        /// The visit.
        visit: AppointmentId,
        /// With whom.
        person: String,
        /// Whose visit.
        worker: String,
        /// When, in seconds since 1970.
        at: i64,
    },
    /// Somebody who left and still has people.
    Left {
        /// Who.
        worker: AccountId,
        /// The name used.
        name: String,
        /// How many people.
        people: usize,
    },
    /// A person who waits for a worker.
    Waiting {
        /// Who.
        id: ParticipantId,
        /// The name they use.
        name: String,
        /// Since when, in seconds since 1970.
        since: i64,
    },
    /// More people who wait than have a line.
    MoreWaiting(usize),
    /// A hand-over that nobody took up.
    NotTaken {
        /// Who is handed over.
        id: ParticipantId,
        /// The name they use.
        name: String,
        /// Who was asked.
        to: String,
        /// When, in seconds since 1970.
        at: i64,
    },
    /// A worker above their usual for weeks.
    Above {
        /// Who.
        worker: AccountId,
        /// The name used.
        name: String,
        /// For how many weeks running.
        weeks: u32,
        /// How many visits of the coming days could move.
        movable: usize,
    },
    /// Workers of whom no supervision was ever written down, by name.
    Never(Vec<(AccountId, String)>),
    /// Supervision that was not held for longer than the interval.
    Supervision {
        /// Of whom.
        worker: AccountId,
        /// The name used.
        name: String,
        /// By how many days.
        days: i64,
        /// The day that is planned.
        next: Option<Date>,
    },
}

/// Everything on the board.
pub struct Board {
    /// The workers by name.
    pub mates: Vec<Mate>,
    /// What needs the supervisor.
    pub needs: Vec<Need>,
    /// Who stands in for whom.
    pub stands_in: Vec<deputy::Told>,
    /// `false` while contacts of an older Fullcup are still being counted.
    pub whole: bool,
}

/// A moment as the program's clocks show it.
pub fn moment(here: &Zoned, seconds: i64) -> Zoned {
    Timestamp::from_second(seconds)
        .unwrap_or_default()
        .to_zoned(here.time_zone().clone())
}

/// The name that a sentence uses.
pub fn first(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// The who line with what is never on these pages.
pub fn with_not_here(w: &Words, who: WhoLine) -> WhoLine {
    who.row(t!(w, "team-not-here"), t!(w, "team-not-here-line"))
}

/// The board.
pub fn board(w: &Words, here: &Zoned, who: WhoLine, board: &Board) -> Page {
    let count = board.mates.len();
    let day = when::date_long(w, here.date());
    let body = html! {
        div class="split" {
            (Title::new(t!(w, "team-title")).line(t!(w, "team-line", day = day, count = count)))
            (acts([
                Button::second(t!(w, "team-deputy")).icon(Icon::Hand).link("/team/deputy"),
                Button::second(t!(w, "team-weights")).icon(Icon::Gear).link("/team/weights"),
            ]))
        }
        @for one in &board.stands_in { (Note::new(&deputy::sentence(w, here, one))) }
        (needs(w, here, &board.needs))
        @if count == 0 {
            (EmptyState::new(t!(w, "team-none"), t!(w, "team-none-line")))
        } @else {
            (Sheet::new("load", t!(w, "team-load"), html! {
                (weeks_key(
                    &t!(w, "team-key-hours"), &t!(w, "team-key-above"),
                    &t!(w, "team-key-now"), &t!(w, "team-key-usual"),
                ))
                @if !board.whole { (Note::new(&t!(w, "team-counting"))) }
                (table(w, here, &board.mates))
                p class="small quiet" { (t!(w, "team-fair")) }
            }))
        }
    };
    Page::new(t!(w, "team-title"), with_not_here(w, who), body).width(Width::Wide)
}

fn table<'a>(w: &Words, here: &Zoned, mates: &[Mate]) -> Table<'a> {
    let heads = [
        t!(w, "team-head-who"),
        t!(w, "team-head-usual"),
        t!(w, "team-head-weeks"),
        t!(w, "team-head-now"),
        t!(w, "team-head-people"),
        t!(w, "team-head-rest"),
        t!(w, "team-head-supervision"),
    ];
    mates
        .iter()
        .fold(Table::new(t!(w, "team-load"), heads), |table, mate| {
            table.row([
                html! { a href={ "/team/" (mate.worker) } { (mate.name) } },
                standing(w, first(&mate.name), mate.weeks.standing(Figure::Minutes)),
                bars(w, &mate.name, &mate.weeks, Figure::Minutes).render(),
                now(w, mate),
                html! {
                    (t!(w, "team-people", count = mate.people))
                    small { (t!(w, "team-weighted", load = mate.load.to_string())) }
                },
                rest(w, mate.rest),
                dates(w, here, mate),
            ])
        })
}

/// Minutes as hours: "12.5 h".
pub fn hours(w: &Words, minutes: i64) -> String {
    t!(w, "team-hours", hours = tenths(minutes))
}

/// Minutes as a number of hours with one digit, where it is not even.
fn tenths(minutes: i64) -> String {
    let tenths = (minutes + 3) / 6;
    if tenths % 10 == 0 {
        (tenths / 10).to_string()
    } else {
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}

/// An amount of a figure in words.
pub fn amount(w: &Words, figure: Figure, amount: i64) -> String {
    if figure == Figure::Minutes {
        hours(w, amount)
    } else {
        amount.to_string()
    }
}

/// The bars of one figure, with everything that they show in a sentence.
pub fn bars<'a>(w: &Words, name: &str, weeks: &Weeks, figure: Figure) -> Bars<'a> {
    let last = weeks.last(figure);
    let usual = weeks.usual(figure).ok();
    let said = |number: i64| {
        if figure == Figure::Minutes {
            tenths(number)
        } else {
            number.to_string()
        }
    };
    let all: Vec<String> = last
        .iter()
        .map(|week| week.map_or_else(|| t!(w, "team-away"), said))
        .collect();
    let figures = w.say(&format!("team-figure-{}", figure.slug()));
    let mut sentence = t!(
        w,
        "team-bars",
        name = name,
        figures = figures,
        weeks = all.join(", "),
        now = said(weeks.so_far(figure))
    );
    if let Some(usual) = &usual {
        sentence.push(' ');
        sentence.push_str(&t!(
            w,
            "team-bars-usual",
            name = first(name),
            low = said(usual.low()),
            high = said(usual.high())
        ));
    }
    Bars::new(sentence, last)
        .so_far(weeks.so_far(figure))
        .usual(usual.map(|usual| (usual.low(), usual.high())))
}

/// "Usual for Dee", "Above usual, 3 weeks", "Too new to say".
pub fn standing(w: &Words, first: &str, standing: Standing) -> Markup {
    match standing {
        Standing::TooNew(_) => html! { span class="quiet" { (t!(w, "team-too-new")) } },
        Standing::Above(1) => html! { (t!(w, "team-above-last")) },
        Standing::Above(weeks) if standing.is_long() => {
            tag(Tone::Load, &t!(w, "team-above", weeks = weeks))
        }
        Standing::Above(weeks) => html! { (t!(w, "team-above", weeks = weeks)) },
        Standing::AboveSoFar => html! { (t!(w, "team-above-so-far")) },
        Standing::Below => html! { (t!(w, "team-below-last")) },
        Standing::Usual => html! { (t!(w, "team-usual", name = first)) },
    }
}

fn now(w: &Words, mate: &Mate) -> Markup {
    let of = |figure| mate.weeks.so_far(figure);
    html! {
        (hours(w, of(Figure::Minutes)))
        small { (t!(w, "team-now-contacts", count = of(Figure::Contacts))) }
        small { (t!(w, "team-now-heavy", count = of(Figure::Heavy))) }
        small { (t!(w, "team-now-out", count = of(Figure::OutOfHours))) }
    }
}

/// Days since the last day without work logged.
pub fn rest(w: &Words, rest: Option<Rest>) -> Markup {
    html! {
        @match rest {
            None => { span class="quiet" { (t!(w, "team-rest-unknown")) } }
            Some(Rest::Off { on, days }) => {
                (t!(w, "team-rest", days = days))
                " " small { (short(w, on)) }
            }
            Some(Rest::NoneSince { days, .. }) => { (t!(w, "team-rest-none", days = days)) }
        }
    }
}

fn dates(w: &Words, here: &Zoned, mate: &Mate) -> Markup {
    let today = here.date();
    let day = |day: Date| short(w, day);
    let next = mate.dates.next.filter(|next| *next >= today);
    html! {
        @match next {
            Some(next) => { (t!(w, "team-next", day = day(next))) }
            None => { (t!(w, "team-next-none")) }
        }
        @if let Some(last) = mate.dates.held.first() { small { (t!(w, "team-last", day = day(*last))) } }
        @if let Supervision::Late(days) = mate.late { small { b { (t!(w, "team-late", days = days)) } } }
    }
}

fn needs(w: &Words, here: &Zoned, needs: &[Need]) -> Markup {
    Sheet::new(
        "needs",
        t!(w, "team-needs"),
        html! {
            @if needs.is_empty() {
                p class="quiet" { (t!(w, "team-needs-none")) }
            } @else {
                ul class="rows needs" { @for need in needs { (line(w, here, need)) } }
            }
        },
    )
    .render()
}

/// "Nov 17".
pub fn short(w: &Words, day: Date) -> String {
    format!("{} {}", when::month_short(w, day), day.day())
}

/// A day and time of the coming week: "Tuesday, 10:00 AM".
pub fn day_time(w: &Words, here: &Zoned, at: i64) -> String {
    let at = moment(here, at);
    let day = when::day(w, at.date(), here.date());
    t!(
        w,
        "team-day-time",
        day = day,
        time = when::clock(w, at.time())
    )
}

fn line(w: &Words, here: &Zoned, need: &Need) -> Markup {
    let day = |at: i64| when::date(w, moment(here, at).date(), here.date());
    let (drawing, what, more, verb, href) = match need {
        Need::NoCover {
            visit,
            person,
            worker,
            at,
        } => (
            Icon::Hand,
            t!(w, "team-no-cover", person = person),
            t!(
                w,
                "team-no-cover-line",
                worker = first(worker),
                when = day_time(w, here, *at)
            ),
            Button::main(t!(w, "team-no-cover-do")).about(person.as_str()),
            format!("/team/room?visit={visit}"),
        ),
        Need::Left {
            worker,
            name,
            people,
        } => (
            Icon::People,
            t!(w, "team-left", name = first(name)),
            t!(w, "team-left-line", count = *people),
            Button::second(t!(w, "team-left-do")).about(name.as_str()),
            format!("/people?worker={worker}"),
        ),
        Need::Waiting { id, name, since } => (
            Icon::Person,
            t!(w, "team-waiting", name = name),
            t!(w, "team-waiting-line", day = day(*since)),
            Button::second(t!(w, "team-waiting-do")).about(name.as_str()),
            format!("/people/{id}/hand-over"),
        ),
        Need::MoreWaiting(count) => (
            Icon::People,
            t!(w, "team-more-waiting", count = *count),
            String::new(),
            Button::second(t!(w, "team-more-waiting-do")),
            "/people".to_owned(),
        ),
        Need::NotTaken { id, name, to, at } => (
            Icon::Hand,
            t!(w, "team-not-taken", name = name),
            t!(w, "team-not-taken-line", to = first(to), day = day(*at)),
            Button::second(t!(w, "team-not-taken-do")).about(name.as_str()),
            format!("/people/{id}"),
        ),
        Need::Above {
            worker,
            name,
            weeks,
            movable,
        } => (
            Icon::Chart,
            t!(w, "team-is-above", name = first(name), weeks = *weeks),
            t!(w, "team-is-above-line", count = *movable),
            Button::second(t!(w, "team-is-above-do")).about(name.as_str()),
            format!("/team/{worker}#visits"),
        ),
        Need::Supervision {
            worker,
            name,
            days,
            next,
        } => (
            Icon::Cal,
            t!(w, "team-is-late", name = first(name), days = *days),
            next.map_or_else(
                || t!(w, "team-next-none-line"),
                |next| t!(w, "team-next-line", day = when::date(w, next, here.date())),
            ),
            Button::second(t!(w, "team-is-late-do")).about(name.as_str()),
            format!("/team/{worker}#supervision"),
        ),
        Need::Never(workers) => {
            let names: Vec<&str> = workers.iter().map(|(_, name)| first(name)).collect();
            let begin = workers.first().map_or_else(
                || "/team".to_owned(),
                |(worker, _)| format!("/team/{worker}#supervision"),
            );
            let first = names.first().copied().unwrap_or_default().to_owned();
            (
                Icon::Cal,
                t!(w, "team-never-count", count = workers.len()),
                format!("{}.", names.join(", ")),
                Button::second(t!(w, "team-never-do", name = first)),
                begin,
            )
        }
    };
    html! {
        li {
            (icon(drawing))
            span { b { (what) } @if !more.is_empty() { " " (more) } }
            (verb.link(href))
        }
    }
}

/// What makes support longer, in words: "New, no housing".
pub fn facts(w: &Words, person: &SupportedFacts) -> String {
    let words: Vec<String> = domain::weight::Fact::ALL
        .iter()
        .filter(|fact| person.facts.has(**fact))
        .map(|fact| w.say(&format!("team-fact-{}", fact.slug())))
        .collect();
    words.join(", ")
}
