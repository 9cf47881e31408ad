//! The doors of the trail.

use domain::id::ParticipantId;
use people::audit::{self, Head, Leaf, Place};
use web::{Answer, Ask, Refusal};

use super::{
    forms::Asked,
    pages::{self, Checked, View},
};

/// Lines on a page.
const PAGE: usize = 50;
/// The most leaves that are checked while a page waits; a longer trail is checked on the command line.
const MOST_CHECKED: i64 = 200_000;
/// Kept heads on the page, newest first.
const HEADS: usize = 30;

fn leaf(action: &'static str, participant: Option<ParticipantId>) -> Leaf {
    let id = participant.map_or(0, ParticipantId::get);
    Leaf {
        action,
        subject: if id == 0 { "page" } else { "participant" },
        subject_id: id,
        participant: id,
    }
}

async fn shown(ask: &Ask, participant: Option<ParticipantId>) -> Result<Answer, Refusal> {
    let agency = ask.who()?.agency;
    let here = ask.here();
    let asked = Asked::of(&ask.query);
    let filter = asked.filter(here.time_zone(), participant);
    let below = asked.below.unwrap_or(Place::TOP);
    let (mut entries, head, mut heads) = ask
        .read(move |tx, _| {
            let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
            let entries = audit::list(tx, agency, &filter, below, limit)?;
            Ok((entries, audit::head(tx, agency)?, audit::heads(tx, agency)?))
        })
        .await?;
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    heads.reverse();
    heads.truncate(HEADS);
    // What was read is told only after the look itself is written.
    let action = if participant.is_some() {
        "audit.looks"
    } else {
        "audit.list"
    };
    ask.look(leaf(action, participant)).await?;
    let view = View {
        asked: &asked,
        participant,
        entries: &entries,
        more,
        head: &head,
        heads: &heads,
    };
    ask.page(pages::list(ask.words(), &view, &here))
}

/// The trail, newest first.
pub async fn list(ask: Ask) -> Result<Answer, Refusal> {
    shown(&ask, None).await
}

/// Who looked at one participant's record.
pub async fn who_looked(ask: Ask) -> Result<Answer, Refusal> {
    let participant = ask.id("participant")?;
    shown(&ask, Some(participant)).await
}

/// Checks the whole trail, and against a head that was kept elsewhere, if one is given.
pub async fn check(ask: Ask) -> Result<Answer, Refusal> {
    let agency = ask.who()?.agency;
    let typed = ask.query.get("head").trim().to_owned();
    let kept: Result<Vec<Head>, _> = typed
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::parse)
        .collect();
    let checked = match kept {
        Err(_) => Checked::NoHead,
        Ok(kept) => {
            let report = ask
                .read(move |tx, _| {
                    if audit::head(tx, agency)?.size > MOST_CHECKED {
                        return Ok(None);
                    }
                    Ok(Some(audit::verify(tx, agency, &kept)?))
                })
                .await?;
            report.map_or(Checked::TooLong, Checked::Done)
        }
    };
    ask.look(leaf("audit.check", None)).await?;
    let page = pages::check(ask.words(), &checked, &typed);
    if matches!(checked, Checked::NoHead) {
        return Err(Refusal::Fix(Box::new(page)));
    }
    ask.page(page)
}
