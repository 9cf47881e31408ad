//! Help now, a watched phone, the four circles in plain words, and the form for a program's lines.

use domain::{circle::Circle, person::Phone};
use kit::{
    Button, ErrorSummary, Form, Icon, Mark, More, Note, NoteKind, Page, Sheet, TextField, Title,
    WhoLine, Width, t, words::Words,
};
use maud::{Markup, Render as _, html};

use super::{
    forms::{MOST, Problem},
    queries::Line,
};

/// 988, 911, the program's own lines, and what each of them is.
pub fn now(w: &Words, lines: &[Line]) -> Page {
    let title = t!(w, "help-title");
    let body = html! {
        (Title::new(title.as_str()).line(t!(w, "help-line")))
        div class="stack stack--3" {
            (Button::main(t!(w, "help-988")).icon(Icon::Phone).link("tel:988").big())
            p class="small quiet" { (t!(w, "help-988-what")) }
            (Button::second(t!(w, "help-988-text")).icon(Icon::Text).link("sms:988").big())
            (Button::second(t!(w, "help-911")).icon(Icon::Phone).link("tel:911").big())
            p class="small quiet" { (t!(w, "help-911-what")) }
            @for line in lines {
                @let number = line.phone.parse::<Phone>().map_or_else(|_| String::new(), |phone| phone.tel());
                (Button::second(t!(w, "help-call", name = line.name.as_str())).icon(Icon::Phone).link(number).big())
                p class="small quiet" { (line.phone) @if !line.said.is_empty() { ". " (line.said) } }
            }
        }
        (Note::new(&t!(w, "help-trace")))
        p { a class="lk" href="/safety" { (t!(w, "help-safety-link")) } }
        p { a class="lk" href="/help/circles" { (t!(w, "help-circles-link")) } }
    };
    Page::new(title, WhoLine::house(w), body).width(Width::Narrow)
}

/// The form for a program's own lines.
pub fn lines(w: &Words, typed: &[Line], problems: &[Problem], saved: bool, key: &str) -> Page {
    let title = t!(w, "help-lines-title");
    let said = |field: &str| {
        let (_, word) = problems.iter().find(|(name, _)| name == field)?;
        Some(w.say(word))
    };
    let none = Line::default();
    let each = (1..=MOST).map(|at| {
        let line = typed.get(at - 1).unwrap_or(&none);
        let field = |name: &str| format!("{name}-{at}");
        let fields = html! {
            (TextField::new(field("name"), t!(w, "help-lines-name"))
                .value(line.name.as_str()).error(said(&field("name"))))
            (TextField::phone(field("phone"), t!(w, "help-lines-phone"))
                .value(line.phone.as_str()).error(said(&field("phone"))))
            (TextField::new(field("said"), t!(w, "help-lines-said"))
                .hint(t!(w, "help-lines-said-hint"))
                .value(line.said.as_str()).error(said(&field("said"))))
        };
        Sheet::new(
            format!("line-{at}"),
            t!(w, "help-lines-line", at = at),
            fields,
        )
        .render()
    });
    let each: Vec<Markup> = each.collect();
    // Those that are there, and one to write in.
    let filled = typed.iter().rposition(|line| *line != none);
    let shown = filled.map_or(1, |last| last + 2).min(MOST);
    let wrong = problems
        .iter()
        .map(|(field, word)| (field.as_str(), w.say(word)));
    let body = html! {
        (ErrorSummary::new(w, wrong))
        (Title::new(title.as_str()).line(t!(w, "help-lines-what")))
        @if saved { (Note::of(NoteKind::Water, html! { p { (t!(w, "help-lines-saved")) } }).status()) }
        (Form::post("/help/lines", key, html! {
            @for sheet in &each[..shown] { (sheet) }
            @if shown < MOST {
                (More::new(t!(w, "help-lines-more"), html! { @for sheet in &each[shown..] { (sheet) } }))
            }
            (Button::main(t!(w, "help-lines-save")))
        }))
    };
    Page::new(title, WhoLine::house(w), body)
        .error(!problems.is_empty())
        .width(Width::Narrow)
        .back("/program/settings", t!(w, "help-lines-back"))
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
