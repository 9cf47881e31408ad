//! An open import: what would happen, what is asked, how the rows will be, what is refused.

use domain::contact::{Listed as _, Mode};
use kit::{
    Button, Choice, Choices, DataTable, ErrorSummary, Form, More, Note, NoteKind, Page, Select,
    Sheet, Tick, Title, WhoLine, acts, hidden, t,
    words::{Value, Words},
};
use maud::{Markup, html};
use sheets::{Doubt, Field, Mapped, MappingError, Skip, Target, Told, letters};

mod rows;

use super::path;
use crate::imports::{
    answers::{Absent, Same},
    desk::Desk,
    forms,
    queries::Import,
};
use rows::{cut, shown};

/// Refused values that are listed; all of them are in a file.
const HELD: usize = 50;
/// Values of a column that are shown with it.
const SAMPLES: usize = 3;

/// What the page shows.
pub struct View<'a> {
    /// The import.
    pub import: &'a Import,
    /// What its rows are.
    pub target: Target,
    /// The file, and what would come of it.
    pub desk: &'a Desk,
    /// The id of what is to be put right.
    pub problem: Option<&'static str>,
    /// Keys for the three forms.
    pub keys: [String; 3],
    /// Who can see it: whoever brought the file.
    pub who: WhoLine,
}

fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The page.
pub fn page(w: &Words, view: &View<'_>) -> Page {
    let title = t!(
        w,
        "imports-open-title",
        file = view.import.file_name.as_str()
    );
    let plan = &view.desk.plan;
    let errors: Vec<(&str, String)> = view
        .problem
        .map(|word| {
            let at = if word == "imports-say-leave-out" {
                "leave_out"
            } else {
                "bring-in"
            };
            (at, w.say(word))
        })
        .into_iter()
        .collect();
    let body = html! {
        (ErrorSummary::new(w, errors.iter().map(|(field, text)| (*field, text.as_str()))))
        (Title::new(title.as_str()).line(t!(w, "imports-would")))
        (counts(w, view))
        (told(w, view))
        (question_form(w, view))
        @if !plan.items.is_empty() { (shown(w, view)) }
        @if !plan.held.is_empty() { (held(w, view)) }
        @if !plan.skipped.is_empty() { (skipped(w, view)) }
        (Sheet::new("bring-in", decision(w, view), bring_in(w, view)))
        (Form::post(format!("{}/away", path(view.import)), view.keys[2].as_str(), html! {
            (Button::third(t!(w, "imports-away")))
        }).inline())
    };
    Page::new(title, view.who.clone(), body)
        .error(!errors.is_empty())
        .back(super::place_of(view.import), t!(w, "imports-title"))
}

fn decision(w: &Words, view: &View<'_>) -> String {
    let come = whole(view.desk.plan.items.len());
    t!(w, "imports-come", count = come)
}

fn counts(w: &Words, view: &View<'_>) -> Markup {
    let plan = &view.desk.plan;
    let mut lines = vec![decision(w, view)];
    if !plan.added.is_empty() {
        lines.push(t!(
            w,
            "imports-added-count",
            count = whole(plan.added.len())
        ));
    }
    if plan.refused > 0 {
        lines.push(t!(w, "imports-refused-count", count = whole(plan.refused)));
    }
    if plan.already > 0 {
        lines.push(t!(w, "imports-already", count = whole(plan.already)));
    }
    if plan.same > 0 {
        lines.push(t!(w, "imports-same-count", count = whole(plan.same)));
    }
    if !plan.skipped.is_empty() {
        lines.push(t!(
            w,
            "imports-skipped-count",
            count = whole(plan.skipped.len())
        ));
    }
    html! {
        ul { @for line in &lines { li { (line) } } }
    }
}

