//! What a browser may send about a copy: to whom, what for, what the consent covers, how much.

use domain::text::{clean_line, length};
use web::Fields;

/// The longest line.
pub const LINE_MAX: usize = 200;

/// How much a copy holds. The least that serves the purpose comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum What {
    /// That somebody is supported, since when, and by whom.
    #[default]
    Summary,
    /// The contacts too, without notes.
    Contacts,
    /// The contacts with their notes.
    Notes,
}

impl What {
    /// All, the least first.
    pub const ALL: [Self; 3] = [Self::Summary, Self::Contacts, Self::Notes];

    /// The name in forms and tables.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Contacts => "contacts",
            Self::Notes => "notes",
        }
    }

    /// What a slug names.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.slug() == slug)
    }
}

/// Something to put right: the name of the field, and the id of the sentence that says how.
pub type Problem = (&'static str, &'static str);

/// A copy as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Who gets it.
    pub recipient: String,
    /// Where they are; may be empty.
    pub address: String,
    /// What for.
    pub purpose: String,
    /// What the consent covers.
    pub scope: String,
    /// How much it holds.
    pub what: What,
}

impl Typed {
    /// The form as it came.
    pub fn of(form: &Fields) -> Self {
        Self {
            recipient: clean_line(form.get("recipient")),
            address: clean_line(form.get("address")),
            purpose: clean_line(form.get("purpose")),
            scope: clean_line(form.get("scope")),
            what: What::from_slug(form.get("what")).unwrap_or_default(),
        }
    }

    /// Everything that is to be put right.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = vec![];
        for (field, text, missing) in [
            ("recipient", &self.recipient, "disclosures-fix-recipient"),
            ("purpose", &self.purpose, "disclosures-fix-purpose"),
            ("scope", &self.scope, "disclosures-fix-scope"),
        ] {
            if text.is_empty() {
                problems.push((field, missing));
            }
        }
        for (field, text) in [
            ("recipient", &self.recipient),
            ("address", &self.address),
            ("purpose", &self.purpose),
            ("scope", &self.scope),
        ] {
            if length(text) > LINE_MAX {
                problems.push((field, "disclosures-fix-long"));
            }
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_names_recipient_purpose_and_scope() {
        let fields: Vec<_> = Typed::default()
            .problems()
            .into_iter()
            .map(|it| it.0)
            .collect();
        assert_eq!(fields, ["recipient", "purpose", "scope"]);
    }

    #[test]
    fn the_least_is_chosen_where_nothing_is_said() {
        let form = Fields::parse(b"what=everything").expect("a form");
        assert_eq!(Typed::of(&form).what, What::Summary);
    }
}
