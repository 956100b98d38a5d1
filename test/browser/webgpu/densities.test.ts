/** Densities in shaders against the reference: each operation, and whole densities with their derivatives. */
import { expect, test } from "vitest";
import { answersOf } from "../../../client/compute/gpu/shader.ts";
import { interpret } from "../../../shared/densities/interpret.ts";
import type { Program } from "../../../shared/densities/program.ts";
import { BINARY, UNARY } from "../../../shared/densities/program.ts";
import { dataOf, densityFunctions, wgslOf } from "../../../shared/densities/wgsl/index.ts";
import { normal } from "../../../shared/random/index.ts";
import {
  banana,
  eightSchools,
  functionOf,
  logistic,
  moves,
  normals,
  pairsOf,
} from "../../shared/densities/programs.ts";
import { theGpu } from "./gpu.ts";

interface Found {
  readonly value: Float32Array;
  readonly gradient: Float32Array;
  readonly reported: Float32Array;
}

/** Value, derivatives and what is reported at each position, one invocation for each; vectors in a buffer where `buffered`. */
async function computed(program: Program, positions: readonly Float64Array[], buffered = false): Promise<Found> {
  const { device } = await theGpu();
  const [D, P, count] = [program.dimension, program.names.length, positions.length];
  const G = program.gradient.length > 0 ? D : 0;
  const width = 1 + G + P;
  const roomAt = 2 ** 12;
  const density = wgslOf(program, {
    name: "density",
    position: (index) => `positions[chain * ${D}u + (${index})]`,
    ...(buffered && { room: (index: string) => `results[${count * width}u + chain * ${roomAt}u + (${index})]` }),
    returns: program.value,
    writes: [
      { ids: program.gradient, store: (index, value) => `results[chain * ${width}u + 1u + (${index})] = ${value};` },
      {
        ids: program.reported,
        store: (index, value) => `results[chain * ${width}u + ${1 + G}u + (${index})] = ${value};`,
      },
    ],
  });
  const code = `${densityFunctions()}
@group(0) @binding(0) var<storage, read_write> results: array<f32>;
@group(0) @binding(1) var<storage, read> data: array<u32>;
@group(0) @binding(2) var<storage, read> positions: array<f32>;
${density.code}
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
  // A density without data leaves the binding alone.
  if (id.x >= ${count}u || arrayLength(&data) == 0u) { return; }
  results[id.x * ${width}u] = density(id.x);
}`;
  const flat = new Float32Array(count * D);
  for (const [c, position] of positions.entries()) flat.set(position, c * D);
  const bits = await answersOf(device as unknown as GPUDevice, {
    code,
    inputs: [dataOf(program), new Uint32Array(flat.buffer)],
    count: count * width + (buffered ? count * roomAt : 0),
    groups: Math.ceil(count / 64),
  });
  const all = new Float32Array(bits.buffer);
  const part = (from: number, length: number) =>
    Float32Array.from({ length: count * length }, (_, i) => all[Math.floor(i / length) * width + from + (i % length)]);
  return { value: part(0, 1), gradient: part(1, G), reported: part(1 + G, P) };
}

function expected(program: Program, positions: readonly Float64Array[]): Found {
  const reference = interpret(program);
  const [D, P] = [program.gradient.length > 0 ? program.dimension : 0, program.names.length];
  const value = new Float32Array(positions.length);
  const [gradients, reports] = [D, P].map((width) => new Float32Array(positions.length * width));
  for (const [c, position] of positions.entries()) {
    const [gradient, report] = [new Float64Array(D), new Float64Array(P)];
    value[c] = D > 0 ? reference.value(position, gradient) : reference.value(position);
    reference.report(position, report);
    gradients.set(gradient, c * D);
    reports.set(report, c * P);
  }
  return { value, gradient: gradients, reported: reports };
}

/** Positions that float32 holds. */
function positions(count: number, dimension: number, spread: number): Float64Array[] {
  return Array.from({ length: count }, (_, c) =>
    Float64Array.from({ length: dimension }, (_, i) => Math.fround(spread * normal([c, 9], i))),
  );
}

/** Off by `within` of `size`, which is at least 1: what cancels is as exact as its parts. */
function expectNear(found: Float32Array, wanted: Float32Array, within: number, name: (i: number) => string): void {
  for (const [i, value] of wanted.entries()) {
    if (Object.is(found[i], value) || found[i] === value) continue;
    const off = Math.abs(found[i] - value) / Math.max(1, Math.abs(value));
    if (!(off <= within)) expect.fail(`${name(i)} is ${found[i]} (must be ${value})`);
  }
}

const ORDINARY = [0.1, 0.3, 0.5, 0.9, 1, 1.4, 2, 2.6, 3.7, 5, 7.5, 8, 11, 30, 60];
const SIGNED = [...ORDINARY, 0, ...ORDINARY.map((x) => -x)];
const SPECIAL = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
/** Float32 leaves so much of a function where its own steps are few; those of many steps say more in `functions.ts`. */
const WITHIN: Readonly<Record<string, number>> = { lgamma: 1e-5, digamma: 1e-5, pow: 2e-5 };

test("each function of one number, special ones too", async () => {
  for (const op of UNARY) {
    const values =
      op === "lgamma" || op === "digamma" ? [...ORDINARY, -0.5, -2.25, Number.NaN] : [...SIGNED, ...SPECIAL];
    const program = functionOf(op, values);
    const at = [Float64Array.of(0)];
    const found = await computed(program, at);
    expectNear(found.reported, expected(program, at).reported, WITHIN[op] ?? 5e-7, (i) => program.names[i]);
  }
});

test("each function of two numbers", async () => {
  for (const op of BINARY) {
    const values = op === "pow" ? [0, 0.5, 1, 2, 3, -1, -2, -3, 0.25, 4.5] : [...SPECIAL, 0, 1, -1, 2.5, -7];
    const program = pairsOf(op, values);
    const at = [Float64Array.of(0)];
    const found = await computed(program, at);
    expectNear(found.reported, expected(program, at).reported, WITHIN[op] ?? 5e-7, (i) => program.names[i]);
  }
});

test.each([
  ["banana", banana(), 1, 1e-6],
  ["eight schools", eightSchools(), 1, 2e-6],
  ["normals", normals([1, -2, 3, 0.5, 0], [1, 2, 0.1, 4, 1]), 2, 1e-5],
  ["logistic regression", logistic(300, 5), 0.5, 1e-5],
  ["elements moved about", moves(), 1, 1e-6],
] as const)("%s, whether vectors lie in the invocation or in a buffer", async (name, program, spread, within) => {
  const at = positions(70, program.dimension, spread);
  const wanted = expected(program, at);
  for (const buffered of [false, true]) {
    const found = await computed(program, at, buffered);
    for (const part of ["value", "gradient", "reported"] as const)
      expectNear(found[part], wanted[part], within, (i) => `${part} ${i} of ${name}`);
  }
});

test("a density too large for an invocation asks for a buffer", () => {
  const wide = normals(Array(1000).fill(0), Array(1000).fill(1));
  const kept = { name: "f", position: (i: string) => `q[${i}]`, writes: [{ ids: wide.gradient, store: () => "" }] };
  expect(() => wgslOf(wide, kept)).toThrow("1000 floats (at most 768 without a buffer)");
  expect(wgslOf(wide, { ...kept, room: (i) => `r[${i}]` }).room).toBe(1000);
});
