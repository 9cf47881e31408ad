//! The first screen of Me, Help now, and finding things again.

use kit::{Button, Icon, Title, icon, t, words::Words};
use maud::{Markup, html};

use super::{act, back, drawing, mugs, said, view};
use crate::me::rules::{PARTS, Part};

pub fn views(w: &Words) -> Markup {
    html! {
        (view("now", &now(w)))
        (view("help", &help(w)))
        (view("find", &find(w)))
        @for part in PARTS { (view(&format!("part-{}", part.slug), &of_part(w, part))) }
    }
}

fn sheet(id: &str, heading: &str, body: &Markup) -> Markup {
    html! {
        section class="sheet" aria-labelledby=(id) {
            div class="sheet-head" { h2 id=(id) { (heading) } }
            (body)
        }
    }
}

fn now(w: &Words) -> Markup {
    let go = |href: &str, label: String, drawing: Icon| {
        html! {
            li class="row-link" { a href=(href) { span class="lead" { (icon(drawing)) (label) } (icon(Icon::Right)) } }
        }
    };
    html! {
        (Title::new(t!(w, "own-now-title")))
        ul class="waits" data-each="waits" {
            template { li { a href="#now" data-put="text" {} } }
        }
        (sheet("now-cup", &t!(w, "own-now-cup"), &html! {
            (mugs(w))
            p class="small quiet" { (t!(w, "own-now-cup-line")) }
        }))
        (sheet("now-refill", &t!(w, "own-now-refill"), &html! {
            p class="quiet" data-if="no-refills" hidden { (t!(w, "own-now-refill-none")) }
            p class="small quiet" data-if="refills" hidden { (t!(w, "own-now-refill-line")) }
            ul class="taps" data-each="refills" {
                template { li { button class="tap" type="button" data-do="refill" { (icon(Icon::Check)) span data-put="text" {} } } }
            }
            (said())
            a class="btn btn--3" href="#refill" { (icon(Icon::Plus)) (t!(w, "own-now-refill-add")) }
        }))
        (sheet("now-people", &t!(w, "own-now-people"), &html! {
            p class="quiet" data-if="no-people" hidden { (t!(w, "own-now-people-none")) }
            ul class="rows" data-each="people" {
                template {
                    li class="row-end" {
                        div { p class="own" data-put="text" {} p class="small quiet" data-put="why" {} }
                        div { a class="btn btn--2" data-tel="" href="#now" { (icon(Icon::Phone)) (t!(w, "own-call")) span class="vh" data-put="name" {} } }
                    }
                }
            }
            a class="btn btn--3" href="#person" { (icon(Icon::Plus)) (t!(w, "own-now-people-add")) }
        }))
        section class="sheet" aria-labelledby="now-card" data-if="card" hidden {
            div class="sheet-head" {
                h2 id="now-card" { (t!(w, "own-now-card")) }
                (act("btn btn--3", "card", &t!(w, "own-now-another"), None))
            }
            blockquote class="own why" data-put="card" {}
            p class="small quiet" data-put="card-from" {}
        }
        (sheet("now-parts", &t!(w, "own-now-parts"), &html! {
            ul class="rows" {
                (go("#plan", t!(w, "own-now-plan"), Icon::Book))
                (go("#work-plan", t!(w, "own-now-work-plan"), Icon::Board))
                (go("#ritual", t!(w, "own-now-ritual"), Icon::Clock))
                (go("#tank", t!(w, "own-now-tank"), Icon::Car))
                @for part in PARTS {
                    (go(&format!("#part-{}", part.slug), w.say(&format!("own-part-{}", part.slug)), drawing(part.slug)))
                }
                (go("#pattern", t!(w, "own-pattern-title"), Icon::Chart))
                (go("#year", t!(w, "own-now-year"), Icon::Cal))
                (go("#find", t!(w, "own-now-find"), Icon::Find))
                (go("#keys", t!(w, "own-now-keys"), Icon::Key))
            }
        }))
        div class="stack stack--3" {
            p { a class="lk" href="/safety" { (t!(w, "own-now-safety")) } }
            p { a class="lk" href="/account" { (t!(w, "own-now-account")) } }
        }
    }
}

