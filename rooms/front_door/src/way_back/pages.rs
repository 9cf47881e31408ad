//! The page of a way back in.

use kit::{
    Button, EmptyState, ErrorSummary, Form, Note, Page, TextField, Title, WhoLine, t, words::Words,
};
use maud::html;

/// A new password for the person whose link it is.
pub fn way_back(w: &Words, token: &str, name: &str, said: Option<&str>) -> Page {
    let title = t!(w, "way_back-title", name = name);
    let body = html! {
        (ErrorSummary::new(w, said.iter().map(|said| ("password", *said))))
        (Title::new(title.as_str()).line(t!(w, "way_back-line")))
        (Form::post(format!("/way-back/{token}"), "", html! {
            div class="stack stack--3" {
                (TextField::password("password", t!(w, "way_back-password")).hint(t!(w, "way_back-password-hint"))
                    .autocomplete("new-password").error(said))
                (Button::main(t!(w, "way_back-go")).big())
            }
        }))
        (Note::new(&t!(w, "way_back-told")))
    };
    Page::new(title, WhoLine::house(w), body)
        .error(said.is_some())
        .task()
}

/// The link was used, or is too old, or never was.
pub fn closed(w: &Words) -> Page {
    let title = t!(w, "way_back-closed");
    let body = html! {
        h1 class="vh" { (title) }
        (EmptyState::new(title.as_str(), t!(w, "way_back-closed-line"))
            .action(Button::second(t!(w, "way_back-sign-in")).link("/sign-in")))
    };
    Page::new(title.clone(), WhoLine::house(w), body).task()
}
