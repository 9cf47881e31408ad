//! How the team's week is counted, as a form.

use domain::weight::{Fact, Weights};
use kit::{
    Button, ErrorSummary, Form, Note, NoteKind, Page, SaveBar, TextField, Title, WhoLine, facts,
    hidden, saved, t, words::Words,
};
use maud::html;

use crate::team::forms::{Problem, TypedSetting, field};

fn sentence(w: &Words, problem: &Problem) -> String {
    w.say(&format!("team-error-{}", problem.word))
}

fn word(w: &Words, fact: Fact) -> String {
    w.say(&format!("team-fact-{}", fact.slug()))
}

/// The form.
pub fn form(
    w: &Words,
    who: WhoLine,
    key: &str,
    typed: &TypedSetting,
    problems: &[Problem],
    was_saved: bool,
) -> Page {
    let title = t!(w, "team-weights");
    let wrong = |field: &str| {
        let found = problems.iter().find(|one| one.field == field);
        found.map(|one| sentence(w, one))
    };
    let body = html! {
        @if was_saved { (saved(&t!(w, "team-weights-saved"), &who)) }
        (ErrorSummary::new(w, problems.iter().map(|one| (one.field, sentence(w, one)))))
        (Title::new(title.as_str()).line(t!(w, "team-weights-line")))
        (Form::post("/team/weights", key, html! {
            (hidden("seen", &typed.seen))
            @for (fact, text) in Fact::ALL.iter().zip(&typed.weights) {
                (TextField::new(field(*fact), word(w, *fact))
                    .hint(w.say(&format!("team-fact-{}-hint", fact.slug())))
                    .value(text.clone())
                    .autocomplete("off")
                    .short()
                    .error(wrong(field(*fact))))
            }
            (TextField::number("interval", t!(w, "team-interval"))
                .hint(t!(w, "team-interval-hint"))
                .value(typed.interval.clone())
                .short()
                .error(wrong("interval")))
            (SaveBar::new(&who, t!(w, "team-weights-save")))
        }))
    };
    Page::new(title, who, body)
        .task()
        .back("/team", t!(w, "team-place"))
        .error(!problems.is_empty())
}

/// Two versions: what was typed, and what holds now.
pub fn stale(
    w: &Words,
    who: WhoLine,
    key: &str,
    typed: &TypedSetting,
    weights: Weights,
    interval: i64,
) -> Page {
    let title = t!(w, "team-weights");
    let mut now: Vec<(String, String)> = Fact::ALL
        .iter()
        .map(|fact| (word(w, *fact), weights.of(*fact).to_string()))
        .collect();
    now.push((t!(w, "team-interval"), interval.to_string()));
    let body = html! {
        (Title::new(title.as_str()))
        (Note::of(NoteKind::Sun, html! {
            p { (t!(w, "team-weights-stale")) }
            (facts(now.iter().map(|(term, fact)| (term.as_str(), fact))))
        }))
        (Form::post("/team/weights", key, html! {
            (hidden("seen", &typed.seen))
            @for (fact, text) in Fact::ALL.iter().zip(&typed.weights) {
                (TextField::new(field(*fact), word(w, *fact)).value(text.clone()).short())
            }
            (TextField::number("interval", t!(w, "team-interval"))
                .value(typed.interval.clone())
                .short())
            (Button::main(t!(w, "team-weights-save")))
        }))
    };
    Page::new(title, who, body)
        .task()
        .back("/team", t!(w, "team-place"))
}
