import { type BayesNetParams, isQuestion } from "../../../../shared/labs/graphs/bayes-net/fields.ts";
import type { LabView } from "../../view.ts";
import { errors as familyErrors } from "../errors.ts";
import { ErrorView } from "./error.tsx";
import { ProgressView } from "./learning/curves.tsx";
import { words as learning } from "./learning/words.ts";
import { MainView } from "./main.tsx";
import { NodesView } from "./nodes.tsx";
import { FactorizationView } from "./theory/factorization.tsx";
import { IndependenceView } from "./theory/independence.tsx";
import { CliqueTreeView, EliminationView } from "./theory/trees.tsx";
import { TwinView } from "./theory/twin.tsx";
import { words as theory } from "./theory/words.ts";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";

export const bayesNetView: LabView<BayesNetParams> = {
  id: "bayes-net",
  main: { id: "graph", title: words.network, component: MainView, beforeRuns: true },
  supporting: [
    { id: "nodes", title: words.nodes, component: NodesView, shows: isQuestion },
    { id: "error", title: words.error, component: ErrorView, shows: isQuestion },
    { id: "factorization", title: theory.factorization, component: FactorizationView, shows: isQuestion },
    { id: "independence", title: theory.independence, component: IndependenceView, shows: isQuestion },
    { id: "clique-tree", title: theory.cliqueTree, component: CliqueTreeView, shows: isQuestion },
    { id: "elimination", title: words.elimination, component: EliminationView, shows: isQuestion },
    { id: "twin", title: theory.twin, component: TwinView, shows: ({ counterfactual }) => counterfactual },
    {
      id: "progress",
      title: learning.progress,
      component: ProgressView,
      shows: ({ task }) => task !== "query" && task !== "text",
    },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  headline: [
    ...["error.mean", "ess", "acceptance", "rhat", "logEvidence"],
    ...["shd", "scoreGap", "heldOut", "kl", "error", "accuracy", "baseline"],
  ],
  errors: { ...familyErrors, ...errors },
};
