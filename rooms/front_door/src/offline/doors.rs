//! The door of the page without a line.

use web::{Answer, Ask, Refusal};

use super::pages;

/// What works now.
pub async fn page(ask: Ask) -> Result<Answer, Refusal> {
    ask.page(pages::page(ask.words()))
}
