//! The doors of pairs who may be one person.

use alongside::{
    arrivals::{self, Kept},
    participants::{self, Person, Scope},
};
use domain::id::ParticipantId;
use people::{Audience, audit, audit::Leaf, change::Receipt};
use web::{Answer, Ask, Refusal};

use super::pages::{self, Pair};

/// Pairs on one page.
const SHOWN: usize = 25;

/// `GET /alike`.
pub async fn list(ask: Ask) -> Result<Answer, Refusal> {
    let who = ask.who()?.clone();
    let (pairs, more, audience) = ask
        .read(move |tx, reach| {
            let scope = Scope::of(&who);
            let mut found = arrivals::pairs(tx, scope)?;
            let more = found.len() > SHOWN;
            found.truncate(SHOWN);
            let mut audience = Audience {
                others: vec![],
                you: true,
            };
            let workers = reach.workers(tx)?;
            let mut pairs = vec![];
            for (first, second, band) in found {
                let mut sides = vec![];
                for id in [first, second] {
                    let Some(person) = participants::find(tx, scope, id)? else {
                        continue;
                    };
                    for name in participants::audience(tx, scope, person.worker)?.others {
                        if !audience.others.contains(&name) {
                            audience.others.push(name);
                        }
                    }
                    let worker = workers.iter().find(|(id, _)| *id == person.worker);
                    let worker = worker.map(|(_, name)| name.clone());
                    let kept = arrivals::kept(tx, reach, id)?;
                    sides.push((person, worker, kept));
                }
                let Ok([first, second]) = <[Side; 2]>::try_from(sides) else {
                    continue;
                };
                pairs.push(Pair {
                    sides: [first, second],
                    band,
                });
            }
            Ok((pairs, more, audience))
        })
        .await?;
    let names = Leaf {
        action: "people.list",
        subject: "page",
        subject_id: 0,
        participant: 0,
    };
    ask.look(names).await?;
    let keys: Vec<String> = pairs.iter().map(|_| ask.new_key()).collect();
    let view = pages::View {
        pairs: &pairs,
        more,
        keys: &keys,
        said: match ask.query.get("said") {
            "one" => Some("alike-said-one"),
            "two" => Some("alike-said-two"),
            "later" => Some("alike-said-later"),
            _ => None,
        },
        here: &ask.here(),
    };
    ask.page(pages::list(ask.words(), ask.who_line(&audience), &view))
}

type Side = (Person, Option<String>, Vec<Kept>);

fn leaf(action: &'static str, participant: ParticipantId) -> Leaf {
    Leaf {
        action,
        subject: "participant",
        subject_id: participant.get(),
        participant: participant.get(),
    }
}

/// `POST /alike`: one person, or two.
pub async fn answer(ask: Ask) -> Result<Answer, Refusal> {
    let read = |name: &str| {
        let id = ask.form.get(name).parse::<ParticipantId>();
        id.map_err(|_| Refusal::NotHere)
    };
    let (first, second) = (read("first")?, read("second")?);
    let what = ask.form.get("answer").to_owned();
    let note = ask.new_id::<()>().get();
    let asked = ask.clone();
    ask.change(move |tx, who| {
        let (scope, now) = (Scope::of(who), asked.now_s());
        for id in [first, second] {
            participants::find(tx, scope, id)?.ok_or(Refusal::NotHere)?;
        }
        let (kept, gone) = match what.as_str() {
            "first" => (first, second),
            "second" => (second, first),
            "two" => {
                if !arrivals::answer_pair(tx, scope, (first, second), 1, now)? {
                    return Err(Refusal::NotHere);
                }
                let chance = &*asked.house.chance;
                audit::record(tx, who, &leaf("participant.not_alike", first), now, chance)?;
                return Ok(to("two"));
            }
            _ => return Err(Refusal::Unreadable),
        };
        if arrivals::is_moving(tx, who.agency)? {
            return Ok(to("later"));
        }
        if !arrivals::answer_pair(tx, scope, (first, second), 2, now)?
            || !arrivals::merge(tx, scope, (kept, gone), note, now)?
        {
            return Err(Refusal::NotHere);
        }
        for id in [kept, gone] {
            let chance = &*asked.house.chance;
            audit::record(tx, who, &leaf("participant.merge", id), now, chance)?;
        }
        Ok(to("one"))
    })
    .await
}

fn to(said: &str) -> Receipt {
    Receipt {
        to: format!("/alike?said={said}"),
    }
}
