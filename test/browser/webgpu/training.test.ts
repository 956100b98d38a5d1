/** Whole trainings on a GPU beside those of the reference: the same minibatches, initial weights and random masks; rounding in another order. */
import { describe, expect, it } from "vitest";
import type { Arrays } from "../../../shared/arrays.ts";
import type { Context, Process, Task } from "../../../shared/labs/lab.ts";
import { stoppedOf } from "../../../shared/labs/stopped.ts";
import { training } from "../../../shared/labs/training.ts";
import type { Training } from "../../../shared/labs/training-state.ts";
import { batchNormLayer, denseLayer } from "../../../shared/nets/layers/index.ts";
import { input, parameter } from "../../../shared/nets/leaves.ts";
import type { Model } from "../../../shared/nets/model.ts";
import { correct } from "../../../shared/nets/ops/correct.ts";
import { dropout } from "../../../shared/nets/ops/draws.ts";
import { gather } from "../../../shared/nets/ops/gather.ts";
import { flatten } from "../../../shared/nets/ops/reshape.ts";
import { scale } from "../../../shared/nets/ops/scale.ts";
import { shift } from "../../../shared/nets/ops/shift.ts";
import { softmaxCrossEntropy } from "../../../shared/nets/ops/softmax-cross-entropy.ts";
import { square } from "../../../shared/nets/ops/square.ts";
import { squaredError } from "../../../shared/nets/ops/squared-error.ts";
import { sumAxis } from "../../../shared/nets/ops/sum.ts";
import { tanh } from "../../../shared/nets/ops/tanh.ts";
import { fillNormal32 } from "../../../shared/random/index.ts";
import { some } from "../../thorough.ts";
import { theGpu } from "./gpu.ts";

/** Two arms of a spiral. */
const ROWS = 120;
const noise = new Float32Array(2 * ROWS);
fillNormal32([5, 5], 0, noise);
const points = Float32Array.from({ length: 2 * ROWS }, (_, i) => {
  const [row, axis] = [i >> 1, i & 1];
  const [radius, turn] = [row / ROWS, (3 * row) / ROWS + (row % 2) * Math.PI];
  return 2 * radius * (axis === 0 ? Math.cos(turn) : Math.sin(turn)) + 0.05 * noise[i];
});
const classes = Uint8Array.from({ length: 2 * ROWS }, (_, i) => ((i >> 1) % 2 === (i & 1) ? 255 : 0));

const spirals = (isNormalised: boolean, rate = 0): Model => ({
  build(rows, isTraining) {
    let x = denseLayer("layer0", input("x", [rows, 2]), 24);
    let statistics = {};
    if (isNormalised) {
      const even = batchNormLayer("norm0", x, isTraining);
      x = even.y;
      statistics = even.statistics ?? {};
    }
    const bent = tanh(x);
    const out = denseLayer("layer1", isTraining ? dropout(bent, rate, 3) : bent, 2);
    const target = input("t", [rows, 2]);
    return {
      losses: softmaxCrossEntropy(out, target),
      measures: { accuracy: correct(out, target) },
      outputs: { output: out },
      statistics,
    };
  },
});
const line: Model = {
  build(rows) {
    const output = denseLayer("layer0", input("x", [rows, 2]), 2);
    return { losses: squaredError(output, input("t", [rows, 2])), outputs: { output } };
  },
};

const every = Uint32Array.from({ length: ROWS }, (_, n) => (n * 7) % ROWS);
const base = {
  sources: { x: { values: points, columns: 2 }, t: { values: classes, columns: 2 } },
  // The last minibatch of an epoch is smaller.
  batch: 36,
  train: every.subarray(0, 80),
  test: every.subarray(80),
  evaluation: { every: 5, samples: 32 },
} as const;

