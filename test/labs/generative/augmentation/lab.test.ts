import { describe, expect, test } from "vitest";
import type { Arrays } from "../../../../shared/arrays.ts";
import { experimentGroups, groupModel } from "../../../../shared/data/generators/experiment-groups.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { labelledOf, rowsOf } from "../../../../shared/labs/generative/augmentation/data.ts";
import { augmentation } from "../../../../shared/labs/generative/augmentation/lab.ts";
import { gainsOf } from "../../../../shared/labs/generative/augmentation/metrics.ts";
import { ARMS, generatorTask, netTask } from "../../../../shared/labs/generative/augmentation/names.ts";
import { invertPositive } from "../../../../shared/linalg/index.ts";
import { erfc } from "../../../../shared/math/index.ts";
import { type Key, keyOfSeed } from "../../../../shared/random/index.ts";
import { intervalOf } from "../../../../shared/stats/paired.ts";
import { generated, runLab } from "../../../run.ts";
import { thorough } from "../../../thorough.ts";

await augmentation.ready?.();

const digits = generated("digits", { count: 120, classes: 3 });
const small = { labelled: 4, samples: 6, seeds: 2, steps: 12, hidden: [6], latent: 2 } as const;
const vae = { ...small, generator: "vae", coderSteps: 8, coderHidden: [6] } as const;

const SETTINGS = [
  ["PPCA", small],
  ["PPCA with unlabelled rows", { ...small, learnsFrom: "unlabelled" }],
  ["PPCA with all labels", { ...small, learnsFrom: "all-labels" }],
  ["a Gaussian", { ...small, generator: "gaussian", latent: undefined }],
  ["a VAE", vae],
  ["a VAE with unlabelled rows", { ...vae, learnsFrom: "unlabelled" }],
] as const;

/** The table with other values in these rows. */
function disturbed(table: Table, rows: ArrayLike<number>): Table {
  const values = table.values.slice();
  for (const row of Array.from(rows))
    for (let j = 0; j < table.columns; j++) {
      const at = row * table.columns + j;
      values[at] = table.values instanceof Uint8Array ? 255 - table.values[at] : 3 * table.values[at] + 1;
    }
  return { ...table, values };
}

const given = (params: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));

describe.each([
  ["pictures", digits],
  ["a table", generated("experiment-groups", { rows: 120 })],
])("of %s", (_, table) => {
  test.each(SETTINGS)(
    "neither nets nor %s see held-out rows: with others in their place all is the same",
    (_name, set) => {
      const params = given(set);
      const { fold, experiment } = runLab(augmentation, table, params);
      const { test: held } = rowsOf(experiment.params as never, table);
      expect(held.length).toBeGreaterThan(20);
      const other = runLab(augmentation, disturbed(table, held), params);
      for (const { id, kind } of fold.tasks)
        if (kind !== "evaluate") expect(other.fold.output(id), id).toEqual(fold.output(id));
      // What is measured is another matter.
      expect(other.metrics["accuracy.real"]).not.toBe(undefined);
      expect(other.fold.records("evaluate", "loss")).not.toEqual(fold.records("evaluate", "loss"));
    },
  );

  test("rows whose labels are hidden change nothing but the net with more real rows", () => {
    const { fold, experiment } = runLab(augmentation, table, small);
    const rows = rowsOf(experiment.params as never, table);
    const task = fold.tasks.find(({ id }) => id === netTask("real", 0));
    const labelled = new Set(labelledOf(rows, task?.params as never));
    const hidden = rows.train.filter((row) => !labelled.has(row));
    const other = runLab(augmentation, disturbed(table, hidden), small);
    for (const id of [generatorTask(0), ...ARMS.slice(0, 3).map((arm) => netTask(arm, 0))])
      expect(other.fold.output(id), id).toEqual(fold.output(id));
    expect(other.fold.output(netTask("more", 0))).not.toEqual(fold.output(netTask("more", 0)));
    // With unlabelled rows the generative model does see them.
    const semi = { ...small, learnsFrom: "unlabelled" };
    const [a, b] = [table, disturbed(table, hidden)].map((data) => runLab(augmentation, data, semi).fold);
    expect(a.output(generatorTask(0))).not.toEqual(b.output(generatorTask(0)));
    expect(a.output(netTask("real", 0))).toEqual(b.output(netTask("real", 0)));
  });
});

