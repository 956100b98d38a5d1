import type { Binary, Unary } from "../program.ts";

export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** Row-major. */
  readonly values: Float64Array;
}

/**
 * An operation while a program is made: as in `program.ts`, and in addition softplus = log(1 + e^x), sigmoid = 1/(1 + e^−x), which are differentiated as
 * such and then written in the others (`lower.ts`), and `stop`, which is its input and has no derivative. `known` has its values where they do not
 * depend on the position.
 */
export type Kind =
  | "known"
  | "position"
  | Unary
  | "softplus"
  | "sigmoid"
  | "stop"
  | Binary
  | "select"
  | "sum"
  | "sumLog1p"
  | "scan"
  | "slice"
  | "embed"
  | "gather"
  | "spread"
  | "times"
  | "timesTransposed";

export interface Node {
  /** Nodes are made after their inputs, with greater numbers. */
  readonly id: number;
  readonly kind: Kind;
  readonly length: number;
  readonly inputs: readonly Node[];
  /** position: first coordinate; slice, embed: `from`; scan: 1 for `reverse`. */
  readonly at: number;
  readonly known: Float64Array | null;
  readonly index: Int32Array | null;
  readonly matrix: Matrix | null;
}

/** The number that a known scalar is. */
export function constantOf(node: Node): number | undefined {
  return node.known !== null && node.length === 1 ? node.known[0] : undefined;
}
