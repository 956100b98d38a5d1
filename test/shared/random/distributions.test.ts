import { describe, expect, test } from "vitest";
import { erfc } from "../../../shared/math/index.ts";
import * as random from "../../../shared/random/index.ts";
import { mathModule } from "../math/module.ts";

const drawing = { ...random };
const { call, put, floats, singles, words } = mathModule();
const key: random.Key = [0x9abcdef1, 0x87654321];
const N = 40_000;

/** √n · the Kolmogorov–Smirnov distance; above 1.95 with probability 0.001. */
function kolmogorov(draws: ArrayLike<number>, cdf: (x: number) => number): number {
  const sorted = Float64Array.from(draws).sort();
  let distance = 0;
  sorted.forEach((x, i) => {
    distance = Math.max(distance, cdf(x) - i / sorted.length, (i + 1) / sorted.length - cdf(x));
  });
  return distance * Math.sqrt(sorted.length);
}

/** Σ (observed − expected)² / expected. */
function chiSquare(draws: ArrayLike<number>, probabilities: readonly number[]): number {
  const counts = new Float64Array(probabilities.length);
  for (const x of Array.from(draws)) counts[x]++;
  return probabilities.reduce((sum, p, i) => sum + (counts[i] - p * draws.length) ** 2 / (p * draws.length), 0);
}

const normalCdf = (x: number) => 0.5 * erfc(-x * Math.SQRT1_2);
const moment = (draws: ArrayLike<number>, k: number) =>
  Array.from(draws).reduce((s, x) => s + x ** k, 0) / draws.length;

const FILLERS = {
  fillUniform: [Float64Array, "uniform", floats],
  fillUniform32: [Float32Array, "uniform32", singles],
  fillNormal: [Float64Array, "normal", floats],
  fillNormal32: [Float32Array, "normal32", singles],
} as const;
const names = Object.keys(FILLERS) as (keyof typeof FILLERS)[];

function filled(name: keyof typeof FILLERS, start: number, count: number): Float64Array | Float32Array {
  const [array] = FILLERS[name];
  const out = new array(count);
  (drawing[name] as (key: random.Key, start: number, out: Float64Array | Float32Array) => void)(key, start, out);
  return out;
}

