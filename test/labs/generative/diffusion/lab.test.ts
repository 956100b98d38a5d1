/** Closed forms of the way there and back, the bound of a known Gaussian, and the whole lab. */
import { describe, expect, test } from "vitest";
import { array } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { boundTerms } from "../../../../shared/labs/generative/diffusion/bound.ts";
import { noisedRows } from "../../../../shared/labs/generative/diffusion/data.ts";
import type { DiffusionParams } from "../../../../shared/labs/generative/diffusion/fields.ts";
import { diffusion } from "../../../../shared/labs/generative/diffusion/lab.ts";
import { scoreQuestion, wayQuestion } from "../../../../shared/labs/generative/diffusion/questions.ts";
import { type Predict, walkBack } from "../../../../shared/labs/generative/diffusion/sampler.ts";
import {
  posteriorMean,
  posteriorVariance,
  type Schedule,
  scheduleOf,
  timesOf,
} from "../../../../shared/labs/generative/diffusion/schedule.ts";
import { latentPoints, planarSamples } from "../../../../shared/labs/generative/points/plane.ts";
import { fillNormal, keyOfSeed } from "../../../../shared/random/index.ts";
import { askLab, generated, runLab } from "../../../run.ts";

await diffusion.ready?.();

const small = generated("planar-densities", { density: "ring", deviation: 0.1, count: 400 });
const few = { hidden: [8], steps: 12, epochs: 2, batch: 64, compared: 50, permutations: 19 };
/** Data of one normal number each way: variance v. */
const v = 0.49;
const exactNoise =
  (alphaBar: Float64Array): Predict =>
  (x, t) =>
    // E(ε | x_t) = √(1 − ᾱ)·x_t/(ᾱ·v + 1 − ᾱ).
    x.map((one) => (Math.sqrt(1 - alphaBar[t]) * one) / (alphaBar[t] * v + 1 - alphaBar[t]));
const spread = (x: ArrayLike<number>) => Array.from(x).reduce((sum, one) => sum + one * one, 0) / x.length;

/** Of what the way back makes of standard normals by the exact noise, where x̂_0 = √ᾱ·v/(ᾱ·v + 1 − ᾱ)·x_t. */
function varianceBack(schedule: Schedule, sampler: "ddpm" | "ddim"): number {
  const { alphaBar } = schedule;
  let variance = 1;
  for (let t = alphaBar.length - 1; t >= 1; t--) {
    const [now, next] = [alphaBar[t], alphaBar[t - 1]];
    const clean = (Math.sqrt(now) * v) / (now * v + 1 - now);
    const { clean: ofClean, noised } = posteriorMean(schedule, t);
    if (sampler === "ddpm") variance = (ofClean * clean + noised) ** 2 * variance + posteriorVariance(schedule, t);
    else {
      const noise = (1 - Math.sqrt(now) * clean) / Math.sqrt(1 - now);
      variance *= (Math.sqrt(next) * clean + Math.sqrt(1 - next) * noise) ** 2;
    }
  }
  return variance;
}

describe.each(["cosine", "linear"] as const)("%s", (kind) => {
  const schedule = scheduleOf({ schedule: kind, steps: 100 });
  const { alphaBar, beta } = schedule;

  test("noise only grows, from none to nearly all; one step after another is the closed form", () => {
    let [mean, variance] = [1, 0];
    for (let t = 1; t <= 100; t++) {
      mean *= Math.sqrt(1 - beta[t]);
      variance = (1 - beta[t]) * variance + beta[t];
      expect(alphaBar[t]).toBeLessThan(alphaBar[t - 1]);
      expect(Math.abs(mean - Math.sqrt(alphaBar[t]))).toBeLessThan(1e-12);
      expect(Math.abs(variance - (1 - alphaBar[t]))).toBeLessThan(1e-12);
    }
    expect(alphaBar[0]).toBe(1);
    expect(alphaBar[100]).toBeLessThan(1e-3);
  });

  test("the posterior is that of two Gaussians: its mean and variance put x_{t−1} back where it was", () => {
    for (const t of [2, 10, 50, 99]) {
      // Precisions of x_{t−1} given x_0, and of x_t given x_{t−1}, add up.
      const precision = 1 / (1 - alphaBar[t - 1]) + (1 - beta[t]) / beta[t];
      expect(posteriorVariance(schedule, t) * precision).toBeCloseTo(1, 10);
      const { clean, noised } = posteriorMean(schedule, t);
      expect(clean).toBeCloseTo(Math.sqrt(alphaBar[t - 1]) / (1 - alphaBar[t - 1]) / precision, 10);
      expect(noised).toBeCloseTo(Math.sqrt(1 - beta[t]) / beta[t] / precision, 10);
    }
    expect(posteriorVariance(schedule, 1)).toBe(0);
  });

  test("by the exact noise of Gaussian data both samplers end with their variance", () => {
    const start = latentPoints(4000, [1, 5]);
    const way = { schedule, reach: 10, key: [3, 4] as const };
    const back = (sampler: "ddpm" | "ddim", jumps?: number) =>
      walkBack(exactNoise(alphaBar), start, { ...way, sampler, times: timesOf({ steps: 100, sampler, jumps }) });
    // Each step back is linear: variances follow one from another, and nearer to v the more steps there are.
    const deviation = Math.sqrt(2 / 8000);
    expect(Math.abs(spread(back("ddpm")) / varianceBack(schedule, "ddpm") - 1)).toBeLessThan(4 * deviation);
    for (const sampler of ["ddpm", "ddim"] as const)
      expect(Math.abs(varianceBack(scheduleOf({ schedule: kind, steps: 2000 }), sampler) / v - 1)).toBeLessThan(0.02);
    expect(back("ddim", 20)).toEqual(back("ddim", 20));
    // Without noise each number is its start times a common factor.
    const factor = Math.sqrt(varianceBack(schedule, "ddim"));
    for (const [i, x] of back("ddim").entries()) expect(Math.abs(x - factor * start[i])).toBeLessThan(1e-4);
  });

  test("the bound of Gaussian data by their exact noise is above their entropy, and near it", () => {
    const x = new Float64Array(8000);
    fillNormal([5, 6], 0, x);
    const points = Float32Array.from(x, (one) => Math.sqrt(v) * one);
    const terms = boundTerms(exactNoise(alphaBar), points, schedule, { reach: 10, key: [7, 8] });
    const entropy = Math.log(2 * Math.PI * v) + (2 * spread(points)) / v / 2;
    const bound = terms.reduce((sum, one) => sum + one, 0);
    for (const [t, term] of terms.entries()) if (t !== 1) expect(term).toBeGreaterThanOrEqual(0);
    // Steps of finite size cost something; with more of them less.
    expect(bound).toBeGreaterThan(entropy - 0.02);
    const finer = scheduleOf({ schedule: kind, steps: 400 });
    const closer = boundTerms(exactNoise(finer.alphaBar), points, finer, { reach: 10, key: [7, 8] });
    const rest = closer.reduce((sum, one) => sum + one, 0) - entropy;
    expect(rest).toBeGreaterThan(-0.02);
    expect(rest).toBeLessThan(bound - entropy);
  });
});

