import fc from "fast-check";
import { expect, test } from "vitest";
import { kaufman, yangMagnetisation } from "../../../../shared/kernels/ising/exact.ts";
import { markovField } from "../../../../shared/labs/graphs/markov-field/lab.ts";
import { chain } from "../../../../shared/labs/graphs/markov-field/sample/chain.ts";
import { estimates } from "../../../../shared/labs/graphs/markov-field/sample/estimates.ts";
import { packSpins, siteAtBorder, unpackSpins } from "../../../../shared/labs/graphs/markov-field/sample/lattice.ts";
import { conditionalOf, weightsOf } from "../../../../shared/labs/graphs/markov-field/sample/model.ts";
import { QUANTITIES, UNKNOWN } from "../../../../shared/labs/graphs/markov-field/sample/quantities.ts";
import { crossingOf, type Found } from "../../../../shared/labs/graphs/markov-field/sample/results.ts";
import type { Lab } from "../../../../shared/labs/lab.ts";
import { parseExperiment } from "../../../../shared/labs/parse-experiment.ts";
import { keyOfSeed, normal } from "../../../../shared/random/index.ts";
import { openNow } from "../../../open-now.ts";
import { alignedOf } from "../../../shared/kernels/ising/enumerate.ts";
import { thorough } from "../../../thorough.ts";
import { fresh } from "../../../wasm.ts";

const context = { device: "wasm", data: null, inputs: {}, wasm: fresh } as never;
const ising = { model: "ising", field: 0, start: "cold" } as const;

/** Value and standard error of a quantity after a whole chain. */
function chainOf(params: object, steps: number, seed = 1) {
  const task = { id: "chain.0", kind: "chain", key: keyOfSeed(seed), steps, params: params as never };
  const process = openNow(chain, task, context);
  process.advance(steps);
  const { values } = process.output().estimates;
  return (name: (typeof QUANTITIES)[number]) => {
    const row = QUANTITIES.indexOf(name);
    return [values[2 * row], values[2 * row + 1]] as const;
  };
}

const METHODS = ["gibbs", "metropolis", "swendsen-wang", "wolff"] as const;

test.each(METHODS)(
  "%s has the energy of Kaufman's 64 × 64 torus, and Yang's |m| below 0.9 T_c, within its own errors",
  (method) => {
    // Where single sites forget within few sweeps; clusters at the transition too.
    const clusters = method === "wolff" || method === "swendsen-wang";
    const temperatures = [1.7, 2, ...(clusters ? [2.2692] : []), 3];
    for (const temperature of temperatures) {
      const burnIn = 100;
      const of = chainOf({ ...ising, side: 64, temperature, method, burnIn }, burnIn + (clusters ? 600 : 1500));
      const [energy, error] = of("energy");
      expect(error).toBeGreaterThan(0);
      // 4.5 standard errors, which are themselves known to a tenth or so.
      expect(Math.abs(energy - kaufman(64, temperature).energy) / error, `energy at ${temperature}`).toBeLessThan(4.5);
      if (temperature > 2.04) continue;
      const [size, sizeError] = of("magnetisation");
      expect(Math.abs(size - yangMagnetisation(temperature)) / sizeError, `|m| at ${temperature}`).toBeLessThan(4.5);
    }
  },
);

test.runIf(thorough)("error bars are as large as the differences between chains", () => {
  const params = { ...ising, side: 16, temperature: 2.4, method: "gibbs", burnIn: 200 };
  const found = Array.from({ length: 200 }, (_, seed) => chainOf(params, 4200, seed + 1)("energy"));
  const exact = kaufman(16, 2.4).energy;
  const z = found.map(([value, error]) => (value - exact) / error);
  const spread = Math.sqrt(z.reduce((sum, one) => sum + one * one, 0) / z.length);
  // √(1/(2·200)) = 0.05: five of these.
  expect(Math.abs(spread - 1)).toBeLessThan(0.25);
});

test("an autoregressive series has the known autocorrelation time and error; a constant or short one has no error", () => {
  const n = 20_000;
  const rho = 0.8;
  const series = new Float64Array(n);
  const key = keyOfSeed(5);
  for (let i = 1; i < n; i++) series[i] = rho * series[i - 1] + normal(key, i);
  const values = estimates({ side: 8, temperature: 2 }, series, series).values;
  const tau = values[2 * QUANTITIES.indexOf("tauEnergy")];
  // τ = ½ (1 + ρ)/(1 − ρ) = 4.5, known to about √(4 · 60/n) of itself.
  expect(Math.abs(tau - 4.5)).toBeLessThan(1);
  const exactError = Math.sqrt((1 / (1 - rho ** 2)) * (9 / n));
  expect(values[1] / exactError).toBeGreaterThan(0.8);
  expect(values[1] / exactError).toBeLessThan(1.25);
  for (const poor of [new Float64Array(100).fill(-2), series.slice(0, 100)]) {
    const found = estimates({ side: 8, temperature: 2 }, poor, poor).values;
    expect(found.every(Number.isFinite)).toBe(true);
    expect(found[1]).toBe(UNKNOWN);
  }
});