describe("uniform and normal draws", () => {
  test.each(["fillUniform", "fillUniform32"] as const)("%s: uniform on [0, 1)", (name) => {
    const draws = filled(name, 0, N);
    expect(draws.every((u) => u >= 0 && u < 1)).toBe(true);
    expect(kolmogorov(draws, (x) => x)).toBeLessThan(1.95);
  });

  test.each(["fillNormal", "fillNormal32"] as const)("%s: standard normal", (name) => {
    const draws = filled(name, 0, N);
    expect(kolmogorov(draws, normalCdf)).toBeLessThan(1.95);
    // Moments 0, 1, 0, 3 within four standard errors: variances of x, x², x³, x⁴ are 1, 2, 15, 96.
    for (const [k, mean, variance] of [
      [1, 0, 1],
      [2, 1, 2],
      [3, 0, 15],
      [4, 3, 96],
    ]) {
      expect(Math.abs(moment(draws, k) - mean)).toBeLessThan(4 * Math.sqrt(variance / N));
    }
    // Neighbours share their radius but not their angle.
    const products = Array.from(draws, (x, i) => (i % 2 ? 0 : x * draws[i + 1])).filter((_, i) => i % 2 === 0);
    expect(Math.abs(moment(products, 1))).toBeLessThan(4 / Math.sqrt(N / 2));
  });

  test("uniforms are the stated bits of the stream", () => {
    for (let i = 0; i < 50; i++) {
      const [high, low] = [random.word(key, 2 * i), random.word(key, 2 * i + 1)];
      expect(random.uniform(key, i)).toBe(((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53);
      expect(random.uniform32(key, i)).toBe((random.word(key, i) >>> 8) / 2 ** 24);
    }
  });

  test.each(names)("%s: single draws, any chunk and the twin in WebAssembly give the same bits", (name) => {
    const [, one, read] = FILLERS[name];
    const out = call.alloc(8 * 300);
    for (const start of [0, 1, 2, 3, 2 ** 34 - 7, 2 ** 40 + 1]) {
      for (const count of [0, 1, 2, 3, 15, 16, 17, 67, 300]) {
        const draws = filled(name, start, count);
        for (let i = 0; i < Math.min(count, 9); i++) {
          expect(drawing[one](key, start + i)).toBe(draws[i]);
          expect(call[one](...key, start + i)).toBe(draws[i]);
        }
        call[name](out, count, ...key, start);
        expect(read(out, count)).toEqual(draws);
      }
    }
  });
});

describe("integers", () => {
  const draw = (n: number, count: number) => {
    const out = new Uint32Array(count);
    random.fillInteger(key, 0, n, out);
    return out;
  };

  test("uniform on 0…n − 1", () => {
    // χ² with 6 and 99 degrees of freedom: 0.999 quantiles 22.5 and 148.2.
    expect(chiSquare(draw(7, N), new Array(7).fill(1 / 7))).toBeLessThan(22.5);
    expect(chiSquare(draw(100, N), new Array(100).fill(0.01))).toBeLessThan(148.2);
  });

  test("unbiased where scaling a word alone would make one outcome in three twice as likely", () => {
    const draws = draw(3 * 2 ** 30, N).map((x) => x % 3);
    expect(chiSquare(draws, [1 / 3, 1 / 3, 1 / 3])).toBeLessThan(13.8);
  });

  test("the smallest and the largest n", () => {
    expect([...draw(1, 20)]).toEqual(new Array(20).fill(0));
    expect(random.integer(key, 5, 2 ** 32)).toBe(random.word(key, 5));
    for (const n of [0, -1, 2 ** 32 + 1, NaN])
      expect(() => random.integer(key, 0, n)).toThrow(`invalid number of outcomes: ${n}`);
  });

  test("the twin in WebAssembly gives the same integers, rejected draws included", () => {
    const out = call.alloc(4 * 500);
    for (const n of [1, 2, 3, 1000, 2 ** 31, 2 ** 31 + 1, 3 * 2 ** 30, 2 ** 32 - 1]) {
      const draws = new Uint32Array(500);
      random.fillInteger(key, 2 ** 34 - 3, n, draws);
      call.fillInteger(out, 500, n, ...key, 2 ** 34 - 3);
      expect(words(out, 500)).toEqual(draws);
      expect(call.integer(...key, 2 ** 34 - 3, n) >>> 0).toBe(draws[0]);
    }
  });
});

describe("categorical draws and permutations", () => {
  const weights = [1, 0, 2.5, 0.5, 0, 4];
  const cumulative = random.cumulate(weights);

  test("frequencies follow the weights; weight 0 is never drawn", () => {
    const draws = Array.from({ length: N }, (_, i) => random.categorical(key, i, cumulative));
    const possible = [0, 2, 3, 5];
    expect(draws.every((k) => possible.includes(k))).toBe(true);
    // χ² with 3 degrees of freedom: 0.999 quantile 16.3.
    expect(
      chiSquare(
        draws.map((k) => possible.indexOf(k)),
        [1 / 8, 2.5 / 8, 0.5 / 8, 4 / 8],
      ),
    ).toBeLessThan(16.3);
  });

  test("the twin draws the same outcomes", () => {
    const pointer = put(cumulative);
    for (let i = 0; i < 300; i++) {
      expect(call.categorical(...key, i, pointer, weights.length)).toBe(random.categorical(key, i, cumulative));
    }
  });

  test("weights that make no distribution are refused", () => {
    expect(() => random.cumulate([1, -1])).toThrow("invalid weight: -1");
    expect(() => random.cumulate([0, 0])).toThrow("invalid sum of weights: 0");
    expect(() => random.cumulate([])).toThrow("invalid sum of weights: 0");
  });

  test("all permutations of 4 are equally likely", () => {
    const seen = new Map<string, number>();
    const draws = Array.from({ length: 12_000 }, (_, i) => {
      const order = random.permutation(random.foldIn(key, i), 4).join("");
      if (!seen.has(order)) seen.set(order, seen.size);
      return seen.get(order) ?? -1;
    });
    // χ² with 23 degrees of freedom: 0.999 quantile 49.7.
    expect(chiSquare(draws, new Array(24).fill(1 / 24))).toBeLessThan(49.7);
  });

  test("a permutation holds every place once, and the twin is the same", () => {
    const order = random.permutation(key, 1000);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
    const out = call.alloc(4000);
    call.permutation(out, 1000, ...key);
    expect(words(out, 1000)).toEqual(order);
    expect(random.permutation(key, 0)).toEqual(new Uint32Array(0));
  });
});
