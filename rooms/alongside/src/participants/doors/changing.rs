//! Changing somebody's details and next step, ending support, and walking together again.

use domain::id::{Participant, ParticipantId};
use people::change::Receipt;
use web::{Answer, Ask, Refusal};

use super::{about, find, for_form, record};
use crate::{
    appointments, hand_offs,
    participants::{
        forms::{self, Typed},
        pages::typing::{self, StepForm},
        queries::{self, Details, Person},
        refresh_need, rules,
    },
};

/// `GET /people/{id}/edit`.
pub async fn edit(ask: Ask) -> Result<Answer, Refusal> {
    let (person, line) = for_form(&ask).await?;
    let typed = Typed::from_person(&person);
    let key = ask.new_key();
    ask.page(typing::edit(
        ask.words(),
        line,
        &key,
        person.id,
        &person.name,
        &typed,
        &[],
    ))
}

/// `POST /people/{id}`: changes who somebody is.
pub async fn change(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id::<Participant>("id")?;
    let typed = Typed::of(&ask.form);
    let details = match typed.details(ask.here().year()) {
        Ok(details) => details,
        Err(problems) => {
            let (person, line) = for_form(&ask).await?;
            let (w, key) = (ask.words(), ask.key());
            let page = typing::edit(w, line, &key, id, &person.name, &typed, &problems);
            return Err(Refusal::Fix(Box::new(page)));
        }
    };
    let asked = ask.clone();
    let done = ask
        .change(move |tx, who| {
            let (person, audience) = find(tx, who, id)?;
            if !queries::set_details(tx, who.agency, id, typed.version(), &details)? {
                let theirs = of(&person);
                let page = typing::stale(
                    asked.words(),
                    asked.who_line(&audience),
                    &asked.new_key(),
                    id,
                    &typed,
                    (&theirs, person.version),
                );
                return Err(Refusal::Stale(Box::new(page)));
            }
            refresh_need(tx, who.agency, id)?;
            record(tx, &asked, who, &about("participant.change", id))?;
            Ok(Receipt {
                to: format!("/people/{id}?saved=details"),
            })
        })
        .await;
    told(&ask, id, done).await
}

/// A page of two versions shows the record as it is now, so it leaves its leaf too.
async fn told(
    ask: &Ask,
    id: ParticipantId,
    done: Result<Answer, Refusal>,
) -> Result<Answer, Refusal> {
    if matches!(done, Err(Refusal::Stale(_))) {
        ask.look(about("participant.open", id)).await?;
    }
    done
}

fn of(person: &Person) -> Details {
    Details {
        name: person.name.clone(),
        pronouns: person.pronouns.clone(),
        phone: person.phone.clone(),
        reach_by: person.reach_by.clone(),
        birth_year: person.birth_year,
        rhythm_days: person.facts.rhythm_days,
    }
}

/// `GET /people/{id}/next-step`.
pub async fn next_step(ask: Ask) -> Result<Answer, Refusal> {
    let (person, line) = for_form(&ask).await?;
    let form = StepForm {
        id: person.id,
        name: &person.name,
        step: &person.facts.next_step,
        on: &person.facts.next_step_on,
        version: &person.version.to_string(),
    };
    let key = ask.new_key();
    ask.page(typing::step(ask.words(), line, &key, &form, &[]))
}

/// `POST /people/{id}/next-step`.
pub async fn set_next_step(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id::<Participant>("id")?;
    let (step, on) = (
        ask.form.get("step").to_owned(),
        ask.form.get("on").to_owned(),
    );
    let version = ask.form.get("version").to_owned();
    let (text, day) = match forms::step(&step, &on) {
        Ok(right) => right,
        Err(problems) => {
            let (person, line) = for_form(&ask).await?;
            let form = StepForm {
                id,
                name: &person.name,
                step: &step,
                on: &on,
                version: &version,
            };
            let key = ask.key();
            let page = typing::step(ask.words(), line, &key, &form, &problems);
            return Err(Refusal::Fix(Box::new(page)));
        }
    };
    let asked = ask.clone();
    let done = ask
        .change(move |tx, who| {
            let (person, audience) = find(tx, who, id)?;
            let known = version.parse().unwrap_or(0);
            if !queries::set_step(tx, who.agency, id, known, &text, &day)? {
                let now = person.version.to_string();
                let mine = StepForm {
                    id,
                    name: &person.name,
                    step: &step,
                    on: &on,
                    version: &version,
                };
                let theirs = StepForm {
                    step: &person.facts.next_step,
                    on: &person.facts.next_step_on,
                    version: &now,
                    ..mine
                };
                let line = asked.who_line(&audience);
                let key = asked.new_key();
                let page = typing::stale_step(asked.words(), line, &key, &mine, &theirs);
                return Err(Refusal::Stale(Box::new(page)));
            }
            refresh_need(tx, who.agency, id)?;
            record(tx, &asked, who, &about("participant.step", id))?;
            Ok(Receipt {
                to: format!("/people/{id}?saved=step"),
            })
        })
        .await;
    told(&ask, id, done).await
}

/// `GET /people/{id}/end`.
pub async fn ending(ask: Ask) -> Result<Answer, Refusal> {
    let (person, line) = for_form(&ask).await?;
    if person.facts.state != 1 {
        return Ok(Answer::Go(format!("/people/{}", person.id)));
    }
    let key = ask.new_key();
    ask.page(typing::end(
        ask.words(),
        line,
        &key,
        person.id,
        &person.name,
        ("", ""),
        &[],
    ))
}

/// `POST /people/{id}/end`: ends support, calls off what is planned, takes back what is offered.
pub async fn end(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id::<Participant>("id")?;
    let (how, words) = match forms::ending(&ask.form) {
        Ok(right) => right,
        Err(problems) => {
            let (person, line) = for_form(&ask).await?;
            let typed = (ask.form.get("how"), ask.form.get("words"));
            let (w, key) = (ask.words(), ask.key());
            let page = typing::end(w, line, &key, id, &person.name, typed, &problems);
            return Err(Refusal::Fix(Box::new(page)));
        }
    };
    let asked = ask.clone();
    ask.change(move |tx, who| {
        find(tx, who, id)?;
        let now = asked.now_s();
        if queries::end(tx, who.agency, id, now, how.slug(), &words)? {
            appointments::call_off(tx, who.agency, id, now)?;
            hand_offs::close_for(tx, who.agency, id, now)?;
            queries::end_all(tx, (who.agency, id), (who.account, now))?;
            refresh_need(tx, who.agency, id)?;
        } else if words.is_empty() {
            return Ok(Receipt {
                to: format!("/people/{id}"),
            });
        } else {
            // Somebody else ended it a moment ago: their answer stays, and both their words do.
            queries::add_words(tx, who.agency, id, &format!("\n\n{words}"))?;
        }
        record(tx, &asked, who, &about("participant.end", id))?;
        Ok(Receipt {
            to: format!("/people/{id}?saved=ended"),
        })
    })
    .await
}

/// `POST /people/{id}/again`: walks together again.
pub async fn again(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id::<Participant>("id")?;
    let asked = ask.clone();
    ask.change(move |tx, who| {
        let (person, _) = find(tx, who, id)?;
        let ending = rules::Ending::from_slug(&person.ended_how);
        let may = ending.is_some_and(rules::Ending::may_be_opened_again);
        if may && queries::again(tx, who.agency, id, asked.now_s())? {
            refresh_need(tx, who.agency, id)?;
            record(tx, &asked, who, &about("participant.again", id))?;
        }
        Ok(Receipt {
            to: format!("/people/{id}?saved=again"),
        })
    })
    .await
}
