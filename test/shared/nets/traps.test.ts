/** Where libraries surprise: what ours does there instead, on the machine of runs. */
import { describe, expect, it } from "vitest";
import { grad } from "../../../shared/nets/grad.ts";
import { glorot, he, initialise, lecun } from "../../../shared/nets/initial.ts";
import { type Initial, input, parameter } from "../../../shared/nets/leaves.ts";
import { averagePool2d } from "../../../shared/nets/ops/average-pool2d.ts";
import { bernoulliLoss } from "../../../shared/nets/ops/bernoulli.ts";
import { clip } from "../../../shared/nets/ops/clip.ts";
import { conv2d } from "../../../shared/nets/ops/conv2d.ts";
import { dense } from "../../../shared/nets/ops/dense.ts";
import { maximum, minimum } from "../../../shared/nets/ops/extremum.ts";
import { matmul } from "../../../shared/nets/ops/matmul.ts";
import { maxPool2d } from "../../../shared/nets/ops/max-pool2d.ts";
import { relu } from "../../../shared/nets/ops/relu.ts";
import { flatten } from "../../../shared/nets/ops/reshape.ts";
import { scale } from "../../../shared/nets/ops/scale.ts";
import { softmaxCrossEntropy } from "../../../shared/nets/ops/softmax-cross-entropy.ts";
import { sum } from "../../../shared/nets/ops/sum.ts";
import { type Optimiser, optimiserStep } from "../../../shared/nets/optimisers.ts";
import { type ParameterLayout, parametersOf } from "../../../shared/nets/plan.ts";
import { scalarMachine } from "../../../shared/nets/scalar.ts";
import { sizeOf, type Tensor } from "../../../shared/nets/tensor.ts";
import { wasmMachine } from "../../../shared/nets/wasm.ts";
import { fresh } from "../../wasm.ts";

const machines = {
  scalar: scalarMachine,
  wasm: (layout: ParameterLayout) => wasmMachine(fresh("tensors"), layout),
} as const;

/** Values of tensors by the module, of inputs by name and parameters by theirs. */
function values(outputs: readonly Tensor[], given: Readonly<Record<string, readonly number[]>>): Float32Array[] {
  const layout = parametersOf(outputs);
  const machine = machines.wasm(layout);
  for (const { name, offset } of layout.parts) machine.block("parameters").set(given[name], offset);
  const program = machine.program({ outputs: Object.fromEntries(outputs.map((tensor, i) => [`${i}`, tensor])) });
  for (const [name, own] of Object.entries(given))
    if (!layout.parts.some((part) => part.name === name)) program.input(name).set(own);
  program.run();
  return outputs.map((_, i) => program.output(`${i}`).slice());
}

describe("NaN stays", () => {
  const x = input("x", [2, 2, 2, 1]);
  const weights = (name: string, shape: readonly number[]) => parameter(name, shape, glorot(1, 1));
  const nets: Readonly<Record<string, (x: Tensor) => Tensor>> = {
    relu,
    clip: (own) => clip(own, 0, 6),
    maximum: (own) => maximum(own, scale(own, 0)),
    minimum: (own) => minimum(scale(own, 0), own),
    "maxima of windows": (own) => maxPool2d(own, 2),
    "means of windows": (own) => averagePool2d(own, 2),
    "matmul, then relu": (own) => relu(matmul(flatten(own), weights("w", [4, 1]))),
    "dense, then relu": (own) => relu(dense(flatten(own), weights("w", [4, 1]), weights("b", [1]))),
    "dense, then clip": (own) => clip(dense(flatten(own), weights("w", [4, 1]), weights("b", [1])), 0, 6),
    "conv2d, then relu, then maxima": (own) =>
      maxPool2d(relu(conv2d(own, weights("f", [2, 2, 1, 1]), weights("b", [1]))), 2),
  };
  it.each(Object.entries(nets))("through %s, in its own sample", (_, of) => {
    const y = of(x);
    const parameters = { w: [1, 1, 1, 1], b: [0], f: [1, 1, 1, 1] };
    const used = Object.fromEntries(
      parametersOf([y]).parts.map(({ name }) => [name, parameters[name as keyof typeof parameters]]),
    );
    for (let at = 0; at < 4; at++) {
      const own = [1, 2, 3, 4, 5, 6, 7, 8].map((value, i) => (i === at ? Number.NaN : value));
      const [found] = values([y], { x: own, ...used });
      const each = found.length / 2;
      expect(found.subarray(0, each).includes(Number.NaN)).toBe(true);
      expect(found.subarray(each).every(Number.isFinite)).toBe(true);
    }
  });
});

