//! The doors of help.

use web::{Answer, Ask, Refusal};

use super::pages;

/// Numbers to call, at once.
pub async fn now(ask: Ask) -> Result<Answer, Refusal> {
    ask.page(pages::now(ask.words()))
}

/// How the four circles work.
pub async fn circles(ask: Ask) -> Result<Answer, Refusal> {
    ask.page(pages::circles(ask.words()))
}
