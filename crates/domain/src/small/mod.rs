//! Small groups are not shown.

mod cell;

pub use cell::{Cell, Group, Reader};
