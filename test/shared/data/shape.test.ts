import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { columnsOf } from "../../../shared/data/file-columns.ts";
import type { TableContent } from "../../../shared/data/readers/content.ts";
import { shapeTable } from "../../../shared/data/shape.ts";
import type { Table, TableUse } from "../../../shared/data/table.ts";
import type { ReadingChoice } from "../../../shared/experiment/reading.ts";
import { contentOf, type HandColumn } from "./contents.ts";
import { failure } from "./files.ts";
import { lines, tableOf } from "./tables.ts";

const column = (name: string, cells: HandColumn["cells"], more: Partial<HandColumn> = {}) => ({ name, cells, ...more });
const codes = ({ notices }: Table) => notices?.map(({ code }) => code) ?? [];
const taking = (...takes: ReadingChoice[]): TableUse => ({ takes });
const columnOf = ({ values, columns }: Table, c: number) => [...values].filter((_, at) => at % columns === c);

describe("columns without a role", () => {
  const content = contentOf([
    column("", [1, 2, 3, 4], { kind: "row-number" }),
    column("age", [30, 41, 25, 60]),
    column("day", ["2020-01-01", "2020-01-02", "2020-01-03", "2020-01-04"], { kind: "date" }),
    column("notes", ["so", "and", "so", "on"], { kind: "text" }),
    column("same", [7, 7, 7, 7]),
    column("void", [null, null, null, null]),
    column("smokes", ["no", "yes", "no", "no"]),
    column("tall", [0, 1, 1, 0], { kind: "boolean" }),
    column("city", ["Lugo", "Vigo", "Lugo", "Noia"]),
    column("mixed", [1, 2, 3, 4], { kind: "text", stray: { row: 3, cell: "about 3" } }),
  ]);
  const out = (code: string, columns: string, count = 1) => ({ code: `left-out-${code}`, values: { columns, count } });
  const stray = { code: "left-out-stray", values: { column: "mixed", row: 3, value: "about 3" } };

  test("of few texts are states, for labs that take these, and keep their texts", async () => {
    const table = shapeTable(content, {}, { states: true, constants: true, gaps: true });
    expect(table.names).toEqual(["age", "same", "smokes", "tall", "city"]);
    expect(table.levels).toEqual([undefined, undefined, ["no", "yes"], undefined, ["Lugo", "Noia", "Vigo"]]);
    expect(columnOf(table, 4)).toEqual([0, 2, 0, 1]);
    expect(codes(table)).not.toContain("two-valued");
    const read = shapeTable(
      await tableOf("rain,grass\nyes,wet\nyes,\nyes,dry\nyes,wet\n"),
      {},
      { states: true, gaps: true },
    );
    expect(read.levels).toEqual([["yes"], ["dry", "wet"]]);
    expect([...read.values]).toEqual([0, 1, 0, 0, 0, 0, 0, 1]);
    expect([...(read.mask ?? [])]).toEqual([1, 1, 1, 0, 1, 1, 1, 1]);
  });

  test("are used where they can be, else left out with a notice", () => {
    const table = shapeTable(content, {}, {});
    expect(table).toMatchObject({ rows: 4, columns: 1, names: ["age"] });
    expect([...table.values]).toEqual([30, 41, 25, 60]);
    expect(table.notices).toEqual([
      stray,
      out("text", "notes, smokes, tall, city", 4),
      out("date", "day"),
      out("constant", "same"),
      out("row-number", "#1"),
      out("empty", "void"),
    ]);
  });

  test("are what the lab allows: two values, constants, one label", () => {
    const table = shapeTable(content, {}, { twoValued: true, constants: true, takes: ["label"] });
    expect(table.names).toEqual(["age", "same", "smokes", "tall"]);
    expect(columnOf(table, 2)).toEqual([0, 1, 0, 0]);
    expect([[...(table.labels ?? [])], table.classes]).toEqual([
      [0, 2, 0, 1],
      ["Lugo", "Noia", "Vigo"],
    ]);
    expect(table.levels).toBeUndefined();
    expect(table.notices).toContainEqual({
      code: "two-valued",
      values: { column: "smokes", zero: "no", one: "yes" },
    });
    expect(table.notices).toContainEqual({ code: "label-found", values: { column: "city" } });
  });

  test("of text have a label only where they are one", () => {
    const two = contentOf([column("x", [1, 2, 3]), column("a", ["p", "q", "r"]), column("b", ["q", "r", "p"])]);
    expect(shapeTable(two, {}, taking("label")).labels).toBeUndefined();
    expect(shapeTable(two, { ignored: ["a"] }, taking("label")).classes).toEqual(["p", "q", "r"]);
  });

  test("that hold one value stay in pictures, where the lab takes those", () => {
    const image = { width: 2, height: 2, channels: 1 } as const;
    const table = { rows: 2, columns: 4, values: Uint8Array.of(0, 9, 8, 0, 0, 7, 8, 0), image };
    const pictures: TableContent = { kind: "table", format: "idx", shape: [2, 2, 2], table };
    expect(shapeTable(pictures, {}, { pictures: true })).toEqual(table);
    const plain = shapeTable(pictures);
    expect([plain.names, plain.image, codes(plain)]).toEqual([["2"], undefined, ["left-out-constant"]]);
  });

  test("leave nothing: each is named with why", async () => {
    const useless = contentOf([column("t", ["a", "b", "c"]), column("c", [1, 1, 1]), column("e", [null, null, null])]);
    const error = await failure(() => shapeTable(useless));
    expect([error.code, error.values]).toEqual(["nothing-usable", { text: "t", date: "–", constant: "c", empty: "e" }]);
  });
  test("leave nothing of a table below lines of something else: the first of them is named", async () => {
    const text = lines("Sample,Foo", "Slit,Narrow", "Wavelength,Abs", "400,0.1", "401,0.2", "402,0.5");
    const error = await failure(async () => shapeTable(await tableOf(text)));
    expect([error.code, error.values]).toEqual(["all-columns-mixed", { column: "Sample", row: 2, value: "Slit" }]);
    expect(error.message).toContain("delete lines");
  });
});

