//! How the letters of a text file are written.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::{book::Encoding, trouble::Unreadable};

/// The text of a file without its byte-order mark, and how it was written.
pub fn decode(bytes: &[u8]) -> Result<(String, Encoding), Unreadable> {
    let (text, encoding) = if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        // A mark and then broken letters happens when two files were joined.
        match std::str::from_utf8(rest) {
            Ok(text) => (text.to_owned(), Encoding::Utf8),
            Err(_) => (String::from_utf8_lossy(rest).into_owned(), Encoding::Utf8),
        }
    } else if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        (
            UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
            Encoding::Utf16Le,
        )
    } else if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        (
            UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
            Encoding::Utf16Be,
        )
    } else if let Some((order, encoding)) = wide_without_mark(bytes) {
        (
            order.decode_without_bom_handling(bytes).0.into_owned(),
            encoding,
        )
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        (text.to_owned(), Encoding::Utf8)
    } else {
        (
            WINDOWS_1252
                .decode_without_bom_handling(bytes)
                .0
                .into_owned(),
            Encoding::Windows1252,
        )
    };
    if is_text(&text) {
        Ok((text, encoding))
    } else {
        Err(Unreadable::NotASheet)
    }
}

/// UTF-16 without a mark shows as a zero in every second byte of Latin text.
fn wide_without_mark(bytes: &[u8]) -> Option<(&'static encoding_rs::Encoding, Encoding)> {
    let sample = &bytes[..bytes.len().min(2_000) & !1];
    if sample.len() < 8 {
        return None;
    }
    let zeros = |from: usize| {
        sample
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let pairs = sample.len() / 2;
    match (zeros(0), zeros(1)) {
        (0, high) if high * 10 > pairs * 8 => Some((UTF_16LE, Encoding::Utf16Le)),
        (low, 0) if low * 10 > pairs * 8 => Some((UTF_16BE, Encoding::Utf16Be)),
        _ => None,
    }
}

/// Text has no zeros and next to no control characters.
fn is_text(text: &str) -> bool {
    let mut seen = 0_usize;
    let mut odd = 0_usize;
    for character in text.chars().take(100_000) {
        seen += 1;
        match character {
            '\0' => return false,
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' => {}
            control if control.is_control() => odd += 1,
            _ => {}
        }
    }
    odd * 50 <= seen && !text.contains('\0')
}