/// What the file and the guess have to tell.
fn told(w: &Words, view: &View<'_>) -> Markup {
    let desk = view.desk;
    let sheet = desk.book.sheets.get(desk.mapping.sheet);
    let mut lines: Vec<String> = desk
        .book
        .told
        .iter()
        .chain(sheet.iter().flat_map(|sheet| &sheet.told))
        .map(|told| of_file(w, told))
        .collect();
    lines.extend(
        desk.mapping
            .doubts
            .iter()
            .filter_map(|doubt| of_guess(w, doubt)),
    );
    if let Err(errors) = desk.mapping.check(&desk.book) {
        lines.extend(errors.iter().map(|error| of_mapping(w, error)));
    }
    html! {
        @if !lines.is_empty() {
            (Note::of(NoteKind::Sun, html! { ul { @for line in &lines { li { (line) } } } }))
        }
    }
}

fn of_file(w: &Words, told: &Told) -> String {
    let line_of = |line: u32| i64::from(line);
    match told {
        Told::EncodingGuessed => t!(w, "imports-told-encoding-guessed"),
        Told::TwiceEncoded { line } => {
            t!(w, "imports-told-twice-encoded", line = line_of(*line))
        }
        Told::StrayQuote { line } => t!(w, "imports-told-stray-quote", line = line_of(*line)),
        Told::SheetHidden { .. } => t!(w, "imports-told-sheet-hidden"),
        Told::RowsHidden { count, first_line } => t!(
            w,
            "imports-told-rows-hidden",
            count = i64::from(*count),
            line = line_of(*first_line)
        ),
        Told::ColumnsHidden { letters } => {
            t!(
                w,
                "imports-told-columns-hidden",
                letters = letters.join(", ")
            )
        }
        Told::MergedDown { .. } => t!(w, "imports-told-merged-down"),
        Told::From1904 => t!(w, "imports-told-from-1904"),
        Told::LettersLost { line } => t!(w, "imports-told-letters-lost", line = line_of(*line)),
    }
}

fn of_guess(w: &Words, doubt: &Doubt) -> Option<String> {
    Some(match doubt {
        Doubt::EitherOrder { column } => {
            t!(w, "imports-doubt-either-order", letters = letters(*column))
        }
        Doubt::BothOrders { column } => {
            t!(w, "imports-doubt-both-orders", letters = letters(*column))
        }
        Doubt::MayBeSwapped { column } => {
            t!(
                w,
                "imports-doubt-may-be-swapped",
                letters = letters(*column)
            )
        }
        Doubt::MorningOrEvening { column } => {
            t!(
                w,
                "imports-doubt-morning-or-evening",
                letters = letters(*column)
            )
        }
        Doubt::ValuesDiffer { column } => {
            t!(w, "imports-doubt-values-differ", letters = letters(*column))
        }
        // What is missing now is said by the check of the mapping.
        Doubt::NothingFor { .. } => return None,
        Doubt::NoHeader => t!(w, "imports-doubt-no-header"),
        Doubt::OtherSheets { names } => {
            t!(w, "imports-doubt-other-sheets", names = names.join(", "))
        }
    })
}

fn field(w: &Words, field: Field) -> String {
    w.say(&format!("imports-field-{}", field.slug()))
}

fn of_mapping(w: &Words, error: &MappingError) -> String {
    match error {
        MappingError::NoSheet => t!(w, "imports-no-sheet"),
        MappingError::Foreign(which) => t!(w, "imports-foreign", field = field(w, *which)),
        MappingError::Twice(which) => t!(w, "imports-twice", field = field(w, *which)),
        MappingError::Needed(which) => t!(w, "imports-needed", field = field(w, *which)),
    }
}

/// What is asked, and what the columns hold: one form.
fn question_form(w: &Words, view: &View<'_>) -> Markup {
    let asks = asks(w, view);
    let wrong = view.desk.mapping.check(&view.desk.book).is_err();
    html! {
        (Form::post(path(view.import), view.keys[0].as_str(), html! {
            (hidden("version", &view.import.version.to_string()))
            @if let Some(asks) = asks {
                (Sheet::new("asked", t!(w, "imports-ask"), asks).line(t!(w, "imports-ask-line")))
            }
            (More::new(t!(w, "imports-columns"), html! {
                div class="stack" { (columns(w, view)) }
            }).open(wrong))
            (acts([Button::second(t!(w, "imports-look-again"))]))
        }))
    }
}

