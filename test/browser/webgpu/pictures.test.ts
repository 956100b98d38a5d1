import { describe, expect, it } from "vitest";
import { feed } from "../../../shared/nets/leaves.ts";
import { averagePool2d, globalAveragePool } from "../../../shared/nets/ops/average-pool2d.ts";
import { conv2d, conv2dTranspose } from "../../../shared/nets/ops/conv2d.ts";
import { depthwise2d } from "../../../shared/nets/ops/depthwise2d.ts";
import { maxPool2d } from "../../../shared/nets/ops/max-pool2d.ts";
import { upsample2d } from "../../../shared/nets/ops/upsample2d.ts";
import { some } from "../../thorough.ts";
import { both, expectClose, type Given, normal } from "./gpu.ts";
import { checkOperation, type GpuCase, sumsOf } from "./operation.ts";

const cases: readonly GpuCase[] = [
  {
    name: "conv2d with a bias",
    shapes: [[2, 5, 6, 3], [3, 3, 3, 5], [5]],
    build: ([x, w, b]) => conv2d(x, w, b),
  },
  {
    name: "conv2d, valid, stride 2, oblong",
    shapes: [
      [2, 5, 6, 1],
      [2, 3, 1, 2],
    ],
    build: ([x, w]) => conv2d(x, w, undefined, { stride: 2, padding: "valid" }),
  },
  {
    name: "conv2d, same, strides 2 and 3 that leave more below",
    shapes: [
      [1, 4, 5, 2],
      [3, 4, 2, 1],
    ],
    build: ([x, w]) => conv2d(x, w, undefined, { stride: [2, 3] }),
  },
  {
    name: "conv2d, filters smaller than the stride",
    shapes: [
      [1, 5, 5, 1],
      [2, 1, 1, 2],
    ],
    build: ([x, w]) => conv2d(x, w, undefined, { stride: 3, padding: "valid" }),
  },
  {
    name: "conv2d, more pixels and outputs than a tile",
    shapes: [[2, 9, 8, 7], [3, 3, 7, 37], [37]],
    build: ([x, w, b]) => conv2d(x, w, b),
    // The slopes by the filters and by the bias are sums over 144 pixels in parts.
    slopes: sumsOf(333),
  },
  {
    name: "conv2d, filters over many channels, summed in parts",
    shapes: [
      [1, 4, 4, 40],
      [3, 3, 40, 4],
    ],
    build: ([x, w]) => conv2d(x, w),
    tolerance: sumsOf(360),
  },
  {
    name: "conv2dTranspose",
    shapes: [[2, 2, 3, 2], [3, 3, 3, 2], [3]],
    build: ([x, w, b]) => conv2dTranspose(x, w, b, { stride: 2 }),
  },
  {
    name: "conv2dTranspose, valid, of many channels, summed in parts",
    shapes: [
      [1, 3, 3, 80],
      [4, 4, 2, 80],
    ],
    build: ([x, w]) => conv2dTranspose(x, w, undefined, { stride: 2, padding: "valid" }),
    tolerance: sumsOf(320),
  },
  {
    name: "depthwise2d with a bias",
    shapes: [[2, 5, 4, 3], [3, 3, 3], [3]],
    build: ([x, w, b]) => depthwise2d(x, w, b),
  },
  {
    name: "depthwise2d, strides and oblong filters",
    shapes: [
      [2, 7, 9, 2],
      [3, 2, 2],
    ],
    build: ([x, w]) => depthwise2d(x, w, undefined, { stride: [2, 3] }),
  },
  {
    name: "depthwise2d, slopes by filters in parts",
    shapes: [
      [3, 8, 8, 5],
      [3, 3, 5],
    ],
    build: ([x, w]) => depthwise2d(x, w),
    slopes: sumsOf(192),
  },
  { name: "maxPool2d", shapes: [[2, 4, 6, 3]], build: ([x]) => maxPool2d(x, 2) },
  {
    name: "maxPool2d, windows that overlap and lie beyond the edge",
    shapes: [[2, 5, 6, 3]],
    build: ([x]) => maxPool2d(x, 3, { stride: 2, padding: "same" }),
  },
  {
    name: "maxPool2d, stride 1, oblong",
    shapes: [[1, 5, 4, 2]],
    build: ([x]) => maxPool2d(x, [2, 3], { stride: 1, padding: "same" }),
  },
  { name: "averagePool2d", shapes: [[2, 4, 6, 3]], build: ([x]) => averagePool2d(x, 2) },
  {
    name: "averagePool2d, windows that overlap and lie beyond the edge",
    shapes: [[2, 5, 6, 3]],
    build: ([x]) => averagePool2d(x, 3, { stride: 2, padding: "same" }),
  },
  { name: "globalAveragePool", shapes: [[2, 3, 4, 3]], build: ([x]) => globalAveragePool(x) },
  { name: "upsample2d", shapes: [[2, 3, 2, 3]], build: ([x]) => upsample2d(x, [2, 3]) },
];

describe("operations on pictures on a GPU", () => {
  // Half a dozen shaders of products take an adapter on the processor a quarter of a minute: of convolutions those stand for all that use most of them.
  it.each(some(cases, 2, 4, 6, 8, 10, 11, 12, 13, 14, 15, 16, 17))("$name", checkOperation);

  it("maxPool2d keeps NaN and infinities, and tells the first of equal ones", async () => {
    const special = [NaN, Infinity, -Infinity, 0, -0, 1, 1, 2, -1];
    const given: Given = (name, size) =>
      name === "x"
        ? Float32Array.from({ length: size }, (_, i) => special[(i * i + (i >> 3)) % 9])
        : normal(name, size);
    const x = feed("x", [3, 6, 6, 2]);
    const [apart, over] = [maxPool2d(x, 2), maxPool2d(x, 3, { stride: 1, padding: "same" })];
    const outputs = {
      apart,
      over,
      slope: apart.operation.gradient?.(apart, feed("r", apart.shape))[0] ?? apart,
      slopes: over.operation.gradient?.(over, feed("s", over.shape))[0] ?? over,
    };
    const { expected, found } = await both({ outputs }, given);
    expect(expected.apart.some(Number.isNaN)).toBe(true);
    expectClose(found, expected);
  });
});
