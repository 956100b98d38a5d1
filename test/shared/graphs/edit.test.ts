import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BayesNet, BayesNode, FactorNet, GraphDocument } from "../../../shared/experiment/document.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import { parseDocument } from "../../../shared/experiment/parse-document.ts";
import * as edit from "../../../shared/graphs/edit/index.ts";
import { pair, sprinkler } from "../experiment/documents.ts";
import { edits, netOf } from "./edits.ts";

/** The number of a node's table for the states of its parents and its own, by their names. */
function entry(document: GraphDocument, part: edit.Part, states: Readonly<Record<string, string>>): number {
  const { names, states: all } = edit.scopeOf(document, part);
  const place = names.reduce((at, name, i) => at * all[i].length + all[i].indexOf(states[name]), 0);
  return edit.tableOf(document, part)?.[place] ?? Number.NaN;
}

/** All combinations of states of a table's nodes. */
function combinations(document: GraphDocument, part: edit.Part): readonly Readonly<Record<string, string>>[] {
  const { names, states } = edit.scopeOf(document, part);
  return states.reduce<readonly Readonly<Record<string, string>>[]>(
    (all, own, i) => all.flatMap((before) => own.map((state) => ({ ...before, [names[i]]: state }))),
    [{}],
  );
}

const rowSums = (document: GraphDocument, name: string) => {
  const width = edit.widthOf(document, name);
  const table = edit.tableOf(document, name) ?? [];
  return Array.from({ length: table.length / width }, (_, r) =>
    table.slice(r * width, (r + 1) * width).reduce((a, b) => a + b, 0),
  );
};

const code = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    if (error instanceof ExperimentError) return [error.code, error.values.value];
    throw error;
  }
  return null;
};

it.each(["bayes", "markov", "factor", "deterministic"] as const)(
  "any sequence of edits of a %s graph leaves a valid document, and the one before as it was",
  (kind) => {
    let done = 0;
    fc.assert(
      fc.property(fc.array(edits, { minLength: 1, maxLength: 25 }), (sequence) => {
        let document = netOf(kind);
        for (const { apply } of sequence) {
          const before = JSON.stringify(document);
          const now = document;
          try {
            document = apply(document);
            done++;
          } catch (error) {
            if (!(error instanceof ExperimentError)) throw error;
          }
          expect(JSON.stringify(now)).toBe(before);
          expect(JSON.stringify(parseDocument(document))).toHaveLength(JSON.stringify(document).length);
        }
      }),
      { numRuns: 60 },
    );
    expect(done).toBeGreaterThan(100);
  },
);

it("rows that sum to 1 go on doing so, whatever is edited but numbers", () => {
  fc.assert(
    fc.property(fc.array(edits, { minLength: 1, maxLength: 20 }), (sequence) => {
      let document = netOf("bayes");
      for (const { apply, numbers } of sequence) {
        if (numbers) continue;
        try {
          document = apply(document);
        } catch {}
      }
      for (const { name } of document.nodes) for (const sum of rowSums(document, name)) expect(sum).toBeCloseTo(1, 12);
    }),
    { numRuns: 60 },
  );
});

