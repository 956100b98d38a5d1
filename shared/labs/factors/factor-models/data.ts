import type { Table } from "../../../data/table.ts";
import {
  BLOCK_ROWS,
  type Moments,
  type MomentsDevice,
  openMoments,
  type Values,
} from "../../../kernels/moments/index.ts";
import { momentsProcess } from "../../moments.ts";
import { checkFactorTable, refuse } from "../table.ts";
import type { FamilyFit } from "./fields.ts";

/** Rows to learn from, and after them those that are held out: in the order of time, for slow features. */
export interface Parts {
  readonly columns: number;
  readonly train: { readonly rows: number; readonly columns: number; readonly values: Values };
  readonly test: { readonly rows: number; readonly columns: number; readonly values: Values };
  /** Latents of the models: no more than there are columns. */
  readonly latents: number;
}

export function checkFamily(params: FamilyFit, data: Table | null): Table {
  const table = checkFactorTable(data, "complete");
  const { train, test, latents } = partsOf(params, table);
  if (train.rows < 4 || test.rows < 2)
    throw refuse("too-few-rows", `rows: ${table.rows} (must leave 4 to learn from and 2 to test)`, {
      value: table.rows,
      min: 6,
    });
  const max = train.rows - 3;
  if (latents > max)
    throw refuse(
      "too-many-latents",
      `latents: ${latents} (must be at most ${max}: the ${train.rows} rows to learn from must be 3 more)`,
      { value: latents, max, rows: train.rows },
      "params.latents",
    );
  return table;
}

export function partsOf(
  { testFraction, latents }: Pick<FamilyFit, "testFraction" | "latents">,
  { rows, columns, values }: Table,
): Parts {
  const held = Math.max(2, Math.floor(rows * testFraction));
  const cut = Math.max(0, rows - held) * columns;
  return {
    columns,
    latents: Math.min(latents, columns),
    train: { rows: Math.max(0, rows - held), columns, values: values.subarray(0, cut) },
    test: { rows: Math.min(held, rows), columns, values: values.subarray(cut) },
  };
}

/** Moments of the rows to learn from, or of those that are held out. */
export const familyMoments = momentsProcess(
  ({ testFraction, part }: { readonly testFraction: number; readonly part: "train" | "test" }, { data }) => ({
    table: partsOf({ testFraction, latents: 1 }, checkFactorTable(data, "complete"))[part],
  }),
);

/** Values as float64; bytes are divided by 255. */
export function numbersOf(values: Values): Float64Array {
  return values instanceof Uint8Array ? Float64Array.from(values, (v) => v / 255) : Float64Array.from(values);
}

/** Moments of x(t + 1) − x(t), row after row. */
export function changeOf({ train, columns }: Parts, on: MomentsDevice): Moments {
  const moments = openMoments(columns, on);
  for (let from = 0; from + 1 < train.rows; from += BLOCK_ROWS) {
    const to = Math.min(train.rows, from + BLOCK_ROWS + 1);
    const x = numbersOf(train.values.subarray(from * columns, to * columns));
    const change = new Float64Array(x.length - columns);
    for (let at = 0; at < change.length; at++) change[at] = x[at + columns] - x[at];
    moments.add(change);
  }
  return moments.moments();
}

/** Second moment of rows about a mean that is not their own. */
export function momentAbout({ mean, covariance }: Moments, centre: Float64Array): Float64Array {
  const n = mean.length;
  return covariance.map((value, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return value + (mean[i] - centre[i]) * (mean[j] - centre[j]);
  });
}
