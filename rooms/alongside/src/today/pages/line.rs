//! The hours of the day as a line and in words.

use boundaries::window::Watch;
use jiff::Zoned;
use kit::{DayLine, t, when, words::Words};

/// "5:00 PM", with the day when it is another one.
pub fn until(w: &Words, here: &Zoned, moment: &Zoned) -> String {
    let clock = when::clock(w, moment.time());
    if moment.date() == here.date() {
        clock
    } else if here
        .date()
        .tomorrow()
        .is_ok_and(|tomorrow| tomorrow == moment.date())
    {
        t!(w, "today-tomorrow-at", time = clock)
    } else {
        t!(
            w,
            "today-day-at",
            day = when::weekday(w, moment.date()),
            time = clock
        )
    }
}

/// The drawing of today's hours; none on a day without hours.
pub fn of_day<'a>(w: &Words, here: &Zoned, watch: &Watch) -> Option<DayLine<'a>> {
    let (first, last) = (watch.spans.first()?, watch.spans.last()?);
    let midnight = here.start_of_day().ok()?;
    // Minutes that passed, not minutes on the clock: a day may have 23 or 25 hours.
    let minute = |moment: &Zoned| {
        let seconds = moment.timestamp().as_second() - midnight.timestamp().as_second();
        i32::try_from(seconds / 60).unwrap_or(i32::MAX)
    };
    let spans: Vec<_> = watch
        .spans
        .iter()
        .map(|(from, to)| (minute(from), minute(to)))
        .collect();
    let end = when::hour(w, last.1.time());
    let end = if watch.takes_over.is_empty() {
        end
    } else {
        t!(w, "today-then", time = end, name = &watch.takes_over)
    };
    let said = t!(
        w,
        "today-line",
        from = when::clock(w, first.0.time()),
        to = when::clock(w, last.1.time()),
        now = when::clock(w, here.time())
    );
    Some(DayLine::new(
        spans,
        minute(here),
        when::hour(w, first.0.time()),
        end,
        said,
    ))
}
