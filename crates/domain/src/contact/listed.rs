//! A closed list of choices: one table gives each its number and its slug.

use std::{fmt, marker::PhantomData};

/// A choice from a closed list.
///
/// **Invariant:** codes and slugs are stored and never change or come back with
/// another meaning; see `a_stored_code_keeps_its_meaning` beside each list.
pub trait Listed: Copy + PartialEq + 'static {
    /// Every choice in the order in which it is shown, with the number that is
    /// stored and the name used in forms, JSON and word ids.
    const TABLE: &'static [(Self, i64, &'static str)];

    /// The stored number.
    fn code(self) -> i64 {
        row(self).map_or(0, |row| row.1)
    }

    /// The name used in forms, JSON and word ids.
    fn slug(self) -> &'static str {
        row(self).map_or("", |row| row.2)
    }

    /// The choice that a stored number means.
    fn from_code(code: i64) -> Option<Self> {
        Self::TABLE
            .iter()
            .find(|row| row.1 == code)
            .map(|row| row.0)
    }

    /// The choice that a slug names.
    fn from_slug(slug: &str) -> Option<Self> {
        Self::TABLE
            .iter()
            .find(|row| row.2 == slug)
            .map(|row| row.0)
    }

    /// Every choice, in the order in which it is shown.
    fn all() -> impl Iterator<Item = Self> {
        Self::TABLE.iter().map(|row| row.0)
    }
}

fn row<T: Listed>(choice: T) -> Option<&'static (T, i64, &'static str)> {
    T::TABLE.iter().find(|row| row.0 == choice)
}

/// Several choices of one list, stored as one integer: bit `n` is the choice
/// with code `n`. For lists whose codes are 0 to 62.
pub struct Set<T>(i64, PhantomData<fn() -> T>);

impl<T: Listed> Set<T> {
    /// Nothing chosen.
    pub const NONE: Self = Self(0, PhantomData);

    /// Exactly these choices.
    pub fn of(choices: &[T]) -> Self {
        choices
            .iter()
            .fold(Self::NONE, |set, choice| set.with(*choice))
    }

    /// The stored form read back; bits that mean nothing are dropped.
    pub fn from_bits(bits: i64) -> Self {
        T::all().fold(Self::NONE, |set, choice| {
            if bits & bit(choice) == 0 {
                set
            } else {
                set.with(choice)
            }
        })
    }

    /// The stored form.
    pub const fn bits(self) -> i64 {
        self.0
    }

    /// The set with one choice more.
    #[must_use]
    pub fn with(self, choice: T) -> Self {
        Self(self.0 | bit(choice), PhantomData)
    }

    /// Whether the choice is in the set.
    pub fn has(self, choice: T) -> bool {
        self.0 & bit(choice) != 0
    }

    /// Whether nothing is chosen.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The choices in the order of the list.
    pub fn iter(self) -> impl Iterator<Item = T> {
        T::all().filter(move |choice| self.has(*choice))
    }
}

fn bit<T: Listed>(choice: T) -> i64 {
    u32::try_from(choice.code())
        .ok()
        .and_then(|code| 1_i64.checked_shl(code))
        .unwrap_or(0)
}

impl<T> Clone for Set<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Set<T> {}
impl<T> PartialEq for Set<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Set<T> {}
impl<T> Default for Set<T> {
    fn default() -> Self {
        Self(0, PhantomData)
    }
}
impl<T: Listed + fmt::Debug> fmt::Debug for Set<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::contact::{Item, Support};

    /// The checks that every list must pass.
    pub fn is_sound<T: Listed + std::fmt::Debug>(as_bits: bool) {
        let codes: BTreeSet<i64> = T::TABLE.iter().map(|row| row.1).collect();
        let slugs: BTreeSet<&str> = T::TABLE.iter().map(|row| row.2).collect();
        assert_eq!((codes.len(), slugs.len()), (T::TABLE.len(), T::TABLE.len()));
        for choice in T::all() {
            assert_eq!(T::from_code(choice.code()), Some(choice));
            assert_eq!(T::from_slug(choice.slug()), Some(choice));
            assert!(
                !as_bits || (0..63).contains(&choice.code()),
                "{choice:?} is no bit"
            );
            let plain =
                |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            assert!(
                !choice.slug().is_empty() && choice.slug().bytes().all(plain),
                "{choice:?}"
            );
        }
        assert_eq!(T::from_code(-1), None);
        assert_eq!(T::from_slug("nothing-of-the-kind"), None);
    }

    #[test]
    fn a_set_holds_what_was_put_in() {
        let set = Set::of(&[Support::Practical, Support::Emotional]);
        assert!(set.has(Support::Practical) && !set.has(Support::Social));
        assert_eq!(
            set.iter().collect::<Vec<_>>(),
            [Support::Emotional, Support::Practical]
        );
        assert_eq!(format!("{set:?}"), "{Emotional, Practical}");
        assert!(Set::<Item>::NONE.is_empty());
    }

    proptest! {
        #[test]
        fn a_stored_set_reads_back_without_unknown_bits(bits in any::<i64>()) {
            let set = Set::<Item>::from_bits(bits);
            prop_assert_eq!(Set::from_bits(set.bits()), set);
            prop_assert_eq!(set.bits() & !bits, 0);
        }
    }
}
