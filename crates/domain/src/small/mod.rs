//! Small groups are not shown, and cannot be worked out (ruling 12).
//!
//! Under five people on a screen, under eleven in what leaves the program, a
//! figure is hidden. Hiding it alone is not enough where a total stands beside
//! it, so further figures are withheld until all that is shown leaves each
//! hidden one in doubt by at least the threshold: whoever knows every shown
//! figure and that hidden ones are not zero (zeros are shown: they are nobody)
//! finds an interval at least that wide. What is hidden on a screen is hidden
//! outside too, so a screen and a file laid side by side show no more. [`Sum`] says whether figures add up or
//! count people once.
//!
//! # What may be asked
//!
//! Two figures that overlap give a third one away: "all contacts" less "all but
//! Tuesday's" is Tuesday. So pages do not filter freely. They ask a
//! [`Question`]: one whole month, released for good on a fixed day, across one
//! of a few fixed dimensions. All answers about one month come from one
//! [`release()`], in which every figure that depends on another is protected
//! together, so no two of them can be set against each other. Longer times are
//! put together from what was published ([`longer`]) and therefore tell nothing
//! new. There are no days, no weeks, no ranges of dates, no "all but", and no
//! filter by worker, age or any other trait of a person.
//!
//! Not covered: somebody who knows a group's members from elsewhere, and the
//! reasoning that the cheapest figure was withheld first.

mod cell;
mod cover;
mod flow;
mod publish;
mod question;
mod release;
mod table;

pub use cell::{Cell, Group, Reader};
pub use publish::{Sum, Uneven};
pub use question::{Across, Longer, Month, NotYet, Question, RELEASE_DAY, longer};
pub use release::{Hub, Release, Truth, release};
pub use table::{Counts, List, Table, list, one, series, share, table};

#[cfg(test)]
mod tests;
