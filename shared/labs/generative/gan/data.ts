/** What both nets see: points and other rows centred and divided by one spread, pictures as they are, at a side of their own. */
import { requireProbabilities, requireTable } from "../../../data/require.ts";
import { fitted } from "../../../data/resize.ts";
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import type { Samples } from "../../nets/samples.ts";
import { checkMinibatch, checkWeightCount } from "../../nets/size.ts";
import { checkCompared } from "../points/check.ts";
import type { Grouped } from "../points/modes.ts";
import { heldOutOf, type Scaling, type Square, scaled, scalingOf, squareOf, unscaled } from "../points/plane.ts";
import type { GanTaskParams } from "./fields.ts";

/** What the nets learn from, and how to go between their numbers and those of the data. */
export interface GanSamples extends Samples {
  /** Of rows that are no pictures. */
  readonly scaling?: Scaling;
  /** Of pictures, as the nets see them. */
  readonly image?: NonNullable<Table["image"]>;
}

type DataParams = Pick<GanTaskParams, "testFraction" | "resolution">;

/** Whether rows are points of the plane. */
export const isPlanar = ({ columns, image }: Pick<Table, "columns" | "image">): boolean => columns === 2 && !image;

export function samplesOf(table: Table, { testFraction, resolution }: DataParams): GanSamples {
  const { train, test } = heldOutOf(table, testFraction);
  if (table.image) return { ...picturesAt(table, table.image, resolution), train, test };
  const scaling = scalingOf(table, train);
  return { columns: table.columns, values: scaled(table.values, scaling), train, test, scaling };
}

/** Some rows in the units of the data; of pictures shares of 255. */
export function plainRows(samples: GanSamples, rows: Uint32Array): Float32Array {
  return plain(samples, rowsAsFloats(samples, rows));
}

/** What a net gives, in the units of the data. */
export function plain({ scaling }: Pick<GanSamples, "scaling">, values: Float32Array): Float32Array {
  return scaling ? unscaled(values, scaling) : values.slice();
}

/** Rows of known class that the class of others is told by, at most. */
const KNOWN = 500;

/** What is known of the groups of the data, in their units. */
export function groupsOf(table: Table, samples: GanSamples): Grouped {
  const { gaussians, labels, classes } = table;
  const { columns } = samples;
  if (gaussians && isPlanar(table)) return { columns, gaussians };
  if (!labels || !classes || classes.length < 2) return { columns };
  const rows = samples.train.subarray(0, KNOWN);
  const known = { rows: plainRows(samples, rows), labels: rows.map((row) => labels[row]), classes: classes.length };
  return { columns, known };
}

/** The square of the plane that is shown: about the rows that are learnt from. */
export const squareOfSamples = (samples: GanSamples): Square => squareOf(plainRows(samples, samples.train));

/** The pictures of a table at another size, as bytes: their longer side has so many pixels. */
function picturesAt({ rows, columns, values }: Table, image: NonNullable<Table["image"]>, side: number) {
  const longer = Math.max(image.width, image.height);
  const [width, height] = [image.width, image.height].map((own) => Math.max(1, Math.round((own * side) / longer)));
  const bytes = values instanceof Uint8Array ? values : Uint8Array.from(values, (x) => Math.floor(255 * x + 0.5));
  const size = width * height * image.channels;
  const out = new Uint8Array(rows * size);
  for (let row = 0; row < rows; row++) {
    const picture = { ...image, values: bytes.subarray(row * columns, (row + 1) * columns) };
    out.set(fitted(picture, width, height).values, row * size);
  }
  return { columns: size, values: out, image: { width, height, channels: image.channels } };
}

/** How many numbers a row has as the nets see it. */
export function columnsOf({ columns, image }: Pick<Table, "columns" | "image">, { resolution }: DataParams): number {
  if (!image) return columns;
  const longer = Math.max(image.width, image.height);
  const pixels = (own: number) => Math.max(1, Math.round((own * resolution) / longer));
  return pixels(image.width) * pixels(image.height) * image.channels;
}

/** Throws an ExperimentError for parameters or data that the nets cannot learn from. */
export function checkGan(params: GanTaskParams, data: Table | null): Table {
  const table = requireTable(data, "the nets need samples", { rows: 4, columns: 16_384 });
  checkCompared(table, params.testFraction);
  if (params.criticSteps === 0 && params.generatorSteps === 0)
    throw new ExperimentError(
      "params.generatorSteps",
      "no-side-learns",
      "steps of both nets in a round: 0 (one of them must learn: at least 1)",
      { value: 0, fits: 1 },
    );
  checkSize(params, table);
  return table.image
    ? requireProbabilities(table, "data", "picture-not-from-0-to-1", ": pixels as bytes, or divided by the largest")
    : table;
}

function checkSize(params: GanTaskParams, table: Table): void {
  const { latent, hidden, criticHidden, batch } = params;
  const columns = columnsOf(table, params);
  const weights = (widths: readonly number[]) =>
    widths.slice(1).reduce((sum, width, l) => sum + (widths[l] + 1) * width, 0);
  const sum = (widths: readonly number[]) => widths.reduce((total, width) => total + width, 0);
  checkWeightCount(
    "params.hidden",
    weights([latent, ...hidden, columns]) + weights([columns, ...criticHidden, 1]),
    [latent, ...hidden, columns, ...criticHidden, 1].join("–"),
  );
  checkMinibatch(batch, latent + sum(hidden) + 3 * columns + 2 * sum(criticHidden));
}
