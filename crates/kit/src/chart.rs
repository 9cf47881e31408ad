//! A process behavior chart: months as dots, the band of a program's own ups and downs, and the
//! changes that somebody named. All geometry is in SVG attributes, because the content policy
//! allows no inline style; every figure is in a table behind it, too.

use domain::chart::{self, Scale};
use maud::{Markup, Render, html};

use crate::{field::Text, gallery::Example};

/// The drawing is 320 by 140; dots stand between these.
const LEFT: f64 = 12.0;
const RIGHT: f64 = 262.0;
const TOP: f64 = 28.0;
const FLOOR: f64 = 108.0;
/// Where the letters of the months stand.
const LETTERS: f64 = 130.0;
/// A label of a limit keeps this much from the one below it.
const APART: f64 = 14.0;

/// One measure over months.
#[derive(Clone, Debug)]
pub struct ProcessChart<'a> {
    chart: &'a chart::Chart,
    title: Text<'a>,
    description: Text<'a>,
    letters: Vec<String>,
    named: Vec<(usize, String)>,
    limits: Option<(String, String)>,
}

impl<'a> ProcessChart<'a> {
    /// The chart, its name, the whole drawing in a sentence for screen readers, and a letter for
    /// each month.
    pub fn new(
        chart: &'a chart::Chart,
        title: impl Into<Text<'a>>,
        description: impl Into<Text<'a>>,
        letters: impl IntoIterator<Item = String>,
    ) -> Self {
        Self {
            chart,
            title: title.into(),
            description: description.into(),
            letters: letters.into_iter().collect(),
            named: vec![],
            limits: None,
        }
    }

    /// The changes that somebody named: the first month after each, counted from 0, and its words.
    #[must_use]
    pub fn named(mut self, named: impl IntoIterator<Item = (usize, String)>) -> Self {
        self.named = named.into_iter().collect();
        self
    }

    /// The words beside the lower and the upper limit of the newest band.
    #[must_use]
    pub fn limits(mut self, lower: impl Into<String>, upper: impl Into<String>) -> Self {
        self.limits = Some((lower.into(), upper.into()));
        self
    }

    fn across(&self, at: usize) -> f64 {
        let last = self.chart.points().len().saturating_sub(1).max(1);
        LEFT + (RIGHT - LEFT) * number(at) / number(last)
    }

    /// The least and the most that is drawn.
    fn span(&self) -> (f64, f64) {
        let limits = self.chart.bands().iter().filter_map(|band| band.limits);
        let all = self.chart.points().iter().flatten().copied();
        let (low, high) = all
            .chain(limits.flat_map(|limits| [limits.lower, limits.upper]))
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
                (low.min(value), high.max(value))
            });
        if low.is_finite() && high > low {
            (low, high)
        } else {
            // One figure all along stands in the middle.
            let only = if low.is_finite() { low } else { 0.0 };
            (only - 1.0, only + 1.0)
        }
    }

    fn up(&self, value: f64) -> f64 {
        let (low, high) = self.span();
        FLOOR - (FLOOR - TOP) * (value - low) / (high - low)
    }

    /// Stretches of dots that follow each other: a gap is neither joined nor zero.
    fn lines(&self) -> Vec<String> {
        let mut lines: Vec<Vec<String>> = vec![vec![]];
        for (at, point) in self.chart.points().iter().enumerate() {
            match (point, lines.last_mut()) {
                (Some(value), Some(line)) => {
                    let to = if line.is_empty() { 'M' } else { 'L' };
                    line.push(format!("{to}{:.1} {:.1}", self.across(at), self.up(*value)));
                }
                _ => lines.push(vec![]),
            }
        }
        let lines = lines.into_iter().filter(|line| line.len() > 1);
        lines.map(|line| line.concat()).collect()
    }

    fn bands(&self) -> Markup {
        let half = (self.across(1) - self.across(0)) / 2.0;
        let edge =
            |at: usize, way: f64| (self.across(at) + way * half).clamp(LEFT - 8.0, RIGHT + 8.0);
        html! {
            @for band in self.chart.bands() {
                @if let Some(limits) = band.limits {
                    @let (left, right) = (edge(band.first, -1.0), edge(band.last, 1.0));
                    @let (top, bottom) = (self.up(limits.upper), self.up(limits.lower));
                    rect class=(if band.firm { "pc-band" } else { "pc-band pc-new" })
                        x=(place(left)) y=(place(top))
                        width=(place(right - left)) height=(place((bottom - top).max(1.0))) {}
                    line class="pc-center" x1=(place(left)) x2=(place(right))
                        y1=(place(self.up(limits.center))) y2=(place(self.up(limits.center))) {}
                }
            }
        }
    }

    fn changes(&self) -> Markup {
        let half = (self.across(1) - self.across(0)) / 2.0;
        html! {
            @for (at, words) in &self.named {
                @let x = self.across(*at) - half;
                line class="pc-change" x1=(place(x)) x2=(place(x)) y1="16" y2=(place(FLOOR + 6.0)) {}
                @if x > f64::midpoint(LEFT, RIGHT) {
                    text class="pc-words" x=(place(x - 4.0)) y="12" text-anchor="end" { (words) }
                } @else {
                    text class="pc-words" x=(place(x + 4.0)) y="12" { (words) }
                }
            }
        }
    }

    fn labels(&self) -> Markup {
        let newest = self.chart.bands().last().and_then(|band| band.limits);
        html! {
            @if let (Some(limits), Some((lower, upper))) = (newest, &self.limits) {
                @let (top, bottom) = (self.up(limits.upper) + 4.0, self.up(limits.lower) + 4.0);
                text class="pc-limit" x="316" y=(place(top)) text-anchor="end" { (upper) }
                text class="pc-limit" x="316" y=(place(bottom.max(top + APART))) text-anchor="end" { (lower) }
            }
            @for (at, letter) in self.letters.iter().enumerate() {
                text class="pc-month" x=(place(self.across(at))) y=(place(LETTERS)) text-anchor="middle" { (letter) }
            }
        }
    }
}

