/** log p(xₜ | s) of every row and state, and the same as weights that do not underflow. What is missing says nothing: its log density is 0. */
import { cholesky, solveLower } from "../../linalg/index.ts";
import { exp, log } from "../../math/index.ts";
import type { DiscreteEmissions, Emissions, GaussianEmissions, Observations } from "./model.ts";

/** log 2π. */
const LOG_2PI = 1.8378770664093453;

/** p(xₜ | s) = weights[t][s] · e^shifts[t]; of each row with Gaussians the largest weight is 1. */
export interface Evidence {
  readonly rows: number;
  readonly states: number;
  /** rows × K. */
  readonly weights: Float64Array;
  readonly shifts: Float64Array;
  /** A weight of 0 may be one that was too small for a number: then logarithms decide. */
  readonly rounds: boolean;
}

export function evidenceOf(emissions: Emissions, states: number, data: Observations): Evidence {
  const { rows } = data;
  const shifts = new Float64Array(rows);
  if (emissions.kind === "discrete")
    return { rows, states, weights: looked(emissions, states, data), shifts, rounds: false };
  const weights = logDensities(emissions, states, data);
  for (let t = 0; t < rows; t++) {
    const row = weights.subarray(t * states, (t + 1) * states);
    let most = row[0];
    for (let s = 1; s < states; s++) if (row[s] > most) most = row[s];
    shifts[t] = most;
    for (let s = 0; s < states; s++) row[s] = exp(row[s] - most);
  }
  return { rows, states, weights, shifts, rounds: true };
}

/** rows × K; −Infinity where a symbol is impossible. */
export function logDensities(emissions: Emissions, states: number, data: Observations): Float64Array {
  if (emissions.kind === "discrete") return looked({ ...emissions, table: emissions.table.map(log) }, states, data, 0);
  return emissions.kind === "diagonal" ? diagonal(emissions, states, data) : full(emissions, states, data);
}

/** The column of each row's symbol. */
function looked({ symbols, table }: DiscreteEmissions, states: number, data: Observations, missing = 1): Float64Array {
  const given = data.symbols as Int32Array;
  const out = new Float64Array(data.rows * states);
  for (let t = 0; t < data.rows; t++) {
    const symbol = given[t];
    for (let s = 0; s < states; s++) out[t * states + s] = symbol < 0 ? missing : table[s * symbols + symbol];
  }
  return out;
}

function diagonal({ dimensions, means, covariances }: GaussianEmissions, states: number, data: Observations) {
  const { rows, mask } = data;
  const values = data.values as Float64Array;
  const constants = covariances.map((variance) => -0.5 * (LOG_2PI + log(variance)));
  const out = new Float64Array(rows * states);
  for (let t = 0; t < rows; t++) {
    for (let s = 0; s < states; s++) {
      let sum = 0;
      for (let d = 0; d < dimensions; d++) {
        if (mask && mask[t * dimensions + d] === 0) continue;
        const difference = values[t * dimensions + d] - means[s * dimensions + d];
        sum += constants[s * dimensions + d] - (0.5 * difference * difference) / covariances[s * dimensions + d];
      }
      out[t * states + s] = sum;
    }
  }
  return out;
}

function full(
  { dimensions, means, covariances }: GaussianEmissions,
  states: number,
  { rows, values, mask }: Observations,
) {
  const D = dimensions;
  const out = new Float64Array(rows * states);
  for (let s = 0; s < states; s++) {
    const density = marginalDensity(
      means.subarray(s * D, (s + 1) * D),
      covariances.subarray(s * D * D, (s + 1) * D * D),
      D,
    );
    for (let t = 0; t < rows; t++)
      out[t * states + s] = density(
        (values as Float64Array).subarray(t * D, (t + 1) * D),
        mask?.subarray(t * D, (t + 1) * D),
      );
  }
  return out;
}

/** log N(x; mean, covariance) of the dimensions that are present: one factor for each pattern of them. */
function marginalDensity(mean: Float64Array, covariance: Float64Array, dimensions: number) {
  const factors = new Map<
    string,
    { readonly present: readonly number[]; readonly lower: Float64Array; readonly constant: number }
  >();
  const all = Array.from({ length: dimensions }, (_, d) => d);
  const factorOf = (present: readonly number[]) => {
    const n = present.length;
    const lower = cholesky(
      Float64Array.from(
        { length: n * n },
        (_, i) => covariance[present[Math.floor(i / n)] * dimensions + present[i % n]],
      ),
      n,
    );
    let constant = -0.5 * n * LOG_2PI;
    for (let i = 0; i < n; i++) constant -= log(lower[i * n + i]);
    return { present, lower, constant };
  };
  return (x: Float64Array, mask: Uint8Array | undefined): number => {
    const pattern = mask ? mask.join("") : "";
    const factor = factors.get(pattern) ?? factorOf(mask ? all.filter((d) => mask[d] !== 0) : all);
    factors.set(pattern, factor);
    const z = solveLower(
      factor.lower,
      Float64Array.from(factor.present, (d) => x[d] - mean[d]),
      factor.present.length,
    );
    return factor.constant - 0.5 * z.reduce((sum, one) => sum + one * one, 0);
  };
}
