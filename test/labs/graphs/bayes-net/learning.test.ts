import { describe, expect, test } from "vitest";
import { decodeCsv } from "../../../../shared/data/readers/csv/csv.ts";
import { shapeTable } from "../../../../shared/data/shape.ts";
import type { Table } from "../../../../shared/data/table.ts";
import type { BayesNet } from "../../../../shared/experiment/document.ts";
import type { Params } from "../../../../shared/experiment/fields.ts";
import { parseParams } from "../../../../shared/experiment/schema.ts";
import { classOf } from "../../../../shared/kernels/structure/equivalence.ts";
import { cutsOf } from "../../../../shared/labs/graphs/bayes-net/learning/cuts.ts";
import { learningFields, taskField } from "../../../../shared/labs/graphs/bayes-net/learning/fields.ts";
import { learntDocument } from "../../../../shared/labs/graphs/bayes-net/learning/learnt-document.ts";
import { measureLearning } from "../../../../shared/labs/graphs/bayes-net/learning/metrics.ts";
import { classFrom, parentsFrom } from "../../../../shared/labs/graphs/bayes-net/learning/moves.ts";
import { learningNotices, samplesNotices } from "../../../../shared/labs/graphs/bayes-net/learning/notices.ts";
import {
  checkLearning,
  curveSizes,
  type LearningParams,
  planLearning,
} from "../../../../shared/labs/graphs/bayes-net/learning/plan.ts";
import * as processes from "../../../../shared/labs/graphs/bayes-net/learning/processes.ts";
import { samplesOf } from "../../../../shared/labs/graphs/bayes-net/learning/samples.ts";
import { asia } from "../../../../shared/labs/graphs/nets/asia.ts";
import { sprinkler } from "../../../../shared/labs/graphs/nets/sprinkler.ts";
import type { Opener, Task } from "../../../../shared/labs/lab.ts";
import { keyOfSeed } from "../../../../shared/random/index.ts";
import { runTasks, type Setting } from "../../../run.ts";

const fields = { task: taskField, ...learningFields };
const use = { states: true, constants: true, gaps: true } as const;

const alone = (document: BayesNet): Table => ({ rows: 0, columns: 0, values: new Float64Array(0), document });
const csv = (text: string, document?: BayesNet): Table => ({
  ...shapeTable(decodeCsv(text, "own.csv"), {}, use),
  ...(document && { document }),
});

const openers: Readonly<Record<string, Opener>> = { ...processes };
const lab = {
  open: (task: Task, ...rest: [never, never?]) => (openers[task.kind] as Opener).open(task, ...rest),
} as Parameters<typeof runTasks>[0];

function learn(table: Table, given: Readonly<Record<string, unknown>>, setting: Partial<Setting> = {}) {
  const params = parseParams(fields, given) as Params & LearningParams;
  checkLearning(params, table);
  const fold = runTasks(lab, planLearning(params, table, keyOfSeed(1)), { ...setting, data: table });
  return { fold, metrics: measureLearning(fold), document: learntDocument(fold, table, params.bins ?? 0), params };
}

function refusal(act: () => unknown): { code?: string; message?: string } {
  try {
    act();
  } catch (error) {
    return error as { code: string; message: string };
  }
  return {};
}

