//! When someone is on duty: a weekly pattern, days off, extra time, one zone.
//!
//! Hours are wall-clock hours in the program's zone, as on a door: "9 to 5"
//! stays 9 to 5 when the clocks change, and a night shift over the change is an
//! hour longer or shorter, as it is in life. Seed 001: "learn to keep your
//! phones to a regular hour".

mod duty;
mod pattern;
mod read;
mod zone;

pub use duty::{DaysOff, Duty, Hours};
pub use pattern::{Day, Pattern, PatternError, SPANS_A_DAY, Span};
pub use read::{TimeError, parse_spans, parse_time};
pub use zone::{NoZone, instant, zone};
