/** The whole lab against models whose evidence is known: any linear net's, and probabilistic PCA's. */
import { describe, expect, test } from "vitest";
import { resolveData } from "../../../../shared/data/resolve.ts";
import { split } from "../../../../shared/data/split.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { defaults } from "../../../../shared/experiment/schema.ts";
import { scalingOf } from "../../../../shared/labs/autoencoders/samples.ts";
import { taskParams, type VaeParams } from "../../../../shared/labs/autoencoders/vae/fields.ts";
import { vae } from "../../../../shared/labs/autoencoders/vae/lab.ts";
import { spreadOf } from "../../../../shared/labs/autoencoders/vae/spread.ts";
import type { Fold } from "../../../../shared/labs/fold.ts";
import type { Task } from "../../../../shared/labs/lab.ts";
import { parseQuantNet, sample, scalarEngine } from "../../../../shared/quant/index.ts";
import { foldIn, normal } from "../../../../shared/random/index.ts";
import { openNow } from "../../../open-now.ts";
import { logDensity, modelCovariance } from "../../../oracles/gaussian.ts";
import { runLab } from "../../../run.ts";
import { fresh } from "../../../wasm.ts";

await vae.ready?.();

const nothing = () => Promise.reject(new Error("presets have no files"));
const preset = vae.presets.find(({ id }) => id === "linear");
const planted = (await resolveData(preset?.data ?? null, nothing)) as Table;
const output = (fold: Fold, task: string, name: string) => fold.output(task)?.[name].values as ArrayLike<number>;

/** log p(x) per held-out row, in the table's own numbers, of the linear net that a run has trained: a normal, by its dense covariance. */
function evidenceOf(fold: Fold, table: Table, params: VaeParams): number {
  const own = taskParams(params);
  const weights = fold.output("train") ?? {};
  const { columns } = table;
  const { latent } = params;
  const decoder = weights["layer1.weights"].values;
  const sigma2 = Math.exp(Number(weights["layer1.logVariance"].values[0]));
  const loadings = Float64Array.from({ length: columns * latent }, (_, at) =>
    Number(decoder[(at % latent) * columns + Math.floor(at / latent)]),
  );
  const covariance = modelCovariance(loadings, () => sigma2, columns);
  const { train, test: held } = split(table, params.testFraction);
  const { means, scale } = scalingOf(table, train);
  const mean = Float64Array.from(weights["layer1.bias"].values, Number);
  const all = Array.from(held, (row) => {
    const x = Float64Array.from({ length: columns }, (_, c) => (table.values[row * columns + c] - means[c]) * scale);
    return logDensity(x, mean, covariance);
  });
  return all.reduce((sum, value) => sum + value, 0) / all.length - columns * Math.log(spreadOf(own, table));
}

