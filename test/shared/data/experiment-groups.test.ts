import { expect, test } from "vitest";
import { experimentGroups, groupModel } from "../../../shared/data/generators/experiment-groups.ts";
import type { Key } from "../../../shared/random/index.ts";

const key: Key = [11, 3];
const shape = { rows: 10_000, groups: 2, sensors: 4, factors: 2, effect: 0.7, noise: 0.5 };

test("each group is normal about its centre, with covariance loadings·loadingsᵀ + noise²·I in all, within Monte Carlo error", () => {
  const { centres, loadings } = groupModel(key, shape);
  const { values, labels, classes } = experimentGroups.generate(key, shape);
  expect(classes).toEqual(["A", "B"]);
  const d = shape.sensors;
  for (const group of [0, 1]) {
    const rows = Array.from({ length: shape.rows }, (_, n) => n).filter((n) => labels?.[n] === group);
    expect(rows).toHaveLength(shape.rows / 2);
    const mean = (of: (n: number) => number) => rows.reduce((sum, n) => sum + of(n), 0) / rows.length;
    const away = (n: number, j: number) => values[n * d + j] - centres[group * d + j];
    for (let i = 0; i < d; i++)
      for (let j = 0; j <= i; j++) {
        const truth = (a: number, b: number) =>
          loadings[2 * a] * loadings[2 * b] +
          loadings[2 * a + 1] * loadings[2 * b + 1] +
          (a === b ? shape.noise ** 2 : 0);
        // 5 standard errors: of a mean sd/√n, of a covariance √(σ_ii σ_jj + σ_ij²)/√n.
        if (i === j) expect(Math.abs(mean((n) => away(n, i)))).toBeLessThan(5 * Math.sqrt(truth(i, i) / rows.length));
        const error = Math.sqrt((truth(i, i) * truth(j, j) + truth(i, j) ** 2) / rows.length);
        expect(Math.abs(mean((n) => away(n, i) * away(n, j)) - truth(i, j))).toBeLessThan(5 * error);
      }
  }
});

test("fewer rows are the first of more", () => {
  const few = experimentGroups.generate(key, { ...shape, rows: 10 });
  const many = experimentGroups.generate(key, { ...shape, rows: 20 });
  expect(many.values.slice(0, few.values.length)).toEqual(few.values);
});
