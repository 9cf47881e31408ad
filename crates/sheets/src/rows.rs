//! What a line of each kind needs, and how its values fit together.

use domain::{
    contact::{Kind, Minutes},
    person::PRONOUNS_MAX,
    text::{LINE_MAX, NAME_MAX, NOTE_MAX},
};
use jiff::civil::Time;

use crate::{
    cells::{amounts, day, length, names, time},
    field::Field,
    parse::Line,
    row::{ContactRow, How, Met, ParticipantRow, PersonRow, Standing},
    trouble::Trouble,
};

/// Someone who works in the program.
pub fn person(line: &mut Line<'_, '_>) -> Option<PersonRow> {
    let name = whole_name(line);
    let email = line.need(Field::Email, |cell, _| names::email(cell));
    let lists = line.plan.lists;
    let roles = line.take(Field::Role, |cell, _| lists.roles(cell));
    let team = line.line(Field::Team, LINE_MAX);
    let active = line.take(Field::Active, |cell, _| amounts::yes_no(cell));
    let their_id = line.line(Field::TheirId, LINE_MAX);
    Some(PersonRow {
        name: name?,
        email: email?,
        roles: roles.unwrap_or_default(),
        team,
        active: active.unwrap_or(true),
        their_id,
    })
}

/// Someone whom the program walks alongside.
pub fn participant(line: &mut Line<'_, '_>) -> Option<ParticipantRow> {
    let nickname = line.line(Field::Nickname, NAME_MAX);
    let (name, also) = if nickname.is_empty() {
        (whole_name(line)?, String::new())
    } else {
        (nickname, given_name(line).unwrap_or_default())
    };
    let pronouns = line.line(Field::Pronouns, PRONOUNS_MAX);
    let phone = line.take(Field::Phone, |cell, _| names::phone(cell));
    let reach_by = line.line(Field::ReachBy, LINE_MAX);
    let plan = line.plan;
    let birth_year = line.take(Field::BirthDate, |cell, style| {
        day::birth_year(cell, plan.day_rules(style, day::Span::Birth))
    });
    let since = one_day(line, Field::Since, day::Span::Past);
    let next_step = line.line(Field::NextStep, LINE_MAX);
    let next_step_on = one_day(line, Field::NextStepOn, day::Span::Plan);
    let rhythm_days = line
        .take(Field::Rhythm, |cell, _| amounts::count(cell, 1, 365))
        .and_then(|days| u16::try_from(days).ok());
    let worker = worker(line);
    let lists = line.plan.lists;
    let standing = line.take(Field::State, |cell, _| lists.standing(cell));
    let ended_on = one_day(line, Field::EndedOn, day::Span::Past);
    let ended_why = line.line(Field::EndedWhy, LINE_MAX);
    let note = line.note(NOTE_MAX);
    let their_id = line.line(Field::TheirId, LINE_MAX);
    // A day of ending says so, whatever the column of states leaves open.
    let standing = standing.unwrap_or(if ended_on.is_some() {
        Standing::Ended
    } else {
        Standing::Active
    });
    Some(ParticipantRow {
        name,
        also,
        pronouns,
        phone,
        reach_by,
        birth_year,
        since,
        next_step,
        next_step_on,
        rhythm_days,
        worker,
        standing,
        ended_on,
        ended_why,
        note,
        their_id,
    })
}

/// A contact.
pub fn contact(line: &mut Line<'_, '_>) -> Option<ContactRow> {
    let plan = line.plan;
    let found = line.need(Field::Date, |cell, style| {
        day::read(cell, plan.day_rules(style, day::Span::Past))
    });
    let lists = plan.lists;
    let kind = line.need(Field::Kind, |cell, _| lists.kind(cell));
    let setting = line.take(Field::Setting, |cell, _| lists.setting(cell));
    let mode = line.take(Field::Mode, |cell, _| lists.mode(cell));
    let outcome = line.take(Field::Outcome, |cell, _| lists.outcome(cell));
    let start = line.take(Field::Start, |cell, style| time::read(cell, style.clock));
    let start = start.or(found.and_then(|(_, time)| time));
    let end = line.take(Field::End, |cell, style| time::read(cell, style.clock));
    let asks = kind
        .as_ref()
        .is_none_or(|kind| kind.counts_as.asks_minutes());
    let minutes = minutes(line, start, end, asks);
    let heads = line
        .take(Field::Heads, |cell, _| amounts::count(cell, 0, 5_000))
        .unwrap_or(0);
    let who = met(line, heads);
    let worker = worker(line);
    let miles = line.take(Field::Miles, |cell, _| amounts::miles(cell));
    let spent = line.take(Field::Expenses, |cell, _| amounts::money(cell));
    let note = line.note(NOTE_MAX);
    let their_id = line.line(Field::TheirId, LINE_MAX);
    if line.is_refused() {
        return None;
    }
    let kind = kind?;
    let mode = mode.unwrap_or_else(|| kind.counts_as.usual_mode());
    Some(ContactRow {
        date: found?.0,
        start,
        minutes,
        // An outcome says what became of an attempt; of a visit it says that it took place.
        outcome: outcome.filter(|_| kind.counts_as == Kind::Tried),
        kind,
        setting,
        mode,
        who,
        heads,
        worker,
        miles: miles.unwrap_or_default(),
        spent: spent.unwrap_or_default(),
        note,
        their_id,
    })
}

