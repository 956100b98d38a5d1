/** The whole lab: what the first preset must reach, its density over the plane, units, bits, what is refused. */
import { describe, expect, test } from "vitest";
import { array } from "../../../../shared/arrays.ts";
import { decodeSafetensors } from "../../../../shared/data/readers/safetensors/safetensors.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { ExperimentError } from "../../../../shared/experiment/errors.ts";
import type { FlowParams } from "../../../../shared/labs/generative/flow/fields.ts";
import { flow } from "../../../../shared/labs/generative/flow/lab.ts";
import { latentGrid, stagesQuestion } from "../../../../shared/labs/generative/flow/questions.ts";
import { densityNet } from "../../../../shared/labs/generative/flow/shown.ts";
import { squaredMmd } from "../../../../shared/labs/generative/points/mmd.ts";
import { ACROSS, latentPoints, planarSamples, unscaled } from "../../../../shared/labs/generative/points/plane.ts";
import { rowsAsFloats } from "../../../../shared/labs/nets/rows.ts";
import { presetExperiment } from "../../../../shared/labs/parse.ts";
import { machineOf } from "../../../../shared/labs/training.ts";
import { weightsFile } from "../../../../shared/labs/weights-file.ts";
import { openNet } from "../../../../shared/nets/net.ts";
import { foldIn, keyOfSeed } from "../../../../shared/random/index.ts";
import { askLab, generated, runLab, runTasks } from "../../../run.ts";
import { fresh } from "../../../wasm.ts";

await flow.ready?.();

const moons = generated("planar-densities", { density: "moons", deviation: 0.1 });
const small = generated("planar-densities", { density: "ring", deviation: 0.1, count: 400 });
const few = { couplings: 3, hidden: [8], epochs: 3, batch: 64, compared: 50, permutations: 19 };

describe("the first preset", () => {
  const [{ params, seed }] = flow.presets;
  const { metrics, fold, experiment } = runLab(flow, moons, params, { key: keyOfSeed(seed) });

  test("held-out points are likelier than under any Gaussian, and samples are like them", () => {
    const start = fold.records("train", "testLoss")?.values[0] ?? 0;
    // −log of the best Gaussian: log 2πe + ½ log det of the covariance of such moons is above 1.8.
    expect(metrics.nll).toBeLessThan(1.4);
    expect(start).toBeGreaterThan(metrics.nll + 0.4);
    expect(metrics.mmd).toBeLessThan(metrics.mmdLevel);
    const { real, generated: made } = fold.output("samples") ?? {};
    const { bandwidth } = fold.output("mmd") ?? {};
    const exact = squaredMmd(real?.values ?? [], made?.values ?? [], 2, Number(bandwidth?.values[0]));
    expect(Math.abs(exact - metrics.mmd)).toBeLessThan(1e-6);
  });

  test("the picture is of that density: 1 over its cells but for what lies outside, and at held-out points the NLL", () => {
    const { field, square } = fold.output("samples") ?? expect.fail("no samples");
    const [left, bottom, side] = square.values;
    const step = side / ACROSS;
    const mass = Float64Array.from(field.values).reduce((sum, one) => sum + one, 0) * step * step;
    const { values, test: held, scaling } = planarSamples(moons, (experiment.params as FlowParams).testFraction);
    const points = unscaled(rowsAsFloats({ columns: 2, values }, held), scaling);
    // Between the middles of four cells in proportion.
    const at = (x: number, y: number) => {
      const [u, v] = [(x - left) / step - 0.5, (bottom + side - y) / step - 0.5];
      const [i, j] = [Math.floor(u), Math.floor(v)];
      const cell = (a: number, b: number) => Number(field.values[ACROSS * b + a]);
      return (
        (1 - v + j) * ((1 - u + i) * cell(i, j) + (u - i) * cell(i + 1, j)) +
        (v - j) * ((1 - u + i) * cell(i, j + 1) + (u - i) * cell(i + 1, j + 1))
      );
    };
    let nats = 0;
    for (let n = 0; n < held.length; n++) nats -= Math.log(at(points[2 * n], points[2 * n + 1])) / held.length;
    // Cells 0.14 wide, where the moons are a few of them across: 1.002 and 0.009 nats.
    expect(Math.abs(mass - 1)).toBeLessThan(0.01);
    expect(Math.abs(nats - metrics.nll)).toBeLessThan(0.03);
  });

  test("the trained density integrates to 1 over the plane", () => {
    const [half, across] = [5, 400];
    const step = (2 * half) / across;
    const { program } = openNet(
      machineOf({ device: "wasm", wasm: fresh }),
      {
        logs: densityNet(experiment.params as FlowParams, across),
      },
      flow.weights?.(fold) ?? {},
    );
    let sum = 0;
    for (let j = 0; j < across; j++) {
      const x = program.input("x");
      for (let i = 0; i < across; i++) x.set([step * (i + 0.5) - half, step * (j + 0.5) - half], 2 * i);
      program.run();
      for (const one of program.output("logs")) sum += Math.exp(one) * step * step;
    }
    // Cells a fortieth of the data's deviation wide, float32.
    expect(Math.abs(sum - 1)).toBeLessThan(1e-3);
  });
});

