import { array } from "../../../../arrays.ts";
import { foldIn } from "../../../../random/index.ts";
import { once } from "../../../process.ts";
import { firstSpins } from "./chain.ts";
import { type LatticeParams, openLattice, packSpins, unpackSpins } from "./lattice.ts";
import { statesOf } from "./model.ts";

export interface EvolveParams extends LatticeParams {
  /** Sweeps since the picture began: names the random numbers of these. */
  readonly from: number;
  readonly sweeps: number;
  /** Without a lattice given: how it begins. */
  readonly start: "cold" | "hot";
}

/** Set apart from the streams of chains. */
const LIVE = 2;

/**
 * Some sweeps of a lattice that a view holds: given `spins` (`packSpins`), or none. Output: `spins` after them, and `trace`, energy and magnetisation per site
 * after each. A pure function: the view gives back what it got, at whatever temperature the reader has chosen in between.
 */
export const evolve = once<EvolveParams>((params, context, { key }) => {
  const states = statesOf(params);
  const lattice = openLattice(params, context);
  const given = context.inputs.given?.spins;
  lattice.setSpins(given ? unpackSpins(given, states) : firstSpins(params, foldIn(key, LIVE, params.from)));
  const trace = new Float64Array(2 * params.sweeps);
  for (let n = 0; n < params.sweeps; n++) {
    lattice.sweep(foldIn(key, LIVE, params.from + n, 1));
    const { energy, magnetisation } = lattice.measure();
    trace.set([energy, magnetisation], 2 * n);
  }
  return { spins: packSpins(lattice.spins(), params.side, states), trace: array(trace, [params.sweeps, 2]) };
});
