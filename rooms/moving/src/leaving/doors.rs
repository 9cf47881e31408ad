//! The doors of leaving with everything.

use std::io::{self, Write};

use bytes::Bytes;
use domain::{
    id::Id,
    role::Role,
    text::{LINE_MAX, clean_line, length},
};
use kit::t;
use people::{audit, audit::Leaf, change::Receipt};
use web::{Answer, Ask, PartsEnd, Refusal};

use super::{
    pack::{Label, pack},
    pages, queries,
};

/// A part of the file as it is sent.
const PART: usize = 64 * 1024;

fn leaf(action: &'static str, departure: i64) -> Leaf {
    Leaf {
        action,
        subject: "departure",
        subject_id: departure,
        participant: 0,
    }
}

fn done(said: &str) -> Receipt {
    Receipt {
        to: format!("/leave-with-everything?said={said}"),
    }
}

async fn page(ask: &Ask, problems: &[(&'static str, &'static str)]) -> Result<kit::Page, Refusal> {
    let agency = ask.who()?.agency;
    let (list, names) = ask
        .read(move |tx, _| {
            let list = queries::list(tx, agency)?;
            let who: Vec<_> = list
                .iter()
                .flat_map(|one| [one.asked_by, one.answered_by])
                .collect();
            let names = people::names(tx, agency, &who)?;
            Ok((list, names))
        })
        .await?;
    let who = ask.who()?;
    let keys: Vec<String> = list.iter().map(|_| ask.new_key()).collect();
    let view = pages::View {
        list: &list,
        names: &names,
        keys: &keys,
        me: who.account,
        asks: who.is(Role::ProgramManager),
        answers: who.is(Role::PrivacyOfficer),
        typed: [ask.form.get("recipient"), ask.form.get("purpose")],
        problems,
        said: match ask.query.get("said") {
            "asked" => Some("leaving-said-asked"),
            "agreed" => Some("leaving-said-agreed"),
            "declined" => Some("leaving-said-declined"),
            _ => None,
        },
        here: &ask.here(),
    };
    Ok(pages::list(ask.words(), &view, &ask.key()))
}

/// `GET /leave-with-everything`.
pub async fn list(ask: Ask) -> Result<Answer, Refusal> {
    let page = page(&ask, &[]).await?;
    ask.page(page)
}

/// `POST /leave-with-everything`: for whom, and why.
pub async fn ask(ask: Ask) -> Result<Answer, Refusal> {
    let recipient = clean_line(ask.form.get("recipient"));
    let purpose = clean_line(ask.form.get("purpose"));
    let mut problems = vec![];
    for (name, text, empty) in [
        ("recipient", &recipient, "leaving-no-recipient"),
        ("purpose", &purpose, "leaving-no-purpose"),
    ] {
        match length(text) {
            0 => problems.push((name, empty)),
            size if size > LINE_MAX => problems.push((name, "leaving-too-long")),
            _ => {}
        }
    }
    if !problems.is_empty() {
        let page = page(&ask, &problems).await?;
        return Err(Refusal::Fix(Box::new(page)));
    }
    let (id, asked) = (ask.new_id::<()>().get(), ask.clone());
    ask.change(move |tx, who| {
        let now = asked.now_s();
        queries::ask(tx, who.agency, id, who.account, (&recipient, &purpose), now)?;
        let chance = &*asked.house.chance;
        audit::record(tx, who, &leaf("departure.ask", id), now, chance)?;
        Ok(done("asked"))
    })
    .await
}

/// `POST /leave-with-everything/{departure}/answer`: agrees or declines, never what one asked oneself.
pub async fn answer(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id::<()>("departure")?.get();
    let (code, action, said) = match ask.form.get("answer") {
        "agree" => (1, "departure.agree", "agreed"),
        "decline" => (2, "departure.decline", "declined"),
        _ => return Err(Refusal::Unreadable),
    };
    let asked = ask.clone();
    ask.change(move |tx, who| {
        let now = asked.now_s();
        if !queries::answer(tx, who.agency, id, code, who.account, now)? {
            return Err(Refusal::NotHere);
        }
        audit::record(tx, who, &leaf(action, id), now, &*asked.house.chance)?;
        Ok(done(said))
    })
    .await
}

/// `GET /leave-with-everything/{departure}/file`: the file, for whoever asked and was agreed to.
pub async fn file(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id::<()>("departure")?.get();
    let (agency, me, now) = (ask.who()?.agency, ask.who()?.account, ask.now_s());
    let (departure, name) = ask
        .read(move |tx, _| {
            let found = queries::find(tx, agency, id)?
                .filter(|one| one.asked_by == me && one.answer == 1)
                .filter(|one| now < one.answered_at + queries::OPEN_FOR)
                .ok_or(Refusal::NotHere)?;
            let agency = people::agency::find(tx, agency)?.ok_or(Refusal::NotHere)?;
            Ok((found, agency.name))
        })
        .await?;
    let label = Label {
        agency: name,
        recipient: departure.recipient.clone(),
        purpose: departure.purpose.clone(),
        at: ask.now,
    };
    // No room for a leaf and a line in the ledger, no file.
    let (asked, who) = (ask.clone(), ask.who()?.clone());
    ask.write(move |tx| {
        let leaf = leaf("departure.take", id);
        audit::record(tx, &who, &leaf, now, &*asked.house.chance)?;
        let line = || asked.new_id::<()>().get();
        let scope = t!(asked.words(), "leaving-scope");
        Ok(queries::taken(tx, agency, &departure, &scope, line, now)?)
    })
    .await?;
    let (into, parts) = web::parts();
    let db = ask.house.db.clone();
    tokio::task::spawn_blocking(move || {
        let end = into.clone();
        let out = io::BufWriter::with_capacity(PART, Sender(into));
        if let Err(error) = pack(&db, agency, &label, out) {
            tracing::warn!(%error, "a file with everything broke off");
            // An error in the body breaks the download off: half a file looks like none.
            let _ = end.blocking_send(Err(io::ErrorKind::BrokenPipe.into()));
        }
    });
    let file = format!("everything-{}.zip", Id::<()>::from_i64(id));
    Ok(Answer::Parts(file, "application/zip", parts))
}

/// Hands bytes on to whoever downloads, and waits for them.
struct Sender(PartsEnd);

impl Write for Sender {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0
            .blocking_send(Ok(Bytes::copy_from_slice(bytes)))
            .map_err(|_| io::ErrorKind::BrokenPipe)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
