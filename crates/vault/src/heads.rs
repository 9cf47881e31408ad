//! Heads: what each device saw (`docs/vault.md` section 6). No keys here.

use sha2::{Digest, Sha256};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::{Refused, names, secrets::WORDS};

const ENTRY: usize = 28;

/// A record as a head carries it, and as it is ordered there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct HeadEntry {
    rid: [u8; 16],
    /// The version that was seen, from 1.
    pub ver: u32,
    start: [u8; 8],
}

impl HeadEntry {
    /// What a head says of this version of this record. `hash` is that of its JWE.
    pub fn of(rid: &str, ver: u32, hash: &str) -> Result<Self, Refused> {
        let hash: [u8; 32] = names::exactly(hash)?;
        Ok(Self {
            rid: names::exactly(rid)?,
            ver,
            start: *hash.first_chunk().ok_or(Refused::Header)?,
        })
    }

    /// The record.
    pub fn rid(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.rid)
    }

    /// The first 8 bytes of the hash of its JWE, base64url.
    pub fn start(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.start)
    }

    /// The shard that it belongs to, of so many.
    pub fn shard(&self, of: u8) -> Option<u8> {
        self.rid[0].checked_rem(of)
    }

    fn bytes(&self) -> impl Iterator<Item = u8> {
        self.rid
            .into_iter()
            .chain(self.ver.to_be_bytes())
            .chain(self.start)
    }
}

/// Reads the list of a head. Refuses with [`Refused::Damaged`] what is cut, out of order or twice.
pub fn read_head(list: &str) -> Result<Vec<HeadEntry>, Refused> {
    let bytes = names::bytes(list)?;
    let (all, rest) = bytes.as_chunks::<ENTRY>();
    let entries: Vec<HeadEntry> = all
        .iter()
        .map(|entry| {
            let (rid, rest) = entry.split_first_chunk::<16>()?;
            let (ver, rest) = rest.split_first_chunk::<4>()?;
            let (rid, ver) = (*rid, u32::from_be_bytes(*ver));
            let start = *rest.first_chunk::<8>()?;
            (ver > 0).then_some(HeadEntry { rid, ver, start })
        })
        .collect::<Option<_>>()
        .ok_or(Refused::Damaged)?;
    let ordered = entries.windows(2).all(|two| two[0].rid < two[1].rid);
    if rest.is_empty() && ordered {
        Ok(entries)
    } else {
        Err(Refused::Damaged)
    }
}

/// The vault stamp: the number of records and three words.
pub fn stamp(mut entries: Vec<HeadEntry>) -> (usize, String) {
    entries.sort();
    let bytes: Vec<u8> = entries.iter().flat_map(HeadEntry::bytes).collect();
    let sum = Sha256::digest(bytes);
    let (fours, _) = sum.as_chunks::<4>();
    let words: Vec<&str> = WORDS.lines().collect();
    let named = fours.iter().take(3).filter_map(|four| {
        let at = usize::try_from(u32::from_be_bytes(*four)).ok()?;
        words.get(at.checked_rem(words.len())?).copied()
    });
    (entries.len(), named.collect::<Vec<_>>().join(" "))
}
