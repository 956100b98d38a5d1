/** The functions of shaders against those of shared/math and shared/random, bit by bit. */
import { expect, test } from "vitest";
import { answersOf } from "../../../client/compute/gpu/shader.ts";
import {
  cosTurnsf,
  erff,
  expf,
  expMinusAbsf,
  expm1f,
  logf,
  sigmoidf,
  sinTurnsf,
  softplusf,
  tanhf,
} from "../../../shared/math/elementary32.ts";
import { foldIn, type Key, normal32, philox as philoxOf, uniform32, word } from "../../../shared/random/index.ts";
import { included } from "../../../shared/webgpu/snippets/index.ts";
import { theGpu } from "./gpu.ts";

const library = included([
  "expf",
  "expm1f",
  "expMinusAbsf",
  "logf",
  "tanhf",
  "sigmoidf",
  "softplusf",
  "erff",
  "foldIn",
  "normal32",
]);

const shader = (body: string) => /* wgsl */ `
@group(0) @binding(0) var<storage, read_write> results: array<u32>;
@group(0) @binding(1) var<storage, read> own: array<u32>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) thread: vec3<u32>) {
  let i = thread.x;
  if (i >= arrayLength(&results)) { return; }
  ${body}
}`;

async function computed(code: string, own: Uint32Array, count: number): Promise<Uint32Array> {
  const { device } = await theGpu();
  return answersOf(device as unknown as GPUDevice, { code, inputs: [own], count, groups: Math.ceil(count / 64) });
}

const float = new Float32Array(1);
const pattern = new Uint32Array(float.buffer);
const bitsOf = (x: number) => {
  float[0] = x;
  return pattern[0];
};
/** Devices compute with 0 in place of subnormal numbers; NaN has one pattern here. */
const comparable = (x: number) => {
  const own = x & 0x7fffffff;
  if (own > 0x7f800000) return 0x7fc00000;
  return own < 0x00800000 ? (x & 0x80000000) >>> 0 : x;
};
/** Patterns as integers in the order of the numbers. */
const rank = (x: number) => (x & 0x80000000 ? -(x & 0x7fffffff) : x);

/** Every 3947th float32 of all, and all of the last thousand on both sides of where a function changes its way. */
const STRIDE = 3947;
const everywhere = Uint32Array.from({ length: Math.floor(2 ** 32 / STRIDE) }, (_, i) => i * STRIDE);
const borders = [
  0,
  2 ** -126,
  2 ** -123,
  2 ** -103,
  2.9802322387695312e-8,
  0.625,
  0.5,
  Math.SQRT1_2,
  1,
  Math.SQRT2,
  4,
  20,
  40,
  86.64,
  87,
  87.34,
  88.72283,
  89,
  103.28,
  103.97,
  104,
  3.4028234663852886e38,
  Number.POSITIVE_INFINITY,
].flatMap((x) =>
  Array.from({ length: 2000 }, (_, i) => (bitsOf(x) + i - 1000) & 0x7fffffff).flatMap((b) => [
    b,
    (b | 0x80000000) >>> 0,
  ]),
);
const inputs = Uint32Array.from([...borders, ...everywhere]);

/** Devices take subnormal numbers for 0. */
const flushed = (x: number) => (Math.abs(x) < 2 ** -126 ? 0 * x : x);

/** Where a function says that it goes another way than shared/math, one ulp is free. */
const FUNCTIONS: readonly [name: string, of: (x: number) => number, slack?: (x: number) => boolean][] = [
  ["expf", expf],
  ["expm1f", expm1f],
  ["expMinusAbsf", expMinusAbsf],
  ["logf", logf],
  ["tanhf", tanhf],
  ["sigmoidf", sigmoidf],
  ["softplusf", softplusf, (x) => x < -86.6],
  ["erff", (x) => erff(flushed(x)), (x) => Math.abs(x) < 2 ** -122],
];