describe("a linear net with a normal likelihood", () => {
  const params = { ...defaults(vae.params), ...preset?.params } as unknown as VaeParams;
  const { fold, metrics } = runLab(vae, planted, preset?.params ?? {}, { key: [5, 6] });
  const bounds = output(fold, "bounds", "bounds");
  const errors = output(fold, "bounds", "errors");

  test("reaches the log-likelihood of probabilistic PCA, which its bound does by 1 %", () => {
    expect(Math.abs(metrics.iwae / metrics.ppcaLogLikelihood - 1)).toBeLessThan(0.01);
    expect(Math.abs(metrics.elbo / metrics.ppcaLogLikelihood - 1)).toBeLessThan(0.01);
    expect(metrics.activeUnits).toBe(3);
  });

  test("has a bound that rises with the samples, to its own evidence", () => {
    expect(Array.from(output(fold, "bounds", "sizes"))).toEqual([1, 2, 4, 8, 16, 32, 64]);
    for (let i = 1; i < bounds.length; i++) expect(bounds[i]).toBeGreaterThanOrEqual(bounds[i - 1]);
    const evidence = evidenceOf(fold, planted, params);
    expect(bounds[0]).toBeLessThan(evidence + 4 * errors[0]);
    // What is left at K = 64 is half the variance of the weights over K: far below the error.
    expect(Math.abs(metrics.iwae - evidence)).toBeLessThan(4 * errors[bounds.length - 1] + 1e-3);
    expect(errors[bounds.length - 1]).toBeLessThan(0.01);
  });

  test("has the bounds of its evidence long before it has learnt", () => {
    const early = runLab(vae, planted, { ...preset?.params, epochs: 2, draws: 1024 }, { key: [5, 6] });
    const evidence = evidenceOf(early.fold, planted, params);
    const own = output(early.fold, "bounds", "bounds");
    const wide = output(early.fold, "bounds", "errors");
    expect(evidence - own[0]).toBeGreaterThan(20 * wide[0]);
    expect(own[0]).toBeLessThan(own[5]);
    expect(own[own.length - 1]).toBeLessThan(evidence + 4 * wide[wide.length - 1]);
    expect(evidence - own[own.length - 1]).toBeLessThan(0.1 * (evidence - own[0]));
  });

  test("has the KL of Monte Carlo, within its error", () => {
    const [exact] = Array.from(output(fold, "bounds", "kl"));
    const [drawn] = Array.from(output(fold, "bounds", "klMonteCarlo"));
    const [error] = Array.from(output(fold, "bounds", "klError"));
    expect(error).toBeLessThan(0.05);
    expect(Math.abs(exact - drawn)).toBeLessThan(4 * error);
    expect(metrics.elbo).toBe(metrics.reconstruction - metrics.kl);
    // The bound of one sample, whose KL is drawn too.
    expect(Math.abs(bounds[0] - metrics.elbo)).toBeLessThan(4 * (error + errors[0]));
    const parts = Array.from(output(fold, "bounds", "divergences"));
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(exact, 12);
  });
});

/** Pictures of 6 × 6 pixels: a bright bar somewhere, a little noise. */
const bars: Table = (() => {
  const [rows, side] = [160, 6];
  const values = new Uint8Array(rows * side * side);
  const labels = Int32Array.from({ length: rows }, (_, n) => n % side);
  for (let at = 0; at < values.length; at++) {
    const n = Math.floor(at / (side * side));
    const noise = 20 * Math.abs(normal(foldIn([1, 2], at), 0));
    values[at] = Math.min(255, noise + (at % side === labels[n] ? 200 : 0));
  }
  return { rows, columns: side * side, values, labels, image: { width: side, height: side, channels: 1 } };
})();
const small = { hidden: [16], latent: 2, epochs: 30, draws: 8, batch: 16, learningRate: 0.01 };

describe("a net of pictures", () => {
  const { fold, metrics } = runLab(vae, bars, small, { key: [5, 6] });
  const [train] = vae.plan({ ...defaults(vae.params), ...small } as never, bars, [5, 6]);
  const own = taskParams({ ...defaults(vae.params), ...small } as unknown as VaeParams);
  const ask = (
    kind: string,
    given: Record<string, unknown>,
    params: object = { ...own, columns: 36, ...bars.image },
  ) => {
    const task = { id: kind, kind, key: [0, 0], steps: 1, params } as unknown as Task;
    const process = openNow(vae, task, { device: "wasm", wasm: fresh, data: null, inputs: { given: given as never } });
    process.advance(1);
    return process.output().rows;
  };
  const file = fold.output("quantise")?.file.values as Uint8Array;

  test("learns more than the mean of the pixels", () => {
    expect(train.id).toBe("train");
    const short = runLab(vae, bars, { ...small, epochs: 1 }, { key: [5, 6] });
    expect(metrics.elbo).toBeGreaterThan(short.metrics.elbo + 1);
    expect(metrics.testMse).toBeLessThan(0.5 * short.metrics.testMse);
    expect(metrics.quantizedTestMse).toBeLessThan(metrics.testMse + 0.01);
  });

  test("encodes a row as the mean of its posterior, and decodes it as it reconstructs", () => {
    const { test: held } = split(bars, 0.1);
    const values = Float32Array.from({ length: 36 * held.length }, (_, at) => {
      const pixel = 36 * held[Math.floor(at / 36)] + (at % 36);
      return bars.values[pixel] / 255;
    });
    const rows = { shape: [held.length, 36], values };
    const net = vae.weights?.(fold) ?? {};
    const codes = ask("encode", { ...net, rows });
    const kept = output(fold, "codes", "codes");
    for (const [at, value] of codes.values.entries()) expect(value).toBeCloseTo(kept[at], 5);
    const back = ask("decode", { ...net, rows: codes });
    for (const [at, value] of ask("reconstruct", { ...net, rows }).values.entries())
      expect(value).toBeCloseTo(Number(back.values[at]), 5);
  });

  test("has, in int8, the prior's samples: those that the page asks for are those of the seed at the edge", () => {
    const net = parseQuantNet(file);
    expect(Array.from(net.codes.mean)).toEqual([0, 0]);
    expect(net.codes.factor[0]).toBeCloseTo(1, 5);
    expect(net.codes.factor[2]).toBe(0);
    const { pictures } = sample(net, scalarEngine, 7, 5);
    const asked = ask("sample", { file: { shape: [file.length], values: file } }, { seed: 7, count: 5 });
    const { low, high } = net.output;
    expect(asked.shape).toEqual([5, 36]);
    const expected = Float32Array.from(pictures.values, (byte) => low + (byte * (high - low)) / 255);
    expect(Array.from(asked.values)).toEqual(Array.from(expected));
  });
});

