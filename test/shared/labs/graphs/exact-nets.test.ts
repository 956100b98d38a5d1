import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readGraph } from "../../../../shared/data/readers/graphs.ts";
import type { BayesNet, GraphDocument } from "../../../../shared/experiment/document.ts";
import { exactEngine } from "../../../../shared/kernels/bayes-net/exact.ts";
import { bestElimination } from "../../../../shared/kernels/bayes-net/order.ts";
import { priceOf } from "../../../../shared/kernels/bayes-net/price.ts";
import { answerQuery, planQuery } from "../../../../shared/kernels/bayes-net/query.ts";
import { junctionTree } from "../../../../shared/kernels/bayes-net/tree.ts";
import { findingsOf } from "../../../../shared/labs/graphs/asked.ts";
import { compiled } from "../../../../shared/labs/graphs/compiled.ts";
import { foldIn, integer, keyOfSeed } from "../../../../shared/random/index.ts";
import { bandedNet, documentOf, medicalNet, sparseNet } from "../../../graph-models.ts";
import { plainPosterior } from "../../../oracles/plain-elimination.ts";

const builtIn = Object.values(
  import.meta.glob<Readonly<Record<string, GraphDocument>>>("../../../../shared/labs/graphs/nets/*.ts", {
    eager: true,
  }),
)
  .flatMap((module) => Object.values(module))
  .filter((document): document is BayesNet => document?.kind === "bayes");

/** BIF files, gzipped or not, or folders of them, with a colon between: `BIF_NETS=asia.bif.gz:nets`. */
const files = (process.env.BIF_NETS ?? "").split(":").filter((path) => path !== "");
const given = files.flatMap((path) =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => /\.bif(\.gz)?$/.test(name))
        .map((name) => join(path, name))
    : [path],
);

function opened(path: string): BayesNet {
  const bytes = readFileSync(path);
  const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString();
  const { document } = readGraph(text, basename(path, ".gz"));
  if (document.kind !== "bayes") throw new Error(`${path} is no Bayesian network`);
  return { ...document, name: basename(path) };
}

/** Evidence on up to `count` nodes, drawn by a seed. */
function drawnEvidence({ nodes }: BayesNet, count: number, seed: number): Readonly<Record<string, string>> {
  const key = foldIn(keyOfSeed(seed), nodes.length);
  const drawn = Array.from({ length: count }, (_, i) => {
    const { name, states } = nodes[integer(key, 2 * i, nodes.length)];
    return [name, states[integer(key, 2 * i + 1, states.length)]] as const;
  });
  return Object.fromEntries(drawn);
}

/** All nodes, by junction tree and by elimination, beside the plain way, to 1e-10; impossible evidence included. */
function compare(net: BayesNet, evidence: Readonly<Record<string, string>>): void {
  const graph = compiled(net);
  const { findings } = findingsOf(graph, { evidence });
  const engine = exactEngine(graph.model, junctionTree(bestElimination(graph.model)));
  const { logEvidence, marginals } = engine.posterior(findings);
  for (const [v, name] of graph.names.entries()) {
    const plain = plainPosterior(net, name, evidence);
    const plan = planQuery(graph.model, v, findings, { ...(graph.parents && { parents: graph.parents }) });
    const answer = answerQuery(plan, v);
    for (const log of [logEvidence, answer.logEvidence]) {
      if (plain.logEvidence === Number.NEGATIVE_INFINITY) expect(log).toBe(plain.logEvidence);
      else expect(Math.abs(log - plain.logEvidence)).toBeLessThan(1e-10);
    }
    for (const [s, p] of plain.marginal.entries()) {
      expect(Math.abs(marginals[engine.offsets[v] + s] - p), `${name} ${s}`).toBeLessThan(1e-10);
      expect(Math.abs(answer.marginal[s] - p), `${name} ${s}`).toBeLessThan(1e-10);
    }
  }
}

describe("built-in nets say what plain elimination says", () => {
  test("there are some", () => expect(builtIn.length).toBeGreaterThan(3));

  test.each(builtIn.map((net) => [net.name ?? "", net] as const))("%s", (_, net) => {
    compare(net, {});
    for (let seed = 1; seed <= 3; seed++) compare(net, drawnEvidence(net, seed, seed));
  });
});

describe.runIf(given.length > 0)("nets of files say what plain elimination says", () => {
  test.each(given)("%s", { timeout: 600_000 }, (path) => {
    const net = opened(path);
    const { tree } = priceOf(compiled(net).model);
    if (tree.largest > 2 ** 14) throw new Error(`a table of ${tree.largest} numbers is too large for the plain way`);
    compare(net, {});
    for (let seed = 1; seed <= 3; seed++) compare(net, drawnEvidence(net, 2 * seed, seed));
  });
});

describe("large nets", () => {
  test.each([
    ["a thousand sparse binary nodes", sparseNet()],
    ["400 nodes of treewidth 12 at most", bandedNet()],
    ["188 nodes as medical nets have them", medicalNet()],
  ])("%s answer all marginals", (_, net) => {
    const { model, parents } = compiled(documentOf(net));
    const elimination = bestElimination(model);
    expect(elimination.width).toBeLessThanOrEqual(12);
    const engine = exactEngine(model, junctionTree(elimination));
    const last = model.sizes.length - 1;
    const findings = [0, 7, last].map((v) => ({
      variable: v,
      weights: Float64Array.from({ length: model.sizes[v] }, (_, s) => Number(s === 1)),
    }));
    const { logEvidence, marginals } = engine.posterior(findings);
    for (const [v, size] of model.sizes.entries()) {
      const own = marginals.subarray(engine.offsets[v], engine.offsets[v] + size);
      expect(Math.abs(own.reduce((a, b) => a + b) - 1)).toBeLessThan(1e-12);
    }
    for (const v of [1, last >> 1, last - 1]) {
      const answer = answerQuery(planQuery(model, v, findings, { ...(parents && { parents }), by: "min-degree" }), v);
      expect(answer.logEvidence).toBeCloseTo(logEvidence, 10);
      for (const [s, p] of answer.marginal.entries())
        expect(Math.abs(p - marginals[engine.offsets[v] + s])).toBeLessThan(1e-10);
    }
  });
});
