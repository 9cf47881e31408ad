//! The doors of imports.

use std::time::Duration;

use bytes::Bytes;
use domain::{
    id::{AgencyId, Id},
    role::Role,
};
use kit::t;
use people::{Audience, Who, audit, audit::Leaf, change::Receipt};
use sheets::{Out, Target};
use storage::Tx;
use web::{Answer, Ask, Refusal};

use super::{
    answers::Answers,
    desk::{self, Desk},
    forms::{self, Problem},
    mover::{self, Hands, Stopped},
    pages,
    parts::{Staging, cut},
    place,
    queries::{self, Decision, Import, Opening, State},
};

pub mod ends;

/// A small import is through before its page is shown; a large one goes on behind it.
const WAIT: Duration = Duration::from_secs(3);
/// An import that has not gone on for so long was cut: looking at it starts it again.
const STALLED: i64 = 60;

fn leaf(action: &'static str, import: i64) -> Leaf {
    Leaf {
        action,
        subject: "import",
        subject_id: import,
        participant: 0,
    }
}

fn record(
    tx: &mut Tx<'_>,
    ask: &Ask,
    who: &Who,
    action: &'static str,
    import: i64,
) -> Result<(), Refusal> {
    let chance = &*ask.house.chance;
    Ok(audit::record(
        tx,
        who,
        &leaf(action, import),
        ask.now_s(),
        chance,
    )?)
}

/// Accounts are an administrator's affair, everything else a program manager's; each at its own
/// place.
fn may(who: &Who, at: &str, target: Target) -> bool {
    let role = match target {
        Target::People => Role::Administrator,
        Target::Participants | Target::Contacts => Role::ProgramManager,
    };
    who.is(role) && at.starts_with(place(target))
}

fn number(ask: &Ask) -> Result<i64, Refusal> {
    Ok(ask.id::<()>("import")?.get())
}

fn path(import: i64, target: Target) -> String {
    format!("{}/{}", place(target), Id::<()>::from_i64(import))
}

fn receipt(import: i64, target: Target) -> Receipt {
    Receipt {
        to: path(import, target),
    }
}

fn hands(ask: &Ask) -> Hands {
    Hands {
        db: ask.house.db.clone(),
        clock: ask.house.clock.clone(),
        chance: ask.house.chance.clone(),
    }
}

/// An import of the asking person's program that they may see. While it is open its page shows
/// rows of the file, which only whoever brought it has seen.
fn find(tx: &mut Tx<'_>, who: &Who, at: &str, id: i64) -> Result<(Import, Target), Refusal> {
    let import = queries::find(tx, who.agency, id)?.ok_or(Refusal::NotHere)?;
    let target = Target::from_slug(&import.what).ok_or(Refusal::NotHere)?;
    let theirs = import.program == who.program && may(who, at, target);
    let seen = import.state != State::Open || import.by == who.account;
    if theirs && seen && import.state != State::Aside {
        Ok((import, target))
    } else {
        Err(Refusal::NotHere)
    }
}

async fn found(ask: &Ask) -> Result<(Import, Target), Refusal> {
    let (asked, who, id) = (ask.clone(), ask.who()?.clone(), number(ask)?);
    ask.read(move |tx, _| find(tx, &who, &asked.path, id)).await
}

/// `GET /imports`.
pub async fn list(ask: Ask) -> Result<Answer, Refusal> {
    let page = list_page(&ask, &[], None).await?;
    ask.page(page)
}

