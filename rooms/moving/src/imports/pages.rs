//! The list of imports, and an import that was decided. The open one has a file of its own.

use std::collections::BTreeMap;

use domain::id::{AccountId, Id};
use jiff::{Timestamp, Zoned};
use kit::{
    Button, Choice, Choices, EmptyState, ErrorSummary, FileField, FileForm, Form, Note, NoteKind,
    Page, Row, Sheet, Title, WhoLine, acts, rows, t, when, words::Words,
};
use maud::{Markup, html};
use sheets::{Target, Unreadable};

use super::{
    forms::Problem,
    place,
    plan::Held,
    queries::{Import, State},
};

pub mod open;

/// What a browser may offer to choose from.
const ACCEPT: &str = ".csv,.tsv,.txt,.xlsx,.xlsm,text/csv";

/// The list, and the form for another file.
pub struct List<'a> {
    /// Newest first.
    pub imports: &'a [Import],
    /// Names of those who brought them in.
    pub names: &'a BTreeMap<AccountId, String>,
    /// What the viewer may bring in.
    pub targets: &'a [Target],
    /// What was chosen.
    pub chosen: Option<Target>,
    /// What is to be put right.
    pub problems: &'a [Problem],
    /// Why the file cannot be read.
    pub unreadable: Option<&'a Unreadable>,
    /// Whether a file was just put aside.
    pub put_aside: bool,
    /// Now.
    pub here: &'a Zoned,
}

/// An import that was decided.
pub struct Done<'a> {
    /// The import.
    pub import: &'a Import,
    /// What its rows are.
    pub target: Target,
    /// How many of its records somebody has worked with since.
    pub used: i64,
    /// Pairs of people of the program whom nobody has looked at.
    pub alike: i64,
}

fn count(number: i64) -> i64 {
    number.max(0)
}

/// Where an import is.
pub fn path(import: &Import) -> String {
    format!("{}/{}", place_of(import), Id::<()>::from_i64(import.id))
}

/// Where imports of its kind are listed.
pub fn place_of(import: &Import) -> &'static str {
    Target::from_slug(&import.what).map_or("/imports", place)
}

/// Column and header of a refused value, as one text.
pub fn column_of(w: &Words, held: &Held) -> String {
    match (held.letters.is_empty(), held.header.is_empty()) {
        (true, _) => String::new(),
        (false, true) => t!(w, "imports-column-bare", letters = held.letters.as_str()),
        (false, false) => t!(
            w,
            "imports-column",
            letters = held.letters.as_str(),
            header = held.header.as_str()
        ),
    }
}

/// Why a file cannot be read, and what to do.
pub fn unreadable(w: &Words, unreadable: &Unreadable) -> String {
    use kit::words::Value;
    let id = format!("imports-unreadable-{}", unreadable.slug());
    let number = |number: u64| Value::from(i64::try_from(number).unwrap_or(i64::MAX));
    match unreadable {
        Unreadable::TooLarge { most_megabytes } | Unreadable::Inflates { most_megabytes } => {
            w.say_with(&id, &[("most", number(*most_megabytes))])
        }
        Unreadable::TooManyCells { most } | Unreadable::TooManyColumns { most, .. } => {
            w.say_with(&id, &[("most", number(*most))])
        }
        Unreadable::CellTooLong { most, line } => w.say_with(
            &id,
            &[("most", number(*most)), ("line", number(u64::from(*line)))],
        ),
        Unreadable::Quotes { line } => w.say_with(&id, &[("line", number(u64::from(*line)))]),
        _ => w.say(&id),
    }
}

/// The list of imports.
pub fn list(w: &Words, view: &List<'_>, key: &str) -> Page {
    let title = t!(w, "imports-title");
    let mut errors: Vec<(&str, String)> = view
        .problems
        .iter()
        .map(|(field, word)| (*field, w.say(word)))
        .collect();
    errors.extend(view.unreadable.map(|why| ("file", unreadable(w, why))));
    let said = |field: &str| {
        errors
            .iter()
            .find(|(name, _)| *name == field)
            .map(|(_, text)| text.clone())
    };
    let what = Choices::one("what", t!(w, "imports-what"))
        .rows()
        .error(said("what"))
        .choices(view.targets.iter().map(|target| {
            let id = format!("imports-what-{}", target.slug());
            Choice::new(target.slug(), w.say(&id))
                .help(w.say(&format!("{id}-help")))
                .chosen(view.chosen == Some(*target))
        }));
    let form = FileForm::post(
        view.targets
            .first()
            .map_or("/imports", |target| place(*target)),
        key,
        html! {
            (what)
            (FileField::new("file", t!(w, "imports-file"), ACCEPT)
                .hint(t!(w, "imports-file-hint")).error(said("file")))
            (acts([Button::main(t!(w, "imports-read"))]))
        },
    );
    let mut past = view
        .imports
        .iter()
        .map(|import| one(w, view, import))
        .peekable();
    let body = html! {
        (ErrorSummary::new(w, errors.iter().map(|(field, text)| (*field, text.as_str()))))
        (Title::new(title.as_str()).line(t!(w, "imports-line")))
        @if view.put_aside {
            (Note::of(NoteKind::Water, html! { p { (t!(w, "imports-away-said")) } }).status())
        }
        (Sheet::new("new", t!(w, "imports-new"), form))
        (Sheet::new("before", t!(w, "imports-before"), html! {
            @if past.peek().is_none() {
                (EmptyState::new(t!(w, "imports-none"), t!(w, "imports-none-line")).within())
            }
            (rows(past))
        }))
        @if view.targets.contains(&Target::Contacts) {
            p { a class="lk" href="/leave-with-everything" { (t!(w, "leaving-title")) } }
        }
    };
    Page::new(title, WhoLine::house(w), body).error(!errors.is_empty())
}

