//! What every door is given: the database, time, chance, words and settings.

use std::sync::{Arc, OnceLock};

use domain::world::{Chance, Clock};
use kit::words::{Language, Words, WordsBuilder, WordsError};
use people::{passkey::Passkeys, password::Hasher};
use storage::Db;

use crate::{
    Net, Place, Release, Room,
    assets::Assets,
    cross_site::Judge,
    house_room,
    limiter::Limiter,
    renewed::Renewed,
    router::{Router, TwoDoors},
    session::Touched,
};

/// How the house is served.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address people use, for example `https://cup.example.org`, without a slash at the end.
    pub public_url: String,
    /// The network of the proxy whose `X-Forwarded-For` is believed.
    pub trusted_proxy: Option<Net>,
    /// Whether everything in here is invented; every page says so.
    pub demo: bool,
    /// Connections at once. Beyond it, the one that has waited longest without asking for
    /// anything is cut; when all are busy, a newcomer is told to come again (503).
    pub most_connections: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self::at("http://localhost:8420")
    }
}

impl Settings {
    /// The usual settings for a house at this address.
    pub fn at(public_url: impl Into<String>) -> Self {
        let public_url = public_url.into().trim_end_matches('/').to_owned();
        Self {
            public_url,
            trusted_proxy: None,
            demo: false,
            most_connections: 900,
        }
    }
}

/// The running house.
pub struct House {
    /// The database.
    pub db: Db,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub chance: Arc<dyn Chance>,
    /// The address people use, for example `https://cup.example.org`, without a slash at the end.
    pub public_url: String,
    /// When it was opened, in seconds since 1970.
    pub started_at: i64,
    /// Makes and checks password hashes, a few at a time.
    pub hasher: Arc<Hasher>,
    /// Passkeys, where the address lets browsers have them (not with a number for a name).
    pub passkeys: Option<Arc<Passkeys>>,
    pub(crate) settings: Settings,
    pub(crate) router: Router,
    pub(crate) places: Vec<Place>,
    pub(crate) assets: Assets,
    pub(crate) judge: Judge,
    pub(crate) limiter: Limiter,
    pub(crate) touched: Touched,
    pub(crate) renewed: Renewed,
    pub(crate) release: OnceLock<Release>,
    pub(crate) session_cookie: String,
    pub(crate) known_cookie: String,
    english: Words,
    stretched: OnceLock<Option<Words>>,
    texts: Vec<(&'static str, &'static str)>,
}

/// Why a house cannot be put together.
#[derive(Debug, thiserror::Error)]
pub enum HouseError {
    /// Two doors at the same place.
    #[error(transparent)]
    TwoDoors(#[from] TwoDoors),
    /// Something is wrong with the words of a room.
    #[error("{0}")]
    Words(WordsError),
    /// The public address is no address.
    #[error("{0} is not an address that people can open. Write it like https://cup.example.org")]
    Address(String),
    /// Plain http anywhere but on this machine itself.
    #[error(
        "{0} would send names and passwords unprotected. Put a proxy with https in front and \
         give its https address with --public-url"
    )]
    PlainHttp(String),
}

