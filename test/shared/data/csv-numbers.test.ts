import { describe, expect, test } from "vitest";
import type { Reading } from "../../../shared/experiment/reading.ts";
import { failure } from "./files.ts";
import { columnOf, lines, tableOf } from "./tables.ts";

describe("what the signs in numbers mean", () => {
  test.each<[string, string, readonly (number | null)[]]>([
    ["a leading zero is of decimals", lines("a\tb", "1.250\t0.125", "3.750\t4.125"), [1.25, 3.75]],
    ["also in quotes", lines("a,b", '"1,250","0,125"', '"3,750","0,250"'), [1.25, 3.75]],
    ["four decimals are no group", lines("a\tb", "1.250\t1.2345", "3.750\t4.125"), [1.25, 3.75]],
    ["two decimals in another column", lines("a;b", "1.250;12.5", "3.750;4"), [1.25, 3.75]],
    ["an exponent is of decimals", lines("a;b", "1,250;1,250E+03", "3,750;4"), [1.25, 3.75]],
    ["the other sign in another column", lines("a;b", "1.250;2,5", "3.750;4,1"), [1250, 3750]],
    ["the other sign in its own column", lines("a;b", "1.250;1", "3.750,5;2"), [1250, 3750.5]],
    ["two groups in its own column", lines("a;b", "1.250;1", "1.250.000;2"), [1250, 1250000]],
    ["two groups of the other sign in another column", lines("a;b", "1.250;1,250,000", "3.750;1"), [1.25, 3.75]],
    ["points between commas", lines("a,b", "1.250,1", "3.750,2"), [1.25, 3.75]],
    ["quoted groups between commas, by a column of decimals", lines("a,b", '"1,250",2.5', '"3,750",4'), [1250, 3750]],
    ["quoted decimals between commas", lines("a,b", '"1,72","70,5"', '"1,65","61,2"'), [1.72, 1.65]],
    ["both signs between commas", lines("a,b", '"1,250.50",1', '"3,750",2'), [1250.5, 3750]],
    ["the other decimal sign, and groups, between commas", lines("a,b", '1.250,"2,5"', '3.750,"4,1"'), [1250, 3750]],
    ["Swiss apostrophes", lines("a;b", "1'250;1", "3’750.5;2"), [1250, 3750.5]],
    ["apostrophes leave the point to decimals", lines("a;b", "1'250;1", "3.750;2"), [1250, 3.75]],
    ["spaces that do not break", lines("a;b", "1\u00a0250,5;1", "3\u202f750;2"), [1250.5, 3750]],
    ["spaces between groups", lines("a;b", "1 250 000;1", "3 750;2"), [1250000, 3750]],
    ["a minus sign", lines("a;b", "\u22121,5;1", "+2,5;2"), [-1.5, 2.5]],
    ["a number in quotes", lines("a,b", '"1.5",1', '" 2.5 ",2'), [1.5, 2.5]],
    ["one column of numbers", lines("a", "1.5", "2.25"), [1.5, 2.25]],
    ["one column under a name without a comma", lines("a", "2,5", "1,25"), [2.5, 1.25]],
    ["spaces and decimal commas", lines("a b", "1,5 2,5", "3,5 4,25"), [1.5, 3.5]],
  ])("%s", async (_, text, values) => {
    expect(columnOf(await tableOf(text), "a")).toEqual(values);
  });

  test.each<[string, string, string, readonly string[], Reading, readonly number[], readonly number[]]>([
    [
      "points between tabs",
      lines("a\tb", "1.250\t1", "2.400\t2"),
      "decimal",
      ["1.25", "1250"],
      {},
      [1.25, 2.4],
      [1250, 2400],
    ],
    ["commas between tabs", lines("a\tb", "3\t1", "1,250\t2"), "decimal", ["1250", "1.25"], {}, [3, 1250], [3, 1.25]],
    [
      "quoted commas between commas",
      lines("a,b", '"1,250",1', '"2,400",2'),
      "decimal",
      ["1250", "1.25"],
      {},
      [1250, 2400],
      [1.25, 2.4],
    ],
    [
      "950 beside 2.400 between commas",
      lines("b,a", "3,950", "4,2.400"),
      "decimal",
      ["2.4", "2400"],
      {},
      [950, 2.4],
      [950, 2400],
    ],
    ["one column", lines("a", "1.250", "2.400"), "decimal", ["1.25", "1250"], {}, [1.25, 2.4], [1250, 2400]],
    [
      "columns that contradict each other",
      lines("c;d;a", "1,5;2.5;1.250", "2,25;4.75;3.125"),
      "decimal",
      ["1.25", "1250"],
      {},
      [1.25, 3.125],
      [1250, 3125],
    ],
  ])("asked, as long as nothing settles it: %s", async (_, text, choice, means, reading, first, second) => {
    const { code, values } = await failure(() => tableOf(text, reading));
    expect([code, values.choice, values.firstMeans, values.secondMeans]).toEqual(["two-readings", choice, ...means]);
    for (const [value, expected] of [
      [values.first, first],
      [values.second, second],
    ] as const)
      expect(columnOf(await tableOf(text, { ...reading, [choice]: value }), "a")).toEqual(expected);
  });

  test("asked of lines that are one number or two", async () => {
    const text = lines("1,5", "2,25", "3,75");
    const { code, values } = await failure(() => tableOf(text));
    expect([code, values.firstMeans, values.secondMeans]).toEqual(["two-readings", "1.5", "1 | 5"]);
    expect([...(await tableOf(text, { decimal: "comma" })).table.values]).toEqual([1.5, 2.25, 3.75]);
    expect([...(await tableOf(text, { decimal: "point" })).table.values]).toEqual([1, 5, 2, 25, 3, 75]);
    expect([...(await tableOf(text, { separator: "comma" })).table.values]).toEqual([1, 5, 2, 25, 3, 75]);
    const groups = lines("x", "1 250", "2 500");
    expect((await failure(() => tableOf(groups))).values).toMatchObject({
      choice: "thousands",
      firstMeans: "1250",
      secondMeans: "1 | 250",
    });
    expect([...(await tableOf(groups, { thousands: "space" })).table.values]).toEqual([1250, 2500]);
    const both = lines("1,250.5", "2,500.5");
    expect((await failure(() => tableOf(both))).values).toMatchObject({
      choice: "thousands",
      firstMeans: "1250.5",
      secondMeans: "1 | 250.5",
    });
    const room = lines("Room 1,5", "Room 2,7");
    expect((await failure(() => tableOf(room))).values).toMatchObject({
      choice: "separator",
      firstMeans: "Room | 1,5",
      secondMeans: "Room 1 | 5",
    });
  });

  test.each<[string, string, Reading, string, string | undefined]>([
    ["a group of two digits", lines("a;b", "1.25.00;1", "2;2"), {}, "text", "1.25.00"],
    ["both decimal signs in one column", lines("a;b", "1,5;1", "2.5;2"), {}, "text", "2.5"],
    ["groups and decimals of one sign", lines("a;b", "1.250.000;1", "2.5;2"), {}, "text", "2.5"],
    ["a decimal comma where the point was chosen", lines("a;b", "2;1", "1,5;2"), { decimal: "point" }, "text", "1,5"],
    ["groups where none were chosen", lines("a;b", "2;1", "1'250;2"), { thousands: "none" }, "text", "1'250"],
    ["percent beside plain numbers", lines("a;b", "12%;1", "0,5;2"), {}, "text", "0,5"],
    ["two currencies", lines("a;b", "12 €;1", "$5;2"), {}, "text", "$5"],
    ["a network address", lines("a;b", "192.168.100.200;1", "192.168.1.1;2"), {}, "text", "192.168.1.1"],
    ["a word", lines("a;b", "5;1", "four;2"), {}, "text", "four"],
    ["infinity", lines("a;b", "5;1", "1e999;2"), {}, "text", "1e999"],
  ])("a column with %s is text, and its cell is named", async (_, text, reading, kind, cell) => {
    const { columns, understood } = await tableOf(text, reading);
    expect(columns?.[0]).toMatchObject({ name: "a", kind, stray: { cell } });
    expect(columns?.[1]).toMatchObject({ name: "b", kind: "number" });
    // Nor does it say anything of the other columns.
    expect(understood?.thousands).toBe(reading.thousands ?? "none");
  });

  test("percent and currency are said, and numbers are as written", async () => {
    const content = await tableOf(lines("p;m;n", "12,5 %;1.250,00 €;1", "3 %;-5,50 €;2"));
    expect(content.columns?.map(({ kind, unit }) => [kind, unit])).toEqual([
      ["number", "%"],
      ["number", "€"],
      ["number", undefined],
    ]);
    expect([...content.table.values]).toEqual([12.5, 1250, 1, 3, -5.5, 2]);
    expect(columnOf(await tableOf(lines("m,n", '"-$1,250.50",1', "$3.00,2")), "m")).toEqual([-1250.5, 3]);
  });

  test("what was understood, or chosen, is said", async () => {
    const text = lines("a;b", "1.250;2,5", "3.750;4");
    const found = { separator: "semicolon", decimal: "comma", thousands: "point", header: "yes", units: "no", rows: 2 };
    expect((await tableOf(text)).understood).toMatchObject(found);
    const chosen = await tableOf(text, { thousands: "none" });
    expect(chosen.understood).toMatchObject({ thousands: "none" });
    expect([...chosen.table.values]).toEqual([1.25, 2.5, 3.75, 4]);
  });

  test("one sign cannot be both", async () => {
    const error = await failure(() => tableOf("a;b\n1,5;2\n", { decimal: "comma", thousands: "comma" }));
    expect(error.code).toBe("same-sign");
  });
});
