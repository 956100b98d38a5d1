/**
 * Arrays compacted for display: drawing needs fewer digits than computing. Compact arrays are for display alone: no digest is
 * made of them and nothing is verified with them.
 */
import type { Arrays, NDArray, TypedArray } from "../arrays.ts";
import { decodeSafetensors, encodeSafetensors, type Tensors } from "../data/readers/safetensors/safetensors.ts";

/** How finely an array is kept: as pixels are (8 bits), or as points and lines are (16). */
export type Bits = 8 | 16;
/**
 * Or as they are, for numbers that are read and compared with others (64); or each to a thousandth of itself, for lines that may be drawn on a logarithmic
 * axis too.
 */
export type Fineness = Bits | 64 | "relative";

/** How an array was made small. */
interface Code {
  /** Of floats, their type before; integers keep theirs. */
  readonly type?: "F32" | "F64";
  /** Values are low + step × code. Codes of 16 bits are a plane of high bytes and a plane of low ones, one more axis in front. */
  readonly bits?: Bits;
  readonly low?: number;
  readonly step?: number;
  /** Length before, of a list that was shortened: the last value stands for all that are missing behind it, … */
  readonly length?: number;
  /** … or only each `every`-th value is kept, and between them all were infinite (a record that is computed now and then). */
  readonly every?: number;
}

export interface Compact {
  readonly arrays: Arrays;
  readonly codes: Readonly<Record<string, Code>>;
}

/** Up to this many numbers are kept exactly: they may be read, not just looked at. */
const FEW = 100;

type Floats = Float32Array | Float64Array;

/**
 * Floats with bits become codes, others single precision (and fewer digits where asked) where that loses no number altogether. Lists that repeat their last value or are infinite
 * at regular places are shortened without loss. Arrays of few numbers stay as they are. Throws a RangeError for bits of an array that is not finite.
 */
export function compactArrays(
  arrays: Arrays,
  bitsOf: (name: string) => Fineness | undefined = () => undefined,
): Compact {
  const codes: Record<string, Code> = {};
  const entries = Object.entries(arrays).map(([name, array]): [string, NDArray] => {
    const bits = bitsOf(name);
    if (array.values.length <= FEW || bits === 64) return [name, array];
    const [compact, code] = compactOne(name, array, bits);
    if (Object.keys(code).length > 0) codes[name] = code;
    return [name, compact];
  });
  return { arrays: Object.fromEntries(entries), codes };
}

/** The arrays in their former types and shapes, with the values that were kept. */
export function expandArrays({ arrays, codes }: Compact): Arrays {
  const entries = Object.entries(arrays).map(([name, array]): [string, NDArray] => {
    const code = Object.hasOwn(codes, name) ? codes[name] : undefined;
    return [name, code ? expanded(array, code) : array];
  });
  return Object.fromEntries(entries);
}

/** Compact arrays as the bytes of a safetensors file. */
export function encodeCompact({ arrays, codes }: Compact, metadata: Readonly<Record<string, string>> = {}) {
  return encodeSafetensors(arrays, { ...metadata, codes: JSON.stringify(codes) });
}

/** The arrays of such a file, and its metadata. Throws an ExperimentError for any other bytes. */
export function decodeCompact(bytes: Uint8Array): Tensors {
  const { arrays, metadata } = decodeSafetensors(bytes);
  const { codes = "{}", ...rest } = metadata;
  return { arrays: expandArrays({ arrays, codes: JSON.parse(codes) as Compact["codes"] }), metadata: rest };
}

function compactOne(
  name: string,
  { shape, values: all }: NDArray,
  bits: Bits | "relative" | undefined,
): [NDArray, Code] {
  const short = shape.length === 1 ? shortened(all) : undefined;
  const { values, ...places } = short ?? { values: all };
  const kept = short ? [values.length] : shape;
  if (!(values instanceof Float32Array || values instanceof Float64Array)) return [{ shape: kept, values }, places];
  const code: Code = { type: values instanceof Float64Array ? "F64" : "F32", ...places };
  if (bits !== undefined && bits !== "relative") {
    const scale = scaleOf(name, values, 2 ** bits);
    const codes = codesOf(values, bits, scale);
    return [
      { shape: bits === 8 ? kept : [2, ...kept], values: codes },
      { ...code, bits, ...scale },
    ];
  }
  if (!values.every(survives)) return [{ shape: kept, values }, code];
  const single = Float32Array.from(values);
  return [{ shape: kept, values: bits === "relative" ? single.map(toThousandth) : single }, code];
}

