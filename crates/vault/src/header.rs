//! Protected headers: everything that can be said about a sealed thing without a key.

use serde::{Deserialize, Serialize};

use crate::{LARGEST_RECORD, Point, Refused, jose, names};

/// The fewest and the most rounds of PBKDF2 in a slot. Fewer is a server that makes guessing
/// cheap; more is one that makes a phone stand still.
pub const SLOT_ROUNDS: std::ops::RangeInclusive<u32> = 600_000..=5_000_000;

/// The same for a sealed export: 8,192 is the common limit of JOSE tools.
pub(crate) const EXPORT_ROUNDS: std::ops::RangeInclusive<u32> = 8_192..=5_000_000;

/// What the header of a record says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordHeader {
    /// The vault that it belongs to.
    pub vid: String,
    /// The record.
    pub rid: String,
    /// The version, from 1.
    pub ver: u32,
    /// The hash of the version before; empty for the first.
    pub prev: String,
    /// The age of the vault key, from 1.
    pub epoch: u32,
    /// Commits to the content key.
    pub(crate) kc: [u8; 16],
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecordWire {
    alg: String,
    enc: String,
    typ: String,
    kid: String,
    vid: String,
    rid: String,
    ver: u32,
    prev: String,
    kc: String,
}

impl RecordHeader {
    /// Reads the header of a record's JWE, and that its other parts are well formed. No key needed.
    ///
    /// Refuses with [`Refused::Size`] above [`LARGEST_RECORD`] letters, else with
    /// [`Refused::Header`].
    pub fn parse(jwe: &str) -> Result<Self, Refused> {
        if jwe.len() > LARGEST_RECORD {
            return Err(Refused::Size);
        }
        jose::sealed(jwe).and_then(|sealed| Self::read(&sealed.header))
    }

    pub(crate) fn read(wire: &RecordWire) -> Result<Self, Refused> {
        named(&wire.alg, "A256KW", &wire.enc, &wire.typ, "fullcup-rec+jwe")?;
        let prev_fits = if wire.ver == 1 {
            wire.prev.is_empty()
        } else {
            names::is_hash(&wire.prev)
        };
        let ids = names::is_id(&wire.vid) && names::is_id(&wire.rid);
        if wire.ver == 0 || !prev_fits || !ids {
            return Err(Refused::Header);
        }
        Ok(Self {
            vid: wire.vid.clone(),
            rid: wire.rid.clone(),
            ver: wire.ver,
            prev: wire.prev.clone(),
            epoch: epoch(&wire.kid)?,
            kc: names::exactly(&wire.kc)?,
        })
    }
}

/// What opens a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SlotKind {
    /// The recovery code. Every vault has one.
    Code,
    /// Six generated words.
    Words,
    /// A passkey with PRF; never the only slot.
    Passkey,
}

impl SlotKind {
    /// The word for it in every format.
    pub fn word(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Words => "words",
            Self::Passkey => "passkey",
        }
    }
}

/// How the key of a slot is made from its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlotLock {
    /// HKDF with this salt: for secrets that have enough chance in them.
    Hkdf {
        /// 16 bytes.
        salt: [u8; 16],
    },
    /// PBES2 with this salt and so many rounds: for words.
    Pbes2 {
        /// 16 bytes.
        p2s: [u8; 16],
        /// Rounds, within [`SLOT_ROUNDS`].
        p2c: u32,
    },
}

/// What the header of a slot says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotHeader {
    /// The vault that it opens.
    pub vid: String,
    /// The slot.
    pub sid: String,
    /// How its key is made.
    pub lock: SlotLock,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SlotWire {
    alg: String,
    enc: String,
    typ: String,
    vid: String,
    sid: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    salt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    p2s: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    p2c: Option<u64>,
}

impl SlotHeader {
    /// Reads the header of a slot's JWE, and that its other parts are well formed. No key needed.
    pub fn parse(jwe: &str) -> Result<Self, Refused> {
        if jwe.len() > LARGEST_RECORD {
            return Err(Refused::Size);
        }
        jose::sealed(jwe).and_then(|sealed| Self::read(&sealed.header))
    }

    pub(crate) fn read(wire: &SlotWire) -> Result<Self, Refused> {
        let lock = match (&wire.salt, &wire.p2s, wire.p2c) {
            (Some(salt), None, None) => SlotLock::Hkdf {
                salt: names::exactly(salt)?,
            },
            (None, Some(p2s), Some(p2c)) => SlotLock::Pbes2 {
                p2s: names::exactly(p2s)?,
                p2c: rounds(p2c, &SLOT_ROUNDS)?,
            },
            _ => return Err(Refused::Header),
        };
        let alg = match lock {
            SlotLock::Hkdf { .. } => "A256KW",
            SlotLock::Pbes2 { .. } => "PBES2-HS512+A256KW",
        };
        named(&wire.alg, alg, &wire.enc, &wire.typ, "fullcup-slot+jwe")?;
        if !names::is_id(&wire.vid) || !names::is_short_id(&wire.sid) {
            return Err(Refused::Header);
        }
        Ok(Self {
            vid: wire.vid.clone(),
            sid: wire.sid.clone(),
            lock,
        })
    }

