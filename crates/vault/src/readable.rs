//! An export as files that people read: the JSON itself, Markdown by kind, photos beside.

use std::{collections::BTreeMap, fmt::Write as _};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value};

use crate::Refused;

/// The form that is read here (`docs/vault.md` section 9).
const FORM: &str = "fullcup-private-1";

/// A file to write.
#[derive(Debug, PartialEq, Eq)]
pub struct ReadableFile {
    /// Its path below the folder, of plain letters.
    pub name: String,
    /// What is in it.
    pub body: Vec<u8>,
}

/// Makes the files of an export. Refuses with [`Refused::Damaged`] what is no export of Fullcup.
pub fn readable(json: &str) -> Result<Vec<ReadableFile>, Refused> {
    let value: Value = serde_json::from_str(json).map_err(|_| Refused::Damaged)?;
    let records = value["records"].as_array();
    let records = records
        .filter(|_| value["format"] == FORM)
        .ok_or(Refused::Damaged)?;
    let mut kinds: BTreeMap<String, String> = BTreeMap::new();
    let mut photos = Vec::new();
    for record in records.iter().filter_map(Value::as_object) {
        let kind = plain(
            record
                .get("type")
                .and_then(Value::as_str)
                .unwrap_or_default(),
        );
        let page = kinds
            .entry(kind)
            .or_insert_with_key(|kind| format!("# {kind}\n"));
        write_record(page, record, &mut photos);
    }
    let mut files = vec![ReadableFile {
        name: "private.json".to_owned(),
        body: json.into(),
    }];
    files.extend(kinds.into_iter().map(|(kind, page)| ReadableFile {
        name: format!("{kind}.md"),
        body: page.into(),
    }));
    files.extend(photos);
    Ok(files)
}

/// A name that is safe as the name of a file, whatever the export says.
fn plain(kind: &str) -> String {
    let safe = |letter: &char| letter.is_ascii_alphanumeric() || *letter == '-' || *letter == '_';
    let name: String = kind.chars().filter(safe).take(40).collect();
    if name.is_empty() {
        "other".to_owned()
    } else {
        name
    }
}

fn write_record(page: &mut String, record: &Map<String, Value>, photos: &mut Vec<ReadableFile>) {
    let at = record.get("at").and_then(Value::as_str).unwrap_or_default();
    let when: String = at.chars().take(16).collect();
    let _ = writeln!(page, "\n## {}\n", when.replace('T', " "));
    for (name, value) in record {
        if !["rid", "ver", "type", "at", "versions"].contains(&name.as_str()) {
            write_value(page, name, value, photos);
        }
    }
    for version in record
        .get("versions")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        page.push_str("### Another version\n\n");
        for (name, value) in version.as_object().into_iter().flatten() {
            if name != "at" {
                write_value(page, name, value, photos);
            }
        }
    }
}

fn write_value(page: &mut String, name: &str, value: &Value, photos: &mut Vec<ReadableFile>) {
    match value {
        Value::Null => {}
        Value::Array(list) => {
            for one in list {
                write_value(page, name, one, photos);
            }
        }
        Value::Object(parts) => {
            for (inner, part) in parts {
                write_value(page, inner, part, photos);
            }
        }
        Value::String(text) if text.is_empty() => {}
        Value::String(text) => {
            if let Some((ending, body)) = photo(text) {
                let file = format!("photos/{}.{ending}", photos.len() + 1);
                let _ = writeln!(page, "![{name}]({file})\n");
                photos.push(ReadableFile { name: file, body });
            } else {
                let _ = writeln!(page, "**{name}**: {text}\n");
            }
        }
        other => {
            let _ = writeln!(page, "**{name}**: {other}\n");
        }
    }
}

/// A photo inside a record.
fn photo(text: &str) -> Option<(&'static str, Vec<u8>)> {
    let (kind, letters) = text.strip_prefix("data:image/")?.split_once(";base64,")?;
    let ending = match kind {
        "jpeg" => "jpg",
        "png" => "png",
        "webp" => "webp",
        _ => return None,
    };
    Some((ending, STANDARD.decode(letters).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_becomes_files_that_people_read() {
        let json = r#"{"format":"fullcup-private-1","made":"2026-11-22T09:30","records":[
            {"rid":"a","ver":2,"type":"why","at":"2026-11-22T09:30:00-06:00","text":"for Ana",
             "photo":"data:image/png;base64,iVBORw==","versions":[{"at":"x","text":"for Ana and Luis"}]},
            {"rid":"b","ver":1,"type":"../cup","at":"2026-11-21T08:00","level":3,"drains":["late shift"]}]}"#;
        let files = readable(json).expect("an export");
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["private.json", "cup.md", "why.md", "photos/1.png"]);
        let why = String::from_utf8(files[2].body.clone()).expect("text");
        assert!(why.contains("## 2026-11-22 09:30\n"), "{why}");
        assert!(why.contains("**text**: for Ana\n"), "{why}");
        assert!(why.contains("![photo](photos/1.png)"), "{why}");
        assert!(
            why.contains("### Another version\n\n**text**: for Ana and Luis"),
            "{why}"
        );
        assert_eq!(files[3].body, [0x89, b'P', b'N', b'G']);
        assert_eq!(readable("{}"), Err(Refused::Damaged));
        assert_eq!(readable("no JSON"), Err(Refused::Damaged));
    }
}
