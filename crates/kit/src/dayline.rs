//! The hours of a day as a line, with "now" on it. All geometry is in SVG
//! attributes, because the content policy allows no inline style.

use maud::{Markup, Render, html};

use crate::{
    field::Text,
    gallery::Example,
    icon::{Icon, icon},
};

/// The drawing is 340 wide; the line runs from 6 to 334.
const LEFT: f64 = 6.0;
const RIGHT: f64 = 334.0;
/// At least this many minutes are drawn, as in a day from 7 AM to 9 PM.
const SPAN: i32 = 14 * 60;
/// And this much before the first hour and after the last.
const BEFORE: i32 = 2 * 60;
const AFTER: i32 = 4 * 60;
/// Rough width of a letter of the labels.
const LETTER: f64 = 6.6;

/// The line. Minutes count from the midnight that begins the day; hours past
/// the next midnight count on (25 hours = 1500), hours before it are below zero.
#[derive(Clone, Debug)]
pub struct DayLine<'a> {
    spans: Vec<(i32, i32)>,
    now: i32,
    start: Text<'a>,
    end: Text<'a>,
    description: Text<'a>,
}

impl<'a> DayLine<'a> {
    /// Spans on duty, the present minute, the words under both ends ("9 AM",
    /// "5 PM, then Marcus"), and the whole thing in a sentence for screen readers.
    pub fn new(
        spans: impl IntoIterator<Item = (i32, i32)>,
        now: i32,
        start: impl Into<Text<'a>>,
        end: impl Into<Text<'a>>,
        description: impl Into<Text<'a>>,
    ) -> Self {
        Self {
            spans: spans.into_iter().collect(),
            now,
            start: start.into(),
            end: end.into(),
            description: description.into(),
        }
    }

    /// First and last minute drawn.
    fn window(&self) -> (i32, i32) {
        let first = self.spans.iter().map(|span| span.0).min().unwrap_or(9 * 60);
        let last = self
            .spans
            .iter()
            .map(|span| span.1)
            .max()
            .unwrap_or(17 * 60);
        let from = (first - BEFORE).min(self.now - 30);
        (from, (last + AFTER).max(self.now + 30).max(from + SPAN))
    }
}

impl Render for DayLine<'_> {
    fn render(&self) -> Markup {
        let (from, to) = self.window();
        let scale = (RIGHT - LEFT) / f64::from(to - from);
        let at = |minute: i32| LEFT + f64::from(minute - from) * scale;
        let place = |x: f64| format!("{x:.2}");
        let first = self.spans.iter().map(|span| span.0).min().map(at);
        let last = self.spans.iter().map(|span| span.1).max().map(at);
        let now = at(self.now);
        html! {
            svg class="dayline" viewBox="0 0 340 34" role="img" aria-label=(self.description) {
                path class="dl-base" d="M6 12H334" {}
                @for (start, end) in &self.spans {
                    path class="dl-on" d={ "M" (place(at(*start))) " 12H" (place(at(*end))) } {}
                }
                path class="dl-now" d={ "M" (place(now)) " 3V21" } {}
                circle class="dl-dot" cx=(place(now)) cy="12" r="6" {}
                @if let Some(x) = first {
                    (label(&self.start, x, LEFT))
                }
                @if let (Some(x), Some(first)) = (last, first) {
                    // The two labels never run into each other.
                    (label(&self.end, x, first + half(&self.start) + LETTER))
                }
            }
            // Words in a drawing do not grow with the reader's text size; these
            // take their place where that is very large.
            p class="dl-words small" aria-hidden="true" { span { (self.start) } span { (self.end) } }
        }
    }
}

fn half(text: &str) -> f64 {
    f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX)) * LETTER / 2.0
}

/// A word under the line: its middle at `x`, but between `from` and the right end.
fn label(text: &str, x: f64, from: f64) -> Markup {
    let left = (x - half(text)).min(RIGHT - 2.0 * half(text)).max(from);
    html! { text class="c-txt" x=(format!("{left:.2}")) y="33" { (text) } }
}

/// The head of Today on duty: the words, a link to change the hours, the line.
pub fn duty(heading: &str, change: Option<(&str, &str)>, line: impl Render) -> Markup {
    html! {
        section class="duty" aria-labelledby="duty-h" {
            div class="split" {
                h2 id="duty-h" class="duty-h" { (icon(Icon::Clock)) (heading) }
                @if let Some((href, label)) = change { a class="lk" href=(href) { (label) } }
            }
            (line)
        }
    }
}

pub(crate) fn examples() -> Vec<Example> {
    vec![
        Example::new(
            "dayline",
            "on duty",
            &duty(
                "On duty until 5:00 PM",
                Some(("#main", "Change")),
                DayLine::new(
                    [(540, 1020)],
                    605,
                    "9 AM",
                    "5 PM, then Marcus",
                    "Your hours today are 9 AM to 5 PM. It is now 10:05 AM. After 5, calls go to Marcus.",
                ),
            ),
        ),
        Example::new(
            "dayline",
            "two spans, past midnight",
            &DayLine::new(
                [(1080, 1260), (1320, 1800)],
                1500,
                "6 PM",
                "6 AM",
                "Your hours are 6 PM to 9 PM and 10 PM to 6 AM. It is now 1:00 AM.",
            ),
        ),
        Example::new(
            "dayline",
            "off duty",
            &DayLine::new(
                [(540, 1020)],
                1044,
                "9 AM",
                "5 PM",
                "Your hours today were 9 AM to 5 PM. It is now 5:24 PM.",
            ),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(html: &str, before: &str) -> Vec<f64> {
        html.match_indices(before)
            .filter_map(|(at, _)| {
                html[at + before.len()..]
                    .split(['"', ' '])
                    .next()?
                    .parse()
                    .ok()
            })
            .collect()
    }

    #[test]
    fn a_day_from_nine_to_five_is_drawn_as_in_the_design() {
        let html = DayLine::new([(540, 1020)], 605, "9 AM", "5 PM", "")
            .render()
            .into_string();
        assert!(html.contains(r#"d="M52.86 12H240.29""#), "{html}");
        assert!(html.contains(r#"cx="78.24""#), "{html}");
    }

    #[test]
    fn everything_stays_on_the_line_whatever_the_hours() {
        for (start, end, now) in [
            (540, 1020, 605),
            (-120, 360, 900),
            (1320, 1800, 1500),
            (0, 1440, -300),
            (600, 601, 2000),
        ] {
            let long = "5 PM, then the night line of the county";
            let html = DayLine::new([(start, end)], now, "9 AM", long, "")
                .render()
                .into_string();
            for x in numbers(&html, "cx=\"")
                .into_iter()
                .chain(numbers(&html, " x=\""))
                .chain(numbers(&html, "d=\"M"))
            {
                assert!((LEFT..=RIGHT).contains(&x), "{x} in {html}");
            }
        }
    }

    #[test]
    fn a_day_without_hours_is_still_a_day() {
        let html = DayLine::new([], 600, "", "", "No hours today.")
            .render()
            .into_string();
        assert!(html.contains("dl-dot") && !html.contains("dl-on"));
    }
}
