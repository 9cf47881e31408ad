//! A program's own version of a list: other labels, hidden choices, added ones.
//!
//! A program stores only its edits (as JSON); the list shown is our list with
//! the edits laid over it. So a choice that we add later reaches every program,
//! and an added choice still counts as the one of ours that it is a kind of.

use serde::{Deserialize, Serialize};

use super::Listed;
use crate::text::{clean_line, fold, length};

/// The longest label, in Unicode characters: it must fit a chip on a phone.
pub const LABEL_MAX: usize = 40;
/// The most choices in one list, ours and added.
pub const CHOICES_MAX: usize = 80;

/// One edit of a program, as it is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// The choice it is about: one of ours, or a name beginning `own-`.
    pub slug: String,
    /// The program's own word for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Left out of new contacts; contacts that have it keep it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub hidden: bool,
    /// For the log page: shown first or behind "more"; as ours when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<bool>,
    /// For an added choice: the slug of ours that it is a kind of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind_of: Option<String>,
}

// Serde wants a reference here.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the shape that skip_serializing_if asks for"
)]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// One choice of a program's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice<T> {
    /// The name that a contact stores.
    pub slug: String,
    /// The program's own word, or none: then the word of our language file.
    pub label: Option<String>,
    /// What it counts as.
    pub kind_of: T,
    /// Not offered for new contacts.
    pub hidden: bool,
    /// The program's wish for the first page, or none: as ours.
    pub first: Option<bool>,
    /// Whether the program added it.
    pub added: bool,
}

/// The list of a program: ours in our order, then the added ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices<T>(Vec<Choice<T>>);

/// Why a program's edits cannot be kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChoicesError {
    /// An added choice has no label; it needs one word at least.
    #[error("an added choice needs a label")]
    NoLabel,
    /// The label does not fit; at most [`LABEL_MAX`] characters.
    #[error("the label is too long")]
    LabelTooLong(String),
    /// Two choices would read the same; give one another label.
    #[error("two choices have the same label")]
    SameLabel(String),
    /// An added choice must say which of ours it is a kind of.
    #[error("an added choice must be a kind of one of ours")]
    NoKind(String),
    /// Too many choices to find one; hide some.
    #[error("there are too many choices")]
    TooMany,
    /// Nothing would be left to choose; keep one.
    #[error("nothing would be left to choose")]
    NothingLeft,
}

impl<T: Listed> Default for Choices<T> {
    fn default() -> Self {
        Self::merge(&[])
    }
}

impl<T: Listed> Choices<T> {
    /// Our list with a program's edits laid over it. Edits that make no sense
    /// (from another version, say) are passed over, never an error: a contact
    /// must be possible to log in any case.
    pub fn merge(edits: &[Edit]) -> Self {
        let mut list: Vec<Choice<T>> = T::all()
            .map(|ours| Choice {
                slug: ours.slug().to_owned(),
                label: None,
                kind_of: ours,
                hidden: false,
                first: None,
                added: false,
            })
            .collect();
        for edit in edits {
            let label = edit
                .label
                .as_deref()
                .map(clean_line)
                .filter(|label| !label.is_empty());
            if let Some(choice) = list.iter_mut().find(|choice| choice.slug == edit.slug) {
                if label.is_some() {
                    choice.label = label;
                }
                choice.hidden = edit.hidden;
                choice.first = edit.first;
            } else if let Some(kind_of) = edit.kind_of.as_deref().and_then(T::from_slug)
                && edit.slug.starts_with("own-")
                && label.is_some()
                && list.len() < CHOICES_MAX
            {
                list.push(Choice {
                    slug: edit.slug.clone(),
                    label,
                    kind_of,
                    hidden: edit.hidden,
                    first: edit.first,
                    added: true,
                });
            }
        }
        if list.iter().all(|choice| choice.hidden) {
            for choice in &mut list {
                choice.hidden = false;
            }
        }
        Self(list)
    }

