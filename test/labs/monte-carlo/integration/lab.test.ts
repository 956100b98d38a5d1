import { expect, test } from "vitest";
import { descent, valueAt } from "../../../../shared/labs/monte-carlo/integration/descent.ts";
import { openNow } from "../../../open-now.ts";

const context = { device: "wasm", data: null, inputs: {}, wasm: () => ({}) } as never;

test("without noise every step shrinks x by 1 − learningRate·curvature, to rounding", () => {
  const params = { learningRate: 0.25, noise: 0 };
  const end = (steps: number) => {
    const process = openNow(descent, { id: "descent", kind: "descent", key: [1, 2], steps, params }, context);
    process.advance(steps);
    return process.output().x.values as Float64Array;
  };
  const [start, later] = [end(1), end(11)];
  const expected = [0.75, 0.975].map((shrink, i) => start[i] * shrink ** 10);
  expect(later[0] / expected[0]).toBeCloseTo(1, 13);
  expect(later[1] / expected[1]).toBeCloseTo(1, 13);
  expect(valueAt(later)).toBeCloseTo(0.5 * (later[0] ** 2 + 0.1 * later[1] ** 2), 13);
});
