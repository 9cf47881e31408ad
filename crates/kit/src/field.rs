//! Fields: label, hint, error, control, wired together once and for all.
//!
//! Order and wiring follow the GOV.UK and NHS pattern: the error stands above the
//! control, `aria-describedby` names hint and error, what was typed comes back
//! (a password does not).

use std::borrow::Cow;

use maud::{Markup, Render, html};

use crate::{
    gallery::Example,
    icon::{Icon, icon},
};

/// Text given by a page: borrowed or made for the purpose.
pub type Text<'a> = Cow<'a, str>;

/// What every control has around it. Also the base of the groups in `choice`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Around<'a> {
    pub(crate) name: Text<'a>,
    pub(crate) id: Option<Text<'a>>,
    pub(crate) label: Text<'a>,
    pub(crate) hint: Option<Text<'a>>,
    pub(crate) error: Option<Text<'a>>,
}

impl<'a> Around<'a> {
    pub(crate) fn new(name: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            ..Self::default()
        }
    }

    pub(crate) fn id(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.name)
    }

    /// The value of `aria-describedby`: hint first, then error.
    pub(crate) fn described_by(&self) -> Option<String> {
        let id = self.id();
        match (self.hint.is_some(), self.error.is_some()) {
            (false, false) => None,
            (true, false) => Some(format!("{id}-hint")),
            (false, true) => Some(format!("{id}-error")),
            (true, true) => Some(format!("{id}-hint {id}-error")),
        }
    }

    /// "true" when the control is in error, for `aria-invalid`.
    pub(crate) fn invalid(&self) -> Option<&'static str> {
        self.error.is_some().then_some("true")
    }

    /// Hint and error, as they stand between label and control.
    pub(crate) fn notes(&self) -> Markup {
        html! {
            @if let Some(hint) = &self.hint { p class="hint" id={ (self.id()) "-hint" } { (hint) } }
            @if let Some(error) = &self.error {
                p class="bad" id={ (self.id()) "-error" } { (icon(Icon::Warn)) span { (error) } }
            }
        }
    }

    pub(crate) fn field(&self, control: &Markup) -> Markup {
        let class = if self.error.is_some() {
            "field field--bad"
        } else {
            "field"
        };
        html! {
            div class=(class) {
                label class="label" for=(self.id()) { (self.label) }
                (self.notes())
                (control)
            }
        }
    }
}

/// A control of a form with everything around it. `C` is what the control alone knows: see
/// [`TextField`], [`TextArea`], [`Select`], [`crate::choice::Choices`].
#[derive(Clone, Debug)]
pub struct Field<'a, C> {
    pub(crate) around: Around<'a>,
    pub(crate) control: C,
}

impl<'a, C> Field<'a, C> {
    /// Another id than the name.
    #[must_use]
    pub fn id(mut self, id: impl Into<Text<'a>>) -> Self {
        self.around.id = Some(id.into());
        self
    }

    /// One line that helps, under the label.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Text<'a>>) -> Self {
        self.around.hint = Some(hint.into());
        self
    }

    /// What is to be fixed, if anything.
    #[must_use]
    pub fn error<T: Into<Text<'a>>>(mut self, error: Option<T>) -> Self {
        self.around.error = error.map(Into::into);
        self
    }
}

/// What an input takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Email,
    Password,
    Phone,
    Search,
    Number,
    Date,
    Time,
}

impl Kind {
    /// `type` and `inputmode`. A number is a text with a number pad, so that
    /// "45 min" or "1:30" can be typed and is not lost.
    const fn attributes(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Text => ("text", None),
            Self::Email => ("email", Some("email")),
            Self::Password => ("password", None),
            Self::Phone => ("tel", Some("tel")),
            Self::Search => ("search", None),
            Self::Number => ("text", Some("numeric")),
            Self::Date => ("date", None),
            Self::Time => ("time", None),
        }
    }
}

/// A field of one line.
pub type TextField<'a> = Field<'a, OneLine<'a>>;

/// What a field of one line knows.
#[derive(Clone, Debug)]
pub struct OneLine<'a> {
    kind: Kind,
    value: Text<'a>,
    short: bool,
    autocomplete: Option<Text<'a>>,
    max: Option<u32>,
    list: Vec<Text<'a>>,
}

