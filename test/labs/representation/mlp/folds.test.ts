/** Several nets in one run: folds of a cross-validation, members of an ensemble. */
import { describe, expect, test } from "vitest";
import { runExperiment } from "../../../../client/run/driver.ts";
import { createNodePool } from "../../../../client/terminal/pool.ts";
import type { Arrays } from "../../../../shared/arrays.ts";
import { decodeSafetensors } from "../../../../shared/data/readers/safetensors/safetensors.ts";
import { decodeLink, encodeLink } from "../../../../shared/experiment/link.ts";
import type { Fold } from "../../../../shared/labs/fold.ts";
import { foldOf, trainingsOf } from "../../../../shared/labs/nets/trainings.ts";
import { weightsIn } from "../../../../shared/labs/nets/weights.ts";
import { presetExperiment, setPath } from "../../../../shared/labs/parse.ts";
import { parseExperiment } from "../../../../shared/labs/parse-experiment.ts";
import { knownParams } from "../../../../shared/labs/recording.ts";
import { partsOf, samplesOf } from "../../../../shared/labs/representation/mlp/data.ts";
import { ensembleLosses } from "../../../../shared/labs/representation/mlp/ensemble.ts";
import type { MlpParams } from "../../../../shared/labs/representation/mlp/fields.ts";
import { mlp } from "../../../../shared/labs/representation/mlp/lab.ts";
import { measureNet, NET_TASKS } from "../../../../shared/labs/representation/mlp/metrics.ts";
import { meanQuestion, netQuestion } from "../../../../shared/labs/representation/mlp/question.ts";
import { weightsFile } from "../../../../shared/labs/weights-file.ts";
import { writtenExperiment } from "../../../../shared/labs/written.ts";
import { openNow } from "../../../open-now.ts";
import { askLab, generated, runLab } from "../../../run.ts";
import { fresh } from "../../../wasm.ts";

await mlp.ready?.();

const moons = generated("points", { shape: "moons", count: 90, noise: 0.2 });
const numbers = generated("regression-table", { rows: 80, predictors: 2, response: "continuous", noise: 0.5 });
const small = { hidden: [5], epochs: 15, learningRate: 0.03 };
const evaluation = (fold: Fold, index: number) => foldOf(fold, index, NET_TASKS).output("evaluate") ?? {};
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

describe("cross-validation", () => {
  const { fold, metrics } = runLab(mlp, moons, { ...small, folds: 4 });
  const accuracies = [0, 1, 2, 3].map((index) => evaluation(fold, index).accuracy.values[0]);

  test("tests every row once, on a net that was not trained on it", () => {
    const held = [0, 1, 2, 3].flatMap((cvFold) => [...partsOf(moons, { testFraction: 0.25, folds: 4, cvFold }).test]);
    expect(held.sort((a, b) => a - b)).toEqual(Array.from({ length: moons.rows }, (_, row) => row));
    const counts = [0, 1, 2, 3].map((index) => sum(evaluation(fold, index).confusion.values));
    expect(counts).toEqual([23, 23, 22, 22]);
    for (const cvFold of [0, 3]) {
      const { test: rows } = partsOf(moons, { testFraction: 0.25, folds: 4, cvFold });
      const { predicted } = evaluation(fold, cvFold);
      const right = rows.filter((row) => predicted.values[row] === moons.labels?.[row]).length;
      expect(accuracies[cvFold]).toBe(right / rows.length);
    }
  });

  test("says the mean of the folds and their standard deviation", () => {
    const mean = sum(accuracies) / 4;
    expect(metrics.accuracy).toBeCloseTo(mean, 14);
    expect(metrics["sd.accuracy"]).toBeCloseTo(Math.sqrt(sum(accuracies.map((a) => (a - mean) ** 2)) / 3), 14);
    expect(new Set(accuracies).size).toBeGreaterThan(1);
    expect(Object.keys(metrics)).not.toContain("ensembleAccuracy");
  });

  test("of numbers scales by the rows that each net is trained on", () => {
    const found = runLab(mlp, numbers, { ...small, folds: 3 });
    const scales = [0, 1, 2].map((index) => [...evaluation(found.fold, index).targetScale.values].join());
    expect(new Set(scales).size).toBe(3);
    expect(found.metrics["sd.rmse"]).toBeGreaterThan(0);
  });

  test("leaves out what only some nets have", () => {
    const stops = { ...small, folds: 3, epochs: 60, stop: "target", target: 0.9 };
    const wild = runLab(mlp, moons, stops);
    const own = [0, 1, 2].map((index) => measureNet(foldOf(wild.fold, index, NET_TASKS)).stoppedAt);
    expect(wild.metrics.stoppedAt === undefined).toBe(own.some((step) => step === undefined));
  });

  test("is refused where a fold would hold nothing out, or leave nothing to train on", () => {
    const rows = (count: number) => ({
      rows: count,
      columns: 2,
      values: Float64Array.from({ length: 2 * count }, (_, i) => i),
    });
    expect(() => runLab(mlp, rows(6), { folds: 7 })).toThrow(/folds: 7 of 6 rows/);
    expect(() => runLab(mlp, rows(3), { folds: 2 })).toThrow(/folds: 2 of 3 rows .*must be 3/);
    expect(runLab(mlp, rows(3), { ...small, folds: 3 }).fold.finished).toBe(true);
  });
});