fn asks(w: &Words, view: &View<'_>) -> Option<Markup> {
    let (plan, answers) = (&view.desk.plan, &view.desk.answers);
    let contacts = view.target == Target::Contacts;
    let absent = contacts && (plan.absent > 0 || answers.absent == Absent::Add);
    let everyone = contacts && (plan.nobodys > 0 || answers.everyone != 0);
    let same = plan.same > 0;
    let nothing = plan.unknown.is_empty() && plan.strangers.is_empty();
    if nothing && !absent && !everyone && !same {
        return None;
    }
    Some(html! {
        div class="stack" {
            @for (number, unknown) in plan.unknown.iter().enumerate() {
                (hidden(&format!("word-{number}"), &format!("{}|{}", unknown.field.slug(), unknown.folded)))
                (means(w, view, number, unknown))
            }
            @for (number, stranger) in plan.strangers.iter().enumerate() {
                (hidden(&format!("stranger-{number}"), &stranger.folded))
                (workers(w, view, format!("is-{number}"),
                    t!(w, "imports-worker", name = stranger.written.as_str()), "")
                    .option("nobody", t!(w, "imports-worker-nobody"))
                    .hint(t!(w, "imports-word-rows", count = i64::from(stranger.rows))))
            }
            @if everyone {
                (workers(w, view, "everyone".to_owned(), t!(w, "imports-everyone"),
                    &answers.everyone().map_or(String::new(), |id| id.to_string())))
            }
            @if absent {
                (Choices::one("absent", t!(w, "imports-absent")).rows()
                    .choice(Choice::new("refuse", t!(w, "imports-absent-refuse"))
                        .chosen(answers.absent == Absent::Refuse))
                    .choice(Choice::new("add", t!(w, "imports-absent-add"))
                        .help(t!(w, "imports-absent-add-help"))
                        .chosen(answers.absent == Absent::Add)))
            }
            @if same {
                (Choices::one("same", t!(w, "imports-same")).rows()
                    .choice(Choice::new("leave-out", t!(w, "imports-same-leave-out"))
                        .chosen(answers.same == Same::LeaveOut))
                    .choice(Choice::new("take", t!(w, "imports-same-take"))
                        .chosen(answers.same == Same::Take)))
            }
        }
    })
}

fn workers<'a>(
    w: &Words,
    view: &'a View<'_>,
    name: String,
    label: String,
    chosen: &str,
) -> Select<'a> {
    let select = Select::new(name, label).option("", t!(w, "imports-word-choose"));
    view.desk
        .ground
        .workers
        .iter()
        .fold(select, |select, worker| {
            select.option(worker.id.to_string(), worker.name.as_str())
        })
        .value(chosen.to_owned())
}

/// The question what a word means, with what it may mean.
fn means<'a>(w: &Words, view: &View<'_>, number: usize, unknown: &sheets::Unknown) -> Select<'a> {
    let label = t!(
        w,
        "imports-word",
        field = field(w, unknown.field),
        word = unknown.written.as_str()
    );
    let select = Select::new(format!("means-{number}"), label)
        .hint(t!(w, "imports-word-rows", count = i64::from(unknown.rows)))
        .option("", t!(w, "imports-word-choose"));
    choices(w, view, unknown.field)
        .into_iter()
        .fold(select, |select, (slug, word)| select.option(slug, word))
}

