//! Cells of a CSV file that a spreadsheet opens.
//!
//! A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@` as a
//! formula, also inside quotes, and a formula can send a file's content away.
//! So such a text gets an apostrophe before it, as OWASP advises for CSV
//! injection; the spreadsheet shows the text and does nothing.
//!
//! **Invariant:** nothing is lost. [`unguard`] takes exactly that apostrophe off
//! again, which our own import does with every text cell; a text that had
//! apostrophes of its own before such a sign gets one more and keeps them
//! (`every_text_comes_back_as_it_was`).
//!
//! Numbers and dates are typed [`Value`]s and are written bare: `-5` stays a
//! number. XLSX needs no guard, because there a string is a string.

use std::{borrow::Cow, fmt::Write};

use jiff::civil::Date;

/// What a file begins with, so that a spreadsheet reads it as UTF-8.
pub const BOM: &str = "\u{feff}";

/// One cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Nothing.
    Empty,
    /// Words; guarded.
    Text(&'a str),
    /// A whole number.
    Number(i64),
    /// Hundredths, written with a point: cents as dollars, loads as people.
    Hundredths(i64),
    /// A date, written `2026-11-22`.
    Date(Date),
}

/// Writes a row as RFC 4180 says, with its line end (CR LF).
pub fn row(out: &mut String, values: &[Value<'_>]) {
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        // Writing to a text cannot fail.
        let _ = match value {
            Value::Empty => Ok(()),
            Value::Text(text) => {
                quote(out, &guard(text));
                Ok(())
            }
            Value::Number(number) => write!(out, "{number}"),
            Value::Hundredths(number) => {
                let sign = if *number < 0 { "-" } else { "" };
                let size = number.unsigned_abs();
                write!(out, "{sign}{}.{:02}", size / 100, size % 100)
            }
            Value::Date(date) => write!(out, "{date}"),
        };
    }
    out.push_str("\r\n");
}

/// The text as it may stand in a cell: with an apostrophe before what a
/// spreadsheet would run.
pub fn guard(text: &str) -> Cow<'_, str> {
    if would_run(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text as it was before [`guard`].
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if would_run(text) => text,
        _ => cell,
    }
}

/// Whether a spreadsheet may take the text for a formula. What it may skip
/// before the sign is skipped here too: space, marks that show nothing,
/// apostrophes and quotation marks.
fn would_run(text: &str) -> bool {
    // Apostrophes first, so that a guarded text is still one that needs a guard.
    let text = text.trim_start_matches('\'');
    if text.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    let seen = text.trim_start_matches(|character: char| {
        character.is_whitespace()
            || character.is_control()
            || matches!(
                character,
                '\'' | '"' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                    | '\u{2060}'..='\u{2069}' | '\u{00ad}'
            )
    });
    // The second line holds the full-width forms, which some programs fold.
    seen.starts_with(['=', '+', '-', '@'])
        || seen.starts_with(['＝', '＋', '－', '＠'])
        || seen.starts_with(['−', '﹢', '﹣', '﹦', '﹫'])
}

/// Quotes where RFC 4180 asks for it, and where other separators or outer space
/// could be misread.
fn quote(out: &mut String, text: &str) {
    let special = |character| matches!(character, ',' | '"' | '\r' | '\n' | ';' | '\t' | '|');
    let outer = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
    if outer || text.contains(special) {
        out.push('"');
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn written(values: &[Value<'_>]) -> String {
        let mut out = String::new();
        row(&mut out, values);
        out
    }

    #[test]
    fn a_row_is_written_as_the_rfc_says() {
        assert_eq!(
            written(&[
                Value::Text("Dee"),
                Value::Empty,
                Value::Text("said \"yes\", twice"),
                Value::Text("two\nlines"),
                Value::Number(-5),
                Value::Hundredths(-1_205),
                Value::Hundredths(7),
                Value::Date(date(2026, 11, 2)),
            ]),
            "Dee,,\"said \"\"yes\"\", twice\",\"two\nlines\",-5,-12.05,0.07,2026-11-02\r\n"
        );
    }

    #[test]
    fn nothing_that_a_spreadsheet_would_run_stands_first() {
        for text in [
            "=1+1",
            "+1 413 555 0100",
            "-2",
            "@SUM(A1)",
            "\tx",
            "\rx",
            "\nx",
            "＝1+1",
            "＋1",
            "－1",
            "＠a",
            "  =1",
            "\u{feff}=1",
            "\u{200b}=1",
            "\"=1",
            "'=1",
        ] {
            assert_eq!(guard(text), format!("'{text}"), "{text:?}");
            assert_eq!(unguard(&guard(text)), text, "{text:?}");
        }
        for text in ["", "Dee", "a=b", "o'clock", "'tis", "1-2", "’=1x"] {
            assert_eq!(guard(text), text);
            assert_eq!(unguard(text), text);
        }
    }

    /// Reads one row, as any reader of RFC 4180 does.
    fn read(line: &str) -> Vec<String> {
        let mut cells = vec![String::new()];
        let mut quoted = false;
        let mut rest = line.strip_suffix("\r\n").unwrap().chars().peekable();
        while let Some(character) = rest.next() {
            match character {
                '"' if quoted && rest.peek() == Some(&'"') => {
                    rest.next();
                    cells.last_mut().unwrap().push('"');
                }
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(String::new()),
                other => cells.last_mut().unwrap().push(other),
            }
        }
        cells
    }

    fn tricky() -> impl Strategy<Value = String> {
        prop_oneof![any::<String>(), "['\"=+@\t\r\n ,;＝－-]{0,8}[a-z]{0,2}"]
    }

    proptest! {
        #[test]
        fn every_text_comes_back_as_it_was(texts in prop::collection::vec(tricky(), 1..6)) {
            let values: Vec<Value<'_>> = texts.iter().map(|text| Value::Text(text)).collect();
            let cells = read(&written(&values));
            prop_assert_eq!(cells.len(), texts.len());
            for (cell, text) in cells.iter().zip(&texts) {
                prop_assert_eq!(unguard(cell), text);
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
            }
        }

        #[test]
        fn a_cell_that_we_did_not_write_is_only_freed_of_a_guard(text in tricky()) {
            let free = unguard(&text);
            prop_assert!(free == text || guard(free) == text);
        }
    }
}
