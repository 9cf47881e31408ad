//! `fullcup vault open`, as somebody uses it who left the program with a file and six words.

use std::{
    io::Write,
    path::PathBuf,
    process::{Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{answer, complaint, fullcup, refused, run, text};

struct Left {
    folder: TempDir,
    case: Value,
}

impl Left {
    /// A file that the browser sealed, from the cases of both sides.
    fn new() -> Self {
        let cases = include_str!("../../../../vectors/vault_export.json");
        let cases: Value = serde_json::from_str(cases).expect("JSON");
        let left = Self {
            folder: TempDir::new().expect("a folder"),
            case: cases["exports"][0].clone(),
        };
        left.put("mine.jwe", &format!("{}\n", left.said("jwe")));
        left.put("words", left.said("words"));
        left
    }

    fn said(&self, key: &str) -> &str {
        self.case[key].as_str().expect("a text")
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, body: &str) {
        std::fs::write(self.at(name), body).expect("a file");
    }

    /// Opens it with words that are typed.
    fn typed(&self, words: &str) -> Output {
        let mut child = fullcup()
            .args(["vault", "open", text(&self.at("mine.jwe"))])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdin = child.stdin.take().expect("a line in");
        stdin.write_all(words.as_bytes()).expect("it listens");
        drop(stdin);
        child.wait_with_output().expect("it ends")
    }
}

#[test]
fn a_sealed_export_opens_with_typed_words_and_without_a_server() {
    let left = Left::new();
    let typed = format!("  {}\n", left.said("words").to_uppercase());
    assert_eq!(answer(&left.typed(&typed)).trim_end(), left.said("json"));
    assert!(!left.at("fullcup-data").exists(), "it needs no data folder");
}

#[test]
fn a_sealed_export_becomes_a_folder_of_files_that_people_read() {
    let left = Left::new();
    let (file, words, out) = (left.at("mine.jwe"), left.at("words"), left.at("out"));
    let arguments = [
        "vault",
        "open",
        text(&file),
        "--words-file",
        text(&words),
        "--out",
        text(&out),
    ];
    let opened = run(&arguments);
    assert_eq!(answer(&opened).trim_end(), text(&out));
    assert!(
        complaint(&opened).contains("They are not locked"),
        "{}",
        complaint(&opened)
    );
    let read = |name: &str| std::fs::read(out.join(name)).expect("a file");
    assert_eq!(read("private.json"), left.said("json").as_bytes());
    let page = String::from_utf8(read("cup.md")).expect("text");
    assert!(
        page.contains("## 2026-11-22 09:30\n") && page.contains("señora"),
        "{page}"
    );
    assert!(page.contains("![picture](photos/1.png)"), "{page}");
    assert_eq!(read("photos/1.png"), b"\x89PNG\r\n\x1a\n");
    assert!(
        refused(&arguments).contains("is not empty"),
        "nothing is written over"
    );
}

#[test]
fn what_does_not_open_says_why_and_writes_nothing() {
    let left = Left::new();
    let wrong = left.typed("one two three four five six\n");
    assert!(!wrong.status.success() && wrong.stdout.is_empty());
    assert!(
        complaint(&wrong).contains("these words do not open"),
        "{}",
        complaint(&wrong)
    );
    let misspelled = left.typed("abacus abbdomen abide able ably acid\n");
    assert!(
        complaint(&misspelled).contains("word 2 is not on the list"),
        "{}",
        complaint(&misspelled)
    );
    let few = left.typed("one two three\n");
    assert!(complaint(&few).contains("six words"), "{}", complaint(&few));
    let jwe = left.said("jwe");
    for (body, why) in [
        (jwe[..jwe.len() - 30].to_owned(), "was cut"),
        ("a letter to nobody".to_owned(), "is no sealed export"),
        (jwe.replacen('.', ".AAAA", 1), "is no sealed export"),
    ] {
        left.put("mine.jwe", &body);
        let said = left.typed(left.said("words"));
        assert!(!said.status.success() && said.stdout.is_empty());
        assert!(
            complaint(&said).contains(why),
            "{body}: {}",
            complaint(&said)
        );
    }
    let out = left.at("out");
    let missing = refused(&["vault", "open", "no-such-file.jwe", "--out", text(&out)]);
    assert!(missing.contains("could not be read"), "{missing}");
    assert!(!out.exists());
}
