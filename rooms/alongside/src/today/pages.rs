//! Today on duty, off duty, and for a supervisor.

mod private;

use boundaries::window::Watch;
use domain::{circle::Circle, hours::Duty, id::AccountId, person::Phone, text::initials};
use jiff::{ToSpan as _, Zoned};
use kit::{
    Button, DayLine, Icon, Mark, Note, NoteKind, Page, PersonCard, Row, Sheet, Title, WhoLine,
    Width, acts_even, duty, off_duty, rows, t, when, words::Words,
};
use maud::{Markup, Render as _, html};
use people::notice::Notice;

use super::rules::{self, Part, Slot, Turn};
use crate::{
    appointments::{Planned, Told},
    contacts::{
        Drafted, Logged,
        pages::{moment, short_row},
    },
    hand_offs::Offer,
    participants::{Listed, reasons},
};

/// Everything that a worker's day shows.
pub struct Day {
    /// The hours.
    pub watch: Watch,
    /// Somebody else set the hours, and the worker has not looked at them since.
    pub news: Option<Notice>,
    /// The appointments of the day, in the order of time.
    pub planned: Vec<Planned>,
    /// Visits to come that go another way than they were planned.
    pub told: Vec<Told>,
    /// Who may need a contact soonest.
    pub people: Vec<Listed>,
    /// Hand-overs that wait for an answer.
    pub offers: Vec<Offer>,
    /// What was logged today.
    pub logged: Logged,
    /// What was being written.
    pub drafts: Vec<Drafted>,
    /// Whether the worker supervises others too.
    pub supervises: bool,
}

/// A worker off duty.
pub struct Off {
    /// The hours.
    pub watch: Watch,
    /// Somebody else set them, and the worker has not looked at them since.
    pub news: Option<Notice>,
}

/// Somebody of the team.
pub struct Mate {
    /// The account.
    pub worker: AccountId,
    /// The name used.
    pub name: String,
    /// The hours.
    pub watch: Watch,
}

/// The day of a worker.
pub fn work(w: &Words, here: &Zoned, who: WhoLine, name: &str, day: &Day, offers: &Markup) -> Page {
    let now = here.timestamp().as_second();
    let slots: Vec<Slot> = day
        .planned
        .iter()
        .map(|one| Slot {
            starts_at: one.starts_at,
            minutes: one.minutes,
            planned: one.state == 0,
        })
        .collect();
    let turns = rules::turns(&slots, now);
    let of = |turn: Turn| {
        let pairs = day.planned.iter().zip(&turns);
        pairs
            .filter(move |(_, own)| **own == turn)
            .map(|(one, _)| one)
    };
    let next = of(Turn::Next).next();
    let later: Vec<&Planned> = of(Turn::Later).collect();
    let earlier: Vec<&Planned> = of(Turn::Earlier).collect();
    let body = html! {
        (Title::new(greeting(w, here, name)).line(when::date_long(w, here.date())))
        (hours(w, here, &day.watch))
        (news(w, here, day.news.as_ref()))
        (told(w, here, &day.told))
        (private::sheets(w))
        (next_sheet(w, here, next))
        (plan(w, here, &later, &earlier))
        (offers)
        (follow_up(w, here, &day.people))
        (drafts(w, here, &day.drafts))
        (logged(w, here, &day.logged))
        (private::victories(w))
        @if day.supervises { p { a class="lk" href="/people" { (t!(w, "today-team-link")) } } }
    };
    let who = WhoLine::mixed(w, &[WhoLine::private(w), who]);
    Page::new(t!(w, "today-title"), who, body)
        .width(Width::Today)
        .own_look()
}

/// On a page with private sheets, each of the others says that it is Work.
fn work_mark(w: &Words) -> Mark {
    Mark::new(w, Circle::Work)
}

fn greeting(w: &Words, here: &Zoned, name: &str) -> String {
    match rules::part(here.hour()) {
        Part::Morning => t!(w, "today-morning", name = name),
        Part::Afternoon => t!(w, "today-afternoon", name = name),
        Part::Evening => t!(w, "today-evening", name = name),
    }
}

/// A moment as the day sees it: "5:00 PM", "tomorrow, 6:00 AM", "Tuesday, 6:00 AM" within a week, or
/// "Nov 28, 6:00 AM".
fn clock(w: &Words, here: &Zoned, at: &Zoned) -> String {
    let time = when::clock(w, at.time());
    if at.date() == here.date() {
        time
    } else if here
        .date()
        .tomorrow()
        .is_ok_and(|tomorrow| tomorrow == at.date())
    {
        t!(w, "today-tomorrow", time = time)
    } else {
        let (day, today) = (at.date(), here.date());
        // Within a week each name of a day stands for one day.
        let near = (2_i32..7).any(|days| today.checked_add(days.days()).ok() == Some(day));
        let day = if near {
            when::weekday(w, day)
        } else {
            when::day(w, day, today)
        };
        t!(w, "today-day-time", day = day, time = time)
    }
}

