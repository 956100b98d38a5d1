import type { Table } from "../../../data/table.ts";
import { parseDocument } from "../../../experiment/parse-document.ts";
import { deferred } from "../../deferred.ts";
import { defineLab, type Task } from "../../lab.ts";
import { compiled } from "../compiled.ts";
import { computed } from "../deterministic.ts";
import { exactPrice, netOf } from "../messages/net.ts";
import { workOf as messageWork } from "../messages/work.ts";
import { type FactorGraphParams, factorGraphFields } from "./fields.ts";
import { factorGraphMetrics, measureFactorGraph } from "./metrics.ts";
import { factorGraphPicture } from "./picture.ts";
import { factorGraphPresets } from "./presets.ts";

function check(params: FactorGraphParams, data: Table | null): void {
  const document = data?.document;
  if (document === undefined) return;
  if (document.kind === "deterministic") computed(document, params.values);
  else netOf(document, params);
}

/** Multiply-adds. */
function workOf(params: FactorGraphParams, data: Table | null): number {
  const document = data?.document;
  if (document === undefined || document.kind === "deterministic") return 1e3 * params.rounds;
  const net = netOf(document, params);
  const { cells, fits } = exactPrice(net.model);
  return messageWork(net, params.rounds, params.schedule) + (fits ? 6 * cells : 0);
}

/**
 * Messages on a graph. One task: "messages", of a graph with tables, or "values", of a deterministic one; a step is a round. Views
 * ask "course": the messages on a draft.
 */
export const factorGraph = defineLab({
  id: "factor-graph",
  revision: 1,
  family: "graphs",
  title: { es: "Grafos de factores", en: "Factor graphs" },
  summary: {
    es: "Mira pasar los mensajes uno a uno, convierte una red en un árbol de cliques y halla lo más probable.",
    en: "Watch messages pass one by one, turn a net into a clique tree, and find what is most probable.",
  },
  params: factorGraphFields,
  data: {
    generators: [],
    formats: ["bif", "xmlbif", "uai"],
    documents: ["bayes", "markov", "factor", "deterministic"],
    parseDocument,
  },
  presets: factorGraphPresets,
  metrics: factorGraphMetrics,
  deterministic: true,
  wasm: [],
  devices: ["wasm", "scalar"],
  check,
  notices(_params, data) {
    const document = data?.document;
    return document === undefined || document.kind === "deterministic" ? [] : compiled(document).notices;
  },
  estimate: (params, data) => ({ multiplyAdds: workOf(params, data), bytes: 4e6 }),
  plan({ rounds, ...params }, data, key): readonly Task[] {
    const kind = data?.document?.kind === "deterministic" ? "values" : "messages";
    return [{ id: kind, kind, key, steps: rounds, params }];
  },
  ...deferred(["messages", "values", "course"], async () => (await import("./processes.ts")).factorGraphProcesses),
  measure: (fold, { params }, data) => measureFactorGraph(fold, params, data),
  picture: factorGraphPicture,
});