async fn list_page(
    ask: &Ask,
    problems: &[Problem],
    unreadable: Option<&sheets::Unreadable>,
) -> Result<kit::Page, Refusal> {
    let who = ask.who()?.clone();
    let (may_see, at) = (who.clone(), ask.path.clone());
    let (imports, names) = ask
        .read(move |tx, _| {
            let mut imports = queries::list(tx, who.agency, who.program)?;
            imports.retain(|import| {
                let target = Target::from_slug(&import.what);
                target.is_some_and(|target| may(&who, &at, target))
                    && (import.state != State::Open || import.by == who.account)
            });
            let by: Vec<_> = imports.iter().map(|import| import.by).collect();
            let names = people::names(tx, who.agency, &by)?;
            Ok((imports, names))
        })
        .await?;
    let targets: Vec<Target> = Target::ALL
        .into_iter()
        .filter(|target| may(&may_see, &ask.path, *target))
        .collect();
    let view = pages::List {
        imports: &imports,
        names: &names,
        targets: &targets,
        chosen: forms::target(&ask.form),
        problems,
        unreadable,
        put_aside: ask.query.get("said") == "aside",
        here: &ask.here(),
    };
    Ok(pages::list(ask.words(), &view, &ask.key()))
}

/// `POST /imports`: takes the file, guesses what its columns hold.
pub async fn open(ask: Ask) -> Result<Answer, Refusal> {
    let who = ask.who()?.clone();
    let target = forms::target(&ask.form);
    let mut problems: Vec<Problem> = vec![];
    if target.is_none() {
        problems.push(("what", "imports-no-what"));
    }
    if ask.file.is_none() {
        problems.push(("file", "imports-no-file"));
    }
    let (Some(target), Some(file)) = (target, ask.file.clone()) else {
        let page = list_page(&ask, &problems, None).await?;
        return Err(Refusal::Fix(Box::new(page)));
    };
    if !may(&who, &ask.path, target) {
        return Err(Refusal::NotHere);
    }
    let (bytes, name) = (file.bytes.clone(), file.name.clone());
    let book = match ask.blocking(move || desk::read(&bytes, &name)).await? {
        Ok(book) => book,
        Err(unreadable) => {
            let page = list_page(&ask, &[], Some(&unreadable)).await?;
            return Err(Refusal::Fix(Box::new(page)));
        }
    };
    let (agency, program) = (who.agency, who.program);
    let lists = ask
        .read(move |tx, _| Ok(alongside::arrivals::lists(tx, agency, program)?))
        .await?;
    let words = desk::words(&lists, ask.words());
    let mapping = ask
        .blocking(move || sheets::guess(&book, target, &words))
        .await?;
    let mapping = serde_json::to_string(&mapping).map_err(Refusal::broken)?;
    let answers = serde_json::to_string(&Answers::default()).map_err(Refusal::broken)?;
    let id = ask.new_id::<()>().get();
    let asked = ask.clone();
    let name = file.name.clone();
    let answer = ask
        .change(move |tx, who| {
            let new = Opening {
                id,
                program: who.program,
                by: who.account,
                what: target.slug(),
                file_name: &name,
                mapping: &mapping,
                answers: &answers,
            };
            queries::open(tx, who.agency, &new, asked.now_s())?;
            record(tx, &asked, who, "import.open", id)?;
            Ok(receipt(id, target))
        })
        .await?;
    // Only the press that opened it keeps the file.
    if matches!(&answer, Answer::Go(to) if *to == path(id, target)) {
        keep(&ask, agency, id, file.bytes).await?;
    }
    Ok(answer)
}

async fn keep(ask: &Ask, agency: AgencyId, id: i64, bytes: Bytes) -> Result<(), Refusal> {
    Ok(mover::keep_file(&ask.house.db, agency, id, bytes).await?)
}

