/** The whole lab: what the first preset must reach, sides that stand still, units, what is refused, and the generator as other programs get it. */
import { describe, expect, test } from "vitest";
import { array } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { ExperimentError } from "../../../../shared/experiment/errors.ts";
import { samplesOf } from "../../../../shared/labs/generative/gan/data.ts";
import type { GanParams } from "../../../../shared/labs/generative/gan/fields.ts";
import { gan } from "../../../../shared/labs/generative/gan/lab.ts";
import { latents } from "../../../../shared/labs/generative/gan/latents.ts";
import { generateQuestion } from "../../../../shared/labs/generative/gan/questions.ts";
import { rowOf } from "../../../../shared/labs/generative/gan/row.ts";
import { between, STOPS, wayBetween } from "../../../../shared/labs/generative/points/between.ts";
import { squaredMmd } from "../../../../shared/labs/generative/points/mmd.ts";
import { chainTensors } from "../../../../shared/nets/chain.ts";
import { input } from "../../../../shared/nets/leaves.ts";
import { openNet } from "../../../../shared/nets/net.ts";
import { scalarMachine } from "../../../../shared/nets/scalar.ts";
import { fillNormal, foldIn, keyOfSeed } from "../../../../shared/random/index.ts";
import { askLab, generated, runLab } from "../../../run.ts";
import { thorough } from "../../../thorough.ts";

await gan.ready?.();

const ring = generated("planar-densities", { density: "ring" });
const few = { rounds: 40, batch: 64, compared: 60, permutations: 19 };
const small = generated("planar-densities", { density: "ring", count: 800 });
const weightsOf = (run: ReturnType<typeof runLab>) => run.fold.output("train") ?? {};

describe("the first preset", () => {
  const [{ params, seed }] = gan.presets;
  const { metrics, fold } = runLab(gan, ring, params, { key: keyOfSeed(seed) });

  test("MMD² of 2,000 samples falls below the 95 % level of its permutation test, and all eight modes are covered", () => {
    const { real, generated: made } = fold.output("samples") ?? {};
    expect([real?.shape, made?.shape]).toEqual([
      [2000, 2],
      [2000, 2],
    ]);
    expect(metrics.mmd).toBeLessThan(metrics.mmdLevel);
    expect(metrics.mmdP).toBeGreaterThan(0.05);
    expect(metrics.modes).toBe(8);
    expect(metrics.good).toBeGreaterThan(0.8);
    expect(metrics.kl).toBeLessThan(0.3);
    const { mmd, bandwidth } = fold.output("mmd") ?? {};
    const exact = squaredMmd(real?.values ?? [], made?.values ?? [], 2, Number(bandwidth?.values[0]));
    expect(Math.abs(exact - Number(mmd?.values[0]))).toBeLessThan(1e-6);
  });

  test("before it learns, the test tells samples from data at once", () => {
    const start = runLab(gan, ring, { ...params, rounds: 1 }, { key: keyOfSeed(seed) });
    expect(start.metrics.mmd).toBeGreaterThan(10 * start.metrics.mmdLevel);
    expect(start.metrics.mmdP).toBeLessThanOrEqual(0.005);
    expect(start.metrics.modes).toBeLessThan(4);
  });

  test("the field says one half where nothing is to be told, and has the slope of its differences", () => {
    const { field, slope, square } = fold.output("samples") ?? {};
    expect([field?.shape, slope?.shape]).toEqual([[1600], [1600, 2]]);
    const side = Number(square?.values[2]) / 40;
    const at = 20 * 40 + 25;
    const values = field?.values ?? [];
    const along = (values[at + 1] - values[at - 1]) / (2 * side);
    // The slope is that of the logit, the field a probability p: dp = p (1 − p) · slope, and differences over two cells.
    const p = values[at];
    expect(Math.abs(along - p * (1 - p) * Number(slope?.values[2 * at]))).toBeLessThan(0.05);
  });
});

test.runIf(thorough).each(["grid", "moons", "spirals", "digits"])(
  "%s: with the average of the generator MMD² ends below the 95 % level",
  { timeout: 120_000 },
  (id) => {
    const { params, data, seed } = gan.presets.find((preset) => preset.id === id) ?? gan.presets[0];
    if (data === null || !("generator" in data)) throw new Error("no generator");
    const { metrics } = runLab(gan, generated(data.generator, data.params, data.seed), params, {
      key: keyOfSeed(seed),
    });
    expect(metrics.mmd).toBeLessThan(metrics.mmdLevel);
  },
);