describe("roles that were chosen", () => {
  const content = contentOf([
    column("a", [1, 2, 3, 4]),
    column("", [5, 6, 7, 8]),
    column("b", [1, 1, 2, 2]),
    column("b", [9, 9, 9, 9]),
    column("c", ["u", "v", "w", "u"]),
    column("d", [1, 2, 3, 4], { kind: "text", stray: { row: 2, cell: "two" } }),
  ]);
  test("decide what is used, predicted and named; the order is the file's", () => {
    const table = shapeTable(content, { columns: ["#4", "a"], target: "#2", label: "c" }, taking("target", "label"));
    expect(table).toMatchObject({ names: ["a", "x2", "b"], target: 1, classes: ["u", "v", "w"] });
    expect([...table.values]).toEqual([1, 5, 9, 2, 6, 9, 3, 7, 9, 4, 8, 9]);
    expect(table.notices).toBeUndefined();
  });
  test("a number that is named to be predicted is not put aside for classes that nobody named", () => {
    const some = contentOf([column("a", [1, 2, 3]), column("c", ["v", "w", "u"]), column("y", [5, 7, 6])]);
    const table = shapeTable(some, { target: "y" }, taking("target", "label"));
    expect([table.names, table.target, table.labels]).toEqual([["a", "y"], 1, undefined]);
    expect(shapeTable(some, {}, taking("target", "label")).classes).toEqual(["u", "v", "w"]);
  });
  test("a row without a label is of the class –", () => {
    const some = contentOf([column("a", [1, 2, 3]), column("c", ["v", null, "u"])]);
    const table = shapeTable(some, { label: "c" });
    expect([[...(table.labels ?? [])], table.classes]).toEqual([
      [1, 2, 0],
      ["u", "v", "–"],
    ]);
    expect(shapeTable(some, { label: "c", gaps: "drop" })).toMatchObject({ rows: 2, classes: ["u", "v"] });
  });
  test("a row without a label is refused, or dropped, where the class decides what it is for", async () => {
    const some = contentOf([column("a", [1, 2, 3]), column("c", ["v", null, "u"])]);
    const use = { everyClass: true } as const;
    const error = await failure(() => shapeTable(some, { label: "c" }, use));
    expect([error.code, error.values]).toMatchObject(["rows-with-gaps", { value: 1, rows: 3, column: "c" }]);
    expect(shapeTable(some, { label: "c", gaps: "drop" }, use)).toMatchObject({ rows: 2, classes: ["u", "v"] });
    expect(shapeTable(some, { columns: ["a"] }, use).rows).toBe(3);
  });
  test.each([
    ["two texts", column("c", ["ok", "bad", "ok"]), ["bad", "ok"]],
    ["0 and 1", column("c", [0, 1, 0]), ["0", "1"]],
    ["numbers", column("c", [0, 2, 0]), undefined],
  ])("the only column of %s, where the class decides", (_, last, classes) => {
    const use = { ...taking("label"), twoValued: true, everyClass: true } as const;
    const some = contentOf([column("a", [1, 2, 3]), last]);
    expect(shapeTable(some, {}, use).classes).toEqual(classes);
    expect(shapeTable(some, { columns: ["a", "c"] }, use).classes).toBeUndefined();
    expect(shapeTable(some, {}, { ...use, everyClass: undefined } as never).classes).toBeUndefined();
    expect(
      shapeTable(contentOf([column("b", ["x", "y", "y"]), column("a", [1, 2, 3]), last]), {}, use).classes,
    ).toEqual(classes ? undefined : ["x", "y"]);
  });
  test("leave out what is ignored, without a word", () => {
    const table = shapeTable(content, { ignored: ["#3", "#4", "c", "d"] });
    expect([table.names, table.notices]).toEqual([["a", "x2"], undefined]);
  });
  test("a label may be numbers: classes in order of size", () => {
    const table = shapeTable(content, { label: "#3", columns: ["a"] });
    expect([[...(table.labels ?? [])], table.classes]).toEqual([
      [0, 0, 1, 1],
      ["1", "2"],
    ]);
  });
  test.each([
    [{ columns: ["nobody"] }, "unknown-column", { value: "nobody", allowed: "a, #2, #3, #4, c, d" }],
    [{ columns: ["b"] }, "unknown-column", { value: "b", allowed: "a, #2, #3, #4, c, d" }],
    [{ columns: ["c"] }, "text-column", { column: "c", value: "u" }],
    [{ columns: ["d"] }, "text-column", { column: "d", value: "two" }],
    [{ target: "c" }, "text-column", { column: "c", value: "u" }],
    [{ label: "d" }, "unfit-label", { column: "d", value: "two", max: 100 }],
  ])("that cannot be: %j", async (reading, code, values) => {
    const error = await failure(() => shapeTable(content, reading));
    expect([error.code, error.values]).toEqual([code, values]);
  });
});

