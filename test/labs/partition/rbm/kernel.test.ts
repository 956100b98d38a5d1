import { describe, expect, test } from "vitest";
import { logBase } from "../../../../shared/kernels/rbm/ais.ts";
import type { Parameters, RbmMachine } from "../../../../shared/kernels/rbm/machine.ts";
import { scalarMachine } from "../../../../shared/kernels/rbm/scalar.ts";
import { wasmMachine } from "../../../../shared/kernels/rbm/wasm.ts";
import { logSumExp } from "../../../../shared/math/index.ts";
import {
  categorical,
  cumulate,
  fillNormal,
  fillNormal32,
  fillUniform32,
  foldIn,
} from "../../../../shared/random/index.ts";
import { lowerLimit as limitOf, logMean } from "../../../../shared/stats/betting.ts";
import { bruteForce } from "../../../oracles/rbm.ts";
import { fresh } from "../../../wasm.ts";

const lowerLimit = (logs: ArrayLike<number>) => limitOf(logs, 0.001);
const onWasm = (visible: number, hidden: number, batch: number) => wasmMachine(fresh("rbm"), visible, hidden, batch);
const devices = { scalar: scalarMachine, wasm: onWasm };

function randomParameters(visible: number, hidden: number, seed: number, scale = 0.7): Parameters {
  const normals = (length: number, stream: number) => {
    const out = new Float32Array(length);
    fillNormal32([seed, stream], 0, out);
    return out.map((x) => scale * x);
  };
  return { weights: normals(visible * hidden, 0), visibleBias: normals(visible, 1), hiddenBias: normals(hidden, 2) };
}
function pixelsOf(states: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from(states.flat(), (v) => 255 * v);
}
function logZ(machine: RbmMachine): number {
  const sum = machine.enumeration();
  return logSumExp(Float64Array.from({ length: sum.rows }, (_, row) => sum.rowLogSum(row)));
}

describe.each(Object.entries(devices))("machine on %s", (_, make) => {
  const parameters = randomParameters(5, 3, 1);
  const truth = bruteForce(parameters);
  const machine = make(5, 3, 32);
  machine.setParameters(parameters);
  machine.loadPixels(pixelsOf(truth.visible));
  for (let s = 0; s < 32; s++) machine.present(s, s, false, [0, 0]);

  test("free energies and pseudo-likelihoods equal those of all joint states", () => {
    for (let s = 0; s < 32; s++) {
      expect(machine.freeEnergy(s)).toBeCloseTo(truth.freeEnergy[s], 5);
      expect(machine.pseudoLikelihood(s)).toBeCloseTo(truth.pseudoLikelihood(s), 5);
    }
  });

  test.each([
    [5, 3],
    [3, 6],
    [1, 2],
    [9, 12],
  ])("log Z of %i visible and %i hidden units equals that of all joint states", (visible, hidden) => {
    const own = make(visible, hidden, 1);
    const random = randomParameters(visible, hidden, 3, 1.5);
    own.setParameters(random);
    expect(logZ(own)).toBeCloseTo(bruteForce(random).logZ, 9);
  });

  test("contrastive divergence with many sweeps climbs the gradient of the likelihood", () => {
    const learner = make(5, 3, 32);
    const gradient = truth.gradient(truth.visible.map(() => 1 / 32));
    const total = new Float64Array(15);
    const repeats = 400;
    for (let r = 0; r < repeats; r++) {
      learner.setParameters(parameters);
      learner.setVelocities(zeroes(5, 3));
      learner.loadPixels(pixelsOf(truth.visible));
      for (let s = 0; s < 32; s++) learner.present(s, s, false, [0, 0]);
      learner.positivePhase(32);
      learner.negativePhase(32, 30, false, [7, r]);
      learner.update(32, { rate: 1, momentum: 0, decay: 0 });
      for (const [at, w] of learner.parameters().weights.entries()) total[at] += w - parameters.weights[at];
    }
    // Standard error of a mean of 32 · 400 products in [0, 1] is at most 0.5 / √12800 = 0.0044; five of them.
    for (const [at, g] of gradient.entries()) expect(Math.abs(total[at] / repeats - g)).toBeLessThan(0.022);
  });

  test("CD-1 is biased where many sweeps are not", () => {
    const sharp = randomParameters(5, 3, 5, 3);
    const exact = bruteForce(sharp).gradient(truth.visible.map((_, s) => (s < 4 ? 0.25 : 0)));
    const biased = meanGradient(make, sharp, truth.visible.slice(0, 4), 1);
    expect(distance(biased, exact)).toBeGreaterThan(0.15);
  });

  test("chains of a long negative phase visit states by their probability", () => {
    const own = make(5, 3, 500);
    own.setParameters(parameters);
    own.setBase(new Float32Array(5));
    for (let n = 0; n < 500; n++) own.startAtBase(n, [1, 9]);
    const counts = new Float64Array(32);
    own.negativePhase(500, 20, true, [2, 9]);
    for (let round = 0; round < 20; round++) {
      own.negativePhase(500, 3, true, [3, round]);
      const v = own.chains(500);
      for (let n = 0; n < 500; n++) counts[v.subarray(5 * n, 5 * n + 5).reduce((s, on, i) => s | (on << i), 0)]++;
    }
    // Chi-squared of 31 degrees of freedom: 99.99 % below 70; rounds are correlated a little, so twice that.
    const expected = truth.probability.map((p) => p * 10_000);
    expect(counts.reduce((sum, c, s) => sum + (c - expected[s]) ** 2 / expected[s], 0)).toBeLessThan(140);
  });
});