fn one(w: &Words, view: &List<'_>, import: &Import) -> Row {
    let at = Timestamp::from_second(import.made_at)
        .unwrap_or_default()
        .to_zoned(view.here.time_zone().clone());
    let day = when::day(w, at.date(), view.here.date());
    let file = import.file_name.as_str();
    let line = match view.names.get(&import.by) {
        Some(who) => t!(w, "imports-by", file = file, who = who, when = day.as_str()),
        None => t!(w, "imports-by-house", file = file, when = day.as_str()),
    };
    let what = if import.state == State::Open {
        w.say(&format!("imports-what-{}", import.what))
    } else {
        let rows = if import.state == State::In {
            import.done
        } else {
            import.planned
        };
        w.say_with(
            &format!("imports-row-{}", import.what),
            &[("count", kit::words::Value::from(count(rows)))],
        )
    };
    Row::new(html! {
        a href=(path(import)) { (what) }
        br; span class="small quiet" { (line) }
    })
    .end_word(&w.say(&format!("imports-state-{}", state(import.state))))
}

fn state(state: State) -> &'static str {
    match state {
        State::Open => "open",
        State::Coming => "coming",
        State::In => "in",
        State::Going => "going",
        State::TakenBack => "taken-back",
        State::Aside => "aside",
    }
}

/// An import that was decided: how far it is, or what came of it.
pub fn done(w: &Words, view: &Done<'_>, key: &str) -> Page {
    let import = view.import;
    let title = match import.state {
        State::Coming => t!(w, "imports-coming"),
        State::Going => t!(w, "imports-state-going"),
        State::TakenBack => t!(w, "imports-state-taken-back"),
        _ => w.say_with(
            &format!("imports-in-{}", import.what),
            &[("count", kit::words::Value::from(count(import.done)))],
        ),
    };
    let body = html! {
        (Title::new(title.as_str()).line(import.file_name.as_str()))
        @match import.state {
            State::Coming => {
                (Note::of(NoteKind::Plain, html! {
                    p { (t!(w, "imports-coming-line", done = count(import.done), all = count(import.planned))) }
                }).status())
                (acts([Button::main(t!(w, "imports-see-again")).link(path(import))]))
            }
            State::Going => {
                (Note::of(NoteKind::Plain, html! { p { (t!(w, "imports-going-line")) } }).status())
                (acts([Button::main(t!(w, "imports-see-again")).link(path(import))]))
            }
            State::TakenBack => p { (t!(w, "imports-taken-back-line")) },
            _ => (came_in(w, view, key)),
        }
    };
    Page::new(title, WhoLine::house(w), body).back(place_of(view.import), t!(w, "imports-title"))
}

fn came_in(w: &Words, view: &Done<'_>, key: &str) -> Markup {
    let import = view.import;
    html! {
        (Note::of(NoteKind::Water, html! {
            p { (t!(w, "imports-in-line")) }
            @if import.left_out > 0 { p { (t!(w, "imports-in-left", count = import.left_out)) } }
        }).status())
        @if view.target == Target::People {
            p { (t!(w, "imports-in-invite")) }
            (acts([Button::main(t!(w, "imports-in-accounts")).link("/accounts")]))
        }
        @if view.target == Target::Contacts { p { (t!(w, "imports-in-hours")) } }
        @if view.alike > 0 { p { (t!(w, "imports-in-alike", count = view.alike)) } }
        (Sheet::new("back", t!(w, "imports-back"), html! {
            @if view.used > 0 {
                p { (t!(w, "imports-back-used", count = view.used)) }
            } @else {
                p { (t!(w, "imports-back-line")) }
                (Form::post(format!("{}/take-back", path(import)), key, html! {
                    (acts([Button::stop(t!(w, "imports-back"))]))
                }))
            }
        }))
    }
}
