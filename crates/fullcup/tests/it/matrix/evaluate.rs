//! Works out every cell of the matrix from what was written by hand.
//!
//! **Invariant:** nothing of the house is used here, so that a mistake in its rules cannot be its
//! own expectation (`the_evaluator_knows_nothing_of_the_house`).

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

/// Every set of roles that is tried: each alone, and the one pair that many people hold.
pub const ROLES: &[&str] = &[
    "peer-worker",
    "peer-supervisor",
    "peer-worker+peer-supervisor",
    "program-manager",
    "privacy-officer",
    "administrator",
];

/// How somebody stands. Only who is active and signed in is let in at all.
pub const STATES: &[&str] = &[
    "active",
    "invited",
    "suspended",
    "left",
    "signed-out",
    "stranger",
];

/// One door as it was written down.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// `GET` or `POST`.
    pub method: String,
    /// The path with its varying parts, and a query if there is one.
    pub path: String,
    /// What kind of record it names; `-` for none.
    pub record: String,
    /// What is sent with it.
    pub body: String,
    /// What is done before: method and path.
    pub first: Option<String>,
    /// Role, relation, status.
    grants: Vec<(String, String, u16)>,
    /// Relation and status for whoever is not signed in.
    out: Vec<(String, u16)>,
}

/// A request with names for what varies.
#[derive(Clone, Copy, Debug)]
pub struct Sent<'a> {
    /// `GET` or `POST`.
    pub method: &'a str,
    /// The path.
    pub path: &'a str,
    /// The fields.
    pub body: &'a str,
}

/// One expectation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The row's number.
    pub row: usize,
    /// The roles, joined with `+`.
    pub role: &'static str,
    /// How the record is related to who asks; `-` for none.
    pub relation: String,
    /// How who asks stands.
    pub state: &'static str,
    /// The status that is promised.
    pub status: u16,
}

/// Everything that was written down.
#[derive(Debug, Default)]
pub struct Book {
    /// The doors in their order.
    pub rows: Vec<Row>,
    relations: BTreeMap<String, Vec<String>>,
}

impl Row {
    /// The path without its query: the door.
    pub fn door(&self) -> &str {
        self.path.split('?').next().unwrap_or_default()
    }

    fn granted(&self, role: &str, relation: &str) -> Option<u16> {
        let fits = |known: &str, asked: &str, all: &str| known == asked || known == all;
        self.grants
            .iter()
            .find(|(known, related, _)| {
                fits(known, role, "everyone") && fits(related, relation, "any")
            })
            .map(|(_, _, status)| *status)
    }

    /// What an active person of these roles gets.
    fn within(&self, role: &str, relation: &str) -> u16 {
        let own = self.granted(role, relation);
        own.or_else(|| role.split('+').find_map(|one| self.granted(one, relation)))
            .unwrap_or(404)
    }

    /// What everybody else gets.
    fn without(&self, relation: &str) -> u16 {
        let said = self
            .out
            .iter()
            .find(|(known, _)| known == relation || known == "any");
        said.map_or(
            if self.method == "GET" { 303 } else { 401 },
            |(_, status)| *status,
        )
    }

    /// Whether anybody at all is let in without signing in.
    fn is_open(&self) -> bool {
        !self.out.is_empty()
    }
}

