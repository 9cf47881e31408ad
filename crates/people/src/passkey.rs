//! Passkeys (`WebAuthn`): one touch signs in, without an e-mail address and without a six-digit code.
//!
//! A ceremony has two halves. The first hands options to the browser and keeps the challenge in
//! memory, for five minutes at most and for so many at once; the second takes it out again, so
//! that an answer counts once. Nothing is written to disk for a stranger who only opens the
//! sign-in page.
//!
//! **Invariant:** the secrets that a passkey can derive for a vault never come here: a body that
//! holds them is refused unread (`a_body_with_prf_results_is_refused`).

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::id::{AccountId, AgencyId};
use domain::world::Chance;
use serde_json::Value;
use sha2::{Digest, Sha256};
use storage::{Error, FromRow, Row, Sql, Tx};
use webauthn_rs::prelude::{
    CreationChallengeResponse, CredentialID, DiscoverableAuthentication, DiscoverableKey, Passkey,
    PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url, Uuid, Webauthn,
    WebauthnBuilder, WebauthnError,
};

use crate::{
    Who,
    audit::{self, Leaf},
    notice,
    session::{self, How, Token},
    sign_in::{self, Client, Entered},
    token,
};

/// How long a browser may take, in seconds.
pub const PATIENCE: i64 = 300;
/// Ceremonies kept at once; the oldest go first.
const AT_ONCE: usize = 10_000;
/// Passkeys of one account.
const MOST: usize = 20;

/// Why a passkey was not taken.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The answer is not one to this ceremony, or does not prove what it should.
    #[error("the passkey's answer was not accepted")]
    NotAccepted,
    /// The body holds what a passkey derives for the vault. It must never leave the browser.
    #[error("the passkey's answer holds secrets of the vault")]
    VaultSecret,
    /// This passkey belongs to an account already, or the account has many already.
    #[error("the passkey cannot be added")]
    CannotAdd,
    /// The library failed to begin.
    #[error("the passkey ceremony could not begin")]
    Ceremony(#[source] WebauthnError),
    /// The database.
    #[error(transparent)]
    Database(#[from] Error),
}

/// The house's side of passkeys; one for the whole house.
pub struct Passkeys {
    webauthn: Webauthn,
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    kept: HashMap<String, Kept>,
    order: VecDeque<String>,
}

struct Kept {
    ceremony: Ceremony,
    until: i64,
}

#[derive(Clone)]
struct Ceremony(State);

/// What a browser answered, with the house's half of the ceremony: it counts once.
#[derive(Clone)]
pub struct Answer {
    ceremony: Ceremony,
    body: Value,
}

#[derive(Clone)]
enum State {
    Register {
        agency: AgencyId,
        account: AccountId,
        state: Box<PasskeyRegistration>,
    },
    SignIn(Box<DiscoverableAuthentication>),
}

/// The browser's half: what `navigator.credentials` is given, and the name of the ceremony, which
/// comes back with the answer.
#[derive(Clone, Debug)]
pub struct Started {
    /// Comes back as it is.
    pub ceremony: String,
    /// `{"publicKey": …}` with base64url texts, as `parseCreationOptionsFromJSON` reads them.
    pub options: Value,
}

/// One of a person's own passkeys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its number, for [`remove`].
    pub id: i64,
    /// The name its owner gave it.
    pub name: String,
    /// When it was added, in seconds since 1970.
    pub made_at: i64,
    /// When it was last used; 0 = never.
    pub used_at: i64,
}

impl FromRow for Named {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            made_at: row.get(2)?,
            used_at: row.get(3)?,
        })
    }
}

impl Passkeys {
    /// For the address people use, and the name that the browser shows. `None` where browsers
    /// have no passkeys: an address that is a number, such as `http://127.0.0.1:8080`.
    pub fn new(public_url: &str, name: &str) -> Option<Self> {
        let origin = Url::parse(public_url).ok()?;
        let host = origin.domain()?.to_owned();
        let webauthn = WebauthnBuilder::new(&host, &origin)
            .ok()?
            .rp_name(name)
            .build()
            .ok()?;
        Some(Self {
            webauthn,
            open: Mutex::default(),
        })
    }

