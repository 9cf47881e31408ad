//! `fullcup serve`: opens the database, builds the house, answers until it is told to stop.

use std::{future::Future, io::Write, path::Path, sync::Arc, time::Duration};

use anyhow::{Context, Result, anyhow, bail};
use domain::world::{Chance, Clock};
use storage::{Db, Error, OpenError};
use tokio::{
    net::TcpListener,
    time::{MissedTickBehavior, interval, sleep},
};
use tracing_appender::non_blocking::{NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::{filter::filter_fn, layer::SubscriberExt, util::SubscriberInitExt};

use crate::{
    rooms,
    settings::HouseArguments,
    world::{SystemChance, SystemClock},
};

/// How often committed audit leaves are appended to their trees.
const SEQUENCING: Duration = Duration::from_secs(1);
/// How often what has served its time is forgotten.
const PURGING: Duration = Duration::from_hours(1);
/// How long a command that looks through everything may read in one go.
pub const LOOKING: Duration = Duration::from_hours(1);

/// How long a job in the background may hold the writer (ruling 16).
const HOLDING: Duration = Duration::from_millis(100);
/// How long others have the writer to themselves between two of them.
const BREATH: Duration = Duration::from_millis(20);
/// How many contacts are counted in the first batch, and in any.
const FIRST_BATCH: usize = 50;
const LARGEST_BATCH: usize = 2_000;

/// How many lines of the log may wait for whoever reads it.
const LINES_WAITING: usize = 4_096;

/// The parts of the house that may tell more than warnings: they know what a log may hold.
const TELLING: &[&str] = &[
    "alongside",
    "boundaries",
    "front_door",
    "fullcup",
    "moving",
    "own",
    "people",
    "storage",
    "web",
];

/// Logs go to standard error: readable lines, or JSON with `FULLCUP_LOG=json`.
///
/// **Invariant:** nothing that people write is in them, whatever level is asked for
/// (`nothing_that_people_write_or_are_stands_in_the_log`).
///
/// A thread of its own writes them, so that nobody waits when whoever reads them does not: what it
/// cannot take in time is left out, and the house answers. The lines that still wait are written
/// when the guard is dropped.
pub fn start_logging() -> WorkerGuard {
    let (writer, guard) = NonBlockingBuilder::default()
        .buffered_lines_limit(LINES_WAITING)
        .finish(std::io::stderr());
    let filter = tracing_subscriber::EnvFilter::try_from_env("FULLCUP_LOG_LEVEL")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,web=info,fullcup=info"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(writer)
        .with_target(false);
    let may_tell = filter_fn(|told| may_tell(told.target(), *told.level()));
    if std::env::var("FULLCUP_LOG").is_ok_and(|form| form == "json") {
        builder.json().finish().with(may_tell).init();
    } else {
        builder.with_ansi(false).finish().with(may_tell).init();
    }
    web::panic::quiet();
    guard
}

/// Libraries tell warnings alone: the driver of PostgreSQL writes the values of a statement, which
/// are names and notes, when it is asked for details.
fn may_tell(target: &str, level: tracing::Level) -> bool {
    let part = target.split("::").next().unwrap_or_default();
    level <= tracing::Level::WARN || TELLING.contains(&part)
}

/// Writes a line to standard output, for commands whose answer it is.
pub fn say(line: &str) -> Result<()> {
    writeln!(std::io::stdout(), "{line}")?;
    Ok(())
}

/// Opens the database that the settings name. Nobody else may have it open.
pub fn open(house: &HouseArguments) -> Result<Db> {
    Ok(Db::open(&storage_settings(&house.data, house))?)
}

/// Opens it for reading, beside a Fullcup that runs, with all the time that a look through
/// everything takes.
pub fn open_beside(house: &HouseArguments) -> Result<Db> {
    let mut settings = storage_settings(&house.data, house);
    settings.tuning.time_limit = LOOKING;
    Ok(Db::open_beside(&settings)?)
}

/// Opens it to change a little; beside a Fullcup that runs, if one does.
pub fn open_or_join(house: &HouseArguments) -> Result<Db> {
    let settings = storage_settings(&house.data, house);
    match Db::open(&settings) {
        Err(OpenError::InUse(_)) => Ok(Db::open_beside_to_write(&settings)?),
        opened => Ok(opened?),
    }
}

/// Where the data lives, as storage wants to know it.
pub fn storage_settings(data: &Path, house: &HouseArguments) -> storage::Settings {
    let mut settings = storage::Settings::new(data, SystemClock.now().as_second());
    settings.database = house.database.as_ref().map(|database| database.0.clone());
    settings.backed_up = house.backed_up;
    settings
}

/// Serves until it is told to stop.
pub fn serve(house: &HouseArguments) -> Result<()> {
    serve_db(house, open(house)?, false, |_| ())
}

/// Serves an open database. `demo` says on every page that all is invented; `ready` is
/// called with the address that people open, before the ready line.
pub fn serve_db(
    arguments: &HouseArguments,
    db: Db,
    demo: bool,
    ready: impl FnOnce(&str),
) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let done = runtime.block_on(async {
        // Heard from now on, so that "ready" and "stop" may follow each other closely.
        let asked = asked_to_stop()?;
        let listener = listen(arguments).await?;
        let at = listener.local_addr()?;
        let settings = web::Settings {
            trusted_proxy: arguments.trusted_proxy.as_ref().map(|proxy| proxy.net),
            demo,
            ..web::Settings::at(public_url(arguments, at.port())?)
        };
        let url = settings.public_url.clone();
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let chance: Arc<dyn Chance> = Arc::new(SystemChance);
        let house = web::House::new(
            db.clone(),
            clock.clone(),
            chance.clone(),
            settings,
            rooms::all(),
        )?;
        show_setup_code(&db, &clock, chance.clone(), &url).await?;
        // Before anybody is let in: days went by while the program was not running.
        stand_ins(&db, clock.now().as_second(), chance.clone()).await?;
        let upkeep = tokio::spawn(upkeep(db.clone(), clock.clone(), chance.clone()));
        let counting = tokio::spawn(counting(db.clone(), clock.clone()));
        let hands = moving::imports::mover::Hands {
            db: db.clone(),
            clock: clock.clone(),
            chance,
        };
        // An import that was decided before the program ended goes on where it was.
        let moving_in = tokio::spawn(async move {
            if let Err(error) = hands.finish_what_was_decided().await {
                tracing::warn!(%error, "an import stopped; it goes on when somebody looks at it");
            }
        });
        ready(&url);
        say(&format!("Fullcup is ready on http://{at}"))?;
        let stopped = async {
            tokio::select! { () = asked => {}, _ = db.until_stopped() => {} }
        };
        let served = web::serve(house, listener, stopped).await;
        upkeep.abort();
        moving_in.abort();
        counting.abort();
        served.context("serving ended")?;
        // What was seen and changed last goes into the tree now, not at the next start.
        append(&db, clock.now().as_second()).await?;
        Ok(())
    });
    runtime.shutdown_timeout(Duration::from_secs(10));
    tracing::info!(commits = db.commits(), writes = db.writes(), "stopped");
    db.close();
    done
}

