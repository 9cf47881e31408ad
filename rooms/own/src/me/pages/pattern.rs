//! My pattern: what is drawn and worked out on the device, in places that this page holds ready.

use kit::{Icon, More, Note, Title, icon, t, words::Words};
use maud::{Markup, html};

use super::{act, back, said, view};

pub fn views(w: &Words) -> Markup {
    view("pattern", &pattern(w))
}

fn pattern(w: &Words) -> Markup {
    html! {
        (back(w))
        (Title::new(t!(w, "own-pattern-title")))
        p class="quiet" data-put="line" {}
        div data-if="none" hidden { (Note::new(&t!(w, "own-pattern-none"))) }
        section class="sheet" aria-labelledby="pat-h" data-if="some" hidden {
            div class="sheet-head" { h2 id="pat-h" data-put="shape" {} }
            figure class="chart" {
                div data-put="picture" {}
                (key(w))
            }
            (More::new(t!(w, "own-pattern-table"), table(w)))
        }
        section class="sheet" aria-labelledby="pat-finds" data-if="some" hidden {
            div class="sheet-head" { h2 id="pat-finds" { (t!(w, "own-pattern-finds")) } }
            p class="quiet" data-if="silent" hidden { (t!(w, "own-pattern-silent")) }
            ul class="finds" data-each="finds" { (finding()) }
            (More::new(t!(w, "own-pattern-cannot"), html! {
                p { (t!(w, "own-pattern-cannot-1")) }
                p { (t!(w, "own-pattern-cannot-2")) }
                p { (t!(w, "own-pattern-cannot-3")) }
                p { (t!(w, "own-pattern-cannot-4")) }
            }))
            (More::new(t!(w, "own-pattern-how"), html! {
                p { (t!(w, "own-pattern-how-1")) }
                p { (t!(w, "own-pattern-how-2")) }
            }))
        }
        section class="sheet" aria-labelledby="pat-use" {
            div class="sheet-head" { h2 id="pat-use" { (t!(w, "own-pattern-use")) } }
            ul class="rows" {
                (go("#refill", &t!(w, "own-pattern-use-refill")))
                (go("#person", &t!(w, "own-pattern-use-people")))
                (go("#look", &t!(w, "own-pattern-use-look")))
                (go("#signs", &t!(w, "own-pattern-use-signs")))
            }
            label class="chip" {
                input type="checkbox" id="pattern-remind";
                span { (t!(w, "own-pattern-remind")) }
            }
        }
        (marks(w))
    }
}

fn go(href: &str, label: &str) -> Markup {
    html! { li class="row-link" { a href=(href) { (label) (icon(Icon::Right)) } } }
}

/// What the shapes mean.
fn key(w: &Words) -> Markup {
    let water =
        |class: &str| html! { rect class=(class) x="1" y="2" width="18" height="12" rx="2" {} };
    let one = |drawing: Markup, label: String| {
        html! { span { svg viewBox="0 0 20 16" aria-hidden="true" { (drawing) } (label) } }
    };
    html! {
        div class="key" {
            (one(water("mug-water"), t!(w, "own-pattern-key-middle")))
            (one(water("mug-range"), t!(w, "own-pattern-key-high")))
            (one(html! { (water("mug-water")) path class="mug-lo" d="M2 9H18" {} }, t!(w, "own-pattern-key-low")))
            (one(html! { path class="mug-line mug-dashkey" d="M2 8H18" {} }, t!(w, "own-pattern-key-few")))
        }
    }
}

fn table(w: &Words) -> Markup {
    html! {
        div class="scroll" tabindex="0" role="region" aria-label=(t!(w, "own-pattern-table-name")) {
            table class="data" {
                thead {
                    tr {
                        th scope="col" { (t!(w, "own-pattern-col-week")) }
                        th scope="col" { (t!(w, "own-pattern-col-cup")) }
                        th scope="col" { (t!(w, "own-pattern-col-hours")) }
                        th scope="col" { (t!(w, "own-pattern-col-heavy")) }
                        th scope="col" { (t!(w, "own-pattern-col-refills")) }
                    }
                }
                tbody data-each="weeks" {
                    template {
                        tr {
                            th scope="row" data-put="day" {}
                            td data-put="cup" {}
                            td data-put="hours" {}
                            td data-put="heavy" {}
                            td data-put="refills" {}
                        }
                    }
                }
            }
        }
    }
}

fn finding() -> Markup {
    html! {
        template {
            li {
                span class="sure" {
                    svg viewBox="0 0 50 16" aria-hidden="true" {
                        @for x in [8, 25, 42] { circle class="sure-off" cx=(x) cy="8" r="6" {} }
                    }
                    span data-put="sure" {}
                }
                p class="strong" data-put="text" {}
                p class="small quiet" data-put="rests" {}
                p class="small quiet" data-if="not" data-put="not" {}
            }
        }
    }
}

/// Changes that the person names themselves: only these split what is compared.
fn marks(w: &Words) -> Markup {
    html! {
        section class="sheet" aria-labelledby="pat-marks" {
            div class="sheet-head" { h2 id="pat-marks" { (t!(w, "own-pattern-marks")) } }
            p class="small quiet" { (t!(w, "own-pattern-marks-line")) }
            ul class="entries" data-each="marks" {
                template {
                    li class="entry" {
                        p class="own" data-put="text" {}
                        div class="entry-foot" {
                            span class="small quiet" data-put="day" {}
                            (act("btn btn--3", "unmark", &t!(w, "own-pattern-mark-away"), None))
                        }
                    }
                }
            }
            (said())
            form class="stack" data-form="mark" novalidate {
                div class="field" {
                    label class="label" for="mark-text" { (t!(w, "own-pattern-mark-text")) }
                    input class="input own" id="mark-text" name="text" autocomplete="off" maxlength="60";
                }
                div class="field" {
                    label class="label" for="mark-day" { (t!(w, "own-pattern-mark-day")) }
                    input class="input" id="mark-day" name="day" type="date";
                }
                button class="btn btn--2" type="submit" { (t!(w, "own-pattern-mark-save")) }
            }
        }
    }
}
