/** What models of points of the plane ask of their data. */
import { requireNearZero, requireScalable, requireTable } from "../../../data/require.ts";
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { checkHeldOut } from "../../nets/samples.ts";
import { heldOutOf } from "./plane.ts";

/** Rows that are learnt from or compared, at least: fewer say nothing. */
const LEAST = 20;

/** Throws an ExperimentError unless the data are points of the plane, of which enough are held out to be compared. */
export function checkPoints(data: Table | null, testFraction: number): Table {
  const table = requireTable(data, "the model needs points", { rows: LEAST });
  if (table.columns !== 2 || table.image)
    throw new ExperimentError(
      "data",
      "not-points-of-the-plane",
      `columns: ${table.columns} (must be two numbers per row: choose two columns)`,
      { value: table.columns },
    );
  requireNearZero(requireScalable(table));
  checkCompared(table, testFraction);
  return table;
}

/** Throws an ExperimentError unless two rows or more are held out. */
export function checkCompared(table: Table, testFraction: number): void {
  checkHeldOut(table.rows, testFraction);
  if (heldOutOf(table, testFraction).test.length >= 2) return;
  const fits = Math.ceil(40 / table.rows) / 20;
  throw new ExperimentError(
    "params.testFraction",
    "too-few-to-compare",
    `held-out data: ${testFraction} of ${table.rows} rows leaves fewer than 2 (must be at least ${fits})`,
    { value: testFraction, rows: table.rows, fits },
  );
}