describe("rows with gaps", () => {
  const content = contentOf([
    column("a", [1, null, 3, 4, 5]),
    column("b", [5, 6, 7, null, 8]),
    column("c", [null, 1, 2, 3, 4]),
  ]);
  test("are kept where the lab takes them", () => {
    const table = shapeTable(content, {}, { gaps: true });
    expect([...(table.mask ?? [])]).toEqual([1, 1, 0, 0, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1]);
  });
  test("without any value in the used columns are no samples, whatever else stands in them", async () => {
    const named = contentOf([
      column("day", ["mon", "tue", "wed", "thu", "fri"], { kind: "text" }),
      column("a", [1, null, 3, null, null]),
      column("b", [4, null, 6, 7, null]),
    ]);
    const table = shapeTable(named, {}, { gaps: true });
    expect([table.rows, [...table.values], [...(table.mask ?? [])]]).toEqual([
      3,
      [1, 4, 3, 6, 0, 7],
      [1, 1, 1, 1, 0, 1],
    ]);
    expect(table.notices).toContainEqual({ code: "rows-without-values", values: { value: 2, rows: 5 } });
    const ofA = shapeTable(named, { columns: ["a"] }, { gaps: true });
    expect([[...ofA.values], ofA.mask]).toEqual([[1, 3], undefined]);
    expect((await failure(() => shapeTable(named, { gaps: "refuse" }, { gaps: true }))).values).toMatchObject({
      value: 3,
    });
  });
  test("are refused elsewhere with their number and the cure", async () => {
    const error = await failure(() => shapeTable(content));
    expect(error.message).toMatch(
      /missing values in 3 of 5 rows, the first in row 1, column c .*drop the rows \(3 of 5/,
    );
    expect(error.values).toEqual({ value: 3, rows: 5, row: 1, column: "c" });
    expect((await failure(() => shapeTable(content, { gaps: "refuse" }, { gaps: true }))).code).toBe("gaps-refused");
  });
  test("do not count where the column is ignored", () => {
    expect(shapeTable(content, { columns: ["b"], gaps: "drop" }).rows).toBe(4);
    expect(
      shapeTable(contentOf([column("a", [1, 2]), column("b", [null, 2])]), { columns: ["a"] }).mask,
    ).toBeUndefined();
  });
  test("that are all there are cannot be dropped", async () => {
    const none = contentOf([column("a", [1, 3, null, null]), column("b", [null, null, 6, 7])]);
    const error = await failure(() => shapeTable(none, { gaps: "drop" }));
    expect([error.code, error.values]).toEqual(["all-rows-have-gaps", { rows: 4, value: 2, column: "a" }]);
  });

  const cell = fc.option(fc.integer({ min: -3, max: 3 }), { nil: null, freq: 5 });
  const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 });
  const read = (given: readonly (readonly (number | null)[])[]) =>
    contentOf(
      ["a", "b", "c"].map((name, c) =>
        column(
          name,
          given.map((row) => row[c]),
        ),
      ),
    );
  test("dropping them is filtering the file by hand", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const whole = given.filter((row) => !row.includes(null));
        fc.pre(whole.length > 0 && whole.length < given.length);
        // Columns that hold one value alone are left out of either.
        fc.pre([0, 1, 2].some((c) => new Set(whole.map((row) => row[c])).size > 1));
        const used = { constants: true } as const;
        const { notices, ...dropped } = shapeTable(read(given), { gaps: "drop", columns: ["a", "b", "c"] }, used);
        expect(dropped).toEqual(shapeTable(read(whole), { columns: ["a", "b", "c"] }, used));
        const value = given.length - whole.length;
        expect(notices).toContainEqual({ code: "rows-dropped", values: { value, rows: given.length } });
      }),
    );
  });
  test("dropped, a column that no longer varies is left out as it would be by hand", () => {
    const table = shapeTable(contentOf([column("a", [1, 2, 3]), column("b", [5, 5, 6]), column("c", [1, 2, null])]), {
      gaps: "drop",
    });
    expect([table.names, [...table.values]]).toEqual([
      ["a", "c"],
      [1, 1, 2, 2],
    ]);
    expect(codes(table)).toEqual(["left-out-constant", "rows-dropped"]);
  });
  test("labels go with their rows", () => {
    const { table, ...rest } = content;
    const labelled = { ...rest, table: { ...table, labels: Int32Array.of(0, 1, 0, 1, 1), classes: ["p", "q"] } };
    expect(shapeTable(labelled, { gaps: "drop" }).labels).toEqual(Int32Array.of(0, 1));
  });
});

