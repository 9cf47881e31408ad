//! What a door answers, and how it refuses.

use kit::page::Page;

/// What a door answers.
pub enum Answer {
    /// A page (200).
    Page(Box<Page>),
    /// Go there (303).
    Go(String),
    /// Go there with these cookies set (full `Set-Cookie` values).
    GoWith(String, Vec<String>),
    /// JSON for client code (200).
    Json(serde_json::Value),
    /// Nothing to say (204).
    Nothing,
    /// A file to keep: name, content type, bytes.
    File(String, &'static str, Vec<u8>),
}

/// How a door refuses. `?` makes any other error [`Refusal::Broken`].
pub enum Refusal {
    /// Sign in first (303 to `/sign-in`, or 401 for client code).
    SignIn,
    /// Not here; also "not yours" (404, byte for byte the same).
    NotHere,
    /// Something to fix: the same page with what was typed (422).
    Fix(Box<Page>),
    /// Somebody changed it in the meantime (409).
    Stale(Box<Page>),
    /// The key was used for another change: it was saved, and there (receipt's path) it is (409).
    AlreadySaved(String),
    /// Come again in a moment (503 with Retry-After).
    Later,
    /// The disk is full: not saved, reading works (507).
    Full,
    /// Ours to mend (500): logged once with its chain; the page shows a short code.
    Broken(Box<dyn std::error::Error + Send + Sync>),
}

impl From<storage::Error> for Refusal {
    fn from(error: storage::Error) -> Self {
        match error {
            storage::Error::Busy | storage::Error::Again => Self::Later,
            storage::Error::Full => Self::Full,
            storage::Error::NoRow => Self::NotHere,
            other => Self::Broken(Box::new(other)),
        }
    }
}
