//! What may stand in a log: never a name, a word, an address or a query.

use std::fmt::Write as _;

/// An error with its causes, without what stands in quotation marks: parsers quote their input.
pub(crate) fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = without_quoted(&error.to_string());
    let mut cause = error.source();
    while let Some(next) = cause {
        let _ = write!(text, ": {}", without_quoted(&next.to_string()));
        cause = next.source();
    }
    text
}

fn without_quoted(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut until = None;
    for letter in text.chars() {
        match until {
            Some(end) if letter == end => {
                until = None;
                kept.push_str("[…]");
            }
            Some(_) => {}
            None => match letter {
                '"' | '`' => until = Some(letter),
                '“' => until = Some('”'),
                '(' => {
                    // PostgreSQL says `Key (name)=(Kayla)`.
                    if kept.ends_with('=') {
                        until = Some(')');
                    } else {
                        kept.push(letter);
                    }
                }
                other => kept.push(other),
            },
        }
    }
    if until.is_some() {
        kept.push_str("[…]");
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_parser_quotes_is_not_logged() {
        let error = serde_json::from_str::<i64>("\"Kayla fell\"").expect_err("no number");
        let text = chain(&error);
        assert!(!text.contains("Kayla"), "{text}");
        assert!(text.contains("invalid type"), "{text}");
        assert_eq!(
            without_quoted("Key (name)=(Kayla) exists (twice)"),
            "Key (name)=[…] exists (twice)"
        );
        assert_eq!(without_quoted("open `Kayla"), "open […]");
    }
}
