//! One job at a time: values, keys, refusals.

use domain::id::{ContactId, Id};
use storage::{Error, FromRow, Row, Sql, testing};

use crate::things::{ADD, COUNT, SIZE, add, count, with_things};

const MAKE_ALL: Sql = Sql::new(
    "kinds.make",
    "CREATE TABLE kinds (id BIGINT NOT NULL PRIMARY KEY, words TEXT, number BIGINT)",
);
const ADD_ALL: Sql = Sql::new(
    "kinds.add",
    "INSERT INTO kinds (words, number, id) VALUES ($3, $2, $1)",
);
const READ_ALL: Sql = Sql::new(
    "kinds.read",
    "SELECT id, words, number FROM kinds ORDER BY id",
);

#[derive(Debug, PartialEq)]
struct Kinds {
    id: ContactId,
    words: Option<String>,
    number: Option<i64>,
}

impl FromRow for Kinds {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.get(0)?,
            words: row.get(1)?,
            number: row.get(2)?,
        })
    }
}

#[test]
fn what_is_written_reads_back_the_same() {
    let house = testing::fresh();
    house
        .db
        .write_now(|tx| tx.run(&MAKE_ALL, &[]))
        .expect("a table");
    let all = [
        (1, Some("Zoë’s 🌱 step"), Some(i64::MAX)),
        (2, Some(""), Some(i64::MIN)),
        (3, None, None),
    ];
    for (id, words, number) in all {
        let id: ContactId = Id::from_i64(id);
        let added = house
            .db
            .write_now(move |tx| tx.run(&ADD_ALL, &[&id, &number, &words]));
        assert_eq!(added.expect("a row"), 1);
    }
    let found: Vec<Kinds> = house
        .db
        .read_now(|tx| tx.all(&READ_ALL, &[]))
        .expect("rows");
    let wanted = all.map(|(id, words, number)| Kinds {
        id: Id::from_i64(id),
        words: words.map(str::to_owned),
        number,
    });
    assert_eq!(found, wanted);
}

#[test]
fn bytes_read_back_the_same() {
    let house = testing::fresh();
    let answer: Vec<u8> = house
        .db
        .read_now(|tx| {
            let sql = if testing::on_postgres() {
                Sql::new("bytes.echo", "SELECT CAST($1 AS BYTEA)")
            } else {
                Sql::new("bytes.echo", "SELECT CAST($1 AS BLOB)")
            };
            tx.one(&sql, &[&[0_u8, 1, 255]])
        })
        .expect("bytes");
    assert_eq!(answer, [0, 1, 255]);
}

#[test]
fn values_are_bound_by_their_number_and_not_by_their_place() {
    const SWAPPED: Sql = Sql::new(
        "t.swapped",
        "SELECT CAST($2 AS TEXT), CAST($1 AS TEXT), CAST($2 AS TEXT)",
    );
    let house = testing::fresh();
    let answer: (String, String, String) = house
        .db
        .read_now(|tx| tx.one(&SWAPPED, &[&"one", &"two"]))
        .expect("a row");
    assert_eq!(answer, ("two".into(), "one".into(), "two".into()));
}

#[test]
fn a_wrong_number_of_values_is_refused() {
    let house = with_things(testing::fresh());
    for values in [&[&1_i64 as &dyn storage::ToValue][..], &[&1_i64, &1_i64]] {
        let values: Vec<i64> = values.iter().map(|_| 1).collect();
        let refused = house.db.read_now(move |tx| {
            let values: Vec<&dyn storage::ToValue> = values
                .iter()
                .map(|value| value as &dyn storage::ToValue)
                .collect();
            tx.all::<i64>(&ADD, &values)
        });
        let Err(Error::Broken(text)) = refused else {
            panic!("taken: {refused:?}")
        };
        assert!(text.contains("3 parameters"), "{text}");
    }
}

#[test]
fn a_taken_key_names_its_table_and_columns() {
    let house = with_things(testing::fresh());
    add(&house, 7).expect("a row");
    let Err(Error::Exists(key)) = add(&house, 7) else {
        panic!("it was taken twice")
    };
    assert_eq!(key, "thing(id)");
}

#[test]
fn a_missing_row_is_no_row() {
    let house = with_things(testing::fresh());
    let none = house.db.read_now(|tx| tx.one::<i64>(&SIZE, &[&1_i64]));
    assert!(matches!(none, Err(Error::NoRow)), "{none:?}");
    assert_eq!(
        house
            .db
            .read_now(|tx| tx.first::<i64>(&SIZE, &[&1_i64]))
            .expect("an answer"),
        None
    );
}

#[test]
fn a_job_that_answers_with_an_error_is_undone() {
    let house = with_things(testing::fresh());
    let refused: Result<(), Error> = house.db.write_now(|tx| {
        tx.run(&ADD, &[&1_i64, &1_i64, &"undone"])?;
        Err(Error::NoRow)
    });
    assert!(matches!(refused, Err(Error::NoRow)));
    assert_eq!(count(&house), 0);
}

#[test]
fn a_job_that_goes_on_after_a_failed_statement_is_undone() {
    let house = with_things(testing::fresh());
    add(&house, 1).expect("a row");
    let done: Result<(), Error> = house.db.write_now(|tx| {
        tx.run(&ADD, &[&2_i64, &1_i64, &"before"])?;
        drop(tx.run(&ADD, &[&1_i64, &1_i64, &"taken"]));
        Ok(())
    });
    assert!(
        matches!(&done, Err(Error::Broken(text)) if text.contains("thing.add")),
        "{done:?}"
    );
    assert_eq!(count(&house), 1);
}

#[test]
fn a_job_that_panics_harms_nobody_else() {
    let house = with_things(testing::fresh());
    let broken: Result<(), Error> = house.db.write_now(|tx| {
        tx.run(&ADD, &[&1_i64, &1_i64, &"undone"])?;
        panic!("on purpose");
    });
    assert!(matches!(broken, Err(Error::Broken(_))), "{broken:?}");
    let broken: Result<(), Error> = house.db.read_now(|_| panic!("on purpose"));
    assert!(matches!(broken, Err(Error::Broken(_))), "{broken:?}");
    add(&house, 2).expect("the writer lives");
    assert_eq!(count(&house), 1);
}

#[test]
fn a_statement_that_only_one_engine_could_run_is_found_by_preparing_it() {
    let house = with_things(testing::fresh());
    house.db.prepare(&ADD).expect("a good statement");
    house.db.prepare(&COUNT).expect("a good statement");
    let missing = Sql::new("t.missing", "SELECT nothing FROM thing");
    assert!(house.db.prepare(&missing).is_err());
    let constant = Sql::new("t.constant", "SELECT \"nothing\" FROM thing");
    assert!(
        house.db.prepare(&constant).is_err(),
        "a misspelt column is no text"
    );
    let unnumbered = Sql::new("t.unnumbered", "SELECT id FROM thing WHERE id = ?");
    assert!(house.db.prepare(&unnumbered).is_err());
}

#[test]
fn an_error_does_not_repeat_what_a_person_wrote() {
    let house = with_things(testing::fresh());
    let refused: Result<Vec<i64>, Error> = house
        .db
        .read_now(|tx| tx.all(&SIZE, &[&"my private words"]));
    let text = match refused {
        Ok(rows) => format!("{rows:?}"),
        Err(error) => format!("{error:?} {error}"),
    };
    assert!(!text.contains("private"), "{text}");
}
