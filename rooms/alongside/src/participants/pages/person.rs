//! One person's page: who they are, what comes next, what was, who can see it.

use domain::text::initials;
use jiff::{Zoned, civil::Date};
use kit::{
    Button, Form, Icon, More, Page, Pager, PersonHead, Row, Sheet, WhoLine, Width, columns,
    own_words, rows, saved, t, when, words::Words,
};
use maud::{Markup, Render as _, html};

use super::{day, first, typing};
use crate::participants::{
    queries::{Details, Person},
    rules::Ending,
};

/// Who looked: when (seconds since 1970), who, and what they did.
#[derive(Clone, Debug)]
pub struct Looked {
    /// Seconds since 1970.
    pub at: i64,
    /// The name used.
    pub name: String,
    /// The verb of the audit trail.
    pub action: String,
}

/// Everything that the page shows.
pub struct View<'a> {
    /// The person.
    pub person: &'a Person,
    /// The worker's name used; none while they wait.
    pub worker: Option<&'a str>,
    /// Whether the reader walks with them.
    pub own: bool,
    /// Everyone who can see it besides the reader.
    pub others: &'a [String],
    /// Who looked, newest first.
    pub looked: &'a [Looked],
    /// The history, drawn by the room of contacts; none when there is nothing yet.
    pub history: Option<Markup>,
    /// The address of older contacts.
    pub older: Option<String>,
    /// Whether the newest contacts are shown.
    pub newest: bool,
    /// What makes support longer, with its switches.
    pub facts: Markup,
    /// What is planned, drawn by the room of appointments.
    pub planned: Markup,
    /// Hand-overs, drawn by their room.
    pub hand_overs: Markup,
    /// Texts kept from before: of a sheet, or of a record that became part of this one.
    pub kept: Markup,
    /// What was saved a moment ago.
    pub saved: &'a str,
    /// A fresh key for the form on the page.
    pub key: &'a str,
}

/// The page.
pub fn person(w: &Words, here: &Zoned, who: WhoLine, view: &View<'_>) -> Page {
    let person = view.person;
    let walking = person.facts.state == 1;
    let body = html! {
        (said(w, &who, view))
        (PersonHead::new(person.name.as_str(), initials(&person.name))
            .line(line(w, here, view))
            .acts(if walking { head_acts(w, person) } else { vec![] }))
        @if !walking { (ended(w, here, view)) }
        (columns(
            html! {
                @if walking { (next_step(w, here, person)) (view.planned) }
                (contacts(w, view))
            },
            html! {
                (details(w, view))
                (audience(w, view))
                (view.hand_overs)
                (view.kept)
                (looked(w, here, view.looked))
                p { a class="lk" href={ "/people/" (person.id) "/copy" } {
                    (t!(w, "participants-copies"))
                } }
                @if walking {
                    p { a class="lk" href={ "/people/" (person.id) "/end" } {
                        (t!(w, "participants-end-link"))
                    } }
                }
            },
        ))
    };
    Page::new(person.name.as_str(), who, body)
        .width(Width::Wide)
        .back("/people", t!(w, "participants-people"))
        .lock()
}

/// "She, her. Likes: text first. Walking with Dee since June 3."
fn line(w: &Words, here: &Zoned, view: &View<'_>) -> String {
    let person = view.person;
    let mut parts = vec![];
    if !person.pronouns.is_empty() {
        parts.push(t!(
            w,
            "participants-head-pronouns",
            pronouns = capital(&person.pronouns)
        ));
    }
    if !person.reach_by.is_empty() {
        let how = person.reach_by.trim_end_matches('.');
        parts.push(t!(w, "participants-head-likes", how = how));
    }
    if person.facts.state == 1 {
        let since = day(w, here, person.facts.since);
        parts.push(match view.worker {
            None => t!(w, "participants-head-waiting"),
            Some(_) if view.own => t!(w, "participants-head-since-you", day = since),
            Some(name) => t!(
                w,
                "participants-head-since",
                name = first(name),
                day = since
            ),
        });
    }
    parts.join(" ")
}

/// A line begins with a capital.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn head_acts<'a>(w: &Words, person: &Person) -> Vec<Button<'a>> {
    let mut acts = vec![];
    if let Ok(phone) = person.phone.parse::<domain::person::Phone>() {
        let number = phone.tel();
        let number = number.trim_start_matches("tel:");
        acts.push(
            Button::second(t!(w, "participants-text"))
                .icon(Icon::Text)
                .link(format!("sms:{number}"))
                .about(person.name.clone()),
        );
        acts.push(
            Button::second(t!(w, "participants-call"))
                .icon(Icon::Phone)
                .link(format!("tel:{number}"))
                .about(person.name.clone()),
        );
    }
    acts.push(
        Button::main(t!(w, "participants-log"))
            .icon(Icon::Plus)
            .link(format!("/contacts/new?with={}", person.id))
            .about(person.name.clone()),
    );
    acts
}

/// What was done a moment ago, and who can see it.
fn said(w: &Words, who: &WhoLine, view: &View<'_>) -> Markup {
    let sentence = match view.saved {
        "added" => t!(w, "participants-saved-added"),
        "details" => t!(w, "participants-saved-details"),
        "step" => t!(w, "participants-saved-step"),
        "facts" => t!(w, "participants-saved-facts"),
        "ended" if view.person.facts.state == 2 => t!(w, "participants-saved-ended"),
        "again" if view.person.facts.state == 1 => t!(w, "participants-saved-again"),
        "offered" => t!(w, "participants-saved-offered"),
        "taken-up" if view.own => t!(w, "participants-saved-taken-up"),
        "taken-back" => t!(w, "participants-saved-taken-back"),
        _ => return html! {},
    };
    html! {
        (saved(&sentence, who))
        @if view.saved == "ended" && view.person.ended_how == Ending::Died.slug() {
            (typing::gentle(&[t!(w, "participants-ended-died-yours")]))
        }
    }
}