/** What a net says of all rows of a table, asked as a view asks. */
function outputsOf(fold: Fold, index: number, params: MlpParams, table: typeof moons): Float64Array {
  const { inputScale, targetScale } = evaluation(fold, index);
  const columns = table.labels ? table.columns : table.columns - 1;
  const values = Float64Array.from({ length: table.rows * columns }, (_, at) =>
    Number(table.values[Math.floor(at / columns) * table.columns + (at % columns)]),
  );
  const rows = { shape: [table.rows, columns], values };
  const ends = { outputs: table.labels ? 2 : 1, classes: table.labels !== undefined };
  const given: Arrays = {
    ...weightsIn(foldOf(fold, index, NET_TASKS).output("train")),
    ...(inputScale && { inputScale }),
    ...(targetScale && { targetScale }),
    rows,
  };
  const question = netQuestion(params, ends, given);
  const { output } = askLab(mlp, table, { ...question.task, params: knownParams(question.task.params) }, given);
  return Float64Array.from(output.values);
}

describe("an ensemble", () => {
  const members = 3;
  const { fold, metrics, experiment } = runLab(mlp, moons, { ...small, members });
  const params = experiment.params as unknown as MlpParams;
  const { test: held } = partsOf(moons, params);
  const labels = moons.labels ?? new Int32Array();

  test("answers with the mean of the probabilities, as computed directly", () => {
    const each = [0, 1, 2].map((index) => outputsOf(fold, index, params, moons));
    const mean = each[0].map((_, i) => (each[0][i] + each[1][i] + each[2][i]) / members);
    const { predicted, confidence, accuracy, testLoss } = fold.output("ensemble") ?? {};
    for (let row = 0; row < moons.rows; row++) {
      const best = mean[2 * row + 1] > mean[2 * row] ? 1 : 0;
      // Outputs are float32.
      expect(Math.abs(Number(confidence?.values[row]) - mean[2 * row + best])).toBeLessThan(1e-6);
      expect(predicted?.values[row]).toBe(best);
    }
    const right = held.filter((row) => mean[2 * row + labels[row]] > 0.5).length / held.length;
    expect(accuracy?.values[0]).toBe(right);
    const loss = sum([...held].map((row) => -Math.log(mean[2 * row + labels[row]]))) / held.length;
    expect(Math.abs(Number(testLoss?.values[0]) - loss)).toBeLessThan(1e-6);
  });

  test("says what it gains on the mean of its nets, which is never a loss of likelihood", () => {
    const own = [0, 1, 2].map((index) => evaluation(fold, index));
    const accuracy = sum(own.map((one) => one.accuracy.values[0])) / members;
    const loss = sum(own.map((one) => one.testLoss.values[0])) / members;
    expect(metrics.accuracy).toBeCloseTo(accuracy, 14);
    expect(metrics["gain.accuracy"]).toBeCloseTo(metrics.ensembleAccuracy - accuracy, 14);
    expect(metrics["gain.testLoss"]).toBeCloseTo(loss - metrics.ensembleTestLoss, 14);
    expect(metrics["gain.testLoss"]).toBeGreaterThan(0);
  });

  test("of numbers has the mean loss less the variance of its members (Krogh and Vedelsby, 1995)", () => {
    const found = runLab(mlp, numbers, { ...small, members });
    const own = found.experiment.params as unknown as MlpParams;
    const { test: rows, goal } = samplesOf(numbers, own);
    const each = [0, 1, 2].map((index) => outputsOf(found.fold, index, own, numbers));
    const deviation = goal.kind === "number" ? goal.scale.deviation[0] : 1;
    const ambiguity = [...rows].map((row) => {
      const mean = sum(each.map((one) => one[row])) / members;
      return sum(each.map((one) => ((one[row] - mean) / deviation) ** 2)) / members;
    });
    const variance = sum(ambiguity) / rows.length;
    expect(variance).toBeGreaterThan(1e-4);
    expect(Math.abs(found.metrics["gain.testLoss"] - variance)).toBeLessThan(1e-6);
  });

  test("has a loss where the probabilities are too small for a float32", () => {
    const goal = { kind: "classes", labels: Int32Array.of(0, 0), classes: ["a", "b"] } as const;
    const losses = Float32Array.of(800, 1, 802, 3);
    const found = ensembleLosses(new Float64Array(4), losses, 2, { goal, targets: new Float32Array(4) });
    expect(found[0]).toBeCloseTo(800 - Math.log((1 + Math.exp(-2)) / 2), 10);
    expect(found[1]).toBeCloseTo(-Math.log((Math.exp(-1) + Math.exp(-3)) / 2), 12);
  });

  test("begins with the net that a run of one net trains, and one more member leaves the others as they are", () => {
    const [alone, more] = [runLab(mlp, moons, small), runLab(mlp, moons, { ...small, members: 4 })];
    expect(more.fold.output("train")).toEqual(alone.fold.output("train"));
    expect(more.fold.output("evaluate")).toEqual(alone.fold.output("evaluate"));
    for (const index of [0, 1, 2])
      expect(more.fold.output(index === 0 ? "train" : `train.${index}`)).toEqual(
        fold.output(index === 0 ? "train" : `train.${index}`),
      );
    const nets = [0, 1, 2, 3].map((index) => evaluation(more.fold, index).testLoss.values[0]);
    expect(new Set(nets).size).toBe(4);
  });

  test("is asked for its map as its nets are", () => {
    const { inputScale } = evaluation(fold, 0);
    const rows = { shape: [moons.rows, 2], values: moons.values };
    const nets = [0, 1, 2].map((index) => weightsIn(foldOf(fold, index, NET_TASKS).output("train")));
    const { task, given } = meanQuestion(params, { outputs: 2, classes: true }, { rows, inputScale }, nets);
    const { output } = askLab(mlp, moons, { ...task, params: knownParams(task.params) }, given);
    const each = [0, 1, 2].map((index) => outputsOf(fold, index, params, moons));
    for (let i = 0; i < output.values.length; i++)
      expect(Math.abs(Number(output.values[i]) - sum(each.map((one) => one[i])) / members)).toBeLessThan(1e-6);
  });
});

