//! The page without a line. Client code takes the contact down; without it the form stays hidden.

use domain::circle::Circle;
use kit::{
    Button, Choice, Choices, Form, Icon, Mark, Note, Page, Sheet, TextArea, TextField, Title,
    WhoLine, Width, t, words::Words,
};
use maud::{Markup, html};

/// Minutes that are one touch.
const MINUTES: [u16; 4] = [15, 30, 45, 60];

/// What works without a line, and a contact to write down.
pub fn page(w: &Words) -> Page {
    let title = t!(w, "offline-title");
    let body = html! {
        (Title::new(title.as_str()).line(t!(w, "offline-line")))
        div class="stack stack--3" {
            (Button::second(t!(w, "offline-me")).link("/me").big())
            (Button::second(t!(w, "offline-help")).icon(Icon::Help).link("/help").big())
        }
        (Sheet::new("contact", t!(w, "offline-contact"), contact(w)).mark(Mark::new(w, Circle::Work)))
    };
    Page::new(title, WhoLine::house(w), body).width(Width::Narrow)
}

fn contact(w: &Words) -> Markup {
    let minutes = MINUTES.iter().map(|minutes| {
        Choice::new(
            minutes.to_string(),
            t!(w, "offline-minutes-of", count = *minutes),
        )
    });
    html! {
        p data-nobody { (t!(w, "offline-nobody")) }
        div data-somebody hidden class="stack stack--5" {
            (Note::new(&t!(w, "offline-who-sees")))
            (Form::get("/offline", html! {
                (TextField::new("who", t!(w, "offline-who")).max(120).autocomplete("off"))
                (Choices::one("minutes", t!(w, "offline-minutes")).choices(minutes))
                (TextArea::new("note", t!(w, "offline-note")).rows(4).max(4_000))
                (Button::main(t!(w, "offline-keep")).big())
                p role="status" data-kept="" data-words=(t!(w, "offline-kept")) data-full=(t!(w, "offline-full")) {}
            }).part("offline"))
            p class="small quiet" data-count="" data-words=(t!(w, "offline-waiting", count = "{count}")) {}
        }
    }
}
