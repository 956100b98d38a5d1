import { describe, expect, test } from "vitest";
import { shapeTable } from "../../../../shared/data/shape.ts";
import type { Table } from "../../../../shared/data/table.ts";
import type { Reading } from "../../../../shared/experiment/reading.ts";
import { defaults } from "../../../../shared/experiment/schema.ts";
import { chosenColumns } from "../../../../shared/labs/monte-carlo/mcmc/columns.ts";
import { mcmc } from "../../../../shared/labs/monte-carlo/mcmc/lab.ts";
import { modelOf } from "../../../../shared/labs/monte-carlo/mcmc/model.ts";
import { useOf } from "../../../../shared/labs/takes.ts";
import { contentOf } from "../../../shared/data/contents.ts";

await mcmc.ready?.();

const x = Array.from({ length: 12 }, (_, i) => i % 5);
const y = Array.from({ length: 12 }, (_, i) => i % 2);
const group = (texts: readonly string[]) => ({ name: "group", cells: x.map((_, i) => texts[i % texts.length]) });
const table = (columns: Parameters<typeof contentOf>[0], reading: Reading = {}): Table =>
  shapeTable(contentOf(columns), reading, useOf(mcmc));
const own = (target: string, change: Record<string, unknown> = {}) =>
  ({ ...defaults(mcmc.params), target, response: [], predictors: [], standardised: true, ...change }) as never;

describe("columns of text", () => {
  const three = [{ name: "x", cells: x }, group(["blue", "green", "red"]), { name: "y", cells: y }];
  test("of several texts are left out, and cannot be chosen", () => {
    const shaped = table(three);
    expect(shaped.names).toEqual(["x", "y"]);
    expect(shaped.notices).toEqual([{ code: "left-out-text", values: { columns: "group", count: 1 } }]);
    expect(() => mcmc.check?.(own("logistic-regression"), shaped)).not.toThrow();
    expect(() => table(three, { target: "group" })).toThrow(/text in column group: "blue"/);
    expect(() => table(three, { columns: ["group", "x"], target: "y" })).toThrow(/text in column group: "blue"/);
  });

  test("of several texts are told to a text that names one, with what to do", () => {
    const model = "parameter a[3]\na ~ normal(0, 1)\ny ~ normal(a[group], 1)";
    expect(() => mcmc.check?.(own("own", { model }), table(three))).toThrow(/group is a column of text.*number its/);
  });

  test("of two are 0 and 1, as predictor and as response", () => {
    const two = [{ name: "x", cells: x }, group(["yes", "no", "no"]), { name: "y", cells: y }];
    const shaped = table(two, { target: "group" });
    expect(shaped.notices).toEqual([{ code: "two-valued", values: { column: "group", zero: "no", one: "yes" } }]);
    expect(chosenColumns(own("logistic-regression"), shaped)).toEqual({ response: 1, predictors: [0, 2] });
    const response = x.map((_, i) => Number(i % 3 === 0));
    expect([...shaped.values].filter((_, i) => i % 3 === 1)).toEqual(response);
    expect(() => mcmc.check?.(own("logistic-regression"), shaped)).not.toThrow();
  });
});

describe("the response", () => {
  const columns = [
    { name: "x", cells: x },
    { name: "y", cells: y },
    { name: "z", cells: x.map((value, i) => value * i) },
  ];
  test("is the parameter's, else the target of the reading, else the last column", () => {
    const chosen = table(columns, { target: "y" });
    expect(chosenColumns(own("linear-regression", { response: ["x"] }), chosen).response).toBe(0);
    expect(chosenColumns(own("linear-regression"), chosen)).toEqual({ response: 1, predictors: [0, 2] });
    expect(chosenColumns(own("linear-regression"), table(columns)).response).toBe(2);
    const some = table(columns, { columns: ["x"], target: "y" });
    expect([some.names, some.target]).toEqual([["x", "y"], 1]);
  });

  test("is refused where it is constant, the last column too", () => {
    const flat = [...columns, { name: "flat", cells: x.map(() => 3) }];
    expect(() => mcmc.check?.(own("linear-regression"), table(flat))).toThrow(/constant column: "flat"/);
    expect(() => mcmc.check?.(own("linear-regression"), table(flat, { target: "flat" }))).toThrow(/constant column/);
    const chosen = table(flat, { target: "z" });
    expect(chosen.notices?.map(({ code }) => code)).toEqual(["left-out-constant"]);
  });
});

describe("a response of two numbers in a logistic regression", () => {
  const of = (low: number, high: number) =>
    table([
      { name: "x", cells: x },
      { name: "grp", cells: y.map((one) => (one ? high : low)) },
    ]);
  const density = (one: Table) => {
    const { target } = modelOf(own("logistic-regression"), one);
    const gradient = new Float64Array(target.names.length);
    return target.logDensity(Float64Array.of(0.3, -0.7), gradient);
  };
  test("is 0 for the lower and 1 for the higher, and says so", () => {
    expect(density(of(1, 2))).toBe(density(of(0, 1)));
    expect(mcmc.notices?.(own("logistic-regression"), of(1, 2))).toEqual([
      { code: "response-recoded", values: { column: "grp", zero: 1, one: 2 } },
    ]);
    expect(mcmc.notices?.(own("logistic-regression"), of(0, 1))).toEqual([]);
    expect(mcmc.notices?.(own("linear-regression"), of(1, 2))).toEqual([]);
  });
  test("is refused with a third", () => {
    const three = table([
      { name: "x", cells: x },
      { name: "grp", cells: x.map((_, i) => i % 3) },
    ]);
    expect(() => mcmc.check?.(own("logistic-regression"), three)).toThrow(/response .*: 2 in column "grp"/);
  });
});