/// The length: as written, or the end less the start.
fn minutes(
    line: &mut Line<'_, '_>,
    start: Option<Time>,
    end: Option<Time>,
    asks: bool,
) -> Option<Minutes> {
    let written = line.take(Field::Minutes, |cell, style| {
        match length::read(cell, style.unit) {
            // "0" beside a text message is no length and no mistake.
            Err(Trouble::MinutesTooFew) if !asks => Ok((None, How::Plainly)),
            other => other.map(|(minutes, how)| (Some(minutes), how)),
        }
    });
    if let Some(minutes) = written {
        return minutes;
    }
    if line.is_refused() {
        return None;
    }
    if let (Some(start), Some(end)) = (start, end) {
        return between(line, start, end);
    }
    if asks {
        line.refuse(Field::Minutes, Trouble::Missing);
    }
    None
}

fn between(line: &mut Line<'_, '_>, start: Time, end: Time) -> Option<Minutes> {
    let of_day = |time: Time| i32::from(time.hour()) * 60 + i32::from(time.minute());
    let long = of_day(end) - of_day(start);
    // A night with someone ends after midnight; a longer way back is a slip.
    let (long, how) = if long < 0 && long + 1_440 <= 12 * 60 {
        (long + 1_440, How::PastMidnight)
    } else {
        (long, How::EndLessStart)
    };
    let minutes = u16::try_from(long)
        .ok()
        .and_then(|minutes| Minutes::new(minutes).ok());
    match minutes {
        Some(_) => line.tell(Field::End, how),
        None => line.refuse(Field::End, Trouble::EndBeforeStart),
    }
    minutes
}

fn met(line: &mut Line<'_, '_>, heads: u32) -> Vec<Met> {
    if line.plan.column(Field::Name).is_some() || line.plan.fixed.contains_key(&Field::Name) {
        // An empty cell beside a number of heads is an event without names; "unknown"
        // and "N/A" in the column of names are people whose name is not known.
        let is_dash = line.stands_for_unknown(Field::Name);
        if is_dash && heads == 0 {
            return vec![Met::Unknown(1)];
        }
        let read = |cell: &_, style: crate::Style| names::met(cell, style.names);
        return if heads > 0 {
            line.take(Field::Name, read)
        } else {
            line.need(Field::Name, read)
        }
        .unwrap_or_default();
    }
    match given_name(line) {
        Some(name) => vec![Met::Named(name)],
        None if heads > 0 => Vec::new(),
        None => {
            line.refuse(first_name_field(line), Trouble::Missing);
            Vec::new()
        }
    }
}

/// A name from one column or two; refused when there is none.
fn whole_name(line: &mut Line<'_, '_>) -> Option<String> {
    let name = given_name(line);
    if name.is_none() && !line.is_refused() {
        line.refuse(first_name_field(line), Trouble::Missing);
    }
    name
}

fn first_name_field(line: &Line<'_, '_>) -> Field {
    if line.plan.column(Field::FirstName).is_some() {
        Field::FirstName
    } else if line.plan.column(Field::LastName).is_some() {
        Field::LastName
    } else {
        Field::Name
    }
}

fn given_name(line: &mut Line<'_, '_>) -> Option<String> {
    if let Some(name) = line.take(Field::Name, |cell, style| names::name(cell, style.names)) {
        return Some(name);
    }
    let first = line.line(Field::FirstName, NAME_MAX);
    let last = line.line(Field::LastName, NAME_MAX);
    let both = format!("{first} {last}");
    domain::person::name(&both).ok()
}

fn worker(line: &mut Line<'_, '_>) -> String {
    line.take(Field::Worker, |cell, style| names::name(cell, style.names))
        .unwrap_or_default()
}

fn one_day(line: &mut Line<'_, '_>, field: Field, span: day::Span) -> Option<jiff::civil::Date> {
    let plan = line.plan;
    line.take(field, |cell, style| {
        day::read(cell, plan.day_rules(style, span))
    })
    .map(|(day, _)| day)
}
