//! What is absent from the tables and the words of the house, and stays absent.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::Command,
};

use storage::Sql;
use testkit::cast::{DEE, LORETTA, ROSA};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files(folder: &Path, ends: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, ends, found);
        } else if path.to_string_lossy().ends_with(ends) {
            found.push(path);
        }
    }
    found.sort();
}

/// Every table with its columns, from the migrations.
pub fn tables() -> BTreeMap<String, Vec<String>> {
    let mut migrations = vec![];
    files(
        &root().join("crates/storage/migrations"),
        ".sql",
        &mut migrations,
    );
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for migration in migrations {
        let text = std::fs::read_to_string(migration).expect("a migration");
        let mut table = None;
        for line in text
            .lines()
            .map(|line| line.split("--").next().unwrap_or_default().trim())
        {
            let mut words = line.split([' ', '(']);
            match (words.next(), words.next(), words.next()) {
                (Some("CREATE"), Some("TABLE"), Some(name)) => table = Some(name.to_owned()),
                (Some("ALTER"), Some("TABLE"), Some(name)) => {
                    let column = line
                        .split("ADD COLUMN ")
                        .nth(1)
                        .and_then(|rest| rest.split(' ').next());
                    tables
                        .entry(name.to_owned())
                        .or_default()
                        .extend(column.map(str::to_owned));
                }
                (Some(first), ..) if first.starts_with(')') => table = None,
                (Some(column), Some(_), _) if column != "PRIMARY" => {
                    if let Some(table) = &table {
                        tables
                            .entry(table.clone())
                            .or_default()
                            .push(column.to_owned());
                    }
                }
                _ => {}
            }
        }
    }
    tables
}

/// Every sentence that people read in the rooms and around them: file and line.
fn sentences() -> Vec<(String, String)> {
    let mut found = vec![];
    for folder in ["rooms", "crates"] {
        files(&root().join(folder), ".ftl", &mut found);
    }
    assert!(found.len() > 8, "{found:?}");
    // In Me people speak with themselves, of themselves. What they say is in no table and on no page of
    // anybody else, so it may be about anything: their own recovery first of all.
    found.retain(|path| !path.starts_with(root().join("rooms/own")));
    let mut sentences = vec![];
    for path in found {
        let text = std::fs::read_to_string(&path).expect("words");
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        sentences.extend(lines.map(|line| (path.display().to_string(), line.to_lowercase())));
    }
    sentences
}

/// Columns and sentences that hold one of these words, without the phrases that mean another thing.
fn speaking_of(words: &[&str], but: &[&str]) -> Vec<String> {
    let mut found = vec![];
    for (table, columns) in tables() {
        for column in columns.iter().chain([&table]) {
            let name = but
                .iter()
                .fold(column.clone(), |name, phrase| name.replace(phrase, ""));
            found.extend(
                words
                    .iter()
                    .filter(|word| name.contains(**word))
                    .map(|word| format!("{table}.{column}: {word}")),
            );
        }
    }
    for (path, line) in sentences() {
        let said = but
            .iter()
            .fold(line.clone(), |said, phrase| said.replace(phrase, ""));
        found.extend(
            words
                .iter()
                .filter(|word| said.contains(**word))
                .map(|word| format!("{path}: {word}: {line}")),
        );
    }
    found
}

#[test]
fn the_tables_are_read_from_the_migrations() {
    let tables = tables();
    assert!(tables["participant"].contains(&"next_step".to_owned()));
    assert!(tables["contact"].contains(&"heaviness".to_owned()));
    assert!(
        tables.len() > 25 && tables.values().all(|columns| columns.len() > 1),
        "{tables:?}"
    );
}

