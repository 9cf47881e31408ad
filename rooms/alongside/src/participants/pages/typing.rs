//! The forms about a person: adding, details, next step, the end of support.

use domain::id::{AccountId, ParticipantId};
use kit::{
    Button, Choice, Choices, ErrorSummary, Form, More, Note, NoteKind, Page, Row, SaveBar, Select,
    Sheet, TextArea, TextField, Title, WhoLine, acts, facts, hidden, rows, t, words::Words,
};
use maud::{Markup, html};

use super::first;
use crate::participants::{
    forms::{Problem, Typed},
    queries::{Alike, Details},
    rules::{Ending, RHYTHMS, USUAL_RHYTHM},
};
use domain::duplicate::Band;

/// The day that a sentence gives as an example.
const EXAMPLE_DAY: &str = "2026-03-02";

/// The sentence for a field, if something about it is to be put right.
fn wrong(w: &Words, problems: &[Problem], field: &str) -> Option<String> {
    problems
        .iter()
        .find(|problem| problem.field == field)
        .map(|problem| sentence(w, problem))
}

fn sentence(w: &Words, problem: &Problem) -> String {
    if problem.word == "participants-day-wrong" {
        t!(w, "participants-day-wrong", example = EXAMPLE_DAY)
    } else {
        w.say(problem.word)
    }
}

fn summary<'a>(w: &Words, problems: &[Problem]) -> ErrorSummary<'a> {
    ErrorSummary::new(
        w,
        problems
            .iter()
            .map(|problem| (problem.field, sentence(w, problem))),
    )
}

/// Who may be chosen to walk with somebody new; none when it is the writer alone.
#[derive(Clone, Debug)]
pub struct Workers {
    /// The workers, with whether one is the reader.
    pub people: Vec<(AccountId, String, bool)>,
}

/// The form for somebody new.
pub fn new(
    w: &Words,
    who: WhoLine,
    key: &str,
    typed: &Typed,
    workers: Option<&Workers>,
    problems: &[Problem],
) -> Page {
    let title = t!(w, "participants-new");
    let open = ["birth_year", "rhythm", "reach_by"]
        .iter()
        .any(|field| wrong(w, problems, field).is_some());
    let body = html! {
        (Title::new(title.as_str()).line(t!(w, "participants-new-line")))
        (summary(w, problems))
        (Form::post("/people", key, html! {
            (name_field(w, typed, problems))
            (pronouns_field(w, typed, problems))
            (phone_field(w, typed, problems))
            @if let Some(workers) = workers { (worker_field(w, typed, workers, problems)) }
            (step_fields(w, &typed.step, &typed.on, problems))
            (More::new(t!(w, "participants-more-fields"), html! {
                (reach_field(w, typed, problems))
                (birth_field(w, typed, problems))
                (rhythm_field(w, typed, problems))
            }).open(open))
            (SaveBar::new(&who, t!(w, "participants-add-button")))
        }).part("guard"))
    };
    Page::new(title, who, body)
        .task()
        .back("/people", t!(w, "participants-people"))
        .error(!problems.is_empty())
        .part("guard")
        .lock()
}

/// The form for changing who somebody is.
pub fn edit(
    w: &Words,
    who: WhoLine,
    key: &str,
    id: ParticipantId,
    name: &str,
    typed: &Typed,
    problems: &[Problem],
) -> Page {
    let title = t!(w, "participants-details-title", name = name);
    let body = html! {
        (Title::new(title.as_str()))
        (summary(w, problems))
        (Form::post(format!("/people/{id}"), key, html! {
            (hidden("version", &typed.version))
            (name_field(w, typed, problems))
            (pronouns_field(w, typed, problems))
            (phone_field(w, typed, problems))
            (reach_field(w, typed, problems))
            (birth_field(w, typed, problems))
            (rhythm_field(w, typed, problems))
            (SaveBar::new(&who, t!(w, "participants-details-save")))
        }).part("guard"))
    };
    Page::new(title, who, body)
        .task()
        .back(format!("/people/{id}"), name)
        .error(!problems.is_empty())
        .part("guard")
        .lock()
}

/// The form for the next step.
#[derive(Clone, Copy, Debug)]
pub struct StepForm<'a> {
    /// With whom.
    pub id: ParticipantId,
    /// Their name used.
    pub name: &'a str,
    /// What was typed or is there.
    pub step: &'a str,
    /// Its day.
    pub on: &'a str,
    /// The version that is being edited.
    pub version: &'a str,
}

