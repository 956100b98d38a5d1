/** What both nets see: points and other rows centred and divided by one spread, pictures as they are, at a side of their own. */
import { requireNearZero, requireScalable, requireTable } from "../../../data/require.ts";
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { checkConvolutions } from "../../nets/coders/convolutions.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import type { Samples } from "../../nets/samples.ts";
import { checkMinibatch, checkWeightCount } from "../../nets/size.ts";
import { checkCompared } from "../points/check.ts";
import type { Grouped } from "../points/modes.ts";
import { picturesAt, sidesAt } from "../points/pictures.ts";
import { heldOutOf, type Scaling, type Square, scaled, scalingOf, squareOf, unscaled } from "../points/plane.ts";
import { checkPixels } from "../points/samples.ts";
import type { GanTaskParams } from "./fields.ts";
import { criticLayers, generatorLayers, isConvolutional, told, valuesIn, weightsIn } from "./layers.ts";
import type { RowShape } from "./row.ts";

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

/** A row as the nets see it, without making one. */
export function rowSizeOf({ columns, image }: Pick<Table, "columns" | "image">, { resolution }: DataParams): RowShape {
  if (!image) return { columns, pictures: false };
  const [width, height] = sidesAt(image, resolution);
  const { channels } = image;
  return { columns: width * height * channels, pictures: true, image: { height, width, channels } };
}

/** Throws an ExperimentError for parameters or data that the nets cannot learn from. */
export function checkGan(params: GanTaskParams, data: Table | null): Table {
  const table = requireNearZero(
    requireScalable(requireTable(data, "the nets need samples", { rows: 4, columns: 16_384 })),
  );
  checkCompared(table, params.testFraction);
  if (params.criticSteps === 0 && params.generatorSteps === 0)
    throw new ExperimentError(
      "params.generatorSteps",
      "no-side-learns",
      "steps of both nets in a round: 0 (one of them must learn: at least 1)",
      { value: 0, fits: 1 },
    );
  if (isConvolutional(params)) checkConvolutions(params.filters ?? [], rowSizeOf(table, params));
  checkSize(params, table);
  return table.image ? checkPixels(table) : table;
}

function checkSize(params: GanTaskParams, table: Table): void {
  const row = rowSizeOf(table, params);
  const [generator, critic] = [generatorLayers(params, row), criticLayers(params, row)];
  checkWeightCount(
    isConvolutional(params) ? "params.filters" : "params.hidden",
    weightsIn(generator, params) + weightsIn(critic, params),
    `${told(generator)}–${told(critic.slice(1))}`,
  );
  checkMinibatch(params.batch, valuesIn(generator, params) + 2 * valuesIn(critic, params));
}
