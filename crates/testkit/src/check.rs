//! Checks that every HTML answer passes, so that nobody can forget them.
//!
//! maud does not know the elements of HTML; these checks close that gap.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html};

use crate::html::{all, by_id, is_control, name, text, under};

/// What is wrong with a whole page; nothing when it is well.
pub fn page(html: &str) -> Vec<String> {
    let (rest, waiting) = templates(html);
    let mut found: Vec<_> = waiting.iter().flat_map(|one| template(one)).collect();
    let document = Html::parse_document(&rest);
    if !html.to_ascii_lowercase().starts_with("<!doctype html>") {
        found.push("the page does not begin with a doctype".to_owned());
    }
    if all(&document, "html[lang]")
        .iter()
        .all(|root| root.attr("lang") == Some(""))
    {
        found.push("the page does not say its language".to_owned());
    }
    if all(&document, "head > title")
        .first()
        .is_none_or(|title| text(*title).is_empty())
    {
        found.push("the page has no title".to_owned());
    }
    for (what, selector) in [("h1", "h1"), ("main", "main")] {
        let count = all(&document, selector).len();
        if count != 1 {
            found.push(format!("the page has {count} {what} instead of one"));
        }
    }
    found.extend(who_strip(&document));
    found.extend(common(&document));
    found
}

/// The page without what waits in templates, and that. It is no part of the page yet: client code draws
/// one at a time, and a story in a browser looks at it then.
pub(crate) fn templates(html: &str) -> (String, Vec<String>) {
    let (mut rest, mut waiting) = (String::with_capacity(html.len()), vec![]);
    let (mut depth, mut kept) = (0_usize, 0);
    let opens = html.match_indices("<template").map(|(at, _)| (at, true));
    let closes = html.match_indices("</template>").map(|(at, _)| (at, false));
    let mut tags: Vec<_> = opens.chain(closes).collect();
    tags.sort_unstable();
    for (at, open) in tags {
        if open {
            if depth == 0 {
                rest.push_str(&html[kept..at]);
                kept = at;
            }
            depth += 1;
        } else {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                let end = at + "</template>".len();
                waiting.push(html[kept..end].to_owned());
                kept = end;
            }
        }
    }
    rest.push_str(&html[kept..]);
    (rest, waiting)
}

/// What is wrong with a template: it is made of our elements, without style and script.
fn template(html: &str) -> Vec<String> {
    let document = Html::parse_fragment(html);
    let elements = document.tree.nodes().filter_map(ElementRef::wrap);
    elements
        .flat_map(|element| known(element).into_iter().chain(inline(element)))
        .collect()
}

/// What is wrong with a part of a page.
pub fn part(html: &str) -> Vec<String> {
    common(&Html::parse_fragment(html))
}

fn common(document: &Html) -> Vec<String> {
    let mut found: Vec<String> = document
        .errors
        .iter()
        .map(|error| format!("the page does not parse: {error}"))
        .collect();
    found.extend(ids(document));
    found.extend(references(document));
    found.extend(headings(document));
    found.extend(forms(document));
    for element in document.tree.nodes().filter_map(ElementRef::wrap) {
        found.extend(known(element));
        found.extend(inline(element));
        found.extend(named(document, element));
    }
    found
}

/// "Who can see this" stands on every page, before the content, and is not empty.
fn who_strip(document: &Html) -> Option<String> {
    let strips = all(document, "aside.who[aria-label]");
    let [strip] = strips.as_slice() else {
        return Some(format!(
            "{} strips say who can see this, instead of one",
            strips.len()
        ));
    };
    if under(*strip, ".who-line")
        .first()
        .is_none_or(|line| text(*line).is_empty())
    {
        return Some("the strip does not say who can see this".to_owned());
    }
    let after = strip.next_siblings().filter_map(ElementRef::wrap);
    if !after
        .into_iter()
        .any(|element| element.value().name() == "main")
    {
        return Some("the strip does not stand before the content".to_owned());
    }
    None
}

fn ids(document: &Html) -> Vec<String> {
    let mut seen = BTreeSet::new();
    all(document, "[id]")
        .iter()
        .filter_map(|element| element.attr("id"))
        .filter(|id| id.is_empty() || id.contains(char::is_whitespace) || !seen.insert(*id))
        .map(|id| format!("the id {id:?} is there twice, or is none"))
        .collect()
}

/// Everything that points at an id points at one that is there.
fn references(document: &Html) -> Vec<String> {
    let mut found = Vec::new();
    for attribute in [
        "aria-describedby",
        "aria-labelledby",
        "aria-controls",
        "for",
        "list",
        "form",
    ] {
        for element in all(document, &format!("[{attribute}]")) {
            let ids = element.attr(attribute).unwrap_or_default();
            if ids.trim().is_empty() {
                found.push(format!("an empty {attribute}"));
            }
            for id in ids
                .split_whitespace()
                .filter(|id| by_id(document, id).is_none())
            {
                found.push(format!("{attribute} points at {id:?}, which is not there"));
            }
        }
    }
    for link in all(document, "a[href^='#'], use[href^='#']") {
        let id = link
            .attr("href")
            .unwrap_or_default()
            .trim_start_matches('#');
        if !id.is_empty() && by_id(document, id).is_none() && !is_fragment(document) {
            found.push(format!("a link points at {id:?}, which is not there"));
        }
    }
    found
}