describe("nets", () => {
  const { fold, metrics, experiment } = runLab(augmentation, digits, small);
  const rows = rowsOf(experiment.params as never, digits);

  test("of a repeat have one key, and as many labelled rows of each class; repeats have others", () => {
    const tasks = fold.tasks.filter(({ kind }) => kind === "train");
    expect(tasks).toHaveLength(8);
    for (const r of [0, 1]) {
      const own = tasks.slice(4 * r, 4 * r + 4);
      for (const { key, steps } of own) expect([key, steps]).toEqual([own[0].key, 12]);
    }
    const [first, second] = [tasks[0], tasks[4]].map(({ params }) => labelledOf(rows, params as never));
    for (const chosen of [first, second]) {
      const counts = [0, 0, 0];
      for (const row of chosen) counts[rows.labels[row]]++;
      expect(counts).toEqual([4, 4, 4]);
    }
    expect([...first].sort()).not.toEqual([...second].sort());
    expect(metrics).toMatchObject({ "rows.real": 12, "rows.augmented": 30, "rows.classical": 30, "rows.more": 30 });
  });

  test("are measured by what their weights answer, and the gain by its closed form", () => {
    const accuracies = (["real", "augmented"] as const).map((arm) =>
      [0, 1].map((r) => {
        const net = fold.output(netTask(arm, r)) as Arrays;
        let right = 0;
        for (const row of rows.test) {
          let below = Array.from(digits.values.subarray(row * 784, row * 784 + 784), (value) => value / 255);
          for (const l of [0, 1]) {
            const [weights, bias] = [net[`layer${l}.weights`], net[`layer${l}.bias`]];
            const width = bias.values.length;
            below = Array.from(bias.values, (b, j) => {
              const x = below.reduce((sum, value, i) => sum + value * weights.values[i * width + j], b);
              return l === 0 ? Math.max(0, x) : x;
            });
          }
          if (below.indexOf(Math.max(...below)) === rows.labels[row]) right++;
        }
        return right / rows.test.length;
      }),
    );
    const [real, augmented] = accuracies;
    expect(metrics["accuracy.real"]).toBeCloseTo((real[0] + real[1]) / 2, 12);
    expect(metrics["accuracy.augmented"]).toBeCloseTo((augmented[0] + augmented[1]) / 2, 12);
    const gains = [0, 1].map((r) => augmented[r] - real[r]);
    const middle = (gains[0] + gains[1]) / 2;
    const error = Math.abs(gains[0] - gains[1]) / 2;
    expect(metrics.gain).toBeCloseTo(middle, 12);
    expect(metrics["gain.error"]).toBeCloseTo(error, 12);
    // The 97.5 % quantile of t with 1 degree of freedom: tan(0.475 π).
    expect(metrics["gain.low"]).toBeCloseTo(middle - Math.tan(0.475 * Math.PI) * error, 10);
    expect(metrics["gain.high"]).toBeCloseTo(middle + Math.tan(0.475 * Math.PI) * error, 10);
  });

  test("a run without controls has the same pairs", () => {
    const two = runLab(augmentation, digits, { ...small, controls: false });
    expect(two.metrics.gain).toBe(metrics.gain);
    expect(two.metrics["accuracy.more"]).toBeUndefined();
    expect(two.metrics.quality).toBeUndefined();
  });

  test("more repeats keep the first ones", () => {
    const more = runLab(augmentation, digits, { ...small, seeds: 3 });
    const both = { controls: true, seeds: 2 };
    expect(gainsOf(more.fold, { ...both, seeds: 3 }, "augmented").slice(0, 2)).toEqual(
      gainsOf(fold, both, "augmented"),
    );
  });
});

/** Φ(x). */
const normalShare = (x: number) => erfc(-x / Math.SQRT2) / 2;

