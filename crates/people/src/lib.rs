//! Who is asking: agencies, programs, teams, accounts, roles, sessions, ways in,
//! [`Reach`], the idempotency of changes, and the audit trail.

pub mod account;
pub mod audit;
pub mod change;
pub mod reach;
pub mod session;

pub use account::Who;
pub use reach::{Audience, Reach};
