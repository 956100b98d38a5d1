import { describe, expect, it } from "vitest";
import type { Arrays } from "../../../shared/arrays.ts";
import type { Context, Process, Task } from "../../../shared/labs/lab.ts";
import { stoppedOf } from "../../../shared/labs/stopped.ts";
import { training } from "../../../shared/labs/training.ts";
import type { Training } from "../../../shared/labs/training-state.ts";
import { constant, input, parameter } from "../../../shared/nets/leaves.ts";
import type { Model } from "../../../shared/nets/model.ts";
import { add } from "../../../shared/nets/ops/add.ts";
import { dense } from "../../../shared/nets/ops/dense.ts";
import { multiply } from "../../../shared/nets/ops/multiply.ts";
import { sumAxis } from "../../../shared/nets/ops/sum.ts";
import { fillNormal32 } from "../../../shared/random/index.ts";
import { fresh } from "../../wasm.ts";

const rows = 96;
const x = new Float32Array(rows * 2);
fillNormal32([1, 1], 0, x);
/** y = 1 + 2 x₀ − 3 x₁. */
const y = Float32Array.from({ length: rows }, (_, n) => 1 + 2 * x[2 * n] - 3 * x[2 * n + 1]);

const model: Model = {
  build(count) {
    const weights = parameter("layer0.weights", [2, 1], { kind: "normal", deviation: 1 });
    const bias = parameter("layer0.bias", [1], { kind: "constant", value: 0 });
    const output = dense(input("x", [count, 2]), weights, bias);
    const error = add(output, multiply(input("y", [count, 1]), constant(-1)));
    return { losses: sumAxis(multiply(error, error), -1), outputs: { output } };
  },
};
const every = Uint32Array.from({ length: rows }, (_, n) => n);

interface Params {
  readonly rate: number;
  readonly patience?: number;
  /** A step, from 1, that goes to infinity. */
  readonly burst?: number;
  /** Records of the weights their first. */
  readonly watches?: boolean;
}

const process = training(({ rate, patience, burst, watches }: Params): Training => {
  return {
    model,
    sources: { x: { values: x, columns: 2 }, y: { values: y, columns: 1 } },
    batch: 32,
    optimiser: { kind: "sgd", rate, momentum: 0 },
    train: every.subarray(0, 80),
    test: every.subarray(80),
    evaluation: { every: 5, samples: 16 },
    ...(patience !== undefined && { stop: { patience } }),
    ...(watches && {
      watch: { records: ["first"], measure: (weights) => ({ first: weights["layer0.weights"].values[0] }) },
    }),
    ...(burst !== undefined && { schedule: (t) => (t === burst ? 1e45 : 1) }),
  };
});

const taskOf = (params: Params): Task => ({
  id: "train",
  kind: "train",
  key: [4, 2],
  steps: 200,
  params: { ...params },
});
const contextOf = (device: Context["device"]): Context => ({ device, wasm: fresh, data: null, inputs: {} });

function opened(params: Params, device: Context["device"] = "wasm", checkpoint?: Arrays): Process {
  return process.open(taskOf(params), contextOf(device), checkpoint) as Process;
}

