//! Where a page may send somebody on: nowhere but into this house.

/// The text, if it is a path of this house: it begins with one slash and holds nothing that a
/// browser reads as another host.
pub fn local_path(text: &str) -> Option<&str> {
    let inside = text.starts_with('/')
        && !text.starts_with("//")
        && !text.contains('\\')
        && text.len() <= 2_000
        && text.bytes().all(|byte| byte.is_ascii_graphic());
    inside.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_house_are_followed() {
        assert_eq!(
            local_path("/contacts/new?with=1"),
            Some("/contacts/new?with=1")
        );
        for text in [
            "",
            "contacts",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\nb",
            "/\t/evil.example",
        ] {
            assert_eq!(local_path(text), None, "{text:?}");
        }
    }
}
