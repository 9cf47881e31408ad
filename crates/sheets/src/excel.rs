//! Excel workbooks, with every bound counted and not believed.

use std::{
    collections::BTreeSet,
    io::{self, Cursor, Read as _, Write},
    panic::{AssertUnwindSafe, catch_unwind},
};

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx};
use zip::ZipArchive;

use crate::{
    book::{Book, Cell, Form, Merged, Row, Sheet, Told, letters},
    excel_day::{Epoch, number},
    excel_hidden::{self, Hidden},
    read::Limits,
    trouble::Unreadable,
};

/// A merged area is filled downward only this far: a name over the visits of a
/// month, and no file that is one merged area of a million lines.
const MERGED_LINES: u32 = 1_000;
/// Merged areas of one sheet that are looked at.
const MERGED_MOST: usize = 10_000;

/// Reads a workbook.
pub fn read(bytes: &[u8], name: &str, limits: &Limits) -> Result<Book, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    kind(&mut archive)?;
    let speaking = weigh(&mut archive, limits)?;
    // A parser of other people's files may stumble over a broken one. That is a
    // damaged file for us and not the end of the request.
    catch_unwind(AssertUnwindSafe(|| {
        workbook(bytes, archive, &speaking, name, limits)
    }))
    .unwrap_or(Err(Unreadable::Damaged))
}

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

fn kind(archive: &mut Archive<'_>) -> Result<(), Unreadable> {
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("xl/workbook.bin") {
        return Err(Unreadable::ExcelBinary);
    }
    if has("[Content_Types].xml") && names_a_workbook(archive) {
        return Ok(());
    }
    if has("content.xml") && has("mimetype") {
        let mut kind = String::new();
        let read = archive
            .by_name("mimetype")
            .map(|file| file.take(200).read_to_string(&mut kind));
        if matches!(read, Ok(Ok(_))) && kind.contains("opendocument.spreadsheet") {
            return Err(Unreadable::OpenDocument);
        }
    }
    Err(Unreadable::Archive)
}

fn names_a_workbook(archive: &Archive<'_>) -> bool {
    archive
        .file_names()
        .flatten()
        .any(|name| name.contains("workbook"))
}

/// Unpacks everything once into nothing and counts: what the archive says about
/// its own size is not believed.
/// On the way it looks which parts speak of anything hidden at all.
fn weigh(archive: &mut Archive<'_>, limits: &Limits) -> Result<BTreeSet<String>, Unreadable> {
    let too_much = Unreadable::Inflates {
        most_megabytes: limits.inflated >> 20,
    };
    if archive.len() > 10_000 {
        return Err(too_much);
    }
    let mut left = limits.inflated;
    let mut speaking = BTreeSet::new();
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|_| Unreadable::Damaged)?;
        let name = file.name().map(std::borrow::Cow::into_owned);
        let mut scan = Scan::default();
        let taken =
            io::copy(&mut file.take(left + 1), &mut scan).map_err(|_| Unreadable::Damaged)?;
        left = left.checked_sub(taken).ok_or_else(|| too_much.clone())?;
        if let (true, Ok(name)) = (scan.found, name) {
            speaking.insert(name);
        }
    }
    Ok(speaking)
}

/// Looks for one word in bytes that come in pieces.
#[derive(Default)]
struct Scan {
    tail: Vec<u8>,
    found: bool,
}

impl Scan {
    const WORD: &[u8] = b"hidden=";
}

