//! Help now, and the four circles in plain words.

use domain::circle::Circle;
use kit::{Button, Icon, Mark, Note, Page, Sheet, Title, WhoLine, Width, t, words::Words};
use maud::html;

/// 988, 911, and what each of them is.
pub fn now(w: &Words) -> Page {
    let title = t!(w, "help-title");
    let body = html! {
        (Title::new(title.as_str()).line(t!(w, "help-line")))
        div class="stack stack--3" {
            (Button::main(t!(w, "help-988")).icon(Icon::Phone).link("tel:988").big())
            p class="small quiet" { (t!(w, "help-988-what")) }
            (Button::second(t!(w, "help-988-text")).icon(Icon::Text).link("sms:988").big())
            (Button::second(t!(w, "help-911")).icon(Icon::Phone).link("tel:911").big())
            p class="small quiet" { (t!(w, "help-911-what")) }
        }
        (Note::new(&t!(w, "help-trace")))
        p { a class="lk" href="/help/circles" { (t!(w, "help-circles-link")) } }
    };
    Page::new(title, WhoLine::house(w), body).width(Width::Narrow)
}

/// Who can see what, and what is kept.
pub fn circles(w: &Words) -> Page {
    let title = t!(w, "help-circles-title");
    let sheet = |circle: Circle, heading: String, text: String, today: String| {
        Sheet::new(
            circle.slug(),
            heading,
            html! { p { (text) } p class="small quiet" { (today) } },
        )
        .mark(Mark::new(w, circle))
    };
    let body = html! {
        (Title::new(title.as_str()).line(t!(w, "help-circles-line")))
        (sheet(Circle::Private, t!(w, "help-private"), t!(w, "help-private-what"), t!(w, "help-not-yet")))
        (sheet(Circle::Shared, t!(w, "help-shared"), t!(w, "help-shared-what"), t!(w, "help-not-yet")))
        (sheet(Circle::Work, t!(w, "help-work"), t!(w, "help-work-what"), t!(w, "help-work-today")))
        (sheet(Circle::Anonymous, t!(w, "help-anon"), t!(w, "help-anon-what"), t!(w, "help-not-yet")))
        (Sheet::new("kept", t!(w, "help-kept"), html! {
            ul class="stack" {
                li { (t!(w, "help-kept-work")) }
                li { (t!(w, "help-kept-looks")) }
                li { (t!(w, "help-kept-devices")) }
                li { (t!(w, "help-kept-never")) }
            }
        }))
    };
    Page::new(title, WhoLine::house(w), body)
        .width(Width::Narrow)
        .back("/help", t!(w, "help-title"))
}
