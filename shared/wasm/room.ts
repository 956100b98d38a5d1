/**
 * The memory of a module's instance, as the loader of a kernel sees it. A module lays out its arrays itself and exports where each begins as a
 * global; here these places are viewed under their names. Growing a memory invalidates its old views: so a view is made where it is used, and
 * none is kept beyond a call that may allocate.
 */
import type { TypedArray } from "../arrays.ts";
import type { WasmModules } from "./modules.ts";

/** What a module exports: any of those of the build. */
type Exports = Pick<WasmModules["moments"], "memory">;
/** One that lets its caller reserve memory, which is never freed: a process has an instance of its own. */
export type Allocating = Pick<WasmModules["math"], "memory" | "alloc">;
/** Names of the exported globals: places in memory, and numbers. */
type GlobalOf<E> = { [Name in keyof E]: E[Name] extends { readonly value: number } ? Name : never }[keyof E];
/** An address, or the global that holds it. */
type Place<E> = GlobalOf<E> | number;

export interface Room<E> {
  /** The number that a global holds now. */
  at(name: GlobalOf<E>): number;
  u8(place: Place<E>, length: number): Uint8Array;
  u32(place: Place<E>, length: number): Uint32Array;
  f32(place: Place<E>, length: number): Float32Array;
  f64(place: Place<E>, length: number): Float64Array;
  /** Copies values in their own type, where the module is told the type. */
  write(place: Place<E>, values: TypedArray): void;
}

export function roomOf<E extends Exports>(module: E): Room<E> {
  const at = (name: GlobalOf<E>) => (module[name] as { readonly value: number }).value;
  const address = (place: Place<E>) => (typeof place === "number" ? place : at(place as GlobalOf<E>));
  const u8 = (place: Place<E>, length: number) => new Uint8Array(module.memory.buffer, address(place), length);
  return {
    at,
    u8,
    u32: (place, length) => new Uint32Array(module.memory.buffer, address(place), length),
    f32: (place, length) => new Float32Array(module.memory.buffer, address(place), length),
    f64: (place, length) => new Float64Array(module.memory.buffer, address(place), length),
    write: (place, values) => u8(place, values.byteLength).set(bytesOf(values)),
  };
}

/** Reserves memory for values and copies them there; returns the address. `bytes`: at least this many, the rest zero. */
export function put(module: Allocating, values: TypedArray, bytes: number = values.byteLength): number {
  const address = module.alloc(bytes);
  roomOf(module).write(address, values);
  return address;
}

/**
 * A reusable, growing place: asked for a number of bytes, it returns an address. Its contents are lost when it grows, and are left
 * from last time when it does not.
 */
export function growing(module: Allocating): (bytes: number) => number {
  let [address, size] = [0, 0];
  return (bytes) => {
    if (bytes > size) [address, size] = [module.alloc(bytes), bytes];
    return address;
  };
}

/** Copies rows of `width` numbers that lie `stride` apart in memory to an array without gaps, a fresh one where none is given. */
export function takeRows<T extends Float32Array | Float64Array>(from: T, width: number, stride: number, into?: T): T {
  const rows = from.length / stride;
  const out = into ?? new (from.constructor as new (length: number) => T)(rows * width);
  if (width === stride) out.set(from);
  else for (let r = 0; r < rows; r++) out.set(from.subarray(r * stride, r * stride + width), r * width);
  return out;
}

/** The reverse: rows without gaps to memory, `stride` apart. What lies between them stays. */
export function putRows<T extends Float32Array | Float64Array>(to: T, width: number, stride: number, rows: T): void {
  if (width === stride) {
    to.set(rows);
    return;
  }
  for (let r = 0; r * width < rows.length; r++) to.set(rows.subarray(r * width, (r + 1) * width), r * stride);
}

function bytesOf(values: TypedArray): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