test("persistent chains learn a likelier machine than CD-1, which stops at a point of its own", () => {
  // Modes far apart that one sweep from the data hardly crosses, and fewer hidden units than they need.
  const patterns = ["111111", "111110", "000000", "111000", "010111"].map((bits) => [...bits].map(Number));
  const rows = 40 * patterns.length;
  const data = Array.from({ length: rows }, (_, n) => patterns[n % patterns.length]);
  const learnt = (persistent: boolean, seed: number) => {
    const learner = onWasm(6, 2, rows);
    const start = randomParameters(6, 2, seed, 0.1);
    learner.setParameters({ ...start, visibleBias: new Float32Array(6), hiddenBias: new Float32Array(2) });
    learner.loadPixels(pixelsOf(data));
    for (let n = 0; n < rows; n++) learner.present(n, n, false, [0, 0]);
    learner.startChains(rows);
    for (let t = 0; t < 3000; t++) {
      learner.positivePhase(rows);
      learner.negativePhase(rows, 1, persistent, [seed, t]);
      learner.update(rows, { rate: t < 2000 ? 0.5 : 0.5 / (1 + (t - 2000) / 50), momentum: 0, decay: 0 });
    }
    const { probability } = bruteForce(learner.parameters());
    const state = (v: readonly number[]) => v.reduce((s, on, i) => s | (on << i), 0);
    return patterns.reduce((sum, v) => sum + Math.log(probability[state(v)]), 0) / patterns.length;
  };
  for (const seed of [1, 2, 3]) expect(learnt(true, seed)).toBeGreaterThan(learnt(false, seed) + 0.1);
});

test("the scalar and the wasm machine have the same bits, padding or not", () => {
  for (const [visible, hidden] of [
    [16, 10],
    [37, 45],
    [9, 40],
  ]) {
    const [a, b] = [scalarMachine(visible, hidden, 7), onWasm(visible, hidden, 7)].map((machine) => trained(machine));
    expect(b.parameters()).toEqual(a.parameters());
    expect(b.velocities()).toEqual(a.velocities());
    expect(b.chains(7)).toEqual(a.chains(7));
    expect(b.hiddenProbabilities("negative", 7)).toEqual(a.hiddenProbabilities("negative", 7));
    expect(b.reconstructionError(7, [9, 9])).toBe(a.reconstructionError(7, [9, 9]));
    for (let k = 0; k < 20; k++)
      expect(b.anneal(1, k / 20, (k + 1) / 20, k, [8, 8])).toBe(a.anneal(1, k / 20, (k + 1) / 20, k, [8, 8]));
  }
});

