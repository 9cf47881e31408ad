//! Rows as they will be, one line after the other.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    iter,
};

use domain::text::{clean_line, clean_note, length};
use jiff::civil::Date;

use crate::{
    book::{Book, Cell, Form, Row, Sheet},
    cells::{self, Reading as Read, choices::Lists, day, is_nothing},
    field::Field,
    mapping::{Mapped, Mapping, Style},
    row::{How, Note, Parsed, Skip},
    rows,
    trouble::{Refusal, Trouble},
    words::Words,
};

/// What reading needs beside the book: the day and the program's words.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// Today in the program's time zone.
    pub today: Date,
    /// The program's words.
    pub words: &'a Words,
}

/// People who work in the program, line by line.
pub fn people<'a>(
    book: &'a Book,
    mapping: &'a Mapping,
    reading: &Reading<'a>,
) -> impl Iterator<Item = Parsed<crate::PersonRow>> + 'a {
    lines(book, mapping, reading, rows::person)
}

/// Participants, line by line.
pub fn participants<'a>(
    book: &'a Book,
    mapping: &'a Mapping,
    reading: &Reading<'a>,
) -> impl Iterator<Item = Parsed<crate::ParticipantRow>> + 'a {
    lines(book, mapping, reading, rows::participant)
}

/// Contacts, line by line.
pub fn contacts<'a>(
    book: &'a Book,
    mapping: &'a Mapping,
    reading: &Reading<'a>,
) -> impl Iterator<Item = Parsed<crate::ContactRow>> + 'a {
    lines(book, mapping, reading, rows::contact)
}

/// A word of a sheet that none of the program's lists has: asked once, whatever
/// number of rows use it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// Kind, setting, mode, outcome, role or state.
    pub field: Field,
    /// The word as it is written first.
    pub written: String,
    /// The word as [`Mapping::answer`] keeps it.
    pub folded: String,
    /// The first line that has it.
    pub line: u32,
    /// How many rows have it.
    pub rows: u32,
}

/// The words that nothing explains, the most used first; at most 200.
pub fn unknown_words(book: &Book, mapping: &Mapping, reading: &Reading<'_>) -> Vec<Unknown> {
    const MOST: usize = 200;
    let Some(plan) = Plan::new(book, mapping, reading) else {
        return Vec::new();
    };
    let mut found: Vec<Unknown> = Vec::new();
    for field in [
        Field::Kind,
        Field::Setting,
        Field::Mode,
        Field::Outcome,
        Field::Role,
        Field::State,
    ] {
        let Some(column) = plan.column(field) else {
            continue;
        };
        let mut seen: HashMap<String, Option<usize>> = HashMap::new();
        for row in plan.data() {
            let cell = row.cell(column.column);
            if is_nothing(cell) || plan.skip(row).is_some() {
                continue;
            }
            let written = cell.written();
            let at = *seen.entry(written.clone()).or_insert_with(|| {
                if plan.lists.knows(field, cell) {
                    return None;
                }
                let folded = domain::text::fold(&written);
                let known = found
                    .iter()
                    .position(|unknown| unknown.field == field && unknown.folded == folded);
                known.or_else(|| {
                    (found.len() < MOST).then(|| {
                        found.push(Unknown {
                            field,
                            written: short(&written),
                            folded,
                            line: row.line,
                            rows: 0,
                        });
                        found.len() - 1
                    })
                })
            });
            if let Some(unknown) = at.and_then(|at| found.get_mut(at)) {
                unknown.rows += 1;
            }
        }
    }
    found.sort_by_key(|unknown| std::cmp::Reverse(unknown.rows));
    found
}

