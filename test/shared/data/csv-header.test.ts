import { describe, expect, test } from "vitest";
import { failure } from "./files.ts";
import { columnOf, lines, tableOf } from "./tables.ts";

const kinds = async (text: string) => ((await tableOf(text)).columns ?? []).map(({ name, kind }) => `${name}: ${kind}`);

describe("headers", () => {
  test.each<[string, string, readonly string[], number]>([
    [
      "years beside names",
      lines("country,1990,2000,2010", "A,1.5,2.0,3.5", "B,0.5,0.75,1.25"),
      ["country", "1990", "2000", "2010"],
      2,
    ],
    ["years alone", lines("1990,2000,2010", "1.5,2,3.5", "0.5,0.75,1.25"), ["1990", "2000", "2010"], 2],
    ["years backwards", lines("country,2010,2000", "A,1.5,2.5", "B,3.5,4"), ["country", "2010", "2000"], 2],
    [
      "years, some above texts among numbers",
      lines(
        "geo\ttime\t2019 \t2020 \t2021 ",
        "AT\tx\t8.9 \t9.0 \t11.6 b",
        "BE\ty\t11.4 \t11.5 p\t: ",
        "ES\tz\t46.9 \t47.3 \t:",
      ),
      ["geo", "time", "2019", "2020", "2021"],
      3,
    ],
    ["years in quotes", lines('"1990","2000"', "1.5,1991", "0.5,2003"), ["1990", "2000"], 2],
    [
      "wavelengths",
      lines("id;400.5;401,0;401.5;402", "A;1,5;2;3;4", "B;2;3;4,5;5"),
      ["id", "400.5", "401,0", "401.5", "402"],
      2,
    ],
    ["pandas: a corner and a count", lines(",0,1", "0,1.5,2", "1,2.5,4"), ["x1", "0", "1"], 2],
    ["pandas: a count of ten", lines([...Array(10).keys()].join(), "1,2,3,4,5,6,7,8,9,3"), [..."0123456789"], 1],
    ["months", lines("region,2020-01,2020-02", "A,1,2"), ["region", "2020-01", "2020-02"], 1],
    ["R: one name short, in quotes", lines('"x"\t"y"', '"1"\t1\t0.5', '"2"\t2\t1.5'), ["x1", "x", "y"], 2],
    [
      "R: one name short, spaces",
      lines('"mpg" "cyl"', '"Mazda RX4" 21 6', '"Datsun 710" 22.8 4'),
      ["x1", "mpg", "cyl"],
      2,
    ],
    ["R: one name short, counting", lines("x y", "1 5 2", "2 7 3"), ["x1", "x", "y"], 2],
    ["units below", lines("time,temp", "UTC,degree_C", "0,11.5", "1,11.7"), ["time", "temp"], 2],
    ["a comment as NumPy writes it", lines("# a b", "1.5 2.5", "3 4"), ["a", "b"], 2],
    ["a comment of names above two columns of whole numbers", lines("# a,b", "0,0", "1,1", "2,4"), ["a", "b"], 3],
    ["comments above", lines("% made by a program", "% on a day", "a,b", "1,2"), ["a", "b"], 1],
    ["a title", lines("Report of 2024", "", "a,b,c", "1,2,3"), ["a", "b", "c"], 1],
    ["a title with separators", lines("Report;;", "a;b;c", "1;2;3"), ["a", "b", "c"], 1],
    [
      "titles of two cells, years in quotes, a year without values",
      lines(
        '"Source","Indicators",',
        "",
        '"Updated","2024-05-30",',
        "",
        '"Name","Code","1960","1961","1962",',
        '"Aruba","ABW","","5.5","..",',
        '"Chad","TCD","","7.5","8.1",',
      ),
      ["Name", "Code", "1960", "1961", "1962"],
      2,
    ],
    ["long units", lines("t,x", "seconds since 1970-01-01 00:00:00,m s-1", "0,1.5"), ["t", "x"], 1],
    ["sep=", lines("sep=;", "a;b", "1,5;2"), ["a", "b"], 1],
    ["sep= after a mark", "\ufeffsep=|\r\na|b\r\n1|2\r\n", ["a", "b"], 1],
    ["pipes", lines("A|B|C", "1|2|3", "4|5|7"), ["A", "B", "C"], 2],
    ["pipes as Markdown has them", lines("| a | b |", "|---|---|", "| 1 | 2 |"), ["x1", "a", "b"], 1],
    ["a table as psql draws it", lines(" id | x", "----+-----", "  1 | 2.5", "  2 |    "), ["id", "x"], 2],
    [
      "a spectrometer's titles above tabs",
      lines(
        "Spectrometer: USB4000",
        "Integration time (ms): 100",
        "Date: 2024-03-01 12:00:00",
        ">>>>>Begin Spectral Data<<<<<",
        ...["340.000\t0.125", "340.500\t0.250", "341.000\t0.375", "341.500\t0.1", "342.000\t0.3", "342.5\t0.2"],
      ),
      ["x1", "x2"],
      6,
    ],
    ["spaces in columns", lines("  id   x", "   1  2.5", "  10 12.5"), ["id", "x"], 2],
    ["spaces without names", lines("-2.5e-01 1.0e+00", "1.5e-01 2.0e+00"), ["x1", "x2"], 2],
    ["a separator at every end", lines("a,b,", "1,2,", "3,5,"), ["a", "b"], 2],
    ["a separator at the end of samples", lines("a,b", "1,2,", "3,5,"), ["a", "b"], 2],
    ["a separator at the end of the names", lines("a,b,", "1,2", "3,5"), ["a", "b"], 2],
    ["blank names", lines("a,,c", "1,2,3"), ["a", "x2", "c"], 1],
    ["dates without names", lines("2024-01-01,1.5", "2024-01-02,2.5"), ["x1", "x2"], 2],
    ["pandas: names of rows", lines(",400.5,401.25", "A,1.5,2", "B,2.5,4"), ["x1", "400.5", "401.25"], 2],
    ["pandas: a series", lines("x,0", "0,1.5", "1,2.5"), ["x", "0"], 2],
    [
      "wavelengths in unequal steps, many",
      lines(
        "id,400.1,400.4,400.8,401.1,401.5,401.8,402.2,402.5,402.9,403.2",
        "A,1,2,3,4,5,6,7,8,9,8",
        "B,2,3,4,5,6,7,8,9,8,7",
      ),
      ["id", "400.1", "400.4", "400.8", "401.1", "401.5", "401.8", "402.2", "402.5", "402.9", "403.2"],
      2,
    ],
    ["ages between limits", lines("<18,18-65,>65", "1,2,3", "2,5,4"), ["<18", "18-65", ">65"], 2],
    ["a comment of names above a sample without values", lines("# a,b", "NA,NA", "1,2"), ["a", "b"], 2],
    ["whole numbers in order that fit", lines("1,2,3", "2,3,4", "3,1,5"), ["x1", "x2", "x3"], 3],
  ])("%s", async (_, text, names, rows) => {
    const { table } = await tableOf(text);
    expect([table.names, table.rows]).toEqual([names, rows]);
  });

  test.each<[string, string]>([
    ["years above numbers like them", lines("country,1990,2000", "A,1500,2010", "B,1990,1900")],
    ["years above others that do not change", lines("2000;2010", "1999;2009", "1999;2009")],
    ["one year", lines("country,2020", "A,1.5", "B,2.5")],
    ["a short count", lines("0,1,2", "5,3,8", "2,9,1")],
    ["numbers in order beside a text, above one value", lines("rojo,20,20.1,21.0", "rojo,0.000,,")],
    ["years above one value", lines("country,1990,2000", "A,1.5,")],
    ["years out of order", lines("country,2010,1990,2000", "A,1.5,2,3", "B,2.5,3,4")],
    ["years beside a text that is in its column again", lines("F,1990,2000", "F,1,2", "M,3,4")],
    ["one year below a blank, above others", lines(",2000.000", ",0", ",0.000", ",0", "0.0,")],
    ["a few numbers in unequal steps beside a text", lines("id,400,410,500", "A,1,2,3", "B,2,4,4")],
    ["numbers beside a blank above others", lines(",20,300", "0.5,1,2", "0.7,1,3")],
    ["a word alone beside a number that fits", lines("sin dato,7.5", "3,2.5", "5,8")],
    ["a value too small to measure", lines("<0.1,2.5", "0.3,2.7", "0.2,2.6")],
    ["a text whose numbers are missing", lines("Madrid,,", "Soria,1,2", "Lugo,3,4")],
    ["a text above another whose numbers are missing", lines("Madrid,,", "Soria,NA,NA", "Lugo,3,4")],
    ["a text that is in its column again", lines("cat", "dog", "cat")],
    ["numbered columns, one of whole numbers like its own", lines("1,2,3", "0.41,2,5.2", "1.3,3,2.1", "0.7,1,4.4")],
    ["five in equal steps", lines("1,2,3,4,5", "2,3,1,4,4", "1,3,5,2,2")],
  ])("%s are asked about", async (_, text) => {
    const { code, values } = await failure(() => tableOf(text));
    expect([code, values.choice]).toEqual(["two-readings", "header"]);
    const [yes, no] = [await tableOf(text, { header: "yes" }), await tableOf(text, { header: "no" })];
    expect(no.table.rows).toBe(yes.table.rows + 1);
    expect([yes.understood?.header, no.understood?.header]).toEqual(["yes", "no"]);
  });

  test("the header, the units and the separator are as they are chosen", async () => {
    const text = lines("time,temp", "UTC,degree_C", "0,11.5");
    expect((await tableOf(text, { units: "no" })).columns?.[1]).toMatchObject({ kind: "text" });
    expect((await tableOf(text, { header: "no" })).table.rows).toBe(3);
    expect((await tableOf("a;b\n1;2\n", { separator: "comma" })).table.names).toEqual(["a;b"]);
    expect((await tableOf(lines("a b", "1 2", "3 4"), { separator: "space" })).table.columns).toBe(2);
    const units = await tableOf(text);
    expect(units.columns?.map(({ unit }) => unit)).toEqual(["UTC", "degree_C"]);
    expect(units.understood?.first).toEqual([
      ["time", "temp"],
      ["UTC", "degree_C"],
      ["0", "11.5"],
    ]);
  });

  test("rows are counted, not used, where they have no name", async () => {
    expect(await kinds(lines(",a", "0,5", "1,7"))).toEqual(["x1: row-number", "a: number"]);
    expect(await kinds(lines('"","a"', '"1",5', '"2",7'))).toEqual(["x1: row-number", "a: number"]);
    expect(await kinds(lines("Unnamed: 0,a", "0,5", "1,7"))).toEqual(["Unnamed: 0: row-number", "a: number"]);
    expect(await kinds(lines("id,a", "0,5", "1,7"))).toEqual(["id: number", "a: number"]);
    expect(await kinds(lines(",a", "3,5", "1,7"))).toEqual(["x1: number", "a: number"]);
    expect(await kinds(lines("0;5.5;1", "1;7.5;3"))).toEqual(["x1: number", "x2: number", "x3: number"]);
  });

  test("only names that one column has are names", async () => {
    const { columns } = await tableOf(lines("x,,x,y", "1,2,3,4"));
    expect(columns?.map(({ name, named }) => [name, named])).toEqual([
      ["x", false],
      ["x2", false],
      ["x.2", false],
      ["y", true],
    ]);
  });

  test("as many equal names as there may be columns", async () => {
    const { table } = await tableOf(lines(Array(100_000).fill("x").join(), Array(100_000).fill("1.5").join()));
    expect([table.names?.[99_999], new Set(table.names).size]).toEqual(["x.100000", 100_000]);
  });

  test("lines of comment are none of the samples, and are counted", async () => {
    const text = lines("# by hand", "a,b", "1,2", "# a note, with commas", "#N/A,3", "#5,6");
    const content = await tableOf(text);
    expect(columnOf(content, "a")).toEqual([1, null]);
    expect(content.understood).toMatchObject({ comments: 3, rows: 2 });
    // Without comments above, a row with all its cells is a sample.
    const colours = await tableOf(lines("colour,n", "#ff0000,1", "# a note", "#00ff00,2"));
    expect(colours.columns?.[0].levels).toEqual(["#00ff00", "#ff0000"]);
    expect(colours.understood?.comments).toBe(1);
  });

  test.each<[string, string, number, number, number]>([
    ["a short row", lines("a,b", "1,2", "3", "4,5"), 3, 1, 2],
    ["behind blank lines and comments", lines("# c", "", "a,b", "1,2", "# d", "", "3,4,5"), 7, 3, 2],
    ["a first row that is none", lines("Date,2024", "a,b,c", "1,2,3", "4,5,6"), 1, 2, 3],
    ["a name missing that no rows' names explain", lines("a,b", "1,2,3", "4,5,6"), 1, 2, 3],
  ])("a row of another length is named as the file counts: %s", async (_, text, row, value, expected) => {
    const error = await failure(() => tableOf(text));
    expect([error.code, error.values]).toEqual(["ragged-row", { row, value, expected }]);
  });

  test("several numbers are not the name of a column below", async () => {
    const { table } = await tableOf(lines("0 0", "1 100,0"));
    expect([table.rows, table.columns, [...table.values]]).toEqual([2, 2, [0, 0, 1, 100]]);
  });

  test("a blank behind the numbers is no name that they stand beside: it is asked about", async () => {
    const error = await failure(() => tableOf(lines("49.0,28.000,0,", "0,,,")));
    expect([error.code, error.values.choice]).toEqual(["two-readings", "header"]);
  });
});
