//! What a browser may send about a program's own lines.

use domain::{
    person::Phone,
    text::{LINE_MAX, NAME_MAX, clean_line, length},
};
use web::Fields;

use super::queries::Line;

/// The most lines of a program: more is a list that nobody reads in need.
pub const MOST: usize = 5;

/// Something to put right: the name of the field, and the id of the sentence that says how.
pub type Problem = (String, &'static str);

/// The lines as they were typed, [`MOST`] of them; an empty one is none.
pub fn typed(form: &Fields) -> Vec<Line> {
    (1..=MOST)
        .map(|at| Line {
            name: clean_line(form.get(&format!("name-{at}"))),
            phone: clean_line(form.get(&format!("phone-{at}"))),
            said: clean_line(form.get(&format!("said-{at}"))),
        })
        .collect()
}

/// The lines to keep, or everything that is to be put right.
pub fn lines(typed: &[Line]) -> Result<Vec<Line>, Vec<Problem>> {
    let (mut kept, mut problems) = (vec![], vec![]);
    for (at, line) in (1..).zip(typed) {
        if *line == Line::default() {
            continue;
        }
        let mut wrong = |field: &str, word| problems.push((format!("{field}-{at}"), word));
        match length(&line.name) {
            0 => wrong("name", "help-fix-name"),
            size if size > NAME_MAX => wrong("name", "help-fix-long"),
            _ => {}
        }
        if line.phone.parse::<Phone>().is_err() {
            wrong("phone", "help-fix-phone");
        }
        if length(&line.said) > LINE_MAX {
            wrong("said", "help-fix-long");
        }
        kept.push(line.clone());
    }
    if problems.is_empty() {
        Ok(kept)
    } else {
        Err(problems)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_needs_a_name_and_a_number_and_an_empty_one_is_none() {
        let form = b"name-1=Night+line&phone-1=413-555-0142&said-1=9+PM+to+7+AM&phone-3=nine";
        let typed = typed(&Fields::parse(form).expect("a form"));
        let problems = lines(&typed).expect_err("problems");
        assert_eq!(
            problems,
            [
                ("name-3".to_owned(), "help-fix-name"),
                ("phone-3".to_owned(), "help-fix-phone")
            ]
        );
        assert_eq!(lines(&typed[..2]).expect("right").len(), 1);
    }
}
