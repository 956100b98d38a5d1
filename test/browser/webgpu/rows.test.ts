import { describe, expect, it } from "vitest";
import { attention } from "../../../shared/nets/attention.ts";
import { grad } from "../../../shared/nets/grad.ts";
import { feed } from "../../../shared/nets/leaves.ts";
import { causalSoftmax } from "../../../shared/nets/ops/causal-softmax.ts";
import { correct } from "../../../shared/nets/ops/correct.ts";
import { multiply } from "../../../shared/nets/ops/multiply.ts";
import { logSoftmax, softmax } from "../../../shared/nets/ops/softmax.ts";
import { standardise } from "../../../shared/nets/ops/standardise.ts";
import { sum } from "../../../shared/nets/ops/sum.ts";
import type { Tensor } from "../../../shared/nets/tensor.ts";
import { some } from "../../thorough.ts";
import { both, expectClose, type Given, normal, type Tolerance } from "./gpu.ts";
import { checkOperation } from "./operation.ts";

/** Columns of a row that an invocation has alone, that a workgroup has, and a large workgroup. */
const COLUMNS = some([1, 2, 10, 63, 64, 200, 3000], 2, 5);

/** Sums of n positive numbers of this size: n roundings of at most 2⁻²⁴ of the sum each, relative to it; and the few of what is done with it. */
const relative = (n: number): Tolerance => ({ ulps: n + 8, within: 2 ** -23 * Math.sqrt(n) });

describe("operations on rows on a GPU", () => {
  it.each(COLUMNS)("softmax of %i columns, and its slopes", async (n) => {
    await checkOperation({ name: "softmax", shapes: [[3, n]], build: ([x]) => softmax(x), tolerance: relative(n) });
    await checkOperation({
      name: "logSoftmax",
      shapes: [[3, n]],
      build: ([x]) => logSoftmax(x),
      tolerance: relative(n),
      slopes: relative(4 * n),
    });
  });

  it.each(COLUMNS)("softmax of %i columns up to the diagonal, and its slopes", async (n) => {
    const build = ([x]: readonly Tensor[]) => causalSoftmax(x, 0.5);
    await checkOperation({ name: "causalSoftmax", shapes: [[2, 3, n]], build, tolerance: relative(n) });
  });

  it.each(COLUMNS)("standardise %i columns, and its slope", async (n) => {
    await checkOperation({
      name: "standardise",
      shapes: [[3, n]],
      build: ([x]) => standardise(x, 1e-3),
      tolerance: relative(4 * n),
      // The slope is a small difference of large numbers where rows are short: r is up to ε^-½ = 32.
      slopes: { within: 2 ** -19 * Math.max(1, Math.sqrt(n)) },
    });
  });

  it.each([10, 100])("one NaN among %i columns makes its row NaN, and no other", async (n) => {
    const given: Given = (name, size) => {
      const own = Float32Array.from(normal(name, size));
      if (name === "x") own[n + 7] = NaN;
      return own;
    };
    const x = feed("x", [3, n]);
    const outputs = { softmax: softmax(x), log: logSoftmax(x), standard: standardise(x, 1e-3) };
    const { expected, found } = await both({ outputs }, given);
    for (const [name, own] of Object.entries(found)) {
      expect([...own.keys()].filter((i) => Number.isNaN(own[i]))).toEqual(Array.from({ length: n }, (_, i) => n + i));
      expect([...expected[name]].filter(Number.isNaN).length).toBe(n);
    }
  });

  it("say where the largest is, the first of equal ones, and nowhere beside NaN", async () => {
    const classes = 5;
    const given: Given = (name, size) =>
      Float32Array.from({ length: size }, (_, i) => (name === "z" && i === 12 ? NaN : (i * 7 + (i >> 2)) % 4));
    const { expected, found } = await both(
      { outputs: { y: correct(feed("z", [40, classes]), feed("t", [40, classes])) } },
      given,
    );
    expectClose(found, expected);
    expect(found.y[2]).toBe(0);
    expect(found.y.reduce((a, b) => a + b)).toBeGreaterThan(0);
  });

  it("attention of causal queries, and its slopes", async () => {
    const [q, k, v] = [feed("q", [4, 9, 8]), feed("k", [4, 9, 8]), feed("v", [4, 9, 6])];
    const { outputs, weights } = attention(q, k, v, { causal: true });
    const [a, b, c] = grad(sum(multiply(outputs, feed("r", outputs.shape))), [q, k, v]);
    const { expected, found } = await both({ outputs: { outputs, weights, a, b, c } });
    expectClose(found, expected, { within: 2 ** -20 });
  });
});
