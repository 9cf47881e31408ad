//! A page as it sounds: headings, landmarks, labels with hints and errors, links,
//! buttons, lists and tables, as indented text. A change of style does not change it.

use scraper::{ElementRef, Html};

use crate::html::{all, by_id, children, is_control, name, text};

/// The outline of a page or of a part of one.
///
/// Ids of records in addresses are shown as `{id}`, so that a snapshot holds
/// from run to run.
pub fn outline(html: &str) -> String {
    let whole = html
        .trim_start()
        .get(..9)
        .is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"));
    let (shown, _) = crate::check::templates(html);
    let document = if whole {
        Html::parse_document(&shown)
    } else {
        Html::parse_fragment(&shown)
    };
    let mut lines = Lines {
        html: &document,
        out: String::new(),
    };
    if let Some(title) = all(&document, "head > title").first() {
        lines.line(0, &format!("title {:?}", text(*title)));
    }
    let root = all(&document, "body")
        .first()
        .copied()
        .unwrap_or_else(|| document.root_element());
    for child in children(root) {
        lines.walk(child, 0);
    }
    lines.out
}

struct Lines<'a> {
    html: &'a Html,
    out: String,
}

impl Lines<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        for _ in 0..depth {
            self.out.push_str("  ");
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn walk(&mut self, element: ElementRef<'_>, depth: usize) {
        if element.attr("hidden").is_some() || element.attr("aria-hidden") == Some("true") {
            return;
        }
        let Some((said, leaf)) = self.said(element) else {
            for child in children(element) {
                self.walk(child, depth);
            }
            return;
        };
        self.line(depth, &said);
        if !leaf {
            for child in children(element) {
                self.walk(child, depth + 1);
            }
        }
    }

    /// The line of an element, and whether nothing under it has one of its own.
    fn said(&self, element: ElementRef<'_>) -> Option<(String, bool)> {
        let named = |word: &str| match name_of_landmark(self.html, element) {
            name if name.is_empty() => word.to_owned(),
            name => format!("{word} {name:?}"),
        };
        let tag = element.value().name();
        if is_control(element) {
            return Some((self.control(element), true));
        }
        match (tag, element.attr("role")) {
            (_, Some(role @ ("alert" | "status"))) => Some((
                format!("{role} {:?}", text(element)),
                under_is_plain(element),
            )),
            (_, Some("region")) => Some((named("region"), false)),
            ("svg", Some("img")) => Some((named("picture"), true)),
            ("header", _) => Some((named("banner"), false)),
            ("footer", _) => Some((named("contentinfo"), false)),
            ("nav", _) => Some((named("navigation"), false)),
            ("aside", _) => Some((named("complementary"), false)),
            ("main", _) => Some((named("main"), false)),
            ("section", _) if element.attr("aria-labelledby").is_some() => {
                Some((named("region"), false))
            }
            ("form", _) => Some((
                format!(
                    "form {} {}",
                    element.attr("method").unwrap_or("get"),
                    address(element.attr("action").unwrap_or_default())
                ),
                false,
            )),
            ("fieldset", _) => Some((self.group(element), false)),
            ("h1" | "h2" | "h3" | "h4", _) => {
                Some((format!("heading {} {:?}", &tag[1..], text(element)), true))
            }
            ("a", _) => Some((self.link(element), true)),
            ("button", _) => {
                let sends = match (element.attr("name"), element.attr("value")) {
                    (Some(name), Some(value)) => format!(" ({name}={value})"),
                    _ => String::new(),
                };
                Some((
                    format!("button {:?}{sends}", name(self.html, element)),
                    true,
                ))
            }
            ("summary", _) => Some((format!("disclosure {:?}", text(element)), true)),
            ("tr", _) => Some((row(element), under_is_plain(element))),
            ("li", _) => item(element).map(|said| (said, under_is_plain(element))),
            ("dt", _) => Some((fact(element), true)),
            ("table", _) => Some(("table".to_owned(), false)),
            ("blockquote", _) => Some((format!("quote {:?}", text(element)), true)),
            _ => None,
        }
    }

    fn link(&self, element: ElementRef<'_>) -> String {
        let current = if element.attr("aria-current").is_some() {
            " (current)"
        } else {
            ""
        };
        let to = address(element.attr("href").unwrap_or_default());
        format!("link {:?} -> {to}{current}", name(self.html, element))
    }

    fn group(&self, element: ElementRef<'_>) -> String {
        let legend = children(element)
            .find(|child| child.value().name() == "legend")
            .map(text);
        format!(
            "group {:?}{}",
            legend.unwrap_or_default(),
            self.notes(element)
        )
    }

    fn control(&self, element: ElementRef<'_>) -> String {
        let kind = match element.value().name() {
            "input" => element.attr("type").unwrap_or("text"),
            other => other,
        };
        let kind = if element.attr("role") == Some("switch") {
            "switch"
        } else {
            kind
        };
        let mut said = format!("{kind} {:?}", name(self.html, element));
        match element.value().name() {
            "textarea" if !text(element).is_empty() => {
                said = format!("{said} = {:?}", text(element));
            }
            "select" => {
                let chosen = crate::html::under(element, "option[selected]")
                    .first()
                    .copied()
                    .map(text);
                said = format!("{said} = {:?}", chosen.unwrap_or_default());
            }
            "input" if matches!(kind, "radio" | "checkbox" | "switch") => {
                if element.attr("checked").is_some() {
                    said.push_str(" (chosen)");
                }
            }
            _ => {
                if let Some(value) = element.attr("value") {
                    said = format!("{said} = {value:?}");
                }
            }
        }
        said.push_str(&self.notes(element));
        said
    }

