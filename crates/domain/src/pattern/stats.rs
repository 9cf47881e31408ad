//! The sums: ranks and medians, so that one odd day moves nothing.

/// A count as a number.
pub(super) fn real(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

/// The median; not a number for no values.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    match sorted.len() {
        0 => f64::NAN,
        odd if odd % 2 == 1 => sorted[half],
        _ => f64::midpoint(sorted[half - 1], sorted[half]),
    }
}

/// The mean; not a number for no values.
pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / real(values.len())
}

/// Whether two values are the same level or count.
pub(super) fn same(a: f64, b: f64) -> bool {
    a.total_cmp(&b).is_eq()
}

/// Ranks from 1; equal values share the middle of their ranks.
pub fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut found = vec![0.0; values.len()];
    for alike in order.chunk_by(|a, b| same(values[*a], values[*b])) {
        let before = values.iter().filter(|one| **one < values[alike[0]]);
        let rank = real(before.count()) + f64::midpoint(1.0, real(alike.len()));
        for at in alike {
            found[*at] = rank;
        }
    }
    found
}

/// Distances from the mean, in standard deviations.
fn scaled(values: &[f64]) -> Vec<f64> {
    let middle = mean(values);
    let squares: Vec<f64> = values.iter().map(|one| (one - middle).powi(2)).collect();
    let width = mean(&squares).sqrt();
    values.iter().map(|one| (one - middle) / width).collect()
}

fn product(a: &[f64], b: &[f64]) -> f64 {
    mean(&a.iter().zip(b).map(|(a, b)| a * b).collect::<Vec<_>>())
}

/// Spearman's rank correlation, -1 to 1; not a number where one of the two never changes.
pub fn rho(x: &[f64], y: &[f64]) -> f64 {
    product(&scaled(&ranks(x)), &scaled(&ranks(y)))
}

/// How far back days are alike.
const LAGS: usize = 28;
/// From how many pairs that is worked out.
const FEWEST: usize = 5;

/// How many independent pairs these are worth, `at` saying when they were, in order.
///
/// Days are like the days before them, and two things that each go slowly up and down seem to go
/// together by chance. Source: B. J. Pyper and R. M. Peterman (1998), *Canadian Journal of Fisheries and
/// Aquatic Sciences* 55, equation 1, with lags up to a fifth; here on ranks, and of `y` what `x` leaves
/// over. Missing pairs are left out, and nothing makes pairs worth more than they are.
pub fn effective(x: &[f64], y: &[f64], at: &[i64]) -> f64 {
    let (own, whole) = (scaled(&ranks(x)), scaled(&ranks(y)));
    let together = product(&own, &whole);
    let rest = (1.0 - together * together).max(1e-9).sqrt();
    let left: Vec<f64> = whole
        .iter()
        .zip(&own)
        .map(|(y, x)| (y - together * x) / rest)
        .collect();
    let place: std::collections::BTreeMap<i64, usize> =
        at.iter().enumerate().map(|(i, when)| (*when, i)).collect();
    let all = x.len();
    let sum: f64 = (1..=LAGS.min(all / 5))
        .zip(1_i64..)
        .map(|(_, lag)| {
            let pairs: Vec<(usize, usize)> = at
                .iter()
                .enumerate()
                .filter_map(|(now, when)| Some((now, *place.get(&(when - lag))?)))
                .collect();
            if pairs.len() < FEWEST {
                return 0.0;
            }
            let of = |v: &[f64]| {
                pairs
                    .iter()
                    .map(|(now, then)| v[*now] * v[*then])
                    .sum::<f64>()
                    / real(pairs.len())
            };
            of(&own) * of(&left)
        })
        .sum();
    real(all) / (1.0 + 2.0 * sum.max(0.0))
}

/// Terms of Lanczos' approximation with g = 7.
const LANCZOS: [f64; 9] = [
    0.999_999_999_999_809_9,
    676.520_368_121_885_1,
    -1_259.139_216_722_402_8,
    771.323_428_777_653_1,
    -176.615_029_162_140_6,
    12.507_343_278_686_905,
    -0.138_571_095_265_720_12,
    9.984_369_578_019_572e-6,
    1.505_632_735_149_311_6e-7,
];

