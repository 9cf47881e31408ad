//! The one place where text becomes markup without being escaped.

use maud::Markup;
#[expect(
    clippy::disallowed_types,
    reason = "only kit may write markup from text, and only here"
)]
use maud::PreEscaped;

/// Markup that was rendered before. Never text that a person wrote.
pub(crate) fn raw(markup: String) -> Markup {
    PreEscaped(markup)
}
