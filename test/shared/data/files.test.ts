import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { generators } from "../../../shared/data/generators/index.ts";
import { hashFile } from "../../../shared/data/hashed-file.ts";
import { decodeFile } from "../../../shared/data/readers/file.ts";
import { requireNumbers, toFloat32, toFloat64 } from "../../../shared/data/require.ts";
import { resolveData } from "../../../shared/data/resolve.ts";
import type { Table } from "../../../shared/data/table.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import { defaults } from "../../../shared/experiment/schema.ts";
import { readFiles } from "../../own-files.ts";
import { failure, type IdxType, idx, npy, text } from "./files.ts";

const bytes12 = Array.from({ length: 12 }, (_, i) => i * 20);
const images = idx("u1", [3, 2, 2], bytes12);
const labels = idx("u1", [3], [1, 0, 4]);

async function tableOf(bytes: Uint8Array<ArrayBuffer>, name = "file"): Promise<Table> {
  const content = await decodeFile({ name, bytes });
  if (content.kind !== "table") throw new Error(`${name} holds ${content.kind}`);
  return content.table;
}

describe("IDX", () => {
  test("pictures keep their bytes", async () => {
    expect(await decodeFile({ name: "x", bytes: images })).toEqual({
      kind: "table",
      format: "idx",
      shape: [3, 2, 2],
      table: { rows: 3, columns: 4, values: Uint8Array.from(bytes12), image: { width: 2, height: 2, channels: 1 } },
    });
  });

  test.each<IdxType>(["u1", "i1", "i2", "i4", "f4", "f8"])("values of type %s", async (type) => {
    const numbers =
      type === "u1" ? [0, 255] : type === "f8" ? [-1e300, 0.1] : type === "f4" ? [-1.5, 2 ** 100] : [-128, 127];
    expect([...(await tableOf(idx(type, [1, 2], numbers))).values]).toEqual(numbers);
  });

  test("one dimension of whole numbers is labels", async () => {
    const content = await decodeFile({ name: "x", bytes: labels });
    expect(content).toMatchObject({ kind: "labels", labels: Int32Array.of(1, 0, 4) });
    expect((await tableOf(idx("f4", [2], [0.5, 1]))).columns).toBe(1);
  });

  test("NaN is a missing value", async () => {
    expect((await tableOf(idx("f4", [1, 3], [1, Number.NaN, 2]))).mask).toEqual(Uint8Array.of(1, 0, 1));
  });
});

