import { Fault } from "../error.ts";
import type { Algebra } from "../graph/algebra.ts";
import type { Matrix, Node } from "../graph/node.ts";

/** Numbers that an expression stands for: `node` has the length of the vector, or 1 where one number is every element. */
export interface Numbers {
  readonly type: "scalar" | "vector";
  readonly length: number;
  readonly node: Node;
  /** Where the values lie, as far as declarations say: for checks of supports. */
  readonly lower: number;
  readonly upper: number;
  /** Names of the categories that the numbers 1, 2, … stand for. */
  readonly levels?: readonly string[];
}
/** Matrices are data. */
export interface MatrixValue {
  readonly type: "matrix";
  readonly matrix: Matrix;
}
export type Value = Numbers | MatrixValue;

export function scalar(node: Node, lower = -Infinity, upper = Infinity): Numbers {
  return { type: "scalar", length: 1, node, lower, upper };
}

export function vector(node: Node, length: number, lower = -Infinity, upper = Infinity): Numbers {
  return { type: "vector", length, node, lower, upper };
}

/** As long as `like`, of its type. */
export function shaped(
  like: Pick<Numbers, "type" | "length">,
  node: Node,
  lower = -Infinity,
  upper = Infinity,
): Numbers {
  return { type: like.type, length: like.length, node, lower, upper };
}

export function toldShape(value: Value): string {
  if (value.type === "matrix") return `a matrix of ${value.matrix.rows} × ${value.matrix.columns}`;
  return value.type === "scalar" ? "a number" : `a vector of ${value.length}`;
}

/** Its values, where they do not depend on parameters. */
export function knownOf(g: Algebra, value: Numbers): Float64Array | null {
  return value.node.known === null ? null : (g.expand(value.node, value.length).known as Float64Array);
}

/** The common shape of numbers beside each other: scalars fit to any vector, vectors to those of their length. */
export function together(at: number, what: string, values: readonly Numbers[]): Pick<Numbers, "type" | "length"> {
  const vectors = values.filter(({ type }) => type === "vector");
  if (vectors.length === 0) return { type: "scalar", length: 1 };
  const [first] = vectors;
  const other = vectors.find(({ length }) => length !== first.length);
  if (other)
    throw new Fault(
      "wrong-length",
      at,
      `${what}: vectors of ${first.length} and ${other.length} (must be equally long, or one of them a number)`,
      { what, first: first.length, second: other.length },
    );
  return { type: "vector", length: first.length };
}
