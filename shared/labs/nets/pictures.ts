/** Pictures with classes, as nets that tell them apart learn from them. */
import { splitWithin } from "../../data/split.ts";
import type { Table } from "../../data/table.ts";
import { ExperimentError } from "../../experiment/errors.ts";
import type { Source } from "../../nets/trainer.ts";
import { foldIn } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { type Labelled, oneHot, requireClasses } from "./classes.ts";
import { move, moveOf, type PictureSize } from "./moved.ts";

export type Pictures = Labelled & { readonly image: NonNullable<Table["image"]> };

/** Pictures as rows (bytes, 255 means 1, or float32), moved copies after the rows of the table, and which are held out. */
export interface PictureSamples {
  readonly size: PictureSize;
  readonly columns: number;
  readonly values: Uint8Array | Float32Array;
  readonly labels: Int32Array;
  readonly classes: readonly string[];
  /** Rows to train on: those of the table that are not held out, and all copies. */
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

/** Copies of each picture to train on, moved by up to an eighth of a side, mirrored too or not; none: 0. */
interface Copies {
  readonly copies: number;
  readonly isMirrored: boolean;
}

/** Throws an ExperimentError unless rows are pictures with classes, and some are left to train on and to test. */
export function requirePictures(data: Table | null, testFraction: number): Pictures {
  const table = requireClasses(data, testFraction);
  const { image } = table;
  if (image !== undefined && Math.min(image.width, image.height) >= 4) return { ...table, image };
  throw new ExperimentError("data", "net-needs-pictures", "data are not pictures (must be at least 4 × 4 pixels)", {});
}

/** Throws an ExperimentError for pictures with more than `max` pixels on a side. */
export function requireSmall({ image: { width, height } }: Pictures, max: number): void {
  if (Math.max(width, height) <= max) return;
  throw new ExperimentError(
    "data",
    "pictures-too-large",
    `pictures: ${width} × ${height} pixels (must be at most ${max} on a side: make them smaller)`,
    { width, height, max },
  );
}

export function sizeOfPictures({ image: { height, width, channels } }: Pictures): PictureSize {
  return { height, width, channels };
}

/** Rows to train on and to hold out, of each class alike. */
export function partsOf(table: Labelled, fraction: number) {
  return splitWithin(table, fraction);
}

/** The samples of a task; copies follow from the key, where one is given. */
export function pictureSamples(
  table: Pictures,
  testFraction: number,
  moved: Copies = { copies: 0, isMirrored: false },
  key?: Key,
): PictureSamples {
  const { labels, classes, columns } = table;
  const values = table.values instanceof Uint8Array ? table.values : Float32Array.from(table.values);
  const own = { size: sizeOfPictures(table), columns, values, labels, classes, ...partsOf(table, testFraction) };
  return moved.copies === 0 || key === undefined ? own : withCopies(own, moved, key);
}

/** Copy c of training row i has the stream (c, i). */
function withCopies(samples: PictureSamples, { copies, isMirrored }: Copies, key: Key): PictureSamples {
  const { size, columns, values, labels, train } = samples;
  const rows = labels.length;
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

/** What a net reads of them: pictures under "x", and under "y" 1 in the column of their class. */
export function sourcesOf({ values, columns, labels, classes }: PictureSamples): Readonly<Record<string, Source>> {
  return {
    x: { values, columns },
    y: { values: oneHot(labels, classes.length), columns: classes.length },
  };
}