/// The file with everything that would come of it.
async fn laid_out(ask: &Ask, import: &Import, target: Target) -> Result<Desk, Refusal> {
    let (agency, id) = (ask.who()?.agency, import.id);
    let bytes = ask
        .read(move |tx, _| Ok(queries::file(tx, agency, id)?))
        .await?;
    let mapping = serde_json::from_str(&import.mapping).map_err(Refusal::broken)?;
    let answers = serde_json::from_str(&import.answers).map_err(Refusal::broken)?;
    let (name, now) = (import.file_name.clone(), ask.now);
    let (book, mapping, addresses) = ask
        .blocking(move || {
            let book = desk::read(&bytes, &name);
            book.map(|book| {
                let addresses = desk::addresses(&book, &mapping, now);
                (book, mapping, addresses)
            })
        })
        .await?
        // Read once when it came; a file that is not whole was cut on its way into the database.
        .map_err(|_| Refusal::NotHere)?;
    let place = (agency, import.program);
    let ground = ask
        .read(move |tx, _| Ok(desk::ground(tx, place, target, now, &addresses)?))
        .await?;
    let asked = ask.clone();
    ask.blocking(move || Desk::new(book, mapping, answers, ground, asked.words()))
        .await
}

/// `GET /imports/{import}`: how the rows will be; or how far it is.
pub async fn one(ask: Ask) -> Result<Answer, Refusal> {
    let (import, target) = found(&ask).await?;
    if import.state == State::Open {
        let page = open_page(&ask, &import, target, None).await?;
        return ask.page(page);
    }
    if matches!(import.state, State::Coming | State::Going)
        && ask.now_s() - import.beat_at > STALLED
    {
        go_on(&ask, import.id)?;
    }
    let (who, id) = (ask.who()?.clone(), import.id);
    let (used, alike) = ask
        .read(move |tx, _| {
            let used = match target {
                Target::People => 0,
                _ => {
                    alongside::arrivals::people_in_use(tx, who.agency, id)?
                        + alongside::arrivals::contacts_in_use(tx, who.agency, id)?
                }
            };
            let alike = queries::how_many_alike(tx, who.agency, who.program)?;
            Ok((used, alike))
        })
        .await?;
    let view = pages::Done {
        import: &import,
        target,
        used,
        alike: if target == Target::People { 0 } else { alike },
    };
    ask.page(pages::done(ask.words(), &view, &ask.new_key()))
}

async fn open_page(
    ask: &Ask,
    import: &Import,
    target: Target,
    problem: Option<&'static str>,
) -> Result<kit::Page, Refusal> {
    let desk = laid_out(ask, import, target).await?;
    // The rows hold names.
    ask.look(leaf("import.look", import.id)).await?;
    let view = pages::open::View {
        import,
        target,
        desk: &desk,
        problem,
        keys: [ask.new_key(), ask.new_key(), ask.new_key()],
        who: if target == Target::People {
            kit::WhoLine::house(ask.words())
        } else {
            ask.who_line(&Audience {
                others: vec![],
                you: true,
            })
        },
    };
    Ok(pages::open::page(ask.words(), &view))
}

/// `POST /imports/{import}`: what the columns hold, and what was asked.
pub async fn say(ask: Ask) -> Result<Answer, Refusal> {
    let (import, target) = found(&ask).await?;
    let mut mapping: sheets::Mapping =
        serde_json::from_str(&import.mapping).map_err(Refusal::broken)?;
    let mut answers: Answers = serde_json::from_str(&import.answers).map_err(Refusal::broken)?;
    let sheet: Option<usize> = ask.form.get("sheet").parse().ok();
    if let Some(sheet) = sheet.filter(|sheet| *sheet != mapping.sheet) {
        mapping = other_sheet(&ask, &import, target, sheet).await?;
    } else {
        forms::said(&ask.form, &mut mapping, &mut answers);
    }
    let mapping = serde_json::to_string(&mapping).map_err(Refusal::broken)?;
    let answers = serde_json::to_string(&answers).map_err(Refusal::broken)?;
    let version: i64 = ask.form.get("version").parse().unwrap_or(import.version);
    let asked = ask.clone();
    let id = import.id;
    let done = ask
        .change(move |tx, who| {
            find(tx, who, &asked.path, id)?;
            if !queries::say(tx, who.agency, (id, version), &mapping, &answers)? {
                return Err(stale(&asked));
            }
            record(tx, &asked, who, "import.say", id)?;
            Ok(receipt(id, target))
        })
        .await;
    shown_again(&ask, done, "imports-changed").await
}

