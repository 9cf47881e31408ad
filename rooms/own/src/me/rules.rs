//! What can be kept in Me, as data: the server writes templates from it, and never sees an entry.

/// How something is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// One line.
    Line,
    /// Some lines.
    Lines,
    /// A telephone number: a row that has one can be called.
    Phone,
    /// A picture; resized and locked on the device.
    Photo,
    /// One of these sides; the shelf is laid out by them.
    Side(&'static [&'static str]),
}

/// One kind of thing that a person keeps. Its slug is the type of its records, its place in the document
/// and the end of its word ids.
#[derive(Clone, Copy, Debug)]
pub struct Shelf {
    /// `why`, `seed` …
    pub slug: &'static str,
    /// What an entry is made of, the first text first.
    pub fields: &'static [(&'static str, Take)],
    /// How many ideas there are to start from.
    pub ideas: u8,
}

/// One of the five parts that hold the shelves: the five ways of staying well that the seeds name.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// The end of its word ids and its place in the document.
    pub slug: &'static str,
    /// What is in it.
    pub shelves: &'static [Shelf],
}

use Take::{Line, Lines, Phone, Photo, Side};

const fn shelf(slug: &'static str, fields: &'static [(&'static str, Take)], ideas: u8) -> Shelf {
    Shelf {
        slug,
        fields,
        ideas,
    }
}

/// Every place for entries, by part.
pub const PARTS: &[Part] = &[
    Part {
        slug: "recovery",
        shelves: &[
            shelf("refill", &[("text", Line)], 8),
            shelf("means", &[("text", Lines)], 0),
            shelf(
                "signs",
                &[
                    ("side", Side(&["knock", "early"])),
                    ("text", Line),
                    ("then", Lines),
                ],
                0,
            ),
            shelf("meeting", &[("text", Line), ("when", Line)], 0),
            shelf("shift", &[("text", Line), ("then", Lines)], 0),
            shelf(
                "look",
                &[("text", Lines), ("feel", Lines), ("then", Lines)],
                0,
            ),
            shelf("paper", &[("text", Lines), ("photo", Photo)], 0),
        ],
    },
    Part {
        slug: "bounds",
        shelves: &[
            shelf(
                "tell",
                &[("side", Side(&["tell", "keep"])), ("text", Line)],
                0,
            ),
            shelf("no", &[("text", Lines)], 6),
            shelf("town", &[("text", Lines)], 3),
            shelf("decide", &[("text", Lines), ("then", Lines)], 0),
            shelf(
                "before",
                &[
                    ("text", Line),
                    ("feel", Lines),
                    ("then", Lines),
                    ("who", Lines),
                ],
                0,
            ),
            shelf("letgo", &[("text", Lines), ("then", Lines)], 0),
            shelf(
                "tank",
                &[
                    ("side", Side(&["empty", "some", "plenty"])),
                    ("text", Lines),
                    ("then", Line),
                ],
                0,
            ),
        ],
    },
    Part {
        slug: "kind",
        shelves: &[
            shelf("journal", &[("about", Line), ("text", Lines)], 8),
            shelf(
                "mine",
                &[("side", Side(&["mine", "not"])), ("text", Line)],
                0,
            ),
            shelf("mantra", &[("text", Line)], 3),
            shelf(
                "worry",
                &[("text", Lines), ("safe", Lines), ("down", Lines)],
                0,
            ),
            shelf(
                "ritual",
                &[
                    ("side", Side(&["before", "during", "after"])),
                    ("text", Lines),
                ],
                0,
            ),
            shelf("ground", &[("text", Lines), ("photo", Photo)], 0),
        ],
    },
    Part {
        slug: "support",
        shelves: &[
            shelf(
                "person",
                &[
                    ("side", Side(&["recovery", "life", "work"])),
                    ("text", Line),
                    ("phone", Phone),
                    ("why", Line),
                ],
                0,
            ),
            shelf(
                "tool",
                &[("text", Lines), ("when", Line), ("photo", Photo)],
                3,
            ),
        ],
    },
    Part {
        slug: "why",
        shelves: &[
            shelf("why", &[("text", Lines)], 0),
            shelf("good", &[("text", Lines)], 0),
            shelf("victory", &[("text", Lines)], 0),
            shelf("seed", &[("text", Lines)], 0),
            shelf("strength", &[("text", Line)], 0),
            shelf("growth", &[("when", Line), ("text", Lines)], 0),
            shelf("give", &[("text", Lines)], 0),
            shelf("intent", &[("text", Lines)], 0),
        ],
    },
];

/// One part of a plan, and whether it asks for steps ("Then I will").
pub type PlanPart = (&'static str, bool);

/// The parts of the wellness plan, under headings of our own.
pub const PLAN: &[PlanPart] = &[
    ("best", false),
    ("daily", false),
    ("knock", true),
    ("early", true),
    ("hard", true),
    ("others", false),
    ("back", false),
];

/// The parts of the plan at work.
pub const WORK_PLAN: &[PlanPart] = &[
    ("well", false),
    ("daily", false),
    ("stress", true),
    ("signs", true),
    ("helps", false),
    ("who", false),
    ("signal", false),
    ("agreed", false),
    ("back", false),
];

/// What takes from a cup, to tap. People add their own.
pub const DRAINS: &[&str] = &[
    "heavy", "return", "bed", "sleep", "grief", "paper", "money", "close",
];

/// What fills a cup, to tap. Nothing of the work is among them (seed 001: the work is not self-care).
pub const FILLS: &[&str] = &["meeting", "laugh", "family", "walk", "prayer", "victory"];

/// How many kind words there are.
pub const KIND_WORDS: u8 = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shelf_has_a_name_of_its_own_and_a_text() {
        let mut slugs: Vec<_> = PARTS
            .iter()
            .flat_map(|part| part.shelves)
            .map(|shelf| shelf.slug)
            .collect();
        let count = slugs.len();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), count);
        for shelf in PARTS.iter().flat_map(|part| part.shelves) {
            assert!(
                shelf.fields.iter().any(|(name, _)| *name == "text"),
                "{}",
                shelf.slug
            );
        }
    }

    #[test]
    fn the_wellness_plan_has_seven_parts() {
        assert_eq!(PLAN.len(), 7);
    }
}
