//! The mug: straight walls, so that the level is in true proportion; water, and
//! never anything else, fills it.

use maud::{Markup, Render, html};

use crate::words::Words;

/// Where the cavity of the 96 by 96 drawing begins (full) and how deep it is.
const FULL: f64 = 28.0;
const DEPTH: f64 = 56.5;

/// A mug as a picture beside words; hidden from screen readers.
#[derive(Clone, Copy, Debug)]
pub struct Mug {
    class: &'static str,
    /// How full, from 0 to 1. Without one the mug is dotted: not known, which
    /// is never drawn like empty.
    level: Option<f64>,
}

impl Mug {
    /// The brand mark of the top bar.
    pub(crate) const BRAND: Self = Self {
        class: "mug mug--brand",
        level: Some(0.62),
    };
    /// The large mark of the sign-in page.
    pub const HELLO: Self = Self {
        class: "mug hello-mug",
        level: Some(0.62),
    };
    /// One of the five levels of a cup, from 0 (empty) to 4 (full); more is full.
    pub fn of(level: u8) -> Self {
        Self {
            class: "mug",
            level: Some(f64::from(level.min(4)) / 4.0),
        }
    }

    /// The dotted mug: nothing is known yet.
    pub const UNKNOWN: Self = Self {
        class: "mug mug--m",
        level: None,
    };
}

impl Render for Mug {
    fn render(&self) -> Markup {
        let line = if self.level.is_some() {
            "mug-line"
        } else {
            "mug-line mug-dash"
        };
        html! {
            svg class=(self.class) viewBox="0 0 96 96" aria-hidden="true" {
                path class="mug-body" d="M14 21V78a9 9 0 0 0 9 9H60a9 9 0 0 0 9-9V21Z" {}
                @if let Some(level) = self.level {
                    @let top = format!("{:.2}", FULL + DEPTH * (1.0 - level));
                    path class="mug-water" d={ "M16.5 " (top) "H66.5V78a6.5 6.5 0 0 1-6.5 6.5H23a6.5 6.5 0 0 1-6.5-6.5Z" } {}
                    path class="mug-top" d={ "M16.5 " (top) "H66.5" } {}
                }
                path class=(line) d="M14 22V78a9 9 0 0 0 9 9H60a9 9 0 0 0 9-9V22" {}
                path class=(line) d="M69 35h6a11 11 0 0 1 11 11v8a11 11 0 0 1-11 11h-6" {}
                rect class="mug-rim" x="8" y="15" width="67" height="8" rx="4" {}
            }
        }
    }
}

/// The word of a level, from 0 (empty) to 4 (full).
pub fn level_word(w: &Words, level: u8) -> String {
    w.say(&format!("kit-level-{}", level.min(4)))
}

/// The five mugs in a row, each one tap. They work with script alone: client code listens for
/// `data-do="cup"` and reads `data-level`.
pub fn cups(w: &Words, label: &str) -> Markup {
    html! {
        div class="cups" role="group" aria-label=(label) {
            @for level in 0..=4 {
                button class="cup" type="button" data-do="cup" data-level=(level) {
                    (Mug::of(level))
                    span { (level_word(w, level)) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mug_that_is_not_known_holds_no_water() {
        let drawing = Mug::UNKNOWN.render().into_string();
        assert!(!drawing.contains("mug-water") && drawing.contains("mug-dash"));
        assert!(
            Mug::BRAND
                .render()
                .into_string()
                .contains("M16.5 49.47H66.5")
        );
    }
}
