/** Penalties by their definitions and by finite differences, the Jacobian's short form, activities and dead units counted once more. */
import { describe, expect, test } from "vitest";
import type { Params } from "../../../../shared/experiment/fields.ts";
import { defaults } from "../../../../shared/experiment/schema.ts";
import { samplesOf } from "../../../../shared/labs/autoencoders/samples.ts";
import {
  type SparseParams,
  sparseAutoencoderFields,
} from "../../../../shared/labs/autoencoders/sparse-autoencoder/fields.ts";
import { sparseAutoencoder } from "../../../../shared/labs/autoencoders/sparse-autoencoder/lab.ts";
import { sparseModel } from "../../../../shared/labs/autoencoders/sparse-autoencoder/net.ts";
import {
  activityDivergence,
  activitySize,
  contraction,
} from "../../../../shared/labs/autoencoders/sparse-autoencoder/penalties.ts";
import { contributions, loudest } from "../../../../shared/labs/autoencoders/sparse-autoencoder/questions.ts";
import { BINS, deadUnits, EXCITING } from "../../../../shared/labs/autoencoders/sparse-autoencoder/units.ts";
import { rowsAsFloats } from "../../../../shared/labs/nets/rows.ts";
import { input } from "../../../../shared/nets/leaves.ts";
import { openNet } from "../../../../shared/nets/net.ts";
import { scalarMachine } from "../../../../shared/nets/scalar.ts";
import { mixesSamples } from "../../../../shared/nets/trainer.ts";
import { fillUniform32 } from "../../../../shared/random/index.ts";
import { inDoubles, slopesOf } from "../../../oracles/slopes.ts";
import { generated, runLab } from "../../../run.ts";

await sparseAutoencoder.ready?.();

const paramsOf = (change: Partial<SparseParams>) =>
  ({ ...defaults(sparseAutoencoderFields), ...change }) as SparseParams;
const uniform = (count: number, seed = 1) => {
  const out = new Float32Array(count);
  fillUniform32([9, seed], 0, out);
  return out;
};

describe("penalties", () => {
  const h = uniform(12);
  const found = (of: (h: ReturnType<typeof input>) => ReturnType<typeof input>) => {
    const { program } = openNet(scalarMachine, { y: of(input("h", [4, 3])) }, {});
    program.input("h").set(h);
    program.run();
    return program.output("y").slice();
  };

  test("KL is Σⱼ ρ log(ρ/ρ̂ⱼ) + (1 − ρ) log((1 − ρ)/(1 − ρ̂ⱼ)) of the means over the samples", () => {
    let sum = 0;
    for (let j = 0; j < 3; j++) {
      const mean = (h[j] + h[3 + j] + h[6 + j] + h[9 + j]) / 4;
      sum += 0.1 * Math.log(0.1 / mean) + 0.9 * Math.log(0.9 / (1 - mean));
    }
    // Means are drawn away from 0 and 1 by 1e-6.
    expect(found((one) => activityDivergence(one, 0.1))[0]).toBeCloseTo(sum, 5);
  });

  test("KL vanishes at the target", () => {
    const { program } = openNet(scalarMachine, { y: activityDivergence(input("h", [2, 2]), 0.2) }, {});
    program.input("h").set([0.1, 0.2, 0.3, 0.2]);
    program.run();
    expect(program.output("y")[0]).toBeCloseTo(0, 6);
  });

  test("L1 is the sum of the sizes of each sample", () =>
    expect([...found(activitySize)]).toEqual(
      [0, 1, 2, 3].map((n) => expect.closeTo(h[3 * n] + h[3 * n + 1] + h[3 * n + 2], 6)),
    ));

  const row = { columns: 6 };
  const common = { hidden: [5], learningRate: 0.1 } as const;
  test.each<[string, Partial<SparseParams>]>([
    ["KL", { penalty: "kl", target: 0.1, strength: 3 }],
    ["KL, two layers", { penalty: "kl", target: 0.1, strength: 3, hidden: [5, 4] }],
    ["KL, cross-entropy", { penalty: "kl", target: 0.3, strength: 2, loss: "cross-entropy" }],
    ["L1", { penalty: "l1", strength: 2, activation: "tanh" }],
    ["contraction", { penalty: "none", contraction: 4 }],
    ["contraction and KL", { penalty: "kl", target: 0.1, strength: 3, contraction: 4 }],
  ])("the slope of the loss is that of finite differences: %s", (_, change) => {
    const model = sparseModel(paramsOf({ ...common, ...change }), row);
    const found = slopesOf(model, uniform(24), 4);
    expect(Math.max(...found.map(({ slope }) => Math.abs(slope)))).toBeGreaterThan(0.01);
    for (const { slope, difference } of found) expect(Math.abs(slope - difference)).toBeLessThan(1e-8);
  });

  test("they count against the error of a whole sample: the loss grows by their weight over the number of values", () => {
    const lossOf = (change: Partial<SparseParams>) => {
      const { layout, lossAt } = inDoubles(sparseModel(paramsOf({ ...common, ...change }), row), uniform(24), 4);
      return lossAt(Float64Array.from({ length: layout.count }, (_, i) => Math.sin(i)));
    };
    const without = lossOf({ penalty: "none" });
    const one = lossOf({ penalty: "l1", strength: 1 }) - without;
    expect(lossOf({ penalty: "l1", strength: 5 }) - without).toBeCloseTo(5 * one, 6);
    // Five sigmoids of six numbers: their mean size is between 0 and 1.
    expect((6 * one) / 5).toBeGreaterThan(0);
    expect((6 * one) / 5).toBeLessThan(1);
  });

  test("KL looks at all samples of the minibatch, which then stays in one piece; the others do not", () => {
    const mixes = (change: Partial<SparseParams>) =>
      mixesSamples(sparseModel(paramsOf({ ...common, ...change }), row).build(4, true));
    expect(mixes({ penalty: "kl", target: 0.1, strength: 1 })).toBe(true);
    expect(mixes({ penalty: "l1", strength: 1, contraction: 1 })).toBe(false);
    const data = generated("digits", { count: 200 });
    const gang = (penalty: "kl" | "l1") =>
      sparseAutoencoder.plan(paramsOf({ penalty, target: 0.1, strength: 1 }) as never, data, [1, 2])[0].gang;
    expect([gang("kl"), gang("l1")]).toEqual([undefined, 4]);
  });
});

