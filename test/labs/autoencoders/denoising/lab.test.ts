/** Noise by its definition, the slopes of the loss by finite differences, PSNR by its formula, and the learnt field against the true score. */
import { describe, expect, test } from "vitest";
import { array } from "../../../../shared/arrays.ts";
import { RING } from "../../../../shared/data/generators/points.ts";
import { split } from "../../../../shared/data/split.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { defaults } from "../../../../shared/experiment/schema.ts";
import { corrupted } from "../../../../shared/labs/autoencoders/denoising/corrupt.ts";
import { noisedDensity } from "../../../../shared/labs/autoencoders/denoising/data.ts";
import {
  type DenoisingParams,
  denoisingFields,
  type NoiseParams,
} from "../../../../shared/labs/autoencoders/denoising/fields.ts";
import { denoising } from "../../../../shared/labs/autoencoders/denoising/lab.ts";
import { denoisingModel } from "../../../../shared/labs/autoencoders/denoising/net.ts";
import { cleaningQuestion } from "../../../../shared/labs/autoencoders/denoising/questions.ts";
import { netQuestion } from "../../../../shared/labs/autoencoders/questions.ts";
import { samplesOf } from "../../../../shared/labs/autoencoders/samples.ts";
import { knownParams } from "../../../../shared/labs/recording.ts";
import { input } from "../../../../shared/nets/leaves.ts";
import { openNet } from "../../../../shared/nets/net.ts";
import { scalarMachine } from "../../../../shared/nets/scalar.ts";
import { fillUniform32, foldIn, keyOfSeed } from "../../../../shared/random/index.ts";
import type { Key } from "../../../../shared/random/key.ts";
import { scoresOf, weightedCosine } from "../../../../shared/stats/noised-density.ts";
import { slopesOf } from "../../../oracles/slopes.ts";
import { askLab, generated, runLab } from "../../../run.ts";

await denoising.ready?.();

const paramsOf = (change: Partial<DenoisingParams>) => ({ ...defaults(denoisingFields), ...change }) as DenoisingParams;

function spoiledBy(noise: NoiseParams, x: Float32Array, key: Key = [3, 4]): Float32Array {
  const rows = x.length / 10;
  const { program } = openNet(scalarMachine, { y: corrupted(noise, input("x", [rows, 10])) }, {});
  program.input("x").set(x);
  program.run(0, key);
  return program.output("y").slice();
}
const greys = new Float32Array(20_000);
fillUniform32([1, 1], 0, greys);

describe("noise", () => {
  const rate = 0.3;
  // Four standard deviations of a share of 20,000.
  const near = (share: number, expected: number) =>
    expect(Math.abs(share - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / greys.length));
  const share = (holds: (i: number) => boolean) => greys.reduce((sum, _, i) => sum + (holds(i) ? 1 : 0), 0) / 20_000;

  test("masking sets that share of the values to 0 and leaves the others as they are", () => {
    const y = spoiledBy({ noise: "masking", rate, sigma: undefined }, greys);
    near(
      share((i) => y[i] === 0),
      rate,
    );
    expect(greys.every((x, i) => y[i] === 0 || y[i] === x)).toBe(true);
  });

  test("salt and pepper are white and black, half and half, and the others stay as they are", () => {
    const y = spoiledBy({ noise: "salt-and-pepper", rate, sigma: undefined }, greys);
    near(
      share((i) => y[i] === 0),
      rate / 2,
    );
    near(
      share((i) => y[i] === 1),
      rate / 2,
    );
    expect(greys.every((x, i) => y[i] === 0 || y[i] === 1 || y[i] === x)).toBe(true);
  });

  test("Gaussian noise has mean 0 and deviation σ, and no part in what it is added to", () => {
    const y = spoiledBy({ noise: "gaussian", sigma: 0.5, rate: undefined }, greys);
    const noise = y.map((v, i) => v - greys[i]);
    const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, v) => sum + v, 0) / values.length;
    // Four standard errors: σ/√n, σ²√(2/n), and σ·sd(x)/√n.
    expect(Math.abs(mean(noise))).toBeLessThan((4 * 0.5) / Math.sqrt(20_000));
    expect(Math.abs(mean(noise.map((v) => v * v)) - 0.25)).toBeLessThan(4 * 0.25 * Math.sqrt(2 / 20_000));
    expect(Math.abs(mean(noise.map((v, i) => v * (greys[i] - 0.5))))).toBeLessThan(
      (4 * 0.5 * 0.289) / Math.sqrt(20_000),
    );
  });

  test("each step spoils in another way, one step always in the same", () => {
    const one = { noise: "gaussian", sigma: 0.5, rate: undefined } as const;
    expect(spoiledBy(one, greys, [3, 4])).toEqual(spoiledBy(one, greys, [3, 4]));
    expect(spoiledBy(one, greys, [3, 5])).not.toEqual(spoiledBy(one, greys, [3, 4]));
  });
});