impl Book {
    /// Reads what was written down; the message names the line that makes no sense.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut book = Self::default();
        for (number, line) in text.lines().enumerate() {
            let wrong = |what: &str| format!("line {}: {what}: {line:?}", number + 1);
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let (word, rest) = line
                .trim()
                .split_once(' ')
                .ok_or_else(|| wrong("one word"))?;
            let rest = rest.trim();
            if !line.starts_with(' ') {
                match word {
                    "relations" => {
                        let (kind, list) = rest.split_once(' ').ok_or_else(|| wrong("no list"))?;
                        let list = list.split_whitespace().map(str::to_owned).collect();
                        book.relations.insert(kind.to_owned(), list);
                    }
                    "GET" | "POST" => book.rows.push(Row {
                        method: word.to_owned(),
                        path: rest.to_owned(),
                        record: "-".to_owned(),
                        ..Row::default()
                    }),
                    _ => return Err(wrong("neither a door nor relations")),
                }
                continue;
            }
            let row = book.rows.last_mut().ok_or_else(|| wrong("no door above"))?;
            match word {
                "record" => rest.clone_into(&mut row.record),
                "body" => rest.clone_into(&mut row.body),
                "first" => row.first = Some(rest.to_owned()),
                "out" => {
                    let (relation, status) = rest.split_once(' ').unwrap_or(("any", rest));
                    let status = status.parse().map_err(|_| wrong("no status"))?;
                    row.out.push((relation.to_owned(), status));
                }
                role if role == "everyone" || ROLES.contains(&role) => {
                    let (relation, status) =
                        rest.split_once(' ').ok_or_else(|| wrong("no status"))?;
                    let status = status.parse().map_err(|_| wrong("no status"))?;
                    row.grants
                        .push((role.to_owned(), relation.to_owned(), status));
                }
                _ => return Err(wrong("an unknown role")),
            }
        }
        book.check()?;
        Ok(book)
    }

    /// Every row names relations that its record has.
    fn check(&self) -> Result<(), String> {
        for row in &self.rows {
            let known = self.relations_of(row)?;
            let named = row.grants.iter().map(|(_, relation, _)| relation);
            for relation in named.chain(row.out.iter().map(|(relation, _)| relation)) {
                if relation != "any" && !known.contains(relation) {
                    return Err(format!(
                        "{} {}: no relation {relation}",
                        row.method, row.path
                    ));
                }
            }
        }
        Ok(())
    }

    fn relations_of(&self, row: &Row) -> Result<&Vec<String>, String> {
        let found = self.relations.get(&row.record);
        found.ok_or_else(|| format!("{} {}: no record {}", row.method, row.path, row.record))
    }

    /// Every cell of one set of roles.
    pub fn cells(&self, role: &'static str) -> Vec<Cell> {
        let mut cells = vec![];
        for (number, row) in self.rows.iter().enumerate() {
            for relation in self.relations_of(row).into_iter().flatten() {
                // Only a supervisor supervises.
                if relation == "supervised" && !role.contains("peer-supervisor") {
                    continue;
                }
                for state in STATES {
                    let status = if *state == "active" {
                        row.within(role, relation)
                    } else {
                        row.without(relation)
                    };
                    cells.push(Cell {
                        row: number,
                        role,
                        relation: relation.clone(),
                        state,
                        status,
                    });
                }
            }
        }
        cells
    }

    /// Method and path of every door that something is said of.
    pub fn doors(&self) -> BTreeSet<(String, String)> {
        self.rows
            .iter()
            .map(|row| (row.method.clone(), row.door().to_owned()))
            .collect()
    }

    /// The whole table, to be read.
    pub fn table(&self) -> String {
        let mut table = String::from(
            "# Who gets what at which door\n\n\
             Worked out from `doors.txt`; the test `the_expanded_table_is_up_to_date` says when this page is \
             stale, and `FULLCUP_REWRITE=1` writes it anew.\n\n\
             Columns: peer worker, peer supervisor, both in one person, program manager, privacy officer, \
             administrator, each active and signed in; then whoever is invited, suspended, has left, is signed \
             out or is a stranger. `·` = 404, the same as for a record that is not there. `-` = there is no \
             such relation.\n\n\
             | door | record | worker | supervisor | both | manager | officer | administrator | not signed in |\n\
             |---|---|---|---|---|---|---|---|---|\n",
        );
        for row in &self.rows {
            for relation in self.relations_of(row).into_iter().flatten() {
                let record = if relation == "-" {
                    String::new()
                } else {
                    format!("{} {relation}", row.record)
                };
                let _ = write!(table, "| {} {} | {record} |", row.method, row.path);
                for role in ROLES {
                    let status = row.within(role, relation);
                    let cell = match status {
                        _ if relation == "supervised" && !role.contains("peer-supervisor") => {
                            "-".to_owned()
                        }
                        404 => "·".to_owned(),
                        other => other.to_string(),
                    };
                    let _ = write!(table, " {cell} |");
                }
                let _ = writeln!(table, " {} |", row.without(relation));
            }
        }
        let open = self.rows.iter().filter(|row| row.is_open()).count();
        let cells: usize = ROLES.iter().map(|role| self.cells(role).len()).sum();
        let _ = writeln!(
            table,
            "\n{} rows, {open} of them without sign-in, {cells} cells asked.",
            self.rows.len()
        );
        table
    }
}