describe("tables", () => {
  test("of simulated rows come near the true ones, and their intervals hold most of them", () => {
    const { fold, metrics, document } = learn(alone(asia), { task: "tables", rows: 20_000 });
    expect(metrics.error).toBeLessThan(0.02);
    expect(metrics.kl).toBeLessThan(0.005);
    expect(metrics.heldOut).toBeCloseTo(metrics.logLikelihood, 1);
    const output = fold.output("tables");
    const truth = asia.nodes.flatMap((node) => node.table ?? [1, 0, 0, 1, 0, 1, 0, 1]);
    const inside = truth.filter((p, i) => (output?.low.values[i] ?? 1) <= p && p <= (output?.high.values[i] ?? 0));
    // 90 % intervals; the eight certain cells lie at an end of theirs.
    expect(inside.length).toBeGreaterThan(0.6 * truth.length);
    expect(document?.nodes.map(({ parents }) => parents)).toEqual(asia.nodes.map(({ parents }) => parents));
    expect(document?.nodes[1].table?.[0]).toBeCloseTo(0.5, 1);
  });

  test("intervals end at the exact quantiles of the Beta posterior of each cell", () => {
    const { fold } = learn(alone(sprinkler), { task: "tables", estimate: "dirichlet", prior: 1, rows: 60, heldOut: 0 });
    const { counts, low, high } = fold.output("tables") ?? {};
    // Of whole numbers a and b: P(Beta(a, b) ≤ x) is that of at least a successes in a + b − 1 trials.
    const below = (x: number, a: number, b: number) => {
      const n = a + b - 1;
      let [sum, term] = [0, (1 - x) ** n];
      for (let k = 0; k <= n; k++) {
        if (k >= a) sum += term;
        term *= ((n - k) / (k + 1)) * (x / (1 - x));
      }
      return sum;
    };
    for (let at = 0; at < counts.values.length; at += 2)
      for (const i of [at, at + 1]) {
        const [a, b] = [counts.values[i] + 1, counts.values[2 * at + 1 - i] + 1];
        expect(below(low.values[i], a, b)).toBeCloseTo(0.05, 9);
        expect(below(high.values[i], a, b)).toBeCloseTo(0.95, 9);
      }
  });

  test("a learning curve falls as 1/√n", () => {
    const { fold } = learn(alone(sprinkler), { task: "tables", rows: 6400 });
    const sizes = curveSizes(6400);
    expect(sizes).toEqual([100, 200, 400, 800, 1600, 3200, 6400]);
    const errors = sizes.map((_, i) => {
      const all = fold.output(`curve.${i}`)?.error.values ?? [];
      return Math.sqrt(Array.from(all).reduce((sum, e) => sum + e * e, 0) / all.length);
    });
    const slope = Math.log(errors[6] / errors[0]) / Math.log(64);
    // Eight repeats: 9 % on each end, 0.03 of slope.
    expect(Math.abs(slope + 0.5)).toBeLessThan(0.1);
  });

  test("learning curves of EM and of graphs come nearer the truth with more rows, those of own rows to the rows that are held out", () => {
    const meansOf = (table: Table, given: Readonly<Record<string, unknown>>, name: string) => {
      const { fold } = learn(table, given);
      const points = fold.tasks
        .filter(({ kind }) => kind === "curve")
        .map(({ id }) => fold.output(id)?.[name]?.values ?? []);
      for (const values of points) expect(values).toHaveLength(given.estimate === "ml" ? 8 : 4);
      return points.map((values) => Array.from(values).reduce((sum, one) => sum + one, 0) / values.length);
    };
    const net = alone(sprinkler);
    const em = meansOf(net, { task: "tables", estimate: "em", rows: 1280, gaps: 0.2, iterations: 15 }, "error");
    expect(em).toHaveLength(7);
    // Four repeats: 13 % on each end; the root of 64 is 8.
    expect(em[0] / em[6]).toBeGreaterThan(4);
    for (const search of ["climb", "pc", "exact"]) {
      const distances = meansOf(net, { task: "structure", search, rows: 1280 }, "distance");
      expect(distances[0]).toBeGreaterThan(distances[6] + 1);
    }
    const rows = Array.from({ length: 400 }, (_, i) => `${i % 2},${i % 10 === 0 ? 1 - (i % 2) : i % 2}`);
    const own = csv(`a,b\n${rows.join("\n")}\n`);
    const held = meansOf(own, { task: "structure", search: "climb" }, "heldOut");
    // A fair bit; after 0 another, 1 in one case of five; after 1 always 1: less their entropy.
    const best = -Math.log(2) + 0.5 * (0.8 * Math.log(0.8) + 0.2 * Math.log(0.2));
    expect(held[held.length - 1]).toBeGreaterThan(held[0]);
    expect(Math.abs(held[held.length - 1] - best)).toBeLessThan(0.1);
  });

  test("a curve of the size of a run learns as the run does", () => {
    // All own rows, in whatever order: the same counts, the same graph.
    const text = `a,b\n${Array.from({ length: 40 }, (_, i) => `${i % 2},${(i >> 1) % 3 === 0 ? 1 : i % 2}`).join("\n")}\n`;
    for (const given of [{ search: "climb" }, { search: "exact" }, { search: "pc" }]) {
      const { fold, metrics } = learn(csv(text), { task: "structure", ...given });
      const last = fold.tasks.filter(({ kind }) => kind === "curve").at(-1)?.id ?? "";
      for (const one of fold.output(last)?.heldOut.values ?? [Number.NaN]) expect(one).toBeCloseTo(metrics.heldOut, 12);
    }
  });

  test("EM rises, equals counting without gaps, and beats leaving rows out", () => {
    const whole = learn(alone(sprinkler), { task: "tables", estimate: "em", rows: 500, iterations: 2 });
    const counted = learn(alone(sprinkler), { task: "tables", estimate: "ml", rows: 500 });
    expect([...(whole.fold.output("tables")?.tables.values ?? [])]).toEqual([
      ...(counted.fold.output("tables")?.tables.values ?? [1]),
    ]);
    const gaps = { task: "tables", rows: 2000, gaps: 0.3 };
    const { fold, metrics } = learn(alone(sprinkler), { ...gaps, estimate: "em", iterations: 30 });
    const steps = fold.records("tables", "logLikelihood")?.values ?? [];
    expect(steps).toHaveLength(30);
    for (let i = 1; i < steps.length; i++) expect(steps[i]).toBeGreaterThanOrEqual(steps[i - 1] - 1e-12);
    const left = learn(alone(sprinkler), { ...gaps, estimate: "ml" });
    expect(metrics.logLikelihood).toBeGreaterThan(left.metrics.logLikelihood);
  });

  test("of own rows beside a graph, whatever their columns' order; a node without a column is learnt by EM", () => {
    const [first, second, ...others] = sprinkler.nodes;
    const yes = second.states[1];
    const text = `${second.name},extra,${first.name}\n${[first.states[0], first.states[0], first.states[1]]
      .map((state) => `${yes},7,${state}`)
      .join("\n")}`;
    const { fold, document } = learn(csv(text, sprinkler), { task: "tables", estimate: "ml", heldOut: 0 });
    expect(fold.output("tables")?.counts.values.slice(0, 2)).toEqual(Float64Array.of(2, 1));
    expect(document?.nodes[0].table?.[0]).toBeCloseTo(2 / 3, 14);
    const found = samplesOf(csv(text, sprinkler), sprinkler, 0);
    expect(found.notices).toEqual([
      { code: "columns-not-nodes", values: { names: "extra", count: 1 } },
      { code: "nodes-never-seen", values: { names: others.map(({ name }) => name).join(", "), count: others.length } },
    ]);
    expect(learn(csv(text, sprinkler), { task: "tables", estimate: "em" }).metrics.logLikelihood).toBeLessThan(0);
  });
});

