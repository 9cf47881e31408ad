//! The list of accounts, the form for a new one, and the pages that show a link.

use domain::{
    id::ProgramId,
    role::{Role, Roles},
    text::initials,
};
use kit::{
    Button, Choice, Choices, EmptyState, ErrorSummary, Form, Icon, Note, NoteKind, Page, Pager,
    Row, Select, TextField, Title, Tone, WhoLine, Width, acts, rows, t, tag, words::Words,
};
use maud::{Markup, html};
use people::{
    account::{Account, Colleague, Standing},
    agency::{Program, Team},
};

use super::forms::{Problem, Slot, Typed, place_value};
use crate::qr::qr;

/// What forms offer to choose from.
pub struct Choose {
    /// The agency's programs.
    pub programs: Vec<Program>,
    /// Their teams.
    pub teams: Vec<Team>,
    /// Who may fill a supervisor slot.
    pub supervisors: Vec<Colleague>,
}

/// What the list shows.
pub struct List<'a> {
    /// What was searched for.
    pub asked: &'a str,
    /// Only this program.
    pub program: Option<ProgramId>,
    /// The agency's programs.
    pub programs: &'a [Program],
    /// The accounts of this page.
    pub found: &'a [Account],
    /// Whether there are more.
    pub more: bool,
    /// Whether this is the first page.
    pub first: bool,
}

/// The roles in words: "Peer worker, Administrator".
pub fn roles_line(w: &Words, roles: Roles) -> String {
    let words: Vec<String> = roles
        .iter()
        .map(|role| w.say(&format!("account-role-{}", role.slug())))
        .collect();
    words.join(", ")
}

/// Where somebody stands, unless that is plain active.
pub fn standing_tag(w: &Words, standing: Standing) -> Markup {
    let tone = match standing {
        Standing::Active => return Markup::default(),
        Standing::Invited => Tone::Line,
        Standing::Suspended => Tone::Alert,
        Standing::Left => Tone::Plain,
    };
    tag(tone, &w.say(&format!("accounts-is-{}", standing.slug())))
}

/// The list, by name.
pub fn list(w: &Words, view: &List<'_>) -> Page {
    let title = t!(w, "accounts-title");
    let (mut program, mut select) = (String::new(), None);
    if view.programs.len() > 1 {
        let all =
            Select::new("program", t!(w, "accounts-program")).option("", t!(w, "accounts-all"));
        let all = view.programs.iter().fold(all, |all, one| {
            all.option(one.id.to_string(), one.name.as_str())
        });
        program = view.program.map_or_else(String::new, |id| id.to_string());
        select = Some(all.value(program.clone()));
    }
    let address = |after: &str| {
        let mut fields = web::Fields::default();
        for (name, value) in [("q", view.asked), ("program", &program), ("after", after)] {
            if !value.is_empty() {
                fields.0.push((name.to_owned(), value.to_owned()));
            }
        }
        format!("/accounts?{}", fields.encode())
    };
    let next = view.found.last().filter(|_| view.more);
    let next = next.map(|last| address(&last.id.to_string()));
    let before = (!view.first).then(|| address(""));
    let searching = !view.asked.is_empty() || view.program.is_some();
    let body = html! {
        (Title::new(title.as_str()).line(t!(w, "accounts-line")))
        (acts([
            Button::main(t!(w, "accounts-invite")).icon(Icon::Plus).link("/accounts/new"),
            Button::second(t!(w, "accounts-teams")).link("/teams"),
        ]))
        (Form::get("/accounts", html! {
            (TextField::search("q", t!(w, "accounts-find")).value(view.asked))
            @if let Some(select) = &select { (select) }
            (Button::second(t!(w, "accounts-find-go")).icon(Icon::Find))
        }))
        @if view.found.is_empty() {
            @if searching {
                (EmptyState::new(t!(w, "accounts-nobody"), t!(w, "accounts-nobody-line")))
            } @else {
                (EmptyState::new(t!(w, "accounts-end"), t!(w, "accounts-end-line")))
            }
        } @else {
            (rows(view.found.iter().map(|one| account(w, one))))
        }
        (Pager::labelled(w, before, next, t!(w, "accounts-first"), t!(w, "accounts-next")))
    };
    Page::new(title, WhoLine::house(w), body).width(Width::Mid)
}

