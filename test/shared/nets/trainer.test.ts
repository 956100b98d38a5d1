import { memoryUsage } from "node:process";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { glorot, zeros } from "../../../shared/nets/initial.ts";
import { constant, input, parameter } from "../../../shared/nets/leaves.ts";
import type { Model } from "../../../shared/nets/model.ts";
import { add } from "../../../shared/nets/ops/add.ts";
import { dense } from "../../../shared/nets/ops/dense.ts";
import { multiply } from "../../../shared/nets/ops/multiply.ts";
import { sumAxis } from "../../../shared/nets/ops/sum.ts";
import { scalarMachine } from "../../../shared/nets/scalar.ts";
import { runShards } from "../../../shared/nets/shards.ts";
import { trainer } from "../../../shared/nets/trainer.ts";
import { wasmMachine } from "../../../shared/nets/wasm.ts";
import { fillNormal32 } from "../../../shared/random/index.ts";
import { fresh } from "../../wasm.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const [rows, inputs, outputs] = [240, 5, 3];

/** y = W₂ (W₁ x)², learnt from another net of the same form. */
const model: Model = {
  build(count) {
    const x = input("x", [count, inputs]);
    const layer = (name: string, from: typeof x, units: number) => {
      const [, width] = from.shape;
      const weights = parameter(`${name}.weights`, [width, units], glorot(width, units));
      return dense(from, weights, parameter(`${name}.bias`, [units], zeros));
    };
    const hidden = layer("layer0", x, 7);
    const y = layer("layer1", multiply(hidden, hidden), outputs);
    const error = add(y, multiply(input("target", [count, outputs]), constant(-1)));
    return { losses: sumAxis(multiply(error, error), -1), outputs: { y } };
  },
};

function drawn(columns: number, stream: number): Float32Array {
  const values = new Float32Array(rows * columns);
  fillNormal32([3, stream], 0, values);
  return values;
}

const sources = {
  x: { values: drawn(inputs, 1), columns: inputs },
  target: { values: drawn(outputs, 2), columns: outputs },
};
const batch = 200;
const order = (step: number) => Uint32Array.from({ length: batch }, (_, i) => (i * 7 + step * 11) % rows);

const machines = {
  scalar: scalarMachine,
  wasm: (layout: Parameters<typeof wasmMachine>[1]) => wasmMachine(fresh("tensors"), layout),
};

describe.each(["sgd", "rmsprop", "adam"] as const)("training with %s", (kind) => {
  const optimiser =
    kind === "sgd"
      ? ({ kind, rate: 0.003, momentum: 0.9 } as const)
      : kind === "rmsprop"
        ? ({ kind, rate: 0.003, decay: 0.9 } as const)
        : ({ kind, rate: 0.01 } as const);
  const shrinkage = { l1: 0.001, l2: 0.01, decay: 0.1 };
  const trained = (machine: keyof typeof machines, steps: number) => {
    const net = trainer(
      { machine: machines[machine], model, sources, batch, optimiser, shrinkage, key: [5, 6] },
      order,
    );
    const run = runShards(net.step, 0);
    const losses: number[] = [];
    for (let step = 0; step < steps; step++) losses.push(net.means(run.step(step) as Float64Array, batch).loss);
    return { losses, parameters: net.machine.block("parameters").slice(), net };
  };

  it("lowers the loss", () => {
    const { losses } = trained("wasm", 60);
    expect(losses[59]).toBeLessThan(0.7 * losses[0]);
  });

  it("gives the same bits on both machines", () => {
    const [scalar, wasm] = [trained("scalar", 6), trained("wasm", 6)];
    expect(wasm.losses).toEqual(scalar.losses);
    expect(wasm.parameters).toEqual(scalar.parameters);
  });

  it("evaluates and predicts alike, whatever goes through together", () => {
    const { net } = trained("wasm", 3);
    const all = net.predict(order(0), ["y"]).y;
    const [one] = [net.predict(order(0).subarray(17, 18), ["y"]).y];
    expect(one).toEqual(all.slice(17 * outputs, 18 * outputs));
    expect(net.evaluate(order(0)).loss).toBeGreaterThan(0);
  });
});

describe("many steps", () => {
  it("leave nothing behind: neither in the memory of the module nor in that of the engine", () => {
    const net = trainer(
      { machine: machines.wasm, model, sources, batch: 32, optimiser: { kind: "adam", rate: 0.001 }, key: [5, 6] },
      (step) => order(step).subarray(0, 32),
    );
    const run = runShards(net.step, 0);
    let n = 0;
    const go = (steps: number) => {
      for (const end = n + steps; n < end; n++) void run.step(n);
      collectGarbage();
      return { module: net.step.parameters().buffer.byteLength, heap: memoryUsage().heapUsed };
    };
    const before = go(2000);
    const after = go(10_000);
    expect(after.module).toBe(before.module);
    // Ten bytes a step would be 100 kB.
    expect(after.heap - before.heap).toBeLessThan(50_000);
  });
});

describe("shards", () => {
  it("of any nodes of the tree give the gradient of one pass", () => {
    const net = trainer(
      { machine: machines.wasm, model, sources, batch, optimiser: { kind: "adam", rate: 0.01 }, key: [5, 6] },
      order,
    );
    expect(net.step.shardsOf(0)).toBe(7);
    const losses = new Float64Array(1);
    void net.step.gradient(0, 0, 7, losses);
    const whole = net.step.gradients().slice();
    const total = losses[0];
    const part = (first: number, shards: number) => {
      void net.step.gradient(0, first, shards, losses);
      return { gradient: net.step.gradients().slice(), loss: losses[0] };
    };
    const sum = (a: ReturnType<typeof part>, b: ReturnType<typeof part>) => ({
      gradient: a.gradient.map((x, i) => x + b.gradient[i]),
      loss: a.loss + b.loss,
    });
    const left = sum(sum(part(0, 1), part(1, 1)), part(2, 2));
    const right = sum(part(4, 2), part(6, 1));
    expect(sum(left, right).gradient).toEqual(whole);
    expect(sum(left, right).loss).toBe(total);
  });
});
