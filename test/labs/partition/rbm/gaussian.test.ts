import { describe, expect, test } from "vitest";
import { logBase } from "../../../../shared/kernels/rbm/ais.ts";
import type { Parameters, RbmMachine, States } from "../../../../shared/kernels/rbm/machine.ts";
import { categorical, cumulate } from "../../../../shared/random/index.ts";
import { logMean, lowerLimit } from "../../../../shared/stats/betting.ts";
import { logUnnormalised, logZOnGrid, meanLogDensity, mixture } from "../../../oracles/gaussian-rbm.ts";
import { devices, logZ, normals, randomReal, zeroes } from "./machines.ts";

const NO_KEY = [0, 0] as const;

/** A machine with these parameters and rows in its minibatch. */
function holding(make: typeof devices.wasm, parameters: Parameters, rows: readonly (readonly number[])[]) {
  const [visible, hidden] = [parameters.visibleBias.length, parameters.hiddenBias.length];
  const machine = make(visible, hidden, rows.length, { gaussian: true });
  machine.setParameters(parameters);
  machine.loadPixels(Float32Array.from(rows.flat()));
  for (let n = 0; n < rows.length; n++) machine.present(n, n, false, NO_KEY);
  return machine;
}

const rowsOf = (values: Float32Array, width: number) =>
  Array.from({ length: values.length / width }, (_, n) => Array.from(values.subarray(n * width, (n + 1) * width)));

describe.each(Object.entries(devices))("Gaussian visible units on %s", (_, make) => {
  test("free energies are those of all hidden states", () => {
    const parameters = randomReal(5, 3, 1);
    const rows = rowsOf(normals(40, 2, 0, 1.5), 5);
    const machine = holding(make, parameters, rows);
    for (const [n, v] of rows.entries()) expect(machine.freeEnergy(n)).toBeCloseTo(-logUnnormalised(parameters, v), 4);
  });

  test("log Z is the integral over the plane, and the sum of a mixture's weights", () => {
    for (const [hidden, seed] of [
      [1, 3],
      [4, 4],
      [5, 5],
    ]) {
      const parameters = randomReal(2, hidden, seed, 0.6);
      const machine = holding(make, parameters, [[0, 0]]);
      // Means lie within 6 · 0.6 · 2.5 of zero, and deviations are between 0.4 and 2.
      expect(logZ(machine)).toBeCloseTo(logZOnGrid(parameters, 16, 0.2), 8);
      expect(logZ(machine)).toBeCloseTo(mixture(parameters).logZ, 10);
    }
    // More hidden units than a row of the sum holds.
    const wide = randomReal(7, 12, 6, 0.4);
    expect(logZ(holding(make, wide, [Array(7).fill(0)]))).toBeCloseTo(mixture(wide).logZ, 9);
  });

  test("the expected step is σ² times the gradient of the exact log-likelihood, by finite differences; of variances and hidden biases the gradient", () => {
    const parameters = randomReal(3, 2, 7, 0.5);
    const data = rowsOf(normals(24, 8, 0, 1.2), 3);
    const mean = meanStep(make, parameters, data, 250);
    for (const name of ["weights", "visibleBias", "hiddenBias", "logVariance"] as const)
      for (const at of parameters[name].keys()) {
        const moved = (by: number) => {
          const values = Float64Array.from(parameters[name]);
          values[at] += by;
          return meanLogDensity({ ...parameters, [name]: values } as unknown as Required<Parameters>, data);
        };
        const slope = (moved(1e-4) - moved(-1e-4)) / 2e-4;
        const unit = name === "weights" ? Math.floor(at / 2) : at;
        const natural = name === "weights" || name === "visibleBias" ? Math.exp(parameters.logVariance[unit]) : 1;
        const { value, error } = mean(name, at);
        // Five standard errors of the mean over steps with independent chains, and the rounding of float32 weights.
        expect(Math.abs(value - natural * slope), `${name} ${at}`).toBeLessThan(5 * error + 2e-4);
      }
  });

  test("chains of a long negative phase have the mean and the covariance of the mixture", () => {
    const parameters = randomReal(3, 2, 9, 0.8);
    const chains = 2000;
    const machine = make(3, 2, chains, { gaussian: true });
    machine.setParameters(parameters);
    machine.setBase(new Float32Array(3), new Float32Array(3));
    for (let n = 0; n < chains; n++) machine.startAtBase(n, [1, 1]);
    machine.negativePhase(chains, 60, true, [2, 2]);
    const rows = rowsOf(machine.chains(chains) as Float32Array, 3);
    const { parts } = mixture(parameters);
    const exact = (of: (mean: readonly number[], i: number) => number, i: number) =>
      parts.reduce((sum, { mean, probability }) => sum + probability * of(mean, i), 0);
    for (let i = 0; i < 3; i++) {
      const centre = exact((mean) => mean[i], i);
      const variance = exact((mean) => (mean[i] - centre) ** 2, i) + Math.exp(parameters.logVariance[i]);
      const seen = rows.reduce((sum, v) => sum + v[i], 0) / chains;
      const spread = rows.reduce((sum, v) => sum + (v[i] - centre) ** 2, 0) / chains;
      // Five standard errors; the fourth moment of such a mixture is below five times the variance squared.
      expect(Math.abs(seen - centre)).toBeLessThan(5 * Math.sqrt(variance / chains));
      expect(Math.abs(spread - variance)).toBeLessThan(5 * variance * Math.sqrt(4 / chains));
    }
  });

  test("there is no pseudo-likelihood", () => {
    const machine = holding(make, randomReal(3, 2, 1), [[0, 0, 0]]);
    expect(() => machine.pseudoLikelihood(0)).toThrow("must be binary");
  });
});

