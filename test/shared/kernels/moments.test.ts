import { describe, expect, test } from "vitest";
import {
  BLOCK_ROWS,
  blockCount,
  blockOf,
  combineMoments,
  type Moments,
  momentsOf,
  openByteMoments,
  openByteParts,
  openMoments,
  partSize,
  type Rows,
} from "../../../shared/kernels/moments/index.ts";
import { fillNormal } from "../../../shared/random/index.ts";
import { realOf } from "../../oracles/reals.ts";
import { fresh } from "../../wasm.ts";

/** Values as integers in units of `unit`, exactly. */
function integers({ values }: Rows): { readonly whole: bigint[]; readonly unit: number } {
  const reals = Array.from(values, realOf);
  const least = Math.min(...reals.map(({ m, e }) => (m === 0n ? 0 : e)));
  return { whole: reals.map(({ m, e }) => m << BigInt(Math.max(e - least, 0))), unit: least };
}

/** p/q · 2^e, rounded once: to 60 bits, the last of which is 1 where bits behind it are. */
function toNumber(p: bigint, q: bigint, e: number): number {
  const shift = 2000;
  const quotient = (p << BigInt(shift)) / q;
  const drop = Math.max(0, quotient.toString(2).length - 61);
  const kept = quotient >> BigInt(drop);
  const isMore = kept << BigInt(drop) !== quotient || quotient * q !== p << BigInt(shift);
  return (
    Number(isMore ? kept | 1n : kept) * 2 ** Math.floor((drop - shift + e) / 2) * 2 ** Math.ceil((drop - shift + e) / 2)
  );
}

/** (n Σxy − Σx Σy)/n² in exact arithmetic, rounded at the end. */
function exact(data: Rows): Moments {
  const { rows, columns } = data;
  const { whole, unit } = integers(data);
  const n = BigInt(rows);
  const [p, q] = data.values instanceof Uint8Array ? [1n, 255n] : [1n, 1n];
  const sum = (f: (r: number) => bigint) => Array.from({ length: rows }, (_, r) => f(r)).reduce((a, b) => a + b, 0n);
  const sums = Array.from({ length: columns }, (_, j) => sum((r) => whole[r * columns + j]));
  return {
    rows,
    mean: Float64Array.from(sums, (s) => toNumber(p * s, n * q, unit)),
    covariance: Float64Array.from({ length: columns * columns }, (_, at) => {
      const [i, j] = [Math.floor(at / columns), at % columns];
      const products = sum((r) => whole[r * columns + i] * whole[r * columns + j]);
      return toNumber(n * products - sums[i] * sums[j], n * n * q * q, 2 * unit);
    }),
  };
}

function normals(rows: number, columns: number, of: (z: number, column: number, row: number) => number): Float64Array {
  const z = new Float64Array(rows * columns);
  fillNormal([rows, columns], 0, z);
  return z.map((value, at) => of(value, at % columns, Math.floor(at / columns)));
}

const tables: Record<string, Rows> = {
  "one row": { rows: 1, columns: 3, values: Float64Array.of(1, -2, 3e100) },
  "one column": { rows: 300, columns: 1, values: normals(300, 1, (z) => z) },
  "odd columns over three blocks": { rows: 600, columns: 7, values: normals(600, 7, (z, j) => z * (j + 1)) },
  "mean large against the spread": { rows: 520, columns: 5, values: normals(520, 5, (z, j) => 1e6 * (j - 2) + z) },
  "a trend from row to row": { rows: 700, columns: 4, values: normals(700, 4, (z, j, r) => r * (j + 1) + z) },
  "columns of 1e-150 and 1e+150": {
    rows: 300,
    columns: 4,
    values: normals(300, 4, (z, j) => (z + 10) * [1e-150, 1, 1e150, 1e-30][j]),
  },
  float32: { rows: 400, columns: 6, values: Float32Array.from(normals(400, 6, (z) => z + 3)) },
  bytes: {
    rows: 500,
    columns: 9,
    values: Uint8Array.from(normals(500, 9, (z, j) => Math.min(255, Math.abs(z) * 20 * j))),
  },
};

test.each(Object.keys(tables))("mean and covariance equal exact arithmetic: %s", (name) => {
  const data = tables[name];
  const { columns } = data;
  const truth = exact(data);
  const { mean, covariance } = momentsOf(data, "scalar");
  const spread = (j: number) => Math.sqrt(truth.covariance[j * columns + j]);
  for (let i = 0; i < columns; i++) {
    expect(Math.abs(mean[i] - truth.mean[i])).toBeLessThanOrEqual(1e-15 * (Math.abs(truth.mean[i]) + 10 * spread(i)));
    for (let j = 0; j < columns; j++) {
      const error = Math.abs(covariance[i * columns + j] - truth.covariance[i * columns + j]);
      expect(error).toBeLessThanOrEqual(5e-14 * spread(i) * spread(j));
      expect(covariance[i * columns + j]).toBe(covariance[j * columns + i]);
    }
  }
});

test.each(Object.keys(tables))("the module has the bits of the reference: %s", (name) => {
  expect(momentsOf(tables[name], fresh("moments"))).toEqual(momentsOf(tables[name], "scalar"));
});