fn choices(w: &Words, view: &View<'_>, field: Field) -> Vec<(String, String)> {
    let lists = &view.desk.ground.lists;
    let of = |family: &str, slug: &str| {
        let id = format!("{family}{slug}");
        if w.has(&id) {
            w.say(&id)
        } else {
            slug.trim_start_matches("own-").replace('-', " ")
        }
    };
    let own = |label: &Option<String>, family: &str, slug: &str| {
        (
            slug.to_owned(),
            label.clone().unwrap_or_else(|| of(family, slug)),
        )
    };
    match field {
        Field::Kind => lists
            .kinds
            .all()
            .iter()
            .map(|choice| own(&choice.label, "contacts-kind-", &choice.slug))
            .collect(),
        Field::Setting => lists
            .settings
            .all()
            .iter()
            .map(|choice| own(&choice.label, "contacts-setting-", &choice.slug))
            .collect(),
        Field::Mode => Mode::all()
            .map(|mode| (mode.slug().to_owned(), of("contacts-mode-", mode.slug())))
            .collect(),
        Field::Outcome => domain::contact::Outcome::all()
            .map(|one| (one.slug().to_owned(), of("contacts-outcome-", one.slug())))
            .collect(),
        Field::Role => domain::role::Role::ALL
            .iter()
            .map(|role| (role.slug().to_owned(), of("account-role-", role.slug())))
            .collect(),
        Field::State => ["active", "resting", "ended"]
            .map(|slug| (slug.to_owned(), of("imports-standing-", slug)))
            .to_vec(),
        _ => vec![],
    }
}

fn columns(w: &Words, view: &View<'_>) -> Markup {
    let desk = view.desk;
    let sheets: Vec<_> = desk.book.sheets.iter().enumerate().collect();
    let kind = desk.mapping.column(Field::Kind).is_none() && view.target == Target::Contacts;
    let hidden_rows = desk
        .book
        .sheets
        .get(desk.mapping.sheet)
        .is_some_and(|sheet| sheet.rows.iter().any(|row| row.hidden));
    html! {
        @if sheets.len() > 1 {
            (sheets.iter().fold(Select::new("sheet", t!(w, "imports-sheet")), |select, (at, sheet)| {
                select.option(at.to_string(), sheet.name.as_str())
            }).value(desk.mapping.sheet.to_string()))
        }
        @if kind {
            (choices(w, view, Field::Kind).into_iter().fold(
                Select::new("fixed-kind", t!(w, "imports-fixed-kind")).option("", t!(w, "imports-word-choose")),
                |select, (slug, word)| select.option(slug, word),
            ).value(desk.mapping.fixed.get(&Field::Kind).cloned().unwrap_or_default()))
        }
        @for column in &desk.mapping.columns { (one_column(w, view, column)) }
        @if hidden_rows {
            (hidden("hidden-rows", "yes"))
            (Tick::new("skip_hidden", t!(w, "imports-skip-hidden")).on(desk.mapping.skip_hidden))
        }
    }
}

fn one_column(w: &Words, view: &View<'_>, column: &Mapped) -> Markup {
    use sheets::{Clock, DateOrder, Unit};
    let mark = letters(column.column);
    let label = if column.header.is_empty() {
        t!(w, "imports-column-bare", letters = mark.as_str())
    } else {
        t!(
            w,
            "imports-column",
            letters = mark.as_str(),
            header = column.header.as_str()
        )
    };
    let samples = samples(view, column.column);
    let mut select =
        Select::new(forms::column(column.column), label).option("", t!(w, "imports-column-none"));
    if !samples.is_empty() {
        select = select.hint(t!(w, "imports-column-sample", sample = samples.join(" · ")));
    }
    let select = view
        .target
        .fields()
        .iter()
        .fold(select, |select, one| {
            select.option(one.slug(), field(w, *one))
        })
        .value(column.field.map_or("", Field::slug));
    let number = column.column;
    html! {
        (select)
        @match column.field {
            Some(Field::Date | Field::Since | Field::BirthDate | Field::EndedOn | Field::NextStepOn) => {
                (Select::new(format!("order-{number}"), t!(w, "imports-order", letters = mark.as_str()))
                    .option("month-first", t!(w, "imports-order-month-first"))
                    .option("day-first", t!(w, "imports-order-day-first"))
                    .value(match column.style.order {
                        DateOrder::MonthFirst => "month-first",
                        DateOrder::DayFirst => "day-first",
                    }))
            }
            Some(Field::Minutes) => {
                (Select::new(format!("unit-{number}"), t!(w, "imports-unit", letters = mark.as_str()))
                    .option("minutes", t!(w, "imports-unit-minutes"))
                    .option("hours", t!(w, "imports-unit-hours"))
                    .option("quarters", t!(w, "imports-unit-quarters"))
                    .value(match column.style.unit {
                        Unit::Minutes => "minutes",
                        Unit::Hours => "hours",
                        Unit::Quarters => "quarters",
                    }))
            }
            Some(Field::Start | Field::End) => {
                (Select::new(format!("clock-{number}"), t!(w, "imports-clock", letters = mark.as_str()))
                    .option("day-hours", t!(w, "imports-clock-day-hours"))
                    .option("twenty-four", t!(w, "imports-clock-twenty-four"))
                    .value(match column.style.clock {
                        Clock::DayHours => "day-hours",
                        Clock::TwentyFour => "twenty-four",
                    }))
            }
            _ => {}
        }
    }
}

