//! The list by need, and what its rows say.

use domain::{
    id::AccountId,
    need::{self, Reason},
    text::initials,
};
use jiff::{Timestamp, Zoned, civil::Date};
use kit::{
    Button, EmptyState, Form, Icon, Page, Pager, Row, Sheet, TextField, Title, Tone, WhoLine, acts,
    avatar, rows, t, tag, when, words::Words,
};
use maud::{Markup, Render as _, html};

use super::{
    queries::Listed,
    rules::{Facts, after},
};

pub mod facts;
pub mod person;
pub mod typing;

/// People of one worker, in a list.
#[derive(Clone, Debug)]
pub struct Group {
    /// Whose people.
    pub worker: AccountId,
    /// The worker's name used.
    pub name: String,
    /// Whether the reader is that worker.
    pub own: bool,
    /// The people, in order.
    pub people: Vec<Listed>,
    /// Whether there are more than are shown.
    pub more: bool,
}

/// What the list page shows.
#[derive(Clone, Debug)]
pub enum Shown {
    /// One worker's people, a page at a time.
    One {
        /// The people.
        group: Group,
        /// Whether these are the people whose support has ended.
        ended: bool,
        /// Whether this is the first page.
        first: bool,
    },
    /// Several workers' people: the first few of each, by the worker's name.
    Team {
        /// The workers.
        groups: Vec<Group>,
        /// People who wait for a worker.
        waiting: Vec<Listed>,
    },
    /// What a search found.
    Found {
        /// What was typed.
        typed: String,
        /// Whom it found.
        people: Vec<Listed>,
        /// Whether there are more than are shown.
        more: bool,
        /// The workers' names.
        workers: Vec<(AccountId, String)>,
    },
}

/// The list page. `offers` are hand-overs that wait for the reader's answer, drawn by their room.
pub fn list(w: &Words, here: &Zoned, who: WhoLine, shown: &Shown, offers: &Markup) -> Page {
    let (title, line) = match shown {
        Shown::One {
            group, ended: true, ..
        } if group.own => (
            t!(w, "participants-ended-list"),
            t!(w, "participants-ended-line"),
        ),
        Shown::One { ended: true, .. } => (
            t!(w, "participants-ended-list"),
            t!(w, "participants-ended-line"),
        ),
        Shown::One { group, .. } if !group.own => (
            t!(w, "participants-list-of", name = first(&group.name)),
            t!(w, "participants-list-line"),
        ),
        Shown::Team { .. } => (
            t!(w, "participants-list-team"),
            t!(w, "participants-list-line"),
        ),
        Shown::One { .. } | Shown::Found { .. } => {
            (t!(w, "participants-list"), t!(w, "participants-list-line"))
        }
    };
    let typed = if let Shown::Found { typed, .. } = shown {
        typed.as_str()
    } else {
        ""
    };
    let body = html! {
        (Title::new(title.as_str()).line(line))
        (finder(w, typed))
        (offers)
        @match shown {
            Shown::One { group, ended, first } => { (one(w, here, group, *ended, *first)) }
            Shown::Team { groups, waiting } => { (team(w, here, groups, waiting)) }
            Shown::Found { typed, people, more, workers } => {
                (found(w, here, typed, people, *more, workers))
            }
        }
    };
    Page::new(title, who, body).lock()
}

/// The search box and the way to add somebody.
fn finder(w: &Words, typed: &str) -> Markup {
    Form::get(
        "/people",
        html! {
            (TextField::search("find", t!(w, "participants-find"))
                .hint(t!(w, "participants-find-hint"))
                .value(typed.to_owned()))
            (acts([
                Button::second(t!(w, "participants-find-button")).icon(Icon::Find),
                Button::second(t!(w, "participants-add-link")).icon(Icon::Plus).link("/people/new"),
            ]))
        },
    )
    .render()
}

