//! What a vault's owner signs: the epoch statement, and what the server is asked to do.

use p256::ecdsa::{Signature, VerifyingKey, signature::Verifier};
use serde::{Deserialize, Serialize};

use crate::{
    LARGEST_RECORD, MOST_SLOTS, Refused, SlotHeader, SlotKind,
    header::{HeadWire, WrapWire},
    jose, names,
};

/// A public key on P-256.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// 32 bytes, base64url.
    pub x: String,
    /// 32 bytes, base64url.
    pub y: String,
}

impl Point {
    /// The key, if there is such a point on the curve.
    pub(crate) fn key(&self) -> Result<p256::PublicKey, Refused> {
        p256::PublicKey::from_sec1_bytes(&self.spelled()?).map_err(|_| Refused::Header)
    }

    /// SEC 1: a four, then both halves.
    fn spelled(&self) -> Result<[u8; 65], Refused> {
        let mut all = [4; 65];
        all[1..33].copy_from_slice(&names::exactly::<32>(&self.x)?);
        all[33..].copy_from_slice(&names::exactly::<32>(&self.y)?);
        Ok(all)
    }

    fn signed(&self, over: &str, signature: &[u8; 64]) -> Result<(), Refused> {
        let key = VerifyingKey::from_sec1_bytes(&self.spelled()?).map_err(|_| Refused::Header)?;
        let signature = Signature::from_slice(signature).map_err(|_| Refused::Forged)?;
        let checked = key.verify(over.as_bytes(), &signature);
        checked.map_err(|_| Refused::Forged)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignedWire {
    alg: String,
    typ: String,
    vid: String,
}

impl SignedWire {
    fn check(&self, typ: &str, vid: &str) -> Result<(), Refused> {
        if self.alg != "ES256" || self.typ != typ {
            return Err(Refused::Header);
        }
        if self.vid != vid {
            return Err(Refused::NotThisRecord);
        }
        Ok(())
    }
}

/// A slot as the statement carries it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlotEntry {
    /// The slot.
    pub sid: String,
    /// What opens it.
    pub kind: SlotKind,
    /// The slot's public key.
    pub key: Point,
    /// JWE: the vault key, wrapped to it.
    pub wrap: String,
}

/// One age of the vault key, with the keys and slots that hold in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EpochStatement {
    v: u8,
    /// The vault.
    pub vid: String,
    /// The age, from 1.
    pub epoch: u32,
    /// The number of the control statement that brought it; 0 for a new vault.
    pub n: u32,
    /// Hash of the statement before; empty for a new vault.
    pub prev: String,
    /// The key that signs for this vault, all its life.
    pub sign: Point,
    /// The key that receives for it.
    pub receive: Point,
    /// The slots, at least one of them a code.
    pub slots: Vec<SlotEntry>,
    /// Hash of the sealed slot list.
    pub list: String,
    /// JWE of the identity keys.
    pub keys: String,
    /// JWE of the vault key of the age before; empty in the first.
    pub old: String,
}

impl EpochStatement {
    /// Checks a statement against the key that is known to sign for this vault.
    pub fn verify(jws: &str, vid: &str, sign: &Point) -> Result<Self, Refused> {
        let statement = Self::first(jws, vid)?;
        if statement.sign == *sign {
            Ok(statement)
        } else {
            Err(Refused::ChangedKey)
        }
    }

    /// Checks a statement against the key that it brings itself: only when a vault is made.
    pub fn first(jws: &str, vid: &str) -> Result<Self, Refused> {
        if jws.len() > LARGEST_RECORD {
            return Err(Refused::Size);
        }
        let signed = jose::signed::<SignedWire>(jws)?;
        signed.header.check("fullcup-epoch+jws", vid)?;
        let statement: Self = jose::canonical(&signed.payload)?;
        statement.sign.signed(signed.over, &signed.signature)?;
        statement.holds_together(vid)?;
        Ok(statement)
    }