    /// Whether edits may be stored. `ours` is the word of our language file for a slug.
    pub fn check(edits: &[Edit], ours: impl Fn(&str) -> String) -> Result<(), ChoicesError> {
        for edit in edits {
            let label = clean_line(edit.label.as_deref().unwrap_or_default());
            if length(&label) > LABEL_MAX {
                return Err(ChoicesError::LabelTooLong(label));
            }
            if T::from_slug(&edit.slug).is_none() {
                if label.is_empty() {
                    return Err(ChoicesError::NoLabel);
                }
                if edit.kind_of.as_deref().and_then(T::from_slug).is_none() {
                    return Err(ChoicesError::NoKind(label));
                }
            }
        }
        let added = edits
            .iter()
            .filter(|edit| T::from_slug(&edit.slug).is_none())
            .count();
        if T::TABLE.len() + added > CHOICES_MAX {
            return Err(ChoicesError::TooMany);
        }
        let hidden = |slug: &str| {
            edits
                .iter()
                .rfind(|edit| edit.slug == slug)
                .is_some_and(|edit| edit.hidden)
        };
        if T::all().all(|choice| hidden(choice.slug()))
            && edits
                .iter()
                .all(|edit| T::from_slug(&edit.slug).is_some() || edit.hidden)
        {
            return Err(ChoicesError::NothingLeft);
        }
        let mut seen = Vec::new();
        for choice in Self::merge(edits).offered() {
            let label = choice.label.clone().unwrap_or_else(|| ours(&choice.slug));
            let folded = fold(&label);
            if seen.contains(&folded) {
                return Err(ChoicesError::SameLabel(label));
            }
            seen.push(folded);
        }
        Ok(())
    }

    /// Every choice, hidden ones too: to show contacts as they were logged.
    pub fn all(&self) -> &[Choice<T>] {
        &self.0
    }

    /// The choices offered for a new contact.
    pub fn offered(&self) -> impl Iterator<Item = &Choice<T>> {
        self.0.iter().filter(|choice| !choice.hidden)
    }

    /// The choice that a slug names, hidden or not.
    pub fn find(&self, slug: &str) -> Option<&Choice<T>> {
        self.0.iter().find(|choice| choice.slug == slug)
    }