describe("standardising", () => {
  const numbers = fc.array(
    fc.tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 1e-9, max: 1e-3, noNaN: true })),
    { minLength: 2, maxLength: 40 },
  );
  test("gives each column mean 0 and variance 1 over what is present", () => {
    fc.assert(
      fc.property(numbers, fc.nat(), (given, hole) => {
        for (const c of [0, 1]) fc.pre(new Set(given.map((row) => row[c])).size > 2);
        const a = given.map(([value], row) => (row === hole % given.length ? null : value));
        fc.pre(new Set(a.filter((one) => one !== null)).size > 1);
        const content = contentOf([
          column("a", a),
          column(
            "b",
            given.map((row) => row[1]),
          ),
        ]);
        const table = shapeTable(content, { standardise: "yes" }, { gaps: true });
        for (const c of [0, 1]) {
          const present = columnOf(table, c).filter((_, row) => table.mask?.[2 * row + c] !== 0);
          const mean = present.reduce((sum, value) => sum + value, 0) / present.length;
          const variance = present.reduce((sum, value) => sum + value * value, 0) / present.length;
          // n terms of size 1 are summed twice, each time rounded to 2^-53 of a sum of at most n.
          const tolerance = 4 * given.length * 2 ** -52;
          // A value far from zero is known to 2^-53 of itself, which is this much of a spread.
          const own = (c === 0 ? a : given.map((row) => row[1])).filter((value) => value !== null);
          const size = Math.max(...own.map(Math.abs));
          const spread = Math.sqrt(own.reduce((sum, value) => sum + (value - own[0]) ** 2, 0) / own.length);
          // Near the least numbers there are, a spread has hardly a digit.
          fc.pre(spread > Math.max(size * 1e-6, 1e-150));
          expect(Math.abs(mean)).toBeLessThan(tolerance * (1 + size / spread));
          expect(Math.abs(variance - 1)).toBeLessThan(tolerance * (1 + size / spread));
        }
      }),
    );
  });
  test("overflows for no size of the values", () => {
    for (const unit of [1e300, 1e-300]) {
      const table = shapeTable(contentOf([column("a", [unit, 2 * unit, 3 * unit]), column("b", [1, 1, 2])]), {
        standardise: "yes",
      });
      const [low, , high] = columnOf(table, 0);
      expect(high).toBeCloseTo(Math.sqrt(1.5), 14);
      expect(low).toBeCloseTo(-Math.sqrt(1.5), 14);
    }
  });
  test("is from the least value to the greatest where the lab takes probabilities", () => {
    const content = contentOf([column("a", [-3, 1, 5]), column("b", [0, 1, 0]), column("c", [9, 9, 9])]);
    const use = { probabilities: true, constants: true } as const;
    expect([...shapeTable(content, { standardise: "yes" }, use).values]).toEqual([0, 0, 0, 0.5, 1, 0, 1, 0, 0]);
  });
  test("of pictures for a lab of probabilities is by one range for all", () => {
    const image = { width: 2, height: 2, channels: 1 } as const;
    const table = { rows: 2, columns: 4, values: Float64Array.of(0, 300, 60, 0, 30, 90, 60, 0), image };
    const content: TableContent = { kind: "table", format: "npy", shape: [2, 2, 2], table };
    const shaped = shapeTable(content, { standardise: "yes" }, { pictures: true, probabilities: true });
    expect([...shaped.values]).toEqual([0, 1, 0.2, 0, 0.1, 0.3, 0.2, 0]);
  });
  test("is proposed where spreads differ by more than 30 times, and no more once chosen", () => {
    const spread = (factor: number) =>
      contentOf([column("low", [0, 1, 2]), column("high", [0, factor, 2 * factor]), column("mid", [3, 1, 2])]);
    const use = taking("standardise");
    expect(shapeTable(spread(40), {}, use).notices).toEqual([
      { code: "spreads-differ", values: { wide: "high", narrow: "low", ratio: 40 } },
    ]);
    expect(codes(shapeTable(spread(30), {}, use))).toEqual([]);
    // No double says how many times.
    const beyond = contentOf([column("low", [0, 1e-300, 2e-300]), column("high", [0, 1e300, 2e300])]);
    expect(shapeTable(beyond, {}, use).notices).toEqual([
      { code: "spreads-differ-beyond", values: { wide: "high", narrow: "low" } },
    ]);
    expect(codes(shapeTable(spread(31), {}, use))).toEqual(["spreads-differ"]);
    expect(codes(shapeTable(spread(40), { standardise: "yes" }, use))).toEqual([]);
    expect(codes(shapeTable(spread(40), {}, {}))).toEqual([]);
    expect(codes(shapeTable(spread(40), {}, { ...use, probabilities: true }))).toEqual([]);
  });
});

