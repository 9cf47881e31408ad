//! What the set-up form may send.

use domain::{
    hours,
    person::{self, Email, PersonError},
    role::{Role, Roles},
};
use web::Fields;

/// Time zones offered first; any other IANA name can be typed.
pub const ZONES: &[&str] = &[
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
];

/// The form as it was typed; what is wrong is named by field and word id.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// The one-time code.
    pub code: String,
    /// The agency's name.
    pub agency: String,
    /// The first program's name.
    pub program: String,
    /// Its time zone.
    pub zone: String,
    /// The founder's name.
    pub name: String,
    /// The founder's e-mail address.
    pub email: String,
    /// What else the founder does.
    pub roles: Vec<Role>,
}

impl Typed {
    /// Reads the fields.
    pub fn of(form: &Fields) -> Self {
        let text = |name: &str| form.get(name).trim().to_owned();
        Self {
            code: text("code"),
            agency: text("agency"),
            program: text("program"),
            zone: text("zone"),
            name: text("name"),
            email: text("email"),
            roles: form.all("roles").filter_map(Role::from_slug).collect(),
        }
    }

    /// Everything in order, or `(field, word id)` of each thing to fix.
    pub fn check(&self) -> Result<Ready, Vec<(&'static str, String)>> {
        let mut wrong = vec![];
        let mut line = |field: &'static str, text: &str| {
            person::name(text)
                .map_err(|error: PersonError| {
                    wrong.push((field, format!("set_up-{field}-{}", error.slug())));
                })
                .unwrap_or_default()
        };
        let (agency, program, name) = (
            line("agency", &self.agency),
            line("program", &self.program),
            line("name", &self.name),
        );
        let email: Option<Email> = self.email.parse().ok();
        if email.is_none() {
            wrong.push(("email", "set_up-email-unreadable".to_owned()));
        }
        if hours::zone(&self.zone).is_err() {
            wrong.push(("zone", "set_up-zone-unreadable".to_owned()));
        }
        match email {
            Some(email) if wrong.is_empty() => Ok(Ready {
                agency,
                program,
                zone: self.zone.clone(),
                name,
                email: email.as_str().to_owned(),
                roles: Roles::of(&self.roles),
            }),
            _ => Err(wrong),
        }
    }
}

/// A form in order.
#[derive(Clone, Debug)]
pub struct Ready {
    /// The agency's name.
    pub agency: String,
    /// The first program's name.
    pub program: String,
    /// Its time zone.
    pub zone: String,
    /// The founder's name.
    pub name: String,
    /// The founder's e-mail address.
    pub email: String,
    /// What else the founder does.
    pub roles: Roles,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> Typed {
        Typed {
            code: "x".into(),
            agency: "Harbor Street".into(),
            program: "Walk Along".into(),
            zone: "America/New_York".into(),
            name: "Sam Whitfield".into(),
            email: "sam@harbor.example".into(),
            roles: vec![Role::PrivacyOfficer],
        }
    }

    #[test]
    fn a_full_form_is_in_order() {
        assert!(
            typed()
                .check()
                .is_ok_and(|ready| ready.roles.has(Role::PrivacyOfficer))
        );
    }

    #[test]
    fn each_thing_to_fix_is_named_by_its_field() {
        let wrong = Typed {
            zone: "Mars/Base".into(),
            email: "sam".into(),
            name: String::new(),
            ..typed()
        }
        .check();
        let fields: Vec<_> = wrong
            .expect_err("things to fix")
            .into_iter()
            .map(|(field, _)| field)
            .collect();
        assert_eq!(fields, ["name", "email", "zone"]);
    }
}
