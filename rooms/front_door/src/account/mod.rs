//! My account: name, colors, ways to sign in, devices, and what the house told me.
//!
//! Everyone who is signed in has this page, and only for themself: no door takes an account's id.
//!
//! **Invariant:** nobody takes away their own last way in
//! (`the_last_way_in_stays`).
//!
//! | file | what |
//! |---|---|
//! | `doors.rs` | the page, name, colors, devices, notices |
//! | `ways_in.rs` | password, six-digit codes, recovery codes |
//! | `passkeys.rs` | passkeys, with the doors of client code |
//! | `forms.rs` | what a browser may send |
//! | `rules.rs` | what may be taken away; the themes |
//! | `pages.rs`, `ways_in_pages.rs` | the pages |
//! | `en.ftl` | the words |

mod doors;
pub(crate) mod forms;
mod pages;
mod passkeys;
mod rules;
mod ways_in;
mod ways_in_pages;

#[cfg(test)]
mod tests;

use domain::{circle::Circle, role::Role};
use web::Room;

pub(crate) use pages::Keys;

const EVERYONE: &[Role] = Role::ALL;

/// The room.
pub fn room() -> Room {
    Room::new("account", Circle::House)
        .show("/account", EVERYONE, doors::show)
        .show("/account/name", EVERYONE, doors::name)
        .act("/account/name", EVERYONE, doors::rename)
        .act("/account/display", EVERYONE, doors::display)
        .act("/account/devices/{session}/end", EVERYONE, doors::end)
        .act("/account/devices/end", EVERYONE, doors::end_elsewhere)
        .act("/account/notices/{notice}/seen", EVERYONE, doors::seen)
        .show("/account/password", EVERYONE, ways_in::password)
        .act("/account/password", EVERYONE, ways_in::change_password)
        .show("/account/codes", EVERYONE, ways_in::codes)
        .act("/account/codes/start", EVERYONE, ways_in::start_codes)
        .act("/account/codes/confirm", EVERYONE, ways_in::confirm_codes)
        .act("/account/codes/remove", EVERYONE, ways_in::remove_codes)
        .show("/account/recovery", EVERYONE, ways_in::recovery)
        .act("/account/recovery", EVERYONE, ways_in::renew_recovery)
        .show("/account/passkeys", EVERYONE, passkeys::list)
        .act("/account/passkeys/start", EVERYONE, passkeys::start)
        .act("/account/passkeys/finish", EVERYONE, passkeys::finish)
        .act("/account/passkeys/{key}/rename", EVERYONE, passkeys::rename)
        .act("/account/passkeys/{key}/remove", EVERYONE, passkeys::remove)
        .words(include_str!("en.ftl"))
}
