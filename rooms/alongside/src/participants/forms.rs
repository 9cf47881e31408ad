//! What a browser may send about a person, and what it becomes.

use domain::text::{LINE_MAX, NAME_MAX, NOTE_MAX, clean_line, clean_note, fold, length};
use jiff::civil::Date;
use web::Fields;
pub use web::Problem;

use super::{
    queries::{Details, Person},
    rules::{Ending, USUAL_RHYTHM},
};

/// The form for adding and editing, as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// The name they use.
    pub name: String,
    /// Their pronouns.
    pub pronouns: String,
    /// Their phone number.
    pub phone: String,
    /// How they like to be reached.
    pub reach_by: String,
    /// The year of birth.
    pub birth_year: String,
    /// How often to be in touch, in days.
    pub rhythm: String,
    /// What comes next (adding only).
    pub step: String,
    /// Its day (adding only).
    pub on: String,
    /// Who is to walk with them (adding by a supervisor only): an account's id, or empty for nobody yet.
    pub worker: String,
    /// The version that was being edited.
    pub version: String,
}

impl Typed {
    /// The form as it came.
    pub fn of(fields: &Fields) -> Self {
        Self {
            name: fields.get("name").to_owned(),
            pronouns: fields.get("pronouns").to_owned(),
            phone: fields.get("phone").to_owned(),
            reach_by: fields.get("reach_by").to_owned(),
            birth_year: fields.get("birth_year").to_owned(),
            rhythm: fields.get("rhythm").to_owned(),
            step: fields.get("step").to_owned(),
            on: fields.get("on").to_owned(),
            worker: fields.get("worker").to_owned(),
            version: fields.get("version").to_owned(),
        }
    }

    /// An empty form.
    pub fn empty() -> Self {
        Self {
            rhythm: USUAL_RHYTHM.to_string(),
            ..Self::default()
        }
    }

    /// The form for editing somebody.
    pub fn from_person(person: &Person) -> Self {
        Self {
            name: person.name.clone(),
            pronouns: person.pronouns.clone(),
            phone: person.phone.clone(),
            reach_by: person.reach_by.clone(),
            birth_year: if person.birth_year == 0 {
                String::new()
            } else {
                person.birth_year.to_string()
            },
            rhythm: person.facts.rhythm_days.to_string(),
            version: person.version.to_string(),
            ..Self::default()
        }
    }

    /// Who somebody is, or everything that is to be put right. `this_year` bounds the year of birth.
    pub fn details(&self, this_year: i16) -> Result<Details, Vec<Problem>> {
        let mut problems = vec![];
        let mut wrong = |field, word| problems.push(Problem { field, word });
        let name = clean_line(&self.name);
        if name.is_empty() || fold(&name).is_empty() {
            wrong("name", "participants-name-missing");
        } else if length(&name) > NAME_MAX {
            wrong("name", "participants-too-long");
        }
        let pronouns = clean_line(&self.pronouns);
        if length(&pronouns) > 40 {
            wrong("pronouns", "participants-too-long");
        }
        let phone = clean_line(&self.phone);
        if !is_phone(&phone) {
            wrong("phone", "participants-phone-wrong");
        }
        let reach_by = clean_line(&self.reach_by);
        if length(&reach_by) > LINE_MAX {
            wrong("reach_by", "participants-too-long");
        }
        let birth_year = year(&self.birth_year, this_year);
        if birth_year.is_none() {
            wrong("birth_year", "participants-birth-year-wrong");
        }
        let rhythm_days = rhythm(&self.rhythm);
        if rhythm_days.is_none() {
            wrong("rhythm", "participants-rhythm-wrong");
        }
        match (birth_year, rhythm_days) {
            (Some(birth_year), Some(rhythm_days)) if problems.is_empty() => Ok(Details {
                name,
                pronouns,
                phone,
                reach_by,
                birth_year,
                rhythm_days,
            }),
            _ => Err(problems),
        }
    }

    /// The next step and its day.
    pub fn step(&self) -> Result<(String, String), Vec<Problem>> {
        step(&self.step, &self.on)
    }

    /// The version that was being edited; 0, which no record has, for rubbish.
    pub fn version(&self) -> i64 {
        self.version.parse().unwrap_or(0)
    }
}

/// The next step and its day (ISO, or empty), from what was typed.
pub fn step(step: &str, on: &str) -> Result<(String, String), Vec<Problem>> {
    let mut problems = vec![];
    let text = clean_line(step);
    if length(&text) > LINE_MAX {
        problems.push(Problem {
            field: "step",
            word: "participants-too-long",
        });
    }
    let on = on.trim();
    let day = if on.is_empty() {
        String::new()
    } else if let Some(day) = day(on) {
        day.to_string()
    } else {
        problems.push(Problem {
            field: "on",
            word: "participants-day-wrong",
        });
        String::new()
    };
    if text.is_empty() && !day.is_empty() {
        problems.push(Problem {
            field: "step",
            word: "participants-step-missing",
        });
    }
    if problems.is_empty() {
        Ok((text, day))
    } else {
        Err(problems)
    }
}