#[test]
fn an_empty_place_becomes_a_house_and_is_the_same_house_when_it_is_opened_again() {
    let place = crate::program::Place::new();
    let counts = |db: &storage::Db| {
        let sqls: Vec<Sql> = tables()
            .into_keys()
            .map(|table| Sql::new("it.rows", format!("SELECT COUNT(*) FROM {table}").leak()))
            .collect();
        db.read_now(move |tx| -> Result<Vec<i64>, storage::Error> {
            let count = |sql| tx.one::<(i64,)>(sql, &[]).map(|(count,)| count);
            sqls.iter().map(count).collect()
        })
        .expect("every table is there")
    };
    let db = place.open();
    assert!(
        counts(&db).iter().all(|count| *count == 0),
        "a new house is not empty"
    );
    db.write_now(|tx| {
        let agency = people::agency::Agency {
            id: testkit::cast::HARBOR,
            name: "Harbor".into(),
        };
        people::agency::create(tx, &agency, testkit::world::MORNING)
    })
    .expect("an agency");
    let before = counts(&db);
    assert_eq!(before.iter().sum::<i64>(), 1);
    db.close();
    for _ in 0..2 {
        let db = place.open();
        assert_eq!(counts(&db), before);
        assert_eq!(db.check().expect("a check"), Vec::<String>::new());
        db.close();
    }
}

// coverage: 52
#[test]
fn nothing_is_kept_or_asked_about_a_colleagues_own_recovery() {
    let words = [
        "sober",
        "sobriety",
        "clean_",
        "clean date",
        "clean time",
        "abstin",
        "relapse",
        "urine",
        "drug test",
        "test_result",
        "test result",
        "screening",
        "recovery_date",
        "recovery_status",
        "recovery date",
        "recovery status",
        "in recovery since",
        "diagnos",
        "vitals",
        "toxicology",
    ];
    // A sober home is a place where people meet.
    let found = speaking_of(&words, &["sober home"]);
    assert!(found.is_empty(), "{found:#?}");
    // "Recovery" itself is said of codes that let somebody back in, and of places, alone.
    let places = [
        "recovery code",
        "recovery-code",
        "recovery_code",
        "recovery center",
        "planned recovery together",
        "recovery-center",
        "account-recovery",
        "recovery-",
        "-recovery",
    ];
    let about_people: Vec<_> = speaking_of(&["recovery"], &places);
    assert!(
        about_people.iter().all(|line| line.contains("code")),
        "{about_people:#?}"
    );
}

// coverage: 91
#[test]
fn no_outcome_is_counted_per_worker_anywhere() {
    let found = speaking_of(
        &[
            "score",
            "rating",
            "ranking",
            "leaderboard",
            "performance",
            "success rate",
            "success_rate",
            "outcomes",
            "outcome per",
            "productivity",
            "quota",
            "per worker",
            "retention",
            "engagement",
        ],
        &[],
    );
    assert!(found.is_empty(), "{found:#?}");
    // `contact.outcome` says whether an attempt reached somebody, and nothing else has the word.
    for (table, columns) in tables() {
        let outcome = columns.iter().any(|column| column.contains("outcome"));
        assert_eq!(outcome, table == "contact", "{table}");
    }
    // No statement adds up or averages what became of people, by worker or at all.
    let rooms = [
        alongside::rooms(),
        boundaries::rooms(),
        front_door::rooms(),
        supervision::rooms(),
        program::rooms(),
        moving::rooms(),
        own::rooms(),
    ];
    for sql in rooms.into_iter().flatten().flat_map(|room| room.statements) {
        let text = sql.text.to_lowercase();
        assert!(!text.contains("avg("), "{}", sql.name);
        let grouped = text.split("group by").nth(1).unwrap_or_default();
        let counts = ["outcome", "ended_how", "heaviness", "state"]
            .iter()
            .any(|column| grouped.contains(column));
        // How many people walk with somebody, and the hours of their days, are load: they say nothing about
        // what became of anybody.
        let load = [
            "participants.with_each",
            "counts.days_differ",
            "counts.days_anew",
        ]
        .contains(&sql.name);
        assert!(
            !counts && (load || !grouped.contains("worker_id")),
            "{}",
            sql.name
        );
        for column in ["outcome", "heaviness", "ended_how"] {
            assert!(
                !text.contains(&format!("sum({column}"))
                    && !text.contains(&format!("count({column}")),
                "{}",
                sql.name
            );
        }
    }
}

