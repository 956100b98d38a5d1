/**
 * Gibbs sampling of a machine in integers: what drives a unit is a sum of integers, its probability of being 1 comes from a table as so many of 2^16, and it is 1 where 16 random bits
 * are below that. So a chain is one sequence of integers, whatever computes it.
 */
import { sigmoid } from "../../math/index.ts";
import { fillWords, foldIn, keyOfSeed } from "../../random/index.ts";
import type { RbmMachine } from "./machine.ts";

/** Probability 1. */
export const CERTAIN = 2 ** 16;
/** Beyond, σ(x) rounds to 0 or 1 in 2^16. */
const FLAT = 12;
/** Places of the table for each unit of x: a probability is off by 1/2048 at most. */
const FINE = 256;
const REACH = FLAT * FINE;

const table = Uint32Array.from({ length: 2 * REACH + 1 }, (_, at) =>
  Math.floor(CERTAIN * sigmoid((at - REACH) / FINE) + 0.5),
);

/** The probability, of 2^16, of a unit driven by x = `place` / FINE. */
const probabilityAt = (place: number): number => table[Math.min(Math.max(Math.round(place), -REACH), REACH) + REACH];

export interface Chain {
  /** 0 and 1. */
  readonly v: Uint8Array;
  readonly h: Uint8Array;
  /** Of the visible units given the hidden ones of the last sweep, of 2^16. */
  readonly probabilities: Uint32Array;
  /** Does a sweep at a temperature, by which the energy is divided: hidden units given the visible ones, then these given those. At 0, a unit is 1 where it is driven up. */
  sweep(temperature: number): void;
}

/** Chain `n` of a seed. It begins at fair coins. */
export function openChain(machine: RbmMachine, seed: number, n: number): Chain {
  const { visible, hidden, weights, visibleBias, hiddenBias, scale } = machine;
  const key = foldIn(keyOfSeed(seed), n);
  const v = new Uint8Array(visible);
  const h = new Uint8Array(hidden);
  const probabilities = new Uint32Array(visible).fill(CERTAIN / 2);
  const sums = new Int32Array(visible);
  // Places of the units that are 1.
  const on = new Uint32Array(visible);
  // Two units to a word, low half first; the visible ones behind the hidden ones.
  const words = new Uint32Array(Math.ceil((visible + hidden) / 2));
  const bits = (unit: number) => (words[unit >> 1] >>> (16 * (unit & 1))) & 0xffff;
  let swept = 0;
  fillWords(key, 0, words);
  for (let i = 0; i < visible; i++) v[i] = bits(hidden + i) < CERTAIN / 2 ? 1 : 0;
  return {
    v,
    h,
    probabilities,
    sweep(temperature) {
      swept++;
      fillWords(key, swept * words.length, words);
      // Beyond what any sum can be at temperature 0, and finite: 0 times it is 0.
      const factor = temperature === 0 ? REACH : (FINE * scale) / temperature;
      let count = 0;
      for (let i = 0; i < visible; i++) if (v[i] === 1) on[count++] = i;
      for (let j = 0; j < hidden; j++) {
        let sum = hiddenBias[j];
        const row = j * visible;
        for (let k = 0; k < count; k++) sum += weights[row + on[k]];
        h[j] = bits(j) < probabilityAt(factor * sum) ? 1 : 0;
      }
      sums.set(visibleBias);
      for (let j = 0; j < hidden; j++) {
        if (h[j] === 0) continue;
        const row = j * visible;
        for (let i = 0; i < visible; i++) sums[i] += weights[row + i];
      }
      for (let i = 0; i < visible; i++) {
        probabilities[i] = probabilityAt(factor * sums[i]);
        v[i] = bits(hidden + i) < probabilities[i] ? 1 : 0;
      }
    },
  };
}

/** Levels 0…255 of probabilities in 2^16. */
export function levelsOf(chains: readonly Chain[]): Uint8Array<ArrayBuffer> {
  const width = chains[0].probabilities.length;
  const out = new Uint8Array(chains.length * width);
  for (const [n, { probabilities }] of chains.entries())
    for (let i = 0; i < width; i++) out[n * width + i] = (probabilities[i] * 255 + CERTAIN / 2) >>> 16;
  return out;
}
