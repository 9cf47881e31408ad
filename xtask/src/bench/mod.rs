//! `cargo xtask bench`: how fast the house is, as ratios to limits measured in the same run.
//!
//! A release build, generated records, one process that serves and one that loads. Each figure is the
//! median of runs that were interleaved, with the smallest and largest beside it. Results go to
//! `docs/bench.md` with date and commit.

mod client;
mod house;
mod import;
mod limits;
mod load;
mod slow;

use std::{
    fmt::Write as _,
    path::Path,
    process::Command,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use anyhow::{Context, Result, ensure};

use house::{Person, Serving, Size};
use load::{Line, Measured};

/// How many clients press at the same time.
const CLIENTS: [usize; 3] = [1, 32, 200];
/// Runs of each figure; the median counts.
const RUNS: usize = 3;

/// What can be asked for.
pub struct Plan {
    /// How large the house is.
    size: Size,
    /// How long each run takes.
    time: Duration,
    /// PostgreSQL to measure as well.
    postgres: Option<String>,
    /// Whether `docs/bench.md` is written.
    keep: bool,
    /// Measures only what has this in its name, for a quick look at one thing.
    only: Option<String>,
    /// Measures what an earlier run built.
    as_built: bool,
    /// The private circle in a browser, in place of the pages.
    client: bool,
}

impl Plan {
    /// Reads the arguments: `--small` for a look, `--postgres URL`, `--keep`.
    pub fn of(arguments: &[String]) -> Result<Self> {
        let mut plan = Self {
            size: Size {
                workers: 2_000,
                participants: 100_000,
                contacts: 5_000_000,
            },
            time: Duration::from_secs(3),
            postgres: None,
            keep: false,
            only: None,
            as_built: false,
            client: false,
        };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--small" => {
                    plan.size = Size {
                        workers: 200,
                        participants: 10_000,
                        contacts: 100_000,
                    }
                }
                "client" => plan.client = true,
                "--keep" => plan.keep = true,
                "--as-built" => plan.as_built = true,
                "--postgres" => {
                    plan.postgres = Some(rest.next().context("--postgres URL")?.clone());
                }
                "--only" => plan.only = Some(rest.next().context("--only NAME")?.clone()),
                other => anyhow::bail!(
                    "bench knows client, --small, --keep, --only NAME, --as-built and --postgres URL, not {other}"
                ),
            }
        }
        Ok(plan)
    }
}

/// Today with the work opened, so that it does not matter on which day and hour somebody measures.
const TODAY: &str = "/today?work=1";

/// Makes every key of a run another one.
static NUMBER: AtomicU64 = AtomicU64::new(0);

/// What one client does in a turn.
type Turn = Box<dyn Fn(&mut Line, usize, u64) -> Result<()> + Sync>;

/// One thing that people do.
struct Deed {
    name: &'static str,
    turn: Turn,
}

/// Measures and prints; writes `docs/bench.md` with `--keep`.
pub fn run(root: &Path, arguments: &[String]) -> Result<()> {
    let plan = Plan::of(arguments)?;
    if !plan.as_built {
        build(root)?;
    }
    let binary = root.join("target/release/fullcup");
    if plan.client {
        let report = format!(
            "# How fast the private circle is\n\nMeasured by `cargo xtask bench client` {}, on 2 shared cores.\n{}",
            when(root)?,
            client::measure(root, &binary)?
        );
        println!("{report}");
        if plan.keep {
            std::fs::write(root.join("docs/bench-client.md"), report)?;
        }
        return Ok(());
    }
    let mut report = heading(root, &plan)?;
    report += &measure(root, &binary, &plan, None)?;
    if let Some(url) = plan.postgres.clone() {
        report += &measure(root, &binary, &plan, Some(&url))?;
    }
    println!("{report}");
    if plan.keep {
        std::fs::write(root.join("docs/bench.md"), report)?;
    }
    Ok(())
}

