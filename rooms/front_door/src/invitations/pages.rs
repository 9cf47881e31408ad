//! The page of an invitation.

use kit::{
    Button, EmptyState, ErrorSummary, Form, Page, TextField, Tick, Title, WhoLine, facts, t,
    words::Words,
};
use maud::html;
use people::invitation::Invitation;

/// Who invites to what, and a password to choose.
pub fn invitation(w: &Words, token: &str, found: &Invitation, said: Option<&str>) -> Page {
    let title = t!(w, "invitations-title", name = &found.name);
    let body = html! {
        (ErrorSummary::new(w, said.iter().map(|said| ("password", *said))))
        (Title::new(title.as_str()).line(t!(w, "invitations-line", program = &found.program)))
        (facts([
            (t!(w, "invitations-program").as_str(), found.program.as_str()),
            (t!(w, "invitations-email").as_str(), found.email.as_str()),
        ]))
        (Form::post(format!("/invitations/{token}"), "", html! {
            div class="stack stack--3" {
                input type="hidden" name="username" autocomplete="username" value=(found.email);
                (TextField::password("password", t!(w, "invitations-password")).hint(t!(w, "invitations-password-hint"))
                    .autocomplete("new-password").error(said))
                p class="small quiet" { (t!(w, "invitations-touch")) }
                (Tick::new("shared", t!(w, "invitations-shared")).help(t!(w, "invitations-shared-line")))
                (Button::main(t!(w, "invitations-go")).big())
            }
        }))
    };
    Page::new(title, WhoLine::house(w), body)
        .error(said.is_some())
        .task()
}

/// The link was used, or is too old, or never was.
pub fn closed(w: &Words) -> Page {
    let title = t!(w, "invitations-closed");
    let body = html! {
        h1 class="vh" { (title) }
        (EmptyState::new(title.as_str(), t!(w, "invitations-closed-line"))
            .action(Button::second(t!(w, "invitations-sign-in")).link("/sign-in")))
    };
    Page::new(title.clone(), WhoLine::house(w), body).task()
}
