import { ExperimentError } from "../../../experiment/errors.ts";
import type { Reading } from "../../../experiment/reading.ts";
import type { FileContent } from "../content.ts";
import { countOf, truncated } from "../errors.ts";
import { samplesContent } from "../samples.ts";
import { type Literal, readLiteral } from "./literal.ts";
import { type Read, types } from "./types.ts";

export function isNpy(bytes: Uint8Array): boolean {
  return bytes.length >= 6 && String.fromCharCode(...bytes.subarray(0, 6)) === "\x93NUMPY";
}

interface Header {
  readonly code: string;
  readonly little: boolean;
  readonly fortran: boolean;
  readonly shape: readonly number[];
  /** Where the values begin. */
  readonly start: number;
}

/** Bytes of a header, and dimensions, that NumPy itself writes at most. */
const MAX_HEADER = 65_536;
const MAX_RANK = 64;

/** Reads an NPY file, versions 1 to 3, C or Fortran order, either byte order. Throws an ExperimentError at `path`. */
export function decodeNpy(bytes: Uint8Array, path: string, reading: Reading = {}): FileContent {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { code, little, fortran, shape, start } = readHeader(bytes, view, path);
  const count = countOf(shape, path);
  const { size, read, isSafe, make } = types[code];
  const expected = start + count * size;
  if (bytes.length < expected) throw truncated(path, expected, bytes.length);
  // A single number is a table of one cell.
  const own = shape.length === 0 ? [1, 1] : shape;
  if (code === "u1" && !fortran) return samplesContent("npy", own, bytes.slice(start, expected), path, reading);
  const values = make(count);
  if (fortran) readFortran(view, start, little, shape, { size, read }, values);
  else for (let i = 0, at = start; i < count; i++, at += size) values[i] = read(view, at, little);
  if (!isSafe) checkSafe(values, own, path);
  return samplesContent("npy", own, values, path, reading);
}

/** Fills `values`, row-major, from a file in which the first axis runs fastest. */
function readFortran(
  view: DataView,
  start: number,
  little: boolean,
  shape: readonly number[],
  { size, read }: { readonly size: number; readonly read: Read },
  values: { [index: number]: number; readonly length: number },
): void {
  // Axes of one place change nothing, and would be passed at every step.
  const extents = shape.filter((extent) => extent !== 1);
  const steps: number[] = [];
  let step = size;
  for (const extent of extents) {
    steps.push(step);
    step *= extent;
  }
  const index = new Float64Array(extents.length);
  let at = start;
  for (let i = 0; i < values.length; i++) {
    values[i] = read(view, at, little);
    for (let axis = extents.length - 1; axis >= 0; axis--) {
      at += steps[axis];
      if (++index[axis] < extents[axis]) break;
      at -= steps[axis] * extents[axis];
      index[axis] = 0;
    }
  }
}

/** Whole numbers of 64 bits are refused where a number of the language would be another. */
function checkSafe(values: ArrayLike<number>, shape: readonly number[], path: string): void {
  const columns = shape.slice(1).reduce((product, extent) => product * extent, 1);
  for (let i = 0; i < values.length; i++) {
    if (Number.isSafeInteger(values[i])) continue;
    const [row, column] = [Math.floor(i / columns) + 1, (i % columns) + 1];
    throw new ExperimentError(
      path,
      "integer-too-large",
      `${path} has about ${values[i]} in row ${row}, column ${column} (must be whole numbers of at most ${Number.MAX_SAFE_INTEGER}: save them as float64)`,
      { value: values[i], row, column, max: Number.MAX_SAFE_INTEGER },
    );
  }
}

function readHeader(bytes: Uint8Array, view: DataView, path: string): Header {
  const major = bytes[6];
  if (!(major >= 1 && major <= 3)) throw unreadable(path, `version ${major} (must be 1, 2 or 3)`);
  const start = major === 1 ? 10 : 12;
  if (bytes.length < start) throw truncated(path, start, bytes.length);
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > MAX_HEADER) throw unreadable(path, `header of ${length} bytes`);
  if (bytes.length < start + length) throw truncated(path, start + length, bytes.length);
  const text = new TextDecoder(major === 3 ? "utf-8" : "latin1").decode(bytes.subarray(start, start + length));
  const header = readLiteral(text);
  if (!(header instanceof Map)) throw unreadable(path, "its header is no dictionary");
  const shape: Literal | undefined = header.get("shape");
  const fortran: Literal | undefined = header.get("fortran_order");
  if (!isShape(shape) || typeof fortran !== "boolean") throw unreadable(path, "its header lacks a shape or an order");
  return { ...typeOf(header.get("descr"), path), fortran, shape, start: start + length };
}

function isShape(shape: Literal | undefined): shape is readonly number[] {
  return (
    Array.isArray(shape) &&
    shape.length <= MAX_RANK &&
    shape.every((extent) => typeof extent === "number" && extent >= 0)
  );
}

/** The kind of NumPy's types that hold no numbers, or not one each, by their letter. */
const OTHERS: Readonly<Record<string, string>> = {
  O: "objects",
  S: "text",
  a: "text",
  U: "text",
  V: "raw bytes",
  M: "dates",
  m: "times",
  c: "complex numbers",
};

function typeOf(descr: Literal | undefined, path: string): Pick<Header, "code" | "little"> {
  if (Array.isArray(descr)) {
    const fields = descr.map((field) => String(Array.isArray(field) ? field[0] : field)).join(", ");
    throw new ExperimentError(
      path,
      "npy-fields",
      `${path} holds records with the fields ${fields.slice(0, 200)} (must be one number per cell: save one field, or make columns of them)`,
      { value: fields.slice(0, 200) },
    );
  }
  const [, order, code] = (typeof descr === "string" && /^([<>|=]?)([A-Za-z?]\d*(?:\[\w{1,20}\])?)$/.exec(descr)) || [];
  const own = code === "?" ? "b1" : code;
  if (own === undefined) throw unreadable(path, "its header lacks a type");
  if (Object.hasOwn(types, own)) return { code: own, little: order !== ">" };
  throw new ExperimentError(
    path,
    "npy-type",
    `${path} holds ${OTHERS[own[0]] ?? "numbers"} of type ${own} (must be one of ${Object.keys(types).join(", ")}: convert it with astype, as float64)`,
    { value: own, allowed: Object.keys(types).join(", ") },
  );
}

function unreadable(path: string, reason: string): ExperimentError {
  return new ExperimentError(path, "not-npy", `${path} is not a readable NPY file: ${reason} (save it again)`);
}
