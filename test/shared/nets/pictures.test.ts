import type * as Tensorflow from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { float32 } from "../../../shared/nets/arithmetic.ts";
import { grad } from "../../../shared/nets/grad.ts";
import { feed, input } from "../../../shared/nets/leaves.ts";
import { add } from "../../../shared/nets/ops/add.ts";
import { averagePool2d, globalAveragePool } from "../../../shared/nets/ops/average-pool2d.ts";
import { conv2d, conv2dTranspose } from "../../../shared/nets/ops/conv2d.ts";
import { depthwise2d } from "../../../shared/nets/ops/depthwise2d.ts";
import { maxPool2d } from "../../../shared/nets/ops/max-pool2d.ts";
import { multiply } from "../../../shared/nets/ops/multiply.ts";
import { sum } from "../../../shared/nets/ops/sum.ts";
import { upsample2d } from "../../../shared/nets/ops/upsample2d.ts";
import type { Tensor } from "../../../shared/nets/tensor.ts";
import { checkBits, checkDerivatives, evaluate, type OperationCase } from "./operation.ts";
import { checkPeer, type PeerCase, startPeer } from "./peer.ts";

type Four = Tensorflow.Tensor4D;
const channel = (tf: typeof Tensorflow, w: Tensorflow.Tensor) => tf.expandDims(w, 3) as Four;

const cases: readonly PeerCase[] = [
  {
    name: "conv2d",
    shapes: [[2, 4, 3, 2], [3, 3, 2, 3], [3]],
    samples: [0],
    build: ([x, w, b]) => conv2d(x, w, b),
    peer: (tf, [x, w, b]) => tf.add(tf.conv2d(x as Four, w as Four, 1, "same"), b),
  },
  {
    name: "conv2d, valid, stride 2, oblong",
    shapes: [
      [2, 5, 6, 1],
      [2, 3, 1, 2],
    ],
    samples: [0],
    build: ([x, w]) => conv2d(x, w, undefined, { stride: 2, padding: "valid" }),
    peer: (tf, [x, w]) => tf.conv2d(x as Four, w as Four, 2, "valid"),
  },
  {
    name: "conv2d, same, strides 2 and 3 that leave more below",
    shapes: [
      [1, 4, 5, 2],
      [3, 4, 2, 1],
    ],
    samples: [0],
    build: ([x, w]) => conv2d(x, w, undefined, { stride: [2, 3] }),
    peer: (tf, [x, w]) => tf.conv2d(x as Four, w as Four, [2, 3], "same"),
  },
  {
    name: "conv2d, filters smaller than the stride",
    shapes: [
      [1, 5, 5, 1],
      [2, 1, 1, 2],
    ],
    build: ([x, w]) => conv2d(x, w, undefined, { stride: 3, padding: "valid" }),
    peer: (tf, [x, w]) => tf.conv2d(x as Four, w as Four, 3, "valid"),
  },
  {
    name: "conv2dTranspose",
    shapes: [[2, 2, 3, 2], [3, 3, 3, 2], [3]],
    samples: [0],
    build: ([x, w, b]) => conv2dTranspose(x, w, b, { stride: 2 }),
    peer: (tf, [x, w, b]) => tf.add(tf.conv2dTranspose(x as Four, w as Four, [2, 4, 6, 3], 2, "same"), b),
  },
  {
    name: "conv2dTranspose, valid",
    shapes: [
      [1, 2, 2, 1],
      [3, 2, 2, 1],
    ],
    build: ([x, w]) => conv2dTranspose(x, w, undefined, { stride: 2, padding: "valid" }),
    peer: (tf, [x, w]) => tf.conv2dTranspose(x as Four, w as Four, [1, 5, 4, 2], 2, "valid"),
  },
  {
    name: "conv2dTranspose to odd sides",
    shapes: [[2, 2, 3, 2], [3, 3, 3, 2], [3]],
    samples: [0],
    build: ([x, w, b]) => conv2dTranspose(x, w, b, { stride: 2, size: [3, 5] }),
    peer: (tf, [x, w, b]) => tf.add(tf.conv2dTranspose(x as Four, w as Four, [2, 3, 5, 3], 2, "same"), b),
  },
  {
    name: "depthwise2d",
    shapes: [[2, 3, 4, 2], [3, 3, 2], [2]],
    samples: [0],
    build: ([x, w, b]) => depthwise2d(x, w, b),
    peer: (tf, [x, w, b]) => tf.add(tf.depthwiseConv2d(x as Four, channel(tf, w), 1, "same"), b),
  },
  {
    name: "depthwise2d, stride 2",
    shapes: [
      [1, 4, 5, 3],
      [3, 2, 3],
    ],
    build: ([x, w]) => depthwise2d(x, w, undefined, { stride: 2 }),
    peer: (tf, [x, w]) => tf.depthwiseConv2d(x as Four, channel(tf, w), 2, "same"),
  },
  {
    name: "maxPool2d",
    shapes: [[2, 4, 5, 2]],
    samples: [0],
    build: ([x]) => maxPool2d(x, 2),
    peer: (tf, [x]) => tf.maxPool(x as Four, 2, 2, "valid"),
  },
  {
    name: "maxPool2d, windows that overlap, same",
    shapes: [[2, 4, 5, 2]],
    samples: [0],
    build: ([x]) => maxPool2d(x, 3, { stride: 2, padding: "same" }),
    peer: (tf, [x]) => tf.maxPool(x as Four, 3, 2, "same"),
  },
  {
    name: "averagePool2d, windows that overlap, same",
    shapes: [[2, 4, 5, 2]],
    samples: [0],
    build: ([x]) => averagePool2d(x, 3, { stride: 2, padding: "same" }),
    peer: (tf, [x]) => tf.avgPool(x as Four, 3, 2, "same"),
    wrongSlopes: "divided by the size of the window, where values are divided by its cells inside the picture",
  },
  {
    name: "averagePool2d, oblong",
    shapes: [[1, 4, 6, 1]],
    build: ([x]) => averagePool2d(x, [2, 3]),
    peer: (tf, [x]) => tf.avgPool(x as Four, [2, 3], [2, 3], "valid"),
  },
  {
    name: "globalAveragePool",
    shapes: [[2, 3, 2, 2]],
    samples: [0],
    build: ([x]) => globalAveragePool(x),
    peer: (tf, [x]) => tf.mean(x, [1, 2]),
  },
  {
    name: "upsample2d",
    shapes: [[2, 2, 3, 2]],
    samples: [0],
    build: ([x]) => upsample2d(x, [2, 3]),
    peer: (tf, [x]) => tf.image.resizeNearestNeighbor(x as Four, [4, 9]),
    wrongSlopes: "their kernel on cpu takes those of all samples but the first from the wrong place",
  },
  {
    name: "upsample2d, one picture",
    shapes: [[1, 2, 3, 2]],
    samples: [0],
    build: ([x]) => upsample2d(x, [2, 3]),
    peer: (tf, [x]) => tf.image.resizeNearestNeighbor(x as Four, [4, 9]),
  },
];