const TRAININGS: Readonly<Record<string, Omit<Training, keyof typeof base>>> = {
  "by Adam": { model: spirals(false), optimiser: { kind: "adam", rate: 0.02 } },
  "by momentum, weights decaying": {
    model: spirals(false),
    optimiser: { kind: "sgd", rate: 0.1, momentum: 0.9 },
    shrinkage: { l1: 1e-3, l2: 1e-2, decay: 1e-2 },
    schedule: (t) => 1 / t,
  },
  "by RMSprop, gradients shortened": {
    model: spirals(false),
    optimiser: { kind: "rmsprop", rate: 0.01, decay: 0.9 },
    clip: 0.05,
  },
  "with dropout": { model: spirals(false, 0.4), optimiser: { kind: "adam", rate: 0.02 } },
  "with normalised batches": { model: spirals(true), optimiser: { kind: "adam", rate: 0.02 } },
};

interface Params {
  readonly name?: string;
  readonly rate?: number;
  readonly patience?: number;
  readonly target?: number;
  /** A step, from 1, that goes to infinity. */
  readonly burst?: number;
}

const process = training(({ name, rate = 0.1, patience, target, burst }: Params): Training => {
  if (name !== undefined) return { ...base, ...TRAININGS[name] };
  return {
    ...base,
    model: target === undefined ? line : spirals(false),
    optimiser: { kind: "sgd", rate, momentum: 0 },
    stop: {
      ...(patience !== undefined && { patience }),
      ...(target !== undefined && { target: { measure: "accuracy", atLeast: target } }),
    },
    ...(burst !== undefined && { schedule: (t) => (t === burst ? 1e45 : 1) }),
  };
});

const noModules = (): never => {
  throw new Error("this test has no modules");
};

async function opened(params: Params, on: "scalar" | "webgpu", checkpoint?: Arrays): Promise<Process> {
  const task: Task = { id: "train", kind: "train", key: [4, 2], steps: 200, params: { ...params } };
  const context: Context = { device: "scalar", wasm: noModules, data: null, inputs: {} };
  return process.open(task, on === "webgpu" ? { ...context, gpu: await theGpu() } : context, checkpoint);
}

/** Largest difference of two records, and that gaps are at the same places. */
function distance(a: Arrays[string], b: Arrays[string]): number {
  let most = 0;
  for (const [i, x] of a.values.entries()) {
    expect(Number.isFinite(b.values[i])).toBe(Number.isFinite(x));
    if (Number.isFinite(x)) most = Math.max(most, Math.abs(x - b.values[i]));
  }
  return most;
}

