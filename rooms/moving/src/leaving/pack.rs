//! Everything into one ZIP, a page of rows at a time: it never lies whole in memory.

use std::io::{self, Write};

use domain::{
    cells::{self, Value as Cell},
    contact::{Listed as _, Mode, Outcome},
    id::{AgencyId, Id, ProgramId},
    notice,
};
use jiff::{Timestamp, tz::TimeZone};
use storage::{Db, Error, Tx};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::queries::{self, Kind, Leaving, STAYS, Value, Values, leaves};

/// Rows of one read.
const PAGE: i64 = 1_000;

/// Why packing stopped.
#[derive(Debug, thiserror::Error)]
pub enum NotPacked {
    /// The database.
    #[error(transparent)]
    Database(#[from] Error),
    /// Whoever takes the file is gone, or the disk is full.
    #[error("the file could not be written: {0}")]
    Write(#[from] io::Error),
    /// The ZIP.
    #[error("the file could not be written: {0}")]
    Zip(#[from] zip::result::ZipError),
}

/// For whom it is packed, as the note in the file says it.
pub struct Label {
    /// The agency's name.
    pub agency: String,
    /// Who gets it; empty for the command line.
    pub recipient: String,
    /// What for.
    pub purpose: String,
    /// When it is packed.
    pub at: Timestamp,
}

/// Writes everything of an agency as a ZIP. It waits on this thread, and for whoever reads.
///
/// # Errors
/// What stopped it; what was written by then is no whole file.
pub fn pack<W: Write>(db: &Db, agency: AgencyId, label: &Label, into: W) -> Result<(), NotPacked> {
    let mut zip = ZipWriter::new_stream(into);
    begin(&mut zip, "README.txt")?;
    zip.write_all(readme(label).as_bytes())?;
    for leaving in leaves() {
        begin(&mut zip, &format!("records/{}.jsonl", leaving.table))?;
        each(db, agency, leaving, |rows| {
            let mut text = String::new();
            for row in rows {
                line(&mut text, leaving, row);
            }
            Ok(zip.write_all(text.as_bytes())?)
        })?;
        begin(&mut zip, &format!("records/{}.csv", leaving.table))?;
        zip.write_all(head(leaving).as_bytes())?;
        each(db, agency, leaving, |rows| {
            let mut text = String::new();
            for row in rows {
                csv(&mut text, leaving, row);
            }
            Ok(zip.write_all(text.as_bytes())?)
        })?;
    }
    for program in db.read_now(move |tx| people::agency::programs(tx, agency))? {
        let folder = format!("to-move-in/{}", file_name(&program));
        let place = Place {
            agency,
            program: program.id,
            zone: TimeZone::get(&program.zone).unwrap_or(TimeZone::UTC),
        };
        begin(&mut zip, &format!("{folder}/participants.csv"))?;
        participants(db, &place, &mut zip)?;
        begin(&mut zip, &format!("{folder}/contacts.csv"))?;
        contacts(db, &place, &mut zip)?;
    }
    zip.finish()?;
    Ok(())
}

fn begin<W: Write + io::Seek>(zip: &mut ZipWriter<W>, name: &str) -> Result<(), NotPacked> {
    // Files of more than 4 GB need their length written in the larger form from the start.
    Ok(zip.start_file(name, SimpleFileOptions::default().large_file(true))?)
}

fn each(
    db: &Db,
    agency: AgencyId,
    leaving: &'static Leaving,
    mut write: impl FnMut(&[Values]) -> Result<(), NotPacked>,
) -> Result<(), NotPacked> {
    let mut after = queries::before_all(leaving);
    loop {
        let key = after.clone();
        let rows = db.read_now(move |tx| queries::page(tx, agency, leaving, &key, PAGE))?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after = last.0[..leaving.keys].to_vec();
        write(&rows)?;
    }
}

/// A value as text; none where there is nothing.
fn said(kind: Kind, value: &Value) -> Option<String> {
    match (kind, value) {
        (Kind::Id | Kind::Moment, Value::Int(0)) => None,
        (Kind::Id, Value::Int(number)) => Some(Id::<()>::from_i64(*number).to_string()),
        (Kind::Moment, Value::Int(second)) => Timestamp::from_second(*second)
            .ok()
            .map(|at| at.to_string()),
        (_, Value::Int(number)) => Some(number.to_string()),
        (_, Value::Text(text)) => Some(text.clone()),
    }
}

/// A line of JSON.
fn line(text: &mut String, leaving: &Leaving, row: &Values) {
    let mut object = serde_json::Map::new();
    for (column, value) in leaving.columns.iter().zip(&row.0) {
        let json = match (column.kind, value) {
            (Kind::Flag, Value::Int(number)) => (*number != 0).into(),
            (Kind::Whole, Value::Int(number)) => (*number).into(),
            (Kind::Json, Value::Text(json)) => {
                serde_json::from_str(json).unwrap_or_else(|_| json.clone().into())
            }
            (kind, value) => said(kind, value).into(),
        };
        object.insert(column.name.to_owned(), json);
    }
    text.push_str(&serde_json::Value::Object(object).to_string());
    text.push('\n');
}

fn head(leaving: &Leaving) -> String {
    let names: Vec<Cell<'_>> = leaving
        .columns
        .iter()
        .map(|column| Cell::Text(column.name))
        .collect();
    let mut text = cells::BOM.to_owned();
    cells::row(&mut text, &names);
    text
}

fn csv(text: &mut String, leaving: &Leaving, row: &Values) {
    let values: Vec<Option<String>> = leaving
        .columns
        .iter()
        .zip(&row.0)
        .map(|(column, value)| said(column.kind, value))
        .collect();
    let row: Vec<Cell<'_>> = leaving
        .columns
        .iter()
        .zip(row.0.iter().zip(&values))
        .map(|(column, (value, said))| match (column.kind, value, said) {
            (Kind::Whole | Kind::Flag, Value::Int(number), _) => Cell::Number(*number),
            (_, _, Some(said)) => Cell::Text(said),
            _ => Cell::Empty,
        })
        .collect();
    cells::row(text, &row);
}

/// A program whose people and contacts go into sheets.
struct Place {
    agency: AgencyId,
    program: ProgramId,
    zone: TimeZone,
}

impl Place {
    fn local(&self, second: i64) -> Option<jiff::Zoned> {
        let at = Timestamp::from_second(second).ok()?;
        (second != 0).then(|| at.to_zoned(self.zone.clone()))
    }
}

/// The program's name as a folder, with its number: two programs may have one name.
fn file_name(program: &people::agency::Program) -> String {
    let words: Vec<String> = program
        .name
        .to_lowercase()
        .split(|sign: char| !sign.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    format!("{}-{}", words.join("-"), program.id)
}

fn text(value: &str) -> Cell<'_> {
    if value.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(value)
    }
}

/// A table in one file: its head, then page after page, so that no table is ever held whole.
fn paged<W: Write, R: Send + 'static>(
    db: &Db,
    out: &mut W,
    head: &[Cell<'_>],
    read: impl Fn(&mut Tx<'_>, i64) -> Result<Vec<R>, Error> + Copy + Send + 'static,
    id: impl Fn(&R) -> i64,
    line: impl Fn(&mut String, &R),
) -> Result<(), NotPacked> {
    let mut page = cells::BOM.to_owned();
    cells::row(&mut page, head);
    let mut after = i64::MIN;
    loop {
        out.write_all(page.as_bytes())?;
        page.clear();
        let rows = db.read_now(move |tx| read(tx, after))?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after = id(last);
        for row in &rows {
            line(&mut page, row);
        }
    }
}

fn participants<W: Write>(db: &Db, place: &Place, out: &mut W) -> Result<(), NotPacked> {
    let heads = [
        "Number",
        "Name",
        "Pronouns",
        "Phone",
        "Reach by",
        "Birth year",
        "Next step",
        "Next step date",
        "Rhythm days",
        "Since",
        "Status",
        "Ended on",
        "Ended why",
        "Peer worker",
    ];
    let whose = (place.agency, place.program);
    paged(
        db,
        out,
        &heads.map(Cell::Text),
        move |tx, after| queries::participants_out(tx, whose, after, PAGE),
        |row| row.id.get(),
        |page, row| {
            let [name, pronouns, phone, reach_by] = &row.words;
            let since = place.local(row.added_at);
            let ended = place.local(row.ended_at);
            let day = |at: &Option<jiff::Zoned>| {
                at.as_ref().map_or(Cell::Empty, |at| Cell::Date(at.date()))
            };
            let number = row.id.to_string();
            let year = if row.birth_year == 0 {
                Cell::Empty
            } else {
                Cell::Number(row.birth_year)
            };
            cells::row(
                page,
                &[
                    Cell::Text(&number),
                    text(name),
                    text(pronouns),
                    text(phone),
                    text(reach_by),
                    year,
                    text(&row.next_step[0]),
                    text(&row.next_step[1]),
                    Cell::Number(row.rhythm_days),
                    day(&since),
                    Cell::Text(if row.state == 1 { "active" } else { "ended" }),
                    day(&ended),
                    text(&row.ended_words),
                    text(row.worker.as_deref().unwrap_or("")),
                ],
            );
        },
    )
}

fn contacts<W: Write>(db: &Db, place: &Place, out: &mut W) -> Result<(), NotPacked> {
    let heads = [
        "Number",
        "Date",
        "Start time",
        "Minutes",
        "Kind",
        "Setting",
        "Mode",
        "Outcome",
        "Who",
        "Number of people",
        "Miles",
        "Expenses",
        "Note",
        "Peer worker",
    ];
    let whose = (place.agency, place.program);
    paged(
        db,
        out,
        &heads.map(Cell::Text),
        move |tx, after| queries::contacts_out(tx, whose, after, PAGE),
        |row| row.id.get(),
        |page, row| {
            let number = row.id.to_string();
            let at = place.local(row.at);
            let start = at.as_ref().map(|at| at.strftime("%H:%M").to_string());
            let mut who = row.names.join("; ");
            if !row.unknown.is_empty() {
                if !who.is_empty() {
                    who.push_str("; ");
                }
                who.push_str("unknown");
            }
            let [mode, outcome] = row.codes;
            let whole = |number: i64| {
                if number == 0 {
                    Cell::Empty
                } else {
                    Cell::Number(number)
                }
            };
            cells::row(
                page,
                &[
                    Cell::Text(&number),
                    at.as_ref().map_or(Cell::Empty, |at| Cell::Date(at.date())),
                    text(start.as_deref().unwrap_or("")),
                    whole(row.minutes),
                    text(&row.slugs[0]),
                    text(&row.slugs[1]),
                    text(Mode::from_code(mode).map_or("", Mode::slug)),
                    text(Outcome::from_code(outcome).map_or("", Outcome::slug)),
                    text(&who),
                    whole(row.heads),
                    Cell::Hundredths(row.miles_tenths * 10),
                    Cell::Hundredths(row.cents),
                    text(&row.note),
                    text(row.worker.as_deref().unwrap_or("")),
                ],
            );
        },
    )
}

/// What stands in the file about the file.
fn readme(label: &Label) -> String {
    // Writing to a text cannot fail.
    use std::fmt::Write as _;
    let mut text = format!("{}: everything\n\nPacked {} (UTC)", label.agency, label.at);
    if !label.recipient.is_empty() {
        let _ = write!(
            text,
            ", for {}. Purpose: {}",
            label.recipient, label.purpose
        );
    }
    text.push_str(
        ".\nTables were read one after the other while people kept working.\n\n\
         WHAT MAY BE DONE WITH IT\n\n",
    );
    for paragraph in notice::LONG.paragraphs {
        text.push_str(paragraph);
        text.push_str("\n\n");
    }
    text.push_str(
        "HOW TO READ IT\n\n\
         records/ holds each table twice: as JSON Lines (one record a line) and as CSV (UTF-8).\n\
         Numbers of records are 13 letters and digits. Moments are UTC; days are local, YYYY-MM-DD.\n\
         Empty means nothing. In CSV a text that a spreadsheet could take for a formula has an\n\
         apostrophe before it.\n\
         to-move-in/ holds people and contacts of each program as sheets that Fullcup reads in again:\n\
         people first, then contacts. Number is the record\u{2019}s number here.\n\n\
         TABLES\n",
    );
    for leaving in leaves() {
        let _ = write!(text, "\n{}: {}\n", leaving.table, leaving.means);
        for column in leaving.columns {
            let _ = writeln!(text, "  {}: {}", column.name, column.means);
        }
    }
    text.push_str("\nWHAT STAYS, AND WHY\n\n");
    for (table, why) in STAYS {
        let _ = writeln!(text, "  {table}: {why}");
    }
    text.replace('\n', "\r\n")
}
