import { ExperimentError } from "../../experiment/errors.ts";
import type { FileFormat } from "../../experiment/experiment.ts";
import { limits } from "../../experiment/limits.ts";
import type { Table } from "../table.ts";
import type { TableContent } from "./content.ts";

/** Pixels of one picture, 0–255: height × width × channels, row-major. */
export interface DecodedPicture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly values: Uint8Array;
}

/** Before anything is allocated for them: a file of a few bytes may claim any size. Throws an ExperimentError at `path`. */
export function checkPixels(width: number, height: number, path: string): void {
  const { pixels: max } = limits.picture;
  if (width * height <= max) return;
  throw new ExperimentError(
    path,
    "too-many-pixels",
    `${path} has ${width} × ${height} pixels (must be at most ${max} in all: make it smaller)`,
    { width, height, max },
  );
}

/**
 * Before the pixels of a picture are made, which take `needed` bytes with all that must be held beside them: a file of `size` bytes cannot ask for more
 * than 64 MiB and 20 bytes for each of its own. Throws an ExperimentError at `path`.
 */
export function checkMemory(width: number, height: number, needed: number, size: number, path: string): void {
  const { free, ratio } = limits.picture;
  const max = free + ratio * size;
  if (needed <= max) return;
  throw new ExperimentError(
    path,
    "picture-in-few-bytes",
    `${path} has ${width} × ${height} pixels in ${size} bytes: opened, it needs ${needed} (must be at most ${max}: make the picture smaller)`,
    { width, height, value: size, needed, max },
  );
}

/** A picture as a table of one row. Colour that is grey everywhere becomes grey. */
export function pictureContent(format: FileFormat, picture: DecodedPicture, path: string): TableContent {
  if (picture.values.length === 0) throw new ExperimentError(path, "empty", `${path} is empty: 0 pixels`);
  const { width, height, channels, values } = withoutFalseColour(picture);
  const table: Table = { rows: 1, columns: values.length, values, image: { width, height, channels } };
  return { kind: "table", format, shape: [1, height, width, channels], table, pixels: true };
}

/** Colour that is grey everywhere becomes grey: in place, as a large picture may have no room for another. */
export function withoutFalseColour(picture: DecodedPicture): DecodedPicture {
  const { values, channels } = picture;
  if (channels === 1) return picture;
  const { length } = values;
  for (let i = 0; i < length; i += 3) if (values[i] !== values[i + 1] || values[i] !== values[i + 2]) return picture;
  for (let i = 0; 3 * i < length; i++) values[i] = values[3 * i];
  return { ...picture, channels: 1, values: values.subarray(0, length / 3) };
}

/** Pictures of several files as rows of one table; grey ones become colour where another has it. Throws an ExperimentError for different sizes. */
export function joinPictures(tables: readonly Table[], files: readonly string[]): Table {
  const first = tables[0].image;
  if (!first) throw new RangeError("tables must hold pictures");
  const { width, height } = first;
  for (const [i, { image }] of tables.entries()) {
    if (image?.width === width && image.height === height) continue;
    throw new ExperimentError(
      "data.files",
      "pictures-differ",
      `${files[i]}: ${image?.width} × ${image?.height} pixels (must be ${width} × ${height}, as ${files[0]} is: crop it, or open it alone)`,
      {
        name: files[i],
        value: `${image?.width} × ${image?.height}`,
        expected: `${width} × ${height}`,
        first: files[0],
      },
    );
  }
  const channels = tables.some(({ image }) => image?.channels === 3) ? 3 : 1;
  const columns = width * height * channels;
  const values = new Uint8Array(tables.length * columns);
  for (const [row, table] of tables.entries()) {
    const at = row * columns;
    if (table.columns === columns) values.set(table.values, at);
    else for (let i = 0; i < columns; i++) values[at + i] = table.values[Math.floor(i / 3)];
  }
  return { rows: tables.length, columns, values, image: { width, height, channels } };
}
