//! Appointments: the form, the page, and what is planned with a person.

use domain::{id::ParticipantId, text::initials};
use jiff::{Timestamp, Zoned};
use kit::{
    Button, ErrorSummary, Form, Icon, Note, NoteKind, Page, Row, SaveBar, Select, Sheet, TextArea,
    TextField, Title, Tone, WhoLine, acts, facts, hidden, rows, saved, t, tag, when, words::Words,
};
use maud::{Markup, Render as _, html};

use super::{
    Planned,
    forms::{Problem, Typed},
    rules::State,
};
use crate::participants::Listed;

/// "Tomorrow, 10:30 AM, 45 minutes".
pub fn at(w: &Words, here: &Zoned, planned: &Planned) -> String {
    let Ok(starts) = Timestamp::from_second(planned.starts_at) else {
        return String::new();
    };
    let starts = starts.to_zoned(here.time_zone().clone());
    t!(
        w,
        "appointments-at",
        day = when::day(w, starts.date(), here.date()),
        time = when::clock(w, starts.time()),
        long = when::minutes(w, planned.minutes)
    )
}

/// What it is, in words: its title, or with whom.
pub fn what(w: &Words, planned: &Planned) -> String {
    match (&planned.with, planned.title.is_empty()) {
        (Some(person), true) => t!(w, "appointments-whom", name = person.name.as_str()),
        _ => planned.title.clone(),
    }
}

/// What is planned with a person, on their page. `add_with` offers to add one, to the worker alone.
pub fn planned_sheet(
    w: &Words,
    here: &Zoned,
    planned: &[Planned],
    add_with: Option<ParticipantId>,
) -> Markup {
    Sheet::new(
        "planned",
        t!(w, "appointments-upcoming"),
        html! {
            @if planned.is_empty() { p class="quiet" { (t!(w, "appointments-none")) } }
            (rows(planned.iter().map(|one| row(w, here, one))))
            @if let Some(with) = add_with {
                (Button::second(t!(w, "appointments-add"))
                    .icon(Icon::Cal)
                    .link(format!("/appointments/new?with={with}")))
            }
        },
    )
    .render()
}

fn row(w: &Words, here: &Zoned, planned: &Planned) -> Row {
    Row::new(html! {
        a class="strong" href={ "/appointments/" (planned.id) } { (what(w, planned)) }
        br; span class="small quiet" { (at(w, here, planned)) }
        @if !planned.place.is_empty() { br; span class="small quiet" { (planned.place) } }
    })
}

/// What the form is for.
#[derive(Clone, Copy, Debug)]
pub struct Purpose<'a> {
    /// Where it is sent.
    pub action: &'a str,
    /// Where "back" leads, and the name of that place.
    pub back: (&'a str, &'a str),
    /// Whether an appointment is being changed.
    pub changing: bool,
}