fn account(w: &Words, one: &Account) -> Row {
    let href = format!("/accounts/{}", one.id);
    let line = roles_line(w, one.roles);
    Row::person(&one.name, &initials(&one.name), &href, Some(&line))
        .end(standing_tag(w, one.standing))
}

/// The sentence at a field, if it is to be put right.
pub fn said(w: &Words, problems: &[Problem], field: &str) -> Option<String> {
    let problem = problems.iter().find(|problem| problem.field == field)?;
    Some(w.say(problem.word))
}

/// What is to be put right, above the form.
pub fn summary(w: &Words, problems: &[Problem]) -> Markup {
    let lines = problems.iter().map(|one| (one.field, w.say(one.word)));
    html! { (ErrorSummary::new(w, lines)) }
}

/// Name and e-mail address.
pub fn name_fields(w: &Words, name: &str, email: &str, problems: &[Problem]) -> Markup {
    html! {
        (TextField::new("name", t!(w, "accounts-name")).value(name).autocomplete("off")
            .error(said(w, problems, "name")))
        (TextField::email("email", t!(w, "account-email")).value(email).autocomplete("off")
            .hint(t!(w, "accounts-email-hint")).error(said(w, problems, "email")))
    }
}

/// Every role, with what it opens.
pub fn roles_field(w: &Words, roles: Roles, problems: &[Problem]) -> Markup {
    let choices = Role::ALL.iter().map(|role| {
        let slug = role.slug();
        Choice::new(slug, w.say(&format!("account-role-{slug}")))
            .help(w.say(&format!("accounts-role-{slug}")))
            .chosen(roles.has(*role))
    });
    html! {
        (Choices::many("roles", t!(w, "accounts-roles")).rows().choices(choices)
            .error(said(w, problems, "roles")))
    }
}

/// Program and team, as one list.
pub fn place_field(w: &Words, choose: &Choose, value: &str, problems: &[Problem]) -> Markup {
    let mut select = Select::new("place", t!(w, "accounts-place-field"));
    if choose.programs.len() > 1 && value.is_empty() {
        select = select.option("", t!(w, "accounts-choose"));
    }
    for program in &choose.programs {
        select = select.option(place_value(program.id, None), program.name.as_str());
        for team in choose
            .teams
            .iter()
            .filter(|team| team.program == program.id)
        {
            let label = t!(
                w,
                "accounts-place-team",
                program = &program.name,
                team = &team.name
            );
            select = select.option(place_value(program.id, Some(team.id)), label);
        }
    }
    html! { (select.value(value).error(said(w, problems, "place"))) }
}

/// The two supervisor slots, each with its purpose. `me` is left out of the lists.
pub fn slot_fields(
    w: &Words,
    choose: &Choose,
    slots: &[Slot; 2],
    me: &str,
    problems: &[Problem],
) -> Markup {
    let fields = |at: usize| {
        let (account, purpose) = (
            format!("supervisor_{}", at + 1),
            format!("purpose_{}", at + 1),
        );
        let (label, what) = if at == 0 {
            (t!(w, "accounts-supervisor-1"), t!(w, "accounts-purpose-1"))
        } else {
            (t!(w, "accounts-supervisor-2"), t!(w, "accounts-purpose-2"))
        };
        let error = said(w, problems, &account);
        let mut select = Select::new(account, label).option("", t!(w, "accounts-supervisor-none"));
        for one in &choose.supervisors {
            let id = one.account.to_string();
            if id != me {
                select = select.option(id, one.name.as_str());
            }
        }
        html! {
            (select.value(slots[at].account.as_str()).error(error))
            (TextField::new(purpose, what).value(slots[at].purpose.as_str())
                .hint(t!(w, "accounts-purpose-hint"))
                .suggest([t!(w, "accounts-purpose-daily"), t!(w, "accounts-purpose-sign")]))
        }
    };
    html! { (fields(0)) (fields(1)) }
}

