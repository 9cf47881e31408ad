//! Notices: what happened, what is safe, what you can do. In that order.

use maud::{Markup, Render, html};

use crate::{
    button::Button,
    field::Text,
    gallery::Example,
    icon::{Icon, icon, icon_with},
    mug::Mug,
    who::{Audience, WhoLine},
    words::Words,
};

/// What a note is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoteKind {
    /// Something to know.
    #[default]
    Plain,
    /// Something that went well.
    Water,
    /// A gentle suggestion.
    Sun,
    /// Danger, or something to fix.
    Alert,
    /// Something that is missing on purpose.
    Dashed,
}

/// A short, calm note.
#[derive(Clone, Debug)]
pub struct Note {
    kind: NoteKind,
    body: Markup,
    role: Option<&'static str>,
}

impl Note {
    /// A plain note of one paragraph.
    pub fn new(text: &str) -> Self {
        Self::of(NoteKind::Plain, html! { p { (text) } })
    }

    /// A note of a kind.
    pub fn of(kind: NoteKind, body: impl Render) -> Self {
        Self {
            kind,
            body: body.render(),
            role: None,
        }
    }

    /// Read out when the page opens: for the answer to what was just done.
    #[must_use]
    pub fn status(mut self) -> Self {
        self.role = Some("status");
        self
    }
}

impl Render for Note {
    fn render(&self) -> Markup {
        let (class, drawing) = match self.kind {
            NoteKind::Plain => ("note", Icon::Info),
            NoteKind::Water => ("note note--water", Icon::Check),
            NoteKind::Sun => ("note note--sun", Icon::Info),
            NoteKind::Alert => ("note note--alert", Icon::Warn),
            NoteKind::Dashed => ("note note--line", Icon::Info),
        };
        html! { div class=(class) role=[self.role] { (icon(drawing)) div { (self.body) } } }
    }
}

/// A suggestion under a note field: names the word, says why, offers others.
/// The buttons work with script; without it the sentence is enough.
pub fn suggestion(
    id: &str,
    sentence: impl Render,
    buttons: impl IntoIterator<Item = String>,
) -> Markup {
    let mut buttons = buttons.into_iter().peekable();
    html! {
        div class="sug" id=(id) role="status" {
            p { (sentence) }
            @if buttons.peek().is_some() {
                div class="acts" {
                    @for label in buttons { button type="button" class="btn btn--2" { (label) } }
                }
            }
        }
    }
}

/// A list or page with nothing in it yet: the dotted mug, one sentence, one action.
#[derive(Clone, Debug)]
pub struct EmptyState<'a> {
    heading: Text<'a>,
    sentence: Text<'a>,
    action: Option<Button<'a>>,
    within: bool,
}

impl<'a> EmptyState<'a> {
    /// A heading (`h2`) and one sentence.
    pub fn new(heading: impl Into<Text<'a>>, sentence: impl Into<Text<'a>>) -> Self {
        Self {
            heading: heading.into(),
            sentence: sentence.into(),
            action: None,
            within: false,
        }
    }

    /// Inside a sheet, which has its own heading: then this one is an `h3`.
    #[must_use]
    pub fn within(mut self) -> Self {
        self.within = true;
        self
    }

    /// The one thing to do.
    #[must_use]
    pub fn action(mut self, action: Button<'a>) -> Self {
        self.action = Some(action);
        self
    }
}

impl Render for EmptyState<'_> {
    fn render(&self) -> Markup {
        html! {
            div class="empty" {
                (Mug::UNKNOWN)
                @if self.within { h3 { (self.heading) } } @else { h2 { (self.heading) } }
                p { (self.sentence) }
                @if let Some(action) = &self.action { (action) }
            }
        }
    }
}

/// The dark line under the top of a page: no signal, sending, sent.
pub fn status_line(drawing: Icon, sentence: &str) -> Markup {
    html! { p class="status" role="status" { (icon(drawing)) span { (sentence) } } }
}

/// "Saved. Andre and Loretta can see it.", with what can be done next.
pub fn saved(sentence: &str, who: &WhoLine) -> Markup {
    html! {
        p class="saved" role="status" {
            (icon(Icon::Check))
            span { (sentence) " " (who.saved()) "." }
        }
    }
}

/// The quiet head of Today when off duty.
pub fn off_duty(heading: &str, sentence: &str, day: impl Render) -> Markup {
    html! {
        section class="off" aria-labelledby="off-h" {
            (icon_with("i off-moon", Icon::Moon))
            h1 id="off-h" { (heading) }
            p { (sentence) }
            (day)
        }
    }
}

/// The head of the sign-in and set-up pages: the mug, the `h1`, the program's name.
pub fn hello(heading: &str, line: &str) -> Markup {
    html! { div class="hello" { (Mug::HELLO) h1 { (heading) } p { (line) } } }
}

/// "or", between two ways to do a thing.
pub fn or_line(word: &str) -> Markup {
    html! { div class="or" { span { (word) } } }
}

/// Codes to write down, numbered; never more than once on a page.
pub fn codes<'a>(codes: impl IntoIterator<Item = &'a str>) -> Markup {
    html! {
        ol class="words" {
            @for (at, code) in codes.into_iter().enumerate() {
                li { span class="num quiet" aria-hidden="true" { (at + 1) } span { (code) } }
            }
        }
    }
}

pub(crate) fn examples(w: &Words) -> Vec<Example> {
    let audience = Audience {
        you: false,
        names: vec!["Andre".into(), "Loretta".into()],
        roles: vec![],
    };
    vec![
        Example::new("notice", "a note", &Note::new("A note. Calm, short.")),
        Example::new(
            "notice",
            "notes of every kind",
            &html! {
                div class="stack" {
                    (Note::of(NoteKind::Water, html! { p { "Handed over to Marcus." } }))
                    (Note::of(NoteKind::Sun, html! { p { "You have a draft from 10:52 AM." } }))
                    (Note::of(NoteKind::Alert, html! { p class="strong" { "That didn’t save" } p { "It’s us, not you. What you wrote is still here." } }))
                    (Note::of(NoteKind::Dashed, html! { p { "Fewer than 5 answers. Not shown." } }))
                }
            },
        ),
        Example::new(
            "notice",
            "a suggestion",
            &suggestion(
                "notice-sug",
                html! { b { "“clean”" } " can hurt, because it makes the other word “dirty.” You could say:" },
                ["in recovery".to_owned(), "not using".to_owned()],
            ),
        ),
        Example::new(
            "notice",
            "nothing here yet",
            &EmptyState::new(
                "Nothing here yet",
                "People you walk alongside show up here.",
            )
            .action(Button::main("Add someone").link("#main")),
        ),
        Example::new(
            "notice",
            "a status line",
            &status_line(Icon::Offline, "No signal. 2 things are safe on this phone."),
        ),
        Example::new(
            "notice",
            "saved",
            &saved("Saved.", &WhoLine::work(w, &audience)),
        ),
        Example::new(
            "notice",
            "codes",
            &codes([
                "river-button",
                "maple-lantern",
                "bread-quiet",
                "stone-ferry",
            ]),
        ),
        Example::new("notice", "or", &or_line("or")),
    ]
}
