// Writes `pattern.json`: published examples of each sum, and invented lives with what is found in them.
// Run with `node vectors/make_pattern.js` when a rule of My pattern is changed on purpose.

import { writeFileSync } from 'node:fs';
import { findings } from '../client/own/pattern/findings.js';
import { invented } from '../client/testing/lives.js';
import { effective, limits } from '../client/own/pattern/stats.js';

const x = [3, 4, 6, 5, 7, 8, 6, 4, 3, 2, 4, 5, 7, 6, 8, 9];
const y = [2, 3, 3, 4, 4, 3, 2, 2, 1, 2, 3, 2, 4, 4, 3, 4];
const at = [0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16, 17];
const points = [12, 14, 11, 13, 15, 12, 14, 13];

const vectors = {
  rho: [
    {
      source: 'the worked example of IQ and hours of TV in the article on Spearman’s rank correlation in Wikipedia',
      x: [106, 100, 86, 101, 99, 103, 97, 113, 112, 110],
      y: [7, 27, 2, 50, 28, 29, 20, 12, 6, 17],
      rho: -29 / 165,
      p: 0.627188,
    },
  ],
  delta: [
    {
      source: 'Mann and Whitney’s U of the race of the tortoises in the article in Wikipedia: U is 11 and 25 of 36',
      group: [12, 6, 5, 4, 3, 2],
      others: [11, 10, 9, 8, 7, 1],
      delta: -14 / 36,
    },
  ],
  slope: [{ source: 'Sen (1968), J. Am. Stat. Assoc. 63, section 6', x: [1, 2, 3, 4, 10, 12, 18], y: [9, 15, 19, 20, 45, 55, 78], slope: 4 }],
  holm: [{ source: 'the example in the article on Holm’s method in Wikipedia', p: [0.01, 0.04, 0.03, 0.005], fair: [0.03, 0.06, 0.06, 0.02] }],
  beta: [
    { source: 'I_x(2, 3) = 6x^2 - 8x^3 + 3x^4 (DLMF 8.17.5)', x: 0.5, a: 2, b: 3, value: 0.6875 },
    { source: 'Student’s t 2.228 with 10 degrees of freedom has p 0.05 (any table)', x: 10 / (10 + 2.228138852 ** 2), a: 5, b: 0.5, value: 0.05 },
  ],
  effective: [{ source: 'ours', x, y, at, pairs: effective(x, y, at) }],
  limits: [{ source: 'ours', points, ...limits(points) }],
  lives: [
    { seed: 1, weeks: 20, effect: 'none' },
    { seed: 2, weeks: 26, effect: 'heavy' },
    { seed: 3, weeks: 26, effect: 'letgo' },
    { seed: 4, weeks: 26, effect: 'since' },
    { seed: 5, weeks: 24, effect: 'fill' },
    { seed: 6, weeks: 20, effect: 'rest' },
    { seed: 7, weeks: 5, effect: 'drain' },
  ].map(({ seed, weeks, effect }) => {
    const life = invented(seed, { weeks, effect: /** @type {any} */ (effect) });
    return { seed, effect, life, found: findings(life) };
  }),
};

writeFileSync(new URL('pattern.json', import.meta.url), `${JSON.stringify(vectors)}\n`);
