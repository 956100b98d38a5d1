import { describe, expect, test } from "vitest";
import { openForeign } from "../../../../client/compute/foreign.ts";
import { noticeText } from "../../../../client/i18n/notices.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { parseParams } from "../../../../shared/experiment/schema.ts";
import { openFold } from "../../../../shared/labs/fold.ts";
import type { Task } from "../../../../shared/labs/lab.ts";
import { knownParams } from "../../../../shared/labs/recording.ts";
import { mlp } from "../../../../shared/labs/representation/mlp/lab.ts";
import { modelQuestion } from "../../../../shared/labs/representation/mlp/question.ts";
import { failure } from "../../../shared/data/files.ts";
import { normals, valuesOf } from "../../../shared/nets/tfjs/models.ts";
import { keras, modelWith, type Stack, tf } from "../../models.ts";

await mlp.ready?.();

const l = keras.layers;
const ROWS = 300;

const table: Table = {
  rows: ROWS,
  columns: 6,
  values: normals(6 * ROWS, 90),
  labels: Int32Array.from({ length: ROWS }, (_, row) => row % 3),
  classes: ["a", "b", "c"],
};
const params = parseParams(mlp.params, { epochs: 1 });

const given = (stack: Stack) => modelWith(stack, table);

const wasm = () => {
  throw new Error("no module of ours");
};

async function run(data: Table) {
  mlp.check?.(params, data);
  const [task, ...others] = mlp.plan(params, data, [1, 2]);
  expect(others).toEqual([]);
  expect(mlp.estimate(params, data).wasm).toEqual(["tensorflow"]);
  const process = await mlp.open(task, { device: "wasm", wasm, data, inputs: {}, openModel: openForeign });
  await process.advance(1);
  const output = await process.output();
  const fold = openFold([task]);
  fold.add({ task: task.id, from: 0, to: 1, records: {}, output });
  return { output, metrics: mlp.measure(fold, { v: 1, lab: "mlp", seed: 1, data: null, params }, data) };
}

