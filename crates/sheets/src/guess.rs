//! Guessing which column holds what, with the reason for each guess.

use jiff::civil::date;

use crate::{
    book::{Book, Cell, Row, Sheet},
    cells::{day, is_nothing, length, names, time},
    evidence,
    field::{Field, Target},
    headers::{self, Match},
    mapping::{DateOrder, Doubt, HeaderLines, Mapped, Mapping, Style, Sure, Why},
    words::Words,
};

/// How far down a header may stand.
const HEADER_WITHIN: usize = 40;
/// How many rows the look of values is taken from.
const SAMPLE: usize = 300;

/// Guesses how a book is to be read. Never fails: what it does not know it
/// leaves out, and says so in [`Mapping::doubts`].
pub fn guess(book: &Book, target: Target, words: &Words) -> Mapping {
    let found: Vec<Header> = book
        .sheets
        .iter()
        .map(|sheet| Header::of(sheet, target))
        .collect();
    // A hidden sheet is taken only when nothing else is there.
    let best = (0..found.len())
        .max_by_key(|index| {
            let sheet = &book.sheets[*index];
            let rows = sheet.rows.len();
            (
                rows > 0,
                !sheet.hidden,
                found[*index].score,
                rows,
                std::cmp::Reverse(*index),
            )
        })
        .unwrap_or(0);
    let mut mapping = Mapping {
        target,
        sheet: best,
        header: None,
        columns: Vec::new(),
        fixed: std::collections::BTreeMap::new(),
        answers: Vec::new(),
        skip_hidden: false,
        doubts: Vec::new(),
    };
    let (Some(sheet), Some(header)) = (book.sheets.get(best), found.get(best)) else {
        return mapping;
    };
    mapping.header = header.lines;
    if header.lines.is_none() {
        mapping.doubts.push(Doubt::NoHeader);
    }
    mapping.columns = columns(sheet, header);
    by_header(&mut mapping);
    let rows = evidence::data_rows(sheet, &mapping);
    by_values(&mut mapping, &rows, words);
    styles(&mut mapping, &rows);
    doubt_values(&mut mapping, &rows, words);
    doubt_needs(&mut mapping);
    let names: Vec<String> = found
        .iter()
        .enumerate()
        .filter(|(index, other)| *index != best && other.score >= 6 && !book.sheets[*index].hidden)
        .map(|(index, _)| book.sheets[index].name.clone())
        .collect();
    if !names.is_empty() {
        mapping.doubts.push(Doubt::OtherSheets { names });
    }
    mapping
}

/// The header of a sheet, if it has one.
struct Header {
    lines: Option<HeaderLines>,
    texts: Vec<String>,
    score: u32,
}

impl Header {
    fn of(sheet: &Sheet, target: Target) -> Self {
        let mut best = Self {
            lines: None,
            texts: Vec::new(),
            score: 0,
        };
        let rows = &sheet.rows[..sheet.rows.len().min(HEADER_WITHIN)];
        let only = sheet.rows.iter().all(|row| row.cells.len() <= 1);
        for (index, row) in rows.iter().enumerate() {
            let single: Vec<String> = row.cells.iter().map(Cell::written).collect();
            if looks_like_header(row) {
                best.offer(row.line, row.line, single, target, only);
            }
            if let Some(below) = rows.get(index + 1)
                && below.line == row.line + 1
                && looks_like_header(row)
                && looks_like_header(below)
            {
                let both = joined(sheet, row, below);
                best.offer(row.line, below.line, both, target, only);
            }
        }
        best
    }

    fn offer(&mut self, first: u32, last: u32, texts: Vec<String>, target: Target, only: bool) {
        let matches: Vec<Match> = texts
            .iter()
            .map(|text| headers::read(text, target))
            .collect();
        let known = matches.iter().filter(|found| **found != Match::No).count();
        let exact = matches
            .iter()
            .filter(|found| matches!(found, Match::Is(..)))
            .count();
        let filled = texts.iter().filter(|text| !text.trim().is_empty()).count();
        let enough = (known >= 2 && known * 3 >= filled) || (only && exact == 1);
        let score: u32 = matches.iter().map(Match::score).sum();
        if enough && score > self.score {
            *self = Self {
                lines: Some(HeaderLines { first, last }),
                texts,
                score,
            };
        }
    }
}

/// A header is words: no days, no plain numbers, no long texts.
fn looks_like_header(row: &Row) -> bool {
    let filled: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_blank()).collect();
    let wordy = filled
        .iter()
        .filter(|cell| match cell {
            Cell::Text(text) => {
                let text = text.trim();
                text.len() <= 80
                    && text.chars().any(char::is_alphabetic)
                    && !has_day(cell)
                    && !text.contains('@')
            }
            _ => false,
        })
        .count();
    !filled.is_empty() && wordy * 5 >= filled.len() * 4
}

fn has_day(cell: &Cell) -> bool {
    day::found(cell, evidence::any_day(DateOrder::MonthFirst)).is_ok()
}

