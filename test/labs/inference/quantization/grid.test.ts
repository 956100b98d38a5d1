/** Weights on a grid against the closed forms of uniform quantisation. */
import { describe, expect, test } from "vitest";
import { array } from "../../../../shared/arrays.ts";
import { griddedWeights } from "../../../../shared/labs/inference/quantization/bits.ts";
import { clippingOf } from "../../../../shared/labs/inference/quantization/clipping.ts";
import { decibels, levelsOf, onGrid, squaresOf } from "../../../../shared/labs/inference/quantization/grid.ts";
import { storedWeights } from "../../../../shared/labs/inference/quantization/stored.ts";
import type { FloatProduct } from "../../../../shared/quant/float/index.ts";
import { fillNormal32, fillUniform32 } from "../../../../shared/random/index.ts";

const COUNT = 40_000;
const uniform = new Float32Array(COUNT);
fillUniform32([1, 2], 0, uniform);
for (let i = 0; i < COUNT; i++) uniform[i] = 2 * uniform[i] - 1;
const normal = new Float32Array(COUNT);
fillNormal32([3, 4], 0, normal);

const BITS = [2, 3, 4, 5, 6, 7, 8];

describe.each(["per-tensor", "per-channel"] as const)("%s", (scheme) => {
  test.each(BITS)("no weight is more than half a step from its code, in %d bits", (bits) => {
    const { values, steps } = onGrid(normal, 8, bits, scheme);
    const taps = COUNT / 8;
    const codes = new Set<number>();
    for (const [i, value] of values.entries()) {
      const step = steps[Math.floor(i / taps)];
      // Values are float32: half a step, and a rounding of theirs.
      expect(Math.abs(normal[i] - value)).toBeLessThanOrEqual(step / 2 + 2 ** -23 * Math.abs(value));
      codes.add(Math.round(value / step));
    }
    expect(Math.max(...codes)).toBeLessThanOrEqual(levelsOf(bits));
    expect(codes.size).toBeLessThanOrEqual(2 ** bits - 1);
  });
});

test("of uniform weights the error's mean square is step² / 12, and each bit adds 6.02 dB", () => {
  const found = BITS.map((bits) => {
    const { values, steps } = onGrid(uniform, 1, bits, "per-tensor");
    const squares = squaresOf(uniform, values);
    // The mean of 40,000 squares of a uniform number is within 4 σ: 4 · √(4/5) / √40,000 = 1.8 %; beside 3 codes and fewer the grid's ends count.
    expect(Math.abs((12 * squares.noise) / COUNT / steps[0] ** 2 - 1)).toBeLessThan(0.018);
    return decibels(squares) as number;
  });
  for (const [i, bits] of BITS.entries()) {
    // Signal 1/3 over step²/12, step = 1/levels: 20 log10(2 levels).
    expect(found[i]).toBeCloseTo(20 * Math.log10(2 * levelsOf(bits)), 0);
    // 2·levels is 2^bits − 2: a bit less than twice as many from few bits.
    if (bits >= 7) expect(found[i] - found[i - 1]).toBeCloseTo(6.02, 0);
  }
});

test("eight bits are what the integer runtime stores, four in groups are nearer the floats than on one grid", () => {
  const outputs = 10;
  const node = {
    name: "layer0",
    inputs: ["input"],
    op: "dense",
    units: outputs,
    weights: normal.slice(0, 4000),
    bias: new Float32Array(outputs),
  } as const satisfies FloatProduct;
  const matrix = Float32Array.from({ length: 4000 }, (_, at) => normal[(at % 400) * outputs + Math.floor(at / 400)]);
  for (const weights of ["per-tensor", "per-channel"] as const)
    expect(storedWeights(node, 1, { weights })).toEqual(onGrid(matrix, outputs, 8, weights).values);
  const grouped = squaresOf(matrix, storedWeights(node, 1, { storage: "int4", group: 16 }));
  const alike = squaresOf(matrix, onGrid(matrix, outputs, 4, "per-channel").values);
  expect(decibels(grouped) as number).toBeGreaterThan((decibels(alike) as number) + 1);
});

test("weights keep their layout, and what is no weight or has 32 bits stays", () => {
  const weights = {
    "layer0.weights": array(Float32Array.of(1, 0.2, -0.6, 0.1), [2, 2]),
    "layer0.bias": array(Float32Array.of(0.123, 0.4)),
    "layer1.weights": array(Float32Array.of(0.3, 0.7), [2, 1]),
  };
  const found = griddedWeights(weights, (layer) => (layer === "layer0" ? 2 : 32), "per-channel");
  // Output 0 has the weights 1 and −0.6, output 1 has 0.2 and 0.1.
  expect([...found["layer0.weights"].values]).toEqual([1, Math.fround(0.2), -1, Math.fround(0.2)]);
  expect(found["layer0.bias"]).toBe(weights["layer0.bias"]);
  expect(found["layer1.weights"]).toBe(weights["layer1.weights"]);
});

test("a range clips what is beyond it, rounds the rest, and keeps zero", () => {
  const numbers = Float32Array.of(0, 0.26, 0.5, 1, 3);
  const { step, share, error, tail } = clippingOf(numbers, { low: 0, high: 1 }, 4);
  expect(step).toBe(0.25);
  expect(share).toBe(1 / 5);
  expect(tail).toBeCloseTo(4 / 5, 12);
  expect(error).toBeCloseTo((4 + 0.01 ** 2) / 5, 7);
  const wide = clippingOf(uniform, { low: -1, high: 1 }, 127);
  expect(wide.share).toBeLessThan(0.01);
  expect(Math.abs((12 * wide.error) / wide.step ** 2 - 1)).toBeLessThan(0.03);
});
