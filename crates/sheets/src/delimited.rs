//! Text with a character between the cells.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};
use domain::cells::unguard;

use crate::{
    book::{Cell, Row, Separator, Sheet, Told},
    excel_day::Epoch,
    read::Limits,
    trouble::Unreadable,
};

/// How much of a file the guess of its separator looks at.
const SAMPLE_ROWS: usize = 200;
/// Quotation marks that never close, each of which costs a look ahead.
const STRAY_MOST: usize = 50;

/// The sheet that a text holds, and what separates its cells.
pub fn read(text: &str, limits: &Limits) -> Result<(Sheet, Separator), Unreadable> {
    let (said, skip) = said_by_file(text);
    let body = &text[skip..];
    let shapes = Separator::ALL.map(|separator| (separator, Shape::of(body, separator)));
    let chosen = said.unwrap_or_else(|| choose(&shapes));
    let width = shapes
        .iter()
        .find(|(separator, _)| *separator == chosen)
        .map_or(1, |(_, shape)| shape.width);
    let mut lines = Lines {
        text: body,
        separator: chosen,
        width,
        limits,
        cells: 0,
        strays: 0,
        sheet: Sheet {
            name: String::new(),
            hidden: false,
            rows: Vec::new(),
            hidden_columns: Vec::new(),
            epoch: Epoch::From1900,
            merged: Vec::new(),
            told: Vec::new(),
        },
    };
    let first_line = if skip == 0 { 1 } else { 2 };
    lines.read(first_line)?;
    let mut sheet = lines.sheet;
    tell_letters(&mut sheet);
    Ok((sheet, chosen))
}

/// Excel's own first line `sep=;`, and how many bytes it takes.
fn said_by_file(text: &str) -> (Option<Separator>, usize) {
    let end = text.find('\n').map_or(text.len(), |end| end + 1);
    let line = text[..end]
        .trim_end()
        .trim_matches('"')
        .to_ascii_lowercase();
    let said = line.strip_prefix("sep=").and_then(|mark| {
        let mark = if mark.is_empty() { "\t" } else { mark };
        Separator::ALL
            .into_iter()
            .find(|separator| mark.as_bytes() == [separator.byte()])
    });
    match said {
        Some(separator) => (Some(separator), end),
        None => (None, 0),
    }
}

/// How rows look if a separator is the one.
struct Shape {
    /// The number of cells that most rows have.
    width: usize,
    /// How many of a hundred rows have it.
    share: usize,
}

impl Shape {
    fn of(text: &str, separator: Separator) -> Self {
        let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
        let mut rows = 0;
        let mut reader = reader(text, separator, true);
        let mut record = StringRecord::new();
        while rows < SAMPLE_ROWS && reader.read_record(&mut record).unwrap_or(false) {
            // Trailing empty cells come and go; titles and blank lines say nothing.
            let filled = filled(&record);
            if filled > 1 {
                *widths.entry(record.len()).or_default() += 1;
            }
            if filled > 0 {
                rows += 1;
            }
        }
        let (width, count) = widths
            .into_iter()
            .max_by_key(|(width, count)| (*count, *width))
            .unwrap_or((1, 0));
        Self {
            width,
            share: count * 100 / rows.max(1),
        }
    }

    /// Regular rows count most; then many cells.
    fn score(&self) -> usize {
        self.share * self.share * self.width.min(30)
    }
}

/// The number of cells up to the last that holds something.
fn filled(record: &StringRecord) -> usize {
    (0..record.len())
        .rev()
        .find(|index| {
            record
                .get(*index)
                .is_some_and(|cell| !cell.trim().is_empty())
        })
        .map_or(0, |last| last + 1)
}

fn choose(shapes: &[(Separator, Shape)]) -> Separator {
    let mut best = (Separator::Comma, 0);
    for (separator, shape) in shapes {
        if shape.score() > best.1 {
            best = (*separator, shape.score());
        }
    }
    best.0
}

fn reader(text: &str, separator: Separator, quoting: bool) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator.byte())
        .quoting(quoting)
        .from_reader(text.as_bytes())
}

