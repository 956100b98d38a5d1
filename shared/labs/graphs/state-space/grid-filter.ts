import { type HmmMachine, posteriorOf } from "../../../kernels/hmm/index.ts";
import type { Measurements } from "../../../kernels/kalman/model.ts";
import { exp } from "../../../math/elementary.ts";

export interface GridFilter {
  /** Levels, ascending. */
  readonly levels: Float64Array;
  /** Mean and standard deviation at each step, given the measurements up to it. */
  readonly means: Float64Array;
  readonly deviations: Float64Array;
  /** The same given all measurements. */
  readonly smoothed: Float64Array;
  readonly smoothedDeviations: Float64Array;
}

/** Fewer levels than these are regimes: each lies where values gather, and leads to any other. */
const REGIMES = 8;

/**
 * A hidden Markov model whose states are `count` levels. Many are evenly spaced over a fifth more than the range of the values: the random walk of the local level, divided into cells.
 * In each step the level changes with variance q: by a Gaussian over the cells or, where the cells are wider than its deviation, to the next cell with the
 * probability that gives this variance. Few are regimes: they lie where values gather (Lloyd's algorithm), and each leads to all others with the
 * probability that gives this variance.
 */
export function gridFilter(
  data: Measurements,
  count: number,
  process: number,
  noise: number,
  machine?: HmmMachine,
): GridFilter {
  const { steps, values, mask } = data;
  const levels = count < REGIMES ? gathered(data, count) : levelsOf(data, count);
  const initial = new Float64Array(count).fill(1 / count);
  const transitions = count < REGIMES ? jumps(levels, process) : walk(levels, process);
  const covariances = new Float64Array(count).fill(noise * noise);
  const { filtered, posterior } = posteriorOf(
    { initial, transitions, emissions: { kind: "diagonal", dimensions: 1, means: levels, covariances } },
    { rows: steps, starts: Int32Array.of(0), values, ...(mask && { mask }) },
    { counts: false, ...(machine && { machine }) },
  );
  const [now, all] = [momentsOf(filtered, levels, steps), momentsOf(posterior, levels, steps)];
  return {
    levels,
    means: now.means,
    deviations: now.deviations,
    smoothed: all.means,
    smoothedDeviations: all.deviations,
  };
}

function present({ steps, values, mask }: Measurements): Float64Array {
  return values.subarray(0, steps).filter((_, t) => mask?.[t] !== 0);
}

function levelsOf(data: Measurements, count: number): Float64Array {
  const sorted = present(data).sort();
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  // A little beyond: what is hidden may be where nothing was measured.
  const half = 0.6 * (high - low) || 1;
  return Float64Array.from({ length: count }, (_, k) => (low + high) / 2 - half + (2 * half * k) / (count - 1));
}

/** Rounds of Lloyd's algorithm, which settles before in most series. */
const ROUNDS = 100;

/** Means of the values that are nearest to each, from even shares of the sorted values on; ascending, and apart from each other. */
function gathered(data: Measurements, count: number): Float64Array {
  const sorted = present(data).sort();
  const quantile = (share: number) => sorted[Math.floor(share * (sorted.length - 1))];
  let levels = Float64Array.from({ length: count }, (_, k) => quantile((k + 0.5) / count));
  for (let round = 0; round < ROUNDS; round++) {
    const [sums, counts] = [new Float64Array(count), new Float64Array(count)];
    let k = 0;
    for (const value of sorted) {
      while (k + 1 < count && Math.abs(levels[k + 1] - value) < Math.abs(levels[k] - value)) k++;
      sums[k] += value;
      counts[k]++;
    }
    levels = levels.map((level, at) => (counts[at] > 0 ? sums[at] / counts[at] : level));
  }
  const apart = (sorted[sorted.length - 1] - sorted[0]) / (10 * count) || 1;
  for (let k = 1; k < count; k++) levels[k] = Math.max(levels[k], levels[k - 1] + apart);
  return levels;
}

function jumps(levels: Float64Array, process: number): Float64Array {
  const count = levels.length;
  const out = new Float64Array(count * count);
  let square = 0;
  for (const a of levels) for (const b of levels) square += (a - b) ** 2 / (count * (count - 1));
  const leave = Math.min((process * process) / square, 0.5);
  for (let from = 0; from < count; from++)
    for (let to = 0; to < count; to++) out[from * count + to] = from === to ? 1 - leave : leave / (count - 1);
  return out;
}

function walk(levels: Float64Array, process: number): Float64Array {
  const count = levels.length;
  const width = levels[1] - levels[0];
  const out = new Float64Array(count * count);
  for (let from = 0; from < count; from++) {
    let sum = 0;
    for (let to = 0; to < count; to++) {
      const steps = Math.abs(to - from);
      const share = process / width;
      const hop = Math.min(0.5 * share * share, 0.5);
      const weight =
        share < 1 ? (steps === 0 ? 1 - 2 * hop : steps === 1 ? hop : 0) : exp(-0.5 * (steps / share) * (steps / share));
      out[from * count + to] = weight;
      sum += weight;
    }
    for (let to = 0; to < count; to++) out[from * count + to] /= sum;
  }
  return out;
}

function momentsOf(beliefs: Float64Array, levels: Float64Array, steps: number) {
  const count = levels.length;
  const means = new Float64Array(steps);
  const deviations = new Float64Array(steps);
  for (let t = 0; t < steps; t++) {
    let [mean, square] = [0, 0];
    for (let k = 0; k < count; k++) mean += beliefs[t * count + k] * levels[k];
    for (let k = 0; k < count; k++) square += beliefs[t * count + k] * (levels[k] - mean) * (levels[k] - mean);
    means[t] = mean;
    deviations[t] = Math.sqrt(square);
  }
  return { means, deviations };
}