describe("two Gaussians with one covariance", () => {
  const shape = { rows: 8000, groups: 2, sensors: 3, factors: 1, effect: 0.6, noise: 1 };
  const key: Key = keyOfSeed(4);
  const { centres, loadings } = groupModel(key, shape);
  const table = experimentGroups.generate(key, shape);
  const d = shape.sensors;
  const covariance = Float64Array.from({ length: d * d }, (_, at) => {
    const [i, j] = [Math.floor(at / d), at % d];
    return loadings[i] * loadings[j] + (i === j ? shape.noise ** 2 : 0);
  });
  /** Share that the rule w·x + b > 0, which says B, gets right of all rows there could be. */
  const accuracyOf = (w: readonly number[], b: number) => {
    let variance = 0;
    for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) variance += w[i] * w[j] * covariance[i * d + j];
    const score = (g: number) => w.reduce((sum, value, j) => sum + value * centres[g * d + j], b) / Math.sqrt(variance);
    return (normalShare(-score(0)) + normalShare(score(1))) / 2;
  };
  const ruleOf = (means: ArrayLike<number>, within: Float64Array): number => {
    const { inverse } = invertPositive(within, d);
    const away = Array.from({ length: d }, (_, j) => means[d + j] - means[j]);
    const w = away.map((_, i) => away.reduce((sum, value, j) => sum + inverse[i * d + j] * value, 0));
    const b = -w.reduce((sum, value, j) => sum + (value * (means[j] + means[d + j])) / 2, 0);
    return accuracyOf(w, b);
  };
  const bayes = ruleOf(centres, covariance);
  const params = {
    generator: "gaussian",
    covariance: "shared",
    hidden: [],
    l2: 0,
    controls: false,
    batch: 256,
    seeds: 2,
  };

  /** Of the net of a repeat, which is told standardised columns. */
  const netAccuracy = (net: Arrays, chosen: Uint32Array) => {
    const column = (j: number) => Array.from(chosen, (row) => Number(table.values[row * d + j]));
    const means = Array.from({ length: d }, (_, j) => column(j).reduce((sum, x) => sum + x, 0) / chosen.length);
    const deviations = means.map((m, j) =>
      Math.sqrt(column(j).reduce((sum, x) => sum + (x - m) ** 2, 0) / chosen.length),
    );
    const { "layer0.weights": weights, "layer0.bias": bias } = net;
    const w = means.map((_, j) => (weights.values[2 * j + 1] - weights.values[2 * j]) / deviations[j]);
    const b = bias.values[1] - bias.values[0] - w.reduce((sum, value, j) => sum + value * means[j], 0);
    return accuracyOf(w, b);
  };

  test("fitted to many labelled rows are the truth: logistic regression on its samples comes to the Bayes rate", () => {
    const { fold, experiment, metrics } = runLab(augmentation, table, {
      ...params,
      labelled: 2000,
      samples: 4000,
      steps: 600,
      learningRate: 0.01,
    });
    const rows = rowsOf(experiment.params as never, table);
    for (const r of [0, 1]) {
      const id = netTask("augmented", r);
      const chosen = labelledOf(rows, fold.tasks.find((task) => task.id === id)?.params as never);
      const found = netAccuracy(fold.output(id) as Arrays, chosen);
      expect(found).toBeLessThanOrEqual(bayes + 1e-12);
      // Near its maximum the accuracy falls with the square of the rule's error, which is of the order 1/√4000.
      expect(bayes - found).toBeLessThan(0.003);
    }
    // Held-out rows: four standard errors of a share of 3,200.
    expect(Math.abs(metrics["accuracy.augmented"] - bayes)).toBeLessThan(4 * Math.sqrt((bayes * (1 - bayes)) / 3200));
  });

  test("fitted to six rows of each, the classifier comes to the plug-in rule of these twelve: samples add what the model assumes, and nothing else", () => {
    const { fold, experiment } = runLab(augmentation, table, {
      ...params,
      labelled: 6,
      samples: 4000,
      steps: 800,
      learningRate: 0.01,
    });
    const rows = rowsOf(experiment.params as never, table);
    const id = netTask("augmented", 0);
    const chosen = labelledOf(rows, fold.tasks.find((task) => task.id === id)?.params as never);
    const means = new Float64Array(2 * d);
    for (const row of chosen)
      for (let j = 0; j < d; j++) means[rows.labels[row] * d + j] += Number(table.values[row * d + j]) / 6;
    const within = new Float64Array(d * d);
    for (const row of chosen)
      for (let i = 0; i < d; i++)
        for (let j = 0; j < d; j++)
          within[i * d + j] +=
            ((Number(table.values[row * d + i]) - means[rows.labels[row] * d + i]) *
              (Number(table.values[row * d + j]) - means[rows.labels[row] * d + j])) /
            12;
    expect(Math.abs(netAccuracy(fold.output(id) as Arrays, chosen) - ruleOf(means, within))).toBeLessThan(0.01);
  });

  test("intervals of eight repeats cover the gain of very many as often as they say", () => {
    const runs = thorough ? 8 : 2;
    const seeds = 96;
    const gains = Array.from({ length: runs }, (_, run) => {
      const own = { ...params, labelled: 4, samples: 30, steps: 40, learningRate: 0.05, batch: 32, seeds };
      const { fold } = runLab(augmentation, table, own, { key: keyOfSeed(100 + run) });
      return gainsOf(fold, { controls: false, seeds }, "augmented");
    }).flat();
    const truth = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
    const intervals = Array.from({ length: gains.length / 8 }, (_, i) => intervalOf(gains.slice(8 * i, 8 * i + 8)));
    const covered = intervals.filter((own) => own && own.low <= truth && truth <= own.high).length;
    const n = intervals.length;
    // Four standard errors of a share of so many intervals.
    expect(Math.abs(covered / n - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / n));
  });
});

