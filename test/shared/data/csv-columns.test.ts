import { describe, expect, test } from "vitest";
import { failure } from "./files.ts";
import { columnOf, lines, tableOf } from "./tables.ts";

describe("gaps", () => {
  test("rows without a cell are no samples", async () => {
    for (const empty of ["", ",,", ' , "",', ",", "\t"]) {
      const { table, understood } = await tableOf(lines("a,b,c", "1,2,3", empty, "2,1,5", empty, empty));
      expect([[...table.values], table.mask, understood?.emptyRows]).toEqual([[1, 2, 3, 2, 1, 5], undefined, 3]);
    }
  });

  test("a row of words for missing is one", async () => {
    expect(columnOf(await tableOf(lines("a;b", "1;2", "NA;NA", "3;4")), "a")).toEqual([1, null, 3]);
  });

  const always =
    "#N/A|#N/A N/A|#NA|-1.#IND|-1.#QNAN|-NaN|-nan|1.#IND|1.#QNAN|<NA>|N/A|NA|NULL|NaN|n/a|nan|null|?|#DIV/0!|#VALUE!|#REF!|#¡VALOR!|#N/D|\\N";
  test.each(always.split("|"))("%s is missing among numbers and among texts", async (word) => {
    expect(columnOf(await tableOf(lines("b,a", "1,2", `1,${word}`, "5,1")), "a")).toEqual([2, null, 1]);
    expect(columnOf(await tableOf(lines("a,b", "2,1", `${word},1`, "1,5")), "a")).toEqual([2, null, 1]);
    const { columns } = await tableOf(lines("b,a", "1,x", `1,${word}`, "5,y", "1,x"));
    expect(columns?.[1]).toMatchObject({ kind: "levels", missing: 1, levels: ["x", "y"] });
  });

  test.each(". .. : - -- — s/d n.d. nd na NAN None".split(" "))(
    "%s is missing among numbers, a text among texts",
    async (word) => {
      const numbers = await tableOf(lines("b,a", "1,2", `1,${word}`, "5,1"));
      expect(columnOf(numbers, "a")).toEqual([2, null, 1]);
      expect(numbers.columns?.[1]).toEqual({ name: "a", named: true, kind: "number", missing: 1 });
      const { columns } = await tableOf(lines("b,a", "1,x", `1,${word}`, "5,x"), { none: "text" });
      expect(columns?.[1].levels).toEqual([word, "x"].sort());
      expect((await tableOf(lines("b,a", "1,2024-01-01", `1,${word}`), { none: "text" })).columns?.[1]).toMatchObject({
        kind: "date",
        missing: 1,
      });
    },
  );

  test("None among texts is asked about", async () => {
    const text = lines("drug,n", "None,1", "A,2", "B,3", "A,4");
    const { code, values } = await failure(() => tableOf(text));
    expect([code, values]).toEqual([
      "two-readings",
      {
        column: "drug",
        row: 2,
        cell: "None",
        choice: "none",
        first: "missing",
        firstMeans: "NA",
        second: "text",
        secondMeans: '"None"',
      },
    ]);
    expect((await tableOf(text, { none: "missing" })).columns?.[0]).toMatchObject({ missing: 1, levels: ["A", "B"] });
    expect((await tableOf(text, { none: "text" })).columns?.[0]).toMatchObject({
      missing: 0,
      levels: ["A", "B", "None"],
    });
  });
});

describe("what columns hold", () => {
  test.each<[string, readonly string[], string]>([
    ["numbers", ["1", "2.5", ""], "number"],
    ["one number", ["5", "5", "5"], "constant"],
    ["one text", ["a", "a", ""], "constant"],
    ["nothing", ["", "NA", "."], "empty"],
    ["true and false", ["TRUE", "FALSE", "TRUE"], "boolean"],
    ["yes and no", ["yes", "no", ""], "boolean"],
    ["sí y no", ["Sí", "No", "Sí"], "boolean"],
    ["texts that repeat", ["red", "blue", "red"], "levels"],
    ["days", ["2024-01-31", "2024-02-01", ""], "date"],
    ["days and times", ["2024-01-31T10:00:00Z", "2024-01-31 10:00", "2024-01-31 10:00:00.5+01:00"], "date"],
    ["days as in Spain", ["31/12/2024", "1/2/25", "01-02-2024"], "date"],
    ["days as in America", ["12/31/2024", "2/1/2024 10:30 PM", "12/31/24"], "date"],
    ["days in words", ["1 de enero de 2024", "3 feb 2024", "Mar 5, 2024"], "date"],
    ["times", ["10:30", "11:45:10", "9:05 a. m."], "date"],
    ["no day", ["31/31/2024", "x", "y"], "levels"],
    ["numbers and a text", ["1", "2", "three"], "text"],
  ])("%s", async (_, cells, kind) => {
    const { columns } = await tableOf(lines("n;c", ...cells.map((cell, i) => `${i + 0.5};${cell}`)));
    expect(columns?.[1].kind).toBe(kind);
  });

  test("texts that never repeat are names; no more than a hundred are levels", async () => {
    const some = await tableOf(lines("c;n", ...["Ana", "Ben", "Cai", "Dan"].map((name, i) => `${name};${i}`)));
    expect(some.columns?.[0]).toMatchObject({ kind: "text", levels: ["Ana", "Ben", "Cai", "Dan"] });
    const rows = (count: number) => Array.from({ length: 300 }, (_, i) => `t${i % count};${i}`);
    expect((await tableOf(lines("c;n", ...rows(100)))).columns?.[0]).toMatchObject({ kind: "levels" });
    const many = await tableOf(lines("c;n", ...rows(101)));
    const words = rows(101).map((row) => row.split(";")[0]);
    expect(many.columns?.[0]).toEqual({ name: "c", named: true, kind: "text", missing: 0, words });
    expect(columnOf(many, "c").every((value) => value === null)).toBe(true);
    expect(columnOf(many, "n")[299]).toBe(299);
  });

  test("no column refuses the file", async () => {
    const { table, columns } = await tableOf(
      lines("name,when,x,y,odd", "Ana,2024-01-01,1.5,,1", "Ben,2024-01-02,2.5,,inf"),
    );
    expect(columns?.map(({ kind }) => kind)).toEqual(["levels", "date", "number", "empty", "text"]);
    expect([table.rows, table.columns, table.values.length]).toEqual([2, 5, 10]);
  });
});