/// The logarithm of the gamma function, for more than a half.
fn log_gamma(z: f64) -> f64 {
    let x = z - 1.0;
    let t = x + 7.5;
    let terms = LANCZOS.iter().enumerate().skip(1);
    let sum = LANCZOS[0] + terms.map(|(at, term)| term / (x + real(at))).sum::<f64>();
    0.5 * std::f64::consts::TAU.ln() + (x + 0.5) * t.ln() - t + sum.ln()
}

/// The regularized incomplete beta function.
///
/// Source: NIST *Digital Library of Mathematical Functions* 8.17.22, a continued fraction, worked out
/// by Lentz's method.
pub fn beta(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - beta(1.0 - x, b, a);
    }
    let whole = log_gamma(a + b) - log_gamma(a) - log_gamma(b);
    let front = (whole + a * x.ln() + b * (1.0 - x).ln()).exp() / a;
    let mut over = 1.0;
    let mut under = 1.0 / (1.0 - (a + b) * x / (a + 1.0));
    let mut value = under;
    for m in (1..300).map(f64::from) {
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        for step in [even, odd] {
            under = 1.0 / (1.0 + step * under);
            over = 1.0 + step / over;
            value *= over * under;
        }
        if (over * under - 1.0).abs() < 1e-14 {
            break;
        }
    }
    front * value
}

/// The two-sided p of a rank correlation with so many independent pairs, by Student's t.
pub fn chance(r: f64, pairs: f64) -> f64 {
    if pairs <= 3.0 {
        return 1.0;
    }
    beta(1.0 - r * r, (pairs - 2.0) / 2.0, 0.5)
}

/// Cliff's delta: how much more often one group is above the other than below, -1 to 1.
///
/// Source: N. Cliff (1993), *Psychological Bulletin* 114; worked out from the U of Mann and Whitney.
pub fn delta(group: &[f64], others: &[f64]) -> f64 {
    let ranked = ranks(&[group, others].concat());
    let sum: f64 = ranked.iter().take(group.len()).sum();
    let (own, all) = (real(group.len()), real(others.len()));
    2.0 * (sum - own * (own + 1.0) / 2.0) / (own * all) - 1.0
}

/// The median of all slopes.
///
/// Source: H. Theil (1950); P. K. Sen (1968), *Journal of the American Statistical Association* 63.
pub fn slope(x: &[f64], y: &[f64]) -> f64 {
    let mut slopes = vec![];
    for a in 0..x.len() {
        for b in a + 1..x.len() {
            if !same(x[a], x[b]) {
                slopes.push((y[b] - y[a]) / (x[b] - x[a]));
            }
        }
    }
    median(&slopes)
}

/// P values that are fair when many questions are asked.
///
/// Source: S. Holm (1979), *Scandinavian Journal of Statistics* 6.
pub fn holm(ps: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..ps.len()).collect();
    order.sort_by(|a, b| ps[*a].total_cmp(&ps[*b]));
    let mut found = vec![0.0; ps.len()];
    let mut least = 0.0_f64;
    for (place, at) in order.into_iter().enumerate() {
        least = least.max((ps[at] * real(ps.len() - place)).min(1.0));
        found[at] = least;
    }
    found
}

/// The band of a process that goes up and down by itself: `(low, middle, high)`.
///
/// Mean and 2.66 moving ranges as in [`crate::chart`]. Neighbors that are alike make ranges small, so
/// the band is widened by what the first lag says: a moving range of a process with the correlation r
/// between neighbors is shorter by the root of 1 - r.
pub fn limits(points: &[f64]) -> (f64, f64, f64) {
    let middle = mean(points);
    let ranges: Vec<f64> = points
        .windows(2)
        .map(|two| (two[1] - two[0]).abs())
        .collect();
    let away: Vec<f64> = points.iter().map(|one| one - middle).collect();
    let whole: f64 = away.iter().map(|one| one * one).sum();
    let alike = if whole > 0.0 {
        away.windows(2).map(|two| two[0] * two[1]).sum::<f64>() / whole
    } else {
        0.0
    };
    let half = 2.66 * mean(&ranges) / (1.0 - alike.clamp(0.0, 0.9)).sqrt();
    (middle - half, middle, middle + half)
}
