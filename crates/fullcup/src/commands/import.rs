//! `fullcup import`: a spreadsheet from the shell, as the page does it, also beside a Fullcup that runs.

use std::{path::Path, sync::Arc};

use anyhow::{Context, Result, bail};
use domain::{
    id::{AccountId, AgencyId, Id},
    world::{Chance, Clock},
};
use kit::words::{Language, Words, WordsBuilder};
use moving::imports::{
    answers::{Absent, Answers, Same},
    desk::{self, Desk},
    mover::{Hands, keep_file, stage},
    parts::{Staging, cut},
    queries::{self, Decision, Opening},
};
use people::{
    agency::Program,
    audit::{self, Leaf},
};
use serde::{Deserialize, Serialize};
use sheets::{Mapping, Target};
use storage::{Db, Error};

use super::agency_named;
use crate::{
    rooms,
    serve::{open_or_join, say},
    settings::{HouseArguments, ImportArguments},
    world::{SystemChance, SystemClock},
};

/// Refused values that are printed.
const PRINTED: usize = 200;

/// How a file is read, as `--map` has it: what `--dry-run` prints.
#[derive(Serialize, Deserialize)]
struct Map {
    mapping: Mapping,
    #[serde(default)]
    answers: Answers,
}

/// Shows what would come in, and brings it in.
pub fn run(house: &HouseArguments, how: &ImportArguments) -> Result<()> {
    let target = Target::from_slug(&how.what).context("people, participants or contacts")?;
    let bytes = std::fs::read(&how.file)
        .with_context(|| format!("{} could not be read", how.file.display()))?;
    let name = how
        .file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let db = open_or_join(house)?;
    let done = import(&db, how, target, bytes, &name);
    db.close();
    done
}

fn import(
    db: &Db,
    how: &ImportArguments,
    target: Target,
    bytes: Vec<u8>,
    name: &str,
) -> Result<()> {
    let agency = agency_named(db, how.agency.as_deref())?.id;
    let program = program(db, agency, how.program.as_deref())?;
    let words = words()?;
    let now = SystemClock.now();
    let book = desk::read(&bytes, name)?;
    let mut map = map(
        db,
        (agency, &program),
        how.map.as_deref(),
        &book,
        target,
        &words,
    )?;
    if how.add_people {
        map.answers.absent = Absent::Add;
    }
    if how.keep_same {
        map.answers.same = Same::Take;
    }
    if let Err(errors) = map.mapping.check(&book) {
        for error in &errors {
            eprintln!("{error}");
        }
        bail!("say what the columns hold with --map; --dry-run prints a map to begin with");
    }
    let addresses = desk::addresses(&book, &map.mapping, now);
    let id = program.id;
    let ground = db.read_now(move |tx| desk::ground(tx, (agency, id), target, now, &addresses))?;
    let desk = Desk::new(book, map.mapping, map.answers, ground, &words);
    tell(&desk, &words);
    if how.dry_run {
        let map = Map {
            mapping: desk.mapping,
            answers: desk.answers,
        };
        return say(&serde_json::to_string_pretty(&map)?);
    }
    if desk.plan.refused > 0 && !how.leave_out {
        bail!("nothing came in. Put the refused rows right, or leave them out with --leave-out");
    }
    let come = desk.plan.items.len();
    if come == 0 {
        return say("Nothing to bring in.");
    }
    let began = std::time::Instant::now();
    let import = bring_in(db, (agency, &program), target, name, bytes, &desk)?;
    say(&format!(
        "Brought in {come} rows in {:.1} s (import {}).",
        began.elapsed().as_secs_f64(),
        Id::<()>::from_i64(import)
    ))
}