function expanded({ shape, values }: NDArray, { type, bits, low = 0, step = 1, length, every }: Code): NDArray {
  const count = bits === 16 ? values.length / 2 : values.length;
  const out = emptyOf(type, values, length ?? count);
  const apart = every ?? 1;
  // Loops without calls: a page does this before it draws.
  if (apart > 1) out.fill(Number.POSITIVE_INFINITY);
  const kept = Math.min(count, Math.ceil(out.length / apart));
  if (bits === 16) for (let i = 0; i < kept; i++) out[i * apart] = low + step * (256 * values[i] + values[count + i]);
  else if (bits === 8) for (let i = 0; i < kept; i++) out[i * apart] = low + step * values[i];
  else for (let i = 0; i < kept; i++) out[i * apart] = values[i];
  if (every === undefined) out.fill(out[kept - 1], kept);
  return { shape: length !== undefined ? [length] : bits === 16 ? shape.slice(1) : shape, values: out };
}

function emptyOf(type: Code["type"], like: TypedArray, length: number): TypedArray {
  if (type !== undefined) return type === "F64" ? new Float64Array(length) : new Float32Array(length);
  return new (like.constructor as new (length: number) => TypedArray)(length);
}

/** Numbers that a list takes when it is made small without loss. */
export function shortLength(values: TypedArray): number {
  return shortened(values)?.values.length ?? values.length;
}

/** What is enough to know of a list; undefined where that is all of it. */
function shortened<T extends TypedArray>(
  values: T,
): { readonly values: T; readonly length: number; readonly every?: number } | undefined {
  const { length } = values;
  let every = 0;
  for (let i = 0; i < length && every !== 1; i++) if (values[i] !== Number.POSITIVE_INFINITY) every = divisor(i, every);
  if (every > 1) return { values: values.filter((_, i) => i % every === 0) as T, length, every };
  let used = length;
  while (used > 1 && Object.is(values[used - 2], values[length - 1])) used--;
  return used < length ? { values: values.slice(0, used) as T, length } : undefined;
}

/** Greatest common divisor. */
function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

interface Scale {
  readonly low: number;
  readonly step: number;
}

/** From the least value to the greatest; where zero lies between them it has a code of its own, so that zero stays zero. */
function scaleOf(name: string, values: Floats, levels: number): Scale {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) throw new RangeError(`array ${name} holds ${value} (only finite numbers have codes)`);
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low >= 0 || high <= 0) return { low, step: (high - low) / (levels - 1) || 1 };
  const step = (high - low) / (levels - 2);
  return { low: -Math.round(-low / step) * step, step };
}

function codesOf(values: Floats, bits: Bits, { low, step }: Scale): Uint8Array {
  const codeOf = (value: number) => Math.max(0, Math.min(2 ** bits - 1, Math.round((value - low) / step)));
  if (bits === 8) return Uint8Array.from(values, codeOf);
  const out = new Uint8Array(2 * values.length);
  for (const [i, value] of values.entries()) {
    const code = codeOf(value);
    out[i] = code >> 8;
    out[values.length + i] = code & 255;
  }
  return out;
}

const view = new DataView(new ArrayBuffer(4));

/** The nearest number of ten binary digits: the zeros behind them take little room once a file is packed. Infinities stay. */
function toThousandth(value: number): number {
  view.setFloat32(0, value);
  view.setUint32(0, (view.getUint32(0) + 0x2000) & ~0x3fff);
  return view.getFloat32(0);
}

/** Neither becomes infinite nor, unless it was, zero in single precision. */
function survives(value: number): boolean {
  const single = Math.fround(value);
  return Number.isFinite(single) === Number.isFinite(value) && (single === 0) === (value === 0);
}