/// "On duty until 5:00 PM", "Off duty", "On duty".
fn standing(w: &Words, here: &Zoned, watch: &Watch) -> String {
    match &watch.duty {
        _ if !watch.set => t!(w, "today-no-hours"),
        Duty::On { until: Some(until) } => t!(w, "today-on-until", time = clock(w, here, until)),
        Duty::On { until: None } => t!(w, "today-on"),
        Duty::Off { next: Some(next) } => t!(w, "today-off-until", time = clock(w, here, next)),
        Duty::Off { next: None } => t!(w, "today-off"),
    }
}

fn hours(w: &Words, here: &Zoned, watch: &Watch) -> Markup {
    let change = if watch.set {
        t!(w, "today-hours-change")
    } else {
        t!(w, "today-hours-set")
    };
    let change = Some(("/hours", change.as_str()));
    duty(&standing(w, here, watch), change, day_line(w, here, watch))
}

/// "Rosa changed your hours on Nov 20": once, until the worker opens them.
fn news(w: &Words, here: &Zoned, news: Option<&Notice>) -> Markup {
    let Some(news) = news else {
        return html! {};
    };
    let who = news.detail.split_whitespace().next().unwrap_or_default();
    let day = when::date(w, moment(here, news.at).date(), here.date());
    Note::of(
        NoteKind::Water,
        html! {
            p { (t!(w, "today-hours-by", who = who, day = day)) }
            p { a class="lk" href="/hours" { (t!(w, "today-hours-see")) } }
        },
    )
    .render()
}

/// "Marcus goes to Andre for you": until the visit begins.
fn told(w: &Words, here: &Zoned, told: &[Told]) -> Markup {
    if told.is_empty() {
        return html! {};
    }
    Note::of(
        NoteKind::Water,
        html! {
            @for one in told {
                @let at = clock(w, here, &moment(here, one.starts_at));
                @let other = one.other.split_whitespace().next().unwrap_or_default();
                p {
                    @if one.mine {
                        (t!(w, "today-visit-mine", person = one.person.as_str(), worker = other, at = at))
                    } @else {
                        (t!(w, "today-visit-given", person = one.person.as_str(), worker = other, at = at))
                    }
                    " " a href={ "/appointments/" (one.id) } { (t!(w, "today-visit-see")) }
                }
            }
        },
    )
    .render()
}

/// The hours of the day as a line; nothing on a day without hours.
fn day_line(w: &Words, here: &Zoned, watch: &Watch) -> Markup {
    let (Some((first, _)), Some((_, last))) = (watch.spans.first(), watch.spans.last()) else {
        return html! {};
    };
    let midnight = here
        .start_of_day()
        .unwrap_or_else(|_| here.clone())
        .timestamp()
        .as_second();
    let minute = |at: &Zoned| rules::minutes_of_day(midnight, at.timestamp().as_second());
    let (start, end) = (when::hour(w, first.time()), when::hour(w, last.time()));
    let then = watch.takes_over.trim();
    let now = when::clock(w, here.time());
    let (label, sentence) = if then.is_empty() {
        (
            end.clone(),
            t!(w, "today-line", start = &start, end = &end, now = now),
        )
    } else {
        // A long answer would not fit under the line; it is in the sentence all the same.
        let label = if then.chars().count() <= 16 {
            t!(w, "today-line-then", end = &end, who = then)
        } else {
            end.clone()
        };
        (
            label,
            t!(
                w,
                "today-line-over",
                start = &start,
                end = &end,
                now = now,
                who = then
            ),
        )
    };
    let spans = watch
        .spans
        .iter()
        .map(|(from, to)| (minute(from), minute(to)));
    DayLine::new(spans, minute(here), start, label, sentence).render()
}

/// What an appointment is called: its title, or whom it is with.
fn called(w: &Words, planned: &Planned) -> String {
    match (&planned.with, planned.title.is_empty()) {
        (_, false) => planned.title.clone(),
        (Some(person), true) => t!(w, "today-with", name = &person.name),
        (None, true) => t!(w, "today-appointment"),
    }
}

