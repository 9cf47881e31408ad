//! The trail as a table, and what a check of it found.

use domain::id::{AccountId, AppointmentId, ContactId, ParticipantId};
use jiff::Zoned;
use kit::{
    Button, DataTable, EmptyState, ErrorSummary, Form, Icon, More, Note, NoteKind, Page, Pager,
    Select, Sheet, TextArea, TextField, Title, WhoLine, Width, facts, hidden, t, words::Words,
};
use maud::{Markup, html};
use people::audit::{Entry, Head, Report};

use super::forms::{Asked, ROOMS};
use crate::moment::moment;

/// What the list shows.
pub struct View<'a> {
    /// What was asked for.
    pub asked: &'a Asked,
    /// Only this participant.
    pub participant: Option<ParticipantId>,
    /// Newest first.
    pub entries: &'a [Entry],
    /// Whether there are more.
    pub more: bool,
    /// The newest head.
    pub head: &'a Head,
    /// Kept heads, newest first.
    pub heads: &'a [Head],
}

/// What came of a check.
pub enum Checked {
    /// What was typed is no head.
    NoHead,
    /// The trail is too long to be checked while a page waits.
    TooLong,
    /// The trail was checked.
    Done(Report),
}

/// The verb in words, where there are any.
fn verb(w: &Words, action: &str) -> String {
    let word = format!("looks-did-{}", action.replace('.', "-"));
    if w.has(&word) {
        w.say(&word)
    } else {
        action.to_owned()
    }
}

/// What it was about: an id, never a name.
fn about(w: &Words, entry: &Entry) -> Markup {
    let id = entry.subject_id;
    let shown = match entry.subject.as_str() {
        _ if id == 0 => String::new(),
        "account" => AccountId::from_i64(id).to_string(),
        "contact" => ContactId::from_i64(id).to_string(),
        "appointment" => AppointmentId::from_i64(id).to_string(),
        "participant" => String::new(),
        _ => id.to_string(),
    };
    html! {
        @if !shown.is_empty() { code { (shown) } " " }
        @if entry.participant != 0 {
            @let id = ParticipantId::from_i64(entry.participant).to_string();
            a href={ "/looks/participants/" (id) } { (t!(w, "looks-participant", id = &id)) }
        }
    }
}

/// The trail, or what of it was asked for.
pub fn list(w: &Words, view: &View<'_>, here: &Zoned) -> Page {
    let id = view.participant.map(|id| id.to_string());
    let (title, path) = match &id {
        Some(id) => (
            t!(w, "looks-participant-title", id = id),
            format!("/looks/participants/{id}"),
        ),
        None => (t!(w, "looks-title"), "/looks".to_owned()),
    };
    let last = view.entries.last().filter(|_| view.more);
    let older = last.map(|last| view.asked.address(&path, Some(last.place)));
    let newest = view.asked.below.map(|_| view.asked.address(&path, None));
    let body = html! {
        (Title::new(title.as_str()).line(t!(w, "looks-line")))
        @if view.participant.is_none() { (head(w, view, here)) }
        (filters(w, view, &path))
        @if view.entries.is_empty() {
            (EmptyState::new(t!(w, "looks-none"), t!(w, "looks-none-line")))
        } @else {
            (table(w, view, &path, here))
        }
        (Pager::labelled(w, newest, older, t!(w, "looks-newest"), t!(w, "looks-older")))
    };
    let page = Page::new(title, WhoLine::house(w), body).width(Width::Wide);
    if view.participant.is_some() {
        page.back("/looks", t!(w, "looks-title"))
    } else {
        page
    }
}

fn table(w: &Words, view: &View<'_>, path: &str, here: &Zoned) -> Markup {
    let heads = [
        t!(w, "looks-when"),
        t!(w, "looks-who"),
        t!(w, "looks-what"),
        t!(w, "looks-about"),
        t!(w, "looks-number"),
    ];
    let table = DataTable::new(t!(w, "looks-title"), heads);
    let table = view.entries.iter().fold(table, |table, entry| {
        let asked = Asked {
            who: Some(entry.account),
            below: None,
            ..view.asked.clone()
        };
        let who = html! {
            @if entry.account.get() == 0 {
                (t!(w, "looks-house"))
            } @else {
                a href=(asked.address(path, None)) { (entry.name) }
            }
        };
        let number = if entry.seq == 0 {
            t!(w, "looks-waits")
        } else {
            entry.seq.to_string()
        };
        table.row([
            html! { (moment(w, entry.place.at, here)) },
            who,
            html! { (verb(w, &entry.action)) },
            about(w, entry),
            html! { (number) },
        ])
    });
    html! { (table) }
}

