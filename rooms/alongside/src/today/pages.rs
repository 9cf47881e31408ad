//! Today: the hours, who is next, the rest of the day, who needs a word and why. Off duty it is quiet.

use domain::{hours::Duty, person::Phone, text::initials};
use jiff::Zoned;
use kit::{
    Button, EmptyState, Icon, Page, PersonCard, Row, Sheet, Title, WhoLine, Width, avatar, duty,
    off_duty, rows, t, when, words::Words,
};
use maud::{Markup, Render, html};
use people::Who;

use super::{
    queries::{Day, Team},
    rules,
};
use crate::{
    appointments::Planned,
    contacts::pages::{moment, short_row},
    hand_offs,
    participants::{Listed, reasons},
};

mod line;

/// A peer worker's day. `open` shows the work also when off duty.
pub fn day(
    w: &Words,
    who: &Who,
    here: &Zoned,
    line: WhoLine,
    day: &Day,
    keys: &[String],
    open: bool,
) -> Page {
    let off = matches!(day.watch.duty, Duty::Off { .. }) && day.watch.set;
    let title = t!(w, "today-title");
    let body = html! {
        @if off && !open {
            (quiet(w, here, day))
            (hand_offs::offers(w, here, &day.offers, keys))
            (drafts(w, here, day))
        } @else {
            (Title::new(greeting(w, who, here)).line(when::date_long(w, here.date())))
            (hours(w, here, day))
            (work(w, here, day, keys))
        }
    };
    Page::new(title, line, body).width(if off && !open {
        Width::Narrow
    } else {
        Width::Today
    })
}

fn greeting(w: &Words, who: &Who, here: &Zoned) -> String {
    w.say_with(
        &format!("today-good-{}", rules::greeting(here.time())),
        &[("name", who.first_name().into())],
    )
}

fn hours(w: &Words, here: &Zoned, day: &Day) -> Markup {
    let change = t!(w, "today-change");
    let heading = match &day.watch.duty {
        _ if !day.watch.set => t!(w, "today-no-hours"),
        Duty::On { until: Some(until) } => {
            t!(w, "today-on-until", time = line::until(w, here, until))
        }
        Duty::On { until: None } => t!(w, "today-on"),
        Duty::Off { .. } => t!(w, "today-off"),
    };
    let drawn = line::of_day(w, here, &day.watch);
    duty(
        &heading,
        Some(("/hours", change.as_str())),
        html! { @if let Some(drawn) = drawn { (drawn) } },
    )
}

fn work(w: &Words, here: &Zoned, day: &Day, keys: &[String]) -> Markup {
    let now = here.timestamp().as_second();
    let times: Vec<_> = day
        .planned
        .iter()
        .map(|one| (one.starts_at, one.minutes, one.state))
        .collect();
    let next = rules::next(&times, now);
    let rest: Vec<&Planned> = day
        .planned
        .iter()
        .enumerate()
        .filter(|(n, _)| Some(*n) != next)
        .map(|(_, one)| one)
        .collect();
    html! {
        @if let Some(next) = next { (next_sheet(w, here, &day.planned[next])) }
        (hand_offs::offers(w, here, &day.offers, keys))
        @if !rest.is_empty() || next.is_none() { (rest_sheet(w, here, &rest, next.is_some())) }
        (follow_up(w, here, &day.people))
        (drafts(w, here, day))
        (logged(w, here, day))
    }
}

/// The next appointment, with Text, Call and Log it.
fn next_sheet(w: &Words, here: &Zoned, next: &Planned) -> Markup {
    let at = moment(here, next.starts_at);
    let ahead = (next.starts_at - here.timestamp().as_second()) / 60;
    let small = if ahead > 0 {
        when::ahead(w, ahead)
    } else {
        t!(w, "today-now")
    };
    let heading = t!(w, "today-next-at", time = when::clock_bare(at.time()));
    let what = [next.title.as_str(), &next.place, &next.note]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>();
    let what = what.join(". ");
    Sheet::new("next", heading, html! {
        @if let Some(person) = &next.with {
            (PersonCard::new(person.name.as_str(), initials(&person.name), format!("/people/{}", person.id))
                .line(what).small(small).acts(acts(w, person)))
        } @else {
            p class="strong" { a href={ "/appointments/" (next.id) } { (what) } }
            p class="small quiet" { (small) }
            (kit::acts([Button::main(t!(w, "today-log-it")).icon(Icon::Plus).link("/contacts/new")]))
        }
    })
    .link(format!("/appointments/{}", next.id), t!(w, "today-open"))
    .render()
}

/// Text and Call where there is a number; Log it always.
fn acts<'a>(w: &Words, person: &Listed) -> Vec<Button<'a>> {
    let mut acts = vec![];
    if let Ok(phone) = person.phone.parse::<Phone>() {
        acts.push(
            Button::second(t!(w, "today-text"))
                .icon(Icon::Text)
                .link(phone.sms())
                .about(person.name.clone()),
        );
        acts.push(
            Button::second(t!(w, "today-call"))
                .icon(Icon::Phone)
                .link(phone.tel())
                .about(person.name.clone()),
        );
    }
    let log = format!("/contacts/new?with={}", person.id);
    acts.push(
        Button::main(t!(w, "today-log-it"))
            .icon(Icon::Plus)
            .link(log)
            .about(person.name.clone()),
    );
    acts
}

fn rest_sheet(w: &Words, here: &Zoned, rest: &[&Planned], later: bool) -> Markup {
    let heading = if later {
        t!(w, "today-rest")
    } else {
        t!(w, "today-plan")
    };
    Sheet::new(
        "plan",
        heading,
        html! {
            @if rest.is_empty() {
                p class="quiet" { (t!(w, "today-nothing-planned")) }
            } @else {
                (rows(rest.iter().map(|one| planned(w, here, one))))
            }
        },
    )
    .link("/appointments/new", t!(w, "today-add-appointment"))
    .tall()
    .render()
}

