import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FileContent } from "../../../shared/data/readers/content.ts";
import { decodeFile } from "../../../shared/data/readers/file.ts";
import { fromHalf } from "../../../shared/data/readers/half.ts";
import { readLiteral } from "../../../shared/data/readers/npy/literal.ts";
import type { Table } from "../../../shared/data/table.ts";
import type { Reading } from "../../../shared/experiment/reading.ts";
import { readFiles } from "../../own-files.ts";
import { failure, idx, npy, text } from "./files.ts";

/** An NPY file with any header and any bytes after it. */
function withHeader(header: string, data: ArrayLike<number>, version = 1): Uint8Array<ArrayBuffer> {
  const head = text(header);
  const length = version === 1 ? [head.length & 255, head.length >> 8] : [head.length & 255, head.length >> 8, 0, 0];
  return Uint8Array.of(0x93, ...text("NUMPY"), version, 0, ...length, ...head, ...Array.from(data));
}

const contentOf = (bytes: Uint8Array<ArrayBuffer>, reading?: Reading): Promise<FileContent> =>
  decodeFile({ name: "a", bytes }, reading);

async function tableOf(bytes: Uint8Array<ArrayBuffer>, reading?: Reading): Promise<Table> {
  const content = await contentOf(bytes, reading);
  if (content.kind !== "table") throw new Error(`holds ${content.kind}`);
  return content.table;
}

describe("headers of NPY as Python has written them", () => {
  test.each<[string, string]>([
    ["NumPy 2", "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }          \n"],
    ["keys in another order", "{'shape': (2, 3), 'fortran_order': False, 'descr': '|u1'}\n"],
    ["Python 2's long numbers and texts", "{u'descr': u'|u1', u'fortran_order': False, u'shape': (2L, 3L)}  \n"],
    ["double quotes", '{"descr": "|u1", "fortran_order": False, "shape": (2, 3)}'],
    ["no space at all", "{'descr':'|u1','fortran_order':False,'shape':(2,3)}"],
    ["spaces everywhere", " { 'descr' : '|u1' , 'fortran_order' : False , 'shape' : ( 2 , 3 , ) , } \n"],
    ["a type without its order of bytes", "{'descr': 'u1', 'fortran_order': False, 'shape': (2, 3)}"],
  ])("%s", async (_, header) => {
    for (const version of [1, 2, 3]) {
      const table = await tableOf(withHeader(header, [1, 2, 3, 4, 5, 6], version));
      expect([table.rows, table.columns, ...table.values]).toEqual([2, 3, 1, 2, 3, 4, 5, 6]);
    }
  });

  test.each<[string, string, RegExp, string]>([
    [
      "records",
      "{'descr': [('age', '<f4'), ('name', '<U8')], 'fortran_order': False, 'shape': (2,)}",
      /records with the fields age, name/,
      "npy-fields",
    ],
    [
      "a type within a type",
      "{'descr': ('<f4', (2,)), 'fortran_order': False, 'shape': (2,)}",
      /records/,
      "npy-fields",
    ],
    ["dates", "{'descr': '<M8[ns]', 'fortran_order': False, 'shape': (2,)}", /dates of type/, "npy-type"],
    ["a shape that is a number", "{'descr': '<f4', 'fortran_order': False, 'shape': (2)}", /lacks a shape/, "not-npy"],
    ["a negative shape", "{'descr': '<f4', 'fortran_order': False, 'shape': (-2,)}", /lacks a shape/, "not-npy"],
    ["no dictionary", "('descr', '<f4')", /no dictionary/, "not-npy"],
    ["an expression", "{'descr': '<f4', 'fortran_order': 1 > 2, 'shape': (2,)}", /no dictionary/, "not-npy"],
    ["brackets without end", "(".repeat(60_000), /no dictionary/, "not-npy"],
  ])("%s: refused", async (_, header, message, code) => {
    const error = await failure(() => contentOf(withHeader(header, [])));
    expect([error.path, error.code]).toEqual(["a", code]);
    expect(error.message).toMatch(message);
  });

  test("literals", () => {
    expect(readLiteral("(1, [True, None], {'a': -3}, ('x',), ('y'), ())")).toEqual([
      1,
      [true, null],
      new Map([["a", -3]]),
      ["x"],
      "y",
      [],
    ]);
    expect(readLiteral("(',')")).toBe(",");
    for (const wrong of ["", "(1", "1 2", "{1}", "{1: }", "[1,,2]", "'a", "a"])
      expect(readLiteral(wrong)).toBeUndefined();
  });
});

