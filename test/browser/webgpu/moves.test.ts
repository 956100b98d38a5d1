import { describe, expect, it } from "vitest";
import { feed } from "../../../shared/nets/leaves.ts";
import { concat } from "../../../shared/nets/ops/concat.ts";
import { dropout, normals } from "../../../shared/nets/ops/draws.ts";
import { gather } from "../../../shared/nets/ops/gather.ts";
import { lowerTriangle } from "../../../shared/nets/ops/lower-triangle.ts";
import { oneHot } from "../../../shared/nets/ops/one-hot.ts";
import { permute, transpose } from "../../../shared/nets/ops/permute.ts";
import { rotateColumns } from "../../../shared/nets/ops/rotate-columns.ts";
import { pad, slice } from "../../../shared/nets/ops/slice.ts";
import { foldIn, uniform32 } from "../../../shared/random/index.ts";
import { both, expectClose, type Given, KEY, normal } from "./gpu.ts";
import { checkOperation, type GpuCase, sumsOf } from "./operation.ts";

/** Numbers of rows, and what is none. */
const NUMBERS = [0, 1, 2, 3, 4, -0, 5, -1, 1.5, NaN, Infinity, -Infinity, 1e-45, 4294967296, 3e38, 2, 2];
const indexes =
  (among: readonly number[]): Given =>
  (name, size) =>
    name === "x0" || name === "i"
      ? Float32Array.from({ length: size }, (_, i) => among[i % among.length])
      : normal(name, size);
const second =
  (given: Given): Given =>
  (name, size) =>
    name === "x1" ? given("x0", size) : normal(name, size);

const cases: readonly GpuCase[] = [
  { name: "slice", shapes: [[3, 7, 4]], build: ([x]) => slice(x, 1, 2, 5) },
  { name: "slice of the first axis", shapes: [[7, 4]], build: ([x]) => slice(x, 0, 1, 4) },
  { name: "pad", shapes: [[3, 2, 4]], build: ([x]) => pad(x, 1, 2, 3) },
  {
    name: "concat",
    shapes: [
      [3, 2, 4],
      [3, 5, 4],
      [3, 1, 4],
    ],
    build: (parts) => concat(parts, 1),
  },
  { name: "transpose", shapes: [[5, 7]], build: ([x]) => transpose(x) },
  { name: "permute four axes", shapes: [[2, 3, 4, 5]], build: ([x]) => permute(x, [2, 0, 3, 1]) },
  { name: "permute five axes", shapes: [[2, 3, 2, 3, 2]], build: ([x]) => permute(x, [4, 2, 0, 3, 1]) },
  { name: "rotateColumns", shapes: [[4, 7]], build: ([x]) => rotateColumns(x) },
  { name: "lowerTriangle", shapes: [[3, 4, 6]], build: ([x]) => lowerTriangle(x, -1e30) },
  {
    name: "gather, and sums of rows of one number",
    shapes: [
      [5, 3],
      [4, 10],
    ],
    build: ([table, i]) => gather(table, i),
    fixed: [1],
    given: second(indexes([0, 1, 2, 3, 4, -0, 2, 2])),
  },
  {
    name: "gather by what is no number of a row",
    shapes: [[5, 3], [34]],
    build: ([table, i]) => gather(table, i),
    fixed: [1],
    given: second(indexes(NUMBERS)),
  },
  { name: "oneHot", shapes: [[34]], build: ([i]) => oneHot(i, 5), fixed: [0], given: indexes(NUMBERS) },
];

describe("operations that move numbers, on a GPU", () => {
  it.each(cases)("$name", checkOperation);

  it("keep NaN, infinities and zeros as they are", async () => {
    const given: Given = (_, size) =>
      Float32Array.from({ length: size }, (_, i) => [NaN, Infinity, -Infinity, 0, -0][i % 5]);
    const x = feed("x", [4, 5, 3]);
    const outputs = {
      slice: slice(x, 1, 1, 4),
      permute: transpose(x),
      triangle: lowerTriangle(x, 1),
      pad: pad(x, 2, 1, 1),
    };
    const { expected, found } = await both({ outputs }, given);
    expectClose(found, expected);
    for (const [name, own] of Object.entries(expected))
      expect(
        own.findIndex((value, i) => !Object.is(found[name][i], value)),
        name,
      ).toBe(-1);
  });

  it("sums of rows of one number, of many, are those of the reference", async () => {
    await checkOperation({
      name: "gather of many",
      shapes: [[7, 4], [500]],
      build: ([table, i]) => gather(table, i),
      fixed: [1],
      given: second(indexes([3, 1, 4, 1, 5, 2, 6, 5, 3, 5])),
      slopes: sumsOf(0),
    });
  });
});

describe("random tensors on a GPU", () => {
  it.each([1, 2, 3, 4, 5, 1001])("%i numbers have the reference's bits", async (n) => {
    const x = feed("x", [n]);
    const outputs = {
      normals: normals(x, 7),
      others: normals(x, 8),
      third: dropout(x, 1 / 3, 1),
      most: dropout(x, 0.9, 2),
    };
    const { expected, found } = await both({ outputs }, (_, size) => new Float32Array(size).fill(1));
    expectClose(found, expected);
  });

  it("drops at rates that lie just above and below a number's own", async () => {
    const own = uniform32(foldIn(KEY, 5), 0);
    const x = feed("x", [1]);
    const outputs = {
      above: dropout(x, own + 2 ** -30, 5),
      at: dropout(x, own, 5),
      below: dropout(x, own - 2 ** -30, 5),
    };
    const { expected, found } = await both({ outputs }, () => [1]);
    expectClose(found, expected);
    expect(found.above[0]).toBe(0);
    expect(found.at[0]).toBeGreaterThan(1);
  });
});
