/** Densities and quantities that the user writes, in the language of `shared/densities`. */

import type { Table } from "../../../../data/table.ts";
import {
  DensityError,
  type DensityTable,
  densityOf,
  type Interpreted,
  integrandOf,
  interpret,
  type Program,
  type Variable,
} from "../../../../densities/index.ts";
import { ExperimentError } from "../../../../experiment/errors.ts";

/** How a program is run: interpreted, or compiled (`compiled.ts`), with the same bits. */
export type OpenProgram = (program: Program) => Interpreted;

export interface OwnDensity {
  readonly program: Program;
  readonly dimension: number;
  /** At unconstrained coordinates, up to a constant; −Infinity where the density is zero or no number. */
  logDensity(x: Float64Array): number;
  /** The parameters as the text has them, at unconstrained coordinates. */
  readonly names: readonly string[];
  report(x: Float64Array, out: Float64Array): void;
}

/** Throws an ExperimentError that points at the character. */
export function ownDensity(text: string, table: Table | null, open: OpenProgram = interpret): OwnDensity {
  const program = located("params.density", () => densityOf(text, columnsOf(table)));
  const { value, report } = open(program);
  return {
    program,
    dimension: program.dimension,
    names: program.names,
    report,
    logDensity: (x) => orZero(value(x)),
  };
}

/** A log density that is infinite or no number counts as that of a density that is zero. */
export const orZero = (logDensity: number): number =>
  logDensity < Number.POSITIVE_INFINITY ? logDensity : Number.NEGATIVE_INFINITY;

export interface OwnQuantity {
  readonly program: Program;
  /** Not a number where it has no value. */
  readonly of: (x: Float64Array) => number;
}

/** A function of the parameters of a density, or of x, the first coordinate. */
export function ownQuantity(
  text: string,
  density: OwnDensity | undefined,
  table: Table | null,
  open: OpenProgram = interpret,
): OwnQuantity {
  const names = density?.names ?? ["x"];
  const program = located("params.integrand", () => integrandOf(text, variablesIn(names), { table: columnsOf(table) }));
  const { value } = open(program);
  const at = new Float64Array(names.length);
  const of = (x: Float64Array) => {
    if (density) density.report(x, at);
    else at[0] = x[0];
    return value(at);
  };
  return { program, of };
}

/** Of names in Stan's notation, "mu", "theta[1]", "theta[2]": numbers, and vectors. */
function variablesIn(names: readonly string[]): readonly Variable[] {
  const lengths = new Map<string, number>();
  for (const name of names) {
    const vector = /^(.*)\[[\d,]+\]$/.exec(name)?.[1];
    lengths.set(vector ?? name, vector === undefined ? 0 : (lengths.get(vector) ?? 0) + 1);
  }
  return [...lengths].map(([name, length]) => (length > 0 ? { name, length } : name));
}

function columnsOf(table: Table | null): DensityTable {
  if (table === null) return {};
  const columns = Array.from({ length: table.columns }, (_, c) => c).flatMap((c) => {
    const at = (row: number) => row * table.columns + c;
    const values = Float64Array.from({ length: table.rows }, (_, row) => table.values[at(row)]);
    const isWhole = values.every((value, row) => Number.isFinite(value) && table.mask?.[at(row)] !== 0);
    const levels = table.levels?.[c];
    return isWhole ? [{ name: table.names?.[c] ?? `column${c + 1}`, values, ...(levels && { levels }) }] : [];
  });
  return { columns };
}

function located<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DensityError)) throw error;
    throw new ExperimentError(path, error.code, error.message, error.values);
  }
}
