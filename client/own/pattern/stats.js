// Sums behind "My pattern": ranks and medians, so that one odd day moves nothing. The same sums are in Rust
// (`domain::pattern`), and `vectors/pattern.json` holds published examples that both pass.

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** @param {number[]} values */
export const mean = (values) => values.reduce((sum, one) => sum + one, 0) / values.length;

/** Ranks from 1; equal values share the middle of their ranks. @param {number[]} values */
export function ranks(values) {
  const order = values.map((_, at) => at).sort((a, b) => values[a] - values[b]);
  /** @type {number[]} */
  const found = new Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1]] === values[order[from]]) to += 1;
    for (let at = from; at <= to; at += 1) found[order[at]] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return found;
}

/** Distances from the mean, in standard deviations. @param {number[]} values */
function scaled(values) {
  const middle = mean(values);
  const away = values.map((one) => one - middle);
  const width = Math.sqrt(mean(away.map((one) => one * one)));
  return away.map((one) => one / width);
}

/**
 * Spearman's rank correlation, -1 to 1; NaN where one of the two never changes.
 * @param {number[]} x @param {number[]} y
 */
export function rho(x, y) {
  const [a, b] = [scaled(ranks(x)), scaled(ranks(y))];
  return mean(a.map((one, at) => one * b[at]));
}

/**
 * How many independent pairs these are worth. Days are like the days before them, and two things that each go slowly up
 * and down seem to go together by chance: Pyper and Peterman (1998), Can. J. Fish. Aquat. Sci. 55, eq. 1, with lags up to a
 * fifth, on ranks; of `y` what `x` leaves over. Missing pairs are left out, and nothing makes pairs worth more than they are.
 * @param {number[]} x @param {number[]} y @param {number[]} at when: whole numbers, in order
 */
export function effective(x, y, at) {
  const [a, whole] = [scaled(ranks(x)), scaled(ranks(y))];
  const r = mean(a.map((one, index) => one * whole[index]));
  const left = whole.map((one, index) => (one - r * a[index]) / Math.sqrt(Math.max(1e-9, 1 - r * r)));
  const n = x.length;
  const [from, span] = [at[0], at[n - 1] - at[0] + 1];
  const [dx, dy] = [new Float64Array(span).fill(NaN), new Float64Array(span).fill(NaN)];
  at.forEach((when, index) => {
    dx[when - from] = a[index];
    dy[when - from] = left[index];
  });
  let sum = 0;
  for (let lag = 1; lag <= Math.min(LAGS, Math.floor(n / 5)); lag += 1) {
    let [ofX, ofY, pairs] = [0, 0, 0];
    for (let index = lag; index < span; index += 1) {
      const product = dx[index] * dx[index - lag];
      if (Number.isNaN(product)) continue;
      ofX += product;
      ofY += dy[index] * dy[index - lag];
      pairs += 1;
    }
    if (pairs >= FEWEST) sum += (ofX / pairs) * (ofY / pairs);
  }
  return n / (1 + 2 * Math.max(0, sum));
}

/** How far back days are alike, and from how many pairs that is worked out. */
const LAGS = 28;
const FEWEST = 5;

/** Logarithm of the gamma function: Lanczos, g = 7, nine terms. @param {number} z above 0.5 */
function logGamma(z) {
  const terms = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
    -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  const x = z - 1;
  const t = x + 7.5;
  const sum = terms.reduce((all, one, at) => (at === 0 ? one : all + one / (x + at)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Regularized incomplete beta function: the continued fraction of DLMF 8.17.22. @param {number} x @param {number} a @param {number} b @returns {number} */
export function beta(x, a, b) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - beta(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x)) / a;
  let [c, d] = [1, 1 / (1 - ((a + b) * x) / (a + 1))];
  let value = d;
  for (let m = 1; m < 300; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    for (const step of [even, odd]) {
      d = 1 / (1 + step * d);
      c = 1 + step / c;
      value *= c * d;
    }
    if (Math.abs(c * d - 1) < 1e-14) break;
  }
  return front * value;
}

/**
 * Two-sided p of a rank correlation with so many independent pairs, by Student's t.
 * @param {number} r @param {number} n
 */
export const chance = (r, n) => (n <= 3 ? 1 : beta(1 - r * r, (n - 2) / 2, 0.5));

/**
 * Cliff's delta: how much more often one group is above the other than below, -1 to 1.
 * @param {number[]} group @param {number[]} others
 */
export function delta(group, others) {
  const ranked = ranks([...group, ...others]);
  const sum = ranked.slice(0, group.length).reduce((all, one) => all + one, 0);
  const u = sum - (group.length * (group.length + 1)) / 2;
  return (2 * u) / (group.length * others.length) - 1;
}

/** The median of all slopes: Theil (1950), Sen (1968). @param {number[]} x @param {number[]} y */
export function slope(x, y) {
  const slopes = [];
  for (let a = 0; a < x.length; a += 1) {
    for (let b = a + 1; b < x.length; b += 1) if (x[a] !== x[b]) slopes.push((y[b] - y[a]) / (x[b] - x[a]));
  }
  return median(slopes);
}

/** P values that are fair when many questions are asked: Holm (1979). @param {number[]} ps */
export function holm(ps) {
  const order = ps.map((_, at) => at).sort((a, b) => ps[a] - ps[b] || a - b);
  /** @type {number[]} */
  const found = new Array(ps.length);
  let least = 0;
  order.forEach((at, place) => {
    least = Math.max(least, Math.min(1, ps[at] * (ps.length - place)));
    found[at] = least;
  });
  return found;
}

/**
 * The band of a process that goes up and down by itself: mean and 2.66 moving ranges (Wheeler 1993). Neighbors that are
 * alike make ranges small, so the band is widened by what the first lag says.
 * @param {number[]} points oldest first
 */
export function limits(points) {
  const middle = mean(points);
  const ranges = points.slice(1).map((one, at) => Math.abs(one - points[at]));
  const away = points.map((one) => one - middle);
  const whole = away.reduce((sum, one) => sum + one * one, 0);
  const alike = whole === 0 ? 0 : away.slice(1).reduce((sum, one, at) => sum + one * away[at], 0) / whole;
  const half = (2.66 * mean(ranges)) / Math.sqrt(1 - Math.min(0.9, Math.max(0, alike)));
  return { low: middle - half, middle, high: middle + half };
}
