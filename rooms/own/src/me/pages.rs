//! Templates that client code clones and fills with text (markup and words live once, here), and the
//! plain pages about Me.

mod cup;
mod first;
mod keys;
mod now;
mod paper;
mod pattern;
mod plan;
mod shelf;

use domain::circle::Circle;
use kit::{Button, Icon, Mark, Note, Page, Sheet, Title, WhoLine, icon, t, words::Words};
use maud::{Markup, html};

pub use paper::blank_plan;

/// A template of the document.
fn view(id: &str, body: &Markup) -> Markup {
    html! { template id={ "v-" (id) } { (body) } }
}

/// The drawing of a shelf or a part.
fn drawing(slug: &str) -> Icon {
    match slug {
        "tool" => Icon::Bag,
        "mine" => Icon::Board,
        "journal" | "look" | "paper" => Icon::Book,
        "meeting" => Icon::Cal,
        "tank" => Icon::Car,
        "growth" => Icon::Chart,
        "victory" => Icon::Check,
        "ritual" => Icon::Clock,
        "decide" => Icon::Edit,
        "tell" => Icon::Eye,
        "intent" | "signs" => Icon::Flag,
        "bounds" | "no" => Icon::Hand,
        "means" | "recovery" | "strength" => Icon::Heart,
        "kind" | "refill" => Icon::Me,
        "letgo" | "worry" => Icon::Moon,
        "support" => Icon::People,
        "person" => Icon::Phone,
        "ground" | "town" => Icon::Pin,
        "seed" => Icon::Plus,
        "mantra" => Icon::Quote,
        "shift" => Icon::Refresh,
        "give" => Icon::Send,
        "good" => Icon::Today,
        "before" => Icon::Walk,
        _ => Icon::Star,
    }
}

/// A button that client code listens to by its name.
fn act(class: &str, name: &str, label: &str, drawing: Option<Icon>) -> Markup {
    html! {
        button class=(class) type="button" data-do=(name) {
            @if let Some(drawing) = drawing { (icon(drawing)) }
            (label)
        }
    }
}

/// The way back to the first screen.
fn back(w: &Words) -> Markup {
    html! { a class="back" href="#now" { (icon(Icon::Left)) (t!(w, "own-back")) } }
}

/// The bar at the thumb, with the mark of the circle.
fn savebar(w: &Words, label: &str, more: &Markup) -> Markup {
    html! {
        div class="savebar" {
            div class="split" {
                (Mark::new(w, Circle::Private))
                span class="small quiet" { (t!(w, "own-private-only")) }
            }
            button class="btn btn--big" type="submit" { (label) }
            (more)
        }
    }
}

/// The line under a field or a form that says what came of it.
fn said() -> Markup {
    html! { p class="own-said" role="status" data-put="said" {} }
}

/// The five mugs in a row, each one tap.
fn mugs(w: &Words) -> Markup {
    kit::cups(w, &t!(w, "own-first-cup"))
}

/// The words of client code, by the end of their ids.
fn words_of_client(w: &Words) -> Markup {
    let mut said: Vec<_> = w
        .ids()
        .filter_map(|id| id.strip_prefix("own-say-"))
        .collect();
    said.sort_unstable();
    html! {
        template id="say" {
            @for name in said { p data-say=(name) { (w.say(&format!("own-say-{name}"))) } }
            @for level in 0..5u8 {
                p data-say={ "level-" (level) } { (kit::level_word(w, level)) }
                p data-say={ "hint-" (level) } { (w.say(&format!("own-hint-{level}"))) }
            }
        }
    }
}

/// The one document.
pub fn document(w: &Words) -> Page {
    let body = html! {
        p class="status" id="line" role="status" hidden {}
        div id="view" {
            div class="title" {
                h1 { (t!(w, "own-title")) }
                p class="quiet" { (t!(w, "own-opening")) }
            }
            noscript {
                (Note::new(&t!(w, "own-noscript")))
                p { a class="lk" href="/me/blank-plan" { (t!(w, "own-noscript-plan")) } }
            }
        }
        (words_of_client(w))
        (first::views(w))
        (now::views(w))
        (cup::views(w))
        (shelf::views(w))
        (plan::views(w))
        (pattern::views(w))
        (keys::views(w))
    };
    Page::new(t!(w, "own-title"), WhoLine::private(w), body)
        .own()
        .part("me")
}

/// What to know on a phone that somebody else may look into.
pub fn safety(w: &Words) -> Page {
    let list = |ids: &[String]| html! { ul class="stack" { @for text in ids { li { (text) } } } };
    let body = html! {
        (Title::new(t!(w, "safety-title")).line(t!(w, "safety-line")))
        div class="stack" {
            a class="btn btn--big" href="/notes" data-part="quit" { (t!(w, "safety-quit")) }
            p class="small quiet" { (t!(w, "safety-quit-line")) }
        }
        (Sheet::new("watched", t!(w, "safety-watched"), list(&[
            t!(w, "safety-watched-1"),
            t!(w, "safety-watched-2"),
            t!(w, "safety-watched-3"),
            t!(w, "safety-watched-4"),
        ])))
        (Sheet::new("work", t!(w, "safety-work"), html! {
            (list(&[t!(w, "safety-work-1"), t!(w, "safety-work-2"), t!(w, "safety-icon")]))
            p { (t!(w, "safety-plan")) }
            (Button::second(t!(w, "own-noscript-plan")).icon(Icon::Print).link("/me/blank-plan"))
        }))
        p { a class="lk" href="/help" { (t!(w, "own-help-title")) } }
    };
    Page::new(t!(w, "safety-title"), WhoLine::house(w), body).part("quit")
}

/// A page that says nothing, to leave to.
pub fn plain(w: &Words) -> Page {
    let body = html! { (Title::new(t!(w, "safety-plain-title")).line(t!(w, "safety-plain-line"))) };
    Page::new(t!(w, "safety-plain-title"), WhoLine::house(w), body)
}