    /// A slug for a new label, not yet in this list: `own-` and the folded label.
    pub fn new_slug(&self, label: &str) -> String {
        let words: String = fold(label)
            .chars()
            .map(|character| {
                if character.is_ascii_alphanumeric() {
                    character
                } else {
                    '-'
                }
            })
            .take(LABEL_MAX)
            .collect();
        let parts: Vec<&str> = words.split('-').filter(|part| !part.is_empty()).collect();
        let stem = if parts.is_empty() {
            "own-choice".to_owned()
        } else {
            format!("own-{}", parts.join("-"))
        };
        let numbered = (2_usize..).map(|number| format!("{stem}-{number}"));
        std::iter::once(stem.clone())
            .chain(numbered)
            .find(|slug| self.find(slug).is_none())
            .unwrap_or(stem)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::contact::{Kind, Setting};

    fn own(slug: &str, label: &str, kind_of: &str) -> Edit {
        Edit {
            slug: slug.to_owned(),
            label: Some(label.to_owned()),
            kind_of: Some(kind_of.to_owned()),
            ..Edit::default()
        }
    }

    fn ours(slug: &str) -> String {
        slug.replace('-', " ")
    }

    #[test]
    fn a_program_without_edits_has_our_list() {
        let kinds = Choices::<Kind>::default();
        assert_eq!(kinds.all().len(), Kind::TABLE.len());
        assert!(
            kinds
                .all()
                .iter()
                .all(|choice| choice.label.is_none() && !choice.added)
        );
    }

    #[test]
    fn a_program_relabels_hides_and_adds() {
        let edits = [
            Edit {
                slug: "ride".into(),
                label: Some(" A lift ".into()),
                ..Edit::default()
            },
            Edit {
                slug: "court".into(),
                hidden: true,
                ..Edit::default()
            },
            own("own-fishing", "Fishing", "walk"),
        ];
        let kinds = Choices::<Kind>::merge(&edits);
        assert_eq!(
            kinds.find("ride").and_then(|kind| kind.label.as_deref()),
            Some("A lift")
        );
        assert!(kinds.find("court").is_some_and(|kind| kind.hidden));
        assert!(kinds.offered().all(|kind| kind.slug != "court"));
        let fishing = kinds.find("own-fishing").expect("added");
        assert_eq!((fishing.kind_of, fishing.added), (Kind::Walk, true));
        assert_eq!(Choices::<Kind>::check(&edits, ours), Ok(()));
    }

    #[test]
    fn edits_that_help_nobody_are_refused_with_the_reason() {
        let check = |edits: &[Edit]| Choices::<Setting>::check(edits, ours);
        assert_eq!(
            check(&[own("own-a", " ", "car")]),
            Err(ChoicesError::NoLabel)
        );
        assert_eq!(
            check(&[own("own-a", "Barn", "boat")]),
            Err(ChoicesError::NoKind("Barn".into()))
        );
        assert_eq!(
            check(&[own("own-a", "Héme", "car"), own("own-b", "HEME", "car")]),
            Err(ChoicesError::SameLabel("HEME".into()))
        );
        assert_eq!(
            check(&[own("own-a", "Home", "car")]),
            Err(ChoicesError::SameLabel("Home".into()))
        );
        let long = "x".repeat(LABEL_MAX + 1);
        assert_eq!(
            check(&[own("own-a", &long, "car")]),
            Err(ChoicesError::LabelTooLong(long.clone()))
        );
        let none: Vec<Edit> = Setting::all()
            .map(|setting| Edit {
                slug: setting.slug().into(),
                hidden: true,
                ..Edit::default()
            })
            .collect();
        assert_eq!(check(&none), Err(ChoicesError::NothingLeft));
        let many: Vec<Edit> = (0..CHOICES_MAX)
            .map(|n| own(&format!("own-{n}"), &format!("Place {n}"), "car"))
            .collect();
        assert_eq!(check(&many), Err(ChoicesError::TooMany));
    }

    #[test]
    fn stored_edits_read_back_and_stay_small() {
        let edits = vec![own("own-fishing", "Fishing", "walk")];
        let json = serde_json::to_string(&edits).expect("json");
        assert_eq!(
            json,
            r#"[{"slug":"own-fishing","label":"Fishing","kind_of":"walk"}]"#
        );
        assert_eq!(
            serde_json::from_str::<Vec<Edit>>(&json).expect("edits"),
            edits
        );
    }

    #[test]
    fn a_new_slug_is_plain_and_free() {
        let kinds = Choices::<Kind>::merge(&[own("own-fishing", "Fishing", "walk")]);
        assert_eq!(kinds.new_slug("Café time!"), "own-cafe-time");
        assert_eq!(kinds.new_slug("fishing"), "own-fishing-2");
        assert_eq!(kinds.new_slug("釣り"), "own-choice");
    }

    proptest! {
        #[test]
        fn whatever_is_stored_something_can_be_chosen(
            slugs in prop::collection::vec(("(own-)?[a-z-]{0,8}|ride|court", ".{0,6}", any::<bool>(), "walk|none"), 0..120)
        ) {
            let edits: Vec<Edit> = slugs
                .into_iter()
                .map(|(slug, label, hidden, kind)| Edit { slug, label: Some(label), hidden, first: None, kind_of: Some(kind) })
                .collect();
            let kinds = Choices::<Kind>::merge(&edits);
            prop_assert!(kinds.offered().next().is_some());
            prop_assert!(kinds.all().len() <= CHOICES_MAX);
        }
    }
}