/// Two lines of a header as one: what stands above goes before, over all the
/// columns that it is merged across.
fn joined(sheet: &Sheet, above: &Row, below: &Row) -> Vec<String> {
    let width = above.cells.len().max(below.cells.len());
    let mut texts = Vec::with_capacity(width);
    let mut carried = String::new();
    for index in 0..width {
        let column = u16::try_from(index).unwrap_or(u16::MAX);
        let over = above.cell(column).written().trim().to_owned();
        let under = below.cell(column).written().trim().to_owned();
        let reaches = sheet.merged.iter().any(|area| {
            area.first_line == above.line
                && (area.first_column + 1..=area.last_column).contains(&column)
        });
        if !over.is_empty() {
            carried = over;
        } else if under.is_empty() || (!sheet.merged.is_empty() && !reaches) {
            carried.clear();
        }
        texts.push(match (carried.as_str(), under.as_str()) {
            ("", under) => under.to_owned(),
            (over, "") => over.to_owned(),
            (over, under) if over == under => over.to_owned(),
            (over, under) => format!("{over} {under}"),
        });
    }
    texts
}

/// Every column that has a header or holds anything.
fn columns(sheet: &Sheet, header: &Header) -> Vec<Mapped> {
    let width = sheet
        .rows
        .iter()
        .map(|row| row.cells.len())
        .max()
        .unwrap_or(0);
    let after = header.lines.map_or(0, |lines| lines.last);
    let mut used = vec![false; width];
    for row in sheet.rows.iter().filter(|row| row.line > after) {
        for (index, cell) in row.cells.iter().enumerate() {
            used[index] |= !cell.is_blank();
        }
    }
    (0..width)
        .filter_map(|index| {
            let text = header.texts.get(index).map_or("", |text| text.trim());
            let text = domain::text::clean_line(text);
            (used[index] || !text.is_empty()).then(|| Mapped {
                column: u16::try_from(index).unwrap_or(u16::MAX),
                header: text,
                field: None,
                why: Why::Nothing,
                sure: Sure::No,
                style: Style::default(),
            })
        })
        .collect()
}

fn by_header(mapping: &mut Mapping) {
    let target = mapping.target;
    let mut taken: Vec<Field> = Vec::new();
    let matches: Vec<Match> = mapping
        .columns
        .iter()
        .map(|column| headers::read(&column.header, target))
        .collect();
    // Words that stand alone choose first, then words within longer headers.
    for exact in [true, false] {
        for (column, found) in mapping.columns.iter_mut().zip(&matches) {
            let (field, why, sure) = match found {
                Match::Is(field, word) if exact => {
                    (*field, Why::HeaderIs((*word).to_owned()), Sure::Certain)
                }
                Match::Has(field, word) if !exact => {
                    (*field, Why::HeaderHas((*word).to_owned()), Sure::Likely)
                }
                _ => continue,
            };
            let free = |field: Field, taken: &[Field]| {
                target.fields().contains(&field) && (field.may_repeat() || !taken.contains(&field))
            };
            let second = headers::second_meaning(field, &column.header);
            let field = if free(field, &taken) {
                Some(field)
            } else {
                second.filter(|second| free(*second, &taken))
            };
            match field {
                Some(field) => {
                    column.field = Some(field);
                    column.why = why;
                    column.sure = sure;
                    taken.push(field);
                }
                None => {
                    if let Match::Is(field, _) | Match::Has(field, _) = found {
                        column.why = Why::Taken(*field);
                    }
                }
            }
        }
    }
    // "Peer" beside "Client": the client was met, by the peer.
    let wrong_way = mapping.columns.iter().position(|column| {
        column.field == Some(Field::Name)
            && headers::second_meaning(Field::Name, &column.header).is_some()
    });
    let waiting = mapping
        .columns
        .iter()
        .position(|column| column.why == Why::Taken(Field::Name));
    if target == Target::Contacts
        && let (Some(peer), Some(client)) = (wrong_way, waiting)
        && !taken.contains(&Field::Worker)
    {
        let why = mapping.columns[peer].why.clone();
        mapping.columns[client].field = Some(Field::Name);
        mapping.columns[client].why = why;
        mapping.columns[client].sure = Sure::Likely;
        mapping.columns[peer].field = Some(Field::Worker);
        mapping.columns[peer].sure = Sure::Maybe;
    }
}

/// Gives columns that no header explains to fields that nothing holds yet, where
/// nearly all values look like it.
fn by_values(mapping: &mut Mapping, rows: &[&Row], words: &Words) {
    let target = mapping.target;
    let wanted: &[Field] = match target {
        Target::People => &[Field::Email, Field::Name, Field::Role],
        Target::Participants => &[
            Field::Phone,
            Field::BirthDate,
            Field::Pronouns,
            Field::Name,
            Field::Note,
        ],
        Target::Contacts => &[
            Field::Date,
            Field::Kind,
            Field::Setting,
            Field::Mode,
            Field::Start,
            Field::Minutes,
            Field::Name,
            Field::Note,
        ],
    };
    let named = |mapping: &Mapping| {
        [Field::FirstName, Field::LastName, Field::Nickname]
            .iter()
            .any(|field| mapping.column(*field).is_some())
    };
    for field in wanted {
        if mapping.column(*field).is_some() || (*field == Field::Name && named(mapping)) {
            continue;
        }
        let mut best: Option<(usize, usize)> = None;
        for (index, column) in mapping.columns.iter().enumerate() {
            let known = headers::read(&column.header, target);
            if column.field.is_some() || known != Match::No {
                continue;
            }
            let share = looks(rows, column.column, *field, words);
            if share >= 80 && best.is_none_or(|(_, most)| share > most) {
                best = Some((index, share));
            }
        }
        if let Some((index, _)) = best {
            let column = &mut mapping.columns[index];
            column.field = Some(*field);
            column.why = Why::ValuesLook;
            column.sure = Sure::Maybe;
        }
    }
}

