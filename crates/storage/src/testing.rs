//! A fresh, migrated database for each test, on the engine that the environment names.
//!
//! SQLite unless `FULLCUP_TEST_ENGINE=postgres`; then `FULLCUP_TEST_POSTGRES` holds the
//! address of a database on a server where databases may be made. Either way the schema is
//! built once and copied: SQLite by the file, PostgreSQL by `CREATE DATABASE … TEMPLATE`.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::{Db, Settings, backup::hex, migrate, pg::Admin};

/// 2 March 2026, 09:00 UTC: when every test database is opened.
pub const OPENED_AT: i64 = 1_772_442_000;

/// A database that goes away with its test.
pub struct TestDb {
    /// The open database.
    pub db: Db,
    settings: Settings,
    admin: Option<(Admin, String)>,
    folder: TempDir,
}

impl TestDb {
    /// How the database was opened.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        self.db.clone().close();
        if let Some((admin, name)) = &self.admin {
            admin.run(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}

/// Whether tests run on PostgreSQL.
pub fn on_postgres() -> bool {
    std::env::var("FULLCUP_TEST_ENGINE").is_ok_and(|engine| engine == "postgres")
}

/// A fresh database.
///
/// # Panics
/// When it cannot be made: a test without its database has nothing to say.
pub fn fresh() -> TestDb {
    fresh_with(|_| {})
}

/// A fresh database with other settings.
///
/// # Panics
/// When it cannot be made.
pub fn fresh_with(change: impl FnOnce(&mut Settings)) -> TestDb {
    let folder = worked(tempfile::Builder::new().prefix("fullcup-test-").tempdir());
    let mut settings = Settings::new(folder.path(), OPENED_AT);
    let admin = if on_postgres() {
        let (admin, name, url) = copied_database(&folder);
        settings.database = Some(url);
        settings.tuning.postgres_readers = 2;
        settings.tuning.postgres_writers = 4;
        Some((admin, name))
    } else {
        worked(std::fs::copy(
            template_file(),
            folder.path().join("fullcup.db"),
        ));
        None
    };
    change(&mut settings);
    let db = worked(Db::open(&settings));
    TestDb {
        db,
        settings,
        admin,
        folder,
    }
}

/// The migrated file that every test copies: made once for these migrations, then kept in the
/// machine's folder for temporary files.
fn template_file() -> PathBuf {
    let file = std::env::temp_dir().join(format!("fullcup-template-{}.db", digest()));
    if !file.exists() {
        let folder = worked(tempfile::Builder::new().prefix("fullcup-test-").tempdir());
        let mut settings = Settings::new(folder.path(), OPENED_AT);
        settings.tuning.readers = 1;
        worked(Db::open(&settings)).close();
        // Another test process may do the same at this moment; either file is good.
        worked(std::fs::rename(folder.path().join("fullcup.db"), &file));
    }
    file
}

/// A new database on the test server, copied from the template for these migrations.
fn copied_database(folder: &TempDir) -> (Admin, String, String) {
    let server = worked(std::env::var("FULLCUP_TEST_POSTGRES"));
    let admin = Admin::new(&server);
    let template = format!("fullcup_template_{}", digest());
    let own = own_name(folder);
    if !admin.knows(&template) {
        // Another test process may be doing the same: the first to rename wins.
        let building = format!("{own}_building");
        admin.run(&format!("CREATE DATABASE {building}"));
        let mut settings = Settings::new(folder.path().join("template"), OPENED_AT);
        settings.database = Some(admin.url(&building));
        worked(Db::open(&settings)).close();
        if !admin.tried(&format!("ALTER DATABASE {building} RENAME TO {template}")) {
            admin.run(&format!("DROP DATABASE {building} WITH (FORCE)"));
        }
    }
    admin.run(&format!("CREATE DATABASE {own} TEMPLATE {template}"));
    let url = admin.url(&own);
    (admin, own, url)
}

/// The same name as the folder's, which is already unlike any other.
fn own_name(folder: &TempDir) -> String {
    let name = folder
        .path()
        .file_name()
        .map(|name| name.to_string_lossy().to_lowercase());
    let name: String = name
        .unwrap_or_default()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    format!("{name}_{}", std::process::id())
}

fn digest() -> String {
    let mut hash = Sha256::new();
    hash.update(migrate::LEDGER);
    for migration in migrate::ALL {
        hash.update(migration.text);
        hash.update([0]);
    }
    hex(&hash.finalize()[..6])
}

#[expect(
    clippy::panic,
    reason = "a test without its database has nothing to say"
)]
fn worked<T, E: std::fmt::Display>(done: Result<T, E>) -> T {
    match done {
        Ok(done) => done,
        Err(error) => panic!("the test database: {error}"),
    }
}
