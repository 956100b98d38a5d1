import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Arrays } from "../../../../shared/arrays.ts";
import { generateHere } from "../../../../shared/data/generate.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { defaults } from "../../../../shared/experiment/schema.ts";
import { matched, peaksOf } from "../../../../shared/labs/nets/peaks.ts";
import { netQuestion } from "../../../../shared/labs/nets/questions.ts";
import { rowsAsFloats } from "../../../../shared/labs/nets/rows.ts";
import { REACH, thingsIn } from "../../../../shared/labs/nets/things.ts";
import { weightsIn } from "../../../../shared/labs/nets/weights.ts";
import { presetExperiment } from "../../../../shared/labs/parse.ts";
import { knownParams, type LabQuestion, readRecorded } from "../../../../shared/labs/recording.ts";
import { checkCnn, samplesOf } from "../../../../shared/labs/representation/cnn/data.ts";
import { type CnnParams, cnnFields, taskParams } from "../../../../shared/labs/representation/cnn/fields.ts";
import { cnn } from "../../../../shared/labs/representation/cnn/lab.ts";
import { stoppedOf } from "../../../../shared/labs/stopped.ts";
import { keyOfSeed } from "../../../../shared/random/index.ts";
import { openNow } from "../../../open-now.ts";
import { runLab, runTasks } from "../../../run.ts";
import { fresh } from "../../../wasm.ts";

await cnn.ready?.();

const digits = (count: number) =>
  generateHere({ generator: "digits", seed: 3, params: { count, classes: 10, variation: 1 } });
const paramsOf = (change: Partial<CnnParams>) => ({ ...defaults(cnnFields), ...change }) as CnnParams;
const run = (data: Table, params: CnnParams) => runTasks(cnn, cnn.plan(params, data, keyOfSeed(1)), { data });

function answer({ task, given }: LabQuestion): Arrays {
  const process = openNow(
    cnn,
    { ...task, params: knownParams(task.params), id: "asked", key: [1, 2] },
    { device: "wasm", wasm: fresh, data: null, inputs: { given } },
  );
  process.advance(1);
  return process.output();
}

describe("a small net on digits", () => {
  const data = digits(400);
  const params = paramsOf({ channels: [6, 8], dense: [12], dropout: 0, epochs: 8, ascent: 30 });
  const fold = run(data, params);
  const weights = weightsIn(fold.output("train") as Arrays);
  const samples = samplesOf(params, data);
  const net = { params: taskParams(params), weights };

  test("is right about most held-out digits, and its confusion matrix counts them all", () => {
    const { accuracy, confusion, found } = fold.output("evaluate") as Arrays;
    expect(accuracy.values[0]).toBeGreaterThan(0.9);
    const diagonal = Array.from({ length: 10 }, (_, k) => confusion.values[11 * k]);
    const total = Array.from(confusion.values).reduce((sum, count) => sum + count, 0);
    expect(total).toBe(found.values.length);
    expect(diagonal.reduce((sum, count) => sum + count, 0) / total).toBeCloseTo(accuracy.values[0], 12);
  });

  test("activation maximisation raises every unit of every layer that answers at all", () => {
    const made = fold.output("maximise") as Arrays;
    for (const layer of ["block0", "block1", "dense0", "classes"]) {
      const { values } = made[`${layer}.values`];
      for (let u = 0; u < values.length; u += 2) expect(values[u + 1], `${layer} ${u / 2}`).toBeGreaterThan(values[u]);
      for (const value of made[layer].values) expect(value >= 0 && value <= 1).toBe(true);
    }
  });

  test("the patches that are kept of a filter are where it answers most", () => {
    const { best1 } = fold.output("evaluate") as Arrays;
    const [filters, kept] = best1.shape;
    const maps = [...samples.test].map(
      (row) => answer(netQuestion("forward", net, samples, rowsAsFloats(samples, [row]))).map1,
    );
    for (let f = 0; f < filters; f++) {
      const highest = maps.map(({ values }) =>
        Array.from(values).reduce((most, v, i) => (i % filters === f ? Math.max(most, v) : most), 0),
      );
      const expected = highest.toSorted((a, b) => b - a).slice(0, kept);
      const found = Array.from({ length: kept }, (_, p) => best1.values[(f * kept + p) * 4 + 3]);
      expect(found).toEqual(expected);
    }
  });

  test("takes its own weights to start from, and refuses those of another net", () => {
    const begun = run({ ...data, weights }, paramsOf({ ...params, learningRate: 1e-5, epochs: 1 }));
    const before = (fold.output("evaluate") as Arrays).accuracy.values[0];
    expect((begun.output("evaluate") as Arrays).accuracy.values[0]).toBeCloseTo(before, 1);
    expect(() => checkCnn(paramsOf({ ...params, channels: [6, 9] }), { ...data, weights })).toThrow("layer1.weights");
  });
});

