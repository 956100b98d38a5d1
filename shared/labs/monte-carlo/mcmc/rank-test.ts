import { exp, lgamma, log } from "../../../math/elementary.ts";
import { chiSquareTail } from "../../../stats/incomplete-gamma.ts";
import type { Fold } from "../../fold.ts";
import { CALIBRATED } from "./fields.ts";

// What is said of the ranks of a calibration: they should be uniform on 0 … L.

/** A rank histogram has at most so many bins, and so many ranks expected in each. */
const MOST_BINS = 20;
const FEWEST_EXPECTED = 10;
/** Outside the band lies each bin of a right sampler with this probability. */
const OUTSIDE = 0.01;
/** 95 % of the distances of Kolmogorov's test lie below this, over √n. */
const KOLMOGOROV_95 = 1.3581;

/** Ranks of one parameter, over all simulations so far. */
export function ranksOf(fold: Fold, parameter: number): Int32Array {
  const ranks: number[] = [];
  for (const { id } of fold.tasks) {
    const record = fold.records(id, "rank");
    for (let i = parameter; record !== undefined && i < record.values.length; i += CALIBRATED.length)
      ranks.push(record.values[i]);
  }
  return Int32Array.from(ranks);
}

export interface RankHistogram {
  readonly counts: Int32Array;
  /** First rank of each bin, and behind the last bin the number of ranks. */
  readonly edges: Int32Array;
  readonly expected: Float64Array;
  /** Between these counts lies each bin of a right sampler in 99 of 100 histograms. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Probability that χ² of uniform ranks is at least as large. */
  readonly p: number;
}

/** Counts ranks 0 … `draws` in bins that hold as many of them as can be; undefined below 20 ranks. */
export function rankHistogram(ranks: Int32Array, draws: number): RankHistogram | undefined {
  const n = ranks.length;
  const bins = Math.min(MOST_BINS, draws + 1, Math.floor(n / FEWEST_EXPECTED));
  if (bins < 2) return undefined;
  const places = draws + 1;
  const edges = Int32Array.from({ length: bins + 1 }, (_, b) => Math.round((b * places) / bins));
  const counts = new Int32Array(bins);
  for (const rank of ranks) counts[binOf(rank, edges)]++;
  const share = (b: number) => (edges[b + 1] - edges[b]) / places;
  const expected = Float64Array.from({ length: bins }, (_, b) => n * share(b));
  let chiSquare = 0;
  for (let b = 0; b < bins; b++) chiSquare += (counts[b] - expected[b]) ** 2 / expected[b];
  return {
    counts,
    edges,
    expected,
    low: Float64Array.from({ length: bins }, (_, b) => binomialQuantile(n, share(b), OUTSIDE / 2)),
    high: Float64Array.from({ length: bins }, (_, b) => binomialQuantile(n, share(b), 1 - OUTSIDE / 2)),
    p: chiSquareTail(chiSquare, bins - 1),
  };
}

function binOf(rank: number, edges: Int32Array): number {
  let bin = Math.min(Math.floor((rank * (edges.length - 1)) / edges[edges.length - 1]), edges.length - 2);
  while (rank >= edges[bin + 1]) bin++;
  while (rank < edges[bin]) bin--;
  return bin;
}

/** The least k such that a binomial variable of n trials is at most k with probability ≥ p. */
export function binomialQuantile(n: number, share: number, p: number): number {
  const odds = log(share) - log(1 - share);
  const start = n * log(1 - share) + lgamma(n + 1);
  let sum = 0;
  for (let k = 0; k < n; k++) {
    sum += exp(start - lgamma(k + 1) - lgamma(n - k + 1) + k * odds);
    if (sum >= p) return k;
  }
  return n;
}

/**
 * Share of the ranks that are at most r, less (r + 1)/(L + 1), at every rank r = 0 … L; and how far from 0 it goes in one of twenty right
 * samplers (Kolmogorov), so that 19 of 20 stay between −band and band at all ranks.
 */
export function rankDifference(
  ranks: Int32Array,
  draws: number,
): { readonly difference: Float64Array; readonly band: number } {
  const counts = new Float64Array(draws + 1);
  for (const rank of ranks) counts[rank]++;
  let below = 0;
  const difference = counts.map((count, r) => {
    below += count;
    return below / ranks.length - (r + 1) / (draws + 1);
  });
  return { difference, band: KOLMOGOROV_95 / Math.sqrt(ranks.length) };
}

/** Metrics of a calibration: p-values of χ² by parameter, and the smallest, times their number: below 0.05 for one right sampler in twenty. */
export function measureCalibration(fold: Fold, draws: number): Record<string, number> {
  const metrics: Record<string, number> = { simulations: ranksOf(fold, 0).length };
  const values = CALIBRATED.flatMap((name, parameter) => {
    const p = rankHistogram(ranksOf(fold, parameter), draws)?.p;
    return p === undefined ? [] : [[name, p] as const];
  });
  if (values.length === 0) return metrics;
  for (const [name, p] of values) metrics[`calibrationP.${name}`] = p;
  metrics.calibrationP = Math.min(1, values.length * Math.min(...values.map(([, p]) => p)));
  return metrics;
}
