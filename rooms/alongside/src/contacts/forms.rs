//! What a browser may send about a contact, and what it becomes.

use domain::{
    contact::{
        Facts, Heaviness, Kind, Listed, Miles, Minutes, Mode, Money, Outcome, Set, Who, validate,
    },
    id::ParticipantId,
    text::{LINE_MAX, clean_line, clean_note, length},
};
use jiff::{Timestamp, Zoned, civil, tz::TimeZone};
use web::Fields;

use super::{
    queries::{Contact, Lists, What},
    rules,
};

mod reading;

use reading::{Reading, clock, set};

/// Fields of the form that are no part of what is typed.
const NOT_TYPED: &[&str] = &["key", "draft", "find"];
/// The most that is kept of a draft, in bytes: a long note and everything around it.
pub const DRAFT_MAX: usize = 60_000;

/// Something to put right: the field, and the id of the sentence that says how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The id of the field.
    pub field: &'static str,
    /// The id of the sentence.
    pub word: String,
}

/// The form as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// Ids of the people it was with.
    pub with: Vec<String>,
    /// The slug of the kind among the chips.
    pub kind: String,
    /// The slug of a kind from the longer list; stands instead of the chip.
    pub kind_more: String,
    /// Minutes among the chips, or `other`.
    pub minutes: String,
    /// Another length, as typed; stands instead of the chip.
    pub minutes_other: String,
    /// The day (ISO), or empty.
    pub date: String,
    /// The time (`14:30`), or empty.
    pub time: String,
    /// The slug of where it was, or empty.
    pub setting: String,
    /// The slug of the way, or empty: the one that goes without saying.
    pub mode: String,
    /// Slugs of the kinds of support.
    pub support: Vec<String>,
    /// Slugs of what was shared.
    pub shared: Vec<String>,
    /// Slugs of what was offered and not taken.
    pub offered: Vec<String>,
    /// Expenses, as typed.
    pub spent: String,
    /// Miles, as typed.
    pub miles: String,
    /// The slug of how heavy it was, or empty.
    pub heaviness: String,
    /// The note.
    pub note: String,
    /// The slug of what became of an attempt.
    pub outcome: String,
    /// A short description of someone whose name is not known.
    pub unknown: String,
    /// Heads at a public event, as typed.
    pub public: String,
    /// Why it is corrected (correcting only).
    pub why: String,
    /// The version that is being corrected.
    pub version: String,
}

/// A contact that may be saved, but for its hours: those are found when it is saved.
#[derive(Clone, Debug)]
pub struct Read {
    /// With whom; each once.
    pub with: Vec<ParticipantId>,
    /// What it says.
    pub what: What,
}

/// The fields of a form without those that are no part of what is typed: what a draft keeps.
pub fn typed_fields(fields: &Fields) -> Fields {
    let kept = fields
        .0
        .iter()
        .filter(|(name, value)| !(NOT_TYPED.contains(&name.as_str()) || value.is_empty()));
    Fields(kept.cloned().collect())
}

/// Whether there is anything in it that somebody would miss.
pub fn is_worth_keeping(fields: &Fields) -> bool {
    fields.0.iter().any(|(name, value)| {
        !value.trim().is_empty() && !matches!(name.as_str(), "outcome" | "minutes" | "kind")
    })
}

impl Typed {
    /// The form as it came.
    pub fn of(fields: &Fields) -> Self {
        let one = |name: &str| fields.get(name).to_owned();
        let many = |name: &str| fields.all(name).map(str::to_owned).collect();
        Self {
            with: many("with"),
            kind: one("kind"),
            kind_more: one("kind_more"),
            minutes: one("minutes"),
            minutes_other: one("minutes_other"),
            date: one("date"),
            time: one("time"),
            setting: one("setting"),
            mode: one("mode"),
            support: many("support"),
            shared: many("shared"),
            offered: many("offered"),
            spent: one("spent"),
            miles: one("miles"),
            heaviness: one("heaviness"),
            note: one("note"),
            outcome: one("outcome"),
            unknown: one("unknown"),
            public: one("public"),
            why: one("why"),
            version: one("version"),
        }
    }