test("times run from T to 0, all or as many as asked for", () => {
  expect(timesOf({ steps: 4, sampler: "ddpm", jumps: 2 })).toEqual([4, 3, 2, 1, 0]);
  expect(timesOf({ steps: 100, sampler: "ddim", jumps: 4 })).toEqual([100, 75, 50, 25, 0]);
  expect(timesOf({ steps: 3, sampler: "ddim", jumps: 9 })).toEqual([3, 2, 1, 0]);
});

test("every point is there at several steps, all of which come equally often; held-out ones apart", () => {
  const samples = planarSamples(small, 0.25);
  const { sources, train, test: held } = noisedRows(samples, { steps: 10, schedule: "cosine" });
  expect([train.length, held.length]).toEqual([10 * samples.train.length, 10 * samples.test.length]);
  const [signal, level] = [sources.signal.values, sources.level.values];
  const seen = new Map<number, number>();
  for (const [row, s] of signal.entries()) {
    expect(s * s + level[row] ** 2).toBeCloseTo(1, 5);
    seen.set(s, (seen.get(s) ?? 0) + 1);
  }
  expect([...seen.values()]).toEqual(new Array(10).fill(400));
  for (const row of held.subarray(0, 50)) expect(samples.test.includes(row % 400)).toBe(true);
});

describe("the first preset", () => {
  const [{ params, seed }] = diffusion.presets;
  const ring = generated("planar-densities", { density: "ring", deviation: 0.1 });
  const run = runLab(diffusion, ring, params, { key: keyOfSeed(seed) });

  test("its samples cannot be told from data, and the bound is one", () => {
    expect(run.metrics.mmd).toBeLessThan(run.metrics.mmdLevel);
    expect(run.metrics.nll).toBeGreaterThan(run.metrics.nllExact);
    expect(run.metrics.testLoss).toBeLessThan(0.5);
  });

  test("at the last step the learnt score is that of a standard Gaussian", () => {
    const at = Float32Array.of(1, 0, 0, 1, -1, 0.5, 0.3, -0.8);
    const { task, given } = scoreQuestion(
      run.experiment.params as DiffusionParams,
      100,
      diffusion.weights?.(run.fold) ?? {},
      array(at, [4, 2]),
    );
    const { score } = askLab(diffusion, ring, task as never, given);
    for (const [i, x] of at.entries()) expect(Math.abs(score.values[i] + x)).toBeLessThan(0.15);
  });
});

test("the same bits on both devices, opened again from checkpoints; the way of DDIM is the same each time", () => {
  const whole = runLab(diffusion, small, few);
  const cut = { slices: [1, 3, 2], reopen: () => true };
  const pieces = runLab(diffusion, small, few, { device: ["scalar", "wasm"], cut });
  expect(pieces.fold.output("train")).toEqual(whole.fold.output("train"));
  const params = { ...(whole.experiment.params as DiffusionParams), sampler: "ddim" as const, jumps: 5 };
  const { task, given } = wayQuestion(
    params,
    3,
    diffusion.weights?.(whole.fold) ?? {},
    array(latentPoints(20, [1, 1]), [20, 2]),
  );
  const [way, again] = [1, 2].map((n) => askLab(diffusion, small, { ...task, key: [n, n] } as never, given).way);
  expect(way.shape).toEqual([6, 20, 2]);
  expect(again).toEqual(way);
});

test("samples are in the units of the data", () => {
  const { gaussians: _, ...plain } = small;
  const far: Table = { ...plain, values: small.values.map((x, i) => 100 * x + (i % 2 === 0 ? 5000 : -300)) };
  const [away, near] = [runLab(diffusion, far, few), runLab(diffusion, plain, few)];
  expect(away.metrics.nll - near.metrics.nll).toBeCloseTo(2 * Math.log(100), 1);
  expect(() => runLab(diffusion, { ...plain, columns: 4, rows: 200 }, few)).toThrow("columns: 4");
});