/// The page of the next step.
pub fn step(w: &Words, who: WhoLine, key: &str, form: &StepForm<'_>, problems: &[Problem]) -> Page {
    let title = t!(w, "participants-next-step-title", name = form.name);
    let id = form.id;
    let body = html! {
        (Title::new(title.as_str()))
        (summary(w, problems))
        (Form::post(format!("/people/{id}/next-step"), key, html! {
            (hidden("version", form.version))
            (step_fields(w, form.step, form.on, problems))
            (SaveBar::new(&who, t!(w, "participants-next-step-save")))
        }).part("guard"))
    };
    Page::new(title, who, body)
        .task()
        .back(format!("/people/{id}"), form.name)
        .error(!problems.is_empty())
        .part("guard")
        .lock()
}

/// The form for the end of support.
pub fn end(
    w: &Words,
    who: WhoLine,
    key: &str,
    id: ParticipantId,
    name: &str,
    (how, words): (&str, &str),
    problems: &[Problem],
) -> Page {
    let title = t!(w, "participants-end", name = name);
    let choices = Ending::ALL.iter().map(|ending| {
        let choice =
            Choice::new(ending.slug(), ending_word(w, *ending)).chosen(ending.slug() == how);
        if *ending == Ending::Died {
            choice.help(t!(w, "participants-end-died-help"))
        } else {
            choice
        }
    });
    let body = html! {
        (Title::new(title.as_str()).line(t!(w, "participants-end-line")))
        (summary(w, problems))
        (Form::post(format!("/people/{id}/end"), key, html! {
            (Choices::one("how", t!(w, "participants-end-how"))
                .rows()
                .choices(choices)
                .error(wrong(w, problems, "how")))
            (TextArea::new("words", t!(w, "participants-end-words"))
                .hint(t!(w, "participants-end-words-hint"))
                .value(words.to_owned())
                .part("hints")
                .error(wrong(w, problems, "words")))
            (SaveBar::new(&who, t!(w, "participants-end-save")))
        }).part("guard"))
    };
    Page::new(title, who, body)
        .task()
        .back(format!("/people/{id}"), name)
        .error(!problems.is_empty())
        .part("guard")
        .part("hints")
        .lock()
}

fn ending_word(w: &Words, ending: Ending) -> String {
    match ending {
        Ending::Reached => t!(w, "participants-end-reached"),
        Ending::Moved => t!(w, "participants-end-moved"),
        Ending::Asked => t!(w, "participants-end-asked"),
        Ending::LostTouch => t!(w, "participants-end-lost-touch"),
        Ending::OtherSupport => t!(w, "participants-end-other-support"),
        Ending::Died => t!(w, "participants-end-died"),
    }
}

/// "Is this someone you know already?", with everything typed carried along.
pub fn alike(
    w: &Words,
    who: WhoLine,
    key: &str,
    typed: &Typed,
    found: &[(Alike, Band, Option<String>)],
) -> Page {
    let title = t!(w, "participants-alike");
    let body = html! {
        (Title::new(title.as_str()).line(t!(w, "participants-alike-line", count = found.len())))
        section class="sheet" aria-label=(title.as_str()) {
            (rows(found.iter().map(|(person, band, worker)| {
                Row::new(html! {
                    span class="strong" { (person.name) }
                    br; span class="small" { (band_word(w, *band)) }
                    @if person.birth_year != 0 {
                        br; span class="small quiet" {
                            (t!(w, "participants-alike-born", year = person.birth_year.to_string()))
                        }
                    }
                    @if person.state != 1 {
                        br; span class="small quiet" { (t!(w, "participants-ended-tag")) }
                    }
                    @if let Some(worker) = worker {
                        br; span class="small quiet" {
                            (t!(w, "participants-with-worker", name = worker))
                        }
                    }
                })
                .end(Button::second(t!(w, "participants-alike-open"))
                    .link(format!("/people/{}", person.id))
                    .about(person.name.as_str()))
            })))
        }
        (Sheet::new("typed", t!(w, "participants-alike-typed"), html! {
            (facts(typed_facts(w, typed).iter().map(|(term, fact)| (term.as_str(), fact))))
            (Form::post("/people", key, html! {
                (carried(typed))
                (acts([
                    Button::main(t!(w, "participants-alike-add")).sends("sure", "yes"),
                    Button::third(t!(w, "participants-alike-back")).sends("sure", "back"),
                ]))
            }).part("guard"))
        }))
    };
    Page::new(title, who, body)
        .back("/people", t!(w, "participants-people"))
        .part("guard")
        .lock()
}

fn band_word(w: &Words, band: Band) -> String {
    match band {
        Band::Same => t!(w, "participants-alike-same"),
        Band::Likely => t!(w, "participants-alike-likely"),
        Band::Maybe => t!(w, "participants-alike-maybe"),
    }
}