describe("own rows", () => {
  const net: BayesNet = {
    kind: "bayes",
    nodes: [
      { name: "a", states: ["0.0", "1.0"], parents: [] },
      { name: "b", states: ["no", "yes"], parents: ["a"] },
    ],
  };
  const codes = (notices: readonly { readonly code: string }[]) => notices.map(({ code }) => code);

  test("whose numbers are written otherwise than the states are those states all the same", () => {
    expect([...samplesOf(csv("a,b\n1,no\n0,yes\n01,no\n", net), net, 0).rows.columns[0]]).toEqual([1, 0, 1]);
  });

  test("with a text that is no state are told of where a network is asked, and refused where it is learnt", () => {
    const bad = csv("a,b\n1,no\n0,maybe\n1,yes\n", net);
    const named = { node: "b", value: "maybe", row: 2, allowed: "no, yes" };
    expect(samplesNotices(bad)).toEqual([{ code: "samples-unfit", values: named }]);
    expect(refusal(() => learn(bad, { task: "tables" }))).toMatchObject({
      code: "unknown-state-in-data",
      values: named,
    });
    expect(samplesNotices(csv("a,b\n1,no\n0,yes\n", net))).toEqual([{ code: "samples-unused", values: { rows: 2 } }]);
    expect(samplesNotices(alone(net))).toEqual([]);
  });

  test("with a name in nearly each row are told of; a column of states is not", () => {
    const rows = (names: number) =>
      Array.from({ length: 30 }, (_, i) => `p${i % names},${i % 2 ? "x" : "y"},z${i % 3}`);
    const noticesOf = (names: number) =>
      learningNotices(
        parseParams(fields, { task: "structure" }) as Params & LearningParams,
        csv(`person,b,c\n${rows(names).join("\n")}\n`),
      );
    expect(noticesOf(15)).toEqual([{ code: "columns-of-names", values: { names: "person", count: 1 } }]);
    expect(noticesOf(5)).toEqual([]);
    const texts = { ...csv(`b,c\n${"x,z\ny,w\n".repeat(5)}`), texts: ["one", "two"] };
    expect(
      codes(learningNotices(parseParams(fields, { task: "structure" }) as Params & LearningParams, texts)),
    ).toEqual(["texts-unused"]);
  });
});

