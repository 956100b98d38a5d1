import { fillInteger, foldIn, type Key } from "../../../../random/index.ts";
import { drive } from "../../../process.ts";
import { eachStep } from "../../../records.ts";
import { estimates } from "./estimates.ts";
import { type LatticeParams, openLattice, packSpins } from "./lattice.ts";
import { statesOf } from "./model.ts";

export interface ChainParams extends LatticeParams {
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
  /** Clusters of the sweeps that do not count. */
  readonly clusters: number;
}

/**
 * One lattice at one temperature: a step is a sweep, which is measured. Records: energy and magnetisation per site. Output: the lattice at the end
 * (`packSpins`), and `estimates` of the sweeps after burn-in. Of Wolff's method burn-in tells how many clusters a sweep needs; from then on their number stays, since to
 * stop by what the clusters were would favour some states.
 */
export const chain = drive<ChainParams, State>((params, context, { key, steps, saved }) => {
  const { side, burnIn } = params;
  const lattice = openLattice(params, context);
  lattice.setSpins(saved?.spins ?? firstSpins(params, key));
  const counted = Math.max(0, steps - burnIn);
  const energy = new Float64Array(counted);
  const magnetisation = new Float64Array(counted);
  energy.set(saved?.energy ?? []);
  magnetisation.set(saved?.magnetisation ?? []);
  let done = saved?.energy.length ?? 0;
  let clusters = saved?.clusters ?? 0;
  const perSweep = () => Math.max(1, Math.round(clusters / Math.max(1, burnIn)));
  const spins = () => packSpins(lattice.spins(), side, statesOf(params));
  return {
    advance: eachStep(["energy", "magnetisation"], (n, row) => {
      const own = foldIn(key, STREAM.sweep, n);
      if (n < burnIn) clusters += lattice.sweep(own);
      else lattice.sweep(own, perSweep());
      const now = lattice.measure();
      Object.assign(row, now);
      if (n < burnIn) return;
      energy[done] = now.energy;
      magnetisation[done] = now.magnetisation;
      done++;
    }),
    live: () => ({ spins: spins() }),
    save: () => ({
      spins: lattice.spins(),
      energy: energy.slice(0, done),
      magnetisation: magnetisation.slice(0, done),
      clusters,
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