impl<'a> Field<'a, OneLine<'a>> {
    /// Words. `name` is also the id, unless [`Self::id`] gives another.
    pub fn new(name: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        Self {
            around: Around::new(name, label),
            control: OneLine {
                kind: Kind::Text,
                value: Text::default(),
                short: false,
                autocomplete: None,
                max: None,
                list: vec![],
            },
        }
    }

    fn of_kind(kind: Kind, name: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        let mut field = Self::new(name, label);
        field.control.kind = kind;
        field
    }

    /// An e-mail address.
    pub fn email(name: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        Self::of_kind(Kind::Email, name, label)
    }

    /// A password: pasting is allowed, a value is never shown again.
    pub fn password(name: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        Self::of_kind(Kind::Password, name, label)
    }

    /// A telephone number.
    pub fn phone(name: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        Self::of_kind(Kind::Phone, name, label)
    }

    /// Words to search for.
    pub fn search(name: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        Self::of_kind(Kind::Search, name, label)
    }

    /// A number: short, with a number pad, read by the server.
    pub fn number(name: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        Self::of_kind(Kind::Number, name, label).short()
    }

    /// A day; the value is `2026-03-02`.
    pub fn date(name: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        Self::of_kind(Kind::Date, name, label)
    }

    /// A time of day; the value is `16:30`.
    pub fn time(name: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        Self::of_kind(Kind::Time, name, label)
    }

    /// What is in it.
    #[must_use]
    pub fn value(mut self, value: impl Into<Text<'a>>) -> Self {
        self.control.value = value.into();
        self
    }

    /// As narrow as a number.
    #[must_use]
    pub fn short(mut self) -> Self {
        self.control.short = true;
        self
    }

    /// The purpose, in the words of the HTML standard ("username", "off").
    #[must_use]
    pub fn autocomplete(mut self, purpose: impl Into<Text<'a>>) -> Self {
        self.control.autocomplete = Some(purpose.into());
        self
    }

    /// The most characters it takes.
    #[must_use]
    pub fn max(mut self, characters: u32) -> Self {
        self.control.max = Some(characters);
        self
    }

    /// Values to offer while typing; others are allowed.
    #[must_use]
    pub fn suggest<T: Into<Text<'a>>>(mut self, values: impl IntoIterator<Item = T>) -> Self {
        self.control.list = values.into_iter().map(Into::into).collect();
        self
    }
}

impl Render for TextField<'_> {
    fn render(&self) -> Markup {
        let around = &self.around;
        let (kind, mode) = self.control.kind.attributes();
        let value = (self.control.kind != Kind::Password && !self.control.value.is_empty())
            .then_some(&self.control.value);
        let class = match (self.control.kind, self.control.short) {
            (Kind::Date | Kind::Time, _) => "input input--mid",
            (_, true) => "input input--short",
            (_, false) => "input",
        };
        let list = (!self.control.list.is_empty()).then(|| format!("{}-list", around.id()));
        // Addresses and passwords are not sentences.
        let plain = matches!(self.control.kind, Kind::Email | Kind::Password).then_some("none");
        around.field(&html! {
            input class=(class) id=(around.id()) name=(around.name) type=(kind) inputmode=[mode]
                value=[value] autocomplete=[self.control.autocomplete.as_ref()] maxlength=[self.control.max]
                autocapitalize=[plain] list=[list.as_ref()]
                aria-invalid=[around.invalid()] aria-describedby=[around.described_by()];
            @if let Some(list) = &list {
                datalist id=(list) { @for value in &self.control.list { option value=(value) {} } }
            }
        })
    }
}

/// A field of several lines.
pub type TextArea<'a> = Field<'a, Lines<'a>>;

/// What a field of several lines knows.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    value: Text<'a>,
    rows: u32,
    max: Option<u32>,
    part: Option<&'static str>,
}

impl<'a> Field<'a, Lines<'a>> {
    /// Four rows.
    pub fn new(name: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        Self {
            around: Around::new(name, label),
            control: Lines {
                value: Text::default(),
                rows: 4,
                max: None,
                part: None,
            },
        }
    }

    /// What is in it.
    #[must_use]
    pub fn value(mut self, value: impl Into<Text<'a>>) -> Self {
        self.control.value = value.into();
        self
    }

    /// So many rows high.
    #[must_use]
    pub fn rows(mut self, rows: u32) -> Self {
        self.control.rows = rows;
        self
    }

    /// The most characters it takes.
    #[must_use]
    pub fn max(mut self, characters: u32) -> Self {
        self.control.max = Some(characters);
        self
    }

    /// The client module that may help with it (`data-part`).
    #[must_use]
    pub fn part(mut self, name: &'static str) -> Self {
        self.control.part = Some(name);
        self
    }
}

impl Render for TextArea<'_> {
    fn render(&self) -> Markup {
        let around = &self.around;
        // HTML drops one line break after the tag; a text that begins with one keeps it this way.
        let value = if self.control.value.starts_with('\n') {
            Text::from(format!("\n{}", self.control.value))
        } else {
            self.control.value.clone()
        };
        around.field(&html! {
            textarea class="input" id=(around.id()) name=(around.name) rows=(self.control.rows)
                maxlength=[self.control.max] data-part=[self.control.part]
                aria-invalid=[around.invalid()] aria-describedby=[around.described_by()] { (value) }
        })
    }
}