    /// Begins to add a passkey for the asking person. Call it in a read.
    pub fn start_registration(
        &self,
        tx: &mut Tx<'_>,
        who: &Who,
        now: i64,
        chance: &dyn Chance,
    ) -> Result<Started, Refused> {
        let bodies: Vec<String> = tx.all(&BODIES, &[&who.agency, &who.account])?;
        if bodies.len() >= MOST {
            return Err(Refused::CannotAdd);
        }
        let known: Vec<CredentialID> = bodies
            .iter()
            .filter_map(|body| read(body).ok())
            .map(|key| key.cred_id().clone())
            .collect();
        let email: String = tx.one(&EMAIL, &[&who.agency, &who.account])?;
        let (mut options, state) = self
            .webauthn
            .start_passkey_registration(
                handle(who.agency, who.account),
                &email,
                &who.name,
                Some(known),
            )
            .map_err(Refused::Ceremony)?;
        ask_for_discoverable(&mut options);
        let state = State::Register {
            agency: who.agency,
            account: who.account,
            state: Box::new(state),
        };
        self.keep(state, &options, now, chance)
    }

    /// Begins a sign-in. It asks for no e-mail address, so its options tell nothing about anyone.
    pub fn start_sign_in(&self, now: i64, chance: &dyn Chance) -> Result<Started, Refused> {
        let (options, state) = self
            .webauthn
            .start_discoverable_authentication()
            .map_err(Refused::Ceremony)?;
        self.keep(State::SignIn(Box::new(state)), &options, now, chance)
    }

    /// Takes a ceremony out of memory for its answer: once, and only while it is fresh. `body` is what
    /// the browser's `toJSON` made. Call it outside any [`Tx`], because a write may run twice.
    pub fn take(&self, ceremony: &str, body: Value, now: i64) -> Option<Answer> {
        let kept = self.open().kept.remove(ceremony)?;
        (now < kept.until).then_some(Answer {
            ceremony: kept.ceremony,
            body,
        })
    }

    /// Adds the passkey that answered: the session's new token.
    pub fn register(
        &self,
        tx: &mut Tx<'_>,
        who: &Who,
        answer: &Answer,
        name: &str,
        now: i64,
        chance: &dyn Chance,
    ) -> Result<Token, Refused> {
        let Ceremony(State::Register {
            agency,
            account,
            state,
        }) = &answer.ceremony
        else {
            return Err(Refused::NotAccepted);
        };
        if (*agency, *account) != (who.agency, who.account) {
            return Err(Refused::NotAccepted);
        }
        let answer: RegisterPublicKeyCredential = read_answer(&answer.body)?;
        let key = self
            .webauthn
            .finish_passkey_registration(&answer, state)
            .map_err(|_| Refused::NotAccepted)?;
        let credential = credential_hash(key.cred_id());
        if tx.first::<i64>(&TAKEN, &[&credential])?.is_some() {
            return Err(Refused::CannotAdd);
        }
        let (id, text) = (token::number(chance), write(&key)?);
        tx.run(
            &ADD,
            &[
                &who.agency,
                &who.account,
                &id,
                &credential,
                &name,
                &text,
                &now,
            ],
        )?;
        changed(tx, who, notice::Kind::PasskeyAdded, name, now, chance).map_err(Refused::from)
    }

