//! Forms: one shape for every change, so that none forgets its key.

use maud::{Markup, Render, html};

use crate::{
    button::Button,
    field::{Text, TextField, hidden},
    gallery::Example,
    icon::{Icon, icon},
    t,
    who::{Audience, WhoLine},
    words::Words,
};

/// The field that carries the idempotency key of a form.
pub const KEY: &str = "key";

/// A form. The browser's own checks are off: the server answers in our words.
#[derive(Clone, Debug)]
pub struct Form<'a> {
    action: Text<'a>,
    key: Option<Text<'a>>,
    id: Option<Text<'a>>,
    part: Option<&'static str>,
    draft: Option<Text<'a>>,
    fill: Option<Text<'a>>,
    inline: bool,
    body: Markup,
}

impl<'a> Form<'a> {
    /// A change, sent once however often it is pressed: the key makes a second
    /// press give the same receipt (ruling 6).
    pub fn post(action: impl Into<Text<'a>>, key: impl Into<Text<'a>>, body: impl Render) -> Self {
        Self {
            action: action.into(),
            key: Some(key.into()),
            id: None,
            part: None,
            draft: None,
            fill: None,
            inline: false,
            body: body.render(),
        }
    }

    /// A question: its answer is a page with an address of its own.
    pub fn get(action: impl Into<Text<'a>>, body: impl Render) -> Self {
        Self {
            action: action.into(),
            key: None,
            id: None,
            part: None,
            draft: None,
            fill: None,
            inline: false,
            body: body.render(),
        }
    }

    /// An id.
    #[must_use]
    pub fn id(mut self, id: impl Into<Text<'a>>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// The client module that may help with it (`data-part`).
    #[must_use]
    pub fn part(mut self, name: &'static str) -> Self {
        self.part = Some(name);
        self
    }

    /// Where the client module may keep a draft while it is typed (`data-draft`).
    #[must_use]
    pub fn draft(mut self, address: impl Into<Text<'a>>) -> Self {
        self.draft = Some(address.into());
        self
    }

    /// What the client module may choose along with a choice, unless it was chosen already
    /// (`data-fill`): `kind minutes call=15 text=5`.
    #[must_use]
    pub fn fill(mut self, pairs: impl Into<Text<'a>>) -> Self {
        self.fill = Some(pairs.into());
        self
    }

    /// Only a button or two, within something else: no distance between parts.
    #[must_use]
    pub fn inline(mut self) -> Self {
        self.inline = true;
        self
    }
}

impl Render for Form<'_> {
    fn render(&self) -> Markup {
        let method = if self.key.is_some() { "post" } else { "get" };
        let class = if self.inline {
            "inline"
        } else {
            "stack stack--5"
        };
        html! {
            form class=(class) method=(method) action=(self.action) id=[self.id.as_ref()]
                data-part=[self.part] data-draft=[self.draft.as_ref()]
                data-fill=[self.fill.as_ref()] novalidate {
                @if let Some(key) = &self.key { (hidden(KEY, key)) }
                (self.body)
            }
        }
    }
}

/// What is to be fixed, above the form: takes the focus, links to each field.
#[derive(Clone, Debug)]
pub struct ErrorSummary<'a> {
    heading: String,
    errors: Vec<(Text<'a>, Text<'a>)>,
}

impl<'a> ErrorSummary<'a> {
    /// Field ids with the sentences that stand at the fields, in their order.
    pub fn new<I, T>(w: &Words, errors: impl IntoIterator<Item = (I, T)>) -> Self
    where
        I: Into<Text<'a>>,
        T: Into<Text<'a>>,
    {
        let errors: Vec<_> = errors
            .into_iter()
            .map(|(id, text)| (id.into(), text.into()))
            .collect();
        Self {
            heading: t!(w, "kit-errors", count = errors.len()),
            errors,
        }
    }
}

impl Render for ErrorSummary<'_> {
    /// Nothing when there is nothing to fix.
    fn render(&self) -> Markup {
        html! {
            @if !self.errors.is_empty() {
                div class="note note--alert" role="alert" tabindex="-1" autofocus {
                    (icon(Icon::Warn))
                    div {
                        p class="strong" { (self.heading) }
                        ul class="stack" {
                            @for (id, text) in &self.errors { li { a href={ "#" (id) } { (text) } } }
                        }
                    }
                }
            }
        }
    }
}

/// The bar at the thumb: who will see it, one big button.
#[derive(Clone, Debug)]
pub struct SaveBar<'a> {
    who: &'a WhoLine,
    button: Button<'a>,
    more: Markup,
}

impl<'a> SaveBar<'a> {
    /// With the line of the page.
    pub fn new(who: &'a WhoLine, label: impl Into<Text<'a>>) -> Self {
        Self {
            who,
            button: Button::main(label).big(),
            more: Markup::default(),
        }
    }

    /// Another button than the big one that sends the form.
    #[must_use]
    pub fn button(mut self, button: Button<'a>) -> Self {
        self.button = button.big();
        self
    }

    /// Something under the button.
    #[must_use]
    pub fn more(mut self, more: impl Render) -> Self {
        self.more = more.render();
        self
    }
}

impl Render for SaveBar<'_> {
    fn render(&self) -> Markup {
        html! { div class="savebar" { (self.who.bar()) (self.button) (self.more) } }
    }
}

pub(crate) fn examples(w: &Words) -> Vec<Example> {
    let audience = Audience {
        you: false,
        names: vec!["Andre".into(), "Loretta".into()],
        roles: vec![],
    };
    let who = WhoLine::work(w, &audience);
    vec![
        Example::new(
            "form",
            "one thing to fix",
            &ErrorSummary::new(w, [("form-minutes", "Write how many minutes, like 45")]),
        ),
        Example::new(
            "form",
            "two things to fix",
            &ErrorSummary::new(
                w,
                [
                    ("form-minutes", "Write how many minutes, like 45"),
                    ("form-name", "Write who it was with"),
                ],
            ),
        ),
        Example::new(
            "form",
            "a change with its save bar",
            &Form::post(
                "/contacts",
                "01j0",
                html! {
                    (TextField::new("form-name", "Who with?"))
                    (TextField::number("form-minutes", "Minutes"))
                    (SaveBar::new(&who, "Save contact"))
                },
            ),
        ),
        Example::new(
            "form",
            "a question",
            &Form::get(
                "/people",
                html! {
                    (TextField::search("form-q", "Find someone"))
                    (Button::second("Find").icon(Icon::Find))
                },
            ),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_carries_its_key() {
        let html = Form::post("/contacts", "k1", html! {})
            .render()
            .into_string();
        assert!(html.contains(r#"method="post""#));
        assert!(html.contains(r#"<input type="hidden" name="key" value="k1">"#));
        assert!(
            !Form::get("/people", html! {})
                .render()
                .into_string()
                .contains("hidden")
        );
    }

    #[test]
    fn a_summary_of_nothing_is_not_there() {
        let w = Words::kit().expect("words");
        let none: [(&str, &str); 0] = [];
        assert_eq!(ErrorSummary::new(&w, none).render().into_string(), "");
        let one = ErrorSummary::new(&w, [("minutes", "Write a number")])
            .render()
            .into_string();
        assert!(one.contains("One thing to fix") && one.contains(r##"href="#minutes""##));
    }

    #[test]
    fn the_save_bar_repeats_who_will_see_it() {
        let w = Words::kit().expect("words");
        let who = WhoLine::private(&w);
        let html = SaveBar::new(&who, "Save").render().into_string();
        assert!(html.contains("Only you can see it") && html.contains("is-private"));
    }
}