    /// A saved contact as a form, in the zone in which its time is shown.
    pub fn from_contact(contact: &Contact, zone: &TimeZone) -> Self {
        let what = &contact.what;
        let at = Timestamp::from_second(what.happened_at).unwrap_or_default();
        let at = at.to_zoned(zone.clone());
        let (shared, offered) = what.items();
        let slug = |text: &'static str| text.to_owned();
        Self {
            with: contact.with.iter().map(ToString::to_string).collect(),
            kind: what.kind.clone(),
            date: at.date().to_string(),
            time: at.strftime("%H:%M").to_string(),
            setting: what.setting.clone(),
            mode: Mode::from_code(what.mode).map_or("", Mode::slug).to_owned(),
            support: Set::from_bits(what.support)
                .iter()
                .map(|one: domain::contact::Support| slug(one.slug()))
                .collect(),
            shared: shared.iter().map(|one| slug(one.slug())).collect(),
            offered: offered.iter().map(|one| slug(one.slug())).collect(),
            spent: amount(what.cents, |cents| {
                Money::cents(cents).map(|money| money.to_string())
            }),
            miles: amount(what.miles_tenths, |tenths| {
                Miles::tenths(tenths).map(|miles| miles.to_string())
            }),
            heaviness: Heaviness::from_code(what.heaviness)
                .map_or("", Heaviness::slug)
                .to_owned(),
            note: what.note.clone(),
            outcome: Outcome::from_code(what.outcome)
                .map_or("", Outcome::slug)
                .to_owned(),
            unknown: what.unknown_person.clone(),
            public: number(what.people_reached),
            version: contact.version.to_string(),
            ..Self::default()
        }
        .with_minutes(what.minutes)
    }

    /// With a length among the chips, or beside them.
    #[must_use]
    pub fn with_minutes(mut self, minutes: i64) -> Self {
        if Kind::MINUTES.iter().any(|chip| i64::from(*chip) == minutes) {
            self.minutes = minutes.to_string();
        } else if minutes > 0 {
            "other".clone_into(&mut self.minutes);
            self.minutes_other = minutes.to_string();
        }
        self
    }

    /// The form as fields, for a draft.
    pub fn fields(&self) -> Fields {
        let mut fields = vec![];
        let mut many = |name: &str, values: &[String]| {
            fields.extend(values.iter().map(|value| (name.to_owned(), value.clone())));
        };
        many("with", &self.with);
        many("support", &self.support);
        many("shared", &self.shared);
        many("offered", &self.offered);
        for (name, value) in [
            ("kind", &self.kind),
            ("kind_more", &self.kind_more),
            ("minutes", &self.minutes),
            ("minutes_other", &self.minutes_other),
            ("date", &self.date),
            ("time", &self.time),
            ("setting", &self.setting),
            ("mode", &self.mode),
            ("spent", &self.spent),
            ("miles", &self.miles),
            ("heaviness", &self.heaviness),
            ("note", &self.note),
            ("outcome", &self.outcome),
            ("unknown", &self.unknown),
            ("public", &self.public),
        ] {
            many(name, std::slice::from_ref(value));
        }
        typed_fields(&Fields(fields))
    }

    /// The slug of the kind that counts.
    pub fn chosen_kind(&self) -> &str {
        if self.kind_more.is_empty() {
            &self.kind
        } else {
            &self.kind_more
        }
    }

    /// Whether anything behind "More" is filled in, so that it opens by itself.
    pub fn says_more(&self) -> bool {
        let words = [
            &self.kind_more,
            &self.date,
            &self.time,
            &self.setting,
            &self.mode,
            &self.spent,
            &self.miles,
            &self.heaviness,
            &self.note,
            &self.unknown,
            &self.public,
        ];
        words.iter().any(|word| !word.is_empty())
            || !(self.support.is_empty() && self.shared.is_empty() && self.offered.is_empty())
    }

    /// The people, as ids. Text that is no id is nobody, and nobody is out of reach.
    pub fn people(&self) -> Option<Vec<ParticipantId>> {
        let mut people: Vec<ParticipantId> = vec![];
        for text in self.with.iter().filter(|text| !text.is_empty()) {
            let id = text.parse().ok()?;
            if !people.contains(&id) {
                people.push(id);
            }
        }
        Some(people)
    }

    /// Why it is corrected, or what is to be put right.
    pub fn reason(&self) -> Result<String, Problem> {
        let why = clean_line(&self.why);
        let wrong = |word: &str| Problem {
            field: "why",
            word: word.to_owned(),
        };
        if why.is_empty() {
            Err(wrong("contacts-why-missing"))
        } else if length(&why) > LINE_MAX {
            Err(wrong("contacts-line-too-long"))
        } else {
            Ok(why)
        }
    }

