import { describe, expect, test } from "vitest";
import {
  BLOCK_ROWS,
  momentsOf,
  type OpenMoments,
  openMoments,
  openParts,
  partSize,
} from "../../../shared/kernels/moments/index.ts";
import {
  productPairs,
  productsOfProducts,
  quadraticSize,
  withProducts,
} from "../../../shared/kernels/sfa/arithmetic.ts";
import { fillNormal } from "../../../shared/random/index.ts";
import { fresh } from "../../wasm.ts";

function normals(rows: number, d: number): Float64Array {
  const z = new Float64Array(rows * d);
  fillNormal([rows, d], 0, z);
  return z;
}

/** What stands in each column, as counts of each of d numbers. */
function monomials(d: number): readonly (readonly number[])[] {
  const pairs = Array.from(productPairs(d));
  const of = (...factors: number[]) => Array.from({ length: d }, (_, i) => factors.filter((f) => f === i).length);
  return [
    ...Array.from({ length: d }, (_, i) => of(i)),
    ...Array.from({ length: pairs.length / 2 }, (_, k) => of(pairs[2 * k], pairs[2 * k + 1])),
  ];
}

describe.each([1, 2, 3, 4, 5, 8, 11])("products of %i numbers", (d) => {
  const columns = quadraticSize(d);

  test("each pair stands once, and its product in its place", () => {
    const names = monomials(d).map((counts) => counts.join());
    expect(new Set(names).size).toBe(columns);
    const z = normals(3, d);
    const wide = withProducts(z, 3);
    const pairs = productPairs(d);
    for (let r = 0; r < 3; r++) {
      expect(wide.subarray(r * columns, r * columns + d)).toEqual(z.subarray(r * d, (r + 1) * d));
      for (let k = 0; k < pairs.length; k += 2)
        expect(wide[r * columns + d + k / 2]).toBe(z[r * d + pairs[k]] * z[r * d + pairs[k + 1]]);
    }
  });

  test("those that are the same monomial, and no others, recur; the one that stands for them is summed", () => {
    const all = monomials(d);
    const { standing, tiles } = productsOfProducts(d);
    const panels = Math.ceil(columns / 4);
    const tileOf = (i: number, j: number) => {
      const [p, q] = [i >> 2, j >> 2];
      return p * panels - (p * (p - 1)) / 2 + (q - p);
    };
    const found = new Map<string, number>();
    for (let i = 0; i < columns; i++)
      for (let j = i; j < columns; j++) {
        const name = all[i].map((count, n) => count + all[j][n]).join();
        const at = standing[i * columns + j];
        expect(found.get(name) ?? at).toBe(at);
        found.set(name, at);
        expect(tiles[tileOf(Math.floor(at / columns), at % columns)]).toBe(1);
      }
    // Of degrees two, three and four.
    const expected = (d * (d + 1)) / 2 + (d * (d + 1) * (d + 2)) / 6 + (d * (d + 1) * (d + 2) * (d + 3)) / 24;
    expect(found.size).toBe(expected);
    expect(new Set(found.values()).size).toBe(expected);
  });

  test("their moments are those of the same rows as they come, on either device and in parts with the same bits", () => {
    const rows = 3 * BLOCK_ROWS + 9;
    const growth = { recurring: productsOfProducts(d), inParts: true };
    const blocks = [0, 1, 2, 3].map((b) => {
      const z = normals(rows, d).subarray(b * BLOCK_ROWS * d, (b + 1) * BLOCK_ROWS * d);
      return withProducts(z, z.length / d);
    });
    const parts = [blocks.slice(0, 2), blocks.slice(2)];
    const sum = (on: "scalar" | "wasm") => {
      const device = () => (on === "scalar" ? on : fresh("moments"));
      const whole = openMoments(columns, device(), undefined, growth);
      const add = (open: OpenMoments, part: readonly Float64Array[]) => {
        for (const block of part) open.add(block);
        open.endPart();
      };
      for (const part of parts) add(whole, part);
      const resumed = openMoments(columns, device(), undefined, growth);
      resumed.add(blocks[0]);
      expect(() => resumed.checkpoint()).toThrow("a part of the rows is open");
      expect(() => resumed.moments()).toThrow("a part of the rows is open");
      expect(() => resumed.addPart(new Float64Array(partSize(columns)), 1)).toThrow("a part of the rows is open");
      add(resumed, blocks.slice(1, 2));
      const later = openMoments(columns, device(), resumed.checkpoint(), growth);
      const handed = new Float64Array(partSize(columns));
      const sums = openParts(columns, device(), growth.recurring);
      if (!later.start) throw new Error("no start");
      sums.begin(later.start);
      for (const block of parts[1]) sums.add(block);
      sums.take(handed);
      later.addPart(handed, rows - 2 * BLOCK_ROWS);
      expect(later.moments()).toEqual(whole.moments());
      expect(later.checkpoint()).toEqual(whole.checkpoint());
      return whole.moments();
    };
    const found = sum("scalar");
    expect(sum("wasm")).toEqual(found);
    const values = new Float64Array(rows * columns);
    for (const [b, block] of blocks.entries()) values.set(block, b * BLOCK_ROWS * columns);
    const { mean, covariance } = momentsOf({ rows, columns, values }, "scalar");
    const size = (j: number) => Math.sqrt(covariance[j * columns + j] + mean[j] ** 2);
    for (let j = 0; j < columns; j++) expect(Math.abs(found.mean[j] - mean[j])).toBeLessThan(1e-13 * size(j));
    for (let i = 0; i < columns; i++)
      for (let j = 0; j < columns; j++) {
        const off = found.covariance[i * columns + j] - covariance[i * columns + j];
        expect(Math.abs(off)).toBeLessThan(1e-13 * size(i) * size(j));
      }
  });
});

test("of 24 numbers two tiles in five are summed", () => {
  const { tiles } = productsOfProducts(24);
  expect(tiles.length).toBe(3321);
  expect(tiles.reduce((sum, tile) => sum + tile, 0)).toBe(1343);
});
