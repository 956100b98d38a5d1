import { uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";

/** Draws in order from one key. `variation` 0 gives the middle of every range and the first of every list, 1 all of them. */
export interface Dice {
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
}

export function diceOf(key: Key, variation: number): Dice {
  let drawn = 0;
  const share = Math.min(variation, 1);
  return {
    between: (low, high) => (low + high) / 2 + variation * (uniform(key, drawn++) - 0.5) * (high - low),
    chance: (probability) => uniform(key, drawn++) < probability * share,
    pick: (list) => list[Math.floor(uniform(key, drawn++) * share * list.length)],
  };
}