/// A day as a browser sends it.
fn day(text: &str) -> Option<Date> {
    let day: Date = text.parse().ok()?;
    // A year of two digits, or a slip of a century, is caught here and not in a list years later.
    (2000..=2199).contains(&day.year()).then_some(day)
}

/// How support ended and words to remember, from what was typed.
pub fn ending(fields: &Fields) -> Result<(Ending, String), Vec<Problem>> {
    let mut problems = vec![];
    let how = Ending::from_slug(fields.get("how"));
    if how.is_none() {
        problems.push(Problem {
            field: "how",
            word: "participants-ending-missing",
        });
    }
    let words = clean_note(fields.get("words"));
    if length(&words) > NOTE_MAX {
        problems.push(Problem {
            field: "words",
            word: "participants-too-long",
        });
    }
    match how {
        Some(how) if problems.is_empty() => Ok((how, words)),
        _ => Err(problems),
    }
}

/// Nothing, or something that a phone can call.
fn is_phone(text: &str) -> bool {
    text.is_empty() || text.parse::<domain::person::Phone>().is_ok()
}

fn year(text: &str, this_year: i16) -> Option<i64> {
    let text = text.trim();
    if text.is_empty() {
        return Some(0);
    }
    text.parse::<i16>()
        .ok()
        .filter(|year| (this_year - 120..=this_year).contains(year))
        .map(i64::from)
}

fn rhythm(text: &str) -> Option<i64> {
    let text = text.trim();
    if text.is_empty() {
        return Some(USUAL_RHYTHM);
    }
    text.parse().ok().filter(|days| (1..=365).contains(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(name: &str) -> Typed {
        Typed {
            name: name.into(),
            ..Typed::empty()
        }
    }

    fn fields(problems: &[Problem]) -> Vec<&str> {
        problems.iter().map(|problem| problem.field).collect()
    }

    #[test]
    fn a_name_is_all_that_is_needed() {
        let details = typed("  Andre   M. ")
            .details(2026)
            .expect("a name is enough");
        assert_eq!(details.name, "Andre M.");
        assert_eq!(details.birth_year, 0);
        assert_eq!(details.rhythm_days, 14);
    }

    #[test]
    fn a_name_of_dots_is_no_name() {
        for nothing in ["", "   ", "...", "-"] {
            let problems = typed(nothing).details(2026).expect_err("no name");
            assert_eq!(fields(&problems), ["name"], "{nothing}");
        }
    }

    #[test]
    fn everything_wrong_is_told_at_once_and_by_field() {
        let wrong = Typed {
            phone: "ring the bell".into(),
            birth_year: "19".into(),
            rhythm: "0".into(),
            pronouns: "x".repeat(41),
            ..Typed::default()
        };
        let problems = wrong.details(2026).expect_err("nothing is right");
        assert_eq!(
            fields(&problems),
            ["name", "pronouns", "phone", "birth_year", "rhythm"]
        );
    }

    #[test]
    fn a_year_of_birth_lies_within_a_life() {
        assert_eq!(year("1980", 2026), Some(1980));
        assert_eq!(year("", 2026), Some(0));
        for wrong in ["1880", "2027", "80", "abc", "-5"] {
            assert_eq!(year(wrong, 2026), None, "{wrong}");
        }
    }

    #[test]
    fn a_day_needs_a_step_and_a_step_needs_no_day() {
        assert_eq!(step("Bus pass", ""), Ok(("Bus pass".into(), String::new())));
        assert_eq!(
            step("Bus pass", "2026-03-04"),
            Ok(("Bus pass".into(), "2026-03-04".into()))
        );
        assert_eq!(
            fields(&step("", "2026-03-04").expect_err("no step")),
            ["step"]
        );
        for wrong in ["2026-02-30", "0026-03-04", "tomorrow", "03/04/2026"] {
            assert_eq!(
                fields(&step("Bus pass", wrong).expect_err("no day")),
                ["on"],
                "{wrong}"
            );
        }
        assert_eq!(
            step("", ""),
            Ok((String::new(), String::new())),
            "no step agreed is fine"
        );
    }

    #[test]
    fn an_ending_is_chosen_and_words_are_not_required() {
        let sent = |how: &str| {
            Fields(vec![
                ("how".into(), how.into()),
                ("words".into(), " ".into()),
            ])
        };
        assert_eq!(ending(&sent("moved")), Ok((Ending::Moved, String::new())));
        assert_eq!(
            fields(&ending(&sent("")).expect_err("nothing chosen")),
            ["how"]
        );
    }
}
