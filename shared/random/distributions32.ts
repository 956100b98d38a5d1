/** Draws in float32, addressed as those of `distributions.ts`. */
import { cosTurnsf, logf, sinTurnsf } from "../math/elementary32.ts";
import type { Key } from "./key.ts";
import { blockInto, word } from "./philox.ts";

const TWO_M24 = 5.9604644775390625e-8;
const fround = Math.fround;
const block = new Uint32Array(4);

/** Uniform in [0, 1), a multiple of 2^-24 (a float32), from word `index`. */
export function uniform32(key: Key, index: number): number {
  return (word(key, index) >>> 8) * TWO_M24;
}

function boxMuller32(w1: number, w2: number, second: boolean): number {
  const r = fround(Math.sqrt(fround(-2 * logf(1 - (w1 >>> 8) * TWO_M24))));
  const u = (w2 >>> 8) * TWO_M24;
  return fround(r * (second ? sinTurnsf(u) : cosTurnsf(u)));
}

/** Standard normal in float32: one block gives the normals 4b … 4b + 3, two from each pair of words. |result| < 5.8. */
export function normal32(key: Key, index: number): number {
  blockInto(block, key, Math.floor(index / 4));
  const pair = index % 4 < 2 ? 0 : 2;
  return boxMuller32(block[pair], block[pair + 1], index % 2 === 1);
}

export function fillUniform32(key: Key, start: number, out: Float32Array): void {
  for (let i = 0; i < out.length; i++) out[i] = uniform32(key, start + i);
}

export function fillNormal32(key: Key, start: number, out: Float32Array): void {
  for (let i = 0; i < out.length; i++) out[i] = normal32(key, start + i);
}