test("saliency is the slope of the class's logit", () => {
  const data = digits(100);
  // Without corners: differences are then as good as float32 allows.
  const params = paramsOf({ channels: [4, 6], activation: "tanh", pooling: "average", epochs: 2, ascent: 1 });
  const weights = weightsIn(run(data, params).output("train") as Arrays);
  const samples = samplesOf(params, data);
  const net = { params: taskParams(params), weights };
  const picture = rowsAsFloats(samples, [samples.test[0]]);
  const label = samples.labels[samples.test[0]];
  const { slope, smooth } = answer(netQuestion("saliency", net, samples, picture, { label }));
  const logit = (values: Float32Array) => answer(netQuestion("forward", net, samples, values)).logits.values[label];
  const largest = Array.from(slope.values, Math.abs).reduce((a, b) => Math.max(a, b), 0);
  for (const at of [300, 350, 378, 406, 435]) {
    const moved = (step: number) => logit(picture.map((value, i) => (i === at ? value + step : value)));
    const differences = (moved(0.02) - moved(-0.02)) / 0.04;
    expect(Math.abs(slope.values[at] - differences) / largest, `pixel ${at}`).toBeLessThan(0.003);
  }
  // Noise of 0.1 moves the slopes a little, and their mean over copies less.
  const apart = smooth.values.map((value: number, i: number) => Math.abs(value - slope.values[i]));
  expect(Math.max(...apart) / largest).toBeLessThan(0.5);
  expect(Math.max(...apart)).toBeGreaterThan(0);
});

test.each(["wasm", "scalar"] as const)("training that diverges finishes with its best weights: %s", (device) => {
  // The leaky ReLU lets slopes through on both sides: units that are thrown far away do not merely die.
  const change = { channels: [3, 4], dense: [8], activation: "leaky-relu", optimizer: "sgd", learningRate: 10 };
  const { fold, metrics } = runLab(cnn, digits(100), { ...change, epochs: 20, ascent: 1, dropout: 0 }, { device });
  expect(stoppedOf(fold.output("train"))).toEqual({ step: metrics.stoppedAt - 1, why: "diverged" });
  for (const { values } of Object.values(cnn.weights?.(fold) ?? {}))
    for (const value of values) expect(Math.abs(value)).toBeLessThan(10);
  expect(metrics.accuracy).toBeGreaterThanOrEqual(0);
});

test.each<[string, Partial<CnnParams>, RegExp]>([
  ["dense layers", { pooling: "none", channels: [64], dense: [512] }, /28×28×1–64–512–10: 25\d{6} .*narrower/],
  ["minibatch", { pooling: "none", channels: [64, 64, 64], batch: 256 }, /minibatch of 256 .*smaller minibatch/],
])("a net that is too large is refused before the run, for its %s", (_, change, message) => {
  expect(() => checkCnn(taskParams(paramsOf(change)), digits(20))).toThrow(message);
});

describe("data that the net cannot learn from", () => {
  const data = digits(20);
  test("are refused by what is missing", () => {
    expect(() => checkCnn(paramsOf({}), { ...data, labels: undefined } as never)).toThrow("classes: 0");
    expect(() => checkCnn(paramsOf({}), { ...data, image: undefined } as never)).toThrow("not pictures");
    expect(() => checkCnn(paramsOf({ channels: [2, 2, 2, 2, 2] }), data)).toThrow("blocks: 5");
    expect(() => checkCnn(paramsOf({ testFraction: 0.05 }), digits(10))).toThrow("held-out");
  });
});

test("the recorded net finds the animals of scenes near their middles, and little else", () => {
  const experiment = presetExperiment(cnn, "scene");
  const { generator, seed, params } = experiment.data as never;
  const table = generateHere({ generator, seed, params });
  const file = new URL("../../../../client/labs/representation/cnn/recorded/scene.safetensors", import.meta.url);
  const { fold } = readRecorded(
    cnn.plan(experiment.params as never, table, keyOfSeed(1)),
    new Uint8Array(readFileSync(file)),
  );
  const weights = weightsIn(fold.output("train") as Arrays);
  const scenes = generateHere({ generator: "scenes", seed: 1, params: { count: 4, things: 6, variation: 1 } });
  const net = { params: experiment.params, weights };
  const windows = { size: { height: 32, width: 32, channels: 3 }, classes: ["cat", "dog", "neither"] };
  let [animals, found, peaks] = [0, 0, 0];
  for (let s = 0; s < 4; s++) {
    const scene = Float32Array.from(
      scenes.values.subarray(s * scenes.columns, (s + 1) * scenes.columns),
      (v: number) => v / 255,
    );
    const { maps } = answer(netQuestion("sceneMap", net, windows, scene, { sceneHeight: 96, sceneWidth: 128 }));
    const [, rows, columns] = maps.shape;
    const peaksHere = peaksOf(maps.values as Float32Array, { rows, columns, window: windows.size, background: 2 });
    const things = thingsIn(scenes, s);
    animals += things.length;
    found += matched(things, peaksHere, REACH);
    peaks += peaksHere.length;
  }
  expect(found / animals).toBeGreaterThan(0.9);
  expect(peaks / animals).toBeLessThan(1.5);
});
