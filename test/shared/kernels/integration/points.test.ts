import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { BLOCK, POINTS } from "../../../../shared/kernels/integration/integrands.ts";
import { DESIGNS, type Design, type IntegrationMachine } from "../../../../shared/kernels/integration/machine.ts";
import { scalarMachine, sobolInteger } from "../../../../shared/kernels/integration/scalar.ts";
import { SOBOL_DIMENSIONS, sobolDirections } from "../../../../shared/kernels/integration/sobol-directions.ts";
import { wasmMachine } from "../../../../shared/kernels/integration/wasm.ts";
import { fresh } from "../../../wasm.ts";

const problem = (dimension: number) => ({ code: 0, dimension, parameters: Float64Array.of(1) });

/** All points of a design, by coordinate. */
function pointsOf(machine: IntegrationMachine, design: Design, bits: number, key: readonly [number, number]) {
  const size = 2 ** bits;
  const columns = Array.from({ length: machine.dimension }, () => new Float64Array(size));
  machine.open(design, bits, key);
  for (let from = 0; from < size; from += BLOCK) {
    const count = Math.min(BLOCK, size - from);
    machine.draw(from, count);
    const room = machine.room();
    for (const [j, column] of columns.entries())
      column.set(room.subarray(POINTS + j * BLOCK, POINTS + j * BLOCK + count), from);
  }
  return columns;
}

test("points before scrambling are those of SciPy 1.17.1 and of PyTorch", () => {
  // SHA-256 of qmc.Sobol(d, scramble=False, bits=32).random(n) · 2^32 as uint32, row by row.
  const known = [
    [20, 1024, "29684006100698ac789b4c2937109aa535e7243e3545b249ee5a7ea846dd544f"],
    [64, 4096, "eb652b2fef68714072f325758c3471ee8622e12a5d9b4ad5d90784464c6a8da3"],
  ] as const;
  expect(SOBOL_DIMENSIONS).toBe(64);
  for (const [dimension, count, hash] of known) {
    const directions = Array.from({ length: dimension }, (_, j) => sobolDirections(j));
    const rows = Uint32Array.from({ length: count * dimension }, (_, at) =>
      sobolInteger(directions[at % dimension], Math.floor(at / dimension)),
    );
    expect(createHash("sha256").update(rows).digest("hex")).toBe(hash);
  }
});

test.each(DESIGNS)("the module draws the bits of the reference: %s", (design) => {
  const [module, reference] = [wasmMachine(fresh("integration"), problem(3)), scalarMachine(problem(3))];
  for (const bits of design === "sobol" ? [0, 3, 12, 17] : [0, 3, 12])
    expect(pointsOf(module, design, bits, [7, bits])).toEqual(pointsOf(reference, design, bits, [7, bits]));
  // From anywhere, in any number.
  for (const machine of [module, reference]) machine.open(design, 11, [1, 2]);
  for (const [from, count] of [
    [3, 5],
    [1021, 256],
    [2047, 1],
  ] as const) {
    module.draw(from, count);
    reference.draw(from, count);
    const [a, b] = [module, reference].map((machine) => machine.room().slice(POINTS, POINTS + 3 * BLOCK));
    for (let j = 0; j < 3; j++)
      expect(a.slice(j * BLOCK, j * BLOCK + count)).toEqual(b.slice(j * BLOCK, j * BLOCK + count));
  }
});

test("what each design promises holds", () => {
  const machine = wasmMachine(fresh("integration"), problem(3));
  const cell = (x: number, cells: number) => Math.floor(x * cells);
  const eachOnce = (cells: readonly number[]) => expect(new Set(cells).size).toBe(cells.length);
  const latin = pointsOf(machine, "latin", 8, [1, 1]);
  for (const column of latin) eachOnce(Array.from(column, (x) => cell(x, 256)));
  const [x, y, z] = pointsOf(machine, "stratified", 8, [1, 2]);
  eachOnce(Array.from(x, (_, i) => cell(x[i], 8) + 8 * cell(y[i], 8) + 64 * cell(z[i], 4)));
  const [u] = pointsOf(machine, "antithetic", 8, [1, 3]);
  for (let i = 0; i < 256; i += 2) expect(u[i] + u[i + 1]).toBe(1);
  // The first two coordinates are a (0, m, 2)-net: each box of volume 2^−m holds one point, however long its sides are.
  const sobol = pointsOf(machine, "sobol", 8, [1, 4]);
  for (let k = 0; k <= 8; k++)
    eachOnce(Array.from(sobol[0], (a, i) => cell(a, 2 ** k) * 2 ** (8 - k) + cell(sobol[1][i], 2 ** (8 - k))));
});

test("scrambling is nested and uniform: the bit of a prefix is one for all points, and fair and independent from prefix to prefix", () => {
  const machine = wasmMachine(fresh("integration"), problem(2));
  const directions = sobolDirections(1);
  const bits = 6;
  const flips = new Map<number, number>();
  let [pairs, torn] = [0, 0];
  const runs = 1000;
  for (let run = 0; run < runs; run++) {
    const [, column] = pointsOf(machine, "sobol", bits, [run, 9]);
    const own = new Map<number, number>();
    for (const [i, x] of column.entries()) {
      const [before, after] = [sobolInteger(directions, i) >>> (32 - bits), Math.floor(x * 2 ** bits)];
      for (let k = 0; k < bits; k++) {
        const node = 2 ** k + (before >>> (bits - k));
        const flip = ((before ^ after) >>> (bits - 1 - k)) & 1;
        if ((own.get(node) ?? flip) !== flip) torn++;
        own.set(node, flip);
      }
    }
    for (const [node, flip] of own) flips.set(node, (flips.get(node) ?? 0) + flip);
    pairs += Number(own.get(40) === own.get(41));
  }
  expect(torn).toBe(0);
  expect(flips.size).toBe(2 ** bits - 1);
  // Binomial with standard deviation √(runs)/2; the largest of 63 stays within 4.5 of them.
  for (const [, count] of flips) expect(Math.abs(count - runs / 2)).toBeLessThan(4.5 * Math.sqrt(runs / 4));
  expect(Math.abs(pairs - runs / 2)).toBeLessThan(4.5 * Math.sqrt(runs / 4));
});

test("each coordinate of each design is uniform", () => {
  const machine = wasmMachine(fresh("integration"), problem(5));
  for (const design of DESIGNS) {
    // Of 400 draws of 4 points, means and mean squares: pairs of a design are at worst equal, which the factor 2 allows for.
    let [sum, squares] = [0, 0];
    for (let run = 0; run < 400; run++)
      for (const column of pointsOf(machine, design, 2, [run, 5]))
        for (const x of column) {
          sum += x;
          squares += x * x;
        }
    const n = 400 * 4 * 5;
    expect(Math.abs(sum / n - 1 / 2)).toBeLessThan((2 * 4) / Math.sqrt(12 * n));
    expect(Math.abs(squares / n - 1 / 3)).toBeLessThan((2 * 4 * Math.sqrt(4 / 45)) / Math.sqrt(n));
  }
});
