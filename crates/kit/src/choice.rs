//! Choices: real radio buttons and tick boxes under chips, option rows and switches.

use maud::{Markup, Render, html};

use crate::{
    field::{Around, Field, Text},
    gallery::Example,
    icon::{Icon, icon},
    t,
    words::Words,
};

/// One thing to choose.
#[derive(Clone, Debug)]
pub struct Choice<'a> {
    value: Text<'a>,
    label: Text<'a>,
    help: Option<Text<'a>>,
    icon: Option<Icon>,
    chosen: bool,
    own: bool,
}

impl<'a> Choice<'a> {
    /// Its value in the form and its words.
    pub fn new(value: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            help: None,
            icon: None,
            chosen: false,
            own: false,
        }
    }

    /// Whether it is chosen.
    #[must_use]
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }

    /// A drawing before the words (chips).
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// A line that helps (option rows).
    #[must_use]
    pub fn help(mut self, help: impl Into<Text<'a>>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The helping line is a person's own words, so it is set in serif.
    #[must_use]
    pub fn own(mut self) -> Self {
        self.own = true;
        self
    }
}

/// How the choices of a group are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Chips,
    Grid,
    Tight,
    Rows,
}

/// A question with its choices: one (`Choices::one`) or several (`Choices::many`).
///
/// The error summary links to the id of the group, which is that of the first choice.
pub type Choices<'a> = Field<'a, Group<'a>>;

/// What a group of choices knows.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    many: bool,
    look: Look,
    quiet_legend: bool,
    list: Vec<Choice<'a>>,
}

impl<'a> Field<'a, Group<'a>> {
    /// One of several: radio buttons, as chips.
    pub fn one(name: impl Into<Text<'a>>, legend: impl Into<Text<'a>>) -> Self {
        Self {
            around: Around::new(name, legend),
            control: Group {
                many: false,
                look: Look::Chips,
                quiet_legend: false,
                list: vec![],
            },
        }
    }

    /// Any number of several: tick boxes, as chips. All share the name.
    pub fn many(name: impl Into<Text<'a>>, legend: impl Into<Text<'a>>) -> Self {
        let mut group = Self::one(name, legend);
        group.control.many = true;
        group
    }

    /// Chips of one width, in columns.
    #[must_use]
    pub fn grid(mut self) -> Self {
        self.control.look = Look::Grid;
        self
    }

    /// Chips close together, over the whole width: for numbers and single words.
    #[must_use]
    pub fn tight(mut self) -> Self {
        self.control.look = Look::Tight;
        self
    }

    /// Large rows, which have room for a helping line.
    #[must_use]
    pub fn rows(mut self) -> Self {
        self.control.look = Look::Rows;
        self
    }

    /// One more choice.
    #[must_use]
    pub fn choice(mut self, choice: Choice<'a>) -> Self {
        self.control.list.push(choice);
        self
    }

    /// More choices.
    #[must_use]
    pub fn choices(mut self, choices: impl IntoIterator<Item = Choice<'a>>) -> Self {
        self.control.list.extend(choices);
        self
    }

    /// The question is for screen readers only, because the heading above asks it.
    #[must_use]
    pub fn quiet_legend(mut self) -> Self {
        self.control.quiet_legend = true;
        self
    }

    fn input(&self, at: usize, choice: &Choice<'_>) -> Markup {
        let id = self.around.id();
        let id = if at == 0 {
            id.to_owned()
        } else {
            format!("{id}-{}", at + 1)
        };
        let kind = if self.control.many {
            "checkbox"
        } else {
            "radio"
        };
        html! {
            input type=(kind) id=(id) name=(self.around.name) value=(choice.value) checked[choice.chosen]
                aria-invalid=[self.around.invalid().filter(|_| self.control.many)];
        }
    }
}

