import { describe, expect, test } from "vitest";
import * as single from "../../../shared/math/elementary32.ts";
import * as double from "../../../shared/math/index.ts";
import { fillWords, uniform } from "../../../shared/random/index.ts";
import { realOf, ulpError } from "../../oracles/reals.ts";
import { mathModule } from "./module.ts";

const wasm = mathModule().call;
const ours = { ...single };
const precise = { ...double, expMinusAbs: (x: number) => double.exp(-Math.abs(x)) };
const EDGE = 8192;

/** Name, bound in ulp as the docstring states it, half-width of the tested interval. */
const BOUNDS = [
  ["exp", 1, 87],
  ["exp", 1, 1],
  ["expm1", 2, 87],
  ["expm1", 2, 1],
  ["expMinusAbs", 1, 87],
  ["expMinusAbs", 1, 1],
  ["log", 1, 1e6],
  ["log", 1, 2],
  ["tanh", 2, 10],
  ["tanh", 2, 1],
  ["sigmoid", 2.5, 87],
  ["sigmoid", 2.5, 4],
  ["softplus", 2.5, 87],
  ["softplus", 2.5, 4],
  ["sinTurns", 2, 1],
  ["cosTurns", 2, 1],
] as const;

function probes(): number[] {
  const words = new Uint32Array(20_000);
  fillWords([11, 3], 0, words);
  const ordinary = Array.from(
    { length: 20_000 },
    (_, i) => (uniform([11, 4], i) - 0.5) * [2, 8, 60, 240, 2 * EDGE][i % 5],
  );
  const special = [
    0,
    -0,
    Infinity,
    -Infinity,
    NaN,
    1e-45,
    -1e-45,
    1.1754943508222875e-38,
    88.72283,
    88.72284,
    -103.97,
    -103.98,
    -87.4,
    1,
    -1,
    0.625,
  ];
  return [...special, ...new Float32Array(words.buffer), ...ordinary].map(Math.fround);
}

describe("float32 elementary functions", () => {
  test.each(BOUNDS)("%sf is within %d ulp on ±%d", (name, bound, width) => {
    let worst = 0;
    for (let i = 0; i < 5000; i++) {
      const u = uniform([12, width], i);
      const x = Math.fround(name === "log" ? u * width : (2 * u - 1) * width);
      worst = Math.max(worst, ulpError(ours[`${name}f`](x), realOf(precise[name](x)), 24));
    }
    expect(worst).toBeLessThan(bound);
  });

  test("sinf and cosf are within 2^-23 on ±8192", () => {
    for (let i = 0; i < 20_000; i++) {
      const x = Math.fround((uniform([13, 0], i) - 0.5) * (i % 2 ? 2 * EDGE : 20));
      expect(Math.abs(single.sinf(x) - double.sin(x))).toBeLessThan(2 ** -23);
      expect(Math.abs(single.cosf(x) - double.cos(x))).toBeLessThan(2 ** -23);
    }
  });

  test("erff is within 1e-7", () => {
    for (let i = 0; i < 40_000; i++) {
      const x = Math.fround((uniform([14, 0], i) - 0.5) * (i % 2 ? 12 : 2));
      expect(Math.abs(single.erff(x) - double.erf(x))).toBeLessThan(1e-7);
    }
  });

  test("special values", () => {
    const { erff, expf, expm1f, expMinusAbsf, logf, tanhf, sigmoidf, softplusf } = single;
    expect([expf(-Infinity), expf(Infinity), expf(0), expf(-104), expf(89)]).toEqual([0, Infinity, 1, 0, Infinity]);
    expect([expm1f(-Infinity), expm1f(Infinity), expm1f(-0), expm1f(89)]).toEqual([-1, Infinity, -0, Infinity]);
    expect([erff(-Infinity), erff(Infinity), erff(-0)]).toEqual([-1, 1, -0]);
    expect([erff(NaN), expm1f(NaN)]).toEqual([NaN, NaN]);
    expect([logf(0), logf(-1), logf(Infinity), logf(1)]).toEqual([-Infinity, NaN, Infinity, 0]);
    expect([tanhf(Infinity), tanhf(-Infinity), tanhf(-0)]).toEqual([1, -1, -0]);
    expect([sigmoidf(-Infinity), sigmoidf(Infinity)]).toEqual([0, 1]);
    expect([softplusf(-Infinity), softplusf(Infinity)]).toEqual([0, Infinity]);
    expect([expMinusAbsf(Infinity), expMinusAbsf(-0), expMinusAbsf(NaN)]).toEqual([expMinusAbsf(87), 1, NaN]);
    expect([expf(NaN), logf(NaN), tanhf(NaN), sigmoidf(NaN), softplusf(NaN)]).toEqual([NaN, NaN, NaN, NaN, NaN]);
  });

  const points = probes();
  const names = [
    "erff",
    "expf",
    "expm1f",
    "expMinusAbsf",
    "logf",
    "tanhf",
    "sigmoidf",
    "softplusf",
    "sinf",
    "cosf",
    "sinTurnsf",
    "cosTurnsf",
  ] as const;

  test.each(names)("%s has the same bits in a lane of WebAssembly", (name) => {
    const inRange = /sin|cos/.test(name) ? points.filter((x) => Math.abs(x) <= EDGE) : points;
    const different = inRange.filter((x) => !Object.is(wasm[name](x), ours[name](x)));
    expect(different).toEqual([]);
  });

  /** FLOAT32_STRIDE=1 tries all 2^32 inputs, some minutes per function. */
  const stride = Number(process.env.FLOAT32_STRIDE ?? 3_000_017);
  test.each(names)(`%s has the same bits for every ${stride}th float32`, { timeout: 3_600_000 }, (name) => {
    const bits = new Uint32Array(1);
    const x = new Float32Array(bits.buffer);
    for (let at = 0; at < 2 ** 32; at += stride) {
      bits[0] = at;
      if (/sin|cos/.test(name) && !(Math.abs(x[0]) <= EDGE)) continue;
      if (!Object.is(wasm[name](x[0]), ours[name](x[0]))) expect.fail(`${name}(${x[0]}) differs`);
    }
  });
});