fn filters(w: &Words, view: &View<'_>, path: &str) -> Markup {
    let day = view
        .asked
        .day
        .map_or_else(String::new, |day| day.to_string());
    let rooms = Select::new("room", t!(w, "looks-room")).option("", t!(w, "looks-all"));
    let rooms = ROOMS.iter().fold(rooms, |rooms, room| {
        rooms.option(*room, w.say(&format!("looks-room-{room}")))
    });
    let filtered = *view.asked != Asked::default();
    let form = Form::get(
        path,
        html! {
            (TextField::date("day", t!(w, "looks-day")).value(day))
            (rooms.value(view.asked.room))
            @if let Some(who) = view.asked.who { (hidden("who", &who.to_string())) }
            (Button::second(t!(w, "looks-show")).icon(Icon::Find))
            @if filtered { p { a class="lk" href=(path) { (t!(w, "looks-everything")) } } }
        },
    );
    html! { (More::new(t!(w, "looks-filter"), form).open(filtered)) }
}

fn head(w: &Words, view: &View<'_>, here: &Zoned) -> Markup {
    let (size, root, made) = (
        t!(w, "looks-size"),
        t!(w, "looks-root"),
        t!(w, "looks-made"),
    );
    let line = view.head.to_string();
    let hash = line.rsplit(' ').next().unwrap_or_default();
    let body = html! {
        @if view.head.size == 0 {
            p { (t!(w, "looks-no-entries")) }
        } @else {
            p { (t!(w, "looks-head-line")) }
            (facts([
                (size.as_str(), html! { (view.head.size) }),
                (root.as_str(), html! { code { (hash) } }),
                (made.as_str(), html! { (moment(w, view.head.at, here)) }),
            ]))
            p { code { (line) } }
        }
        (More::new(t!(w, "looks-heads"), html! {
            ul class="stack" { @for head in view.heads { li { code { (head) } } } }
        }))
        (check_form(w, "", None))
    };
    html! { (Sheet::new("proof", t!(w, "looks-head"), body)) }
}

/// Checks the trail, with a head that was kept elsewhere if there is one.
fn check_form(w: &Words, typed: &str, wrong: Option<&str>) -> Markup {
    html! {
        (Form::get("/looks/check", html! {
            (TextArea::new("head", t!(w, "looks-kept")).hint(t!(w, "looks-kept-hint")).rows(2)
                .value(typed).error(wrong))
            (Button::second(t!(w, "looks-check")).icon(Icon::Check))
        }))
    }
}

/// What a check found.
pub fn check(w: &Words, checked: &Checked, typed: &str) -> Page {
    let title = t!(w, "looks-check-title");
    let wrong = matches!(checked, Checked::NoHead).then(|| t!(w, "looks-fix-head"));
    let body = html! {
        (ErrorSummary::new(w, wrong.iter().map(|said| ("head", said.as_str()))))
        (Title::new(title.as_str()))
        @match checked {
            Checked::NoHead => {}
            Checked::TooLong => {
                (Note::of(NoteKind::Plain, html! { p { (t!(w, "looks-too-long")) } p { code { "fullcup audit verify" } } }).status())
            }
            Checked::Done(report) => (found(w, report))
        }
        (check_form(w, typed, wrong.as_deref()))
    };
    Page::new(title, WhoLine::house(w), body)
        .error(wrong.is_some())
        .width(Width::Mid)
        .back("/looks", t!(w, "looks-title"))
}

fn found(w: &Words, report: &Report) -> Markup {
    let counts = t!(
        w,
        "looks-counts",
        size = report.size,
        waiting = report.waiting,
        erased = report.erased
    );
    html! {
        @if report.is_whole() {
            (Note::of(NoteKind::Water, html! {
                p class="strong" { (t!(w, "looks-whole")) }
                p { (counts) }
            }).status())
        } @else {
            (Note::of(NoteKind::Alert, html! {
                p class="strong" { (t!(w, "looks-not-whole")) }
                p { (counts) }
                ul class="stack" { @for finding in &report.findings { li { (finding.to_string()) } } }
                p { (t!(w, "looks-not-whole-do")) }
            }).status())
        }
    }
}
