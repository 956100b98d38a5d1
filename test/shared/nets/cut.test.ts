/** Connections that are cut in the middle of a training stay exactly 0, whatever the optimiser had in store for them. */
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

const [rows, inputs, outputs, batch] = [96, 6, 5, 32];
const [CUT, STEPS] = [5, 20];

const model: Model = {
  build(count) {
    const x = input("x", [count, inputs]);
    const weights = parameter("layer0.weights", [inputs, outputs], glorot(inputs, outputs));
    const y = dense(x, weights, parameter("layer0.bias", [outputs], zeros));
    const error = add(y, multiply(input("target", [count, outputs]), constant(-1)));
    return { losses: sumAxis(multiply(error, error), -1), outputs: { y } };
  },
};

function drawn(columns: number, stream: number) {
  const values = new Float32Array(rows * columns);
  fillNormal32([3, stream], 0, values);
  return { values, columns };
}

const order = (step: number) => Uint32Array.from({ length: batch }, (_, i) => (i * 5 + step * 7) % rows);
const machines = {
  scalar: scalarMachine,
  wasm: (layout: Parameters<typeof wasmMachine>[1]) => wasmMachine(fresh("tensors"), layout),
};

/** Every third weight is cut at step `CUT`. */
const isCut = (i: number) => i % 3 === 1;

const rules = [
  { kind: "sgd", rate: 0.02, momentum: 0.9 },
  { kind: "rmsprop", rate: 0.01, decay: 0.9 },
  { kind: "adam", rate: 0.02 },
] as const;

describe.each(rules)("with $kind", (optimiser) => {
  const trained = (machine: keyof typeof machines) => {
    const net = trainer(
      {
        machine: machines[machine],
        model,
        sources: { x: drawn(inputs, 1), target: drawn(outputs, 2) },
        batch,
        optimiser,
        shrinkage: { l1: 0.01, l2: 0.01, decay: 0.1 },
        key: [5, 6],
        cut({ "layer0.weights": weights }, n) {
          if (n === CUT) for (let i = 0; i < weights.length; i++) if (isCut(i)) weights[i] = 0;
          return { "layer0.weights": Uint8Array.from(weights, (weight) => Number(weight === 0)) };
        },
      },
      order,
    );
    const run = runShards(net.step, 0);
    const { offset } = net.machine.layout.parts.find(({ name }) => name === "layer0.weights") ?? { offset: 0 };
    const seen = Array.from({ length: STEPS }, (_, n) => {
      void run.step(n);
      const own = (block: "parameters" | "first" | "second") =>
        net.machine.block(block).slice(offset, offset + inputs * outputs);
      return { weights: own("parameters"), first: own("first"), second: own("second") };
    });
    return { seen, isAlone: net.isAlone };
  };

  it("what is cut is 0 after every step, and so is what the optimiser keeps of it; the rest goes on", () => {
    const { seen, isAlone } = trained("wasm");
    expect(isAlone).toBe(true);
    for (const [n, { weights, first, second }] of seen.entries())
      for (const [i, weight] of weights.entries()) {
        if (n >= CUT && isCut(i)) expect([weight, first[i], second[i]]).toEqual([0, 0, 0]);
        else expect(weight).not.toBe(0);
        if (n > 0 && !(n >= CUT && isCut(i))) expect(weight).not.toBe(seen[n - 1].weights[i]);
      }
  });

  it("scalar and wasm give the same bits", () => {
    const [a, b] = (["scalar", "wasm"] as const).map((machine) => trained(machine).seen[STEPS - 1].weights);
    expect(Array.from(a)).toEqual(Array.from(b));
  });
});
