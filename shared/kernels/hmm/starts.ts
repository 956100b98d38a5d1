/** Where learning begins. */
import { log } from "../../math/index.ts";
import { categorical, cumulate, foldIn, type Key, uniform } from "../../random/index.ts";
import type { Emissions, GaussianEmissions, Hmm, Observations } from "./model.ts";

const STREAM = { transitions: 0, emissions: 1 } as const;
/** Share of a state's next step that stays with it, at the start; the rest is drawn. */
const STAYS = 0.75;
/** Rounds of k-means. */
const ROUNDS = 20;
/** A smaller variance, as a share of the mean square, is the rounding of a constant. */
const LEAST_SPREAD = 1e-16;
/** Nor is a smaller sum of squares one to divide by. */
const LEAST_SUM = 1e-200;
/** A variance may shrink to this share of that of its column. */
const LEAST_SHARE = 1e-3;

export interface StartOptions {
  readonly states: number;
  readonly kind: Emissions["kind"];
  /** M of symbols, D of numbers. */
  readonly size: number;
  /** L with explicit durations, 0 without. */
  readonly longest: number;
  /** Where normal emissions begin. */
  readonly from: "kmeans" | "random";
}

export function startOf(key: Key, data: Observations, { states: K, kind, size, longest, from }: StartOptions): Hmm {
  const emissions = foldIn(key, STREAM.emissions);
  return {
    initial: new Float64Array(K).fill(1 / K),
    transitions: transitionsAt(foldIn(key, STREAM.transitions), K, longest > 0),
    ...(longest > 0 && { durations: new Float64Array(K * longest).fill(1 / longest) }),
    emissions:
      kind === "discrete"
        ? { kind, symbols: size, table: drawnRows(emissions, K, size) }
        : gaussiansAt(emissions, data, K, kind, size, from),
  };
}

/** The model of a state of which nothing is known, K times: what counting begins from. */
export function blank(data: Observations, { states: K, kind, size, longest }: Omit<StartOptions, "from">): Hmm {
  const apart = longest > 0 && K > 1;
  const transitions = Float64Array.from({ length: K * K }, (_, i) =>
    apart ? (Math.floor(i / K) === i % K ? 0 : 1 / (K - 1)) : 1 / K,
  );
  const overall = kind === "discrete" ? undefined : overallOf(data, size);
  return {
    initial: new Float64Array(K).fill(1 / K),
    transitions,
    ...(longest > 0 && { durations: new Float64Array(K * longest).fill(1 / longest) }),
    emissions:
      kind === "discrete"
        ? { kind, symbols: size, table: new Float64Array(K * size).fill(1 / size) }
        : spread(
            kind,
            size,
            Array.from({ length: K }, () => overall?.means as Float64Array),
            overall?.variances as Float64Array,
          ),
  };
}

/** Least variances of the dimensions, for `LearningOptions`: a thousandth of what each has. */
export function floorsOf(data: Observations, dimensions: number): Float64Array {
  return overallOf(data, dimensions).variances.map((variance) => LEAST_SHARE * variance);
}

/** Exponential weights, divided by their sum: uniform over all rows of probabilities. */
function drawnRows(key: Key, rows: number, width: number): Float64Array {
  const out = Float64Array.from({ length: rows * width }, (_, i) => -log(1 - uniform(key, i)) + 1e-3);
  for (let from = 0; from < out.length; from += width) {
    const sum = out.subarray(from, from + width).reduce((a, b) => a + b, 0);
    for (let i = from; i < from + width; i++) out[i] /= sum;
  }
  return out;
}

function transitionsAt(key: Key, K: number, apart: boolean): Float64Array {
  const drawn = drawnRows(key, K, K);
  if (K === 1) return Float64Array.of(1);
  for (let s = 0; s < K; s++) {
    const own = drawn[s * K + s];
    for (let next = 0; next < K; next++) {
      const i = s * K + next;
      if (apart) drawn[i] = next === s ? 0 : drawn[i] / (1 - own);
      else drawn[i] = (1 - STAYS) * drawn[i] + (next === s ? STAYS : 0);
    }
  }
  return drawn;
}

interface Overall {
  readonly means: Float64Array;
  readonly variances: Float64Array;
}