test("normal likelihoods of pixels: the deviation is learnt, or is the one that is given", () => {
  const learnt = runLab(vae, bars, { ...small, likelihood: "normal", epochs: 60 }, { key: [5, 6] });
  const fixed = runLab(vae, bars, { ...small, likelihood: "normal-fixed", deviation: 1 }, { key: [5, 6] });
  const logVariance = Number(learnt.fold.output("train")?.["layer3.logVariance"].values[0]);
  expect(logVariance).not.toBe(-3);
  expect(fixed.fold.output("train")?.["layer3.logVariance"]).toBeUndefined();
  // −½ log 2π for each pixel at least.
  expect(fixed.metrics.reconstruction).toBeLessThan(-18 * Math.log(2 * Math.PI));
  expect(learnt.metrics.elbo).toBeGreaterThan(fixed.metrics.elbo + 20);
  expect(learnt.metrics.ppcaLogLikelihood).toBeDefined();
});

test("goes on from weights that it wrote, and refuses those of another net", async () => {
  const first = runLab(vae, bars, small, { key: [5, 6] });
  const weights = vae.weights?.(first.fold) ?? {};
  const table = { ...bars, weights };
  await vae.prepare?.(table);
  const again = runLab(vae, table, { ...small, epochs: 1, learningRate: 0.00001 }, { key: [5, 6] });
  // The same held-out rows, other draws of their codes.
  expect(Math.abs(again.metrics.elbo - first.metrics.elbo)).toBeLessThan(1);
  expect(again.metrics.testMse).toBeCloseTo(first.metrics.testMse, 4);
  expect(() => runLab(vae, table, { ...small, latent: 3 })).toThrow(/layer1.weights/);
});

test("β draws codes towards the prior", () => {
  const dear = runLab(vae, bars, { ...small, beta: 20 }, { key: [5, 6] });
  const cheap = runLab(vae, bars, { ...small, beta: 0.1 }, { key: [5, 6] });
  expect(dear.metrics.kl).toBeLessThan(0.5 * cheap.metrics.kl);
});

test("refuses values that are no probabilities, and rows without a density", () => {
  const check = (change: object, data: Table) => () =>
    vae.check?.({ ...defaults(vae.params), ...change } as never, data);
  expect(check({}, planted)).toThrow(/under Bernoulli: choose a normal likelihood/);
  const flat = { rows: 20, columns: 3, values: new Float32Array(60).fill(2) };
  expect(check({ likelihood: "normal" }, flat)).toThrow("columns: 3, all constant in the training rows");
  expect(check({ architecture: "convolutional", likelihood: "normal" }, planted)).toThrow(/must be pictures/);
});

test.each(["train", "bounds", "codes"])("%s does not depend on how it is cut, nor on being resumed elsewhere", (id) => {
  const change = { ...small, epochs: 2 };
  const whole = runLab(vae, bars, change, { key: [5, 6] });
  const cut = runLab(vae, bars, change, {
    key: [5, 6],
    cut: { slices: [3, 1, 4], reopen: (slice) => slice % 2 === 1 },
  });
  for (const [name, { values }] of Object.entries(whole.fold.output(id) ?? {}))
    expect(Array.from(cut.fold.output(id)?.[name].values ?? [])).toEqual(Array.from(values));
});