impl Write for Scan {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        if !self.found {
            let has = |bytes: &[u8]| bytes.windows(Self::WORD.len()).any(|at| at == Self::WORD);
            let edge = piece.len().min(Self::WORD.len());
            self.tail.extend_from_slice(&piece[..edge]);
            self.found = has(&self.tail) || has(piece);
            self.tail.extend_from_slice(
                &piece[edge..][piece[edge..].len().saturating_sub(Self::WORD.len())..],
            );
            let keep = self.tail.len().saturating_sub(Self::WORD.len());
            self.tail.drain(..keep);
        }
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn workbook(
    bytes: &[u8],
    mut archive: Archive<'_>,
    speaking: &BTreeSet<String>,
    name: &str,
    limits: &Limits,
) -> Result<Book, Unreadable> {
    let mut xlsx: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let epoch = if xlsx.has_1904_epoch() {
        Epoch::From1904
    } else {
        Epoch::From1900
    };
    let parts = excel_hidden::parts(&mut archive);
    let mut count = Count { cells: 0, text: 0 };
    let mut told = Vec::new();
    let mut sheets = Vec::new();
    for about in xlsx.sheets_metadata().to_vec() {
        if about.typ != SheetType::WorkSheet {
            continue;
        }
        let hidden = parts
            .get(&about.name)
            .filter(|part| speaking.contains(*part))
            .map(|part| excel_hidden::of_sheet(&mut archive, part))
            .unwrap_or_default();
        let mut sheet = Sheet {
            name: about.name.clone(),
            hidden: about.visible != SheetVisible::Visible,
            rows: rows(&mut xlsx, &about.name, epoch, limits, &mut count)?,
            hidden_columns: Vec::new(),
            epoch,
            merged: merged(&mut xlsx, &about.name),
            told: Vec::new(),
        };
        fill_down(&mut sheet, limits, &mut count)?;
        tell_hidden(&mut sheet, &hidden);
        if sheet.hidden && !sheet.rows.is_empty() {
            told.push(Told::SheetHidden { name: about.name });
        }
        sheets.push(sheet);
    }
    if sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        return Err(Unreadable::Empty);
    }
    if epoch == Epoch::From1904 {
        told.push(Told::From1904);
    }
    Ok(Book {
        name: name.to_owned(),
        form: Form::Excel,
        sheets,
        told,
    })
}

struct Count {
    cells: u64,
    text: u64,
}

impl Count {
    fn add(&mut self, cells: usize, limits: &Limits) -> Result<(), Unreadable> {
        self.cells += u64::try_from(cells).unwrap_or(u64::MAX);
        if self.cells > limits.cells {
            return Err(Unreadable::TooManyCells { most: limits.cells });
        }
        Ok(())
    }

    /// One shared text that a million cells point to is a million texts here.
    fn add_text(&mut self, cell: &Cell, line: u32, limits: &Limits) -> Result<(), Unreadable> {
        let Cell::Text(text) = cell else {
            return Ok(());
        };
        let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
        if length > limits.cell_bytes {
            return Err(Unreadable::CellTooLong {
                most: limits.cell_bytes,
                line,
            });
        }
        self.text += length;
        if self.text > limits.inflated {
            return Err(Unreadable::Inflates {
                most_megabytes: limits.inflated >> 20,
            });
        }
        Ok(())
    }
}

fn rows(
    xlsx: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    epoch: Epoch,
    limits: &Limits,
    count: &mut Count,
) -> Result<Vec<Row>, Unreadable> {
    let mut reader = xlsx
        .worksheet_cells_reader(name)
        .map_err(|_| Unreadable::Damaged)?;
    let mut rows: Vec<Row> = Vec::new();
    let mut sorted = true;
    while let Some(cell) = reader.next_cell().map_err(|_| Unreadable::Damaged)? {
        let (row, column) = cell.get_position();
        let line = row.saturating_add(1);
        let cell = value(cell.get_value(), epoch);
        if cell.is_blank() {
            continue;
        }
        count.add_text(&cell, line, limits)?;
        if u64::from(column) >= limits.columns {
            return Err(Unreadable::TooManyColumns {
                most: limits.columns,
                line,
            });
        }
        if rows.last().is_none_or(|last| last.line != line) {
            sorted &= rows.last().is_none_or(|last| last.line < line);
            rows.push(Row {
                line,
                hidden: false,
                cells: Vec::new(),
            });
        }
        if let Some(last) = rows.last_mut() {
            let at = usize::try_from(column).unwrap_or(0);
            if at >= last.cells.len() {
                count.add(at + 1 - last.cells.len(), limits)?;
                last.cells.resize(at + 1, Cell::Empty);
            }
            last.cells[at] = cell;
        }
    }
    if !sorted {
        // Some writers leave the order to the reader; lines said twice are broken.
        rows.sort_by_key(|row| row.line);
        if rows.windows(2).any(|pair| pair[0].line == pair[1].line) {
            return Err(Unreadable::Damaged);
        }
    }
    Ok(rows)
}

