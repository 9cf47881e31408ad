//! The data folder: closed to other users of the machine, and to a second Fullcup.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
};

use crate::OpenError;

/// The data folder, locked for as long as this lives.
pub(crate) struct Folder {
    path: PathBuf,
    // Held, never read: the lock ends when the file is closed.
    _lock: File,
}

impl Folder {
    /// Makes the folder when it is absent, and locks it.
    pub(crate) fn open(path: &Path) -> Result<Self, OpenError> {
        let told = |error: io::Error| OpenError::Broken(format!("{}: {error}", path.display()));
        make(path).map_err(told)?;
        let lock = private(&path.join("lock")).map_err(told)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                path: path.to_owned(),
                _lock: lock,
            }),
            Err(TryLockError::WouldBlock) => Err(OpenError::InUse(path.display().to_string())),
            Err(TryLockError::Error(error)) => Err(told(error)),
        }
    }

    /// The database of this folder.
    pub(crate) fn file(&self) -> PathBuf {
        file(&self.path)
    }

    /// The folder itself.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

/// The database of a data folder, locked or not.
pub(crate) fn file(folder: &Path) -> PathBuf {
    folder.join("fullcup.db")
}

/// Opens or makes a file that only this user may read.
pub(crate) fn private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes a folder that only this user may enter.
pub(crate) fn make(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Puts the names in a folder on the disk, so that a rename survives a power cut.
pub(crate) fn settle(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(path)?.sync_all()
    } else {
        Ok(())
    }
}
