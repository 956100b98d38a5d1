/** Graphs and moves as arrays: what tasks of learning tell, and views read. */
import { type Arrays, array } from "../../../../arrays.ts";
import type { PartialGraph } from "../../../../kernels/structure/equivalence.ts";
import type { Move } from "../../../../kernels/structure/hill-climbing.ts";

/** Parents of each node, by number. */
export type Parents = readonly (readonly number[])[];

/** Parents as flat arrays: how many each node has, and who they are. */
export function parentsArrays(parents: Parents): Arrays {
  return {
    parentCounts: array(Int32Array.from(parents, (own) => own.length)),
    parents: array(Int32Array.from(parents.flat())),
  };
}

export function parentsFrom({ parentCounts, parents }: Arrays): Parents {
  let at = 0;
  return Array.from(parentCounts.values, (count) => {
    const own = Array.from({ length: count }, (_, i) => parents.values[at + i]);
    at += count;
    return own;
  });
}

/** Moves as numbers; −1 where nothing moved. */
export const MOVES = ["add", "remove", "turn"] as const satisfies readonly Move["kind"][];

export function classArrays({ arrows, edges }: PartialGraph): Arrays {
  return {
    arrows: array(Int32Array.from(arrows.flat()), [arrows.length, 2]),
    edges: array(Int32Array.from(edges.flat()), [edges.length, 2]),
  };
}

export function classFrom({ arrows, edges }: Arrays): PartialGraph {
  return { arrows: pairsOf(arrows.values), edges: pairsOf(edges.values) };
}

export function pairsOf(values: ArrayLike<number>): [number, number][] {
  return Array.from({ length: values.length / 2 }, (_, i) => [values[2 * i], values[2 * i + 1]]);
}
