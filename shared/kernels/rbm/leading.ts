import { foldIn } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { blockInto } from "../../random/philox.ts";
import { STREAM } from "./machine.ts";

/**
 * Random numbers of the sweeps of annealing and tempering. A unit is on with probability p where u = (256² · lead + rest) / 2^24 < p: a byte leads, and
 * nearly always decides, so that the 16 bits of the rest are seldom computed. A sweep has one key, chain n its blocks n · 2^32, …: byte number `unit` of
 * their words leads, lowest byte of a word first, and the rest is half-word number `unit` of the same blocks with 1 as third counter word.
 */
const CHAIN = 2 ** 32;
const REST = 1;

/** Hidden unit j is unit j, visible unit i is unit i + this: whole blocks. */
export function firstVisible(hidden: number): number {
  return (hidden + 15) & ~15;
}

/** Whether a unit of the sweep is on, given the probability of that; never where this is NaN. */
export type SweepDraw = (unit: number, p: number) => 0 | 1;

export function sweepDraw(key: Key, step: number, chain: number): SweepDraw {
  const own = foldIn(key, STREAM.sweep, step);
  const [leads, rests] = [new Uint32Array(4), new Uint32Array(4)];
  let held = -1;
  return (unit, p) => {
    if (unit >> 4 !== held) {
      held = unit >> 4;
      blockInto(leads, own, chain * CHAIN + held);
    }
    const lead = (leads[(unit >> 2) & 3] >>> (8 * (unit & 3))) & 0xff;
    if (lead + 1 <= 256 * p) return 1;
    if (!(lead < 256 * p)) return 0;
    blockInto(rests, own, chain * CHAIN + (unit >> 3), REST);
    const rest = (rests[(unit >> 1) & 3] >>> (16 * (unit & 1))) & 0xffff;
    return (65_536 * lead + rest) * 2 ** -24 < p ? 1 : 0;
  };
}