/** Mean step of rate 1 with long independent chains over `repeats`, and its standard error. */
function meanStep(make: typeof devices.wasm, parameters: Required<Parameters>, data: number[][], repeats: number) {
  const copies = 12;
  const rows = Array.from({ length: copies }, () => data).flat();
  const machine = holding(make, parameters, rows);
  const still = { ...zeroes(3, 2), logVariance: new Float32Array(3) };
  const steps: Required<Parameters>[] = [];
  for (let r = 0; r < repeats; r++) {
    machine.setParameters(parameters);
    machine.setVelocities(still);
    machine.positivePhase(rows.length);
    machine.negativePhase(rows.length, 12, r > 0, [7, r]);
    machine.update(rows.length, { rate: 1, momentum: 0, decay: 0, varianceRate: 1 });
    // Chains go on, twelve sweeps apart; the first hundred sweeps are not counted.
    if (r >= 8) steps.push(machine.velocities() as Required<Parameters>);
  }
  return (name: keyof Parameters, at: number) => {
    const all = steps.map((step) => step[name][at]);
    const value = all.reduce((a, b) => a + b, 0) / all.length;
    const variance = all.reduce((sum, x) => sum + (x - value) ** 2, 0) / (all.length - 1);
    return { value, error: Math.sqrt(variance / all.length) };
  };
}

test("both twins have the same bits with every option, padding or not", () => {
  for (const [visible, hidden] of [
    [16, 12],
    [37, 45],
    [9, 40],
    [6, 3],
  ]) {
    const [a, b] = [devices.scalar, devices.wasm].map((make) => trained(make, visible, hidden));
    for (const told of ["parameters", "velocities", "fast"] as const) expect(b[told]()).toEqual(a[told]());
    expect(b.chains(9)).toEqual(a.chains(9));
    expect(b.minibatch(7)).toEqual(a.minibatch(7));
    expect(b.hiddenProbabilities("negative", 7)).toEqual(a.hiddenProbabilities("negative", 7));
    expect(b.reconstructionError(7, [9, 9])).toBe(a.reconstructionError(7, [9, 9]));
    expect(b.freeEnergy(3)).toBe(a.freeEnergy(3));
    for (let k = 0; k < 20; k++) {
      expect(b.anneal(1, k / 20, (k + 1) / 20, k, [8, 8])).toBe(a.anneal(1, k / 20, (k + 1) / 20, k, [8, 8]));
      b.temper(8, k / 20, k, [8, 9]);
      a.temper(8, k / 20, k, [8, 9]);
    }
    b.swapChains(1, 8);
    a.swapChains(1, 8);
    expect(b.logRatio(1, 0.3, 0.9)).toBe(a.logRatio(1, 0.3, 0.9));
    expect(b.chains(9)).toEqual(a.chains(9));
    const bits = Uint8Array.from({ length: hidden }, (_, j) => j % 2);
    for (const machine of [a, b]) machine.drawVisible(2, bits, [3, 3]);
    expect(b.chains(9)).toEqual(a.chains(9));
  }
});