describe("tables keep their meaning", () => {
  const base = netOf("bayes") as BayesNet;

  it("when a parent comes: its states change nothing", () => {
    const next = edit.connect(base, "d", "c");
    for (const states of combinations(next, "c")) expect(entry(next, "c", states)).toBe(entry(base, "c", states));
  });

  it("when a parent goes: the mean over its states, also with the node itself", () => {
    const mean = (states: Readonly<Record<string, string>>) =>
      (entry(base, "c", { ...states, b: "0" }) + entry(base, "c", { ...states, b: "1" })) / 2;
    for (const next of [edit.disconnect(base, "b", "c"), edit.removeNodes(base, ["b"])]) {
      expect(edit.scopeOf(next, "c").names).toEqual(["a", "c"]);
      for (const states of combinations(next, "c")) expect(entry(next, "c", states)).toBe(mean(states));
    }
  });

  it("when states are renamed, moved, or parents take other places", () => {
    const renamed = edit.renameState(edit.renameNode(base, "a", "z"), "z", 1, "one");
    const moved = edit.moveState(renamed, "c", 2, -2);
    const next = edit.orderParents(edit.moveState(moved, "z", 0, 2), "c", ["b", "z"]);
    expect(edit.scopeOf(next, "c")).toEqual({
      names: ["b", "z", "c"],
      states: [
        ["0", "1"],
        ["one", "2", "0"],
        ["2", "0", "1"],
      ],
    });
    for (const states of combinations(next, "c"))
      expect(entry(next, "c", states)).toBe(entry(base, "c", { ...states, a: states.z === "one" ? "1" : states.z }));
    for (const states of combinations(next, "z"))
      expect(entry(next, "z", states)).toBe(entry(base, "a", { a: states.z === "one" ? "1" : states.z }));
  });

  it("when a state comes: it is impossible, and its children do as with the one before it", () => {
    const next = edit.addState(base, "a", "2");
    expect(edit.scopeOf(next, "a").states).toEqual([["0", "1", "2", "3"]]);
    expect(entry(next, "a", { a: "3" })).toBe(0);
    for (const states of combinations(next, "c"))
      expect(entry(next, "c", states)).toBe(entry(base, "c", { ...states, a: states.a === "3" ? "2" : states.a }));
    const first = edit.setStates(base, "a", [{ name: "new" }, { name: "0", from: 0 }]);
    expect(entry(first, "c", { a: "new", b: "1", c: "1" })).toBe(entry(base, "c", { a: "0", b: "1", c: "1" }));
  });

  it("when a state goes: its probability falls to the others of its row in proportion", () => {
    const next = edit.removeState(base, "c", 0);
    for (const states of combinations(base, "c")) {
      if (states.c === "0") continue;
      const left = entry(base, "c", { ...states, c: "1" }) + entry(base, "c", { ...states, c: "2" });
      expect(entry(next, "c", states)).toBeCloseTo(entry(base, "c", states) / left, 12);
    }
    const fewer = edit.removeState(base, "b", 0);
    for (const states of combinations(fewer, "c")) expect(entry(fewer, "c", states)).toBe(entry(base, "c", states));
  });

  it("of factors likewise", () => {
    const net = edit.addNode(pair, { name: "c", states: ["u", "v"], operation: "" }).document;
    const grown = edit.connect(net, "c", 0);
    for (const states of combinations(grown, 0)) expect(entry(grown, 0, states)).toBe(entry(net, 0, states));
    const turned = edit.setScope(grown, 0, ["b", "a"]);
    for (const states of combinations(turned, 0)) expect(entry(turned, 0, states)).toBe(entry(pair, 0, states));
    const fewer = edit.removeState(turned, "b", 1);
    for (const states of combinations(fewer, 0)) expect(entry(fewer, 0, states)).toBe(entry(pair, 0, states));
    expect(edit.removeNodes(pair, ["a"])).toEqual({
      kind: "factor",
      nodes: [pair.nodes[1]],
      factors: [{ scope: ["b"], table: [2.5, 3.5, 4.75] }],
    });
  });
});

