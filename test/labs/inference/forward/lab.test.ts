/** The whole lab: what runs find against tensorflow.js, nets by hand, nets of files, and what is refused. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { handMetrics } from "../../../../client/labs/inference/forward/prediction.ts";
import { type Arrays, array } from "../../../../shared/arrays.ts";
import { generateHere } from "../../../../shared/data/generate.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { parseParams } from "../../../../shared/experiment/schema.ts";
import type { ForwardParams } from "../../../../shared/labs/inference/forward/fields.ts";
import { handNet, withNumber } from "../../../../shared/labs/inference/forward/hand.ts";
import { forward } from "../../../../shared/labs/inference/forward/lab.ts";
import { samplesOf } from "../../../../shared/labs/inference/picture-net.ts";
import { trace } from "../../../../shared/labs/nets/chain/trace.ts";
import { rowsAsFloats } from "../../../../shared/labs/nets/rows.ts";
import { weightsIn } from "../../../../shared/labs/nets/weights.ts";
import { presetExperiment } from "../../../../shared/labs/parse.ts";
import { readRecorded } from "../../../../shared/labs/recording.ts";
import { writeChain } from "../../../../shared/nets/tfjs/write.ts";
import { keyOfSeed } from "../../../../shared/random/index.ts";
import { runLab } from "../../../run.ts";
import { failure } from "../../../shared/data/files.ts";
import { valuesOf } from "../../../shared/nets/tfjs/models.ts";
import { keras, modelWith, tf } from "../../models.ts";

await forward.ready?.();

const paramsOf = (change: object) => parseParams(forward.params, { ...change }) as unknown as ForwardParams;
const hand = (change: object) => paramsOf({ source: "hand", channels: [], ...change });

describe("presets", () => {
  test.each(forward.presets.map(({ id }) => id))(
    "%s: every layer of tensorflow.js gives the traced numbers",
    async (id) => {
      const experiment = presetExperiment(forward, id);
      const params = experiment.params as unknown as ForwardParams;
      const table = dataOf(experiment.data);
      const file = new URL(`../../../../client/labs/inference/forward/recorded/${id}.safetensors`, import.meta.url);
      const tasks = forward.plan(experiment.params, table, keyOfSeed(1));
      const { fold } = readRecorded(tasks, new Uint8Array(readFileSync(file)));
      const weights = weightsIn(fold.output("train"));
      const chain = forward.chain?.(fold, experiment.params, table);
      if (!chain) throw new Error("no net");
      const sample = params.source === "hand" ? handNet(params).input : pictureOf(params, table as Table);
      const run = trace(chain, weights, sample);
      const written = writeChain(chain, weights, { file: "net.bin", metadata: {} });
      const { modelTopology, weightsManifest } = JSON.parse(written.json);
      const model = await keras.loadLayersModel(
        tf.io.fromMemory({
          modelTopology,
          weightSpecs: weightsManifest[0].weights,
          weightData: written.weights.buffer,
        }),
      );
      let compared = 0;
      let x = tf.tensor(sample, [1, ...chain.input]);
      for (const layer of model.layers) {
        x = layer.apply(x) as never;
        const l = chain.layers.findIndex(({ name }) => name === layer.name);
        if (l < 0) continue;
        compared++;
        const theirs = valuesOf(x as never);
        expect(run.layers[l].values.length).toBe(theirs.length);
        for (let i = 0; i < theirs.length; i++)
          expect(Math.abs(run.layers[l].values[i] - theirs[i])).toBeLessThan(1e-5 * Math.max(1, Math.abs(theirs[i])));
      }
      expect(compared).toBeGreaterThanOrEqual(chain.layers.length - 1);
    },
  );
});

function dataOf(ref: ReturnType<typeof presetExperiment>["data"]): Table | null {
  return ref && "generator" in ref ? generateHere(ref) : null;
}

function pictureOf(params: ForwardParams, table: Table): Float32Array {
  const samples = samplesOf(params, table);
  return rowsAsFloats(samples, [samples.test[(params.sample ?? 1) - 1]]);
}

const digits = generateHere({ generator: "digits", seed: 3, params: { count: 200, classes: 10, variation: 1 } });

test.each([
  { channels: [3, 4], dense: [8], normalisation: "batch", activation: "tanh" },
  { channels: [], dense: [12] },
  { channels: [4], kernel: "5", pooling: "average", dense: [] },
])("a run says what the trace of its net says: %o", (change) => {
  const { fold, metrics, experiment } = runLab(forward, digits, { epochs: 2, sample: 3, ...change });
  const params = experiment.params as unknown as ForwardParams;
  const pass = fold.output("pass") as Arrays;
  const chain = forward.chain?.(fold, experiment.params, digits);
  if (!chain) throw new Error("no net");
  const { layers } = trace(chain, weightsIn(fold.output("train")), pictureOf(params, digits));
  let compared = 0;
  for (const [l, { values }] of layers.entries()) {
    const engine = pass[`tensor${l}`];
    if (!engine) continue;
    compared++;
    for (let i = 0; i < values.length; i++)
      expect(Math.abs(values[i] - Number(engine.values[i]))).toBeLessThan(1e-5 * Math.max(1, Math.abs(values[i])));
  }
  expect(compared).toBeGreaterThan(layers.length - 2);
  const output = layers[layers.length - 1].values;
  expect(output[metrics.prediction]).toBe(Math.max(...output));
  expect(Math.abs(metrics.confidence - Math.max(...output))).toBeLessThan(1e-5);
  const count = Object.values(weightsIn(fold.output("train"))).reduce((sum, { values }) => sum + values.length, 0);
  expect(metrics.parameters).toBe(count);
  expect(metrics.bytes).toBe(4 * count);
});

test("the sample is the one that is named, and begins again behind the last", () => {
  const held = samplesOf({}, digits).test.length;
  const inputs = [1, 2, held + 1].map((sample) => {
    const { fold } = runLab(forward, digits, { epochs: 1, channels: [], dense: [], sample });
    return [...(fold.output("pass") as Arrays).input.values];
  });
  expect(inputs[0]).not.toEqual(inputs[1]);
  expect(inputs[0]).toEqual(inputs[2]);
});

describe("a net by hand", () => {
  test.each([
    ["0 0", 0],
    ["0 1", 1],
    ["1 0", 1],
    ["1 1", 0],
  ])("XOR of %s is %d", (input, expected) => {
    const { metrics } = runLab(forward, null, { source: "hand", channels: [], dense: [2], input });
    expect(metrics.confidence).toBe(expected);
    expect(metrics.macs).toBe(6);
  });

  test("the filters tell a bar that lies from one that stands", () => {
    const { params } = presetExperiment(forward, "filters");
    const lying = Array.from({ length: 64 }, (_, i) => (i >= 24 && i < 40 ? 1 : 0)).join(" ");
    expect(runLab(forward, null, { ...params }).metrics.prediction).toBe(0);
    expect(runLab(forward, null, { ...params, input: lying }).metrics.prediction).toBe(1);
  });

  test("the run bar's numbers of the form are those of a run of it", () => {
    for (const change of [
      { dense: [2], input: "1 0.5", weights: "1 2 3  -4 5 6  7 8 9" },
      { outputs: 3, dense: [] },
    ]) {
      const { metrics } = runLab(forward, null, { source: "hand", channels: [], ...change });
      const { confidence, ...exact } = handMetrics(hand(change)) ?? {};
      expect(metrics).toMatchObject(exact);
      expect(confidence).toBeCloseTo(metrics.confidence, 6);
      expect(Object.keys(exact).sort()).toEqual(["bytes", "macs", "parameters", "prediction"]);
    }
    expect(handMetrics(hand({ input: "1 one" }))).toBeUndefined();
  });

  test("weights are read unit by unit, the bias last, and written back as they are", () => {
    const { chain, weights } = handNet(hand({ dense: [2], input: "1 2 3", weights: "1 2 3 4  5 6 7 8  9 10 11" }));
    expect([...weights["layer0.weights"].values]).toEqual([1, 5, 2, 6, 3, 7]);
    expect([...weights["layer0.bias"].values]).toEqual([4, 8]);
    expect([...weights["layer1.weights"].values]).toEqual([9, 10]);
    expect(withNumber(chain, weights, "layer0.weights", 1, -0.5)).toBe("1 2 3 4  -0.5 6 7 8  9 10 11");
    expect(withNumber(chain, weights, "layer1.bias", 0, 2)).toBe("1 2 3 4  5 6 7 8  9 10 2");
  });

  test("missing weights are zeros", () => {
    const { weights } = handNet(hand({ dense: [], input: "1 2", weights: "3" }));
    expect([...weights["layer0.weights"].values]).toEqual([3, 0]);
  });

  test.each([
    [{ input: "1 x" }, "params.input", "hand-not-a-number", "x"],
    [{ weights: "1 Infinity" }, "params.weights", "hand-not-a-number", "Infinity"],
    [{ input: "" }, "params.input", "hand-input-count", 0],
    [{ channels: [1], input: "1 2 3 4 5" }, "params.input", "hand-input-square", 5],
    [{ channels: [1, 1, 1], input: "1 2 3 4" }, "params.channels", "too-many-blocks", 3],
    [{ dense: [], weights: "1 2 3 4 5" }, "params.weights", "hand-weights-count", 5],
  ])("%o is refused where it stands, with its value", async (change, path, code, value) => {
    expect(await failure(() => handNet(hand(change)))).toMatchObject({ path, code, values: { value } });
  });
});

describe("nets of files", () => {
  const l = keras.layers;
  const stack = () => [
    l.conv2d({ filters: 3, kernelSize: 3, strides: 2, activation: "relu", inputShape: [28, 28, 1] }),
    l.batchNormalization(),
    l.globalAveragePooling2d({ name: "mean" }),
    l.dense({ units: 10, activation: "softmax" }),
  ];

  test("a model of tensorflow.js is used as it is, whatever order its layers have", async () => {
    const { model, data } = await modelWith(stack(), digits);
    await forward.prepare?.(data);
    const { fold, metrics } = runLab(forward, data, {});
    expect(fold.tasks.map(({ kind }) => kind)).toEqual(["given", "evaluate", "pass"]);
    const pass = fold.output("pass") as Arrays;
    const theirs = valuesOf(model.predict(tf.tensor(pass.input.values as Float32Array, [1, 28, 28, 1])) as never);
    for (let i = 0; i < 10; i++) expect(Math.abs(Number(pass.output.values[i]) - theirs[i])).toBeLessThan(1e-5);
    expect(metrics.parameters).toBe(model.countParams());
    expect(forward.notices?.({} as never, data)).toEqual([]);
    expect(forward.notices?.(paramsOf({}) as never, data)).toMatchObject([
      { code: "weights-as-they-are", values: { name: "model.json" } },
      { code: "model-takes-raw" },
    ]);
  });

  test("a model on rows takes pictures as rows", async () => {
    const { model, data } = await modelWith([l.dense({ units: 10, inputShape: [784] })], digits);
    await forward.prepare?.(data);
    const pass = runLab(forward, data, {}).fold.output("pass") as Arrays;
    const theirs = valuesOf(model.predict(tf.tensor(pass.input.values as Float32Array, [1, 784])) as never);
    for (let i = 0; i < 10; i++)
      expect(Math.abs(Number(pass.output.values[i]) - theirs[i])).toBeLessThan(1e-5 * Math.max(1, Math.abs(theirs[i])));
  });

  test("weights of an earlier run pass on unchanged; those of another net are refused", async () => {
    const change = { channels: [3], dense: [], epochs: 1 };
    const first = runLab(forward, digits, change);
    const weights = weightsIn(first.fold.output("train"));
    const data = { ...digits, weights };
    await forward.prepare?.(data);
    expect(runLab(forward, data, change).fold.output("pass")).toEqual(first.fold.output("pass"));
    expect(await failure(() => forward.check?.(paramsOf({ ...change, channels: [4] }) as never, data))).toMatchObject({
      code: "weight-does-not-fit",
    });
  });

  test("a layer that is not followed, pictures and classes of other sizes are named", async () => {
    const transposed = [
      l.conv2dTranspose({ filters: 2, kernelSize: 3, name: "up", inputShape: [28, 28, 1] }),
      l.flatten(),
      l.dense({ units: 10 }),
    ];
    const odd = await modelWith(transposed, digits);
    await forward.prepare?.(odd.data);
    const refused = (data: Table) => failure(() => forward.check?.(paramsOf({}) as never, data));
    expect(await refused(odd.data)).toMatchObject({
      code: "layer-not-followed",
      values: { value: "transposed-convolution" },
    });
    const few = await modelWith([l.flatten({ inputShape: [28, 28, 1] }), l.dense({ units: 4 })], digits);
    expect(await refused(few.data)).toMatchObject({ code: "model-outputs", values: { value: "4" } });
    const small = await modelWith([l.flatten({ inputShape: [8, 8, 1] }), l.dense({ units: 10 })], digits);
    expect(await refused(small.data)).toMatchObject({ code: "model-inputs" });
  });
});

test("a net of broken weights has no prediction, and says nothing that is no number", async () => {
  const change = { channels: [], dense: [], epochs: 1 };
  const weights = {
    "layer0.weights": array(new Float32Array(7840).fill(Number.NaN), [784, 10]),
    "layer0.bias": array(new Float32Array(10)),
  };
  const data = { ...digits, weights };
  await forward.prepare?.(data);
  const { metrics } = runLab(forward, data, change);
  expect(metrics).not.toHaveProperty("prediction");
  for (const value of Object.values(metrics)) expect(Number.isFinite(value)).toBe(true);
});
