//! Stories of this crate, on the engine that the environment names.

use std::sync::atomic::{AtomicU64, Ordering};

use domain::world::Chance;
use sha2::{Digest, Sha256};

/// Chance that repeats: the same seed, the same bytes.
pub(crate) struct Dice {
    seed: u64,
    thrown: AtomicU64,
}

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            seed,
            thrown: AtomicU64::new(0),
        }
    }
}

impl Chance for Dice {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let thrown = self.thrown.fetch_add(1, Ordering::Relaxed);
            let hash = Sha256::new()
                .chain_update(self.seed.to_be_bytes())
                .chain_update(thrown.to_be_bytes())
                .finalize();
            chunk.copy_from_slice(&hash[..chunk.len()]);
        }
    }
}