test.each(FUNCTIONS)("%s has the bits of shared/math", async (name, of, slack = () => false) => {
  const code = library + shader(`results[i] = bitcast<u32>(${name}(bitcast<f32>(own[i])));`);
  const found = await computed(code, inputs, inputs.length);
  const numbers = new Float32Array(inputs.buffer);
  let differ = 0;
  let first = "";
  for (let i = 0; i < inputs.length; i++) {
    const x = numbers[i];
    const [a, b] = [comparable(found[i]), comparable(bitsOf(of(x)))];
    if (a === b || (slack(x) && Math.abs(rank(a) - rank(b)) <= 1)) continue;
    float[0] = of(x);
    pattern[0] = found[i];
    if (differ++ === 0) first = `${name}(${x}) is ${float[0]} on the device, ${of(x)} by shared/math`;
  }
  expect(differ, first).toBe(0);
});

test.each([
  ["sinTurnsf", sinTurnsf, 0],
  ["cosTurnsf", cosTurnsf, 1],
] as const)("%s has the bits of shared/math at multiples of 2^-24", async (name, of, quarter) => {
  const turns = Float32Array.from({ length: 1 << 20 }, (_, i) => (i * 16 + (i & 15)) * 2 ** -24 * (i & 16 ? 1 : -3));
  const code = library + shader(`results[i] = bitcast<u32>(turned(bitcast<f32>(own[i]), ${quarter}));`);
  const found = await computed(code, new Uint32Array(turns.buffer), turns.length);
  const wrong = turns.findIndex((u, i) => comparable(found[i]) !== comparable(bitsOf(of(u))));
  expect(wrong, `${name}(${turns[wrong]})`).toBe(-1);
});

const KEYS: readonly Key[] = [
  [0, 0],
  [1, 2],
  [0xffffffff, 0xffffffff],
  [0x243f6a88, 0x85a308d3],
];
/** Where the low word of a block's number wraps, and of an index. */
const STARTS = [0, 1, 5, 2 ** 32 - 7, 2 ** 32, 2 ** 34 - 9, 2 ** 34 + 3, 2 ** 50 - 2048];
const COUNT = 1024;

/** Draws of all keys from all starts. */
async function drawn(expression: string): Promise<{ found: Uint32Array; places: { key: Key; index: number }[] }> {
  const heads = KEYS.flatMap((key) => STARTS.map((start) => ({ key, start })));
  const own = Uint32Array.from(heads.flatMap(({ key, start }) => [...key, start >>> 0, Math.floor(start / 2 ** 32)]));
  const code = `${library}${shader(`
    let at = 4u * (i / ${COUNT}u);
    let key = vec2u(own[at], own[at + 1u]);
    let index = indexAfter(vec2u(own[at + 2u], own[at + 3u]), i % ${COUNT}u);
    results[i] = ${expression};`)}`;
  const places = heads.flatMap(({ key, start }) =>
    Array.from({ length: COUNT }, (_, i) => ({ key, index: start + i })),
  );
  return { found: await computed(code, own, places.length), places };
}

test.each([
  ["words", "wordsAt(key, index)[index.x & 3u]", word],
  ["uniforms", "bitcast<u32>(uniform32(key, index))", (key: Key, i: number) => bitsOf(uniform32(key, i))],
  ["normals", "bitcast<u32>(normal32(key, index))", (key: Key, i: number) => bitsOf(normal32(key, i))],
  [
    "folded keys",
    "foldIn(key, index.x, index.y, 7u).y",
    (key: Key, i: number) => foldIn(key, i >>> 0, Math.floor(i / 2 ** 32), 7)[1],
  ],
] as const)("%s have the bits of shared/random, whatever the index", async (_, expression, of) => {
  const { found, places } = await drawn(expression);
  const wrong = places.findIndex(({ key, index }, i) => found[i] !== of(key, index));
  expect(wrong, JSON.stringify(places[wrong])).toBe(-1);
});

/** D. E. Shaw Research, Random123, kat_vectors: philox4x32 10. */
test("Philox gives the published vectors", async () => {
  const counter = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344] as const;
  const key = [0xa4093822, 0x299f31d0] as const;
  const code =
    library + shader("results[i] = philox(vec4u(own[0], own[1], own[2], own[3]), vec2u(own[4], own[5]))[i];");
  const found = await computed(code, Uint32Array.from([...counter, ...key]), 4);
  expect([...found]).toEqual([0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]);
  expect([...found]).toEqual(philoxOf([...counter], key));
});
