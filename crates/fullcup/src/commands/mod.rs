//! One file for each command.

pub mod audit;
pub mod backup;
pub mod demo;
pub mod doctor;
pub mod doors;
pub mod generate;
pub mod invite;
pub mod recount;
pub mod settings;
