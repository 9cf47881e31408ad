//! Programs with their teams, and the forms for both.

use domain::id::{ProgramId, TeamId};
use kit::{
    Button, EmptyState, ErrorSummary, Form, Icon, Note, NoteKind, Page, Row, Select, Sheet,
    TextField, Title, WhoLine, acts, rows, t, words::Words,
};
use maud::{Markup, html};
use people::agency::{Program, Team};

use super::{
    forms::{Problem, Typed},
    rules::ZONES,
};

/// What the list shows.
pub struct List<'a> {
    /// The agency's programs, oldest first.
    pub programs: &'a [Program],
    /// Their teams.
    pub teams: &'a [Team],
    /// The name of a new team, as it was typed.
    pub typed: &'a str,
    /// Its program, as it was chosen.
    pub chosen: &'a str,
    /// What is to be put right.
    pub problem: Option<Problem>,
    /// Whether something was just saved.
    pub saved: bool,
}

fn said(w: &Words, problems: &[Problem], field: &str) -> Option<String> {
    let (_, word) = problems.iter().find(|(name, _)| *name == field)?;
    Some(w.say(word))
}

fn summary(w: &Words, problems: &[Problem]) -> Markup {
    let lines = problems.iter().map(|(field, word)| (*field, w.say(word)));
    html! { (ErrorSummary::new(w, lines)) }
}

/// Programs, each with its teams, and the form for another team.
pub fn list(w: &Words, view: &List<'_>, key: &str) -> Page {
    let title = t!(w, "teams-title");
    let problems: Vec<Problem> = view.problem.into_iter().collect();
    let body = html! {
        (summary(w, &problems))
        (Title::new(title.as_str()))
        @if view.saved {
            (Note::of(NoteKind::Water, html! { p { (t!(w, "teams-saved")) } }).status())
        }
        @for program in view.programs { (one(w, program, view.teams)) }
        (acts([
            Button::second(t!(w, "teams-program-new")).icon(Icon::Plus).link("/teams/programs/new"),
        ]))
        (Sheet::new("new-team", t!(w, "teams-new"), Form::post("/teams", key, html! {
            (TextField::new("name", t!(w, "teams-name")).value(view.typed)
                .error(said(w, &problems, "name")))
            (which(w, view).error(said(w, &problems, "program")))
            (Button::second(t!(w, "teams-add")))
        })))
    };
    Page::new(title, WhoLine::house(w), body)
        .error(!problems.is_empty())
        .back("/accounts", t!(w, "accounts-title"))
}

fn which<'a>(w: &Words, view: &'a List<'_>) -> Select<'a> {
    let select = Select::new("program", t!(w, "teams-program"));
    let select = view.programs.iter().fold(select, |select, program| {
        select.option(program.id.to_string(), program.name.as_str())
    });
    select.value(view.chosen)
}

fn one(w: &Words, program: &Program, teams: &[Team]) -> Markup {
    let mut list = teams
        .iter()
        .filter(|team| team.program == program.id)
        .map(|team| Row::link(format!("/teams/{}", team.id), &team.name))
        .peekable();
    let body = html! {
        @if list.peek().is_none() {
            (EmptyState::new(t!(w, "teams-none"), t!(w, "teams-none-line")).within())
        }
        (rows(list))
    };
    html! {
        (Sheet::new(format!("program-{}", program.id), program.name.as_str(), body)
            .line(program.zone.as_str())
            .link(format!("/teams/programs/{}", program.id), t!(w, "teams-program-change")))
    }
}

/// The form for a team's name. `problem` is the id of a sentence.
pub fn team(w: &Words, id: TeamId, typed: &str, problem: Option<&'static str>, key: &str) -> Page {
    let title = t!(w, "teams-rename");
    let problems: Vec<Problem> = problem.map(|word| ("name", word)).into_iter().collect();
    let body = html! {
        (summary(w, &problems))
        (Title::new(title.as_str()))
        (Form::post(format!("/teams/{id}"), key, html! {
            (TextField::new("name", t!(w, "teams-name")).value(typed).error(said(w, &problems, "name")))
            (Button::main(t!(w, "account-save")).big())
        }))
    };
    Page::new(title, WhoLine::house(w), body)
        .error(!problems.is_empty())
        .task()
        .back("/teams", t!(w, "teams-title"))
}

/// The form for a program; without an id, for a new one.
pub fn program(
    w: &Words,
    id: Option<ProgramId>,
    typed: &Typed,
    problems: &[Problem],
    key: &str,
) -> Page {
    let (title, to) = match id {
        Some(id) => (
            t!(w, "teams-program-title"),
            format!("/teams/programs/{id}"),
        ),
        None => (t!(w, "teams-program-new"), "/teams/programs".to_owned()),
    };
    let body = html! {
        (summary(w, problems))
        (Title::new(title.as_str()))
        (Form::post(to, key, html! {
            (TextField::new("name", t!(w, "teams-program-name")).value(typed.name.as_str())
                .error(said(w, problems, "name")))
            (TextField::new("sign_in_name", t!(w, "teams-sign-in-name")).value(typed.sign_in_name.as_str())
                .hint(t!(w, "teams-sign-in-hint")).error(said(w, problems, "sign_in_name")))
            (TextField::new("zone", t!(w, "teams-zone")).value(typed.zone.as_str()).suggest(ZONES)
                .hint(t!(w, "teams-zone-hint")).error(said(w, problems, "zone")))
            (Button::main(t!(w, "account-save")).big())
        }))
    };
    Page::new(title, WhoLine::house(w), body)
        .error(!problems.is_empty())
        .task()
        .back("/teams", t!(w, "teams-title"))
}
