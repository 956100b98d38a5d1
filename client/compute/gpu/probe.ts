/**
 * Whether a GPU computes what WGSL promises: small shaders whose answers are known, of float32 numbers, of integers, of invocations that work together, and of the functions of
 * nets. Run on each device before it is used.
 */

import { philox } from "../../../shared/random/index.ts";
import { included } from "../../../shared/webgpu/snippets/index.ts";
import { functionTask, judgeFunctions } from "./functions.ts";
import { answersOf } from "./shader.ts";

/** What is wrong with the device's arithmetic; null when nothing. `isExact`: all of it is rounded as the processor does, which WGSL does not ask for. */
export interface Probed {
  readonly complaint: string | null;
  readonly isExact: boolean;
}

/** Numbers of each operation. */
const COUNT = 256;

/** Rejects where the device fails. */
export async function probeGpu(device: GPUDevice): Promise<Probed> {
  const [a, b, c] = operands();
  const numbers = { code: numberShader, inputs: [a, b, c], count: operations.length * COUNT, groups: COUNT / 64 };
  const specials = { code: specialShader, inputs: [SPECIALS], count: specialAnswers.length, groups: 1 };
  const integers = { code: integerShader, inputs: [words(1), words(2)], count: 12 * COUNT, groups: COUNT / 64 };
  const together = { code: togetherShader, inputs: [words(6)], count: COUNT + 3, groups: 1 };
  const tasks = [numbers, specials, integers, together, functionTask];
  const found = await Promise.all(tasks.map((task) => answersOf(device, task)));
  const probed = judge(found[0], found[1], found[2]);
  if (probed.complaint !== null) return probed;
  const apart = expectedTogether().findIndex((answer, i) => found[3][i] !== answer);
  if (apart >= 0) return { complaint: `invocations do not work together (${apart})`, isExact: false };
  const { complaint, isExact } = judgeFunctions(found[4]);
  return { complaint, isExact: probed.isExact && isExact };
}

/** `numbers` by operation, `specials` and `integers` as the shaders leave them. */
function judge(numbers: Uint32Array, specials: Uint32Array, integers: Uint32Array): Probed {
  const expected = expectedNumbers();
  let isExact = true;
  for (const [o, { name, ulps, answers }] of operations.entries()) {
    for (let i = 0; i < COUNT; i++) {
      const at = o * COUNT + i;
      const all = [expected[at], ...(answers?.(i) ?? [])];
      if (numbers[at] === all[0]) continue;
      isExact = false;
      const off = Math.min(...all.map((one) => ulpsBetween(numbers[at], one)));
      if (!(off <= ulps)) return { complaint: `${name} is ${off} ulp off (must be at most ${ulps})`, isExact };
    }
  }
  const odd = specialAnswers.findIndex((answer, i) => specials[i] !== answer);
  if (odd >= 0) return { complaint: `a number that is not finite is not told apart (${odd})`, isExact };
  const right = expectedIntegers();
  const wrong = right.findIndex((answer, i) => integers[i] !== answer);
  if (wrong >= 0)
    return { complaint: `integer ${wrong} is ${integers[wrong]} (must be ${right[wrong]})`, isExact: false };
  return { complaint: null, isExact };
}

interface Operation {
  readonly name: string;
  readonly wgsl: string;
  /** How far WGSL lets it be from the correctly rounded answer (its section on accuracy). */
  readonly ulps: number;
  exact(a: number, b: number, c: number): number;
  /** Bits of other answers that are as good. */
  answers?(i: number): readonly number[];
}

