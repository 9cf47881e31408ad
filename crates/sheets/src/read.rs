//! From bytes to a book: what kind of file it is, whatever its name says.

use crate::{
    book::{Book, Encoding, Form, Told},
    delimited, excel, letters_of,
    trouble::Unreadable,
};

/// How much is taken. Every bound has its own sentence, see [`Unreadable`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: u64,
    /// Bytes that a workbook may unpack to, counted while unpacking and not
    /// believed from its directory; and bytes of all texts together.
    pub inflated: u64,
    /// Cells of all sheets, the empty ones before a filled one too.
    pub cells: u64,
    /// Columns of a row.
    pub columns: u64,
    /// Bytes of one cell.
    pub cell_bytes: u64,
}

impl Default for Limits {
    /// 32 MB, 512 MB unpacked, 4 million cells, 512 columns, 200 kB in a cell:
    /// three times what 100,000 contacts of twenty columns need.
    fn default() -> Self {
        Self {
            bytes: 32 << 20,
            inflated: 512 << 20,
            cells: 4_000_000,
            columns: 512,
            cell_bytes: 200_000,
        }
    }
}

/// Reads a file. `name` is only kept for telling; what it is, its bytes say.
pub fn read(bytes: &[u8], name: &str, limits: &Limits) -> Result<Book, Unreadable> {
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limits.bytes {
        return Err(Unreadable::TooLarge {
            most_megabytes: limits.bytes >> 20,
        });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Unreadable::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return excel::read(bytes, name, limits);
    }
    if let Some(unreadable) = by_first_bytes(bytes) {
        return Err(unreadable);
    }
    let (text, encoding) = letters_of::decode(bytes)?;
    if is_web_page(&text) {
        return Err(Unreadable::WebPage);
    }
    let (sheet, separator) = delimited::read(&text, limits)?;
    if sheet.rows.is_empty() {
        return Err(Unreadable::Empty);
    }
    let mut told = Vec::new();
    if encoding == Encoding::Windows1252 {
        told.push(Told::EncodingGuessed);
    }
    Ok(Book {
        name: name.to_owned(),
        form: Form::Delimited {
            separator,
            encoding,
        },
        sheets: vec![sheet],
        told,
    })
}

fn by_first_bytes(bytes: &[u8]) -> Option<Unreadable> {
    // Old Excel and a workbook with a password are both compound files.
    const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    if bytes.starts_with(COMPOUND) {
        Some(Unreadable::OldExcel)
    } else if bytes.starts_with(b"%PDF") {
        Some(Unreadable::Pdf)
    } else if bytes.starts_with(b"\x89PNG")
        || bytes.starts_with(b"\xff\xd8\xff")
        || bytes.starts_with(b"{\\rtf")
        || bytes.starts_with(b"\x1f\x8b")
    {
        Some(Unreadable::NotASheet)
    } else {
        None
    }
}

fn is_web_page(text: &str) -> bool {
    let start: String = text
        .trim_start()
        .chars()
        .take(300)
        .collect::<String>()
        .to_ascii_lowercase();
    let markup = start.starts_with('<');
    markup
        && ["<html", "<!doctype", "<table", "<?xml", "<head", "<meta"]
            .iter()
            .any(|tag| start.contains(tag))
}