test.each(["gaussian", "masking", "salt-and-pepper"] as const)(
  "the slope of the loss is that of finite differences: %s",
  (noise) => {
    const x = greys.slice(0, 18);
    for (const loss of ["mse", "cross-entropy"] as const) {
      const params = paramsOf({ noise, sigma: 0.5, rate: 0.4, hidden: [5, 7], activation: "tanh", loss });
      const found = slopesOf(denoisingModel(params, { columns: 6 }), x, 3, [5, 6]);
      expect(Math.max(...found.map(({ slope }) => Math.abs(slope)))).toBeGreaterThan(0.01);
      for (const { slope, difference } of found) expect(Math.abs(slope - difference)).toBeLessThan(1e-8);
    }
  },
);

describe("the true score", () => {
  const gaussians = { centres: Float64Array.of(-1, 0, 0.5, 0.7, 0.2, -0.9), variance: 0.2 };
  const logDensity = (x: number, y: number) => {
    let p = 0;
    for (let j = 0; j < 3; j++) {
      const [cx, cy] = gaussians.centres.subarray(2 * j, 2 * j + 2);
      p += Math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / 0.4) / (3 * 2 * Math.PI * 0.2);
    }
    return Math.log(p);
  };

  test("is the slope of the logarithm of the density of the mixture", () => {
    const points = Float64Array.of(0, 0, -1.3, 0.4, 2, 2, 0.4, -0.6);
    const { density, score } = scoresOf(gaussians, points);
    const h = 1e-5;
    for (let n = 0; n < 4; n++) {
      const [x, y] = points.subarray(2 * n, 2 * n + 2);
      expect(Math.log(density[n])).toBeCloseTo(logDensity(x, y), 12);
      expect(score[2 * n]).toBeCloseTo((logDensity(x + h, y) - logDensity(x - h, y)) / (2 * h), 7);
      expect(score[2 * n + 1]).toBeCloseTo((logDensity(x, y + h) - logDensity(x, y - h)) / (2 * h), 7);
    }
  });

  test("far from all centres it still points to the nearest, where the density is too small for a number", () => {
    const { density, score } = scoresOf(gaussians, [100, 0]);
    expect(density[0]).toBe(0);
    expect(score[0]).toBeCloseTo((0.5 - 100) / 0.2, 6);
  });

  test("of the ring is that of the centres and the variance that its generator says, on the net's scale", () => {
    const data = generated("points", { shape: "gaussians", classes: 6, count: 3000, noise: 0.1 });
    const params = paramsOf({ sigma: 0.4 });
    const { centres, variance } = noisedDensity(params, data);
    const { values, train } = samplesOf(data, params);
    // The mean of each class of the training rows, of 450 or so; five standard errors.
    const deviation = Math.sqrt(variance - 0.16);
    for (let c = 0; c < 6; c++) {
      const own = [...train].filter((row) => data.labels?.[row] === c);
      for (let axis = 0; axis < 2; axis++) {
        const mean = own.reduce((sum, row) => sum + values[2 * row + axis], 0) / own.length;
        expect(Math.abs(mean - centres[2 * c + axis])).toBeLessThan((5 * deviation) / Math.sqrt(own.length));
      }
    }
    const radius = Math.hypot(centres[0] - centres[6], centres[1] - centres[7]) / 2;
    expect(deviation / radius).toBeCloseTo(Math.sqrt(RING.deviation ** 2 + 0.01) / RING.radius, 9);
  });

  test("cosines are weighted means", () => {
    expect(weightedCosine([1, 0, 0, 2], [3, 0, 0, -1], [3, 1])).toBeCloseTo(0.5, 12);
    expect(weightedCosine([1, 1], [1, 0], [2])).toBeCloseTo(Math.SQRT1_2, 12);
  });
});