fn one(w: &Words, here: &Zoned, group: &Group, ended: bool, is_first: bool) -> Markup {
    let base = format!(
        "/people?worker={}{}",
        group.worker,
        if ended { "&ended=1" } else { "" }
    );
    let next = group
        .people
        .last()
        .filter(|_| group.more)
        .map(|last| format!("{base}&after={}", after(last.need_at, last.id.get())));
    let other = match (ended, group.own) {
        (false, _) => (
            format!("/people?worker={}&ended=1", group.worker),
            t!(w, "participants-ended-link"),
        ),
        (true, true) => (
            format!("/people?worker={}", group.worker),
            t!(w, "participants-now-link"),
        ),
        (true, false) => (
            format!("/people?worker={}", group.worker),
            t!(w, "participants-now-link-of", name = first(&group.name)),
        ),
    };
    html! {
        @if group.people.is_empty() {
            @if ended {
                (EmptyState::new(t!(w, "participants-none"), t!(w, "participants-none-ended-line")))
            } @else if group.own {
                (EmptyState::new(t!(w, "participants-none"), t!(w, "participants-none-line"))
                    .action(Button::main(t!(w, "participants-add-link")).link("/people/new")))
            } @else {
                (EmptyState::new(
                    t!(w, "participants-none-of"),
                    t!(w, "participants-none-of-line", name = first(&group.name))))
            }
        } @else {
            section class="sheet" aria-label=(t!(w, "participants-people")) {
                (rows(group.people.iter().map(|person| row(w, here, person, None))))
            }
        }
        (Pager::labelled(w, (!is_first).then_some(base), next,
            t!(w, "participants-top"), t!(w, "participants-more")))
        p { a class="lk" href=(other.0) { (other.1) } }
    }
}

fn team(w: &Words, here: &Zoned, groups: &[Group], waiting: &[Listed]) -> Markup {
    html! {
        @if !waiting.is_empty() {
            (Sheet::new("waiting", t!(w, "participants-waiting"), rows(waiting.iter().map(|person| {
                Row::person(
                    &person.name,
                    &initials(&person.name),
                    &format!("/people/{}", person.id),
                    Some(&t!(w, "participants-waiting-since", day = day(w, here, person.facts.since))),
                )
            }))))
        }
        @for group in groups {
            @let all = if group.own {
                t!(w, "participants-own-all")
            } else {
                t!(w, "participants-group-all", name = first(&group.name))
            };
            @let heading =
                if group.own { t!(w, "participants-own") } else { group.name.clone() };
            (Sheet::new(format!("of-{}", group.worker), heading, html! {
                @if group.people.is_empty() {
                    p class="quiet" { (t!(w, "participants-none")) }
                } @else {
                    (rows(group.people.iter().map(|person| row(w, here, person, None))))
                }
                p { a class="lk" href={ "/people?worker=" (group.worker) } { (all) } }
            }))
        }
    }
}

fn found(
    w: &Words,
    here: &Zoned,
    typed: &str,
    people: &[Listed],
    more: bool,
    workers: &[(AccountId, String)],
) -> Markup {
    let worker_of = |person: &Listed| {
        workers
            .iter()
            .find(|(id, _)| *id == person.worker)
            .map_or_else(
                || t!(w, "participants-waiting"),
                |(_, name)| t!(w, "participants-with-worker", name = name),
            )
    };
    html! {
        @if people.is_empty() {
            (EmptyState::new(
                t!(w, "participants-found-none"),
                t!(w, "participants-found-none-line", typed = typed),
            ).action(Button::second(t!(w, "participants-everyone")).link("/people")))
        } @else {
            p role="status" {
                @if more { (t!(w, "participants-found-many", most = people.len())) }
                @else { (t!(w, "participants-found", count = people.len())) }
            }
            section class="sheet" aria-label=(t!(w, "participants-people")) {
                (rows(people.iter().map(|person| {
                    // Whose the person is matters only to someone who sees the people of several.
                    let with = (workers.len() > 1).then(|| worker_of(person));
                    row(w, here, person, with.as_deref())
                })))
            }
            p { a class="lk" href="/people" { (t!(w, "participants-everyone")) } }
        }
    }
}