    fn holds_together(&self, vid: &str) -> Result<(), Refused> {
        let new = self.n == 0;
        let fits = self.v == 1
            && names::is_id(vid)
            && self.epoch > 0
            && (!new || self.epoch == 1)
            && new == self.prev.is_empty()
            && (new || names::is_hash(&self.prev))
            && names::is_hash(&self.list)
            && self.slots.len() <= MOST_SLOTS
            && self.slots.iter().any(|slot| slot.kind == SlotKind::Code)
            && (self.epoch == 1) == self.old.is_empty();
        if !fits {
            return Err(Refused::Header);
        }
        if self.vid != vid {
            return Err(Refused::NotThisRecord);
        }
        self.receive.key()?;
        for (at, slot) in self.slots.iter().enumerate() {
            let twice = self.slots[..at].iter().any(|other| other.sid == slot.sid);
            if twice || !names::is_short_id(&slot.sid) {
                return Err(Refused::Header);
            }
            slot.key.key()?;
            let wrap = jose::sealed::<WrapWire>(&slot.wrap)?;
            wrap.header.check(vid, &slot.sid, self.epoch)?;
        }
        let keys = jose::sealed::<HeadWire>(&self.keys)?;
        keys.header.check("fullcup-keys+jwe", vid, self.epoch)?;
        if !self.old.is_empty() {
            let old = jose::sealed::<HeadWire>(&self.old)?;
            old.header.check("fullcup-old+jwe", vid, self.epoch)?;
        }
        Ok(())
    }

    /// Checks what is stored beside the statement: the sealed slot list, and `(sid, kind, JWE)` of
    /// exactly the slots that it carries.
    pub fn fits<'a>(
        &self,
        list: &str,
        slots: impl IntoIterator<Item = (&'a str, SlotKind, &'a str)>,
    ) -> Result<(), Refused> {
        let sealed = jose::sealed::<HeadWire>(list)?;
        let typ = "fullcup-slots+jwe";
        sealed.header.check(typ, &self.vid, self.epoch)?;
        if names::hash(list) != self.list {
            return Err(Refused::ChangedKey);
        }
        let mut known: Vec<(&str, SlotKind)> = Vec::new();
        for (sid, kind, jwe) in slots {
            let header = SlotHeader::parse(jwe)?;
            if header.vid != self.vid || header.sid != sid {
                return Err(Refused::NotThisRecord);
            }
            if !header.fits(kind) || known.iter().any(|(other, _)| *other == sid) {
                return Err(Refused::Header);
            }
            known.push((sid, kind));
        }
        let carried = |slot: &SlotEntry| known.contains(&(slot.sid.as_str(), slot.kind));
        if known.len() == self.slots.len() && self.slots.iter().all(carried) {
            Ok(())
        } else {
            Err(Refused::ChangedKey)
        }
    }
}

/// What the server may be asked to do, by signature alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Op {
    /// Another slot, one fewer, or one tested: a new statement of the same age.
    Slots,
    /// Commits a rotation.
    Turn,
    /// Deletes the vault after its grace.
    Erase,
    /// Takes that back.
    Keep,
    /// Drops the history of these records.
    Purge,
}

/// A control statement whose signature, vault and number have been checked.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Control {
    v: u8,
    vid: String,
    /// What to do.
    pub op: Op,
    /// One more than the last accepted.
    pub n: u32,
    /// The age of the vault key that the writer knew.
    pub epoch: u32,
    /// What belongs to the op.
    pub body: serde_json::Value,
}

impl Control {
    /// Checks a control statement: signed by `sign`, for this vault, with exactly this number.
    pub fn verify(jws: &str, sign: &Point, vid: &str, n: u32) -> Result<Self, Refused> {
        if jws.len() > LARGEST_RECORD {
            return Err(Refused::Size);
        }
        let signed = jose::signed::<SignedWire>(jws)?;
        signed.header.check("fullcup-control+jws", vid)?;
        sign.signed(signed.over, &signed.signature)?;
        let control: Self = serde_json::from_slice(&signed.payload).map_err(|_| Refused::Header)?;
        if control.v != 1 {
            return Err(Refused::Header);
        }
        if control.vid != vid {
            return Err(Refused::NotThisRecord);
        }
        if control.n != n {
            return Err(Refused::Older);
        }
        Ok(control)
    }
}
