//! What other rooms may know of the peer workers' own work: read-only, and within the reach of who
//! asks. [`team`] is for supervisors, about workers within reach; [`counts`] is for a program's
//! manager, numbers alone.

pub mod counts;
pub mod record;
pub mod team;

pub use crate::{
    appointments::{Cover, Planned},
    contacts::Lists,
    participants::Scope,
};
