//! Workbooks as they really are, built cell by cell.

use std::io::{Cursor, Write as _};

use crate::told::{book, contacts, contacts_by, guessed};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use sheets::{Doubt, Epoch, Limits, Target, Told, Unreadable, Words, guess, read};
use zip::{ZipWriter, write::SimpleFileOptions};

fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    workbook.save_to_buffer().expect("a workbook")
}

fn texts(sheet: &mut Worksheet, line: u32, values: &[&str]) {
    for (column, value) in (0_u16..).zip(values) {
        if !value.is_empty() {
            sheet
                .write_string(line - 1, column, *value)
                .expect("it fits");
        }
    }
}

fn number(sheet: &mut Worksheet, line: u32, column: u16, value: f64, format: &str) {
    let format = Format::new().set_num_format(format);
    sheet
        .write_number_with_format(line - 1, column, value, &format)
        .expect("it fits");
}

const HEAD: &[&str] = &["Date", "Type", "Client", "Minutes"];

#[test]
fn days_times_and_lengths_are_numbers_underneath() {
    let bytes = workbook(|sheet| {
        texts(sheet, 1, &["Date", "Time", "Type", "Client", "Duration"]);
        texts(sheet, 2, &["", "", "call", "Ana P."]);
        number(sheet, 2, 0, 45_974.0, "m/d/yyyy");
        number(sheet, 2, 1, 0.604_166_666_666_67, "h:mm AM/PM");
        number(sheet, 2, 4, 0.031_25, "h:mm");
        texts(sheet, 3, &["", "", "call", "Kayla T."]);
        number(sheet, 3, 0, 45_974.604_166_666_67, "m/d/yy h:mm");
        number(sheet, 3, 4, 0.052_083_333_333_333, "[h]:mm");
    });
    assert_eq!(
        contacts(&bytes),
        [
            "2: 2025-11-13 14:30 45 min call, Ana P. [E: part-of-day]",
            "3: 2025-11-13 14:30 75 min call, Kayla T. [E: part-of-day]",
        ]
    );
}

#[test]
fn days_whose_format_was_lost_are_still_days() {
    let bytes = workbook(|sheet| {
        texts(sheet, 1, HEAD);
        texts(sheet, 2, &["", "call", "Ana P."]);
        number(sheet, 2, 0, 45_974.0, "General");
        number(sheet, 2, 3, 20.0, "General");
    });
    assert_eq!(
        contacts(&bytes),
        ["2: 2025-11-13 20 min call, Ana P. [A: day-count]"]
    );
}

#[test]
fn an_old_mac_counts_its_days_from_1904() {
    let bytes = raw(
        "<workbookPr date1904=\"1\"/>",
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Date</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Type</t></is></c>\
         <c r=\"C1\" t=\"inlineStr\"><is><t>Client</t></is></c><c r=\"D1\" t=\"inlineStr\"><is><t>Minutes</t></is></c></row>\
         <row r=\"2\"><c r=\"A2\" s=\"1\"><v>44512</v></c><c r=\"B2\" t=\"inlineStr\"><is><t>call</t></is></c>\
         <c r=\"C2\" t=\"inlineStr\"><is><t>Ana P.</t></is></c><c r=\"D2\"><v>20</v></c></row>",
    );
    assert_eq!(contacts(&bytes), ["2: 2025-11-13 20 min call, Ana P."]);
    let book = book(&bytes);
    assert_eq!(book.told, [Told::From1904]);
    assert_eq!(book.sheets[0].epoch, Epoch::From1904);
}

#[test]
fn a_header_of_two_lines_with_merged_cells_is_one_header() {
    let bytes = workbook(|sheet| {
        let plain = Format::new();
        sheet
            .merge_range(0, 0, 0, 4, "Peer contacts, November", &plain)
            .expect("merged");
        sheet
            .merge_range(1, 1, 1, 2, "Time", &plain)
            .expect("merged");
        sheet
            .merge_range(1, 0, 2, 0, "Date", &plain)
            .expect("merged");
        texts(sheet, 2, &["", "", "", "Type", "Client"]);
        texts(sheet, 3, &["", "In", "Out"]);
        texts(
            sheet,
            4,
            &["11/13/2025", "2:30 PM", "3:00 PM", "call", "Ana P."],
        );
    });
    assert_eq!(
        guessed(&bytes, Target::Contacts),
        ["A date", "B start", "C end", "D kind", "E name"]
    );
    assert_eq!(
        contacts(&bytes),
        ["4: 2025-11-13 14:30 30 min call, Ana P. [C: end-less-start]"]
    );
}

