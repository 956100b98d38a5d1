import { expect, test } from "vitest";
import { type Arrays, array } from "../../../../shared/arrays.ts";
import { resolveData } from "../../../../shared/data/resolve.ts";
import type { Table } from "../../../../shared/data/table.ts";
import type { Experiment } from "../../../../shared/experiment/experiment.ts";
import { parseExperiment } from "../../../../shared/labs/parse.ts";
import { samplesOf, thresholded } from "../../../../shared/labs/partition/rbm/data.ts";
import { rbm } from "../../../../shared/labs/partition/rbm/lab.ts";
import { keyOfSeed, normal } from "../../../../shared/random/index.ts";
import { bruteForce } from "../../../oracles/rbm.ts";
import { askLab, runTasks } from "../../../run.ts";

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

test.each([
  ["bytes", Uint8Array.of(0, 127, 128, 255, 1, 200)],
  ["numbers", Float64Array.of(0, 0.4999, 0.5, 1, 127.4 / 255, 127.6 / 255)],
])("rows of %s with a threshold are what the machine is shown", (_, values) => {
  const data: Table = { rows: 3, columns: 2, values };
  const pixels = [...samplesOf(data, { testFraction: 0.5 }).pixels];
  const { shape, values: states } = thresholded(data, 2);
  expect(shape).toEqual([2, 2]);
  expect([...states]).toEqual(pixels.slice(0, 4).map((pixel) => (pixel >= 128 ? 1 : 0)));
  expect(thresholded(data, 16).shape).toEqual([3, 2]);
});

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
