//! One request, as a door sees it.

use std::sync::Arc;

use domain::id::{Id, ProgramId};
use jiff::{Timestamp, Zoned};
use people::{Reach, Who, audit::Leaf, change::Receipt};
use storage::Tx;

use crate::{Answer, House, Refusal};

/// The fields of a form or a query, in the order in which they were sent.
#[derive(Clone, Debug, Default)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The first value of a field, or an empty text.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v)
    }

    /// Every value of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Whether the field was sent at all.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(n, _)| n == name)
    }
}

/// One request: who asks, for what, with which fields.
#[derive(Clone)]
pub struct Ask {
    /// The running house.
    pub house: Arc<House>,
    /// The moment at which it came in.
    pub now: Timestamp,
    /// The fields after `?`.
    pub query: Fields,
    /// The fields of the form (empty for GET).
    pub form: Fields,
    pub(crate) who: Option<Who>,
    pub(crate) params: Vec<(String, String)>,
}

impl Ask {
    /// The person who asks. Doors that open to anyone use [`Ask::maybe_who`].
    pub fn who(&self) -> Result<&Who, Refusal> {
        self.who.as_ref().ok_or(Refusal::SignIn)
    }

    /// The person who asks, if anyone is signed in.
    pub fn maybe_who(&self) -> Option<&Who> {
        self.who.as_ref()
    }

    /// Now, in the zone of the person's program.
    pub fn here(&self) -> Zoned {
        let zone = self.who.as_ref().map_or("UTC", |who| who.zone.as_str());
        self.now.in_tz(zone).unwrap_or_else(|_| self.now.to_zoned(jiff::tz::TimeZone::UTC))
    }

    /// An id in the path, such as `{id}`; anything that is no id is simply not here.
    pub fn id<T>(&self, name: &str) -> Result<Id<T>, Refusal> {
        let text = self.params.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str());
        text.parse().map_err(|_| Refusal::NotHere)
    }

    /// A text in the path.
    pub fn param(&self, name: &str) -> &str {
        self.params.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
    }

    /// A new id, made now.
    pub fn new_id<T>(&self) -> Id<T> {
        Id::new(self.now, &*self.house.chance)
    }

    /// A fresh idempotency key for a form.
    pub fn new_key(&self) -> String {
        let _ = self.new_id::<ProgramId>();
        todo!()
    }

    /// The words in this person's language.
    pub fn words(&self) -> &kit::words::Words {
        todo!()
    }

    /// Reads in one read transaction; the [`Reach`] goes into every query.
    pub async fn read<T, F>(&self, job: F) -> Result<T, Refusal>
    where
        F: FnOnce(&mut Tx<'_>, Reach) -> Result<T, Refusal> + Send + 'static,
        T: Send + 'static,
    {
        let reach = Reach::of(self.who()?);
        self.house.db.read(move |tx| job(tx, reach)).await
    }

    /// Writes the audit leaf of a look and waits for it: no room for a leaf, no disclosure.
    /// Call it before returning the page.
    pub async fn look(&self, leaf: Leaf) -> Result<(), Refusal> {
        let _ = leaf;
        todo!()
    }

    /// A change with an idempotency key (the form's field `key`): the change, its key, `leaf`s that the
    /// job records through [`people::audit::record`], and its receipt commit together. The second press
    /// answers with the first receipt. Answers 303 to the receipt's page.
    pub async fn change<F>(&self, job: F) -> Result<Answer, Refusal>
    where
        F: FnMut(&mut Tx<'_>, &Who) -> Result<Receipt, Refusal> + Send + 'static,
    {
        let _ = job;
        todo!()
    }

    /// A write without a receipt, for what is no change of a record (drafts, sessions).
    pub async fn write<T, F>(&self, job: F) -> Result<T, Refusal>
    where
        F: FnMut(&mut Tx<'_>) -> Result<T, Refusal> + Send + 'static,
        T: Send + 'static,
    {
        self.house.db.write(job).await
    }
}
