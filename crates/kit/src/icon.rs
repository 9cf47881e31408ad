//! Icons: drawn for the product, one line weight, named by what they show.
//!
//! A page carries the drawings of the icons it uses and no others (`sprite`).
//! One shared file would be smaller by a kilobyte a page, but browsers disagree
//! under which directive of the content policy an outside `use` falls.

use std::fmt::Write as _;

use maud::{Markup, html};

/// A drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Icon {
    /// A sun: today.
    Today,
    /// Two people.
    People,
    /// A plus sign: add, log.
    Plus,
    /// A lens: search.
    Find,
    /// The mug: the person’s own place.
    Me,
    /// A closed lock.
    Lock,
    /// An open lock.
    Unlock,
    /// A headset: help now.
    Help,
    /// A telephone receiver.
    Phone,
    /// A speech box: a text message.
    Text,
    /// One person.
    Person,
    /// Three people.
    Group,
    /// A person walking.
    Walk,
    /// A car.
    Car,
    /// A clock.
    Clock,
    /// A tick.
    Check,
    /// A cross.
    X,
    /// A dash.
    Dash,
    /// A chevron down.
    Down,
    /// A chevron right.
    Right,
    /// A chevron left.
    Left,
    /// A chevron up.
    Up,
    /// A triangle with a mark.
    Warn,
    /// A ring with an i.
    Info,
    /// A cloud, struck.
    Offline,
    /// An arrow into a tray.
    Save,
    /// A printer.
    Print,
    /// A pencil.
    Edit,
    /// A place on a map.
    Pin,
    /// A star.
    Star,
    /// A calendar page.
    Cal,
    /// A flag.
    Flag,
    /// Two links of a chain.
    Link,
    /// An open eye.
    Eye,
    /// An eye, struck.
    EyeOff,
    /// The moon: off duty.
    Moon,
    /// A board with three columns.
    Board,
    /// A chart.
    Chart,
    /// A book.
    Book,
    /// Quotation marks.
    Quote,
    /// A bed.
    Bed,
    /// A key.
    Key,
    /// A heart.
    Heart,
    /// A raised hand.
    Hand,
    /// A bag.
    Bag,
    /// A wheel: settings.
    Gear,
    /// A paper plane.
    Send,
    /// A round arrow.
    Refresh,
    /// A folded map.
    Map,
    /// A closed ring with a keyhole: the Private circle.
    Private,
    /// Two rings that overlap: the Shared circle.
    Shared,
    /// A ring with three people: the Work circle.
    Work,
    /// A dashed ring, nobody inside: the Anonymous circle.
    Anon,
}