/** Of each dimension where it is present; of a dimension without values mean 0; of one that does not vary variance 1. */
export function overallOf({ rows, values, mask }: Observations, D: number): Overall {
  const x = values as Float64Array;
  const [count, means, squares, variances] = [0, 1, 2, 3].map(() => new Float64Array(D));
  const each = (act: (d: number, value: number) => void) => {
    for (let i = 0; i < rows * D; i++) if (mask?.[i] !== 0) act(i % D, x[i]);
  };
  each((d, value) => {
    count[d]++;
    means[d] += value;
    squares[d] += value * value;
  });
  for (let d = 0; d < D; d++) means[d] = count[d] > 0 ? means[d] / count[d] : 0;
  each((d, value) => {
    variances[d] += (value - means[d]) ** 2;
  });
  for (let d = 0; d < D; d++)
    variances[d] = variances[d] > Math.max(LEAST_SPREAD * squares[d], LEAST_SUM) ? variances[d] / count[d] : 1;
  return { means, variances };
}

function gaussiansAt(
  key: Key,
  data: Observations,
  K: number,
  kind: GaussianEmissions["kind"],
  D: number,
  from: StartOptions["from"],
): GaussianEmissions {
  const { means, variances } = overallOf(data, D);
  const scaled = scale(data, D, means, variances);
  const places = from === "kmeans" ? kMeans(key, scaled, K, D) : seeds(key, scaled, K, D, false);
  const centres = places.map((one) => one.map((value, d) => means[d] + value * Math.sqrt(variances[d])));
  return spread(kind, D, centres, variances);
}

/** Normal distributions about these centres, each with the variances of all. */
function spread(
  kind: GaussianEmissions["kind"],
  D: number,
  centres: readonly Float64Array[],
  variances: Float64Array,
): GaussianEmissions {
  const covariance =
    kind === "diagonal"
      ? [...variances]
      : Array.from({ length: D * D }, (_, i) => (i % (D + 1) === 0 ? variances[i % D] : 0));
  return {
    ...{ kind, dimensions: D },
    means: Float64Array.from(centres.flatMap((one) => [...one])),
    covariances: Float64Array.from(centres.flatMap(() => covariance)),
  };
}

/** Rows with something in them, standardised; NaN where a value is missing. */
function scale({ rows, values, mask }: Observations, D: number, means: Float64Array, variances: Float64Array) {
  const x = values as Float64Array;
  return Array.from({ length: rows }, (_, t) =>
    Float64Array.from({ length: D }, (_, d) =>
      mask && mask[t * D + d] === 0 ? Number.NaN : (x[t * D + d] - means[d]) / Math.sqrt(variances[d]),
    ),
  ).filter((row) => row.some((value) => !Number.isNaN(value)));
}

/** Squared distance over the dimensions that are present. */
function distance(row: Float64Array, centre: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < row.length; d++) if (!Number.isNaN(row[d])) sum += (row[d] - centre[d]) ** 2;
  return sum;
}

/** K rows drawn one after the other: with `apart`, the farther from those before the likelier (k-means++; Arthur & Vassilvitskii, 2007). What they lack is 0. */
function seeds(key: Key, rows: readonly Float64Array[], K: number, D: number, apart: boolean): Float64Array[] {
  const found: Float64Array[] = [];
  if (rows.length === 0) return Array.from({ length: K }, () => new Float64Array(D));
  for (let k = 0; k < K; k++) {
    const weights = rows.map((row) =>
      found.length > 0 && apart ? Math.min(...found.map((one) => distance(row, one))) : 1,
    );
    const isFar = weights.some((weight) => weight > 0);
    const at = categorical(key, k, cumulate(isFar ? weights : weights.map(() => 1)));
    found.push(rows[at].map((value) => (Number.isNaN(value) ? 0 : value)));
  }
  return found;
}

function kMeans(key: Key, rows: readonly Float64Array[], K: number, D: number): Float64Array[] {
  let centres = seeds(key, rows, K, D, true);
  for (let round = 0; round < ROUNDS; round++) {
    const sums = centres.map(() => new Float64Array(D));
    const counts = centres.map(() => new Float64Array(D));
    for (const row of rows) {
      let best = 0;
      for (let k = 1; k < K; k++) if (distance(row, centres[k]) < distance(row, centres[best])) best = k;
      for (let d = 0; d < D; d++) {
        if (Number.isNaN(row[d])) continue;
        sums[best][d] += row[d];
        counts[best][d]++;
      }
    }
    centres = centres.map((centre, k) =>
      centre.map((value, d) => (counts[k][d] > 0 ? sums[k][d] / counts[k][d] : value)),
    );
  }
  return centres;
}