test("a column that does not vary has covariance zero with all others", () => {
  const values = normals(900, 3, (z, j) => (j === 1 ? 0.1 : z));
  const { mean, covariance } = momentsOf({ rows: 900, columns: 3, values }, fresh("moments"));
  expect(mean[1]).toBe(0.1);
  expect([covariance[1], covariance[3], covariance[4], covariance[5], covariance[7]]).toEqual([0, 0, 0, 0, 0]);
});

test.each([0, 1, 2])("goes on from a checkpoint after %i blocks, on the other device too", (blocks) => {
  const data = tables["odd columns over three blocks"];
  const whole = momentsOf(data, "scalar");
  for (const [first, second] of [
    ["scalar", fresh("moments")],
    [fresh("moments"), "scalar"],
    [fresh("moments"), fresh("moments")],
  ] as const) {
    const begun = openMoments(data.columns, first);
    for (let i = 0; i < blocks; i++) begun.add(blockOf(data, i));
    const resumed = openMoments(data.columns, second, begun.checkpoint());
    for (let i = blocks; i < blockCount(data.rows); i++) resumed.add(blockOf(data, i));
    expect(resumed.moments()).toEqual(whole);
  }
});

test("refuses to tell the moments of no rows", () => {
  expect(() => openMoments(2, "scalar").moments()).toThrow("invalid moments: 0 rows");
});

test("moments of parts combine to those of the whole", () => {
  const whole = tables["odd columns over three blocks"];
  const cut = (from: number, to: number): Rows => ({
    rows: to - from,
    columns: 7,
    values: whole.values.subarray(from * 7, to * 7),
  });
  const parts = [cut(0, 40), cut(40, 41), cut(41, 600)].map((part) => momentsOf(part, "scalar"));
  const found = combineMoments(parts);
  const truth = momentsOf(whole, "scalar");
  expect(found.rows).toBe(600);
  found.mean.forEach((value, j) => {
    expect(value).toBeCloseTo(truth.mean[j], 13);
  });
  found.covariance.forEach((value, at) => {
    expect(value).toBeCloseTo(truth.covariance[at], 12);
  });
});

test.each([1, 3, 4, 7, 9])(
  "changes of %i columns are summed as what each row has over the one before it",
  (columns) => {
    const rows = 600;
    const values = normals(rows, columns, (z) => z + 3);
    const changes = values.slice(columns);
    for (let at = 0; at < changes.length; at++) changes[at] -= values[at];
    const whole = momentsOf({ rows: rows - 1, columns, values: changes }, "scalar");
    for (const on of ["scalar", fresh("moments")] as const) {
      const open = openMoments(columns, on);
      for (let from = 1; from < rows; from += BLOCK_ROWS) {
        const block = values.subarray(from * columns, (from + BLOCK_ROWS) * columns);
        open.addChanges(values.subarray((from - 1) * columns, from * columns), block);
      }
      expect(open.moments()).toEqual(whole);
    }
  },
);

describe.each([1, 3, 4, 5, 9])("bytes as whole numbers, %i columns", (columns) => {
  const rows = 2 * BLOCK_ROWS + 87;
  // The first column is white but for one row.
  const values = Uint8Array.from(
    normals(rows, columns, (z, j) => z * (j + 1)),
    (z, at) => (at % columns === 0 ? (at === 5 * columns ? 254 : 255) : Math.max(0, Math.min(255, 128 + 60 * z))),
  );
  const blocks = [0, 1, 2].map((b) => values.subarray(b * BLOCK_ROWS * columns, (b + 1) * BLOCK_ROWS * columns));

  test("their moments are the exact ones, rounded once, on either device, in parts, from a checkpoint", () => {
    const expected = exact({ rows, columns, values });
    const devices = () => ["scalar", fresh("moments")] as const;
    for (const on of devices()) {
      const whole = openByteMoments(columns, on);
      for (const block of blocks) whole.add(block);
      expect(whole.moments()).toEqual(expected);
      for (const second of devices()) {
        const begun = openByteMoments(columns, second);
        begun.add(blocks[0]);
        const later = openByteMoments(columns, on === "scalar" ? on : fresh("moments"), begun.checkpoint());
        const part = new Float64Array(partSize(columns));
        const sums = openByteParts(columns, on === "scalar" ? on : fresh("moments"));
        for (const block of blocks.slice(1)) {
          sums.add(block);
          sums.take(part);
          later.addPart(part, block.length / columns);
        }
        expect(later.moments()).toEqual(expected);
        expect(later.checkpoint()).toEqual(whole.checkpoint());
      }
    }
  });

  test("of so many rows that products of their sums are no longer exact in float64 they are still right", () => {
    const { mean, covariance } = exact({ rows: BLOCK_ROWS, columns, values: blocks[0] });
    const part = new Float64Array(partSize(columns));
    const sums = openByteParts(columns, "scalar");
    sums.add(blocks[0]);
    sums.take(part);
    const open = openByteMoments(columns, "scalar");
    for (let n = 0; n < 3000; n++) open.addPart(part, BLOCK_ROWS);
    const found = open.moments();
    for (const [j, value] of mean.entries()) expect(found.mean[j]).toBe(value);
    for (const [at, value] of covariance.entries())
      expect(Math.abs(found.covariance[at] - value)).toBeLessThanOrEqual(3e-16 * Math.abs(value));
  });
});
