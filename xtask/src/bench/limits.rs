//! The house beside what is written by hand, on the same records and in the same run (ruling 18).

use std::{fmt::Write as _, path::Path, process::Command, time::Duration};

use anyhow::{Context, Result, ensure};

use super::{
    RUNS, TODAY, Turn, expect,
    house::{Person, Serving},
    load::{self, Measured},
    log_contact,
};

/// Clients of every comparison.
const CLIENTS: usize = 32;
/// How much CPU of the page by hand a page of the house may use.
const CPU: f64 = 1.5;

/// A page or a change, asked of the house and of the limit.
struct Asked {
    name: &'static str,
    house: Turn,
    limit: Turn,
    /// The same page sent without compression; a change has none.
    plain: Option<Turn>,
}

fn asked(people: &[Person]) -> Vec<Asked> {
    let get = |path: &'static str, plain: bool| -> Turn {
        Box::new(move |line, _, _| expect(&line.get(path, plain)?, 200))
    };
    let of: Vec<Vec<String>> = people.iter().map(|person| person.people.clone()).collect();
    let of = std::sync::Arc::new(of);
    let person = |plain: bool| -> Turn {
        let of = of.clone();
        Box::new(move |line, client, turn| {
            let list = &of[client % of.len()];
            expect(
                &line.get(&list[usize::try_from(turn)? % list.len()], plain)?,
                200,
            )
        })
    };
    let contact = || -> Turn {
        let of = of.clone();
        Box::new(move |line, client, turn| {
            let list = &of[client % of.len()];
            log_contact(line, &list[usize::try_from(turn)? % list.len()])
        })
    };
    vec![
        Asked {
            name: "Today",
            house: get(TODAY, false),
            limit: get("/today", false),
            plain: Some(get(TODAY, true)),
        },
        Asked {
            name: "People, 50 rows",
            house: get("/people", false),
            limit: get("/people", false),
            plain: Some(get("/people", true)),
        },
        Asked {
            name: "A participant's page",
            house: person(false),
            limit: person(false),
            plain: Some(person(true)),
        },
        Asked {
            name: "Log a contact",
            house: contact(),
            limit: contact(),
            plain: None,
        },
    ]
}

/// The tables: CPU of each page beside the page by hand, where it goes, and what sharing commits brings.
pub fn measure(
    root: &Path,
    binary: &Path,
    data: &Path,
    people: &[Person],
    time: Duration,
) -> Result<String> {
    let by_hand = root.join("target/release/examples/limit");
    let cookies: Vec<String> = people.iter().map(|person| person.cookie.clone()).collect();
    let run = |server: &Serving, turn: &Turn| {
        load::run(
            server.address,
            &cookies,
            CLIENTS,
            time,
            server.process(),
            turn,
        )
    };
    let mut beside = format!(
        "\n### Beside the limit, {CLIENTS} clients\n\n\
         | CPU, µs | the house | by hand | ratio | limit |\n|---|---|---|---|---|\n"
    );
    let mut split = String::from(
        "\n| Where it goes, µs | reading | writing | words, HTML, network | compressing |\n|---|---|---|---|---|\n",
    );
    for asked in asked(people) {
        let (mut house, mut plain, mut limit) = (vec![], vec![], vec![]);
        for _ in 0..RUNS {
            let server = Serving::start(binary, data, None)?;
            house.push(run(&server, &asked.house)?);
            if let Some(turn) = &asked.plain {
                plain.push(run(&server, turn)?);
            }
            drop(server);
            let server = Serving::limit(&by_hand, data, 256)?;
            limit.push(run(&server, &asked.limit)?);
        }
        let (ours, hand) = (
            middle(&house, |run| run.server_us),
            middle(&limit, |run| run.server_us),
        );
        writeln!(
            beside,
            "| {} | {ours:.0} | {hand:.0} | {:.2} | at most {CPU} |",
            asked.name,
            ours / hand
        )?;
        let (reading, writing) = (
            middle(&house, |run| run.reading_us),
            middle(&house, |run| run.writing_us),
        );
        let rest = ours - reading - writing;
        let squeezing = if plain.is_empty() {
            0.0
        } else {
            (ours - middle(&plain, |run| run.server_us)).max(0.0)
        };
        writeln!(
            split,
            "| {} | {reading:.0} | {writing:.0} | {:.0} | {squeezing:.0} |",
            asked.name,
            rest - squeezing
        )?;
    }
    Ok(beside
        + &split
        + "\nCompressing is the difference to the same page sent plain.\n"
        + &shared(&by_hand, data)?
        + &commits(binary, data, people, time)?)
}

/// Writes that share a commit beside writes that do not: 32 that wait for their own, straight to storage.
fn shared(by_hand: &Path, data: &Path) -> Result<String> {
    let rate = |group: &str| -> Result<f64> {
        let out = Command::new(by_hand)
            .arg(data)
            .args([group, "straight", &CLIENTS.to_string()])
            .output()?;
        ensure!(out.status.success(), "the limit failed");
        let said = String::from_utf8(out.stdout)?;
        Ok(said.trim().parse::<f64>()?)
    };
    let (mut alone, mut together) = (vec![], vec![]);
    for _ in 0..RUNS {
        alone.push(rate("1")?);
        together.push(rate("256")?);
    }
    alone.sort_by(f64::total_cmp);
    together.sort_by(f64::total_cmp);
    let (one, many) = (alone[RUNS / 2], together[RUNS / 2]);
    Ok(format!(
        "\n| Writes a second, straight to storage | shared commits | one commit each | ratio | limit |\n|---|---|---|---|---|\n\
         | {CLIENTS} at once | {many:.0} | {one:.0} | {:.1} | at least 5 |\n",
        many / one
    ))
}

/// How many commits, each one fsync, an acknowledged contact costs.
fn commits(binary: &Path, data: &Path, people: &[Person], time: Duration) -> Result<String> {
    let cookies: Vec<String> = people.iter().map(|person| person.cookie.clone()).collect();
    let contact = asked(people).pop().context("a contact")?;
    let mut each = vec![];
    for _ in 0..RUNS {
        let server = Serving::start(binary, data, None)?;
        load::run(
            server.address,
            &cookies,
            CLIENTS,
            time,
            server.process(),
            &contact.house,
        )?;
        let (commits, writes) = server.stop()?;
        each.push(commits / writes);
    }
    each.sort_by(f64::total_cmp);
    Ok(format!(
        "\n| fsyncs for each acknowledged contact, {CLIENTS} clients | {:.3} | at most 0.2 |\n|---|---|---|\n",
        each[RUNS / 2]
    ))
}

fn middle(runs: &[Measured], value: fn(&Measured) -> f64) -> f64 {
    let mut values: Vec<f64> = runs.iter().map(value).collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
