import { expect, test } from "vitest";
import { fill } from "../../../client/i18n/fill.ts";

test("values are put where their names stand", () => {
  expect(fill("{a} and {b}, {a}; {c}", { a: 2, b: "x" })).toBe("2 and x, 2; {c}");
});

test.each([
  [0, "0 rows are left"],
  [1, "1 row is left"],
  ["1", "1 row is left"],
  [2, "2 rows are left"],
  ["1,5", "1,5 rows are left"],
])("words agree with the number %s", (rows, said) => {
  expect(fill("{rows} {rows:row is|rows are} left", { rows })).toBe(said);
});

test("what agrees with an unknown number stays as it is", () => {
  expect(fill("{rows:row|rows}")).toBe("{rows:row|rows}");
});
