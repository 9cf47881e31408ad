//! A moment in words, in the zone of the one who reads: "Today, 5:00 PM".

use jiff::{Timestamp, Zoned};
use kit::{t, when, words::Words};

/// `at` is in seconds since 1970; `here` is now, where the reader is. Empty for a time that no
/// calendar has.
pub fn moment(w: &Words, at: i64, here: &Zoned) -> String {
    let Ok(at) = Timestamp::from_second(at) else {
        return String::new();
    };
    let at = at.to_zoned(here.time_zone().clone());
    let (day, time) = (
        when::day(w, at.date(), here.date()),
        when::clock(w, at.time()),
    );
    t!(w, "account-moment", day = day, time = time)
}
