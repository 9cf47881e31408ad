//! What a worker carries on the phone for hours without a line: whom they walk with, by the name they use, and
//! what the day holds. Their browser seals it before it lies anywhere.
//!
//! It is taken off duty too: the phone goes along before the day begins, and a sealed copy shows nobody until its
//! owner opens it. A list of names is a look: one leaf, before it is sent.

use jiff::{Timestamp, Zoned};
use serde_json::{Value, json};
use web::{Answer, Ask, Refusal};

use super::doors::{bounds, names};
use crate::{
    appointments::{self, Planned},
    participants::{self, Listed},
};

/// The most people that are carried; far more than anybody walks with.
const MOST: i64 = 200;

/// `GET /today/carry.json`.
pub async fn carry(ask: Ask) -> Result<Answer, Refusal> {
    let (who, here) = (ask.who()?.clone(), ask.here());
    let carried = ask
        .read(move |tx, reach| {
            let (from, to) = bounds(&here);
            let people = participants::by_need(tx, reach, who.account, 1, None, MOST)?;
            let planned = appointments::on_day(tx, reach, who.account, from, to)?;
            let people: Vec<Value> = people.iter().map(|one| person(one, &here)).collect();
            let planned: Vec<Value> = planned
                .iter()
                .filter(|one| one.state == 0)
                .map(|one| appointment(one, &here))
                .collect();
            let day = here.date().to_string();
            Ok(json!({ "day": day, "people": people, "planned": planned }))
        })
        .await?;
    ask.look(names()).await?;
    Ok(Answer::Json(carried))
}

fn person(one: &Listed, here: &Zoned) -> Value {
    let last = (one.facts.last_contact_at != 0).then(|| day(one.facts.last_contact_at, here));
    json!({
        "id": one.id.to_string(),
        "name": one.name,
        "next": one.facts.next_step,
        "on": one.facts.next_step_on,
        "last": last,
    })
}

fn appointment(one: &Planned, here: &Zoned) -> Value {
    let start = Timestamp::from_second(one.starts_at).unwrap_or_default();
    json!({
        "at": start.to_zoned(here.time_zone().clone()).strftime("%H:%M").to_string(),
        "minutes": one.minutes,
        "title": one.title,
        "place": one.place,
        "with": one.with.as_ref().map(|with| with.name.as_str()),
    })
}

fn day(second: i64, here: &Zoned) -> String {
    let at = Timestamp::from_second(second).unwrap_or_default();
    at.to_zoned(here.time_zone().clone()).date().to_string()
}