test("the order in which rows are added shows in the bits of the weights", () => {
  const weightsAfter = (order: readonly number[]) => {
    const machine = onWasm(16, 10, 7);
    trained(machine);
    for (const [n, row] of order.entries()) machine.present(n, row, false, [0, 0]);
    machine.positivePhase(7);
    // No sweep: the chains stay at zero pixels on, and only the order of the positive phase differs.
    machine.setChains(new Uint8Array(7 * 16));
    machine.negativePhase(7, 0, true, [0, 0]);
    machine.update(7, { rate: 0.5, momentum: 0, decay: 0 });
    return machine.parameters().weights;
  };
  const forwards = weightsAfter([0, 1, 2, 3, 4, 5, 6]);
  const backwards = weightsAfter([6, 5, 4, 3, 2, 1, 0]);
  expect(backwards).not.toEqual(forwards);
  for (const [at, w] of backwards.entries()) expect(w).toBeCloseTo(forwards[at], 5);
});

describe("annealed importance sampling", () => {
  /** Forward and reverse log weights of a machine, as the lab's tasks make them; reverse from exact draws. */
  function anneal(parameters: Parameters, chains: number, temperatures: number, seed: number) {
    const visible = parameters.visibleBias.length;
    const machine = onWasm(visible, parameters.hiddenBias.length, chains);
    machine.setParameters(parameters);
    machine.setBase(new Float32Array(visible));
    const run = (reverse: boolean) =>
      Float64Array.from({ length: chains }, (_, n) => {
        let sum = 0;
        for (let k = 0; k < temperatures; k++) {
          const [from, to] = reverse ? [temperatures - k, temperatures - k - 1] : [k, k + 1];
          sum += machine.anneal(n, from / temperatures, to / temperatures, k, [seed, reverse ? 1 : 2]);
        }
        return sum;
      });
    for (let n = 0; n < chains; n++) machine.startAtBase(n, [seed, 3]);
    const forward = run(false);
    const exact = machine.enumeration();
    const logs = exact.rowLogs(0);
    const top = logs.reduce((a, b) => Math.max(a, b));
    const cumulative = cumulate(logs.map((x) => Math.exp(x - top)));
    for (let n = 0; n < chains; n++) {
      const state = categorical([seed, 4], n, cumulative);
      const hidden = Uint8Array.from({ length: parameters.hiddenBias.length }, (_, j) => (state >> j) & 1);
      machine.drawVisible(n, hidden, [seed, 5]);
    }
    const base = logBase(new Float32Array(visible), parameters.hiddenBias.length);
    const reverse = run(true);
    return { estimate: base + logMean(forward), low: base + lowerLimit(forward), high: base - lowerLimit(reverse) };
  }

  test("both limits hold the exact value: 99.9 % each", { timeout: 600_000 }, () => {
    const seeds = Number(process.env.AIS_SEEDS ?? 150);
    let held = 0;
    for (let seed = 0; seed < seeds; seed++) {
      const parameters = randomParameters(8, 5, 1000 + seed, 1);
      const { low, high } = anneal(parameters, 40, 60, seed);
      const { logZ: exact } = bruteForce(parameters);
      if (low <= exact && exact <= high) held++;
      expect(high - low).toBeLessThan(2.5);
    }
    expect(held).toBeGreaterThanOrEqual(Math.floor(0.99 * seeds));
  });

  test("its mean weight is Z / Z0 within Monte Carlo error", () => {
    const parameters = randomParameters(8, 5, 77, 0.8);
    const { logZ: exact } = bruteForce(parameters);
    const { estimate } = anneal(parameters, 2000, 50, 12);
    expect(Math.abs(estimate - exact)).toBeLessThan(0.05);
  });

  test("the lower limit of weights of two values is above their mean in at most 1 of 1000 cases, counted exactly", () => {
    // Weights are `rare` with probability q and else 1: many small ones unseen, or few large ones seen.
    for (const n of [2, 10, 100])
      for (const q of [0.001, 0.01, 0.05, 0.3])
        for (const rare of [0, 0.1, 20, 1000]) {
          const mean = Math.log(1 - q + q * rare);
          let above = 0;
          let probability = (1 - q) ** n;
          for (let k = 0; k <= n; k++) {
            const logs = Float64Array.from({ length: n }, (_, i) => (i < k ? Math.log(rare) : 0));
            if (lowerLimit(logs) > mean) above += probability;
            probability *= ((n - k) / (k + 1)) * (q / (1 - q));
          }
          expect(above, `${n} weights, ${rare} with probability ${q}`).toBeLessThanOrEqual(0.001);
        }
  });

  test("the lower limit comes near Student's where the central limit theorem holds, and stays useful where it does not", () => {
    const z = new Float64Array(1000);
    fillNormal([4, 5], 0, z);
    const below = (logs: Float64Array) => logMean(logs) - lowerLimit(logs);
    // Student's limit lies 3.09 · cv / √n below the mean: 0.030 for a coefficient of variation of 0.307.
    expect(below(z.map((x) => 0.3 * x))).toBeGreaterThan(0.03);
    expect(below(z.map((x) => 0.3 * x))).toBeLessThan(0.045);
    // Log-normal weights with σ = 2 have a coefficient of variation of 7.3: Student's limit lies 1.2 below.
    expect(below(z.map((x) => 2 * x))).toBeLessThan(1);
    expect(below(new Float64Array(1000))).toBeLessThan(-Math.log(0.001 / 8) / 1000 + 1e-9);
    expect(below(new Float64Array(1000))).toBeGreaterThan(-Math.log(0.001) / 1000);
  });

  test("a lower limit of log-normal weights is seldom above the mean", () => {
    let above = 0;
    for (let r = 0; r < 3000; r++) {
      const logs = new Float64Array(50);
      fillNormal(foldIn([4, 4], r), 0, logs);
      if (lowerLimit(logs.map((z) => z - 0.5)) > 0) above++;
    }
    // At most 0.1 % of 3000 is 3; five standard deviations more are 12.
    expect(above).toBeLessThanOrEqual(12);
  });
});

