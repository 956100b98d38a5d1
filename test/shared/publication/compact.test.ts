import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Arrays, array } from "../../../shared/arrays.ts";
import { compactArrays, decodeCompact, encodeCompact, expandArrays } from "../../../shared/publication/compact.ts";

const round = (arrays: Arrays, bits?: 8 | 16) => expandArrays(compactArrays(arrays, () => bits));
const bytesOf = (arrays: Arrays) => Object.values(arrays).reduce((sum, { values }) => sum + values.byteLength, 0);
const many = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }), {
  minLength: 257,
  maxLength: 400,
});

test("what few numbers say is kept exactly, and so are integers", () => {
  const arrays = {
    few: array(Float64Array.from({ length: 100 }, (_, i) => Math.PI * i)),
    counts: array(Int32Array.from({ length: 1000 }, (_, i) => i * 1_000_003)),
  };
  expect(round(arrays, 8)).toEqual(arrays);
});

test("without bits numbers keep single precision, their type and their shape", () => {
  const values = Float64Array.from({ length: 1200 }, (_, i) => Math.sin(i) * 10 ** ((i % 60) - 30));
  const { x } = round({ x: array(values, [300, 4]) });
  expect(x.shape).toEqual([300, 4]);
  expect(x.values).toEqual(values.map(Math.fround));
  expect(bytesOf(compactArrays({ x: array(values, [300, 4]) }).arrays)).toBe(4800);
});

test("numbers that single precision has no form for stay as they are", () => {
  for (const lost of [1e300, 1e-300]) {
    const values = Float64Array.from({ length: 300 }, (_, i) => (i === 7 ? lost : i + 1e-9));
    expect(round({ x: array(values) }).x.values).toEqual(values);
  }
});

test("to a thousandth of itself each number keeps its size, and packs better", () => {
  const values = Float64Array.from({ length: 3000 }, (_, i) => Math.sin(i * i) * 10 ** ((i % 12) - 9));
  values.set([0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY], 5);
  const compact = compactArrays({ x: array(values, [1500, 2]) }, () => "relative");
  const { x } = expandArrays(compact);
  for (const [i, value] of values.entries()) {
    if (Number.isFinite(value)) expect(Math.abs(x.values[i] - value)).toBeLessThanOrEqual(Math.abs(value) / 1023);
    else expect(x.values[i]).toBe(value);
  }
  const packed = (arrays: Arrays) => gzipSync(arrays.x.values as Float32Array).length;
  expect(packed(compact.arrays)).toBeLessThan(0.8 * packed(compactArrays({ x: array(values) }).arrays));
  // What single precision would lose stays as it is.
  const tiny = Float64Array.from({ length: 300 }, () => 1e-300);
  expect(expandArrays(compactArrays({ tiny: array(tiny) }, () => "relative")).tiny.values).toEqual(tiny);
});

describe.each([8, 16] as const)("%i bits", (bits) => {
  test("every value is within half a step of what it was; the ends and zero are met", () => {
    fc.assert(
      fc.property(many, (numbers) => {
        const values = Float64Array.from([...numbers, 0]);
        const [low, high] = [Math.min(...values), Math.max(...values)];
        const { x } = round({ x: array(values) }, bits);
        // Where zero lies inside, its code costs one step of the scale.
        const half = (0.5 * (high - low)) / (2 ** bits - 2);
        const rounding = 1e-9 * Math.max(Math.abs(low), Math.abs(high));
        for (const [i, value] of values.entries())
          expect(Math.abs(x.values[i] - value)).toBeLessThanOrEqual(half + rounding);
        expect(x.values[values.length - 1] + 0).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  test("take as many bytes, keep shape and type, and take a constant", () => {
    const values = Float32Array.from({ length: 600 }, (_, i) => Math.cos(i));
    const compact = compactArrays({ x: array(values, [2, 300]) }, () => bits);
    expect(bytesOf(compact.arrays)).toBe((600 * bits) / 8);
    const { x } = expandArrays(compact);
    expect(x.shape).toEqual([2, 300]);
    expect(x.values).toBeInstanceOf(Float32Array);
    const flat = array(new Float64Array(300).fill(0.1), [3, 100]);
    expect(round({ flat }, bits)).toEqual({ flat });
  });

  test("refuse what is not finite", () => {
    const values = new Float64Array(300).fill(1).fill(Number.POSITIVE_INFINITY, 4, 6);
    expect(() => compactArrays({ x: array(values, [3, 100]) }, () => bits)).toThrow(/array x holds Infinity/);
  });
});

test("a record that is computed now and then keeps only what was computed", () => {
  const values = Float64Array.from({ length: 1001 }, (_, i) => (i % 20 === 0 ? 1 / (i + 1) : Number.POSITIVE_INFINITY));
  const compact = compactArrays({ x: array(values) });
  expect(compact.arrays.x.values.length).toBe(51);
  expect(expandArrays(compact).x.values).toEqual(values.map(Math.fround));
});

test("a list that ends as it stands keeps its last value once", () => {
  const values = Float64Array.from({ length: 2000 }, (_, i) => 2 ** -Math.min(i, 30));
  const compact = compactArrays({ x: array(values) });
  expect(compact.arrays.x.values.length).toBe(31);
  expect(round({ x: array(values) }).x).toEqual(array(values));
  const gaps = values.map((value, i) => (i > 40 ? Number.POSITIVE_INFINITY : value));
  expect(round({ x: array(gaps) }).x).toEqual(array(gaps));
  const none = new Float64Array(300).fill(Number.POSITIVE_INFINITY);
  expect(round({ x: array(none) }).x).toEqual(array(none));
  const flags = Uint8Array.from({ length: 5000 }, (_, i) => (i < 3 ? i : 0));
  expect(compactArrays({ flags: array(flags) }).arrays.flags.values.length).toBe(4);
  expect(round({ flags: array(flags) })).toEqual({ flags: array(flags) });
});

test("lists of any numbers, gaps and repeats come back", () => {
  const gap = fc.constantFrom(Number.POSITIVE_INFINITY, 0, -0, 1, Number.NEGATIVE_INFINITY);
  fc.assert(
    fc.property(fc.array(gap, { minLength: 257, maxLength: 300 }), fc.integer({ min: 1, max: 9 }), (list, stretch) => {
      const values = Float64Array.from({ length: stretch * list.length }, (_, i) =>
        i % stretch === 0 ? list[i / stretch] : Number.POSITIVE_INFINITY,
      );
      expect(round({ x: array(values) }).x.values).toEqual(values);
    }),
  );
});

test("as a file they keep their names and their metadata's", () => {
  const arrays = {
    "output/fit/a": array(
      Float64Array.from({ length: 400 }, (_, i) => i / 3),
      [20, 20],
    ),
  };
  const bytes = encodeCompact(
    compactArrays(arrays, () => 16),
    { experiment: "{}" },
  );
  const { arrays: found, metadata } = decodeCompact(bytes);
  expect(metadata).toEqual({ experiment: "{}" });
  const { "output/fit/a": back } = found;
  expect(back.shape).toEqual([20, 20]);
  for (const [i, value] of back.values.entries()) expect(value).toBeCloseTo(i / 3, 2);
  expect(bytes.length).toBeLessThan(1200);
});
