/**
 * The wire format of protocol buffers (https://protobuf.dev/programming-guides/encoding), as far as ONNX needs it: fields one after the other, each a number, a wire type
 * and a value. Messages within messages are bytes here, so that nothing nests deeper than its reader goes. A library would weigh more than all that reads nets, and the
 * one for ONNX writes whole numbers of 64 bits as 0 without a word (onnx-proto 8.0.1, of BigInt).
 */

/** What is not this format, or is cut off. */
export class WireError extends Error {
  override readonly name = "WireError";
  /** Whether it ends before what it states does. */
  readonly isCut: boolean;
  constructor(message: string, isCut = false) {
    super(message);
    this.isCut = isCut;
  }
}

export type Bytes = Uint8Array<ArrayBuffer>;

export function joined(parts: readonly Uint8Array[]): Bytes {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** A whole number of 64 bits, seven in each byte, the lowest first; a negative one as its complement of two. Exact up to 2^53. */
function varint(n: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(n));
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Uint8Array.of(...bytes, Number(rest));
}

export const whole = (field: number, n: number): Bytes => joined([varint(field * 8), varint(n)]);

export function float(field: number, value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return joined([varint(field * 8 + 5), bytes]);
}

export const bytesField = (field: number, content: Uint8Array): Bytes =>
  joined([varint(field * 8 + 2), varint(content.length), content]);

export const text = (field: number, value: string): Bytes => bytesField(field, new TextEncoder().encode(value));

export const message = (field: number, ...parts: readonly Uint8Array[]): Bytes => bytesField(field, joined(parts));

/** A field that was read: a whole number that has a sign if it is one of 64 bits, or bytes (of fixed32 and fixed64 four and eight). */
export interface Field {
  readonly field: number;
  readonly value: number | Uint8Array;
}

/** Bytes after the tag of wire types 1 and 5. */
const FIXED: Readonly<Record<number, number>> = { 1: 8, 5: 4 };

/** The fields of a message. Throws a WireError for what is cut off, for lengths beyond the end, and for groups, which nothing writes any more. */
export function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  for (let at = 0; at < bytes.length; ) {
    const [tag, from] = readVarint(bytes, at);
    const [field, type] = [Math.floor(tag / 8), ((tag % 8) + 8) % 8];
    if (field < 1) throw new WireError(`field ${field} at byte ${at}`);
    if (type === 0) {
      const [value, after] = readVarint(bytes, from);
      yield { field, value };
      at = after;
      continue;
    }
    const [length, start] = type === 2 ? readVarint(bytes, from) : [FIXED[type], from];
    if (length === undefined) throw new WireError(`wire type ${type} at byte ${at}`);
    if (!(length >= 0 && length <= bytes.length - start))
      throw new WireError(`${length} bytes at byte ${at}, where ${bytes.length - start} are left`, length >= 0);
    yield { field, value: bytes.subarray(start, start + length) };
    at = start + length;
  }
}

/** The number at a place, and the place after it. */
function readVarint(bytes: Uint8Array, at: number): readonly [value: number, after: number] {
  let value = 0n;
  for (let place = 0; place < 10; place++) {
    const byte = bytes[at + place];
    if (byte === undefined) throw new WireError(`cut off at byte ${at}`, true);
    value |= BigInt(byte & 127) << BigInt(7 * place);
    if (byte < 128) return [Number(BigInt.asIntN(64, value)), at + place + 1];
  }
  throw new WireError(`a number of more than ten bytes at byte ${at}`);
}

/** Whole numbers of a repeated field: one, or packed. */
export function wholes({ value }: Field): readonly number[] {
  if (typeof value === "number") return [value];
  const found: number[] = [];
  for (let at = 0; at < value.length; ) {
    const [one, after] = readVarint(value, at);
    found.push(one);
    at = after;
  }
  return found;
}

/** Floats of a repeated field of so many bytes each: one, or packed. Throws a WireError for other bytes. */
export function floats({ field, value }: Field, size: 4 | 8): readonly number[] {
  if (typeof value === "number" || value.length % size !== 0) throw new WireError(`field ${field} is not of floats`);
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  return Array.from({ length: value.length / size }, (_, i) =>
    size === 4 ? view.getFloat32(4 * i, true) : view.getFloat64(8 * i, true),
  );
}

export function oneWhole({ field, value }: Field): number {
  if (typeof value === "number") return value;
  throw new WireError(`field ${field} is not a whole number`);
}

export function oneBytes({ field, value }: Field): Uint8Array {
  if (typeof value !== "number") return value;
  throw new WireError(`field ${field} is not bytes`);
}

/** At most so many bytes. */
const MOST_TEXT = 4_096;

export function oneText(field: Field): string {
  const bytes = oneBytes(field);
  if (bytes.length > MOST_TEXT) throw new WireError(`a text of ${bytes.length} bytes (must be at most ${MOST_TEXT})`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new WireError(`field ${field.field} is not text`);
  }
}