fn bring_in(
    db: &Db,
    (agency, program): (AgencyId, &Program),
    target: Target,
    name: &str,
    bytes: Vec<u8>,
    desk: &Desk,
) -> Result<i64> {
    let now = SystemClock.now();
    let id = Id::<()>::new(now, &SystemChance).get();
    let attempt = Id::<()>::new(now, &SystemChance).get();
    let staging = Staging {
        now,
        chance: &SystemChance,
    };
    let parts = cut(&desk.plan, &desk.ground, &staging);
    let mapping = serde_json::to_string(&desk.mapping)?;
    let answers = serde_json::to_string(&desk.answers)?;
    let (program, name) = (program.id, name.to_owned());
    let second = now.as_second();
    db.write_now(move |tx| {
        let new = Opening {
            id,
            program,
            by: AccountId::from_i64(0),
            what: target.slug(),
            file_name: &name,
            mapping: &mapping,
            answers: &answers,
        };
        queries::open(tx, agency, &new, second)
    })?;
    let decision = Decision {
        version: 1,
        attempt,
        planned: i64::try_from(desk.plan.items.len())?,
        left_out: i64::try_from(desk.plan.refused)?,
    };
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let chance: Arc<dyn Chance> = Arc::new(SystemChance);
    let hands = Hands {
        db: db.clone(),
        clock,
        chance,
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        keep_file(db, agency, id, bytes.into()).await?;
        stage(db, agency, (id, attempt), &parts).await?;
        db.write(move |tx| {
            queries::decide(tx, agency, id, decision, second)?;
            let leaf = Leaf {
                action: "import.bring_in",
                subject: "import",
                subject_id: id,
                participant: 0,
            };
            audit::record_for(tx, agency, None, &leaf, second, &SystemChance)?;
            Ok::<_, Error>(())
        })
        .await?;
        hands.go_on(agency, id).await?;
        Ok::<_, anyhow::Error>(())
    })?;
    Ok(id)
}

/// What would come in, and every refused value, on standard error.
fn tell(desk: &Desk, words: &Words) {
    let plan = &desk.plan;
    eprintln!("{} rows come in.", plan.items.len());
    for (count, what) in [
        (plan.added.len(), "people come in with the contacts"),
        (plan.refused, "rows are refused"),
        (plan.already, "rows came in before"),
        (plan.same, "rows say the same as an earlier one"),
        (plan.skipped.len(), "lines are no rows"),
    ] {
        if count > 0 {
            eprintln!("{count} {what}.");
        }
    }
    for held in plan.held.iter().take(PRINTED) {
        let why = words.say(&format!("imports-trouble-{}", held.trouble));
        eprintln!(
            "line {}, {} {}: “{}”: {why}",
            held.line, held.letters, held.header, held.written
        );
    }
    if plan.held.len() > PRINTED {
        eprintln!("… and {} more.", plan.held.len() - PRINTED);
    }
}

fn map(
    db: &Db,
    (agency, program): (AgencyId, &Program),
    file: Option<&Path>,
    book: &sheets::Book,
    target: Target,
    words: &Words,
) -> Result<Map> {
    if let Some(file) = file {
        let text = std::fs::read_to_string(file)
            .with_context(|| format!("{} could not be read", file.display()))?;
        let map: Map = serde_json::from_str(&text)
            .with_context(|| format!("{} is no map: --dry-run prints one", file.display()))?;
        if map.mapping.target != target {
            bail!("the map is for {}", map.mapping.target.slug());
        }
        return Ok(map);
    }
    let id = program.id;
    let lists = db.read_now(move |tx| alongside::arrivals::lists(tx, agency, id))?;
    Ok(Map {
        mapping: sheets::guess(book, target, &desk::words(&lists, words)),
        answers: Answers::default(),
    })
}

fn program(db: &Db, agency: AgencyId, name: Option<&str>) -> Result<Program> {
    let programs = db.read_now(move |tx| people::agency::programs(tx, agency))?;
    let names: Vec<String> = programs.iter().map(|one| one.name.clone()).collect();
    let mut fitting: Vec<Program> = programs
        .into_iter()
        .filter(|program| name.is_none_or(|name| program.name == name))
        .collect();
    match (fitting.pop(), fitting.is_empty()) {
        (Some(only), true) => Ok(only),
        _ => bail!("choose one with --program: “{}”", names.join("”, “")),
    }
}

/// The words of the house, for what is said of a row.
fn words() -> Result<Words> {
    let mut builder = WordsBuilder::new(Language::English)?;
    for room in rooms::all() {
        for text in &room.words {
            builder = builder.add(room.name, text)?;
        }
    }
    Ok(builder.build())
}
