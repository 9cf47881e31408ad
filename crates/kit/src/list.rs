//! Lists and tables: quiet rows, one thing each.

use maud::{Markup, Render, html};

use crate::{
    field::Text,
    gallery::Example,
    icon::{Icon, icon},
    sheet::avatar,
    t,
    words::Words,
};

/// What a tag tells by color, beside its word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing.
    #[default]
    Plain,
    /// It helps; it is done.
    Water,
    /// It weighs.
    Load,
    /// A strength; now.
    Sun,
    /// Stop.
    Alert,
    /// An outline only.
    Line,
}

impl Tone {
    const fn slug(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Water => "water",
            Self::Load => "load",
            Self::Sun => "sun",
            Self::Alert => "alert",
            Self::Line => "line",
        }
    }
}

/// A word in a soft box.
pub fn tag(tone: Tone, word: &str) -> Markup {
    html! { span class={ "tag tag--" (tone.slug()) } { (word) } }
}

/// Several tags.
pub fn tags<'a>(tone: Tone, words: impl IntoIterator<Item = &'a str>) -> Markup {
    html! { div class="tags" { @for word in words { (tag(tone, word)) } } }
}

/// One row: lead, main part, end.
#[derive(Clone, Debug)]
pub struct Row {
    lead: Option<Markup>,
    main: Markup,
    end: Option<Markup>,
    href: Option<String>,
}

impl Row {
    /// A row with markup in its main part.
    pub fn new(main: impl Render) -> Self {
        Self {
            lead: None,
            main: main.render(),
            end: None,
            href: None,
        }
    }

    /// A row with a strong first line and, where given, a quiet second one.
    pub fn lines(first: &str, second: Option<&str>) -> Self {
        Self::new(html! {
            span class="strong" { (first) }
            @if let Some(second) = second { br; span class="small quiet" { (second) } }
        })
    }

    /// A person: initials, linked name, a quiet line (why they are at this place).
    pub fn person(name: &str, initials: &str, href: &str, line: Option<&str>) -> Self {
        let mut row = Self::new(html! {
            a class="who-name" href=(href) { (name) }
            @if let Some(line) = line { br; span class="small quiet" { (line) } }
        });
        row.lead = Some(avatar(initials));
        row
    }

    /// A row that is one link, over its whole height.
    pub fn link(href: impl Into<String>, label: &str) -> Self {
        Self {
            href: Some(href.into()),
            ..Self::new(html! { (label) })
        }
    }

    /// The time it begins, for machines (`10:30`) and for people ("10:30").
    #[must_use]
    pub fn when(mut self, machine: &str, people: &str) -> Self {
        self.lead = Some(html! { span class="when" { time datetime=(machine) { (people) } } });
        self
    }

    /// Something else before the main part.
    #[must_use]
    pub fn lead(mut self, lead: impl Render) -> Self {
        self.lead = Some(lead.render());
        self
    }

    /// Something after it: a button, a tag.
    #[must_use]
    pub fn end(mut self, end: impl Render) -> Self {
        self.end = Some(end.render());
        self
    }

    /// A quiet word after it: "Tue".
    #[must_use]
    pub fn end_word(self, word: &str) -> Self {
        self.end(html! { span class="small quiet" { (word) } })
    }
}

impl Render for Row {
    fn render(&self) -> Markup {
        if let Some(href) = &self.href {
            return html! { li class="row-link" { a href=(href) { (self.main) (icon(Icon::Right)) } } };
        }
        let class = match (self.lead.is_some(), self.end.is_some()) {
            (true, true) => "row-3",
            (true, false) => "row-lead",
            (false, true) => "row-end",
            (false, false) => "row-1",
        };
        html! {
            li class=(class) {
                @if let Some(lead) = &self.lead { (lead) }
                div { (self.main) }
                @if let Some(end) = &self.end { div { (end) } }
            }
        }
    }
}

/// A list of rows. Nothing when there are none: say so with an empty state.
pub fn rows(rows: impl IntoIterator<Item = Row>) -> Markup {
    let mut rows = rows.into_iter().peekable();
    html! { @if rows.peek().is_some() { ul class="rows" { @for row in rows { (row) } } } }
}

/// Facts: a word and what it is, side by side.
pub fn facts<'a, V: Render>(facts: impl IntoIterator<Item = (&'a str, V)>) -> Markup {
    html! { dl class="facts" { @for (term, fact) in facts { dt { (term) } dd { (fact) } } } }
}

/// A table. It scrolls by itself where it is too wide, with the keyboard too.
#[derive(Clone, Debug)]
pub struct DataTable<'a> {
    label: Text<'a>,
    heads: Vec<Text<'a>>,
    rows: Vec<Vec<Markup>>,
}

impl<'a> DataTable<'a> {
    /// What the table is about, for screen readers, and the heads of its columns.
    pub fn new<T: Into<Text<'a>>>(
        label: impl Into<Text<'a>>,
        heads: impl IntoIterator<Item = T>,
    ) -> Self {
        Self {
            label: label.into(),
            heads: heads.into_iter().map(Into::into).collect(),
            rows: vec![],
        }
    }

    /// One more row; its first cell is the head of the row.
    #[must_use]
    pub fn row(mut self, cells: impl IntoIterator<Item = Markup>) -> Self {
        self.rows.push(cells.into_iter().collect());
        self
    }
}

