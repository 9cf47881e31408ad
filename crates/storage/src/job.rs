//! A piece of work on its way to a connection, and its answer on the way back.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc,
};

use tokio::sync::oneshot;

use crate::{Error, Tx};

/// Work for a connection thread, without its types.
pub(crate) trait Job: Send {
    /// Nobody waits for the answer any more.
    fn unwanted(&self) -> bool;
    /// Runs the work and keeps the outcome. Whether its changes should stay.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;
    /// Hands the kept outcome to the caller, or the error that came after it.
    fn answer(self: Box<Self>, end: Result<(), Error>);
}

/// How the caller waits.
pub(crate) enum Reply<T, E> {
    /// A task.
    Task(oneshot::Sender<Result<T, E>>),
    /// A thread.
    Thread(mpsc::SyncSender<Result<T, E>>),
}

/// One call of `read` or `write`.
pub(crate) struct Call<T, E, F> {
    work: F,
    outcome: Option<Result<T, E>>,
    reply: Reply<T, E>,
}

impl<T, E, F> Call<T, E, F> {
    /// Work that has not run yet.
    pub(crate) fn new(work: F, reply: Reply<T, E>) -> Self {
        Self {
            work,
            outcome: None,
            reply,
        }
    }
}

impl<T, E, F> Job for Call<T, E, F>
where
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<Error> + Send,
{
    fn unwanted(&self) -> bool {
        matches!(&self.reply, Reply::Task(sender) if sender.is_closed())
    }

    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        // A panic in one job must not end the thread that serves everybody. Its text is not
        // passed on: it may quote what a person wrote.
        let outcome = catch_unwind(AssertUnwindSafe(|| (self.work)(tx)))
            .unwrap_or_else(|_| Err(E::from(Error::Broken("a job panicked".into()))));
        let keep = outcome.is_ok();
        self.outcome = Some(outcome);
        keep
    }

    fn answer(self: Box<Self>, end: Result<(), Error>) {
        let answer = match (end, self.outcome) {
            (Err(error), _) => Err(E::from(error)),
            (Ok(()), Some(outcome)) => outcome,
            (Ok(()), None) => Err(E::from(Error::Broken("a job did not run".into()))),
        };
        // Nobody there any more is no error: the change stays, and its key finds it again.
        match self.reply {
            Reply::Task(sender) => drop(sender.send(answer)),
            Reply::Thread(sender) => drop(sender.send(answer)),
        }
    }
}
