//! What a person is to put right in a form.

/// Something to put right: a field, and the sentence that says how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The name of the field, which is also the id that the summary above the form links to.
    pub field: &'static str,
    /// The id of the sentence, or its end where the room says so.
    pub word: &'static str,
}