struct Lines<'a> {
    text: &'a str,
    separator: Separator,
    width: usize,
    limits: &'a Limits,
    cells: u64,
    strays: usize,
    sheet: Sheet,
}

impl Lines<'_> {
    fn read(&mut self, first_line: u32) -> Result<(), Unreadable> {
        let mut from = 0;
        let mut line = first_line;
        while from < self.text.len() {
            (from, line) = self.read_from(from, line)?;
        }
        Ok(())
    }

    /// Reads until the end, or past one line whose quotation mark never closes.
    fn read_from(&mut self, from: usize, first_line: u32) -> Result<(usize, u32), Unreadable> {
        let rest = &self.text[from..];
        let mut reader = reader(rest, self.separator, true);
        let mut record = StringRecord::new();
        let mut lines = LineCount {
            line: first_line,
            at: 0,
        };
        loop {
            let more = reader
                .read_record(&mut record)
                .map_err(|_| Unreadable::NotASheet)?;
            let end = offset(reader.position().byte()).min(rest.len());
            if !more {
                return Ok((self.text.len(), lines.line));
            }
            let start = record
                .position()
                .map_or(lines.at, |position| offset(position.byte()))
                .min(end);
            let start = start + leading_breaks(&rest[start..end]);
            let line = lines.at_offset(rest, start);
            let raw = &rest[start..end];
            if let Some(stop) = self.stray_end(raw, record.len()) {
                self.strays += 1;
                if self.strays > STRAY_MOST {
                    return Err(Unreadable::Quotes { line });
                }
                self.sheet.told.push(Told::StrayQuote { line });
                self.push_unquoted(&raw[..stop], line)?;
                let after = start + stop + leading_break(&raw[stop..]);
                return Ok((from + after, lines.at_offset(rest, after)));
            }
            self.push(&record, line)?;
        }
    }

    /// Where the first line of a record ends if its quotation mark was a stray one.
    ///
    /// Either the file ends inside of it, or it runs over several lines, is odd, and
    /// its first line alone has the usual number of cells. Odd is an unusual number
    /// of cells, or a mark that closes with a letter right after it.
    fn stray_end(&self, raw: &str, cells: usize) -> Option<usize> {
        let trimmed = raw.trim_end_matches(['\n', '\r']);
        let stop = raw.find(['\n', '\r']).unwrap_or(raw.len());
        let never_closes = odd_to_the_end(self.text, trimmed);
        if stop >= trimmed.len() {
            // A single line is one row, unless its mark swallows the cells after it.
            return (never_closes && cells != self.width).then_some(trimmed.len());
        }
        let alone = || {
            let mut reader = reader(&raw[..stop], self.separator, false);
            let mut record = StringRecord::new();
            let read = reader.read_record(&mut record).unwrap_or(false);
            read && record.len() == self.width
        };
        let odd = cells != self.width || closes_within_a_word(raw, self.separator);
        (never_closes || (odd && alone())).then_some(stop)
    }

    fn push_unquoted(&mut self, raw: &str, line: u32) -> Result<(), Unreadable> {
        let mut reader = reader(raw, self.separator, false);
        let mut record = StringRecord::new();
        if reader.read_record(&mut record).unwrap_or(false) {
            let mended: StringRecord = record.iter().map(unwrap_quotes).collect();
            self.push(&mended, line)?;
        }
        Ok(())
    }

    fn push(&mut self, record: &StringRecord, line: u32) -> Result<(), Unreadable> {
        let filled = filled(record);
        if filled == 0 {
            return Ok(());
        }
        if wide(filled) > self.limits.columns {
            return Err(Unreadable::TooManyColumns {
                most: self.limits.columns,
                line,
            });
        }
        self.cells += wide(filled);
        if self.cells > self.limits.cells {
            return Err(Unreadable::TooManyCells {
                most: self.limits.cells,
            });
        }
        let mut cells = Vec::with_capacity(filled);
        for text in record.iter().take(filled) {
            if wide(text.len()) > self.limits.cell_bytes {
                return Err(Unreadable::CellTooLong {
                    most: self.limits.cell_bytes,
                    line,
                });
            }
            cells.push(if text.is_empty() {
                Cell::Empty
            } else {
                Cell::Text(unguard(excel_text(text)).to_owned())
            });
        }
        self.sheet.rows.push(Row {
            line,
            hidden: false,
            cells,
        });
        Ok(())
    }
}

