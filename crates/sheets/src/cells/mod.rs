//! Reading one cell as one kind of value.

pub mod amounts;
pub mod choices;
pub mod day;
pub mod length;
pub mod names;
pub mod time;

use crate::{book::Cell, row::How, trouble::Trouble};

/// A value and how it was read, or why it is not taken.
pub type Reading<T> = Result<(T, How), Trouble>;

/// Whether a cell holds nothing, or one of the signs that people put for nothing.
pub fn is_nothing(cell: &Cell) -> bool {
    match cell {
        Cell::Text(text) => stands_for_nothing(text),
        // #N/A is how a spreadsheet itself says that a look-up found nothing.
        Cell::Error(code) => code == "#N/A",
        other => other.is_blank(),
    }
}

/// Signs that people put where nothing is to be said.
pub fn stands_for_nothing(text: &str) -> bool {
    const WORDS: [&str; 9] = [
        "n/a", "na", "#n/a", "null", "(null)", "nan", "nil", "tbd", "(blank)",
    ];
    let text = text.trim();
    text.len() <= 12
        && (text
            .chars()
            .all(|sign| matches!(sign, '-' | '–' | '—' | '.' | '?' | '_' | '/'))
            || WORDS.iter().any(|word| text.eq_ignore_ascii_case(word)))
}

/// The text of a cell for readers of text; errors of a formula are refused here.
pub fn text(cell: &Cell) -> Result<String, Trouble> {
    match cell {
        Cell::Error(code) if code != "#N/A" => Err(Trouble::ErrorCell),
        Cell::Text(text) if is_error_text(text) => Err(Trouble::ErrorCell),
        other => Ok(other.written()),
    }
}

/// What a spreadsheet writes into a CSV where a formula failed.
fn is_error_text(text: &str) -> bool {
    matches!(
        text.trim(),
        "#REF!" | "#VALUE!" | "#NAME?" | "#DIV/0!" | "#NUM!" | "#NULL!"
    ) || (text.len() > 3 && text.bytes().all(|byte| byte == b'#'))
}
