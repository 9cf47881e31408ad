//! What would be rare if nothing had changed.

use std::ops::RangeInclusive;

use super::Limits;

/// Two figures closer than this, as a part of the band, are the same: sums of
/// fractions are not exact.
const SAME: f64 = 1e-9;

/// The kind of a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// One point is outside the limits.
    Outside,
    /// Eight points in a row are on one side of the center.
    EightInARow,
    /// Three of four points in a row are closer to one limit than to the center.
    ThreeOfFour,
}

impl Sign {
    /// The end of the word id: `outside`, `eight-in-a-row`, `three-of-four`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::EightInARow => "eight-in-a-row",
            Self::ThreeOfFour => "three-of-four",
        }
    }
}

/// To which side. Neither is good or bad by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Above the center.
    Higher,
    /// Below the center.
    Lower,
}

impl Way {
    /// The end of the word id: `higher`, `lower`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
        }
    }
}

/// A pattern that the usual ups and downs hardly ever make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signal {
    /// Which pattern.
    pub kind: Sign,
    /// To which side.
    pub way: Way,
    /// The number of its first point in the series.
    pub first: usize,
    /// The number of its last point.
    pub last: usize,
}

/// The signals among the points of a stretch, judged by the limits. A longer
/// run is one signal, not many; gaps neither count nor break a run.
pub(super) fn find(
    points: &[Option<f64>],
    stretch: RangeInclusive<usize>,
    limits: &Limits,
) -> Vec<Signal> {
    let there: Vec<(usize, f64)> = stretch
        .filter_map(|at| Some((at, points.get(at).copied().flatten()?)))
        .collect();
    let mut found: Vec<Signal> = [Way::Higher, Way::Lower]
        .into_iter()
        .flat_map(|way| one_side(&there, way, limits))
        .collect();
    found.sort_by_key(|signal| (signal.first, signal.last, signal.kind));
    found
}

fn one_side(there: &[(usize, f64)], way: Way, limits: &Limits) -> Vec<Signal> {
    let reach = limits.reach();
    let slack = SAME * (reach + limits.center.abs());
    let away = |value: f64| match way {
        Way::Higher => value - limits.center,
        Way::Lower => limits.center - value,
    };
    let signal = |kind, stretch: &[(usize, f64)]| {
        let (first, last) = (stretch.first()?.0, stretch.last()?.0);
        Some(Signal {
            kind,
            way,
            first,
            last,
        })
    };
    let outside = there
        .iter()
        .filter(|(_, value)| away(*value) > reach + slack)
        .filter_map(|point| signal(Sign::Outside, std::slice::from_ref(point)));
    let runs = there
        .chunk_by(|before, after| (away(before.1) > slack) == (away(after.1) > slack))
        .filter(|run| run.len() >= 8 && run.iter().all(|point| away(point.1) > slack))
        .filter_map(|run| signal(Sign::EightInARow, run));
    let near = |point: &(usize, f64)| away(point.1) > reach / 2.0 + slack;
    let mut fours: Vec<Signal> = Vec::new();
    for four in there.windows(4) {
        if four.iter().filter(|point| near(point)).count() < 3 {
            continue;
        }
        // From the first to the last of the near ones, not the stray fourth.
        let own: Vec<(usize, f64)> = four.iter().filter(|point| near(point)).copied().collect();
        let Some(next) = signal(Sign::ThreeOfFour, &own) else {
            continue;
        };
        match fours.last_mut() {
            Some(open) if next.first <= open.last => open.last = open.last.max(next.last),
            _ => fours.push(next),
        }
    }
    outside.chain(runs).chain(fours).collect()
}