describe("graphs", () => {
  test("of PC: the edges that fell, in order, and what stays is what was not cut", () => {
    const { fold } = learn(alone(asia), { task: "structure", search: "pc", rows: 2000 });
    const output = fold.output("pc") ?? {};
    const cuts = cutsOf(output);
    const { arrows, edges } = classFrom(output);
    expect(cuts.length + arrows.length + edges.length).toBe(28);
    const pairs = [...cuts.map(({ a, b }) => [a, b]), ...arrows, ...edges].map((pair) => pair.toSorted().join(" "));
    expect(new Set(pairs).size).toBe(28);
    const levels = cuts.map(({ given }) => given.length);
    expect(levels).toEqual(levels.toSorted((a, b) => a - b));
    for (const { a, b, given, pValue } of cuts) {
      expect(pValue).toBeGreaterThan(0.01);
      for (const v of given) expect([a, b, -1]).not.toContain(v);
    }
  });

  test("of enough rows and starts the class of the true graph is found, by climbing as by looking at all", () => {
    const { metrics, document, fold } = learn(alone(sprinkler), { task: "structure", rows: 20_000, restarts: 16 });
    expect(metrics).toMatchObject({ shd: 0, missing: 0, extra: 0, reversed: 0, scoreGap: 0 });
    expect(metrics.kl).toBeLessThan(0.002);
    const names = sprinkler.nodes.map(({ name }) => name);
    const parents = (net?: BayesNet) => net?.nodes.map((node) => node.parents.map((own) => names.indexOf(own))) ?? [];
    expect(classOf(parents(document))).toEqual(classOf(parents(sprinkler)));
    const climbed = fold.records("climb.0", "gain")?.values ?? [];
    const scores = fold.records("climb.0", "score")?.values ?? [];
    for (let i = 1; i < scores.length; i++) expect(scores[i] - scores[i - 1]).toBeCloseTo(climbed[i], 6);
    expect(fold.output("climb.0")?.top.values[0]).toBe(1);
  });

  test("climbing never comes above the best of all graphs, for both scores", () => {
    for (const score of ["bic", "bdeu"]) {
      const { metrics } = learn(alone(asia), { task: "structure", rows: 300, score, restarts: 3, mostParents: 2 });
      expect(metrics.scoreGap).toBeGreaterThanOrEqual(0);
      expect(metrics.score).toBeCloseTo(metrics[score], 6);
    }
  });

  test("exact search alone, PC alone", () => {
    const { metrics } = learn(alone(sprinkler), { task: "structure", rows: 5000, search: "exact" });
    expect(metrics).toMatchObject({ shd: 0 });
    const tested = learn(alone(sprinkler), { task: "structure", rows: 20_000, search: "pc" });
    expect(tested.metrics).toMatchObject({ shd: 0 });
    expect(tested.metrics.tests).toBeGreaterThan(5);
    const found = tested.fold.output("learnt") ?? {};
    expect(classOf(parentsFrom(found))).toEqual(classFrom(found));
  });

  test("of a table alone, its columns being the nodes; rows with gaps are left out", () => {
    const rows = Array.from({ length: 200 }, (_, i) => `${i % 2 ? "wet" : "dry"},${i % 2},${i % 3}`);
    const table = csv(`grass,rain,coin\n${rows.join("\n")}\nwet,,1\n`);
    const { document, fold, metrics } = learn(table, { task: "structure", heldOut: 0 });
    expect(document?.nodes.map(({ states }) => states)).toEqual([
      ["dry", "wet"],
      ["0", "1"],
      ["0", "1", "2"],
    ]);
    expect(fold.output("learnt")?.used.values[0]).toBe(200);
    expect(document?.nodes.map(({ parents }) => parents.length)).toEqual([0, 1, 0]);
    expect(metrics.kl).toBeUndefined();
    expect(metrics.shd).toBeUndefined();
  });

  test("numbers are cut into states that are equally frequent, where that is wanted", () => {
    const table = csv(`a,b\n${Array.from({ length: 60 }, (_, i) => `${i / 10},${i % 2 ? "u" : "v"}`).join("\n")}`);
    expect(refusal(() => learn(table, { task: "structure" })).code).toBe("column-of-numbers");
    const { states, rows } = samplesOf(table, undefined, 3);
    expect(states[0]).toEqual(["< 2", "2 – 4", "≥ 4"]);
    for (const s of [0, 1, 2]) expect(rows.columns[0].filter((state) => state === s)).toHaveLength(20);
  });
});