/// Undoes a change that came too late; [`shown_again`] puts the page in.
fn stale(ask: &Ask) -> Refusal {
    let who = kit::WhoLine::house(ask.words());
    Refusal::Stale(Box::new(kit::Page::new("", who, maud::html! {})))
}

/// Somebody was faster: the page as it is now, with the sentence that says so.
async fn shown_again(
    ask: &Ask,
    done: Result<Answer, Refusal>,
    word: &'static str,
) -> Result<Answer, Refusal> {
    if !matches!(done, Err(Refusal::Stale(_))) {
        return done;
    }
    let (import, target) = found(ask).await?;
    if import.state != State::Open {
        return Ok(Answer::Go(path(import.id, target)));
    }
    let page = open_page(ask, &import, target, Some(word)).await?;
    Err(Refusal::Stale(Box::new(page)))
}

/// Another sheet of the file, guessed anew.
async fn other_sheet(
    ask: &Ask,
    import: &Import,
    target: Target,
    sheet: usize,
) -> Result<sheets::Mapping, Refusal> {
    let (agency, program, id) = (ask.who()?.agency, import.program, import.id);
    let (bytes, lists) = ask
        .read(move |tx, _| {
            let bytes = queries::file(tx, agency, id)?;
            let lists = alongside::arrivals::lists(tx, agency, program)?;
            Ok((bytes, lists))
        })
        .await?;
    let words = desk::words(&lists, ask.words());
    let name = import.file_name.clone();
    ask.blocking(move || {
        let mut book = desk::read(&bytes, &name).ok()?;
        let only = book.sheets.get(sheet)?.clone();
        book.sheets = vec![only];
        let mut mapping = sheets::guess(&book, target, &words);
        mapping.sheet = sheet;
        Some(mapping)
    })
    .await?
    .ok_or(Refusal::NotHere)
}

/// `GET /imports/{import}/refused`: every refused value as a spreadsheet.
pub async fn refused(ask: Ask) -> Result<Answer, Refusal> {
    let (import, target) = found(&ask).await?;
    if import.state != State::Open {
        return Err(Refusal::NotHere);
    }
    let desk = laid_out(&ask, &import, target).await?;
    ask.look(leaf("import.look", import.id)).await?;
    let w = ask.words();
    let head = [
        t!(w, "imports-line-head"),
        t!(w, "imports-held-column"),
        t!(w, "imports-held-value"),
        t!(w, "imports-held-do"),
    ];
    let mut rows = vec![head.map(Out::Text).to_vec()];
    for held in &desk.plan.held {
        rows.push(vec![
            Out::Whole(i64::from(held.line)),
            Out::Text(pages::column_of(w, held)),
            Out::Text(held.written.clone()),
            Out::Text(w.say(&format!("imports-trouble-{}", held.trouble))),
        ]);
    }
    let bytes = sheets::write_csv(&rows);
    Ok(Answer::File("refused.csv".to_owned(), "text/csv", bytes))
}

/// `POST /imports/{import}/bring-in`: decides, and brings everything in.
pub async fn bring_in(ask: Ask) -> Result<Answer, Refusal> {
    let (import, target) = found(&ask).await?;
    if import.state == State::Open {
        let answer = try_to_decide(&ask, &import, target).await;
        if answer.is_ok() || found(&ask).await?.0.state == State::Open {
            return answer;
        }
    }
    // Pressed again, or another press was faster and changed what this one was reading: it leads where
    // the first press led.
    decide(&ask, (&import, target), None).await
}

