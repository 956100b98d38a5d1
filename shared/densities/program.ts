/**
 * A density as a list of operations, the form in which it is differentiated, interpreted (`interpret.ts`, the reference), and compiled to WebAssembly, to
 * WGSL and to nothing else: each operation is computed once, in order, from earlier ones. Values are scalars (length 1) or vectors of float64; a
 * scalar beside a vector is taken for every element.
 *
 * The bits are part of the definition:
 * - elementary functions are those of `shared/math`;
 * - `sum` goes over blocks of eight elements v0…v7 (elements beyond the end count as +0) into two lanes that begin at +0:
 *   lane l += (v[l] + v[l + 2]) + (v[l + 4] + v[l + 6]), l = 0, 1; the sum is lane 0 + lane 1;
 * - `times` adds the products of a row from the first column to the last, beginning at +0; `timesTransposed` sums each column as `sum` does;
 * - `spread` and `scan` go from the first element to the last.
 *
 * Operations that are marked as single are computed in float32, by the functions of `shared/math/elementary32.ts`, each result rounded:
 * - `exp` of `neg` of `abs` is `expMinusAbsf`;
 * - `sum` goes over blocks of 32, eight quads of four places: the quads are added in pairs, the sums in pairs again until one is left, its places 2 and 3
 *   to 0 and 1 (all in float32), and these to two lanes in float64; `timesTransposed` does the same with the products;
 * - `sumLog1p` has a factor for each of 32 places over up to 127 blocks; eight neighbours are multiplied in float64 before a logarithm is taken.
 */

/** Place of an operation in `Program.operations`. */
export type Id = number;

export const UNARY = [
  "neg",
  "exp",
  "log",
  "log1p",
  "expm1",
  "sqrt",
  "sin",
  "cos",
  "tanh",
  "abs",
  "sign",
  "floor",
  "lgamma",
  "digamma",
  "erf",
  "erfc",
] as const;
/** Comparisons give 1 or 0. `max` and `min` give NaN where either is NaN. */
export const BINARY = ["add", "sub", "mul", "div", "pow", "max", "min", "less", "atMost", "equal"] as const;
export type Unary = (typeof UNARY)[number];
export type Binary = (typeof BINARY)[number];

export type Operation = {
  readonly length: number;
  /** Computed in float32 (`inFloat32`); operands are rounded to it first. */
  readonly single?: true;
} & (
  | { readonly op: "constant"; readonly value: number }
  /** Coordinates at … at + length − 1 of the unconstrained position. */
  | { readonly op: "position"; readonly at: number }
  /** A vector of `Program.data`. */
  | { readonly op: "data"; readonly data: number }
  | { readonly op: Unary; readonly x: Id }
  | { readonly op: Binary; readonly x: Id; readonly y: Id }
  /** `then` where `condition` is not 0, `otherwise` elsewhere (never their mixture: a NaN of the other side does not count). */
  | { readonly op: "select"; readonly condition: Id; readonly then: Id; readonly otherwise: Id }
  | { readonly op: "sum"; readonly x: Id }
  /**
   * Σ log(1 + x) of elements within [0, 1] (others give any number), as logs of products: eight factors, one for each place in a block, are multiplied over up to 127
   * blocks, and then with each other, before a logarithm is taken; each logarithm is added to a sum that begins at +0.
   */
  | { readonly op: "sumLog1p"; readonly x: Id }
  /** Running sums, from the first element on, or from the last one back. */
  | { readonly op: "scan"; readonly x: Id; readonly reverse: boolean }
  /** Elements from … from + length − 1 of x. */
  | { readonly op: "slice"; readonly x: Id; readonly from: number }
  /** x from place `from` on, +0 elsewhere. */
  | { readonly op: "embed"; readonly x: Id; readonly from: number }
  /** Element i is x[index i]; `index` is an index of `Program.data`, as long as this operation. */
  | { readonly op: "gather"; readonly x: Id; readonly index: number }
  /** Element k is the sum of all x[i] whose index i is k. */
  | { readonly op: "spread"; readonly x: Id; readonly index: number }
  /** X·x, and Xᵀ·x, of a matrix of `Program.data`. */
  | { readonly op: "times"; readonly matrix: number; readonly x: Id }
  | { readonly op: "timesTransposed"; readonly matrix: number; readonly x: Id }
);

export type Data =
  | { readonly kind: "vector"; readonly values: Float64Array }
  /** Counted from 0. */
  | { readonly kind: "index"; readonly values: Int32Array }
  /** Row-major. */
  | { readonly kind: "matrix"; readonly rows: number; readonly columns: number; readonly values: Float64Array };

export interface Program {
  /** Unconstrained coordinates. */
  readonly dimension: number;
  readonly operations: readonly Operation[];
  readonly data: readonly Data[];
  /** The scalar that is the log density (Jacobians of the transforms included), or the value of an integrand. */
  readonly value: Id;
  /** Derivatives of `value`: they cover all coordinates, in order. Empty where none were asked for. */
  readonly gradient: readonly Id[];
  /** What is reported, in order: parameters as the model has them, and quantities. Together as long as `names`. */
  readonly reported: readonly Id[];
  /** Of the reported numbers, in Stan's notation: "mu", "theta[1]". */
  readonly names: readonly string[];
}
