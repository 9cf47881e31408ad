//! What all the values of a column say about how they are written.

use domain::text::fold;

use crate::{
    book::{Cell, Row, Sheet},
    cells::{amounts, day, is_nothing, names, time},
    excel_day::Epoch,
    field::Field,
    guess::{FAR, is_length, is_name, is_time},
    mapping::{Clock, DateOrder, Doubt, Mapping, NameOrder, Unit},
    words::{self, Source, Words},
};

/// The rows below the header.
pub fn data_rows<'a>(sheet: &'a Sheet, mapping: &Mapping) -> Vec<&'a Row> {
    let after = mapping.header.map_or(0, |lines| lines.last);
    sheet.rows.iter().filter(|row| row.line > after).collect()
}

/// Rules for asking whether something is a day at all.
pub fn any_day(order: DateOrder) -> day::Rules {
    day::Rules {
        today: FAR,
        order,
        span: day::Span::Past,
        clock: Clock::DayHours,
        epoch: Epoch::From1900,
    }
}

/// Month or day first, from every value of the column.
pub fn order(rows: &[&Row], column: u16) -> (DateOrder, Option<Doubt>) {
    let (mut month_only, mut day_only, mut either) = (0_u32, 0_u32, 0_u32);
    let (mut real, mut real_above_12) = (0_u32, 0_u32);
    for row in rows {
        match row.cell(column) {
            Cell::Text(text) => match day::allows(text) {
                Some((true, true)) => either += 1,
                Some((true, false)) => month_only += 1,
                Some((false, true)) => day_only += 1,
                Some((false, false)) | None => {}
            },
            cell @ Cell::Days { .. } => {
                real += 1;
                real_above_12 += u32::from(cell.moment().is_some_and(|at| at.day() > 12));
            }
            _ => {}
        }
    }
    let order = if day_only > month_only {
        DateOrder::DayFirst
    } else {
        DateOrder::MonthFirst
    };
    // A handful of real dates up to the twelfth may be chance; text days above it,
    // beside none of them, are not.
    let doubt = if day_only > 0 && month_only == 0 && real > 0 && real_above_12 == 0 {
        Some(Doubt::MayBeSwapped { column })
    } else if month_only > 0 && day_only > 0 {
        Some(Doubt::BothOrders { column })
    } else if month_only == 0 && day_only == 0 && either > 0 {
        Some(Doubt::EitherOrder { column })
    } else {
        None
    };
    (order, doubt)
}

/// Whether any time of the columns counts to 24.
pub fn clock(rows: &[&Row], columns: &[u16]) -> Clock {
    let to_24 = rows.iter().any(|row| {
        columns.iter().any(|column| match row.cell(*column) {
            Cell::Text(text) => {
                let last = text.rsplit([' ', 'T']).next().unwrap_or(text);
                last.contains(':') && time::counts_to_24(last)
                    || text.contains('.') && time::counts_to_24(text)
                    || text.len() == 4 && time::counts_to_24(&colon(text))
            }
            Cell::Number(number) => number.fract() == 0.0 && (1_300.0..2_400.0).contains(number),
            _ => false,
        })
    });
    if to_24 {
        Clock::TwentyFour
    } else {
        Clock::DayHours
    }
}

/// `1430` as `14:30`.
fn colon(text: &str) -> String {
    match (text.get(..2), text.get(2..)) {
        (Some(hour), Some(minute)) => format!("{hour}:{minute}"),
        _ => String::new(),
    }
}

/// Whether a column has times that could be either half of the day.
pub fn has_bare(rows: &[&Row], column: u16) -> bool {
    rows.iter().any(|row| match row.cell(column) {
        Cell::Text(text) => time::is_bare(text),
        _ => false,
    })
}

/// Whether most names of a column have the last name first.
pub fn names(rows: &[&Row], column: u16) -> NameOrder {
    let (mut turned, mut all) = (0_usize, 0_usize);
    for row in rows.iter().take(2_000) {
        if let Cell::Text(text) = row.cell(column)
            && !is_nothing(row.cell(column))
        {
            all += 1;
            turned += usize::from(names::looks_turned(text));
        }
    }
    if turned * 2 > all {
        NameOrder::LastFirst
    } else {
        NameOrder::AsWritten
    }
}

/// What a bare number of a column counts.
pub fn unit(rows: &[&Row], column: u16, header: &str) -> Unit {
    let header = fold(header);
    let has = |words: &[&str]| header.split(' ').any(|word| words.contains(&word));
    if has(&["unit", "units"]) {
        return Unit::Quarters;
    }
    if has(&["hour", "hours", "hr", "hrs"]) && !has(&["min", "mins", "minute", "minutes"]) {
        return Unit::Hours;
    }
    let (mut parts, mut most) = (0_u32, 0.0_f64);
    for row in rows {
        let number = match row.cell(column) {
            Cell::Number(number) => *number,
            Cell::Text(text) => match text.trim().parse::<f64>() {
                Ok(number) => number,
                Err(_) => continue,
            },
            _ => continue,
        };
        most = most.max(number);
        parts += u32::from(number > 1.0 && (number * 4.0).fract() == 0.0 && number.fract() != 0.0);
    }
    // "1.5" beside nothing above twelve: hours, whatever the header leaves out.
    if parts > 0 && most <= 12.0 {
        Unit::Hours
    } else {
        Unit::Minutes
    }
}

/// Whether a value looks like a field.
pub fn looks_like(cell: &Cell, field: Field, words: &Words) -> bool {
    let text = || cell.written();
    match field {
        Field::Date | Field::Since | Field::NextStepOn | Field::EndedOn => {
            day::found(cell, any_day(DateOrder::MonthFirst)).is_ok()
                || day::found(cell, any_day(DateOrder::DayFirst)).is_ok()
        }
        Field::BirthDate => {
            looks_like(cell, Field::Date, words)
                || day::birth_year(cell, any_day(DateOrder::MonthFirst)).is_ok()
                || text()
                    .trim()
                    .parse::<u16>()
                    .is_ok_and(|year| (1900..2100).contains(&year))
        }
        Field::Start => is_time(cell),
        Field::End => time::read(cell, Clock::DayHours).is_ok(),
        Field::Minutes => is_length(cell),
        Field::Email => names::email(cell).is_ok(),
        Field::Phone => names::phone(cell).is_ok() && text().len() >= 7,
        Field::Miles => amounts::miles(cell).is_ok(),
        Field::Expenses => amounts::money(cell).is_ok(),
        Field::Heads => amounts::count(cell, 0, u32::MAX).is_ok(),
        Field::Kind => words.kind(&text()).is_some(),
        Field::Setting => words.setting(&text()).is_some(),
        Field::Mode => words::mode(&text()).is_some_and(|(_, source)| source == Source::Own),
        Field::Role => words::roles(&text()).is_some(),
        Field::Pronouns => {
            let text = fold(&text());
            ["he him", "she her", "they them", "he they", "she they"]
                .iter()
                .any(|known| text.starts_with(known))
        }
        Field::Name => is_name(cell),
        Field::Note => text().len() > 40,
        _ => false,
    }
}
