//! The first rows as they will be.

use kit::{DataTable, Sheet, t, when, words::Words};
use maud::{Markup, html};
use sheets::{Field, Note as Told1, Standing, letters};

use super::{View, choices, whole};
use crate::imports::plan::{ContactItem, Items, ParticipantItem, PersonItem, SHOWN};

/// The first rows as they will be.
pub(super) fn shown(w: &Words, view: &View<'_>) -> Markup {
    let plan = &view.desk.plan;
    let line = t!(w, "imports-line-head");
    let look = t!(w, "imports-look");
    let table = match &plan.items {
        Items::Contacts(items) => items.iter().take(SHOWN).fold(
            DataTable::new(
                t!(w, "imports-rows-table"),
                [
                    line,
                    t!(w, "imports-when"),
                    t!(w, "imports-kind"),
                    t!(w, "imports-who"),
                    t!(w, "imports-whose"),
                    t!(w, "imports-note"),
                    look,
                ],
            ),
            |table, item| table.row(contact(w, view, item)),
        ),
        Items::Participants(items) => items.iter().take(SHOWN).fold(
            DataTable::new(
                t!(w, "imports-rows-table"),
                [
                    line,
                    t!(w, "imports-name"),
                    t!(w, "imports-phone"),
                    t!(w, "imports-since"),
                    t!(w, "imports-whose"),
                    t!(w, "imports-note"),
                    look,
                ],
            ),
            |table, item| table.row(participant(w, view, item)),
        ),
        Items::People(items) => items.iter().take(SHOWN).fold(
            DataTable::new(
                t!(w, "imports-rows-table"),
                [
                    line,
                    t!(w, "imports-name"),
                    t!(w, "imports-email"),
                    t!(w, "imports-roles"),
                    look,
                ],
            ),
            |table, item| table.row(person(w, item)),
        ),
    };
    let all = plan.items.len();
    html! {
        (Sheet::new("rows", t!(w, "imports-rows"), table)
            .line(t!(w, "imports-rows-line", shown = whole(all.min(SHOWN)), all = whole(all))))
    }
}

fn worker_name(w: &Words, view: &View<'_>, id: Option<domain::id::AccountId>) -> String {
    let workers = &view.desk.ground.workers;
    id.and_then(|id| workers.iter().find(|worker| worker.id == id))
        .map_or_else(|| t!(w, "imports-nobody"), |worker| worker.name.clone())
}

/// The beginning of a text.
pub(super) fn cut(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn notes(w: &Words, notes: &[Told1]) -> String {
    let mut said: Vec<String> = notes
        .iter()
        .map(|note| match note {
            Told1::Read { column, how } => {
                format!(
                    "{}: {}",
                    letters(*column),
                    w.say(&format!("imports-how-{}", how.slug()))
                )
            }
            Told1::SameAs { line } => t!(w, "imports-how-same-as", line = i64::from(*line)),
        })
        .collect();
    said.dedup();
    said.join(", ")
}

fn contact(w: &Words, view: &View<'_>, item: &ContactItem) -> Vec<Markup> {
    let mut at = when::date_with_year(w, item.date);
    if let Some(start) = item.start {
        at = format!("{at}, {}", when::clock(w, start));
    }
    let kind = choices(w, view, Field::Kind)
        .into_iter()
        .find(|(slug, _)| *slug == item.what.kind)
        .map_or_else(|| item.what.kind.clone(), |(_, word)| word);
    let mut who = item.names.join(", ");
    if !item.what.unknown_person.is_empty() {
        if !who.is_empty() {
            who.push_str(", ");
        }
        who.push_str(&item.what.unknown_person);
    }
    let minutes =
        (item.what.minutes > 0).then(|| t!(w, "imports-minutes", count = item.what.minutes));
    vec![
        html! { (item.line) },
        html! { (at) @if let Some(minutes) = minutes { br; (minutes) } },
        html! { (kind) },
        html! { (who) },
        html! { (worker_name(w, view, Some(item.worker))) },
        html! { (cut(&item.what.note)) },
        html! { (notes(w, &item.notes)) },
    ]
}

fn participant(w: &Words, view: &View<'_>, item: &ParticipantItem) -> Vec<Markup> {
    let row = &item.row;
    let since = row.since.map(|day| when::date_with_year(w, day));
    let standing = (row.standing != Standing::Active).then(|| {
        let slug = if row.standing == Standing::Ended {
            "ended"
        } else {
            "resting"
        };
        w.say(&format!("imports-standing-{slug}"))
    });
    let phone = row.phone.as_ref().map(|phone| phone.written().to_owned());
    vec![
        html! { (item.line) },
        html! { (row.name) @if let Some(standing) = standing { br; (standing) } },
        html! { (phone.unwrap_or_default()) },
        html! { (since.unwrap_or_default()) },
        html! { (worker_name(w, view, item.worker)) },
        html! { (cut(&row.note)) },
        html! { (notes(w, &item.notes)) },
    ]
}

fn person(w: &Words, item: &PersonItem) -> Vec<Markup> {
    let roles: Vec<String> = item
        .row
        .roles
        .iter()
        .map(|role| w.say(&format!("account-role-{}", role.slug())))
        .collect();
    vec![
        html! { (item.line) },
        html! { (item.row.name) },
        html! { (item.row.email.as_str()) },
        html! { (roles.join(", ")) },
        html! { (notes(w, &item.notes)) },
    ]
}
