//! Where a visit could move.

use alongside::window::Planned;
use domain::{
    id::{AccountId, ParticipantId},
    room::Answer,
};
use jiff::Zoned;
use kit::{
    Button, Form, Note, NoteKind, Page, Row, Sheet, Title, WhoLine, facts, hidden, rows, saved, t,
    words::Words,
};
use maud::{Markup, Render as _, html};

use super::{day_time, first};

/// What was done a moment ago.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// Nothing.
    Nothing,
    /// Somebody else goes.
    Moved,
    /// The person's own worker goes after all.
    Back,
    /// It was changed by somebody else, or has begun.
    Late,
}

impl Word {
    /// What a part of the address says.
    pub fn of(text: &str) -> Self {
        match text {
            "moved" => Self::Moved,
            "back" => Self::Back,
            "late" => Self::Late,
            _ => Self::Nothing,
        }
    }
}

/// A colleague who could go.
pub struct Could {
    /// Who.
    pub worker: AccountId,
    /// The name used.
    pub name: String,
    /// Whether there is room.
    pub answer: Answer,
    /// Whether they have something else at that time.
    pub clash: bool,
    /// Whether any hours are set for them.
    pub hours_set: bool,
}

/// Everything that the page shows.
pub struct View {
    /// The visit.
    pub visit: Planned,
    /// With whom.
    pub with: ParticipantId,
    /// The name they use.
    pub person: String,
    /// The name of who goes.
    pub worker_name: String,
    /// The person's own worker, when somebody else goes.
    pub from: Option<String>,
    /// Whether it can still be changed: planned, and not begun.
    pub open: bool,
    /// The others of the team, by name.
    pub team: Vec<Could>,
    /// What was done a moment ago.
    pub word: Word,
}

/// The page; one fresh key for taking back, and one for each colleague.
pub fn who_has_room(w: &Words, here: &Zoned, who: WhoLine, view: &View, keys: &[String]) -> Page {
    let visit = &view.visit;
    let at = day_time(w, here, visit.starts_at);
    let goes = first(&view.worker_name);
    let cover = format!("/appointments/{}/cover", visit.id);
    let mut keys = keys.iter().map(String::as_str);
    let back = keys.next().unwrap_or_default();
    let body = html! {
        @match view.word {
            Word::Moved => { (saved(&t!(w, "team-room-moved", worker = goes), &who)) }
            Word::Back => { (saved(&t!(w, "team-room-back", worker = goes), &who)) }
            Word::Late => {
                (Note::of(NoteKind::Sun, html! { p { (t!(w, "team-room-late")) } }).status())
            }
            Word::Nothing => {}
        }
        (Title::new(t!(w, "team-who-has-room")).line(t!(w, "team-room-line")))
        (Sheet::new("visit", t!(w, "team-room-visit", person = view.person.as_str()), html! {
            (facts([
                (t!(w, "team-room-when").as_str(), at.as_str()),
                (t!(w, "team-room-goes").as_str(), view.worker_name.as_str()),
            ]))
            @if let Some(from) = &view.from {
                p { (t!(w, "team-room-for", worker = first(from), person = view.person.as_str())) }
                @if view.open {
                    (Form::post(format!("{cover}/back"), back,
                        Button::second(t!(w, "team-room-take-back", worker = first(from)))).inline())
                }
            }
        }))
        @if !view.open {
            (Note::new(&t!(w, "team-room-closed")))
        } @else {
            (Sheet::new("team", t!(w, "team-room-team"), html! {
                @if view.team.is_empty() { p class="quiet" { (t!(w, "team-room-nobody")) } }
                (rows(view.team.iter().zip(keys).map(|(could, key)| row(w, view, &cover, could, key))))
            }).line(t!(w, "team-room-sees")))
        }
    };
    Page::new(t!(w, "team-who-has-room"), who, body).back("/team", t!(w, "team-place"))
}

fn row(w: &Words, view: &View, cover: &str, could: &Could, key: &str) -> Row {
    let mut said = vec![w.say(&format!("team-room-{}", could.answer.slug()))];
    if could.clash {
        said.push(t!(w, "team-room-clash"));
    }
    if !could.hours_set {
        said.push(t!(w, "team-room-no-hours"));
    }
    let free = could.answer == Answer::CouldTakeOne && !could.clash;
    let label = t!(w, "team-room-move", worker = first(&could.name));
    let button = if free {
        Button::main(label)
    } else {
        Button::second(label)
    };
    Row::lines(&could.name, Some(&said.join(" "))).end(form(cover, key, view, could, &button))
}

fn form(cover: &str, key: &str, view: &View, could: &Could, button: &Button<'_>) -> Markup {
    Form::post(
        cover,
        key,
        html! {
            (hidden("to", &could.worker.to_string()))
            (hidden("version", &view.visit.version.to_string()))
            (button)
        },
    )
    .inline()
    .render()
}
