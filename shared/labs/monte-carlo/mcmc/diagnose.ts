import { array, type NDArray } from "../../../arrays.ts";
import { exp } from "../../../math/elementary.ts";
import { autocovariance } from "../../../stats/autocovariance.ts";
import { concatenate } from "../../../stats/chains.ts";
import { essBulk, essTail, movement } from "../../../stats/convergence.ts";
import { standardDeviation } from "../../../stats/moments.ts";
import { quantileOfSorted } from "../../../stats/quantile.ts";
import { averageRanks } from "../../../stats/ranks.ts";
import { summarise } from "../../../stats/summary.ts";
import { drive, once, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";

// Answers to the views. Both are given `draws` [chains, draws, parameters] as inputs.given.draws, without the draws that the view discards.

const LAGS = 60;
const BINS = 20;
const POINTS = 128;
const STAGES = 20;

/** Marks a diagnostic without a value in answers; all of them are positive. */
export const NO_VALUE = -1;
/** In the place of an R̂: no chain moved, and they stand at the same place or at different ones. */
export const STILL = -2;
export const APART = -3;
const RHAT_MARKS = { moving: NO_VALUE, still: STILL, apart: APART } as const;

/**
 * One parameter (`column`): autocorrelation [chains, lags], 1 throughout for a chain that never moved; ranks [chains, bins], how often a chain's draws fall into each twentieth of all ranks;
 * grid [points] and density [chains, points], a kernel estimate; ess [stages, 3]: draws, bulk and tail ESS of the first part of the chains.
 */
export const mcmcDiagnosis = once(({ column }: { readonly column: number }, { inputs }) => {
  const chains = chainsOf(inputs.given.draws, column);
  return { ...autocorrelations(chains), ...rankCounts(chains), ...densities(chains), ...essGrowth(chains) };
});

export const TABLE_COLUMNS = ["mean", "sd", "q5", "q50", "q95", "mcse", "rhat", "essBulk", "essTail"] as const;
export type TableColumn = (typeof TABLE_COLUMNS)[number];
const WIDTH = TABLE_COLUMNS.length;

/** All parameters, one per step: table [parameters, columns]; the last four are NO_VALUE where they have none, R̂ says why (STILL, APART). */
export const mcmcTable = drive((_params, { inputs }, { steps, saved }: Start<{ table: Float64Array }>) => {
  const { draws } = inputs.given;
  const table = saved?.table ?? new Float64Array(steps * WIDTH);
  return {
    advance: eachStep([], (step) => {
      const chains = chainsOf(draws, step);
      const sorted = concatenate(chains).sort();
      const [q5, q50, q95] = [0.05, 0.5, 0.95].map((p) => quantileOfSorted(sorted, p));
      const summary = summarise(chains);
      const row = { q5, q50, q95, ...summary, rhat: summary.rhat ?? RHAT_MARKS[movement(chains)] };
      table.set(rowOf(row), step * WIDTH);
    }),
    save: () => ({ table }),
    output: () => ({ table: array(table.slice(), [steps, WIDTH]) }),
  };
});

function rowOf(row: Readonly<Partial<Record<TableColumn, number>>>): readonly number[] {
  return TABLE_COLUMNS.map((name) => row[name] ?? NO_VALUE);
}

/**
 * The table as the metrics of a result say it, which are of all its draws however few were kept. There are no quantiles among them: not a number. Null where
 * the metrics are of other parameters.
 */
export function tableOfMetrics(
  metrics: Readonly<Record<string, number>>,
  parameters: readonly string[],
): NDArray | null {
  if (!parameters.every((name) => `mean.${name}` in metrics)) return null;
  const rows = parameters.map((parameter) => {
    const of = (name: TableColumn) => metrics[`${name}.${parameter}`];
    const known = Object.fromEntries(TABLE_COLUMNS.map((name) => [name, of(name)]));
    const none = Number.NaN;
    const rhat = of("rhat") ?? (of("essBulk") === undefined ? STILL : APART);
    return rowOf({ ...known, q5: none, q50: none, q95: none, rhat });
  });
  return array(Float64Array.from(rows.flat()), [rows.length, WIDTH]);
}

/** The draws of one parameter, chain by chain. */
export function chainsOf({ shape, values }: NDArray, column: number): readonly Float64Array[] {
  const [chains, draws, parameters] = shape;
  return Array.from({ length: chains }, (_, chain) =>
    Float64Array.from({ length: draws }, (_, i) => values[(chain * draws + i) * parameters + column]),
  );
}

function autocorrelations(chains: readonly Float64Array[]) {
  const lags = Math.min(LAGS, chains[0].length);
  const values = new Float64Array(chains.length * lags);
  chains.forEach((chain, c) => {
    const covariance = autocovariance(chain);
    for (let lag = 0; lag < lags; lag++)
      values[c * lags + lag] = covariance[0] > 0 ? covariance[lag] / covariance[0] : 1;
  });
  return { autocorrelation: array(values, [chains.length, lags]) };
}

function rankCounts(chains: readonly Float64Array[]) {
  const ranks = averageRanks(concatenate(chains));
  const counts = new Int32Array(chains.length * BINS);
  const draws = chains[0].length;
  ranks.forEach((rank, i) => {
    const bin = Math.min(Math.floor(((rank - 0.5) / ranks.length) * BINS), BINS - 1);
    counts[Math.floor(i / draws) * BINS + bin]++;
  });
  return { ranks: array(counts, [chains.length, BINS]) };
}

/** Gaussian kernels with Silverman's bandwidth, 0.9 · min(sd, IQR/1.34) · n^(−1/5), over at most 2,000 draws per chain, evenly spaced. */
function densities(chains: readonly Float64Array[]) {
  const sorted = concatenate(chains).sort();
  const spread = Math.min(
    standardDeviation(sorted),
    (quantileOfSorted(sorted, 0.75) - quantileOfSorted(sorted, 0.25)) / 1.34,
  );
  const low = quantileOfSorted(sorted, 0.001);
  const high = quantileOfSorted(sorted, 0.999);
  const grid = Float64Array.from({ length: POINTS }, (_, i) => low + ((high - low) * i) / (POINTS - 1));
  const density = new Float64Array(chains.length * POINTS);
  chains.forEach((chain, c) => {
    const stride = Math.ceil(chain.length / 2000);
    const used = chain.filter((_, i) => i % stride === 0);
    const width = (0.9 * spread) / fifthRoot(used.length);
    if (!(width > 0)) return;
    for (let i = 0; i < POINTS; i++) {
      let sum = 0;
      for (const x of used) {
        const z = (grid[i] - x) / width;
        if (z * z < 60) sum += exp(-0.5 * z * z);
      }
      density[c * POINTS + i] = sum / (used.length * width * Math.sqrt(2 * Math.PI));
    }
  });
  return { grid: array(grid), density: array(density, [chains.length, POINTS]) };
}

/** n^(1/5) by Newton's method. */
function fifthRoot(n: number): number {
  let root = Math.sqrt(Math.sqrt(n));
  for (let i = 0; i < 30; i++) root = (4 * root + n / (root * root * root * root)) / 5;
  return root;
}

function essGrowth(chains: readonly Float64Array[]) {
  const draws = chains[0].length;
  const values = new Float64Array(STAGES * 3);
  for (let stage = 1; stage <= STAGES; stage++) {
    const length = Math.floor((draws * stage) / STAGES);
    const first = chains.map((chain) => chain.subarray(0, length));
    const known = length >= 8;
    values.set(
      [
        length * chains.length,
        (known ? essBulk(first) : undefined) ?? NO_VALUE,
        (known ? essTail(first) : undefined) ?? NO_VALUE,
      ],
      (stage - 1) * 3,
    );
  }
  return { ess: array(values, [STAGES, 3]) };
}