// coverage: 148
#[test]
fn nothing_is_kept_or_said_about_compliance_sanctions_or_lock_outs() {
    let found = speaking_of(
        &[
            "complian",
            "sanction",
            "violation",
            "infraction",
            "no-show",
            "no_show",
            "attendance",
            "mandated",
            "court_order",
            "court order",
            "lock-out",
            "lockout",
            "discharge",
            "terminated",
            "noncompliant",
            "warning letter",
            "penalt",
        ],
        &[],
    );
    assert!(found.is_empty(), "{found:#?}");
}

// coverage: 48
#[test]
fn no_crate_of_work_and_no_own_recovery_ever_meet() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let output = Command::new(cargo)
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
        ])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let mut rooms = 0;
    for package in packages {
        let name = package["name"].as_str().expect("a name");
        let path = package["manifest_path"].as_str().expect("a path");
        let in_rooms = path.contains("/rooms/");
        rooms += usize::from(in_rooms);
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            let other = dependency["name"].as_str().expect("a name");
            let private = |name: &str| ["own", "pulse"].contains(&name);
            assert!(!(in_rooms && private(other)), "{name} imports {other}");
            let of_work = [
                "alongside",
                "boundaries",
                "supervision",
                "program",
                "study",
                "shared",
            ]
            .contains(&other);
            assert!(!(private(name) && of_work), "{name} imports {other}");
        }
    }
    assert!(rooms >= 3, "{rooms} rooms");
    // And no table of Work has a word for it.
    let own = [
        "cup", "drain", "refill", "trigger", "craving", "plan", "sponsor", "meeting",
    ];
    for (table, columns) in tables() {
        for column in columns.iter().chain([&table]) {
            let found = column.split('_').find(|part| own.contains(part));
            assert_eq!(found, None, "{table}.{column}");
        }
    }
}

// coverage: 26
#[tokio::test]
async fn a_worker_has_two_supervisors_each_for_a_purpose_and_no_third() {
    let house = testkit::house().await;
    let mut sam = house.sam().await;
    let account = format!("/accounts/{}", DEE.account);
    sam.get(&account).await;
    let (first, second) = (LORETTA.account.to_string(), ROSA.account.to_string());
    let shown = sam
        .submit(
            &format!("{account}/supervisors"),
            &[
                ("supervisor_1", &first),
                ("purpose_1", "The work itself"),
                ("supervisor_2", &second),
                ("purpose_2", "Growing in the craft"),
            ],
        )
        .await;
    assert_eq!(shown.status.as_u16(), 200, "{}", shown.text());
    let slots = house
        .read(|tx| people::supervisors_of(tx, testkit::cast::HARBOR, DEE.account))
        .await;
    let said: Vec<_> = slots
        .iter()
        .map(|one| (one.slot, one.account, one.purpose.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (1, LORETTA.account, "The work itself"),
            (2, ROSA.account, "Growing in the craft")
        ]
    );
    let third = house
        .write(|tx| {
            use people::account::{By, set_supervisor};
            let by = By::house(testkit::cast::HARBOR);
            let with = Some((ROSA.account, "A third"));
            let now = testkit::world::MORNING;
            Ok(set_supervisor(
                tx,
                &by,
                DEE.account,
                3,
                with,
                now,
                &testkit::world::Dice::new(99),
            )
            .is_err())
        })
        .await;
    assert!(third, "a third supervisor was let in");
    // Both see her people, and neither sees a stranger's.
    for mut supervisor in [house.loretta().await, house.rosa().await] {
        let shown = supervisor
            .get(&format!("/people/{}", testkit::cast::ANDRE.id))
            .await;
        assert_eq!(shown.status.as_u16(), 200);
    }
}
