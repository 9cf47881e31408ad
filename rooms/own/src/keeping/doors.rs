//! The doors of the sealed box. Client code alone opens them: they speak JSON.

pub mod boxes;
pub mod control;
pub mod records;

use serde_json::{Value, json};
use web::Answer;

/// A refusal that client code understands, with what it needs to go on.
fn refuse(status: u16, reason: &str, mut with: Value) -> Answer {
    if let Some(fields) = with.as_object_mut() {
        fields.insert("refused".into(), json!(reason));
    }
    Answer::JsonAs(status, with)
}

/// A body that makes no sense: its reason alone.
fn senseless(reason: &str) -> Answer {
    refuse(422, reason, json!({}))
}

/// Either the state of the box or a refusal: what a change of a box ends in.
enum Outcome {
    /// Done: this is how it stands now.
    State(Value),
    /// Not done.
    Not(u16, &'static str, Value),
}

impl Outcome {
    fn answer(self) -> Answer {
        match self {
            Self::State(state) => Answer::Json(state),
            Self::Not(status, reason, with) => refuse(status, reason, with),
        }
    }
}
