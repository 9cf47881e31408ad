//! The published months as rows of a file: what a small group hides outside the program is not in it.

use alongside::window::{
    Lists,
    counts::{kind_word, setting_word},
};
use domain::{id::TeamId, small::Cell, small::Month};
use kit::{Words, t};
use people::agency::Team;
use sheets::{Out, Table};

use super::{
    figures::{Figure, Figures},
    rules,
};

/// The rows of the file, with their header.
pub struct Sheet {
    name: String,
    above: Vec<String>,
    header: Vec<String>,
    rows: Vec<Vec<Out>>,
}

impl Sheet {
    /// Everything as lines of a CSV file: the header is the first, so that other programs can read it.
    pub fn lines(&self) -> Vec<Vec<Out>> {
        let header = self.header.iter().cloned().map(Out::Text).collect();
        std::iter::once(header)
            .chain(self.rows.iter().cloned())
            .collect()
    }

    /// Everything as a sheet of a workbook.
    pub fn table(self) -> Table {
        Table {
            name: self.name,
            above: self.above,
            header: self.header,
            rows: self.rows,
        }
    }
}

/// The file of these months.
pub fn sheet(
    w: &Words,
    months: &[(Month, Option<Figures>)],
    teams: &[Team],
    lists: &Lists,
) -> Sheet {
    let team_word = |id: i64| {
        let known = teams.iter().find(|team| team.id.get() == id);
        known.map_or_else(|| t!(w, "program-no-team"), |team| team.name.clone())
    };
    let all = || t!(w, "program-all");
    let mut rows = vec![];
    for (month, figures) in months {
        let Some(figures) = figures else { continue };
        let mut line = |team: String, kind: String, setting: String, of: [Figure; 3]| {
            let mut row = vec![
                Out::Text(rules::slug(*month)),
                Out::Text(team),
                Out::Text(kind),
                Out::Text(setting),
            ];
            let [contacts, minutes, people] = of.map(Figure::cell);
            row.extend([amount(w, contacts), amount(w, minutes), value(w, people)]);
            rows.push(row);
        };
        let sheet = &figures.outside;
        let grids = [&sheet.contacts, &sheet.minutes, &sheet.people];
        line(all(), all(), all(), grids.map(|grid| grid.all));
        let each = std::iter::once(None).chain(figures.teams.iter().copied().map(Some));
        for team in each {
            let id = team.map(TeamId::from_i64);
            let word = team.map_or_else(all, team_word);
            if team.is_some() {
                line(
                    word.clone(),
                    all(),
                    all(),
                    grids.map(|grid| grid.total(figures, id)),
                );
            }
            for (at, kind) in figures.kinds.iter().enumerate() {
                let of = grids.map(|grid| at_most(grid.by_kind(figures, id), at));
                line(word.clone(), kind_word(w, lists, kind), all(), of);
            }
            for (at, setting) in figures.settings.iter().enumerate() {
                let said = match setting.as_str() {
                    "" => t!(w, "program-not-said"),
                    setting => setting_word(w, lists, setting),
                };
                let of = grids.map(|grid| at_most(grid.by_setting(figures, id), at));
                line(word.clone(), all(), said, of);
            }
        }
    }
    Sheet {
        name: t!(w, "program-counts"),
        above: vec![t!(w, "program-file-note")],
        header: vec![
            t!(w, "program-month"),
            t!(w, "program-team"),
            t!(w, "program-kind"),
            t!(w, "program-setting"),
            t!(w, "program-contacts"),
            t!(w, "program-minutes"),
            t!(w, "program-people"),
        ],
        rows,
    }
}

fn at_most(list: &[Figure], at: usize) -> Figure {
    list.get(at).copied().unwrap_or(Figure::NONE)
}

/// "Under 11" is said of people alone: contacts of two people may be many.
fn amount(w: &Words, cell: Cell) -> Out {
    match cell {
        Cell::Few => value(w, Cell::Withheld),
        cell => value(w, cell),
    }
}

fn value(w: &Words, cell: Cell) -> Out {
    match cell {
        Cell::Shown(number) => Out::Whole(i64::try_from(number).unwrap_or(i64::MAX)),
        Cell::Few => Out::Text(t!(w, "program-few-outside")),
        Cell::Withheld => Out::Text(t!(w, "program-withheld")),
    }
}
