//! Weeks as small bars against a person's own usual range, and the board of a team: one row a
//! person, a card on a phone. All geometry is in SVG attributes, because the content policy allows
//! no inline style.

use maud::{Markup, Render, html};

use crate::{field::Text, gallery::Example};

/// The drawing is 150 by 41; bars stand on 40.
const WIDE: i64 = 15_000;
const FLOOR: i64 = 4_000;
/// The tallest bar leaves this much above itself.
const AIR: i64 = 300;

/// Complete weeks, the week that runs, and the usual range, in any one unit. Every figure is also
/// in the sentence: the bars are never alone.
#[derive(Clone, Debug)]
pub struct Weeks<'a> {
    description: Text<'a>,
    complete: Vec<Option<i64>>,
    so_far: i64,
    usual: Option<(i64, i64)>,
}

impl<'a> Weeks<'a> {
    /// Complete weeks, oldest first (`None` = away, or not here yet), and the whole drawing in a
    /// sentence for screen readers.
    pub fn new(
        description: impl Into<Text<'a>>,
        complete: impl IntoIterator<Item = Option<i64>>,
    ) -> Self {
        Self {
            description: description.into(),
            complete: complete.into_iter().collect(),
            so_far: 0,
            usual: None,
        }
    }

    /// The week that runs, so far.
    #[must_use]
    pub const fn so_far(mut self, amount: i64) -> Self {
        self.so_far = amount;
        self
    }

    /// The person's own usual range, both ends within it. Without one nothing is above it.
    #[must_use]
    pub const fn usual(mut self, range: Option<(i64, i64)>) -> Self {
        self.usual = range;
        self
    }

    /// How far above the floor an amount stands, in hundredths of a unit of the drawing.
    fn height(&self, amount: i64) -> i64 {
        let bars = self.complete.iter().flatten().copied();
        let high = self.usual.map_or(0, |(_, high)| high);
        let most = bars.chain([self.so_far, high]).max().unwrap_or(0).max(1);
        amount.clamp(0, most) * (FLOOR - AIR) / most
    }
}

/// A number of hundredths as SVG writes it.
fn place(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

impl Render for Weeks<'_> {
    fn render(&self) -> Markup {
        let slots = i64::try_from(self.complete.len()).unwrap_or(8) + 1;
        let (step, now) = (WIDE / slots, slots - 1);
        let bar = |slot: i64, amount: i64, class: &str| {
            let tall = self.height(amount);
            html! {
                rect class=(class) x=(place(slot * step + step / 8)) y=(place(FLOOR - tall))
                    width=(place(step * 3 / 4)) height=(place(tall)) {}
            }
        };
        html! {
            svg class="weeks" viewBox="0 0 150 41" role="img" aria-label=(self.description) {
                @if let Some((low, high)) = self.usual {
                    rect class="wk-range" x="0" y=(place(FLOOR - self.height(high))) width="150"
                        height=(place(self.height(high) - self.height(low))) {}
                }
                @for (slot, amount) in (0..).zip(&self.complete) {
                    @if let Some(amount) = amount {
                        @let above = self.usual.is_some_and(|(_, high)| *amount > high);
                        (bar(slot, *amount, if above { "wk-bar wk-high" } else { "wk-bar" }))
                    }
                }
                (bar(now, self.so_far, "wk-now"))
                path class="wk-axis" d="M0 40H150" {}
            }
        }
    }
}

/// What the drawings of [`Weeks`] mean: a bar, one above the usual, this week, the usual range.
pub fn weeks_key(bar: &str, high: &str, so_far: &str, range: &str) -> Markup {
    let drawn = |class: &str, word: &str| {
        html! {
            span {
                svg viewBox="0 0 20 16" aria-hidden="true" { rect class=(class) x="5" y="2" width="10" height="13" {} }
                (word)
            }
        }
    };
    html! {
        p class="wk-key" {
            (drawn("wk-bar", bar)) (drawn("wk-bar wk-high", high)) (drawn("wk-now", so_far))
            span {
                svg viewBox="0 0 20 16" aria-hidden="true" { rect class="wk-range" x="0" y="3" width="20" height="10" {} }
                (range)
            }
        }
    }
}

/// A team as a table; on a phone each row is a card, and each cell bears the word of its column.
#[derive(Clone, Debug)]
pub struct Board<'a> {
    label: Text<'a>,
    heads: Vec<String>,
    rows: Vec<Vec<Markup>>,
}

