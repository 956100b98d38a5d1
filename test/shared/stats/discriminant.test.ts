import { expect, test } from "vitest";
import { normal } from "../../../shared/random/index.ts";
import { addRows, classify, classSums, discriminantOf } from "../../../shared/stats/discriminant.ts";

/** Iris-like: three Gaussians of one covariance in the plane. */
const means = [
  [0, 0],
  [2, 1],
  [-1, 3],
];
const count = 3000;
const labels = Int32Array.from({ length: count }, (_, n) => n % 3);
const rows = Float64Array.from({ length: 2 * count }, (_, at) => {
  const [n, i] = [at >> 1, at & 1];
  const [a, b] = [normal([1, n], 0), normal([1, n], 1)];
  return means[n % 3][i] + (i === 0 ? a : 0.8 * a + 0.6 * b);
});

function learnt(own: Float64Array, classes = 3, width = 2) {
  const sums = classSums(width, classes);
  // In two parts, as steps come.
  addRows(sums, own.subarray(0, 100 * width), labels.subarray(0, 100));
  addRows(sums, own.subarray(100 * width), labels.subarray(100));
  return discriminantOf(sums);
}

test("differences of the scores are those of Gaussians with one covariance", () => {
  const rule = learnt(rows);
  // Σ = [1 .8; .8 1], Σ⁻¹ = [1 −.8; −.8 1] / 0.36.
  const inverse = [1 / 0.36, -0.8 / 0.36, -0.8 / 0.36, 1 / 0.36];
  for (const [k, mean] of means.entries()) {
    const expected = [0, 1].map((i) => inverse[2 * i] * mean[0] + inverse[2 * i + 1] * mean[1]);
    // 1,000 rows per class: means within 4/√1000, times the largest entry of Σ⁻¹.
    for (const i of [0, 1])
      expect(Math.abs(rule.weights[2 * k + i] - expected[i])).toBeLessThan((4 * 5) / Math.sqrt(1000));
  }
});

test("the rule is that of the densities themselves, however the rows are stretched", () => {
  const rule = learnt(rows);
  const stretched = rows.map((x, at) => (at & 1 ? 1000 * x - 7 : x));
  const other = learnt(stretched);
  let same = 0;
  for (let n = 0; n < count; n++) if (classify(rule, rows, n) === classify(other, stretched, n)) same++;
  expect(same).toBeGreaterThan(0.999 * count);
  const right = labels.reduce((sum, label, n) => sum + (classify(rule, rows, n) === label ? 1 : 0), 0);
  expect(right / count).toBeGreaterThan(0.85);
});

test("a column that never varies does no harm, and a class without rows is never chosen", () => {
  const wide = Float64Array.from({ length: 3 * count }, (_, at) =>
    at % 3 < 2 ? rows[2 * Math.floor(at / 3) + (at % 3)] : 5,
  );
  const [rule, plain] = [learnt(wide, 5, 3), learnt(rows)];
  let same = 0;
  for (let n = 0; n < count; n++) {
    expect(classify(rule, wide, n)).toBeLessThan(3);
    if (classify(rule, wide, n) === classify(plain, rows, n)) same++;
  }
  expect(same).toBeGreaterThan(0.999 * count);
});
