//! A blank plan: needs no script, no account and no key.

use kit::{Page, Title, WhoLine, t, words::Words};
use maud::html;

use super::plan::on_paper;
use crate::me::rules::PLAN;

/// An empty plan for a printer and a pen.
pub fn blank_plan(w: &Words) -> Page {
    let heading = |slug: &str| w.say(&format!("own-plan-{slug}"));
    let body = html! {
        div class="screen" {
            (Title::new(t!(w, "own-blank-title")).line(t!(w, "own-blank-line")))
            p class="quiet" { (t!(w, "own-blank-how")) }
        }
        div class="paper-shown" { (on_paper(w, &t!(w, "own-plan-title"), PLAN, &heading, false)) }
    };
    Page::new(t!(w, "own-blank-title"), WhoLine::house(w), body)
        .own_look()
        .back("/me", t!(w, "own-back"))
}
