import { describe, expect, test } from "vitest";
import { kaufman } from "../../../../shared/kernels/ising/exact.ts";
import { bondsOf, type Grid } from "../../../../shared/kernels/log-z/grid.ts";
import { countMachine, exactMachine, type Machine } from "../../../../shared/kernels/log-z/machine.ts";
import { exactMixture, mixturePath, modesOf } from "../../../../shared/kernels/log-z/mixture.ts";
import { addRow, countStates, exactGrid, rowFactors } from "../../../../shared/kernels/log-z/transfer.ts";
import { logSumExp } from "../../../../shared/math/index.ts";
import { foldIn } from "../../../../shared/random/index.ts";
import { bonds, logModel, logZ, spins } from "../../../oracles/ising-grid.ts";
import { bruteForce } from "../../../oracles/rbm.ts";
import { singleMachine } from "./models.ts";

const grids: readonly Grid[] = [
  { columns: 4, rows: 4, ring: false, coupling: 0.44, field: 0 },
  { columns: 3, rows: 5, ring: false, coupling: 0.8, field: 0.3 },
  { columns: 4, rows: 3, ring: true, coupling: 0.5, field: 0.2 },
  { columns: 5, rows: 1, ring: true, coupling: 0.7, field: 0 },
];

test.each(grids)("the transfer matrix sums all states of a grid of $columns × $rows", (grid) => {
  expect(exactGrid(grid).logZ).toBeCloseTo(logZ(grid), 11);
});

test.each([4, 6, 8])("the trace over both directions closed is Kaufman's torus of side %i", (side) => {
  const temperature = 2.4;
  const grid: Grid = { columns: side, rows: side, ring: true, coupling: 1 / temperature, field: 0 };
  const factors = rowFactors(grid);
  let trace = 0;
  for (let state = 0; state < 2 ** side; state++) {
    // The first row is given, and is met again after `side` steps.
    const vector = new Float64Array(2 ** side);
    vector[state] = 1;
    for (let row = 0; row < side; row++) addRow(vector, grid, factors);
    trace += vector[state];
  }
  expect(Math.log(trace) / kaufman(side, temperature).logZ).toBeCloseTo(1, 12);
});

test("a grid of 16 columns and 16 rows comes between its mean field and its ground states", () => {
  const grid: Grid = { columns: 16, rows: 16, ring: false, coupling: 1, field: 0 };
  const ground = grid.coupling * bondsOf(grid) + Math.log(2);
  const { logZ: found } = exactGrid(grid);
  expect(found).toBeGreaterThan(ground);
  // At T = 1 the lowest excitations alone matter: a corner turned costs 4, and there are four of them, an edge site 6, an inner one 8.
  const flips = 4 * Math.exp(-4) + 56 * Math.exp(-6) + 196 * Math.exp(-8);
  expect(found - ground).toBeGreaterThan(Math.log1p(flips) * 0.9);
  expect(found - ground).toBeLessThan(2 * flips + 0.2);
});

test.each(grids)("states of a grid of $columns × $rows are counted by their bonds", (grid) => {
  const pairs = bonds(grid);
  const counts = new Array<number>(pairs.length + 1).fill(0);
  for (const s of spins(grid.columns * grid.rows)) counts[pairs.filter(([i, j]) => s[i] === s[j]).length]++;
  const found = countStates(grid);
  expect(bondsOf(grid)).toBe(pairs.length);
  for (const [a, count] of counts.entries())
    expect(count === 0 ? found[a] === Number.NEGATIVE_INFINITY : Math.exp(found[a]) / count).toSatisfy(
      (value: boolean | number) => value === true || Math.abs(Number(value) - 1) < 1e-12,
    );
});

test("the counted states of a grid of 10 × 10 give its partition function", () => {
  const grid: Grid = { columns: 10, rows: 10, ring: false, coupling: 0.44, field: 0 };
  const total = bondsOf(grid);
  const logs = countStates(grid).map((count, a) => count + grid.coupling * (2 * a - total));
  expect(logSumExp(logs)).toBeCloseTo(exactGrid(grid).logZ, 9);
});

/** Chi-squared of counts against probabilities; cells below five expected are joined. */
function chiSquared(counts: readonly number[], probabilities: readonly number[]) {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let [value, cells, restCount, restExpected] = [0, -1, 0, 0];
  for (const [i, p] of probabilities.entries()) {
    if (total * p < 5) {
      restCount += counts[i];
      restExpected += total * p;
      continue;
    }
    value += (counts[i] - total * p) ** 2 / (total * p);
    cells++;
  }
  if (restExpected > 0) {
    value += (restCount - restExpected) ** 2 / restExpected;
    cells++;
  }
  return (value - cells) / Math.sqrt(2 * cells);
}

describe("exact draws", () => {
  test("of a grid come as often as their weight says", () => {
    const grid: Grid = { columns: 3, rows: 3, ring: false, coupling: 0.4, field: 0.1 };
    const exact = exactGrid(grid);
    const x = new Float64Array(9);
    const counts = new Array<number>(512).fill(0);
    for (let n = 0; n < 20_000; n++) {
      exact.draw(foldIn([3, 4], n), x);
      counts[x.reduce((s, spin, i) => s | (spin > 0 ? 1 << i : 0), 0)]++;
    }
    const probabilities = spins(9).map((s) => Math.exp(logModel(grid, s) - exact.logZ));
    // Four standard deviations of the standardised statistic.
    expect(Math.abs(chiSquared(counts, probabilities))).toBeLessThan(4);
  });

  test.each([
    [6, 3],
    [3, 5],
  ])("of a machine of %i by %i units come as often as their weight says", (visible, hidden) => {
    const parameters = singleMachine(visible, hidden, 5);
    const truth = bruteForce(parameters);
    const machine: Machine = {
      weights: Float64Array.from(parameters.weights),
      visibleBias: Float64Array.from(parameters.visibleBias),
      hiddenBias: Float64Array.from(parameters.hiddenBias),
    };
    const exact = exactMachine(machine, countMachine(machine));
    expect(exact.logZ).toBeCloseTo(truth.logZ, 9);
    const v = new Float64Array(visible);
    const counts = new Array<number>(2 ** visible).fill(0);
    for (let n = 0; n < 20_000; n++) {
      exact.draw(foldIn([5, 4], n), v);
      counts[v.reduce((s, on, i) => s | (on << i), 0)]++;
    }
    expect(Math.abs(chiSquared(counts, truth.probability))).toBeLessThan(4);
  });

  test("the constant of a mixture is its integral", () => {
    const mixture = modesOf(2, [1, 1, 0.5], 5);
    const path = mixturePath(mixture, { half: 12 });
    const step = 0.05;
    let sum = 0;
    for (let a = -12; a < 12; a += step)
      for (let b = -12; b < 12; b += step) sum += Math.exp(path.logModel(Float64Array.of(a, b))) * step * step;
    expect(Math.log(sum)).toBeCloseTo(exactMixture(mixture).logZ, 9);
  });
});
