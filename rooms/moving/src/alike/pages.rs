//! Pairs who may be one person, side by side.

use alongside::{
    arrivals::{FROM_SHEET, Kept},
    participants::Person,
};
use jiff::{Timestamp, Zoned};
use kit::{
    Button, EmptyState, Form, Note, NoteKind, Page, Sheet, Title, WhoLine, acts, facts, hidden,
    own_words, t, when, words::Words,
};
use maud::{Markup, html};

/// Two who may be one.
pub struct Pair {
    /// Each with their worker's name and the texts kept with them.
    pub sides: [(Person, Option<String>, Vec<Kept>); 2],
    /// How likely: 0 = very.
    pub band: i64,
}

/// What the page shows.
pub struct View<'a> {
    /// Likeliest first.
    pub pairs: &'a [Pair],
    /// Whether there are more than are shown.
    pub more: bool,
    /// A key for each pair.
    pub keys: &'a [String],
    /// The id of what was just done.
    pub said: Option<&'static str>,
    /// Now.
    pub here: &'a Zoned,
}

/// The page.
pub fn list(w: &Words, who: WhoLine, view: &View<'_>) -> Page {
    let title = t!(w, "alike-title");
    let body = html! {
        (Title::new(title.as_str()).line(t!(w, "alike-line")))
        @if let Some(word) = view.said {
            (Note::of(NoteKind::Water, html! { p { (w.say(word)) } }).status())
        }
        @if view.pairs.is_empty() {
            (EmptyState::new(t!(w, "alike-none"), t!(w, "alike-none-line")))
        }
        @for (number, (pair, key)) in view.pairs.iter().zip(view.keys).enumerate() {
            (one(w, view, number, pair, key))
        }
        @if view.more { p class="quiet" { (t!(w, "alike-more")) } }
    };
    Page::new(title, who, body).back("/people", t!(w, "participants-people"))
}

fn one(w: &Words, view: &View<'_>, number: usize, pair: &Pair, key: &str) -> Markup {
    let [(first, ..), (second, ..)] = &pair.sides;
    let heading = t!(
        w,
        "alike-pair",
        one = first.name.as_str(),
        other = second.name.as_str()
    );
    let band = if pair.band == 0 {
        t!(w, "alike-band-same")
    } else {
        t!(w, "alike-band-likely")
    };
    let body = html! {
        div class="cols cols--2" {
            @for side in &pair.sides { (one_side(w, view, side)) }
        }
        (Form::post("/alike", key, html! {
            (hidden("first", &first.id.to_string()))
            (hidden("second", &second.id.to_string()))
            p class="small quiet" { (t!(w, "alike-kept")) }
            (acts([
                Button::second(t!(w, "alike-keep", name = first.name.as_str()))
                    .sends("answer", "first").about(t!(w, "alike-about", worker = said(w, &pair.sides[0]))),
                Button::second(t!(w, "alike-keep", name = second.name.as_str()))
                    .sends("answer", "second").about(t!(w, "alike-about", worker = said(w, &pair.sides[1]))),
                Button::third(t!(w, "alike-two")).sends("answer", "two").about(heading.clone()),
            ]))
        }))
    };
    html! { (Sheet::new(format!("pair-{number}"), heading, body).line(band)) }
}

fn said(w: &Words, side: &(Person, Option<String>, Vec<Kept>)) -> String {
    side.1.clone().unwrap_or_else(|| {
        if side.0.worker.get() == 0 {
            t!(w, "alike-waiting")
        } else {
            t!(w, "alike-you")
        }
    })
}

fn one_side(w: &Words, view: &View<'_>, side: &(Person, Option<String>, Vec<Kept>)) -> Markup {
    let (person, _, kept) = side;
    let since = Timestamp::from_second(person.facts.added_at)
        .unwrap_or_default()
        .to_zoned(view.here.time_zone().clone());
    let year = if person.birth_year == 0 {
        String::new()
    } else {
        person.birth_year.to_string()
    };
    let lines = [
        (t!(w, "alike-worker"), said(w, side)),
        (t!(w, "alike-since"), when::date_with_year(w, since.date())),
        (t!(w, "alike-phone"), person.phone.clone()),
        (t!(w, "alike-born"), year),
        (t!(w, "alike-reach"), person.reach_by.clone()),
        (t!(w, "alike-next"), person.facts.next_step.clone()),
    ];
    let told = lines.iter().filter(|(_, value)| !value.is_empty());
    html! {
        div class="stack" {
            p class="strong" { a href={ "/people/" (person.id) } { (person.name) } }
            (facts(told.map(|(name, value)| (name.as_str(), html! { (value) }))))
            @for text in kept.iter().filter(|text| text.what == FROM_SHEET) { (own_words(&text.body)) }
        }
    }
}
