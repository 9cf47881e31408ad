//! Which rows and columns of a workbook are hidden: calamine does not tell.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufReader, Cursor},
    ops::RangeInclusive,
};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

/// Columns that are hidden are listed in ranges; more than these are not read.
const RANGES_MOST: usize = 2_000;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// What is hidden in one sheet.
#[derive(Debug, Default)]
pub struct Hidden {
    /// Lines, counted from 1.
    pub lines: BTreeSet<u32>,
    /// Columns, counted from 0.
    pub columns: Vec<RangeInclusive<u32>>,
}

/// Which part of the archive holds which sheet. What cannot be read is left out:
/// that something is hidden is told as far as it is known.
pub fn parts(archive: &mut Archive<'_>) -> BTreeMap<String, String> {
    let mut targets = BTreeMap::new();
    each(archive, "xl/_rels/workbook.xml.rels", |element| {
        if element.local_name().as_ref() == "Relationship"
            && let (Some(id), Some(target)) =
                (attribute(element, "Id"), attribute(element, "Target"))
        {
            let path = match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None => format!("xl/{target}"),
            };
            targets.insert(id, path);
        }
    });
    let mut parts = BTreeMap::new();
    each(archive, "xl/workbook.xml", |element| {
        if element.local_name().as_ref() == "sheet"
            && let (Some(name), Some(id)) = (attribute(element, "name"), attribute(element, "id"))
            && let Some(path) = targets.get(&id)
        {
            parts.insert(name, path.clone());
        }
    });
    parts
}

/// What is hidden in the sheet of this part.
pub fn of_sheet(archive: &mut Archive<'_>, part: &str) -> Hidden {
    let mut hidden = Hidden::default();
    let mut line = 0_u32;
    each(archive, part, |element| {
        match element.local_name().as_ref() {
            "row" => {
                line = attribute(element, "r")
                    .and_then(|text| text.parse().ok())
                    .unwrap_or_else(|| line.saturating_add(1));
                if is_hidden(element) {
                    hidden.lines.insert(line);
                }
            }
            "col" if is_hidden(element) && hidden.columns.len() < RANGES_MOST => {
                let number = |name| {
                    attribute(element, name)?
                        .parse::<u32>()
                        .ok()?
                        .checked_sub(1)
                };
                if let (Some(first), Some(last)) = (number("min"), number("max")) {
                    hidden.columns.push(first..=last);
                }
            }
            _ => {}
        }
    });
    hidden
}

fn is_hidden(element: &BytesStart<'_>) -> bool {
    attribute(element, "hidden").is_some_and(|value| value == "1" || value == "true")
}

fn each(archive: &mut Archive<'_>, part: &str, mut visit: impl FnMut(&BytesStart<'_>)) {
    let Ok(file) = archive.by_name(part) else {
        return;
    };
    let mut reader = Reader::from_reader(BufReader::new(file));
    let mut buffer = Vec::new();
    while let Ok(event) = reader.read_event_into(&mut buffer) {
        match event {
            Event::Start(element) | Event::Empty(element) => visit(&element),
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
}

/// The value of an attribute by its name without prefix (`r:id` is `id`).
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .and_then(|attribute| {
            attribute
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .ok()
                .map(std::borrow::Cow::into_owned)
        })
}