/// Everything typed, unseen, so that a second press of a button still has it.
fn carried(typed: &Typed) -> Markup {
    html! {
        (hidden("name", &typed.name))
        (hidden("pronouns", &typed.pronouns))
        (hidden("phone", &typed.phone))
        (hidden("reach_by", &typed.reach_by))
        (hidden("birth_year", &typed.birth_year))
        (hidden("rhythm", &typed.rhythm))
        (hidden("step", &typed.step))
        (hidden("on", &typed.on))
        (hidden("worker", &typed.worker))
    }
}

fn typed_facts(w: &Words, typed: &Typed) -> Vec<(String, String)> {
    [
        (t!(w, "participants-detail-name"), &typed.name),
        (t!(w, "participants-detail-pronouns"), &typed.pronouns),
        (t!(w, "participants-detail-phone"), &typed.phone),
        (t!(w, "participants-detail-reach"), &typed.reach_by),
        (t!(w, "participants-detail-born"), &typed.birth_year),
        (t!(w, "participants-next-step"), &typed.step),
    ]
    .into_iter()
    .filter(|(_, fact)| !fact.trim().is_empty())
    .map(|(term, fact)| (term, fact.trim().to_owned()))
    .collect()
}

/// Two versions of the details: what was typed, and what stands there now.
pub fn stale(
    w: &Words,
    who: WhoLine,
    key: &str,
    id: ParticipantId,
    typed: &Typed,
    now: (&Details, i64),
) -> Page {
    let title = t!(w, "participants-stale");
    let theirs = detail_facts(w, now.0);
    let mine = typed_facts(w, typed);
    // The typed text goes on from the version that is shown beside it, so "Save mine" is a choice
    // made with both in view.
    let form = Form::post(
        format!("/people/{id}"),
        key,
        html! {
            (hidden("version", &now.1.to_string()))
            (hidden("name", &typed.name))
            (hidden("pronouns", &typed.pronouns))
            (hidden("phone", &typed.phone))
            (hidden("reach_by", &typed.reach_by))
            (hidden("birth_year", &typed.birth_year))
            (hidden("rhythm", &typed.rhythm))
            (acts([
                Button::main(t!(w, "participants-stale-keep-mine")),
                Button::second(t!(w, "participants-stale-keep-theirs")).link(format!("/people/{id}")),
            ]))
        },
    );
    let body = html! {
        (Title::new(title.as_str())
            .line(t!(w, "participants-stale-line", name = now.0.name.as_str())))
        (Sheet::new("mine", t!(w, "participants-stale-yours"), shown(&mine)))
        (Sheet::new("theirs", t!(w, "participants-stale-theirs"), shown(&theirs)))
        (form)
    };
    Page::new(title, who, body)
        .back(format!("/people/{id}"), first(&now.0.name))
        .lock()
}

/// Two versions of the next step.
pub fn stale_step(
    w: &Words,
    who: WhoLine,
    key: &str,
    mine: &StepForm<'_>,
    theirs: &StepForm<'_>,
) -> Page {
    let title = t!(w, "participants-stale");
    let id = mine.id;
    let text = |form: &StepForm<'_>| {
        let (step, on) = (form.step.to_owned(), form.on.to_owned());
        html! {
            @if step.is_empty() { p { (t!(w, "participants-next-step-none")) } }
            @else { p class="own" { (step) } }
            @if !on.is_empty() { p class="small quiet" { (t!(w, "participants-next-step-on", day = on)) } }
        }
    };
    let body = html! {
        (Title::new(title.as_str()).line(t!(w, "participants-stale-line", name = mine.name)))
        (Sheet::new("mine", t!(w, "participants-stale-yours"), text(mine)))
        (Sheet::new("theirs", t!(w, "participants-stale-theirs"), text(theirs)))
        (Form::post(format!("/people/{id}/next-step"), key, html! {
            (hidden("version", theirs.version))
            (hidden("step", mine.step))
            (hidden("on", mine.on))
            (acts([
                Button::main(t!(w, "participants-stale-keep-mine")),
                Button::second(t!(w, "participants-stale-keep-theirs"))
                    .link(format!("/people/{id}")),
            ]))
        }))
    };
    Page::new(title, who, body)
        .back(format!("/people/{id}"), mine.name)
        .lock()
}

/// Details as they are stored, for the person's page and for two versions.
pub fn detail_facts(w: &Words, details: &Details) -> Vec<(String, String)> {
    let born = if details.birth_year == 0 {
        String::new()
    } else {
        details.birth_year.to_string()
    };
    [
        (t!(w, "participants-detail-name"), details.name.clone()),
        (
            t!(w, "participants-detail-pronouns"),
            details.pronouns.clone(),
        ),
        (t!(w, "participants-detail-phone"), details.phone.clone()),
        (t!(w, "participants-detail-reach"), details.reach_by.clone()),
        (t!(w, "participants-detail-born"), born),
        (
            t!(w, "participants-detail-rhythm"),
            rhythm_word(w, details.rhythm_days),
        ),
    ]
    .into_iter()
    .filter(|(_, fact)| !fact.is_empty())
    .collect()
}

