//! What makes the house usable without a line: the service worker at its fixed place, and what a phone needs
//! to know to keep an icon for it.

use std::fmt::Write as _;

use bytes::Bytes;

use crate::bare::bare;

/// Where the service worker lies: at the root, so that it serves every page.
pub(crate) const WORKER: &str = "/sw.js";
/// What a phone is told about the icon.
const MANIFEST: &str = "/manifest.webmanifest";
/// The same with a name that says nothing, for a phone that somebody else looks at.
const MANIFEST_PLAIN: &str = "/manifest-plain.webmanifest";

/// The service worker as it is written.
pub(crate) const SOURCE: &str = include_str!("../../../client/worker.js");
/// An icon that says nothing.
pub(crate) const PLAIN_ICON: &str = include_str!("../../../client/plain.svg");

/// The service worker of this release: its name and files, then its source without comments.
fn worker(release: &str, files: &[String]) -> String {
    let mut text = format!("self.RELEASE = \"{release}\";\nself.FILES = [\n");
    for file in files {
        // Paths of ours: letters, digits, dashes, points and slashes.
        let _ = writeln!(text, "  \"{file}\",");
    }
    text.push_str("];\n");
    text.push_str(&bare(SOURCE));
    text
}

fn manifest(name: &str, icon: &str) -> String {
    let manifest = serde_json::json!({
        "name": name,
        "short_name": name,
        "start_url": "/",
        "id": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f4f6f8",
        "theme_color": "#16305f",
        "icons": [{ "src": icon, "sizes": "any", "type": "image/svg+xml", "purpose": "any" }],
    });
    manifest.to_string()
}

/// The files at fixed places: path, content type, bytes. `base` is where the assets are.
pub(crate) fn files(base: &str, assets: &[String]) -> [(&'static str, &'static str, Bytes); 3] {
    let release = base.trim_start_matches("/assets/");
    let icon = |name: &str| format!("{base}/{name}");
    let json = "application/manifest+json";
    [
        (
            WORKER,
            "text/javascript; charset=utf-8",
            worker(release, assets).into(),
        ),
        (
            MANIFEST,
            json,
            manifest("Fullcup", &icon("favicon.svg")).into(),
        ),
        (
            MANIFEST_PLAIN,
            json,
            manifest("Notes", &icon("plain.svg")).into(),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_names_its_release_and_files_first() {
        let text = worker("abc", &["/assets/abc/start.js".to_owned()]);
        assert!(text.starts_with(
            "self.RELEASE = \"abc\";\nself.FILES = [\n  \"/assets/abc/start.js\",\n];\n"
        ));
        assert!(text.ends_with(&bare(SOURCE)));
    }

    #[test]
    fn a_plain_name_says_nothing() {
        let [_, _, (path, _, body)] = files("/assets/abc", &[]);
        assert_eq!(path, "/manifest-plain.webmanifest");
        let text = String::from_utf8(body.to_vec()).expect("text");
        assert!(!text.to_lowercase().contains("cup"), "{text}");
        assert!(text.contains("\"name\":\"Notes\""));
    }
}
