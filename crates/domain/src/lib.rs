//! Words and rules of the trade: pure, without I/O, clock, chance, SQL or HTML.
//!
//! Every other crate may import this one; it imports none of them. Time and
//! chance come in as arguments; [`world`] only names the shape they have.

pub mod cells;
pub mod chart;
pub mod circle;
pub mod contact;
pub mod days_off;
pub mod duplicate;
pub mod hours;
pub mod id;
pub mod language;
pub mod merkle;
pub mod need;
pub mod notice;
pub mod password;
pub mod pattern;
pub mod person;
pub mod role;
pub mod room;
pub mod small;
pub mod text;
pub mod usual;
pub mod weight;
pub mod world;
