//! What was behind a cup, what may help now, and the year.

use kit::{Icon, More, Note, Title, icon, t, words::Words};
use maud::{Markup, html};

use super::{act, back, mugs, said, savebar, view};
use crate::me::rules::{DRAINS, FILLS, KIND_WORDS};

pub fn views(w: &Words) -> Markup {
    html! {
        (view("cup", &behind(w)))
        (view("cup-saved", &saved(w)))
        (view("year", &year(w)))
        @for level in 0..5u8 { template id={ "mug-" (level) } { (kit::Mug::of(level)) } }
    }
}

fn chips(name: &str, words: Vec<String>) -> Markup {
    html! {
        div class="chips" data-chips=(name) {
            @for word in words {
                label class="chip" { input type="checkbox" name=(name) value=(word); span { (word) } }
            }
            template { label class="chip" { input type="checkbox" name=(name); span data-put="text" {} } }
        }
    }
}

fn behind(w: &Words) -> Markup {
    let drains = DRAINS
        .iter()
        .map(|one| w.say(&format!("own-drain-{one}")))
        .collect();
    let fills = FILLS
        .iter()
        .map(|one| w.say(&format!("own-fill-{one}")))
        .collect();
    html! {
        (back(w))
        div class="cup-said" {
            span data-put="mug" {}
            div {
                h1 data-put="level" {}
                p class="quiet" { (t!(w, "own-cup-behind")) }
            }
        }
        (said())
        form class="stack stack--5" data-form="cup" novalidate {
            fieldset class="stack" {
                legend class="label" { (t!(w, "own-cup-taking")) }
                (chips("drains", drains))
            }
            fieldset class="stack" {
                legend class="label" { (t!(w, "own-cup-filling")) }
                (chips("fills", fills))
            }
            (More::new(t!(w, "own-cup-words"), html! {
                div class="field" {
                    label class="label" for="cup-own" { (t!(w, "own-cup-own")) }
                    p class="hint" id="cup-own-hint" { (t!(w, "own-cup-own-hint")) }
                    input class="input own" id="cup-own" name="own" aria-describedby="cup-own-hint" autocomplete="off" maxlength="80";
                }
                div class="field" {
                    label class="label" for="cup-text" { (t!(w, "own-cup-words-label")) }
                    textarea class="input own" id="cup-text" name="text" rows="3" {}
                }
            }))
            (savebar(w, &t!(w, "own-cup-save"), &html! {}))
        }
        (More::new(t!(w, "own-cup-level"), html! {
            (mugs(w))
            (act("btn btn--3", "away", &t!(w, "own-cup-away"), None))
        }))
    }
}

fn saved(w: &Words) -> Markup {
    html! {
        div class="cup-said" {
            span data-put="mug" {}
            div { h1 data-put="level" {} p class="quiet" role="status" data-put="said" {} }
        }
        section class="sheet" aria-labelledby="tools-h" data-if="tools" hidden {
            div class="sheet-head" {
                h2 id="tools-h" { (t!(w, "own-saved-tools")) }
                a class="lk" href="#tool" { (t!(w, "own-places")) }
            }
            p class="small quiet" { (t!(w, "own-saved-tools-line")) }
            ul class="tools" data-each="tools" { template { li class="own" data-put="text" {} } }
        }
        section class="sheet" aria-labelledby="saved-why" data-if="why" hidden {
            div class="sheet-head" { h2 id="saved-why" { (t!(w, "own-saved-why")) } }
            blockquote class="own why own-q" data-put="why" {}
        }
        section class="sheet" aria-labelledby="saved-kind" data-if="kind" hidden {
            div class="sheet-head" { h2 id="saved-kind" { (t!(w, "own-saved-kind")) } }
            @for at in 1..=KIND_WORDS { p data-kind=(at) hidden { (w.say(&format!("own-kind-{at}"))) } }
        }
        div class="note" {
            (icon(Icon::Hand))
            div { p { (t!(w, "own-saved-human")) } p { a href="#help" { (t!(w, "own-saved-help")) } } }
        }
        div class="stack" {
            a class="btn btn--big" href="/today" { (t!(w, "own-saved-today")) }
            a class="btn btn--3" href="#now" { (t!(w, "own-saved-me")) }
        }
    }
}

fn year(w: &Words) -> Markup {
    html! {
        (back(w))
        (Title::new(t!(w, "own-year-title")).line(t!(w, "own-year-line")))
        div data-if="none" hidden { (Note::new(&t!(w, "own-year-none"))) }
        section class="sheet" aria-label=(t!(w, "own-year-title")) data-if="some" hidden {
            div class="halves" role="img" aria-label=(t!(w, "own-year-picture")) {
                div class="half" { div class="year" data-put="first" {} p class="small quiet" data-put="first-span" {} }
                div class="half" { div class="year" data-put="second" {} p class="small quiet" data-put="second-span" {} }
            }
            div class="year-key" aria-hidden="true" {
                @for level in 0..5u8 {
                    span { i class={ "day day--" (level) } {} (kit::level_word(w, level)) }
                }
            }
            (More::new(t!(w, "own-year-list"), html! {
                ul class="rows" data-each="days" {
                    template { li class="row-end" { div { a href="#year" data-put="day" {} } div { span data-put="level" {} } } }
                }
            }))
        }
    }
}
