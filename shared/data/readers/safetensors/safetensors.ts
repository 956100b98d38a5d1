import type { Arrays, NDArray, TypedArray } from "../../../arrays.ts";
import { ExperimentError } from "../../../experiment/errors.ts";

/**
 * The safetensors format: the length of a JSON header (u64, little-endian), the header {name: {dtype, shape, data_offsets}}, and the bytes of all
 * tensors, contiguous. "__metadata__" in the header maps text to text.
 */
const TYPES = {
  F32: Float32Array,
  F64: Float64Array,
  I8: Int8Array,
  I32: Int32Array,
  U8: Uint8Array,
  U32: Uint32Array,
} as const;
type Dtype = keyof typeof TYPES;

const SIZES = Object.fromEntries(Object.entries(TYPES).map(([dtype, type]) => [dtype, type.BYTES_PER_ELEMENT]));
/** Some eighty bytes for each tensor of the most that are read, and what a file says of itself. */
const MAX_HEADER = 4 * 1024 * 1024;

/** Bytes of a safetensors file. Tensors are stored in order of decreasing element size, then name, so that each is aligned to its size. */
export function encodeSafetensors(
  arrays: Arrays,
  metadata?: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const names = Object.keys(arrays).sort(
    (a, b) => arrays[b].values.BYTES_PER_ELEMENT - arrays[a].values.BYTES_PER_ELEMENT || (a < b ? -1 : 1),
  );
  const header: Record<string, unknown> = metadata ? { __metadata__: metadata } : {};
  let size = 0;
  for (const name of names) {
    const { values, shape } = arrays[name];
    header[name] = { dtype: dtypeOf(values), shape, data_offsets: [size, size + values.byteLength] };
    size += values.byteLength;
  }
  const text = JSON.stringify(header);
  const head = new TextEncoder().encode(text);
  // Spaces after the header align the data to eight bytes.
  const padded = (head.length + 7) & ~7;
  const out = new Uint8Array(8 + padded + size);
  new DataView(out.buffer).setBigUint64(0, BigInt(padded), true);
  out.fill(0x20, 8, 8 + padded);
  out.set(head, 8);
  let at = 8 + padded;
  for (const name of names) {
    const { values } = arrays[name];
    out.set(new Uint8Array(values.buffer as ArrayBuffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return out;
}

/** Whether bytes look like a safetensors file: the length of a header that fits, and then its brace. */
export function isSafetensors(bytes: Uint8Array): boolean {
  if (bytes.length < 10 || bytes[8] !== 0x7b) return false;
  const length = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
  return length >= 2n && length <= BigInt(bytes.length - 8);
}

export interface Tensors {
  readonly arrays: Arrays;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface TensorLimits {
  readonly tensors: number;
  readonly rank: number;
}
/** More than any run has: 400 nets of eight hidden layers with batch normalisation have 20,798. */
export const DEFAULT_LIMITS: TensorLimits = { tensors: 32_768, rank: 8 };

/**
 * Reads a safetensors file strictly: known types, sizes that multiply to what the offsets say, offsets that start at 0 and follow one
 * another without gap or overlap up to the end of the file. Throws an ExperimentError at `path` for anything else.
 */
export function decodeSafetensors(
  bytes: Uint8Array,
  path = "safetensors",
  limits: TensorLimits = DEFAULT_LIMITS,
): Tensors {
  const { entries, metadata, start } = readTensors(bytes, path, limits, SIZES);
  const arrays = entries.map(({ name, dtype, shape, from, to }): [string, NDArray] => {
    const own = bytes.slice(start + from, start + to);
    return [name, { shape, values: new TYPES[dtype as Dtype](own.buffer as ArrayBuffer) }];
  });
  return { arrays: Object.fromEntries(arrays), metadata };
}

/** Where each tensor lies, checked: `sizes` has the bytes of one value of each type that is known. Throws an ExperimentError at `path`. */
export function readTensors(
  bytes: Uint8Array,
  path: string,
  limits: TensorLimits,
  sizes: Readonly<Record<string, number>>,
): { readonly entries: readonly Entry[]; readonly metadata: Tensors["metadata"]; readonly start: number } {
  const fail = (what: string): never => {
    throw new ExperimentError(path, "not-safetensors", `${path} is not a valid safetensors file: ${what}`);
  };
  if (bytes.length < 10) fail(`${bytes.length} bytes (must be at least 10)`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getBigUint64(0, true);
  if (length > BigInt(Math.min(MAX_HEADER, bytes.length - 8)))
    fail(`header of ${length} bytes (file cut off or damaged)`);
  const start = 8 + Number(length);
  const header = parseHeader(bytes.slice(8, start), fail);
  const metadata = readMetadata(header, fail);
  const entries = Object.entries(header)
    .filter(([name]) => name !== "__metadata__")
    .map(([name, entry]) => readEntry(name, entry, limits.rank, sizes, fail));
  if (entries.length > limits.tensors) fail(`${entries.length} tensors (must be at most ${limits.tensors})`);
  const byOffset = [...entries].sort((a, b) => a.from - b.from || a.to - b.to);
  let end = 0;
  for (const { name, from, to } of byOffset) {
    if (from !== end) fail(`tensor ${name} starts at ${from} (must start at ${end})`);
    end = to;
  }
  if (end !== bytes.length - start) fail(`data of ${bytes.length - start} bytes (must be ${end})`);
  return { entries, metadata, start };
}

type Fail = (what: string) => never;

function parseHeader(bytes: Uint8Array<ArrayBuffer>, fail: Fail): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      // A fresh object without a prototype: "__proto__" is a name like any other.
      return Object.assign(Object.create(null), value);
  } catch {
    // Said below.
  }
  return fail("its header is not a JSON object");
}

function readMetadata(header: Record<string, unknown>, fail: Fail): Record<string, string> {
  const given = header.__metadata__ ?? {};
  if (typeof given !== "object" || given === null || Array.isArray(given)) return fail("__metadata__ is not an object");
  const entries = Object.entries(given);
  if (entries.length > 256 || entries.some(([, text]) => typeof text !== "string"))
    return fail("__metadata__ must map at most 256 names to text");
  return Object.fromEntries(entries) as Record<string, string>;
}

export interface Entry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** First byte and the one after the last, from the start of the data. */
  readonly from: number;
  readonly to: number;
}

function readEntry(
  name: string,
  entry: unknown,
  rank: number,
  sizes: Readonly<Record<string, number>>,
  fail: Fail,
): Entry {
  if (typeof entry !== "object" || entry === null) return fail(`tensor ${name} has no description`);
  const { dtype, shape, data_offsets: offsets } = entry as Record<string, unknown>;
  if (name.length > 512 || name === "__proto__") return fail("a tensor has a name that is not allowed");
  if (typeof dtype !== "string" || !Object.hasOwn(sizes, dtype))
    return fail(
      `tensor ${name} has type ${String(dtype).slice(0, 20)} (must be one of ${Object.keys(sizes).join(", ")})`,
    );
  if (!isCounts(shape) || shape.length > rank) return fail(`tensor ${name} has a shape that is not allowed`);
  if (!isCounts(offsets) || offsets.length !== 2 || offsets[1] < offsets[0])
    return fail(`tensor ${name} has offsets that are not allowed`);
  let size = sizes[dtype];
  for (const extent of shape) {
    size *= extent;
    if (!Number.isSafeInteger(size)) return fail(`tensor ${name} is too large`);
  }
  if (size !== offsets[1] - offsets[0])
    return fail(`tensor ${name} has ${offsets[1] - offsets[0]} bytes (its shape needs ${size})`);
  return { name, dtype, shape, from: offsets[0], to: offsets[1] };
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);
}

function dtypeOf(values: TypedArray): Dtype {
  const found = (Object.keys(TYPES) as Dtype[]).find((dtype) => values instanceof TYPES[dtype]);
  if (!found) throw new TypeError(`array type without a safetensors name: ${values.constructor.name}`);
  return found;
}
