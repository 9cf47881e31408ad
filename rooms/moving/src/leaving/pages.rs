//! Who asked to leave with everything, and who agreed.

use std::collections::BTreeMap;

use domain::id::{AccountId, Id};
use jiff::{Timestamp, Zoned};
use kit::{
    Button, EmptyState, ErrorSummary, Form, Note, NoteKind, Page, Sheet, TextField, Title, WhoLine,
    acts, facts, t, when, words::Words,
};
use maud::{Markup, html};

use super::queries::{Departure, OPEN_FOR};

/// What the page shows.
pub struct View<'a> {
    /// Newest first.
    pub list: &'a [Departure],
    /// Names of those who asked and answered.
    pub names: &'a BTreeMap<AccountId, String>,
    /// A key for each.
    pub keys: &'a [String],
    /// Who looks.
    pub me: AccountId,
    /// Whether they may ask.
    pub asks: bool,
    /// Whether they may agree.
    pub answers: bool,
    /// Recipient and purpose as they were typed.
    pub typed: [&'a str; 2],
    /// What is to be put right.
    pub problems: &'a [(&'static str, &'static str)],
    /// The id of what was just done.
    pub said: Option<&'static str>,
    /// Now.
    pub here: &'a Zoned,
}

/// The page.
pub fn list(w: &Words, view: &View<'_>, key: &str) -> Page {
    let title = t!(w, "leaving-title");
    let errors: Vec<(&str, String)> = view
        .problems
        .iter()
        .map(|(field, word)| (*field, w.say(word)))
        .collect();
    let said = |field: &str| {
        let found = errors.iter().find(|(name, _)| *name == field);
        found.map(|(_, text)| text.clone())
    };
    let body = html! {
        (ErrorSummary::new(w, errors.iter().map(|(field, text)| (*field, text.as_str()))))
        (Title::new(title.as_str()).line(t!(w, "leaving-line")))
        @if let Some(word) = view.said {
            (Note::of(NoteKind::Water, html! { p { (w.say(word)) } }).status())
        }
        @if view.asks {
            (Sheet::new("ask", t!(w, "leaving-ask"), html! {
                p { (t!(w, "leaving-two")) }
                (Form::post("/leave-with-everything", key, html! {
                    (TextField::new("recipient", t!(w, "leaving-recipient"))
                        .hint(t!(w, "leaving-recipient-hint"))
                        .value(view.typed[0]).error(said("recipient")))
                    (TextField::new("purpose", t!(w, "leaving-purpose"))
                        .value(view.typed[1]).error(said("purpose")))
                    (acts([Button::main(t!(w, "leaving-ask-button"))]))
                }))
            }))
        }
        @if view.list.is_empty() {
            (EmptyState::new(t!(w, "leaving-none"), t!(w, "leaving-none-line")))
        }
        @for (one, key) in view.list.iter().zip(view.keys) { (departure(w, view, one, key)) }
    };
    Page::new(title, WhoLine::house(w), body).error(!errors.is_empty())
}

fn day(w: &Words, view: &View<'_>, second: i64) -> String {
    let at = Timestamp::from_second(second).unwrap_or_default();
    when::date_with_year(w, at.to_zoned(view.here.time_zone().clone()).date())
}

fn departure(w: &Words, view: &View<'_>, one: &Departure, key: &str) -> Markup {
    let name = |id: &AccountId| view.names.get(id).map_or("", String::as_str);
    let path = format!("/leave-with-everything/{}", Id::<()>::from_i64(one.id));
    let open = view.here.timestamp().as_second() < one.answered_at + OPEN_FOR;
    let state = match one.answer {
        0 => t!(w, "leaving-state-waiting"),
        1 => t!(
            w,
            "leaving-state-agreed",
            who = name(&one.answered_by),
            when = day(w, view, one.answered_at)
        ),
        _ => t!(
            w,
            "leaving-state-declined",
            who = name(&one.answered_by),
            when = day(w, view, one.answered_at)
        ),
    };
    let lines = [
        (t!(w, "leaving-for"), one.recipient.clone()),
        (t!(w, "leaving-why"), one.purpose.clone()),
        (t!(w, "leaving-state"), state),
    ];
    let heading = t!(
        w,
        "leaving-by",
        who = name(&one.asked_by),
        when = day(w, view, one.asked_at)
    );
    let id = format!("departure-{}", Id::<()>::from_i64(one.id));
    let body = html! {
        (facts(lines.iter().map(|(name, value)| (name.as_str(), html! { (value) }))))
        @if one.taken_at != 0 { p class="small quiet" { (t!(w, "leaving-taken", when = day(w, view, one.taken_at))) } }
        @if one.answer == 0 && view.answers && one.asked_by != view.me {
            (Form::post(format!("{path}/answer"), key, html! {
                p { (t!(w, "leaving-agree-line")) }
                (acts([
                    Button::main(t!(w, "leaving-agree")).sends("answer", "agree").about(heading.clone()),
                    Button::second(t!(w, "leaving-decline")).sends("answer", "decline").about(heading.clone()),
                ]))
            }))
        }
        @if one.answer == 1 && view.asks && one.asked_by == view.me && open {
            (acts([Button::main(t!(w, "leaving-take")).link(format!("{path}/file"))]))
            p class="small quiet" { (t!(w, "leaving-take-line")) }
        }
    };
    html! { (Sheet::new(id, heading.clone(), body)) }
}
