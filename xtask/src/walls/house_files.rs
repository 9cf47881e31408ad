//! Rules for every file: how long, how named, nothing unfinished, nothing of one machine.

use std::path::Path;

use super::tree::Text;

/// No file of code is longer; most are far shorter.
const MOST_LINES: usize = 600;

/// Looks at every text file; `places` are folders of the machine this runs on.
pub fn check(texts: &[Text], places: &[String]) -> Vec<String> {
    texts.iter().flat_map(|text| one(text, places)).collect()
}

/// Folders that name this machine: where the checkout lies and where its user lives.
pub fn places(root: &Path) -> Vec<String> {
    let parent = root.parent().map(|parent| format!("{}/", parent.display()));
    let home = std::env::var("HOME").ok().map(|home| format!("{home}/"));
    let own = parent
        .into_iter()
        .chain(home)
        .filter(|place| place.len() > 4);
    own.chain([["/ro", "ot/"].concat(), ["/ho", "me/"].concat()])
        .collect()
}

fn one(text: &Text, places: &[String]) -> Vec<String> {
    let mut findings = Vec::new();
    let path = &text.path;
    let lines = text.text.lines().count();
    if is_code(text) && lines > MOST_LINES {
        findings.push(format!(
            "{path}: {lines} lines; split it (at most {MOST_LINES})"
        ));
    }
    let stem = text.name().split('.').next().unwrap_or_default();
    let folder = path.rsplit('/').nth(1).unwrap_or_default();
    let vague = ["utils", "util", "helpers", "helper", "common", "misc"];
    if vague.contains(&stem) || vague.contains(&folder) {
        findings.push(format!("{path}: a name that says nothing"));
    }
    if text.name() == "package-lock.json" {
        for mark in ["\"resolved\"", "://"] {
            if text.text.contains(mark) {
                findings.push(format!(
                    "{path}: records where packages were fetched ({mark})"
                ));
            }
        }
    }
    let unfinished = unfinished();
    for (number, line) in text.text.lines().enumerate() {
        let number = number + 1;
        if is_code(text) {
            let found = unfinished
                .iter()
                .filter(|word| line.contains(word.as_str()));
            findings.extend(found.map(|word| format!("{path}:{number}: unfinished: {word}")));
        }
        let found = places.iter().filter(|place| line.contains(place.as_str()));
        findings.extend(
            found.map(|place| format!("{path}:{number}: names a folder of one machine: {place}")),
        );
    }
    findings
}

/// Marks of unfinished work and of tests that do not run; cut in two so that this file is clean.
fn unfinished() -> Vec<String> {
    let marks = [
        ("TO", "DO"),
        ("FIX", "ME"),
        ("X", "XX"),
        ("to", "do!("),
        ("unimple", "mented!("),
        ("#[ign", "ore"),
        ("test.sk", "ip("),
        ("test.fix", "me("),
        (".on", "ly("),
    ];
    marks
        .iter()
        .map(|(start, end)| format!("{start}{end}"))
        .collect()
}

fn is_code(text: &Text) -> bool {
    let ends = [".rs", ".js", ".css", ".ftl", ".sql"];
    ends.iter().any(|end| text.is(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walls::tree::text;

    fn findings(path: &str, content: &str) -> Vec<String> {
        check(&[text(path, content)], &["/srv/build/".to_owned()])
    }

    #[test]
    fn a_long_file_is_found() {
        assert_eq!(findings("a/b.rs", &"//\n".repeat(601)).len(), 1);
        assert!(findings("a/b.rs", &"//\n".repeat(600)).is_empty());
        assert!(findings("docs/b.md", &"x\n".repeat(900)).is_empty());
    }

    #[test]
    fn a_name_that_says_nothing_is_found() {
        assert_eq!(findings("a/utils.rs", "").len(), 1);
        assert_eq!(findings("a/common/mod.rs", "").len(), 1);
        assert!(findings("a/commonplace.rs", "").is_empty());
    }

    #[test]
    fn unfinished_work_is_found() {
        for mark in unfinished() {
            assert_eq!(findings("a/b.rs", &format!("x {mark}")).len(), 1, "{mark}");
        }
    }

    #[test]
    fn a_folder_of_one_machine_is_found() {
        assert_eq!(findings("README.md", "see /srv/build/notes").len(), 1);
    }

    #[test]
    fn a_lock_file_says_nothing_of_where_packages_came_from() {
        let bad = r#"{"resolved": "https://example.org/x.tgz"}"#;
        assert_eq!(findings("package-lock.json", bad).len(), 2);
    }
}