    /// Signs in with the passkey that answered. [`Refused::NotAccepted`] for everything that is not
    /// a fresh proof of an active account's own passkey.
    pub fn sign_in(
        &self,
        tx: &mut Tx<'_>,
        answer: &Answer,
        client: &Client,
        now: i64,
        chance: &dyn Chance,
    ) -> Result<Entered, Refused> {
        let Ceremony(State::SignIn(state)) = &answer.ceremony else {
            return Err(Refused::NotAccepted);
        };
        let answer: PublicKeyCredential = read_answer(&answer.body)?;
        let (user, credential) = self
            .webauthn
            .identify_discoverable_authentication(&answer)
            .map_err(|_| Refused::NotAccepted)?;
        let (agency, account) = owner(user);
        let found: Option<(i64, String)> =
            tx.first(&FIND, &[&agency, &account, &credential_hash(credential)])?;
        let (id, text) = found.ok_or(Refused::NotAccepted)?;
        let mut key = read(&text)?;
        // A counter that did not grow may be a copied passkey: the library refuses it.
        let result = self
            .webauthn
            .finish_discoverable_authentication_v2(
                &answer,
                (**state).clone(),
                DiscoverableKey::from(&key),
            )
            .map_err(|_| Refused::NotAccepted)?;
        if !result.user_verified() || !sign_in::may_come_in(tx, agency, account, now)? {
            return Err(Refused::NotAccepted);
        }
        key.update_credential(&result);
        tx.run(&USED, &[&agency, &account, &id, &write(&key)?, &now])?;
        Ok(sign_in::enter(
            tx,
            agency,
            account,
            How::Passkey,
            client,
            now,
            chance,
        )?)
    }

