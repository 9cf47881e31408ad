//! What pages are laid out with: titles, sheets, heads, disclosures.

use maud::{Markup, Render, html};

use crate::{
    button::{Button, acts_even},
    field::Text,
    gallery::Example,
    icon::{Icon, icon},
    who::Mark,
    words::Words,
};

/// The title of a page: its one `h1`, and a quiet line under it.
#[derive(Clone, Debug)]
pub struct Title<'a> {
    heading: Text<'a>,
    line: Option<Text<'a>>,
    step: Option<Text<'a>>,
}

impl<'a> Title<'a> {
    /// The `h1`.
    pub fn new(heading: impl Into<Text<'a>>) -> Self {
        Self {
            heading: heading.into(),
            line: None,
            step: None,
        }
    }

    /// A quiet line under it.
    #[must_use]
    pub fn line(mut self, line: impl Into<Text<'a>>) -> Self {
        self.line = Some(line.into());
        self
    }

    /// A small line above it: "Step 2 of 3".
    #[must_use]
    pub fn step(mut self, step: impl Into<Text<'a>>) -> Self {
        self.step = Some(step.into());
        self
    }
}

impl Render for Title<'_> {
    fn render(&self) -> Markup {
        html! {
            div class="title" {
                @if let Some(step) = &self.step { p class="small strong quiet" { (step) } }
                h1 { (self.heading) }
                @if let Some(line) = &self.line { p class="quiet" { (line) } }
            }
        }
    }
}

/// A sheet: holds one circle, never two. A section with an `h2`.
#[derive(Clone, Debug)]
pub struct Sheet<'a> {
    id: Text<'a>,
    heading: Text<'a>,
    mark: Option<Mark>,
    link: Option<(Text<'a>, Text<'a>)>,
    line: Option<Text<'a>>,
    class: Option<&'static str>,
    flat: bool,
    body: Markup,
}

impl<'a> Sheet<'a> {
    /// A sheet; the id must be its own on the page.
    pub fn new(id: impl Into<Text<'a>>, heading: impl Into<Text<'a>>, body: impl Render) -> Self {
        Self {
            id: id.into(),
            heading: heading.into(),
            mark: None,
            link: None,
            line: None,
            class: None,
            flat: false,
            body: body.render(),
        }
    }

    /// Its circle: only on pages that mix several.
    #[must_use]
    pub fn mark(mut self, mark: Mark) -> Self {
        self.mark = Some(mark);
        self
    }

    /// A short link at the end of the head: "All 22".
    #[must_use]
    pub fn link(mut self, href: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        self.link = Some((href.into(), label.into()));
        self
    }

    /// A quiet line at the end of the head.
    #[must_use]
    pub fn line(mut self, line: impl Into<Text<'a>>) -> Self {
        self.line = Some(line.into());
        self
    }

    /// The longest sheet of Today, which takes a column of its own.
    #[must_use]
    pub fn tall(mut self) -> Self {
        self.class = Some("t-plan");
        self
    }

    /// Without a border.
    #[must_use]
    pub fn flat(mut self) -> Self {
        self.flat = true;
        self
    }
}

impl Render for Sheet<'_> {
    fn render(&self) -> Markup {
        let class = [
            Some("sheet"),
            self.flat.then_some("sheet--flat"),
            self.class,
        ];
        let class = class.into_iter().flatten().collect::<Vec<_>>().join(" ");
        html! {
            section class=(class) id=(self.id) aria-labelledby={ (self.id) "-h" } {
                div class="sheet-head" {
                    h2 id={ (self.id) "-h" } { (self.heading) }
                    @if let Some(mark) = &self.mark { (mark) }
                    @if let Some(line) = &self.line { span class="small quiet" { (line) } }
                    @if let Some((href, label)) = &self.link { a class="lk" href=(href) { (label) } }
                }
                (self.body)
            }
        }
    }
}

/// The initials of a person, beside the name.
pub fn avatar(initials: &str) -> Markup {
    html! { span class="avatar" aria-hidden="true" { (initials) } }
}

/// The head of a person's page: initials, name as `h1`, a line, what to do.
#[derive(Clone, Debug)]
pub struct PersonHead<'a> {
    name: Text<'a>,
    initials: Text<'a>,
    line: Option<Text<'a>>,
    acts: Vec<Button<'a>>,
}

impl<'a> PersonHead<'a> {
    /// Name used, and initials.
    pub fn new(name: impl Into<Text<'a>>, initials: impl Into<Text<'a>>) -> Self {
        Self {
            name: name.into(),
            initials: initials.into(),
            line: None,
            acts: vec![],
        }
    }

    /// "He, him. Likes a text first."
    #[must_use]
    pub fn line(mut self, line: impl Into<Text<'a>>) -> Self {
        self.line = Some(line.into());
        self
    }

    /// What to do, side by side.
    #[must_use]
    pub fn acts(mut self, acts: impl IntoIterator<Item = Button<'a>>) -> Self {
        self.acts = acts.into_iter().collect();
        self
    }
}