describe("a model that is not trained here", () => {
  test.each([
    [
      "noise",
      () => [
        l.dense({ units: 4, inputShape: [6] }),
        l.gaussianNoise({ stddev: 1, name: "odd" }),
        l.dense({ units: 3, activation: "softmax" }),
      ],
      "model",
    ],
    [
      "LSTM",
      () => [
        l.reshape({ targetShape: [3, 2], inputShape: [6] }),
        l.lstm({ units: 4, name: "odd", recurrentInitializer: "zeros" }),
        l.dense({ units: 3 }),
      ],
      "recurrent",
    ],
    [
      "GRU",
      () => [
        l.reshape({ targetShape: [3, 2], inputShape: [6] }),
        l.gru({ units: 4, name: "odd", recurrentInitializer: "zeros", recurrentActivation: "sigmoid" }),
        l.dense({ units: 3 }),
      ],
      "recurrent",
    ],
    [
      "another slope",
      () => [l.dense({ units: 4, inputShape: [6] }), l.leakyReLU({ name: "odd" }), l.dense({ units: 3 })],
      "model",
    ],
  ] as const)("%s: its classes are those of tensorflow.js", async (kind, stack, of) => {
    const { model, data } = await given(stack());
    const notices = mlp.notices?.(params, data) ?? [];
    expect(notices).toMatchObject([{ code: `${of}-only-runs`, values: { layer: "odd" } }, { code: "model-takes-raw" }]);
    if (of === "recurrent") {
      expect(noticeText(notices[0], "en")).toContain(`layer odd (${kind}) is recurrent`);
      expect(noticeText(notices[0], "es")).toContain(`la capa odd (${kind}) es recurrente`);
    }
    const { output, metrics } = await run(data);
    const theirs = valuesOf(model.predict(tf.tensor2d(table.values as Float32Array, [ROWS, 6])) as never);
    const predicted = Array.from({ length: ROWS }, (_, row) => {
      const own = [...theirs.slice(3 * row, 3 * row + 3)];
      return own.indexOf(Math.max(...own));
    });
    expect([...output.predicted.values]).toEqual(predicted);
    expect(metrics.accuracy).toBe(output.accuracy.values[0]);
    expect(Array.from(output.confusion.values, Number).reduce((sum, count) => sum + count, 0)).toBe(75);
  });

  test("one number is the odds of the second of two classes", async () => {
    const { model, data } = await given([
      l.dense({ units: 4, inputShape: [6] }),
      l.thresholdedReLU({}),
      l.dense({ units: 1, activation: "sigmoid" }),
    ]);
    const two = { ...data, labels: data.labels?.map((label) => label % 2), classes: ["no", "yes"] } as Table;
    const { output } = await run(two);
    const theirs = valuesOf(model.predict(tf.tensor2d(table.values as Float32Array, [ROWS, 6])) as never);
    expect([...output.predicted.values]).toEqual([...theirs].map((p) => Number(p > 0.5)));
  });

  test("is one net, however many are asked for", async () => {
    const { data } = await given([l.dense({ units: 3, inputShape: [6] }), l.gaussianNoise({ stddev: 1 })]);
    const several = parseParams(mlp.params, { epochs: 1, folds: 3, members: 2 });
    const tasks = mlp.plan(several, data, [1, 2]);
    expect(tasks.map(({ id }) => id)).toEqual(["evaluate"]);
    const { output } = await run(data);
    const fold = openFold(tasks);
    fold.add({ task: "evaluate", from: 0, to: 1, records: {}, output });
    const metrics = mlp.measure(fold, { v: 1, lab: "mlp", seed: 1, data: null, params: several }, data);
    expect(metrics.accuracy).toBe(output.accuracy.values[0]);
  });

  test("views ask for its answers at rows of their own", async () => {
    const { model, data } = await given([
      l.dense({ units: 4, inputShape: [6] }),
      l.thresholdedReLU({}),
      l.dense({ units: 3 }),
    ]);
    const { output } = await run(data);
    const rows = { shape: [5, 6], values: normals(30, 91) };
    const ends = { outputs: 3, classes: true };
    const { inputScale, isShares } = output;
    const { task, given: inputs } = modelQuestion(params as never, ends, { rows, inputScale, isShares });
    const own: Task = { ...task, params: knownParams(task.params), id: "ask", key: [1, 2] };
    const context = { device: "wasm", wasm, data, inputs: { given: inputs }, openModel: openForeign } as const;
    const process = await mlp.open(own, context);
    await process.advance(1);
    const { output: shares } = await process.output();
    expect(shares.shape).toEqual([5, 3]);
    const theirs = valuesOf(tf.softmax(model.predict(tf.tensor2d(rows.values, [5, 6])) as never));
    for (const [i, share] of theirs.entries()) expect(Math.abs(Number(shares.values[i]) - share)).toBeLessThan(1e-6);
  });

  test("other inputs and outputs are said", async () => {
    const wide = await given([
      l.dense({ units: 4, inputShape: [7] }),
      l.gaussianNoise({ stddev: 1 }),
      l.dense({ units: 3 }),
    ]);
    expect(await failure(() => run(wide.data))).toMatchObject({ code: "model-inputs" });
    const few = await given([
      l.dense({ units: 4, inputShape: [6] }),
      l.gaussianNoise({ stddev: 1 }),
      l.dense({ units: 2 }),
    ]);
    expect(await failure(() => run(few.data))).toMatchObject({ code: "model-outputs" });
  });
});

test("folds and ensembles of a model that is not trained here are refused, with the cure", async () => {
  const { data } = await given([
    l.dense({ units: 4, inputShape: [6] }),
    l.gaussianNoise({ stddev: 1, name: "odd" }),
    l.dense({ units: 3, activation: "softmax" }),
  ]);
  for (const name of ["folds", "members"]) {
    const check = () => mlp.check?.(parseParams(mlp.params, { epochs: 1, [name]: 3 }), data);
    expect(await failure(async () => check())).toMatchObject({
      code: "nothing-to-repeat",
      path: `params.${name}`,
      values: { fits: 1 },
    });
  }
});
