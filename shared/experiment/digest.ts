import type { Arrays, NDArray, TypedArray } from "../arrays.ts";
import { canonicalJson } from "./canonical.ts";
import type { Experiment } from "./experiment.ts";

/** Lower-case hexadecimal SHA-256. */
export async function sha256Hex(bytes: ArrayBufferView | ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Arrays that are hashed at a time: by threads of the runtime's own, which take no time from this one. */
const AT_ONCE = 4;

/**
 * SHA-256 over the experiment, its exact metrics and its full arrays; `known`: what `hashOf` says of some of them, by name. The text that is hashed has one line each for experiment, metrics and every
 * array (by name, with type, shape and the SHA-256 of its little-endian bytes), so that it can be checked by hand.
 * Every NaN counts as the canonical quiet NaN: runtimes differ in its bits.
 */
export async function digestOf(
  experiment: Experiment,
  metrics: Readonly<Record<string, number>>,
  arrays: Arrays,
  known: Readonly<Record<string, string>> = {},
): Promise<string> {
  const lines = [canonicalJson(experiment), canonicalJson(metrics)];
  const names = Object.keys(arrays).sort((a, b) => (a < b ? -1 : 1));
  for (let at = 0; at < names.length; at += AT_ONCE)
    lines.push(
      ...(await Promise.all(names.slice(at, at + AT_ONCE).map((name) => arrayLine(name, arrays[name], known[name])))),
    );
  return sha256Hex(new TextEncoder().encode(lines.join("\n")));
}

async function arrayLine(name: string, { shape, values }: NDArray, known: string | undefined): Promise<string> {
  return canonicalJson([name, typeName(values), shape, known ?? (await hashOf(values))]);
}

/** SHA-256 of the values as they are hashed for a digest. */
export function hashOf(values: TypedArray): Promise<string> {
  return sha256Hex(canonicalBytes(values));
}

/** "float32", "int8", … */
export function typeName(values: TypedArray): string {
  return values.constructor.name.replace("Array", "").toLowerCase();
}

/** All runtimes that we know are little-endian; a big-endian one would fail its self-test. */
function canonicalBytes(values: TypedArray): Uint8Array {
  const isFloat = values instanceof Float32Array || values instanceof Float64Array;
  const clean = isFloat && hasNaN(values) ? canonicalNaN(values) : unshared(values);
  return new Uint8Array(clean.buffer as ArrayBuffer, clean.byteOffset, clean.byteLength);
}

/** What hashes takes no memory that threads share. */
function unshared(values: TypedArray): TypedArray {
  return values.buffer instanceof ArrayBuffer ? values : values.slice();
}

function hasNaN(values: Float32Array | Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) return true;
  return false;
}

function canonicalNaN(values: Float32Array | Float64Array): Float32Array | Float64Array {
  const copy = values.slice();
  const view = new DataView(copy.buffer);
  for (let i = 0; i < copy.length; i++) {
    if (!Number.isNaN(copy[i])) continue;
    if (copy instanceof Float32Array) view.setUint32(4 * i, 0x7fc00000, true);
    else view.setBigUint64(8 * i, 0x7ff8000000000000n, true);
  }
  return copy;
}