test("of data whose density is known, the true NLL is that of its entropy", () => {
  const { metrics } = runLab(flow, generated("planar-densities", { density: "ring", deviation: 0.1 }), few);
  // log 8 + log 2πe·0.1², Gaussians hardly overlapping; 2,000 rows: a standard error of 0.022.
  expect(Math.abs(metrics.nllExact - (Math.log(8) + Math.log(2 * Math.PI * Math.E * 0.01)))).toBeLessThan(0.09);
  expect(metrics.nll).toBeGreaterThan(metrics.nllExact);
  expect(runLab(flow, moons, few).metrics.nllExact).toBeUndefined();
});

test.each(["affine", "spline"])("%s: the same bits on both devices, opened again from checkpoints", (map) => {
  const whole = runLab(flow, small, { ...few, map }).fold.output("train");
  const cut = { slices: [1, 3, 2], reopen: () => true };
  expect(runLab(flow, small, { ...few, map }, { device: ["scalar", "wasm"], cut }).fold.output("train")).toEqual(whole);
});

test("splines cannot be told from the ring by MMD², and miss its density by a tenth of a nat or so", () => {
  const preset = flow.presets.find(({ id }) => id === "ring");
  const ring = generated("planar-densities", { density: "ring", deviation: 0.1 });
  const { metrics } = runLab(flow, ring, preset?.params, { key: keyOfSeed(preset?.seed ?? 1) });
  expect(metrics.mmd).toBeLessThan(metrics.mmdLevel);
  expect(metrics.nll - metrics.nllExact).toBeLessThan(0.12);
});

test("spirals are rejected at their seed by the draw of samples: others of the same net are not", () => {
  const data = generated("planar-densities", { density: "spirals", deviation: 0.1 });
  const { params } = presetExperiment(flow, "spirals");
  const [train] = flow.plan(params, data, keyOfSeed(1));
  const known = { train: runTasks(flow, [train], { data }).output("train") ?? {} };
  const p = [1, 2, 3].map((seed) => {
    const tasks = flow.plan(params, data, keyOfSeed(seed)).map((task) => (task.id === "train" ? train : task));
    return Number(runTasks(flow, tasks, { data, known }).output("mmd")?.p.values[0]);
  });
  expect(p[0]).toBeLessThan(0.05);
  expect(Math.min(...p.slice(1))).toBeGreaterThan(0.1);
});

test("densities and samples are in the units of the data", () => {
  const { gaussians: _, ...plain } = small;
  const far: Table = { ...plain, values: small.values.map((x, i) => 100 * x + (i % 2 === 0 ? 5000 : -300)) };
  const [away, near] = [runLab(flow, far, few), runLab(flow, plain, few)];
  // 100 times as wide along both axes.
  expect(away.metrics.nll - near.metrics.nll).toBeCloseTo(2 * Math.log(100), 2);
  const [made, own] = [away, near].map((run) => run.fold.output("samples")?.generated.values ?? []);
  // Float32 of some thousands.
  for (let i = 0; i < 20; i++)
    expect(Math.abs(made[i] - (100 * Number(own[i]) + (i % 2 === 0 ? 5000 : -300)))).toBeLessThan(0.5);
});

