import type { Algebra } from "../../graph/algebra.ts";
import type { Node } from "../../graph/node.ts";

/** Where an argument of a distribution must lie. */
export type Domain = "real" | "positive" | "unit" | "count";

export interface Argument {
  readonly name: string;
  readonly domain: Domain;
}

/** Values that a distribution gives a density: numbers, or the place of an argument that is the bound. */
export interface Support {
  readonly lower: number | string;
  readonly upper: number | string;
}

export interface Distribution {
  readonly arguments: readonly Argument[];
  /** How many of the first arguments may be left out; they are then 0. */
  readonly optional?: number;
  readonly support: Support;
  /** Whole numbers, which must be data. */
  readonly discrete?: true;
  /** false: of a whole vector, not of its elements. */
  readonly elementwise?: false;
  /** Terms whose sum is the log density at x. Terms are apart so that those without parameters can be left out. */
  readonly terms: (g: Algebra, x: Node, inputs: readonly Node[]) => readonly Node[];
}

export const REAL: Support = { lower: -Infinity, upper: Infinity };
export const POSITIVE: Support = { lower: 0, upper: Infinity };
export const UNIT: Support = { lower: 0, upper: 1 };

export const real = (name: string): Argument => ({ name, domain: "real" });
export const positive = (name: string): Argument => ({ name, domain: "positive" });
export const unit = (name: string): Argument => ({ name, domain: "unit" });
export const count = (name: string): Argument => ({ name, domain: "count" });