/// The form for a new appointment or for changing one.
pub fn form(
    w: &Words,
    who: WhoLine,
    key: &str,
    purpose: Purpose<'_>,
    people: &[Listed],
    typed: &Typed,
    problems: &[Problem],
) -> Page {
    let title = if purpose.changing {
        t!(w, "appointments-edit")
    } else {
        t!(w, "appointments-new")
    };
    let wrong = |field: &str| {
        problems
            .iter()
            .find(|problem| problem.field == field)
            .map(|one| sentence(w, one))
    };
    let with = people.iter().fold(
        Select::new("with", t!(w, "appointments-with"))
            .option("", t!(w, "appointments-with-nobody")),
        |select, person| select.option(person.id.to_string(), person.name.clone()),
    );
    let body = html! {
        (Title::new(title.as_str()))
        (ErrorSummary::new(w, problems.iter().map(|one| (one.field, sentence(w, one)))))
        (Form::post(purpose.action, key, html! {
            @if purpose.changing { (hidden("version", &typed.version)) }
            (with.value(typed.with.clone()).error(wrong("with")))
            (TextField::new("title", t!(w, "appointments-title"))
                .hint(t!(w, "appointments-title-hint"))
                .value(typed.title.clone())
                .autocomplete("off")
                .error(wrong("title")))
            (TextField::date("day", t!(w, "appointments-day"))
                .value(typed.day.clone())
                .error(wrong("day")))
            (TextField::time("time", t!(w, "appointments-time"))
                .hint(t!(w, "appointments-time-hint"))
                .value(typed.time.clone())
                .error(wrong("time")))
            (TextField::number("minutes", t!(w, "appointments-minutes"))
                .value(typed.minutes.clone())
                .short()
                .error(wrong("minutes")))
            (TextField::new("place", t!(w, "appointments-place"))
                .value(typed.place.clone())
                .autocomplete("off")
                .error(wrong("place")))
            (TextArea::new("note", t!(w, "appointments-note"))
                .hint(t!(w, "appointments-note-hint"))
                .value(typed.note.clone())
                .rows(3)
                .error(wrong("note")))
            @if purpose.changing { p class="small quiet" { (t!(w, "appointments-change-hint")) } }
            (SaveBar::new(&who, t!(w, "appointments-save")))
        }).part("guard"))
    };
    Page::new(title, who, body)
        .task()
        .back(purpose.back.0, purpose.back.1)
        .error(!problems.is_empty())
        .part("guard")
        .lock()
}

fn sentence(w: &Words, problem: &Problem) -> String {
    if problem.word == "appointments-day-wrong" {
        t!(w, "appointments-day-wrong", example = "2026-03-02")
    } else {
        w.say(problem.word)
    }
}

/// What the page of one appointment shows.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The appointment.
    pub planned: &'a Planned,
    /// Whether it is the reader's own.
    pub own: bool,
    /// What else is planned at the same time.
    pub clashes: &'a [Planned],
    /// Whether it was saved a moment ago.
    pub saved: bool,
    /// A fresh key for its form.
    pub key: &'a str,
}

/// The page of one appointment.
pub fn appointment(w: &Words, here: &Zoned, who: WhoLine, view: View<'_>) -> Page {
    let planned = view.planned;
    let state = State::from_code(planned.state);
    let title = what(w, planned);
    let line = at(w, here, planned);
    let body = html! {
        @if view.saved { (saved(&t!(w, "appointments-saved"), &who)) }
        (Title::new(title.as_str()).line(line))
        @if !view.clashes.is_empty() { (clashes(w, here, view.clashes)) }
        section class="sheet" aria-label=(title.as_str()) {
            @if state != State::Planned { p { (tag(tone(state), &state_word(w, state))) } }
            @if let Some(person) = &planned.with {
                (rows([Row::person(
                    &person.name,
                    &initials(&person.name),
                    &format!("/people/{}", person.id),
                    None,
                )]))
            }
            @if planned.cover.is_some() { p class="small quiet" { (t!(w, "appointments-in-place")) } }
            (facts([
                (t!(w, "appointments-place"), planned.place.as_str()),
                (t!(w, "appointments-note"), planned.note.as_str()),
            ].iter().filter(|(_, fact)| !fact.is_empty()).map(|(term, fact)| (term.as_str(), *fact))))
            @if view.own { (buttons(w, planned, state, view.key)) }
        }
    };
    Page::new(title, who, body)
        .back("/today", t!(w, "appointments-back-today"))
        .lock()
}