describe("pixels", () => {
  type Values = Table["values"];
  const types = [
    (values: readonly number[]) => Uint8Array.from(values),
    (values: readonly number[]) => Float32Array.from(values),
    (values: readonly number[]) => Float64Array.from(values),
  ];
  const npy = (values: Values, columns: number, image?: Table["image"]): TableContent => {
    const rows = values.length / columns;
    const table = { rows, columns, values, ...(image && { image }) };
    return { kind: "table", format: "npy", shape: [rows, columns], table };
  };
  const use = { pictures: true, constants: true } as const;
  const image = { width: 4, height: 4, channels: 1 } as const;
  const bytes = Array.from({ length: 64 }, (_, i) => (i * 37) % 256);
  const binary = bytes.map((value) => value % 2);

  test.each([
    ["pixels with a shape", bytes, 16, image],
    ["pixels by their values", bytes, 16, undefined],
    ["few columns", bytes, 4, undefined],
    ["zeros and ones", binary, 16, undefined],
    ["black and white pictures", binary, 16, image],
    ["counts", bytes.map((value) => value % 100), 16, undefined],
    ["beyond a byte", bytes.map((value) => 2 * value), 16, image],
  ])("the same numbers give the same table, whatever their type: %s", (_, values, columns, shape) => {
    const tables = types
      .filter((type) => values.every((value, i) => type(values)[i] === value))
      .map((type) => shapeTable(npy(type(values), columns, shape), {}, use));
    expect(tables.length).toBeGreaterThan(1);
    for (const table of tables) expect(table).toEqual(tables[0]);
  });

  test("pictures of which nothing was chosen are what they would be column by column", () => {
    const pictures = fc.record({
      value: fc.constantFrom(
        bytes,
        binary,
        bytes.map((one) => 2 * one),
        bytes.map((one) => one / 7),
        bytes.map((one, i) => (i < 9 ? one : 0)),
      ),
      type: fc.constantFrom(...types),
      isLabelled: fc.boolean(),
      pixels: fc.constantFrom(true, undefined),
      how: fc.constantFrom<TableUse>(use, { pictures: true }, { constants: true }, { pictures: true, states: true }),
    });
    fc.assert(
      fc.property(pictures, ({ value, type, isLabelled, pixels, how }) => {
        const { table, ...rest } = npy(type(value), 16, image);
        const labels = isLabelled && { labels: Int32Array.of(0, 1, 1, 0), classes: ["a", "b"] };
        const content = { ...rest, table: { ...table, ...labels }, ...(pixels && { pixels }) };
        expect(shapeTable(content, {}, how)).toEqual(shapeTable({ ...content, columns: columnsOf(content) }, {}, how));
      }),
    );
  });

  test("a photograph has more pixels than a set holds", () => {
    const [width, height] = [6000, 3000];
    const content = npy(new Uint8Array(width * height).fill(9), width * height, { width, height, channels: 1 });
    expect(shapeTable({ ...content, pixels: true }, {}, use).columns).toBe(width * height);
  });

  const isPixels = (values: readonly number[], columns: number, shape?: Table["image"], how: TableUse = use) =>
    shapeTable(npy(Float64Array.from(values), columns, shape), {}, how).values instanceof Uint8Array;
  test("are whole numbers to 255 where the lab takes pictures and the table looks like some", () => {
    expect(isPixels(bytes, 16)).toBe(true);
    expect(isPixels(bytes, 16, undefined, { constants: true })).toBe(false);
    expect(isPixels(bytes, 8)).toBe(false);
    expect(
      isPixels(
        bytes.map((value) => value % 128),
        16,
      ),
    ).toBe(false);
    expect(
      isPixels(
        bytes.map((value) => value % 128),
        16,
        image,
      ),
    ).toBe(true);
    expect(
      isPixels(
        bytes.map((value) => value / 2),
        16,
        image,
      ),
    ).toBe(false);
  });
  test("zero and one stay zero and one: as bytes that say so, or as numbers", () => {
    expect(shapeTable(npy(Uint8Array.from(binary), 16), {}, use).values).toEqual(Float64Array.from(binary));
    expect(shapeTable(npy(Uint8Array.from(binary), 16, image), {}, use).values).toEqual(
      Uint8Array.from(binary, (value) => 255 * value),
    );
  });
  test("are what was chosen", async () => {
    const few = npy(Uint8Array.from(bytes), 4);
    expect(shapeTable(few, { pixels: "yes" }, use).values).toEqual(Uint8Array.from(bytes));
    expect(shapeTable(few, { pixels: "yes" }, use).image).toEqual({ width: 2, height: 2, channels: 1 });
    const no = shapeTable(npy(Uint8Array.from(bytes), 16, image), { pixels: "no" }, use);
    expect(no.values).toEqual(Float64Array.from(bytes));
    const error = await failure(() => shapeTable(npy(Float64Array.of(1, 2.5, 3, 4), 2), { pixels: "yes" }, use));
    expect([error.code, error.values]).toEqual(["not-pixels", { value: 2.5, row: 1, column: "2" }]);
  });
  test("of a format of pictures are pixels everywhere", () => {
    const content = { ...npy(Uint8Array.from(binary), 16, image), pixels: true } as const;
    expect(shapeTable(content).values).toEqual(Uint8Array.from(binary));
  });
  test("with gaps are shares", () => {
    const content = npy(Float64Array.from(bytes), 16, image);
    const mask = new Uint8Array(64).fill(1);
    mask[5] = 0;
    const holed = { ...content, table: { ...content.table, mask } };
    expect(shapeTable(holed, {}, { ...use, gaps: true }).values).toEqual(Float64Array.from(bytes, (v) => v / 255));
  });
  test("keep one unit: they are not standardised", async () => {
    const content = npy(Uint8Array.from(bytes), 16, image);
    expect((await failure(() => shapeTable(content, { standardise: "yes" }, use))).code).toBe("standardised-pictures");
  });
});

