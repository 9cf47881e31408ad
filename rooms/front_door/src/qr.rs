//! A QR code as SVG: for a link that is handed over in person, and for the app with six-digit codes.
//!
//! Its geometry and its two colors stand in attributes, so that the strict content policy holds
//! and a camera can read it in every theme.

use maud::{Markup, html};
use qrcodegen::{QrCode, QrCodeEcc};

/// Light modules around the code, which a camera needs.
const MARGIN: i32 = 4;

/// The code that says `text`; `label` is what screen readers hear. Nothing when the text is too
/// long for a code.
pub fn qr(text: &str, label: &str) -> Markup {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Medium) else {
        return Markup::default();
    };
    let size = code.size() + 2 * MARGIN;
    html! {
        svg role="img" aria-label=(label) width="216" height="216" viewBox={ "0 0 " (size) " " (size) }
            shape-rendering="crispEdges" {
            rect width=(size) height=(size) fill="#ffffff" {}
            path d=(modules(&code)) fill="#000000" {}
        }
    }
}

/// The dark modules as one path, a stroke of neighbors at a time.
fn modules(code: &QrCode) -> String {
    use std::fmt::Write as _;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let length = (x..code.size())
                .take_while(|at| code.get_module(*at, y))
                .count();
            let length = i32::try_from(length).unwrap_or_default();
            if length > 0 {
                let _ = write!(path, "M{} {}h{length}v1h-{length}z", x + MARGIN, y + MARGIN);
            }
            x += length.max(1);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_module_is_drawn_once() {
        let code = QrCode::encode_text("https://cup.example.org/way-back/abc", QrCodeEcc::Medium)
            .expect("a code");
        let dark = (0..code.size())
            .flat_map(|y| (0..code.size()).map(move |x| (x, y)))
            .filter(|(x, y)| code.get_module(*x, *y))
            .count();
        let drawn: usize = modules(&code)
            .split('h')
            .filter_map(|part| part.split('v').next()?.parse::<i32>().ok())
            .filter(|length| *length > 0)
            .map(|length| usize::try_from(length).expect("positive"))
            .sum();
        assert_eq!(drawn, dark);
    }

    #[test]
    fn a_text_that_is_too_long_draws_nothing() {
        assert_eq!(qr(&"x".repeat(5_000), "Code").into_string(), "");
        assert!(qr("short", "Code").into_string().contains("role=\"img\""));
    }
}