test("members in each fold: an ensemble of each fold, from its own members", () => {
  const { fold, metrics } = runLab(mlp, moons, { ...small, folds: 3, members: 2 });
  expect(fold.tasks.filter(({ kind }) => kind === "ensemble").map(({ id, after }) => [id, after])).toEqual([
    ["ensemble", ["train", "train.1"]],
    ["ensemble.1", ["train.2", "train.3"]],
    ["ensemble.2", ["train.4", "train.5"]],
  ]);
  const each = trainingsOf({ folds: 3, members: 2 }).map(({ index }) => evaluation(fold, index).accuracy.values[0]);
  const parts = [0, 1, 2].map((part) => (each[2 * part] + each[2 * part + 1]) / 2);
  const mean = sum(parts) / 3;
  expect(metrics.accuracy).toBeCloseTo(mean, 14);
  expect(metrics["sd.accuracy"]).toBeCloseTo(Math.sqrt(sum(parts.map((a) => (a - mean) ** 2)) / 2), 14);
  const keys = fold.tasks.filter(({ kind }) => kind === "train").map(({ key }) => key.join());
  expect(new Set(keys).size).toBe(6);
});

const short = () => {
  const preset = presetExperiment(mlp, "ensemble");
  const set = { "params.epochs": 3, "params.folds": 2, "params.members": 3, "data.params.count": 80 };
  return Object.entries(set).reduce((made, [path, value]) => setPath(mlp, made, path, value), preset);
};