describe("arcs", () => {
  const [rain, , wet] = ["rain", "sprinkler", "wet"];

  it("are refused where they close a cycle, which is named; from a node to itself; twice", () => {
    expect(code(() => edit.connect(sprinkler, wet, rain))).toEqual(["closes-cycle", "rain → wet → rain"]);
    const chain = edit.disconnect(sprinkler, rain, wet);
    expect(code(() => edit.connect(chain, wet, rain))).toEqual(["closes-cycle", "rain → sprinkler → wet → rain"]);
    expect(code(() => edit.connect(chain, wet, wet))).toEqual(["self-loop", "wet"]);
    expect(code(() => edit.connect(sprinkler, rain, wet))).toEqual(["connected", "rain → wet"]);
    expect(code(() => edit.connect(sprinkler, "snow", wet))).toEqual(["unknown-node", "snow"]);
    const sum = edit.addNode(netOf("deterministic"), { name: "e", states: [], operation: "+" }).document;
    expect(code(() => edit.connect(edit.connect(sum, "c", "e"), "e", "a"))?.[0]).toBe("closes-cycle");
  });

  it("turn round by Bayes' rule where nothing stands against it: the joint probability stays", () => {
    const tree = edit.disconnect(sprinkler, rain, wet) as BayesNet;
    const turned = edit.reverse(tree, rain, "sprinkler");
    const [off] = edit.tableOf(turned, "sprinkler") ?? [];
    expect(off).toBeCloseTo(0.8 * 0.6 + 0.2 * 0.99, 14);
    expect(entry(turned, rain, { rain: "yes", sprinkler: "on" })).toBeCloseTo(
      (0.2 * 0.01) / (0.8 * 0.4 + 0.2 * 0.01),
      14,
    );
    const back = edit.reverse(turned, "sprinkler", rain);
    for (const name of [rain, "sprinkler"])
      for (const states of combinations(tree, name))
        expect(entry(back, name, states)).toBeCloseTo(entry(tree, name, states), 14);
    expect(code(() => edit.reverse(sprinkler, rain, wet))?.[0]).toBe("closes-cycle");
  });

  it("with the same other parents, too", () => {
    const base = edit.connect(edit.connect(netOf("bayes"), "d", "a"), "d", "c") as BayesNet;
    const net = edit.setRow(edit.disconnect(base, "b", "c"), "a", 1, [0.1, 0.2, 0.7]);
    const next = edit.reverse(net, "a", "c");
    for (const states of combinations(next, "a"))
      expect(entry(next, "a", states) * entry(next, "c", states)).toBeCloseTo(
        entry(net, "a", states) * entry(net, "c", states),
        14,
      );
  });

  it("between two nodes of an undirected graph are factors of ones", () => {
    const two = edit.addNode(netOf("markov"), { name: "e", states: ["0", "1"], operation: "" }).document as FactorNet;
    const next = edit.connect(two, "a", "e") as FactorNet;
    expect(next.factors.at(-1)).toEqual({ scope: ["a", "e"], table: [1, 1, 1, 1, 1, 1] });
    expect(code(() => edit.connect(next, "e", "a"))).toEqual(["connected", "e – a"]);
    expect(edit.disconnect(next, "e", "a")).toEqual(two);
    const clique = edit.addFactor(next, ["a", "b", "e"]);
    expect(code(() => edit.disconnect(clique, "b", "e"))).toEqual(["edge-of-factor", "a, b, e"]);
  });
});

describe("numbers", () => {
  it("are normalised by row, by table, and over a whole factor", () => {
    const rough = edit.setTable(sprinkler, "sprinkler", [3, 1, 0, 0]);
    expect(edit.tableOf(edit.normalise(rough, "sprinkler", 0), "sprinkler")).toEqual([0.75, 0.25, 0, 0]);
    expect(edit.tableOf(edit.normalise(rough, "sprinkler"), "sprinkler")).toEqual([0.75, 0.25, 0.5, 0.5]);
    expect(edit.tableOf(edit.uniform(rough, "sprinkler"), "sprinkler")).toEqual([0.5, 0.5, 0.5, 0.5]);
    const huge = edit.setTable(rough, "rain", [1e308, 1e308]);
    expect(edit.tableOf(edit.normalise(huge, "rain"), "rain")).toEqual([0.5, 0.5]);
    const total = edit.tableOf(edit.normalise(pair, 0), 0)?.reduce((a, b) => a + b, 0);
    expect(total).toBeCloseTo(1, 14);
  });

  it("are pasted from a cell on, as far as the table goes, and refused where they are none", () => {
    const next = edit.setCells(sprinkler, "wet", { row: 2, column: 1 }, [[0.5, 9], [0.25], [7]]);
    expect(edit.tableOf(next, "wet")).toEqual([1, 0, 0.2, 0.8, 0.1, 0.5, 0.01, 0.25]);
    expect(code(() => edit.setRow(sprinkler, "rain", 0, [-1, 2]))).toEqual(["unfit-weight", "-1"]);
    expect(code(() => edit.setRow(sprinkler, "rain", 0, [Number.NaN]))).toEqual(["unfit-weight", "NaN"]);
    expect(code(() => edit.setTable(sprinkler, "rain", [1]))).toEqual(["table-size", 1]);
  });

  it("of a function are what it says", () => {
    const or = edit.setFunction(sprinkler, "wet", "or");
    expect(or.nodes[2]).toEqual({ name: "wet", states: ["no", "yes"], parents: ["sprinkler", "rain"], function: "or" });
    const table = edit.setFunction(or, "wet", null);
    expect(edit.tableOf(table, "wet")).toEqual([1, 0, 0, 1, 0, 1, 0, 1]);
    expect(edit.functionTable("xor", [2, 2, 2], 2)).toEqual([1, 0, 0, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1, 0, 0, 1]);
    expect(edit.functionTable("min", [3, 2], 3)).toEqual([1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0]);
    const without = edit.removeNodes(or, ["sprinkler", "rain"]) as BayesNet;
    expect(without.nodes).toEqual([{ name: "wet", states: ["no", "yes"], parents: [], table: [0.25, 0.75] }]);
    expect(code(() => edit.setFunction(sprinkler, "rain", "or"))).toEqual(["unfit-function", "or"]);
    expect(code(() => edit.addState(or, "rain", "2"))).toEqual(["unfit-function", "or"]);
  });

  it("are too many beyond 2²⁰, said before they are made", () => {
    const wide = Array.from({ length: 200 }, (_, i) => String(i));
    let net = edit.newGraph("bayes", { name: "x", states: ["0", "1", "2"], operation: "" });
    for (let i = 0; i < 3; i++) net = edit.addNode(net, { name: "p", states: wide, operation: "" }).document;
    expect(net.nodes.map(({ name }) => name)).toEqual(["x", "p", "p2", "p3"]);
    const two = edit.connect(edit.connect(net, "p", "x"), "p2", "x");
    expect(edit.tableOf(two, "x")).toHaveLength(120_000);
    expect(code(() => edit.connect(two, "p3", "x"))?.[0]).toBe("too-many-cells");
    const more = wide.map((name) => ({ name }));
    expect(code(() => edit.setStates(two, "x", more))?.[0]).toBe("too-many-cells");
    expect(code(() => edit.setStates(two, "p", [...more, { name: "more" }]))?.[0]).toBe("too-many-items");
    const shape = {
      ...net,
      nodes: net.nodes.map((node) => ({ ...node, parents: node.name === "x" ? ["p", "p2", "p3"] : [] })),
    };
    const { table: _, ...x } = (shape as BayesNet).nodes[0];
    expect(
      code(() => edit.uniform({ ...(shape as BayesNet), nodes: [x, ...(shape as BayesNet).nodes.slice(1)] }, "x"))?.[0],
    ).toBe("too-many-cells");
  });
});

