//! One ordered list of forward-only migrations for both engines.
//!
//! Each runs in a transaction of its own, together with its row in `schema_change`, so that a
//! kill in the middle leaves the schema before it or after it. An applied file is never
//! edited. Words in braces are the engine's own:
//!
//! | word | SQLite | PostgreSQL |
//! |---|---|---|
//! | `{int}` | `INTEGER` | `BIGINT` |
//! | `{blob}` | `BLOB` | `BYTEA` |
//! | `{text}` | `TEXT` | `TEXT` |
//! | `{table}`, after the last `)` | `STRICT, WITHOUT ROWID` | nothing |
//! | `{heap}` or `{strict}`, after the last `)` | `STRICT` | nothing |

use crate::{Error, OpenError, Sql, ToValue};

/// One step of the schema.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Migration {
    /// 1, 2, 3 … without a gap.
    pub(crate) number: i64,
    /// The file's name after its number.
    pub(crate) name: &'static str,
    /// The text, with words in braces.
    pub(crate) text: &'static str,
    /// The newest number that a program must know to run on the schema after this step.
    pub(crate) oldest: i64,
}

/// Every migration, in order.
pub(crate) const ALL: &[Migration] = &[
    Migration {
        number: 1,
        name: "people",
        text: include_str!("../migrations/0001_people.sql"),
        oldest: 1,
    },
    Migration {
        number: 2,
        name: "boundaries",
        text: include_str!("../migrations/0002_boundaries.sql"),
        oldest: 1,
    },
    Migration {
        number: 3,
        name: "alongside",
        text: include_str!("../migrations/0003_alongside.sql"),
        oldest: 1,
    },
    Migration {
        number: 4,
        name: "counts",
        text: include_str!("../migrations/0004_counts.sql"),
        // An older program would write contacts and not keep the counts.
        oldest: 4,
    },
    Migration {
        number: 5,
        name: "supervision",
        text: include_str!("../migrations/0005_supervision.sql"),
        oldest: 1,
    },
    Migration {
        number: 6,
        name: "program",
        text: include_str!("../migrations/0006_program.sql"),
        oldest: 1,
    },
    Migration {
        number: 7,
        name: "moving_in",
        text: include_str!("../migrations/0007_moving_in.sql"),
        oldest: 1,
    },
    Migration {
        number: 8,
        name: "own",
        text: include_str!("../migrations/0008_own.sql"),
        oldest: 1,
    },
    Migration {
        number: 9,
        name: "help",
        text: include_str!("../migrations/0009_help.sql"),
        oldest: 1,
    },
];

/// A migration that has run.
pub(crate) struct Applied {
    pub(crate) number: i64,
    pub(crate) oldest: i64,
}

/// The table that remembers what has run.
pub(crate) const LEDGER: &str = "CREATE TABLE IF NOT EXISTS schema_change (
    number {int} NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    applied_at {int} NOT NULL,
    oldest_binary_that_may_run {int} NOT NULL
) {table}";

/// What has run, in order.
pub(crate) const APPLIED: Sql = Sql::new(
    "schema.applied",
    "SELECT number, oldest_binary_that_may_run FROM schema_change ORDER BY number",
);

const RECORD: Sql = Sql::new(
    "schema.record",
    "INSERT INTO schema_change (number, name, applied_at, oldest_binary_that_may_run)
     VALUES ($1, $2, $3, $4)",
);

/// The two things that a migration needs of an engine.
pub(crate) trait Ground {
    /// The engine's own words for those in braces.
    fn words(&self) -> [(&'static str, &'static str); 6];
    /// Runs statements without values.
    fn batch(&mut self, text: &str) -> Result<(), Error>;
    /// Runs one statement with values.
    fn run(&mut self, sql: &Sql, args: &[&dyn ToValue]) -> Result<(), Error>;
    /// What has run.
    fn applied(&mut self) -> Result<Vec<Applied>, Error>;
    /// How a transaction for a migration begins.
    fn begin(&self) -> &'static str;
}

/// The migrations that are due. Refuses a database that asks for a later program.
pub(crate) fn due<'a>(
    list: &'a [Migration],
    applied: &[Applied],
) -> Result<Vec<&'a Migration>, OpenError> {
    let knows = list.last().map_or(0, |newest| newest.number);
    let needs = applied
        .iter()
        .map(|change| change.oldest)
        .max()
        .unwrap_or(0);
    if needs > knows {
        return Err(OpenError::Future { needs, knows });
    }
    let done = applied
        .iter()
        .map(|change| change.number)
        .max()
        .unwrap_or(0);
    Ok(list
        .iter()
        .filter(|migration| migration.number > done)
        .collect())
}

/// Makes the ledger where it is absent.
pub(crate) fn ledger(ground: &mut dyn Ground) -> Result<(), Error> {
    let text = translated(LEDGER, ground);
    ground.batch(&text)
}

/// Runs one migration, whole or not at all.
pub(crate) fn apply(ground: &mut dyn Ground, migration: &Migration, at: i64) -> Result<(), Error> {
    let begin = ground.begin();
    ground.batch(begin)?;
    let done = steps(ground, migration, at).and_then(|()| ground.batch("COMMIT"));
    if done.is_err() {
        // A connection that is gone has rolled back by itself; the first error is the one to tell.
        drop(ground.batch("ROLLBACK"));
    }
    done
}

fn steps(ground: &mut dyn Ground, migration: &Migration, at: i64) -> Result<(), Error> {
    let text = translated(migration.text, ground);
    for statement in statements(&text) {
        ground.batch(&statement)?;
    }
    ground.run(
        &RECORD,
        &[&migration.number, &migration.name, &at, &migration.oldest],
    )
}

fn translated(text: &str, ground: &dyn Ground) -> String {
    ground
        .words()
        .iter()
        .fold(text.to_owned(), |text, (word, own)| text.replace(word, own))
}

/// The statements of a file: each ends with `;` at the end of a line. Comments go.
fn statements(text: &str) -> Vec<String> {
    let lines = text
        .lines()
        .map(|line| line.split_once("--").map_or(line, |(code, _)| code));
    let lines: Vec<&str> = lines.map(str::trim_end).collect();
    let code = lines.join(
        "
",
    ) + "
";
    let parts = code.split(";\n").map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_migrations_are_numbered_without_a_gap() {
        for (place, migration) in (1..).zip(ALL) {
            assert_eq!(migration.number, place, "{}", migration.name);
            assert!(migration.oldest <= migration.number, "{}", migration.name);
        }
    }

    #[test]
    fn a_file_is_cut_at_the_ends_of_its_lines() {
        let text =
            "-- about; it\nCREATE TABLE a (\n  b TEXT -- the b;\n);\n\nCREATE INDEX c ON a (b);\n";
        let found = statements(text);
        assert_eq!(
            found,
            ["CREATE TABLE a (\n  b TEXT\n)", "CREATE INDEX c ON a (b)"]
        );
        assert!(statements("-- nothing yet\n").is_empty());
    }

    #[test]
    fn a_later_schema_is_refused_only_when_it_says_so() {
        let applied = |number, oldest| Applied { number, oldest };
        let knows = ALL.last().expect("a migration").number;
        assert!(
            due(ALL, &[applied(knows + 5, 1)])
                .expect("an older program may run")
                .is_empty()
        );
        let refused = due(ALL, &[applied(knows + 1, knows + 1)]);
        assert!(matches!(refused, Err(OpenError::Future { needs, .. }) if needs == knows + 1));
    }
}