test("cumulants that cross at a known temperature are found to cross there", () => {
  const at = (side: number, slope: number) =>
    [2.1, 2.2, 2.3, 2.4].map(
      (temperature): Found => ({
        side,
        temperature,
        of: () => ({ value: 0.6 - slope * (temperature - 2.26), error: 0.01 }),
      }),
    );
  const crossing = crossingOf([...at(8, 0.5), ...at(16, 1)], [8, 16]);
  expect(crossing?.value).toBeCloseTo(2.26, 12);
  // The difference falls with slope 0.5 and has an error of 0.01 √2 √(0.4² + 0.6²) there.
  expect(crossing?.error).toBeCloseTo((0.01 * Math.SQRT2 * Math.hypot(0.4, 0.6)) / 0.5, 12);
  expect(crossingOf([...at(8, 1), ...at(16, 0.5)], [8, 16])).toBeUndefined();
});

test("a site's probability given its neighbours is that given all others", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 5 }),
      fc.integer({ min: 0, max: 1e6 }),
      fc.boolean(),
      (side, seed, isIsing) => {
        const physics = isIsing
          ? ({ model: "ising", temperature: 1.7, field: 0.3 } as const)
          : ({ model: "potts", states: 4, temperature: 0.9 } as const);
        const states = isIsing ? 2 : 4;
        const spins = Uint8Array.from({ length: side * side }, (_, i) => ((seed >>> (i % 17)) + i * seed) % states);
        const site = seed % spins.length;
        const { coupling, field } = weightsOf(physics);
        const weights = Array.from({ length: states }, (_, s) => {
          spins[site] = s;
          const ones = spins.filter((spin) => spin === 1).length;
          return Math.exp(coupling * alignedOf(spins, side) + field * ones);
        });
        const z = weights.reduce((a, b) => a + b, 0);
        const { probabilities } = conditionalOf(physics, spins, side, site);
        for (const [s, p] of probabilities.entries()) expect(p).toBeCloseTo(weights[s] / z, 12);
        expect(unpackSpins(packSpins(spins, side, states), states)).toEqual(spins);
      },
    ),
    { numRuns: 60 },
  );
});

test.each([
  [{ sizes: [33] }, "odd-checkerboard"],
  [{ sizes: [8, 8] }, "repeated-side"],
  [{ temperatures: 3, lastTemperature: 2.27, temperature: 2.27 }, "empty-scan"],
  [{ sizes: [512], temperatures: 20 }, "too-many-sites"],
  [{ temperatures: 40, sweeps: 200_000 }, "too-many-sweeps"],
  [{ temperature: 0 }, "out-of-range"],
  [{ temperature: -1 }, "out-of-range"],
  [{ sizes: [1] }, "out-of-range"],
  [{ model: "potts", states: 1 }, "out-of-range"],
  [{ sweeps: 5 }, "out-of-range"],
])("%j is refused: %s", async (params, code) => {
  const check = async () => {
    const home = [{ id: "markov-field", family: "graphs" as const, load: async () => markovField as Lab }];
    const given = { v: 1, lab: "markov-field", seed: 1, data: null, params };
    const { experiment } = await parseExperiment(given, home);
    markovField.check?.(experiment.params as never, null);
  };
  await expect(check()).rejects.toMatchObject({ code });
});

test("clusters take odd sides, and every method takes a very cold and a very hot lattice without a NaN", () => {
  for (const method of METHODS)
    for (const temperature of [0.05, 20]) {
      const side = method === "wolff" || method === "swendsen-wang" ? 5 : 6;
      const of = chainOf({ ...ising, field: 0.5, side, temperature, method, burnIn: 5 }, 60);
      for (const quantity of QUANTITIES) expect(of(quantity).every(Number.isFinite)).toBe(true);
      if (temperature < 1) expect(of("magnetisation")[0]).toBe(1);
    }
});

test("the site that is looked at first has a neighbour in another state, the nearest to the middle, around the torus too", () => {
  const spins = new Uint8Array(36);
  expect(siteAtBorder(spins, 6)).toBe(3 * 6 + 3);
  spins[0] = 1;
  // The last row touches the first.
  expect(siteAtBorder(spins, 6)).toBe(1);
  spins[3 * 6 + 4] = 1;
  expect(siteAtBorder(spins, 6)).toBe(3 * 6 + 3);
});

test("while it runs, only metrics that a run can have are given a place", () => {
  const placed = (params: object) => {
    const whole = { task: "sample", model: "ising", field: 0, sizes: [8, 16], temperatures: 1, ...params };
    return markovField.metrics.filter(({ applies }) => applies?.(whole) ?? true).map(({ name }) => name);
  };
  expect(placed({ temperatures: 5 })).toEqual(expect.arrayContaining(["deviation", "peak", "crossing"]));
  expect(placed({ temperatures: 5 })).not.toEqual(expect.arrayContaining(["tau"]));
  expect(placed({ sizes: [8], model: "potts" })).toEqual(expect.arrayContaining(["energy", "tau"]));
  for (const name of ["peak", "crossing", "deviation", "psnr"])
    expect(placed({ sizes: [8], model: "potts" })).not.toContain(name);
  for (const { name } of markovField.metrics.filter(({ name }) =>
    placed({ task: "segment", classes: 3 }).includes(name),
  ))
    expect(["accuracy", "accuracy.<method>", "energy.<method>"]).toContain(name);
});