describe("training", () => {
  it("finds least squares", () => {
    const run = opened({ rate: 0.1 });
    run.advance(200);
    const { "layer0.weights": weights, "layer0.bias": bias, stopped } = run.output() as Arrays;
    expect(weights.values[0]).toBeCloseTo(2, 5);
    expect(weights.values[1]).toBeCloseTo(-3, 5);
    expect(bias.values[0]).toBeCloseTo(1, 5);
    expect(Array.from(stopped.values)).toEqual([-1, 0]);
  });

  it.each(["scalar", "wasm"] as const)("is the same when it is cut and resumed on %s", (device) => {
    const whole = opened({ rate: 0.1 }, device);
    const records = whole.advance(31) as Arrays;
    const first = opened({ rate: 0.1 }, device);
    const before = first.advance(13) as Arrays;
    const second = opened({ rate: 0.1 }, device, first.checkpoint() as Arrays);
    const after = second.advance(18) as Arrays;
    for (const name of ["loss", "testLoss"])
      expect([...before[name].values, ...after[name].values]).toEqual([...records[name].values]);
    expect(second.checkpoint()).toEqual(whole.checkpoint());
  });

  it.each(["scalar", "wasm"] as const)(
    "records what it watches after each fifth step on %s, also once it has ended",
    (device) => {
      const run = opened({ rate: 30, watches: true }, device);
      const watched: number[] = [];
      const found: (number | undefined)[] = [];
      for (let n = 0; n < 40; n++) {
        watched.push((run.advance(1) as Arrays).first.values[0]);
        const now = (run.snapshot() as Arrays)["layer0.weights"].values[0];
        found.push(n % 5 === 0 ? now : Number.POSITIVE_INFINITY);
      }
      expect(watched).toEqual(found);
      expect(watched[0]).not.toBe(watched[5]);
      expect(stoppedOf(run.output() as Arrays)?.step).toBeLessThan(35);
      expect((opened({ rate: 30 }, device).advance(1) as Arrays).first).toBeUndefined();
    },
  );

  it("watches nothing on a GPU, and says so", async () => {
    const context: Context = { ...contextOf("wasm"), gpu: {} as NonNullable<Context["gpu"]> };
    const open = async () => process.open(taskOf({ rate: 0.1, watches: true }), context);
    await expect(open()).rejects.toThrow("watches first (must run without a GPU)");
  });

  it("ends where it diverges, with the best weights, and says at which step", () => {
    const run = opened({ rate: 30 });
    const { loss } = run.advance(200) as Arrays;
    const output = run.output() as Arrays;
    const stop = stoppedOf(output);
    expect(stop?.why).toBe("diverged");
    const at = stop?.step ?? 0;
    expect(at).toBeGreaterThan(5);
    expect(loss.values.slice(at + 1).every((value) => value === Number.POSITIVE_INFINITY)).toBe(true);
    expect(output["layer0.weights"].values.every(Number.isFinite)).toBe(true);
  });

  it("goes back to where it began when nothing was better", () => {
    const run = opened({ rate: 1e20 });
    const start = (run.snapshot() as Arrays)["layer0.weights"];
    run.advance(200);
    expect((run.output() as Arrays)["layer0.weights"]).toEqual(start);
  });

  it("finds out about its last step, and resumes from weights that are no numbers", () => {
    const params = { rate: 0.1, burst: 8 };
    const run = opened(params);
    run.advance(200);
    expect(stoppedOf(run.output() as Arrays)).toEqual({ step: 8, why: "diverged" });
    const last = opened(params);
    last.advance(8);
    expect(Array.from((last.snapshot() as Arrays)["layer0.weights"].values).every(Number.isFinite)).toBe(false);
    const checkpoint = last.checkpoint() as Arrays;
    for (const { values } of Object.values(checkpoint)) expect(Array.from(values)).not.toContain(Number.NaN);
    expect(last.output()).toEqual(run.output());
    const resumed = opened(params, "wasm", checkpoint);
    resumed.advance(192);
    expect(resumed.output()).toEqual(run.output());
  });

  it("ends when patience is over", () => {
    const run = opened({ rate: 0.1, patience: 3 });
    run.advance(200);
    expect(stoppedOf(run.output() as Arrays)?.why).toBe("patience");
  });

  it("records of held-out samples what is measured there, though no step measures it", () => {
    const own: Model = {
      build(count, isTraining) {
        const built = model.build(count, isTraining);
        return isTraining ? built : { ...built, measures: { twice: add(built.losses, built.losses) } };
      },
    };
    const measured = training(
      (): Training => ({
        model: own,
        sources: { x: { values: x, columns: 2 }, y: { values: y, columns: 1 } },
        batch: 32,
        optimiser: { kind: "sgd", rate: 0.1, momentum: 0 },
        train: every.subarray(0, 80),
        test: every.subarray(80),
      }),
    );
    const run = measured.open(taskOf({ rate: 0.1 }), contextOf("wasm")) as Process;
    const records = run.advance(1) as Arrays;
    expect(Object.keys(records).sort()).toEqual(["loss", "testLoss", "testTwice"]);
    expect(records.testTwice.values[0]).toBeCloseTo(2 * records.testLoss.values[0], 4);
  });
});
