import { describe, expect, test } from "vitest";
import type { NDArray } from "../../../../shared/arrays.ts";
import { FLAWS } from "../../../../shared/kernels/mcmc/flawed.ts";
import { type Part, posteriorDraws } from "../../../../shared/labs/monte-carlo/mcmc/calibration.ts";
import { CALIBRATED, type McmcParams, mcmcFields } from "../../../../shared/labs/monte-carlo/mcmc/fields.ts";
import { mcmc } from "../../../../shared/labs/monte-carlo/mcmc/lab.ts";
import { modelOf } from "../../../../shared/labs/monte-carlo/mcmc/model.ts";
import { binomialQuantile, rankDifference, rankHistogram } from "../../../../shared/labs/monte-carlo/mcmc/rank-test.ts";
import { calibrationPosterior, simulatedModel } from "../../../../shared/labs/monte-carlo/mcmc/simulated.ts";
import { presetExperiment, setPath } from "../../../../shared/labs/parse.ts";
import { foldIn, keyOfSeed, normal } from "../../../../shared/random/index.ts";
import { runTasks } from "../../../run.ts";
import { thorough } from "../../../thorough.ts";

await mcmc.ready?.();

function calibrate(changes: Readonly<Record<string, unknown>>) {
  const experiment = Object.entries({ simulations: thorough ? 1000 : 30, ...changes }).reduce(
    (one, [name, value]) => setPath(mcmc, one, `params.${name}`, value),
    presetExperiment(mcmc, "calibration"),
  );
  const fold = runTasks(mcmc, mcmc.plan(experiment.params, null, keyOfSeed(3)), { data: null, device: "wasm" });
  return { fold, metrics: mcmc.measure(fold, experiment, null) };
}

/** Enough transitions for draws that hardly depend on each other; `warmup` where a sampler needs longer to find its way in. */
const SAMPLERS = {
  nuts: { thin: 2 },
  "nuts, dense metric": { sampler: "nuts", metric: "dense", thin: 2 },
  "nuts, low-rank metric": { sampler: "nuts", metric: "low-rank", thin: 2 },
  walnuts: { thin: 2 },
  hmc: { thin: 2, leapfrogs: 8 },
  mala: { thin: 8 },
  metropolis: { thin: 30, proposalScale: 0.7 },
  "adaptive-metropolis": { thin: 60, warmup: 1000 },
  slice: { thin: 4 },
  gibbs: { thin: 12 },
  tempering: { thin: 15, levels: 3, hottest: 0.3 },
  // No multiple of the walkers: all draws would be of one walker, which moves once a round.
  ensemble: { thin: 61, walkers: 12, warmup: 3000 },
} as const;

test("every sampler is calibrated", () => {
  const offered = mcmcFields.sampler.options.map(({ value }) => value);
  expect(Object.keys(SAMPLERS)).toEqual(expect.arrayContaining(offered));
});

test.each(Object.entries(SAMPLERS))("ranks of %s are uniform", { timeout: 300_000 }, (sampler, own) => {
  const { metrics } = calibrate({ sampler, warmup: thorough ? 200 : 80, draws: 31, ...own });
  // Below this once in a thousand right samplers.
  expect(metrics.calibrationP).toBeGreaterThan(0.001);
  for (const name of CALIBRATED) expect(metrics[`calibrationP.${name}`]).toBeLessThanOrEqual(1);
});

test.each(FLAWS)("a sampler that is wrong on purpose is caught: %s", (flaw) => {
  expect(calibrate({ flaw, simulations: 60, warmup: 80, draws: 31, thin: 4 }).metrics.calibrationP).toBeLessThan(1e-6);
});

test("how many tasks share the simulations changes no rank", () => {
  const ranks = (chains: number) => {
    const { fold } = calibrate({ chains, simulations: 20, warmup: 20, draws: 10 });
    const of = (s: number) => fold.records(`calibration.${s % chains}`, "rank") as NDArray;
    return Array.from({ length: 20 }, (_, s) => [...of(s).values].slice(6 * Math.floor(s / chains)).slice(0, 6));
  };
  expect(ranks(3)).toEqual(ranks(1));
  expect(
    ranks(1)
      .flat()
      .every((rank) => rank >= 0 && rank <= 10),
  ).toBe(true);
});

test("a rank is how many draws of the posterior of the simulated data lie below what made them", () => {
  const experiment = [
    ["simulations", 20],
    ["draws", 20],
    ["warmup", 20],
  ].reduce((one, [name, value]) => setPath(mcmc, one, `params.${name}`, value), presetExperiment(mcmc, "calibration"));
  const tasks = mcmc.plan({ ...experiment.params, chains: 1 }, null, keyOfSeed(5));
  const ranks = runTasks(mcmc, tasks, { data: null }).records("calibration.0", "rank") as NDArray;
  const expected = Array.from({ length: 20 }, (_, simulation) => simulation).flatMap((simulation) => {
    const own = foldIn(tasks[0].key, simulation);
    const simulated = simulatedModel(foldIn(own, 1));
    const draws = posteriorDraws(foldIn(own, 2), tasks[0].params as unknown as McmcParams & Part, simulated);
    return Array.from(simulated.truth, (value, i) => draws.reduce((n, draw) => n + Number(draw[i] < value), 0));
  });
  expect([...ranks.values]).toEqual(expected);
});

