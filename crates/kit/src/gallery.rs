//! Every part with its named examples on one page: for the eyes, for axe, and
//! for the outline snapshots.

use maud::{Markup, Render, html};

use crate::{
    button, chart, choice, dayline, field, file, form, list, notice,
    page::{Page, Width},
    sheet, weeks,
    who::{Audience, WhoLine},
    words::Words,
};

/// A part in one of its states.
#[derive(Clone, Debug)]
pub struct Example {
    /// The module of the part.
    pub part: &'static str,
    /// What the example shows.
    pub name: &'static str,
    /// The part.
    pub html: Markup,
}

impl Example {
    pub(crate) fn new(part: &'static str, name: &'static str, shown: &impl Render) -> Self {
        Self {
            part,
            name,
            html: shown.render(),
        }
    }
}

/// The examples of every part. Ids are unique over all of them.
pub fn examples(w: &Words) -> Vec<Example> {
    [
        who_examples(w),
        button::examples(),
        choice::examples(w),
        field::examples(),
        file::examples(),
        form::examples(w),
        sheet::examples(w),
        list::examples(w),
        notice::examples(w),
        dayline::examples(),
        weeks::examples(),
        chart::examples(),
    ]
    .concat()
}

/// The strips, side by side. On a page there is one, so they are shown without
/// the landmark around them.
fn who_examples(w: &Words) -> Vec<Example> {
    let audience = Audience {
        you: true,
        names: vec!["Loretta".into()],
        roles: vec![],
    };
    let work = WhoLine::work(w, &audience);
    let lines = [
        ("private", WhoLine::private(w)),
        (
            "shared",
            WhoLine::shared(
                w,
                &Audience {
                    you: false,
                    ..audience
                },
                "December 12",
            ),
        ),
        ("work", work.clone()),
        ("anonymous", WhoLine::anonymous(w)),
        ("house", WhoLine::house(w)),
        ("signing in", WhoLine::signing_in(w)),
        ("mixed", WhoLine::mixed(w, &[WhoLine::private(w), work])),
    ];
    lines
        .into_iter()
        .map(|(name, line)| {
            Example::new(
                "who",
                name,
                &html! { div class=(line.class()) { (line.inner()) } },
            )
        })
        .collect()
}

/// All examples on one page.
pub fn gallery(w: &Words) -> Page {
    let examples = examples(w);
    let mut parts: Vec<&'static str> = examples.iter().map(|example| example.part).collect();
    parts.dedup();
    let body = html! {
        div class="title" { h1 { "Kit" } p class="quiet" { "The parts, in one place." } }
        @for part in parts {
            section class="stack stack--3" aria-labelledby={ "gallery-" (part) } {
                h2 id={ "gallery-" (part) } { (part) }
                @for example in examples.iter().filter(|example| example.part == part) {
                    div class="stack" {
                        p class="tiny quiet" { (example.name) }
                        (example.html)
                    }
                }
            }
        }
    };
    Page::new("Kit", WhoLine::house(w), body).width(Width::Mid)
}
