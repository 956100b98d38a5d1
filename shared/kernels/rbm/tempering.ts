import { exp } from "../../math/index.ts";
import { foldIn, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import type { RbmMachine, States } from "./machine.ts";

/**
 * Parallel tempering (Desjardins, Courville, Bengio, Vincent & Delalleau 2010, "Tempered Markov chain Monte Carlo for training of restricted Boltzmann
 * machines"): beside each chain of the machine (β = 1) stand chains at lower β, down to the base-rate machine (β = 0), from which every sweep draws
 * afresh. Neighbours on such a ladder swap their states with probability min(1, p_a(v_b) p_b(v_a) / (p_a(v_a) p_b(v_b))), which leaves all of them
 * invariant, so that a state found where barriers are low comes up to the machine.
 *
 * The chain of ladder n at temperature t is number t · ladders + n: those of the machine come first. Even pairs try in even sweeps, odd ones in odd.
 */
export interface Ladders {
  readonly ladders: number;
  /** From 1 down to 0. */
  readonly betas: readonly number[];
  /** Which walker stands at each place, by the temperature at which it began: temperatures × ladders. */
  readonly walkers: Uint8Array;
  /** The end at which each walker was last: 1 the machine, 2 the base, 0 neither. By where it began: temperatures × ladders. */
  readonly ends: Uint8Array;
  /** Of each pair of neighbours, from the machine's: swaps tried and made so far. */
  readonly tried: Float64Array;
  readonly made: Float64Array;
  /** How often a walker has come from the base to the machine, [0]. */
  readonly arrivals: Float64Array;
}

/** Position of the random numbers of swaps under the key of a step; the machine's own streams come before. */
const SWAPS = 5;
const END = { machine: 1, base: 2 } as const;

/** `temperatures` (2 to 255) evenly spaced from β = 1 to 0. */
export function makeLadders(ladders: number, temperatures: number): Ladders {
  const places = ladders * temperatures;
  return {
    ladders,
    betas: Array.from({ length: temperatures }, (_, t) => 1 - t / (temperatures - 1)),
    walkers: Uint8Array.from({ length: places }, (_, place) => Math.floor(place / ladders)),
    ends: new Uint8Array(places),
    tried: new Float64Array(temperatures - 1),
    made: new Float64Array(temperatures - 1),
    arrivals: new Float64Array(1),
  };
}

/** Every chain begins at the base-rate machine, which the machine itself is not far from before it is trained. */
export function startLadders(machine: RbmMachine<States>, { ladders, betas }: Ladders, key: Key): void {
  for (let chain = 0; chain < ladders * betas.length; chain++) machine.startAtBase(chain, key);
}

/** Sweep `sweep` (counted over all steps, so that pairs alternate) of every chain, then the swaps. Writes what happened into `of`. */
export function temperedSweep(machine: RbmMachine<States>, of: Ladders, sweep: number, key: Key): void {
  const { ladders, betas } = of;
  for (const [t, beta] of betas.entries())
    for (let n = 0; n < ladders; n++) machine.temper(t * ladders + n, beta, sweep, key);
  for (let t = sweep % 2; t + 1 < betas.length; t += 2) swapNeighbours(machine, of, t, foldIn(key, SWAPS, sweep, t));
  noteEnds(of);
}

/** Tries to swap the chains at temperatures t and t + 1 of every ladder. */
function swapNeighbours(
  machine: RbmMachine<States>,
  { ladders, betas, tried, made, walkers }: Ladders,
  t: number,
  key: Key,
) {
  const [warm, cool] = [betas[t], betas[t + 1]];
  for (let n = 0; n < ladders; n++) {
    const [a, b] = [t * ladders + n, (t + 1) * ladders + n];
    const gain = machine.logRatio(a, warm, cool) + machine.logRatio(b, cool, warm);
    tried[t]++;
    if (uniform(key, n) >= exp(Math.min(0, gain))) continue;
    made[t]++;
    machine.swapChains(a, b);
    [walkers[a], walkers[b]] = [walkers[b], walkers[a]];
  }
}

function noteEnds({ ladders, betas, walkers, ends, arrivals }: Ladders): void {
  const last = (betas.length - 1) * ladders;
  for (let n = 0; n < ladders; n++) {
    const top = walkers[n] * ladders + n;
    if (ends[top] === END.base) arrivals[0]++;
    ends[top] = END.machine;
    ends[walkers[last + n] * ladders + n] = END.base;
  }
}
