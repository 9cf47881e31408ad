//! How fast a large file comes in: `cargo run --release -p sheets --example rows_per_second`.
//! Prints milliseconds and rows each second for CSV and XLSX. A measurement, never a test.

use std::{
    io::{self, Write as _},
    time::Instant,
};

use jiff::{ToSpan as _, civil::date};
use sheets::{
    Limits, Out, Parsed, Reading, Table, Target, Words, guess, read, write_csv, write_xlsx,
};

const ROWS: u32 = 100_000;

fn main() -> io::Result<()> {
    let header = [
        "Date", "Start", "Type", "Location", "Client", "Minutes", "Miles", "Expenses", "Staff",
        "Notes",
    ]
    .map(str::to_owned)
    .to_vec();
    let rows: Vec<Vec<Out>> = (0..ROWS).map(row).collect();
    let first: Vec<Out> = header.iter().cloned().map(Out::Text).collect();
    let all: Vec<Vec<Out>> = std::iter::once(first).chain(rows.clone()).collect();
    let csv = write_csv(&all);
    measure("CSV", &csv)?;
    let table = Table {
        name: "Log".to_owned(),
        above: Vec::new(),
        header,
        rows,
    };
    let xlsx = write_xlsx(&[table]).map_err(io::Error::other)?;
    measure("XLSX", &xlsx)
}

fn row(number: u32) -> Vec<Out> {
    let day = date(2025, 11, 19)
        .checked_sub(i64::from(number % 700).days())
        .unwrap_or(date(2025, 11, 19));
    let text = |text: String| Out::Text(text);
    vec![
        text(day.strftime("%-m/%-d/%Y").to_string()),
        text(format!("{}:{:02} PM", number % 11 + 1, number % 60)),
        text(["Call", "F2F", "Home visit", "Group"][number as usize % 4].to_owned()),
        text(["ER", "Library", "Their home"][number as usize % 3].to_owned()),
        text(format!("Mills, Andre {}", number % 4_000)),
        text(format!("{} min", number % 90 + 1)),
        text(format!("{}.5", number % 30)),
        text(format!("${}.25", number % 12)),
        text("Dee Alvarez".to_owned()),
        text(format!("Walked, talked,\nand \"laughed\" {number} times.")),
    ]
}

fn measure(kind: &str, bytes: &[u8]) -> io::Result<()> {
    let words = Words::ours();
    let reading = Reading {
        today: date(2025, 11, 20),
        words: &words,
    };
    let start = Instant::now();
    let book = read(bytes, kind, &Limits::default()).map_err(io::Error::other)?;
    let parsed = start.elapsed();
    let mapping = guess(&book, Target::Contacts, &words);
    let guessed = start.elapsed();
    let (mut taken, mut refused) = (0_u32, 0_u32);
    for line in sheets::contacts(&book, &mapping, &reading) {
        match line {
            Parsed::Row { .. } => taken += 1,
            Parsed::Refused { .. } => refused += 1,
            Parsed::Skipped { .. } => {}
        }
    }
    let whole = start.elapsed();
    let each = f64::from(ROWS) / whole.as_secs_f64();
    writeln!(
        io::stdout(),
        "{kind}: {} bytes, read {} ms, guess {} ms, rows {} ms, all {} ms, {each:.0} rows/s, {taken} taken, {refused} refused",
        bytes.len(),
        parsed.as_millis(),
        guessed.saturating_sub(parsed).as_millis(),
        whole.saturating_sub(guessed).as_millis(),
        whole.as_millis(),
    )
}
