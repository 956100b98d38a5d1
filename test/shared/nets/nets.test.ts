import { describe, expect, it } from "vitest";
import {
  attentionLayer,
  convLayer,
  convTransposeLayer,
  denseLayer,
  depthwiseLayer,
  embeddingLayer,
  gruLayer,
  joined,
  steps,
} from "../../../shared/nets/layers/index.ts";
import { input } from "../../../shared/nets/leaves.ts";
import type { Model } from "../../../shared/nets/model.ts";
import { add } from "../../../shared/nets/ops/add.ts";
import { averagePool2d } from "../../../shared/nets/ops/average-pool2d.ts";
import { dropout, normals } from "../../../shared/nets/ops/draws.ts";
import { maxPool2d } from "../../../shared/nets/ops/max-pool2d.ts";
import { multiply } from "../../../shared/nets/ops/multiply.ts";
import { relu } from "../../../shared/nets/ops/relu.ts";
import { flatten, reshape } from "../../../shared/nets/ops/reshape.ts";
import { scale } from "../../../shared/nets/ops/scale.ts";
import { subtract } from "../../../shared/nets/ops/subtract.ts";
import { sumAxis } from "../../../shared/nets/ops/sum.ts";
import { upsample2d } from "../../../shared/nets/ops/upsample2d.ts";
import type { ParameterLayout } from "../../../shared/nets/plan.ts";
import { scalarMachine } from "../../../shared/nets/scalar.ts";
import { runShards } from "../../../shared/nets/shards.ts";
import type { Tensor } from "../../../shared/nets/tensor.ts";
import { trainer } from "../../../shared/nets/trainer.ts";
import { wasmMachine } from "../../../shared/nets/wasm.ts";
import { fillNormal32, fillUniform32 } from "../../../shared/random/index.ts";
import { fresh } from "../../wasm.ts";

const errors = (y: Tensor, target: Tensor) => {
  const error = subtract(y, target);
  return sumAxis(multiply(error, error), -1);
};

/** All that pictures go through: to a code, with units dropped, and back. */
const pictures: Model = {
  build(count, training) {
    const x = input("x", [count, 36]);
    const first = relu(convLayer("a", reshape(x, [count, 6, 6, 1]), 3, 3));
    const second = relu(depthwiseLayer("b", maxPool2d(first, 2), 3));
    const third = relu(convLayer("c", averagePool2d(second, 2, { stride: 1 }), 5, 2, { stride: 2, padding: "valid" }));
    const code = denseLayer("d", dropout(flatten(third), training ? 0.2 : 0, 1), 4);
    const noisy = training ? add(code, scale(normals(code, 2), 0.1)) : code;
    const grown = upsample2d(reshape(relu(denseLayer("e", noisy, 9)), [count, 3, 3, 1]), 2);
    const y = convTransposeLayer("f", relu(convTransposeLayer("g", grown, 2, 3)), 1, 2);
    return { losses: errors(flatten(y), x), outputs: { y: flatten(y) } };
  },
};

/** All that sequences go through: letters to the numbers that follow them. */
const sequences: Model = {
  build(count, training) {
    const letters = input("x", [count, 6]);
    const embedded = dropout(embeddingLayer("letters", letters, 5, 4), training ? 0.1 : 0, 1);
    const seen = add(embedded, attentionLayer("attention", embedded, { heads: 2, causal: true }).outputs);
    const { outputs } = gruLayer("gru", steps(seen), 4, { reset: "after" });
    const y = reshape(denseLayer("next", joined(outputs), 1), [count, 6]);
    return { losses: errors(y, scale(letters, 0.25)), outputs: { y } };
  },
};

const batch = 70;
const values = {
  pictures: new Float32Array(100 * 36),
  sequences: new Float32Array(100 * 6),
};
// Slopes to the right and down, each of a random steepness: two numbers tell a picture.
const steepness = new Float32Array(200);
fillNormal32([1, 1], 0, steepness);
values.pictures = values.pictures.map((_, i) => {
  const [n, row, column] = [Math.floor(i / 36), Math.floor(i / 6) % 6, i % 6];
  return steepness[2 * n] * (row / 2.5 - 1) + steepness[2 * n + 1] * (column / 2.5 - 1);
});
fillUniform32([1, 2], 0, values.sequences);
values.sequences = values.sequences.map((u) => Math.floor(5 * u));

const machines = {
  scalar: scalarMachine,
  wasm: (layout: ParameterLayout) => wasmMachine(fresh("tensors"), layout),
};

describe.each([
  ["pictures", pictures, 36],
  ["sequences", sequences, 6],
] as const)("a net on %s", (name, model, columns) => {
  const made = (machine: keyof typeof machines) =>
    trainer(
      {
        machine: machines[machine],
        model,
        sources: { x: { values: values[name], columns } },
        batch,
        optimiser: { kind: "adam", rate: 0.02 },
        key: [5, 6],
      },
      (step) => Uint32Array.from({ length: batch }, (_, i) => (i * 7 + step * 11) % 100),
    );
  const trained = (machine: keyof typeof machines, count: number) => {
    const net = made(machine);
    const run = runShards(net.step, 0);
    const losses = Array.from({ length: count }, (_, step) => net.means(run.step(step) as Float64Array, batch).loss);
    return { losses, parameters: net.machine.block("parameters").slice() };
  };

  it("learns", () => {
    const { losses } = trained("wasm", 150);
    expect(losses[149]).toBeLessThan(0.7 * losses[0]);
  });

  it("has the same bits on both machines", () => {
    expect(trained("wasm", 3)).toEqual(trained("scalar", 3));
  });

  it("has the same bits however the minibatch is cut", () => {
    const { step } = made("wasm");
    const losses = new Float64Array(1);
    const of = (first: number, shards: number) => {
      void step.gradient(0, first, shards, losses);
      return step.gradients().slice();
    };
    const [whole, left, right] = [of(0, 3), of(0, 2), of(2, 1)];
    expect(left.map((slope, i) => slope + right[i])).toEqual(whole);
    const [a, b] = [of(0, 1), of(1, 1)];
    expect(a.map((slope, i) => slope + b[i])).toEqual(left);
  });
});