fn value(data: &DataRef<'_>, epoch: Epoch) -> Cell {
    match data {
        DataRef::Empty => Cell::Empty,
        // Below 2^53 exact; a longer whole number is already cut short by Excel.
        #[expect(clippy::cast_precision_loss, reason = "Excel itself stores floats")]
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) | DataRef::DurationIso(text) => text_cell(text),
        DataRef::SharedString(text) => text_cell(text),
        DataRef::Bool(truth) => Cell::Truth(*truth),
        DataRef::Error(error) => Cell::Error(error.to_string()),
        DataRef::DateTime(at) => Cell::Days {
            days: at.as_f64(),
            epoch,
        },
        DataRef::DateTimeIso(text) => text.parse::<jiff::civil::DateTime>().map_or_else(
            |_| text_cell(text),
            |at| Cell::Days {
                days: number(at),
                epoch: Epoch::From1900,
            },
        ),
    }
}

fn text_cell(text: &str) -> Cell {
    // Excel writes a line break of a cell as a carriage return in its own escape.
    let text = if text.contains("_x000D_") {
        text.replace("_x000D_\n", "\n").replace("_x000D_", "\n")
    } else {
        text.to_owned()
    };
    if text.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text)
    }
}

fn merged(xlsx: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Vec<Merged> {
    let areas = xlsx.merge_cells_by_sheet_name(name).unwrap_or_default();
    areas
        .iter()
        .take(MERGED_MOST)
        .filter_map(|area| {
            Some(Merged {
                first_line: area.start.0.checked_add(1)?,
                last_line: area.end.0.checked_add(1)?,
                first_column: u16::try_from(area.start.1).ok()?,
                last_column: u16::try_from(area.end.1).ok()?,
            })
        })
        .filter(|area| area.first_line <= area.last_line && area.first_column <= area.last_column)
        .collect()
}

/// Gives each line of a cell merged downward its value: one name beside four
/// visits means four visits of that person.
fn fill_down(sheet: &mut Sheet, limits: &Limits, count: &mut Count) -> Result<(), Unreadable> {
    let mut filled = 0;
    for area in &sheet.merged {
        let lines = area.last_line - area.first_line;
        if area.first_column != area.last_column || lines == 0 || lines > MERGED_LINES {
            continue;
        }
        let from = sheet.rows.partition_point(|row| row.line < area.first_line);
        let Some(first) = sheet
            .rows
            .get(from)
            .filter(|row| row.line == area.first_line)
        else {
            continue;
        };
        let value = first.cell(area.first_column).clone();
        if value.is_blank() {
            continue;
        }
        let at = usize::from(area.first_column);
        filled += 1;
        for row in sheet.rows[from + 1..]
            .iter_mut()
            .take_while(|row| row.line <= area.last_line)
        {
            if at >= row.cells.len() {
                count.add(at + 1 - row.cells.len(), limits)?;
                row.cells.resize(at + 1, Cell::Empty);
            }
            if row.cells[at].is_blank() {
                count.add_text(&value, row.line, limits)?;
                row.cells[at] = value.clone();
            }
        }
    }
    if filled > 0 {
        sheet.told.push(Told::MergedDown { count: filled });
    }
    Ok(())
}

fn tell_hidden(sheet: &mut Sheet, hidden: &Hidden) {
    let mut count = 0;
    let mut first_line = 0;
    for row in &mut sheet.rows {
        if hidden.lines.contains(&row.line) {
            row.hidden = true;
            count += 1;
            if first_line == 0 {
                first_line = row.line;
            }
        }
    }
    if count > 0 {
        sheet.told.push(Told::RowsHidden { count, first_line });
    }
    let width = sheet.rows.iter().map(|row| row.cells.len()).max();
    let width = u16::try_from(width.unwrap_or(0)).unwrap_or(u16::MAX);
    for column in 0..width {
        let at = u32::from(column);
        if hidden.columns.iter().any(|area| area.contains(&at)) {
            sheet.hidden_columns.push(column);
        }
    }
    if !sheet.hidden_columns.is_empty() {
        let letters = sheet.hidden_columns.iter().copied().map(letters).collect();
        sheet.told.push(Told::ColumnsHidden { letters });
    }
}