impl Render for PersonHead<'_> {
    fn render(&self) -> Markup {
        html! {
            div class="phead" {
                span class="avatar avatar--big" aria-hidden="true" { (self.initials) }
                div class="title" {
                    h1 { (self.name) }
                    @if let Some(line) = &self.line { p class="quiet" { (line) } }
                }
                @if !self.acts.is_empty() { (acts_even(self.acts.clone())) }
            }
        }
    }
}

/// The next person of the day: initials, linked name, lines, what to do.
#[derive(Clone, Debug)]
pub struct PersonCard<'a> {
    name: Text<'a>,
    initials: Text<'a>,
    href: Text<'a>,
    lines: Vec<Text<'a>>,
    small: Option<Text<'a>>,
    acts: Vec<Button<'a>>,
}

impl<'a> PersonCard<'a> {
    /// Name, initials and the address of the person's page.
    pub fn new(
        name: impl Into<Text<'a>>,
        initials: impl Into<Text<'a>>,
        href: impl Into<Text<'a>>,
    ) -> Self {
        Self {
            name: name.into(),
            initials: initials.into(),
            href: href.into(),
            lines: vec![],
            small: None,
            acts: vec![],
        }
    }

    /// A line: what, where.
    #[must_use]
    pub fn line(mut self, line: impl Into<Text<'a>>) -> Self {
        self.lines.push(line.into());
        self
    }

    /// A quiet line: "In 25 minutes".
    #[must_use]
    pub fn small(mut self, small: impl Into<Text<'a>>) -> Self {
        self.small = Some(small.into());
        self
    }

    /// What to do, side by side.
    #[must_use]
    pub fn acts(mut self, acts: impl IntoIterator<Item = Button<'a>>) -> Self {
        self.acts = acts.into_iter().collect();
        self
    }
}

impl Render for PersonCard<'_> {
    fn render(&self) -> Markup {
        html! {
            div class="next" {
                (avatar(&self.initials))
                div {
                    p class="who-name" { a href=(self.href) { (self.name) } }
                    @for line in &self.lines { p { (line) } }
                    @if let Some(small) = &self.small { p class="small quiet" { (small) } }
                }
            }
            @if !self.acts.is_empty() { (acts_even(self.acts.clone())) }
        }
    }
}

/// A disclosure: opens without script.
#[derive(Clone, Debug)]
pub struct More<'a> {
    summary: Text<'a>,
    open: bool,
    body: Markup,
}

impl<'a> More<'a> {
    /// Closed.
    pub fn new(summary: impl Into<Text<'a>>, body: impl Render) -> Self {
        Self {
            summary: summary.into(),
            open: false,
            body: body.render(),
        }
    }

    /// Open from the start: when something inside is to be fixed or filled.
    #[must_use]
    pub fn open(mut self, open: bool) -> Self {
        self.open = open;
        self
    }
}

impl Render for More<'_> {
    fn render(&self) -> Markup {
        html! {
            details class="more" open[self.open] {
                summary { (self.summary) (icon(Icon::Down)) }
                div class="more-in stack stack--3" { (self.body) }
            }
        }
    }
}

/// Two columns from 62 rem on: the wide one first, the side second.
pub fn columns(main: impl Render, side: impl Render) -> Markup {
    html! {
        div class="cols cols--side" {
            div class="stack stack--3" { (main) }
            div class="stack stack--3" { (side) }
        }
    }
}

/// A person's own words: serif, in quotation marks.
pub fn own_words(words: &str) -> Markup {
    html! { blockquote class="own why own-q" { (words) } }
}

pub(crate) fn examples(w: &Words) -> Vec<Example> {
    use domain::circle::Circle;
    vec![
        Example::new(
            "sheet",
            "with its circle",
            &Sheet::new(
                "sheet-mark",
                "Next at 10:30",
                PersonCard::new("Andre M.", "AM", "#main")
                    .line("Coffee, Elm Street Library. He asked for the bus pass form.")
                    .small("In 25 minutes.")
                    .acts([
                        Button::second("Text")
                            .icon(Icon::Text)
                            .link("#main")
                            .about("Andre M."),
                        Button::second("Call")
                            .icon(Icon::Phone)
                            .link("#main")
                            .about("Andre M."),
                        Button::main("Log it")
                            .icon(Icon::Plus)
                            .link("#main")
                            .about("Andre M."),
                    ]),
            )
            .mark(Mark::new(w, Circle::Work)),
        ),
        Example::new(
            "sheet",
            "with a link",
            &Sheet::new(
                "sheet-link",
                "Contacts",
                html! { p { "Said hello after court." } },
            )
            .link("#main", "All 22"),
        ),
        Example::new(
            "sheet",
            "with a line",
            &Sheet::new(
                "sheet-line",
                "Where Andre wants to go",
                own_words("A place of my own, where my daughter can stay on weekends."),
            )
            .line("Andre is in charge of this plan"),
        ),
        Example::new(
            "sheet",
            "a disclosure",
            &More::new(
                "Add more about it",
                html! { p { "When, where, what was shared." } },
            ),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_named_by_its_heading() {
        let html = Sheet::new("plan", "Rest of today", html! {})
            .tall()
            .render()
            .into_string();
        assert!(
            html.contains(r#"<section class="sheet t-plan" id="plan" aria-labelledby="plan-h">"#)
        );
        assert!(html.contains(r#"<h2 id="plan-h">Rest of today</h2>"#));
    }
}
