use thiserror::Error;

/// Why something was not opened. The names are those that the browser's side uses, so that one
/// list of wrong cases serves both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Refused {
    /// The header is not one of ours: refused before any key is used.
    #[error("its header is not one that Fullcup writes")]
    Header,
    /// Larger than a record may be.
    #[error("it is too large")]
    Size,
    /// The header asks for too few or too many rounds: refused before any work is done.
    #[error("it asks for a number of rounds that is out of bounds")]
    Rounds,
    /// The code or the words do not open it.
    #[error("these words or this code do not open it")]
    WrongSecret,
    /// The code or the words cannot be right as they are typed. Where one group of the code, or one
    /// of the words, is known to hold the mistake, it is named, counting from 1.
    #[error("there is a mistake in what was typed")]
    Mistyped {
        /// The group of the code or the word, from 1.
        group: Option<usize>,
    },
    /// Keys that the slot does not vouch for.
    #[error("its keys are not the ones this slot knows")]
    ChangedKey,
    /// Older than what was seen before.
    #[error("it is older than what was seen before")]
    Older,
    /// Sealed in an age of the vault key that is not open here.
    #[error("it was sealed with a key of another age")]
    Epoch,
    /// Another vault, record or version than the one that was asked for.
    #[error("it is not the record that was asked for")]
    NotThisRecord,
    /// Changed on its way, or cut.
    #[error("it is damaged")]
    Damaged,
    /// The signature is not the owner's.
    #[error("its signature is not the owner’s")]
    Forged,
}

impl Refused {
    /// The word that the vectors and the browser's side use.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Size => "size",
            Self::Rounds => "rounds",
            Self::WrongSecret => "wrong-secret",
            Self::Mistyped { .. } => "mistyped",
            Self::ChangedKey => "changed-key",
            Self::Older => "older",
            Self::Epoch => "epoch",
            Self::NotThisRecord => "not-this-record",
            Self::Damaged => "damaged",
            Self::Forged => "forged",
        }
    }
}