#[test]
fn one_name_merged_beside_three_visits_is_said_three_times() {
    let bytes = workbook(|sheet| {
        texts(sheet, 1, &["Client", "Date", "Type", "Minutes"]);
        sheet
            .merge_range(1, 0, 3, 0, "Ana P.", &Format::new())
            .expect("merged");
        texts(sheet, 2, &["", "11/13/2025", "call", "10"]);
        texts(sheet, 3, &["", "11/14/2025", "call", "11"]);
        texts(sheet, 4, &["", "11/15/2025", "call", "12"]);
        texts(sheet, 5, &["", "11/16/2025", "call", "13"]);
    });
    assert_eq!(
        contacts(&bytes),
        [
            "2: 2025-11-13 10 min call, Ana P.",
            "3: 2025-11-14 11 min call, Ana P.",
            "4: 2025-11-15 12 min call, Ana P.",
            "5 refused: A Client “” missing",
        ]
    );
    assert_eq!(book(&bytes).sheets[0].told, [Told::MergedDown { count: 1 }]);
}

#[test]
fn rows_and_columns_that_are_hidden_are_told_and_left_out_on_wish() {
    let bytes = workbook(|sheet| {
        texts(sheet, 1, &["Date", "Type", "Client", "Minutes", "Notes"]);
        texts(sheet, 2, &["11/13/2025", "call", "Ana P.", "10", "secret"]);
        texts(sheet, 3, &["11/14/2025", "call", "Kayla T.", "10"]);
        sheet.set_row_hidden(2).expect("hidden");
        sheet.set_column_hidden(4).expect("hidden");
    });
    let book = book(&bytes);
    assert_eq!(
        book.sheets[0].told,
        [
            Told::RowsHidden {
                count: 1,
                first_line: 3
            },
            Told::ColumnsHidden {
                letters: vec!["E".to_owned()]
            },
        ]
    );
    let mut mapping = guess(&book, Target::Contacts, &Words::ours());
    assert_eq!(contacts_by(&book, &mapping).len(), 2);
    mapping.skip_hidden = true;
    assert_eq!(contacts_by(&book, &mapping)[1], "3 hidden: 11/14/2025");
}

#[test]
fn the_sheet_with_the_contacts_is_found_among_the_others() {
    let mut workbook = Workbook::new();
    let lists = workbook.add_worksheet();
    lists.set_name("Lists").expect("a name");
    texts(lists, 1, &["Choices"]);
    texts(lists, 2, &["Call"]);
    let log = workbook.add_worksheet();
    log.set_name("Nov log").expect("a name");
    texts(log, 1, HEAD);
    texts(log, 2, &["11/13/2025", "call", "Ana P.", "10"]);
    let old = workbook.add_worksheet();
    old.set_name("Oct log").expect("a name");
    texts(old, 1, HEAD);
    let secret = workbook.add_worksheet();
    secret.set_name("Old").expect("a name").set_hidden(true);
    texts(secret, 1, HEAD);
    let bytes = workbook.save_to_buffer().expect("a workbook");
    assert_eq!(contacts(&bytes), ["2: 2025-11-13 10 min call, Ana P."]);
    let book = book(&bytes);
    assert_eq!(
        book.told,
        [Told::SheetHidden {
            name: "Old".to_owned()
        }]
    );
    let doubts = guess(&book, Target::Contacts, &Words::ours()).doubts;
    assert_eq!(
        doubts,
        [Doubt::OtherSheets {
            names: vec!["Oct log".to_owned()]
        }]
    );
}

#[test]
fn a_formula_comes_in_as_its_value_and_a_failed_one_is_refused() {
    let bytes = workbook(|sheet| {
        texts(sheet, 1, HEAD);
        for line in 2..=3 {
            texts(sheet, line, &["11/13/2025", "call", "Ana P."]);
        }
        sheet
            .write_formula(
                1,
                3,
                rust_xlsxwriter::Formula::new("=10+15").set_result("25"),
            )
            .expect("it fits");
        sheet
            .write_formula(
                2,
                3,
                rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!"),
            )
            .expect("it fits");
    });
    assert_eq!(
        contacts(&bytes),
        [
            "2: 2025-11-13 25 min call, Ana P.",
            "3 refused: D Minutes “#DIV/0!” error-cell",
        ]
    );
}

