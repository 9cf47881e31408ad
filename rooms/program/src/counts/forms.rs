//! What a browser may send: which month and team are asked for, and a change with its words.

use domain::{
    id::TeamId,
    small::Month,
    text::{clean_line, length},
};
use jiff::civil::Date;
use web::Fields;

/// The longest words of a change: they stand in a small drawing.
pub const WORDS_MAX: usize = 40;

/// Something to put right: the name of the field, and the id of the sentence that says how.
pub type Problem = (&'static str, &'static str);

/// What a page is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// A month whose figures are out; none = the newest.
    pub month: Option<Month>,
    /// One team; none = all.
    pub team: Option<TeamId>,
}

impl Asked {
    /// Reads `month` (2026-02) and `team`; what cannot be asked is left out.
    pub fn of(query: &Fields, today: Date) -> Self {
        Self {
            month: month(query.get("month")).filter(|month| month.is_released(today)),
            team: query.get("team").parse().ok(),
        }
    }
}

/// A month as it stands in addresses: 2026-02.
pub fn month(text: &str) -> Option<Month> {
    let (year, month) = text.split_once('-')?;
    Month::new(year.parse().ok()?, month.parse().ok()?)
}

/// A change as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Its first month: 2026-02.
    pub month: String,
    /// Its words.
    pub words: String,
}

impl Typed {
    /// The form as it came.
    pub fn of(form: &Fields) -> Self {
        Self {
            month: form.get("month").to_owned(),
            words: clean_line(form.get("words")),
        }
    }

    /// The change, or everything that is to be put right.
    pub fn change(&self, offered: &[Month]) -> Result<(Month, String), Vec<Problem>> {
        let mut problems = vec![];
        match length(&self.words) {
            0 => problems.push(("words", "program-fix-words")),
            size if size > WORDS_MAX => problems.push(("words", "program-fix-long")),
            _ => {}
        }
        let month = month(&self.month).filter(|month| offered.contains(month));
        match month {
            Some(month) if problems.is_empty() => Ok((month, self.words.clone())),
            Some(_) => Err(problems),
            None => {
                problems.push(("month", "program-fix-month"));
                Err(problems)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn asked(query: &str) -> Asked {
        let fields = Fields::parse(query.as_bytes()).expect("a query");
        Asked::of(&fields, date(2026, 3, 2))
    }

    #[test]
    fn only_whole_months_that_are_out_can_be_asked() {
        assert_eq!(asked("month=2026-01").month, Month::new(2026, 1));
        // February comes out on March 5.
        for query in [
            "month=2026-02",
            "month=2026-13",
            "month=2026-01-04",
            "month=x",
            "",
        ] {
            assert_eq!(asked(query).month, None, "{query}");
        }
    }

    #[test]
    fn a_change_without_words_and_month_says_both() {
        let problems = Typed::default().change(&[]).expect_err("problems");
        let fields: Vec<_> = problems.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["words", "month"]);
    }
}
