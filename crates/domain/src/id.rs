//! Typed ids, made by the application: no sequences, so that records can be
//! made offline and spread over machines.
//!
//! An id is a positive 63-bit number: 41 bits of milliseconds since 2020, then
//! 22 bits of chance. In time order, so that a table grows at its end. Shown as
//! 13 characters of Crockford's base 32. An id is never a secret: access lives in the lookup.

use std::{fmt, hash::Hash, marker::PhantomData, str::FromStr};

use jiff::Timestamp;

use crate::world::{Chance, bytes};

/// Milliseconds from 1970 to 2020, where the time part of an id begins.
const EPOCH_MS: i64 = 1_577_836_800_000;
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The id of a `T`.
pub struct Id<T>(i64, PhantomData<fn() -> T>);

/// Text that is no id.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not an id")]
pub struct NoId;

impl<T> Id<T> {
    /// An id as it is stored.
    pub const fn from_i64(raw: i64) -> Self {
        Self(raw, PhantomData)
    }

    /// The stored form.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// A new id, made at this moment.
    pub fn new(at: Timestamp, chance: &dyn Chance) -> Self {
        let ms = (at.as_millisecond() - EPOCH_MS).max(0) & ((1 << 41) - 1);
        let random = i64::from(u32::from_le_bytes(bytes(chance)) & ((1 << 22) - 1));
        Self::from_i64((ms << 22) | random)
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let raw = self.0.cast_unsigned();
        let text: String = (0..13)
            .rev()
            .map(|place| char::from(DIGITS[((raw >> (place * 5)) & 31) as usize]))
            .collect();
        f.write_str(&text)
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<T> FromStr for Id<T> {
    type Err = NoId;

    fn from_str(text: &str) -> Result<Self, NoId> {
        if text.len() != 13 {
            return Err(NoId);
        }
        let mut raw: u64 = 0;
        for byte in text.bytes() {
            let digit = DIGITS.iter().position(|known| *known == byte).ok_or(NoId)?;
            raw = raw.checked_mul(32).ok_or(NoId)? | digit as u64;
        }
        i64::try_from(raw).map(Self::from_i64).map_err(|_| NoId)
    }
}

/// What an agency's id points at.
pub enum Agency {}
/// What a program's id points at.
pub enum Program {}
/// What a team's id points at.
pub enum Team {}
/// What an account's id points at.
pub enum Account {}
/// What a participant's id points at.
pub enum Participant {}
/// What a contact's id points at.
pub enum Contact {}
/// What an appointment's id points at.
pub enum Appointment {}

/// An agency: the outermost wall.
pub type AgencyId = Id<Agency>;
/// A program of an agency.
pub type ProgramId = Id<Program>;
/// A team of a program.
pub type TeamId = Id<Team>;
/// A person who signs in.
pub type AccountId = Id<Account>;
/// A person whom the program supports.
pub type ParticipantId = Id<Participant>;
/// One contact.
pub type ContactId = Id<Contact>;
/// One appointment.
pub type AppointmentId = Id<Appointment>;

#[cfg(test)]
mod tests {
    use super::*;

    struct Zero;
    impl Chance for Zero {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(0);
        }
    }

    #[test]
    fn an_id_reads_back_as_it_was_shown() {
        for raw in [0, 1, 31, 32, i64::MAX, 4_611_686_018_427_387_904] {
            let id = ContactId::from_i64(raw);
            assert_eq!(id.to_string().parse(), Ok(id));
            assert_eq!(id.to_string().len(), 13);
        }
    }

    #[test]
    fn rubbish_is_no_id() {
        for text in [
            "",
            "0",
            "zzzzzzzzzzzzz",
            "iiiiiiiiiiiii",
            "00000000000000",
            "é00000000000",
        ] {
            assert_eq!(text.parse::<ContactId>(), Err(NoId));
        }
    }

    #[test]
    fn ids_grow_with_time() {
        let early = ContactId::new(
            Timestamp::from_second(1_700_000_000).expect("a time"),
            &Zero,
        );
        let late = ContactId::new(
            Timestamp::from_second(1_700_000_001).expect("a time"),
            &Zero,
        );
        assert!(early < late);
    }
}
