/** What models with a density learn from: points of the plane, or small pictures. */
import { requireProbabilities, requireTable } from "../../../data/require.ts";
import type { Table } from "../../../data/table.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import { checkCompared, checkPoints } from "./check.ts";
import { type PictureShape, picturesAt } from "./pictures.ts";
import { heldOutOf, type PlanarSamples, planarSamples, scaled, scalingOf, unscaled } from "./plane.ts";

export interface RowSamples extends PlanarSamples {
  /** Numbers of a row: 2 of a point. */
  readonly columns: number;
  /** Of pictures, as the model has them. */
  readonly image?: PictureShape;
}

/** How models see rows: which are held out, and how many pixels the longer side of a picture has. */
export interface RowParams {
  readonly testFraction: number;
  readonly resolution: number;
}

/** Points as `planarSamples` has them; pictures alike: the shares of 255 of each pixel less their mean, divided by one spread of them all. */
export function rowSamples(table: Table, { testFraction, resolution }: RowParams): RowSamples {
  if (!table.image) return { ...planarSamples(table, testFraction), columns: 2 };
  const { values, columns, image } = picturesAt(table, table.image, resolution);
  const held = heldOutOf(table, testFraction);
  const shares = Float64Array.from(values, (byte) => byte / 255);
  const scaling = scalingOf({ values: shares, columns }, held.train);
  return { ...held, values: scaled(shares, scaling), columns, image, scaling };
}

/** Some rows in the units of the data: of pictures shares of 255. */
export const plainRows = (samples: RowSamples, rows: Uint32Array): Float32Array =>
  unscaled(rowsAsFloats(samples, rows), samples.scaling);

/** Throws an ExperimentError unless the data are points of the plane or pictures, of which enough are held out to be compared. */
export function checkRows(data: Table | null, testFraction: number): Table {
  if (!data?.image) return checkPoints(data, testFraction);
  requireTable(data, "the model needs pictures", { rows: 20, columns: 16_384 });
  checkCompared(data, testFraction);
  return checkPixels(data);
}

/** Pictures as shares of 255, or as bytes. Throws an ExperimentError for a pixel out of its range. */
export function checkPixels(table: Table): Table {
  const cure = ": pixels as bytes, or divided by the largest";
  return requireProbabilities(table, "data", "picture-not-from-0-to-1", cure);
}
