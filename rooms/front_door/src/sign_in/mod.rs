//! Signing in and out: with one touch, with a password, with a recovery code.
//!
//! **Invariant:** an unknown name and a wrong password get the same answer in the same time
//! (`nobody_learns_who_has_an_account`).
//!
//! | file | what |
//! |---|---|
//! | `doors.rs` | password, six-digit code, recovery code, sign out |
//! | `touch.rs` | the doors of client code: one touch of a passkey |
//! | `pages.rs` | the pages |
//! | `en.ftl` | the words |

mod doors;
mod pages;
mod touch;

use domain::{circle::Circle, role::Role};
use web::Room;

/// A sign-in form can carry text that waited for its writer.
const ROOMY: usize = 256 * 1024;

/// The room.
pub fn room() -> Room {
    Room::new("sign_in", Circle::House)
        .show_anyone("/sign-in", doors::show)
        .act_anyone("/sign-in", doors::enter)
        .limit(ROOMY)
        .act_anyone("/sign-in/code", doors::code)
        .limit(ROOMY)
        .show_anyone("/sign-in/help", doors::help)
        .show_anyone("/sign-in/recovery", doors::recovery)
        .act_anyone("/sign-in/recovery", doors::recover)
        .act_anyone("/sign-in/passkey/start", touch::start)
        .act_anyone("/sign-in/passkey/finish", touch::finish)
        .act("/sign-out", Role::ALL, doors::sign_out)
        .after_leaving()
        .words(include_str!("en.ftl"))
}