/// Two builds: the limit's own libraries for testing must not end up in the house that is measured.
fn build(root: &Path) -> Result<()> {
    for what in [
        ["--package", "fullcup", "--bins"],
        ["--package", "web", "--examples"],
    ] {
        let status = Command::new("cargo")
            .args(["build", "--release"])
            .args(what)
            .current_dir(root)
            .status()?;
        ensure!(status.success(), "the release build failed");
    }
    Ok(())
}

/// "on 2026-11-22 at commit 29d6a23".
fn when(root: &Path) -> Result<String> {
    let output = |program: &str, arguments: &[&str]| -> Result<String> {
        let out = Command::new(program)
            .args(arguments)
            .current_dir(root)
            .output()?;
        Ok(String::from_utf8(out.stdout)?.trim().to_owned())
    };
    Ok(format!(
        "on {} at commit {}",
        output("date", &["--utc", "+%Y-%m-%d"])?,
        output("git", &["rev-parse", "--short", "HEAD"])?,
    ))
}

fn heading(root: &Path, plan: &Plan) -> Result<String> {
    let Size {
        workers,
        participants,
        contacts,
    } = plan.size;
    Ok(format!(
        "# How fast it is\n\nMeasured by `cargo xtask bench` {}, on 2 shared cores: {workers} workers, {participants} participants, \
         {contacts} contacts. The load runs on the same cores; its share of the CPU is printed. Median of {RUNS} runs, smallest and largest in brackets.\n",
        when(root)?,
    ))
}

fn measure(root: &Path, binary: &Path, plan: &Plan, database: Option<&str>) -> Result<String> {
    let generated = house::generate(root, binary, plan.size, database)?;
    let mut text = String::new();
    writeln!(
        text,
        "\n## {}\n",
        if database.is_some() {
            "PostgreSQL"
        } else {
            "SQLite"
        }
    )?;
    if let Some(took) = generated.took {
        writeln!(text, "Generated in {:.0} s.\n", took.as_secs_f64())?;
    }
    let mut cold: Vec<f64> = vec![];
    for _ in 0..5 {
        cold.push(
            Serving::start(binary, &generated.data, database)?
                .cold
                .as_secs_f64()
                * 1000.0,
        );
    }
    let server = Serving::start(binary, &generated.data, database)?;
    let rest = server.private_kib()?;
    let people = house::sign_in(
        server.address,
        &generated.accounts,
        CLIENTS[CLIENTS.len() - 1],
    )?;
    let size = page_sizes(&server, &people[0])?;
    writeln!(
        text,
        "| | |\n|---|---|\n| Cold start | {} ms |\n| Private memory at rest | {rest} KiB |\n{size}",
        spread(&mut cold, 0)
    )?;
    let cookies: Vec<String> = people.iter().map(|person| person.cookie.clone()).collect();
    let paths: Vec<Vec<String>> = people.iter().map(|person| person.people.clone()).collect();
    writeln!(
        text,
        "| What | Clients | a second | p50 ms | p99 ms | p99/p50 | server CPU µs | load's share |\n|---|---|---|---|---|---|---|---|"
    )?;
    let wanted = |deed: &Deed| {
        plan.only
            .as_ref()
            .is_none_or(|only| deed.name.contains(only.as_str()))
    };
    for deed in deeds(paths, database.is_some()).into_iter().filter(wanted) {
        for clients in CLIENTS {
            let mut runs: Vec<Measured> = vec![];
            for _ in 0..RUNS {
                runs.push(load::run(
                    server.address,
                    &cookies,
                    clients,
                    plan.time,
                    server.process(),
                    &deed.turn,
                )?);
            }
            let column = |value: fn(&Measured) -> f64, digits| {
                spread(&mut runs.iter().map(value).collect::<Vec<_>>(), digits)
            };
            writeln!(
                text,
                "| {} | {clients} | {} | {} | {} | {} | {} | {} |",
                deed.name,
                column(|run| run.rate, 0),
                column(|run| run.p50, 2),
                column(|run| run.p99, 2),
                column(|run| run.p99 / run.p50, 1),
                column(|run| run.server_us, 0),
                column(|run| run.load_share, 2),
            )?;
        }
    }
    writeln!(
        text,
        "\nPrivate memory after the load: {} KiB.",
        server.private_kib()?
    )?;
    drop(server);
    if database.is_none() && plan.only.as_ref().is_none_or(|only| only == "import") {
        text += &import::measure(binary, &generated)?;
    }
    if database.is_none() && plan.only.is_none() {
        text += &limits::measure(root, binary, &generated.data, &people, plan.time)?;
        text += &slow::measure(root, binary, &generated)?;
    }
    Ok(text)
}

