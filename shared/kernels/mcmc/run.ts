import type { Key } from "../../random/key.ts";
import type { ChainParams, ChainState } from "./chain.ts";
import { makeChain, startChain } from "./chain.ts";
import { decodeChain, encodeChain } from "./checkpoint.ts";
import type { Visit } from "./hamiltonian.ts";
import type { Model } from "./model.ts";
import { PATH, PATH_LIMIT, PATH_WIDTH } from "./path.ts";

/** Numbers after the parameters in a row of draws. */
export const ROW_EXTRAS = [
  "logDensity",
  "accept",
  "stepSize",
  "energy",
  "treeDepth",
  "leapfrogs",
  "divergent",
] as const;

/** A chain under way on some device. */
export interface ChainRun {
  /** The next `count` draws: count × (parameters + ROW_EXTRAS), row-major. */
  draw(count: number): Float64Array;
  checkpoint(): Float64Array;
  /** Places that the newest transition visited, for a target in the plane: rows of x, y, time and mark (see `Visit`). */
  path(): Float64Array;
}

/** The readable reference. */
export function scalarRun(
  key: Key,
  model: Pick<Model, "target">,
  params: ChainParams,
  checkpoint?: Float64Array,
): ChainRun {
  const { target } = model;
  const { dimension, names } = target;
  const state: ChainState =
    checkpoint === undefined ? startChain(key, target, params) : decodeChain(checkpoint, dimension, params);
  const path: number[] = [];
  const visit: Visit = (position, time, mark = PATH.state) => {
    if (path.length < PATH_WIDTH * PATH_LIMIT) path.push(position[0], position[1], time, mark);
  };
  const next = makeChain(key, target, params, {
    ...(dimension === 2 ? { visit } : {}),
    begin: () => {
      path.length = 0;
    },
  });
  const width = names.length + ROW_EXTRAS.length;
  return {
    draw(count) {
      const rows = new Float64Array(count * width);
      for (let i = 0; i < count; i++) {
        const row = rows.subarray(i * width, (i + 1) * width);
        const { stepSize } = state;
        const { accept, energy, treeDepth, leapfrogs, divergent } = next(state);
        target.constrain(state.position, row.subarray(0, names.length));
        row.set([state.logDensity, accept, stepSize, energy, treeDepth, leapfrogs, divergent ? 1 : 0], names.length);
      }
      return rows;
    },
    checkpoint: () => encodeChain(state),
    path: () => Float64Array.from(path),
  };
}