describe("sides", () => {
  const start = weightsOf(
    runLab(gan, small, { ...few, criticSteps: 1, generatorSteps: 1, learningRate: 0.00001, rounds: 1 }),
  );
  test.each([
    [{ generatorSteps: 0 }, "layer0.weights", "critic0.weights", "generatorLoss", "criticLoss"],
    [{ criticSteps: 0 }, "critic0.weights", "layer0.weights", "criticLoss", "generatorLoss"],
  ])("%o: one of them stands still, the other learns", (steps, still, moving, untold, told) => {
    const run = runLab(gan, small, { ...few, ...steps });
    const moved = (name: string) =>
      Math.max(...weightsOf(run)[name].values.map((w: number, i: number) => Math.abs(w - start[name].values[i])));
    expect(moved(still)).toBeLessThan(1e-4);
    expect(moved(moving)).toBeGreaterThan(1e-2);
    expect(run.metrics[untold]).toBeUndefined();
    expect(run.metrics[told]).toBeDefined();
  });

  test("a discriminator alone comes to know all samples of an untrained generator", () => {
    const { metrics } = runLab(gan, small, { ...few, rounds: 300, generatorSteps: 0 });
    // Chance is 2·log 2.
    expect(metrics.criticLoss).toBeLessThan(0.7);
  });
});

test("the same bits on both devices, opened again from checkpoints of either side's turn", () => {
  for (const objective of ["non-saturating", "wgan-gp"]) {
    const params = { ...few, rounds: 7, objective, criticSteps: 2 };
    const whole = runLab(gan, small, params).fold.output("train");
    const cut = { slices: [1, 3, 2], reopen: () => true };
    expect(runLab(gan, small, params, { device: ["scalar", "wasm"], cut }).fold.output("train")).toEqual(whole);
  }
});

const pictures = { architecture: "convolutional", filters: [4, 6], latent: 4, compared: 20 };

test("convolutions and averages: the same bits on both devices, from checkpoints too, and averages are what is left", () => {
  const digits = generated("digits", { count: 100 });
  const params = {
    ...few,
    ...pictures,
    rounds: 5,
    average: 0.9,
    halving: 2,
    objective: "wgan-gp",
    normalisation: "layer",
  };
  const whole = runLab(gan, digits, params).fold.output("train");
  const cut = { slices: [1, 3, 2], reopen: () => true };
  expect(runLab(gan, digits, params, { device: ["scalar", "wasm"], cut }).fold.output("train")).toEqual(whole);
  const bare = runLab(gan, digits, { ...params, average: 0 }).fold.output("train");
  expect(whole?.["critic0.weights"]).toEqual(bare?.["critic0.weights"]);
  expect(whole?.["layer0.weights"]).not.toEqual(bare?.["layer0.weights"]);
});

test("samples are in the units of the data", () => {
  const far: Table = { ...small, values: small.values.map((x, i) => 100 * x + (i % 2 === 0 ? 5000 : -300)) };
  const { gaussians: _, ...plain } = far;
  const { fold } = runLab(gan, plain, few);
  const near = runLab(gan, small, few).fold.output("samples");
  const made = fold.output("samples")?.generated.values ?? [];
  for (let i = 0; i < 20; i++) {
    const expected = 100 * Number(near?.generated.values[i]) + (i % 2 === 0 ? 5000 : -300);
    // Float32 of some thousands.
    expect(Math.abs(made[i] - expected)).toBeLessThan(0.5);
  }
});

test("rows of any width are learnt; groups count where there are classes", () => {
  const values = new Float64Array(400 * 5);
  fillNormal([1, 2], 0, values);
  const table: Table = { rows: 400, columns: 5, values };
  const { metrics, fold } = runLab(gan, table, few);
  expect(fold.output("samples")?.generated.shape).toEqual([60, 5]);
  expect([metrics.modes, metrics.kl, metrics.js]).toEqual([undefined, undefined, undefined]);
  expect(metrics.mmd).toBeDefined();
});

test("pictures are brought to the side that was asked for, floats as bytes", () => {
  const digits = generated("digits", { count: 60 });
  const at8 = samplesOf(digits, { testFraction: 0.25, resolution: 8 });
  expect([at8.columns, at8.image]).toEqual([64, { width: 8, height: 8, channels: 1 }]);
  const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, x) => sum + x, 0) / values.length;
  // Means of areas: the mean stays, to the rounding of bytes.
  expect(Math.abs(mean(at8.values) - mean(digits.values))).toBeLessThan(0.5);
  const floats = { ...digits, values: Float32Array.from(digits.values, (x) => x / 255) };
  expect(samplesOf(floats, { testFraction: 0.25, resolution: 8 }).values).toEqual(at8.values);
  const { metrics, fold } = runLab(gan, digits, { ...few, compared: 20 });
  const pixels = fold.output("samples")?.generated.values ?? [];
  expect(Math.min(...pixels)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...pixels)).toBeLessThanOrEqual(1);
  expect(metrics.modes).toBeGreaterThanOrEqual(1);
  expect(metrics.good).toBe(1);
});

