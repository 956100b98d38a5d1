/** What operations that are marked as single compute, in the exact order that `program.ts` states. Arguments are rounded to float32 first. */
import { cosf, erff, expf, expMinusAbsf, expm1f, logf, sinf, tanhf } from "../math/elementary32.ts";
import { log } from "../math/index.ts";
import { BINARY_OF, UNARY_OF } from "./kernels.ts";
import type { Binary, Unary } from "./program.ts";

const f = Math.fround;

const OWN: Partial<Record<Unary, (x: number) => number>> = {
  exp: expf,
  log: logf,
  expm1: expm1f,
  tanh: tanhf,
  sin: sinf,
  cos: cosf,
  erf: erff,
};

/** `isOfMinusAbs`: the operand is the negative absolute value of something. */
export function unaryOf32(op: Unary, isOfMinusAbs: boolean): (x: number) => number {
  if (op === "exp" && isOfMinusAbs) return (x) => expMinusAbsf(f(x));
  const of = OWN[op] ?? UNARY_OF[op];
  return (x) => f(of(f(x)));
}

export function binaryOf32(op: Binary): (x: number, y: number) => number {
  const of = BINARY_OF[op];
  return (x, y) => f(of(f(x), f(y)));
}

/** Rows of a block, in quads of four. */
const BLOCK = 32;
const BLOCKS_PER_LOG = 127;

/** The sum of up to eight numbers from `from` on, every fourth one: in pairs. */
function quads(x: Float64Array, from: number): number {
  const at = (k: number) => (from + 4 * k < x.length ? f(x[from + 4 * k]) : 0);
  return f(f(f(at(0) + at(1)) + f(at(2) + at(3))) + f(f(at(4) + at(5)) + f(at(6) + at(7))));
}

export function sumOf32(x: Float64Array): number {
  let even = 0;
  let odd = 0;
  for (let from = 0; from < x.length; from += BLOCK) {
    const places = [0, 1, 2, 3].map((l) => quads(x, from + l));
    even += f(places[0] + places[2]);
    odd += f(places[1] + places[3]);
  }
  return even + odd;
}

export function sumLog1pOf32(x: Float64Array): number {
  const factors = new Float64Array(BLOCK).fill(1);
  const blocks = Math.ceil(x.length / BLOCK);
  let total = 0;
  for (let block = 0; block < blocks; block++) {
    const end = Math.min(BLOCK, x.length - block * BLOCK);
    for (let i = 0; i < end; i++) factors[i] = f(factors[i] * f(1 + f(x[block * BLOCK + i])));
    if ((block + 1) % BLOCKS_PER_LOG !== 0 && block < blocks - 1) continue;
    for (let from = 0; from < BLOCK; from += 8) {
      let product = factors[from];
      for (let i = from + 1; i < from + 8; i++) product *= factors[i];
      total += log(product);
    }
    factors.fill(1);
  }
  return total;
}

export function timesOf32(matrix: Float64Array, x: Float64Array, out: Float64Array): void {
  const columns = x.length;
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum = f(sum + f(f(matrix[i * columns + j]) * f(x[j])));
    out[i] = sum;
  }
}

export function timesTransposedOf32(matrix: Float64Array, x: Float64Array, out: Float64Array): void {
  const columns = out.length;
  const product = new Float64Array(x.length);
  for (let j = 0; j < columns; j++) {
    for (let i = 0; i < x.length; i++) product[i] = f(f(matrix[i * columns + j]) * f(x[i]));
    out[j] = sumOf32(product);
  }
}
