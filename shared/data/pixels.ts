/** Whether whole numbers are pixels, of which 255 is 1: where the lab says pictures and the values say so. */
import { ExperimentError } from "../experiment/errors.ts";
import type { Reading } from "../experiment/reading.ts";
import type { TableContent } from "./readers/content.ts";
import { cellOf } from "./require.ts";
import type { DataNotice, Table, TableUse } from "./table.ts";

type Numbers = Pick<Table, "rows" | "columns" | "values" | "mask" | "names" | "image">;

/** Below these, a table of whole numbers without a picture's shape is one of counts. */
const LEAST_COLUMNS = 16;
const LEAST_WHITE = 128;
/** Pictures of a table without names are at least this wide: a smaller square is chance. */
const LEAST_SIDE = 8;
const LABEL_NAMES = new Set(["label", "labels", "class", "target", "digit", "y"]);
/** More classes than a set of pictures has. */
const MAX_CLASSES = 100;
/** From this many values on, those that float32 holds exactly are kept as such: each thread gets a copy. */
const LARGE = 2 ** 25;

export interface Scaled {
  readonly values: Table["values"];
  readonly image?: Table["image"];
  readonly notices: readonly DataNotice[];
}

/** Values in the one form in which a table has them, whatever type the file gave them: pixels as bytes, all else as numbers. Throws an ExperimentError. */
export function scaled(table: Numbers, content: TableContent, { pixels }: Reading, use: TableUse): Scaled {
  const { values, mask, image } = table;
  const range = greatestOfBytes(table);
  if (pixels === "yes" && range === null) throw notPixels(table);
  const isFormat = content.pixels === true && pixels !== "no";
  const isByValue = use.pictures === true && pixels === undefined && range !== null && looksLikePixels(table, range);
  const found = isByValue && !image ? squareOf(table.columns) : undefined;
  const shape = image ?? found ?? (pixels === "yes" ? squareOf(table.columns) : undefined);
  if (isFormat || isByValue || pixels === "yes") {
    const notices = isByValue && !image ? [pixelsFound(table, shape)] : [];
    return { values: mask ? shares(values, 255) : asBytes(values, 1), image: shape, notices };
  }
  // Black and white: the bytes 0 and 255 say the same in an eighth of the room.
  if (use.pictures && image && range === 1 && !mask) return { values: asBytes(values, 255), image, notices: [] };
  return { values: content.format === "wav" ? values : asNumbers(values), image, notices: [] };
}

function looksLikePixels({ columns, image }: Numbers, most: number): boolean {
  return most > 1 && (image !== undefined || (columns >= LEAST_COLUMNS && most >= LEAST_WHITE));
}

/** The picture that a row without a shape is, where it can be a square. */
function squareOf(columns: number): Table["image"] {
  const side = Math.round(Math.sqrt(columns));
  return side * side === columns && side > 1 ? { width: side, height: side, channels: 1 } : undefined;
}

interface Place {
  readonly place: number;
  readonly kind: string;
}

/**
 * Beside columns of pixels, the one that names the class: by its name, or the first of a table without names whose others make a square (as
 * MNIST is passed around as CSV).
 */
export function labelOfPictures<C extends Place & { readonly key: string }>(
  table: Table,
  columns: readonly C[],
): C | undefined {
  const numbers = columns.filter(isNumeric);
  if (table.image || numbers.length <= LEAST_COLUMNS) return undefined;
  const side = Math.sqrt(numbers.length - 1);
  const isSquare = Number.isInteger(side) && side >= LEAST_SIDE;
  const isUnnamed = numbers.every(({ key }) => key.startsWith("#"));
  const label = isUnnamed ? numbers[0] : numbers.find(({ key }) => LABEL_NAMES.has(key.toLowerCase()));
  if (!label || (isUnnamed && !isSquare) || !namesClasses(table, label.place)) return undefined;
  const pixels = numbers.filter((column) => column !== label);
  return holdPixels(table, pixels) ? label : undefined;
}

/** Whether the columns of numbers among these look like pixels, none of which can be missed. */
export function holdPixels(table: Table, columns: readonly Place[]): boolean {
  const places = columns.filter(isNumeric).map(({ place }) => place);
  if (places.length < LEAST_COLUMNS) return false;
  const most = greatestByte(table, places);
  return most !== null && most >= LEAST_WHITE;
}

/** The greatest value of a table of whole numbers from 0 to 255, null for any other: only the former may be pixels. */
export function greatestOfBytes({ values, mask }: Numbers): number | null {
  let most = 0;
  for (let at = 0; at < values.length; at++) {
    if (mask?.[at] === 0) continue;
    if (!isByte(values[at])) return null;
    if (values[at] > most) most = values[at];
  }
  return most;
}

/** The same of these columns alone. */
export function greatestByte({ rows, columns, values, mask }: Table, places: readonly number[]): number | null {
  let most = 0;
  for (let row = 0; row < rows; row++)
    for (const place of places) {
      const at = row * columns + place;
      if (mask?.[at] === 0) continue;
      if (!isByte(values[at])) return null;
      if (values[at] > most) most = values[at];
    }
  return most;
}

const isNumeric = ({ kind }: Place) => kind === "number" || kind === "constant";
const isByte = (value: number) => value >= 0 && value <= 255 && Number.isInteger(value);

function namesClasses({ rows, columns, values, mask }: Table, place: number): boolean {
  const seen = new Set<number>();
  for (let row = 0; row < rows; row++) {
    const at = row * columns + place;
    if (mask?.[at] === 0 || !Number.isInteger(values[at])) return false;
    seen.add(values[at]);
    if (seen.size > MAX_CLASSES) return false;
  }
  return true;
}

function asBytes(values: Table["values"], unit: 1 | 255): Uint8Array {
  return values instanceof Uint8Array && unit === 1 ? values : Uint8Array.from(values, (value) => value * unit);
}

function shares(values: Table["values"], unit: number): Float64Array {
  return Float64Array.from(values, (value) => value / unit);
}

function asNumbers(values: Table["values"]): Float64Array | Float32Array {
  if (
    values.length > LARGE &&
    (values instanceof Float32Array || values.every((value) => Math.fround(value) === value))
  )
    return values instanceof Float32Array ? values : Float32Array.from(values);
  return values instanceof Float64Array ? values : Float64Array.from(values);
}

function pixelsFound({ columns }: Numbers, shape: Table["image"]): DataNotice {
  if (!shape) return { code: "pixels-found", values: { count: columns } };
  return { code: "pictures-found", values: { count: columns, width: shape.width, height: shape.height } };
}

function notPixels(table: Numbers): ExperimentError {
  const at = table.values.findIndex((value: number, i: number) => table.mask?.[i] !== 0 && !isByte(value));
  const { row, column } = cellOf(table, at);
  const value = table.values[at];
  return new ExperimentError(
    "data.reading.pixels",
    "not-pixels",
    `pixels: ${value} in row ${row}, column ${column} (must be whole numbers from 0 to 255: leave the choice out)`,
    { value, row, column },
  );
}
