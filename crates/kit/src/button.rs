//! Buttons and links that look like them. At most one main button in a group.
//! None is ever disabled: the page explains instead.

use maud::{Markup, Render, html};

use crate::{
    field::Text,
    gallery::Example,
    icon::{Icon, icon},
};

/// How loud a button is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Loud {
    Main,
    Second,
    Third,
    Stop,
}

/// A button that sends its form, or a link with the same look.
#[derive(Clone, Debug)]
pub struct Button<'a> {
    label: Text<'a>,
    loud: Loud,
    icon: Option<Icon>,
    href: Option<Text<'a>>,
    big: bool,
    wide: bool,
    name: Option<(Text<'a>, Text<'a>)>,
    to: Option<Text<'a>>,
    part: Option<&'static str>,
    passkey: Option<&'static str>,
    about: Option<Text<'a>>,
}

impl<'a> Button<'a> {
    fn new(label: Text<'a>, loud: Loud) -> Self {
        Self {
            label,
            loud,
            icon: None,
            href: None,
            big: false,
            wide: false,
            name: None,
            to: None,
            part: None,
            passkey: None,
            about: None,
        }
    }

    /// The one thing to do here: filled.
    pub fn main(label: impl Into<Text<'a>>) -> Self {
        Self::new(label.into(), Loud::Main)
    }

    /// Something else to do: outlined.
    pub fn second(label: impl Into<Text<'a>>) -> Self {
        Self::new(label.into(), Loud::Second)
    }

    /// A quiet way out: underlined.
    pub fn third(label: impl Into<Text<'a>>) -> Self {
        Self::new(label.into(), Loud::Third)
    }

    /// Stops or removes something.
    pub fn stop(label: impl Into<Text<'a>>) -> Self {
        Self::new(label.into(), Loud::Stop)
    }

    /// Makes it a link.
    #[must_use]
    pub fn link(mut self, href: impl Into<Text<'a>>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// A drawing before the words.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The main action of a page: larger, over the whole width.
    #[must_use]
    pub fn big(mut self) -> Self {
        self.big = true;
        self
    }

    /// Over the whole width of its group.
    #[must_use]
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// Sends this along when it is pressed.
    #[must_use]
    pub fn sends(mut self, name: impl Into<Text<'a>>, value: impl Into<Text<'a>>) -> Self {
        self.name = Some((name.into(), value.into()));
        self
    }

    /// Sends the form to another address than the form's own.
    #[must_use]
    pub fn to(mut self, address: impl Into<Text<'a>>) -> Self {
        self.to = Some(address.into());
        self
    }

    /// Works only with script: a plain button that the client module with this
    /// name brings to life. It is hidden until then.
    #[must_use]
    pub fn part(mut self, name: &'static str) -> Self {
        self.part = Some(name);
        self
    }

    /// Asks for a passkey, with script: "sign-in" or "register" (`data-passkey`).
    #[must_use]
    pub fn passkey(mut self, what: &'static str) -> Self {
        self.passkey = Some(what);
        self.part("passkey")
    }

    /// What it is about, for screen readers, where several buttons of a page
    /// carry the same word: "Log it" about "Andre M.".
    #[must_use]
    pub fn about(mut self, what: impl Into<Text<'a>>) -> Self {
        self.about = Some(what.into());
        self
    }

    fn class(&self) -> String {
        let mut class = String::from(match self.loud {
            Loud::Main => "btn",
            Loud::Second => "btn btn--2",
            Loud::Third => "btn btn--3",
            Loud::Stop => "btn btn--alert",
        });
        if self.big {
            class.push_str(" btn--big");
        }
        if self.wide {
            class.push_str(" btn--wide");
        }
        class
    }
}

impl Render for Button<'_> {
    fn render(&self) -> Markup {
        let content = html! {
            @if let Some(drawing) = self.icon { (icon(drawing)) }
            (self.label)
            @if let Some(about) = &self.about { span class="vh" { " " (about) } }
        };
        if let Some(href) = &self.href {
            return html! { a class=(self.class()) href=(href) { (content) } };
        }
        let kind = if self.part.is_some() {
            "button"
        } else {
            "submit"
        };
        html! {
            button class=(self.class()) type=(kind) name=[self.name.as_ref().map(|(name, _)| name)]
                value=[self.name.as_ref().map(|(_, value)| value)] formaction=[self.to.as_ref()]
                data-part=[self.part] data-passkey=[self.passkey] hidden[self.part.is_some()] { (content) }
        }
    }
}

/// Buttons in a row that may wrap.
pub fn acts<'a>(buttons: impl IntoIterator<Item = Button<'a>>) -> Markup {
    html! { div class="acts" { @for button in buttons { (button) } } }
}

/// Buttons of one width.
pub fn acts_even<'a>(buttons: impl IntoIterator<Item = Button<'a>>) -> Markup {
    html! { div class="acts acts--even" { @for button in buttons { (button) } } }
}

pub(crate) fn examples() -> Vec<Example> {
    vec![
        Example::new(
            "button",
            "the four kinds",
            &acts([
                Button::main("Main").link("#main"),
                Button::second("Second").link("#main"),
                Button::third("Third").link("#main"),
                Button::stop("Stop this now").link("#main"),
            ]),
        ),
        Example::new(
            "button",
            "of one width, with drawings",
            &acts_even([
                Button::second("Text")
                    .icon(Icon::Text)
                    .link("sms:5550142")
                    .about("Andre M."),
                Button::second("Call")
                    .icon(Icon::Phone)
                    .link("tel:5550142")
                    .about("Andre M."),
                Button::main("Log it")
                    .icon(Icon::Plus)
                    .link("#main")
                    .about("Andre M."),
            ]),
        ),
        Example::new("button", "big", &Button::main("Save contact").big()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_that_needs_script_is_hidden_until_script_is_there() {
        let html = Button::main("Sign in with this phone")
            .part("passkey")
            .render()
            .into_string();
        assert!(html.contains(r#"type="button""#) && html.contains(" hidden"));
        assert!(
            !Button::main("Save")
                .render()
                .into_string()
                .contains("hidden")
        );
    }

    #[test]
    fn a_button_can_send_a_value_to_another_address() {
        let html = Button::second("No answer")
            .sends("outcome", "no-answer")
            .to("/tried");
        let html = html.render().into_string();
        assert!(html.contains(r#"name="outcome" value="no-answer" formaction="/tried""#));
    }
}