test("a question to the generator gives the samples of its latent numbers; so does the chain that other programs get", () => {
  const run = runLab(gan, small, few);
  const params = run.experiment.params as GanParams;
  const samples = samplesOf(small, params);
  const z = latents(60, params.latent, foldIn(keyOfSeed(1), 1));
  const { task, given } = generateQuestion(
    params,
    rowOf(samples),
    gan.weights?.(run.fold) ?? {},
    array(z, [60, params.latent]),
  );
  const rows = askLab(gan, small, task as never, given).rows.values;
  const { scale, means } = samples.scaling ?? { scale: 1, means: new Float64Array(2) };
  const made = run.fold.output("samples")?.generated.values ?? [];
  for (const [i, x] of rows.entries()) expect(x / scale + means[i % 2]).toBeCloseTo(made[i], 5);
  const chain = gan.chain?.(run.fold, params as never, small);
  if (!chain?.weights) throw new Error("no chain");
  const { output } = chainTensors(chain, input("z", [60, params.latent]), false);
  const { program } = openNet(scalarMachine, { output }, chain.weights);
  program.input("z").set(z);
  program.run();
  expect([...program.output("output")]).toEqual([...rows]);
});

test.each([
  { growing: "transposed", resolution: 7 },
  { growing: "upsampling", kernel: 3, normalisation: "layer", resolution: 10 },
])("the chain of convolutions makes the samples too: %o", (own) => {
  const digits = generated("digits", { count: 100 });
  const run = runLab(gan, digits, { ...few, ...pictures, ...own, rounds: 3 });
  const params = run.experiment.params as GanParams;
  const row = rowOf(samplesOf(digits, params));
  const z = array(latents(20, 4, foldIn(keyOfSeed(1), 1)), [20, 4]);
  const { task, given } = generateQuestion(params, row, gan.weights?.(run.fold) ?? {}, z);
  const rows = askLab(gan, digits, task as never, given).rows.values;
  expect([...rows]).toEqual([...(run.fold.output("samples")?.generated.values ?? [])]);
  const chain = gan.chain?.(run.fold, params as never, digits);
  if (!chain?.weights) throw new Error("no chain");
  const { output } = chainTensors(chain, input("z", [20, 4]), false);
  const { program } = openNet(scalarMachine, { output }, chain.weights);
  program.input("z").set(z.values);
  program.run();
  expect([...program.output("output")]).toEqual([...rows]);
});

test("the way between two places keeps its ends, and the length of normal numbers", () => {
  const [from, to] = [latents(1, 40, [1, 1]), latents(1, 40, [1, 2])];
  const { values, shape } = wayBetween(from, to);
  expect(shape).toEqual([STOPS, 40]);
  expect([...values.subarray(0, 40)]).toEqual([...from]);
  for (let i = 0; i < 40; i++) expect(values[(STOPS - 1) * 40 + i]).toBeCloseTo(to[i], 6);
  const length = (z: Float32Array) => Math.hypot(...z);
  expect(length(between(from, to, 0.5))).toBeGreaterThan(0.7 * Math.min(length(from), length(to)));
});

describe("what is refused", () => {
  const refused = (params: object, data: Table | null = small) => {
    try {
      runLab(gan, data, params as never);
    } catch (error) {
      return error instanceof ExperimentError ? error.code : error;
    }
    return undefined;
  };
  test.each([
    [{ criticSteps: 0, generatorSteps: 0 }, small, "no-side-learns"],
    [{}, null, "missing-data"],
    [{ architecture: "convolutional" }, small, "convolutions-need-pictures"],
    [{ architecture: "convolutional", filters: [2, 2, 2, 2] }, generated("digits", { count: 60 }), "too-many-halvings"],
    [
      { testFraction: 0.05 },
      { ...small, rows: 21, values: small.values.slice(0, 42), labels: undefined },
      "too-few-to-compare",
    ],
    [
      {},
      { rows: 30, columns: 4, values: new Float32Array(120).fill(2), image: { width: 2, height: 2, channels: 1 } },
      "picture-not-from-0-to-1",
    ],
  ])("%o", (params, data, code) => {
    expect(refused(params, data as Table | null)).toBe(code);
  });
});