describe("names", () => {
  it("are cleaned, different, and there", () => {
    expect(edit.renameNode(sprinkler, "rain", "  heavy\nrain ").nodes[0].name).toBe("heavy rain");
    expect((edit.renameNode(sprinkler, "rain", "R").nodes[2] as BayesNode).parents).toEqual(["sprinkler", "R"]);
    expect(code(() => edit.renameNode(sprinkler, "rain", "wet"))).toEqual(["repeated", "wet"]);
    expect(code(() => edit.renameNode(sprinkler, "rain", " \n"))?.[0]).toBe("empty");
    expect(code(() => edit.renameNode(sprinkler, "rain", "x".repeat(129)))?.[0]).toBe("too-long");
    expect(code(() => edit.renameState(sprinkler, "rain", 0, "yes"))).toEqual(["repeated", "yes"]);
    expect(code(() => edit.removeNodes(sprinkler, ["rain", "sprinkler", "wet"]))?.[0]).toBe("last-node");
    expect(code(() => edit.removeState(edit.removeState(sprinkler, "rain", 0), "rain", 0))?.[0]).toBe("last-state");
  });

  it("of what is pasted are counted on; what is copied alone has means over what it leaves behind", () => {
    const plated = edit.addPlate(sprinkler, { name: "days", nodes: ["rain", "wet"], size: 7 });
    const part = edit.copied(plated, ["sprinkler", "wet"]) as BayesNet;
    expect(part.plates).toEqual([{ name: "days", nodes: ["wet"], size: 7 }]);
    expect(part.nodes.map(({ table }) => table)).toEqual([
      [(0.6 + 0.99) / 2, (0.4 + 0.01) / 2],
      [(1 + 0.2) / 2, 0.8 / 2, (0.1 + 0.01) / 2, (0.9 + 0.99) / 2],
    ]);
    const { document, names } = edit.pasted(plated, part);
    expect(names).toEqual(["sprinkler2", "wet2"]);
    expect((document.nodes[4] as BayesNode).parents).toEqual(["sprinkler2"]);
    expect(document.plates?.map(({ name, nodes }) => [name, nodes])).toEqual([
      ["days", ["rain", "wet"]],
      ["days2", ["wet2"]],
    ]);
    expect(edit.removeNodes(document, ["wet2", "wet"]).plates).toEqual([{ name: "days", nodes: ["rain"], size: 7 }]);
    expect(code(() => edit.pasted(sprinkler, pair))).toEqual(["other-kind", "factor"]);
    expect(edit.pasted(pair, pair).document.nodes.map(({ name }) => name)).toEqual(["a", "b", "a2", "b2"]);
  });
});
