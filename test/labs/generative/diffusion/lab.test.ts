/** Closed forms of the way there and back, the bound of a known Gaussian, and the whole lab. */
import { describe, expect, test } from "vitest";
import { array } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { EMBEDDED } from "../../../../shared/diffusion/embedding.ts";
import { addedNoise, type Predict, walkBack } from "../../../../shared/diffusion/sampler.ts";
import {
  jumpsOf,
  posteriorMean,
  posteriorVariance,
  type Schedule,
  scheduleOf,
  timesOf,
} from "../../../../shared/diffusion/schedule.ts";
import { boundTerms } from "../../../../shared/labs/generative/diffusion/bound.ts";
import { boundParts } from "../../../../shared/labs/generative/diffusion/bound-parts.ts";
import { noisedRows } from "../../../../shared/labs/generative/diffusion/data.ts";
import type { DiffusionParams } from "../../../../shared/labs/generative/diffusion/fields.ts";
import { diffusion } from "../../../../shared/labs/generative/diffusion/lab.ts";
import { predictBy } from "../../../../shared/labs/generative/diffusion/predict.ts";
import { scoreQuestion, wayQuestion } from "../../../../shared/labs/generative/diffusion/questions.ts";
import { modesOfGaussians } from "../../../../shared/labs/generative/points/modes.ts";
import { latentPoints } from "../../../../shared/labs/generative/points/plane.ts";
import { rowSamples } from "../../../../shared/labs/generative/points/samples.ts";
import { fillNormal, fillNormal32, foldIn, keyOfSeed } from "../../../../shared/random/index.ts";
import { askLab, generated, runLab } from "../../../run.ts";

await diffusion.ready?.();

const small = generated("planar-densities", { density: "ring", deviation: 0.1, count: 400 });
const few = { hidden: [8], steps: 12, epochs: 2, batch: 64, compared: 50, permutations: 19 };
/** Data of one normal number each way: variance v. */
const v = 0.49;
const exactly =
  (alphaBar: Float64Array): Predict =>
  (x, t) =>
    // E(x_0 | x_t) = √ᾱ·v·x_t/(ᾱ·v + 1 − ᾱ).
    x.map((one) => (Math.sqrt(alphaBar[t]) * v * one) / (alphaBar[t] * v + 1 - alphaBar[t]));
const wide = [-10, -10, 10, 10];
const rowsOf = { columns: 2, pictures: false, reach: wide, key: [7, 8] } as const;
const spread = (x: ArrayLike<number>) => Array.from(x).reduce((sum, one) => sum + one * one, 0) / x.length;

