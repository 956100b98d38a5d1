/**
 * What samples say so far: of each state of each variable how much weight it had. From it estimates and their errors follow, at any time and for several chains
 * together.
 */
import { type Arrays, array } from "../../../arrays.ts";

/**
 * Blocks into which a chain is cut for the errors of samples that depend on each other. Where all are full, two become one of twice the length: their number
 * stays, however long the chain grows.
 */
const BLOCKS = 64;

/** States of all variables stand one after the other, as in `marginals` of the exact answer. */
export interface Tally {
  /** Σ w over the samples with that state, and Σ w². */
  readonly sums: Float64Array;
  readonly squares: Float64Array;
  /** Of all samples: their number, how many weigh anything, Σ w and Σ w². */
  readonly drawn: number;
  readonly kept: number;
  readonly weight: number;
  readonly weightSquares: number;
  /** BLOCKS × states: Σ w by the block in which a sample was drawn. Empty where samples are independent. */
  readonly blocks: Float64Array;
  /** Samples per block. */
  readonly length: number;
}

export function emptyTally(states: number, withBlocks: boolean): Tally {
  return {
    sums: new Float64Array(states),
    squares: new Float64Array(states),
    drawn: 0,
    kept: 0,
    weight: 0,
    weightSquares: 0,
    blocks: new Float64Array(withBlocks ? BLOCKS * states : 0),
    length: 1,
  };
}

/** Counts further samples, one `states` of all variables with its weight each time that `next` is called. */
export function counted(
  before: Tally,
  offsets: Int32Array,
  samples: number,
  next: (sample: number) => { readonly states: Int32Array; readonly weight: number },
): Tally {
  const [sums, squares, blocks] = [before.sums.slice(), before.squares.slice(), before.blocks.slice()];
  let { drawn, kept, weight: total, weightSquares, length } = before;
  for (let sample = 0; sample < samples; sample++) {
    const { states, weight } = next(sample);
    if (blocks.length > 0 && drawn === BLOCKS * length) {
      halve(blocks, sums.length);
      length *= 2;
    }
    const block = Math.floor(drawn / length) * sums.length;
    drawn++;
    if (weight === 0) continue;
    kept++;
    total += weight;
    weightSquares += weight * weight;
    for (let v = 0; v < states.length; v++) {
      const at = offsets[v] + states[v];
      sums[at] += weight;
      squares[at] += weight * weight;
      if (blocks.length > 0) blocks[block + at] += weight;
    }
  }
  return { sums, squares, drawn, kept, weight: total, weightSquares, blocks, length };
}

/** Block 2i and 2i + 1 become block i. */
function halve(blocks: Float64Array, states: number): void {
  for (let i = 0; i < BLOCKS / 2; i++)
    for (let s = 0; s < states; s++)
      blocks[i * states + s] = blocks[2 * i * states + s] + blocks[(2 * i + 1) * states + s];
  blocks.fill(0, (BLOCKS / 2) * states);
}

/** Share of each state; zeros while no sample weighs anything. */
export function estimateOf(tallies: readonly Tally[]): Float64Array {
  const total = tallies.reduce((sum, { weight }) => sum + weight, 0);
  const sums = new Float64Array(tallies[0].sums.length);
  for (const tally of tallies) for (let s = 0; s < sums.length; s++) sums[s] += tally.sums[s];
  return total > 0 ? sums.map((sum) => sum / total) : sums;
}

/**
 * Standard error of each share. Of independent samples, from the weights: √(Σ w² (1[state] − p)²) / Σ w (self-normalised importance sampling: Owen 2013, eq.
 * 9.9). Of chains, from the means of their full blocks (batch means: Geyer 2011), which count as independent.
 */
export function errorsOf(tallies: readonly Tally[], estimate: Float64Array): Float64Array {
  if (tallies[0].blocks.length > 0) return blockErrors(tallies, estimate);
  const weight = tallies.reduce((sum, tally) => sum + tally.weight, 0);
  const squares = tallies.reduce((sum, tally) => sum + tally.weightSquares, 0);
  if (weight === 0) return new Float64Array(estimate.length);
  return estimate.map((p, s) => {
    const own = tallies.reduce((sum, tally) => sum + tally.squares[s], 0);
    // Rounding may bring the sum of squares below zero where all samples agree.
    return Math.sqrt(Math.max(0, own * (1 - 2 * p) + squares * p * p)) / weight;
  });
}

