//! The set-up page.

use domain::role::Role;
use kit::{
    Button, Choice, Choices, ErrorSummary, Form, Page, Sheet, TextField, Title, WhoLine, t,
    words::Words,
};
use maud::html;

use super::forms::{Typed, ZONES};

/// The form, with what was typed and what to fix.
pub fn form(w: &Words, typed: &Typed, wrong: &[(&'static str, String)]) -> Page {
    let said = |field: &str| {
        wrong
            .iter()
            .find(|(known, _)| *known == field)
            .map(|(_, said)| said.as_str())
    };
    let title = t!(w, "set_up-title");
    let jobs = [
        Role::PeerWorker,
        Role::PeerSupervisor,
        Role::ProgramManager,
        Role::PrivacyOfficer,
    ];
    let body = html! {
        (ErrorSummary::new(w, wrong.iter().map(|(field, said)| (*field, said.as_str()))))
        (Title::new(title.as_str()).line(t!(w, "set_up-line")))
        (Form::post("/set-up", "", html! {
            div class="stack stack--5" {
                (TextField::new("code", t!(w, "set_up-code")).hint(t!(w, "set_up-code-hint")).value(typed.code.as_str())
                    .error(said("code")).autocomplete("off"))
                (Sheet::new("place", t!(w, "set_up-place"), html! {
                    (TextField::new("agency", t!(w, "set_up-agency")).value(typed.agency.as_str()).error(said("agency")).autocomplete("organization"))
                    (TextField::new("program", t!(w, "set_up-program")).hint(t!(w, "set_up-program-hint"))
                        .value(typed.program.as_str()).error(said("program")))
                    (TextField::new("zone", t!(w, "set_up-zone")).hint(t!(w, "set_up-zone-hint"))
                        .value(typed.zone.as_str()).error(said("zone")).suggest(ZONES.iter().copied()))
                }))
                (Sheet::new("you", t!(w, "set_up-you"), html! {
                    (TextField::new("name", t!(w, "set_up-name")).value(typed.name.as_str()).error(said("name")).autocomplete("name"))
                    (TextField::email("email", t!(w, "set_up-email")).value(typed.email.as_str()).error(said("email")))
                    (TextField::password("password", t!(w, "set_up-password")).hint(t!(w, "set_up-password-hint"))
                        .error(said("password")).autocomplete("new-password"))
                    (Choices::many("roles", t!(w, "set_up-roles")).hint(t!(w, "set_up-roles-hint")).rows()
                        .choices(jobs.into_iter().map(|role| {
                            Choice::new(role.slug(), w.say(&format!("set_up-role-{}", role.slug())))
                                .chosen(typed.roles.contains(&role))
                        })))
                }))
                (Button::main(t!(w, "set_up-go")).big())
            }
        }))
    };
    Page::new(title, WhoLine::house(w), body)
        .error(!wrong.is_empty())
        .task()
}
