import type { Target } from "../../../../shared/kernels/mcmc/target.ts";
import { identity } from "../../../../shared/kernels/mcmc/target.ts";
import { cos, exp, log, sin } from "../../../../shared/math/elementary.ts";

// Distributions in the plane that show what is hard: bent ridges, holes, separate modes, changing scales. Two named parameters x and y.

/** Writes the gradient and returns the log density at (x, y). */
type Density = (x: number, y: number, gradient: Float64Array) => number;

function plane(density: Density): Target {
  return {
    dimension: 2,
    names: ["x", "y"],
    logDensity: (position, gradient) => density(position[0], position[1], gradient),
    constrain: identity,
  };
}

/** Both standard deviations 1, correlation 0.95. */
export const correlatedGaussian = plane((x, y, gradient) => {
  const spread = 1 - 0.95 * 0.95;
  gradient[0] = (0.95 * y - x) / spread;
  gradient[1] = (0.95 * x - y) / spread;
  return 0.5 * (x * gradient[0] + y * gradient[1]);
});

/** x ~ normal(0, 1), y | x ~ normal(x² − 1, 0.3): both means are 0. */
export const banana = plane((x, y, gradient) => {
  const off = y - (x * x - 1);
  const weighted = off / 0.09;
  gradient[0] = 2 * x * weighted - x;
  gradient[1] = -weighted;
  return -0.5 * (x * x + off * weighted);
});

/** A ring: the density falls as a normal(2.6, 0.2) of the distance from the origin. */
export const donut = plane((x, y, gradient) => {
  const radius = Math.sqrt(x * x + y * y);
  const off = radius - 2.6;
  const weighted = off / 0.04;
  const inward = radius > 0 ? -weighted / radius : 0;
  gradient[0] = inward * x;
  gradient[1] = inward * y;
  return -0.5 * off * weighted;
});

/** Three equal normals of standard deviation 0.6 at the corners of a triangle around the origin. */
export const mixture = plane((x, y, gradient) => {
  let largest = -Infinity;
  for (let k = 0; k < 3; k++) largest = Math.max(largest, component(k, x, y));
  let sum = 0;
  let sumX = 0;
  let sumY = 0;
  for (let k = 0; k < 3; k++) {
    const weight = exp(component(k, x, y) - largest);
    sum += weight;
    sumX += weight * MODE_X[k];
    sumY += weight * MODE_Y[k];
  }
  gradient[0] = (sumX / sum - x) / 0.36;
  gradient[1] = (sumY / sum - y) / 0.36;
  return largest + log(sum);
});

const MODE_X = Float64Array.of(-2.5, 2.5, 0);
const MODE_Y = Float64Array.of(-1.5, -1.5, 3);

function component(k: number, x: number, y: number): number {
  const dx = x - MODE_X[k];
  const dy = y - MODE_Y[k];
  return (-0.5 * (dx * dx + dy * dy)) / 0.36;
}

/** Neal's funnel (2003): y ~ normal(0, 3), x | y ~ normal(0, e^{y/2}). */
export const funnel = plane((x, y, gradient) => {
  const precision = exp(-y);
  const squares = x * x * precision;
  gradient[0] = -x * precision;
  gradient[1] = -y / 9 - 0.5 + 0.5 * squares;
  return -0.5 * (squares + (y * y) / 9 + y);
});

/** A normal whose second coordinate is y + sin 5x: variances 2 and 0.5, covariance 0.25. */
export const squiggle = plane((x, y, gradient) => {
  const z = y + sin(5 * x);
  const determinant = 2 * 0.5 - 0.25 * 0.25;
  const pullX = (0.5 * x - 0.25 * z) / determinant;
  const pullZ = (2 * z - 0.25 * x) / determinant;
  gradient[0] = -pullX - pullZ * 5 * cos(5 * x);
  gradient[1] = -pullZ;
  return -0.5 * (x * pullX + z * pullZ);
});
