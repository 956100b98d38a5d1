/** The slow, plain way: the joint Gaussian of all states and measurements, conditioned as a whole. */

import { squareOf } from "../../../../shared/kernels/kalman/factors.ts";
import type { Measurements, StateSpaceModel } from "../../../../shared/kernels/kalman/model.ts";
import {
  cholesky,
  logDeterminant,
  multiply,
  solveCholesky,
  solveLower,
  transpose,
} from "../../../../shared/linalg/index.ts";

export interface Dense {
  readonly logLikelihood: number;
  /** steps × n. */
  readonly means: Float64Array;
  /** (steps·n) × (steps·n). */
  readonly covariance: Float64Array;
}

/** Everything given the values of steps before `until` (default all). */
export function dense(model: StateSpaceModel, data: Measurements, until = data.steps): Dense {
  const { states: n, outputs: m, transition, drift, observation, offset } = model;
  const size = data.steps * n;
  const mean = new Float64Array(size);
  const prior = new Float64Array(size * size);
  const q = squareOf(model.processFactor, n);
  const put = (t: number, s: number, block: Float64Array) => {
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        prior[(t * n + i) * size + s * n + j] = block[i * n + j];
        prior[(s * n + j) * size + t * n + i] = block[i * n + j];
      }
  };
  let covariance = squareOf(model.factor, n);
  mean.set(model.mean);
  for (let t = 0; t < data.steps; t++) {
    if (t > 0) {
      for (let i = 0; i < n; i++) {
        mean[t * n + i] = drift[i];
        for (let j = 0; j < n; j++) mean[t * n + i] += transition[i * n + j] * mean[(t - 1) * n + j];
      }
      const moved = multiply(multiply(transition, covariance, n, n, n), transpose(transition, n, n), n, n, n);
      covariance = moved.map((value, at) => value + q[at]);
    }
    let block = covariance;
    for (let s = t; s < data.steps; s++) {
      put(s, t, block);
      block = multiply(transition, block, n, n, n);
    }
  }
  const rows: [number, number][] = [];
  for (let t = 0; t < until; t++)
    for (let i = 0; i < m; i++) if (data.mask === undefined || data.mask[t * m + i] !== 0) rows.push([t, i]);
  const k = rows.length;
  const h = new Float64Array(k * size);
  const r = squareOf(model.noiseFactor, m);
  const e = new Float64Array(k);
  for (const [row, [t, i]] of rows.entries()) {
    e[row] = data.values[t * m + i] - offset[i];
    for (let j = 0; j < n; j++) {
      h[row * size + t * n + j] = observation[i * n + j];
      e[row] -= observation[i * n + j] * mean[t * n + j];
    }
  }
  const hp = multiply(h, prior, k, size, size);
  const s = multiply(hp, transpose(h, k, size), k, size, k);
  for (const [a, [t, i]] of rows.entries())
    for (const [b, [u, j]] of rows.entries()) if (t === u) s[a * k + b] += r[i * m + j];
  const l = cholesky(s, k);
  const z = solveLower(l, e, k);
  const square = z.reduce((sum, value) => sum + value * value, 0);
  const weights = solveCholesky(l, e, k);
  const means = mean.map((value, at) => {
    let sum = value;
    for (let row = 0; row < k; row++) sum += hp[row * size + at] * weights[row];
    return sum;
  });
  const solved = new Float64Array(k * size);
  for (let c = 0; c < size; c++) {
    const column = solveLower(
      l,
      Float64Array.from({ length: k }, (_, row) => hp[row * size + c]),
      k,
    );
    for (let row = 0; row < k; row++) solved[row * size + c] = column[row];
  }
  const less = multiply(transpose(solved, k, size), solved, size, k, size);
  return {
    logLikelihood: -0.5 * (k * Math.log(2 * Math.PI) + logDeterminant(l, k) + square),
    means,
    covariance: prior.map((value, at) => value - less[at]),
  };
}
