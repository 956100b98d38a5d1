import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeCsv } from "../../../shared/data/readers/csv/csv.ts";
import type { Table } from "../../../shared/data/table.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import { failure } from "./files.ts";

function read(text: string): Table {
  const content = decodeCsv(text, "t.csv");
  if (content.kind !== "table") throw new Error("a CSV file is a table");
  expect(content.shape).toEqual([content.table.rows, content.table.columns]);
  return content.table;
}

describe("CSV", () => {
  test("with a header", () => {
    expect(read("age,height\n1,2.5\n-3,4e2\n")).toEqual({
      rows: 2,
      columns: 2,
      values: Float64Array.of(1, 2.5, -3, 400),
      names: ["age", "height"],
    });
  });

  test.each<[string, string]>([
    ["comma", "a,b\n1.5,2\n3,4.25"],
    ["semicolon", "a;b\n1.5;2\n3;4.25"],
    ["semicolon and decimal comma", "a;b\n1,5;2\n3;4,25"],
    ["tab", "a\tb\n1.5\t2\n3\t4.25\n"],
    ["tab and decimal comma", "a\tb\n1,5\t2\n3\t4,25\n"],
    ["Windows line ends", "a,b\r\n1.5,2\r\n3,4.25\r\n"],
    ["old Mac line ends", "a,b\r1.5,2\r3,4.25"],
    ["blank lines", "\na,b\n\n1.5,2\n3,4.25\n\n\n"],
    ["a mark of byte order", "\ufeffa,b\n1.5,2\n3,4.25"],
    ["quotes", '"a","b"\n"1.5","2"\n3,"4.25"'],
    ["spaces", " a , b \n 1.5 , 2 \n 3 ,\t4.25 "],
    ["spaces before quotes", 'a, "b"\n1.5, "2"\n3, "4.25"'],
    ["quoted decimal commas in semicolons", '"a";"b"\n"1,5";"2"\n"3";"4,25"'],
  ])("with %s", (_, text) => {
    expect(read(text)).toEqual({ rows: 2, columns: 2, values: Float64Array.of(1.5, 2, 3, 4.25), names: ["a", "b"] });
  });

  test.each<[string, string, readonly string[], number]>([
    ["numbers alone", "1,2,2\n3,4,3", ["x1", "x2", "x3"], 2],
    ["two columns of numbers", "1.5,2\n3,4", ["x1", "x2"], 2],
    ["numbers with decimal commas alone", "1,5;2,5\n3,5;4,5", ["x1", "x2"], 2],
    ["levels in the first row", "setosa,1\nvirginica,2", ["x1", "x2"], 2],
    ["a blank name, as of an index", ",a,b\n0,1,2\n1,3,4", ["x1", "a", "b"], 2],
    ["years as names beside text", "name,2019,2020\nA,1,2\nB,3,4", ["name", "2019", "2020"], 2],
    ["a year as a name above numbers", "count,2019\n1,2\n3,4", ["count", "2019"], 2],
    ["a missing first value", "count,b\nNA,2\n3,4", ["count", "b"], 2],
    ["names twice", "x,x,x.2,x\n1,2,3,4", ["x", "x.2", "x.2.2", "x.3"], 1],
    ["the other separator in a name", "temp (a;b),c\n1,2\n3,4", ["temp (a;b)", "c"], 2],
    ["control and direction marks", "a\u202e\u0007b,c\n1,2", ["ab", "c"], 1],
  ])("header: %s", (_, text, names, rows) => {
    const table = read(text);
    expect([table.names, table.rows]).toEqual([names, rows]);
  });

  test("quoted cells hold separators, line ends and quotes", () => {
    const table = read('name,"the ""other"", n"\n"a, b",1\n"c\nd",2\n"e"f,3');
    expect(table.names).toEqual(["name", 'the "other", n']);
    expect(table.levels?.[0]).toEqual(["a, b", "c\nd", "ef"]);
    expect([...table.values]).toEqual([0, 1, 1, 2, 2, 3]);
  });

  test("blank cells and their usual names are missing", () => {
    const table = read("a,b,c\n1,,3\nNA,NaN,?\n4,5,null");
    expect([...(table.mask ?? [])]).toEqual([1, 0, 1, 0, 0, 0, 1, 1, 0]);
    expect([...table.values]).toEqual([1, 0, 3, 0, 0, 0, 4, 5, 0]);
  });

  test("columns of text are levels in order of their text", () => {
    const table = read("sex,age\nmale,1\nfemale,2\n,3\nmale,4");
    expect(table.levels).toEqual([["female", "male"], undefined]);
    expect([...table.values]).toEqual([1, 1, 0, 2, 0, 3, 1, 4]);
    expect(table.mask?.[4]).toBe(0);
  });

  test.each<[string, string, string, RegExp]>([
    ["nothing", "", "empty", /t\.csv is empty/],
    ["blank lines alone", "\n\n", "empty", /t\.csv is empty/],
    ["a header alone", "a,b\n", "no-rows", /a header but no rows/],
    ["a short row", "a,b\n1,2\n3\n4,5", "ragged-row", /1 cells in row 3 \(must be 2/],
    ["a long row", "a,b\n1,2,3", "ragged-row", /3 cells in row 2 \(must be 2/],
    ["an open quote", 'a,b\n1,"2', "open-quote", /row 2/],
    [
      "a million columns",
      `${"1,".repeat(999_999)}1`,
      "too-many-columns",
      /has 1000000 columns \(must be at most 100000/,
    ],
  ])("refuses %s, naming place and cure", async (_, text, code, message) => {
    const error = await failure(() => decodeCsv(text, "t.csv"));
    expect([error.path, error.code]).toEqual(["t.csv", code]);
    expect(error.message).toMatch(message);
  });

  test("numbers come back as they were written", () => {
    const rows = fc
      .integer({ min: 1, max: 4 })
      .chain((columns) =>
        fc.array(
          fc.array(fc.double({ noDefaultInfinity: true, noNaN: true }), { minLength: columns, maxLength: columns }),
          { minLength: 1, maxLength: 8 },
        ),
      );
    const styles = fc.constantFrom<[string, boolean]>([",", false], [";", false], [";", true], ["\t", true]);
    fc.assert(
      fc.property(rows, styles, fc.boolean(), (numbers, [separator, comma], header) => {
        // A single column shows no separator, so that a decimal comma would be taken for one.
        if (comma && numbers[0].length === 1) return;
        const body = numbers.map((row) =>
          row.map((x) => (comma ? String(x).replace(".", ",") : String(x))).join(separator),
        );
        const names = numbers[0].map((_, c) => `n${c}`).join(separator);
        const table = read((header ? [names, ...body] : body).join("\n"));
        expect([table.rows, table.columns]).toEqual([numbers.length, numbers[0].length]);
        expect([...table.values].map((x) => x + 0)).toEqual(numbers.flat().map((x) => x + 0));
      }),
    );
  });

  test("digits become the nearest number, however many there are", () => {
    const number = fc
      .tuple(
        fc.constantFrom("", "-", "+"),
        fc.stringMatching(/^\d{1,22}$/),
        fc.stringMatching(/^(\.\d{0,22})?$/),
        fc.stringMatching(/^([eE][+-]?\d{1,2})?$/),
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.array(number, { minLength: 1 }), (numbers) => {
        // 0.5 says that the point is decimal: by itself 8.000 may be eight or eight thousand.
        const { values } = read(["a,b", ...numbers.map((x) => `${x},0.5`)].join("\n"));
        expect([...values].filter((_, i) => i % 2 === 0)).toEqual(numbers.map(Number));
      }),
    );
  });

  test("any text is a table or an ExperimentError", () => {
    const line = fc.array(
      fc.oneof(
        fc.constantFrom(",", ";", "\t", '"', "\n", "\r", "1", "2,5", "x", "", " ", "NA", "\ufeff", "1e999"),
        fc.string({ maxLength: 3 }),
      ),
    );
    fc.assert(
      fc.property(line, (parts) => {
        try {
          const table = read(parts.join(""));
          expect(table.values).toHaveLength(table.rows * table.columns);
          expect(table.values.every(Number.isFinite)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(ExperimentError);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