/// A list to choose one from: only where chips or option rows would be too many.
pub type Select<'a> = Field<'a, Options<'a>>;

/// What a list knows.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    options: Vec<(Text<'a>, Text<'a>)>,
    value: Text<'a>,
}

impl<'a> Field<'a, Options<'a>> {
    /// An empty list.
    pub fn new(name: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        Self {
            around: Around::new(name, label),
            control: Options {
                options: vec![],
                value: Text::default(),
            },
        }
    }

    /// One more choice: its value and its words.
    #[must_use]
    pub fn option(mut self, value: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        self.control.options.push((value.into(), label.into()));
        self
    }

    /// Which value is chosen.
    #[must_use]
    pub fn value(mut self, value: impl Into<Text<'a>>) -> Self {
        self.control.value = value.into();
        self
    }
}

impl Render for Select<'_> {
    fn render(&self) -> Markup {
        let around = &self.around;
        around.field(&html! {
            select class="input" id=(around.id()) name=(around.name)
                aria-invalid=[around.invalid()] aria-describedby=[around.described_by()] {
                @for (value, label) in &self.control.options {
                    option value=(value) selected[*value == self.control.value] { (label) }
                }
            }
        })
    }
}

/// A value that the form carries along unseen.
pub fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

pub(crate) fn examples() -> Vec<Example> {
    let no = None::<&str>;
    vec![
        Example::new(
            "field",
            "a line of words",
            &TextField::new("f-name", "What should we call them?").hint("The name they use."),
        ),
        Example::new(
            "field",
            "a line with something to fix",
            &TextField::number("f-minutes", "Minutes")
                .value("45m")
                .hint("How long it took")
                .error(Some("Write how many minutes, like 45")),
        ),
        Example::new(
            "field",
            "an e-mail address",
            &TextField::email("f-email", "Email")
                .autocomplete("username")
                .error(no),
        ),
        Example::new(
            "field",
            "a password",
            &TextField::password("f-password", "Password")
                .autocomplete("current-password")
                .value("never shown"),
        ),
        Example::new(
            "field",
            "a day",
            &TextField::date("f-day", "Day").value("2026-03-02"),
        ),
        Example::new(
            "field",
            "a time",
            &TextField::time("f-time", "Time").value("16:30"),
        ),
        Example::new(
            "field",
            "suggestions",
            &TextField::new("f-pronouns", "Pronouns").suggest([
                "he, him",
                "she, her",
                "they, them",
            ]),
        ),
        Example::new(
            "field",
            "several lines",
            &TextArea::new("f-note", "Note")
                .hint("Optional. Andre can read this. Write it as if he is beside you.")
                .value("We filled in the bus pass form.\nHe is proud of it."),
        ),
        Example::new(
            "field",
            "several lines with something to fix",
            &TextArea::new("f-why", "Why, in a few words").error(Some("Write why, in a few words")),
        ),
        Example::new(
            "field",
            "a list",
            &Select::new("f-until", "Until")
                .option("a", "December 12")
                .option("b", "January 12")
                .value("b"),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_in_error_keeps_what_was_typed_and_names_hint_and_error() {
        let html = TextField::number("minutes", "Minutes")
            .hint("How long")
            .value("45m")
            .error(Some("Write a number"))
            .render()
            .into_string();
        assert!(html.contains(r#"value="45m""#) && html.contains(r#"aria-invalid="true""#));
        assert!(html.contains(r#"aria-describedby="minutes-hint minutes-error""#));
        assert!(html.contains("field--bad"));
        let error = html.find("minutes-error\"").expect("the error");
        assert!(
            error < html.find("<input").expect("the input"),
            "the error stands above"
        );
    }

    #[test]
    fn a_field_without_trouble_says_nothing_of_errors() {
        let html = TextField::new("name", "Name")
            .error(None::<&str>)
            .render()
            .into_string();
        assert!(!html.contains("aria-") && !html.contains("bad"));
    }

    #[test]
    fn a_password_never_comes_back() {
        let html = TextField::password("password", "Password")
            .value("secret")
            .render()
            .into_string();
        assert!(!html.contains("secret"));
    }

    #[test]
    fn what_a_person_wrote_is_escaped_in_every_kind_of_field() {
        let evil = "\"><script>";
        for html in [
            TextField::new("a", evil)
                .value(evil)
                .hint(evil)
                .error(Some(evil))
                .render(),
            TextArea::new("b", evil).value(evil).render(),
            Select::new("c", evil).option(evil, evil).render(),
            hidden("d", evil),
        ] {
            assert!(!html.into_string().contains("<script>"));
        }
    }

    #[test]
    fn a_text_that_begins_with_an_empty_line_keeps_it() {
        let html = TextArea::new("a", "A").value("\nb").render().into_string();
        assert!(html.contains(">\n\nb</textarea>"));
    }
}
