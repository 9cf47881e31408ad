//! What an offer looks like: to the one who offers, and to the one who is asked.

use domain::{
    circle::Circle,
    id::{AccountId, ParticipantId},
    text::{NOTE_MAX, initials},
};
use jiff::Zoned;
use kit::{
    Button, Choice, Choices, EmptyState, ErrorSummary, Form, Mark, Page, Row, SaveBar, Select,
    Sheet, TextArea, Title, WhoLine, acts, avatar, rows, t, words::Words,
};
use maud::{Markup, Render as _, html};

use super::{forms::Typed, queries::HandOverId, rules::Answered};
use crate::participants::pages::day;

/// So many colleagues are shown as rows.
const AT_A_GLANCE: usize = 8;

/// An offer as the one who is asked sees it: the name used and the note, nothing else.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The hand-over.
    pub id: HandOverId,
    /// Who is handed over.
    pub participant: ParticipantId,
    /// The name they use.
    pub name: String,
    /// The name of who offers.
    pub from: String,
    /// Whether somebody walks with them now.
    pub had_worker: bool,
    /// The note.
    pub note: String,
    /// When it was offered, in seconds since 1970.
    pub offered_at: i64,
}

/// One hand-over in the history of a person.
#[derive(Clone, Debug)]
pub struct Told {
    /// What became of it.
    pub answer: Answered,
    /// Who walked with them; none while they waited.
    pub from: Option<String>,
    /// Who was asked.
    pub to: String,
    /// Who asked.
    pub by: String,
    /// When it was answered, or else offered, in seconds since 1970.
    pub at: i64,
}

/// What is offered to the reader, as a sheet with two buttons each; nothing when there is nothing.
/// `keys` holds one fresh key for each offer.
pub fn offers(w: &Words, here: &Zoned, offers: &[Offer], keys: &[String]) -> Markup {
    if offers.is_empty() {
        return html! {};
    }
    Sheet::new(
        "offers",
        t!(w, "hand_offs-offers"),
        html! {
            p class="small quiet" { (t!(w, "hand_offs-offers-lead", count = offers.len())) }
            (rows(offers.iter().zip(keys).map(|(offer, key)| one(w, here, offer, key))))
        },
    )
    .mark(Mark::new(w, Circle::Work))
    .render()
}

fn one(w: &Words, here: &Zoned, offer: &Offer, key: &str) -> Row {
    let when = day(w, here, offer.offered_at);
    let from = if offer.had_worker {
        t!(w, "hand_offs-from", name = offer.from.as_str(), when = when)
    } else {
        t!(
            w,
            "hand_offs-from-waiting",
            name = offer.from.as_str(),
            when = when
        )
    };
    Row::new(html! {
        span class="strong" { (offer.name) }
        br; span class="small quiet" { (from) }
        @if !offer.note.is_empty() { p class="own" { (offer.note) } }
        (Form::post(format!("/hand-overs/{}", offer.id), key, acts([
            Button::main(t!(w, "hand_offs-take-up"))
                .sends("answer", "take-up")
                .about(offer.name.clone()),
            Button::second(t!(w, "hand_offs-not-now"))
                .sends("answer", "not-now")
                .about(offer.name.clone()),
        ])).inline())
    })
    .lead(avatar(&initials(&offer.name)))
}

/// The hand-overs of a person, on their page.
pub fn sheet(
    w: &Words,
    here: &Zoned,
    participant: ParticipantId,
    told: &[Told],
    walking: bool,
    key: &str,
) -> Markup {
    if told.is_empty() && !walking {
        return html! {};
    }
    let open = told.iter().any(|one| one.answer == Answered::Open);
    let link = format!("/people/{participant}/hand-over");
    Sheet::new(
        "hand-overs",
        t!(w, "hand_offs-history"),
        html! {
            (rows(told.iter().map(|one| {
                Row::new(html! { (sentence(w, one)) }).end_word(&day(w, here, one.at))
            })))
            @if open {
                (Form::post(format!("{link}/back"), key,
                    Button::third(t!(w, "hand_offs-take-back"))).inline())
            } @else if walking {
                (Button::second(t!(w, "hand_offs-hand-over")).link(link))
            }
        },
    )
    .render()
}

