import { expect, test } from "vitest";
import { type Arrays, array } from "../../../../shared/arrays.ts";
import { resolveData } from "../../../../shared/data/resolve.ts";
import type { Table } from "../../../../shared/data/table.ts";
import type { Experiment } from "../../../../shared/experiment/experiment.ts";
import { parseExperiment } from "../../../../shared/labs/parse-experiment.ts";
import { samplesOf } from "../../../../shared/labs/partition/rbm/data.ts";
import { rbm } from "../../../../shared/labs/partition/rbm/lab.ts";
import { evenly } from "../../../../shared/labs/partition/rbm/train.ts";
import { keyOfSeed, normal } from "../../../../shared/random/index.ts";
import { openNow } from "../../../open-now.ts";
import { bruteForce } from "../../../oracles/rbm.ts";
import { askLab, runTasks } from "../../../run.ts";
import { fresh } from "../../../wasm.ts";

/** A machine of 9 visible units, on bars and stripes. */
async function prepare(params: Experiment["params"]) {
  const { experiment } = await parseExperiment(
    {
      v: 1,
      lab: "rbm",
      seed: 1,
      data: { generator: "bars-and-stripes", seed: 1, params: { side: 3, source: "all" } },
      params: { batch: 16, testFraction: 0, aisChains: 20, aisSteps: 40, epochs: 800, ...params },
    },
    [{ id: "rbm", family: "partition", load: async () => rbm }],
  );
  const data = await resolveData(experiment.data, () => Promise.reject(new Error("no files here")));
  return { experiment, data: data as Table };
}

/** All tasks of a seed; those whose outputs are given are not run again. */
const run = ({ params }: Experiment, data: Table, seed: number, known?: Readonly<Record<string, Arrays>>) =>
  runTasks(rbm, rbm.plan(params, data, keyOfSeed(seed)), { data, ...(known && { known }) });

test("the lab's exact log Z and log-likelihood are those of all joint states", async () => {
  const { experiment, data } = await prepare({ hidden: 5 });
  const fold = run(experiment, data, 1);
  const metrics = rbm.measure(fold, experiment, data);
  const { weights, visibleBias, hiddenBias } = fold.output("train") as Record<string, { values: Float32Array }>;
  const truth = bruteForce({
    weights: weights.values,
    visibleBias: visibleBias.values,
    hiddenBias: hiddenBias.values,
  });
  expect(metrics["logZ.exact"]).toBeCloseTo(truth.logZ, 9);
  let sum = 0;
  for (let row = 0; row < data.rows; row++) {
    const pixels = Array.from(data.values.subarray(row * 9, row * 9 + 9));
    sum += Math.log(truth.probability[pixels.reduce((s, pixel, i) => s | (pixel > 0 ? 1 << i : 0), 0)]);
  }
  expect(metrics.logLikelihood).toBeCloseTo(sum / data.rows, 5);
});

/** Seeds of each machine; AIS_SEEDS=1000 for the long form. */
const seeds = Number(process.env.AIS_SEEDS ?? 60);

test.each([
  { hidden: 5, method: "cd", learningRate: 0.1 },
  { hidden: 12, method: "pcd", learningRate: 0.1 },
])(
  "the interval of a trained machine holds the exact log Z: $hidden hidden units, $method",
  { timeout: 600_000 },
  async (params) => {
    const { experiment, data } = await prepare(params);
    const first = run(experiment, data, 1);
    const known = Object.fromEntries(
      first.tasks
        .filter(({ kind }) => kind === "train" || kind === "evaluate" || kind === "exact")
        .map(({ id }) => [id, first.output(id) as Arrays]),
    );
    let held = 0;
    let width = 0;
    for (let seed = 1; seed <= seeds; seed++) {
      const metrics = rbm.measure(run(experiment, data, seed, known), experiment, data);
      const [low, exact, high] = [metrics["logZ.aisLow"], metrics["logZ.exact"], metrics["logZ.aisHigh"]];
      if (low <= exact && exact <= high) held++;
      width += (high - low) / seeds;
    }
    // Both limits together miss with probability 0.002 at most.
    expect(held).toBeGreaterThanOrEqual(Math.floor(0.99 * seeds));
    // An interval that says nothing would hold too.
    expect(width).toBeLessThan(2.5);
    if (process.env.AIS_SEEDS) process.stdout.write(`${held} of ${seeds} hold, mean width ${width.toFixed(3)}\n`);
  },
);

/** Digits with rows held out, and where asked sorted by their class. */
async function digits(params: Experiment["params"], sorted = false) {
  const { experiment } = await parseExperiment(
    {
      v: 1,
      lab: "rbm",
      seed: 3,
      data: { generator: "digits", seed: 1, params: { count: 1000 } },
      params: { hidden: 8, epochs: 1, batch: 20, testFraction: 0.5, aisChains: 0, ...params },
    },
    [{ id: "rbm", family: "partition", load: async () => rbm }],
  );
  const data = (await resolveData(experiment.data, () => Promise.reject(new Error("no files here")))) as Table;
  if (!sorted) return { experiment, data };
  const { columns, labels = [], values } = data;
  const order = Array.from({ length: data.rows }, (_, row) => row).sort((a, b) => labels[a] - labels[b]);
  const rows = order.flatMap((row) => [...values.subarray(row * columns, (row + 1) * columns)]);
  return { experiment, data: { ...data, values: Uint8Array.from(rows) } };
}

