//! What every door is given: the database, time, chance, words and settings.

use std::sync::Arc;

use domain::world::{Chance, Clock};
use storage::Db;

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
}
