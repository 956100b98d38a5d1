import { describe, expect, test } from "vitest";
import type { Arrays } from "../../../../shared/arrays.ts";
import { decodeFile } from "../../../../shared/data/readers/file.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { bandOf } from "../../../../shared/labs/band.ts";
import { labelledRows } from "../../../../shared/labs/nets/labelled-rows.ts";
import { samplesOf } from "../../../../shared/labs/partition/dbn/data.ts";
import { dbn } from "../../../../shared/labs/partition/dbn/lab.ts";
import { netTask, SIDES } from "../../../../shared/labs/partition/dbn/stack.ts";
import { weightsFile } from "../../../../shared/labs/weights-file.ts";
import { intervalOf, pairedDifference } from "../../../../shared/stats/paired.ts";
import { generated, runLab } from "../../../run.ts";

await dbn.ready?.();

const digits = generated("digits", { count: 200 });
const small = { hidden: [12, 8], pretrainingEpochs: 2, labelled: 30, seeds: 3, epochs: 4 } as const;

describe("nets", () => {
  const { fold, metrics, experiment } = runLab(dbn, digits, small);
  const samples = samplesOf(experiment.params as never, digits);

  test("of a pair have the same labelled rows in the same order, of each class alike, none of them held out", () => {
    const plan = fold.tasks.filter(({ kind }) => kind === "train");
    for (let r = 0; r < 3; r++) {
      const [a, b] = SIDES.map((side) => plan.find(({ id }) => id === netTask(side, r)));
      expect(a?.key).toEqual(b?.key);
      expect(a?.params.subset).toEqual(b?.params.subset);
      const rows = labelledRows(samples, 30, a?.params.subset as never);
      expect(new Set(rows).size).toBe(30);
      const counts = new Array(10).fill(0);
      for (const row of rows) counts[samples.labels[row]]++;
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      for (const row of rows) expect(samples.test.includes(row)).toBe(false);
    }
    expect(plan[0].params.subset).not.toEqual(plan[2].params.subset);
  });

  test("of the two kinds differ in where they begin alone", () => {
    const weights = dbn.weights?.(fold) as Arrays;
    expect(Object.keys(weights).sort()).toEqual(
      [
        ...["rbm1", "rbm2"].flatMap((id) => ["weights", "visibleBias", "hiddenBias"].map((name) => `${id}.${name}`)),
        ...SIDES.flatMap((side) => [0, 1, 2].flatMap((l) => [`${side}.layer${l}.weights`, `${side}.layer${l}.bias`])),
      ].sort(),
    );
  });

  test("are measured by what their weights answer, and the difference by its closed form", () => {
    const accuracies = SIDES.map((side) =>
      [0, 1, 2].map((r) => {
        const net = fold.output(netTask(side, r)) as Arrays;
        let right = 0;
        for (const row of samples.test) {
          let below = Array.from(samples.pixels.subarray(row * 784, row * 784 + 784), (value) => value / 255);
          for (let l = 0; l < 3; l++) {
            const [weights, bias] = [net[`layer${l}.weights`], net[`layer${l}.bias`]];
            const width = bias.values.length;
            below = Array.from(bias.values, (b, j) => {
              const x = below.reduce((sum, value, i) => sum + value * weights.values[i * width + j], b);
              return l < 2 ? 1 / (1 + Math.exp(-x)) : x;
            });
          }
          if (below.indexOf(Math.max(...below)) === samples.labels[row]) right++;
        }
        return right / samples.test.length;
      }),
    );
    const [a, b] = accuracies.map((all) => (all[0] + all[1] + all[2]) / 3);
    expect(metrics["accuracy.pretrained"]).toBeCloseTo(a, 12);
    expect(metrics["accuracy.random"]).toBeCloseTo(b, 12);
    const gains = accuracies[0].map((value, r) => value - accuracies[1][r]);
    const mean = (gains[0] + gains[1] + gains[2]) / 3;
    const s = Math.sqrt(gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / 2);
    // The 97.5 % quantile of Student's t with 2 degrees of freedom is 0.95·√(2 / (1 − 0.95²)).
    const t = 0.95 * Math.sqrt(2 / (1 - 0.95 ** 2));
    expect(metrics.difference).toBeCloseTo(mean, 12);
    expect(metrics["difference.low"]).toBeCloseTo(mean - (t * s) / Math.sqrt(3), 10);
    expect(metrics["difference.high"]).toBeCloseTo(mean + (t * s) / Math.sqrt(3), 10);
  });

  test("that are not tuned at all are an untrained softmax: both answer the first class", () => {
    const idle = runLab(dbn, digits, { ...small, epochs: 0 });
    const share = samples.test.filter((row) => samples.labels[row] === 0).length / samples.test.length;
    for (const side of SIDES) {
      expect(idle.metrics[`accuracy.${side}`]).toBeCloseTo(share, 12);
      expect(idle.metrics[`loss.${side}`]).toBeCloseTo(Math.log(10), 6);
    }
    expect([idle.metrics.difference, idle.metrics["difference.low"]]).toEqual([0, 0]);
    // The net of the stack is still the stack.
    const { weights } = idle.fold.output("rbm1") as Arrays;
    expect(idle.fold.output("pretrained")?.["layer0.weights"]).toEqual(weights);
  });

  test("have a stack whose top machine sees no classes: rows come back whole", () => {
    const { shape, values } = fold.output("reconstruct")?.shown ?? { shape: [], values: new Float32Array(0) };
    expect(shape).toEqual([3, 8, 784]);
    expect(values.every((p: number) => p >= 0 && p <= 1)).toBe(true);
  });

  test("leave as safetensors that are read back", async () => {
    const bytes = weightsFile(dbn, { fold, params: experiment.params, data: digits });
    if (!bytes) throw new Error("no file");
    const content = await decodeFile({ name: "dbn.safetensors", bytes });
    if (content.kind !== "weights") throw new Error(content.kind);
    expect(content.weights["rbm2.weights"].shape).toEqual([12, 8]);
    expect(content.weights["pretrained.layer2.weights"].shape).toEqual([8, 10]);
  });
});

