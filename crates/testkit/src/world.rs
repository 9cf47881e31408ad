//! Time that stands until it is moved, and chance that is the same in every run.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use domain::world::{Chance, Clock};
use jiff::Timestamp;

/// Monday, 2 March 2026, 9:00 AM in New York, in seconds since 1970: when every test begins.
pub const MORNING: i64 = 1_772_460_000;

/// A clock that goes when it is told to.
#[derive(Debug)]
pub struct StandingClock(AtomicI64);

impl Default for StandingClock {
    fn default() -> Self {
        Self(AtomicI64::new(MORNING))
    }
}

impl StandingClock {
    /// Now, in seconds since 1970.
    pub fn seconds(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Moves on by so many seconds.
    pub fn forward(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::Relaxed);
    }
}

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.seconds()).unwrap_or_default()
    }
}

/// Dice that fall the same way in every run (`SplitMix64`). Never two bytes alike by design of the
/// test, only by chance, as with real ones.
#[derive(Debug)]
pub struct Dice(AtomicU64);

impl Dice {
    /// Dice that fall as this seed says.
    pub const fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }
}

impl Chance for Dice {
    fn fill(&self, bytes: &mut [u8]) {
        for part in bytes.chunks_mut(8) {
            let step = 0x9e37_79b9_7f4a_7c15_u64;
            let mut mixed = self.0.fetch_add(step, Ordering::Relaxed).wrapping_add(step);
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^= mixed >> 31;
            part.copy_from_slice(&mixed.to_le_bytes()[..part.len()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_test_begins_at_nine_in_the_morning_in_new_york() {
        let here = StandingClock::default()
            .now()
            .in_tz("America/New_York")
            .expect("the zone");
        assert_eq!(
            here.to_string(),
            "2026-03-02T09:00:00-05:00[America/New_York]"
        );
    }

    #[test]
    fn dice_fall_the_same_way_in_every_run() {
        let throw = |seed| domain::world::bytes::<20>(&Dice::new(seed));
        assert_eq!(throw(7), throw(7));
        assert_ne!(throw(7), throw(8));
    }
}
