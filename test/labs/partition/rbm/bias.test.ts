import { expect, test } from "vitest";
import { biasOf, distributionOf, exactPhases } from "../../../../shared/kernels/rbm/bias.ts";
import { logPartition } from "../../../../shared/kernels/rbm/log-partition.ts";
import type { Parameters } from "../../../../shared/kernels/rbm/machine.ts";
import { bruteForce, states } from "../../../oracles/rbm.ts";
import { devices, logZ, randomParameters, zeroes } from "./machines.ts";

const patterns = [
  [1, 1, 1, 1],
  [1, 1, 0, 0],
  [0, 0, 0, 1],
];
const data = distributionOf(Float64Array.from(patterns.flat()), 4);
const parameters = randomParameters(4, 3, 5, 1.5);

/** Mean log-likelihood of the data by its definition, all joint states. */
function meanLogLikelihood(of: Parameters): number {
  const { probability, visible } = bruteForce(of);
  const at = (pattern: readonly number[]) => visible.findIndex((v) => v.every((on, i) => on === pattern[i]));
  return patterns.reduce((sum, pattern) => sum + Math.log(probability[at(pattern)]), 0) / patterns.length;
}

test("the exact gradient is that of the exact log-likelihood, by finite differences", () => {
  const { gradient, logLikelihood } = exactPhases(parameters, data);
  expect(logLikelihood).toBeCloseTo(meanLogLikelihood(parameters), 10);
  let at = 0;
  for (const name of ["weights", "visibleBias", "hiddenBias"] as const)
    for (const entry of parameters[name].keys()) {
      const moved = (by: number) => {
        const values = Float64Array.from(parameters[name]);
        values[entry] += by;
        return meanLogLikelihood({ ...parameters, [name]: values as unknown as Float32Array });
      };
      expect(gradient[at++], `${name} ${entry}`).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 7);
    }
  expect(at).toBe(gradient.length);
});

test("the expected CD-k update is that of the powers of the transition matrix, state by state", () => {
  const [seen, inner] = [states(4), states(3)];
  const sigma = (x: number) => 1 / (1 + Math.exp(-x));
  const { weights, visibleBias, hiddenBias } = parameters;
  const hiddenOn = (v: number[], j: number) =>
    sigma(v.reduce((sum, on, i) => sum + on * weights[i * 3 + j], hiddenBias[j]));
  const visibleOn = (h: number[], i: number) =>
    sigma(h.reduce((sum, on, j) => sum + on * weights[i * 3 + j], visibleBias[i]));
  const chance = (on: (u: number) => number, s: number[]) =>
    s.reduce((product, bit, u) => product * (bit ? on(u) : 1 - on(u)), 1);
  const transition = seen.map((from) =>
    seen.map((to) =>
      inner.reduce((sum, h) => sum + chance((j) => hiddenOn(from, j), h) * chance((i) => visibleOn(h, i), to), 0),
    ),
  );
  let distribution = Array.from(data);
  const pairs = (q: readonly number[], i: number, j: number) =>
    seen.reduce((sum, v, s) => sum + q[s] * v[i] * hiddenOn(v, j), 0);
  const phases = exactPhases(parameters, data);
  for (let k = 1; k <= 3; k++) {
    distribution = seen.map((_, to) => distribution.reduce((sum, q, from) => sum + q * transition[from][to], 0));
    const update = phases.contrastiveDivergence(k);
    for (let i = 0; i < 4; i++)
      for (let j = 0; j < 3; j++)
        expect(update[i * 3 + j]).toBeCloseTo(pairs(Array.from(data), i, j) - pairs(distribution, i, j), 12);
  }
});

test("the mean step of CD-1 of the machine itself is the expected one, not the gradient", () => {
  const repeats = 300;
  const rows = Array.from({ length: 30 }, () => patterns).flat();
  const machine = devices.wasm(4, 3, rows.length);
  machine.loadPixels(Uint8Array.from(rows.flat(), (on) => 255 * on));
  for (let n = 0; n < rows.length; n++) machine.present(n, n, false, [0, 0]);
  const mean = new Float64Array(12);
  for (let r = 0; r < repeats; r++) {
    machine.setParameters(parameters);
    machine.setVelocities(zeroes(4, 3));
    machine.positivePhase(rows.length);
    machine.negativePhase(rows.length, 1, false, [3, r]);
    machine.update(rows.length, { rate: 1, momentum: 0, decay: 0 });
    for (const [at, step] of machine.velocities().weights.entries()) mean[at] += step / repeats;
  }
  const { gradient, contrastiveDivergence } = exactPhases(parameters, data);
  const expected = contrastiveDivergence(1);
  // A product in [0, 1] has a deviation of at most 0.5, over 300 · 90 chains: five standard errors are 0.0152.
  for (const [at, step] of mean.entries()) expect(Math.abs(step - expected[at])).toBeLessThan(0.0152);
  expect(Math.max(...mean.map((step, at) => Math.abs(step - gradient[at])))).toBeGreaterThan(0.05);
});

test.each([
  [5, 3],
  [3, 6],
  [1, 1],
  [13, 12],
])("log Z of %i visible and %i hidden units without vectors is that of all joint states", (visible, hidden) => {
  for (const scale of [0.7, 4]) {
    const of = randomParameters(visible, hidden, 3, scale);
    const sum = devices.wasm(visible, hidden, 1);
    sum.setParameters(of);
    expect(logPartition(of)).toBeCloseTo(visible + hidden < 12 ? bruteForce(of).logZ : logZ(sum), 9);
  }
  expect(logPartition(randomParameters(visible, hidden, 3, 1e6))).toBeUndefined();
});

test("the bias vanishes as k grows, and its cosine goes to 1", () => {
  const { gradient, contrastiveDivergence } = exactPhases(parameters, data);
  const biases = [1, 2, 5, 20, 200].map((k) => biasOf(contrastiveDivergence(k), gradient));
  for (let at = 1; at < biases.length; at++) expect(biases[at].norm).toBeLessThan(biases[at - 1].norm);
  expect(biases[4].norm).toBeLessThan(1e-3 * biases[0].norm);
  expect(biases[4].cosine).toBeCloseTo(1, 6);
  expect(biases[0].cosine).toBeLessThan(0.999);
});