test("more labels than there are rows are all rows, and classes that run out leave their place", () => {
  const samples = samplesOf({ goal: "classify", binarise: "threshold", testFraction: 0.25 }, digits);
  expect([...labelledRows(samples, 10_000, [1, 2])].sort((a, b) => a - b)).toEqual([...samples.train]);
  const lopsided = {
    ...samples,
    train: Uint32Array.of(0, 1, 2, 3),
    labels: Int32Array.of(0, 0, 0, 1),
    classes: ["a", "b"],
  };
  expect([...labelledRows(lopsided, 3, [1, 2])].filter((row) => row === 3)).toEqual([3]);
});

test("an interval covers the mean of normal draws as often as it says", () => {
  expect(intervalOf([1])).toBeUndefined();
  // 97.5 % quantile of t with 1 degree of freedom: tan(0.475 π).
  const two = intervalOf([0, 2]);
  expect(two?.high).toBeCloseTo(1 + Math.tan(0.475 * Math.PI), 9);
  expect(pairedDifference([1, 2, 3], [1, 2, 3])).toEqual({ mean: 0, low: 0, high: 0 });
});

test("a band is of the lines that have come so far", () => {
  const line = (...y: number[]) => ({ x: Float64Array.from(y, (_, i) => i), y: Float64Array.from(y) });
  const { x, middle, low, high } = bandOf([line(1, 2, 3), line(3, 2)]);
  expect([[...x], [...middle]]).toEqual([
    [0, 1, 2],
    [2, 2, 3],
  ]);
  expect(low[0]).toBeCloseTo(2 - Math.SQRT2, 12);
  expect(high[1]).toBe(2);
  // Of one line alone nothing is known of the others.
  expect([low[2], high[2]]).toEqual([3, 3]);
  expect([...bandOf([line(1)]).middle]).toEqual([1]);
  expect(bandOf([]).middle).toHaveLength(0);
});

describe("what is refused", () => {
  const dreaming = { goal: "dream", hidden: [6], pretrainingEpochs: 1 } as const;
  const refused = (data: Table, params: object = small) => {
    const own = { ...params };
    return () => runLab(dbn, data, own);
  };

  test("values that are no probabilities, with their place", () => {
    const values = Float32Array.from(digits.values, (value) => value / 255);
    values[784 + 3] = 1.5;
    expect(refused({ ...digits, values })).toThrow(
      expect.objectContaining({ code: "dbn-not-a-probability", values: expect.objectContaining({ row: 2 }) }),
    );
  });

  test("rows that are all the same", () => {
    const values = new Uint8Array(digits.values.length).fill(255);
    expect(refused({ ...digits, values }, dreaming)).toThrow(expect.objectContaining({ code: "dbn-constant" }));
  });

  test("one class only, unless the stack but dreams", () => {
    const one = generated("digits", { count: 40 });
    const data = { ...one, labels: new Int32Array(one.rows).fill(3) };
    expect(refused(data)).toThrow(expect.objectContaining({ code: "dbn-one-class" }));
    const { labels: _, classes: __, ...bare } = data;
    expect(refused(bare)).toThrow(expect.objectContaining({ code: "needs-classes" }));
    expect(runLab(dbn, bare, dreaming).fold.finished).toBe(true);
  });

  test("too few rows, and none to test", () => {
    const few = generated("digits", { count: 10 });
    const three = { ...few, rows: 3, values: few.values.slice(0, 3 * 784), labels: few.labels?.slice(0, 3) } as Table;
    expect(refused(three)).toThrow(expect.objectContaining({ code: "too-few-rows" }));
    expect(refused(digits, { ...small, testFraction: 0 })).toThrow(
      expect.objectContaining({ code: "no-rows-to-test" }),
    );
  });
});
