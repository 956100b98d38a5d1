import { splitWithin } from "../../../data/split.ts";
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { parametersOf } from "../../../nets/plan.ts";
import { checkWeights } from "../../../nets/weights.ts";
import { foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import { keptFrom } from "../../foreign-run.ts";
import { type Labelled, oneHot, requireClasses } from "../classes.ts";
import { move, moveOf, type PictureSize } from "../moved.ts";
import { initialWeights } from "./adopt.ts";
import type { CnnTaskParams } from "./fields.ts";
import { cnnModel } from "./net.ts";

/** Pixels on a side of the pictures that a net takes. */
const MOST_PIXELS = 64;

/** What a net learns from: pictures as rows (bytes, 255 means 1, or float32), moved copies after the rows of the table, and targets. */
export interface Samples {
  readonly size: PictureSize;
  readonly values: Uint8Array | Float32Array;
  readonly labels: Int32Array;
  readonly classes: readonly string[];
  /** Rows to train on: those of the table that are not held out, and all copies. */
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

export type Pictures = Labelled & { readonly image: NonNullable<Table["image"]> };

/** Throws an ExperimentError for data or parameters that the net cannot learn from. */
export function checkCnn(params: CnnTaskParams, data: Table | null): Pictures {
  const table = requireClasses(data, params.testFraction);
  const { image } = table;
  if (image === undefined || Math.min(image.width, image.height) < 4)
    throw new ExperimentError(
      "data",
      "net-needs-pictures",
      "data are not pictures (must be at least 4 × 4 pixels)",
      {},
    );
  const pictures = { ...table, image };
  if (!keptFromTraining(params, pictures)) checkNet(params, pictures);
  return pictures;
}

/** What keeps a table's model from being trained here; undefined where nothing does, or there is no model, or nothing to show it. */
export function keptFromTraining(params: CnnTaskParams, table: Table): ExperimentError | undefined {
  const { model, image, classes } = table;
  return model && image && classes && keptFrom(() => initialWeights(params, table, image, classes.length));
}

function checkNet(params: CnnTaskParams, table: Pictures): void {
  const { image } = table;
  const side = Math.max(image.width, image.height);
  if (side > MOST_PIXELS)
    throw new ExperimentError(
      "data",
      "pictures-too-large",
      `pictures: ${image.width} × ${image.height} pixels (must be at most ${MOST_PIXELS} on a side: make them smaller)`,
      { width: image.width, height: image.height, max: MOST_PIXELS },
    );
  const least = Math.min(image.width, image.height);
  const fits = params.pooling === "none" ? params.channels.length : 31 - Math.clz32(least);
  if (params.channels.length > fits)
    throw new ExperimentError(
      "params.channels",
      "too-many-blocks",
      `blocks: ${params.channels.length} (must be at most ${fits}: each pooling halves a picture of ${least} pixels)`,
      { value: params.channels.length, least, fits },
    );
  const weights = initialWeights(params, table, sizeOfPictures(table), table.classes.length);
  if (weights) {
    const { losses } = cnnModel(params, sizeOfPictures(table), table.classes.length).build(1, false);
    checkWeights(parametersOf([losses]), weights);
  }
}

export function sizeOfPictures({ image }: Pictures): PictureSize {
  const { height, width, channels } = image;
  return { height, width, channels };
}

const floats = ({ values }: Table): Uint8Array | Float32Array =>
  values instanceof Uint8Array ? values : Float32Array.from(values);

/** Rows to train on and to hold out, of each class alike. */
export function partsOf({ labels, classes }: Pictures, fraction: number) {
  return splitWithin(labels, classes.length, fraction);
}

/** Rows that are trained on, counted with their copies. */
export function trainingRows(table: Pictures, { testFraction, augment, copies = 1 }: CnnTaskParams): number {
  return partsOf(table, testFraction).train.length * (augment === "none" ? 1 : 1 + copies);
}

/** The samples of a task; copies follow from the key, where one is given. */
export function samplesOf(table: Pictures, params: CnnTaskParams, key?: Key): Samples {
  const { train, test } = partsOf(table, params.testFraction);
  const size = sizeOfPictures(table);
  const own = { size, values: floats(table), labels: table.labels, classes: table.classes, train, test };
  if (params.augment === "none" || key === undefined) return own;
  return withCopies(own, params.copies ?? 1, params.augment === "flip", key);
}

/** Copies moved by up to an eighth of a side: copy c of training row i has the stream (c, i). */
function withCopies(samples: Samples, copies: number, isMirrored: boolean, key: Key): Samples {
  const { size, values, labels, train } = samples;
  const rows = labels.length;
  const columns = values.length / rows;
  const more = copies * train.length;
  const all =
    values instanceof Uint8Array ? new Uint8Array((rows + more) * columns) : new Float32Array((rows + more) * columns);
  all.set(values);
  const classes = new Int32Array(rows + more);
  classes.set(labels);
  const most = Math.max(1, Math.floor(Math.min(size.width, size.height) / 8));
  for (let c = 0, at = rows; c < copies; c++)
    for (const row of train) {
      const to = all.subarray(at * columns, (at + 1) * columns);
      move(all.subarray(row * columns, (row + 1) * columns), size, moveOf(foldIn(key, c, row), most, isMirrored), to);
      classes[at++] = labels[row];
    }
  const moved = Uint32Array.from({ length: more }, (_, i) => rows + i);
  return { ...samples, values: all, labels: classes, train: Uint32Array.from([...train, ...moved]) };
}

/** One row per sample: 1 in the column of its class. */
export function targetsOf({ labels, classes }: Samples): Float32Array {
  return oneHot(labels, classes.length);
}

/** These rows as the net sees them, one after another. */
export function rowsAsFloats({ values, labels }: Samples, rows: ArrayLike<number>): Float32Array {
  const columns = values.length / labels.length;
  const scale = values instanceof Uint8Array ? 255 : 1;
  const out = new Float32Array(rows.length * columns);
  for (let n = 0; n < rows.length; n++)
    for (let c = 0; c < columns; c++) out[n * columns + c] = values[rows[n] * columns + c] / scale;
  return out;
}