describe("losses of logits of ±10,000", () => {
  const [z, t] = [input("z", [4, 1]), input("t", [4, 1])];
  it("are exact, and so are their slopes", () => {
    const loss = bernoulliLoss(z, t);
    const given = { z: [1e4, 1e4, -1e4, -1e4], t: [1, 0, 0, 1] };
    const [losses, slopes] = values([loss, grad(sum(loss), [z])[0]], given);
    expect([...losses]).toEqual([0, 1e4, 0, 1e4]);
    // Ours of e^−10000 is e^−87: no number of float32 that is slow to compute with.
    for (const [i, slope] of [0, 1, 0, -1].entries()) expect(Math.abs(slopes[i] - slope)).toBeLessThan(1e-37);
  });

  it("of several classes too", () => {
    const [scores, target] = [input("z", [2, 2]), input("t", [2, 2])];
    const loss = softmaxCrossEntropy(scores, target);
    const given = { z: [1e4, -1e4, 1e4, -1e4], t: [1, 0, 0, 1] };
    const [losses, slopes] = values([loss, grad(sum(loss), [scores])[0]], given);
    expect([...losses]).toEqual([0, 2e4]);
    expect([...slopes]).toEqual([0, 0, 1, -1]);
  });
});

describe("initialisers", () => {
  const [inputs, outputs] = [300, 500];
  const drawn = (initial: Initial) => {
    const y = matmul(input("x", [1, inputs]), parameter("w", [inputs, outputs], initial));
    const layout = parametersOf([y]);
    const block = new Float32Array(layout.count);
    initialise(layout, block, [7, 8]);
    return block;
  };
  const n = inputs * outputs;
  const moment = (block: Float32Array, power: number) => block.reduce((total, z) => total + z ** power, 0) / n;

  // Standard error of a variance: σ² √((kurtosis − 1) / n), kurtosis 3 of normals and 9/5 of uniforms; asked for within four of them.
  it.each<readonly [string, Initial, number, number]>([
    ["He", he(inputs), 2 / inputs, 3],
    ["LeCun", lecun(inputs), 1 / inputs, 3],
    ["Glorot", glorot(inputs, outputs), 2 / (inputs + outputs), 9 / 5],
  ])("have the variance that they are called by: %s", (_, initial, variance, kurtosis) => {
    const block = drawn(initial);
    expect(Math.abs(moment(block, 1))).toBeLessThan(4 * Math.sqrt(variance / n));
    expect(Math.abs(moment(block, 2) / variance - 1)).toBeLessThan(4 * Math.sqrt((kurtosis - 1) / n));
    // A cut at two deviations would make the fourth moment too small by a third; its standard error is √(96 / n) at most.
    expect(Math.abs(moment(block, 4) / variance ** 2 - kurtosis)).toBeLessThan(4 * Math.sqrt(96 / n));
  });

  it("do not give equal parameters to layers of equal shape", () => {
    const [a, b] = ["a", "b"].map((name) => parameter(name, [4, 4], he(4)));
    const layout = parametersOf([matmul(matmul(input("x", [1, 4]), a), b)]);
    const block = new Float32Array(layout.count);
    initialise(layout, block, [7, 8]);
    expect(sizeOf(a.shape)).toBe(16);
    expect(block.subarray(0, 16)).not.toEqual(block.subarray(16));
  });
});

describe.each(Object.entries(machines))("first steps of optimisers from 1: %s", (_, machineOf) => {
  const layout = parametersOf([parameter("w", [4], { kind: "constant", value: 1 })]);
  const stepped = (optimiser: Optimiser, slope: number) => {
    const machine = machineOf(layout);
    machine.block("parameters").fill(1);
    machine.block("gradients").fill(slope);
    machine.update(optimiserStep(optimiser, 1), 0, 4);
    return machine.block("parameters")[0];
  };

  it("Adam as tensorflow.js has it, ε = 1e-7", () => {
    // PyTorch, with ε = 1e-8: 0.9091.
    expect(stepped({ kind: "adam", rate: 0.1 }, 1e-7)).toBeCloseTo(0.95, 6);
    expect(stepped({ kind: "adam", rate: 0.1 }, 1)).toBeCloseTo(0.9, 5);
  });

  it("RMSprop with decay 0.9 and ε = 1e-7 outside the root", () => {
    // tensorflow.js, with ε inside the root: 0.97764; PyTorch, with decay 0.99 and ε = 1e-8: 0.90001.
    const expected = 1 - (0.01 * 1e-3) / (Math.sqrt(0.1) * 1e-3 + 1e-7);
    expect(stepped({ kind: "rmsprop", rate: 0.01, decay: 0.9 }, 1e-3)).toBeCloseTo(expected, 6);
    expect(expected).toBeCloseTo(0.96839, 5);
    expect(stepped({ kind: "rmsprop", rate: 0.01, decay: 0.99 }, 1e-3)).toBeCloseTo(0.9001, 5);
    expect(stepped({ kind: "rmsprop", rate: 0.01, decay: 0.9 }, 1e-30)).toBeCloseTo(1, 6);
  });

  it("momentum adds the slope whole, as PyTorch and tensorflow.js do", () => {
    expect(stepped({ kind: "sgd", rate: 0.1, momentum: 0.9 }, 1)).toBeCloseTo(0.9, 6);
  });
});
