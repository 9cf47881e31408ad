//! A bounded queue for several takers. Full means "no", never "wait".

use std::{
    collections::VecDeque,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
};

/// A bounded queue that can be closed.
pub(crate) struct Queue<T> {
    state: Mutex<State<T>>,
    filled: Condvar,
    limit: usize,
}

struct State<T> {
    waiting: VecDeque<T>,
    open: bool,
}

impl<T> Queue<T> {
    /// An open queue that holds at most `limit`.
    pub(crate) fn new(limit: usize) -> Self {
        let state = State {
            waiting: VecDeque::new(),
            open: true,
        };
        Self {
            state: Mutex::new(state),
            filled: Condvar::new(),
            limit,
        }
    }

    /// Adds to the end, or gives the thing back when the queue is full or closed.
    pub(crate) fn offer(&self, thing: T) -> Result<(), T> {
        let mut state = self.lock();
        if !state.open || state.waiting.len() >= self.limit {
            return Err(thing);
        }
        state.waiting.push_back(thing);
        drop(state);
        self.filled.notify_one();
        Ok(())
    }

    /// Waits for the next. `None` when the queue is closed and empty.
    pub(crate) fn take(&self) -> Option<T> {
        let mut state = self.lock();
        loop {
            if let Some(thing) = state.waiting.pop_front() {
                return Some(thing);
            }
            if !state.open {
                return None;
            }
            state = self
                .filled
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The next, if one is there already.
    pub(crate) fn take_now(&self) -> Option<T> {
        self.lock().waiting.pop_front()
    }

    /// Takes nothing more in; what waits is still handed out.
    pub(crate) fn close(&self) {
        self.lock().open = false;
        self.filled.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        // No code of a job runs under this lock, so a poisoned queue is still whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
