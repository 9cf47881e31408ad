//! The doors of a program's counts.

use alongside::window::counts::{self as window, Scope};
use domain::{
    chart::Scale,
    id::Id,
    small::{Cell, Group, Month, Reader, Sum},
};
use people::{
    agency,
    audit::{self, Leaf},
    change::Receipt,
};
use web::{Answer, Ask, Refusal};

use crate::settings;

use super::{
    export,
    figures::{self, Figures, Grid},
    forms::{Asked, Problem, Typed},
    pages::{self, Board, Chart, Load, Measure},
    queries::{self, Named, Of},
    rules,
};

const CSV: &str = "text/csv; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// A day in seconds.
const DAY: i64 = 86_400;

/// What stands behind every page and file: the months as they came out.
struct Out {
    months: Vec<(Month, Option<Figures>)>,
    whole: bool,
}

fn scope(ask: &Ask) -> Result<(Scope, Of), Refusal> {
    let who = ask.who()?;
    let scope = Scope::of(who).ok_or(Refusal::NotHere)?;
    Ok((scope, (who.agency, scope.program())))
}

/// The months that are out. A month comes out when it is asked for the first time on or after its
/// day; from then on it is kept and never worked out again.
async fn out(ask: &Ask) -> Result<Out, Refusal> {
    let (scope, of) = scope(ask)?;
    let months = Month::released(ask.here().date(), rules::MONTHS);
    let span = span(&months);
    let (kept, counts) = ask
        .read(move |tx, _| {
            let kept = queries::months(tx, of, span)?;
            // The counts are read alone where a month may still come out.
            let counts = if kept.len() < usize::from(rules::MONTHS) {
                Some(window::months(tx, scope, span.0, span.1)?)
            } else {
                None
            };
            Ok((kept, counts))
        })
        .await?;
    let whole = counts.as_ref().is_none_or(|counts| counts.whole);
    let mut known = parsed(kept)?;
    let missing: Vec<Month> = months
        .iter()
        .copied()
        .filter(|month| !known.iter().any(|(known, _)| known == month))
        .collect();
    if let Some(counts) = counts.filter(|counts| counts.whole && !counts.parts.is_empty()) {
        let fresh = ask.blocking(move || fresh(&missing, &counts)).await??;
        if !fresh.is_empty() {
            let now = ask.now_s();
            let kept = ask
                .write(move |tx| {
                    for (month, figures) in &fresh {
                        queries::keep(tx, of, *month, figures, now)?;
                    }
                    Ok(queries::months(tx, of, span)?)
                })
                .await?;
            known = parsed(kept)?;
        }
    }
    let months = months
        .into_iter()
        .map(|month| {
            let at = known.iter().position(|(known, _)| *known == month);
            (month, at.map(|at| known.swap_remove(at).1))
        })
        .collect();
    Ok(Out { months, whole })
}

fn span(months: &[Month]) -> (i64, i64) {
    let end = |month: Option<&Month>| month.copied().map_or(0, rules::stored);
    (end(months.first()), end(months.last()))
}

fn parsed(kept: Vec<(i64, String)>) -> Result<Vec<(Month, Figures)>, Refusal> {
    kept.into_iter()
        .filter_map(|(month, text)| Some((rules::month_of(month)?, text)))
        .map(|(month, text)| {
            let figures = serde_json::from_str(&text).map_err(Refusal::broken)?;
            Ok((month, figures))
        })
        .collect()
}

/// The months that come out now, as they are kept.
fn fresh(missing: &[Month], counts: &window::Counts) -> Result<Vec<(i64, String)>, Refusal> {
    let mut fresh = vec![];
    for month in missing {
        let number = rules::stored(*month);
        let parts: Vec<_> = counts
            .parts
            .iter()
            .filter(|part| part.month == number)
            .collect();
        let people: Vec<_> = counts
            .people
            .iter()
            .filter(|row| row.month == number)
            .collect();
        let figures = figures::publish(*month, &parts, &people).map_err(Refusal::broken)?;
        if let Some(figures) = figures {
            fresh.push((
                number,
                serde_json::to_string(&figures).map_err(Refusal::broken)?,
            ));
        }
    }
    Ok(fresh)
}

