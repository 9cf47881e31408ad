//! The doors of help.

use people::{
    audit::{self, Leaf},
    change::Receipt,
};
use serde_json::json;
use web::{Answer, Ask, Refusal};

use super::{
    forms::{self, Problem},
    pages,
    queries::{self, Line},
};

/// The lines of the program of whoever asks. Help is there even when the records are not: what
/// cannot be read is left out.
async fn lines(ask: &Ask) -> Vec<Line> {
    let Some(who) = ask.maybe_who() else {
        return vec![];
    };
    let of = (who.agency, who.program);
    ask.read(move |tx, _| Ok(queries::lines(tx, of)?))
        .await
        .unwrap_or_default()
}

/// `GET /help`: numbers to call, at once.
pub async fn now(ask: Ask) -> Result<Answer, Refusal> {
    let lines = lines(&ask).await;
    ask.page(pages::now(ask.words(), &lines))
}

/// `GET /help/circles`: how the four circles work.
pub async fn circles(ask: Ask) -> Result<Answer, Refusal> {
    ask.page(pages::circles(ask.words()))
}

/// `GET /help/lines.json`: the program's lines, for the page that works without a line.
pub async fn lines_for_offline(ask: Ask) -> Result<Answer, Refusal> {
    let list: Vec<_> = lines(&ask)
        .await
        .into_iter()
        .map(|line| json!({ "name": line.name, "phone": line.phone, "said": line.said }))
        .collect();
    Ok(Answer::Json(json!({ "lines": list })))
}

async fn form(
    ask: &Ask,
    typed: Option<&[Line]>,
    problems: &[Problem],
) -> Result<kit::Page, Refusal> {
    let of = (ask.who()?.agency, ask.who()?.program);
    let stands = ask.read(move |tx, _| Ok(queries::lines(tx, of)?)).await?;
    let saved = ask.query.get("saved") == "1";
    Ok(pages::lines(
        ask.words(),
        typed.unwrap_or(&stands),
        problems,
        saved,
        &ask.key(),
    ))
}

/// `GET /help/lines`: the form for a program's own lines.
pub async fn own_lines(ask: Ask) -> Result<Answer, Refusal> {
    let page = form(&ask, None, &[]).await?;
    ask.page(page)
}

/// `POST /help/lines`.
pub async fn set_lines(ask: Ask) -> Result<Answer, Refusal> {
    let typed = forms::typed(&ask.form);
    let lines = match forms::lines(&typed) {
        Ok(lines) => lines,
        Err(problems) => {
            let page = form(&ask, Some(&typed), &problems).await?;
            return Err(Refusal::Fix(Box::new(page)));
        }
    };
    let asked = ask.clone();
    ask.change(move |tx, who| {
        queries::set(tx, (who.agency, who.program), &lines)?;
        let leaf = Leaf {
            action: "program.help",
            subject: "program",
            subject_id: who.program.get(),
            participant: 0,
        };
        audit::record(tx, who, &leaf, asked.now_s(), &*asked.house.chance)?;
        Ok(Receipt {
            to: "/help/lines?saved=1".to_owned(),
        })
    })
    .await
}
