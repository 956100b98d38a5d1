import type { BayesNetParams } from "../../../../shared/labs/graphs/bayes-net/fields.ts";
import type { LabView } from "../../view.ts";
import { errors as familyErrors } from "../errors.ts";
import { EliminationView } from "./elimination.tsx";
import { ErrorView } from "./error.tsx";
import { GraphView } from "./graph.tsx";
import { NodesView } from "./nodes.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";

export const bayesNetView: LabView<BayesNetParams> = {
  id: "bayes-net",
  main: { id: "graph", title: words.network, component: GraphView, beforeRuns: true },
  supporting: [
    { id: "nodes", title: words.nodes, component: NodesView },
    { id: "error", title: words.error, component: ErrorView },
    { id: "elimination", title: words.elimination, component: EliminationView },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  headline: ["error.mean", "ess", "acceptance", "rhat", "logEvidence"],
  errors: { ...familyErrors, ...errors },
};