    /// Whether a slot of this kind is locked like that.
    pub fn fits(&self, kind: SlotKind) -> bool {
        matches!(self.lock, SlotLock::Pbes2 { .. }) == (kind == SlotKind::Words)
    }
}

/// What the header of a sealed export says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportHeader {
    /// The salt.
    pub p2s: [u8; 16],
    /// Rounds.
    pub p2c: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExportWire {
    alg: String,
    enc: String,
    typ: String,
    p2s: String,
    p2c: u64,
}

impl ExportHeader {
    /// Reads the header of a sealed export. No key needed.
    pub fn parse(jwe: &str) -> Result<Self, Refused> {
        jose::sealed(jwe).and_then(|sealed| Self::read(&sealed.header))
    }

    pub(crate) fn read(wire: &ExportWire) -> Result<Self, Refused> {
        let (alg, typ) = ("PBES2-HS512+A256KW", "fullcup-export+jwe");
        named(&wire.alg, alg, &wire.enc, &wire.typ, typ)?;
        Ok(Self {
            p2s: names::exactly(&wire.p2s)?,
            p2c: rounds(wire.p2c, &EXPORT_ROUNDS)?,
        })
    }
}

/// The header of what is sealed under the head key: identity keys, the key before, the slot list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HeadWire {
    alg: String,
    enc: String,
    typ: String,
    kid: String,
    pub(crate) vid: String,
}

impl HeadWire {
    /// Checks it against what is expected of it.
    pub(crate) fn check(&self, typ: &str, vid: &str, age: u32) -> Result<(), Refused> {
        named(&self.alg, "A256KW", &self.enc, &self.typ, typ)?;
        if epoch(&self.kid)? != age || self.vid != vid {
            return Err(Refused::NotThisRecord);
        }
        Ok(())
    }
}

/// A public key in a header, as RFC 7517 writes it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Epk {
    kty: String,
    crv: String,
    x: String,
    y: String,
}

impl Epk {
    pub(crate) fn point(&self) -> Result<Point, Refused> {
        if self.kty != "EC" || self.crv != "P-256" {
            return Err(Refused::Header);
        }
        let point = Point {
            x: self.x.clone(),
            y: self.y.clone(),
        };
        point.key().map(|_| point)
    }
}

/// The header of a vault key that is wrapped to a slot.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrapWire {
    alg: String,
    enc: String,
    typ: String,
    kid: String,
    vid: String,
    sid: String,
    pub(crate) epk: Epk,
}

impl WrapWire {
    pub(crate) fn check(&self, vid: &str, sid: &str, age: u32) -> Result<(), Refused> {
        let (alg, typ) = ("ECDH-ES+A256KW", "fullcup-vk+jwe");
        named(&self.alg, alg, &self.enc, &self.typ, typ)?;
        self.epk.point()?;
        if epoch(&self.kid)? != age || self.vid != vid || self.sid != sid {
            return Err(Refused::NotThisRecord);
        }
        Ok(())
    }
}

/// The header of a tap that was made while the vault was locked.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TrayWire {
    alg: String,
    enc: String,
    typ: String,
    pub(crate) vid: String,
    pub(crate) tid: String,
    pub(crate) epk: Epk,
}

impl TrayWire {
    pub(crate) fn check(&self, vid: &str) -> Result<(), Refused> {
        let (alg, typ) = ("ECDH-ES+A256KW", "fullcup-tray+jwe");
        named(&self.alg, alg, &self.enc, &self.typ, typ)?;
        self.epk.point()?;
        if !names::is_id(&self.tid) {
            return Err(Refused::Header);
        }
        if self.vid != vid {
            return Err(Refused::NotThisRecord);
        }
        Ok(())
    }
}

fn named(alg: &str, its_alg: &str, enc: &str, typ: &str, its_typ: &str) -> Result<(), Refused> {
    if alg == its_alg && enc == "A256GCM" && typ == its_typ {
        Ok(())
    } else {
        Err(Refused::Header)
    }
}

fn rounds(asked: u64, bounds: &std::ops::RangeInclusive<u32>) -> Result<u32, Refused> {
    u32::try_from(asked)
        .ok()
        .filter(|rounds| bounds.contains(rounds))
        .ok_or(Refused::Rounds)
}

/// An age of the vault key as a header spells it: digits alone, no zero before them.
fn epoch(kid: &str) -> Result<u32, Refused> {
    let age: u32 = kid.parse().map_err(|_| Refused::Header)?;
    if age > 0 && age.to_string() == kid {
        Ok(age)
    } else {
        Err(Refused::Header)
    }
}