fn lines<'a, T: 'a>(
    book: &'a Book,
    mapping: &'a Mapping,
    reading: &Reading<'a>,
    read: impl Fn(&mut Line<'_, 'a>) -> Option<T> + 'a,
) -> impl Iterator<Item = Parsed<T>> + 'a {
    let plan = Plan::new(book, mapping, reading);
    let mut next = 0;
    let mut seen: HashMap<u64, usize> = HashMap::new();
    iter::from_fn(move || {
        let plan = plan.as_ref()?;
        loop {
            let index = next;
            let row = plan.sheet.rows.get(index)?;
            next += 1;
            if row.line <= plan.after || row.is_blank() {
                continue;
            }
            let line = row.line;
            if let Some(what) = plan.skip(row) {
                let first = row.cells.iter().find(|cell| !cell.is_blank());
                let written = first.map(Cell::written).unwrap_or_default();
                return Some(Parsed::Skipped {
                    line,
                    what,
                    written: short(&written),
                });
            }
            let mut reader = Line {
                plan,
                row,
                refusals: Vec::new(),
                notes: Vec::new(),
            };
            reader.past_the_end();
            let value = read(&mut reader);
            let (mut refusals, mut notes) = (reader.refusals, reader.notes);
            // From left to right, as a person looks along the row.
            refusals.sort_by_key(|refusal| refusal.column.unwrap_or(u16::MAX));
            notes.sort_by_key(|note| match note {
                Note::Read { column, .. } => *column,
                Note::SameAs { .. } => u16::MAX,
            });
            return Some(match value {
                Some(value) if refusals.is_empty() => {
                    let same = *seen.entry(fingerprint(row)).or_insert(index);
                    if same != index && plan.sheet.rows[same].cells == row.cells {
                        let line = plan.sheet.rows[same].line;
                        notes.push(Note::SameAs { line });
                    }
                    Parsed::Row {
                        line,
                        row: Box::new(value),
                        notes,
                    }
                }
                _ => Parsed::Refused { line, refusals },
            });
        }
    })
}

/// The same for rows that say the same; equal numbers are compared again.
fn fingerprint(row: &Row) -> u64 {
    let mut hasher = DefaultHasher::new();
    for cell in &row.cells {
        match cell {
            Cell::Empty => 0_u8.hash(&mut hasher),
            Cell::Text(text) | Cell::Error(text) => text.hash(&mut hasher),
            Cell::Number(number) | Cell::Days { days: number, .. } => {
                number.to_bits().hash(&mut hasher);
            }
            Cell::Truth(truth) => truth.hash(&mut hasher),
        }
    }
    hasher.finish()
}