test("the contraction is the squared norm of the Jacobian, by finite differences of the code", () => {
  const [inputs, units, rows] = [5, 4, 3];
  const weights = uniform(inputs * units, 2).map((w) => 3 * w - 1.5);
  const bias = uniform(units, 3);
  const x = uniform(rows * inputs, 4);
  const codeOf = (at: ArrayLike<number>) =>
    Array.from({ length: units }, (_, j) => {
      let a = bias[j];
      for (let i = 0; i < inputs; i++) a += at[i] * weights[i * units + j];
      return 1 / (1 + Math.exp(-a));
    });
  const step = 1e-5;
  const expected = Array.from({ length: rows }, (_, n) => {
    const own = Array.from(x.subarray(n * inputs, (n + 1) * inputs));
    let square = 0;
    for (let i = 0; i < inputs; i++) {
      const moved = (by: number) => codeOf(own.map((v, k) => (k === i ? v + by : v)));
      const [up, down] = [moved(step), moved(-step)];
      for (let j = 0; j < units; j++) square += ((up[j] - down[j]) / (2 * step)) ** 2;
    }
    return square;
  });
  const codes = Array.from({ length: rows }, (_, n) => codeOf(x.subarray(n * inputs, (n + 1) * inputs))).flat();
  const { program } = openNet(
    scalarMachine,
    { y: contraction(input("h", [rows, units]), input("w", [inputs, units])) },
    {},
  );
  program.input("h").set(codes);
  program.input("w").set(weights);
  program.run();
  // Float32 sums of some twenty products.
  for (const [n, value] of expected.entries()) expect(program.output("y")[n] / value).toBeCloseTo(1, 5);
});