fn planned(w: &Words, here: &Zoned, one: &Planned) -> Row {
    let at = moment(here, one.starts_at);
    let name = one.with.as_ref().map(|person| person.name.as_str());
    let what = match (name, one.title.as_str()) {
        (Some(name), "") => t!(w, "today-with", name = name),
        (Some(name), title) => t!(w, "today-title-with", title = title, name = name),
        (None, title) => title.to_owned(),
    };
    let more = [one.place.as_str(), &one.note]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(". ");
    let row = Row::new(html! {
        a href={ "/appointments/" (one.id) } { (what) }
        @if !more.is_empty() { br; span class="small quiet" { (more) } }
    })
    .when(
        &at.strftime("%H:%M").to_string(),
        &when::clock_bare(at.time()),
    );
    match one.state {
        1 => row.end_word(&t!(w, "today-done")),
        3 => row.end_word(&t!(w, "today-called-off")),
        _ => row,
    }
}

/// The people at the top of the list by need, each with the reason in words.
fn follow_up(w: &Words, here: &Zoned, people: &[Listed]) -> Markup {
    Sheet::new(
        "follow",
        t!(w, "today-follow-up"),
        html! {
            @if people.is_empty() {
                (EmptyState::new(t!(w, "today-nobody"), t!(w, "today-nobody-line"))
                    .action(Button::second(t!(w, "today-add-person")).link("/people/new")))
            } @else {
                (rows(people.iter().map(|person| follow_row(w, here, person))))
            }
        },
    )
    .link("/people", t!(w, "today-everyone"))
    .render()
}

fn follow_row(w: &Words, here: &Zoned, person: &Listed) -> Row {
    let why = reasons(w, &person.facts, here).join(". ");
    Row::new(html! {
        a class="who-name" href={ "/people/" (person.id) } { (person.name) }
        @if !why.is_empty() { br; span class="small quiet" { (why) } }
    })
    .lead(avatar(&initials(&person.name)))
    .end(html! {
        a class="lk" href={ "/contacts/new?with=" (person.id) } {
            (t!(w, "today-log")) span class="vh" { " " (person.name) }
        }
    })
}

fn drafts(w: &Words, here: &Zoned, day: &Day) -> Markup {
    if day.drafts.is_empty() {
        return html! {};
    }
    Sheet::new("drafts", t!(w, "today-drafts"), html! {
        p class="small quiet" { (t!(w, "today-drafts-line")) }
        (rows(day.drafts.iter().map(|draft| {
            let at = moment(here, draft.changed_at);
            let when = format!("{}, {}", when::day(w, at.date(), here.date()), when::clock(w, at.time()));
            Row::link(format!("/contacts/new?draft={}", draft.id), &t!(w, "today-draft", when = when))
        })))
    })
    .render()
}

fn logged(w: &Words, here: &Zoned, day: &Day) -> Markup {
    if day.logged.is_empty() {
        return html! {};
    }
    let minutes: i64 = day.logged.iter().map(|one| one.short.minutes).sum();
    Sheet::new("logged", t!(w, "today-logged"), html! {
        p class="small quiet" { (t!(w, "today-logged-line", count = day.logged.len(), time = when::minutes(w, minutes))) }
        (rows(day.logged.iter().map(|one| short_row(w, here, &day.lists, &one.short, &one.names))))
    })
    .render()
}

/// Off duty: who has the phone, and that nothing needs you.
fn quiet(w: &Words, here: &Zoned, day: &Day) -> Markup {
    let mut said = if day.watch.takes_over.is_empty() {
        t!(w, "today-off-line")
    } else {
        t!(w, "today-off-line-who", name = &day.watch.takes_over)
    };
    if let Duty::Off { next: Some(next) } = &day.watch.duty {
        said = format!(
            "{said} {}",
            t!(w, "today-off-next", when = line::until(w, here, next))
        );
    }
    let drawn = line::of_day(w, here, &day.watch);
    html! {
        (off_duty(&t!(w, "today-off-title"), &said, html! { @if let Some(drawn) = drawn { (drawn) } }))
        p class="center" { a class="lk" href="/today?work=1" { (t!(w, "today-open-work")) } }
    }
}

/// A supervisor's Today: who is on duty now.
pub fn team(w: &Words, who: &Who, here: &Zoned, team: &Team) -> Page {
    let body = html! {
        (Title::new(greeting(w, who, here)).line(when::date_long(w, here.date())))
        (Sheet::new("team", t!(w, "today-team"), html! {
            @if team.workers.is_empty() {
                p class="quiet" { (t!(w, "today-team-none")) }
            } @else {
                (rows(team.workers.iter().map(|(worker, name, watch)| {
                    let said = match &watch.duty {
                        _ if !watch.set => t!(w, "today-team-no-hours"),
                        Duty::On { until: Some(until) } => t!(w, "today-on-until", time = line::until(w, here, until)),
                        Duty::On { until: None } => t!(w, "today-on"),
                        Duty::Off { .. } => t!(w, "today-off"),
                    };
                    Row::new(html! {
                        a class="who-name" href={ "/people?worker=" (worker) } { (name) }
                        br; span class="small quiet" { (said) }
                    })
                    .lead(avatar(&initials(name)))
                    .end(html! { a class="lk" href={ "/hours/" (worker) } { (t!(w, "today-team-hours")) span class="vh" { " " (name) } } })
                })))
            }
        }))
    };
    let alone = kit::who::Audience {
        you: true,
        ..Default::default()
    };
    Page::new(t!(w, "today-title"), WhoLine::work(w, &alone), body).width(Width::Narrow)
}