describe("the simulated model", () => {
  const { target, conditionals, truth } = simulatedModel([4, 9]);
  const place = Float64Array.of(0.4, -0.7, 1.1, 0.2, 0.8, -0.5);
  const densityAt = (i: number, x: number) => {
    const at = place.slice();
    at[i] = x;
    return target.logDensity(at, new Float64Array(6));
  };

  test("gradient: central differences", () => {
    const gradient = new Float64Array(6);
    target.logDensity(place, gradient);
    for (let i = 0; i < 6; i++) {
      const slope = (densityAt(i, place[i] + 1e-5) - densityAt(i, place[i] - 1e-5)) / 2e-5;
      expect(gradient[i]).toBeCloseTo(slope, 7);
    }
  });

  test("is what its text says", () => {
    const text = modelOf(presetExperiment(mcmc, "calibration").params as McmcParams, null).target;
    const own = calibrationPosterior(Float64Array.of(1, 0, -1, 2));
    const [gradient, expected] = [new Float64Array(6), new Float64Array(6)];
    const difference = (at: Float64Array) => text.logDensity(at, gradient) - own.logDensity(at, expected);
    expect(difference(place)).toBeCloseTo(difference(new Float64Array(6)), 12);
    difference(place);
    for (let i = 0; i < 6; i++) expect(gradient[i]).toBeCloseTo(expected[i], 12);
    expect(text.names).toEqual(CALIBRATED);
  });

  test("its prior: mu has deviation 2, tau that of |z|, theta the sum of both", () => {
    const truths = Array.from({ length: 4000 }, (_, s) => simulatedModel([6, s]).truth);
    const square = (i: number) => truths.reduce((sum, one) => sum + one[i] ** 2, 0) / truths.length;
    // 4 standard errors of a mean square: √(2/n) of a normal one, √(5/n)·… of theta's mixture at most.
    expect(Math.abs(square(4) / 4 - 1)).toBeLessThan(4 * Math.sqrt(2 / 4000));
    expect(Math.abs(square(5) - 1)).toBeLessThan(4 * Math.sqrt(2 / 4000));
    expect(Math.abs(square(0) / 5 - 1)).toBeLessThan(4 * Math.sqrt(3 / 4000));
    expect(truth).toHaveLength(CALIBRATED.length);
  });

  test("its data scatter about theta with deviation 1", () => {
    const gradient = new Float64Array(6);
    const squares = Array.from({ length: 1000 }, (_, s) => {
      const simulated = simulatedModel([8, s]);
      // With mu = 0, z = 0 and tau = 1 the slope along z_j is the datum.
      simulated.target.logDensity(new Float64Array(6), gradient);
      return [0, 1, 2, 3].map((j) => (gradient[j] - simulated.truth[j]) ** 2);
    }).flat();
    const mean = squares.reduce((sum, one) => sum + one) / squares.length;
    // 4 standard errors of a mean square.
    expect(Math.abs(mean - 1)).toBeLessThan(4 * Math.sqrt(2 / squares.length));
  });

  test("full conditionals: the place that a uniform of a half makes of tau has half of the density below it", () => {
    const found = place.slice();
    conditionals.sweep(found, new Float64Array(0), { normal: () => 0, uniform: () => 0.5 }, (i) => {
      if (i < 5) {
        // Normal ones: without noise a coordinate becomes its mean, where the density is highest; others stay as they were.
        const gradient = new Float64Array(6);
        target.logDensity(found, gradient);
        expect(gradient[i]).toBeCloseTo(0, 10);
        found[i] = place[i];
        return;
      }
      const step = 0.001;
      let below = 0;
      let all = 0;
      for (let x = -20; x < 4; x += step) {
        const mass = Math.exp(densityAt(5, x + step / 2));
        all += mass;
        if (x + step / 2 < found[5]) below += mass;
      }
      expect(below / all).toBeCloseTo(0.5, 3);
    });
  });
});

describe("what is said of ranks", () => {
  test("bins hold all ranks; expected counts follow their widths", () => {
    const ranks = Int32Array.from({ length: 200 }, (_, i) => i % 11);
    const histogram = rankHistogram(ranks, 10);
    expect(histogram).toBeDefined();
    const { counts, expected, edges, p } = histogram as NonNullable<typeof histogram>;
    expect(counts).toHaveLength(11);
    expect([...edges]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(counts.reduce((a, b) => a + b)).toBe(200);
    expect(expected[0]).toBeCloseTo(200 / 11, 12);
    expect(p).toBeGreaterThan(0.99);
    expect(rankHistogram(ranks.subarray(0, 19), 10)).toBeUndefined();
  });

  test("two bins: the p-value is that of a squared normal variable", () => {
    const ranks = Int32Array.from({ length: 20 }, (_, i) => (i < 14 ? 0 : 1));
    // χ² = 2 · 4²/10 = 3.2 with one degree of freedom: erfc(√1.6).
    expect(rankHistogram(ranks, 1)?.p).toBeCloseTo(0.0736382701, 9);
  });

  test("the band is made of quantiles of the binomial distribution", () => {
    // Cumulated probabilities of 10 fair coins: 0.0107 at 1, 0.0547 at 2, 0.9453 at 7, 0.9893 at 8.
    expect([0.005, 0.0108, 0.0548, 0.9452, 0.98].map((p) => binomialQuantile(10, 0.5, p))).toEqual([1, 2, 3, 7, 8]);
    expect(binomialQuantile(1000, 0.05, 0.995)).toBe(69);
  });

  test("the difference to the uniform distribution function, and Kolmogorov's band about it", () => {
    const { difference, band } = rankDifference(Int32Array.of(0, 0, 3, 3), 3);
    expect([...difference]).toEqual([0.25, 0, -0.25, 0]);
    expect(band).toBeCloseTo(1.3581 / 2, 12);
    const uniform = Int32Array.from({ length: 2000 }, (_, i) => Math.floor(Math.abs(normal([2, 3], i) * 1e6) % 100));
    const far = rankDifference(uniform, 99);
    expect(Math.max(...far.difference.map(Math.abs))).toBeLessThan(far.band);
  });
});
