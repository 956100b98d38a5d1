/** All marginals of Bayesian networks: warm (other evidence, compiled before) and cold (compiled, then asked), beside bayesjs where it is. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { readGraph } from "../../shared/data/readers/graphs.ts";
import type { BayesNet } from "../../shared/experiment/document.ts";
import { type ExactEngine, exactEngine } from "../../shared/kernels/bayes-net/exact.ts";
import type { Model } from "../../shared/kernels/bayes-net/model.ts";
import { bestElimination } from "../../shared/kernels/bayes-net/order.ts";
import { junctionTree } from "../../shared/kernels/bayes-net/tree.ts";
import { findingsOf } from "../../shared/labs/graphs/asked.ts";
import { compiled } from "../../shared/labs/graphs/compiled.ts";
import { asia } from "../../shared/labs/graphs/nets/asia.ts";
import { bandedNet, documentOf, medicalNet, sparseNet } from "../graph-models.ts";
import { bayesjsNet, bayesjsSkipped } from "./bayesjs.ts";
import { type Bench, median, type Row } from "./bench.ts";
import { checkEqual, comparisons, race } from "./race.ts";

const pybbn = "pybbn's TypeScript port is not on npm under that name, so it was SKIPPED";
const withoutAlarm =
  "no file named alarm*.bif was given, so ALARM was SKIPPED; to measure it: BIF_NETS=DIR/alarm.bif.gz npm run bench -- graphs";

const compile = (model: Model): ExactEngine => exactEngine(model, junctionTree(bestElimination(model)));

/** Of one node after the other, one of its states. */
function* questions({ nodes }: BayesNet): Generator<Readonly<Record<string, string>>> {
  for (let i = 0; ; i++) {
    const { name, states } = nodes[(i * 7) % nodes.length];
    yield { [name]: states[i % states.length] };
  }
}

interface Goal {
  /** Milliseconds per answer. */
  readonly most: number;
  /** How many times as fast as bayesjs; it is not measured where this is absent. */
  readonly bayesjs?: number;
}

async function warm(work: string, net: BayesNet, goal: Goal): Promise<Row> {
  const graph = compiled(net);
  const engine = compile(graph.model);
  const asked = questions(net);
  const next = () => asked.next().value as Readonly<Record<string, string>>;
  const ask = (evidence: Readonly<Record<string, string>>) =>
    engine.posterior(findingsOf(graph, { evidence }).findings).marginals;
  const peer = goal.bayesjs === undefined ? undefined : bayesjsNet(net);
  if (!peer) {
    const { ours } = await race({ ours: () => void ask(next()) }, 1);
    return { work: `${work}, warm`, unit: "answers/s", ours, peers: {}, notes: notesOf(ours, goal, peer) };
  }
  for (let i = 0; i < 20; i++) {
    const evidence = next();
    checkEqual(`${work} given ${JSON.stringify(evidence)}`, ask(evidence), peer(evidence), 1e-9);
  }
  const { ours, bayesjs } = await race({ ours: () => void ask(next()), bayesjs: () => void peer(next()) }, 1);
  return {
    work: `${work}, warm`,
    unit: "answers/s",
    ours,
    peers: { bayesjs },
    goals: { bayesjs: goal.bayesjs ?? 1 },
    notes: [...notesOf(ours, goal, peer), ...comparisons(ours, { bayesjs })],
  };
}

function notesOf(ours: readonly number[], { most, bayesjs }: Goal, peer: unknown): readonly string[] {
  const milliseconds = 1000 / median(ours);
  const verdict = milliseconds <= most ? "reached" : "MISSED";
  const missing = bayesjs !== undefined && !peer ? [bayesjsSkipped] : [];
  return [`${milliseconds.toPrecision(3)} ms per answer, goal ${most} ms ${verdict}`, ...missing];
}

async function cold(work: string, net: BayesNet, most: number): Promise<Row> {
  const { model } = compiled(net);
  const { ours } = await race({ ours: () => void compile(model).posterior([]) }, 1);
  return { work: `${work}, cold`, unit: "answers/s", ours, peers: {}, notes: notesOf(ours, { most }, undefined) };
}

function alarm(): BayesNet | undefined {
  const given = (process.env.BIF_NETS ?? "").split(":").filter((path) => path !== "");
  const paths = given.flatMap((path) =>
    statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path],
  );
  const path = paths.find((own) => /^alarm.*\.bif(\.gz)?$/i.test(basename(own)));
  if (path === undefined) return undefined;
  const bytes = readFileSync(path);
  const { document } = readGraph((path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString(), basename(path, ".gz"));
  return document.kind === "bayes" ? document : undefined;
}

export const bench: Bench = {
  name: "graphs",
  async run(): Promise<readonly Row[]> {
    const net = alarm();
    const [sparse, banded, medical] = [sparseNet(), bandedNet(), medicalNet()].map(documentOf);
    const first = await warm("Asia, 8 nodes", asia, { most: 0.2, bayesjs: 50 });
    const rows = net ? [await warm("ALARM, 37 nodes", net, { most: 0.2, bayesjs: 50 })] : [];
    return [
      { ...first, notes: [...(first.notes ?? []), pybbn, ...(net ? [] : [withoutAlarm])] },
      ...rows,
      await warm("1,000 sparse binary nodes", sparse, { most: 0.5 }),
      await cold("1,000 sparse binary nodes", sparse, 5),
      await warm("400 nodes of treewidth up to 12", banded, { most: 30 }),
      await warm("188 nodes as medical nets have them", medical, { most: 20 }),
    ];
  },
};