test("the stages of the way begin at the latent points and end at the samples of them", () => {
  const run = runLab(flow, small, few);
  const params = run.experiment.params as FlowParams;
  const z = latentPoints(50, foldIn(keyOfSeed(1), 1));
  const { task, given } = stagesQuestion(params, flow.weights?.(run.fold) ?? {}, array(z, [50, 2]));
  const { stages } = askLab(flow, small, task as never, given);
  expect(stages.shape).toEqual([4, 50, 2]);
  expect([...stages.values.subarray(0, 100)]).toEqual([...z]);
  const { scale, means } = planarSamples(small, params.testFraction).scaling;
  const made = run.fold.output("samples")?.generated.values ?? [];
  for (const [i, x] of stages.values.subarray(300).entries()) expect(x / scale + means[i % 2]).toBeCloseTo(made[i], 5);
  expect(latentGrid().shape[1]).toBe(2);
});

test("from the file of weights alone another program finds the density of held-out rows", () => {
  const far: Table = { rows: 400, columns: 2, values: small.values.map((x, i) => 7 * x + (i % 2 === 0 ? 50 : -3)) };
  const { fold, experiment, metrics } = runLab(flow, far, { ...few, map: "affine", activation: "tanh" });
  const params = experiment.params as FlowParams;
  const file = weightsFile(flow, { fold, params: experiment.params, data: far }) ?? expect.fail("no weights");
  const { arrays, metadata } = decodeSafetensors(file, "weights");
  const numbers = (text: string) => text.split(", ").map(Number);
  const [mean, deviation] = [numbers(metadata.inputMean), numbers(metadata.inputDeviation)];
  expect([numbers(metadata.outputMean), numbers(metadata.outputDeviation)]).toEqual([mean, deviation]);
  const layers = params.hidden.length + 1;
  const through = (coupling: number, kept: number): number[] => {
    let at = [kept];
    for (let l = 0; l < layers; l++) {
      const name = `layer${coupling * layers + l}`;
      const [weights, bias] = [arrays[`${name}.weights`], arrays[`${name}.bias`]];
      const [inputs, outputs] = weights.shape;
      at = Array.from({ length: outputs }, (_, o) => {
        let sum = Number(bias.values[o]);
        for (let i = 0; i < inputs; i++) sum += at[i] * Number(weights.values[i * outputs + o]);
        return l < layers - 1 ? Math.tanh(sum) : sum;
      });
    }
    return at;
  };
  let total = 0;
  const { test: held } = planarSamples(far, params.testFraction);
  for (const row of held) {
    const z = [0, 1].map((c) => (Number(far.values[2 * row + c]) - mean[c]) / deviation[c]);
    let logs = -Math.log(deviation[0]) - Math.log(deviation[1]);
    for (let k = 0; k < params.couplings; k++) {
      const [s, t] = through(k, z[k % 2]);
      const slope = (params.bound ?? Number.NaN) * Math.tanh(s);
      z[1 - (k % 2)] = z[1 - (k % 2)] * Math.exp(slope) + t;
      logs += slope;
    }
    total += (z[0] ** 2 + z[1] ** 2) / 2 + Math.log(2 * Math.PI) - logs;
  }
  expect(total / held.length).toBeCloseTo(metrics.nll, 5);
});

describe("what is refused", () => {
  const refused = (params: object, data: Table | null = small) => {
    try {
      runLab(flow, data, params as never);
    } catch (error) {
      return error instanceof ExperimentError ? error.code : error;
    }
    return undefined;
  };
  const cut = (rows: number, columns: number): Table => ({ rows, columns, values: new Float64Array(rows * columns) });
  test.each([
    [{}, null, "missing-data"],
    [{}, cut(40, 3), "not-points-of-the-plane"],
    [{}, cut(19, 2), "too-few-rows"],
    [{ testFraction: 0.05 }, cut(21, 2), "too-few-to-compare"],
  ])("%o %o", (params, data, code) => {
    expect(refused(params, data as Table | null)).toBe(code);
  });

  test("equal points are learnt without a number that is none", () => {
    const { metrics } = runLab(flow, cut(40, 2), few);
    expect(Number.isFinite(metrics.nll)).toBe(true);
  });
});
