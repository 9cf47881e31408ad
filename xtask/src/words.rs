//! The words we say and the words we do not, as `docs/words.md` lists them.
//!
//! Looked at: what people read (`.ftl`), the names of tables, and the URLs of doors.

use anyhow::{Context, Result};

use crate::{
    House,
    walls::{
        table,
        tree::{Text, settle, texts},
    },
};

/// Checks every word; an error lists all that are wrong.
pub fn check(house: &House) -> Result<()> {
    let texts = texts(&house.root)?;
    let page = texts
        .iter()
        .find(|text| text.path == "docs/words.md")
        .context("docs/words.md holds the words")?;
    let list = List::read(&page.text)?;
    settle("words", findings(&texts, &list))
}

/// What `docs/words.md` says.
struct List {
    /// Words and phrases that are not said, each as its words in lower case.
    never: Vec<(Vec<String>, String)>,
    /// A phrase that may stand all the same, and the start of the paths where it may.
    allowed: Vec<(Vec<String>, String)>,
}

impl List {
    fn read(page: &str) -> Result<Self> {
        let mut never = Vec::new();
        for row in table(page, "words")? {
            let say = row.first().cloned().unwrap_or_default();
            let phrases = row
                .get(1)
                .map(String::as_str)
                .unwrap_or_default()
                .split(',');
            never.extend(phrases.map(|phrase| (split(phrase), say.clone())));
        }
        never.retain(|(phrase, _)| !phrase.is_empty());
        let allowed = table(page, "allowed")?
            .into_iter()
            .filter(|row| row.len() >= 2);
        let allowed = allowed
            .map(|row| (split(&row[0]), row[1].clone()))
            .collect();
        Ok(Self { never, allowed })
    }

    /// What of a text is not said.
    fn wrong(&self, path: &str, text: &str) -> Vec<String> {
        let mut words = split(text);
        for (phrase, place) in &self.allowed {
            if path.starts_with(place.as_str()) || place == "anywhere" {
                strike(&mut words, phrase);
            }
        }
        let found = self
            .never
            .iter()
            .filter(|(phrase, _)| holds(&words, phrase));
        found
            .map(|(phrase, say)| format!("not “{}”: say {say}", phrase.join(" ")))
            .collect()
    }
}

fn findings(texts: &[Text], list: &List) -> Vec<String> {
    let mut findings = Vec::new();
    // A registered mark of others, for which our plan has its own name.
    let mark = ["WR", "AP"].concat();
    for text in texts {
        let path = &text.path;
        if text.is(".ftl") {
            for (number, line) in spoken(&text.text) {
                let wrong = list.wrong(path, line).into_iter();
                findings.extend(wrong.map(|wrong| format!("{path}:{number}: {wrong}")));
                if line.contains('!') {
                    findings.push(format!("{path}:{number}: no exclamation marks"));
                }
                if line.contains('\'') {
                    findings.push(format!("{path}:{number}: a curly apostrophe, ’"));
                }
            }
        }
        if text.is(".rs") && path.starts_with("rooms/") {
            for (number, line) in text.text.lines().enumerate() {
                for url in urls(line) {
                    let wrong = list.wrong(path, url).into_iter();
                    findings.extend(
                        wrong.map(|wrong| format!("{path}:{}: {url}: {wrong}", number + 1)),
                    );
                }
            }
        }
        let product = [
            "rooms/",
            "crates/",
            "client/",
            "docs/",
            "README",
            "ARCHITECTURE",
        ];
        if product.iter().any(|start| path.starts_with(start)) {
            for (number, line) in text.text.lines().enumerate() {
                if line
                    .split(|sign: char| !sign.is_alphanumeric())
                    .any(|word| word == mark)
                {
                    findings.push(format!("{path}:{}: a mark of others", number + 1));
                }
            }
        }
    }
    for name in crate::walls::tables(texts) {
        let wrong = list.wrong("crates/storage/migrations/", &name).into_iter();
        findings.extend(wrong.map(|wrong| format!("table `{name}`: {wrong}")));
    }
    findings
}

/// The lines of a `.ftl` file that a person reads, without ids, comments and placeables.
fn spoken(ftl: &str) -> Vec<(usize, &str)> {
    let lines = ftl
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.starts_with('#'));
    let spoken = lines.map(|(number, line)| {
        let starts = line.starts_with(|sign: char| sign.is_ascii_alphabetic() || sign == '-');
        let text = if starts {
            line.split_once('=').map_or(line, |(_, text)| text)
        } else {
            line
        };
        (number + 1, text)
    });
    spoken.collect()
}

