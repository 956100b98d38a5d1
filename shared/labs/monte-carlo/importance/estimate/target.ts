import type { Table } from "../../../../data/table.ts";
import { ExperimentError } from "../../../../experiment/errors.ts";
import {
  type Distribution,
  mixtureDistribution,
  normalDistribution,
  studentDistribution,
} from "../../../../kernels/importance/families.ts";
import { logDensityOf } from "../../../../kernels/importance/proposal.ts";
import { pow } from "../../../../math/index.ts";
import { lateCode } from "../../../late-code.ts";
import { standardised } from "../../standardised.ts";
import type { EstimateParams } from "./fields.ts";
import type { OpenProgram, OwnDensity } from "./own.ts";

/** Rows of a column that its kernel density is made of, evenly spaced where there are more. */
const MOST_KERNELS = 500;

/** What reads densities and quantities that the user writes: only for these does a page need it before a run. */
export const reading = lateCode(() => import("./own.ts"), "a text");

/** Whether any is written. */
export const isWritten = ({ target, quantity }: Pick<EstimateParams, "target" | "quantity">): boolean =>
  target === "own" || quantity === "own";

/** p, of independent coordinates, the first of its own kind; or what the user wrote. */
export interface Target {
  readonly dimension: number;
  logDensity(x: Float64Array): number;
  /** Absent where the coordinates are not independent, or cannot be drawn. */
  readonly parts?: { readonly first: Distribution; readonly others: Distribution };
  readonly own?: OwnDensity;
}

function ofParts(first: Distribution, others: Distribution, dimension: number): Target {
  const parts = { first, others };
  return { dimension, parts, logDensity: (x) => logDensityOf(parts, x) };
}

/** Throws an ExperimentError for a table without a column of numbers that vary. */
export function targetOf(params: EstimateParams, table: Table | null, open?: OpenProgram): Target {
  const standard = normalDistribution(0, 1);
  const dimension = params.dimension ?? 1;
  const { target } = params;
  switch (target) {
    case "normal":
      return ofParts(standard, standard, dimension);
    case "student": {
      const student = studentDistribution(params.degrees ?? 3, 0, 1);
      return ofParts(student, student, dimension);
    }
    case "mixture": {
      const m = params.separation ?? 3;
      return ofParts(mixtureDistribution(Float64Array.of(-m, m), 1), standard, dimension);
    }
    case "table":
      return ofParts(kernelDensity(columnValues(params, table)), standard, 1);
    case "own": {
      const own = reading.code().ownDensity(params.density ?? "", table, open);
      return { dimension: own.dimension, logDensity: own.logDensity, own };
    }
    default:
      target satisfies never;
      throw new RangeError(`unknown target: ${target}`);
  }
}

/** A normal about each value, of Silverman's (1986) rule-of-thumb width for deviation 1: 1.06·n^(−1/5). */
function kernelDensity(values: Float64Array): Distribution {
  const every = Math.ceil(values.length / MOST_KERNELS);
  const kept = values.filter((_, i) => i % every === 0);
  return mixtureDistribution(kept, 1.06 / pow(kept.length, 0.2));
}

/** The values of the chosen column, brought to mean 0 and deviation 1; gaps are left out. */
function columnValues({ column }: EstimateParams, table: Table | null): Float64Array {
  if (table === null || table.columns === 0 || table.rows === 0)
    throw new ExperimentError("data", "importance-no-column", "no data: choose a table with a column of numbers");
  const [name] = column ?? [];
  const nameOf = (c: number) => table.names?.[c] ?? String(c + 1);
  const all = Array.from({ length: table.columns }, (_, c) => c);
  const c =
    name === undefined ? (all.find((one) => !table.levels?.[one]) ?? 0) : all.findIndex((one) => nameOf(one) === name);
  if (c < 0)
    throw new ExperimentError(
      "params.column",
      "unknown-column",
      `unknown column: ${JSON.stringify(name)} (there are ${all.slice(0, 40).map(nameOf).join(", ")})`,
      { value: name, allowed: all.slice(0, 40).map(nameOf).join(", ") },
    );
  const at = (row: number) => row * table.columns + c;
  const rows = Array.from({ length: table.rows }, (_, row) => row).filter((row) => table.mask?.[at(row)] !== 0);
  const values = standardised(Float64Array.from(rows, (row) => table.values[at(row)]).filter(Number.isFinite));
  if (values === undefined || table.levels?.[c])
    throw new ExperimentError(
      "params.column",
      "importance-flat-column",
      `column ${JSON.stringify(nameOf(c))}: its numbers do not vary (choose another column)`,
      { value: nameOf(c) },
    );
  return values;
}
