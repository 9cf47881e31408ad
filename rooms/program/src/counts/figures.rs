//! The published figures of one month: every page, chart and file takes them from here.

use std::collections::{BTreeMap, BTreeSet};

use alongside::window::counts::{Part, People};
use domain::{
    id::TeamId,
    small::{
        Across, Cell, Group, Hub, Month, Question, Reader, Sum, Truth, Uneven, release, share,
    },
};
use serde::{Deserialize, Serialize};

/// One published figure as it is kept: the number, -1 = few, -2 = not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Figure(i64);

impl From<Cell> for Figure {
    fn from(cell: Cell) -> Self {
        Self(match cell {
            Cell::Shown(number) => i64::try_from(number).unwrap_or(i64::MAX),
            Cell::Few => -1,
            Cell::Withheld => -2,
        })
    }
}

impl Figure {
    /// Nobody: always shown.
    pub const NONE: Self = Self(0);

    /// The figure as a cell.
    pub fn cell(self) -> Cell {
        match (u64::try_from(self.0), self.0) {
            (Ok(number), _) => Cell::Shown(number),
            (Err(_), -1) => Cell::Few,
            (Err(_), _) => Cell::Withheld,
        }
    }
}

/// One measure of a month, in every dimension that may be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    /// Everything.
    pub all: Figure,
    /// By team.
    pub teams: Vec<Figure>,
    /// By kind.
    pub kinds: Vec<Figure>,
    /// By setting.
    pub settings: Vec<Figure>,
    /// By kind, team by team.
    pub kinds_of: Vec<Vec<Figure>>,
    /// By setting, team by team.
    pub settings_of: Vec<Vec<Figure>>,
}

/// Everything that one kind of reader may see of a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Contacts, attempts in vain too.
    pub contacts: Grid,
    /// Minutes.
    pub minutes: Grid,
    /// Unduplicated people reached.
    pub people: Grid,
    /// How many of 100 contacts were out of hours, whole program.
    pub out_of_hours: Option<u8>,
}

/// The published figures of a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// The teams, in the order of [`Grid::teams`]; 0 = no team.
    pub teams: Vec<i64>,
    /// The kinds (slugs).
    pub kinds: Vec<String>,
    /// The settings (slugs); empty = not said.
    pub settings: Vec<String>,
    /// For somebody of the program, on a screen.
    pub screen: Seen,
    /// For everything that leaves the program.
    pub outside: Seen,
}

/// What is counted, before anything is hidden.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Measure {
    Contacts,
    Minutes,
    People,
}

/// Where a figure stands: team (`None` = all), then kind or setting.
type Key<'a> = (Option<i64>, Option<&'a str>, Option<&'a str>);

struct Tally<'a> {
    sums: BTreeMap<Key<'a>, (u64, u64, u64)>,
    people: BTreeMap<Key<'a>, (u64, u64)>,
}

impl<'a> Tally<'a> {
    fn of(parts: &[&'a Part], people: &[&'a People]) -> Self {
        let mut sums: BTreeMap<Key<'_>, (u64, u64, u64)> = BTreeMap::new();
        for part in parts {
            let (team, kind, setting) =
                (number(part.team), part.kind.as_str(), part.setting.as_str());
            for at in [
                (None, None, None),
                (None, Some(kind), None),
                (None, None, Some(setting)),
                (Some(team), None, None),
                (Some(team), Some(kind), None),
                (Some(team), None, Some(setting)),
            ] {
                let sum = sums.entry(at).or_default();
                sum.0 += whole(part.contacts);
                sum.1 += whole(part.minutes);
                sum.2 += whole(part.heads);
            }
        }
        let people = people.iter().map(|row| {
            let (team, kind, setting) = (number(row.team), row.kind.as_str(), row.setting.as_str());
            let at = match row.grain {
                1 => (Some(team), None, None),
                2 => (None, Some(kind), None),
                3 => (None, None, Some(setting)),
                4 => (Some(team), Some(kind), None),
                5 => (Some(team), None, Some(setting)),
                _ => (None, None, None),
            };
            (at, (whole(row.people), whole(row.named)))
        });
        Self {
            sums,
            people: people.collect(),
        }
    }

    fn group(&self, measure: Measure, at: Key<'_>) -> Group {
        let (contacts, minutes, heads) = self.sums.get(&at).copied().unwrap_or_default();
        let (people, named) = self.people.get(&at).copied().unwrap_or_default();
        match measure {
            Measure::Contacts => Group::of(contacts, named + heads),
            Measure::Minutes => Group::of(minutes, named + heads),
            Measure::People => Group::people(people),
        }
    }
}

fn number(team: Option<TeamId>) -> i64 {
    team.map_or(0, TeamId::get)
}

