//! What pages say about contacts: the words of kinds and settings, and the rows of a history.

use domain::{
    contact::{Choice, Choices, Heaviness, Listed, Outcome},
    id::ContactId,
};
use jiff::{Timestamp, Zoned};
use kit::{Row, Tone, rows, t, tag, when, words::Words};
use maud::{Markup, html};

use super::queries::{Lists, Short};

pub(super) mod contact;
pub(super) mod form;
pub(super) mod kinds;

/// The kinds among the chips that have a drawing.
pub(super) fn drawing(slug: &str) -> Option<kit::Icon> {
    use kit::Icon;
    Some(match slug {
        "in-person" => Icon::Person,
        "call" => Icon::Phone,
        "text" => Icon::Text,
        "group" => Icon::Group,
        "errand" => Icon::Car,
        "tried" => Icon::Dash,
        "walk" => Icon::Walk,
        "home-visit" => Icon::Today,
        "celebration" => Icon::Star,
        _ => return None,
    })
}

/// Our word for a kind. An own kind without its label is said by its slug.
pub(super) fn our_kind(w: &Words, slug: &str) -> String {
    let id = format!("contacts-kind-{slug}");
    if w.has(&id) {
        w.say(&id)
    } else {
        slug.trim_start_matches("own-").replace('-', " ")
    }
}

/// Our word for a setting.
pub(super) fn our_setting(w: &Words, slug: &str) -> String {
    let id = format!("contacts-setting-{slug}");
    if w.has(&id) {
        w.say(&id)
    } else {
        slug.trim_start_matches("own-").replace('-', " ")
    }
}

/// The program's word for a choice, or ours.
pub(super) fn label<T: Listed>(choice: &Choice<T>, ours: impl Fn(&str) -> String) -> String {
    choice.label.clone().unwrap_or_else(|| ours(&choice.slug))
}

/// The word of a kind by its slug, as the program says it.
pub(crate) fn kind_word(w: &Words, lists: &Lists, slug: &str) -> String {
    word(&lists.kinds, slug, |slug| our_kind(w, slug))
}

/// The word of a setting by its slug, as the program says it.
pub(crate) fn setting_word(w: &Words, lists: &Lists, slug: &str) -> String {
    word(&lists.settings, slug, |slug| our_setting(w, slug))
}

fn word<T: Listed>(list: &Choices<T>, slug: &str, ours: impl Fn(&str) -> String) -> String {
    list.find(slug)
        .map_or_else(|| ours(slug), |choice| label(choice, &ours))
}

/// "No answer", for an attempt in vain; none for anything else.
fn in_vain(w: &Words, outcome: i64) -> Option<String> {
    match Outcome::from_code(outcome)? {
        Outcome::LeftMessage => Some(t!(w, "contacts-outcome-left-message")),
        Outcome::NoAnswer => Some(t!(w, "contacts-outcome-no-answer")),
        Outcome::Reached => None,
    }
}

/// A stored moment in the zone of `here`.
pub(crate) fn moment(here: &Zoned, seconds: i64) -> Zoned {
    Timestamp::from_second(seconds)
        .unwrap_or_default()
        .to_zoned(here.time_zone().clone())
}

/// "Call, 15 minutes", "Tried, no answer".
pub(crate) fn what(w: &Words, kind: &str, minutes: i64, outcome: i64) -> String {
    if let Some(outcome) = in_vain(w, outcome) {
        t!(w, "contacts-what-outcome", kind = kind, outcome = outcome)
    } else if minutes > 0 {
        t!(
            w,
            "contacts-what",
            kind = kind,
            time = when::minutes(w, minutes)
        )
    } else {
        kind.to_owned()
    }
}

/// One contact of Today's list: when, what, with whom.
pub(crate) fn short_row(
    w: &Words,
    here: &Zoned,
    lists: &Lists,
    short: &Short,
    names: &[String],
) -> Row {
    let at = moment(here, short.at);
    let kind = kind_word(w, lists, &short.kind);
    let line = what(w, &kind, short.minutes, short.outcome);
    let with = with_whom(w, names, &short.unknown_person, short.people_reached);
    Row::new(html! {
        a class="who-name" href={ "/contacts/" (short.id) } { (with) }
        br; span class="small quiet" { (line) }
    })
    .when(
        &at.strftime("%H:%M").to_string(),
        &when::clock_bare(at.time()),
    )
}

/// With whom it was, in words: names, a description, a number of people.
pub(crate) fn with_whom(w: &Words, names: &[String], unknown: &str, reached: i64) -> String {
    let mut parts: Vec<String> = names.to_vec();
    if !unknown.is_empty() {
        parts.push(unknown.to_owned());
    }
    if reached > 0 {
        parts.push(t!(w, "contacts-people", count = reached));
    }
    if parts.is_empty() {
        t!(w, "contacts-somebody")
    } else {
        parts.join(", ")
    }
}

/// One contact of a person's history.
#[derive(Clone, Debug)]
pub struct HistoryRow {
    pub(super) id: ContactId,
    pub(super) at: i64,
    pub(super) by: Option<String>,
    pub(super) label: Option<String>,
    pub(super) kind: String,
    pub(super) minutes: i64,
    pub(super) outcome: i64,
    pub(super) heaviness: i64,
    pub(super) note: String,
    pub(super) corrected: bool,
}

impl HistoryRow {
    /// Where older rows go on: seconds since 1970 and the contact's id.
    pub fn key(&self) -> (i64, i64) {
        (self.at, self.id.get())
    }

    /// When it began, in seconds since 1970.
    pub fn at(&self) -> i64 {
        self.at
    }

    /// What was done, in words: "In person, 45 minutes".
    pub fn told(&self, w: &Words) -> String {
        let kind = self
            .label
            .clone()
            .unwrap_or_else(|| our_kind(w, &self.kind));
        what(w, &kind, self.minutes, self.outcome)
    }

    /// Who did it, where it is known.
    pub fn by(&self) -> Option<&str> {
        self.by.as_deref()
    }

    /// The note in its writer's words; may be empty.
    pub fn note(&self) -> &str {
        &self.note
    }
}

/// The rows of a person's history: what, when, by whom, and the note in its writer's words.
pub fn history_rows(w: &Words, history: &[HistoryRow], here: &Zoned) -> Markup {
    let today = here.date();
    rows(history.iter().map(|row| {
        let at = moment(here, row.at);
        let kind = row.label.clone().unwrap_or_else(|| our_kind(w, &row.kind));
        let line = what(w, &kind, row.minutes, row.outcome);
        Row::new(html! {
            a class="strong" href={ "/contacts/" (row.id) } { (line) }
            span class="small quiet" {
                ". " (t!(w, "contacts-at", day = when::day(w, at.date(), today), time = when::clock(w, at.time())))
                @if let Some(by) = &row.by { ". " (t!(w, "contacts-by", name = by)) }
            }
            @if let Some(tags) = row_tags(w, row) { " " (tags) }
            @if !row.note.is_empty() { br; span class="own" { (row.note) } }
        })
    }))
}

fn row_tags(w: &Words, row: &HistoryRow) -> Option<Markup> {
    let heavy = Heaviness::from_code(row.heaviness).filter(|heavy| heavy.weighs());
    (heavy.is_some() || row.corrected).then(|| {
        html! {
            @if let Some(heavy) = heavy {
                (tag(Tone::Load, &w.say(&format!("contacts-heaviness-{}", heavy.slug()))))
            }
            @if row.corrected { " " (tag(Tone::Line, &t!(w, "contacts-corrected"))) }
        }
    })
}