/** Of what the way back makes of standard normals by the exact prediction, where x̂_0 = √ᾱ·v/(ᾱ·v + 1 − ᾱ)·x_t. */
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

  test("by the exact prediction of Gaussian data both samplers end with their variance", () => {
    const start = latentPoints(4000, [1, 5]);
    const way = { schedule, reach: wide, key: [3, 4] as const };
    const back = (sampler: "ddpm" | "ddim", jumps = 100) =>
      walkBack(exactly(alphaBar), start, { ...way, sampler, times: timesOf(100, jumps) });
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

  test("each term of the bound of Gaussian data is its closed form", () => {
    const x = new Float64Array(20_000);
    fillNormal([5, 6], 0, x);
    const scale = Math.sqrt(v / spread(x));
    const scaled = x.map((one) => scale * one);
    const terms = boundTerms(exactly(alphaBar), Float32Array.from(scaled), schedule, rowsOf);
    // Of both columns; x_0 given x_t has the variance v·(1 − ᾱ)/(ᾱ·v + 1 − ᾱ).
    const left = (t: number) => (v * (1 - alphaBar[t])) / (alphaBar[t] * v + 1 - alphaBar[t]);
    expect(terms[0]).toBeCloseTo(alphaBar[100] * (v - 1) - Math.log(1 - alphaBar[100]), 6);
    for (let t = 1; t <= 100; t++) {
      const square = 2 * left(t);
      const factor =
        t === 1 ? 1 / (2 * beta[1]) : posteriorMean(schedule, t).clean ** 2 / (2 * posteriorVariance(schedule, t));
      const rest = t === 1 ? Math.log(2 * Math.PI * beta[1]) : 0;
      // 20,000 squares of normals: a standard error of 1 % of their mean.
      expect(Math.abs(terms[t] - rest - factor * square)).toBeLessThan(0.04 * factor * square);
    }
  });

  test("the mass of all bytes under the first step is 1", () => {
    const one = { columns: 1, pictures: true, reach: [-0.8, 1.9], key: [7, 8] } as const;
    for (const mean of [-0.8, 0.31, 1.85]) {
      let mass = 0;
      for (let byte = 0; byte < 256; byte++) {
        const x = Float32Array.of(-0.8 + (2.7 * byte) / 255);
        mass += Math.exp(-boundTerms(() => Float32Array.of(mean), x, schedule, one)[1]);
      }
      // Float32 of the bytes, a two hundredth of the distance between two where the first step adds least.
      expect(mass).toBeCloseTo(1, 3);
    }
  });

  test("the bound of Gaussian data by their exact prediction is above their entropy, and near it", () => {
    const x = new Float64Array(8000);
    fillNormal([5, 6], 0, x);
    const points = Float32Array.from(x, (one) => Math.sqrt(v) * one);
    const terms = boundTerms(exactly(alphaBar), points, schedule, rowsOf);
    const entropy = Math.log(2 * Math.PI * v) + (2 * spread(points)) / v / 2;
    const bound = terms.reduce((sum, one) => sum + one, 0);
    for (const [t, term] of terms.entries()) if (t !== 1) expect(term).toBeGreaterThanOrEqual(0);
    // Steps of finite size cost something; with more of them less.
    expect(bound).toBeGreaterThan(entropy - 0.02);
    const finer = scheduleOf({ schedule: kind, steps: 400 });
    const closer = boundTerms(exactly(finer.alphaBar), points, finer, rowsOf);
    const rest = closer.reduce((sum, one) => sum + one, 0) - entropy;
    expect(rest).toBeGreaterThan(-0.02);
    expect(rest).toBeLessThan(bound - entropy);
  });
});

test("DDPM through all steps adds the noise of the posterior, and moves the mean as it does; at no temperature none", () => {
  const schedule = scheduleOf({ schedule: "cosine", steps: 10 });
  for (let t = 2; t <= 10; t++)
    expect(addedNoise(schedule, "ddpm", t, t - 1) ** 2).toBeCloseTo(posteriorVariance(schedule, t), 10);
  const clean = Float32Array.of(0.3, -0.4);
  const way = { schedule, sampler: "ddpm", times: [7, 6], reach: wide, key: [1, 2] } as const;
  const x = Float32Array.of(1.2, 0.7);
  const cold = walkBack(() => clean, x, { ...way, temperature: 0 });
  const { clean: a, noised: b } = posteriorMean(schedule, 7);
  for (const i of [0, 1]) expect(cold[i]).toBeCloseTo(a * clean[i] + b * x[i], 5);
  const added = new Float32Array(2);
  fillNormal32(foldIn([1, 2], 7), 0, added);
  const warm = walkBack(() => clean, x, way);
  for (const i of [0, 1])
    expect(warm[i] - cold[i]).toBeCloseTo(Math.sqrt(posteriorVariance(schedule, 7)) * added[i], 5);
});

test.each(["noise", "velocity"] as const)("of a net that knows the %s the clean row follows", (predicts) => {
  const schedule = scheduleOf({ schedule: "cosine", steps: 10 });
  const [x0, noise] = [Float32Array.of(0.5, -1.2), Float32Array.of(1.1, 0.2)];
  for (const t of [1, 5, 9]) {
    const [signal, level] = [Math.sqrt(schedule.alphaBar[t]), Math.sqrt(1 - schedule.alphaBar[t])];
    const said = x0.map((x, i) => (predicts === "noise" ? noise[i] : signal * noise[i] - level * x));
    const numbers: Record<string, Float32Array> = { x: new Float32Array(2), time: new Float32Array(EMBEDDED), said };
    const program = { input: (name: string) => numbers[name], output: (name: string) => numbers[name], run() {} };
    const clean = predictBy(
      program as never,
      { predicts },
      schedule,
    )(
      x0.map((x, i) => signal * x + level * noise[i]),
      t,
    );
    for (const i of [0, 1]) expect(clean[i]).toBeCloseTo(x0[i], 4);
  }
});