    fn keep(
        &self,
        state: State,
        options: &impl serde::Serialize,
        now: i64,
        chance: &dyn Chance,
    ) -> Result<Started, Refused> {
        let options = serde_json::to_value(options).map_err(|error| broken(&error))?;
        let name = token::new(chance);
        let mut open = self.open();
        while let Some(oldest) = open.order.front() {
            let over = open.kept.get(oldest).is_none_or(|kept| kept.until <= now);
            if !over && open.order.len() < AT_ONCE {
                break;
            }
            if let Some(oldest) = open.order.pop_front() {
                open.kept.remove(&oldest);
            }
        }
        let kept = Kept {
            ceremony: Ceremony(state),
            until: now + PATIENCE,
        };
        open.kept.insert(name.clone(), kept);
        open.order.push_back(name.clone());
        Ok(Started {
            ceremony: name,
            options,
        })
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The asking person's passkeys, oldest first.
pub fn list(tx: &mut Tx<'_>, who: &Who) -> Result<Vec<Named>, Error> {
    tx.all(&LIST, &[&who.agency, &who.account])
}

/// Gives one of the asking person's passkeys another name.
pub fn rename(tx: &mut Tx<'_>, who: &Who, id: i64, name: &str) -> Result<(), Error> {
    match tx.run(&RENAME, &[&who.agency, &who.account, &id, &name])? {
        0 => Err(Error::NoRow),
        _ => Ok(()),
    }
}

/// Removes one of the asking person's passkeys: the session's new token.
pub fn remove(
    tx: &mut Tx<'_>,
    who: &Who,
    id: i64,
    now: i64,
    chance: &dyn Chance,
) -> Result<Token, Error> {
    let name: String = tx.one(&NAME, &[&who.agency, &who.account, &id])?;
    tx.run(&REMOVE, &[&who.agency, &who.account, &id])?;
    changed(tx, who, notice::Kind::PasskeyRemoved, &name, now, chance)
}

fn changed(
    tx: &mut Tx<'_>,
    who: &Who,
    kind: notice::Kind,
    name: &str,
    now: i64,
    chance: &dyn Chance,
) -> Result<Token, Error> {
    notice::tell(tx, who.agency, who.account, kind, name, now, chance)?;
    let action = match kind {
        notice::Kind::PasskeyAdded => "passkey.add",
        _ => "passkey.remove",
    };
    let leaf = Leaf {
        action,
        subject: "account",
        subject_id: who.account.get(),
        participant: 0,
    };
    audit::record(tx, who, &leaf, now, chance)?;
    session::renew(tx, who, chance)
}

/// The user handle of a passkey: agency and account, so that a sign-in needs no e-mail address.
/// Ids are no secrets.
fn handle(agency: AgencyId, account: AccountId) -> Uuid {
    Uuid::from_u64_pair(agency.get().cast_unsigned(), account.get().cast_unsigned())
}

fn owner(user: Uuid) -> (AgencyId, AccountId) {
    let (agency, account) = user.as_u64_pair();
    (
        AgencyId::from_i64(agency.cast_signed()),
        AccountId::from_i64(account.cast_signed()),
    )
}

/// The library asks for any key that the browser likes; a sign-in without an e-mail address needs
/// one that the browser can find by itself.
fn ask_for_discoverable(options: &mut CreationChallengeResponse) {
    if let Some(selection) = &mut options.public_key.authenticator_selection {
        selection.resident_key = serde_json::from_value(Value::from("required")).ok();
        selection.require_resident_key = true;
    }
}

fn read_answer<T: serde::de::DeserializeOwned>(body: &Value) -> Result<T, Refused> {
    if holds_vault_secret(body) {
        return Err(Refused::VaultSecret);
    }
    serde_json::from_value(body.clone()).map_err(|_| Refused::NotAccepted)
}

/// Whether any part of a body is named like the outputs of the PRF extension or its older forms.
fn holds_vault_secret(body: &Value) -> bool {
    match body {
        Value::Object(fields) => fields.iter().any(|(name, value)| {
            let name = name.to_ascii_lowercase().replace('_', "");
            let named = matches!(name.as_str(), "prf" | "hmacgetsecret" | "hmacsecretmc");
            // `hmac-secret` comes with true or false (no secret), and with an object (a secret).
            let older =
                matches!(name.as_str(), "hmacsecret" | "hmac-secret") && !value.is_boolean();
            named || older || holds_vault_secret(value)
        }),
        Value::Array(items) => items.iter().any(holds_vault_secret),
        _ => false,
    }
}

fn credential_hash(id: &[u8]) -> [u8; 32] {
    Sha256::digest(id).into()
}

fn read(text: &str) -> Result<Passkey, Error> {
    serde_json::from_str(text).map_err(|error| broken(&error))
}

fn write(key: &Passkey) -> Result<String, Error> {
    serde_json::to_string(key).map_err(|error| broken(&error))
}

fn broken(error: &serde_json::Error) -> Error {
    Error::Broken(format!("passkey: {error}"))
}

const BODIES: Sql = Sql::new(
    "people.passkey.bodies",
    "SELECT body FROM passkey WHERE agency_id = $1 AND account_id = $2",
);
const EMAIL: Sql = Sql::new(
    "people.passkey.email",
    "SELECT email FROM account WHERE agency_id = $1 AND account_id = $2",
);
const TAKEN: Sql = Sql::new(
    "people.passkey.taken",
    "SELECT passkey_id FROM passkey WHERE credential_hash = $1",
);
const ADD: Sql = Sql::new(
    "people.passkey.add",
    "INSERT INTO passkey
       (agency_id, account_id, passkey_id, credential_hash, name, body, made_at, used_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 0)",
);
const FIND: Sql = Sql::new(
    "people.passkey.find",
    "SELECT passkey_id, body FROM passkey
     WHERE agency_id = $1 AND account_id = $2 AND credential_hash = $3",
);
const USED: Sql = Sql::new(
    "people.passkey.used",
    "UPDATE passkey SET body = $4, used_at = $5
     WHERE agency_id = $1 AND account_id = $2 AND passkey_id = $3",
);
const LIST: Sql = Sql::new(
    "people.passkey.list",
    "SELECT passkey_id, name, made_at, used_at FROM passkey
     WHERE agency_id = $1 AND account_id = $2 ORDER BY made_at, passkey_id",
);
const RENAME: Sql = Sql::new(
    "people.passkey.rename",
    "UPDATE passkey SET name = $4 WHERE agency_id = $1 AND account_id = $2 AND passkey_id = $3",
);
const NAME: Sql = Sql::new(
    "people.passkey.name",
    "SELECT name FROM passkey WHERE agency_id = $1 AND account_id = $2 AND passkey_id = $3",
);
const REMOVE: Sql = Sql::new(
    "people.passkey.remove",
    "DELETE FROM passkey WHERE agency_id = $1 AND account_id = $2 AND passkey_id = $3",
);

pub(crate) const STATEMENTS: &[Sql] = &[
    BODIES, EMAIL, TAKEN, ADD, FIND, USED, LIST, RENAME, NAME, REMOVE,
];