impl Render for DataTable<'_> {
    fn render(&self) -> Markup {
        html! {
            div class="scroll" tabindex="0" role="region" aria-label=(self.label) {
                table class="data" {
                    thead { tr { @for head in &self.heads { th scope="col" { (head) } } } }
                    tbody {
                        @for row in &self.rows {
                            tr {
                                @for (at, cell) in row.iter().enumerate() {
                                    @if at == 0 { th scope="row" { (cell) } } @else { td { (cell) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Where a long list goes on, by key and not by number.
#[derive(Clone, Debug)]
pub struct Pager {
    newer: Option<String>,
    older: Option<String>,
    words: [String; 3],
}

impl Pager {
    /// The addresses of the neighbors, where there are any.
    pub fn new(w: &Words, newer: Option<String>, older: Option<String>) -> Self {
        Self::labelled(
            w,
            newer,
            older,
            t!(w, "kit-page-newer"),
            t!(w, "kit-page-older"),
        )
    }

    /// With words for lists that do not run by time.
    pub fn labelled(
        w: &Words,
        before: Option<String>,
        after: Option<String>,
        before_word: String,
        after_word: String,
    ) -> Self {
        Self {
            newer: before,
            older: after,
            words: [t!(w, "kit-pages"), before_word, after_word],
        }
    }
}

impl Render for Pager {
    fn render(&self) -> Markup {
        let [label, newer_word, older_word] = &self.words;
        html! {
            @if self.newer.is_some() || self.older.is_some() {
                nav class="pager" aria-label=(label) {
                    @if let Some(href) = &self.newer {
                        a class="lk" rel="prev" href=(href) { (icon(Icon::Left)) (newer_word) }
                    }
                    @if let Some(href) = &self.older {
                        a class="lk" rel="next" href=(href) { (older_word) (icon(Icon::Right)) }
                    }
                }
            }
        }
    }
}

/// Places to go at once: four at most, with a drawing each.
pub fn quick<'a>(label: &str, links: impl IntoIterator<Item = (&'a str, Icon, String)>) -> Markup {
    html! {
        nav class="quick" aria-label=(label) {
            @for (href, drawing, word) in links { a href=(href) { (icon(drawing)) (word) } }
        }
    }
}

pub(crate) fn examples(w: &Words) -> Vec<Example> {
    vec![
        Example::new(
            "list",
            "the day",
            &rows([
                Row::new(html! { "Lunch, phone off " (tag(Tone::Water, "Protected")) })
                    .when("12:00", "12:00"),
                Row::lines("Thursday group, Room 2", Some("With Jo. 8 people so far."))
                    .when("13:00", "1:00"),
                Row::lines("With Kayla at the DMV", Some("Bring the proof of address."))
                    .when("15:15", "3:15")
                    .end_word("Log it"),
            ]),
        ),
        Example::new(
            "list",
            "people",
            &rows([
                Row::person(
                    "Andre M.",
                    "AM",
                    "#main",
                    Some("Next step today: two sober homes"),
                ),
                Row::person("Kayla T.", "KT", "#main", Some("Not seen for 16 days"))
                    .end(tag(Tone::Load, "Heavy last time")),
            ]),
        ),
        Example::new(
            "list",
            "contacts",
            &rows([
                Row::lines(
                    "In person, 45 minutes",
                    Some("We filled in the bus pass form."),
                )
                .end_word("Today"),
                Row::lines("Text", Some("Said hello after court. Short and good.")).end_word("Tue"),
            ]),
        ),
        Example::new(
            "list",
            "links",
            &rows([
                Row::link("#main", "Hours and days off"),
                Row::link("#main", "Signing in"),
            ]),
        ),
        Example::new(
            "list",
            "tags",
            &html! {
                (tags(Tone::Sun, ["Good with engines", "Shows up early"]))
                (tag(Tone::Plain, "Trying")) " " (tag(Tone::Water, "Works")) " " (tag(Tone::Load, "Did not work")) " "
                (tag(Tone::Alert, "Ended")) " " (tag(Tone::Line, "Call first"))
            },
        ),
        Example::new(
            "list",
            "facts",
            &facts([
                ("Kind", "In person"),
                ("Minutes", "45"),
                ("Where", "Elm Street Library"),
            ]),
        ),
        Example::new(
            "list",
            "a table",
            &DataTable::new("Who looked", ["When", "Who", "What"])
                .row([
                    html! { "Today, 9:02 AM" },
                    html! { "Loretta Hines" },
                    html! { "Opened the page" },
                ])
                .row([
                    html! { "Nov 14" },
                    html! { "You" },
                    html! { "Logged a contact" },
                ]),
        ),
        Example::new(
            "list",
            "the next part of a long list",
            &Pager::new(w, Some("?before=a".into()), Some("?after=b".into())),
        ),
        Example::new(
            "list",
            "quick actions",
            &quick(
                "Quick actions",
                [
                    ("#main", Icon::People, "People".to_owned()),
                    ("#main", Icon::Cal, "Add an appointment".to_owned()),
                    ("#main", Icon::Phone, "Call Loretta".to_owned()),
                    ("#main", Icon::Hand, "Hand off".to_owned()),
                ],
            ),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_nothing_is_not_there() {
        assert_eq!(rows([]).into_string(), "");
        let w = Words::kit().expect("words");
        assert_eq!(Pager::new(&w, None, None).render().into_string(), "");
    }

    #[test]
    fn the_first_cell_of_a_row_is_its_head() {
        let table = DataTable::new("A", ["One", "Two"]).row([html! { "a" }, html! { "b" }]);
        let html = table.render().into_string();
        assert!(html.contains(r#"<th scope="row">a</th><td>b</td>"#));
    }
}