describe("types of NPY", () => {
  test("float16 is what IEEE 754 says, either order of bytes", async () => {
    const bits = [0x0000, 0x3800, 0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001, 0x03ff, 0x3555];
    const values = [0, 0.5, 1, -2, 65504, 2 ** -14, 2 ** -24, 2 ** -14 - 2 ** -24, 1365 / 4096];
    expect(bits.map(fromHalf)).toEqual(values);
    expect([fromHalf(0x8000), fromHalf(0x7c00), fromHalf(0xfc00), fromHalf(0x7e00)]).toEqual([
      -0,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
    ]);
    const header = (order: string) => `{'descr': '${order}f2', 'fortran_order': False, 'shape': (3, 3), }`;
    const little = bits.flatMap((half) => [half & 255, half >> 8]);
    const big = bits.flatMap((half) => [half >> 8, half & 255]);
    for (const bytes of [withHeader(header("<"), little), withHeader(header(">"), big)])
      expect((await tableOf(bytes)).values).toEqual(Float32Array.from(values));
  });

  test("booleans are 0 and 1; whole numbers of 64 bits are exact or refused with their place", async () => {
    const header = (type: string) => `{'descr': '${type}', 'fortran_order': False, 'shape': (2, 2), }`;
    expect((await tableOf(withHeader(header("|b1"), [0, 1, 255, 0]))).values).toEqual(Uint8Array.of(0, 1, 1, 0));
    const wide = (numbers: readonly bigint[]) => {
      const view = new DataView(new ArrayBuffer(32));
      for (const [i, number] of numbers.entries()) view.setBigInt64(8 * i, number, true);
      return withHeader(header("<i8"), new Uint8Array(view.buffer));
    };
    const most = BigInt(Number.MAX_SAFE_INTEGER);
    expect([...(await tableOf(wide([-most, most, 0n, -7n]))).values]).toEqual([
      Number.MIN_SAFE_INTEGER,
      Number.MAX_SAFE_INTEGER,
      0,
      -7,
    ]);
    const error = await failure(() => contentOf(wide([1n, 2n, most + 2n, 4n])));
    expect(error).toMatchObject({ code: "integer-too-large", values: { row: 2, column: 1 } });
  });

  test("the same array gives the same numbers in C and Fortran order, of any rank", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(1, 1, 2, 3), { minLength: 2, maxLength: 9 }),
        fc.constantFrom("|u1", "<i2", "<f4"),
        async (shape, descr) => {
          const count = shape.reduce<number>((a, b) => a * b, 1);
          const numbers = Array.from({ length: count }, (_, i) => i % 250);
          // Where the i-th value of the first axis running fastest stands when the last one does.
          const turned: number[] = Array(count);
          for (let i = 0; i < count; i++) {
            let rest = i;
            let place = 0;
            let step = 1;
            for (const extent of shape.toReversed()) {
              const at = rest % extent;
              rest = Math.floor(rest / extent);
              place += (at * (count / step)) / extent;
              step *= extent;
            }
            turned[place] = numbers[i];
          }
          const plain = await tableOf(npy(descr, shape, numbers));
          expect(await tableOf(npy(descr, shape, turned, { fortran: true }))).toEqual(plain);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe("shapes of pictures", () => {
  const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

  test("channels after the first axis come last, as pixels have them", async () => {
    const table = await tableOf(npy("|u1", [2, 3, 2, 2], numbers(24)));
    expect(table.image).toEqual({ width: 2, height: 2, channels: 3 });
    expect([...table.values]).toEqual([
      0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11, 12, 16, 20, 13, 17, 21, 14, 18, 22, 15, 19, 23,
    ]);
    const grey = await tableOf(npy("|u1", [2, 1, 3, 4], numbers(24)));
    expect(grey.image).toEqual({ width: 4, height: 3, channels: 1 });
    expect([...grey.values]).toEqual(numbers(24));
    expect(grey.notices).toBeUndefined();
  });

  test.each<[readonly number[], { width: number; height: number; channels: number }, string | undefined]>([
    [[2, 3, 5], { width: 5, height: 3, channels: 1 }, undefined],
    [[2, 4, 5, 1], { width: 5, height: 4, channels: 1 }, undefined],
    [[2, 4, 5, 3], { width: 5, height: 4, channels: 3 }, undefined],
    [[2, 3, 5, 3], { width: 5, height: 3, channels: 3 }, "channels-last"],
    [[2, 3, 5, 1], { width: 5, height: 3, channels: 1 }, "channels-last"],
    [[8, 6, 3], { width: 3, height: 6, channels: 1 }, "maybe-one-picture"],
    [[3, 8, 6], { width: 6, height: 8, channels: 1 }, "maybe-one-picture"],
  ])("%j", async (shape, image, code) => {
    const table = await tableOf(npy("|u1", shape, numbers(shape.reduce((a, b) => a * b))));
    expect(table.image).toEqual(image);
    expect(table.notices?.map((notice) => notice.code)).toEqual(code && [code]);
  });

  test("pictures stored column by column, as EMNIST's are, are turned where that is chosen", async () => {
    const bytes = idx("u1", [2, 3, 2], numbers(12));
    expect([...(await tableOf(bytes)).values]).toEqual(numbers(12));
    const table = await tableOf(bytes, { orientation: "columns" });
    expect(table.image).toEqual({ width: 3, height: 2, channels: 1 });
    expect([...table.values]).toEqual([0, 2, 4, 1, 3, 5, 6, 8, 10, 7, 9, 11]);
    const colour = await tableOf(npy("|u1", [1, 3, 2, 2], numbers(12)), { orientation: "columns" });
    expect([...colour.values]).toEqual([0, 4, 8, 2, 6, 10, 1, 5, 9, 3, 7, 11]);
  });

  test("QMNIST's labels: the first of eight columns is the class", async () => {
    const rows = [7, 4, 100, 0, 37, 300, 0, 0, 2, 4, 101, 1, 32, 301, 0, 0];
    const content = await contentOf(idx("i4", [2, 8], rows));
    expect(content).toMatchObject({ kind: "labels", shape: [2, 8], labels: Int32Array.of(7, 2) });
    expect(content).toMatchObject({ notices: [{ code: "first-of-eight", values: { name: "a" } }] });
    // Other tables of eight columns are tables.
    expect((await contentOf(idx("i4", [2, 8], rows.with(7, 1)))).kind).toBe("table");
    expect((await contentOf(idx("i4", [2, 8], rows.with(0, 10)))).kind).toBe("table");
    expect((await contentOf(idx("u1", [2, 8], numbers(16)))).kind).toBe("table");
  });

  test("EMNIST's letters: 26 classes from 1 on, though some be absent; other labels have the classes that occur", async () => {
    const classesOf = async (labels: readonly number[]) => {
      const samples = idx("u1", [labels.length, 2, 2], numbers(4 * labels.length));
      const { table } = await readFiles([
        { name: "pictures", bytes: samples },
        { name: "labels", bytes: idx("u1", [labels.length], labels) },
      ]);
      return [table.classes?.length, table.classes?.[table.labels?.[0] ?? -1], table.classes?.at(-1)];
    };
    expect(await classesOf([2, 1, 24])).toEqual([26, "2", "26"]);
    expect(await classesOf([26, 1, 3])).toEqual([26, "26", "26"]);
    expect(await classesOf([10, 1, 3])).toEqual([3, "10", "10"]);
    expect(await classesOf([0, 1, 24])).toEqual([3, "0", "24"]);
  });
});