fn ended(w: &Words, here: &Zoned, view: &View<'_>) -> Markup {
    let person = view.person;
    let ending = Ending::from_slug(&person.ended_how);
    let how = match ending {
        Some(Ending::Reached) => t!(w, "participants-ended-reached"),
        Some(Ending::OtherSupport) => t!(w, "participants-ended-other-support"),
        Some(Ending::Asked) => t!(w, "participants-ended-asked"),
        Some(Ending::Moved) => t!(w, "participants-ended-moved"),
        Some(Ending::LostTouch) => t!(w, "participants-ended-lost-touch"),
        // A death is told by a person, never by a screen; so the page sends to a person.
        Some(Ending::Died) | None => match view.worker.filter(|_| !view.own) {
            Some(name) => t!(w, "participants-ended-died", name = first(name)),
            None => t!(w, "participants-ended-died-nobody"),
        },
    };
    html! {
        (Sheet::new("ended", t!(w, "participants-ended", day = day(w, here, person.facts.ended_at)), html! {
            p { (how) }
            @if !person.ended_words.is_empty() { (own_words(&person.ended_words)) }
            @if ending.is_some_and(Ending::may_be_opened_again) {
                (Form::post(format!("/people/{}/again", person.id), view.key, html! {
                    (Button::second(t!(w, "participants-again")).icon(Icon::Walk))
                }).inline())
                p class="small quiet" { (t!(w, "participants-again-line")) }
            }
        }))
    }
}

fn next_step(w: &Words, here: &Zoned, person: &Person) -> Markup {
    let on: Option<Date> = person.facts.next_step_on.parse().ok();
    Sheet::new(
        "next-step",
        t!(w, "participants-next-step"),
        html! {
            @if person.facts.next_step.is_empty() {
                p class="quiet" { (t!(w, "participants-next-step-none")) }
            } @else {
                p class="own" { (person.facts.next_step) }
                @if let Some(on) = on {
                    p class="small quiet" {
                        (t!(w, "participants-next-step-on", day = when::date(w, on, here.date())))
                    }
                }
            }
        },
    )
    .link(
        format!("/people/{}/next-step", person.id),
        t!(w, "participants-next-step-change"),
    )
    .render()
}

fn contacts(w: &Words, view: &View<'_>) -> Markup {
    let newest = (!view.newest).then(|| format!("/people/{}", view.person.id));
    Sheet::new(
        "contacts",
        t!(w, "participants-contacts"),
        html! {
            @if let Some(history) = &view.history { (history) }
            @else { p class="quiet" { (t!(w, "participants-contacts-none")) } }
            (Pager::labelled(w, newest, view.older.clone(),
                t!(w, "participants-newest"), t!(w, "participants-older")))
        },
    )
    .render()
}

fn details(w: &Words, view: &View<'_>) -> Markup {
    let person = view.person;
    let details = Details {
        name: person.name.clone(),
        pronouns: person.pronouns.clone(),
        phone: person.phone.clone(),
        reach_by: person.reach_by.clone(),
        birth_year: person.birth_year,
        rhythm_days: person.facts.rhythm_days,
    };
    Sheet::new(
        "details",
        t!(w, "participants-details"),
        html! {
            (typing::shown(&typing::detail_facts(w, &details)))
            @if person.facts.state == 1 { (view.facts) }
        },
    )
    .link(
        format!("/people/{}/edit", person.id),
        t!(w, "participants-details-edit"),
    )
    .render()
}

fn audience(w: &Words, view: &View<'_>) -> Markup {
    Sheet::new(
        "audience",
        t!(w, "participants-audience"),
        html! {
            (rows(
                std::iter::once(t!(w, "participants-audience-you"))
                    .chain(view.others.iter().cloned())
                    .map(|name| Row::new(html! { (name) })),
            ))
            p class="small quiet" { (t!(w, "participants-audience-nobody")) }
        },
    )
    .render()
}

fn looked(w: &Words, here: &Zoned, looked: &[Looked]) -> Markup {
    Sheet::new("looked", t!(w, "participants-looked"), html! {
        p class="small quiet" { (t!(w, "participants-looked-line")) }
        @if looked.is_empty() {
            p { (t!(w, "participants-looked-none")) }
        } @else {
            (More::new(
                t!(w, "participants-look", name = looked[0].name.as_str(), what = did(w, &looked[0].action)),
                rows(looked.iter().map(|look| {
                    Row::new(html! {
                        (t!(w, "participants-look", name = look.name.as_str(), what = did(w, &look.action)))
                    })
                    .end_word(&super::date(here, look.at)
                        .map_or_else(String::new, |day| when::day(w, day, here.date())))
                })),
            ))
        }
    })
    .render()
}

/// What an entry of the audit trail says somebody did.
fn did(w: &Words, action: &str) -> String {
    match action {
        "participant.open" => t!(w, "participants-look-open"),
        "participant.add" => t!(w, "participants-look-add"),
        "participant.change" => t!(w, "participants-look-change"),
        "participant.facts" => t!(w, "participants-look-facts"),
        "participant.step" => t!(w, "participants-look-step"),
        "participant.end" => t!(w, "participants-look-end"),
        "participant.again" => t!(w, "participants-look-again"),
        "participant.copy" | "participant.print" => t!(w, "participants-look-copy"),
        action if action.starts_with("contact.") => t!(w, "participants-look-contact"),
        action if action.starts_with("appointment.") => t!(w, "participants-look-appointment"),
        action if action.starts_with("hand_over.") => t!(w, "participants-look-hand-over"),
        _ => t!(w, "participants-look-other"),
    }
}
