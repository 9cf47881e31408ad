//! The wellness plan and the plan at work: parts that open one at a time, lines that move without dragging,
//! and paper with room for a pen.

use domain::circle::Circle;
use kit::{Icon, Mark, Note, Title, icon, t, words::Words};
use maud::{Markup, html};

use super::{act, back, said, view};
use crate::me::rules::{PLAN, PlanPart, WORK_PLAN};

pub fn views(w: &Words) -> Markup {
    let plan = |slug: &str| w.say(&format!("own-plan-{slug}"));
    let hint = |slug: &str| Some(w.say(&format!("own-plan-{slug}-hint")));
    let work = |slug: &str| w.say(&format!("own-work-{slug}"));
    html! {
        (view("plan", &whole(w, "plan", &t!(w, "own-plan-title"), &t!(w, "own-plan-line"), PLAN, &plan, &hint)))
        (view("work-plan", &whole(w, "work-plan", &t!(w, "own-work-title"), &t!(w, "own-work-line"), WORK_PLAN, &work, &|_| None)))
    }
}

fn line(w: &Words) -> Markup {
    let label = t!(w, "own-plan-label");
    html! {
        template {
            li class="plan-line" {
                textarea class="input own" rows="1" aria-label=(label) {}
                button class="mini" type="button" data-do="up" aria-label=(t!(w, "own-plan-up")) { (icon(Icon::Up)) }
                button class="mini" type="button" data-do="remove" aria-label=(t!(w, "own-plan-remove")) { (icon(Icon::X)) }
            }
        }
    }
}

fn whole(
    w: &Words,
    slug: &str,
    title: &str,
    under: &str,
    parts: &[PlanPart],
    heading: &dyn Fn(&str) -> String,
    hint: &dyn Fn(&str) -> Option<String>,
) -> Markup {
    html! {
        div class="screen" {
            (back(w))
            (Title::new(title).line(under))
            (said())
            div class="sheet plan" data-plan=(slug) {
                @for (part, steps) in parts {
                    details class="plan-part" data-section=(part) {
                        summary {
                            span class="plan-name" { b { (heading(part)) } small class="quiet" data-put="count" {} }
                            (icon(Icon::Down))
                        }
                        div class="plan-in" {
                            @if let Some(hint) = hint(part) { p class="hint" { (hint) } }
                            ol class="plan-lines" data-lines="lines" { (line(w)) }
                            (act("btn btn--2", "line", &t!(w, "own-plan-add"), Some(Icon::Plus)))
                            @if *steps {
                                h3 class="label" { (t!(w, "own-plan-then")) }
                                ol class="plan-lines" data-lines="then" { (line(w)) }
                                (act("btn btn--2", "step", &t!(w, "own-plan-add-then"), Some(Icon::Plus)))
                            }
                            div class="two" data-if="two" hidden {
                                p class="small strong" { (t!(w, "own-two")) }
                                p class="own" data-put="other" {}
                                div class="acts" {
                                    (act("btn btn--2", "keep-this", &t!(w, "own-two-mine"), None))
                                    (act("btn btn--2", "keep-other", &t!(w, "own-two-other"), None))
                                }
                            }
                        }
                    }
                }
            }
            @if slug == "plan" {
                form class="sheet" data-form="again" novalidate {
                    div class="field" {
                        label class="label" for="again-day" { (t!(w, "own-plan-again")) }
                        p class="hint" id="again-hint" { (t!(w, "own-plan-again-hint")) }
                        input class="input input--mid" id="again-day" type="date" name="day" aria-describedby="again-hint";
                    }
                    button class="btn btn--2" type="submit" { (t!(w, "own-plan-again-save")) }
                }
            }
            div class="acts acts--even" {
                (act("btn btn--2", "print", &t!(w, "own-plan-print"), Some(Icon::Print)))
                a class="btn btn--2" href="#paper" { (icon(Icon::Book)) (t!(w, "own-plan-paper")) }
            }
            (Note::new(&t!(w, "own-plan-legal")))
        }
        (on_paper(w, title, parts, heading, true))
    }
}

/// The sheet that is printed: what was written, and blank lines for a pen.
pub fn on_paper(
    w: &Words,
    title: &str,
    parts: &[PlanPart],
    heading: &dyn Fn(&str) -> String,
    printed: bool,
) -> Markup {
    let lines = html! { ul class="paper-lines" { template { li class="own" data-put="text" {} } li {} li {} li {} } };
    html! {
        section class="on-paper plan-paper" aria-label=(title) {
            div class="paper-head" {
                div { h2 { (title) } @if printed { p { (t!(w, "own-paper-printed")) " " span data-put="printed" {} } } }
                div class="paper-mark" { (Mark::new(w, Circle::Private)) p { (t!(w, "own-paper-mine")) } }
            }
            p class="own paper-why" data-put="why" {}
            div class="paper-cols" {
                @for (part, steps) in parts {
                    section data-paper=(part) {
                        h3 { (heading(part)) }
                        div data-lines="lines" { (lines) }
                        @if *steps { p class="paper-then" { (t!(w, "own-plan-then")) } div data-lines="then" { (lines) } }
                    }
                }
            }
            p class="paper-foot" { (t!(w, "own-paper-foot")) " " (t!(w, "own-plan-legal")) }
        }
    }
}
