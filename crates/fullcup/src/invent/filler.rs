//! Fills a database: many batches under way at once, so that they share commits.

use anyhow::Result;
use storage::{Db, Error, Tx};
use tokio::{runtime::Runtime, task::JoinSet};

/// Batches under way at once.
const UNDER_WAY: usize = 200;
/// Rows in one batch, at most or a few more.
pub const ROWS: usize = 1_900;

/// Takes batches in order and waits only when too many are under way.
pub struct Filler {
    db: Db,
    runtime: Runtime,
    under_way: JoinSet<Result<(), Error>>,
}

impl Filler {
    /// One for this database.
    pub fn new(db: &Db) -> Result<Self> {
        Ok(Self {
            db: db.clone(),
            runtime: tokio::runtime::Builder::new_current_thread().build()?,
            under_way: JoinSet::new(),
        })
    }

    /// Sends a batch on its way. An error may be one of an earlier batch.
    pub fn put(
        &mut self,
        batch: impl FnMut(&mut Tx<'_>) -> Result<(), Error> + Send + 'static,
    ) -> Result<()> {
        let Self {
            db,
            runtime,
            under_way,
        } = self;
        let db = db.clone();
        runtime.block_on(async {
            while under_way.len() >= UNDER_WAY {
                next(under_way).await?;
            }
            under_way.spawn(async move { db.write(batch).await });
            // Polled once, the batch is in the queue, in its order.
            tokio::task::yield_now().await;
            Ok(())
        })
    }

    /// A batch that reads what it writes. PostgreSQL gives up one of two such batches at once, again
    /// and again; one after the other they are quicker.
    pub fn put_alone(
        &mut self,
        batch: impl FnMut(&mut Tx<'_>) -> Result<(), Error> + Send + 'static,
    ) -> Result<()> {
        self.finish()?;
        self.put(batch)?;
        self.finish()
    }

    /// Waits until everything is saved.
    pub fn finish(&mut self) -> Result<()> {
        let Self {
            runtime, under_way, ..
        } = self;
        runtime.block_on(async {
            while !under_way.is_empty() {
                next(under_way).await?;
            }
            Ok(())
        })
    }
}

async fn next(under_way: &mut JoinSet<Result<(), Error>>) -> Result<()> {
    if let Some(done) = under_way.join_next().await {
        done??;
    }
    Ok(())
}