/** float64 holds each of these answers closely enough that rounding it once more gives the correctly rounded float32. */
const operations: readonly Operation[] = [
  { name: "+", wgsl: "a + b", ulps: 0, exact: (a, b) => a + b },
  { name: "-", wgsl: "a - b", ulps: 0, exact: (a, b) => a - b },
  { name: "*", wgsl: "a * b", ulps: 0, exact: (a, b) => a * b },
  // 2.5 ulp of the exact quotient.
  { name: "/", wgsl: "a / b", ulps: 3, exact: (a, b) => a / b },
  // 1 / inverseSqrt(x): 2 ulp, then those of a division.
  { name: "sqrt", wgsl: "sqrt(abs(a))", ulps: 5, exact: (a) => Math.sqrt(Math.abs(a)) },
  {
    name: "a * b + c",
    wgsl: "a * b + c",
    ulps: 0,
    exact: (a, b, c) => Math.fround(a * b) + c,
    // Contracted to one operation it is rounded once.
    answers: fusedAnswers,
  },
];

function expectedNumbers(): Uint32Array {
  const [a, b, c] = operands().map((bits) => new Float32Array(bits.buffer));
  const values = new Float32Array(operations.length * COUNT);
  for (const [o, { exact }] of operations.entries())
    for (let i = 0; i < COUNT; i++) values[o * COUNT + i] = exact(a[i], b[i], c[i]);
  return new Uint32Array(values.buffer);
}

/** a·b + c rounded once: the product of two float32 is exact in float64, and so are these sums, whose terms lie close together. */
function fusedAnswers(i: number): readonly number[] {
  const [a, b, c] = operands().map((bits) => new Float32Array(bits.buffer)[i]);
  return [bitsOf(Math.fround(a * b + c))];
}

/** Numbers of both signs between 2^-12 and 2^12, of which every other triple has c = -a·b: there contraction shows. */
function operands(): readonly [Uint32Array, Uint32Array, Uint32Array] {
  const [a, b, c] = [words(3), words(4), words(5)].map((some) => some.map(asNumber));
  const [x, y, z] = [a, b, c].map((bits) => new Float32Array(bits.buffer));
  for (let i = 0; i < COUNT; i += 2) z[i] = -Math.fround(x[i] * y[i]);
  return [a, b, c];
}

/** Sign and mantissa as they are drawn, exponent from 115 to 138. */
const asNumber = (word: number) => ((word & 0x807fffff) | ((115 + ((word >>> 23) % 24)) << 23)) >>> 0;

function words(stream: number): Uint32Array {
  const found = new Uint32Array(COUNT);
  for (let i = 0; i < COUNT; i += 4) found.set(philox([i >> 2, 0, 0, stream], KEY), i);
  return found;
}

const KEY = [0x243f6a88, 0x85a308d3] as const;

function ulpsBetween(a: number, b: number): number {
  const [x, y] = [a, b].map((bits) => (bits & 0x80000000 ? -(bits & 0x7fffffff) : bits));
  return Math.abs(x - y);
}

function bitsOf(value: number): number {
  return new Uint32Array(Float32Array.of(value).buffer)[0];
}

/** NaN twice, both infinities, the greatest number and its opposite, the least normal one, 0, -0, 1: then what a sum and a product of them are. */
const SPECIALS = Uint32Array.of(
  ...[0x7fc00000, 0xff800001, 0x7f800000, 0xff800000],
  ...[0x7f7fffff, 0xff7fffff, 0x00800000, 0, 0x80000000, 0x3f800000],
);
/** Not finite: those four, then max + max, ∞ - ∞, NaN · 1, max · max; finite is max - max. */
const specialAnswers = [1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0];

const specialShader = /* wgsl */ `
@group(0) @binding(0) var<storage, read_write> answers: array<u32>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
fn odd(x: f32) -> u32 { return select(0u, 1u, (bitcast<u32>(x) & 0x7fffffffu) >= 0x7f800000u); }
@compute @workgroup_size(1) fn main() {
  for (var i = 0u; i < 10u; i++) { answers[i] = odd(x[i]); }
  answers[10] = odd(x[4] + x[4]);
  answers[11] = odd(x[2] + x[3]);
  answers[12] = odd(x[0] * x[9]);
  answers[13] = odd(x[4] * x[4]);
  answers[14] = odd(x[4] + x[5]);
}`;