impl House {
    /// Puts the rooms together. Nothing is served yet: see [`fn@crate::serve`] and [`fn@crate::answer`].
    pub fn new(
        db: Db,
        clock: Arc<dyn Clock>,
        chance: Arc<dyn Chance>,
        settings: Settings,
        mut rooms: Vec<Room>,
    ) -> Result<Arc<Self>, HouseError> {
        let https = check_address(&settings.public_url)?;
        rooms.push(house_room::room());
        let texts: Vec<_> = rooms
            .iter()
            .flat_map(|room| room.words.iter().map(|text| (room.name, *text)))
            .collect();
        let mut places: Vec<_> = rooms
            .iter()
            .flat_map(|room| room.places.iter().copied())
            .collect();
        places.sort_by_key(|place| place.order);
        let judge = Judge::new(&settings.public_url)
            .map_err(|_| HouseError::Address(settings.public_url.clone()))?;
        Ok(Arc::new(Self {
            started_at: clock.now().as_second(),
            hasher: Arc::new(Hasher::new()),
            passkeys: Passkeys::new(&settings.public_url, "Fullcup").map(Arc::new),
            db,
            clock,
            chance,
            public_url: settings.public_url.clone(),
            router: Router::new(rooms)?,
            places,
            assets: Assets::new(),
            judge,
            limiter: Limiter::default(),
            touched: Touched::default(),
            renewed: Renewed::default(),
            release: OnceLock::new(),
            session_cookie: crate::cookie::name(https, "fullcup"),
            known_cookie: crate::cookie::name(https, "fullcup-known"),
            english: words(Language::English, &texts).map_err(HouseError::Words)?,
            stretched: OnceLock::new(),
            texts,
            settings,
        }))
    }

    /// Whether people reach the house over https.
    pub fn https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// The words of a language, by its tag; English for one that is not there.
    pub fn words(&self, tag: &str) -> &Words {
        if tag != Language::Stretched.tag() {
            return &self.english;
        }
        // Made when first asked for: nobody but tests ever reads it.
        let stretched = || words(Language::Stretched, &self.texts).ok();
        self.stretched
            .get_or_init(stretched)
            .as_ref()
            .unwrap_or(&self.english)
    }

    /// Where assets are: `/assets/<digest>`, without a slash at the end.
    pub fn asset_base(&self) -> &str {
        &self.assets.base
    }

    /// The digest of all assets of this release.
    pub fn asset_digest(&self) -> &str {
        self.assets.base.trim_start_matches("/assets/")
    }
}

fn words(language: Language, texts: &[(&'static str, &'static str)]) -> Result<Words, WordsError> {
    let builder = WordsBuilder::new(language)?;
    Ok(texts
        .iter()
        .try_fold(builder, |builder, (room, text)| builder.add(room, text))?
        .build())
}

/// Whether it is https; plain http only for the machine itself, since a session would travel in the open.
/// [`House::new`] asks this of its public address.
///
/// # Errors
/// [`HouseError::Address`] and [`HouseError::PlainHttp`].
pub fn check_address(url: &str) -> Result<bool, HouseError> {
    let wrong = || HouseError::Address(url.to_owned());
    let uri: http::Uri = url.parse().map_err(|_| wrong())?;
    let host = uri.host().ok_or_else(wrong)?;
    if uri.path() != "/" || url.ends_with('/') || uri.query().is_some() {
        return Err(wrong());
    }
    let near = host == "localhost"
        || host.ends_with(".localhost")
        || host
            .trim_matches(['[', ']'])
            .parse::<std::net::IpAddr>()
            .is_ok_and(|ip| ip.is_loopback());
    match uri.scheme_str() {
        Some("https") => Ok(true),
        Some("http") if near => Ok(false),
        Some("http") => Err(HouseError::PlainHttp(url.to_owned())),
        _ => Err(wrong()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_this_machine_alone() {
        for url in [
            "http://127.0.0.1:8420",
            "http://localhost:1",
            "http://[::1]:8420",
            "https://cup.example.org",
        ] {
            assert!(check_address(url).is_ok(), "{url}");
        }
        for url in [
            "http://cup.example.org",
            "http://192.168.1.2:8420",
            "http://0.0.0.0:8420",
        ] {
            assert!(
                matches!(check_address(url), Err(HouseError::PlainHttp(_))),
                "{url}"
            );
        }
        for url in [
            "",
            "cup.example.org",
            "ftp://cup.example.org",
            "https://cup.example.org/sub",
            "https://",
        ] {
            assert!(
                matches!(check_address(url), Err(HouseError::Address(_))),
                "{url}"
            );
        }
    }
}