describe("training on a GPU", () => {
  // Dropout and normalised batches are trained by Adam too.
  it.each(some(Object.keys(TRAININGS), 1, 2, 3, 4))("%s says what it says on the reference", async (name) => {
    const [here, there] = [await opened({ name }, "scalar"), await opened({ name }, "webgpu")];
    const [expected, found] = [await here.advance(60), await there.advance(60)];
    expect(Object.keys(found)).toEqual(["loss", "accuracy", "testLoss", "testAccuracy"]);
    // Losses of about 1 are off by 1e-7 at first; 60 steps may carry that on, by less than a factor of 100.
    expect(distance(expected.loss, found.loss)).toBeLessThan(1e-5);
    expect(distance(expected.testLoss, found.testLoss)).toBeLessThan(1e-5);
    // One sample of 32 may change sides.
    expect(distance(expected.accuracy, found.accuracy)).toBeLessThan(1 / 32 + 1e-6);
    const [weights, own] = [await here.output(), await there.output()];
    expect(Object.keys(own)).toEqual(Object.keys(weights));
    for (const part of Object.keys(weights)) expect(distance(weights[part], own[part]), part).toBeLessThan(1e-4);
    expect(await there.snapshot()).toMatchObject({ "layer0.weights": { shape: [2, 24] } });
  });

  it("is the same when it is cut and resumed", async () => {
    const params = { name: "by Adam" };
    const whole = await opened(params, "webgpu");
    const records = await whole.advance(31);
    const first = await opened(params, "webgpu");
    const before = await first.advance(13);
    const second = await opened(params, "webgpu", await first.checkpoint());
    const after = await second.advance(18);
    for (const name of ["loss", "testLoss"])
      expect([...before[name].values, ...after[name].values]).toEqual([...records[name].values]);
    expect(await second.checkpoint()).toEqual(await whole.checkpoint());
  });

  it("ends where it diverges, with the best weights, and says at which step", async () => {
    const params = { rate: 30 };
    const [here, there] = [await opened(params, "scalar"), await opened(params, "webgpu")];
    await here.advance(200);
    const found = await there.advance(200);
    const [weights, own] = [await here.output(), await there.output()];
    expect(stoppedOf(own)?.why).toBe("diverged");
    // Sums of losses are float32 there and float64 here: they may be infinite a step earlier.
    const at = stoppedOf(own)?.step ?? 0;
    expect((stoppedOf(weights)?.step ?? 0) - at).toBeOneOf([0, 1]);
    expect(own["layer0.weights"].values.every(Number.isFinite)).toBe(true);
    expect(distance(own["layer0.weights"], weights["layer0.weights"])).toBeLessThan(1e-5);
    expect(Array.from(found.loss.values, Number.isFinite)).toEqual(Array.from({ length: 200 }, (_, n) => n < at));
  });

  it("goes back to where it began when nothing was better", async () => {
    const run = await opened({ rate: 1e20 }, "webgpu");
    const start = (await run.snapshot())["layer0.weights"];
    await run.advance(200);
    expect((await run.output())["layer0.weights"]).toEqual(start);
  });

  it("finds out about its last step, and resumes from weights that are no numbers", async () => {
    const params = { burst: 8 };
    const run = await opened(params, "webgpu");
    await run.advance(200);
    expect(stoppedOf(await run.output())).toEqual({ step: 8, why: "diverged" });
    const last = await opened(params, "webgpu");
    await last.advance(8);
    expect(Array.from((await last.snapshot())["layer0.weights"].values).every(Number.isFinite)).toBe(false);
    expect(await last.output()).toEqual(await run.output());
    const resumed = await opened(params, "webgpu", await last.checkpoint());
    await resumed.advance(192);
    expect(await resumed.output()).toEqual(await run.output());
  });

  it("ends once a weight is no number, though no loss depends on it", async () => {
    // Each sample has a weight of its own: those of the first minibatch, which a step sends to infinity, are not met again before the next epoch.
    const own: Model = {
      build(rows) {
        const weights = parameter("own.weights", [ROWS, 1], { kind: "constant", value: 0 });
        const output = flatten(gather(weights, input("i", [rows, 1])));
        return { losses: sumAxis(square(shift(scale(output, 100), -1)), -1), outputs: { output } };
      },
    };
    const each = training(
      (): Training => ({
        ...base,
        model: own,
        sources: { i: { values: Float32Array.from({ length: ROWS }, (_, row) => row), columns: 1 } },
        optimiser: { kind: "sgd", rate: 1, momentum: 0 },
        schedule: (t) => (t === 1 ? 1e38 : 1e-3),
      }),
    );
    const task: Task = { id: "train", kind: "train", key: [4, 2], steps: 3, params: {} };
    const context: Context = { device: "scalar", wasm: noModules, data: null, inputs: {}, gpu: await theGpu() };
    const run = await each.open(task, context);
    const { loss } = await run.advance(3);
    // The very loss is finite, and recorded.
    expect(Array.from(loss.values, Number.isFinite)).toEqual([true, true, false]);
    expect(stoppedOf(await run.output())).toEqual({ step: 1, why: "diverged" });
  });

  it.each([{ patience: 3 }, { target: 0.6 }])("ends by the rule %o at the same step", async (params) => {
    const [here, there] = [await opened(params, "scalar"), await opened(params, "webgpu")];
    await here.advance(200);
    for (let from = 0; from < 200; from += 50) await there.advance(50);
    const [weights, own] = [await here.output(), await there.output()];
    expect(stoppedOf(own)).toEqual(stoppedOf(weights));
    expect(stoppedOf(own)).toBeDefined();
    expect(distance(weights["layer0.weights"], own["layer0.weights"])).toBeLessThan(1e-4);
  });
});
