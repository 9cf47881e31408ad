//! The one place where text becomes markup without being escaped.

use maud::Markup;

/// Markup that was rendered before. Never text that a person wrote.
#[expect(
    clippy::disallowed_types,
    reason = "only kit may write markup from text, and only here"
)]
pub(crate) fn raw(markup: String) -> Markup {
    maud::PreEscaped(markup)
}
