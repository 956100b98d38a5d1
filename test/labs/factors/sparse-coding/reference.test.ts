import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { plantedDictionary, plantedDictionaryRows } from "../../../../shared/data/generators/planted-dictionary.ts";
import { keepOf, learn, sparseCoder } from "../../../../shared/kernels/sparse/index.ts";
import { lassoPath } from "../../../../shared/kernels/sparse/lars.ts";
import { foldIn, integer, keyOfSeed } from "../../../../shared/random/index.ts";
import { fresh } from "../../../wasm.ts";

/** Figures of scikit-learn; its `source` says how they were made. */
const reference = JSON.parse(readFileSync(new URL("./reference.json", import.meta.url), "utf8")) as {
  readonly penalty: number;
  readonly objective: readonly number[];
  readonly lasso: readonly (readonly number[])[];
  readonly omp: readonly (readonly number[])[];
  readonly path: readonly number[];
  readonly learnt: number;
};
const table = plantedDictionaryRows.generate(keyOfSeed(5), {
  rows: 4000,
  columns: 20,
  atoms: 30,
  active: 3,
  noise: 0.05,
} as never);
const row = (r: number) => (table.values as Float64Array).slice(20 * r, 20 * r + 20);
const dictionary = plantedDictionary(keyOfSeed(6), { atoms: 40, columns: 20 });

function coder(atoms: number, rows: number) {
  return sparseCoder(fresh("sparse"), 20, atoms, rows);
}

test("codes and losses of the lasso, codes of pursuit, bends of the path are scikit-learn's", () => {
  const own = coder(40, 5);
  own.setAtoms(dictionary);
  for (let r = 0; r < 5; r++) own.setRow(r, row(r));
  const { penalty } = reference;
  for (const method of ["cd", "fista"] as const) {
    own.code(5, { method, penalty, tolerance: 1e-10, iterations: 200_000 });
    const { losses } = own.reconstruct(5, penalty);
    for (const [r, loss] of losses.entries()) expect(loss).toBeCloseTo(reference.objective[r], 9);
    for (const [i, a] of own.codes(5).entries()) expect(a).toBeCloseTo(reference.lasso.flat()[i], 6);
  }
  own.code(5, { method: "omp", nonZeros: 4, error: 0 });
  for (const [i, a] of own.codes(5).entries()) expect(a).toBeCloseTo(reference.omp.flat()[i], 9);
  const q = Float64Array.from({ length: 40 }, (_, j) =>
    row(0).reduce((sum, x, i) => sum + x * dictionary[20 * j + i], 0),
  );
  const { penalties } = lassoPath(own.gram(), q, 0.05, 500);
  expect(penalties.length).toBe(reference.path.length + 1);
  for (const [n, bend] of reference.path.entries()) expect(penalties[n]).toBeCloseTo(bend, 9);
});

test("a dictionary that is learnt on as many rows is as good on new rows as scikit-learn's, within a hundredth", () => {
  const own = coder(30, 200);
  const first = Array.from({ length: 30 }, (_, j) => row(100 * j)).flatMap((x) => {
    const norm = Math.sqrt(x.reduce((sum, v) => sum + v * v, 0));
    return Array.from(x, (v) => v / norm);
  });
  own.setAtoms(Float64Array.from(first));
  const rule = { method: "cd", penalty: 0.2, tolerance: 1e-4, iterations: 1000 } as const;
  for (let step = 0; step < 225; step++) {
    for (let r = 0; r < 200; r++) own.setRow(r, row(integer(foldIn([1, 1], step), r, 3000)));
    own.code(200, rule);
    learn(own, 200, keepOf(step), 1 / 200);
  }
  let loss = 0;
  for (let block = 0; block < 5; block++) {
    for (let r = 0; r < 200; r++) own.setRow(r, row(3000 + 200 * block + r));
    own.code(200, rule);
    loss += own.reconstruct(200, 0.2).losses.reduce((sum, one) => sum + one, 0) / 1000;
  }
  expect(loss).toBeLessThan(1.01 * reference.learnt);
});
