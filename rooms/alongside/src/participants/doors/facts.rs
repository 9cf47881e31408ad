//! What makes support longer, said with two switches on a person's page.

use domain::id::Participant;
use people::change::Receipt;
use web::{Answer, Ask, Refusal};

use super::{about, find, record};
use crate::participants::queries;

/// `POST /people/{id}/facts`: which of the facts hold from now on. Those that no longer hold get an
/// end; what was said before stays. Nothing is asked once support has ended.
pub async fn say(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id::<Participant>("id")?;
    let asked = ask.clone();
    ask.change(move |tx, who| {
        let (person, _) = find(tx, who, id)?;
        let by = (who.account, asked.now_s());
        let mut changed = false;
        if person.facts.state == 1 {
            for fact in queries::SAID {
                let holds = asked.form.get(fact.slug()) == "yes";
                changed |= queries::say(tx, (who.agency, id), *fact, holds, by)?;
            }
        }
        if changed {
            record(tx, &asked, who, &about("participant.facts", id))?;
        }
        Ok(Receipt {
            to: format!("/people/{id}?saved=facts"),
        })
    })
    .await
}
