import type { Binary, Data, Id, Operation, Program, Unary } from "../program.ts";
import type { Algebra } from "./algebra.ts";
import { gradientOf, reachable } from "./derivative.ts";
import { lower } from "./lower.ts";
import type { Matrix, Node } from "./node.ts";

export interface Sought {
  /** One per stretch of coordinates, in order. */
  readonly positions: readonly Node[];
  readonly value: Node;
  readonly gradient: boolean;
  /** Each as long as the number of its names. */
  readonly reported: readonly { readonly node: Node; readonly names: readonly string[] }[];
}

/** The program of these nodes: differentiated, lowered, and without what nothing needs. */
export function programOf(g: Algebra, sought: Sought): Program {
  const stages = programStages(g, sought);
  for (;;) {
    const { done, value } = stages.next();
    if (done) return value;
  }
}

/** The same in stages. */
export function* programStages(
  g: Algebra,
  { positions, value, gradient, reported }: Sought,
): Generator<void, Program, void> {
  const slopes = gradient ? gradientOf(g, value, positions) : [];
  yield;
  const nodes = reported.map(({ node, names }) => g.expand(node, names.length));
  const roots = lower(g, [value, ...slopes, ...nodes]);
  yield;
  const operations: Operation[] = [];
  const data: Data[] = [];
  const places = new Map<object, number>();
  const ids = new Map<Node, Id>();
  const place = (of: object, make: () => Data): number => {
    const found = places.get(of) ?? data.push(make()) - 1;
    places.set(of, found);
    return found;
  };
  for (const node of [...reachable(...roots)].reverse())
    ids.set(node, operations.push(operationOf(node, ids, place)) - 1);
  const [first, ...rest] = roots.map((root) => ids.get(root) as Id);
  return {
    dimension: positions.reduce((sum, { length }) => sum + length, 0),
    operations,
    data,
    value: first,
    gradient: rest.slice(0, slopes.length),
    reported: rest.slice(slopes.length),
    names: reported.flatMap(({ names }) => names),
  };
}

function operationOf(
  node: Node,
  ids: ReadonlyMap<Node, Id>,
  place: (of: object, make: () => Data) => number,
): Operation {
  const { kind, length, at, index, matrix, known } = node;
  const [x, y, z] = node.inputs.map((input) => ids.get(input) as Id);
  const indexed = () => place(index as Int32Array, () => ({ kind: "index", values: index as Int32Array }));
  const matrixed = () => place(matrix as Matrix, () => ({ kind: "matrix", ...(matrix as Matrix) }));
  switch (kind) {
    case "known":
      if (known?.every((value) => Object.is(value, known[0]))) return { op: "constant", length, value: known[0] };
      return { op: "data", length, data: place(node, () => ({ kind: "vector", values: known as Float64Array })) };
    case "position":
      return { op: "position", length, at };
    case "select":
      // biome-ignore lint/suspicious/noThenProperty: a number of an operation, that nothing awaits
      return { op: "select", length, condition: x, then: y, otherwise: z };
    case "sum":
    case "sumLog1p":
      return { op: kind, length, x };
    case "scan":
      return { op: "scan", length, x, reverse: at === 1 };
    case "slice":
    case "embed":
      return { op: kind, length, x, from: at };
    case "gather":
    case "spread":
      return { op: kind, length, x, index: indexed() };
    case "times":
    case "timesTransposed":
      return { op: kind, length, x, matrix: matrixed() };
    case "softplus":
    case "sigmoid":
    case "stop":
      throw new RangeError(`not lowered: ${kind}`);
    default:
      return y === undefined ? { op: kind as Unary, length, x } : { op: kind as Binary, length, x, y };
  }
}
