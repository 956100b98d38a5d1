import { expect, test } from "vitest";
import * as exact from "../../../../shared/kernels/integration/exact.ts";
import * as f from "../../../../shared/kernels/integration/integrands.ts";
import { epidemicParameters } from "../../../../shared/kernels/integration/machine.ts";
import { scalarMachine } from "../../../../shared/kernels/integration/scalar.ts";
import { wasmMachine } from "../../../../shared/kernels/integration/wasm.ts";
import { fresh } from "../../../wasm.ts";

const a = Float64Array.of(0.3, 0.7, 1.9);
const w = Float64Array.of(0.3, 0.6, 0.5);
const genz = Float64Array.of(...a, ...w, 2 * Math.PI * 0.2);
const asian = Float64Array.of(0.95, 100, 5, Math.log(100), 0.01, 0.02, 0.03, 0.1, 0, 0, 0.1, 0.1, 0, 0.1, 0.1, 0.1);
const cases = [
  ["ball", f.BALL, 3, Float64Array.of(8), exact.ballVolume(3)],
  ["oscillatory", f.OSCILLATORY, 3, genz, exact.oscillatoryIntegral(a, 0.2)],
  ["product peak", f.PRODUCT_PEAK, 3, genz, exact.productPeakIntegral(a, w)],
  ["corner peak", f.CORNER_PEAK, 3, genz, exact.cornerPeakIntegral(a)],
  ["Gaussian", f.GAUSSIAN, 3, genz, exact.gaussianIntegral(a, w)],
  ["continuous", f.CONTINUOUS, 3, genz, exact.continuousIntegral(a, w)],
  ["discontinuous", f.DISCONTINUOUS, 3, genz, exact.discontinuousIntegral(a, w)],
  ["Keister's", f.KEISTER, 3, Float64Array.of(Math.PI ** 1.5), exact.keisterIntegral(3)],
  ["Asian option", f.ASIAN, 3, asian, undefined],
  ["queue", f.QUEUE, 12, Float64Array.of(0.8, 2), exact.waitProbability(6, 0.8, 2)],
  ["epidemic", f.EPIDEMIC, 8, epidemicParameters(50, 0.96, 1, 25), exact.outbreakProbability(50, 0.96, 1, 25, 8)],
] as const;

test.each(cases)("%s: one value on both devices, and its exact mean", (_, code, dimension, parameters, value) => {
  const problem = { code, dimension, parameters };
  const [module, reference] = [wasmMachine(fresh("integration"), problem), scalarMachine(problem)];
  for (const machine of [module, reference]) {
    machine.open("sobol", 14, [3, 1]);
    machine.draw(5, f.BLOCK);
    machine.evaluate(f.BLOCK);
  }
  expect(module.room().slice(f.VALUES)).toEqual(reference.room().slice(f.VALUES));
  if (value === undefined) return;
  // Means of 8 scramblings of 2^12 points differ from the exact value by their own error, t-distributed with 7 degrees: 7 errors are beyond 1e-4.
  const means = Array.from({ length: 8 }, (_, run) => {
    module.open("sobol", 12, [run, 2]);
    let sum = 0;
    for (let from = 0; from < 4096; from += f.BLOCK) {
      module.draw(from, f.BLOCK);
      module.evaluate(f.BLOCK);
      for (let i = 0; i < f.BLOCK; i++) sum += module.room()[f.VALUES + i];
    }
    return sum / 4096;
  });
  const mean = means.reduce((sum, one) => sum + one / 8, 0);
  const error = Math.sqrt(means.reduce((sum, one) => sum + (one - mean) ** 2 / 56, 0));
  expect(error).toBeLessThan(0.05 * Math.abs(value));
  expect(Math.abs(mean - value)).toBeLessThan(7 * error);
});

test("exact values agree with published ones and with other ways to them", () => {
  // Keister's integral: B. D. Keister (1996); 1 dimension in closed form, √π·e^(−1/4).
  expect(exact.keisterIntegral(1)).toBeCloseTo(Math.sqrt(Math.PI) * Math.exp(-0.25), 13);
  expect(exact.keisterIntegral(25) / -1.356914e6).toBeCloseTo(1, 6);
  expect(exact.ballVolume(4)).toBeCloseTo(Math.PI ** 2 / 2, 13);
  // Corner peak by inclusion and exclusion, which cancels but little in three dimensions.
  let sum = 0;
  for (let set = 0; set < 8; set++) {
    const chosen = [0, 1, 2].filter((j) => (set >> j) & 1);
    sum += (chosen.length % 2 ? -1 : 1) / chosen.reduce((t, j) => t + a[j], 1);
  }
  expect(exact.cornerPeakIntegral(a) / (sum / (6 * a[0] * a[1] * a[2]))).toBeCloseTo(1, 12);
  // Long after the start the wait is that of equilibrium: ρ·e^(−(1 − ρ)·wait).
  expect(exact.waitProbability(300, 0.5, 2)).toBeCloseTo(0.5 * Math.exp(-1), 10);
  // A fair option: payoff at no variance.
  expect(exact.geometricOption(0.9, 100, Math.log(120), 1e-9)).toBeCloseTo(18, 6);
});

test("the integrand's own control variate has mean 0 where its exact value is given", () => {
  const [mean, sd] = [Math.log(100) + 0.02, Math.sqrt(0.01 + 0.04 + 0.09) / 3];
  const parameters = asian.slice();
  parameters[2] = exact.geometricOption(0.95, 100, mean, sd);
  const machine = wasmMachine(fresh("integration"), { code: f.ASIAN, dimension: 3, parameters });
  machine.open("sobol", 15, [1, 1]);
  let sum = 0;
  for (let from = 0; from < 2 ** 15; from += f.BLOCK) {
    machine.draw(from, f.BLOCK);
    machine.evaluate(f.BLOCK);
    for (let i = 0; i < f.BLOCK; i++) sum += machine.room()[f.OWN_CONTROL + i];
  }
  // The error of 2^15 scrambled points is some 1e-4 here; that of independent ones would be 0.05.
  expect(Math.abs(sum / 2 ** 15)).toBeLessThan(2e-3);
});

test("a case of no spread: nobody waits, everybody is spared", () => {
  const machine = wasmMachine(fresh("integration"), {
    code: f.EPIDEMIC,
    dimension: 2,
    parameters: epidemicParameters(10, 1, 1, 1),
  });
  machine.open("independent", 8, [1, 1]);
  machine.draw(0, 256);
  machine.evaluate(256);
  expect(machine.room().slice(f.VALUES, f.VALUES + 256)).toEqual(new Float64Array(256));
});
