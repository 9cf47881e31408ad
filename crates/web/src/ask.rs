//! One request, as a door sees it.

use std::{net::IpAddr, sync::Arc};

use bytes::Bytes;
use domain::id::Id;
use http::HeaderMap;
use jiff::{Timestamp, Zoned};
use kit::{page::Page, who::WhoLine, words::Words};
use people::{Audience, Reach, Who, audit::Leaf, change::Receipt, session::Token};
use serde::de::DeserializeOwned;
use storage::Tx;

use crate::{Answer, Fields, House, Refusal, Upload, change, cookie, renewed};

/// One request: who asks, for what, with which fields.
#[derive(Clone)]
pub struct Ask {
    /// The running house.
    pub house: Arc<House>,
    /// The moment at which it came in.
    pub now: Timestamp,
    /// The path that was asked for, without what follows `?`.
    pub path: String,
    /// The fields after `?`.
    pub query: Fields,
    /// The fields of the form (empty for GET).
    pub form: Fields,
    /// The file that came with the form, at a door that takes one.
    pub file: Option<Upload>,
    pub(crate) who: Option<Arc<Who>>,
    pub(crate) params: Vec<(String, String)>,
    pub(crate) sent: Arc<Sent>,
}

/// What came with a request besides its fields.
#[derive(Debug, Default)]
pub(crate) struct Sent {
    /// GET or HEAD.
    pub(crate) reads: bool,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) address: Option<IpAddr>,
    pub(crate) wants_json: bool,
}

impl Ask {
    /// The person who asks. Doors that open to anyone use [`Ask::maybe_who`].
    pub fn who(&self) -> Result<&Who, Refusal> {
        self.who.as_deref().ok_or(Refusal::SignIn)
    }

    /// The person who asks, if anyone is signed in.
    pub fn maybe_who(&self) -> Option<&Who> {
        self.who.as_deref()
    }

    /// Now, in the zone of the person's program.
    pub fn here(&self) -> Zoned {
        let zone = self.who.as_ref().map_or("UTC", |who| who.zone.as_str());
        self.now
            .in_tz(zone)
            .unwrap_or_else(|_| self.now.to_zoned(jiff::tz::TimeZone::UTC))
    }

    /// Now, in seconds since 1970, as it is stored.
    pub fn now_s(&self) -> i64 {
        self.now.as_second()
    }

    /// An id in the path, such as `{id}`; anything that is no id is simply not here.
    pub fn id<T>(&self, name: &str) -> Result<Id<T>, Refusal> {
        self.param(name).parse().map_err(|_| Refusal::NotHere)
    }

    /// A text in the path.
    pub fn param(&self, name: &str) -> &str {
        self.params
            .iter()
            .find(|(n, _)| n == name)
            .map_or("", |(_, v)| v.as_str())
    }

    /// A new id, made now.
    pub fn new_id<T>(&self) -> Id<T> {
        Id::new(self.now, &*self.house.chance)
    }

    /// A fresh idempotency key for a form.
    pub fn new_key(&self) -> String {
        change::new_key(&*self.house.chance)
    }

    /// The key that came with the form, so that the same form shown again keeps it; else a new one.
    pub fn key(&self) -> String {
        let key = self.form.get("key");
        if change::is_key(key) {
            key.to_owned()
        } else {
            self.new_key()
        }
    }

    /// The words in this person's language.
    pub fn words(&self) -> &Words {
        let asked = self.asked_language();
        let tag = self.who.as_ref().map_or(asked, |who| who.language.as_str());
        self.house.words(tag)
    }

    /// The words of the browser's language, for a page that is the same whoever is signed in.
    pub fn words_of_browser(&self) -> &Words {
        self.house.words(self.asked_language())
    }