describe("tables of pictures with their classes", () => {
  const pixel = (row: number, c: number) => (c < 3 ? 0 : (row * 61 + c * 17) % 256);
  const rows = [0, 1, 2, 3, 4];
  const pixels = (count: number, name: (c: number) => string) =>
    Array.from({ length: count }, (_, c) =>
      column(
        name(c),
        rows.map((row) => pixel(row, c)),
      ),
    );
  const use: TableUse = { pictures: true, takes: ["label"] };
  const digits = [3, 1, 3, 0, 1];
  const right = { columns: 64, image: { width: 8, height: 8, channels: 1 }, classes: ["0", "1", "3"] };

  test("are found by the name of the label, wherever it stands; dark borders stay", () => {
    const named = pixels(64, (c) => `${Math.floor(c / 8) + 1}x${(c % 8) + 1}`);
    for (const columns of [
      [column("label", digits), ...named],
      [...named, column("Class", digits)],
    ]) {
      const table = shapeTable(contentOf(columns), {}, use);
      expect(table).toMatchObject(right);
      expect(table.labels).toEqual(Int32Array.of(2, 1, 2, 0, 1));
      expect(table.values).toEqual(Uint8Array.from({ length: 320 }, (_, at) => pixel(Math.floor(at / 64), at % 64)));
      expect(codes(table)).toEqual(["label-found", "pictures-found"]);
    }
  });
  test("without names: the first column, where the others make a square", () => {
    const unnamed = pixels(64, () => "");
    expect(shapeTable(contentOf([column("", digits), ...unnamed]), {}, use)).toMatchObject(right);
    const odd = shapeTable(contentOf([column("", digits), ...pixels(63, () => "")]), {}, use);
    expect([odd.columns, odd.labels]).toEqual([64, undefined]);
  });
  test("beside a number of the rows, and not where pixels are denied", () => {
    const columns = [column("", rows, { kind: "row-number" }), column("label", digits), ...pixels(64, (c) => `p${c}`)];
    expect(shapeTable(contentOf(columns), {}, use)).toMatchObject(right);
    const denied = shapeTable(contentOf(columns), { pixels: "no" }, use);
    expect([denied.columns, denied.labels, denied.image]).toEqual([62, undefined, undefined]);
  });
});

