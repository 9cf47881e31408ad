//! Center and natural process limits.

/// From a mean moving range to the distance of a limit from the center.
const TO_LIMIT: f64 = 2.66;
/// From a mean moving range to the upper limit of the ranges.
const TO_RANGE_LIMIT: f64 = 3.268;

/// What kind of figure it is, which says where a limit would make no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// A count: never under zero.
    Count,
    /// A share of a whole: from 0 to 1.
    Share,
    /// Anything that may be negative.
    Any,
}

/// The band of usual ups and downs, in the unit of the points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The mean of the points.
    pub center: f64,
    /// The lower natural process limit, as it is drawn.
    pub lower: f64,
    /// The upper natural process limit, as it is drawn.
    pub upper: f64,
    /// The mean moving range.
    pub mean_range: f64,
    /// The upper limit of the moving ranges.
    pub range_upper: f64,
}

impl Limits {
    /// Limits from the points that are there; `None` unless at least two
    /// neighbors are.
    pub fn of(scale: Scale, points: &[Option<f64>]) -> Option<Self> {
        let center = mean(points.iter().copied().flatten())?;
        let mean_range = mean(ranges(points).into_iter().flatten())?;
        let (lower, upper) = (
            center - TO_LIMIT * mean_range,
            center + TO_LIMIT * mean_range,
        );
        let (floor, ceiling) = match scale {
            Scale::Count => (0.0, f64::INFINITY),
            Scale::Share => (0.0, 1.0),
            Scale::Any => (f64::NEG_INFINITY, f64::INFINITY),
        };
        Some(Self {
            center,
            lower: lower.max(floor),
            upper: upper.min(ceiling),
            mean_range,
            range_upper: TO_RANGE_LIMIT * mean_range,
        })
    }

    /// The distance of a limit from the center where no zero cuts it off.
    pub(super) fn reach(&self) -> f64 {
        TO_LIMIT * self.mean_range
    }
}

/// Distances of neighbors. A gap has none on either side.
pub(super) fn ranges(points: &[Option<f64>]) -> Vec<Option<f64>> {
    points
        .windows(2)
        .map(|pair| match pair {
            [Some(before), Some(after)] => Some((after - before).abs()),
            _ => None,
        })
        .collect()
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, number) = values.fold((0.0, 0_u32), |(sum, number), value| {
        (sum + value, number + 1)
    });
    (number > 0).then(|| sum / f64::from(number))
}
