import { describe, expect, it } from "vitest";
import { he, initialiserBefore } from "../../../shared/nets/initial.ts";
import { convLayer, convTransposeLayer, denseLayer, depthwiseLayer } from "../../../shared/nets/layers/index.ts";
import { asParameter, input } from "../../../shared/nets/leaves.ts";
import { maxPool2d } from "../../../shared/nets/ops/max-pool2d.ts";
import { flatten } from "../../../shared/nets/ops/reshape.ts";
import { parametersOf } from "../../../shared/nets/plan.ts";
import type { Tensor } from "../../../shared/nets/tensor.ts";

const parts = (y: Tensor) =>
  Object.fromEntries(parametersOf([y]).parts.map(({ name, tensor }) => [name, tensor.shape]));

describe("layers", () => {
  const x = input("x", [5, 8, 6, 3]);
  it("name their parameters in the order of the net, and keep samples first", () => {
    const a = convLayer("a", x, 4, 3, { stride: 2 });
    const b = depthwiseLayer("b", a, [3, 1], { bias: false });
    const c = convTransposeLayer("c", b, 2, 2, { stride: 2 });
    const d = denseLayer("d", flatten(maxPool2d(c, 2)), 7);
    expect(a.shape).toEqual([5, 4, 3, 4]);
    expect(c.shape).toEqual([5, 8, 6, 2]);
    expect(d).toMatchObject({ shape: [5, 7], perSample: 1 });
    expect(parts(d)).toEqual({
      "a.weights": [3, 3, 3, 4],
      "a.bias": [4],
      "b.weights": [3, 1, 4],
      "c.weights": [2, 2, 2, 4],
      "c.bias": [2],
      "d.weights": [24, 7],
      "d.bias": [7],
    });
  });

  it("begin as they are told", () => {
    const weights = (y: Tensor) => asParameter(y.inputs[1])?.initial;
    expect(weights(convLayer("a", x, 4, 3, { initial: initialiserBefore("relu") }))).toEqual(he(27));
    expect(weights(convLayer("a", x, 4, 3))).toEqual({ kind: "uniform", bound: Math.sqrt(6 / (27 + 36)) });
    expect(weights(convLayer("a", x, 4, 3, { initial: initialiserBefore("tanh") }))).toMatchObject({ kind: "uniform" });
    expect(weights(denseLayer("a", flatten(x), 4, { initial: initialiserBefore("selu") }))).toEqual({
      kind: "normal",
      deviation: Math.sqrt(1 / 144),
    });
  });

  it("work on the last axis of sequences", () => {
    const y = denseLayer("a", input("x", [2, 5, 3]), 4);
    expect(y).toMatchObject({ shape: [2, 5, 4], perSample: 1 });
  });

  it("name themselves and the cure in errors", () => {
    expect(() => convLayer("first", input("x", [2, 9]), 4, 3)).toThrow(
      "layer first: convolution of shape 2 × 9 (must be samples × height × width × channels: reshape first)",
    );
    expect(() => convLayer("second", x, 4, 9, { padding: "valid" })).toThrow(
      'layer second: conv2d of pictures 8 × 6 with windows 9 × 9 (must be no larger than the picture, or padded as "same")',
    );
    expect(() => denseLayer("third", flatten(x), 0)).toThrow(
      "layer third: invalid number of units: 0 (must be a whole number of at least 1)",
    );
  });
});
