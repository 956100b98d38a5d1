import { expect, test } from "vitest";
import { type Arrays, array } from "../../../../shared/arrays.ts";
import { biasOf, distributionOf, exactPhases } from "../../../../shared/kernels/rbm/bias.ts";
import { told } from "../../../../shared/labs/metrics.ts";
import { rbm } from "../../../../shared/labs/partition/rbm/lab.ts";
import { parametersFrom } from "../../../../shared/labs/partition/rbm/machines.ts";
import { isCounted } from "../../../../shared/labs/partition/rbm/track.ts";
import { askLab } from "../../../run.ts";
import { prepared, runAll } from "./prepared.ts";

const bars = { generator: "bars-and-stripes", params: { side: 3, source: "all" } };

test("what is tracked of a small machine: exact likelihoods that rise, and a bias of CD-1 that grows as it learns", async () => {
  const params = {
    hidden: 5,
    epochs: 1500,
    batch: 16,
    learningRate: 0.1,
    testFraction: 0,
    track: "bias",
    aisChains: 0,
  };
  const { experiment, data } = await prepared(bars, params);
  const fold = runAll(experiment, data, 1);
  const metrics = rbm.measure(fold, experiment, data);
  const likelihoods = told(fold, "train", "logLikelihood");
  expect(likelihoods.length).toBe(60);
  // Uniform over 512 states: −log 512; and no machine beats the entropy of 16 rows, in which two of 14 patterns are twice.
  expect(likelihoods[0]).toBeCloseTo(-Math.log(512), 0);
  expect(likelihoods.at(-1)).toBeGreaterThan(likelihoods[0] + 1);
  expect(likelihoods.at(-1)).toBeLessThan(-(0.75 * Math.log(16) + 0.25 * Math.log(8)));
  const [norms, cosines] = [told(fold, "train", "bias.1"), told(fold, "train", "cosine.1")];
  expect(norms.at(-1)).toBeGreaterThan(3 * norms[0]);
  expect(cosines[2]).toBeGreaterThan(Number(cosines.at(-1)));
  for (const [at, norm] of told(fold, "train", "bias.20").entries())
    expect(norm).toBeLessThanOrEqual(norms[at] + 1e-12);

  const trained = parametersFrom(fold.output("train") as Arrays);
  const pixels = Float64Array.from(data.values, (value) => (value > 0 ? 1 : 0));
  const phases = exactPhases(trained, distributionOf(pixels, 9));
  for (const k of [1, 2, 5, 10, 20]) {
    const { norm, cosine } = biasOf(phases.contrastiveDivergence(k), phases.gradient);
    expect(metrics[`cdBias.${k}`]).toBe(norm);
    expect(metrics[`cdCosine.${k}`]).toBe(cosine);
  }
  expect(phases.logLikelihood).toBeCloseTo(metrics.logLikelihood, 5);
});

test("tracking changes nothing of what is learnt", async () => {
  const params = { hidden: 5, epochs: 60, batch: 7, testFraction: 0, aisChains: 0 };
  const [plain, tracked] = await Promise.all(
    ["energy", "bias"].map(async (track) => {
      const { experiment, data } = await prepared(bars, { ...params, track });
      return runAll(experiment, data, 1).output("train");
    }),
  );
  expect(tracked).toEqual(plain);
});

test("the likelihood on the way of a machine too large to count each time is that of AIS, near the exact one", async () => {
  const digits = { generator: "digits", params: { count: 200 } };
  const params = { hidden: 18, epochs: 1, batch: 50, learningRate: 0.0001, testFraction: 0.5, track: "likelihood" };
  const { experiment, data } = await prepared(digits, { ...params, aisChains: 0 });
  expect(isCounted(784, 18, false)).toBe(false);
  const fold = runAll(experiment, data, 1);
  const metrics = rbm.measure(fold, experiment, data);
  // A machine that has hardly learnt: its first measurement is its last, but for that.
  const [train] = told(fold, "train", "logLikelihood");
  const [test] = told(fold, "train", "heldOutLogLikelihood");
  expect(Math.abs(train - metrics["logLikelihood.training"])).toBeLessThan(0.2);
  expect(Math.abs(test - metrics.logLikelihood)).toBeLessThan(0.2);
});

test("particles go on from where they stand, a sweep per frame", async () => {
  const { experiment, data } = await prepared(bars, { hidden: 4, epochs: 5, batch: 6, testFraction: 0, aisChains: 0 });
  const { weights, visibleBias, hiddenBias, particles } = runAll(experiment, data, 1).output("train") as Arrays;
  const ask = (given: Arrays, way = {}) =>
    askLab(rbm, null, { kind: "move", steps: 6, params: {} }, { weights, visibleBias, hiddenBias, ...given }, way)
      .frames;
  expect(ask({ particles }).shape).toEqual([6, 6, 9]);
  expect(ask({ particles }, { cut: { slices: [2, 1], reopen: () => true } })).toEqual(ask({ particles }));
  // Weights that copy each pixel from a hidden unit of its own hold a picture: the first frame is the particle itself.
  const held = {
    weights: array(
      Float32Array.from({ length: 81 }, (_, at) => (at % 10 === 0 ? 80 : 0)),
      [9, 9],
    ),
    visibleBias: array(new Float32Array(9).fill(-40)),
    hiddenBias: array(new Float32Array(9).fill(-40)),
  };
  expect([...ask({ ...held, particles }).values.subarray(0, 54)]).toEqual([...particles.values]);
});
