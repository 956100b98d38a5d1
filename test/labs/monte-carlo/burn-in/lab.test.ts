import { describe, expect, test } from "vitest";
import type { Arrays } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { chainOf, expectation, totalVariation } from "../../../../shared/kernels/finite-chain/index.ts";
import { burnIn } from "../../../../shared/labs/monte-carlo/burn-in/lab.ts";
import { keptTimes } from "../../../../shared/labs/monte-carlo/burn-in/simulated.ts";
import { generated, runLab } from "../../../run.ts";

const tableOf = (...rows: number[][]): Table => ({
  rows: rows.length,
  columns: rows[0].length,
  values: Float64Array.from(rows.flat()),
});
const own = { chain: "own", steps: 8, discarded: 2, chains: 4 };

test("the distance and the mean of every step are those of the powers of an own matrix", () => {
  const table = tableOf([0.5, 0.5, 0], [0.1, 0.6, 0.3], [0.2, 0, 0.8]);
  const { fold, metrics } = runLab(burnIn, table, own);
  const chain = chainOf([
    new Map([
      [0, 0.5],
      [1, 0.5],
    ]),
    new Map([
      [0, 0.1],
      [1, 0.6],
      [2, 0.3],
    ]),
    new Map([
      [0, 0.2],
      [2, 0.8],
    ]),
  ]);
  let mu = [1, 0, 0];
  for (let t = 0; t < 8; t++) {
    const [a, b, c] = mu;
    mu = [0.5 * a + 0.1 * b + 0.2 * c, 0.5 * a + 0.6 * b, 0.3 * b + 0.8 * c];
    const exact = Float64Array.from(mu);
    expect(fold.records("exact", "totalVariation")?.values[t]).toBeCloseTo(totalVariation(exact, chain.stationary), 14);
    expect(fold.records("exact", "mean")?.values[t]).toBeCloseTo(expectation(exact, Float64Array.of(1, 2, 3)), 14);
  }
  expect(metrics.totalVariation).toBe(fold.records("exact", "totalVariation")?.values[7]);
});

test("rows of rounded probabilities are made to sum to 1, and then hold", () => {
  const { fold } = runLab(burnIn, tableOf([0.333, 0.333, 0.333], [0.25, 0.5, 0.25], [0, 0.4999, 0.5]), {
    ...own,
    holding: 0.1,
  });
  const [first] = [fold.records("exact", "distribution")?.values.subarray(0, 3) as Float64Array];
  expect([...first].reduce((sum, mass) => sum + mass)).toBeCloseTo(1, 14);
  expect(first[0]).toBeCloseTo(0.1 + 0.9 / 3, 14);
  expect(first[1]).toBeCloseTo(0.9 / 3, 14);
});

test.each([1, 3])(
  "averages of the simulated chains are off as far as the exact error says: one of every %i",
  (thin) => {
    const { fold } = runLab(burnIn, null, { steps: 60, discarded: 10, chains: 4000, thin });
    const { stationary, f } = fold.output("exact") as Arrays;
    const truth = expectation(stationary.values as Float64Array, f.values as Float64Array);
    const errors = [0, 1, 2, 3].flatMap((block) =>
      Array.from((fold.output(`chains.${block}`) as Arrays).averages.values, (average) => Number(average) - truth),
    );
    expect(errors).toHaveLength(4000);
    const moment = (k: number) => errors.reduce((sum, error) => sum + error ** k, 0) / errors.length;
    const { bias, every, thinned } = fold.output("summary") as Arrays;
    const exact = Number(thinned.values[every.values.indexOf(thin as never)]);
    // Four standard errors.
    expect(Math.abs(moment(2) - exact)).toBeLessThan(4 * Math.sqrt((moment(4) - moment(2) ** 2) / 4000));
    if (thin === 1) expect(Math.abs(moment(1) - Number(bias.values[10]))).toBeLessThan(4 * Math.sqrt(moment(2) / 4000));
  },
);

test("the estimated autocorrelation time is near the exact one where chains are long", () => {
  const { metrics } = runLab(burnIn, null, { width: 10, steps: 8000, discarded: 100, chains: 4 });
  expect(metrics.tauEstimated / metrics.tau).toBeGreaterThan(0.8);
  expect(metrics.tauEstimated / metrics.tau).toBeLessThan(1.25);
});

test("times that are averaged are counted as they are kept", () => {
  for (const [steps, discarded, thin] of [
    [10, 0, 1],
    [10, 9, 5],
    [10, 3, 4],
    [7, 2, 2],
  ]) {
    const times = Array.from({ length: steps }, (_, t) => t).filter(
      (t) => t >= discarded && (t - discarded) % thin === 0,
    );
    expect(keptTimes(steps, discarded, thin)).toBe(times.length);
  }
});

describe("an own matrix that is none", () => {
  test.each([
    ["not-a-chain", tableOf([0.5, 0.5])],
    ["no-probability", tableOf([1.5, -0.5], [0.5, 0.5])],
    ["row-sum", tableOf([0.5, 0.4], [0.5, 0.5])],
    ["several-parts", tableOf([1, 0], [0, 1])],
  ])("is refused: %s", (code, table) => {
    expect(() => runLab(burnIn, table, own)).toThrow(expect.objectContaining({ code, path: "data" }));
  });

  test("rows whose sums are rounded are taken; a matrix beside another chain is not", () => {
    const rounded = tableOf([0.333, 0.333, 0.333], [0.5, 0.25, 0.25], [0.2, 0.4, 0.4]);
    expect(runLab(burnIn, rounded, own).metrics.totalVariation).toBeLessThan(0.01);
    const matrix = generated("transition-matrix", { states: 5 });
    const unused = expect.objectContaining({ code: "matrix-unused", values: expect.objectContaining({ fits: "own" }) });
    expect(() => runLab(burnIn, matrix, { chain: "bell" })).toThrow(unused);
  });
});

test("a state that is left for good has no spectrum, and everything else is there", () => {
  const { metrics, fold } = runLab(burnIn, tableOf([0, 1, 0], [0, 0.5, 0.5], [0, 1, 0]), own);
  expect((fold.output("summary") as Arrays).values.values).toHaveLength(0);
  expect(metrics.gap).toBeUndefined();
  expect(metrics.totalVariation).toBeLessThan(0.1);
});

test("a chain that hardly ever leaves a part has no autocorrelation time, and one that goes round has 0", () => {
  const stuck = runLab(burnIn, tableOf([1, 1e-300], [1e-300, 1]), own);
  expect(stuck.metrics.tau).toBeUndefined();
  expect(stuck.metrics.totalVariation).toBeCloseTo(0.5, 12);
  // In a period the values cancel exactly: what rounding leaves is never below 0.
  const round = runLab(burnIn, tableOf([0, 1, 0], [0, 0, 1], [1, 0, 0]), own);
  expect(round.metrics.tau).toBeGreaterThanOrEqual(0);
  expect(round.metrics.tau).toBeLessThan(1e-12);
  expect(round.metrics.mixingTime).toBeUndefined();
});
