//! Opening, for whoever has the secret: slots, vault keys, records, taps, exports.

use p256::SecretKey;
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use crate::{
    EpochStatement, LARGEST_RECORD, Point, RecordHeader, Refused, SlotHeader, SlotKind, SlotLock,
    cipher::{self, Key},
    header::{ExportHeader, HeadWire, TrayWire, WrapWire},
    jose, names, pad, secrets,
};

/// What opens a slot.
pub enum Secret<'a> {
    /// The recovery code, as it is typed.
    Code(&'a str),
    /// Six words, as they are typed.
    Words(&'a str),
    /// Both outputs of a passkey's PRF, joined: 64 bytes.
    Passkey(&'a [u8]),
}

impl Secret<'_> {
    /// The kind of slot that it opens.
    pub fn kind(&self) -> SlotKind {
        match self {
            Self::Code(_) => SlotKind::Code,
            Self::Words(_) => SlotKind::Words,
            Self::Passkey(_) => SlotKind::Passkey,
        }
    }

    fn key(&self, header: &SlotHeader) -> Result<Key, Refused> {
        let info = |kind: SlotKind| {
            let (kind, vid, sid) = (kind.word(), &header.vid, &header.sid);
            format!("fullcup/slot/{kind}/v1|{vid}|{sid}")
        };
        match (self, &header.lock) {
            (Self::Code(typed), SlotLock::Hkdf { salt }) => {
                let secret = secrets::check_code(typed)?;
                cipher::hkdf(secret.as_bytes(), salt, &info(SlotKind::Code))
            }
            (Self::Passkey(secret), SlotLock::Hkdf { salt }) if secret.len() == 64 => {
                cipher::hkdf(secret, salt, &info(SlotKind::Passkey))
            }
            (Self::Words(typed), SlotLock::Pbes2 { p2s, p2c }) => {
                Ok(cipher::pbes2(&secrets::plain_words(typed)?, p2s, *p2c))
            }
            (Self::Passkey(_), _) => Err(Refused::WrongSecret),
            _ => Err(Refused::Header),
        }
    }
}

/// A slot that is open: it vouches for the key that signs for the vault.
pub struct OpenSlot {
    vid: String,
    sid: String,
    kind: SlotKind,
    own: SecretKey,
    point: Point,
    sign: Point,
}

impl OpenSlot {
    /// Opens a slot of this vault.
    pub fn open(jwe: &str, vid: &str, sid: &str, secret: &Secret<'_>) -> Result<Self, Refused> {
        if jwe.len() > LARGEST_RECORD {
            return Err(Refused::Size);
        }
        let sealed = jose::sealed(jwe)?;
        let header = SlotHeader::read(&sealed.header)?;
        if header.vid != vid || header.sid != sid {
            return Err(Refused::NotThisRecord);
        }
        let kek = secret.key(&header)?;
        let payload = pad::unpadded(&cipher::open(&sealed, &kek, Refused::WrongSecret)?)?;
        if payload.get("v") != Some(&Value::from(1)) || !names(&payload, vid, Some(sid)) {
            return Err(Refused::NotThisRecord);
        }
        Ok(Self {
            vid: vid.to_owned(),
            sid: sid.to_owned(),
            kind: secret.kind(),
            own: private(text(&payload, "d")?)?,
            point: point(&Value::Object(payload.clone()))?,
            sign: point(payload.get("sign").unwrap_or(&Value::Null))?,
        })
    }

    /// The key that signs for the vault.
    pub fn sign(&self) -> &Point {
        &self.sign
    }

    /// Checks a statement and the slot list beside it with what this slot vouches for, and takes
    /// the keys out.
    pub fn keys(&self, statement: &str, list: &str) -> Result<VaultKeys, Refused> {
        let said = EpochStatement::verify(statement, &self.vid, &self.sign)?;
        let entry = said.slots.iter().find(|slot| slot.sid == self.sid);
        let entry = entry
            .filter(|slot| slot.key == self.point && slot.kind == self.kind)
            .ok_or(Refused::ChangedKey)?;
        if names::hash(list) != said.list {
            return Err(Refused::ChangedKey);
        }
        let vk = self.vault_key(&entry.wrap, said.epoch)?;
        let age = Age::of(said.epoch, &vk)?;
        let (typ, vid) = ("fullcup-keys+jwe", &self.vid);
        let mut keys = age.head(&said.keys, typ, vid)?;
        let receive = keys.remove("receive").unwrap_or_default();
        let sign = keys.remove("sign").unwrap_or_default();
        if !names(&keys, vid, None)
            || point(&receive)? != said.receive
            || point(&sign)? != said.sign
        {
            return Err(Refused::ChangedKey);
        }
        let old = if said.old.is_empty() {
            None
        } else {
            let payload = age.head(&said.old, "fullcup-old+jwe", vid)?;
            let before = said.epoch - 1;
            Some(Age::of(before, &vault_key_in(&payload, vid, before)?)?)
        };
        Ok(VaultKeys {
            vid: vid.clone(),
            receive: private(receive.get("d").and_then(Value::as_str).unwrap_or_default())?,
            list: age.head(list, "fullcup-slots+jwe", vid)?,
            ages: std::iter::once(age).chain(old).collect(),
            statement: said,
        })
    }

    /// Takes the vault key of an age out of its wrap to this slot.
    fn vault_key(&self, wrap: &str, epoch: u32) -> Result<Key, Refused> {
        let sealed = jose::sealed::<WrapWire>(wrap)?;
        sealed.header.check(&self.vid, &self.sid, epoch)?;
        let kek = cipher::agree(&self.own, &sealed.header.epk.point()?.key()?);
        let payload = pad::unpadded(&cipher::open(&sealed, &kek, Refused::Damaged)?)?;
        vault_key_in(&payload, &self.vid, epoch)
    }
}

/// What the vault key of one age gives.
struct Age {
    epoch: u32,
    rec: Key,
    head: Key,
}

impl Age {
    fn of(epoch: u32, vk: &Key) -> Result<Self, Refused> {
        Ok(Self {
            epoch,
            rec: cipher::hkdf(vk.as_slice(), b"", "fullcup/rec/v1")?,
            head: cipher::hkdf(vk.as_slice(), b"", "fullcup/head/v1")?,
        })
    }

    fn head(&self, jwe: &str, typ: &str, vid: &str) -> Result<Map<String, Value>, Refused> {
        let sealed = jose::sealed::<HeadWire>(jwe)?;
        sealed.header.check(typ, vid, self.epoch)?;
        pad::unpadded(&cipher::open(&sealed, &self.head, Refused::Damaged)?)
    }
}

/// The record that is asked for. What is not known is left open.
pub struct Expected<'a> {
    /// The record.
    pub rid: &'a str,
    /// Its version.
    pub ver: Option<u32>,
    /// The hash of its JWE.
    pub hash: Option<&'a str>,
}

