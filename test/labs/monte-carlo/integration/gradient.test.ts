import { expect, test } from "vitest";
import type { Table } from "../../../../shared/data/table.ts";
import {
  addGradient,
  excessLoss,
  fullGradient,
  regressionOf,
  solutionOf,
} from "../../../../shared/labs/monte-carlo/integration/gradient/data.ts";
import { descent, pointsOf, variance } from "../../../../shared/labs/monte-carlo/integration/gradient/minibatch.ts";
import { batchSizes, SCHEMES } from "../../../../shared/labs/monte-carlo/integration/gradient/schemes.ts";
import { normal } from "../../../../shared/random/index.ts";
import { openNow } from "../../../open-now.ts";
import { noWasm } from "../../../wasm.ts";

const rows = 60;
const table: Table = {
  rows,
  columns: 3,
  values: Float64Array.from(
    { length: rows * 3 },
    (_, at) => normal([4, 4], at) + (at % 3) * normal([5, 5], Math.floor(at / 3)),
  ),
  names: ["a", "b", "y"],
};
const params = { problem: "gradient", batch: 8, learningRate: 0.2, response: [] };
const context = { device: "wasm", data: table, inputs: {}, wasm: noWasm } as never;

test("variances of minibatch gradients are those of theory, each size and way of drawing", () => {
  const trials = 1000;
  const process = openNow(
    { open: variance.open },
    { id: "variance", kind: "variance", key: [3, 1], steps: trials, params },
    context,
  );
  const { values } = process.advance(trials).errors;
  const theory = process.output().theory.values;
  const sizes = batchSizes(rows);
  for (const [s] of SCHEMES.entries())
    for (const [k] of sizes.entries()) {
      const at = s * sizes.length + k;
      const own = Array.from({ length: trials }, (_, r) => Number(values[r * SCHEMES.length * sizes.length + at]));
      const mean = own.reduce((sum, value) => sum + value / trials, 0);
      const error = Math.sqrt(own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (trials - 1) / trials);
      expect(Math.abs(mean - Number(theory[at]))).toBeLessThan(4.5 * error);
    }
});

test("the variances of theory are those over all minibatches of two rows of a short table", () => {
  const short = 5;
  const few = { ...table, rows: short, values: table.values.slice(0, 3 * short) };
  const own = { ...params, batch: 2 };
  const process = openNow(
    { open: variance.open },
    { id: "variance", kind: "variance", key: [3, 1], steps: 1, params: own },
    { ...(context as object), data: few } as never,
  );
  const theory = process.output().theory.values;
  const sizes = batchSizes(short);
  const two = sizes.indexOf(2);
  expect(two).toBeGreaterThanOrEqual(0);
  const data = regressionOf(own as never, few);
  const { theta, gradient } = pointsOf(data, 0.2);
  const squares = (pair: readonly number[]) => {
    const sum = new Float64Array(data.columns);
    addGradient(data, theta, pair, 0, 2, 1 / 2, sum);
    return sum.reduce((total, value, j) => total + (value - gradient[j]) ** 2, 0);
  };
  const pairs = Array.from({ length: short * short }, (_, k) => [k % short, Math.floor(k / short)] as const);
  const over = (kept: readonly (readonly number[])[]) =>
    kept.reduce((sum, pair) => sum + squares(pair), 0) / kept.length;
  const at = (scheme: (typeof SCHEMES)[number]) => Number(theory[SCHEMES.indexOf(scheme) * sizes.length + two]);
  expect(at("with") / over(pairs)).toBeCloseTo(1, 12);
  expect(at("without") / over(pairs.filter(([a, b]) => a !== b))).toBeCloseTo(1, 12);
});

test("the gradient is the derivative of the loss, and vanishes at the solution", () => {
  const data = regressionOf(params as never, table);
  const solution = solutionOf(data);
  for (const value of fullGradient(data, solution)) expect(Math.abs(value)).toBeLessThan(1e-8);
  const theta = Float64Array.of(0.3, -0.7);
  const gradient = fullGradient(data, theta);
  for (const j of [0, 1]) {
    const at = (h: number) =>
      excessLoss(
        data,
        theta.map((value, k) => value + (k === j ? h : 0)),
        solution,
      );
    // The loss is a parabola: its central difference is exact but for rounding.
    expect((at(1e-3) - at(-1e-3)) / 2e-3).toBeCloseTo(gradient[j], 7);
  }
});

test("SVRG goes on falling where plain minibatches stay at a level; a step too long is told by a gap", () => {
  const end = (of: string, learningRate: number) => {
    const task = { id: "d", kind: "descent", key: [1, 1] as const, steps: 40, params: { ...params, learningRate, of } };
    return openNow({ open: descent.open }, task, context).advance(40).excess.values;
  };
  expect(end("svrg", 0.2)[39]).toBeLessThan(1e-12);
  expect(end("with", 0.2)[39]).toBeGreaterThan(1e-6);
  expect(end("full", 0.2)[39]).toBeLessThan(end("full", 0.2)[0]);
  const lost = end("with", 2);
  expect(lost[39]).toBe(Number.POSITIVE_INFINITY);
});