test("samples that are copies have no novelty, and a better net knows their class", () => {
  // Pictures of one kind per class: a model of no spread can only copy.
  const { metrics } = runLab(augmentation, digits, { ...small, labelled: 20, samples: 20, steps: 150, hidden: [16] });
  expect(metrics.quality).toBeGreaterThan(0.8);
  expect(metrics.novelty).toBeGreaterThan(0.2);
  const blurred = { ...digits, values: digits.values.map((_, i) => (digits.labels?.[Math.floor(i / 784)] ?? 0) * 60) };
  const copied = runLab(augmentation, blurred, small);
  expect(copied.fold.output("samples")?.nearest.values.every((value: number) => value < 1e-6)).toBe(true);
});

describe("what is refused", () => {
  const refused = (data: Table, params: object = small) => {
    const own = { ...params };
    return () => runLab(augmentation, data, own);
  };

  test("classes: none, one alone, one with fewer rows than are to be labelled", () => {
    const { labels: _, classes: __, ...bare } = digits;
    expect(refused(bare)).toThrow(expect.objectContaining({ code: "needs-classes" }));
    expect(refused({ ...digits, labels: new Int32Array(digits.rows) })).toThrow(
      expect.objectContaining({ code: "augmentation-one-class" }),
    );
    expect(refused(digits, { ...small, labelled: 30 })).toThrow(
      expect.objectContaining({
        code: "augmentation-few-of-class",
        path: "params.labelled",
        values: expect.objectContaining({ value: 30, fits: 21 }),
      }),
    );
    const lopsided = Int32Array.from({ length: digits.rows }, (_cell, n) => (n === 0 ? 1 : n % 2 === 0 ? 0 : 2));
    expect(refused({ ...digits, labels: lopsided })).toThrow(
      expect.objectContaining({ code: "augmentation-too-few-of-class" }),
    );
  });

  test("columns that are all constant, and more samples than fit", () => {
    expect(refused({ ...digits, values: new Uint8Array(digits.values.length).fill(7) })).toThrow(
      expect.objectContaining({ code: "augmentation-constant" }),
    );
    expect(refused(digits, { ...small, samples: 20_000 })).toThrow(
      expect.objectContaining({ code: "augmentation-too-many-samples", path: "params.samples" }),
    );
  });

  test("a class that is named and has no rows is left out of samples and labels", () => {
    const { fold, metrics } = runLab(augmentation, { ...digits, classes: ["0", "1", "2", "3"] }, small);
    expect([...new Set(fold.output("samples")?.classes.values)].sort()).toEqual([0, 1, 2]);
    expect(metrics["rows.real"]).toBe(12);
  });
});