impl Render for Choices<'_> {
    fn render(&self) -> Markup {
        let around = &self.around;
        let field = if around.error.is_some() {
            "stack field--bad"
        } else {
            "stack"
        };
        let legend = if self.control.quiet_legend {
            "vh"
        } else {
            "label"
        };
        let list = match self.control.look {
            Look::Chips => "chips",
            Look::Grid => "chips chips--grid",
            Look::Tight => "chips chips--tight",
            Look::Rows => "stack",
        };
        html! {
            fieldset class=(field) aria-describedby=[around.described_by()] {
                legend class=(legend) { (around.label) }
                (around.notes())
                div class=(list) {
                    @for (at, choice) in self.control.list.iter().enumerate() {
                        @if self.control.look == Look::Rows {
                            label class="opt" {
                                (self.input(at, choice))
                                span class="opt-in" {
                                    b { (choice.label) }
                                    @if let Some(help) = &choice.help {
                                        small class=[choice.own.then_some("own")] { (help) }
                                    }
                                }
                            }
                        } @else {
                            label class="chip" {
                                (self.input(at, choice))
                                span { @if let Some(drawing) = choice.icon { (icon(drawing)) } (choice.label) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A single tick box, as a large row.
pub type Tick<'a> = Field<'a, OneTick<'a>>;

/// What a single tick box knows.
#[derive(Clone, Debug)]
pub struct OneTick<'a> {
    value: Text<'a>,
    on: bool,
}

impl<'a> Field<'a, OneTick<'a>> {
    /// Sends `name=yes` when it is ticked.
    pub fn new(name: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        Self {
            around: Around::new(name, label),
            control: OneTick {
                value: Text::from("yes"),
                on: false,
            },
        }
    }

    /// Another value than "yes".
    #[must_use]
    pub fn value(mut self, value: impl Into<Text<'a>>) -> Self {
        self.control.value = value.into();
        self
    }

    /// Whether it is ticked.
    #[must_use]
    pub fn on(mut self, on: bool) -> Self {
        self.control.on = on;
        self
    }

    /// A line that helps.
    #[must_use]
    pub fn help(mut self, help: impl Into<Text<'a>>) -> Self {
        self.around.hint = Some(help.into());
        self
    }
}

impl Render for Tick<'_> {
    fn render(&self) -> Markup {
        let around = &self.around;
        // The helping line is part of the label here, so only the error describes it.
        let described = around
            .error
            .as_ref()
            .map(|_| format!("{}-error", around.id()));
        html! {
            div class=[around.error.as_ref().map(|_| "stack field--bad")] {
                @if let Some(error) = &around.error {
                    p class="bad" id={ (around.id()) "-error" } { (icon(Icon::Warn)) span { (error) } }
                }
                label class="opt" {
                    input type="checkbox" id=(around.id()) name=(around.name) value=(self.control.value)
                        checked[self.control.on] aria-invalid=[around.invalid()] aria-describedby=[described];
                    span class="opt-in" {
                        b { (around.label) }
                        @if let Some(help) = &around.hint { small { (help) } }
                    }
                }
            }
        }
    }
}

/// A switch, with its state in words beside it.
#[derive(Clone, Debug)]
pub struct Switch<'a> {
    name: Text<'a>,
    label: Text<'a>,
    on: bool,
    on_word: String,
    off_word: String,
}

impl<'a> Switch<'a> {
    /// Sends `name=yes` when it is on.
    pub fn new(w: &Words, name: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            on: false,
            on_word: t!(w, "kit-on"),
            off_word: t!(w, "kit-off"),
        }
    }

    /// Whether it is on.
    #[must_use]
    pub fn on(mut self, on: bool) -> Self {
        self.on = on;
        self
    }
}

impl Render for Switch<'_> {
    fn render(&self) -> Markup {
        html! {
            label class="switch" {
                input type="checkbox" role="switch" id=(self.name) name=(self.name) value="yes" checked[self.on];
                span { (self.label) }
                // Both words are there; the style sheet shows the one that holds.
                span class="state state--on" aria-hidden="true" { (self.on_word) }
                span class="state state--off" aria-hidden="true" { (self.off_word) }
            }
        }
    }
}

pub(crate) fn examples(w: &Words) -> Vec<Example> {
    vec![
        Example::new(
            "choice",
            "chips, one of several",
            &Choices::one("c-who", "Who with?").choices([
                Choice::new("1", "Andre M.").chosen(true),
                Choice::new("2", "Kayla T."),
                Choice::new("3", "Luis O."),
                Choice::new("0", "Someone else"),
            ]),
        ),
        Example::new(
            "choice",
            "chips in columns, with drawings",
            &Choices::one("c-kind", "What kind?").grid().choices([
                Choice::new("in-person", "In person")
                    .icon(Icon::Person)
                    .chosen(true),
                Choice::new("call", "Call").icon(Icon::Phone),
                Choice::new("text", "Text").icon(Icon::Text),
                Choice::new("group", "Group").icon(Icon::Group),
                Choice::new("errand", "Errand").icon(Icon::Car),
                Choice::new("tried", "Tried").icon(Icon::Dash),
            ]),
        ),
        Example::new(
            "choice",
            "tight chips with a hint and something to fix",
            &Choices::one("c-minutes", "Minutes")
                .tight()
                .hint("How long it took.")
                .error(Some("Choose how many minutes"))
                .choices(
                    ["5", "15", "30", "45", "60"].map(|minutes| Choice::new(minutes, minutes)),
                ),
        ),
        Example::new(
            "choice",
            "chips, any number",
            &Choices::many("c-support", "What kind of support?").choices([
                Choice::new("emotional", "Listening").chosen(true),
                Choice::new("practical", "Getting things done").chosen(true),
                Choice::new("information", "Knowing what is there"),
            ]),
        ),
        Example::new(
            "choice",
            "option rows",
            &Choices::one("c-version", "Which one?").rows().choices([
                Choice::new("mine", "Yours, 10:52 AM")
                    .help("He wants to see Cedar House on foot.")
                    .own()
                    .chosen(true),
                Choice::new("theirs", "Loretta’s, 10:40 AM")
                    .help("Cedar House has a room Monday.")
                    .own(),
                Choice::new("both", "Keep both"),
            ]),
        ),
        Example::new(
            "choice",
            "a tick box",
            &Tick::new("c-shared", "Someone else uses this phone")
                .help("We keep nothing on it and sign you out when you close the page."),
        ),
        Example::new(
            "choice",
            "a tick box with something to fix",
            &Tick::new("c-told", "I told Andre").error(Some("Tick this when Andre knows")),
        ),
        Example::new(
            "choice",
            "a switch",
            &Switch::new(w, "c-switch", "Nudges on this phone").on(true),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_choice_carries_the_id_that_the_error_summary_links_to() {
        let html = Choices::one("kind", "What kind?")
            .choices([
                Choice::new("call", "Call"),
                Choice::new("text", "Text").chosen(true),
            ])
            .render()
            .into_string();
        assert!(html.contains(r#"id="kind" name="kind" value="call""#));
        assert!(html.contains(r#"id="kind-2" name="kind" value="text" checked"#));
    }

    #[test]
    fn a_group_in_error_says_so_on_the_group() {
        let html = Choices::one("kind", "What kind?")
            .hint("One")
            .error(Some("Choose one"));
        let html = html.render().into_string();
        assert!(html.contains(r#"aria-describedby="kind-hint kind-error""#));
    }

    #[test]
    fn what_is_chosen_comes_back_chosen() {
        let html = Tick::new("told", "Told").on(true).render().into_string();
        assert!(html.contains("checked"));
        assert!(
            !Tick::new("told", "Told")
                .render()
                .into_string()
                .contains("checked")
        );
    }
}