describe("what cannot be learnt from", () => {
  test("is refused, naming the value and the cure", () => {
    const [first] = sprinkler.nodes;
    const cases = [
      [
        csv(`${first.name}\nyes\nno\nmaybe\n`, sprinkler),
        { task: "tables" },
        "unknown-state-in-data",
        /"maybe" in row 3/,
      ],
      [csv("grad,b\nyes,no\nno,yes\n", sprinkler), { task: "tables" }, "no-node-column", /grad, b/],
      [csv("a,b\nyes,no\nno,yes\n"), { task: "tables" }, "tables-without-graph", /learn the graph/],
      [csv("a\nyes\nno\n"), { task: "structure" }, "too-few-nodes", /at least 2/],
      [
        csv(`${first.name}\n${first.states.join("\n")}\n`, sprinkler),
        { task: "structure" },
        "nodes-without-column",
        /add them/,
      ],
      [csv("a,b\nyes,\n,yes\n"), { task: "structure" }, "no-complete-row", /each of the 2 rows/],
    ] as const;
    for (const [table, params, code, message] of cases) {
      const found = refusal(() => learn(table, params));
      expect(found.code).toBe(code);
      expect(found.message).toMatch(message);
    }
    const wide = Array.from({ length: 13 }, (_, i) => `c${i}`);
    const rows = [wide.join(), wide.map(() => "u").join(), wide.map(() => "v").join()].join("\n");
    expect(refusal(() => learn(csv(rows), { task: "structure", search: "exact" })).code).toBe("exact-search-too-large");
  });

  test("tables that do not fit are refused with their price, before anything is made", () => {
    const big = { name: "big", states: Array.from({ length: 120 }, (_, s) => `s${s}`), parents: [] };
    const pair: BayesNet = {
      kind: "bayes",
      nodes: ["a", "b", "c"]
        .map((name) => ({ ...big, name }))
        .concat([
          { name: "d", states: ["no", "yes"], parents: ["a", "b"] } as never,
          { name: "e", states: ["no", "yes"], parents: ["b", "c"] } as never,
          { name: "f", states: ["no", "yes"], parents: ["a", "c"] } as never,
        ]),
    };
    const rows = csv("d,e,f\nno,yes,no\nyes,no,yes\n", pair);
    const found = refusal(() => learn(rows, { task: "tables", estimate: "em", iterations: 1 }));
    expect(found).toMatchObject({ code: "gaps-too-large", values: { cells: 120 ** 3, max: 2 ** 20 } });
    // Counting needs no such table; what it cannot be judged by is left out.
    const { metrics } = learn(rows, { task: "tables", estimate: "ml" });
    expect(metrics.logLikelihood).toBeUndefined();
  });
});
