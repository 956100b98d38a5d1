import { describe, expect, test } from "vitest";
import * as elementary from "../../../shared/math/elementary.ts";
import { fillWords, uniform } from "../../../shared/random/index.ts";
import * as reals from "../../oracles/reals.ts";
import { mathModule } from "./module.ts";

const wasm = mathModule().call;
const ours = { ...elementary };
const exact = { ...reals };

type Unary = Exclude<keyof typeof reals & keyof typeof elementary, "pow">;

/** The bound that each docstring states, in ulp, and the intervals it is tested on. */
const BOUNDS: readonly [Unary, number, readonly [number, number][]][] = [
  [
    "exp",
    0.9,
    [
      [-708, 709.78],
      [-1, 1],
      [-1e-8, 1e-8],
    ],
  ],
  [
    "expm1",
    1,
    [
      [-45, 80],
      [-1.2, 1.2],
      [-1e-9, 1e-9],
    ],
  ],
  [
    "log",
    0.9,
    [
      [0, 1e10],
      [0.5, 2],
      [0.999, 1.001],
      [0, 1e-307],
    ],
  ],
  [
    "log1p",
    1,
    [
      [-1, 1],
      [-0.3, 0.45],
      [0, 1e5],
      [-1e-9, 1e-9],
    ],
  ],
  [
    "sin",
    0.9,
    [
      [-10, 10],
      [-1e6, 1e6],
      [1e6, 1e7],
      [Math.PI - 1e-4, Math.PI + 1e-4],
    ],
  ],
  [
    "cos",
    0.9,
    [
      [-10, 10],
      [-1e6, 1e6],
      [1e6, 1e7],
      [Math.PI / 2 - 1e-4, Math.PI / 2 + 1e-4],
    ],
  ],
  [
    "sinTurns",
    1.6,
    [
      [0, 1],
      [-1e5, 1e5],
    ],
  ],
  [
    "cosTurns",
    1.6,
    [
      [0, 1],
      [-1e5, 1e5],
    ],
  ],
  [
    "tanh",
    2,
    [
      [-1, 1],
      [-20, 20],
      [-1e-7, 1e-7],
    ],
  ],
  [
    "sigmoid",
    2.5,
    [
      [-700, 40],
      [-3, 3],
    ],
  ],
  [
    "softplus",
    2,
    [
      [-700, 40],
      [-3, 3],
    ],
  ],
  [
    "erf",
    1.3,
    [
      [-6, 6],
      [-1.5, 1.5],
    ],
  ],
  [
    "erfc",
    4,
    [
      [-1, 6],
      [0.4, 1.6],
      [6, 26],
    ],
  ],
  [
    "lgamma",
    6,
    [
      [0, 3],
      [0.9, 2.6],
      [0, 12],
      [9, 1e5],
    ],
  ],
];

const SPECIAL = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  2,
  -2,
  3,
  -3,
  -2.5,
  Infinity,
  -Infinity,
  NaN,
  5e-324,
  -5e-324,
  2.2250738585072014e-308,
  -2.225073858507201e-308,
  1.7976931348623157e308,
  -1.7976931348623157e308,
  709.782712893384,
  709.7827128933841,
  -745.1332191019411,
  -745.1332191019412,
  41,
  -41,
  22,
  27.3,
  1e22,
  1e300,
  Math.PI,
  Math.PI / 2,
  2 ** 20,
  2 ** 20 + 1,
  2 ** 52,
  -(2 ** 52),
  2 ** 53,
  2 ** 53 - 1,
  1e16,
  1e17,
  9,
  2.5,
  1.5,
  6381956970095103 * 2 ** 797,
];

/** Finite numbers of all magnitudes (from bit patterns), then numbers of ordinary size, then special values. */
function probes(count: number): number[] {
  const words = new Uint32Array(2 * count);
  fillWords([2024, 7], 0, words);
  const patterns = new Float64Array(words.buffer);
  const ordinary = Array.from(
    { length: count },
    (_, i) => (uniform([2024, 8], i) - 0.5) * [2, 8, 60, 1500, 3e6][i % 5],
  );
  return [...SPECIAL, ...patterns, ...ordinary];
}

function worst(name: Unary, points: readonly number[]): number {
  return Math.max(...points.map((x) => reals.ulpError(ours[name](x), exact[name](x))));
}