fn sentence(w: &Words, told: &Told) -> String {
    let to = told.to.as_str();
    match (told.answer, &told.from) {
        (Answered::Open, _) => t!(w, "hand_offs-row-open", to = to, by = told.by.as_str()),
        (Answered::TakenUp, Some(from)) => {
            t!(w, "hand_offs-row-taken-up", from = from.as_str(), to = to)
        }
        (Answered::TakenUp, None) => t!(w, "hand_offs-row-placed", to = to),
        (Answered::NotNow, _) => t!(w, "hand_offs-row-not-now", to = to),
        (Answered::TakenBack, _) => t!(w, "hand_offs-row-taken-back", to = to),
    }
}

/// Who is being handed over, for the form.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// Who.
    pub id: ParticipantId,
    /// The name they use.
    pub name: &'a str,
    /// Whether they wait for somebody to walk with.
    pub waiting: bool,
    /// Who can take them up.
    pub colleagues: &'a [(AccountId, String)],
}

/// The form that offers.
pub fn choose(
    w: &Words,
    who: WhoLine,
    key: &str,
    about: &About<'_>,
    typed: &Typed,
    problems: &[(&'static str, &'static str)],
) -> Page {
    let (id, name) = (about.id, about.name);
    let title = if about.waiting {
        t!(w, "hand_offs-place")
    } else {
        t!(w, "hand_offs-title", name = name)
    };
    let intro = if about.waiting {
        t!(w, "hand_offs-intro-waiting", name = name)
    } else {
        t!(w, "hand_offs-intro", name = name)
    };
    let wrong = |field: &str| {
        problems
            .iter()
            .find(|(known, _)| *known == field)
            .map(|(_, word)| sentence_of(w, word))
    };
    let body = html! {
        (Title::new(title.as_str()).line(intro))
        (ErrorSummary::new(w, problems.iter().map(|(field, word)| (*field, sentence_of(w, word)))))
        @if about.colleagues.is_empty() {
            (EmptyState::new(t!(w, "hand_offs-history"), t!(w, "hand_offs-nobody-there")))
        } @else {
            (Form::post(format!("/people/{id}/hand-over"), key, html! {
                (colleagues(w, about, typed, wrong("to")))
                (TextArea::new("note", t!(w, "hand_offs-note"))
                    .hint(t!(w, "hand_offs-note-hint", name = name))
                    .value(typed.note.clone())
                    .part("hints")
                    .error(wrong("note")))
                @if !about.waiting { p class="small quiet" {
                    (t!(w, "hand_offs-goes-along", name = name))
                } }
                (SaveBar::new(&who, t!(w, "hand_offs-offer")))
            }).part("guard"))
        }
    };
    Page::new(title, who, body)
        .task()
        .back(format!("/people/{id}"), name)
        .error(!problems.is_empty())
        .part("guard")
        .part("hints")
        .lock()
}

/// The colleagues: rows while they can be taken in at a glance, else a list to choose from.
fn colleagues(w: &Words, about: &About<'_>, typed: &Typed, wrong: Option<String>) -> Markup {
    let (question, hint) = (
        t!(w, "hand_offs-to", name = about.name),
        t!(w, "hand_offs-to-hint"),
    );
    if about.colleagues.len() > AT_A_GLANCE {
        let list = Select::new("to", question)
            .hint(hint)
            .error(wrong)
            .option("", "");
        return about
            .colleagues
            .iter()
            .fold(list, |list, (account, name)| {
                list.option(account.to_string(), name.clone())
            })
            .value(typed.to.clone())
            .render();
    }
    let choices = about.colleagues.iter().map(|(account, name)| {
        let value = account.to_string();
        let chosen = value == typed.to;
        Choice::new(value, name.clone()).chosen(chosen)
    });
    Choices::one("to", question)
        .rows()
        .hint(hint)
        .choices(choices)
        .error(wrong)
        .render()
}

fn sentence_of(w: &Words, word: &str) -> String {
    if word == "hand_offs-note-long" {
        t!(w, "hand_offs-note-long", most = NOTE_MAX)
    } else {
        w.say(word)
    }
}