/** Of a square, so that second derivatives are not zero where the operation is linear. */
const squared = (one: OperationCase): OperationCase => ({
  ...one,
  build: (inputs) => {
    const y = one.build(inputs);
    return multiply(y, y);
  },
});

describe("derivatives of operations on pictures against differences", () => {
  it.each(cases)("$name", (one) => checkDerivatives(squared(one), 3e-7));
});

/** Slopes of slopes, which checks of one operation do not meet. */
const slopesOf = (one: OperationCase): OperationCase => ({
  ...one,
  name: `slopes of ${one.name}`,
  build(inputs) {
    const y = one.build(inputs);
    const slopes = grad(sum(multiply(y, y)), inputs);
    return slopes.map((slope) => sum(multiply(slope, slope))).reduce((a, b) => add(a, b));
  },
});

describe("operations on pictures have the same bits on both machines", () => {
  it.each([...cases, ...cases.map(slopesOf)])("$name", (one) => {
    checkBits(one);
    checkBits({ ...one, segment: 1 });
  });
});

describe("values and slopes of operations on pictures against tensorflow.js", () => {
  let tf: typeof Tensorflow;
  beforeAll(async () => {
    tf = await startPeer();
  }, 60_000);
  it.each(cases)("$name", (one) => checkPeer(tf, one));
});

describe("maxima", () => {
  const slopes = (x: Tensor) => grad(sum(multiply(maxPool2d(x, 2), feed("r", [1, 1, 1, 1]))), [x])[0];
  const maximum = (values: readonly number[]) => {
    const x = input("x", [1, 2, 2, 1]);
    return evaluate([maxPool2d(x, 2), slopes(x)], { x: values, r: [5] }).map((value) => Array.from(value));
  };

  it("of equal ones are the first", () => {
    expect(maximum([1, 7, 7, 2])).toEqual([[7], [0, 5, 0, 0]]);
  });

  it("are NaN where there is one, and the slope goes there", () => {
    expect(maximum([1, 9, Number.NaN, 2])).toEqual([[Number.NaN], [0, 0, 5, 0]]);
  });
});

describe("filters that many samples share", () => {
  it("have slopes summed by shards, and those as a tree", () => {
    const x = input("x", [5, 1, 1, 1]);
    const w = feed("w", [1, 1, 1, 1]);
    const values = { x: [2 ** 24, 1, 1, 1, -(2 ** 24)], w: [1] };
    for (const y of [conv2d(x, w), depthwise2d(x, feed("w", [1, 1, 1]))]) {
      const [filters] = grad(sum(y), [y.inputs[1]]);
      const of = (segment: number) => evaluate([filters], values, { segment, arithmetic: float32 })[0][0];
      expect([of(5), of(2), of(1)]).toEqual([0, 2, 2]);
    }
  });
});

describe("shapes that do not go together", () => {
  const x = input("x", [2, 4, 4, 3]);
  it("are told with what they should be", () => {
    expect(() => conv2d(x, feed("w", [3, 3, 2, 8]))).toThrow(
      "conv2d of pictures with 3 channels with filters 3 × 3 × 2 × 8 (must be 3 × 3 × 3 × outputs)",
    );
    expect(() => conv2d(x, feed("w", [3, 3, 3, 8]), feed("b", [3]))).toThrow("conv2d with bias of shape 3 (must be 8)");
    expect(() => maxPool2d(x, 5)).toThrow(
      'maxPool2d of pictures 4 × 4 with windows 5 × 5 (must be no larger than the picture, or padded as "same")',
    );
    expect(() => conv2d(input("x", [2, 16]), feed("w", [3, 3, 3, 8]))).toThrow(
      "conv2d of shape 2 × 16 (must be samples × height × width × channels: reshape first)",
    );
    expect(() => conv2d(x, feed("w", [3, 3, 3, 8]), undefined, { stride: 0 })).toThrow(
      "invalid stride: 0 × 0 (must be whole numbers of at least 1)",
    );
  });
});