const numberShader = /* wgsl */ `
@group(0) @binding(0) var<storage, read_write> answers: array<f32>;
@group(0) @binding(1) var<storage, read> first: array<f32>;
@group(0) @binding(2) var<storage, read> second: array<f32>;
@group(0) @binding(3) var<storage, read> third: array<f32>;
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
  let a = first[id.x];
  let b = second[id.x];
  let c = third[id.x];
  ${operations.map(({ wgsl }, o) => `answers[${o * COUNT}u + id.x] = ${wgsl};`).join("\n  ")}
}`;

/** Wrapping, shifts, conversion to a number, and a block of Philox4x32-10 as nets have it: a counter and a key for each. */
const integerShader = /* wgsl */ `
@group(0) @binding(0) var<storage, read_write> answers: array<u32>;
@group(0) @binding(1) var<storage, read> first: array<u32>;
@group(0) @binding(2) var<storage, read> second: array<u32>;
${included(["philox"])}
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
  let a = first[id.x];
  let b = second[id.x];
  let at = id.x * 12u;
  answers[at] = a + b;
  answers[at + 1u] = a - b;
  answers[at + 2u] = a * b;
  answers[at + 3u] = bitcast<u32>(bitcast<i32>(a) * bitcast<i32>(b));
  answers[at + 4u] = a << (b & 31u);
  answers[at + 5u] = a >> (b & 31u);
  answers[at + 6u] = bitcast<u32>(bitcast<i32>(a) >> (b & 31u));
  answers[at + 7u] = bitcast<u32>(f32(a >> 8u) * 5.9604644775390625e-8);
  let drawn = philox(vec4u(a, id.x, 0u, b), vec2u(b, a));
  answers[at + 8u] = drawn.x;
  answers[at + 9u] = drawn.y;
  answers[at + 10u] = drawn.z;
  answers[at + 11u] = drawn.w;
}`;

/**
 * One workgroup of the largest size that nets have: its words as others of its invocations left them in shared memory, their sum by halves, then a count and bits that all of them
 * add to at once.
 */
const togetherShader = /* wgsl */ `
@group(0) @binding(0) var<storage, read_write> answers: array<atomic<u32>>;
@group(0) @binding(1) var<storage, read> words: array<u32>;
var<workgroup> found: array<u32, ${COUNT}>;
@compute @workgroup_size(${COUNT}) fn main(@builtin(local_invocation_index) lane: u32) {
  found[lane] = words[lane];
  workgroupBarrier();
  atomicStore(&answers[lane], found[(lane * 7u + 3u) % ${COUNT}u]);
  for (var half = ${COUNT / 2}u; half > 0u; half = half / 2u) {
    workgroupBarrier();
    if (lane < half) { found[lane] += found[lane + half]; }
  }
  if (lane == 0u) { atomicStore(&answers[${COUNT}], found[0]); }
  atomicAdd(&answers[${COUNT + 1}], 1u);
  atomicOr(&answers[${COUNT + 2}], 1u << (lane & 31u));
}`;

function expectedTogether(): Uint32Array {
  const own = words(6);
  const moved = own.map((_, lane) => own[(lane * 7 + 3) % COUNT]);
  const sum = own.reduce((a, b) => (a + b) >>> 0, 0);
  return Uint32Array.of(...moved, sum, COUNT, 0xffffffff);
}

function expectedIntegers(): Uint32Array {
  const [first, second] = [words(1), words(2)];
  const found = new Uint32Array(12 * COUNT);
  for (const [i, a] of first.entries()) {
    const b = second[i];
    found.set(
      [
        ...[a + b, a - b, Math.imul(a, b), Math.imul(a, b)],
        ...[a << (b & 31), a >>> (b & 31), (a | 0) >> (b & 31), bitsOf((a >>> 8) * 2 ** -24)],
        ...philox([a, i, 0, b], [b, a]),
      ],
      i * 12,
    );
  }
  return found;
}