/// One person of a list: name, why they stand there, what comes next, when they were last seen.
pub fn row(w: &Words, here: &Zoned, person: &Listed, with: Option<&str>) -> Row {
    let reasons = reasons(w, &person.facts, here);
    let facts = &person.facts;
    let next = (facts.state == 1 && !facts.next_step.is_empty())
        .then(|| t!(w, "participants-next-step-is", step = &facts.next_step))
        // Said already when the step itself is the reason.
        .filter(|_| {
            !reasons
                .iter()
                .any(|reason| reason.contains(&facts.next_step))
        });
    let row = Row::new(html! {
        a class="who-name" href={ "/people/" (person.id) } { (person.name) }
        @if !reasons.is_empty() { br; span class="small" { (reasons.join(". ")) } }
        @if let Some(next) = next { br; span class="small quiet" { (next) } }
        @if let Some(with) = with { br; span class="small quiet" { (with) } }
    })
    .lead(avatar(&initials(&person.name)));
    if facts.state == 1 {
        // "Not met yet" would say again what the reason says.
        if facts.last_contact_at == 0 {
            row
        } else {
            row.end_word(&seen(w, here, facts))
        }
    } else {
        row.end(tag(Tone::Line, &t!(w, "participants-ended-tag")))
    }
}

/// Why somebody stands where they stand, in words, the most telling first.
pub fn reasons(w: &Words, facts: &Facts, here: &Zoned) -> Vec<String> {
    let known = super::rules::known(facts);
    let need = need::need(&known, here.time_zone(), here.timestamp());
    need.reasons
        .into_iter()
        .map(|reason| why(w, facts, here, reason))
        .collect()
}

fn why(w: &Words, facts: &Facts, here: &Zoned, reason: Reason) -> String {
    let today = here.date();
    match reason {
        Reason::StepDue(on) if on == today => {
            t!(
                w,
                "participants-why-step-due-today",
                step = &facts.next_step
            )
        }
        Reason::StepDue(on) if on < today => {
            t!(
                w,
                "participants-why-step-late",
                day = when::date(w, on, today),
                step = &facts.next_step
            )
        }
        Reason::StepDue(_) => t!(
            w,
            "participants-why-step-due-tomorrow",
            step = &facts.next_step
        ),
        Reason::NewAndNotMet(_) => t!(w, "participants-why-new"),
        Reason::HandedOver(_) => t!(w, "participants-why-handed-over"),
        Reason::TriedNoAnswer(times) => t!(w, "participants-why-tried", times = times),
        Reason::HeavyLast => t!(w, "participants-why-heavy"),
        Reason::NotSeenFor(days) => t!(w, "participants-why-not-seen", days = days),
    }
}

/// When somebody was last seen, in words.
pub fn seen(w: &Words, here: &Zoned, facts: &Facts) -> String {
    let today = here.date();
    let Some(last) = date(here, facts.last_contact_at) else {
        return t!(w, "participants-seen-never");
    };
    if last == today {
        t!(w, "participants-seen-today")
    } else if today.yesterday().is_ok_and(|yesterday| yesterday == last) {
        t!(w, "participants-seen-yesterday")
    } else {
        t!(w, "participants-seen-on", day = when::day(w, last, today))
    }
}

/// The day of a stored moment in the zone of `here`; none for 0, which means never.
pub fn date(here: &Zoned, seconds: i64) -> Option<Date> {
    if seconds == 0 {
        return None;
    }
    let moment = Timestamp::from_second(seconds).ok()?;
    Some(moment.to_zoned(here.time_zone().clone()).date())
}

/// The day of a stored moment in words, with the year when it is another one.
pub fn day(w: &Words, here: &Zoned, seconds: i64) -> String {
    date(here, seconds).map_or_else(String::new, |day| when::date(w, day, here.date()))
}

/// The first word of a name.
pub fn first(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}
