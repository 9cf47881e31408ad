//! What a browser may send about an appointment.

use domain::{
    contact::Minutes,
    hours::parse_time,
    id::ParticipantId,
    text::{LINE_MAX, NOTE_MAX, clean_line, clean_note, length},
};
use jiff::{
    Timestamp, Zoned,
    civil::{Date, Time},
    tz::TimeZone,
};
use web::Fields;
pub use web::Problem;

use super::{
    queries::Stored,
    rules::{NoMoment, moment},
};

/// An appointment as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// The participant's id, or empty for a group or nobody in particular.
    pub with: String,
    /// What it is.
    pub title: String,
    /// The day (ISO, as a browser sends it).
    pub day: String,
    /// The time of day.
    pub time: String,
    /// How long.
    pub minutes: String,
    /// Where.
    pub place: String,
    /// What to remember.
    pub note: String,
    /// The version that was being edited.
    pub version: String,
}

/// An appointment as it was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// With whom; none for a group or nobody in particular.
    pub with: Option<ParticipantId>,
    /// What it is.
    pub title: String,
    /// When it begins.
    pub starts: Timestamp,
    /// How long, in minutes.
    pub minutes: i64,
    /// Where.
    pub place: String,
    /// What to remember.
    pub note: String,
}

impl Typed {
    /// The form as it came.
    pub fn of(fields: &Fields) -> Self {
        Self {
            with: fields.get("with").to_owned(),
            title: fields.get("title").to_owned(),
            day: fields.get("day").to_owned(),
            time: fields.get("time").to_owned(),
            minutes: fields.get("minutes").to_owned(),
            place: fields.get("place").to_owned(),
            note: fields.get("note").to_owned(),
            version: fields.get("version").to_owned(),
        }
    }

    /// A form for a new appointment with this person, on the day of `here`.
    pub fn fresh(with: &str, here: &Zoned) -> Self {
        Self {
            with: with.to_owned(),
            day: here.date().to_string(),
            minutes: "45".into(),
            ..Self::default()
        }
    }

    /// The form for changing an appointment.
    pub fn from_stored(stored: &Stored, zone: &TimeZone) -> Self {
        let starts = Timestamp::from_second(stored.starts_at)
            .map(|starts| starts.to_zoned(zone.clone()).datetime());
        let (day, time) = starts.map_or_else(
            |_| (String::new(), String::new()),
            |starts| {
                (
                    starts.date().to_string(),
                    starts.time().strftime("%H:%M").to_string(),
                )
            },
        );
        Self {
            with: if stored.participant.get() == 0 {
                String::new()
            } else {
                stored.participant.to_string()
            },
            title: stored.title.clone(),
            day,
            time,
            minutes: stored.minutes.to_string(),
            place: stored.place.clone(),
            note: stored.note.clone(),
            version: stored.version.to_string(),
        }
    }

    /// The version that was being edited; 0, which no record has, for rubbish.
    pub fn version(&self) -> i64 {
        self.version.parse().unwrap_or(0)
    }

