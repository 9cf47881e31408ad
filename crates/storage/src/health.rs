//! What the writer tells about itself: how often it committed, and that it must stop.

use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::watch;

/// Shared by a database and its threads.
pub(crate) struct Health {
    commits: AtomicU64,
    writes: AtomicU64,
    stopped: watch::Sender<Option<String>>,
}

impl Health {
    pub(crate) fn new() -> Self {
        Self {
            commits: AtomicU64::new(0),
            writes: AtomicU64::new(0),
            stopped: watch::Sender::new(None),
        }
    }

    /// One more group, of so many writes, is on the disk.
    pub(crate) fn committed(&self, writes: usize) {
        self.commits.fetch_add(1, Ordering::Relaxed);
        self.writes.fetch_add(writes as u64, Ordering::Relaxed);
    }

    /// How many groups are on the disk since the start.
    pub(crate) fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    /// How many writes are on the disk since the start.
    pub(crate) fn writes(&self) -> u64 {
        self.writes.load(Ordering::Relaxed)
    }

    /// No change is taken from now on. After a failed fsync nobody knows what the disk holds;
    /// only opening the file anew tells.
    pub(crate) fn stop(&self, why: String) {
        tracing::error!(why, "no more changes are taken");
        self.stopped.send_replace(Some(why));
    }

    /// Why no change is taken.
    pub(crate) fn stopped(&self) -> Option<String> {
        self.stopped.borrow().clone()
    }

    /// Waits until no change is taken any more.
    pub(crate) async fn until_stopped(&self) -> String {
        let mut watch = self.stopped.subscribe();
        let why = match watch.wait_for(Option::is_some).await {
            Ok(why) => why.clone(),
            Err(_) => None,
        };
        why.unwrap_or_default()
    }
}
