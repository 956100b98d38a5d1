import { fromHalf } from "../half.ts";

export type Read = (view: DataView, at: number, little: boolean) => number;

interface Type {
  readonly size: number;
  readonly read: Read;
  /** An array that holds each of its numbers. */
  readonly make: (count: number) => Uint8Array<ArrayBuffer> | Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;
  /** A number of the language holds each of its numbers exactly. */
  readonly isSafe: boolean;
}

const bytes = { size: 1, make: (count: number) => new Uint8Array(count), isSafe: true };
const single = { make: (count: number) => new Float32Array(count), isSafe: true };
const double = { make: (count: number) => new Float64Array(count), isSafe: true };

/** NumPy's types of numbers by kind and size: "f4", "u1", … */
export const types: Readonly<Record<string, Type>> = {
  f2: { ...single, size: 2, read: (view, at, little) => fromHalf(view.getUint16(at, little)) },
  f4: { ...single, size: 4, read: (view, at, little) => view.getFloat32(at, little) },
  f8: { ...double, size: 8, read: (view, at, little) => view.getFloat64(at, little) },
  u1: { ...bytes, read: (view, at) => view.getUint8(at) },
  b1: { ...bytes, read: (view, at) => (view.getUint8(at) ? 1 : 0) },
  i1: { ...double, size: 1, read: (view, at) => view.getInt8(at) },
  u2: { ...double, size: 2, read: (view, at, little) => view.getUint16(at, little) },
  i2: { ...double, size: 2, read: (view, at, little) => view.getInt16(at, little) },
  u4: { ...double, size: 4, read: (view, at, little) => view.getUint32(at, little) },
  i4: { ...double, size: 4, read: (view, at, little) => view.getInt32(at, little) },
  u8: { ...double, size: 8, isSafe: false, read: (view, at, little) => Number(view.getBigUint64(at, little)) },
  i8: { ...double, size: 8, isSafe: false, read: (view, at, little) => Number(view.getBigInt64(at, little)) },
};
