//! Is anything really changing? The process behavior chart (`XmR`).
//!
//! A count goes up and down by itself. The chart draws the band in which a
//! program's own figures move without any reason, and says "a real change" only
//! when a point or a pattern would be rare inside that band. Nothing here knows
//! a target, and nothing compares two programs or two people.
//!
//! Source of the method: D. J. Wheeler, *Understanding Variation* (1993), and
//! the guides to measurement for improvement of NHS England. The factors 2.66
//! and 3.268 turn a mean moving range of two neighbors into three sigma.
//!
//! Feed only figures that the reader may see ([`of_cells`]): a center that was
//! worked out from a hidden number would give it away.

mod limits;
mod signal;
mod verdict;

pub use limits::{Limits, Scale};
pub use signal::{Sign, Signal, Way};
pub use verdict::Verdict;

use crate::small::Cell;

/// How many points say something about a process: the longest pattern that is
/// looked for, eight in a row, needs eight.
pub const ENOUGH: usize = 8;
/// From how many points a band is drawn after a named change. It is drawn as
/// not yet firm until [`ENOUGH`].
pub const DRAWN_FROM: usize = 4;

/// A stretch of points under one and the same way of working.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// Its first point, counted from 0.
    pub first: usize,
    /// Its last point.
    pub last: usize,
    /// What its ups and downs look like; `None` with too few points.
    pub limits: Option<Limits>,
    /// Whether the band has at least [`ENOUGH`] points.
    pub firm: bool,
}

/// A series of months or weeks with its bands and signals.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    points: Vec<Option<f64>>,
    bands: Vec<Band>,
    signals: Vec<Signal>,
    verdict: Verdict,
}

impl Chart {
    /// The chart of complete periods, oldest first; `None` is a gap, which is
    /// neither zero nor joined over.
    ///
    /// `named` holds the number of the first point after each change that
    /// somebody named ("one-page roadmap"). Only these split the band; numbers
    /// outside the series are left out.
    pub fn new(scale: Scale, points: &[Option<f64>], named: &[usize]) -> Self {
        let bands = bands(scale, points, named);
        let signals = bands
            .iter()
            .filter(|band| band.firm)
            .filter_map(|band| Some((band, band.limits?)))
            .flat_map(|(band, limits)| signal::find(points, band.first..=band.last, &limits))
            .collect::<Vec<_>>();
        let verdict = verdict::of(points, &bands, &signals);
        Self {
            points: points.to_vec(),
            bands,
            signals,
            verdict,
        }
    }

    /// The points as they came.
    pub fn points(&self) -> &[Option<f64>] {
        &self.points
    }

    /// The bands, oldest first; none for an empty series.
    pub fn bands(&self) -> &[Band] {
        &self.bands
    }

    /// What is unusual inside each firm band, in the order of the points.
    pub fn signals(&self) -> &[Signal] {
        &self.signals
    }

    /// The one sentence over the chart.
    pub const fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The moving ranges: the distance of each point from the one before it,
    /// where both are there. One shorter than the points.
    pub fn ranges(&self) -> Vec<Option<f64>> {
        limits::ranges(&self.points)
    }
}

/// A count as a point.
pub fn count(number: u32) -> f64 {
    f64::from(number)
}

/// A share from 0 to 1 as a point; a gap when there is no whole.
pub fn share(part: u32, whole: u32) -> Option<f64> {
    (whole > 0).then(|| f64::from(part) / f64::from(whole))
}

/// Published cells as points: what is hidden is a gap.
pub fn of_cells(cells: &[Cell]) -> Vec<Option<f64>> {
    cells
        .iter()
        .map(|cell| cell.shown().and_then(|n| u32::try_from(n).ok()).map(count))
        .collect()
}

fn bands(scale: Scale, points: &[Option<f64>], named: &[usize]) -> Vec<Band> {
    let mut starts: Vec<usize> = named
        .iter()
        .copied()
        .filter(|at| *at > 0 && *at < points.len())
        .collect();
    starts.push(0);
    starts.sort_unstable();
    starts.dedup();
    let ends = starts.iter().skip(1).copied().chain([points.len()]);
    starts
        .iter()
        .zip(ends)
        .filter_map(|(&first, end)| {
            let own = points.get(first..end).filter(|own| !own.is_empty())?;
            let there = own.iter().flatten().count();
            let drawn_from = if first == 0 { ENOUGH } else { DRAWN_FROM };
            Some(Band {
                first,
                last: end - 1,
                limits: Limits::of(scale, own).filter(|_| there >= drawn_from),
                firm: there >= ENOUGH,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests;
