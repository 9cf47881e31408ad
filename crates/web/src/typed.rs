//! What a person typed, shown again when it could not be saved: nothing typed is lost.

use kit::{t, words::Words};
use maud::{Markup, html};

use crate::Fields;

/// Whether a value reads like something a person wrote, and not like a choice or an id.
fn written(name: &str, value: &str) -> bool {
    let ours = matches!(name, "key" | "draft" | "next") || name.starts_with("parked");
    !ours
        && !Fields::is_secret(name)
        && (value.contains(char::is_whitespace) || value.chars().count() > 20)
}

/// The fields as hidden inputs, without secrets; `key` replaces the form's own key.
pub(crate) fn hidden(fields: &Fields, key: Option<&str>) -> Markup {
    html! {
        @for (name, value) in fields.0.iter().filter(|(name, _)| !Fields::is_secret(name) && name != "key") {
            input type="hidden" name=(name) value=(value);
        }
        @let kept = key.unwrap_or_else(|| fields.get("key"));
        @if !kept.is_empty() { input type="hidden" name="key" value=(kept); }
    }
}

/// What was written, to read and to copy.
pub(crate) fn shown(w: &Words, fields: &Fields) -> Markup {
    let texts: Vec<_> = fields
        .0
        .iter()
        .filter(|(name, value)| written(name, value))
        .collect();
    html! {
        @if !texts.is_empty() {
            h2 { (t!(w, "web-typed")) }
            @for (at, (_, text)) in texts.iter().enumerate() {
                div class="field" {
                    label class="label" for={ "typed-" (at) } {
                        (t!(w, "web-typed-text", number = i64::try_from(at + 1).unwrap_or(0)))
                    }
                    // A line end directly after the tag is dropped by browsers.
                    textarea class="input own" id={ "typed-" (at) } rows="4" readonly { "\n" (text) }
                }
            }
        }
    }
}

/// A form that sends everything once more. None when something secret was in it, which is not
/// carried around.
pub(crate) fn again(
    w: &Words,
    to: &str,
    fields: &Fields,
    key: Option<&str>,
    label: &str,
) -> Option<Markup> {
    if fields.is_empty()
        || fields
            .0
            .iter()
            .any(|(name, value)| Fields::is_secret(name) && !value.is_empty())
    {
        return None;
    }
    Some(html! {
        form class="stack stack--3" method="post" action=(to) {
            (hidden(fields, key))
            (shown(w, fields))
            div class="acts" { button class="btn" type="submit" { (label) } }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> Fields {
        Fields::parse(text.as_bytes()).expect("a form")
    }

    #[test]
    fn a_password_is_never_shown_again() {
        let w = Words::kit().expect("words");
        let fields = form(
            "email=dee%40example.org&password=correct+horse+battery&new_password=x+y&code=1+2&key=k",
        );
        let all = hidden(&fields, None).into_string() + &shown(&w, &fields).into_string();
        assert!(all.contains("dee@example.org"));
        assert!(!all.contains("correct") && !all.contains("x y") && !all.contains("1 2"));
        assert!(again(&w, "/sign-in", &fields, None, "Again").is_none());
    }

    #[test]
    fn everything_else_goes_once_more() {
        let w = Words::kit().expect("words");
        let fields = form("note=%0D%0ATalked+%3Cwith%3E+A.&minutes=45&kind=call&key=old");
        let page = again(&w, "/contacts", &fields, Some("new"), "Save")
            .expect("a form")
            .into_string();
        assert!(page.contains(r#"name="minutes" value="45""#));
        assert!(page.contains(r#"name="key" value="new""#) && !page.contains("old"));
        assert!(page.contains("readonly>\n\nTalked &lt;with&gt; A.</textarea>"));
        assert_eq!(
            page.matches("<textarea").count(),
            1,
            "choices are not shown as text"
        );
    }
}
