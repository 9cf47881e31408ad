//! Whatever the bytes: no panic, no formula, and what is written reads back.
use std::{io::Cursor, sync::LazyLock};

use jiff::civil::date;
use proptest::prelude::*;
use sheets::{
    Book, Cell, Limits, Mapping, Out, Reading, Table, Target, Words, guess, read, unknown_words,
    write_csv, write_xlsx,
};

fn limits() -> Limits {
    Limits {
        bytes: 1 << 20,
        inflated: 4 << 20,
        cells: 50_000,
        ..Limits::default()
    }
}

/// Reads a book in every way there is.
fn read_every_way(book: &Book) {
    static OURS: LazyLock<Words> = LazyLock::new(Words::ours);
    let words = &*OURS;
    let reading = Reading {
        today: date(2025, 11, 20),
        words,
    };
    for target in Target::ALL {
        let mapping = guess(book, target, words);
        let json = serde_json::to_string(&mapping).expect("json");
        let back: Mapping = serde_json::from_str(&json).expect("a mapping");
        assert_eq!(back, mapping, "a form sends back what it was given");
        let _ = unknown_words(book, &mapping, &reading);
        match target {
            Target::People => drop(sheets::people(book, &mapping, &reading).count()),
            Target::Participants => drop(sheets::participants(book, &mapping, &reading).count()),
            Target::Contacts => drop(sheets::contacts(book, &mapping, &reading).count()),
        }
    }
}

fn table(rows: &[Vec<String>]) -> Vec<Vec<Out>> {
    rows.iter()
        .map(|row| row.iter().cloned().map(Out::Text).collect())
        .collect()
}

/// The cells of a book as a rectangle of texts, blank rows and cells left empty.
fn texts(book: &Book, height: usize, width: usize) -> Vec<Vec<String>> {
    let mut grid = vec![vec![String::new(); width]; height];
    let mut lines = book.sheets[0].rows.iter();
    for (index, row) in grid.iter_mut().enumerate() {
        if index == 0 {
            *row = cells(lines.next().expect("a first row"), width);
        }
    }
    let mut rest: Vec<Vec<String>> = lines.map(|row| cells(row, width)).collect();
    grid.truncate(1);
    grid.append(&mut rest);
    grid
}

fn cells(row: &sheets::Row, width: usize) -> Vec<String> {
    (0..width)
        .map(|index| match row.cell(u16::try_from(index).expect("few")) {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            other => panic!("{other:?} is no text"),
        })
        .collect()
}

/// A header that no text can be taken for, and rows with something in each.
fn rows_of(cell: &'static str) -> impl Strategy<Value = Vec<Vec<String>>> {
    prop::collection::vec(prop::collection::vec(cell, 4), 1..12).prop_map(|rows| {
        let head = ["Date", "Type", "Client", "Notes"];
        std::iter::once(head.map(str::to_owned).to_vec())
            .chain(rows.into_iter().map(|mut row| {
                row[0] = format!("x{}", row[0]);
                row
            }))
            .collect()
    })
}

