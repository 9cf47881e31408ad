//! Accounts: who works here, what they do, who supervises them, and how they come in.
//!
//! Administrators look after accounts and see no record of a person anywhere. A supervisor comes
//! in by one pair of doors: to let somebody they supervise back in, in person.
//!
//! **Invariant:** a link that opens an account is shown once, and kept nowhere
//! (`a_link_is_shown_once`).
//!
//! | file | what |
//! |---|---|
//! | `doors.rs` | the list, invitations, one account |
//! | `links.rs` | links that let somebody in, shown once |
//! | `forms.rs` | what a browser may send |
//! | `pages.rs`, `one_page.rs` | the pages |
//! | `en.ftl` | the words |

mod doors;
mod forms;
mod links;
mod one_page;
mod pages;

#[cfg(test)]
mod tests;

use domain::{circle::Circle, role::Role};
use kit::Icon;
use web::{Place, Room};

const ADMINISTRATOR: &[Role] = &[Role::Administrator];
const SUPERVISOR: &[Role] = &[Role::PeerSupervisor];

/// The room.
pub fn room() -> Room {
    Room::new("accounts", Circle::House)
        .show("/accounts", ADMINISTRATOR, doors::list)
        .act("/accounts", ADMINISTRATOR, doors::invite)
        .show("/accounts/new", ADMINISTRATOR, doors::new)
        .show("/accounts/{account}", ADMINISTRATOR, doors::open)
        .act("/accounts/{account}/name", ADMINISTRATOR, doors::name)
        .act("/accounts/{account}/roles", ADMINISTRATOR, doors::roles)
        .act("/accounts/{account}/place", ADMINISTRATOR, doors::place)
        .act(
            "/accounts/{account}/supervisors",
            ADMINISTRATOR,
            doors::supervisors,
        )
        .act(
            "/accounts/{account}/standing",
            ADMINISTRATOR,
            doors::standing,
        )
        .act(
            "/accounts/{account}/invitation",
            ADMINISTRATOR,
            links::invitation,
        )
        .act(
            "/accounts/{account}/way-back",
            ADMINISTRATOR,
            links::way_back,
        )
        .show("/team/way-back", SUPERVISOR, links::team)
        .show("/team/way-back/{account}", SUPERVISOR, links::ask_team)
        .act("/team/way-back/{account}", SUPERVISOR, links::team_way_back)
        .words(include_str!("en.ftl"))
        .place(Place {
            path: "/accounts",
            icon: Icon::Group,
            word: "accounts-place",
            roles: ADMINISTRATOR,
            order: 70,
        })
}