    /// Hint and error of a field or group.
    fn notes(&self, element: ElementRef<'_>) -> String {
        let mut notes = String::new();
        for id in element
            .attr("aria-describedby")
            .unwrap_or_default()
            .split_whitespace()
        {
            let word = if id.ends_with("-error") {
                "error"
            } else {
                "hint"
            };
            let said = by_id(self.html, id).map(text).unwrap_or_default();
            notes = format!("{notes}, {word} {said:?}");
        }
        notes
    }
}

fn name_of_landmark(html: &Html, element: ElementRef<'_>) -> String {
    if element.attr("aria-label").is_some() || element.attr("aria-labelledby").is_some() {
        name(html, element)
    } else {
        String::new()
    }
}

/// Whether nothing under it is a link, a button or a field.
fn under_is_plain(element: ElementRef<'_>) -> bool {
    crate::html::under(element, "a, button, input, select, textarea").is_empty()
}

/// The cells of a row of a table.
fn row(element: ElementRef<'_>) -> String {
    let cells: Vec<_> = children(element)
        .map(|cell| format!("{:?}", text(cell)))
        .collect();
    let head = children(element).all(|cell| cell.attr("scope") == Some("col"));
    format!(
        "{} {}",
        if head { "columns" } else { "row" },
        cells.join(" | ")
    )
}

/// An item of a list, unless it is one link or field, which says the same.
fn item(element: ElementRef<'_>) -> Option<String> {
    let said = text(element);
    let within = crate::html::under(element, "a, label");
    (!within.iter().any(|inner| text(*inner) == said)).then(|| format!("item {said:?}"))
}

/// A word of a list of facts, and what it is.
fn fact(element: ElementRef<'_>) -> String {
    let value = element.next_siblings().find_map(ElementRef::wrap).map(text);
    format!("fact {:?}: {:?}", text(element), value.unwrap_or_default())
}

/// An address with the ids of records as `{id}`.
fn address(href: &str) -> String {
    let mut out = String::with_capacity(href.len());
    let mut piece = String::new();
    for letter in href.chars().chain(['/']) {
        if matches!(letter, '/' | '?' | '=' | '&' | '#') {
            out.push_str(if is_id(&piece) { "{id}" } else { &piece });
            out.push(letter);
            piece.clear();
        } else {
            piece.push(letter);
        }
    }
    out.pop();
    out
}

fn is_id(piece: &str) -> bool {
    piece.len() == 13
        && piece.bytes().any(|byte| byte.is_ascii_digit())
        && piece.parse::<domain::id::ContactId>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_outlined_as_it_sounds() {
        let html = "<!DOCTYPE html><html lang=\"en\"><head><title>Log | A</title></head><body>\
            <svg hidden><symbol id=\"i\"></symbol></svg>\
            <header><a href=\"/\">A</a></header>\
            <nav aria-label=\"Main\"><a href=\"/today\" aria-current=\"page\">Today</a></nav>\
            <main><h1>Log a contact</h1><p>Quiet words.</p>\
            <div role=\"alert\"><p>One thing to fix</p><a href=\"#minutes\">Write a number</a></div>\
            <form method=\"post\" action=\"/people/0123456789abc/contacts\">\
            <input type=\"hidden\" name=\"key\" value=\"k\">\
            <fieldset aria-describedby=\"kind-hint\"><legend>What kind?</legend><p id=\"kind-hint\">One.</p>\
            <label><input type=\"radio\" name=\"kind\" checked>Call</label></fieldset>\
            <label for=\"minutes\">Minutes</label><p id=\"minutes-error\">Write a number</p>\
            <input id=\"minutes\" name=\"minutes\" value=\"45m\" aria-describedby=\"minutes-error\">\
            <button name=\"then\" value=\"more\">Save</button></form></main></body></html>";
        assert_eq!(
            outline(html),
            "title \"Log | A\"\n\
             banner\n\
             \x20 link \"A\" -> /\n\
             navigation \"Main\"\n\
             \x20 link \"Today\" -> /today (current)\n\
             main\n\
             \x20 heading 1 \"Log a contact\"\n\
             \x20 alert \"One thing to fix Write a number\"\n\
             \x20   link \"Write a number\" -> #minutes\n\
             \x20 form post /people/{id}/contacts\n\
             \x20   group \"What kind?\", hint \"One.\"\n\
             \x20     radio \"Call\" (chosen)\n\
             \x20   text \"Minutes\" = \"45m\", error \"Write a number\"\n\
             \x20   button \"Save\" (then=more)\n"
        );
    }

    #[test]
    fn what_is_hidden_is_not_in_the_outline() {
        assert_eq!(
            outline(
                "<div hidden><a href=\"/\">A</a></div><p aria-hidden=\"true\"><a href=\"/\">B</a></p>"
            ),
            ""
        );
    }

    #[test]
    fn only_ids_of_records_are_taken_out_of_addresses() {
        assert_eq!(
            address("/people/0123456789abc?after=0123456789abc"),
            "/people/{id}?after={id}"
        );
        assert_eq!(address("/appointments/new"), "/appointments/new");
    }
}