test("the pool gives one digest on any number of threads, and stops when it is told", async () => {
  const experiment = short();
  const data = generated("points", (experiment.data as { params: typeof experiment.params }).params);
  const order = { lab: mlp, experiment, data, device: "wasm" } as const;
  const digests: string[] = [];
  for (const threads of [1, 2, 3]) {
    const pool = createNodePool({ threads });
    try {
      digests.push((await runExperiment({ ...order, pool })).digest);
    } finally {
      pool.close();
    }
  }
  expect(new Set(digests).size).toBe(1);
  const pool = createNodePool({ threads: 2 });
  const control = new AbortController();
  try {
    const long = setPath(mlp, experiment, "params.epochs", 5000);
    const onProgress = () => control.abort("enough");
    await expect(runExperiment({ ...order, experiment: long, pool, signal: control.signal, onProgress })).rejects.toBe(
      "enough",
    );
  } finally {
    pool.close();
  }
}, 60_000);

test("the weights of all nets leave in one file, which the first of them reads back", async () => {
  const { fold, experiment } = runLab(mlp, moons, { ...small, folds: 2, members: 2 });
  const file = weightsFile(mlp, { fold, params: experiment.params, data: moons }) ?? expect.fail("no weights");
  const { arrays, metadata } = decodeSafetensors(file, "weights");
  for (const index of [0, 1, 2, 3]) {
    const own = weightsIn(foldOf(fold, index, NET_TASKS).output("train"));
    for (const [name, { values }] of Object.entries(own))
      expect([...arrays[index === 0 ? name : `net${index + 1}.${name}`].values], name).toEqual([...values]);
  }
  expect(arrays["net3.inputScale"]).toEqual(evaluation(fold, 2).inputScale);
  expect(metadata.net).toContain("the first of 4");
  const data = { ...moons, weights: arrays };
  const [task] = mlp.plan(experiment.params as never, data, [5, 6]);
  const begun = openNow(mlp, task, { device: "wasm", wasm: fresh, data, inputs: {} }).snapshot();
  expect(begun["layer0.weights"]).toEqual(arrays["layer0.weights"]);
});

describe("the link", () => {
  const entry = { id: mlp.id, family: mlp.family, load: async () => mlp };

  test("carries folds and members there and back", async () => {
    const experiment = short();
    const { experiment: read } = await decodeLink(await encodeLink(writtenExperiment(mlp, experiment)));
    expect((await parseExperiment(read, [entry])).experiment).toEqual(experiment);
  });

  test("of one net is what it was before there were any", async () => {
    const written = writtenExperiment(mlp, presetExperiment(mlp, "xor"));
    expect(written.v).toBe(1);
    expect(Object.keys(written.params)).not.toContain("folds");
    expect(Object.keys(written.params)).not.toContain("members");
    const { experiment } = await parseExperiment(written, [entry]);
    expect(experiment.params).toMatchObject({ folds: 1, members: 1 });
  });
});