/// `GET /program`.
pub async fn board(ask: Ask) -> Result<Answer, Refusal> {
    let (scope, of) = scope(&ask)?;
    let out = out(&ask).await?;
    let now = ask.now_s();
    let who = ask.who()?.clone();
    let this = rules::stored(Month::of(ask.here().date()));
    let logged = out.months.iter().any(|(_, figures)| figures.is_some());
    let (lists, teams, changes, waiting, loads, steps) = ask
        .read(move |tx, _| {
            let teams = agency::teams(tx, of.0)?;
            let lists = window::words(tx, scope)?;
            let kinds = crate::counts::rules::own_words(&lists.kinds)
                || crate::counts::rules::own_words(&lists.settings);
            let contact = logged || !window::months(tx, scope, this - 1, this)?.parts.is_empty();
            let steps = settings::first_week(tx, &who, (kinds, contact))?;
            Ok((
                lists,
                teams
                    .into_iter()
                    .filter(|team| team.program == of.1)
                    .collect::<Vec<_>>(),
                queries::changes(tx, of)?,
                window::waiting(tx, scope)?,
                window::workload(tx, scope)?,
                steps,
            ))
        })
        .await?;
    let asked = Asked::of(&ask.query, ask.here().date());
    let team = asked
        .team
        .filter(|team| teams.iter().any(|known| known.id == *team));
    let newest = out
        .months
        .iter()
        .rposition(|(_, figures)| figures.is_some());
    let chosen = asked
        .month
        .and_then(|month| out.months.iter().position(|(known, _)| *known == month))
        .or(newest);
    let view = Board {
        months: &out.months,
        chosen,
        team,
        teams: &teams,
        lists: &lists,
        charts: charts(&out, team, &changes),
        changes: &changes,
        waiting: domain::small::one(Reader::Screen, people_waiting(&waiting)),
        longest: waiting.first().map(|since| (now - since).max(0) / DAY),
        loads: workload(&loads),
        whole: out.whole,
        steps: &steps,
        key: &ask.new_key(),
    };
    ask.page(pages::board(ask.words(), &view))
}

fn people_waiting(waiting: &[i64]) -> Group {
    Group::people(u64::try_from(waiting.len()).unwrap_or(0))
}

/// The workload by team now: people under a worker's name, each once.
fn workload(loads: &[window::TeamLoad]) -> Vec<Load> {
    let groups: Vec<Group> = loads
        .iter()
        .map(|load| Group::people(u64::try_from(load.people).unwrap_or(0)))
        .collect();
    let total = Group::people(groups.iter().map(|group| group.amount).sum());
    let cells = domain::small::list(Reader::Screen, Sum::Adds, &groups, total)
        .map_or_else(|_| vec![Cell::Withheld; groups.len()], |list| list.cells);
    let each = loads.iter().zip(cells);
    each.map(|(load, people)| Load {
        team: load.team,
        workers: load.workers,
        people,
    })
    .collect()
}

fn charts(out: &Out, team: Option<domain::id::TeamId>, changes: &[Named]) -> Vec<Chart> {
    let months: Vec<Month> = out.months.iter().map(|(month, _)| *month).collect();
    let named: Vec<Month> = changes
        .iter()
        .filter_map(|change| rules::month_of(change.month))
        .collect();
    let series = |of: fn(&Figures) -> &Grid| -> Vec<Option<Cell>> {
        let mut begun = false;
        let cells = out.months.iter().map(|(_, figures)| {
            let cell = figures.as_ref().map(|all| of(all).total(all, team).cell());
            // Months before a team's first contact are a gap, not a row of zeros.
            begun = begun || !matches!(cell, None | Some(Cell::Shown(0)));
            cell.filter(|_| begun)
        });
        cells.collect()
    };
    let one = |measure, scale, cells: Vec<Option<Cell>>| Chart {
        measure,
        line: rules::chart(scale, &cells, &months, &named),
        cells,
    };
    let hours = series(|figures| &figures.screen.minutes)
        .into_iter()
        .map(|cell| {
            cell.map(|cell| match cell {
                Cell::Shown(minutes) => Cell::Shown((minutes + 30) / 60),
                hidden => hidden,
            })
        })
        .collect();
    let mut charts = vec![
        one(
            Measure::Contacts,
            Scale::Count,
            series(|figures| &figures.screen.contacts),
        ),
        one(
            Measure::People,
            Scale::Count,
            series(|figures| &figures.screen.people),
        ),
        one(Measure::Hours, Scale::Count, hours),
    ];
    if team.is_none() {
        let shares = out.months.iter().map(|(_, figures)| {
            let share = figures.as_ref().map(|figures| figures.screen.out_of_hours);
            share.map(|share| share.map_or(Cell::Withheld, |share| Cell::Shown(share.into())))
        });
        charts.push(one(Measure::OutOfHours, Scale::Count, shares.collect()));
    }
    charts
}

/// `GET /program/definitions`.
pub async fn definitions(ask: Ask) -> Result<Answer, Refusal> {
    ask.page(pages::definitions(ask.words()))
}