/// The keys of a vault that is open.
pub struct VaultKeys {
    vid: String,
    ages: Vec<Age>,
    receive: SecretKey,
    list: Map<String, Value>,
    statement: EpochStatement,
}

impl VaultKeys {
    /// The statement that was checked.
    pub fn statement(&self) -> &EpochStatement {
        &self.statement
    }

    /// The slot list: names and days.
    pub fn list(&self) -> &Map<String, Value> {
        &self.list
    }

    /// Opens one version of a record, if it is the one that is asked for.
    pub fn record(
        &self,
        jwe: &str,
        expected: &Expected<'_>,
    ) -> Result<Map<String, Value>, Refused> {
        if jwe.len() > LARGEST_RECORD {
            return Err(Refused::Size);
        }
        let sealed = jose::sealed(jwe)?;
        let header = RecordHeader::read(&sealed.header)?;
        let same = header.vid == self.vid
            && header.rid == expected.rid
            && expected.ver.is_none_or(|ver| ver == header.ver)
            && expected.hash.is_none_or(|hash| hash == names::hash(jwe));
        if !same {
            return Err(Refused::NotThisRecord);
        }
        let age = self.ages.iter().find(|age| age.epoch == header.epoch);
        let age = age.ok_or(Refused::Epoch)?;
        let content = cipher::unwrap(&age.rec, &sealed.key, Refused::Damaged)?;
        let kc = cipher::hkdf::<16>(content.as_slice(), b"", "fullcup/kc/v1")?;
        if *kc != header.kc {
            return Err(Refused::Damaged);
        }
        pad::unpadded(&cipher::decrypt(&sealed, &content)?)
    }

    /// Opens a tap that was made while the vault was locked: its name, and what it says.
    pub fn tap(&self, jwe: &str) -> Result<(String, Map<String, Value>), Refused> {
        let sealed = jose::sealed::<TrayWire>(jwe)?;
        sealed.header.check(&self.vid)?;
        let kek = cipher::agree(&self.receive, &sealed.header.epk.point()?.key()?);
        let payload = pad::unpadded(&cipher::open(&sealed, &kek, Refused::Damaged)?)?;
        Ok((sealed.header.tid, payload))
    }
}

/// Opens a sealed export with its six words, and gives the JSON.
pub fn open_export(jwe: &str, words: &str) -> Result<String, Refused> {
    let sealed = jose::sealed(jwe)?;
    let header = ExportHeader::read(&sealed.header)?;
    let kek = cipher::pbes2(&secrets::plain_words(words)?, &header.p2s, header.p2c);
    let opened = cipher::open(&sealed, &kek, Refused::WrongSecret)?;
    String::from_utf8(opened.to_vec()).map_err(|_| Refused::Damaged)
}

fn vault_key_in(payload: &Map<String, Value>, vid: &str, epoch: u32) -> Result<Key, Refused> {
    let same = payload.get("epoch") == Some(&Value::from(epoch)) && names(payload, vid, None);
    if payload.get("v") != Some(&Value::from(1)) || !same {
        return Err(Refused::NotThisRecord);
    }
    names::exactly(text(payload, "vk")?).map(Zeroizing::new)
}

fn names(payload: &Map<String, Value>, vid: &str, sid: Option<&str>) -> bool {
    let says = |key: &str, name: &str| payload.get(key).and_then(Value::as_str) == Some(name);
    says("vid", vid) && sid.is_none_or(|sid| says("sid", sid))
}

fn text<'a>(payload: &'a Map<String, Value>, key: &str) -> Result<&'a str, Refused> {
    payload
        .get(key)
        .and_then(Value::as_str)
        .ok_or(Refused::Damaged)
}

fn point(value: &Value) -> Result<Point, Refused> {
    let half = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    match (half("x"), half("y")) {
        (Some(x), Some(y)) => Ok(Point { x, y }),
        _ => Err(Refused::Damaged),
    }
}

fn private(d: &str) -> Result<SecretKey, Refused> {
    let bytes = Zeroizing::new(names::exactly::<32>(d)?);
    SecretKey::from_slice(bytes.as_slice()).map_err(|_| Refused::Damaged)
}