/// The first values of a column.
fn samples(view: &View<'_>, column: u16) -> Vec<String> {
    let mapping = &view.desk.mapping;
    let after = mapping.header.map_or(0, |lines| lines.last);
    let mut found: Vec<String> = vec![];
    let sheet = view.desk.book.sheets.get(mapping.sheet);
    for row in sheet.iter().flat_map(|sheet| &sheet.rows) {
        if row.line <= after || row.cell(column).is_blank() {
            continue;
        }
        let written: String = row.cell(column).written().chars().take(40).collect();
        if !found.contains(&written) {
            found.push(written);
        }
        if found.len() == SAMPLES {
            break;
        }
    }
    found
}

fn held(w: &Words, view: &View<'_>) -> Markup {
    let plan = &view.desk.plan;
    let heads = [
        t!(w, "imports-line-head"),
        t!(w, "imports-held-column"),
        t!(w, "imports-held-value"),
        t!(w, "imports-held-do"),
    ];
    let table = plan.held.iter().take(HELD).fold(
        DataTable::new(t!(w, "imports-held-table"), heads),
        |table, held| {
            table.row([
                html! { (held.line) },
                html! { (super::column_of(w, held)) },
                html! { (held.written) },
                html! { (w.say(&format!("imports-trouble-{}", held.trouble))) },
            ])
        },
    );
    let more = plan.held.len() > HELD;
    html! {
        (Sheet::new("held", t!(w, "imports-held"), html! {
            (table)
            @if more {
                p class="small quiet" {
                    (t!(w, "imports-held-more", shown = whole(HELD), all = whole(plan.held.len())))
                }
            }
            (acts([Button::second(t!(w, "imports-held-file")).link(format!("{}/refused", path(view.import)))]))
        }).line(t!(w, "imports-held-line")))
    }
}

fn skipped(w: &Words, view: &View<'_>) -> Markup {
    html! {
        (More::new(t!(w, "imports-left"), html! {
            ul {
                @for (line, what, written) in view.desk.plan.skipped.iter().take(HELD) {
                    li {
                        (line) ": "
                        (w.say(&format!("imports-skip-{}", skip(*what))))
                        " · " (cut(written))
                    }
                }
            }
        }))
    }
}

fn skip(what: Skip) -> &'static str {
    match what {
        Skip::Hidden => "hidden-row",
        other => other.slug(),
    }
}

fn bring_in(w: &Words, view: &View<'_>) -> Markup {
    let plan = &view.desk.plan;
    let come = whole(plan.items.len());
    let label = w.say_with(
        &format!("imports-bring-{}", view.import.what),
        &[("count", Value::from(come))],
    );
    html! {
        @if come == 0 {
            p { (t!(w, "imports-nothing")) }
        } @else {
            (Form::post(format!("{}/bring-in", path(view.import)), view.keys[1].as_str(), html! {
                (hidden("version", &view.import.version.to_string()))
                @if plan.refused > 0 {
                    (Tick::new("leave_out", t!(w, "imports-leave-out"))
                        .help(t!(w, "imports-leave-out-help", count = whole(plan.refused))))
                }
                p { (t!(w, "imports-all-or-nothing")) }
                (acts([Button::main(label).big()]))
            }))
        }
    }
}