/// At most 200 characters, for telling.
pub fn short(text: &str) -> String {
    const MOST: usize = 200;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A mapping made ready for one sheet.
pub struct Plan<'a> {
    sheet: &'a Sheet,
    columns: [Option<&'a Mapped>; Field::ALL.len()],
    pub(crate) notes: Vec<&'a Mapped>,
    pub(crate) fixed: HashMap<Field, Cell>,
    mapping: &'a Mapping,
    pub(crate) lists: Lists<'a>,
    pub(crate) today: Date,
    /// The last line of the header.
    after: u32,
    /// The first column that no row should reach.
    end: Option<usize>,
    /// The line after which nothing but words under the table follows.
    table_ends: u32,
}

impl<'a> Plan<'a> {
    fn new(book: &'a Book, mapping: &'a Mapping, reading: &Reading<'a>) -> Option<Self> {
        let sheet = book.sheets.get(mapping.sheet)?;
        let mut columns = [None; Field::ALL.len()];
        let mut notes = Vec::new();
        for mapped in &mapping.columns {
            match mapped.field {
                Some(Field::Note) => notes.push(mapped),
                Some(field) => {
                    columns[field as usize].get_or_insert(mapped);
                }
                None => {}
            }
        }
        let after = mapping.header.map_or(0, |lines| lines.last);
        let mut plan = Self {
            sheet,
            columns,
            notes,
            fixed: mapping
                .fixed
                .iter()
                .map(|(field, text)| (*field, Cell::Text(text.clone())))
                .collect(),
            mapping,
            lists: Lists {
                words: reading.words,
                answers: &mapping.answers,
            },
            today: reading.today,
            after,
            end: None,
            table_ends: u32::MAX,
        };
        if matches!(book.form, Form::Delimited { .. }) && mapping.header.is_some() {
            plan.end = plan.last_column();
        }
        plan.table_ends = plan.last_full_line();
        Some(plan)
    }

    pub(crate) fn column(&self, field: Field) -> Option<&'a Mapped> {
        self.columns[field as usize]
    }

    fn data(&self) -> impl Iterator<Item = &'a Row> {
        let after = self.after;
        self.sheet
            .rows
            .iter()
            .filter(move |row| row.line > after && !row.is_blank())
    }

    /// Columns end where headers end, unless many rows go on.
    fn last_column(&self) -> Option<usize> {
        let named = |column: &&Mapped| !column.header.is_empty() || column.field.is_some();
        let end = self
            .mapping
            .columns
            .iter()
            .filter(named)
            .map(|column| usize::from(column.column) + 1)
            .max()?;
        let (past, all) = self.data().fold((0_usize, 0_usize), |(past, all), row| {
            (past + usize::from(row.cells.len() > end), all + 1)
        });
        (past * 5 <= all).then_some(end)
    }

    /// The last line with more than one cell, where most lines have more than one.
    fn last_full_line(&self) -> u32 {
        let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.is_blank()).count();
        let (mut several, mut all, mut last) = (0_usize, 0_usize, 0);
        for row in self.data() {
            all += 1;
            if filled(row) > 1 {
                several += 1;
                last = row.line;
            }
        }
        if several * 2 > all { last } else { u32::MAX }
    }

    /// What a line is that is no row.
    fn skip(&self, row: &Row) -> Option<Skip> {
        if self.mapping.skip_hidden && row.hidden {
            return Some(Skip::Hidden);
        }
        if self.is_header(row) {
            return Some(Skip::HeaderAgain);
        }
        let mut filled = row
            .cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.is_blank());
        let (first_index, first) = filled.next()?;
        let alone = filled.next().is_none();
        if is_total(first) && !self.has_day(row) {
            return Some(Skip::Total);
        }
        if alone && row.line > self.table_ends {
            return Some(Skip::NoteBelow);
        }
        // A list of names alone is a list of people. A contact is never one word.
        let whole_row = u16::try_from(first_index).unwrap_or(u16::MAX);
        let is_row_by_itself = self.mapping.target == crate::Target::Participants
            && self
                .mapping
                .columns
                .iter()
                .any(|c| c.column == whole_row && c.field.is_some());
        if alone && self.table_ends != u32::MAX && !is_row_by_itself {
            return Some(Skip::Heading);
        }
        None
    }

    fn is_header(&self, row: &Row) -> bool {
        let mut named = 0;
        let mut same = 0;
        for column in &self.mapping.columns {
            if column.header.is_empty() {
                continue;
            }
            named += 1;
            if let Cell::Text(text) = row.cell(column.column)
                && text.split_whitespace().eq(column.header.split_whitespace())
            {
                same += 1;
            }
        }
        same >= 2 && same * 2 > named
    }

    fn has_day(&self, row: &Row) -> bool {
        self.column(Field::Date).is_some_and(|column| {
            let cell = row.cell(column.column);
            !is_nothing(cell)
                && day::found(cell, self.day_rules(column.style, day::Span::Past)).is_ok()
        })
    }

    pub(crate) fn day_rules(&self, style: Style, span: day::Span) -> day::Rules {
        day::Rules {
            today: self.today,
            order: style.order,
            span,
            clock: style.clock,
            epoch: self.sheet.epoch,
        }
    }
}

fn is_total(cell: &Cell) -> bool {
    let Cell::Text(text) = cell else { return false };
    let first = text.trim_start().bytes().next();
    if text.len() > 60
        || !matches!(
            first,
            Some(b't' | b'T' | b's' | b'S' | b'g' | b'G' | b'a' | b'A' | b'c' | b'C')
        )
    {
        return false;
    }
    let lower = text.trim().to_lowercase();
    let word = lower
        .split([':', ' ', '='])
        .find(|word| !word.is_empty())
        .unwrap_or("");
    matches!(
        word,
        "total" | "totals" | "subtotal" | "sub-total" | "sum" | "average" | "avg"
    ) || lower.starts_with("grand total")
        || lower.starts_with("count:")
}

/// One line while it is read: what is wrong with it piles up.
pub struct Line<'p, 'a> {
    pub(crate) plan: &'p Plan<'a>,
    row: &'a Row,
    refusals: Vec<Refusal>,
    notes: Vec<Note>,
}

impl Line<'_, '_> {
    /// The value of a field; none when nothing is written, or it is refused.
    pub fn take<T>(
        &mut self,
        field: Field,
        read: impl FnOnce(&Cell, Style) -> Read<T>,
    ) -> Option<T> {
        let mapped = self.plan.column(field);
        let cell = mapped.map_or(&Cell::Empty, |mapped| self.row.cell(mapped.column));
        let result = if is_nothing(cell) {
            let fixed = self.plan.fixed.get(&field)?;
            if is_nothing(fixed) {
                return None;
            }
            read(fixed, Style::default()).map(|(value, _)| (value, How::Plainly))
        } else {
            read(cell, mapped.map(|mapped| mapped.style).unwrap_or_default())
        };
        match result {
            Ok((value, how)) => {
                if let Some(mapped) = mapped
                    && how != How::Plainly
                {
                    self.notes.push(Note::Read {
                        column: mapped.column,
                        how,
                    });
                }
                Some(value)
            }
            Err(trouble) => {
                self.refuse(field, trouble);
                None
            }
        }
    }