describe("elementary functions", () => {
  test.each(BOUNDS)("%s is within %d ulp of the exact value", (name, bound, intervals) => {
    const points = intervals.flatMap(([a, b], j) =>
      Array.from({ length: 250 }, (_, i) => a + (b - a) * uniform([3, j], i)),
    );
    expect(worst(name, points)).toBeLessThan(bound);
  });

  test("sin and cos are as accurate at huge arguments, also next to multiples of π/2", () => {
    const huge = Array.from(
      { length: 200 },
      (_, i) => (2 ** 20 + uniform([4, 0], i)) * 2 ** Math.floor(1003 * uniform([4, 1], i)),
    );
    // The float64 nearest to a multiple of π/2 (Kahan & McDonald): it leaves 5e-19.
    const points = [...huge, 6381956970095103 * 2 ** 797, -1e300, 2 ** 1023, 1e22];
    expect(worst("sin", points)).toBeLessThan(0.9);
    expect(worst("cos", points)).toBeLessThan(0.9);
  });

  test("pow is within 1 ulp of the exact value", () => {
    for (let i = 0; i < 400; i++) {
      const x = elementary.exp(40 * (uniform([5, 0], i) - 0.5));
      const y = 60 * (uniform([5, 1], i) - 0.5);
      const power = reals.pow(x, y);
      if (x ** y > 1e-300 && x ** y < 1e300) expect(reals.ulpError(elementary.pow(x, y), power)).toBeLessThan(1);
    }
  });

  test("pow of integers is exact where representable, and has the special values of **", () => {
    for (let x = 2; x < 40; x++)
      for (let y = 0; x ** y < 2 ** 53; y++) expect(elementary.pow(x, y)).toBe(Number(BigInt(x) ** BigInt(y)));
    for (const x of SPECIAL) {
      for (const y of [0, -0, 1, -1, 3, -3, 0.5, -0.5, Infinity, -Infinity, NaN, 2 ** 53, 1e300]) {
        const power = elementary.pow(x, y);
        const theirs = x ** y;
        if (Number.isFinite(theirs) && theirs !== 0) expect(Math.abs(power / theirs - 1)).toBeLessThan(1e-15);
        else expect(power).toBe(theirs);
      }
    }
  });

  test("special values", () => {
    const { exp, expm1, log, log1p, sin, cos, tanh, sigmoid, softplus, erf, erfc, lgamma, logAddExp } = elementary;
    expect([exp(-Infinity), exp(Infinity), exp(0), exp(-746), exp(710)]).toEqual([0, Infinity, 1, 0, Infinity]);
    expect([expm1(-Infinity), expm1(Infinity), expm1(-0)]).toEqual([-1, Infinity, -0]);
    expect([log(0), log(-0), log(1), log(Infinity), log(-1)]).toEqual([-Infinity, -Infinity, 0, Infinity, NaN]);
    expect([log1p(-1), log1p(-0), log1p(Infinity), log1p(-2)]).toEqual([-Infinity, -0, Infinity, NaN]);
    expect([sin(Infinity), cos(-Infinity), sin(-0), cos(0), sin(5e-324)]).toEqual([NaN, NaN, -0, 1, 5e-324]);
    expect([tanh(Infinity), tanh(-Infinity), tanh(-0)]).toEqual([1, -1, -0]);
    expect([sigmoid(-Infinity), sigmoid(Infinity), sigmoid(0)]).toEqual([0, 1, 0.5]);
    expect([softplus(-Infinity), softplus(Infinity), softplus(1e300)]).toEqual([0, Infinity, 1e300]);
    expect([erf(Infinity), erf(-Infinity), erf(-0), erfc(Infinity), erfc(-Infinity)]).toEqual([1, -1, -0, 0, 2]);
    expect([lgamma(1), lgamma(2), lgamma(0), lgamma(-3), lgamma(Infinity)]).toEqual([
      0,
      0,
      Infinity,
      Infinity,
      Infinity,
    ]);
    expect([logAddExp(-Infinity, -Infinity), logAddExp(-Infinity, 2), logAddExp(NaN, 1)]).toEqual([-Infinity, 2, NaN]);
    for (const [name] of BOUNDS) expect(ours[name](NaN)).toBeNaN();
  });

  test("lgamma of negative arguments follows the reflection formula", () => {
    for (const [x, value] of [
      [-0.5, 1.2655121234846454],
      [-1.5, 0.860047015376481],
      [-4.5, -2.813084081769316],
      [-20.25, -41.60096191534053],
    ]) {
      expect(Math.abs(elementary.lgamma(x) - value)).toBeLessThan(1e-14 * Math.max(1, Math.abs(value)));
    }
  });

  test("logSumExp adds without overflow", () => {
    expect(elementary.logSumExp([])).toBe(-Infinity);
    expect(elementary.logSumExp([1000, 1000])).toBe(1000 + Math.LN2);
    expect(elementary.logSumExp([-Infinity, -Infinity])).toBe(-Infinity);
    expect(elementary.logSumExp([NaN, 1])).toBeNaN();
    expect(elementary.logSumExp([0, 1, 2])).toBeCloseTo(2.4076059644443806, 15);
  });
});

describe("the twins in WebAssembly", () => {
  const points = probes(6000);

  test.each(BOUNDS.map(([name]) => name))("%s has the same bits", (name) => {
    const inRange = name.endsWith("Turns") ? points.filter((x) => Math.abs(x) < 2 ** 48) : points;
    const different = inRange.filter((x) => !Object.is(wasm[name](x), ours[name](x)));
    expect(different).toEqual([]);
  });

  test.each(["pow", "logAddExp"] as const)("%s has the same bits", (name) => {
    const different = points.filter((x, i) => {
      const y = points[(i * 7 + 3) % points.length];
      return !Object.is(wasm[name](x, y), ours[name](x, y));
    });
    expect(different).toEqual([]);
  });

  test("logSumExp has the same bits", () => {
    const { call, put } = mathModule();
    const values = Float64Array.from({ length: 101 }, (_, i) => 30 * uniform([6, 0], i));
    expect(call.logSumExp(put(values), values.length)).toBe(elementary.logSumExp(values));
    expect(call.logSumExp(0, 0)).toBe(-Infinity);
  });

  test("exp of a pair has the same bits in both lanes", () => {
    const { call, put, floats } = mathModule();
    const at = put(Float64Array.from(points));
    const out = call.alloc(16);
    const different = points.slice(1).filter((x, i) => {
      call.expPair(out, at + 8 * i);
      const [a, b] = floats(out, 2);
      return !Object.is(a, ours.exp(points[i])) || !Object.is(b, ours.exp(x));
    });
    expect(different).toEqual([]);
  });

  test("NaN is the canonical one, so that bytes compare", () => {
    const payload = new Float64Array(new BigUint64Array([0xfff8000000000123n]).buffer);
    for (const [name] of BOUNDS) {
      const result = new BigUint64Array(Float64Array.of(wasm[name](payload[0])).buffer)[0];
      expect(result).toBe(0x7ff8000000000000n);
    }
  });
});