test("the arrays of a file of which all is used are not copied", () => {
  const content = contentOf([column("a", [1, 2, 3]), column("b", [2, 3, 5])]);
  expect(shapeTable(content).values).toBe(content.table.values);
});

describe("rows that are to be points of the plane", () => {
  const use: TableUse = { plane: true, pictures: true, constants: true };
  const a = column("a", [1, 2, null, 4]);
  const b = column("b", [5, 6, 7, 9]);
  const same = column("same", [1, 1, 1, 1]);

  test("columns are asked for before rows with gaps, which depend on them, with two that could be used", async () => {
    const three = contentOf([same, a, b]);
    const error = await failure(() => shapeTable(three, {}, use));
    expect([error.path, error.code, error.values]).toEqual([
      "data.reading.columns",
      "not-points-of-the-plane",
      { value: 3, first: "a", second: "b" },
    ]);
    const chosen = { columns: ["a", "b"] };
    expect((await failure(() => shapeTable(three, chosen, use))).code).toBe("rows-with-gaps");
    expect(shapeTable(three, { ...chosen, gaps: "drop" }, use)).toMatchObject({ rows: 3, columns: 2 });
    expect((await failure(() => shapeTable(three, { gaps: "drop" }, use))).code).toBe("not-points-of-the-plane");
    expect((await failure(() => shapeTable(contentOf([b]), {}, use))).values).toEqual({ value: 1 });
    expect((await failure(() => shapeTable(contentOf([same, same]), { columns: ["#1"] }, use))).values.value).toBe(1);
  });

  test("pictures are rows of more numbers", async () => {
    const pixels = Array.from({ length: 16 }, (_, i) => column(`p${i}`, [0, 255, 17 * i, i]));
    expect(shapeTable(contentOf(pixels), {}, use).image).toMatchObject({ width: 4, height: 4 });
    const error = await failure(() => shapeTable(contentOf(pixels), { pixels: "no" }, use));
    expect(error.values).toMatchObject({ value: 16 });
    const gappy = [column("p", [0, null, 3, 4]), ...pixels.slice(1)];
    expect((await failure(() => shapeTable(contentOf(gappy), {}, use))).code).toBe("rows-with-gaps");
  });
});
