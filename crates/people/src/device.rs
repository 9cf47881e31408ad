//! A name for a device in the list of devices: browser and system, from the User-Agent alone.
//! No version, no model, no address: enough for a person to know their own phone by, and no more.

/// The label of a device, for example `Firefox/Android`; empty when nothing is known.
/// The room words it ("Firefox on Android").
pub fn label(user_agent: &str) -> String {
    let browser = first(
        user_agent,
        &[
            ("Firefox", "Firefox"),
            ("FxiOS", "Firefox"),
            ("SamsungBrowser", "Samsung Internet"),
            ("Edg", "Edge"),
            ("OPR", "Opera"),
            ("CriOS", "Chrome"),
            ("Chromium", "Chromium"),
            ("Chrome", "Chrome"),
            ("Safari", "Safari"),
        ],
    );
    let system = first(
        user_agent,
        &[
            ("Android", "Android"),
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("CrOS", "ChromeOS"),
            ("Windows", "Windows"),
            ("Mac OS X", "Mac"),
            ("Linux", "Linux"),
        ],
    );
    match (browser, system) {
        (None, None) => String::new(),
        (browser, system) => format!("{}/{}", browser.unwrap_or(""), system.unwrap_or("")),
    }
}

/// Browser and system of a stored label; either may be empty.
pub fn parts(label: &str) -> (&str, &str) {
    label.split_once('/').unwrap_or((label, ""))
}

fn first(text: &str, known: &[(&str, &'static str)]) -> Option<&'static str> {
    known
        .iter()
        .find(|(mark, _)| text.contains(mark))
        .map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_named_by_browser_and_system_alone() {
        let cases = [
            (
                "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
                "Firefox/Android",
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Mobile Safari/537.36",
                "Chrome/Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
                "Safari/iPhone",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36 Edg/139.0.0.0",
                "Edge/Windows",
            ),
            ("curl/8.5.0", ""),
            ("", ""),
        ];
        for (agent, expected) in cases {
            assert_eq!(label(agent), expected, "{agent}");
        }
        assert_eq!(parts("Firefox/Android"), ("Firefox", "Android"));
        assert_eq!(parts(""), ("", ""));
    }
}
