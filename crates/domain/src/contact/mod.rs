//! What a contact is made of: kinds, settings, ways, support, amounts, and the
//! check before one is saved.
//!
//! Kinds and settings come from the SAMHSA leaflet on peer support (phone
//! calls, texting, groups, home visits, walks, grocery shopping, events) and
//! from the service types that programs log. Which of them a program shows,
//! and under which label, is its own choice: [`Choices`].

mod amounts;
mod check;
mod choices;
mod kind;
mod listed;
mod place;
mod support;

pub use amounts::{AmountError, Miles, Minutes, Money};
pub use check::{
    Facts, Found, Heads, NOTE_MAX, Notice, PEOPLE_MAX, Problem, UNKNOWN_MAX, Who, validate,
};
pub use choices::{CHOICES_MAX, Choice, Choices, ChoicesError, Edit, LABEL_MAX};
pub use kind::Kind;
pub use listed::{Listed, Set};
pub use place::{Mode, Setting};
pub use support::{Heaviness, Item, Outcome, Support};
