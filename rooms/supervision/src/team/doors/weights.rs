//! How the team's week is counted.

use people::{
    audit::{self, Leaf},
    change::Receipt,
};
use web::{Answer, Ask, Refusal};

use super::{together, workers};
use crate::team::{
    forms::TypedSetting,
    pages::weights as page,
    queries::{self, Setting},
};

/// `GET /team/weights`.
pub async fn form(ask: Ask) -> Result<Answer, Refusal> {
    let who = ask.who()?.clone();
    let (setting, audience) = ask
        .read(move |tx, reach| {
            let (team, _) = workers(tx, &who)?;
            let audience = together(tx, reach, &team)?;
            Ok((queries::setting(tx, who.agency, who.program)?, audience))
        })
        .await?;
    let typed = TypedSetting::from_setting(setting.weights, setting.interval, setting.changed_at);
    let saved = ask.query.get("saved") == "1";
    let (w, key, line) = (ask.words(), ask.new_key(), ask.who_line(&audience));
    ask.page(page::form(w, line, &key, &typed, &[], saved))
}

/// `POST /team/weights`.
pub async fn set(ask: Ask) -> Result<Answer, Refusal> {
    let typed = TypedSetting::of(&ask.form);
    let asked = ask.clone();
    ask.change(move |tx, who| {
        let (team, _) = workers(tx, who)?;
        let audience = together(tx, people::Reach::of(who), &team)?;
        let line = asked.who_line(&audience);
        let (weights, interval) = match typed.setting() {
            Ok(right) => right,
            Err(problems) => {
                let (w, key) = (asked.words(), asked.key());
                let page = page::form(w, line, &key, &typed, &problems, false);
                return Err(Refusal::Fix(Box::new(page)));
            }
        };
        let stands = queries::setting(tx, who.agency, who.program)?;
        // Only a form that says what it saw can be out of date.
        if !typed.seen.is_empty() && typed.seen != stands.changed_at.to_string() {
            let again = TypedSetting {
                seen: stands.changed_at.to_string(),
                ..typed.clone()
            };
            let (w, key) = (asked.words(), asked.new_key());
            let page = page::stale(w, line, &key, &again, stands.weights, stands.interval);
            return Err(Refusal::Stale(Box::new(page)));
        }
        let setting = Setting {
            weights,
            interval,
            // Two edits within a second still differ.
            changed_at: asked.now_s().max(stands.changed_at + 1),
        };
        queries::set_setting(tx, (who.agency, who.program), &setting, who.account)?;
        let leaf = Leaf {
            action: "team.weights",
            subject: "program",
            subject_id: who.program.get(),
            participant: 0,
        };
        audit::record(tx, who, &leaf, asked.now_s(), &*asked.house.chance)?;
        Ok(Receipt {
            to: "/team/weights?saved=1".into(),
        })
    })
    .await
}