    /// The contact, or everything that is to be put right. `with` are the people it was with.
    pub fn read(
        &self,
        with: Vec<ParticipantId>,
        lists: &Lists,
        here: &Zoned,
    ) -> Result<Read, Vec<Problem>> {
        let mut reading = Reading::default();
        let kind = self.kind(lists, &mut reading);
        let minutes = self.length(&mut reading);
        let now = here.timestamp();
        let length = minutes.map_or(0, |minutes| i64::from(minutes.get()));
        let at = self.moment(here, length, &mut reading);
        let setting = clean_line(&self.setting);
        if !setting.is_empty() && lists.settings.find(&setting).is_none() {
            reading.wrong("setting", "contacts-unknown-setting");
        }
        let spent = reading.amount("spent", &self.spent, Money::default());
        let miles = reading.amount("miles", &self.miles, Miles::default());
        let unknown = clean_line(&self.unknown);
        if domain::text::length(&unknown) > LINE_MAX {
            reading.wrong("unknown", "contacts-line-too-long");
        }
        let public = self.heads(&mut reading);
        let kind_of = kind.as_ref().map_or(Kind::Other, |(_, kind)| *kind);
        let facts = Facts {
            minutes,
            mode: Mode::from_slug(&self.mode).unwrap_or(kind_of.usual_mode()),
            outcome: (kind_of == Kind::Tried)
                .then(|| Outcome::from_slug(&self.outcome).unwrap_or(Outcome::NoAnswer)),
            support: set(&self.support),
            shared: set(&self.shared),
            offered: set(&self.offered),
            spent,
            miles,
            heaviness: Heaviness::from_slug(&self.heaviness),
            note: clean_note(&self.note),
            ..Facts::quick(
                kind_of,
                Who {
                    participants: with,
                    unknown: u32::from(!unknown.is_empty()),
                    public,
                },
                at.unwrap_or(now),
                minutes,
            )
        };
        for problem in validate(&facts, now).problems {
            // A length that cannot be read is not also missing.
            if problem.field() == "minutes" && reading.has("minutes_other") {
                continue;
            }
            let field = match problem.field() {
                "who" => "with",
                "at" => "date",
                other => other,
            };
            reading.wrong(field, &format!("contacts-problem-{}", problem.slug()));
        }
        match (kind, at) {
            (Some((kind, _)), Some(_)) if reading.problems.is_empty() => {
                Ok(read(kind, setting, unknown, facts))
            }
            _ => Err(reading.problems),
        }
    }

    fn kind(&self, lists: &Lists, reading: &mut Reading) -> Option<(String, Kind)> {
        let slug = self.chosen_kind();
        if slug.is_empty() {
            reading.wrong("kind", "contacts-no-kind");
            return None;
        }
        let found = lists.kinds.find(slug);
        if found.is_none() {
            reading.wrong("kind", "contacts-no-kind");
        }
        found.map(|choice| (choice.slug.clone(), choice.kind_of))
    }

    /// What is typed stands before the chip: it takes more trouble.
    fn length(&self, reading: &mut Reading) -> Option<Minutes> {
        let typed = self.minutes_other.trim();
        if !typed.is_empty() {
            return reading.parse("minutes_other", typed);
        }
        match self.minutes.trim() {
            "" | "other" => None,
            chip => reading.parse("minutes", chip),
        }
    }

    fn moment(&self, here: &Zoned, minutes: i64, reading: &mut Reading) -> Option<Timestamp> {
        let (date, time) = (self.date.trim(), self.time.trim());
        if date.is_empty() && time.is_empty() {
            let began = rules::began(here.timestamp().as_second(), minutes);
            return Timestamp::from_second(began).ok();
        }
        let date = if date.is_empty() {
            Ok(here.date())
        } else {
            date.parse::<civil::Date>()
        };
        let Ok(date) = date else {
            reading.wrong("date", "contacts-date-unreadable");
            return None;
        };
        if time.is_empty() {
            reading.wrong("time", "contacts-time-missing");
            return None;
        }
        let Some(time) = clock(time) else {
            reading.wrong("time", "contacts-time-unreadable");
            return None;
        };
        let moment = date
            .to_datetime(time)
            .to_zoned(here.time_zone().clone())
            .ok();
        if moment.is_none() {
            reading.wrong("date", "contacts-date-unreadable");
        }
        moment.map(|moment| moment.timestamp())
    }

    fn heads(&self, reading: &mut Reading) -> u32 {
        let typed: String = self
            .public
            .chars()
            .filter(|sign| !matches!(sign, ' ' | ','))
            .collect();
        if typed.is_empty() {
            return 0;
        }
        match typed.parse::<u32>() {
            Ok(heads) if heads > 0 => heads,
            _ => {
                reading.wrong("public", "contacts-problem-heads-out-of-range");
                0
            }
        }
    }
}

fn read(kind: String, setting: String, unknown: String, facts: Facts) -> Read {
    let what = What {
        happened_at: facts.at.as_second(),
        kind,
        setting,
        mode: facts.mode.code(),
        minutes: facts.minutes.map_or(0, |minutes| i64::from(minutes.get())),
        outcome: facts.outcome.map_or(0, Outcome::code),
        support: facts.support.bits(),
        offered: What::stored_items(facts.shared, facts.offered),
        cents: facts.spent.get(),
        miles_tenths: facts.miles.get(),
        heaviness: facts.heaviness.map_or(0, Heaviness::code),
        out_of_hours: 0,
        note: facts.note,
        unknown_person: unknown,
        people_reached: i64::from(facts.who.public),
    };
    Read {
        with: facts.who.participants,
        what,
    }
}

/// A number in a field; empty for none.
fn number(number: i64) -> String {
    if number == 0 {
        String::new()
    } else {
        number.to_string()
    }
}

fn amount<E>(stored: i64, write: impl Fn(i64) -> Result<String, E>) -> String {
    if stored == 0 {
        String::new()
    } else {
        write(stored).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