async fn listen(arguments: &HouseArguments) -> Result<TcpListener> {
    let address = arguments.listen;
    match TcpListener::bind(address).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => bail!(
            "port {} is in use. Stop the other program, or take a free port with --listen {}:0",
            address.port(),
            address.ip()
        ),
        Err(error) => Err(error).with_context(|| format!("cannot listen on {address}")),
    }
}

/// The address that people open. Plain http is for this machine alone: passwords and records
/// would cross the network readable (ruling 7). `web::House` refuses it for any other name.
fn public_url(arguments: &HouseArguments, port: u16) -> Result<String> {
    arguments.address(port).ok_or_else(|| {
        anyhow!(
            "other machines could open {} without encryption. Put a proxy with https in front and \
             give its address with --public-url https://cup.example.org",
            arguments.listen
        )
    })
}

/// On an empty database: a one-time code for the set-up page, shown here alone.
async fn show_setup_code(
    db: &Db,
    clock: &Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
    url: &str,
) -> Result<()> {
    let now = clock.now().as_second();
    let code = db
        .write(move |tx| people::setup::code(tx, now, &*chance))
        .await?;
    if let Some(code) = code {
        eprintln!(
            "This Fullcup is new. Open {url}/set-up and type this code, once:\n\n    {code}\n"
        );
    }
    Ok(())
}

/// What the house does by itself, until it stops.
async fn upkeep(db: Db, clock: Arc<dyn Clock>, chance: Arc<dyn Chance>) {
    let (mut second, mut hour) = (interval(SEQUENCING), interval(PURGING));
    second.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = second.tick() => {
                if let Err(error) = stand_ins(&db, clock.now().as_second(), chance.clone()).await {
                    tracing::warn!(%error, "who stands in for whom is not settled; it is tried again");
                }
                if let Err(error) = append(&db, clock.now().as_second()).await {
                    tracing::warn!(%error, "the audit trail waits for its tree; it is tried again");
                }
            }
            _ = hour.tick() => {
                let now = clock.now().as_second();
                match db.write(move |tx| people::purge(tx, now)).await {
                    Ok(rows) => tracing::debug!(rows, "what has served its time is forgotten"),
                    Err(error) => tracing::warn!(%error, "nothing was forgotten; it is tried again"),
                }
                if let Err(error) = forget_sealed(&db, &*clock).await {
                    tracing::warn!(%error, "sealed things wait to be forgotten; it is tried again");
                }
            }
        }
    }
}