describe("NPY", () => {
  test.each<[string, readonly number[]]>([
    ["|u1", [0, 255, 7, 8, 9, 10]],
    ["|i1", [-128, 127, 7, 8, 9, 10]],
    ["<i2", [-300, 300, 7, 8, 9, 10]],
    [">i2", [-300, 300, 7, 8, 9, 10]],
    ["<i4", [-70000, 70000, 7, 8, 9, 10]],
    ["<f4", [-1.5, 0.25, 7, 8, 9, 10]],
    [">f4", [-1.5, 0.25, 7, 8, 9, 10]],
    ["<f8", [-1e300, 0.1, 7, 8, 9, 10]],
    [">f8", [-1e300, 0.1, 7, 8, 9, 10]],
  ])("values of type %s, both versions and orders", async (descr, numbers) => {
    const turned = [0, 3, 1, 4, 2, 5].map((i) => numbers[i]);
    for (const version of [1, 2] as const) {
      const table = await tableOf(npy(descr, [2, 3], numbers, { version }));
      expect([table.rows, table.columns, [...table.values]]).toEqual([2, 3, numbers]);
      expect([...(await tableOf(npy(descr, [2, 3], turned, { version, fortran: true }))).values]).toEqual(numbers);
    }
  });

  test("Fortran order of three axes", async () => {
    const shape = [2, 3, 2];
    const column = Array.from({ length: 12 }, (_, i) => i);
    const expected = [];
    for (let a = 0; a < 2; a++)
      for (let b = 0; b < 3; b++) for (let c = 0; c < 2; c++) expected.push(a + 2 * b + 6 * c);
    expect([...(await tableOf(npy("<f4", shape, column, { fortran: true }))).values]).toEqual(expected);
  });

  test.each<[string, Uint8Array<ArrayBuffer>, string, RegExp]>([
    ["objects", npy("|O8", [1], []), "npy-type", /objects of type O8 \(must be one of f2, .* convert it with astype/],
    ["complex numbers", npy("<c8", [1], []), "npy-type", /complex numbers of type c8 \(must be one of/],
    ["dates", npy("<M8[ns]", [1], []), "npy-type", /dates of type M8\[ns\] .* convert it with astype/],
    ["times", npy("<m8", [1], []), "npy-type", /times of type m8/],
    ["text", npy("<U5", [1], []), "npy-type", /text of type U5/],
    ["version 9", npy("<f4", [1], [1]).fill(9, 6, 7), "not-npy", /version 9/],
    ["a header cut off", npy("<f4", [1], [1]).slice(0, 40), "truncated", /40 bytes/],
    ["values cut off", npy("<f4", [2, 2], [1, 2, 3]), "truncated", /cut off/],
    ["a size beyond memory", npy("<f8", [99999999, 99999999], []), "too-many-values", /99999999 × 99999999/],
    ["a size beyond numbers", npy("<f8", [10 ** 20, 10 ** 20, 10 ** 20], []), "too-many-values", /claims/],
    ["no values", npy("<f4", [0, 3], []), "empty", /0 × 3/],
    ["an infinite value", npy("<f4", [1, 2], [1, Number.POSITIVE_INFINITY]), "infinite-value", /row 1, column 2/],
  ])("refuses %s", async (_, bytes, code, message) => {
    const error = await failure(() => decodeFile({ name: "a.npy", bytes }));
    expect([error.path, error.code]).toEqual(["a.npy", code]);
    expect(error.message).toMatch(message);
  });
});

describe("files", () => {
  test("are recognised by content, gzip or not, whatever their name", async () => {
    const csv = text("a;b\n1,5;2\n");
    for (const [bytes, format] of [
      [images, "idx"],
      [npy("<f4", [1, 2], [1, 2]), "npy"],
      [csv, "csv"],
    ] as const) {
      const plain = await decodeFile({ name: "data.csv", bytes });
      expect(plain.format).toBe(format);
      expect(await decodeFile({ name: "data.npy", bytes: new Uint8Array(gzipSync(bytes)) })).toEqual(plain);
    }
  });

  test("CSV in the encodings that spreadsheets write", async () => {
    const content = "año,ñu\n1,2";
    const utf16 = new Uint8Array(Buffer.from(`\ufeff${content}`, "utf16le"));
    const swapped = new Uint8Array(Buffer.from(`\ufeff${content}`, "utf16le").swap16());
    const latin1 = new Uint8Array(Buffer.from(content, "latin1"));
    for (const bytes of [text(content), text(`\ufeff${content}`), utf16, swapped, latin1]) {
      expect((await tableOf(bytes)).names).toEqual(["año", "ñu"]);
    }
  });

  test.each<[string, Uint8Array<ArrayBuffer>, string, RegExp]>([
    ["nothing", new Uint8Array(0), "empty", /0 bytes/],
    [
      "another format",
      Uint8Array.of(0x1c, 0x4b, 3, 4, 0, 0),
      "unknown-format",
      /must be IDX, NPY, WAV, PNG, JPEG, CSV/,
    ],
    ["an IDX header cut off", images.slice(0, 10), "truncated", /10 bytes \(must be 16/],
    ["IDX values cut off", images.slice(0, -1), "truncated", /27 bytes \(must be 28/],
    ["IDX with surplus", new Uint8Array([...images, 0]), "surplus-bytes", /29 bytes \(its header says 28/],
    ["an absurd IDX size", idx("u1", [4294967295, 4294967295, 4294967295], []), "too-many-values", /must be at most/],
    ["an IDX file without values", idx("u1", [0, 28, 28], []), "empty", /0 × 28 × 28/],
    ["too many columns", idx("u1", [1, 1000000], new Array(1000000).fill(0)), "too-many-columns", /1000000 columns/],
  ])("refuses %s", async (_, bytes, code, message) => {
    const error = await failure(() => decodeFile({ name: "f", bytes }));
    expect([error.path, error.code]).toEqual(["f", code]);
    expect(error.message).toMatch(message);
  });

  const decoders = fc.constantFrom(
    images,
    labels,
    npy("<f4", [2, 3], [1, 2, 3, 4, 5, 6]),
    npy(">i2", [4], [1, 2, 3, 4], { version: 2 }),
    text("a,b\n1,2\n3,x\n"),
  );
  const edits = fc.array(
    fc.tuple(fc.nat({ max: 200 }), fc.oneof(fc.nat({ max: 255 }), fc.constantFrom(0, 1, 0x7f, 0xff))),
    { minLength: 1, maxLength: 4 },
  );
  test("a mutant is content of the size that it says, or an ExperimentError", async () => {
    await fc.assert(
      fc.asyncProperty(decoders, edits, fc.nat({ max: 40 }), fc.boolean(), async (file, changes, cut, packed) => {
        const whole = packed ? new Uint8Array(gzipSync(file)) : file.slice();
        for (const [at, value] of changes) whole[at % whole.length] = value;
        const bytes = cut < 20 ? whole : whole.slice(0, Math.max(0, whole.length - cut + 20));
        try {
          const content = await decodeFile({ name: "f", bytes });
          const size = content.shape.reduce((product, extent) => product * extent, 1);
          const length = { table: 0, labels: 0, weights: 0 };
          if (content.kind === "table") length.table = content.table.values.length;
          else if (content.kind === "labels") length.labels = content.labels.length;
          else length.weights = Object.keys(content.weights).length;
          expect(length[content.kind]).toBe(size);
        } catch (error) {
          expect(error).toBeInstanceOf(ExperimentError);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe("readFiles", () => {
  const given = [
    { name: "images", bytes: images },
    { name: "labels", bytes: labels },
  ];

  test("puts labels beside samples, in either order the same", async () => {
    const { data, table, files } = await readFiles(given);
    expect(table).toMatchObject({ rows: 3, labels: Int32Array.of(1, 0, 2), classes: ["0", "1", "4"] });
    expect(data.files.map(({ name, shape }) => [name, shape])).toEqual([
      ["images", [3, 2, 2]],
      ["labels", [3]],
    ]);
    expect(data.files[0].sha256).toBe(createHash("sha256").update(images).digest("hex"));
    expect(await readFiles([...given].reverse())).toEqual({ data, table, files });
  });

  test("cleans names as the reader of an experiment does", async () => {
    const name = `Ma\u0301quina\u202e${"x".repeat(300)}`;
    const [file] = (await readFiles([{ name, bytes: images }])).data.files;
    expect(file.name).toBe(`Máquina${"x".repeat(248)}`);
  });

  test.each<[string, readonly number[], string, RegExp]>([
    ["no file", [], "number-of-files", /files: 0/],
    ["labels alone", [1], "only-labels", /choose the file with the samples/],
    ["two files of samples", [0, 0], "too-many-tables", /one with samples/],
    ["two files of labels", [0, 1, 1], "too-many-tables", /at most one with labels/],
    ["too many files", [0, ...Array(24).fill(1)], "number-of-files", /files: 25/],
  ])("refuses %s", async (_, which, code, message) => {
    const error = await failure(() => readFiles(which.map((i) => given[i])));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
  });

  test("refuses labels of another length", async () => {
    const error = await failure(() => readFiles([given[0], { name: "l", bytes: idx("u1", [2], [0, 1]) }]));
    expect([error.code, error.message]).toEqual([
      "labels-do-not-fit",
      "labels: 2 (must be 3, one for each sample: do the files belong together?)",
    ]);
  });
});

describe("resolveData", () => {
  test("checks the hash of each file", async () => {
    const { data, table } = await readFiles([{ name: "images", bytes: images }]);
    const found = (bytes: Uint8Array<ArrayBuffer>) => async () => hashFile({ name: "images", bytes });
    expect(await resolveData(data, found(images))).toEqual(table);
    const error = await failure(() =>
      resolveData(
        data,
        found(
          idx(
            "u1",
            [3, 2, 2],
            bytes12.map((b) => b + 1),
          ),
        ),
      ),
    );
    expect(error.code).toBe("other-file");
    expect(error.message).toContain(data.files[0].sha256);
  });

  test("generates the same table again", async () => {
    const none = () => Promise.reject(new Error("no file is asked for"));
    expect(await resolveData(null, none)).toBeNull();
    for (const { id, params } of generators) {
      // A hundred pictures tell as much as thousands, which take long to compare.
      const { count } = params;
      const few = count?.kind === "integer" ? { count: Math.max(count.min, Math.min(count.default, 100)) } : {};
      const make = (seed: number) =>
        resolveData({ generator: id, seed, params: { ...defaults(params), ...few } }, none);
      const table = await make(1);
      expect(table?.values).toHaveLength((table?.rows ?? 0) * (table?.columns ?? 0));
      expect(await make(1)).toEqual(table);
    }
    const error = await failure(() => resolveData({ generator: "nothing", seed: 1, params: {} }, none));
    expect([error.path, error.code]).toEqual(["data.generator", "unknown-generator"]);
  });
});

describe("values for labs", () => {
  test("bytes are shares of 255", async () => {
    const table = await tableOf(idx("u1", [1, 3], [0, 51, 255]));
    expect(toFloat64(table)).toEqual(Float64Array.of(0, 0.2, 1));
    expect(toFloat32(table)).toEqual(Float32Array.of(0, 0.2, 1));
    const floats = await tableOf(idx("f4", [1, 2], [3, 255]));
    expect(toFloat64(floats)).toEqual(Float64Array.of(3, 255));
  });

  test("where every number is needed, the first missing cell is named", async () => {
    expect((await failure(async () => requireNumbers(await tableOf(text("a,b\n1,2\n3,\n"))))).message).toMatch(
      /row 2, column b/,
    );
    const whole = await tableOf(text("a,b\n1,2\n"));
    expect(requireNumbers(whole)).toBe(whole);
  });
});
