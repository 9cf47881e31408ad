//! What a browser may send about a hand-over.

use domain::{
    id::AccountId,
    text::{NOTE_MAX, clean_note, length},
};
use web::Fields;

/// An offer as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// The colleague's account, as it was sent.
    pub to: String,
    /// The note for the colleague.
    pub note: String,
}

impl Typed {
    /// The form as it came.
    pub fn of(fields: &Fields) -> Self {
        Self {
            to: fields.get("to").to_owned(),
            note: fields.get("note").to_owned(),
        }
    }

    /// The colleague who was chosen.
    pub fn to(&self) -> Option<AccountId> {
        self.to.parse().ok()
    }

    /// The note, unless it is too long.
    pub fn note(&self) -> Option<String> {
        let note = clean_note(&self.note);
        (length(&note) <= NOTE_MAX).then_some(note)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_chosen_is_nobody() {
        assert_eq!(
            Typed {
                to: "anyone".into(),
                note: String::new()
            }
            .to(),
            None
        );
        assert_eq!(Typed::default().to(), None);
    }

    #[test]
    fn a_note_without_end_is_not_cut_in_silence() {
        let typed = Typed {
            to: String::new(),
            note: "x".repeat(NOTE_MAX + 1),
        };
        assert_eq!(typed.note(), None);
        let typed = Typed {
            to: String::new(),
            note: " She likes mornings. ".into(),
        };
        assert_eq!(typed.note().as_deref(), Some("She likes mornings."));
    }
}