/// Forgets what has served its time in the private circle. How much it was is nobody's business, so it
/// is told to no log.
async fn forget_sealed(db: &Db, clock: &dyn Clock) -> Result<(), Error> {
    for agency in db.read(people::agency::all).await? {
        own::keeping::upkeep::forget(db, agency.id, clock.now(), || sleep(BREATH)).await?;
    }
    Ok(())
}

/// Counts the contacts that an older Fullcup logged, in the background: batches that hold the writer
/// for about half of [`HOLDING`], and a breath between them, so that people notice nothing.
async fn counting(db: Db, clock: Arc<dyn Clock>) {
    let mut all = 0;
    loop {
        match count_all(&db, &*clock, &mut all).await {
            Ok(()) => break,
            Err(error) => {
                tracing::warn!(%error, "contacts wait to be counted; it is tried again");
                sleep(SEQUENCING).await;
            }
        }
    }
    if all > 0 {
        tracing::info!(contacts = all, "every contact is counted");
    }
}

async fn count_all(db: &Db, clock: &dyn Clock, all: &mut usize) -> Result<(), Error> {
    let mut most = FIRST_BATCH;
    for agency in db.read(people::agency::all).await? {
        loop {
            let (began, id) = (clock.now(), agency.id);
            let filled = db
                .write(move |tx| alongside::counts::fill(tx, id, most))
                .await?;
            *all += filled.counted;
            if filled.done {
                break;
            }
            most = batch_after(most, clock.now().duration_since(began).unsigned_abs());
            sleep(BREATH).await;
        }
    }
    Ok(())
}

/// How many contacts the next batch takes, when one of so many took so long.
fn batch_after(most: usize, took: Duration) -> usize {
    if took > HOLDING / 2 {
        (most / 2).max(1)
    } else if took < HOLDING / 4 {
        (most * 2).min(LARGEST_BATCH)
    } else {
        most
    }
}

/// Lets deputies begin and end when their days do.
async fn stand_ins(db: &Db, now: i64, chance: Arc<dyn Chance>) -> Result<(), Error> {
    if db.read(move |tx| people::deputy::is_due(tx, now)).await? {
        db.write(move |tx| people::deputy::settle(tx, now, &*chance))
            .await?;
    }
    Ok(())
}

/// Appends what has committed to the audit trees.
async fn append(db: &Db, now: i64) -> Result<(), Error> {
    for agency in db.read(people::audit::pending).await? {
        while db
            .write(move |tx| people::audit::sequence(tx, agency, now))
            .await?
            > 0
        {}
    }
    Ok(())
}

/// [`append`] for a command, on this thread.
pub fn append_now(db: &Db, now: i64) -> Result<(), Error> {
    for agency in db.read_now(people::audit::pending)? {
        while db.write_now(move |tx| people::audit::sequence(tx, agency, now))? > 0 {}
    }
    Ok(())
}

/// Ends when the terminal or the system asks the program to stop.
#[cfg(unix)]
fn asked_to_stop() -> Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
    })
}

/// Ends when the terminal asks the program to stop.
#[cfg(not(unix))]
fn asked_to_stop() -> Result<impl Future<Output = ()>> {
    Ok(async { drop(tokio::signal::ctrl_c().await) })
}

#[cfg(test)]
mod tests {
    use tracing::Level;

    use super::*;

    #[test]
    fn a_batch_that_holds_the_writer_too_long_is_followed_by_a_smaller_one() {
        let millis = Duration::from_millis;
        assert_eq!(batch_after(400, millis(80)), 200);
        assert_eq!(batch_after(400, millis(40)), 400);
        assert_eq!(batch_after(400, millis(10)), 800);
        assert_eq!(batch_after(1, millis(500)), 1);
        assert_eq!(batch_after(1_500, millis(1)), LARGEST_BATCH);
    }

    #[test]
    fn a_library_tells_warnings_alone() {
        assert!(may_tell("web::request", Level::DEBUG));
        assert!(may_tell("tokio_postgres::query", Level::WARN));
        assert!(!may_tell("tokio_postgres::query", Level::DEBUG));
        assert!(!may_tell("website", Level::INFO));
    }
}