/// The median, with the smallest and largest when they differ.
fn spread(values: &mut [f64], digits: usize) -> String {
    values.sort_by(f64::total_cmp);
    let (low, middle, high) = (
        values[0],
        values[values.len() / 2],
        values[values.len() - 1],
    );
    format!("{middle:.digits$} [{low:.digits$} to {high:.digits$}]")
}

fn page_sizes(server: &Serving, person: &Person) -> Result<String> {
    let mut line = Line::open(server.address, &person.cookie)?;
    let page = line.get(TODAY, false)?;
    let html = String::from_utf8(line.get(TODAY, true)?.body)?;
    let mut css = 0;
    let links = html.split("href=\"").skip(1);
    for sheet in links.filter_map(|rest| rest.split('"').next()) {
        if sheet.contains(".css") {
            css += line.get(sheet, false)?.body.len();
        }
    }
    ensure!(css > 0, "a style sheet");
    Ok(format!(
        "| Today, compressed | {} bytes |\n| Style sheets, compressed | {} bytes |\n| Both | {} bytes of 25,000 |\n",
        page.body.len(),
        css,
        page.body.len() + css
    ))
}

fn deeds(paths: Vec<Vec<String>>, short: bool) -> Vec<Deed> {
    let paths = std::sync::Arc::new(paths);
    let page = |path: &'static str| -> Turn {
        Box::new(move |line, _, _| expect(&line.get(path, false)?, 200))
    };
    let mine = paths.clone();
    let participant = move |line: &mut Line, client: usize, turn: u64| -> Result<()> {
        let list = &mine[client % mine.len()];
        expect(
            &line.get(&list[usize::try_from(turn)? % list.len()], false)?,
            200,
        )
    };
    let contact = move |line: &mut Line, client: usize, turn: u64| -> Result<()> {
        let list = &paths[client % paths.len()];
        log_contact(line, &list[usize::try_from(turn)? % list.len()])
    };
    let (one, two) = (participant.clone(), contact.clone());
    let mix = move |line: &mut Line, client: usize, turn: u64| -> Result<()> {
        match turn % 10 {
            0 => two(line, client, turn),
            1..=4 => expect(&line.get(TODAY, false)?, 200),
            5..=6 => expect(&line.get("/people", false)?, 200),
            _ => one(line, client, turn),
        }
    };
    let mut deeds = vec![
        Deed {
            name: "Today",
            turn: page(TODAY),
        },
        Deed {
            name: "Log a contact",
            turn: Box::new(contact),
        },
    ];
    if !short {
        deeds.push(Deed {
            name: "People, 50 rows",
            turn: page("/people"),
        });
        deeds.push(Deed {
            name: "A participant's page",
            turn: Box::new(participant),
        });
        deeds.push(Deed {
            name: "9 looks, 1 contact",
            turn: Box::new(mix),
        });
    }
    deeds
}

/// Logs a call with the person whose page this is.
fn log_contact(line: &mut Line, path: &str) -> Result<()> {
    let with = path.trim_start_matches("/people/");
    let key = format!(
        "bench-{:010}-{:012}",
        std::process::id(),
        NUMBER.fetch_add(1, Ordering::Relaxed)
    );
    let form = format!("key={key}&with={with}&kind=call&minutes=15");
    expect(&line.post("/contacts", &form)?, 303)
}

fn expect(answer: &load::Answer, status: u16) -> Result<()> {
    ensure!(
        answer.status == status,
        "answered {} in place of {status}",
        answer.status
    );
    Ok(())
}
