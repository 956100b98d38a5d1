import { describe, it } from "vitest";
import { grad } from "../../../shared/nets/grad.ts";
import { input } from "../../../shared/nets/leaves.ts";
import { bernoulliLoss } from "../../../shared/nets/ops/bernoulli.ts";
import { correct } from "../../../shared/nets/ops/correct.ts";
import { multiply } from "../../../shared/nets/ops/multiply.ts";
import { absoluteError, huberError } from "../../../shared/nets/ops/robust-errors.ts";
import { softmaxCrossEntropy } from "../../../shared/nets/ops/softmax-cross-entropy.ts";
import { squaredError } from "../../../shared/nets/ops/squared-error.ts";
import { sum } from "../../../shared/nets/ops/sum.ts";
import type { Tensor } from "../../../shared/nets/tensor.ts";
import { both, expectClose, type Given, normal } from "./gpu.ts";

const LOSSES = { bernoulliLoss, softmaxCrossEntropy, correct, squaredError, absoluteError, huberError };

const plain: Given = (name, size) =>
  name === "t" ? Float32Array.from(normal(name, size), (x) => Math.min(1, Math.abs(x))) : normal(name, size);

/** A row with a NaN, and logits that are large, infinite, or equal. */
const awkward: Given = (name, size) => {
  const own = Float32Array.from(plain(name, size));
  if (name === "z")
    for (const [at, x] of [
      [3, NaN],
      [60, 300],
      [100, -300],
      [150, Infinity],
      [200, -Infinity],
    ])
      if (at < size) own[at] = x;
  return own;
};

const lossOf = (of: (z: Tensor, t: Tensor) => Tensor, columns: number) => {
  const [z, t] = [input("z", [9, columns]), input("t", [9, columns])];
  const y = of(z, t);
  const slope = y.operation.name === "correct" ? undefined : grad(sum(multiply(y, input("r", [9]))), [z])[0];
  return { y, ...(slope && { slope }) };
};

/**
 * Sums of rows go another way than the reference's, each of at most 300 terms of size about 1; a row's own error is taken relative to the sum, and a slope
 * is made of exponentials and a factor that follows from the sums: a few units in the last place.
 */
const tolerance = { ulps: 16, within: 300 * 2 ** -24 };

describe("losses on a GPU", () => {
  describe.each(Object.entries(LOSSES))("%s", (_, of) => {
    it.each([1, 10, 31, 32, 100, 300])("of rows of %i is that of the reference, as is its slope", async (columns) => {
      for (const given of [plain, awkward]) {
        const { expected, found } = await both({ outputs: lossOf(of, columns) }, given);
        expectClose(found, expected, tolerance);
      }
    });
  });
});
