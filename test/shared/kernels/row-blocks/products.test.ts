/** Sparse = masked dense, bit for bit, on both devices, over random shapes and masks. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bytesOf,
  denseBytes,
  denseProduct,
  outSize,
  packDense,
  packSparse,
  padded,
  type RowBlocksDevice,
  sparseProduct,
  type Windows,
} from "../../../../shared/kernels/row-blocks/index.ts";
import { foldIn, normal, uniform } from "../../../../shared/random/index.ts";
import { fresh } from "../../../wasm.ts";

const devices = (): readonly RowBlocksDevice[] => ["scalar", fresh("rowblocks")];

/** Of all sizes, tiny ones and negative zeros among them. */
function floats(seed: number, count: number, zeros = 0): Float32Array {
  const key = foldIn([3, 5], seed);
  return Float32Array.from({ length: count }, (_, i) => {
    if (uniform(foldIn(key, 1), i) < zeros) return 0;
    const scale = [1, 1e-3, 1e3, 1e-30, -0][Math.floor(5 * uniform(foldIn(key, 2), i))];
    return scale * normal(key, i);
  });
}

const bits = (values: Float32Array) => Array.from(new Uint32Array(values.slice().buffer));

const shares = fc.constantFrom(0, 0.3, 0.7, 0.9, 0.99, 1);
const rows = fc.record({
  seed: fc.nat(1000),
  taps: fc.integer({ min: 1, max: 70 }),
  outputs: fc.integer({ min: 1, max: 40 }),
  zeros: shares,
});
const pictures = fc.record({
  seed: fc.nat(1000),
  outputs: fc.integer({ min: 1, max: 10 }),
  channels: fc.integer({ min: 1, max: 5 }),
  kernel: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
  stride: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 3 })),
  more: fc.tuple(fc.nat(5), fc.nat(5)),
  zeros: shares,
});

describe("products of rows of blocks", () => {
  it("sparse = masked dense for rows, and the scalar reference = wasm", () => {
    fc.assert(
      fc.property(rows, ({ seed, taps, outputs, zeros }) => {
        const dense = packDense(floats(seed, taps * outputs, zeros), outputs, floats(seed + 1, outputs));
        const sparse = packSparse(dense);
        const x = floats(seed + 2, taps, 0.3);
        const [reference, ...others] = devices().flatMap((on) => [
          bits(denseProduct(on, dense).run(x)),
          bits(sparseProduct(on, sparse).run(x)),
        ]);
        for (const other of others) expect(other).toEqual(reference);
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  it("the same for windows of convolutions", () => {
    fc.assert(
      fc.property(pictures, ({ seed, outputs, channels, kernel, stride, more, zeros }) => {
        const windows: Windows = {
          kernel,
          stride,
          channels,
          paddedHeight: kernel[0] + more[0],
          paddedWidth: kernel[1] + more[1],
        };
        const taps = kernel[0] * kernel[1] * channels;
        const dense = packDense(floats(seed, taps * outputs, zeros), outputs, floats(seed + 1, outputs));
        const x = floats(seed + 2, windows.paddedHeight * windows.paddedWidth * channels, 0.2);
        const [reference, ...others] = devices().flatMap((on) => [
          bits(denseProduct(on, dense, windows).run(x)),
          bits(sparseProduct(on, packSparse(dense), windows).run(x)),
        ]);
        for (const other of others) expect(other).toEqual(reference);
      }),
      { numRuns: 150, seed: 2 },
    );
  });

  it("are the sums of the textbook", () => {
    const [taps, outputs] = [13, 6];
    const weights = floats(4, taps * outputs).map((w) => (Math.abs(w) > 100 || Math.abs(w) < 1e-9 ? 0.5 : w));
    const x = floats(5, taps).map((v) => Math.min(3, Math.max(-3, v)));
    const bias = floats(6, outputs).map((b) => Math.min(3, Math.max(-3, b)));
    const y = denseProduct("scalar", packDense(weights, outputs, bias)).run(x);
    for (let o = 0; o < outputs; o++) {
      let [sum, size] = [bias[o], Math.abs(bias[o])];
      for (let t = 0; t < taps; t++) {
        sum += x[t] * weights[t * outputs + o];
        size += Math.abs(x[t] * weights[t * outputs + o]);
      }
      // One rounding per product and per sum of float32.
      expect(Math.abs(y[o] - sum)).toBeLessThanOrEqual((taps + 2) * 2 ** -23 * size);
    }
  });

  it("a window sees the pixels that the zeros around the picture leave it", () => {
    const windows: Windows = { kernel: [3, 3], stride: [1, 1], channels: 1, paddedHeight: 4, paddedWidth: 4 };
    const picture = Float32Array.of(1, 2, 3, 4);
    const x = padded(picture, [2, 2], windows, [1, 1]);
    expect(Array.from(x)).toEqual([0, 0, 0, 0, 0, 1, 2, 0, 0, 3, 4, 0, 0, 0, 0, 0]);
    expect(outSize(windows)).toEqual([2, 2]);
    const middle = packDense(Float32Array.of(0, 0, 0, 0, 1, 0, 0, 0, 0), 1);
    for (const on of devices())
      expect(Array.from(sparseProduct(on, packSparse(middle), windows).run(x))).toEqual([1, 2, 3, 4]);
  });

  it("a block is kept while one of its four numbers is not 0", () => {
    const dense = packDense(Float32Array.of(0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0), 4);
    const sparse = packSparse(dense);
    expect(Array.from(sparse.columns)).toEqual([1]);
    expect(Array.from(sparse.values)).toEqual([0, 7, 0, 0]);
    expect(bytesOf(sparse)).toBe(4 * (2 + 1 + 4 + 4));
    expect(denseBytes(dense)).toBe(4 * (12 + 4));
  });
});