test("times run from T to 0, all or as many as asked for", () => {
  expect(timesOf(4, jumpsOf({ steps: 4, sampler: "ddpm", jumps: 2 }))).toEqual([4, 3, 2, 1, 0]);
  expect(timesOf(100, jumpsOf({ steps: 100, sampler: "ddim", jumps: 4 }))).toEqual([100, 75, 50, 25, 0]);
  expect(timesOf(3, 9)).toEqual([3, 2, 1, 0]);
});

test("every point is there at several steps, all of which come equally often; held-out ones apart", () => {
  const samples = rowSamples(small, { testFraction: 0.25, resolution: 8 });
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
    // Of the velocity of unit variance, of which nothing would be known, 1.
    expect(run.metrics.testLoss).toBeLessThan(0.92);
    const { good, covered } = modesOfGaussians(
      run.fold.output("samples")?.generated.values ?? [],
      ring.gaussians as never,
    );
    expect(covered).toBe(8);
    expect(good).toBeGreaterThan(0.95);
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
    [-3, -3, 3, 3],
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

describe("pictures", () => {
  const digits = generated("digits", { count: 200 });
  const own = { ...few, hidden: [16], predicts: "velocity" };

  test("samples are shares of their bytes, the bound is in bits for each pixel, and both devices say the same", () => {
    const run = runLab(diffusion, digits, own);
    const { generated: made, real, square } = run.fold.output("samples") ?? {};
    expect([made?.shape[1], real?.shape, square]).toEqual([64, [made?.shape[0], 64], undefined]);
    expect(made?.values.every((x: number) => x > -1e-6 && x < 1 + 1e-6)).toBe(true);
    expect(run.metrics.bitsPerDimension).toBeCloseTo(run.metrics.nll / 64 / Math.LN2, 10);
    expect(run.metrics.bitsPerDimension).toBeLessThan(12);
    const there = runLab(diffusion, digits, own, { device: "scalar" });
    expect(there.fold.output("samples")).toEqual(run.fold.output("samples"));
  });

  test("pictures that are no squares, and in colour, at a side of their own", () => {
    const image = { width: 6, height: 3, channels: 3 } as const;
    const table: Table = { rows: 40, columns: 54, values: digits.values.slice(0, 40 * 54), image };
    const { fold } = runLab(diffusion, table, { ...own, resolution: 4 });
    expect(fold.output("samples")?.generated.shape).toEqual([10, 4 * 2 * 3]);
    expect(() => runLab(diffusion, { ...table, values: Float64Array.from(table.values) }, own)).toThrow("from 0 to 1");
  });
});

test.each(["points", "pictures"])(
  "of %s the terms shown, and what a change of units adds, are the bound shown",
  (kind) => {
    const table = kind === "points" ? small : generated("digits", { count: 200 });
    const { fold, experiment } = runLab(diffusion, table, few);
    const { first, last, others, sum, units, bound } = boundParts(fold.output("samples")) ?? expect.fail("no parts");
    const { bitsPerDimension, nll } = diffusion.measure(fold, experiment, table);
    expect(bound).toBe(kind === "points" ? nll : bitsPerDimension);
    const parts = others.reduce((total, one) => total + one, first + last);
    expect(Math.abs(parts - sum)).toBeLessThan(1e-9 * Math.abs(sum));
    expect(Math.abs(parts + units - bound)).toBeLessThan(1e-9 * Math.abs(bound));
    // Both coordinates were divided by one spread: a density of what is so much narrower is the square of it as high.
    const { scale } = rowSamples(table, { testFraction: 0.25, resolution: 8 }).scaling;
    expect(units).toBeCloseTo(kind === "points" ? -2 * Math.log(scale) : 0, 9);
  },
);
