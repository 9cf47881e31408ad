//! Me: one document, the same bytes for everybody, filled on the device with what only its owner can open.
//!
//! Who comes in: anyone; what they see is decided by the key on their phone. Circle: Private.
//!
//! | file | what |
//! |---|---|
//! | `doors.rs` | the doors: the document, a blank plan, the safety pages |
//! | `rules.rs` | what can be kept: shelves, parts of plans, groups |
//! | `pages.rs`, `pages/` | templates that client code clones and fills with text |
//! | `en.ftl`, `pattern/en.ftl` | the words |
//!
//! **Invariant:** the document holds nothing of an account (`me_is_the_same_bytes_for_everybody`).

mod doors;
mod pages;
mod rules;
#[cfg(test)]
mod tests;

use domain::{circle::Circle, role::Role};
use kit::Icon;
use web::{Place, Room};

/// The document and the pages about it.
pub fn room() -> Room {
    Room::new("me", Circle::Private)
        .words(include_str!("en.ftl"))
        .words(include_str!("pattern/en.ftl"))
        .place(Place {
            path: "/me",
            icon: Icon::Me,
            word: "me-place",
            roles: Role::ALL,
            order: 90,
        })
        .show_anyone("/me", doors::document)
        .published()
        .show_anyone("/me/blank-plan", doors::blank_plan)
        .published()
        .circle_of(Circle::House)
        .show_anyone("/safety", doors::safety)
        .published()
        .circle_of(Circle::House)
        .show_anyone("/notes", doors::plain)
        .published()
        .circle_of(Circle::House)
}
