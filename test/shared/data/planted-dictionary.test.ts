import { expect, test } from "vitest";
import { plantedDictionary, plantedDictionaryRows } from "../../../shared/data/generators/planted-dictionary.ts";
import { leastSquares } from "../../../shared/linalg/index.ts";

const generate = (params: object) =>
  plantedDictionaryRows.generate([4, 2], { rows: 400, columns: 8, atoms: 12, active: 1, noise: 0, ...params } as never);
const atoms = plantedDictionary([4, 2], { atoms: 12, columns: 8 });
const atom = (j: number) => atoms.slice(8 * j, 8 * j + 8);
const product = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i], 0);

test("atoms have norm 1, rows of one atom are multiples of one, and each atom comes up", () => {
  for (let j = 0; j < 12; j++) expect(product(atom(j), atom(j))).toBeCloseTo(1, 12);
  const { values } = generate({});
  const used = new Set<number>();
  let squares = 0;
  for (let r = 0; r < 400; r++) {
    const row = values.subarray(8 * r, 8 * r + 8);
    const square = product(row, row);
    squares += square / 400;
    const found = Array.from({ length: 12 }, (_, j) => j).filter(
      (j) => Math.abs(product(row, atom(j)) ** 2 - square) < 1e-12 * square,
    );
    expect(found.length).toBe(1);
    used.add(found[0]);
  }
  expect(used.size).toBe(12);
  // Weights are standard normal: the mean of 400 squares has a standard error of √(2/400).
  expect(Math.abs(squares - 1)).toBeLessThan(4 * Math.sqrt(2 / 400));
});

test("noise has the deviation that is asked for", () => {
  const { values } = generate({ noise: 0.1 });
  const clean = generate({}).values;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] - clean[i]) ** 2 / values.length;
  expect(Math.sqrt(squares)).toBeCloseTo(0.1, 2);
});

test("rows of three atoms lie in the span of three", () => {
  const { values } = generate({ rows: 10, active: 3 });
  for (let r = 0; r < 10; r++) {
    const row = Float64Array.from(values.subarray(8 * r, 8 * r + 8));
    let best = Number.POSITIVE_INFINITY;
    for (let a = 0; a < 12; a++)
      for (let b = a + 1; b < 12; b++)
        for (let c = b + 1; c < 12; c++) {
          const matrix = Float64Array.from({ length: 24 }, (_, n) => atom([a, b, c][n % 3])[Math.floor(n / 3)]);
          const x = leastSquares(matrix, row, 8, 3);
          const left = row.map((v, i) => v - x[0] * atom(a)[i] - x[1] * atom(b)[i] - x[2] * atom(c)[i]);
          best = Math.min(best, product(left, left));
        }
    expect(best).toBeLessThan(1e-20);
  }
});