impl<'a> Board<'a> {
    /// An empty board: what it shows, and the words of its columns. The first column is the person,
    /// the second how they stand against their usual, the third the weeks.
    pub fn new(label: impl Into<Text<'a>>, heads: impl IntoIterator<Item = String>) -> Self {
        Self {
            label: label.into(),
            heads: heads.into_iter().collect(),
            rows: vec![],
        }
    }

    /// One more person.
    #[must_use]
    pub fn row(mut self, cells: impl IntoIterator<Item = Markup>) -> Self {
        self.rows.push(cells.into_iter().collect());
        self
    }
}

impl Render for Board<'_> {
    fn render(&self) -> Markup {
        html! {
            // Tables that become cards lose their meaning in some browsers; the roles keep it.
            table class="data board" role="table" aria-label=(self.label) {
                thead role="rowgroup" {
                    tr role="row" {
                        @for head in &self.heads { th scope="col" role="columnheader" { (head) } }
                    }
                }
                tbody role="rowgroup" {
                    @for row in &self.rows {
                        tr role="row" {
                            @for (number, (cell, head)) in row.iter().zip(&self.heads).enumerate() {
                                @match number {
                                    0 => { th scope="row" role="rowheader" { (cell) } }
                                    1 => { td role="cell" class="wk-use" { (cell) } }
                                    2 => { td role="cell" class="wk-cell" { (cell) } }
                                    _ => { td role="cell" data-label=(head) { (cell) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

pub(crate) fn examples() -> Vec<Example> {
    let weeks = [18, 20, 26, 27, 31, 24, 19, 22].map(Some);
    let drawn = Weeks::new(
        "Dee, hours over 8 weeks: 18, 20, 26, 27, 31, 24, 19, 22. This week so far 12. Usual for Dee: 16 to 28.",
        weeks,
    )
    .so_far(12)
    .usual(Some((16, 28)));
    let new = Weeks::new(
        "Priya, hours over 8 weeks: 5 weeks not here yet, then 4, 6, 8. This week so far 6.",
        [None, None, None, None, None, Some(4), Some(6), Some(8)],
    )
    .so_far(6);
    let heads = ["Who", "Against own usual", "8 weeks", "This week so far"];
    let board = Board::new("Load and support", heads.map(str::to_owned))
        .row([
            html! { a href="#main" { "Dee Alvarez" } },
            html! { "Usual for Dee" },
            drawn.render(),
            html! { "12 h" small { "2 heavy" } },
        ])
        .row([
            html! { a href="#main" { "Priya Nair" } },
            html! { "Too new to say" },
            new.render(),
            html! { "6 h" small { "1 heavy" } },
        ]);
    vec![
        Example::new("weeks", "eight weeks and this one", &drawn),
        Example::new("weeks", "too new to say", &new),
        Example::new(
            "weeks",
            "what the bars mean",
            &weeks_key(
                "hours with people",
                "above usual",
                "this week so far",
                "that person’s usual range",
            ),
        ),
        Example::new("weeks", "a team", &board),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_above_the_usual_range_is_told_from_the_others() {
        let html = Weeks::new("two weeks", [Some(10), Some(30)])
            .usual(Some((8, 20)))
            .render()
            .into_string();
        assert_eq!(html.matches("wk-high").count(), 1, "{html}");
    }

    #[test]
    fn a_week_away_has_no_bar_and_no_week_is_taller_than_the_drawing() {
        let html = Weeks::new("three weeks", [None, Some(0), Some(400)])
            .so_far(i64::from(u32::MAX))
            .render()
            .into_string();
        assert_eq!(
            html.matches("<rect").count(),
            3,
            "two weeks and this one: {html}"
        );
        assert!(
            html.contains(r#"y="3.00""#) && !html.contains("y=\"-"),
            "{html}"
        );
    }

    #[test]
    fn each_cell_of_a_card_bears_the_word_of_its_column() {
        let board = Board::new("A", ["Who", "Usual", "Weeks", "Load"].map(str::to_owned)).row([
            html! { "a" },
            html! { "b" },
            html! { "c" },
            html! { "d" },
        ]);
        assert!(
            board
                .render()
                .into_string()
                .contains(r#"data-label="Load">d</td>"#)
        );
    }
}