function blockErrors(tallies: readonly Tally[], estimate: Float64Array): Float64Array {
  const states = estimate.length;
  const spread = new Float64Array(states);
  let count = 0;
  for (const { blocks, length, drawn } of tallies) {
    const full = Math.floor(drawn / length);
    count += full;
    for (let block = 0; block < full; block++)
      for (let s = 0; s < states; s++) {
        const off = blocks[block * states + s] / length - estimate[s];
        spread[s] += off * off;
      }
  }
  return count > 1 ? spread.map((sum) => Math.sqrt(sum / (count * (count - 1)))) : spread;
}

/** How many equally weighted independent samples tell as much: (Σ w)² / Σ w² (Kong 1992); of chains that of the state with the fewest, p (1 − p) / error². */
export function effectiveSize(tallies: readonly Tally[], estimate: Float64Array, errors: Float64Array): number {
  const weight = tallies.reduce((sum, tally) => sum + tally.weight, 0);
  const squares = tallies.reduce((sum, tally) => sum + tally.weightSquares, 0);
  const independent = squares > 0 ? (weight * weight) / squares : 0;
  if (tallies[0].blocks.length === 0) return independent;
  const sizes = Array.from(errors, (error, s) =>
    error > 0 ? (estimate[s] * (1 - estimate[s])) / (error * error) : independent,
  );
  return sizes.reduce((least, size) => Math.min(least, size), independent);
}

export interface Agreement {
  /** The largest R̂ of the states' indicators; undefined while there is nothing to compare, and where halves stand apart. */
  readonly rhat: number | undefined;
  /** States in which halves stand still, some always there and others never: no R̂ measures that. */
  readonly apart: number;
}

/**
 * How well the halves of all chains agree (Gelman et al. 2013, eq. 11.4): R̂ = √((n − 1)/n + B/(n W)), W the mean variance within a half, B/n that of their
 * means.
 */
export function agreementOf(tallies: readonly Tally[]): Agreement {
  const states = tallies[0].sums.length;
  const halves = tallies.flatMap((tally) => halvesOf(tally, states));
  const n = Math.min(...halves.map(({ samples }) => samples));
  let rhat: number | undefined;
  let apart = 0;
  for (let s = 0; n > 1 && s < states; s++) {
    const means = halves.map(({ sums, samples }) => sums[s] / samples);
    const centre = means.reduce((a, b) => a + b, 0) / means.length;
    const between = means.reduce((sum, mean) => sum + (mean - centre) * (mean - centre), 0) / (means.length - 1);
    const within = means.reduce((sum, mean) => sum + mean * (1 - mean), 0) / means.length / (1 - 1 / n);
    if (within > 0) rhat = Math.max(rhat ?? 0, Math.sqrt((n - 1) / n + between / within));
    else if (between > 0) apart++;
  }
  return { rhat: apart > 0 ? undefined : rhat, apart };
}

/** The full blocks of a chain in two halves of equal length. */
function halvesOf({ blocks, length, drawn }: Tally, states: number) {
  const half = Math.floor(drawn / length / 2);
  return [0, half].map((from) => {
    const sums = new Float64Array(states);
    for (let block = from; block < from + half; block++)
      for (let s = 0; s < states; s++) sums[s] += blocks[block * states + s];
    return { sums, samples: half * length };
  });
}

export function tallyArrays(tally: Tally): Arrays {
  const { sums, squares, blocks, drawn, kept, weight, weightSquares, length } = tally;
  const numbers = Float64Array.of(drawn, kept, weight, weightSquares, length);
  return { sums: array(sums), squares: array(squares), blocks: array(blocks), numbers: array(numbers) };
}

export function tallyOf({ sums, squares, blocks, numbers }: Arrays): Tally {
  const [drawn, kept, weight, weightSquares, length] = numbers.values;
  return {
    sums: Float64Array.from(sums.values),
    squares: Float64Array.from(squares.values),
    blocks: Float64Array.from(blocks.values),
    ...{ drawn, kept, weight, weightSquares, length },
  };
}