    /// As [`Line::take`], and refused when nothing is written.
    pub fn need<T>(
        &mut self,
        field: Field,
        read: impl FnOnce(&Cell, Style) -> Read<T>,
    ) -> Option<T> {
        let before = self.refusals.len();
        let value = self.take(field, read);
        if value.is_none() && self.refusals.len() == before {
            self.refuse(field, Trouble::Missing);
        }
        value
    }

    /// One line of text, at most `most` characters.
    pub fn line(&mut self, field: Field, most: usize) -> String {
        self.take(field, |cell, _| {
            let line = clean_line(&cells::text(cell)?);
            if length(&line) > most {
                Err(Trouble::TooLong)
            } else {
                Ok((line, How::Plainly))
            }
        })
        .unwrap_or_default()
    }

    /// The notes of all columns that are notes, each after its header where
    /// there are several.
    pub fn note(&mut self, most: usize) -> String {
        let several = self.plan.notes.len() > 1;
        let mut parts = Vec::new();
        for mapped in &self.plan.notes {
            let cell = self.row.cell(mapped.column);
            if is_nothing(cell) {
                continue;
            }
            match cells::text(cell) {
                Ok(text) if several && !mapped.header.is_empty() => {
                    parts.push(format!("{}: {}", mapped.header, clean_note(&text)));
                }
                Ok(text) => parts.push(clean_note(&text)),
                // A note that begins with "=" and came out as an error is lost;
                // that is worth a refusal too.
                Err(trouble) => {
                    let refusal = refusal(Some(mapped), cell, Field::Note, trouble);
                    self.refusals.push(refusal);
                }
            }
        }
        let note = parts.join("\n");
        if length(&note) > most {
            let mapped = self.plan.notes.first().copied();
            let cell = mapped.map_or(&Cell::Empty, |mapped| self.row.cell(mapped.column));
            self.refusals
                .push(refusal(mapped, cell, Field::Note, Trouble::TooLong));
        }
        note
    }

    /// Refuses the value of a field.
    pub fn refuse(&mut self, field: Field, trouble: Trouble) {
        let mapped = self.plan.column(field);
        let cell = mapped.map_or(&Cell::Empty, |mapped| self.row.cell(mapped.column));
        self.refusals.push(refusal(mapped, cell, field, trouble));
    }

    /// Tells how a field was read.
    pub fn tell(&mut self, field: Field, how: How) {
        if let Some(mapped) = self.plan.column(field) {
            self.notes.push(Note::Read {
                column: mapped.column,
                how,
            });
        }
    }

    /// Whether a cell says in a sign that there is no name: `N/A`, `-`.
    pub fn stands_for_unknown(&self, field: Field) -> bool {
        self.plan.column(field).is_some_and(|mapped| {
            let cell = self.row.cell(mapped.column);
            !cell.is_blank() && is_nothing(cell)
        })
    }

    /// Whether something was refused so far.
    pub fn is_refused(&self) -> bool {
        !self.refusals.is_empty()
    }

    /// A row that runs past the last header: a comma within a text moved the rest.
    fn past_the_end(&mut self) {
        let Some(end) = self.plan.end else { return };
        let past = self
            .row
            .cells
            .iter()
            .enumerate()
            .skip(end)
            .find(|(_, cell)| !cell.is_blank());
        if let Some((index, cell)) = past {
            self.refusals.push(Refusal {
                column: u16::try_from(index).ok(),
                header: String::new(),
                field: Field::Note,
                written: short(&cell.written()),
                trouble: Trouble::PastTheEnd,
            });
        }
    }
}

fn refusal(mapped: Option<&Mapped>, cell: &Cell, field: Field, trouble: Trouble) -> Refusal {
    Refusal {
        column: mapped.map(|mapped| mapped.column),
        header: mapped
            .map(|mapped| mapped.header.clone())
            .unwrap_or_default(),
        field,
        written: short(&cell.written()),
        trouble,
    }
}