/// The texts on a line that look like the path of a door.
fn urls(line: &str) -> Vec<&str> {
    let parts = line.split('"').skip(1).step_by(2);
    parts
        .filter(|part| part.starts_with('/') && !part.contains(' '))
        .collect()
}

/// Words in lower case; what stands in braces is a name for the program and no word.
fn split(text: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut depth = 0_u32;
    for sign in text.chars() {
        match sign {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(sign),
            _ => {}
        }
    }
    let parts = plain.split(|sign: char| !(sign.is_alphanumeric() || sign == '’'));
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Whether the phrase stands in the words, in the singular or the plural.
fn holds(words: &[String], phrase: &[String]) -> bool {
    words
        .windows(phrase.len())
        .any(|window| same(window, phrase))
}

fn same(window: &[String], phrase: &[String]) -> bool {
    let last = phrase.len() - 1;
    window
        .iter()
        .zip(phrase)
        .enumerate()
        .all(|(at, (word, wanted))| {
            let plural = at == last && [format!("{wanted}s"), format!("{wanted}es")].contains(word);
            word == wanted || plural
        })
}

/// Takes an allowed phrase out of the words.
fn strike(words: &mut [String], phrase: &[String]) {
    if phrase.is_empty() || words.len() < phrase.len() {
        return;
    }
    for at in 0..=words.len() - phrase.len() {
        if same(&words[at..at + phrase.len()], phrase) {
            words[at..at + phrase.len()].fill(String::new());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walls::tree::text;

    const PAGE: &str = "\
<!-- words -->
| say | not |
|---|---|
| participant | client, case |
| load | risk score |
<!-- /words -->
<!-- allowed -->
| phrase | where | why |
|---|---|---|
| in case | anywhere | a turn of phrase |
| client | rooms/own/ | the mark of a browser |
<!-- /allowed -->";

    fn found(path: &str, content: &str) -> usize {
        findings(&[text(path, content)], &List::read(PAGE).expect("a list")).len()
    }

    #[test]
    fn a_word_we_do_not_say_is_found() {
        assert_eq!(found("rooms/a/src/en.ftl", "a-b = Your clients"), 1);
        assert_eq!(found("rooms/a/src/en.ftl", "a-b = A Risk Score of 3"), 1);
        assert_eq!(
            found("rooms/a/src/en.ftl", "client-id = { $client } is here"),
            0
        );
    }

    #[test]
    fn an_allowed_phrase_may_stand_where_it_is_allowed() {
        assert_eq!(found("rooms/a/src/en.ftl", "a-b = In case it rains"), 0);
        assert_eq!(found("rooms/own/src/en.ftl", "a-b = This client"), 0);
        assert_eq!(found("rooms/a/src/en.ftl", "a-b = The case, in case"), 1);
    }

    #[test]
    fn urls_and_tables_are_looked_at() {
        assert_eq!(
            found("rooms/a/src/doors.rs", ".show(\"/clients/{id}\", &[], a)"),
            1
        );
        assert_eq!(
            found(
                "rooms/a/src/doors.rs",
                ".show(\"/people/{client}\", &[], a)"
            ),
            0
        );
        assert_eq!(
            found(
                "crates/storage/migrations/1.sql",
                "create table client_note (a {int})"
            ),
            1
        );
    }

    #[test]
    fn the_voice_does_not_shout() {
        assert_eq!(found("rooms/a/src/en.ftl", "a-b = Well done!"), 1);
        assert_eq!(found("rooms/a/src/en.ftl", "a-b = It's us"), 1);
    }

    #[test]
    fn the_mark_of_others_is_found() {
        let line = ["a-b = Your WR", "AP"].concat();
        assert_eq!(found("rooms/a/src/en.ftl", &line), 1);
        assert_eq!(found("rooms/a/src/en.ftl", "a-b = Wrap up the day"), 0);
    }

    #[test]
    fn the_house_keeps_its_list() {
        let page = include_str!("../../docs/words.md");
        let list = List::read(page).expect("a list");
        let never: Vec<String> = list
            .never
            .iter()
            .map(|(phrase, _)| phrase.join(" "))
            .collect();
        for word in [
            "staff",
            "provider",
            "client",
            "patient",
            "case",
            "streak",
            "risk score",
        ] {
            assert!(never.iter().any(|known| known == word), "{word}");
        }
    }
}
