import { array } from "../../../arrays.ts";
import { exp } from "../../../math/elementary.ts";
import { autocovariance } from "../../../stats/autocovariance.ts";
import { type Draws, drawsOf } from "../../../stats/chains.ts";
import { essBulk, essTail, mcseMean, scoresOf } from "../../../stats/convergence.ts";
import { mean, standardDeviation } from "../../../stats/moments.ts";
import { quantileOfSorted } from "../../../stats/quantile.ts";
import { once } from "../../process.ts";
import { columnOf } from "./summarising.ts";

const LAGS = 60;
const BINS = 20;
const POINTS = 128;
/** Points of the curves that grow with the draws: of many draws fewer, since each is as much work as a summary of that part of them. */
const STAGES = 20;
const FEW_STAGES = 8;
const MANY_VALUES = 400_000;

/** Marks a diagnostic without a value in answers; all of them are positive. */
export const NO_VALUE = -1;

/** Rows [from, to) of one parameter. */
interface Asked {
  readonly column: number;
  readonly from: number;
  readonly to: number;
  /** Walkers of an ensemble, whose draws follow each other in the chains: what grows with the draws counts each of them alone. */
  readonly walkers?: number;
}

/**
 * Answers a view about one parameter of the chains that are given whole (`chainsGiven`): autocorrelation [chains, lags], 1 throughout for a chain that never moved;
 * ranks [chains, bins], how often a chain's draws fall into each twentieth of all ranks; grid [points] and density [chains, points], a kernel
 * estimate; ess [stages, 3]: draws, bulk and tail ESS of the first part of the chains; running [stages, 3]: draws, their mean and its Monte Carlo standard error.
 */
export const mcmcDiagnosis = once(({ column, from, to, walkers = 1 }: Asked, { inputs }) => {
  const chains = Object.values(inputs.given).map((chain) => columnOf(chain, column, from, to - from));
  const draws = drawsOf(chains);
  return {
    ...autocorrelations(chains),
    ...rankCounts(draws),
    ...densities(draws),
    ...growth(walkersOf(chains, walkers)),
  };
});

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

/** In order of value: of equal values each has its own rank, which moves a count by less than there are of them. */
function rankCounts({ chains, ordered: { order } }: Draws) {
  const counts = new Int32Array(chains.length * BINS);
  const draws = chains[0].length;
  for (let rank = 0; rank < order.length; rank++) {
    const bin = Math.min(Math.floor(((rank + 0.5) / order.length) * BINS), BINS - 1);
    counts[Math.floor(order[rank] / draws) * BINS + bin]++;
  }
  return { ranks: array(counts, [chains.length, BINS]) };
}

/** Gaussian kernels with Silverman's bandwidth, 0.9 · min(sd, IQR/1.34) · n^(−1/5), over at most 2,000 draws per chain, evenly spaced. */
function densities({ chains, ordered: { sorted } }: Draws) {
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

/** Each walker's own draws, of all the same number. */
function walkersOf(chains: readonly Float64Array[], walkers: number): readonly Float64Array[] {
  if (walkers === 1) return chains;
  const rounds = Math.floor(chains[0].length / walkers);
  return chains.flatMap((chain) =>
    Array.from({ length: walkers }, (_, walker) =>
      Float64Array.from({ length: rounds }, (_, i) => chain[i * walkers + walker]),
    ),
  );
}

function growth(chains: readonly Float64Array[]) {
  const draws = chains[0].length;
  const stages = draws * chains.length > MANY_VALUES ? FEW_STAGES : STAGES;
  const ess = new Float64Array(stages * 3);
  const running = new Float64Array(stages * 3);
  for (let stage = 0; stage < stages; stage++) {
    const length = Math.floor((draws * (stage + 1)) / stages);
    const known = length >= 8 ? drawsOf(chains.map((chain) => chain.subarray(0, length))) : undefined;
    const size = length * chains.length;
    const bulk = known && essBulk(known.chains, scoresOf(known));
    const tail = known && essTail(known.chains, known);
    const error = known && mcseMean(known.chains, standardDeviation(known.all));
    const centre = known ? mean(known.all) : 0;
    ess.set([size, bulk ?? NO_VALUE, tail ?? NO_VALUE], 3 * stage);
    running.set([size, centre, error ?? NO_VALUE], 3 * stage);
  }
  return { ess: array(ess, [stages, 3]), running: array(running, [stages, 3]) };
}
