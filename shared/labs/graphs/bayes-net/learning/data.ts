/** What is learnt from: rows of the user's own, or rows that are drawn from the network itself. */
import { type Arrays, array } from "../../../../arrays.ts";
import type { Table } from "../../../../data/table.ts";
import type { BayesNet } from "../../../../experiment/document.ts";
import { ExperimentError } from "../../../../experiment/errors.ts";
import { type Rows, rowsAt, simulate } from "../../../../kernels/bayes-net/learn/rows.ts";
import { topological } from "../../../../kernels/bayes-net/sampling.ts";
import { foldIn, permutation } from "../../../../random/index.ts";
import type { Key } from "../../../../random/key.ts";
import { once } from "../../../process.ts";
import { type Compiled, compiled } from "../../compiled.ts";
import { type Samples, samplesOf } from "./samples.ts";

export interface Nodes extends Omit<Samples, "rows"> {
  readonly sizes: Int32Array;
  /** Of the graph that the data belong to, where there is one. */
  readonly parents?: readonly (readonly number[])[];
}

/** The graph of an experiment, where it has one. */
export function graphOf(table: Pick<Table, "document"> | null): BayesNet | undefined {
  return table?.document?.kind === "bayes" ? table.document : undefined;
}

/** Whether rows are drawn from the network itself: then it is the truth, tables and all. */
export const isSimulated = (table: Pick<Table, "rows"> | null): boolean => table === null || table.rows === 0;

/** The nodes that rows are about. Throws an ExperimentError for columns that are none. */
export function nodesOf(table: Table, bins: number): Nodes {
  const graph = graphOf(table);
  const known = graph && { parents: parentsOf(graph) };
  if (isSimulated(table)) {
    const { names, states } = truthOf(table);
    return { names, states, sizes: Int32Array.from(states, ({ length }) => length), notices: [], ...known };
  }
  const found = remembered.get(table);
  if (found?.bins === bins) return found.nodes;
  const { rows, ...samples } = samplesOf(table, graph, bins);
  const nodes = { ...samples, sizes: rows.sizes, ...known };
  remembered.set(table, { bins, nodes });
  return nodes;
}

/** Why nothing can be learnt from rows beside a graph; undefined where something can. */
export function unfitIn(table: Table): ExperimentError | undefined {
  try {
    nodesOf(table, 0);
  } catch (error) {
    if (error instanceof ExperimentError) return error;
    throw error;
  }
}

/** Checks, notices and every drawing of a view ask about the same table: all its cells are read for it once. */
const remembered = new WeakMap<Table, { readonly bins: number; readonly nodes: Nodes }>();

export function parentsOf({ nodes }: BayesNet): readonly (readonly number[])[] {
  const places = new Map(nodes.map(({ name }, v) => [name, v]));
  return nodes.map(({ parents }) => parents.map((name) => places.get(name) ?? -1));
}

/** The network whose samples are learnt from. Throws an ExperimentError for one without tables. */
export function truthOf(table: Pick<Table, "document"> | null): Compiled {
  const graph = graphOf(table);
  if (!graph) throw new RangeError("rows are drawn from a network, which is the document of the experiment");
  return compiled(graph);
}

export interface SamplesParams {
  readonly rows: number;
  readonly gaps: number;
  readonly heldOut: number;
  readonly bins?: number;
}

const STREAM = { states: 0, gaps: 1, split: 2 } as const;

/** So many rows of the network, some cells forgotten. */
export function simulated(key: Key, { model, parents = [] }: Compiled, rows: number, gaps: number): Rows {
  const net = { sizes: model.sizes, tables: model.factors, order: topological(parents) };
  return simulate({ states: foldIn(key, STREAM.states), gaps: foldIn(key, STREAM.gaps) }, net, rows, gaps);
}

/** Output: the rows to learn from and those that are held out, each rows × nodes (−1: a gap), and `sizes`, how many states each node has. */
export const samples = once((params: SamplesParams, { data }, { key }): Arrays => {
  if (!data) throw new RangeError("learning has data");
  const all = isSimulated(data)
    ? simulated(key, truthOf(data), params.rows, params.gaps)
    : samplesOf(data, graphOf(data), params.bins ?? 0).rows;
  const order = permutation(foldIn(key, STREAM.split), all.rows);
  const held = heldOutOf(all.rows, params.heldOut);
  return {
    train: arrayOf(rowsAt(all, order.subarray(held).sort())),
    held: arrayOf(rowsAt(all, order.subarray(0, held).sort())),
    sizes: array(all.sizes),
  };
});

/** At least one row is always learnt from. */
export const heldOutOf = (rows: number, share: number): number => Math.min(rows - 1, Math.floor(rows * share));

function arrayOf({ rows, columns }: Rows) {
  const values = new Int32Array(rows * columns.length);
  for (const [v, own] of columns.entries())
    for (let row = 0; row < rows; row++) values[row * columns.length + v] = own[row];
  return array(values, [rows, columns.length]);
}

/** The rows that the task "samples" made. */
export function rowsFrom(inputs: Arrays, name: "train" | "held"): Rows {
  const { shape, values } = inputs[name];
  const [rows, nodes] = shape;
  return {
    rows,
    sizes: Int32Array.from(inputs.sizes.values),
    columns: Array.from({ length: nodes }, (_, v) =>
      Int32Array.from({ length: rows }, (_, row) => values[row * nodes + v]),
    ),
  };
}
