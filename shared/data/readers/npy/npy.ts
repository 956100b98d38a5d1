import { ExperimentError } from "../../../experiment/errors.ts";
import type { FileContent } from "../content.ts";
import { samplesContent } from "../content.ts";
import { countOf, truncated } from "../errors.ts";

type Read = (view: DataView, at: number, little: boolean) => number;
/** NumPy's array types by kind and size: "f4", "u1", … */
const TYPES: Readonly<Record<string, Read>> = {
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
  u1: (view, at) => view.getUint8(at),
  i1: (view, at) => view.getInt8(at),
  b1: (view, at) => (view.getUint8(at) ? 1 : 0),
  u2: (view, at, little) => view.getUint16(at, little),
  i2: (view, at, little) => view.getInt16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
};

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

/** Reads an NPY file, versions 1 to 3, C or Fortran order, either byte order. Throws an ExperimentError at `path`. */
export function decodeNpy(bytes: Uint8Array, path: string): FileContent {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { code, little, fortran, shape, start } = readHeader(bytes, view, path);
  const count = countOf(shape, path);
  const size = Number(code.slice(1));
  const expected = start + count * size;
  if (bytes.length < expected) throw truncated(path, expected, bytes.length);
  const read = TYPES[code];
  if (code === "u1" && !fortran) return samplesContent("npy", fill(shape), bytes.slice(start, expected), path);
  const values = code === "f4" ? new Float32Array(count) : new Float64Array(count);
  const place = fortran ? fortranPlace(shape) : (i: number) => i;
  for (let i = 0; i < count; i++) values[place(i)] = read(view, start + i * size, little);
  return samplesContent("npy", fill(shape), values, path);
}

/** A single number is a table of one cell. */
function fill(shape: readonly number[]): readonly number[] {
  return shape.length === 0 ? [1, 1] : shape;
}

/** Row-major position of the i-th value in column-major order. */
function fortranPlace(shape: readonly number[]): (i: number) => number {
  return (i) => {
    let rest = i;
    let at = 0;
    const index = shape.map((extent) => {
      const here = rest % extent;
      rest = Math.floor(rest / extent);
      return here;
    });
    for (let axis = 0; axis < shape.length; axis++) at = at * shape[axis] + index[axis];
    return at;
  };
}

function readHeader(bytes: Uint8Array, view: DataView, path: string): Header {
  const fail = (what: string): never => {
    throw new ExperimentError(path, "not-npy", `${path} is not a readable NPY file: ${what}`, { reason: what });
  };
  const major = bytes[6];
  if (!(major >= 1 && major <= 3)) fail(`version ${major} (must be 1, 2 or 3)`);
  const start = major === 1 ? 10 : 12;
  if (bytes.length < start) throw truncated(path, start, bytes.length);
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > 65_536) fail(`header of ${length} bytes`);
  if (bytes.length < start + length) throw truncated(path, start + length, bytes.length);
  const text = String.fromCharCode(...bytes.subarray(start, start + Math.min(length, 16_384)));
  const type = /'descr'\s*:\s*'([<>|=])([a-z]\d+)'/.exec(text);
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text);
  const shape = /'shape'\s*:\s*\(([\d,\s]*)\)/.exec(text);
  if (!type || !order || !shape)
    return fail("its header lacks a plain type, order or shape (save numbers, not objects)");
  if (!Object.hasOwn(TYPES, type[2])) return fail(`type ${type[2]} (must be one of ${Object.keys(TYPES).join(", ")})`);
  const extents = shape[1]
    .split(",")
    .filter((part) => part.trim() !== "")
    .map(Number);
  return {
    code: type[2],
    little: type[1] !== ">",
    fortran: order[1] === "True",
    shape: extents,
    start: start + length,
  };
}
