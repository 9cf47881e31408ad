//! The list as JSON, for the browser.

use std::fmt::Write;

use super::{
    person::AROUND,
    rows::{ROWS, Row},
};

/// The whole list as one JSON text: `rows`, each with `id`, `why`, `when`,
/// `forms`, `prefer`, `unlessAfter`, `unlessBefore` (left out where empty), and
/// `person`, the words by which a person is told from a thing.
pub fn json() -> String {
    let mut out = String::from("{\n\"rows\": [\n");
    for (place, row) in ROWS.iter().enumerate() {
        if place > 0 {
            out.push_str(",\n");
        }
        one(&mut out, row);
    }
    out.push_str("\n],\n\"person\": {\n");
    for (place, (name, words)) in AROUND.lists().enumerate() {
        if place > 0 {
            out.push_str(",\n");
        }
        pair(&mut out, name, words);
    }
    out.push_str("\n}\n}\n");
    out
}

fn one(out: &mut String, row: &Row) {
    out.push('{');
    text_pair(out, "id", row.id);
    text_pair(out, "why", row.why.slug());
    text_pair(out, "when", row.when.slug());
    pair(out, "forms", &row.forms);
    out.push_str(", ");
    pair(out, "prefer", &row.prefer);
    for (name, words) in [
        ("unlessAfter", &row.unless_after),
        ("unlessBefore", &row.unless_before),
    ] {
        if !words.is_empty() {
            out.push_str(", ");
            pair(out, name, words);
        }
    }
    out.push('}');
}

fn text_pair(out: &mut String, name: &str, value: &str) {
    text(out, name);
    out.push_str(": ");
    text(out, value);
    out.push_str(", ");
}

fn pair(out: &mut String, name: &str, words: &[&str]) {
    text(out, name);
    out.push_str(": [");
    for (place, word) in words.iter().enumerate() {
        if place > 0 {
            out.push_str(", ");
        }
        text(out, word);
    }
    out.push(']');
}

fn text(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                out.push('\\');
                out.push(character);
            }
            // `<` too, so that the list may stand inside a page.
            '\0'..='\u{1f}' | '<' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}