/// Anything that text files can hold; blank cells are not told apart from empty ones.
const ANY_TEXT: &str =
    "(|[^\u{0}-\u{8}\u{b}\u{c}\u{e}-\u{1f}\u{7f}-\u{9f}\u{feff}]{0,12}[a-z\"',;=+@\\-])";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn no_bytes_at_all_panic_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(book) = read(&bytes, "x", &limits()) {
            read_every_way(&book);
        }
    }

    #[test]
    fn no_text_at_all_panics_the_reader(text in "[ -~\n\r\t\"éñ“–０-９٠-٩日]{0,400}") {
        if let Ok(book) = read(text.as_bytes(), "x", &limits()) {
            read_every_way(&book);
        }
    }

    #[test]
    fn no_value_under_a_known_header_panics_the_reader(
        values in prop::collection::vec("[0-9a-z/:. ,$()'+~%-]{0,14}|\\PC{0,8}", 14..60)
    ) {
        let mut text = "Date\tStart\tEnd\tMinutes\tType\tClient\tMiles\tExpenses\tPhone\tDOB\tEmail\tRole\tStatus\t# of people\n".to_owned();
        for row in values.chunks(14) {
            text += &row.join("\t");
            text.push('\n');
        }
        if let Ok(book) = read(text.as_bytes(), "x", &limits()) {
            read_every_way(&book);
        }
    }

    #[test]
    fn what_is_written_as_csv_reads_back(rows in rows_of(ANY_TEXT)) {
        let bytes = write_csv(&table(&rows));
        let book = read(&bytes, "x.csv", &limits()).expect("our own file");
        prop_assert_eq!(texts(&book, rows.len(), 4), rows);
    }

    #[test]
    fn no_cell_of_a_csv_begins_as_a_formula(rows in rows_of(ANY_TEXT)) {
        let bytes = write_csv(&table(&rows));
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[3..]);
        for record in reader.records() {
            for cell in &record.expect("a row") {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    #[test]
    fn what_is_written_as_a_workbook_reads_back_and_holds_no_formula(rows in rows_of(ANY_TEXT)) {
        let rows: Vec<Vec<String>> = rows
            .iter()
            // A carriage return alone is a line break to XML.
            .map(|row| row.iter().map(|cell| cell.replace('\r', "")).collect())
            .collect();
        let written = Table {
            name: "=1+1 [week]".to_owned(),
            above: Vec::new(),
            header: rows[0].clone(),
            rows: table(&rows[1..]),
        };
        let bytes = write_xlsx(&[written]).expect("it fits");
        let book = read(&bytes, "x.xlsx", &limits()).expect("our own file");
        prop_assert_eq!(texts(&book, rows.len(), 4), rows);
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).expect("an archive");
        let sheet = std::io::read_to_string(archive.by_name("xl/worksheets/sheet1.xml").expect("a sheet"));
        prop_assert!(!sheet.expect("text").contains("<f"));
    }

    #[test]
    fn a_workbook_with_broken_bytes_panics_nothing(
        spots in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)
    ) {
        let mut bytes = write_xlsx(&[Table {
            name: "Log".to_owned(),
            above: vec!["Riverside".to_owned()],
            header: ["Date", "Type", "Client"].map(str::to_owned).to_vec(),
            rows: vec![vec![Out::Day(date(2025, 11, 3)), Out::Text("call".to_owned()), Out::Whole(5)]],
        }]).expect("it fits");
        for (spot, byte) in spots {
            let at = spot.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(book) = read(&bytes, "x.xlsx", &limits()) {
            read_every_way(&book);
        }
    }
}

#[test]
fn numbers_and_days_written_come_back_as_what_they_were() {
    let row = vec![
        Out::Day(date(2025, 11, 3)),
        Out::Moment(date(2025, 11, 3).at(14, 30, 5, 0)),
        Out::Decimal {
            units: 1_250,
            places: 2,
        },
        Out::Whole(-7),
        Out::Whole(9_007_199_254_740_993),
        Out::Text("=1+1".to_owned()),
        Out::Empty,
    ];
    let csv = String::from_utf8(write_csv(std::slice::from_ref(&row))).expect("text");
    assert_eq!(
        csv,
        "\u{feff}2025-11-03,2025-11-03 14:30:05,12.50,-7,9007199254740993,'=1+1,\r\n"
    );
    let table = Table {
        name: String::new(),
        above: vec!["A notice".to_owned()],
        header: vec!["H".to_owned()],
        rows: vec![row],
    };
    let bytes = write_xlsx(&[table.clone(), table]).expect("it fits");
    let book = read(&bytes, "x.xlsx", &Limits::default()).expect("a workbook");
    let row = &book.sheets[1].rows[2];
    assert_eq!(row.line, 3);
    let written: Vec<String> = row.cells.iter().map(Cell::written).collect();
    assert_eq!(
        written,
        [
            "2025-11-03",
            "2025-11-03 14:30",
            "12.5",
            "-7",
            "9007199254740993",
            "=1+1"
        ]
    );
}
