//! What a browser would send with a form.

use scraper::{ElementRef, Html};

use crate::html::{all, under};

/// The fields of the form that acts at `path`: hidden fields, what is typed in already, what is
/// ticked and chosen, in the order of the page. None when the page has no such form.
pub(crate) fn fields(html: &str, path: &str) -> Option<Vec<(String, String)>> {
    let document = Html::parse_document(html);
    let form = all(&document, "form").into_iter().find(|form| {
        form.attr("method") == Some("post") && form.attr("action").is_some_and(|to| to == path)
    })?;
    Some(
        under(form, "input[name], textarea[name], select[name]")
            .into_iter()
            .filter_map(sent)
            .collect(),
    )
}

fn sent(field: ElementRef<'_>) -> Option<(String, String)> {
    let name = field.attr("name")?.to_owned();
    let value = match field.value().name() {
        "textarea" => {
            let text: String = field.text().collect();
            text.strip_prefix('\n').map(str::to_owned).unwrap_or(text)
        }
        "select" => {
            let options = under(field, "option");
            let chosen = options
                .iter()
                .find(|option| option.attr("selected").is_some());
            let option = chosen.or(options.first())?;
            option
                .attr("value")
                .map_or_else(|| option.text().collect(), str::to_owned)
        }
        _ => match field.attr("type").unwrap_or("text") {
            "radio" | "checkbox" => {
                field.attr("checked")?;
                field.attr("value").unwrap_or("on").to_owned()
            }
            "submit" | "button" | "image" | "reset" | "file" => return None,
            _ => field.attr("value").unwrap_or("").to_owned(),
        },
    };
    Some((name, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_sends_what_a_browser_would() {
        let page = r#"<!doctype html><form method="post" action="/other"><input name="x"></form>
            <form method="post" action="/contacts">
            <input type="hidden" name="key" value="k"><input name="minutes" value="45">
            <input type="radio" name="kind" value="call"><input type="radio" name="kind" value="text" checked>
            <input type="checkbox" name="with" value="1" checked><input type="checkbox" name="with" value="2">
            <textarea name="note">
first
second</textarea><select name="mode"><option value="a">A<option value="b" selected>B</select>
            <button name="save" value="yes">Save</button></form>"#;
        let sent = fields(page, "/contacts").expect("a form");
        let expected = [
            ("key", "k"),
            ("minutes", "45"),
            ("kind", "text"),
            ("with", "1"),
            ("note", "first\nsecond"),
            ("mode", "b"),
        ];
        assert_eq!(
            sent,
            expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
        assert!(fields(page, "/nowhere").is_none());
    }
}