/// A part alone has neither the drawings nor the fields of its page.
fn is_fragment(document: &Html) -> bool {
    all(document, "body").is_empty()
}

/// A heading is at most one level below the one before.
fn headings(document: &Html) -> Vec<String> {
    let mut before = None;
    let mut found = Vec::new();
    for heading in all(document, "h1, h2, h3, h4, h5, h6") {
        let level = heading
            .value()
            .name()
            .as_bytes()
            .get(1)
            .map_or(0, |digit| digit - b'0');
        if before.is_some_and(|before| level > before + 1) {
            found.push(format!("the heading {:?} skips a level", text(heading)));
        }
        if text(heading).is_empty() {
            found.push("a heading without words".to_owned());
        }
        before = Some(level);
    }
    found
}

/// A change goes to a path of the house and carries its idempotency key.
fn forms(document: &Html) -> Vec<String> {
    let mut found = Vec::new();
    for form in all(document, "form") {
        let action = form.attr("action").unwrap_or_default();
        if !action.starts_with('/') || action.starts_with("//") {
            found.push(format!(
                "a form goes to {action:?}, which is no path of the house"
            ));
        }
        let post = form
            .attr("method")
            .is_some_and(|method| method.eq_ignore_ascii_case("post"));
        if post && under(form, "input[type=hidden][name=key]").len() != 1 {
            found.push(format!("the form to {action:?} does not carry one key"));
        }
    }
    let secrets = r#"input[type="password"], input[autocomplete="one-time-code"]"#;
    for field in all(document, secrets) {
        let name = field.attr("name").unwrap_or_default();
        if !web::Fields::is_secret(name) {
            found.push(format!(
                "the field {name:?} holds a secret and is not named like one (see web::Fields::is_secret)"
            ));
        }
    }
    found
}

/// Nothing runs or is styled but what comes from a file of the house.
fn inline(element: ElementRef<'_>) -> Vec<String> {
    let tag = element.value().name();
    let mut found = Vec::new();
    if tag == "style" {
        found.push("a style element".to_owned());
    }
    if tag == "script" && (element.attr("src").is_none() || !text(element).is_empty()) {
        found.push("a script within the page".to_owned());
    }
    for (attribute, value) in element.value().attrs() {
        if attribute == "style" || attribute.starts_with("on") {
            found.push(format!("a {attribute} attribute on {tag}"));
        }
        let target = matches!(
            attribute,
            "href" | "src" | "action" | "formaction" | "poster" | "srcset"
        );
        let value = value.trim_start().to_ascii_lowercase();
        if target && (value.starts_with("javascript:") || value.starts_with("data:")) {
            found.push(format!("a {attribute} that begins with {:?}", &value[..5]));
        }
        let loads = matches!(
            (tag, attribute),
            ("script" | "img" | "link" | "source", "src" | "href")
        );
        if loads && (value.contains("://") || value.starts_with("//")) {
            found.push(format!("{tag} loads from outside the house: {value}"));
        }
    }
    found
}

/// Every control has a label, every link and button a word, every picture a name.
fn named(document: &Html, element: ElementRef<'_>) -> Option<String> {
    let tag = element.value().name();
    let needs = match tag {
        "a" | "button" | "summary" | "legend" | "label" => true,
        "nav" | "fieldset" => false,
        "svg" => element.attr("role") == Some("img"),
        "img" => {
            return element
                .attr("alt")
                .is_none()
                .then(|| "a picture without alt".to_owned());
        }
        _ => is_control(element),
    };
    let hidden = element
        .ancestors()
        .filter_map(ElementRef::wrap)
        .any(|ancestor| ancestor.attr("aria-hidden") == Some("true"));
    (needs && !hidden && name(document, element).trim().is_empty()).then(|| {
        let which = element
            .attr("id")
            .or_else(|| element.attr("href"))
            .unwrap_or("without an id");
        format!("{tag} ({which}) has no name")
    })
}

fn known(element: ElementRef<'_>) -> Option<String> {
    let tag = element.value().name();
    (!ELEMENTS.contains(&tag)).then(|| format!("{tag} is no element of this house"))
}

