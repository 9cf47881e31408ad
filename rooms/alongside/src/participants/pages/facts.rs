//! What makes support longer: two switches on a person's page. About hours of support, and nothing
//! clinical.

use domain::weight::Fact;
use jiff::Zoned;
use kit::{Button, Form, More, Tick, t, words::Words};
use maud::{Markup, html};

use super::day;
use crate::participants::queries::Person;

/// The form, folded away under what holds now.
pub fn form(
    w: &Words,
    here: &Zoned,
    person: &Person,
    holding: &[(Fact, i64)],
    key: &str,
) -> Markup {
    let since = |fact: Fact| {
        let known = holding.iter().find(|(one, _)| *one == fact);
        known.map(|(_, since)| day(w, here, *since))
    };
    let tick = |fact: Fact, label: String| {
        let since = since(fact);
        let tick = Tick::new(fact.slug(), label).on(since.is_some());
        match since {
            Some(since) => tick.help(t!(w, "participants-fact-since", day = since)),
            None => tick,
        }
    };
    let body = html! {
        p class="small quiet" { (t!(w, "participants-facts-line")) }
        (Form::post(format!("/people/{}/facts", person.id), key, html! {
            (tick(Fact::NoHousing, t!(w, "participants-fact-no-housing")))
            (tick(Fact::Loss, t!(w, "participants-fact-loss")))
            (Button::second(t!(w, "participants-facts-save")))
        }))
    };
    html! {
        @for (fact, since) in holding {
            p class="small" { (held(w, here, *fact, *since)) }
        }
        (More::new(t!(w, "participants-facts"), body))
    }
}

/// "No housing, since March 2".
fn held(w: &Words, here: &Zoned, fact: Fact, since: i64) -> String {
    let day = day(w, here, since);
    match fact {
        Fact::Loss => t!(w, "participants-fact-loss-since", day = day),
        _ => t!(w, "participants-fact-no-housing-since", day = day),
    }
}