/// How many of a hundred values of a column look like a field; 0 for fewer than two values.
fn looks(rows: &[&Row], column: u16, field: Field, words: &Words) -> usize {
    let values: Vec<&Cell> = rows
        .iter()
        .map(|row| row.cell(column))
        .filter(|cell| !is_nothing(cell))
        .take(SAMPLE)
        .collect();
    if values.len() < 2 {
        return 0;
    }
    let alike = values
        .iter()
        .filter(|cell| evidence::looks_like(cell, field, words))
        .count();
    alike * 100 / values.len()
}

fn styles(mapping: &mut Mapping, rows: &[&Row]) {
    for index in 0..mapping.columns.len() {
        let (column, field) = (mapping.columns[index].column, mapping.columns[index].field);
        let Some(field) = field else { continue };
        if field.is_day() {
            let (order, doubt) = evidence::order(rows, column);
            mapping.columns[index].style.order = order;
            mapping.doubts.extend(doubt);
        }
        if matches!(field, Field::Name | Field::Worker) {
            mapping.columns[index].style.names = evidence::names(rows, column);
        }
        if field == Field::Minutes {
            let header = mapping.columns[index].header.clone();
            mapping.columns[index].style.unit = evidence::unit(rows, column, &header);
        }
    }
    // One person writes start and end alike.
    let times: Vec<u16> = mapping
        .columns
        .iter()
        .filter(|column| matches!(column.field, Some(Field::Start | Field::End | Field::Date)))
        .map(|column| column.column)
        .collect();
    let clock = evidence::clock(rows, &times);
    for column in &mut mapping.columns {
        column.style.clock = clock;
    }
    for column in times {
        let bare = mapping
            .columns
            .iter()
            .any(|c| c.column == column && c.field != Some(Field::Date));
        if bare && clock == crate::mapping::Clock::DayHours && evidence::has_bare(rows, column) {
            mapping.doubts.push(Doubt::MorningOrEvening { column });
        }
    }
}

/// Where a header says one thing and most values another, the guess is less sure.
fn doubt_values(mapping: &mut Mapping, rows: &[&Row], words: &Words) {
    let mut doubts = Vec::new();
    for column in &mut mapping.columns {
        let Some(field) = column.field else { continue };
        let checked = field.is_day()
            || matches!(
                field,
                Field::Start
                    | Field::End
                    | Field::Minutes
                    | Field::Email
                    | Field::Phone
                    | Field::Miles
                    | Field::Expenses
                    | Field::Heads
            );
        let values = rows
            .iter()
            .filter(|row| !is_nothing(row.cell(column.column)));
        if checked && values.take(2).count() == 2 && looks(rows, column.column, field, words) < 50 {
            column.sure = Sure::Maybe;
            doubts.push(Doubt::ValuesDiffer {
                column: column.column,
            });
        }
    }
    mapping.doubts.extend(doubts);
}

fn doubt_needs(mapping: &mut Mapping) {
    for group in mapping.target.needs() {
        if let Some(first) = group.first()
            && !group.iter().any(|field| mapping.column(*field).is_some())
        {
            mapping.doubts.push(Doubt::NothingFor { field: *first });
        }
    }
}

/// Whether a value is a length, for looking at a column.
pub(crate) fn is_length(cell: &Cell) -> bool {
    length::read(cell, crate::mapping::Unit::Minutes).is_ok()
        || length::read(cell, crate::mapping::Unit::Hours).is_ok()
}

/// Whether a value is a time of day.
pub(crate) fn is_time(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if text.contains(':') || text.to_lowercase().ends_with('m'))
        && time::read(cell, crate::mapping::Clock::DayHours).is_ok()
        || matches!(cell, Cell::Days { days, .. } if *days < 1.0)
}

/// Whether a value looks like a person's name: two to four words, each with a capital.
pub(crate) fn is_name(cell: &Cell) -> bool {
    let Cell::Text(text) = cell else { return false };
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=4).contains(&words.len())
        && text.len() <= 40
        && words
            .iter()
            .all(|word| word.chars().next().is_some_and(char::is_uppercase))
        && !text.chars().any(|sign| sign.is_ascii_digit())
        && names::name(cell, crate::mapping::NameOrder::AsWritten).is_ok()
}

/// A day on which every plausible date is in the past.
pub(crate) const FAR: jiff::civil::Date = date(2199, 12, 31);