fn whole(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// Publishes a month; `None` when nothing was logged in it.
///
/// # Errors
/// [`Uneven`] when the counts do not add up.
pub fn publish(
    month: Month,
    parts: &[&Part],
    people: &[&People],
) -> Result<Option<Figures>, Uneven> {
    if parts.iter().all(|part| part.contacts == 0) {
        return Ok(None);
    }
    let tally = Tally::of(parts, people);
    let teams: BTreeSet<i64> = parts.iter().map(|part| number(part.team)).collect();
    let kinds: BTreeSet<&str> = parts.iter().map(|part| part.kind.as_str()).collect();
    let settings: BTreeSet<&str> = parts.iter().map(|part| part.setting.as_str()).collect();
    let truth = |measure: Measure| {
        let by_kind = |team| -> Vec<Group> {
            let kinds = kinds.iter().copied();
            kinds
                .map(|kind| tally.group(measure, (team, Some(kind), None)))
                .collect()
        };
        let by_setting = |team| -> Vec<Group> {
            let settings = settings.iter().copied();
            settings
                .map(|setting| tally.group(measure, (team, None, Some(setting))))
                .collect()
        };
        Truth {
            all: tally.group(measure, (None, None, None)),
            kinds: by_kind(None),
            settings: by_setting(None),
            sites: teams
                .iter()
                .map(|team| Hub {
                    all: tally.group(measure, (Some(*team), None, None)),
                    kinds: by_kind(Some(*team)),
                    settings: by_setting(Some(*team)),
                })
                .collect(),
        }
    };
    let late: u64 = parts.iter().map(|part| whole(part.out_of_hours)).sum();
    let all: u64 = parts.iter().map(|part| whole(part.contacts)).sum();
    let seen = |reader| -> Result<Seen, Uneven> {
        let in_hours = Group::of(all.saturating_sub(late), 0);
        let contacts = grid(month, reader, Sum::Adds, &truth(Measure::Contacts))?;
        // A share of a hidden whole would say how large the whole is.
        let out_of_hours = contacts
            .all
            .cell()
            .shown()
            .and_then(|_| share(reader, Group::of(late, 0), in_hours));
        Ok(Seen {
            contacts,
            out_of_hours,
            minutes: grid(month, reader, Sum::Adds, &truth(Measure::Minutes))?,
            people: grid(month, reader, Sum::Overlaps, &truth(Measure::People))?,
        })
    };
    Ok(Some(Figures {
        screen: seen(Reader::Screen)?,
        outside: seen(Reader::Outside)?,
        teams: teams.iter().copied().collect(),
        kinds: kinds.iter().copied().map(String::from).collect(),
        settings: settings.iter().copied().map(String::from).collect(),
    }))
}

fn grid(month: Month, reader: Reader, sum: Sum, truth: &Truth) -> Result<Grid, Uneven> {
    let release = release(reader, sum, truth)?;
    let answer = |across| -> Vec<Vec<Figure>> {
        let Ok(question) = Question::new(month, across, month.released_on()) else {
            return vec![];
        };
        let lists = release.answer(question).into_iter();
        lists
            .map(|cells| cells.into_iter().map(Figure::from).collect())
            .collect()
    };
    let first = |across| answer(across).into_iter().next().unwrap_or_default();
    Ok(Grid {
        all: release.all().into(),
        teams: first(Across::Site),
        kinds: first(Across::Kind),
        settings: first(Across::Setting),
        kinds_of: answer(Across::KindBySite),
        settings_of: answer(Across::SettingBySite),
    })
}

impl Figures {
    fn team(&self, team: TeamId) -> Option<usize> {
        self.teams.iter().position(|known| *known == team.get())
    }
}

impl Grid {
    /// The figure of everything, or of one team; a team without contacts has none.
    pub fn total(&self, figures: &Figures, team: Option<TeamId>) -> Figure {
        team.map_or(self.all, |team| {
            let at = figures.team(team);
            at.and_then(|at| self.teams.get(at).copied())
                .unwrap_or(Figure::NONE)
        })
    }

    /// By kind, of everything or of one team, in the order of [`Figures::kinds`].
    pub fn by_kind<'a>(&'a self, figures: &Figures, team: Option<TeamId>) -> &'a [Figure] {
        of_team(&self.kinds, &self.kinds_of, figures, team)
    }

    /// By setting, of everything or of one team, in the order of [`Figures::settings`].
    pub fn by_setting<'a>(&'a self, figures: &Figures, team: Option<TeamId>) -> &'a [Figure] {
        of_team(&self.settings, &self.settings_of, figures, team)
    }
}

fn of_team<'a>(
    all: &'a [Figure],
    each: &'a [Vec<Figure>],
    figures: &Figures,
    team: Option<TeamId>,
) -> &'a [Figure] {
    team.map_or(all, |team| {
        let at = figures.team(team);
        at.and_then(|at| each.get(at)).map_or(&[], Vec::as_slice)
    })
}