/** A few steps with learnt variances, fast weights, momentum and decay, of a machine with more chains than rows. */
function trained(make: typeof devices.wasm, visible: number, hidden: number): RbmMachine<States> {
  const machine = make(visible, hidden, 7, { gaussian: true, fast: true, chains: 9 });
  machine.setParameters(randomReal(visible, hidden, 6, 0.2));
  machine.loadPixels(normals(visible * 20, 3, 4));
  machine.setBase(normals(visible, 3, 5), normals(visible, 3, 6, 0.3));
  for (const n of [7, 8]) machine.startAtBase(n, [1, 2]);
  for (let t = 0; t < 20; t++) {
    for (let n = 0; n < 7; n++) machine.present(n, (t + n) % 20, false, [5, t]);
    if (t === 0) machine.startChains(7);
    machine.positivePhase(7);
    machine.negativePhase(7, 2, t % 3 === 0, [6, t]);
    const fast = { rate: 0.02, decay: 19 / 20 };
    machine.update(7, { rate: 0.01, momentum: 0.5, decay: 0.001, varianceRate: 0.01, fast });
  }
  return machine;
}

describe("annealed importance sampling of Gaussian units", () => {
  /** Both limits of log Z, from a base of other means and variances than the machine's; reverse from exact draws. */
  function anneal(parameters: Required<Parameters>, chains: number, temperatures: number, seed: number) {
    const [visible, hidden] = [parameters.visibleBias.length, parameters.hiddenBias.length];
    const machine = devices.wasm(visible, hidden, chains, { gaussian: true });
    const base = { bias: normals(visible, seed, 8, 0.5), logVariance: new Float32Array(visible).fill(0.5) };
    machine.setParameters(parameters);
    machine.setBase(base.bias, base.logVariance);
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
    const { parts } = mixture(parameters);
    const cumulative = cumulate(Float64Array.from(parts, ({ probability }) => probability));
    for (let n = 0; n < chains; n++)
      machine.drawVisible(n, Uint8Array.from(parts[categorical([seed, 4], n, cumulative)].h), [seed, 5]);
    const zero = logBase(base.bias, hidden, base.logVariance);
    const reverse = run(true);
    return {
      estimate: zero + logMean(forward),
      low: zero + lowerLimit(forward, 0.001),
      high: zero - lowerLimit(reverse, 0.001),
    };
  }

  test("both limits hold the exact value: 99.9 % each", { timeout: 600_000 }, () => {
    const seeds = Number(process.env.AIS_SEEDS ?? 150);
    let held = 0;
    for (let seed = 0; seed < seeds; seed++) {
      const parameters = randomReal(8, 5, 1000 + seed, 0.5);
      const { low, high } = anneal(parameters, 40, 60, seed);
      const { logZ: exact } = mixture(parameters);
      if (low <= exact && exact <= high) held++;
    }
    if (process.env.AIS_SEEDS) process.stdout.write(`${held} of ${seeds} hold\n`);
    expect(held).toBeGreaterThanOrEqual(Math.floor(0.99 * seeds));
  });

  test("its mean weight is Z / Z0 within Monte Carlo error", () => {
    const parameters = randomReal(6, 4, 77, 0.4);
    const { logZ: exact } = mixture(parameters);
    const { estimate } = anneal(parameters, 2000, 80, 12);
    expect(Math.abs(estimate - exact)).toBeLessThan(0.05);
  });
});
