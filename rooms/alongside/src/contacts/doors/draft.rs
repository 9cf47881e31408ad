//! Drafts: kept while they are typed, private to the writer (ruling 5).

use domain::id::Id;
use people::change::{Key, Receipt, begin};
use web::{Answer, Ask, Fields, Refusal};

use crate::contacts::{
    forms::{DRAFT_MAX, typed_fields},
    queries::{self, Draft, DraftId, DraftKind},
};

/// The id of the draft that the form carries, or a new one.
pub fn id(ask: &Ask) -> DraftId {
    ask.form
        .get("draft")
        .parse()
        .unwrap_or_else(|_| ask.new_id())
}

/// Keeps what was typed, unless the form has been saved already: client code may send the last
/// letters of a draft after the contact itself.
pub async fn store(ask: &Ask) -> Result<DraftId, Refusal> {
    let draft = Draft {
        id: id(ask),
        body: short(typed_fields(&ask.form)).encode(),
        changed_at: ask.now_s(),
    };
    let (who, key, id) = (ask.who()?.clone(), ask.form.get("key").to_owned(), draft.id);
    ask.write(move |tx| {
        // Whether it is the same body says nothing here: any use of the key is a saved form.
        let unused = key.is_empty() || begin(tx, &who, &key, &[0; 32])? == Key::Fresh;
        if unused {
            queries::keep_draft(tx, who.agency, who.account, &draft)?;
        }
        Ok(())
    })
    .await?;
    Ok(id)
}

/// As much of a form as a draft holds: whole fields, in their order.
fn short(fields: Fields) -> Fields {
    let mut room = DRAFT_MAX;
    let kept = fields.0.into_iter().filter(|(name, value)| {
        let fits = name.len() + value.len() <= room;
        room -= if fits { name.len() + value.len() } else { 0 };
        fits
    });
    Fields(kept.collect())
}

/// `POST /contacts/draft`: keeps a draft and says its id.
pub async fn keep(ask: Ask) -> Result<Answer, Refusal> {
    let id = store(&ask).await?;
    Ok(Answer::Json(serde_json::json!({ "draft": id.to_string() })))
}

/// `POST /contacts/draft/{id}/away`: throws a draft away.
pub async fn away(ask: Ask) -> Result<Answer, Refusal> {
    let id: Id<DraftKind> = ask.id("id")?;
    ask.change(move |tx, who| {
        queries::drop_draft(tx, who.agency, who.account, id)?;
        Ok(Receipt {
            to: "/today".to_owned(),
        })
    })
    .await
}