fn next_sheet(w: &Words, here: &Zoned, next: Option<&Planned>) -> Markup {
    let Some(next) = next else {
        return Sheet::new("next", t!(w, "today-next-none"), html! {
            p { (t!(w, "today-next-none-line")) }
            (acts_even([
                Button::second(t!(w, "today-plan-something")).icon(Icon::Cal).link("/appointments/new"),
                Button::main(t!(w, "today-log")).icon(Icon::Plus).link("/contacts/new"),
            ]))
        })
        .mark(work_mark(w))
        .render();
    };
    let at = moment(here, next.starts_at);
    let ahead = (next.starts_at - here.timestamp().as_second()).div_euclid(60);
    let heading = if ahead <= 0 {
        t!(w, "today-now")
    } else {
        t!(w, "today-next", time = when::clock_bare(at.time()))
    };
    let place = Some(&next.place).filter(|place| !place.is_empty());
    let note = Some(&next.note).filter(|note| !note.is_empty());
    let title = Some(&next.title).filter(|title| !title.is_empty());
    Sheet::new("next", heading, html! {
        @if let Some(person) = &next.with {
            (card(person, [title, place, note]).small(when::ahead(w, ahead)).acts(reach(w, person)))
        } @else {
            p class="strong" { a href={ "/appointments/" (next.id) } { (called(w, next)) } }
            @for line in [place, note].into_iter().flatten() { p { (line) } }
            p class="small quiet" { (when::ahead(w, ahead)) }
            (acts_even([
                Button::main(t!(w, "today-log")).icon(Icon::Plus).link(next.cover.map_or_else(
                    || "/contacts/new".to_owned(),
                    |cover| format!("/contacts/new?with={}", cover.participant),
                )),
            ]))
        }
    })
    .mark(work_mark(w))
    .render()
}

fn card<'a>(person: &'a Listed, lines: [Option<&'a String>; 3]) -> PersonCard<'a> {
    let name = person.name.as_str();
    let card = PersonCard::new(name, initials(name), format!("/people/{}", person.id));
    lines
        .into_iter()
        .flatten()
        .fold(card, |card, line| card.line(line.as_str()))
}

/// Text, Call, Log it.
fn reach<'a>(w: &Words, person: &'a Listed) -> Vec<Button<'a>> {
    let mut acts = vec![];
    if let Ok(phone) = person.phone.parse::<Phone>() {
        acts.push(
            Button::second(t!(w, "today-text"))
                .icon(Icon::Text)
                .link(phone.sms())
                .about(person.name.as_str()),
        );
        acts.push(
            Button::second(t!(w, "today-call"))
                .icon(Icon::Phone)
                .link(phone.tel())
                .about(person.name.as_str()),
        );
    }
    acts.push(log_it(w, person));
    acts
}

fn log_it<'a>(w: &Words, person: &'a Listed) -> Button<'a> {
    Button::main(t!(w, "today-log"))
        .icon(Icon::Plus)
        .link(format!("/contacts/new?with={}", person.id))
        .about(person.name.as_str())
}

fn plan(w: &Words, here: &Zoned, later: &[&Planned], earlier: &[&Planned]) -> Markup {
    html! {
        @if !earlier.is_empty() {
            (Sheet::new("earlier", t!(w, "today-earlier"), html! {
                p class="small quiet" { (t!(w, "today-earlier-line")) }
                (rows(earlier.iter().map(|one| planned_row(w, here, one))))
            }).mark(work_mark(w)))
        }
        @if !later.is_empty() {
            (Sheet::new("plan", t!(w, "today-rest"), rows(
                later.iter().map(|one| planned_row(w, here, one))))
                .link("/appointments/new", t!(w, "today-plan-something"))
                .mark(work_mark(w))
                .tall())
        }
    }
}

fn planned_row(w: &Words, here: &Zoned, planned: &Planned) -> Row {
    let at = moment(here, planned.starts_at);
    let line = [&planned.place, &planned.note];
    let line: Vec<&str> = line
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(String::as_str)
        .collect();
    Row::new(html! {
        a href={ "/appointments/" (planned.id) } { (called(w, planned)) }
        @if !line.is_empty() { br; span class="small quiet" { (line.join(". ")) } }
    })
    .when(
        &at.strftime("%H:%M").to_string(),
        &when::clock_bare(at.time()),
    )
}

