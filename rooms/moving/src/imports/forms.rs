//! What a browser may send about an import.

use domain::text::clean_line;
use sheets::{Clock, DateOrder, Field, Mapping, Target, Unit};
use web::Fields;

use super::answers::{Absent, Answers, Same};

/// Something to put right: the name of the field, and the id of the sentence that says how.
pub type Problem = (&'static str, &'static str);

/// What the file is about, if it was said.
pub fn target(form: &Fields) -> Option<Target> {
    Target::from_slug(form.get("what"))
}

/// The name of the field that asks what a column holds.
pub fn column(column: u16) -> String {
    format!("column-{column}")
}

/// What was said about a file, into the mapping and the answers. Anything that is none of the
/// choices of the form changes nothing.
pub fn said(form: &Fields, mapping: &mut Mapping, answers: &mut Answers) {
    for at in 0..mapping.columns.len() {
        let number = mapping.columns[at].column;
        let name = column(number);
        if form.has(&name) {
            let slug = form.get(&name);
            let chosen = Field::from_slug(slug);
            if slug.is_empty() || chosen.is_some() {
                mapping.choose(number, chosen);
            }
        }
        let style = &mut mapping.columns[at].style;
        match form.get(&format!("order-{number}")) {
            "month-first" => style.order = DateOrder::MonthFirst,
            "day-first" => style.order = DateOrder::DayFirst,
            _ => {}
        }
        match form.get(&format!("unit-{number}")) {
            "minutes" => style.unit = Unit::Minutes,
            "hours" => style.unit = Unit::Hours,
            "quarters" => style.unit = Unit::Quarters,
            _ => {}
        }
        match form.get(&format!("clock-{number}")) {
            "day-hours" => style.clock = Clock::DayHours,
            "twenty-four" => style.clock = Clock::TwentyFour,
            _ => {}
        }
    }
    for number in 0.. {
        let (word, means) = (format!("word-{number}"), format!("means-{number}"));
        if !form.has(&word) {
            break;
        }
        let slug = form.get(&means);
        if let Some((field, word)) = form.get(&word).split_once('|')
            && let Some(field) = Field::from_slug(field)
            && !slug.is_empty()
        {
            mapping.answer(field, word, slug);
        }
    }
    for number in 0.. {
        let name = format!("stranger-{number}");
        if !form.has(&name) {
            break;
        }
        let who = form.get(&format!("is-{number}"));
        if who == "nobody" {
            answers.workers.insert(form.get(&name).to_owned(), 0);
        } else if let Some(id) = number_of(who) {
            answers.workers.insert(form.get(&name).to_owned(), id);
        }
    }
    if form.has("everyone") {
        answers.everyone = number_of(form.get("everyone")).unwrap_or(0);
    }
    match form.get("absent") {
        "add" => answers.absent = Absent::Add,
        "refuse" => answers.absent = Absent::Refuse,
        _ => {}
    }
    match form.get("same") {
        "take" => answers.same = Same::Take,
        "leave-out" => answers.same = Same::LeaveOut,
        _ => {}
    }
    let kind = clean_line(form.get("fixed-kind"));
    if form.has("fixed-kind") {
        if kind.is_empty() {
            mapping.fixed.remove(&Field::Kind);
        } else {
            mapping.fixed.insert(Field::Kind, kind);
        }
    }
    if form.has("hidden-rows") {
        mapping.skip_hidden = form.get("skip_hidden") == "yes";
    }
}

/// The number of an account, as it stands in a form.
fn number_of(text: &str) -> Option<i64> {
    text.parse::<domain::id::AccountId>()
        .ok()
        .map(domain::id::AccountId::get)
}