#[test]
fn european_days_opened_in_america_are_doubted() {
    // 13/11/2025 stayed text, 5/11/2025 became May 11.
    let bytes = workbook(|sheet| {
        texts(sheet, 1, HEAD);
        texts(sheet, 2, &["13/11/2025", "call", "Ana P.", "10"]);
        texts(sheet, 3, &["", "call", "Ana P.", "10"]);
        let day = ExcelDateTime::from_ymd(2025, 5, 11).expect("a day");
        sheet
            .write_datetime_with_format(2, 0, &day, &Format::new().set_num_format("m/d/yyyy"))
            .expect("it fits");
    });
    let doubts = guess(&book(&bytes), Target::Contacts, &Words::ours()).doubts;
    assert_eq!(doubts, [Doubt::MayBeSwapped { column: 0 }]);
}

#[test]
fn a_phone_number_that_excel_took_for_a_number_is_a_phone_number() {
    let bytes = workbook(|sheet| {
        texts(sheet, 1, &["Name", "Phone"]);
        texts(sheet, 2, &["Ana P."]);
        number(sheet, 2, 1, 4_135_550_142.0, "General");
    });
    assert_eq!(
        crate::told::participants(&bytes),
        ["2: Ana P., phone +14135550142"]
    );
}

#[test]
fn a_workbook_that_is_none_is_said_by_what_it_is() {
    let told = |entries: &[(&str, &[u8])]| {
        read(&zipped(entries), "week.xlsx", &Limits::default()).expect_err("no workbook")
    };
    assert_eq!(
        told(&[
            (
                "mimetype",
                b"application/vnd.oasis.opendocument.spreadsheet"
            ),
            ("content.xml", b"<x/>")
        ]),
        Unreadable::OpenDocument
    );
    assert_eq!(told(&[("xl/workbook.bin", b"")]), Unreadable::ExcelBinary);
    assert_eq!(told(&[("Index/Document.iwa", b"")]), Unreadable::Archive);
    assert_eq!(
        told(&[("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x")]),
        Unreadable::Damaged
    );
    let whole = workbook(|sheet| texts(sheet, 1, HEAD));
    assert_eq!(
        read(&whole[..whole.len() / 2], "x.xlsx", &Limits::default()),
        Err(Unreadable::Damaged)
    );
    assert_eq!(
        read(&workbook(|_| ()), "x.xlsx", &Limits::default()),
        Err(Unreadable::Empty)
    );
}

#[test]
fn a_small_file_that_grows_without_end_is_stopped() {
    let zeros = vec![b' '; 3 << 20];
    let bytes = zipped(&[
        ("[Content_Types].xml", b"<x/>"),
        ("xl/workbook.xml", b"<x/>"),
        ("xl/worksheets/sheet1.xml", &zeros),
    ]);
    assert!(bytes.len() < 20_000);
    let limits = Limits {
        inflated: 2 << 20,
        ..Limits::default()
    };
    assert_eq!(
        read(&bytes, "x.xlsx", &limits),
        Err(Unreadable::Inflates { most_megabytes: 2 })
    );
}

#[test]
fn one_cell_at_the_far_end_takes_no_memory_for_those_between() {
    let bytes = workbook(|sheet| {
        texts(sheet, 1, &["Date"]);
        sheet.write_string(1_048_575, 16_383, "x").expect("it fits");
    });
    assert_eq!(
        read(&bytes, "x.xlsx", &Limits::default()),
        Err(Unreadable::TooManyColumns {
            most: 512,
            line: 1_048_576
        })
    );
}

#[test]
fn one_long_text_shared_by_many_cells_is_counted_each_time() {
    let long = "x".repeat(30_000);
    let bytes = workbook(|sheet| {
        for line in 1..=100 {
            texts(sheet, line, &[&long]);
        }
    });
    let limits = Limits {
        inflated: 2 << 20,
        ..Limits::default()
    };
    assert_eq!(
        read(&bytes, "x.xlsx", &limits),
        Err(Unreadable::Inflates { most_megabytes: 2 })
    );
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("an entry");
        writer.write_all(bytes).expect("written");
    }
    writer.finish().expect("an archive").into_inner()
}

/// A workbook written by hand, for what no library writes.
fn raw(properties: &str, rows: &str) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let workbook = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{REL}\">{properties}<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let links = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{REL}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{REL}/styles\" Target=\"styles.xml\"/></Relationships>"
    );
    let sheet = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>");
    let styles = format!(
        "<styleSheet xmlns=\"{MAIN}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
    );
    let root = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{REL}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}