    /// What was meant, or everything that is to be put right.
    pub fn meant(&self, zone: &TimeZone) -> Result<Meant, Vec<Problem>> {
        let mut problems = vec![];
        let mut wrong = |field, word| problems.push(Problem { field, word });
        let with = match self.with.as_str() {
            "" => Some(None),
            id => id.parse().ok().map(Some),
        };
        if with.is_none() {
            wrong("with", "appointments-with-wrong");
        }
        let title = clean_line(&self.title);
        if title.is_empty() && with == Some(None) {
            wrong("title", "appointments-title-missing");
        }
        let place = clean_line(&self.place);
        if length(&title) > LINE_MAX {
            wrong("title", "appointments-too-long");
        }
        if length(&place) > LINE_MAX {
            wrong("place", "appointments-too-long");
        }
        let note = clean_note(&self.note);
        if length(&note) > NOTE_MAX {
            wrong("note", "appointments-too-long");
        }
        let day: Option<Date> = self
            .day
            .trim()
            .parse()
            .ok()
            .filter(|day: &Date| (2000..=2199).contains(&day.year()));
        if day.is_none() {
            wrong("day", "appointments-day-wrong");
        }
        let time = parse_time(self.time.trim()).ok().and_then(time_of_day);
        if time.is_none() {
            wrong("time", "appointments-time-wrong");
        }
        let starts = match (day, time) {
            (Some(day), Some(time)) => match moment(zone, day, time) {
                Ok(starts) => Some(starts),
                Err(NoMoment::Skipped) => {
                    wrong("time", "appointments-time-skipped");
                    None
                }
                Err(NoMoment::TooFar) => {
                    wrong("day", "appointments-day-wrong");
                    None
                }
            },
            _ => None,
        };
        let minutes = self.minutes.parse::<Minutes>().ok();
        if minutes.is_none() {
            wrong("minutes", "appointments-minutes-wrong");
        }
        match (with, starts, minutes) {
            (Some(with), Some(starts), Some(minutes)) if problems.is_empty() => Ok(Meant {
                with,
                title,
                starts,
                minutes: i64::from(minutes.get()),
                place,
                note,
            }),
            _ => Err(problems),
        }
    }
}

/// A time of day from minutes since midnight; the midnight that ends a day is none.
fn time_of_day(minutes: u16) -> Option<Time> {
    let (hour, minute) = (
        i8::try_from(minutes / 60).ok()?,
        i8::try_from(minutes % 60).ok()?,
    );
    Time::new(hour, minute, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone() -> TimeZone {
        TimeZone::get("America/New_York").expect("a zone")
    }

    fn typed() -> Typed {
        Typed {
            title: "Thursday group".into(),
            day: "2026-03-05".into(),
            time: "13:00".into(),
            minutes: "90".into(),
            ..Typed::default()
        }
    }

    fn fields(typed: &Typed) -> Vec<&'static str> {
        typed
            .meant(&zone())
            .expect_err("wrong")
            .iter()
            .map(|problem| problem.field)
            .collect()
    }

    #[test]
    fn a_group_needs_a_name_and_a_person_does_not() {
        assert!(typed().meant(&zone()).is_ok());
        assert_eq!(
            fields(&Typed {
                title: " ".into(),
                ..typed()
            }),
            ["title"]
        );
        let with = ParticipantId::from_i64(7);
        let person = Typed {
            title: String::new(),
            with: with.to_string(),
            ..typed()
        };
        assert_eq!(person.meant(&zone()).expect("fine").with, Some(with));
    }

    #[test]
    fn everything_wrong_is_told_at_once_and_by_field() {
        let wrong = Typed {
            with: "?".into(),
            day: "soon".into(),
            time: "later".into(),
            minutes: "0".into(),
            ..Typed::default()
        };
        assert_eq!(fields(&wrong), ["with", "day", "time", "minutes"]);
    }

    #[test]
    fn an_hour_that_the_clocks_skip_is_told_at_the_time() {
        let wrong = Typed {
            day: "2026-03-08".into(),
            time: "02:30".into(),
            ..typed()
        };
        let problems = wrong.meant(&zone()).expect_err("skipped");
        assert_eq!(
            problems,
            [Problem {
                field: "time",
                word: "appointments-time-skipped"
            }]
        );
    }

    #[test]
    fn a_stored_appointment_fills_its_form_and_reads_back() {
        let starts = "2026-11-02T14:30:00Z"
            .parse::<Timestamp>()
            .expect("a moment");
        let stored = Stored {
            id: domain::id::AppointmentId::from_i64(1),
            worker: domain::id::AccountId::from_i64(2),
            participant: ParticipantId::from_i64(0),
            state: 0,
            starts_at: starts.as_second(),
            minutes: 45,
            title: "Court".into(),
            place: "Room 2".into(),
            note: String::new(),
            version: 3,
        };
        let typed = Typed::from_stored(&stored, &zone());
        assert_eq!(
            (typed.day.as_str(), typed.time.as_str()),
            ("2026-11-02", "09:30")
        );
        assert_eq!(typed.meant(&zone()).expect("fine").starts, starts);
        assert_eq!(typed.version(), 3);
    }
}
