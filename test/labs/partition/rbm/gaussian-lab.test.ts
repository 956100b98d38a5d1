import { expect, test } from "vitest";
import type { Arrays } from "../../../../shared/arrays.ts";
import type { Parameters } from "../../../../shared/kernels/rbm/machine.ts";
import { samplesOf } from "../../../../shared/labs/partition/rbm/data.ts";
import { rbm } from "../../../../shared/labs/partition/rbm/lab.ts";
import { parametersFrom } from "../../../../shared/labs/partition/rbm/machines.ts";
import { meanLogDensity, mixture } from "../../../oracles/gaussian-rbm.ts";
import type { Cut } from "../../../run.ts";
import { prepared, runAll } from "./prepared.ts";

const patches = { generator: "dead-leaves", params: { count: 300, side: 8 } };
const params = {
  visibleUnits: "gaussian",
  deviation: 0.8,
  variance: "learnt",
  hidden: 4,
  epochs: 20,
  batch: 50,
  learningRate: 0.01,
  testFraction: 0.5,
  aisChains: 40,
  aisSteps: 300,
};

test("exact log Z and both log-likelihoods of the lab are those of the mixture that the machine is", async () => {
  const { experiment, data } = await prepared(patches, params);
  const fold = runAll(experiment, data, 1);
  const metrics = rbm.measure(fold, experiment, data);
  const trained = parametersFrom(fold.output("train") as Arrays) as Required<Parameters>;
  expect(metrics["logZ.exact"]).toBeCloseTo(mixture(trained).logZ, 8);
  const { pixels, train, test, visible } = samplesOf(data, { testFraction: 0.5, visibleUnits: "gaussian" });
  const rows = (of: Uint32Array) =>
    Array.from(of, (row) => Array.from(pixels.subarray(row * visible, (row + 1) * visible)));
  // Free energies add 64 squares of float32 values.
  expect(metrics.logLikelihood).toBeCloseTo(meanLogDensity(trained, rows(test)), 4);
  expect(metrics["logLikelihood.training"]).toBeCloseTo(meanLogDensity(trained, rows(train)), 4);
  // Separate Gaussians of unit variance have 64 · (½ log 2π + ½) nats on what they were fitted to: learning must beat them.
  expect(metrics["logLikelihood.training"]).toBeGreaterThan(-32 * (Math.log(2 * Math.PI) + 1));
  expect(metrics).not.toHaveProperty("pseudoLikelihood");
});

/** Seeds; AIS_SEEDS=1000 for the long form. */
const seeds = Number(process.env.AIS_SEEDS ?? 40);

test("the interval of a trained machine with Gaussian units holds the exact log Z", { timeout: 600_000 }, async () => {
  const { experiment, data } = await prepared(patches, params);
  const first = runAll(experiment, data, 1);
  const known = Object.fromEntries(
    first.tasks
      .filter(({ kind }) => ["train", "evaluate", "exact"].includes(kind))
      .map(({ id }) => [id, first.output(id) as Arrays]),
  );
  let [held, width] = [0, 0];
  for (let seed = 1; seed <= seeds; seed++) {
    const metrics = rbm.measure(runAll(experiment, data, seed, { known }), experiment, data);
    const [low, exact, high] = [metrics["logZ.aisLow"], metrics["logZ.exact"], metrics["logZ.aisHigh"]];
    if (low <= exact && exact <= high) held++;
    width += (high - low) / seeds;
  }
  // Both limits together miss with probability 0.002 at most.
  expect(held).toBeGreaterThanOrEqual(Math.floor(0.99 * seeds));
  // An interval that says nothing would hold too.
  expect(width).toBeLessThan(2);
  if (process.env.AIS_SEEDS) process.stdout.write(`${held} of ${seeds} hold, mean width ${width.toFixed(3)}\n`);
});

const pieces: Cut = { slices: [1, 4, 2], reopen: () => true };

test.each([
  { method: "fpcd", fastRate: 0.02 },
  { method: "tempering", temperatures: 4 },
])("Gaussian units with $method: pieces on alternating devices give what one piece gives", async (method) => {
  const { experiment, data } = await prepared(patches, { ...params, ...method, epochs: 3, aisChains: 4, aisSteps: 20 });
  const whole = runAll(experiment, data, 1);
  const cut = runAll(experiment, data, 1, { cut: pieces, device: ["scalar", "wasm"] });
  for (const { id } of whole.tasks) expect(cut.output(id), id).toEqual(whole.output(id));
});

test("rows are standardised by the training rows: pictures by one scale, tables column by column", async () => {
  const { data } = await prepared(patches, params);
  const of = (table: typeof data) => samplesOf(table, { testFraction: 0.5, visibleUnits: "gaussian" });
  const moments = ({ pixels, train, visible }: ReturnType<typeof of>, i: number) => {
    const values = Array.from(train, (row) => pixels[row * visible + i]);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    return { mean, variance: values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length };
  };
  const pictures = of(data);
  const all = Array.from({ length: 64 }, (_, i) => moments(pictures, i));
  for (const { mean } of all) expect(Math.abs(mean)).toBeLessThan(1e-5);
  expect(all.reduce((sum, { variance }) => sum + variance / 64, 0)).toBeCloseTo(1, 5);
  expect(Math.max(...all.map(({ variance }) => variance))).toBeGreaterThan(1.02);
  const { image: _, ...table } = data;
  const columns = of(table);
  for (let i = 0; i < 64; i++) expect(moments(columns, i).variance).toBeCloseTo(1, 5);
  const back = (s: ReturnType<typeof of>, at: number) =>
    (s.scale?.means[at % 64] ?? 0) + (s.scale?.deviations[at % 64] ?? 0) * s.pixels[at];
  for (const at of [0, 77, 5000]) expect(255 * back(pictures, at)).toBeCloseTo(data.values[at], 3);
});
