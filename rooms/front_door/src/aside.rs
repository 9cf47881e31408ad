//! What a change says beside its receipt: a session's new token, or why it was refused.
//!
//! A writer's job may run again, and its receipt is kept; a token must not be. So the job leaves
//! it here, and the last run counts.

use std::sync::{Arc, Mutex, PoisonError};

use people::account::Refused;
use web::Refusal;

/// A place that the job and the door share.
pub struct Aside<T>(Arc<Mutex<Option<T>>>);

impl<T> Aside<T> {
    /// An empty one.
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(None)))
    }

    /// Leaves something.
    pub fn put(&self, it: T) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(it);
    }

    /// Takes what was left last.
    pub fn take(&self) -> Option<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl<T> Clone for Aside<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl Aside<&'static str> {
    /// The refusal that undoes the job; what a person can put right is left here by its slug.
    pub fn refuse(&self, refused: Refused) -> Refusal {
        if let Some(slug) = refused.slug() {
            self.put(slug);
        }
        match refused {
            Refused::Database(error) => error.into(),
            _ => Refusal::NotHere,
        }
    }
}