test("what is learnt of a ring of Gaussians points along the true score: cosine at least 0.9, weighted by the density", () => {
  const preset = denoising.presets.find(({ id }) => id === "ring");
  const data = generated("points", { shape: "gaussians", classes: 7, count: 3000, noise: 0 });
  const { fold, metrics } = runLab(denoising, data, { ...preset?.params });
  expect(metrics.scoreCosine).toBeGreaterThan(0.9);
  // Once more from the outputs, by the textbook.
  const [{ points, density, score }, { field }] = [
    fold.output("score") as never,
    fold.output("field") as never,
  ] as Record<string, { values: Float64Array }>[];
  let [sum, total, squares, errors] = [0, 0, 0, 0];
  for (const [n, p] of density.values.entries()) {
    const [fx, fy] = field.values.subarray(2 * n, 2 * n + 2);
    const [sx, sy] = score.values.subarray(2 * n, 2 * n + 2);
    sum += (p * (fx * sx + fy * sy)) / Math.hypot(fx, fy) / Math.hypot(sx, sy);
    total += p;
    squares += p * 0.16 ** 2 * (sx * sx + sy * sy);
    errors += p * ((fx - 0.16 * sx) ** 2 + (fy - 0.16 * sy) ** 2);
  }
  expect(metrics.scoreCosine).toBeCloseTo(sum / total, 6);
  // Not only the direction: (r(x) − x)/σ² is within a third of the score, in the mean weighted by the density.
  expect(Math.sqrt(errors / squares)).toBeLessThan(1 / 3);
  // The grid holds nearly all of the density.
  const cell = (points.values[2] - points.values[0]) ** 2;
  expect(total * cell).toBeGreaterThan(0.97);
  expect(total * cell).toBeLessThan(1.001);
});

describe("on pictures", () => {
  const data: Table = generated("digits", { count: 200, classes: 2, variation: 1 });
  const change = { noise: "masking", rate: 0.5, hidden: [16], epochs: 3 } as const;
  const { fold, metrics } = runLab(denoising, data, change);
  const net = fold.output("train") ?? {};
  const params = paramsOf({ ...change, sigma: undefined });
  const { test: held } = split({ rows: 200 }, 0.1);
  const rows = array(
    Float32Array.from(
      [...held].flatMap((row) => [...data.values.subarray(784 * row, 784 * row + 784)].map((v) => v / 255)),
    ),
    [held.length, 784],
  );
  const error = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Array.from(a).reduce((sum, v, i) => sum + (v - b[i]) ** 2, 0) / a.length;
  const asked = (question: ReturnType<typeof cleaningQuestion>) =>
    askLab(denoising, data, { ...question.task, params: knownParams(question.task.params) }, question.given);

  test("PSNR is 10 log₁₀ of one over the squared error of held-out rows, before and after", () => {
    // The very draws of the task, number 1 of the plan.
    const { outputs } = denoisingModel(params, data).build(held.length, false);
    const { program } = openNet(scalarMachine, outputs, net);
    program.input("x").set(rows.values);
    program.run(0, foldIn(keyOfSeed(1), 1));
    // Errors of samples are summed in float32.
    for (const [output, metric] of [
      ["spoiled", "psnrIn"],
      ["reconstruction", "psnrOut"],
    ] as const)
      expect(metrics[metric]).toBeCloseTo(10 * Math.log10(1 / error(program.output(output), rows.values)), 5);
    expect(metrics.psnrOut).toBeCloseTo(10 * Math.log10(1 / metrics.testMse), 10);
  });

  test("spoiled rows are cleaned as the net reconstructs them", () => {
    const { spoiled, rows: cleaned } = asked(cleaningQuestion("clean", params, data, net, rows));
    expect(asked(netQuestion("reconstruct", params, data, net, spoiled)).rows).toEqual(cleaned);
  });

  test("a walk goes from row to row by the net alone, a share of the way, or by the net after noise", () => {
    const { path } = asked(cleaningQuestion("walk", params, data, net, rows, { steps: 2, share: 0.5 }));
    const size = rows.values.length;
    expect(path.shape).toEqual([3, held.length, 784]);
    expect(path.values.slice(0, size)).toEqual(rows.values);
    const once = asked(netQuestion("reconstruct", params, data, net, rows)).rows.values;
    for (let i = 0; i < size; i++)
      expect(path.values[size + i]).toBe(Math.fround(rows.values[i] + 0.5 * (once[i] - rows.values[i])));
    const noisy = asked(cleaningQuestion("walk", params, data, net, rows, { steps: 1, share: 1, again: true })).path;
    expect(noisy.values.slice(size)).not.toEqual(once);
  });
});

