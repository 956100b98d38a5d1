import { exp } from "../../math/index.ts";
import type { Climbed } from "./ladder.ts";
import { limitOf, type Spread, spreadOf } from "./spread.ts";
import type { Estimated } from "./weights.ts";

/**
 * Bridge sampling (Meng & Wong 1996, "Simulating ratios of normalizing constants via a simple identity"; Bennett 1976): the ratio r = Z_1 / Z_0 of two densities
 * from draws of both is the fixed point of r ← mean_0[l / (l + r)] / mean_1[1 / (l + r)], l = p*_1 / p*_0, here with as many draws of one as of the other.
 */

/** log r, and at it each draw's term of the equation Σ_0 l / (l + r) − Σ_1 r / (l + r) = 0 and of its derivative by log r. */
export interface Bridge {
  readonly logRatio: number;
  /** What the two densities have in common, ∫ 2 p_0 p_1 / (p_0 + p_1), from 0 to 1. */
  readonly overlap: number;
  /** Of draw i of both densities together. */
  readonly terms: Float64Array;
  readonly slopes: Float64Array;
}

/** Halvings and Newton's steps together; each of the latter doubles the digits. */
const ROUNDS = 60;

/** `lower`: log l at draws from p_0; `upper`: at as many from p_1. */
export function bridge(lower: Float64Array, upper: Float64Array): Bridge {
  const count = lower.length;
  let [sum, n] = [0, 0];
  for (let i = 0; i < count; i++) {
    sum += lower[i] + upper[i];
    n += 2;
  }
  // Between the two means lies the answer (Jensen); exponentials are taken once, about the middle.
  const centre = sum / n;
  const ratios = [lower, upper].map((logs) => logs.map((l) => exp(Math.min(600, Math.max(-600, l - centre)))));
  const terms = new Float64Array(count);
  const slopes = new Float64Array(count);
  let shared = 0;
  const fill = (c: number): readonly [number, number] => {
    const r = exp(c);
    let [error, slope] = [0, 0];
    shared = 0;
    for (let i = 0; i < count; i++) {
      const p = ratios[0][i] / (ratios[0][i] + r);
      const q = r / (ratios[1][i] + r);
      terms[i] = p - q;
      slopes[i] = -p * (1 - p) - q * (1 - q);
      shared += p + q;
      error += terms[i];
      slope += slopes[i];
    }
    return [error, slope];
  };
  let [low, high] = [-650, 650];
  let c = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const [error, slope] = fill(c);
    // The sum falls as c grows.
    if (error > 0) low = c;
    else high = c;
    const newton = c - error / slope;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    const isFound = Math.abs(next - c) < 1e-12;
    c = next;
    if (isFound) break;
  }
  fill(c);
  return { logRatio: centre + c, overlap: shared / count, terms, slopes };
}

/**
 * log Z over all rungs of ladders. Each ladder is left out once in turn (by one step of Newton's from the common answer): the jackknife over
 * independent ladders corrects the bias of few draws and gives a standard error, whatever the correlation within a ladder.
 */
function acrossRungs(climbed: Climbed, logBase: number): Spread {
  const { ladders, draws, betas } = climbed;
  const pairs = betas.length - 1;
  let whole = logBase;
  const without = new Float64Array(ladders).fill(logBase);
  const [lower, upper] = [new Float64Array(ladders * draws), new Float64Array(ladders * draws)];
  for (let k = 0; k < pairs; k++) {
    for (let i = 0; i < lower.length; i++) {
      lower[i] = climbed.above[i * pairs + k];
      upper[i] = climbed.below[i * pairs + k];
    }
    const { logRatio, terms, slopes } = bridge(lower, upper);
    whole += logRatio;
    const [error, slope] = [total(terms), total(slopes)];
    for (let l = 0; l < ladders; l++) {
      const part = (of: Float64Array) => total(of.subarray(l * draws, (l + 1) * draws));
      without[l] += logRatio - (error - part(terms)) / (slope - part(slopes));
    }
  }
  // Pseudo-values (Quenouille 1949; Tukey 1958).
  return spreadOf(without.map((value) => ladders * whole - (ladders - 1) * value));
}

/**
 * Bridge sampling from both sides. Ladders that begin at the base lag behind on their way up, and give too little; those that begin at the model lag on their way
 * down, and give too much, as annealed chains do: the interval goes from the lower Student limit of the former to the upper one of the latter.
 */
export function fromBridges(fromBase: Climbed, fromModel: Climbed, logBase: number): Estimated {
  const [up, down] = [fromBase, fromModel].map((climbed) => acrossRungs(climbed, logBase));
  return { estimate: (up.mean + down.mean) / 2, low: limitOf(up, -1), high: limitOf(down, 1) };
}

function total(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