fn of_part(w: &Words, part: &Part) -> Markup {
    html! {
        (back(w))
        (Title::new(w.say(&format!("own-part-{}", part.slug)))
            .line(w.say(&format!("own-part-{}-line", part.slug))))
        section class="sheet" aria-label=(t!(w, "own-places")) {
            ul class="rows" {
                @if part.slug == "recovery" {
                    li class="row-link" { a href="#plan" { span class="lead" { (icon(Icon::Book)) (t!(w, "own-now-plan")) } (icon(Icon::Right)) } }
                }
                @if part.slug == "bounds" {
                    li class="row-link" { a href="#work-plan" { span class="lead" { (icon(Icon::Board)) (t!(w, "own-now-work-plan")) } (icon(Icon::Right)) } }
                }
                @for shelf in part.shelves {
                    li class="row-link" {
                        a href={ "#" (shelf.slug) } {
                            span class="lead" { (icon(drawing(shelf.slug))) (w.say(&format!("own-shelf-{}", shelf.slug))) }
                            (icon(Icon::Right))
                        }
                    }
                }
            }
        }
    }
}

fn help(w: &Words) -> Markup {
    html! {
        (back(w))
        (Title::new(t!(w, "own-help-title")).line(t!(w, "own-help-line")))
        div class="stack" {
            (Button::main(t!(w, "own-help-988")).icon(Icon::Phone).link("tel:988").big())
            p class="small quiet" { (t!(w, "own-help-988-what")) }
            (Button::second(t!(w, "own-help-text")).icon(Icon::Text).link("sms:988").big())
            (Button::second(t!(w, "own-help-911")).icon(Icon::Phone).link("tel:911").big())
            p class="small quiet" { (t!(w, "own-help-911-what")) }
            (Button::second(t!(w, "own-help-211")).icon(Icon::Phone).link("tel:211").big())
            p class="small quiet" { (t!(w, "own-help-211-what")) }
        }
        div class="stack" data-each="lines" data-if="lines" hidden {
            template {
                div class="stack" {
                    a class="btn btn--2 btn--big" href="#help" { (icon(Icon::Phone)) (t!(w, "own-call")) " " span data-put="name" {} }
                    p class="small quiet" data-put="said" {}
                }
            }
        }
        section class="sheet" aria-labelledby="help-people" data-if="people" hidden {
            div class="sheet-head" { h2 id="help-people" { (t!(w, "own-help-people")) } }
            ul class="rows" data-each="people" {
                template {
                    li class="row-end" {
                        div { p class="own" data-put="text" {} p class="small quiet" data-put="why" {} }
                        div { a class="btn btn--2" data-tel="" href="#help" { (icon(Icon::Phone)) (t!(w, "own-call")) span class="vh" data-put="name" {} } }
                    }
                }
            }
        }
        section class="sheet" aria-labelledby="help-ground" data-if="ground" hidden {
            div class="sheet-head" { h2 id="help-ground" { (t!(w, "own-help-ground")) } }
            ul class="stack" data-each="ground" {
                template { li { img class="photo" alt="" data-photo="" hidden; p class="own" data-put="text" {} } }
            }
        }
        p class="small quiet" { (t!(w, "own-help-trace")) }
    }
}

fn find(w: &Words) -> Markup {
    html! {
        (back(w))
        (Title::new(t!(w, "own-find-title")))
        form class="stack" data-form="find" role="search" novalidate {
            div class="field" {
                label class="label" for="find-text" { (t!(w, "own-find-label")) }
                p class="hint" id="find-hint" { (t!(w, "own-find-hint")) }
                input class="input" id="find-text" type="search" aria-describedby="find-hint" autocomplete="off";
            }
        }
        (said())
        ul class="entries" data-each="found" {
            template {
                li class="entry" {
                    p class="own" data-put="text" {}
                    p class="small quiet" { a href="#find" data-put="where" {} " " span data-put="day" {} }
                }
            }
        }
    }
}
