import { expect, it } from "vitest";
import { costOf } from "../../../shared/nets/cost.ts";
import { convLayer, denseLayer } from "../../../shared/nets/layers/index.ts";
import { input } from "../../../shared/nets/leaves.ts";
import type { Model } from "../../../shared/nets/model.ts";
import { multiply } from "../../../shared/nets/ops/multiply.ts";
import { flatten } from "../../../shared/nets/ops/reshape.ts";
import { sumAxis } from "../../../shared/nets/ops/sum.ts";

it("counts what a dense net of two layers asks for", () => {
  const [rows, inputs, hidden, outputs] = [5, 7, 6, 3];
  const model: Model = {
    build(count) {
      const y = denseLayer("b", denseLayer("a", input("x", [count, inputs]), hidden), outputs);
      return { losses: sumAxis(multiply(y, y), -1), outputs: {} };
    },
  };
  const cost = costOf(model, rows);
  const [first, second] = [rows * inputs * hidden, rows * hidden * outputs];
  // The square and its sum.
  expect(cost.forward).toBe(first + second + rows * outputs + rows);
  // By both weights and by the hidden layer; besides no more than some numbers for each output.
  const products = first + 2 * second;
  expect(cost.backward).toBeGreaterThan(products);
  expect(cost.backward).toBeLessThan(products + 5 * rows * outputs + hidden + outputs);
  // 42 + 6 + 18 + 3, each filled up to a multiple of 4.
  expect(cost.parameters).toBe(44 + 8 + 20 + 4);
  expect(cost.arena).toBeGreaterThanOrEqual(rows * (inputs + hidden + outputs));
  expect(cost.arena).toBeLessThan(4 * rows * (inputs + hidden + outputs));
});

it("counts convolutions, and grows with the samples but for the parameters", () => {
  const model: Model = {
    build(count) {
      const y = flatten(convLayer("a", input("x", [count, 8, 8, 3]), 4, 3, { stride: 2, bias: false }));
      return { losses: sumAxis(y, -1), outputs: {} };
    },
  };
  const [one, ten] = [costOf(model, 1), costOf(model, 10)];
  const product = 4 * 4 * 9 * 3 * 4;
  expect(one.forward).toBe(product + 1);
  expect(ten.forward).toBe(10 * one.forward);
  expect(ten.backward).toBeGreaterThan(10 * product);
  expect(ten.parameters).toBe(one.parameters);
  expect(ten.arena).toBeGreaterThan(9 * one.arena);
});
