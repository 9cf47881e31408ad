//! Putting a backup in the place of the database, after looking at every bit of it.

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::{
    Error, OpenError, Settings,
    backup::{self, SEAL, seal_of},
    folder::{self, Folder},
    migrate,
    sqlite::{self, Conn, Purpose},
};

/// Why a backup was not restored. Whatever the reason, the database is as it was.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// The file has no seal, so it is something else, or its end is missing.
    #[error("{0} is not a whole Fullcup backup")]
    NotABackup(String),
    /// The file's content is not what was sealed.
    #[error("{0} was changed after it was made. Use another backup")]
    Changed(String),
    /// The content is as sealed, and damaged all the same.
    #[error("{file} holds a damaged database: {finding}")]
    Damaged {
        /// The backup.
        file: String,
        /// The first finding.
        finding: String,
    },
    /// The data folder is in use, or the backup is from a later Fullcup.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database is in PostgreSQL.
    #[error(
        "a PostgreSQL database is restored with pg_restore. Do that, then say so with: fullcup went-back"
    )]
    Postgres,
    /// The disk.
    #[error("the backup could not be restored: {0}")]
    Broken(String),
}

/// What a restore did.
#[derive(Debug)]
pub struct Restored {
    /// Where the database that was there before is kept, if there was one.
    pub kept: Option<PathBuf>,
    /// The newest migration of the restored database.
    pub schema: i64,
}

/// Checks `from` (seal, pages, indexes, references, schema) and only then puts it in the place
/// of the database of `settings`. The old database is kept beside it. Fullcup must not run.
pub fn restore(from: &Path, settings: &Settings) -> Result<Restored, RestoreError> {
    if settings.database.is_some() {
        return Err(RestoreError::Postgres);
    }
    let folder = Folder::open(&settings.data)?;
    let fresh = folder.path().join("fullcup.db.restoring");
    clear(&fresh)?;
    let done = unsealed(from, &fresh)
        .and_then(|()| looked_through(from, &fresh, settings))
        .and_then(|schema| {
            Ok(Restored {
                kept: exchange(&folder, &fresh, settings)?,
                schema,
            })
        });
    if done.is_err() {
        // The first error is the one to tell.
        drop(clear(&fresh));
    }
    done
}

/// Only the check: whether [`restore`] would take this file. Returns its newest migration.
/// Needs room for a copy in the data folder. Fullcup may run.
pub fn check_backup(from: &Path, settings: &Settings) -> Result<i64, RestoreError> {
    let scratch = settings.data.join("checking");
    folder::make(&scratch).map_err(|error| broken(&error))?;
    let fresh = scratch.join("backup.db");
    let done = clear(&fresh)
        .and_then(|()| unsealed(from, &fresh))
        .and_then(|()| looked_through(from, &fresh, settings));
    fs::remove_dir_all(&scratch).map_err(|error| broken(&error))?;
    done
}

/// Copies without the seal, when the seal is right.
fn unsealed(from: &Path, to: &Path) -> Result<(), RestoreError> {
    let name = || from.display().to_string();
    let mut sealed = File::open(from)
        .map_err(|error| RestoreError::Broken(format!("{}: {error}", from.display())))?;
    let length = sealed.metadata().map_err(|error| broken(&error))?.len();
    let Some(content) = length.checked_sub(SEAL as u64) else {
        return Err(RestoreError::NotABackup(name()));
    };
    let mut copy = folder::private(to).map_err(|error| broken(&error))?;
    let mut hash = Sha256::new();
    let mut left = content;
    let mut block = vec![0; 1 << 16];
    while left > 0 {
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(block.len());
        let got = sealed
            .read(&mut block[..most])
            .map_err(|error| broken(&error))?;
        if got == 0 {
            return Err(RestoreError::Changed(name()));
        }
        hash.update(&block[..got]);
        copy.write_all(&block[..got])
            .map_err(|error| broken(&error))?;
        left -= got as u64;
    }
    let mut seal = Vec::new();
    sealed
        .read_to_end(&mut seal)
        .map_err(|error| broken(&error))?;
    if seal != seal_of(&hash.finalize()).as_bytes() {
        let looks_sealed = seal.starts_with(b"\nFullcup backup ");
        return Err(if looks_sealed {
            RestoreError::Changed(name())
        } else {
            RestoreError::NotABackup(name())
        });
    }
    copy.sync_all().map_err(|error| broken(&error))
}

fn looked_through(from: &Path, copy: &Path, settings: &Settings) -> Result<i64, RestoreError> {
    let damaged = |finding: String| {
        let file = from.display().to_string();
        RestoreError::Damaged { file, finding }
    };
    let conn = Conn::open(copy, Purpose::Upkeep, &settings.tuning)
        .map_err(|error| damaged(error.to_string()))?;
    let found = sqlite::findings(&conn).map_err(|error| damaged(error.to_string()))?;
    if let Some(finding) = found.into_iter().next() {
        return Err(damaged(finding));
    }
    let applied = sqlite::applied(&conn).map_err(|error| damaged(error.to_string()))?;
    migrate::due(migrate::ALL, &applied)?;
    // Closing moves the log into the file and removes it.
    conn.close()
        .map_err(|error| RestoreError::Broken(error.to_string()))?;
    Ok(applied
        .iter()
        .map(|change| change.number)
        .max()
        .unwrap_or(0))
}

/// Puts the checked copy into its place. At every moment there is a whole database under the
/// name: the old one until the rename, the new one from then on.
fn exchange(
    folder: &Folder,
    fresh: &Path,
    settings: &Settings,
) -> Result<Option<PathBuf>, RestoreError> {
    let file = folder.file();
    let kept = if file.exists() {
        let mut kept = folder
            .path()
            .join(format!("before-restore-{}.db", settings.opened_at));
        let mut next = 1;
        while kept.exists() {
            next += 1;
            let name = format!("before-restore-{}-{next}.db", settings.opened_at);
            kept = folder.path().join(name);
        }
        // A log left beside the new file would be read as its own. So it goes into the old file
        // first, or, when that is beyond opening, aside with it.
        let closed = Conn::open(&file, Purpose::Upkeep, &settings.tuning).and_then(|conn| {
            conn.sqlite
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
                .map_err(sqlite::told)
                .and(conn.close())
        });
        if let Err(error) = closed {
            tracing::warn!(%error, "the old database could not be opened");
        }
        for ending in ["-wal", "-shm"] {
            let log = with_ending(&file, ending);
            if log.exists() {
                fs::rename(&log, with_ending(&kept, ending)).map_err(|error| broken(&error))?;
            }
        }
        fs::hard_link(&file, &kept)
            .or_else(|_| fs::copy(&file, &kept).map(drop))
            .map_err(|error| broken(&error))?;
        Some(kept)
    } else {
        None
    };
    backup::place(fresh, &file).map_err(|error| broken(&error))?;
    Ok(kept)
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn clear(file: &Path) -> Result<(), RestoreError> {
    for ending in ["", "-wal", "-shm"] {
        match fs::remove_file(with_ending(file, ending)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(broken(&error)),
            _ => {}
        }
    }
    Ok(())
}

fn broken(error: &io::Error) -> RestoreError {
    RestoreError::Broken(match backup::disk(error) {
        Error::Broken(text) => text,
        other => other.to_string(),
    })
}