/// Slug and drawing, in the order of [`Icon`]; every box is 24 by 24.
const DRAWINGS: &[(&str, &str)] = &[
    (
        "today",
        r#"<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4"/>"#,
    ),
    (
        "people",
        r#"<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c.4-3.6 3-5.5 6.5-5.5s6.1 1.9 6.5 5.5"/><path d="M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.8c2 .7 3.2 2.5 3.5 5.2"/>"#,
    ),
    ("plus", r#"<path d="M12 5v14M5 12h14"/>"#),
    (
        "find",
        r#"<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>"#,
    ),
    (
        "me",
        r#"<path d="M4 8h12v9a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3z"/><path d="M16 10.5h1.5a2.5 2.5 0 0 1 2.5 2.5v.5a2.5 2.5 0 0 1-2.5 2.5H16"/><path d="M2.5 8h15"/>"#,
    ),
    (
        "lock",
        r#"<rect x="5" y="11" width="14" height="9.5" rx="2.5"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>"#,
    ),
    (
        "unlock",
        r#"<rect x="5" y="11" width="14" height="9.5" rx="2.5"/><path d="M8 11V7.5a4 4 0 0 1 7.5-1.9"/>"#,
    ),
    (
        "help",
        r#"<path d="M4 12a8 8 0 0 1 16 0"/><rect x="2.8" y="12" width="4.2" height="6.5" rx="1.8"/><rect x="17" y="12" width="4.2" height="6.5" rx="1.8"/><path d="M19 18.5c0 1.8-2 2.5-5 2.5"/>"#,
    ),
    (
        "phone",
        r#"<path d="M6.5 3.5h3l1.5 4.5-2 1.5a12 12 0 0 0 5.5 5.5l1.5-2 4.5 1.5v3a2 2 0 0 1-2.2 2C11 19 5 13 4.5 5.7a2 2 0 0 1 2-2.2z"/>"#,
    ),
    ("text", r#"<path d="M4 5.5h16v11H11l-4.5 3.5v-3.5H4z"/>"#),
    (
        "person",
        r#"<circle cx="12" cy="7.5" r="3.5"/><path d="M5 20.5c.5-4 3.2-6.5 7-6.5s6.5 2.5 7 6.5"/>"#,
    ),
    (
        "group",
        r#"<circle cx="12" cy="7" r="3"/><circle cx="5" cy="10" r="2.3"/><circle cx="19" cy="10" r="2.3"/><path d="M7 20c.3-3.5 2.2-5.5 5-5.5s4.7 2 5 5.5M1.8 18.5c.2-2.3 1.3-3.8 3.2-3.8M22.2 18.5c-.2-2.3-1.3-3.8-3.2-3.8"/>"#,
    ),
    (
        "walk",
        r#"<circle cx="13" cy="4" r="2"/><path d="m9 21 2.5-6.5L9 12l1-4.5 3.5 1.5 2 3 3 1M13 15l2.5 2.5 1 3.5M7 13l1-4 2-1.5"/>"#,
    ),
    (
        "car",
        r#"<path d="M4 16v-4l2-5.5h12l2 5.5v4z"/><path d="M4 12h16M7 16v2.5M17 16v2.5"/>"#,
    ),
    (
        "clock",
        r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>"#,
    ),
    ("check", r#"<path d="m5 12.5 4.5 4.5L19 7.5"/>"#),
    ("x", r#"<path d="m6.5 6.5 11 11M17.5 6.5l-11 11"/>"#),
    ("dash", r#"<path d="M6 12h12"/>"#),
    ("down", r#"<path d="m6.5 9.5 5.5 5.5 5.5-5.5"/>"#),
    ("right", r#"<path d="m9.5 6.5 5.5 5.5-5.5 5.5"/>"#),
    ("left", r#"<path d="m14.5 6.5-5.5 5.5 5.5 5.5"/>"#),
    ("up", r#"<path d="m6.5 14.5 5.5-5.5 5.5 5.5"/>"#),
    (
        "warn",
        r#"<path d="M12 3.5 2.8 19.5h18.4z"/><path d="M12 10v4.5M12 17.2v.1"/>"#,
    ),
    (
        "info",
        r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5M12 7.7v.1"/>"#,
    ),
    (
        "offline",
        r#"<path d="M7 18.5h10a4 4 0 0 0 1.5-7.7A6.5 6.5 0 0 0 8.8 7M6 10.2A4.2 4.2 0 0 0 7 18.5M3.5 3.5l17 17"/>"#,
    ),
    (
        "save",
        r#"<path d="M12 3.5v11M7.5 10l4.5 4.5L16.5 10M4.5 19.5h15"/>"#,
    ),
    (
        "print",
        r#"<path d="M7 9V3.5h10V9M7 17H4.5V9h15v8H17"/><path d="M7 14h10v6.5H7z"/>"#,
    ),
    (
        "edit",
        r#"<path d="m4.5 19.5.8-4L16 4.8l3.2 3.2L8.5 18.7z"/>"#,
    ),
    (
        "pin",
        r#"<path d="M12 21s-7-6.2-7-11.5a7 7 0 0 1 14 0C19 14.8 12 21 12 21z"/><circle cx="12" cy="9.5" r="2.5"/>"#,
    ),
    (
        "star",
        r#"<path d="m12 4 2.4 5.2 5.6.7-4.1 3.9 1.1 5.7-5-2.8-5 2.8 1.1-5.7L4 9.9l5.6-.7z"/>"#,
    ),
    (
        "cal",
        r#"<rect x="4" y="5.5" width="16" height="15" rx="2.5"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/>"#,
    ),
    ("flag", r#"<path d="M6 21V4M6 4.5h11l-2 4 2 4H6"/>"#),
    (
        "link",
        r#"<path d="M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.7 5.7L12 17"/>"#,
    ),
    (
        "eye",
        r#"<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="2.8"/>"#,
    ),
    (
        "eyeoff",
        r#"<path d="M9.9 5.7A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-2.6 3.5M6.3 7.3A16 16 0 0 0 2.5 12S6 18.5 12 18.5a9 9 0 0 0 4.3-1.1M3.5 3.5l17 17"/>"#,
    ),
    (
        "moon",
        r#"<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"/>"#,
    ),
    (
        "board",
        r#"<rect x="3.5" y="4.5" width="17" height="15" rx="2.5"/><path d="M9.5 4.5v15M15 4.5v15"/>"#,
    ),
    (
        "chart",
        r#"<path d="M4 4v16h16"/><path d="m7.5 14.5 3.5-4 3 2.5 4.5-6"/>"#,
    ),
    (
        "book",
        r#"<path d="M5 4.5h10a3 3 0 0 1 3 3v12H8a3 3 0 0 1-3-3z"/><path d="M5 16.5a3 3 0 0 1 3-3h10"/>"#,
    ),
    (
        "quote",
        r#"<path d="M10 7H5v6h5zM10 13c0 3-1.5 4.5-4 5M19 7h-5v6h5zM19 13c0 3-1.5 4.5-4 5"/>"#,
    ),
    (
        "bed",
        r#"<path d="M3 18.5v-12M3 15.5h18v3M21 15.5v-2.5a3 3 0 0 0-3-3h-7v5.5"/><circle cx="7" cy="11.5" r="1.8"/>"#,
    ),
    (
        "key",
        r#"<circle cx="8" cy="15.5" r="4.5"/><path d="m11.2 12.3 8.3-8.3M16 7.5l3 3"/>"#,
    ),
    (
        "heart",
        r#"<path d="M12 20S3.5 15 3.5 9A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8.5 2c0 6-8.5 11-8.5 11z"/>"#,
    ),
    (
        "hand",
        r#"<path d="M7 12V6.5a1.5 1.5 0 0 1 3 0V11M10 10.5V4.5a1.5 1.5 0 0 1 3 0v6M13 10.5V5.5a1.5 1.5 0 0 1 3 0V12M16 9.5a1.5 1.5 0 0 1 3 0V14c0 4-2.5 7-6.5 7-3 0-4.6-1.2-6-3.5L4 13.5c-.7-1.2 1-2.5 2-1.3l1 1.3"/>"#,
    ),
    (
        "bag",
        r#"<path d="M5 8.5h14l-1 11.5H6z"/><path d="M9 8.5V7a3 3 0 0 1 6 0v1.5"/>"#,
    ),
    (
        "gear",
        r#"<circle cx="12" cy="12" r="3"/><path d="M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M18.4 5.6l-2.2 2.2M7.8 16.2l-2.2 2.2"/>"#,
    ),
    (
        "send",
        r#"<path d="M20.5 3.5 3.5 10.5l7 3 3 7z"/><path d="m20.5 3.5-10 10"/>"#,
    ),
    (
        "refresh",
        r#"<path d="M19.5 12a7.5 7.5 0 1 1-2.2-5.3M19.5 4v4.5H15"/>"#,
    ),
    (
        "map",
        r#"<path d="m3.5 6 5.5-2 6 2.5 5.5-2v13.5L15 20l-6-2.5-5.5 2z"/><path d="M9 4v13.5M15 6.5V20"/>"#,
    ),
    (
        "private",
        r#"<circle cx="12" cy="12" r="9.2"/><circle cx="12" cy="10.4" r="2.5" fill="currentColor" stroke="none"/><path d="M12 11.5 13.6 16.7h-3.2z" fill="currentColor" stroke-width="1"/>"#,
    ),
    (
        "shared",
        r#"<path d="M12 6.42a6.7 6.7 0 0 1 0 11.16 6.7 6.7 0 0 1 0-11.16z" fill="currentColor" stroke="none"/><circle cx="8.3" cy="12" r="6.7"/><circle cx="15.7" cy="12" r="6.7"/>"#,
    ),
    (
        "work",
        r#"<circle cx="12" cy="12" r="9.2"/><g fill="currentColor" stroke="none"><circle cx="12" cy="7.9" r="2.1"/><circle cx="8.2" cy="14.3" r="2.1"/><circle cx="15.8" cy="14.3" r="2.1"/></g>"#,
    ),
    (
        "anon",
        r#"<circle cx="12" cy="12" r="9.2" stroke-dasharray="3.2 2.58" stroke-linecap="butt" stroke-width="2.4"/>"#,
    ),
];

/// What [`icon`] writes before a slug, and what [`sprite`] looks for.
const MARK: &str = "#i-";

impl Icon {
    /// The name inside the symbol's id.
    pub fn slug(self) -> &'static str {
        DRAWINGS[self as usize].0
    }
}

/// The icon, hidden from screen readers: a word always stands beside it.
pub fn icon(icon: Icon) -> Markup {
    icon_with("i", icon)
}

/// [`icon`] with more classes than `i`.
pub(crate) fn icon_with(class: &str, icon: Icon) -> Markup {
    html! {
        svg class=(class) aria-hidden="true" { use href={ (MARK) (icon.slug()) } {} }
    }
}

/// The symbols that the given markup refers to, each once, in one hidden `svg`.
pub(crate) fn sprite(markup: &str) -> String {
    let mut used = [false; DRAWINGS.len()];
    for (at, _) in markup.match_indices(MARK) {
        let rest = &markup[at + MARK.len()..];
        let end = rest.find('"').unwrap_or(0);
        if let Some(found) = DRAWINGS.iter().position(|(slug, _)| *slug == &rest[..end]) {
            used[found] = true;
        }
    }
    let mut symbols = String::with_capacity(2048);
    symbols.push_str("<svg hidden>");
    for (slug, drawing) in DRAWINGS
        .iter()
        .zip(used)
        .filter_map(|(drawing, used)| used.then_some(drawing))
    {
        // Writing into a String cannot fail.
        let _ = write!(
            symbols,
            r#"<symbol id="i-{slug}" viewBox="0 0 24 24">{drawing}</symbol>"#
        );
    }
    symbols.push_str("</svg>");
    symbols
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_stands_at_the_place_of_its_drawing() {
        assert_eq!(Icon::Anon as usize + 1, DRAWINGS.len());
        for icon in [
            Icon::Lock,
            Icon::EyeOff,
            Icon::Map,
            Icon::Private,
            Icon::Work,
            Icon::Anon,
        ] {
            assert_eq!(icon.slug(), format!("{icon:?}").to_lowercase());
        }
    }

    #[test]
    fn a_page_carries_only_the_drawings_it_uses_and_each_once() {
        let page = html! { (icon(Icon::Lock)) (icon(Icon::Help)) (icon(Icon::Lock)) };
        let sprite = sprite(&page.into_string());
        assert_eq!(sprite.matches("<symbol").count(), 2);
        assert!(sprite.contains(r#"id="i-lock""#) && sprite.contains(r#"id="i-help""#));
    }

    #[test]
    fn words_that_look_like_an_icon_do_no_harm() {
        assert_eq!(sprite("see #i-nothing"), "<svg hidden></svg>");
        assert_eq!(sprite("#i-"), "<svg hidden></svg>");
        assert_eq!(sprite("#i-é\""), "<svg hidden></svg>");
    }
}