async fn rows(ask: &Ask) -> Result<(String, export::Sheet), Refusal> {
    let (scope, of) = scope(ask)?;
    let out = out(ask).await?;
    let (lists, teams) = ask
        .read(move |tx, _| Ok((window::words(tx, scope)?, agency::teams(tx, of.0)?)))
        .await?;
    let sheet = export::sheet(ask.words(), &out.months, &teams, &lists);
    let newest = out
        .months
        .last()
        .map_or_else(String::new, |(month, _)| rules::slug(*month));
    Ok((format!("counts-to-{newest}"), sheet))
}

/// `GET /program/counts.csv`: what may leave the program.
pub async fn csv(ask: Ask) -> Result<Answer, Refusal> {
    let (name, sheet) = rows(&ask).await?;
    let bytes = sheets::write_csv(&sheet.lines());
    Ok(Answer::File(format!("{name}.csv"), CSV, bytes))
}

/// `GET /program/counts.xlsx`: what may leave the program.
pub async fn xlsx(ask: Ask) -> Result<Answer, Refusal> {
    let (name, sheet) = rows(&ask).await?;
    let bytes = sheets::write_xlsx(&[sheet.table()]).map_err(Refusal::broken)?;
    Ok(Answer::File(format!("{name}.xlsx"), XLSX, bytes))
}

async fn naming(ask: &Ask, typed: &Typed, problems: &[Problem]) -> Result<kit::Page, Refusal> {
    let (_, of) = scope(ask)?;
    let (changes, names) = ask
        .read(move |tx, _| {
            let changes = queries::changes(tx, of)?;
            let by: Vec<_> = changes.iter().map(|change| change.by).collect();
            Ok((changes, people::names(tx, of.0, &by)?))
        })
        .await?;
    let view = pages::changes::Changes {
        named: &changes,
        names: &names,
        offered: &offered(ask),
        typed,
        problems,
        saved: ask.query.get("saved") == "1",
    };
    Ok(pages::changes::changes(
        ask.words(),
        &ask.here(),
        &view,
        &ask.key(),
        || ask.new_key(),
    ))
}

/// The months that a change may begin with: those on the page, and the one that runs.
fn offered(ask: &Ask) -> Vec<Month> {
    let today = ask.here().date();
    let mut months = Month::released(today, rules::MONTHS);
    let mut next = Month::newest_released(today).plus(1);
    while next <= Month::of(today) {
        months.push(next);
        next = next.plus(1);
    }
    months.reverse();
    months
}

/// `GET /program/changes`.
pub async fn changes(ask: Ask) -> Result<Answer, Refusal> {
    let page = naming(&ask, &Typed::default(), &[]).await?;
    ask.page(page)
}

fn leaf(action: &'static str, change: i64) -> Leaf {
    Leaf {
        action,
        subject: "program_change",
        subject_id: change,
        participant: 0,
    }
}

fn saved() -> Receipt {
    Receipt {
        to: "/program/changes?saved=1".to_owned(),
    }
}

/// `POST /program/changes`: names a change.
pub async fn name_change(ask: Ask) -> Result<Answer, Refusal> {
    let (_, of) = scope(&ask)?;
    let typed = Typed::of(&ask.form);
    let (month, words) = match typed.change(&offered(&ask)) {
        Ok(change) => change,
        Err(problems) => {
            let page = naming(&ask, &typed, &problems).await?;
            return Err(Refusal::Fix(Box::new(page)));
        }
    };
    let named = Named {
        id: ask.new_id(),
        month: rules::stored(month),
        words,
        by: ask.who()?.account,
        at: ask.now_s(),
    };
    let chance = ask.house.chance.clone();
    ask.change(move |tx, who| {
        queries::name(tx, of, &named)?;
        audit::record(
            tx,
            who,
            &leaf("program.name_change", named.id.get()),
            named.at,
            &*chance,
        )?;
        Ok(saved())
    })
    .await
}

/// `POST /program/changes/{change}/remove`.
pub async fn remove_change(ask: Ask) -> Result<Answer, Refusal> {
    let (_, of) = scope(&ask)?;
    let id: Id<queries::Change> = ask.id("change")?;
    let (now, chance) = (ask.now_s(), ask.house.chance.clone());
    ask.change(move |tx, who| {
        if !queries::remove(tx, of, id, now)? {
            return Err(Refusal::NotHere);
        }
        audit::record(
            tx,
            who,
            &leaf("program.remove_change", id.get()),
            now,
            &*chance,
        )?;
        Ok(saved())
    })
    .await
}