/// Whether a quoted cell closes and goes on: `"Big Mike,45⏎…,"Lil Bit`.
fn closes_within_a_word(raw: &str, separator: Separator) -> bool {
    let mut rest = raw;
    let mut opens = true;
    while let Some(first) = rest.bytes().next() {
        if opens && first == b'"' {
            let mut inner = &rest[1..];
            loop {
                let Some(close) = inner.find('"') else {
                    return false;
                };
                inner = &inner[close + 1..];
                match inner.strip_prefix('"') {
                    Some(doubled) => inner = doubled,
                    None => break,
                }
            }
            let after = inner.trim_start_matches(' ').bytes().next();
            match after {
                None | Some(b'\n' | b'\r') => {}
                Some(byte) if byte == separator.byte() => {}
                Some(_) => return true,
            }
            rest = inner;
            opens = false;
            continue;
        }
        let next = rest.find(char::from(separator.byte()));
        let Some(next) = next else { return false };
        rest = &rest[next + 1..];
        opens = true;
    }
    false
}

/// Whether a record is the last of the text and holds an odd number of marks.
fn odd_to_the_end(text: &str, trimmed: &str) -> bool {
    let whole = text.trim_end_matches(['\n', '\r']);
    whole.as_bytes().as_ptr_range().end == trimmed.as_bytes().as_ptr_range().end
        && trimmed.bytes().filter(|byte| *byte == b'"').count() % 2 == 1
}

/// `="00123"` is how some systems keep Excel from eating zeros.
fn excel_text(text: &str) -> &str {
    text.strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|inner| !inner.contains('"'))
        .unwrap_or(text)
}

fn unwrap_quotes(cell: &str) -> &str {
    let trimmed = cell.trim();
    match trimmed.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"').unwrap_or(rest),
        None => cell,
    }
}

/// Counts lines on from the last place that was asked about.
struct LineCount {
    line: u32,
    at: usize,
}

impl LineCount {
    fn at_offset(&mut self, text: &str, offset: usize) -> u32 {
        let bytes = text.as_bytes();
        let mut index = self.at;
        while index < offset {
            match bytes[index] {
                b'\n' => self.line += 1,
                // An old Mac ends its lines with this alone.
                b'\r' if bytes.get(index + 1) != Some(&b'\n') => self.line += 1,
                _ => {}
            }
            index += 1;
        }
        self.at = self.at.max(offset);
        self.line
    }
}

fn leading_breaks(text: &str) -> usize {
    text.len() - text.trim_start_matches(['\n', '\r']).len()
}

fn leading_break(text: &str) -> usize {
    if text.starts_with("\r\n") {
        2
    } else {
        usize::from(text.starts_with(['\n', '\r']))
    }
}

fn offset(byte: u64) -> usize {
    usize::try_from(byte).unwrap_or(usize::MAX)
}

fn wide(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// What a text encoded twice, or once into too few letters, looks like.
fn tell_letters(sheet: &mut Sheet) {
    const TWICE: [&str; 8] = ["Ã©", "Ã¨", "Ã±", "Ã¡", "Ã³", "Ã¼", "â€™", "â€œ"];
    let mut twice = None;
    let mut lost = None;
    for row in &sheet.rows {
        for cell in &row.cells {
            if let Cell::Text(text) = cell
                && !text.is_ascii()
            {
                if twice.is_none() && TWICE.iter().any(|sign| text.contains(sign)) {
                    twice = Some(row.line);
                }
                if lost.is_none() && text.contains('\u{fffd}') {
                    lost = Some(row.line);
                }
            }
        }
    }
    let twice = twice.map(|line| Told::TwiceEncoded { line });
    let lost = lost.map(|line| Told::LettersLost { line });
    sheet.told.extend(twice.into_iter().chain(lost));
}
