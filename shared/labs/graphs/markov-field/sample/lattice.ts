/** Lattices as the lab sweeps, measures and stores them. */
import { array, type NDArray } from "../../../../arrays.ts";
import type { Update } from "../../../../kernels/ising/machine.ts";
import { openMachine } from "../../../../kernels/ising/open.ts";
import { foldIn, type Key } from "../../../../random/index.ts";
import type { Context } from "../../../lab.ts";
import { measured, type Physics, statesOf, weightsOf } from "./model.ts";

export interface LatticeParams extends Physics {
  readonly side: number;
  readonly method: Update;
}

/** A lattice under way. Of Wolff's method a sweep is as many clusters as have, together, as many sites as the lattice; or so many. */
export function openLattice(params: LatticeParams, context: Pick<Context, "device" | "wasm">) {
  const { side, method } = params;
  const machine = openMachine(side, statesOf(params), method, context);
  machine.setWeights(weightsOf(params));
  return {
    spins: () => machine.spins(),
    setSpins: (spins: Uint8Array) => machine.setSpins(spins),
    measure: () => measured(params, machine.counts()),
    /** The key serves this sweep alone. Returns the clusters of Wolff's method, otherwise 1. */
    sweep(key: Key, clusters?: number): number {
      if (method !== "wolff") {
        machine.sweep(method, key);
        return 1;
      }
      let [done, offered] = [0, 0];
      while (clusters === undefined ? offered < side * side : done < clusters)
        offered += machine.sweep(method, foldIn(key, done++));
      return done;
    },
  };
}

/** Bits of a site as it is stored: one for two states, otherwise four. */
const bitsOf = (states: number) => (states === 2 ? 1 : 4);

/** The states of the sites, several in a byte, the first lowest: [side, bytes of a row]. */
export function packSpins(spins: Uint8Array, side: number, states: number): NDArray<Uint8Array> {
  const perByte = 8 / bitsOf(states);
  const width = Math.ceil(side / perByte);
  const packed = new Uint8Array(side * width);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++)
      packed[row * width + Math.floor(column / perByte)] |=
        spins[row * side + column] << (bitsOf(states) * (column % perByte));
  return array(packed, [side, width]);
}

/** The way back: side × side. */
export function unpackSpins({ shape: [side, width], values }: NDArray, states: number): Uint8Array {
  const bits = bitsOf(states);
  const perByte = 8 / bits;
  const mask = 2 ** bits - 1;
  const spins = new Uint8Array(side * side);
  // A view does this at every picture.
  for (let row = 0, site = 0; row < side; row++)
    for (let column = 0; column < side; column++, site++)
      spins[site] = (values[row * width + ((column / perByte) | 0)] >> (bits * (column % perByte))) & mask;
  return spins;
}

/** Of the sites with a neighbour in another state, the one nearest to the middle; the middle where all are alike. */
export function siteAtBorder(spins: Uint8Array, side: number): number {
  const half = side >> 1;
  const at = (row: number, column: number) => spins[((row + side) % side) * side + ((column + side) % side)];
  let [best, nearest] = [half * side + half, Infinity];
  for (let site = 0; site < spins.length; site++) {
    const [row, column] = [Math.floor(site / side), site % side];
    const off = (row - half) ** 2 + (column - half) ** 2;
    if (off >= nearest) continue;
    const around = [at(row - 1, column), at(row + 1, column), at(row, column - 1), at(row, column + 1)];
    if (around.some((state) => state !== spins[site])) [best, nearest] = [site, off];
  }
  return best;
}