describe("edges", () => {
  const preset = sparseAutoencoder.presets[0];
  const { data: ref, params: change } = preset;
  const data = generated("dead-leaves", (ref as unknown as { readonly params: Params }).params);
  const { fold, metrics } = runLab(sparseAutoencoder, data, change);
  const activity = fold.output("activity") as Record<string, { values: Float64Array; shape: readonly number[] }>;
  const params = paramsOf(change as Partial<SparseParams>);
  const samples = samplesOf(data, params);
  const codes = (rows: Uint32Array) => {
    const { outputs } = sparseModel(params, data).build(rows.length, false);
    const { program } = openNet(scalarMachine, { code: outputs.code }, fold.output("train") ?? {});
    program.input("x").set(rowsAsFloats(samples, rows));
    program.run();
    return program.output("code").slice();
  };
  const trained = codes(samples.train);
  const units = 64;
  const column = (values: Float32Array, j: number) =>
    Array.from({ length: values.length / units }, (_, n) => values[n * units + j]);
  const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;

  test("over the training data each live unit is active within 0.02 of the target, and dead ones are counted", () => {
    const deviations = Array.from({ length: units }, (_, j) => {
      const own = column(trained, j);
      const m = mean(own);
      return Math.sqrt(mean(own.map((v) => (v - m) ** 2)));
    });
    const live = deviations.map((one) => one > 0.01 * Math.max(...deviations));
    expect(metrics.deadUnits).toBe(live.filter((one) => !one).length);
    expect(live.filter((one) => one).length).toBeGreaterThan(50);
    let gap = 0;
    for (const [j, isLive] of live.entries()) {
      const m = mean(column(trained, j));
      expect(activity.training.values[j]).toBeCloseTo(m, 5);
      if (isLive) gap = Math.max(gap, Math.abs(m - 0.05));
    }
    expect(gap).toBeLessThan(0.02);
    expect(metrics.activityGap).toBeCloseTo(gap, 5);
    expect(metrics.meanActivity).toBeCloseTo(mean([...trained]), 5);
  });

  test("held-out activities, bins and the most exciting samples are those of the codes", () => {
    const held = codes(samples.test);
    for (const j of [0, 17, 63]) {
      expect(activity.heldOut.values[j]).toBeCloseTo(mean(column(held, j)), 5);
      const own = column(trained, j);
      const bins = new Array(BINS).fill(0);
      for (const v of own) bins[Math.min(BINS - 1, Math.floor(v * BINS))]++;
      // A value on the edge of a bin may fall on either side by the last bit.
      const counted = [...activity.bins.values.subarray(j * BINS, (j + 1) * BINS)];
      expect(counted.reduce((sum, v) => sum + v, 0)).toBe(own.length);
      expect(counted.reduce((sum, v, b) => sum + Math.abs(v - bins[b]), 0)).toBeLessThanOrEqual(4);
      const best = own
        .map((v, n) => [v, samples.train[n]] as const)
        .sort(([a], [b]) => b - a)
        .slice(0, EXCITING);
      const kept = [...activity.rows.values.subarray(j * EXCITING, (j + 1) * EXCITING)];
      expect(kept[0]).toBe(best[0][1]);
      expect(new Set(kept)).toEqual(new Set(best.map(([, row]) => row)));
    }
  });
});

test("where no unit is alive, none misses the target by anything", () => {
  const rows = { rows: 20, columns: 2, values: new Float64Array(40).fill(3) };
  const { metrics } = runLab(sparseAutoencoder, rows, { hidden: [4], epochs: 1 });
  expect(metrics.deadUnits).toBe(4);
  expect(metrics).not.toHaveProperty("activityGap");
});

test("a unit that no sample moves is dead, and one alone that is moved is not", () => {
  expect([...deadUnits(Float64Array.of(0.2, 0.0019, 0, 0.0021))]).toEqual([0, 1, 1, 0]);
  expect([...deadUnits(Float64Array.of(0, 0))]).toEqual([1, 1]);
});

test("parts of a picture: contributions sum to what the unit sums, and the loudest weigh most", () => {
  const weights = { shape: [3, 2], values: Float32Array.of(1, 2, 3, 4, 5, 6) };
  const rows = { shape: [1, 3], values: Float32Array.of(1, -1, 2) };
  expect([...contributions(rows, weights, 1).values]).toEqual([2, -4, 12]);
  // Activities 1, −2, 3 times norms 5, 1, 1.
  const decoder = { shape: [3, 2], values: Float32Array.of(3, 4, 1, 0, 0, -1) };
  expect(loudest([1, -2, 3], decoder, 2)).toEqual([0, 2]);
});

test.each<[Partial<SparseParams>, RegExp]>([
  [{ penalty: "kl", activation: "relu" }, /activation under the KL penalty: relu \(must be sigmoid/],
  [{ penalty: "none", activation: "tanh", contraction: 1 }, /contraction: 1 of 1 tanh layers \(must be 0/],
  [{ penalty: "none", hidden: [8, 4], contraction: 1 }, /contraction: 1 of 2 sigmoid layers/],
])("refuses %o, with the cure", (change, message) => {
  const data = generated("digits", { count: 50 });
  expect(() => sparseAutoencoder.check?.(paramsOf(change) as never, data)).toThrow(message);
});

test("training goes on from weights that the lab exported, and refuses those of other data", async () => {
  const data = generated("digits", { count: 200 });
  const change = { penalty: "l1", strength: 0.1, hidden: [16], epochs: 30 } as const;
  const { fold, metrics } = runLab(sparseAutoencoder, data, change);
  const given = { ...data, weights: sparseAutoencoder.weights?.(fold) ?? {} };
  await sparseAutoencoder.prepare?.(given);
  const first = (table: typeof given | typeof data) =>
    runLab(sparseAutoencoder, table, { ...change, epochs: 1 }).metrics.testMse;
  expect(first(given)).toBeLessThan(1.2 * metrics.testMse);
  expect(first(data)).toBeGreaterThan(1.5 * metrics.testMse);
  const leaves = { ...generated("dead-leaves", { count: 40, side: 16 }), weights: given.weights };
  expect(() => sparseAutoencoder.check?.(paramsOf(change) as never, leaves)).toThrow(
    /weights: from a net that takes 784 inputs/,
  );
});
