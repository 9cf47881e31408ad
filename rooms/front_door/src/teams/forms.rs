//! What a browser may send about a program or a team.

use domain::{
    hours::zone,
    id::ProgramId,
    text::{NAME_MAX, clean_line, length},
};
use people::agency::Program;
use web::Fields;

/// Something to put right: the name of the field, and the id of the sentence that says how.
pub type Problem = (&'static str, &'static str);

/// A program as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Its name.
    pub name: String,
    /// What the sign-in page calls it.
    pub sign_in_name: String,
    /// Its time zone.
    pub zone: String,
}

impl Typed {
    /// The form as it came.
    pub fn of(form: &Fields) -> Self {
        Self {
            name: clean_line(form.get("name")),
            sign_in_name: clean_line(form.get("sign_in_name")),
            zone: clean_line(form.get("zone")).replace(' ', "_"),
        }
    }

    /// The program with this id, or everything that is to be put right.
    pub fn program(&self, id: ProgramId) -> Result<Program, Vec<Problem>> {
        let mut problems = vec![];
        if let Err(word) = name(&self.name) {
            problems.push(("name", word));
        }
        if length(&self.sign_in_name) > NAME_MAX {
            problems.push(("sign_in_name", "teams-fix-long"));
        }
        if zone(&self.zone).is_err() {
            problems.push(("zone", "teams-fix-zone"));
        }
        if problems.is_empty() {
            Ok(Program {
                id,
                name: self.name.clone(),
                sign_in_name: self.sign_in_name.clone(),
                zone: self.zone.clone(),
            })
        } else {
            Err(problems)
        }
    }
}

impl From<Program> for Typed {
    fn from(program: Program) -> Self {
        Self {
            name: program.name,
            sign_in_name: program.sign_in_name,
            zone: program.zone,
        }
    }
}

/// The name of a program or team, clean; else the id of the sentence that says what to put right.
pub fn name(typed: &str) -> Result<String, &'static str> {
    let name = clean_line(typed);
    match length(&name) {
        0 => Err("teams-fix-name"),
        size if size > NAME_MAX => Err("teams-fix-long"),
        _ => Ok(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_read_as_people_type_it() {
        let form = "name=Harbor+Peer+Support&sign_in_name=&zone=+America%2FNew+York+";
        let typed = Typed::of(&Fields::parse(form.as_bytes()).expect("a form"));
        let program = typed.program(ProgramId::from_i64(1)).expect("a program");
        assert_eq!(program.zone, "America/New_York");
    }

    #[test]
    fn a_program_without_a_name_or_zone_is_none() {
        let problems = Typed::default().program(ProgramId::from_i64(1));
        assert_eq!(
            problems,
            Err(vec![("name", "teams-fix-name"), ("zone", "teams-fix-zone")])
        );
    }
}