/// Facts as a list of terms.
pub fn shown(list: &[(String, String)]) -> Markup {
    facts(list.iter().map(|(term, fact)| (term.as_str(), fact)))
}

fn rhythm_word(w: &Words, days: i64) -> String {
    match days {
        2 => t!(w, "participants-rhythm-2"),
        7 => t!(w, "participants-rhythm-7"),
        14 => t!(w, "participants-rhythm-14"),
        30 => t!(w, "participants-rhythm-30"),
        90 => t!(w, "participants-rhythm-90"),
        days => t!(w, "participants-rhythm-days", days = days),
    }
}

/// A field with what was typed into it, and what is to be put right.
fn answered<'a>(
    w: &Words,
    field: TextField<'a>,
    (name, typed): (&str, &str),
    problems: &[Problem],
) -> TextField<'a> {
    field
        .value(typed.to_owned())
        .autocomplete("off")
        .error(wrong(w, problems, name))
}

fn name_field<'a>(w: &Words, typed: &Typed, problems: &[Problem]) -> TextField<'a> {
    let field = TextField::new("name", t!(w, "participants-name"));
    answered(w, field, ("name", &typed.name), problems)
}

fn pronouns_field<'a>(w: &Words, typed: &Typed, problems: &[Problem]) -> TextField<'a> {
    let field = TextField::new("pronouns", t!(w, "participants-pronouns"))
        .hint(t!(w, "participants-pronouns-hint"))
        .suggest(domain::person::PRONOUNS.iter().copied());
    answered(w, field, ("pronouns", &typed.pronouns), problems)
}

fn phone_field<'a>(w: &Words, typed: &Typed, problems: &[Problem]) -> TextField<'a> {
    let field = TextField::phone("phone", t!(w, "participants-phone"))
        .hint(t!(w, "participants-phone-hint"));
    answered(w, field, ("phone", &typed.phone), problems)
}

fn reach_field<'a>(w: &Words, typed: &Typed, problems: &[Problem]) -> TextField<'a> {
    let field = TextField::new("reach_by", t!(w, "participants-reach-by"))
        .hint(t!(w, "participants-reach-by-hint"));
    answered(w, field, ("reach_by", &typed.reach_by), problems)
}

fn birth_field<'a>(w: &Words, typed: &Typed, problems: &[Problem]) -> TextField<'a> {
    let field = TextField::number("birth_year", t!(w, "participants-birth-year"))
        .hint(t!(w, "participants-birth-year-hint"));
    answered(w, field, ("birth_year", &typed.birth_year), problems)
}

fn rhythm_field<'a>(w: &Words, typed: &Typed, problems: &[Problem]) -> Select<'a> {
    let chosen = typed.rhythm.parse().unwrap_or(USUAL_RHYTHM);
    let mut days = RHYTHMS.to_vec();
    // A rhythm that was set elsewhere stays among the choices.
    if !days.contains(&chosen) {
        days.push(chosen);
        days.sort_unstable();
    }
    let select = Select::new("rhythm", t!(w, "participants-rhythm"))
        .hint(t!(w, "participants-rhythm-hint"))
        .error(wrong(w, problems, "rhythm"));
    days.into_iter()
        .fold(select, |select, days| {
            select.option(days.to_string(), rhythm_word(w, days))
        })
        .value(chosen.to_string())
}

fn worker_field<'a>(
    w: &Words,
    typed: &Typed,
    workers: &Workers,
    problems: &[Problem],
) -> Select<'a> {
    let select =
        Select::new("worker", t!(w, "participants-worker")).error(wrong(w, problems, "worker"));
    workers
        .people
        .iter()
        .fold(select, |select, (id, name, me)| {
            let label = if *me {
                t!(w, "participants-worker-me")
            } else {
                name.clone()
            };
            select.option(id.to_string(), label)
        })
        .option("", t!(w, "participants-worker-nobody"))
        .value(typed.worker.clone())
}

fn step_fields(w: &Words, step: &str, on: &str, problems: &[Problem]) -> Markup {
    html! {
        (TextField::new("step", t!(w, "participants-step"))
            .hint(t!(w, "participants-step-hint"))
            .value(step.to_owned())
            .autocomplete("off")
            .error(wrong(w, problems, "step")))
        (TextField::date("on", t!(w, "participants-on"))
            .hint(t!(w, "participants-on-hint"))
            .value(on.to_owned())
            .error(wrong(w, problems, "on")))
    }
}

/// A quiet note in a box of its own, for a page about somebody whose support has ended.
pub fn gentle(sentences: &[String]) -> Markup {
    html! {
        (Note::of(NoteKind::Plain, html! {
            @for sentence in sentences { p { (sentence) } }
        }))
    }
}