fn buttons(w: &Words, planned: &Planned, state: State, key: &str) -> Markup {
    let id = planned.id;
    let covered = planned.cover.map(|cover| cover.participant);
    let whom = planned.with.as_ref().map(|person| person.id).or(covered);
    let log = whom.map(|person| {
        Button::main(t!(w, "appointments-log"))
            .icon(Icon::Plus)
            .link(format!("/contacts/new?with={person}"))
    });
    let marks = match state {
        State::Planned => {
            let mut marks = vec![
                Button::second(t!(w, "appointments-mark-done")).sends("state", "done"),
                Button::second(t!(w, "appointments-mark-called-off")).sends("state", "called-off"),
            ];
            if covered.is_none() {
                let edit = format!("/appointments/{id}/edit");
                marks.push(Button::third(t!(w, "appointments-change")).link(edit));
            }
            marks
        }
        State::Done | State::CalledOff => {
            vec![Button::second(t!(w, "appointments-mark-planned")).sends("state", "planned")]
        }
        State::Moved => vec![],
    };
    html! {
        @if let Some(log) = log { (acts([log])) }
        @if !marks.is_empty() {
            (Form::post(format!("/appointments/{id}/mark"), key, acts(marks)).inline())
        }
    }
}

fn clashes(w: &Words, here: &Zoned, clashes: &[Planned]) -> Markup {
    Note::of(NoteKind::Sun, html! {
        p { (t!(w, "appointments-clash", count = clashes.len())) }
        ul {
            @for one in clashes {
                li { a href={ "/appointments/" (one.id) } { (what(w, one)) } br; (at(w, here, one)) }
            }
        }
        p class="small" { (t!(w, "appointments-clash-end")) }
    })
    .render()
}

fn tone(state: State) -> Tone {
    match state {
        State::Planned => Tone::Plain,
        State::Done => Tone::Water,
        State::Moved | State::CalledOff => Tone::Line,
    }
}

/// What a state is called.
pub fn state_word(w: &Words, state: State) -> String {
    match state {
        State::Planned => t!(w, "appointments-state-planned"),
        State::Done => t!(w, "appointments-state-done"),
        State::Moved => t!(w, "appointments-state-moved"),
        State::CalledOff => t!(w, "appointments-state-called-off"),
    }
}

/// Two versions: what was typed, and what stands there now.
pub fn stale(
    w: &Words,
    here: &Zoned,
    who: WhoLine,
    key: &str,
    typed: &Typed,
    now: &Planned,
) -> Page {
    let title = t!(w, "appointments-stale");
    let id = now.id;
    let mine = [
        (t!(w, "appointments-title"), typed.title.clone()),
        (t!(w, "appointments-day"), typed.day.clone()),
        (t!(w, "appointments-time"), typed.time.clone()),
        (t!(w, "appointments-place"), typed.place.clone()),
        (t!(w, "appointments-note"), typed.note.clone()),
    ];
    let theirs = [
        (t!(w, "appointments-title"), what(w, now)),
        (t!(w, "appointments-time"), at(w, here, now)),
        (t!(w, "appointments-place"), now.place.clone()),
        (t!(w, "appointments-note"), now.note.clone()),
    ];
    let shown = |list: &[(String, String)]| {
        facts(
            list.iter()
                .filter(|(_, fact)| !fact.is_empty())
                .map(|(term, fact)| (term.as_str(), fact)),
        )
    };
    let body = html! {
        (Title::new(title.as_str()).line(t!(w, "appointments-stale-lead")))
        (Sheet::new("mine", t!(w, "appointments-yours"), shown(&mine)))
        (Sheet::new("theirs", t!(w, "appointments-theirs"), shown(&theirs)))
        (Form::post(format!("/appointments/{id}"), key, html! {
            (hidden("version", &now.version.to_string()))
            (hidden("with", &typed.with))
            (hidden("title", &typed.title))
            (hidden("day", &typed.day))
            (hidden("time", &typed.time))
            (hidden("minutes", &typed.minutes))
            (hidden("place", &typed.place))
            (hidden("note", &typed.note))
            (acts([
                Button::main(t!(w, "appointments-keep-mine")),
                Button::second(t!(w, "appointments-keep-theirs"))
                    .link(format!("/appointments/{id}")),
            ]))
        }))
    };
    Page::new(title, who, body)
        .back(format!("/appointments/{id}"), what(w, now))
        .lock()
}
