/**
 * Ladders of chains, one chain on each rung β_0 = 0 … β_R = 1, whose states are exchanged between neighbouring rungs (parallel tempering; Geyer 1991). The lowest rung
 * has independent draws. Bridge sampling and thermodynamic integration read the same draws.
 */
import { exp } from "../../math/index.ts";
import { foldIn, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import type { Exact, Path } from "./path.ts";

const STREAM = { base: 0, move: 1, swap: 2, model: 3 } as const;

/** What the ladders have seen. Ladders are independent of each other; all arrays are ladder-major, then draw, then rung. */
export interface Climbed {
  readonly betas: Float64Array;
  readonly ladders: number;
  /** Draws of each ladder on each rung. */
  readonly draws: number;
  /** ∂ log p*_β / ∂β at the state of each rung: ladders × draws × (R + 1). */
  readonly slopes: Float64Array;
  /** ∂² log p*_β / ∂β², alike. */
  readonly curvatures: Float64Array;
  /** log p*_k+1 − log p*_k at a state of rung k, and at one of rung k + 1: ladders × draws × R. */
  readonly above: Float64Array;
  readonly below: Float64Array;
}

/** States of one ladder, R + 1 of them. */
export interface Ladder {
  readonly states: readonly Float64Array[];
}

/** The first states, each after a sweep of its own from the rung before it: upwards from a draw of the base, or with `exact` downwards from a draw of the model. */
export function setUp(path: Path, betas: Float64Array, key: Key, exact?: Exact): Ladder {
  const x = new Float64Array(path.size);
  const top = betas.length - 1;
  const states = Array.from(betas, () => new Float64Array(path.size));
  if (exact) exact.draw(foldIn(key, STREAM.model), x);
  else path.drawBase(foldIn(key, STREAM.base, 0), x);
  for (let n = 0; n <= top; n++) {
    const k = exact ? top - n : n;
    if (n > 0 && k > 0) path.sweep(x, betas[k], foldIn(key, STREAM.move, 0, k));
    states[k].set(x);
  }
  return { states };
}

/** One sweep on every rung, then offers to exchange: of even pairs at even times, of odd pairs at odd times. */
export function climb(path: Path, { states }: Ladder, betas: Float64Array, time: number, key: Key): void {
  path.drawBase(foldIn(key, STREAM.base, time), states[0]);
  for (let k = 1; k < betas.length; k++) path.sweep(states[k], betas[k], foldIn(key, STREAM.move, time, k));
  const luck = foldIn(key, STREAM.swap, time);
  for (let k = time % 2; k + 1 < betas.length; k += 2) {
    const [low, high] = [states[k], states[k + 1]];
    const gain = path.logRatio(low, betas[k], betas[k + 1]) - path.logRatio(high, betas[k], betas[k + 1]);
    if (gain < 0 && uniform(luck, k) >= exp(gain)) continue;
    const kept = low.slice();
    low.set(high);
    high.set(kept);
  }
}

/** How sweeps are shared out over ladders. */
export interface Share {
  /** That begin at the base, and as many that begin at draws of the model. */
  readonly ladders: number;
  readonly rungs: number;
  /** Of each rung, setting up among them. */
  readonly sweeps: number;
  /** Of those, what is not counted. */
  readonly burnIn: number;
}

/** 2^`log2Sweeps` sweeps in all, 2^8 or more: 8 ladders from either side, as many rungs as sweeps of each or half as many; half of these are not counted. */
export function shareOut(log2Sweeps: number): Share {
  const sweeps = 2 ** Math.ceil((log2Sweeps - 4) / 2);
  return { ladders: 8, rungs: 2 ** Math.floor((log2Sweeps - 4) / 2), sweeps, burnIn: sweeps / 2 };
}

/** Draws of the ladders that begin at the base, or with `exact` of those that begin at the model. */
export function climbAll(path: Path, betas: Float64Array, share: Share, key: Key, exact?: Exact): Climbed {
  const { ladders, sweeps, burnIn } = share;
  const draws = sweeps - burnIn;
  const climbed = emptyClimbed(betas, ladders, draws);
  for (let l = 0; l < ladders; l++) {
    const own = foldIn(key, exact ? 1 : 0, l);
    const ladder = setUp(path, betas, own, exact);
    for (let time = 0; time < sweeps; time++) {
      if (time > 0) climb(path, ladder, betas, time, own);
      if (time >= burnIn) look(path, ladder, climbed, l * draws + time - burnIn);
    }
  }
  return climbed;
}

export function emptyClimbed(betas: Float64Array, ladders: number, draws: number): Climbed {
  const rows = ladders * draws;
  const rungs = betas.length;
  return {
    betas,
    ladders,
    draws,
    slopes: new Float64Array(rows * rungs),
    curvatures: new Float64Array(rows * rungs),
    above: new Float64Array(rows * (rungs - 1)),
    below: new Float64Array(rows * (rungs - 1)),
  };
}

/** Writes row `row` (ladder · draws + draw) of what the ladders have seen. */
export function look(path: Path, { states }: Ladder, { betas, ...into }: Climbed, row: number): void {
  const rungs = betas.length;
  for (let k = 0; k < rungs; k++) {
    into.slopes[row * rungs + k] = path.slope(states[k], betas[k]);
    into.curvatures[row * rungs + k] = path.curvature(states[k], betas[k]);
    if (k + 1 < rungs) into.above[row * (rungs - 1) + k] = path.logRatio(states[k], betas[k], betas[k + 1]);
    if (k > 0) into.below[row * (rungs - 1) + k - 1] = path.logRatio(states[k], betas[k - 1], betas[k]);
  }
}