/// Reads the file as it stands, and decides when nothing is in the way.
async fn try_to_decide(ask: &Ask, import: &Import, target: Target) -> Result<Answer, Refusal> {
    let version: i64 = ask.form.get("version").parse().unwrap_or(0);
    if version != import.version {
        return in_the_way(ask, import, target, "imports-changed", Refusal::Stale).await;
    }
    let desk = laid_out(ask, import, target).await?;
    let leave_out = ask.form.get("leave_out") == "yes";
    let problem = if desk.plan.items.is_empty() {
        Some("imports-nothing")
    } else if desk.plan.refused > 0 && !leave_out {
        Some("imports-say-leave-out")
    } else {
        None
    };
    if let Some(problem) = problem {
        return in_the_way(ask, import, target, problem, Refusal::Fix).await;
    }
    let attempt = ask.new_id::<()>().get();
    let decision = Decision {
        version,
        attempt,
        planned: i64::try_from(desk.plan.items.len()).unwrap_or(i64::MAX),
        left_out: i64::try_from(desk.plan.refused).unwrap_or(i64::MAX),
    };
    let (now, chance) = (ask.now, ask.house.chance.clone());
    let parts = ask
        .blocking(move || {
            let staging = Staging {
                now,
                chance: &*chance,
            };
            cut(&desk.plan, &desk.ground, &staging)
        })
        .await?;
    let agency = ask.who()?.agency;
    let staged = mover::stage(&ask.house.db, agency, (import.id, attempt), &parts).await;
    let answer = match staged {
        Ok(()) => decide(ask, (import, target), Some(decision)).await,
        Err(stopped) => Err(refusal(stopped)),
    };
    let id = import.id;
    let state = ask
        .read(move |tx, _| Ok(queries::find(tx, agency, id)?))
        .await?;
    if state.as_ref().is_none_or(|now| now.attempt != attempt) {
        // Another press was faster, or nothing was decided: what this one staged goes.
        ask.write(move |tx| Ok(queries::drop_attempt(tx, agency, id, attempt)?))
            .await?;
        return answer;
    }
    wait(ask, id).await?;
    answer
}

/// The page with what is in the way; unless the import was decided meanwhile, and the page would show
/// rows that are in.
async fn in_the_way(
    ask: &Ask,
    import: &Import,
    target: Target,
    problem: &'static str,
    refuse: fn(Box<kit::Page>) -> Refusal,
) -> Result<Answer, Refusal> {
    if found(ask).await?.0.state != State::Open {
        return decide(ask, (import, target), None).await;
    }
    let page = open_page(ask, import, target, Some(problem)).await?;
    Err(refuse(Box::new(page)))
}

/// The short transaction that decides.
async fn decide(
    ask: &Ask,
    (import, target): (&Import, Target),
    decision: Option<Decision>,
) -> Result<Answer, Refusal> {
    let (asked, id) = (ask.clone(), import.id);
    let done = ask
        .change(move |tx, who| {
            find(tx, who, &asked.path, id)?;
            let Some(decision) = decision else {
                return Err(stale(&asked));
            };
            if !queries::decide(tx, who.agency, id, decision, asked.now_s())? {
                return Err(stale(&asked));
            }
            record(tx, &asked, who, "import.bring_in", id)?;
            Ok(receipt(id, target))
        })
        .await;
    shown_again(ask, done, "imports-changed").await
}

fn refusal(stopped: Stopped) -> Refusal {
    match stopped {
        Stopped::Database(error) => error.into(),
        other @ Stopped::Part(_) => Refusal::broken(other),
    }
}

/// Goes on with a decided import behind the page.
fn go_on(ask: &Ask, id: i64) -> Result<tokio::task::JoinHandle<()>, Refusal> {
    let (hands, agency) = (hands(ask), ask.who()?.agency);
    Ok(tokio::spawn(async move {
        if let Err(stopped) = hands.go_on(agency, id).await {
            tracing::warn!(error = %stopped, "an import stopped; it goes on when somebody looks at it");
        }
    }))
}

/// Waits a moment for a decided import, which goes on whether or not anybody waits.
async fn wait(ask: &Ask, id: i64) -> Result<(), Refusal> {
    let task = go_on(ask, id)?;
    let _ = tokio::time::timeout(WAIT, task).await;
    Ok(())
}
