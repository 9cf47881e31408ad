//! Which place is whose.

use domain::role::{Role, Roles};

/// The first page of a person with these roles: the work with people comes first.
pub fn place_of(roles: Roles) -> &'static str {
    if roles == Roles::NONE {
        // Whoever left has their private space, and nothing else.
        "/me"
    } else if roles.has_any(&[Role::PeerWorker, Role::PeerSupervisor]) {
        "/today"
    } else if roles.has(Role::ProgramManager) {
        "/program"
    } else if roles.has(Role::PrivacyOfficer) {
        "/looks"
    } else {
        "/accounts"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyone_has_a_place_of_their_own() {
        assert_eq!(place_of(Roles::of(&[Role::PeerWorker])), "/today");
        assert_eq!(
            place_of(Roles::of(&[Role::Administrator, Role::PeerSupervisor])),
            "/today"
        );
        assert_eq!(place_of(Roles::of(&[Role::ProgramManager])), "/program");
        assert_eq!(place_of(Roles::of(&[Role::PrivacyOfficer])), "/looks");
        assert_eq!(place_of(Roles::of(&[Role::Administrator])), "/accounts");
        assert_eq!(place_of(Roles::NONE), "/me");
    }
}
