import { expect, test } from "vitest";
import {
  addValues,
  controlCoefficients,
  controlledMean,
  emptyTally,
  intervalFactor,
  meanOf,
  meanOfMeans,
  type Tally,
} from "../../../../shared/kernels/integration/estimate.ts";
import { normal } from "../../../../shared/random/index.ts";

const N = 9;
/** A value and two control variates that go along with it. */
const columns = [0, 1, 2].map((c) =>
  Float64Array.from({ length: N }, (_, i) => normal([c, 1], i) + (c === 0 ? 3 + normal([1, 1], i) : 0)),
);

/** All values, some at a time. */
function tallyOf(cuts: readonly number[]): Tally {
  let [all, from] = [emptyTally(3), 0];
  for (const to of [...cuts, N]) {
    all = addValues(
      all,
      columns.map((column) => column.subarray(from, to)),
      to - from,
    );
    from = to;
  }
  return all;
}

/** (XᵀX)⁻¹ of the columns 1, c₁, c₂, by cofactors. */
function inverse(): number[][] {
  const x = [new Float64Array(N).fill(1), columns[1], columns[2]];
  const a = x.map((one) => x.map((other) => one.reduce((sum, value, i) => sum + value * other[i], 0)));
  const cofactor = (i: number, j: number) => {
    const [r, s, c, d] = [(i + 1) % 3, (i + 2) % 3, (j + 1) % 3, (j + 2) % 3];
    return a[r][c] * a[s][d] - a[r][d] * a[s][c];
  };
  const determinant = [0, 1, 2].reduce((sum, j) => sum + a[0][j] * cofactor(0, j), 0);
  return [0, 1, 2].map((i) => [0, 1, 2].map((j) => cofactor(j, i) / determinant));
}

test.each([[[]], [[4]], [[1, 2, 8]]])(
  "cut at %j, control variates give the intercept of least squares with its standard error",
  (cuts) => {
    const q = inverse();
    const x = [new Float64Array(N).fill(1), columns[1], columns[2]];
    const y = columns[0];
    const along = x.map((one) => one.reduce((sum, value, i) => sum + value * y[i], 0));
    const beta = q.map((row) => row.reduce((sum, value, j) => sum + value * along[j], 0));
    const residuals = y.map((value, i) => value - beta[0] - beta[1] * columns[1][i] - beta[2] * columns[2][i]);
    const variance = residuals.reduce((sum, value) => sum + value * value, 0) / (N - 3);
    const { value, standardError, degrees } = controlledMean(tallyOf(cuts));
    expect(value).toBeCloseTo(beta[0], 12);
    expect(standardError).toBeCloseTo(Math.sqrt(variance * q[0][0]), 12);
    expect(degrees).toBe(N - 3);
    expect([...controlCoefficients(tallyOf(cuts))]).toEqual([expect.closeTo(beta[1], 11), expect.closeTo(beta[2], 11)]);
  },
);

test("a mean has the standard error of independent values, a mean of means that of the means", () => {
  const [y] = columns;
  const mean = y.reduce((sum, value) => sum + value, 0) / N;
  const error = Math.sqrt(y.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (N - 1) / N);
  for (const found of [meanOf(tallyOf([4])), meanOfMeans(y)]) {
    expect(found.value).toBeCloseTo(mean, 13);
    expect(found.standardError).toBeCloseTo(error, 13);
    expect(found.degrees).toBe(N - 1);
  }
});

test("intervals are those of Student's t", () => {
  // Tables: 97.5 % quantiles.
  for (const [degrees, factor] of [
    [1, 12.7062],
    [7, 2.36462],
    [15, 2.13145],
    [1000, 1.96234],
  ])
    expect(intervalFactor(degrees)).toBeCloseTo(factor, degrees === 1 ? 3 : 4);
  expect(intervalFactor(1e9)).toBeCloseTo(1.959964, 6);
});
