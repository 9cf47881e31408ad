//! What a browser may send about an account.

use domain::{
    id::{AccountId, ProgramId, TeamId},
    role::{Role, Roles},
    text::{LINE_MAX, clean_line},
};
use people::account::Place;
use web::Fields;
pub use web::Problem;

use crate::account::forms::{email, name};

/// One supervisor slot as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slot {
    /// The account's id; empty = nobody.
    pub account: String,
    /// What the slot is for.
    pub purpose: String,
}

/// An account as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// The name used.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// The roles that were ticked.
    pub roles: Roles,
    /// Program, or program and team.
    pub place: String,
    /// Both supervisor slots.
    pub slots: [Slot; 2],
}

/// A supervisor for a slot, and what for.
pub type Supervisor = Option<(AccountId, String)>;

/// An account as it was meant.
#[derive(Clone, Debug)]
pub struct Meant {
    /// The name used.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// At least one.
    pub roles: Roles,
    /// Where the person works.
    pub place: Place,
    /// Both supervisor slots.
    pub slots: [Supervisor; 2],
}

impl Typed {
    /// The form as it came.
    pub fn of(form: &Fields) -> Self {
        let roles: Vec<Role> = form.all("roles").filter_map(Role::from_slug).collect();
        let slot = |account: &str, purpose: &str| Slot {
            account: form.get(account).to_owned(),
            purpose: clean_line(form.get(purpose)),
        };
        Self {
            name: form.get("name").to_owned(),
            email: form.get("email").to_owned(),
            roles: Roles::of(&roles),
            place: form.get("place").to_owned(),
            slots: [
                slot("supervisor_1", "purpose_1"),
                slot("supervisor_2", "purpose_2"),
            ],
        }
    }

    /// What was meant, or everything that is to be put right.
    pub fn meant(&self) -> Result<Meant, Vec<Problem>> {
        let (name, email) = (name(&self.name), email(&self.email));
        let (place, slots) = (place(&self.place), slots(&self.slots));
        let mut problems = vec![];
        let mut note = |field, word| problems.push(Problem { field, word });
        if let Err(word) = name {
            note("name", word);
        }
        if let Err(word) = email {
            note("email", word);
        }
        if self.roles == Roles::NONE {
            note("roles", "accounts-fix-no-role");
        }
        if place.is_none() {
            note("place", "accounts-fix-place");
        }
        if let Err(problem) = slots {
            note(problem.field, problem.word);
        }
        match (name, email, place, slots) {
            (Ok(name), Ok(email), Some(place), Ok(slots)) if problems.is_empty() => Ok(Meant {
                name,
                email,
                roles: self.roles,
                place,
                slots,
            }),
            _ => Err(problems),
        }
    }
}

/// `program` or `program.team`, as [`place_value`] writes it.
pub fn place(typed: &str) -> Option<Place> {
    let (program, team) = match typed.split_once('.') {
        Some((program, team)) => (program, Some(team.parse().ok()?)),
        None => (typed, None),
    };
    let program: ProgramId = program.parse().ok()?;
    Some(Place { program, team })
}

/// A place as the value of a choice.
pub fn place_value(program: ProgramId, team: Option<TeamId>) -> String {
    team.map_or_else(|| program.to_string(), |team| format!("{program}.{team}"))
}

/// Both slots: nobody, or somebody.
pub fn slots(typed: &[Slot; 2]) -> Result<[Supervisor; 2], Problem> {
    Ok([
        slot(&typed[0], "supervisor_1")?,
        slot(&typed[1], "supervisor_2")?,
    ])
}

fn slot(typed: &Slot, field: &'static str) -> Result<Supervisor, Problem> {
    if typed.account.is_empty() {
        return Ok(None);
    }
    let wrong = |word| Problem { field, word };
    let account = typed
        .account
        .parse()
        .map_err(|_| wrong("accounts-fix-not-a-supervisor"))?;
    if domain::text::length(&typed.purpose) > LINE_MAX {
        return Err(wrong("accounts-fix-purpose"));
    }
    Ok(Some((account, typed.purpose.clone())))
}

/// Where a refusal of the house belongs, by its slug.
pub fn refused(slug: &'static str) -> Problem {
    let (field, word) = match slug {
        "email-taken" => ("email", "accounts-fix-email-taken"),
        "no-role" => ("roles", "accounts-fix-no-role"),
        "last-administrator" => ("roles", "accounts-fix-last-administrator"),
        "same-supervisor" => ("supervisor_1", "accounts-fix-same-supervisor"),
        "not-a-supervisor" => ("supervisor_1", "accounts-fix-not-a-supervisor"),
        "yourself" => ("standing", "accounts-fix-yourself"),
        _ => ("standing", "accounts-fix-not-from-here"),
    };
    Problem { field, word }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Typed {
        Typed::of(&Fields::parse(text.as_bytes()).expect("a form"))
    }

    #[test]
    fn a_place_reads_back_as_it_was_written() {
        let (program, team) = (ProgramId::from_i64(21), TeamId::from_i64(41));
        for team in [None, Some(team)] {
            let read = place(&place_value(program, team)).expect("a place");
            assert_eq!((read.program, read.team), (program, team));
        }
        assert_eq!(place(""), None);
        assert_eq!(place("rubbish.more"), None);
    }

    #[test]
    fn everything_that_is_missing_is_said_at_once() {
        let problems = typed("").meant().expect_err("problems");
        let fields: Vec<_> = problems.iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["name", "email", "roles", "place"]);
    }

    #[test]
    fn a_whole_form_is_meant() {
        let program = ProgramId::from_i64(21);
        let form = format!(
            "name=Ana+Ruiz&email=ana%40example.org&roles=peer-worker&roles=nonsense&place={program}\
             &supervisor_1={}&purpose_1=day+to+day",
            AccountId::from_i64(5)
        );
        let meant = typed(&form).meant().expect("meant");
        assert_eq!(meant.roles, Roles::of(&[Role::PeerWorker]));
        assert_eq!(
            meant.slots,
            [Some((AccountId::from_i64(5), "day to day".into())), None]
        );
    }
}
