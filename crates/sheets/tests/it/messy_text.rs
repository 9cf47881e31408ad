//! Text files as they really are. Each test is one file that a program might have.

use crate::told::{book, contacts, participants};
use sheets::{Encoding, Form, Limits, Separator, Told, Unreadable, read};

const HEAD: &str = "Date,Type,Client,Minutes";

fn form(bytes: &[u8]) -> (Separator, Encoding) {
    match book(bytes).form {
        Form::Delimited {
            separator,
            encoding,
        } => (separator, encoding),
        Form::Excel => panic!("a text file"),
    }
}

/// UTF-16 as Excel's "Unicode text" has it.
fn wide(text: &str, little: bool) -> Vec<u8> {
    std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(|unit| {
            if little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        })
        .collect()
}

const ONE: &str = "2: 2025-11-03 45 min call, José Peña";

fn jose(separator: char) -> String {
    format!("{HEAD}\n2025-11-03,call,José Peña,45\n").replace(',', &separator.to_string())
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_header() {
    let text = format!("\u{feff}{}", jose(','));
    assert_eq!(contacts(text.as_bytes()), [ONE]);
}

#[test]
fn a_file_saved_in_europe_has_semicolons() {
    assert_eq!(contacts(jose(';').as_bytes()), [ONE]);
    assert_eq!(form(jose(';').as_bytes()).0, Separator::Semicolon);
}

#[test]
fn a_file_of_tabs_is_named_csv() {
    assert_eq!(contacts(jose('\t').as_bytes()), [ONE]);
}

#[test]
fn an_old_system_separates_by_pipes() {
    assert_eq!(contacts(jose('|').as_bytes()), [ONE]);
}

#[test]
fn excel_writes_its_separator_in_a_line_of_its_own() {
    let text = format!("sep=;\r\n{}", jose(';'));
    assert_eq!(
        contacts(text.as_bytes()),
        ["3: 2025-11-03 45 min call, José Peña"]
    );
}

#[test]
fn semicolon_files_have_commas_in_their_names_and_amounts() {
    let text = "Date;Type;Client;Minutes;Amount\n\
        11/3/2025;call;Peña, José;45;12,5\n\
        11/4/2025;call;Hines, Loretta;30;3,00\n";
    assert_eq!(
        contacts(text.as_bytes()),
        [
            "2: 2025-11-03 45 min call, José Peña, $12.50 [A: month-first] [C: name-turned] [E: decimal-comma]",
            "3: 2025-11-04 30 min call, Loretta Hines, $3.00 [A: month-first] [C: name-turned] [E: decimal-comma]",
        ]
    );
}

#[test]
fn windows_letters_are_read_as_windows_wrote_them() {
    let mut bytes = format!("{HEAD}\n2025-11-03,call,Jos").into_bytes();
    bytes.push(0xe9);
    bytes.extend_from_slice(b" Pe");
    bytes.push(0xf1);
    bytes.extend_from_slice(b"a,45\n");
    assert_eq!(contacts(&bytes), [ONE]);
    assert_eq!(book(&bytes).told, [Told::EncodingGuessed]);
}

#[test]
fn unicode_text_of_excel_is_utf_16_either_way_round() {
    for little in [true, false] {
        assert_eq!(contacts(&wide(&jose('\t'), little)), [ONE]);
    }
    let without_mark = &wide(&jose('\t'), true)[2..];
    assert_eq!(contacts(without_mark), [ONE]);
}

#[test]
fn a_file_encoded_twice_is_told_and_not_changed() {
    let text = format!("{HEAD}\n2025-11-03,call,JosÃ©,45\n");
    assert_eq!(
        contacts(text.as_bytes()),
        ["2: 2025-11-03 45 min call, JosÃ©"]
    );
    assert_eq!(
        book(text.as_bytes()).sheets[0].told,
        [Told::TwiceEncoded { line: 2 }]
    );
}

#[test]
fn letters_that_were_lost_before_are_told() {
    let text = format!("{HEAD}\n2025-11-03,call,Jos\u{fffd},45\n");
    assert_eq!(
        book(text.as_bytes()).sheets[0].told,
        [Told::LettersLost { line: 2 }]
    );
}

#[test]
fn a_note_with_line_breaks_is_one_row_and_the_next_has_its_own_line() {
    let text = "Date,Type,Client,Minutes,Notes\r\n\
        2025-11-03,call,Andre M.,45,\"Called.\r\nHe wants to \"\"walk\"\" again.\"\r\n\
        2025-11-04,text,Kayla T.,,\r\n";
    assert_eq!(
        contacts(text.as_bytes()),
        [
            "2: 2025-11-03 45 min call, Andre M., “Called.\nHe wants to \"walk\" again.”",
            "4: 2025-11-04 text, Kayla T.",
        ]
    );
}

#[test]
fn a_nickname_in_quotation_marks_stays_a_name() {
    let text = format!("{HEAD}\n2025-11-03,call,Michael \"Big Mike\" Ruiz,45\n");
    assert_eq!(
        contacts(text.as_bytes()),
        ["2: 2025-11-03 45 min call, Michael \"Big Mike\" Ruiz"]
    );
}

#[test]
fn a_quotation_mark_that_never_closes_swallows_no_other_row() {
    let text = "Date,Type,Client,Minutes\n2025-11-03,call,\"Big Mike,45\n\
        2025-11-04,call,Kayla T.,30\n2025-11-05,call,Ana P.,15\n";
    assert_eq!(
        contacts(text.as_bytes()),
        [
            "2: 2025-11-03 45 min call, Big Mike",
            "3: 2025-11-04 30 min call, Kayla T.",
            "4: 2025-11-05 15 min call, Ana P.",
        ]
    );
    assert_eq!(
        book(text.as_bytes()).sheets[0].told,
        [Told::StrayQuote { line: 2 }]
    );
}

#[test]
fn two_stray_marks_far_apart_swallow_nothing_between_them() {
    let text = "Date,Type,Client,Minutes\n2025-11-03,call,\"Big Mike,45\n\
        2025-11-04,call,Kayla T.,30\n2025-11-05,call,\"Lil Bit,15\n2025-11-06,call,Ana P.,15\n";
    assert_eq!(
        contacts(text.as_bytes()),
        [
            "2: 2025-11-03 45 min call, Big Mike",
            "3: 2025-11-04 30 min call, Kayla T.",
            "4: 2025-11-05 15 min call, Lil Bit",
            "5: 2025-11-06 15 min call, Ana P.",
        ]
    );
}

#[test]
fn a_comma_in_a_note_without_marks_is_refused_and_not_cut_off() {
    let text = "Date,Type,Client,Minutes,Notes\n2025-11-03,call,Andre M.,45,Talked, then walked\n\
        2025-11-04,call,Kayla T.,30,Fine\n2025-11-05,call,Ana P.,30,Fine\n\
        2025-11-06,call,Ana P.,30,Fine\n2025-11-07,call,Ana P.,30,Fine\n";
    assert_eq!(
        contacts(text.as_bytes())[0],
        "2 refused: F  “ then walked” past-the-end"
    );
    assert_eq!(contacts(text.as_bytes()).len(), 5);
}

#[test]
fn rows_that_end_early_lack_only_what_they_lack() {
    let text = "Date,Type,Client,Minutes,Notes,Miles\n2025-11-03,call,Andre M.,45\n\
        2025-11-04,call,Kayla T.\n";
    assert_eq!(
        contacts(text.as_bytes()),
        [
            "2: 2025-11-03 45 min call, Andre M.",
            "3 refused: D Minutes “” missing",
        ]
    );
}

#[test]
fn lines_end_as_an_old_mac_ended_them() {
    let text = jose(',').replace('\n', "\r");
    assert_eq!(contacts(text.as_bytes()), [ONE]);
}

#[test]
fn blank_lines_and_lines_of_commas_are_no_rows_and_keep_the_count() {
    let text = format!("\n\n{HEAD}\n,,,\n\n2025-11-03,call,José Peña,45\n,,,\n");
    assert_eq!(
        contacts(text.as_bytes()),
        ["6: 2025-11-03 45 min call, José Peña"]
    );
}

#[test]
fn leading_zeros_kept_by_a_formula_are_read() {
    let text = "Client ID,Name\n=\"00123\",Andre M.\n";
    assert_eq!(participants(text.as_bytes()), ["2: Andre M., id 00123"]);
}

#[test]
fn a_list_of_names_alone_is_a_list_of_people() {
    let text = "Name\nAndre M.\nKayla T.\n";
    assert_eq!(
        participants(text.as_bytes()),
        ["2: Andre M.", "3: Kayla T."]
    );
}

#[test]
fn what_is_no_sheet_is_said_by_what_it_is() {
    let told = |bytes: &[u8]| read(bytes, "week.xls", &Limits::default()).expect_err("no sheet");
    assert_eq!(told(b""), Unreadable::Empty);
    assert_eq!(told(b" \r\n\t\n"), Unreadable::Empty);
    assert_eq!(told(b",,,\n,,,\n"), Unreadable::Empty);
    assert_eq!(told(b"%PDF-1.7 ..."), Unreadable::Pdf);
    assert_eq!(told(b"\x89PNG\r\n\x1a\n"), Unreadable::NotASheet);
    assert_eq!(told(b"\x00\x01\x02\x03"), Unreadable::NotASheet);
    assert_eq!(
        told(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on"),
        Unreadable::OldExcel
    );
    assert_eq!(
        told(b"<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table>"),
        Unreadable::WebPage
    );
}

#[test]
fn bounds_have_sentences_of_their_own() {
    let limits = Limits {
        bytes: 1 << 20,
        cells: 12,
        columns: 5,
        cell_bytes: 20,
        ..Limits::default()
    };
    let told = |text: &str| read(text.as_bytes(), "x.csv", &limits).expect_err("too much");
    assert_eq!(
        told(&"x".repeat((1 << 20) + 1)),
        Unreadable::TooLarge { most_megabytes: 1 }
    );
    assert_eq!(
        told("a,b,c,d,e\n1,2,3,4,5\n1,2,3,4,5\n"),
        Unreadable::TooManyCells { most: 12 }
    );
    assert_eq!(
        told("a,b,c,d,e,f\n"),
        Unreadable::TooManyColumns { most: 5, line: 1 }
    );
    assert_eq!(
        told("a,b\n1,this is far too long a text\n"),
        Unreadable::CellTooLong { most: 20, line: 2 }
    );
}

#[test]
fn a_file_full_of_marks_that_never_close_is_refused_in_time() {
    let text = "a,\"b\nc,d\n".repeat(200) + "e,\"f";
    let found = read(text.as_bytes(), "x.csv", &Limits::default());
    assert!(matches!(found, Ok(_) | Err(Unreadable::Quotes { .. })));
}
