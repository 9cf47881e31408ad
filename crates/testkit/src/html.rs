//! Reading a page as a browser does, for [`crate::check`] and [`crate::outline`].

use scraper::{ElementRef, Html, Selector};

/// The elements that a selector finds, in document order. Selectors are
/// constants of the tests; a wrong one finds nothing and so fails its test.
pub(crate) fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    Selector::parse(selector)
        .map(|selector| html.select(&selector).collect())
        .unwrap_or_default()
}

/// The same under an element.
pub(crate) fn under<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    Selector::parse(selector)
        .map(|selector| element.select(&selector).collect())
        .unwrap_or_default()
}

/// The element with this id.
pub(crate) fn by_id<'a>(html: &'a Html, id: &str) -> Option<ElementRef<'a>> {
    all(html, "[id]")
        .into_iter()
        .find(|element| element.attr("id") == Some(id))
}

/// The children that are elements.
pub(crate) fn children(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    element.children().filter_map(ElementRef::wrap)
}

/// What a screen reader would say of the content, on one line.
pub(crate) fn text(element: ElementRef<'_>) -> String {
    let mut words = String::new();
    gather(element, &mut words);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Elements that stand on a line of their own, so that their words do not run
/// into those of the next.
const APART: &[&str] = &[
    "p", "div", "li", "dt", "dd", "br", "tr", "td", "th", "small", "b", "h1", "h2", "h3", "label",
    "button", "button",
];

fn gather(element: ElementRef<'_>, words: &mut String) {
    if element.attr("aria-hidden") == Some("true") || element.value().name() == "svg" {
        return;
    }
    for child in element.children() {
        if let Some(text) = child.value().as_text() {
            words.push_str(text);
        } else if let Some(child) = ElementRef::wrap(child) {
            let apart = APART.contains(&child.value().name());
            if apart {
                words.push(' ');
            }
            gather(child, words);
            if apart {
                words.push(' ');
            }
        }
    }
}

/// The accessible name: `aria-labelledby`, `aria-label`, the label, the content.
pub(crate) fn name(html: &Html, element: ElementRef<'_>) -> String {
    if let Some(ids) = element.attr("aria-labelledby") {
        return referred(html, ids);
    }
    if let Some(label) = element.attr("aria-label") {
        return label.to_owned();
    }
    if is_control(element) {
        let own = element.attr("id").and_then(|id| {
            all(html, "label[for]")
                .into_iter()
                .find(|label| label.attr("for") == Some(id))
        });
        let around = || {
            element
                .ancestors()
                .filter_map(ElementRef::wrap)
                .find(|ancestor| ancestor.value().name() == "label")
        };
        return own.or_else(around).map(text).unwrap_or_default();
    }
    text(element)
}

/// The words of the elements with these ids.
pub(crate) fn referred(html: &Html, ids: &str) -> String {
    ids.split_whitespace()
        .filter_map(|id| by_id(html, id))
        .map(text)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether it is a control that needs a label.
pub(crate) fn is_control(element: ElementRef<'_>) -> bool {
    match element.value().name() {
        "select" | "textarea" => true,
        "input" => !matches!(element.attr("type"), Some("hidden" | "submit" | "button")),
        _ => false,
    }
}
