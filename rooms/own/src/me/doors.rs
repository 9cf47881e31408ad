//! The doors of Me. None of them reads or writes a record.

use web::{Answer, Ask, Refusal};

use super::pages;

/// The one document: the same for everybody, so that nothing about a person is in it.
pub async fn document(ask: Ask) -> Result<Answer, Refusal> {
    let page = pages::document(ask.words_of_browser());
    Ok(Answer::Alike(Box::new(page)))
}

/// An empty plan for a printer and a pen.
pub async fn blank_plan(ask: Ask) -> Result<Answer, Refusal> {
    let page = pages::blank_plan(ask.words_of_browser());
    Ok(Answer::Alike(Box::new(page)))
}

/// What to know on a phone that somebody else may look into.
pub async fn safety(ask: Ask) -> Result<Answer, Refusal> {
    let page = pages::safety(ask.words_of_browser());
    Ok(Answer::Alike(Box::new(page)))
}

/// Where "Leave this page now" leads: a page that says nothing.
pub async fn plain(ask: Ask) -> Result<Answer, Refusal> {
    let page = pages::plain(ask.words_of_browser());
    Ok(Answer::Alike(Box::new(page)))
}