test("held-out and training free energies begin together, in a file that is sorted too", async () => {
  for (const sorted of [false, true]) {
    const { experiment, data } = await digits({ testFraction: 0.1 }, sorted);
    const train = run(experiment, data, 1);
    const first = (name: string) => Number(train.records("train", name)?.values[0]);
    // Means of 100 rows each, which spread by some 30 nats: 3 standard errors of their difference.
    expect(Math.abs(first("freeEnergy") - first("heldOutFreeEnergy"))).toBeLessThan(3 * 30 * Math.sqrt(2 / 100));
  }
});

test("a free energy on the curve is the mean over all training rows, where they are few", async () => {
  const { experiment, data } = await digits({ testFraction: 0, epochs: 1 });
  const fold = run({ ...experiment, params: { ...experiment.params, learningRate: 0.0001 } }, data, 1);
  const ends = fold.records("evaluate", "freeEnergy")?.values as Float64Array;
  const mean = ends.reduce((sum, value) => sum + value, 0) / ends.length;
  // A machine that has hardly learnt: its first evaluation is its last, but for that.
  expect(Math.abs(Number(fold.records("train", "freeEnergy")?.values[0]) - mean)).toBeLessThan(1);
});

test("rows are spread evenly, all of them where they are few", () => {
  const rows = Uint32Array.from({ length: 9 }, (_, i) => 10 * i);
  expect([...evenly(rows, 3)]).toEqual([10, 40, 70]);
  expect([...evenly(rows, 20)]).toEqual([...rows]);
});

test("the log-likelihood of the training data is that of all joint states", async () => {
  const { experiment, data } = await prepare({ hidden: 5, testFraction: 0.5, batch: 4 });
  const fold = run(experiment, data, 1);
  const metrics = rbm.measure(fold, experiment, data);
  const { weights, visibleBias, hiddenBias } = fold.output("train") as Record<string, { values: Float32Array }>;
  const { probability } = bruteForce({
    weights: weights.values,
    visibleBias: visibleBias.values,
    hiddenBias: hiddenBias.values,
  });
  const meanOf = (rows: Uint32Array) => {
    let sum = 0;
    for (const row of rows) {
      const pixels = Array.from(data.values.subarray(row * 9, row * 9 + 9));
      sum += Math.log(probability[pixels.reduce((s, pixel, i) => s | (pixel > 0 ? 1 << i : 0), 0)]);
    }
    return sum / rows.length;
  };
  const parts = samplesOf(data, { testFraction: 0.5 });
  expect(metrics["logLikelihood.training"]).toBeCloseTo(meanOf(parts.train), 5);
  expect(metrics.logLikelihood).toBeCloseTo(meanOf(parts.test), 5);
  const { experiment: all } = await prepare({ hidden: 5 });
  expect(rbm.measure(run(all, data, 1), all, data)).not.toHaveProperty("logLikelihood.training");
});

test.each(["threshold", "sample"])(
  "the last minibatch is found again from a result, beside the dreams that started there: %s",
  async (binarise) => {
    const { experiment, data } = await digits({ binarise, batch: 24 });
    const { batch, testFraction } = experiment.params;
    const task = rbm.plan(experiment.params, data, keyOfSeed(experiment.seed))[0];
    const training = openNow(rbm, task, { device: "wasm", data, inputs: {}, wasm: fresh });
    training.advance(task.steps);
    const live = training.snapshot();
    const { weights, visibleBias, hiddenBias } = training.output();
    const params = { batch, testFraction, binarise, last: task.steps };
    const answer = askLab(
      rbm,
      data,
      { kind: "lastMinibatch", steps: 1, params, key: keyOfSeed(experiment.seed) },
      { weights, visibleBias, hiddenBias },
    );
    const [rows] = answer.states.shape;
    // 500 rows in minibatches of 24: the last has 20.
    expect([rows, live.data.shape[0]]).toEqual([20, 20]);
    expect([...answer.states.values]).toEqual([...live.data.values]);
  },
);

test("a dream is the same when other threads go on with it, and other in every round", () => {
  const [visible, hidden] = [6, 4];
  const weights = Float32Array.from({ length: visible * hidden }, (_, i) => normal([1, 2], i));
  const given = {
    weights: array(weights, [visible, hidden]),
    visibleBias: array(new Float32Array(visible)),
    hiddenBias: array(new Float32Array(hidden)),
    picture: array(Float32Array.of(0, 1, 0.6, 0.4, 0, 1)),
    clamped: array(Uint8Array.of(1, 1, 1, 1, 0, 0)),
  };
  const cut = { slices: [2, 1], reopen: () => true };
  for (const [kind, params] of [
    ["sample", { count: 3 }],
    ["complete", {}],
  ] as const) {
    const ask = (more: object, way = {}) =>
      askLab(rbm, null, { kind, steps: 5, params: { ...params, ...more } }, given, way).frames;
    expect(ask({}, { cut }), kind).toEqual(ask({}));
    expect(ask({ round: 0 }), kind).toEqual(ask({}));
    expect(ask({ round: 1 }), kind).not.toEqual(ask({}));
    if (kind === "complete")
      for (let frame = 0; frame < 5; frame++)
        expect([...ask({}).values.subarray(frame * visible, frame * visible + 4)].map(Math.round)).toEqual([
          0, 1, 1, 0,
        ]);
  }
});