    /// The language that the browser asks for.
    pub(crate) fn asked_language(&self) -> &str {
        let language = self.sent.headers.get(http::header::ACCEPT_LANGUAGE);
        language.and_then(|value| value.to_str().ok()).unwrap_or("")
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
        let who = self.who.clone().ok_or(Refusal::SignIn)?;
        let (now, chance) = (self.now_s(), self.house.chance.clone());
        let job = move |tx: &mut Tx<'_>| people::audit::record(tx, &who, &leaf, now, &*chance);
        self.house
            .db
            .write(job)
            .await
            .map_err(|error: storage::Error| error.into())
    }

    /// A change with an idempotency key (the form's field `key`): the change, its key, `leaf`s that the
    /// job records through [`people::audit::record`], and its receipt commit together. The second press
    /// answers with the first receipt. Answers 303 to the receipt's page.
    pub async fn change<F>(&self, job: F) -> Result<Answer, Refusal>
    where
        F: FnMut(&mut Tx<'_>, &Who) -> Result<Receipt, Refusal> + Send + 'static,
    {
        change::run(self, job).await
    }

    /// Answers the same form sent once more within half a minute like this one: its browser may never
    /// have seen the first answer. Call it in the transaction that gives the session its new token, so that
    /// no press can come between.
    pub fn will_renew(&self, token: &Token, to: &str) {
        renewed::remember(self, token, to);
    }

    /// Goes there with the new token of the asking session; see [`Ask::will_renew`].
    ///
    /// The cookie does not outlive the browser: whether this phone is shared was said at sign-in,
    /// and is not kept.
    pub fn renewed(&self, token: &Token, to: impl Into<String>) -> Answer {
        renewed::go(self, token, to.into())
    }

    /// The answer of [`Ask::renewed`] to this very form, if it was given within the last half minute:
    /// for the press that came in before the first one was done.
    pub async fn renewed_before(&self) -> Result<Option<Answer>, Refusal> {
        renewed::again(self).await
    }

    /// A write without a receipt, for what is no change of a record (drafts, sessions).
    pub async fn write<T, F>(&self, job: F) -> Result<T, Refusal>
    where
        F: FnMut(&mut Tx<'_>) -> Result<T, Refusal> + Send + 'static,
        T: Send + 'static,
    {
        self.house.db.write(job).await
    }

    /// Runs slow work (hashing a password) off the threads that answer requests.
    pub async fn blocking<T, F>(&self, job: F) -> Result<T, Refusal>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        tokio::task::spawn_blocking(job)
            .await
            .map_err(Refusal::broken)
    }

    /// Answers with a page; navigation and frame are put around it when it is sent.
    pub fn page(&self, page: Page) -> Result<Answer, Refusal> {
        let _ = self;
        Ok(Answer::Page(Box::new(page)))
    }

    /// Who can see this, for a Work page about records of people who share one audience (ruling 2).
    pub fn who_line(&self, audience: &Audience) -> WhoLine {
        WhoLine::work(self.words(), &crate::who_line::audience(audience))
    }

    /// The JSON that client code sent.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        serde_json::from_slice(&self.sent.body).map_err(|_| Refusal::Unreadable)
    }

    /// Whether client code asks, and not a page.
    pub fn wants_json(&self) -> bool {
        self.sent.wants_json
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        cookie::find(&self.sent.headers, name)
    }

    /// The token of the session that asks, as it stands in the cookie.
    pub fn session_token(&self) -> Option<&str> {
        self.cookie(&self.house.session_cookie)
    }

    /// The token of the known client, if this browser has signed in before.
    pub fn known_token(&self) -> Option<&str> {
        self.cookie(&self.house.known_cookie)
    }

    /// What the browser calls itself, for the list of devices.
    pub fn user_agent(&self) -> &str {
        let agent = self.sent.headers.get(http::header::USER_AGENT);
        agent.and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    /// Where the request comes from, as far as it is known. Never logged, never stored.
    pub fn address(&self) -> Option<IpAddr> {
        self.sent.address
    }
}
