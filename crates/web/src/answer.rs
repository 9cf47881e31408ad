//! What a door answers, and how it refuses.

use kit::page::Page;

/// What a door answers.
pub enum Answer {
    /// A page (200).
    Page(Box<Page>),
    /// A page, with these cookies set (full `Set-Cookie` values, see [`crate::cookie`]).
    PageWith(Box<Page>, Vec<String>),
    /// A page of the same bytes for everybody, whoever is signed in (200): no name, no navigation of one
    /// role, no lock of a session. Client code fills it on the device. No form of it sends anything, and
    /// it may show pictures that were made on the device.
    Alike(Box<Page>),
    /// Go there (303).
    Go(String),
    /// Go there with these cookies set (full `Set-Cookie` values).
    GoWith(String, Vec<String>),
    /// JSON for client code (200).
    Json(serde_json::Value),
    /// JSON for client code, with these cookies set.
    JsonWith(serde_json::Value, Vec<String>),
    /// JSON for client code with another status than 200: a refusal that client code understands,
    /// with what it needs to go on. A number that is no status is answered as 500.
    JsonAs(u16, serde_json::Value),
    /// A plain text of ours (200).
    Plain(&'static str),
    /// Nothing to say (204).
    Nothing,
    /// A file to keep: name, content type, bytes.
    File(String, &'static str, Vec<u8>),
    /// A file that is made while it is sent: name, content type, and where its parts come from
    /// (see [`crate::parts`]). An error among them breaks the download off, so that nobody takes
    /// half a file for a whole one.
    Parts(
        String,
        &'static str,
        tokio::sync::mpsc::Receiver<std::io::Result<bytes::Bytes>>,
    ),
}

/// How a door refuses. A [`storage::Error`] becomes one by `?`; any other error by [`Refusal::broken`].
pub enum Refusal {
    /// Sign in first (303 to `/sign-in`; 401 for client code and for a form in mid-typing).
    SignIn,
    /// Not here; also "not yours" (404, byte for byte the same).
    NotHere,
    /// Something to fix: the same page with what was typed (422).
    Fix(Box<Page>),
    /// Somebody changed it in the meantime (409).
    Stale(Box<Page>),
    /// The key was used for another change: it was saved, and there (receipt's path) it is (409).
    AlreadySaved(String),
    /// The form came without its idempotency key: shown again with a new one (422).
    NoKey,
    /// The body could not be read as what the door wants (422).
    Unreadable,
    /// Too much at once (413).
    TooLarge,
    /// The request came from another site (403).
    CrossSite,
    /// Too many tries from one address (429 with Retry-After).
    TooMany,
    /// Come again in a moment (503 with Retry-After).
    Later,
    /// The disk is full: not saved, reading works (507).
    Full,
    /// Ours to mend (500): logged once with its chain; the page shows a short code.
    Broken(Box<dyn std::error::Error + Send + Sync>),
}

impl Refusal {
    /// Ours to mend.
    pub fn broken(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Broken(error.into())
    }
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
