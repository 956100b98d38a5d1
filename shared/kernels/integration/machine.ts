import type { Program } from "../../densities/index.ts";
import { log, pow } from "../../math/index.ts";
import type { Key } from "../../random/key.ts";

/** How the points are drawn. */
export const DESIGNS = ["independent", "antithetic", "stratified", "latin", "sobol"] as const;
export type Design = (typeof DESIGNS)[number];

/**
 * Draws the points of a design and evaluates an integrand at them, block by block. A design has 2^bits points; any of them may be asked for, in any order:
 *
 * - "independent": uniform points;
 * - "antithetic": points 2p + 1 are 1 − point 2p;
 * - "stratified": one point in each of 2^bits boxes (coordinates are halved in turn), the boxes in random order;
 * - "latin": a Latin hypercube (M. D. McKay, R. J. Beckman, W. J. Conover, 1979): of each coordinate one point in each of 2^bits intervals;
 * - "sobol": Sobol's points in the order of the Gray code, scrambled by A. B. Owen's nested uniform scrambling (1995): the bit k of a coordinate is flipped by
 *   a random bit that belongs to the bits before it; beyond `bits`, where no two points share them, the digits are simply random.
 *
 * Each coordinate is uniform in (0, 1), whatever the design.
 */
export interface IntegrationMachine {
  readonly dimension: number;
  open(design: Design, bits: number, key: Key): void;
  /** Draws the points from … from + count − 1, count ≤ BLOCK: `point` says where they lie. */
  draw(from: number, count: number): void;
  /** Evaluates the integrand at the points that were drawn. */
  evaluate(count: number): void;
  /** Makes standard normal numbers of the coordinates, which `point` then gives too. */
  toNormals(count: number): void;
  /** The machine's room: views of it hold until the next call. Places are those of `integrands.ts`. */
  room(): Float64Array;
}

/** A built-in integrand by its code and parameters, or one that a text states. */
export type Problem = BuiltIn | Stated;
export interface BuiltIn {
  readonly code: number;
  readonly dimension: number;
  readonly parameters: Float64Array;
}

/** A function of the coordinates as they are drawn, or as standard normal numbers. */
export interface Stated {
  readonly program: Program;
  readonly dimension: number;
  readonly normal: boolean;
}

/** Greatest and least number of a coordinate: 0 and 1 are left out. */
export const LEAST = 1.1102230246251565e-16;
export const GREATEST = 1 - 1.1102230246251565e-16;

/** Uses of a design's key; each coordinate has its own under each. */
export const STREAM = { uniform: 0, order: 1, scramble: 2 } as const;

/** How many bits of a box's number belong to each coordinate, from the first on. */
export function bitsOf(dimension: number, bits: number, j: number): number {
  return Math.floor(bits / dimension) + (j < bits % dimension ? 1 : 0);
}

/** Parameters of the chain binomial: `spare` is the chance that one case does not infect a given other. */
export function epidemicParameters(people: number, spare: number, cases: number, most: number): Float64Array {
  const chances = Float64Array.from({ length: people + 1 }, (_, c) => pow(spare, c));
  return Float64Array.of(people, cases, most, ...chances, ...chances.map(log));
}