function zeroes(visible: number, hidden: number): Parameters {
  return {
    weights: new Float32Array(visible * hidden),
    visibleBias: new Float32Array(visible),
    hiddenBias: new Float32Array(hidden),
  };
}

function meanGradient(make: typeof onWasm, parameters: Parameters, data: number[][], sweeps: number): Float64Array {
  const [visible, hidden] = [parameters.visibleBias.length, parameters.hiddenBias.length];
  const learner = make(visible, hidden, data.length);
  const mean = new Float64Array(parameters.weights.length);
  const repeats = 600;
  learner.loadPixels(pixelsOf(data));
  for (let r = 0; r < repeats; r++) {
    learner.setParameters(parameters);
    learner.setVelocities(zeroes(visible, hidden));
    for (let s = 0; s < data.length; s++) learner.present(s, s, false, [0, 0]);
    learner.positivePhase(data.length);
    learner.negativePhase(data.length, sweeps, false, [5, r]);
    learner.update(data.length, { rate: 1, momentum: 0, decay: 0 });
    for (const [at, w] of learner.parameters().weights.entries()) mean[at] += (w - parameters.weights[at]) / repeats;
  }
  return mean;
}

function distance(a: Float64Array, b: Float64Array): number {
  return Math.sqrt(a.reduce((sum, x, i) => sum + (x - b[i]) ** 2, 0));
}

/** A few steps with every option on. */
function trained(machine: RbmMachine): RbmMachine {
  const { visible, hidden, batch } = machine;
  const uniforms = new Float32Array(visible * 20);
  fillUniform32([3, 4], 0, uniforms);
  machine.setParameters(randomParameters(visible, hidden, 6, 0.3));
  machine.loadPixels(Uint8Array.from(uniforms, (u) => 255 * u));
  machine.setBase(new Float32Array(visible).fill(-0.2));
  for (let t = 0; t < 20; t++) {
    for (let n = 0; n < batch; n++) machine.present(n, (t + n) % 20, t % 2 === 0, [5, t]);
    if (t === 0) machine.startChains(batch);
    machine.positivePhase(batch);
    machine.negativePhase(batch, 2, t % 3 === 0, [6, t]);
    machine.update(batch, { rate: 0.05, momentum: 0.5, decay: 0.001 });
  }
  return machine;
}