impl Render for ProcessChart<'_> {
    fn render(&self) -> Markup {
        let points = self.chart.points();
        let last = points.len().saturating_sub(1);
        html! {
            svg class="pc" viewBox="0 0 320 140" role="img" aria-label=(self.title) {
                desc { (self.description) }
                (self.bands())
                (self.changes())
                @for line in self.lines() { path class="pc-line" d=(line) {} }
                @for (at, point) in points.iter().enumerate() {
                    @if let Some(value) = point {
                        circle class=(if at == last { "pc-dot pc-last" } else { "pc-dot" })
                            cx=(place(self.across(at))) cy=(place(self.up(*value)))
                            r=(if at == last { "5" } else { "3" }) {}
                    }
                }
                (self.labels())
            }
        }
    }
}

fn place(at: f64) -> String {
    format!("{at:.1}")
}

fn number(at: usize) -> f64 {
    u32::try_from(at).map_or(0.0, f64::from)
}

/// Charts side by side where there is room.
pub fn measures(each: impl IntoIterator<Item = Markup>) -> Markup {
    html! { div class="meass" { @for one in each { (one) } } }
}

/// One measure: its name, its newest figure in words, the drawing, and what it seems to show.
pub fn measure(name: &str, newest: &str, drawing: impl Render, seems: impl Render) -> Markup {
    html! {
        section class="meas stack" {
            h3 { (name) }
            p class="meas-n" { (newest) }
            (drawing)
            (seems)
        }
    }
}

pub(crate) fn examples() -> Vec<Example> {
    let letters = || "NDJFMAMJJASO".chars().map(String::from);
    let usual = chart::Chart::new(Scale::Count, &steady(), &[]);
    let changed: Vec<Option<f64>> = [41, 38, 44, 36, 42, 46, 41, 43, 70, 74, 78, 76]
        .map(|count| Some(chart::count(count)))
        .to_vec();
    let changed = chart::Chart::new(Scale::Count, &changed, &[8]);
    vec![
        Example::new(
            "chart",
            "usual ups and downs, with a month that is not shown",
            &measures([measure(
                "Contacts",
                "96 in October",
                ProcessChart::new(
                    &usual,
                    "Contacts by month",
                    "Between 63 and 123.",
                    letters(),
                )
                .limits("63", "123"),
                html! { p class="small" { b { "Usual ups and downs." } " No need to explain this month." } },
            )]),
        ),
        Example::new(
            "chart",
            "a named change splits the band",
            &ProcessChart::new(&changed, "People by month", "Higher since July.", letters())
                .named([(8, "one-page roadmap".to_owned())])
                .limits("70", "81"),
        ),
    ]
}

fn steady() -> Vec<Option<f64>> {
    [96, 90, 95, 0, 105, 92, 94, 84, 101, 91, 103, 96]
        .map(|count| (count > 0).then(|| chart::count(count)))
        .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(points: &[Option<f64>], named: &[usize]) -> String {
        let chart = chart::Chart::new(Scale::Count, points, named);
        let letters = points.iter().map(|_| "J".to_owned());
        let words = named.iter().map(|at| (*at, "a change".to_owned()));
        ProcessChart::new(&chart, "A", "b", letters)
            .named(words)
            .render()
            .into_string()
    }

    #[test]
    fn a_month_that_is_not_shown_is_a_gap() {
        let html = drawn(&steady(), &[]);
        assert_eq!(html.matches("<path").count(), 2);
        assert_eq!(html.matches("<circle").count(), 11);
    }

    #[test]
    fn a_named_change_splits_the_band() {
        let points: Vec<Option<f64>> = (1..=16).map(|n| Some(chart::count(n))).collect();
        assert_eq!(drawn(&points, &[]).matches("pc-band").count(), 1);
        let split = drawn(&points, &[8]);
        assert_eq!(split.matches("pc-band").count(), 2);
        assert!(split.contains("a change"));
    }

    #[test]
    fn nothing_and_the_same_figure_all_along_are_drawn_without_a_slip() {
        for points in [vec![], vec![None, None], vec![Some(4.0); 9]] {
            let html = drawn(&points, &[]);
            assert!(!html.contains("NaN") && !html.contains("inf"), "{html}");
        }
    }
}
