//! Files that pages refer to. The server puts a digest of them all into the
//! path, so that they can be kept for ever.

use std::sync::LazyLock;

/// A file under `/assets/<digest>/`.
#[derive(Clone, Copy, Debug)]
pub struct Asset {
    /// The name behind the digest, as the style sheet and pages write it.
    pub name: &'static str,
    /// For the `Content-Type` header.
    pub content_type: &'static str,
    /// What is sent.
    pub body: &'static [u8],
}

/// The parts of the style sheet. The first one fixes the order of the layers,
/// so the order of the rest matters only inside a layer.
const PARTS: &[&str] = &[
    include_str!("../css/tokens.css"),
    include_str!("../css/base.css"),
    include_str!("../css/frame.css"),
    include_str!("../css/circles.css"),
    include_str!("../css/buttons.css"),
    include_str!("../css/choices.css"),
    include_str!("../css/fields.css"),
    include_str!("../css/sheets.css"),
    include_str!("../css/lists.css"),
    include_str!("../css/notices.css"),
    include_str!("../css/mug.css"),
    include_str!("../css/today.css"),
    include_str!("../css/people.css"),
    include_str!("../css/front_door.css"),
    include_str!("../css/weeks.css"),
    include_str!("../css/cups.css"),
    include_str!("../css/charts.css"),
    include_str!("../css/print.css"),
    include_str!("../css/large_text.css"),
    include_str!("../css/forced_colors.css"),
];

/// What only the private circle needs: a sheet of its own, so that other pages do not wait for it.
const OWN: &[&str] = &[
    include_str!("../css/own.css"),
    include_str!("../css/pattern.css"),
];

static OWN_SHEET: LazyLock<String> = LazyLock::new(|| OWN.concat());

/// The dark colors: one rule for `:root`.
const DARK: &str = include_str!("../css/dark.css");

static SHEET: LazyLock<String> = LazyLock::new(|| PARTS.concat() + &dark());

/// The dark colors where the device is dark and nobody chose otherwise, and where somebody chose
/// them. On paper, ink is always dark.
fn dark() -> String {
    let at = |root: &str| DARK.replace(":root", root);
    let by_device = at(r#":root:not([data-theme="light"], [data-theme="sun"])"#);
    let by_choice = at(r#":root[data-theme="dark"]"#);
    format!(
        "@layer tokens {{\n@media screen and (prefers-color-scheme: dark) {{\n{by_device}}}\n\
         @media screen {{\n{by_choice}}}\n}}\n"
    )
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    vec![
        Asset {
            name: "sheet.css",
            content_type: "text/css; charset=utf-8",
            body: sheet().as_bytes(),
        },
        Asset {
            name: "own.css",
            content_type: "text/css; charset=utf-8",
            body: own_sheet().as_bytes(),
        },
        Asset {
            name: "public-sans-latin.woff2",
            content_type: "font/woff2",
            body: include_bytes!("../fonts/public-sans-latin.woff2"),
        },
        Asset {
            name: "public-sans-latin-ext.woff2",
            content_type: "font/woff2",
            body: include_bytes!("../fonts/public-sans-latin-ext.woff2"),
        },
        Asset {
            name: "chevron.svg",
            content_type: "image/svg+xml",
            body: include_bytes!("../css/chevron.svg"),
        },
        Asset {
            name: "favicon.svg",
            content_type: "image/svg+xml",
            body: include_bytes!("../css/favicon.svg"),
        },
    ]
});

/// The whole style sheet.
pub fn sheet() -> &'static str {
    &SHEET
}

/// The style sheet of the private circle, which comes after the whole one.
pub fn own_sheet() -> &'static str {
    &OWN_SHEET
}

/// Every file that pages and the style sheet refer to.
pub fn assets() -> &'static [Asset] {
    &ASSETS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_refers_only_to_files_that_are_there() {
        let mut found = 0;
        for (at, _) in sheet().match_indices("url(") {
            let url = sheet()[at + 4..]
                .split(')')
                .next()
                .unwrap_or_default()
                .trim_matches('"');
            assert!(assets().iter().any(|asset| asset.name == url), "{url}");
            found += 1;
        }
        assert_eq!(found, 3, "two fonts and the chevron");
        assert!(!sheet().contains("data:") && !sheet().contains("@import"));
    }

    #[test]
    fn every_block_of_the_sheet_is_closed() {
        for part in PARTS.iter().copied().chain([DARK, sheet()]) {
            assert_eq!(
                part.matches('{').count(),
                part.matches('}').count(),
                "{}",
                &part[..40]
            );
        }
    }

    #[test]
    fn dark_by_choice_is_dark_by_the_device() {
        assert_eq!(DARK.matches(":root").count(), 1, "one rule, two places");
        assert_eq!(sheet().matches("--enamel: #0d1422;").count(), 2);
        let chosen = sheet().split(r#":root[data-theme="dark"] {"#).nth(1);
        let rule = DARK
            .split(":root {")
            .nth(1)
            .and_then(|rest| rest.split('}').next());
        assert_eq!(chosen.and_then(|rest| rest.split('}').next()), rule);
    }

    #[test]
    fn paper_says_too_that_everything_is_invented_and_who_can_see_it() {
        let paper = include_str!("../css/print.css");
        let hidden = paper
            .split("display: none !important")
            .next()
            .unwrap_or_default();
        let hidden = hidden.rsplit('}').next().unwrap_or_default();
        assert!(hidden.contains(".nav,"), "{hidden}");
        assert!(
            !hidden.contains(".demo") && !hidden.contains(".who"),
            "{hidden}"
        );
    }

    #[test]
    fn no_file_of_the_sheet_is_over_600_lines() {
        assert!(PARTS.iter().all(|part| part.lines().count() <= 600));
    }
}
