//! Writing sheets that no spreadsheet takes for a program.

use domain::cells::guard;
use jiff::civil::{Date, DateTime};
use rust_xlsxwriter::{Format, Workbook, Worksheet};

use crate::{book::Separator, excel_day::number};

/// One value to write.
#[derive(Clone, Debug, PartialEq)]
pub enum Out {
    /// Nothing.
    Empty,
    /// Words; never a formula, whatever they begin with.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number of `units` with `places` decimals: 1250 and 2 is 12.50.
    Decimal {
        /// The number without its point.
        units: i64,
        /// How many of its digits stand after the point, at most 9.
        places: u8,
    },
    /// A day.
    Day(Date),
    /// A day and a time, to the second, without a zone.
    Moment(DateTime),
}

/// A table to write.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The name of its sheet; what Excel does not take in a name is left out.
    pub name: String,
    /// Words above the table, such as a notice that must go with it.
    pub above: Vec<String>,
    /// The header.
    pub header: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Out>>,
}

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// More rows or columns than a sheet holds, or a text longer than a cell (32,767 letters).
    #[error("this does not fit into a workbook: {0}")]
    DoesNotFit(#[from] rust_xlsxwriter::XlsxError),
}

/// Rows as CSV: UTF-8 with a byte-order mark (or Excel takes it for something
/// else), lines that end as RFC 4180 says, texts guarded against formulas by an
/// apostrophe that [`crate::read()`] takes off again.
pub fn write_csv(rows: &[Vec<Out>]) -> Vec<u8> {
    write_delimited(rows, Separator::Comma)
}

/// As [`write_csv`], with another separator.
pub fn write_delimited(rows: &[Vec<Out>], separator: Separator) -> Vec<u8> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    for row in rows {
        for (index, value) in row.iter().enumerate() {
            if index > 0 {
                bytes.push(separator.byte());
            }
            field(&mut bytes, value, separator);
        }
        bytes.extend_from_slice(b"\r\n");
    }
    bytes
}

fn field(bytes: &mut Vec<u8>, value: &Out, separator: Separator) {
    match value {
        Out::Empty => {}
        Out::Text(text) => {
            let guarded = guard(text);
            // Quoted also when another program might guess another separator.
            let quoted = guarded.contains(['"', '\r', '\n', ',', ';', '\t', '|'])
                || guarded.as_bytes().contains(&separator.byte())
                || guarded.starts_with(char::is_whitespace)
                || guarded.ends_with(char::is_whitespace);
            if quoted {
                bytes.push(b'"');
                bytes.extend_from_slice(guarded.replace('"', "\"\"").as_bytes());
                bytes.push(b'"');
            } else {
                bytes.extend_from_slice(guarded.as_bytes());
            }
        }
        Out::Whole(number) => bytes.extend_from_slice(number.to_string().as_bytes()),
        Out::Decimal { units, places } => {
            bytes.extend_from_slice(decimal(*units, *places).as_bytes());
        }
        Out::Day(day) => bytes.extend_from_slice(day.to_string().as_bytes()),
        Out::Moment(at) => {
            bytes.extend_from_slice(at.strftime("%Y-%m-%d %H:%M:%S").to_string().as_bytes());
        }
    }
}

fn decimal(units: i64, places: u8) -> String {
    let places = usize::from(places.min(9));
    let sign = if units < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", units.unsigned_abs(), width = places + 1);
    let (whole, part) = digits.split_at(digits.len() - places);
    if part.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{part}")
    }
}

/// Tables as a workbook, one sheet each. Texts are written as texts, so no mark
/// is needed and nothing is run.
pub fn write_xlsx(tables: &[Table]) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new();
    let mut names: Vec<String> = Vec::new();
    for table in tables {
        let sheet = workbook.add_worksheet();
        let name = free_name(&table.name, &names);
        sheet.set_name(&name)?;
        names.push(name.to_lowercase());
        write_table(sheet, table)?;
    }
    if tables.is_empty() {
        workbook.add_worksheet();
    }
    Ok(workbook.save_to_buffer()?)
}

fn write_table(sheet: &mut Worksheet, table: &Table) -> Result<(), WriteError> {
    let bold = Format::new().set_bold();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    let decimals: Vec<Format> = (0..=9)
        .map(|places| Format::new().set_num_format(pattern(places)))
        .collect();
    let mut line = 0_u32;
    for words in &table.above {
        sheet.write_string(line, 0, words)?;
        line += 1;
    }
    if !table.header.is_empty() {
        for (column, header) in (0_u16..).zip(&table.header) {
            sheet.write_string_with_format(line, column, header, &bold)?;
        }
        line += 1;
        sheet.set_freeze_panes(line, 0)?;
    }
    for row in &table.rows {
        for (column, value) in (0_u16..).zip(row) {
            match value {
                Out::Empty => {}
                Out::Text(text) => {
                    sheet.write_string(line, column, text)?;
                }
                // Beyond 2^53 a workbook would cut digits: such a number is a name.
                Out::Whole(number) if number.unsigned_abs() >= 1 << 53 => {
                    sheet.write_string(line, column, number.to_string())?;
                }
                #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
                Out::Whole(number) => {
                    sheet.write_number(line, column, *number as f64)?;
                }
                Out::Decimal { units, places } => {
                    let format = &decimals[usize::from((*places).min(9))];
                    let number = decimal(*units, *places).parse().unwrap_or(0.0_f64);
                    sheet.write_number_with_format(line, column, number, format)?;
                }
                Out::Day(date) => {
                    let at = number(date.at(0, 0, 0, 0));
                    sheet.write_number_with_format(line, column, at, &day)?;
                }
                Out::Moment(at) => {
                    sheet.write_number_with_format(line, column, number(*at), &moment)?;
                }
            }
        }
        line += 1;
    }
    Ok(())
}

fn pattern(places: u8) -> String {
    match usize::from(places.min(9)) {
        0 => "0".to_owned(),
        places => format!("0.{}", "0".repeat(places)),
    }
}

/// A name that Excel takes: at most 31 letters, none of `[]:*?/\`, no apostrophe
/// at its ends, none twice.
fn free_name(wanted: &str, taken: &[String]) -> String {
    let clean: String = domain::text::clean_line(wanted)
        .chars()
        .filter(|sign| !matches!(sign, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\''))
        .filter(|sign| sign.len_utf16() == 1)
        .take(27)
        .collect();
    let clean = clean.trim();
    let stem = if clean.is_empty() || clean.eq_ignore_ascii_case("history") {
        "Sheet"
    } else {
        clean
    };
    (1..=taken.len() + 1)
        .map(|number| match number {
            1 => stem.to_owned(),
            number => format!("{stem} {number}"),
        })
        .find(|name| !taken.contains(&name.to_lowercase()))
        .unwrap_or_else(|| stem.to_owned())
}
