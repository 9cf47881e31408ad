//! The list, as `list.txt` holds it: families of words in the order of the field
//! notes on language.

use std::sync::LazyLock;

/// Why a word may hurt. One sentence each in the room's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// It makes one thing the whole person.
    Label,
    /// It makes the other word "dirty".
    Opposite,
    /// It puts the fault on the person.
    Blame,
    /// It says what we think, not what happened.
    Judgment,
    /// It makes a person a task.
    Task,
    /// The fault is ours, not theirs.
    Ours,
    /// It calls treatment less than treatment.
    Treatment,
    /// It asks for pity.
    Pity,
    /// It sounds like a crime or a contest.
    Death,
    /// It makes peer work small.
    PeerWork,
}

impl Why {
    /// Every reason.
    pub const ALL: &'static [Self] = &[
        Self::Label,
        Self::Opposite,
        Self::Blame,
        Self::Judgment,
        Self::Task,
        Self::Ours,
        Self::Treatment,
        Self::Pity,
        Self::Death,
        Self::PeerWork,
    ];

    /// The reason that a slug names.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|why| why.slug() == slug)
    }

    /// The end of the word id.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Label => "label",
            Self::Opposite => "opposite",
            Self::Blame => "blame",
            Self::Judgment => "judgment",
            Self::Task => "task",
            Self::Ours => "ours",
            Self::Treatment => "treatment",
            Self::Pity => "pity",
            Self::Death => "death",
            Self::PeerWork => "peer-work",
        }
    }
}

/// When a form counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Wherever it stands.
    Always,
    /// Only when it is said of a person.
    OfAPerson,
    /// Only in these capitals; the id is the form in lower case.
    Exact,
}

impl When {
    /// The name used in the JSON list.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::OfAPerson => "person",
            Self::Exact => "exact",
        }
    }
}

/// Forms of a word and what could stand in their place.
#[derive(Clone, Debug)]
pub struct Row {
    /// The family of words.
    pub id: &'static str,
    /// Why.
    pub why: Why,
    /// When.
    pub when: When,
    /// Lower case, words parted by one space; a space also stands for a hyphen.
    pub forms: Vec<&'static str>,
    /// What could be said; empty where only what happened can be.
    pub prefer: Vec<&'static str>,
    /// Not right after one of these.
    pub unless_after: Vec<&'static str>,
    /// Not right before one of these.
    pub unless_before: Vec<&'static str>,
}

/// Every row. Where two match, the one with more words counts.
pub static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| read(include_str!("list.txt")));

/// Reads the list. A line that makes no sense is passed over; a test sees to
/// it that there is none.
fn read(list: &'static str) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut family = None;
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        if let Some(header) = line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'))
        {
            family = header
                .split_once(": ")
                .and_then(|(id, why)| Some((id, Why::from_slug(why)?)));
        } else if let (Some((forms, prefer)), Some((id, why))) = (line.split_once(" ->"), family) {
            rows.push(Row {
                id,
                why,
                when: When::Always,
                forms: parts(forms),
                prefer: parts(prefer),
                unless_after: Vec::new(),
                unless_before: Vec::new(),
            });
        } else if let (Some((name, value)), Some(row)) =
            (line.trim().split_once(": "), rows.last_mut())
        {
            match (name, value) {
                ("not after", words) => row.unless_after = parts(words),
                ("not before", words) => row.unless_before = parts(words),
                ("when", "person") => row.when = When::OfAPerson,
                ("when", "exact") => row.when = When::Exact,
                _ => {}
            }
        }
    }
    rows
}

fn parts(text: &'static str) -> Vec<&'static str> {
    text.split(" / ")
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_is_understood() {
        for line in include_str!("list.txt").lines() {
            let is_header = line.starts_with('[')
                && line.ends_with(']')
                && line
                    .split_once(": ")
                    .is_some_and(|(_, why)| Why::from_slug(&why[..why.len() - 1]).is_some());
            let is_detail = ["  not after: ", "  not before: "]
                .iter()
                .any(|start| line.starts_with(start))
                || matches!(line, "  when: person" | "  when: exact");
            let is_row = !line.starts_with([' ', '[', '#']) && line.contains(" ->");
            assert!(
                line.is_empty() || line.starts_with('#') || is_header || is_detail || is_row,
                "{line}"
            );
        }
        assert!(ROWS.len() > 100);
    }
}