test("salt and pepper are refused for columns on another scale, with the cure", () => {
  const data = generated("points", { shape: "moons" });
  const check = (change: Partial<DenoisingParams>) => () => denoising.check?.(paramsOf(change) as never, data);
  expect(check({ noise: "salt-and-pepper", rate: 0.3 })).toThrow(
    /noise: salt and pepper in rows of 2 numbers .*choose Gaussian/,
  );
  expect(check({ noise: "masking", rate: 0.3 })).not.toThrow();
});

describe("pictures and tables on a scale of their own", () => {
  const values = Float64Array.from({ length: 40 * 4 }, (_, i) => ((i * 7) % 11) - 5);
  const pictures: Table = { rows: 40, columns: 4, values, image: { width: 2, height: 2, channels: 1 } };
  const check = (change: Partial<DenoisingParams>, table: Table) => () =>
    denoising.check?.(paramsOf(change) as never, table);

  test("their peak is the distance from the least training value to the largest", () => {
    const { metrics, fold } = runLab(denoising, pictures, { hidden: [4], epochs: 1 });
    const [mseIn, mse] = ["mseIn", "mse"].map((name) => fold.output("cleaned")?.[name].values[0] ?? 0);
    expect(metrics.psnrIn).toBeCloseTo(10 * Math.log10(10 ** 2 / mseIn), 10);
    expect(metrics.psnrOut).toBeCloseTo(10 * Math.log10(10 ** 2 / mse), 10);
  });

  test("neither salt nor pepper is among their values", () => {
    expect(check({ noise: "salt-and-pepper", rate: 0.3 }, pictures)).toThrow(/salt and pepper in rows of 4 numbers/);
    const grey = { ...pictures, values: values.map((value) => (value + 5) / 10) };
    expect(check({ noise: "salt-and-pepper", rate: 0.3 }, grey)).not.toThrow();
  });

  test("where nothing varies they are refused, as nothing could be told from noise", () => {
    const rows = { rows: 40, columns: 2, values: new Float64Array(80).fill(7) };
    for (const noise of ["gaussian", "masking"] as const)
      expect(check({ noise, rate: 0.3 }, rows)).toThrow(/columns: 2, all constant in the training rows/);
    expect(check({}, { ...pictures, values: new Float64Array(160).fill(7) })).toThrow(/columns: 4, all constant/);
    expect(check({}, { ...pictures, values: new Float64Array(160).fill(1) })).not.toThrow();
  });
});

test("training goes on from weights that the lab exported, and refuses those of other data", async () => {
  const data = generated("points", { shape: "moons", count: 300 });
  const change = { hidden: [8, 8], activation: "tanh", epochs: 40, learningRate: 0.01 } as const;
  const { fold, metrics } = runLab(denoising, data, change);
  const given = { ...data, weights: denoising.weights?.(fold) ?? {} };
  await denoising.prepare?.(given);
  const first = (table: Table) =>
    runLab(denoising, table, { ...change, epochs: 1, learningRate: 0.0001 }).metrics.testMse;
  // After one short epoch it is as good as after forty; without the weights far from it.
  expect(first(given)).toBeLessThan(1.2 * metrics.testMse);
  expect(first(data)).toBeGreaterThan(1.5 * metrics.testMse);
  const digits = { ...generated("digits", { count: 50 }), weights: given.weights };
  expect(() => denoising.check?.(paramsOf(change) as never, digits)).toThrow(/weights: from a net that takes 2 inputs/);
});
