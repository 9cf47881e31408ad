//! A copy of the SQLite database in one sealed file.
//!
//! The file is an ordinary SQLite database, followed by a seal: one line with the SHA-256 of
//! everything before it. SQLite does not look behind its last page, so any of its tools can
//! open the file; [`fn@crate::restore`] sees every bit that has changed.

use std::{
    fmt::Write as _,
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use rusqlite::{Connection, backup::Backup, backup::StepResult};
use sha2::{Digest, Sha256};

use crate::{Error, folder, sqlite::told};

/// The length of a seal in bytes.
pub(crate) const SEAL: usize = 92;

/// Copies what `from` sees at this moment into `to`, which appears whole or not at all. A file that
/// is there already is never replaced.
pub(crate) fn write(from: &Connection, to: &Path) -> Result<(), Error> {
    if to.exists() {
        let name = to.display();
        return Err(Error::Broken(format!(
            "{name} exists, and is left as it is"
        )));
    }
    let beside = beside(to)?;
    let done = copy(from, &beside).and_then(|()| {
        seal(&beside)
            .and_then(|()| place(&beside, to))
            .map_err(|error| disk(&error))
    });
    if done.is_err() {
        // What is half written must not be taken for a backup; the first error is the one to tell.
        drop(fs::remove_file(&beside));
    }
    done
}

/// The seal of bytes with this digest.
pub(crate) fn seal_of(digest: &[u8]) -> String {
    format!("\nFullcup backup 1 sha256 {}\n\n\n", hex(digest))
}

/// Bytes as people compare them.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// What an error of the disk means.
pub(crate) fn disk(error: &io::Error) -> Error {
    if error.kind() == io::ErrorKind::StorageFull {
        Error::Full
    } else {
        Error::Broken(error.to_string())
    }
}

/// The file beside it that is written first.
pub(crate) fn beside(to: &Path) -> Result<PathBuf, Error> {
    let name = to
        .file_name()
        .ok_or_else(|| Error::Broken("the backup needs a name".into()))?;
    let mut part = name.to_owned();
    part.push(".part");
    let folder = folder_of(to);
    folder::make(folder).map_err(|error| disk(&error))?;
    let part = folder.join(part);
    match fs::remove_file(&part) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(disk(&error)),
        _ => Ok(part),
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn copy(from: &Connection, to: &Path) -> Result<(), Error> {
    folder::private(to).map_err(|error| disk(&error))?;
    let mut copy = Connection::open(to).map_err(told)?;
    // One read transaction around all steps: without it every commit of the writer would make
    // the copy begin again, and under load it would never end.
    from.execute_batch("BEGIN; SELECT COUNT(*) FROM sqlite_schema")
        .map_err(told)?;
    let copied = steps(from, &mut copy).map_err(told);
    let ended = from.execute_batch("COMMIT").map_err(told);
    copied.and(ended)?;
    // The copy says "write-ahead log" in its header, and would want a log beside it.
    copy.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))
        .map_err(told)?;
    copy.close().map_err(|(_, error)| told(error))
}

fn steps(from: &Connection, to: &mut Connection) -> rusqlite::Result<()> {
    let backup = Backup::new(from, to)?;
    loop {
        match backup.step(2_048)? {
            StepResult::Done => return Ok(()),
            StepResult::More => {}
            // Only the copy's own file can be in the way, and nobody else knows it.
            _ => std::thread::yield_now(),
        }
    }
}

fn seal(path: &Path) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().read(true).append(true).open(path)?;
    let mut hash = Sha256::new();
    let mut block = vec![0; 1 << 16];
    loop {
        let got = file.read(&mut block)?;
        if got == 0 {
            break;
        }
        hash.update(&block[..got]);
    }
    file.write_all(seal_of(&hash.finalize()).as_bytes())?;
    file.sync_all()
}

/// Gives the finished file its name.
pub(crate) fn place(from: &Path, to: &Path) -> io::Result<()> {
    File::open(from)?.sync_all()?;
    fs::rename(from, to)?;
    folder::settle(folder_of(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_has_its_length() {
        assert_eq!(seal_of(&[0; 32]).len(), SEAL);
    }
}
