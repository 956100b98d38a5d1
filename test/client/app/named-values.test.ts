import { expect, test } from "vitest";
import { matching } from "../../../client/app/lab/named-values.ts";

const nodes = Array.from({ length: 1000 }, (_, i) => ({ name: `Node ${i}`, states: ["no", "yes"] }));
const names = (text: string) => matching(nodes, text).map(({ name }) => name);

test("of many nodes a list's worth is offered: those with what was typed, the one that is called so first", () => {
  expect(names("")).toEqual(Array.from({ length: 60 }, (_, i) => `Node ${i}`));
  expect(names(" node 99 ")).toEqual(["Node 99", ...Array.from({ length: 10 }, (_, i) => `Node ${990 + i}`)]);
  expect(names("node 9")[0]).toBe("Node 9");
  expect(names("NODE 999")).toEqual(["Node 999"]);
  expect(names("999 ")).toEqual(["Node 999"]);
  expect(names("other")).toEqual([]);
  const named = (...all: string[]) => all.map((name) => ({ name, states: [] }));
  expect(matching(named("ab", "b", "bc"), "b").map(({ name }) => name)).toEqual(["b", "ab", "bc"]);
});
