//! Keeping a spreadsheet from taking a text for a formula.

/// Whether a spreadsheet would run this text, however many marks stand before it.
fn would_run(text: &str) -> bool {
    text.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// Whether a text needs a mark before it.
pub fn needs_mark(text: &str) -> bool {
    would_run(text)
}

/// The text without the mark that was put before it for a spreadsheet.
pub fn without(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if would_run(rest) => rest,
        _ => text,
    }
}
