import { array } from "../../../../arrays.ts";
import type { Update } from "../../../../kernels/ising/machine.ts";
import { openMachine } from "../../../../kernels/ising/open.ts";
import { fillInteger, foldIn, type Key } from "../../../../random/index.ts";
import { drive } from "../../../process.ts";
import { eachStep } from "../../../records.ts";
import { estimates } from "./estimates.ts";
import { measured, type Physics, statesOf, weightsOf } from "./model.ts";

export interface ChainParams extends Physics {
  readonly side: number;
  readonly method: Update;
  readonly start: "cold" | "hot";
  readonly burnIn: number;
}

/** What the random numbers of a chain are drawn for: each has a stream of its own. */
const STREAM = { start: 0, sweep: 1 } as const;

interface State {
  readonly spins: Uint8Array;
  /** Energy and magnetisation per site after each sweep that counts. */
  readonly energy: Float64Array;
  readonly magnetisation: Float64Array;
}

/**
 * One lattice at one temperature: a step is a sweep, which is measured. Records: energy and magnetisation per site. Output: the lattice at the end,
 * and `estimates` of the sweeps after burn-in.
 */
export const chain = drive<ChainParams, State>((params, _context, { key, steps, saved }) => {
  const machine = openMachine(params.side);
  machine.setWeights(weightsOf(params));
  machine.setSpins(saved?.spins ?? firstSpins(params, key));
  const counted = Math.max(0, steps - params.burnIn);
  const energy = new Float64Array(counted);
  const magnetisation = new Float64Array(counted);
  let done = saved?.energy.length ?? 0;
  energy.set(saved?.energy ?? []);
  magnetisation.set(saved?.magnetisation ?? []);
  const spins = () => array(machine.spins(), [params.side, params.side]);
  return {
    advance: eachStep(["energy", "magnetisation"], (n, row) => {
      machine.sweep(params.method, foldIn(key, STREAM.sweep, n));
      const now = measured(params, machine.counts());
      Object.assign(row, now);
      if (n < params.burnIn) return;
      energy[done] = now.energy;
      magnetisation[done] = now.magnetisation;
      done++;
    }),
    live: () => ({ spins: spins() }),
    save: () => ({
      spins: machine.spins(),
      energy: energy.slice(0, done),
      magnetisation: magnetisation.slice(0, done),
    }),
    output: () => ({ spins: spins(), estimates: estimates(params, energy, magnetisation) }),
  };
});

/** Cold: all in the last state (up, for Ising). Hot: each site at random. */
export function firstSpins(params: Pick<ChainParams, "side" | "start" | "model" | "states">, key: Key): Uint8Array {
  const sites = params.side ** 2;
  const states = statesOf(params);
  if (params.start === "cold") return new Uint8Array(sites).fill(states - 1);
  const drawn = new Uint32Array(sites);
  fillInteger(foldIn(key, STREAM.start), 0, states, drawn);
  return Uint8Array.from(drawn);
}
