//! What is shown of people who came in from a sheet: on the pages of people.

use jiff::{Timestamp, Zoned};
use kit::{Button, Note, NoteKind, Sheet, acts, facts, own_words, t, when, words::Words};
use maud::{Markup, html};

use super::{FROM_SHEET, Kept, queries::Whole};

/// The texts kept with a person; nothing when there are none.
pub fn kept(w: &Words, here: &Zoned, kept: &[Kept]) -> Markup {
    if kept.is_empty() {
        return html! {};
    }
    let sheet = Sheet::new(
        "kept",
        t!(w, "arrivals-kept"),
        html! {
            div class="stack" { @for one in kept { (text(w, here, one)) } }
        },
    );
    html! { (sheet) }
}

fn text(w: &Words, here: &Zoned, one: &Kept) -> Markup {
    let at = Timestamp::from_second(one.at)
        .unwrap_or_default()
        .to_zoned(here.time_zone().clone());
    let day = when::date_with_year(w, at.date());
    if one.what == FROM_SHEET {
        return html! {
            div {
                p class="small quiet" { (t!(w, "arrivals-sheet", day = day)) }
                (own_words(&one.body))
            }
        };
    }
    let Ok(whole) = serde_json::from_str::<Whole>(&one.body) else {
        return html! {};
    };
    let year = if whole.birth_year == 0 {
        String::new()
    } else {
        whole.birth_year.to_string()
    };
    let said = [
        (t!(w, "arrivals-pronouns"), whole.pronouns),
        (t!(w, "arrivals-phone"), whole.phone),
        (t!(w, "arrivals-reach"), whole.reach_by),
        (t!(w, "arrivals-born"), year),
        (t!(w, "arrivals-next"), whole.next_step),
        (t!(w, "arrivals-ended"), whole.ended_words),
    ];
    let said = said.iter().filter(|(_, value)| !value.is_empty());
    html! {
        div {
            p class="small quiet" { (t!(w, "arrivals-merged", name = whole.name.as_str(), day = day)) }
            (facts(said.map(|(name, value)| (name.as_str(), html! { (value) }))))
        }
    }
}

/// The line above the list of people, while pairs wait for somebody to look at them.
pub fn alike(w: &Words, pairs: usize) -> Markup {
    if pairs == 0 {
        return html! {};
    }
    html! {
        (Note::of(NoteKind::Sun, html! {
            p { (t!(w, "arrivals-alike", count = pairs)) }
            (acts([Button::second(t!(w, "arrivals-alike-link")).link("/alike")]))
        }))
    }
}
