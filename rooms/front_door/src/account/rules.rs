//! What may be taken away, and how a page can look.

/// The themes as they are stored, in the order in which they are shown.
pub const THEMES: [&str; 4] = ["auto", "light", "dark", "sun"];

/// The languages in which pages can be served. The second one is English, stretched: a test
/// language that no page offers.
pub const LANGUAGES: [&str; 2] = ["en", "en-XA"];

/// What a page can say after something was done: the end of a word's id.
pub const SAID: [&str; 11] = [
    "name",
    "display",
    "device",
    "devices",
    "password",
    "codes-on",
    "codes-off",
    "passkey-added",
    "passkey-renamed",
    "passkey-removed",
    "seen",
];

/// What was done, if the address says something that is known.
pub fn said(typed: &str) -> Option<&'static str> {
    SAID.iter().copied().find(|slug| *slug == typed)
}

/// Whether one of so many passkeys may go: not the last one of someone without a password.
pub const fn may_remove_passkey(passkeys: usize, has_password: bool) -> bool {
    has_password || passkeys > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_way_in_stays() {
        assert!(!may_remove_passkey(1, false));
        assert!(may_remove_passkey(1, true));
        assert!(may_remove_passkey(2, false));
    }

    #[test]
    fn a_page_says_nothing_that_it_does_not_know() {
        assert_eq!(said("name"), Some("name"));
        assert_eq!(said("<b>"), None);
    }
}