/// The form for a new account.
pub fn new(w: &Words, choose: &Choose, typed: &Typed, problems: &[Problem], key: &str) -> Page {
    let title = t!(w, "accounts-invite");
    let body = html! {
        (summary(w, problems))
        (Title::new(title.as_str()).line(t!(w, "accounts-new-line")))
        (Form::post("/accounts", key, html! {
            (name_fields(w, &typed.name, &typed.email, problems))
            (roles_field(w, typed.roles, problems))
            (place_field(w, choose, &typed.place, problems))
            (slot_fields(w, choose, &typed.slots, "", problems))
            (Button::main(t!(w, "accounts-new-save")).big())
        }))
    };
    Page::new(title, WhoLine::house(w), body)
        .error(!problems.is_empty())
        .task()
        .back("/accounts", t!(w, "accounts-title"))
}

/// A link that is shown once: as text, and as a picture for a phone's camera.
fn link_page(
    w: &Words,
    title: String,
    line: String,
    link: &str,
    back: &str,
    rest: &Markup,
) -> Page {
    let body = html! {
        (Title::new(title.as_str()).line(line))
        p { code { (link) } }
        (qr(link, &t!(w, "accounts-link-picture")))
        (Note::of(NoteKind::Sun, html! { p { (t!(w, "accounts-link-once")) } }))
        (rest)
        (acts([Button::main(t!(w, "accounts-link-done")).link(back)]))
    };
    Page::new(title, WhoLine::house(w), body).task()
}

/// The link of an invitation.
pub fn invitation(w: &Words, name: &str, link: &str, back: &str) -> Page {
    let title = t!(w, "accounts-invitation-title", name = name);
    let line = t!(w, "accounts-invitation-line");
    link_page(
        w,
        title,
        line,
        link,
        back,
        &html! { p { (t!(w, "accounts-invitation-days")) } },
    )
}

/// The link of a way back in.
pub fn way_back(w: &Words, name: &str, link: &str, back: &str) -> Page {
    let title = t!(w, "accounts-way-back-title", name = name);
    let line = t!(w, "accounts-way-back-line");
    let told = t!(w, "accounts-way-back-told", name = name);
    link_page(w, title, line, link, back, &html! { p { (told) } })
}

/// The people whom a supervisor may let back in.
pub fn team(w: &Words, people: &[Colleague]) -> Page {
    let title = t!(w, "account-team-go");
    let body = html! {
        (Title::new(title.as_str()).line(t!(w, "account-team-line")))
        @if people.is_empty() {
            (EmptyState::new(t!(w, "accounts-team-empty"), t!(w, "accounts-team-empty-line")))
        }
        (rows(people.iter().map(|one| {
            let href = format!("/team/way-back/{}", one.account);
            Row::person(&one.name, &initials(&one.name), &href, None)
        })))
    };
    Page::new(title, WhoLine::house(w), body).back("/account", t!(w, "account-title"))
}

/// What a way back in does, before it is made. `problem` is the id of a sentence.
pub fn ask_team(w: &Words, one: &Colleague, problem: Option<&'static str>) -> Page {
    let title = t!(w, "accounts-team-title", name = &one.name);
    let said = problem.map(|word| w.say(word));
    let to = format!("/team/way-back/{}", one.account);
    let body = html! {
        (ErrorSummary::new(w, said.iter().map(|said| ("way-back", said.as_str()))))
        (Title::new(title.as_str()).line(t!(w, "accounts-way-back-what")))
        (Form::post(to, "", html! {
            p { (t!(w, "accounts-way-back-told", name = &one.name)) }
            (Button::main(t!(w, "accounts-way-back-make")).icon(Icon::Key).big())
        }).id("way-back"))
    };
    Page::new(title, WhoLine::house(w), body)
        .error(said.is_some())
        .task()
        .back("/team/way-back", t!(w, "account-team-go"))
}
