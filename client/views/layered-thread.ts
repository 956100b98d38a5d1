/** A thread that lays out a graph in each direction, so that the page stays responsive. */
import { type Direction, type Layered, layered, type Sized, type Spacing } from "./layered.ts";

export interface ToLayOut {
  readonly nodes: readonly Sized[];
  /** Of each node those that lead to it. */
  readonly inputs: readonly (readonly number[])[];
  readonly directions: readonly Direction[];
  readonly spacing: Spacing;
}

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;

scope.onmessage = ({ data: { nodes, inputs, directions, spacing } }: MessageEvent<ToLayOut>) => {
  const layouts = directions.map((direction) => layered(nodes, inputs, direction, spacing));
  scope.postMessage(layouts satisfies readonly Layered[]);
};
