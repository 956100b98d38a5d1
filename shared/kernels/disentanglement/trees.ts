/**
 * Gradient-boosted regression trees under the squared error (Friedman 2001), and how much each column brought. Splits lie between quantiles of
 * the training rows; sums run in the order of rows and columns, the first of equal splits wins, and nothing is drawn: the same bits everywhere.
 */
import type { Codes } from "./codes.ts";

const TREES = 60;
const DEPTH = 3;
const RATE = 0.15;
const BINS = 32;
/** Rows that a leaf must have. */
const LEAF = 5;

/** Columns as bins, column by column: each value is in the bin that counts the cuts below it. */
export interface BinnedRows {
  readonly rows: number;
  readonly width: number;
  readonly bins: Uint8Array;
}

interface Split {
  readonly column: number;
  /** Rows in bins up to this one go left. */
  readonly bin: number;
  readonly gain: number;
}

/** Of each column the cuts between which its bins lie, by the training rows. */
export function cutsOf({ rows, width, values }: Codes): readonly Float64Array[] {
  return Array.from({ length: width }, (_, i) => {
    const sorted = Float64Array.from({ length: rows }, (__, n) => values[n * width + i]).sort();
    const cuts = Array.from({ length: BINS - 1 }, (__, b) => sorted[Math.floor(((b + 1) * rows) / BINS)]);
    return Float64Array.from(new Set(cuts));
  });
}

export function binRows({ rows, width, values }: Codes, cuts: readonly Float64Array[]): BinnedRows {
  const bins = new Uint8Array(rows * width);
  for (const [i, own] of cuts.entries())
    for (let n = 0; n < rows; n++) {
      const value = values[n * width + i];
      let bin = 0;
      while (bin < own.length && value >= own[bin]) bin++;
      bins[i * rows + n] = bin;
    }
  return { rows, width, bins };
}

export interface Boosted {
  /** Of each column: by how much its splits lowered the sum of squares. */
  readonly importance: Float64Array;
  /** Predictions for the other rows. */
  readonly predicted: Float64Array;
}

/** Learns the target from the training rows; says what it makes of the others. */
export function boost(train: BinnedRows, target: Float64Array, others: BinnedRows): Boosted {
  const importance = new Float64Array(train.width);
  const mean = target.reduce((sum, value) => sum + value, 0) / train.rows;
  const residual = target.map((value) => value - mean);
  const predicted = new Float64Array(others.rows).fill(mean);
  for (let t = 0; t < TREES; t++) grow(train, residual, others, predicted, importance);
  return { importance, predicted };
}

/** One tree: takes RATE of what it explains out of the residual, and adds it to the predictions. */
function grow(
  train: BinnedRows,
  residual: Float64Array,
  others: BinnedRows,
  predicted: Float64Array,
  importance: Float64Array,
): void {
  const branch = (own: Uint32Array, theirs: Uint32Array, depth: number): void => {
    const split = depth < DEPTH ? bestSplit(train, residual, own) : null;
    if (split) {
      importance[split.column] += split.gain;
      const [left, right] = parted(train, own, split);
      const [otherLeft, otherRight] = parted(others, theirs, split);
      branch(left, otherLeft, depth + 1);
      branch(right, otherRight, depth + 1);
      return;
    }
    let sum = 0;
    for (const n of own) sum += residual[n];
    const step = own.length > 0 ? (RATE * sum) / own.length : 0;
    for (const n of own) residual[n] -= step;
    for (const n of theirs) predicted[n] += step;
  };
  const all = (rows: number) => Uint32Array.from({ length: rows }, (_, n) => n);
  branch(all(train.rows), all(others.rows), 0);
}

/** The cut that lowers the sum of squares most: Σ²/n on both sides less that of both together. */
function bestSplit({ rows, width, bins }: BinnedRows, residual: Float64Array, own: Uint32Array): Split | null {
  let total = 0;
  for (const n of own) total += residual[n];
  const whole = (total * total) / own.length;
  let best: Split | null = null;
  const sums = new Float64Array(BINS);
  const counts = new Float64Array(BINS);
  for (let i = 0; i < width; i++) {
    sums.fill(0);
    counts.fill(0);
    for (const n of own) {
      const bin = bins[i * rows + n];
      sums[bin] += residual[n];
      counts[bin]++;
    }
    let [sum, count] = [0, 0];
    for (let bin = 0; bin < BINS - 1; bin++) {
      sum += sums[bin];
      count += counts[bin];
      const rest = own.length - count;
      if (count < LEAF || rest < LEAF) continue;
      const gain = (sum * sum) / count + ((total - sum) * (total - sum)) / rest - whole;
      // What rounding alone gives is no gain.
      if (gain > (best?.gain ?? 1e-12 * own.length)) best = { column: i, bin, gain };
    }
  }
  return best;
}

function parted({ rows, bins }: BinnedRows, own: Uint32Array, { column, bin }: Split): readonly Uint32Array[] {
  const isLeft = (n: number) => bins[column * rows + n] <= bin;
  return [own.filter(isLeft), own.filter((n) => !isLeft(n))];
}