fn follow_up(w: &Words, here: &Zoned, people: &[Listed]) -> Markup {
    Sheet::new("follow-up", t!(w, "today-follow-up"), html! {
        @if people.is_empty() {
            p class="quiet" { (t!(w, "today-follow-up-none")) }
            (Button::second(t!(w, "today-add-person")).icon(Icon::Plus).link("/people/new"))
        } @else {
            (rows(people.iter().map(|person| {
                let why = reasons(w, &person.facts, here).join(". ");
                let why = Some(why.as_str()).filter(|why| !why.is_empty());
                Row::person(&person.name, &initials(&person.name), &format!("/people/{}", person.id), why)
                    .end(Button::second(t!(w, "today-log"))
                        .link(format!("/contacts/new?with={}", person.id))
                        .about(person.name.as_str()))
            })))
        }
    })
    .link("/people", t!(w, "today-everyone"))
    .mark(work_mark(w))
    .render()
}

fn drafts(w: &Words, here: &Zoned, drafts: &[Drafted]) -> Markup {
    if drafts.is_empty() {
        return html! {};
    }
    Sheet::new(
        "drafts",
        t!(w, "today-drafts"),
        html! {
            (rows(drafts.iter().map(|draft| {
                let label = if draft.names.is_empty() {
                    t!(w, "today-draft-nobody")
                } else {
                    t!(w, "today-draft", names = draft.names.join(", "))
                };
                let at = moment(here, draft.changed_at);
                Row::new(html! { a class="who-name" href=(draft.href) { (label) } })
                    .end_word(&clock(w, here, &at))
            })))
            p class="small quiet" { (t!(w, "today-drafts-line")) }
        },
    )
    .mark(work_mark(w))
    .render()
}

fn logged(w: &Words, here: &Zoned, logged: &Logged) -> Markup {
    let count = logged.shown.len();
    Sheet::new(
        "logged",
        t!(w, "today-logged"),
        html! {
            @if count == 0 {
                p class="quiet" { (t!(w, "today-logged-none")) }
            } @else {
                p class="small quiet" {
                    @if logged.more { (t!(w, "today-logged-more", count = count)) }
                    @else { (t!(w, "today-logged-count", count = count)) }
                }
                (rows(logged.shown.iter().map(|(short, names)| {
                    short_row(w, here, &logged.lists, short, names)
                })))
            }
        },
    )
    .mark(work_mark(w))
    .render()
}

/// Off duty: quiet. Who has the phone, and that nothing here needs you. The work stays within reach.
pub fn off(w: &Words, here: &Zoned, who: WhoLine, off: &Off) -> Page {
    let then = off.watch.takes_over.trim();
    let needs = match rules::part(here.hour()) {
        Part::Evening => t!(w, "today-off-nothing-tonight"),
        Part::Morning | Part::Afternoon => t!(w, "today-off-nothing"),
    };
    let sentence = if then.is_empty() {
        needs
    } else {
        t!(w, "today-off-phone", who = then, nothing = needs)
    };
    let back = match &off.watch.duty {
        Duty::Off { next: Some(next) } => {
            Some(t!(w, "today-off-until", time = clock(w, here, next)))
        }
        _ => None,
    };
    let body = html! {
        (off_duty(&t!(w, "today-off-title"), &sentence, day_line(w, here, &off.watch)))
        @if let Some(back) = back { p class="quiet" { (back) } }
        (news(w, here, off.news.as_ref()))
        (private::sheets(w))
        p { a class="lk" href="/me" { (t!(w, "today-me")) } }
        p { a class="lk" href="/today?work=1" { (t!(w, "today-open-work")) } }
    };
    let who = WhoLine::mixed(w, &[WhoLine::private(w), who]);
    Page::new(t!(w, "today-off-title"), who, body).own_look()
}

/// Today of a supervisor who walks with nobody.
pub fn team(
    w: &Words,
    here: &Zoned,
    who: WhoLine,
    name: &str,
    mates: &[Mate],
    waiting: &[Listed],
) -> Page {
    let body = html! {
        (Title::new(greeting(w, here, name)).line(when::date_long(w, here.date())))
        @if !waiting.is_empty() {
            (Sheet::new("waiting", t!(w, "today-waiting"), rows(waiting.iter().map(|person| {
                Row::person(&person.name, &initials(&person.name), &format!("/people/{}", person.id), None)
            }))).line(t!(w, "today-waiting-line")))
        }
        (Sheet::new("team", t!(w, "today-team"), html! {
            @if mates.is_empty() {
                p class="quiet" { (t!(w, "today-team-none")) }
            } @else {
                (rows(mates.iter().map(|mate| {
                    let hours = standing(w, here, &mate.watch);
                    Row::person(
                        &mate.name,
                        &initials(&mate.name),
                        &format!("/people?worker={}", mate.worker),
                        Some(hours.as_str()),
                    )
                })))
            }
        }).link("/people", t!(w, "today-everyone")))
    };
    Page::new(t!(w, "today-title"), who, body)
}