/// What pages are made of. A new one is added here on purpose.
const ELEMENTS: &[&str] = &[
    "html",
    "head",
    "meta",
    "title",
    "link",
    "script",
    "noscript",
    "body",
    "header",
    "footer",
    "main",
    "nav",
    "aside",
    "section",
    "article",
    "div",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "figure",
    "figcaption",
    "blockquote",
    "hr",
    "br",
    "pre",
    "span",
    "a",
    "b",
    "strong",
    "em",
    "i",
    "q",
    "small",
    "abbr",
    "time",
    "code",
    "kbd",
    "mark",
    "del",
    "ins",
    "sub",
    "sup",
    "bdi",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
    "form",
    "fieldset",
    "legend",
    "label",
    "input",
    "select",
    "optgroup",
    "option",
    "textarea",
    "button",
    "datalist",
    "output",
    "details",
    "summary",
    "template",
    "img",
    "svg",
    "symbol",
    "use",
    "g",
    "path",
    "circle",
    "rect",
    "line",
    "text",
    "desc",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// A page that is well, with a place for something in its content.
    fn with(content: &str) -> String {
        format!(
            "<!DOCTYPE html><html lang=\"en-US\"><head><title>A</title></head><body>\
             <aside class=\"who is-house\" aria-label=\"Who can see this\"><details><summary>\
             <span class=\"who-line\">No one’s record is on this page</span></summary></details></aside>\
             <main id=\"main\"><h1>A</h1>{content}</main></body></html>"
        )
    }

    #[test]
    fn a_good_page_passes() {
        assert_eq!(page(&with("<p>Good.</p>")), [""; 0]);
    }

    #[test]
    fn each_check_goes_red_on_a_page_that_breaks_it() {
        for (content, said) in [
            ("<h1>B</h1>", "2 h1 instead of one"),
            (
                "<p id=\"a\"></p><p id=\"a\"></p>",
                "the id \"a\" is there twice",
            ),
            ("<input id=\"a\" name=\"a\">", "input (a) has no name"),
            (
                "<label for=\"a\">A</label><input type=\"password\" id=\"a\" name=\"old\">",
                "the field \"old\" holds a secret",
            ),
            (
                "<label for=\"a\"></label><textarea id=\"a\"></textarea>",
                "textarea (a) has no name",
            ),
            (
                "<label for=\"a\">A</label><input id=\"a\" aria-describedby=\"b\">",
                "aria-describedby points at \"b\"",
            ),
            ("<label for=\"none\">A</label>", "for points at \"none\""),
            ("<a href=\"#none\">A</a>", "a link points at \"none\""),
            ("<p style=\"color: red\">A</p>", "a style attribute on p"),
            ("<style>p { color: red }</style>", "a style element"),
            ("<script>alert(1)</script>", "a script within the page"),
            ("<p onclick=\"x()\">A</p>", "a onclick attribute on p"),
            (
                "<a href=\"javascript:x()\">A</a>",
                "a href that begins with \"javas\"",
            ),
            (
                "<img alt=\"A\" src=\"data:image/png;base64,\">",
                "a src that begins with \"data:\"",
            ),
            (
                "<img alt=\"A\" src=\"https://elsewhere.example/a.png\">",
                "loads from outside",
            ),
            ("<img src=\"/a.png\">", "a picture without alt"),
            ("<buton>A</buton>", "buton is no element"),
            ("<a href=\"/\"></a>", "a (/) has no name"),
            ("<button></button>", "button (without an id) has no name"),
            ("<h3>B</h3>", "skips a level"),
            (
                "<form method=\"post\" action=\"/a\"></form>",
                "does not carry one key",
            ),
            (
                "<form method=\"get\" action=\"//elsewhere.example\"></form>",
                "no path of the house",
            ),
            (
                "<aside class=\"who\" aria-label=\"Who can see this\"></aside>",
                "2 strips",
            ),
            ("</section>", "does not parse"),
        ] {
            let found = page(&with(content));
            assert!(
                found.iter().any(|finding| finding.contains(said)),
                "{content}: {found:?}"
            );
        }
    }

    #[test]
    fn a_page_without_its_frame_is_found_out() {
        let good = with("");
        for (from, to, said) in [
            ("<!DOCTYPE html>", "", "doctype"),
            (" lang=\"en-US\"", "", "language"),
            ("<title>A</title>", "", "no title"),
            ("<h1>A</h1>", "", "0 h1"),
            ("No one’s record is on this page", "", "does not say who"),
            ("class=\"who is-house\"", "class=\"what\"", "0 strips"),
        ] {
            let found = page(&good.replace(from, to));
            assert!(
                found.iter().any(|finding| finding.contains(said)),
                "{said}: {found:?}"
            );
        }
    }

    #[test]
    fn a_strip_after_the_content_is_found_out() {
        let moved = "<!DOCTYPE html><html lang=\"en\"><head><title>A</title></head><body><main><h1>A</h1></main>\
             <aside class=\"who\" aria-label=\"Who can see this\"><p class=\"who-line\">You</p></aside></body></html>";
        assert!(
            page(moved)
                .iter()
                .any(|finding| finding.contains("before the content"))
        );
    }
}
