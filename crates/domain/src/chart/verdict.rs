//! One sentence over a chart.

use super::{Band, ENOUGH, Signal, signal};

/// What the chart says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// There are not enough points yet.
    TooNew {
        /// How many points are missing until something can be said.
        missing: usize,
    },
    /// Nothing that the program's own ups and downs would not make.
    UsualUpsAndDowns,
    /// Something changed.
    RealChange {
        /// Which points, and how.
        signal: Signal,
        /// The first point after the named change that it goes with: the points
        /// since then differ from the band before it.
        named: Option<usize>,
    },
}

impl Verdict {
    /// The end of the word id: `too-new`, `usual-ups-and-downs`, `real-change`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::TooNew { .. } => "too-new",
            Self::UsualUpsAndDowns => "usual-ups-and-downs",
            Self::RealChange { .. } => "real-change",
        }
    }
}

/// The newest signal of the last band; where it has none, whether its points
/// are unusual for the firm band before the named change. A named change after
/// which nothing differs is "usual ups and downs".
pub(super) fn of(points: &[Option<f64>], bands: &[Band], signals: &[Signal]) -> Verdict {
    let Some((last, earlier)) = bands.split_last() else {
        return Verdict::TooNew { missing: ENOUGH };
    };
    let inside = newest(signals.iter().filter(|signal| signal.first >= last.first));
    if let Some(signal) = inside {
        return Verdict::RealChange {
            signal,
            named: None,
        };
    }
    let before = earlier
        .last()
        .filter(|band| band.firm)
        .and_then(|band| band.limits);
    if let Some(limits) = before {
        let since = signal::find(points, last.first..=last.last, &limits);
        if let Some(signal) = newest(since.iter()) {
            return Verdict::RealChange {
                signal,
                named: Some(last.first),
            };
        }
        return Verdict::UsualUpsAndDowns;
    }
    if last.firm && last.limits.is_some() {
        return Verdict::UsualUpsAndDowns;
    }
    let there = points
        .iter()
        .skip(last.first)
        .filter(|point| point.is_some())
        .count();
    Verdict::TooNew {
        missing: ENOUGH.saturating_sub(there).max(1),
    }
}

/// The signal that ends last; of those that end together, the plainest.
fn newest<'a>(signals: impl Iterator<Item = &'a Signal>) -> Option<Signal> {
    signals
        .copied()
        .max_by_key(|signal| (signal.last, std::cmp::Reverse(signal.kind)))
}
