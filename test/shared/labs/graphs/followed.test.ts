/** What becomes of evidence when the graph beneath it is edited. */
import { expect, test } from "vitest";
import type { BayesNet, BayesNode } from "../../../../shared/experiment/document.ts";
import { followedName, followedNames } from "../../../../shared/labs/graphs/followed.ts";

const node = (name: string, states = ["no", "yes"]): BayesNode => ({ name, states, parents: [] });
const net = (...nodes: readonly BayesNode[]): BayesNet => ({ kind: "bayes", nodes });
const before = net(node("a"), node("b"), node("c"));
const evidence = { a: "yes", b: "no" };

test.each([
  ["an edit elsewhere changes nothing", net(node("a"), node("b"), node("d")), evidence],
  ["a node renamed keeps its entry", net(node("a"), node("x"), node("c")), { a: "yes", x: "no" }],
  ["a state renamed keeps its entry", net(node("a", ["no", "sure"]), node("b"), node("c")), { a: "sure", b: "no" }],
  ["a node that is gone loses it", net(node("b"), node("c")), { b: "no" }],
  ["a state that is gone loses it", net(node("a", ["no"]), node("b"), node("c")), { b: "no" }],
  ["a new node gets none", net(node("a"), node("b"), node("c"), node("d")), evidence],
])("%s", (_, after, expected) => {
  expect(followedNames(evidence, before, after)).toEqual(expected);
});

test.each([
  ["stays", net(node("b"), node("a"), node("c")), "b"],
  ["is followed when it is renamed", net(node("a"), node("x"), node("c")), "x"],
  ["is none when it is gone", net(node("a"), node("c")), ""],
])("a node that is named by itself %s", (_, after, expected) => {
  expect(followedName("b", before, after)).toBe(expected);
  expect(followedName("", before, after)).toBe("");
});
