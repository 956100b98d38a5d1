/** Whether the functions with which nets compute on a GPU give what they give on the processor: the very text of their shaders. */
import {
  erff,
  expf,
  expMinusAbsf,
  expm1f,
  logf,
  sigmoidf,
  softplusf,
  tanhf,
} from "../../../shared/math/elementary32.ts";
import { type Key, normal32 } from "../../../shared/random/index.ts";
import { included } from "../../../shared/webgpu/snippets/index.ts";
import type { ShaderTask } from "./shader.ts";

const FUNCTIONS = { expf, expm1f, expMinusAbsf, logf, tanhf, sigmoidf, softplusf, erff } as const;
const names = Object.keys(FUNCTIONS) as (keyof typeof FUNCTIONS)[];

/** NaN, infinities, zeros, and where functions saturate, overflow or change their way; then numbers of both signs and many sizes. */
const ARGUMENTS = Float32Array.from([
  ...[NaN, Infinity, -Infinity, 0, -0, 1, -1, 0.5, -0.5, 0.625, -0.625, 1.5, -1.5, 4, -4, 20, -20, 40, -41],
  ...[86, -86, 87.5, -88, 88.5, 89, -100, -104, 1e4, -1e4, 1e30, -1e30, 3e38, -3e38],
  ...Array.from({ length: 223 }, (_, i) => (i % 2 === 0 ? 1 : -1) * 1.37 ** (i / 2 - 55)),
]);
const COUNT = ARGUMENTS.length;
/** A long way into the stream: the index has more than 32 bits. */
const START = 2 ** 33 - 128;
const KEY: Key = [0x9e3779b9, 0x7f4a7c15];

/**
 * WGSL leaves the device free to round differently what it contracts, divides and takes roots of; each function has a handful of such steps. What is off by
 * more was computed in another way.
 */
const MOST_ULPS = 32;

export const functionTask: ShaderTask = {
  inputs: [new Uint32Array(ARGUMENTS.buffer)],
  count: (names.length + 1) * COUNT,
  groups: Math.ceil(COUNT / 64),
  code: `${included([...names, "normal32"])}
@group(0) @binding(0) var<storage, read_write> answers: array<f32>;
@group(0) @binding(1) var<storage, read> arguments: array<f32>;
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.x;
  if (i >= ${COUNT}u) { return; }
  let x = arguments[i];
  ${names.map((name, f) => `answers[${f * COUNT}u + i] = ${name}(x);`).join("\n  ")}
  let index = indexAfter(vec2u(${START >>> 0}u, ${Math.floor(START / 2 ** 32)}u), i);
  answers[${names.length * COUNT}u + i] = normal32(vec2u(${KEY[0]}u, ${KEY[1]}u), index);
}`,
};

/** What is wrong with the answers; null when nothing. */
export function judgeFunctions(answers: Uint32Array): { readonly complaint: string | null; readonly isExact: boolean } {
  const found = new Float32Array(answers.buffer, answers.byteOffset, answers.length);
  let isExact = true;
  for (let i = 0; i < answers.length; i++) {
    const [f, at] = [Math.floor(i / COUNT), i % COUNT];
    const [name, expected] =
      f < names.length
        ? [`${names[f]}(${ARGUMENTS[at]})`, FUNCTIONS[names[f]](ARGUMENTS[at])]
        : [`normal ${at}`, normal32(KEY, START + at)];
    const off = ulpsApart(found[i], expected);
    if (off > MOST_ULPS) return { complaint: `${name} is ${found[i]} (must be ${expected})`, isExact: false };
    if (off > 0) isExact = false;
  }
  return { complaint: null, isExact };
}

/** Units of the last place; subnormal numbers may be 0, and one NaN is like the other. */
function ulpsApart(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) === Number.isNaN(b) ? 0 : Number.POSITIVE_INFINITY;
  const [x, y] = [rankOf(a), rankOf(b)];
  return Math.abs(x - y);
}

const word = new Int32Array(1);
const number = new Float32Array(word.buffer);

function rankOf(x: number): number {
  if (Math.abs(x) < 2 ** -126) return 0;
  number[0] = x;
  return word[0] < 0 ? -(word[0] & 0x7fffffff) : word[0];
}
