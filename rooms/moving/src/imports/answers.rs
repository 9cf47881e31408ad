//! What whoever brings in a file has said about it, beside the mapping of its columns.

use std::collections::BTreeMap;

use domain::id::AccountId;
use serde::{Deserialize, Serialize};

/// What was said. Kept as JSON with the import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    /// Names of peer workers as the sheet writes them (folded), and whose account each is;
    /// 0 = nobody's.
    pub workers: BTreeMap<String, i64>,
    /// Whose contacts they are where the sheet says nothing; 0 = not said.
    pub everyone: i64,
    /// What to do with names in a contact that nobody of the program has.
    pub absent: Absent,
    /// What to do with a row that says the same as an earlier one.
    pub same: Same,
}

/// What to do with names that nobody has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Absent {
    /// Such rows are refused: perhaps the participants were not brought in yet.
    #[default]
    Refuse,
    /// Such people come in too, with the name alone.
    Add,
}

/// What to do with a row that says the same as an earlier one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Same {
    /// It is left out: most such rows are a slip.
    #[default]
    LeaveOut,
    /// It comes in too.
    Take,
}

impl Answers {
    /// What was said about a worker's name: the account, or `Some(None)` for nobody's.
    pub fn worker(&self, folded: &str) -> Option<Option<AccountId>> {
        let said = *self.workers.get(folded)?;
        Some((said != 0).then(|| AccountId::from_i64(said)))
    }

    /// Whose contacts they are where the sheet says nothing.
    pub fn everyone(&self) -> Option<AccountId> {
        (self.everyone != 0).then(|| AccountId::from_i64(self.everyone))
    }
}
