import { type BayesNetParams, isQuestion } from "../../../../shared/labs/graphs/bayes-net/fields.ts";
import { lazy } from "../../../app/lazy.tsx";
import type { Lesson } from "../../../lessons/lesson.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { errors as familyErrors } from "../errors.ts";
import { nets } from "../nets.ts";
import { MainView } from "./main.tsx";
import { NodesView } from "./nodes.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";

export const bayesNetView: LabView<BayesNetParams> = {
  id: "bayes-net",
  main: { id: "graph", title: words.network, component: MainView, beforeRuns: true, live: isQuestion },
  supporting: [
    { id: "nodes", title: words.nodes, component: NodesView, shows: isQuestion, live: isQuestion },
    {
      id: "error",
      title: words.error,
      component: lazy(async () => (await import("./error.tsx")).ErrorView),
      shows: (params) => isQuestion(params) && params.method !== "exact",
    },
    {
      id: "factorization",
      title: words.factorization,
      component: lazy(async () => (await import("./theory/factorization.tsx")).FactorizationView),
      shows: isQuestion,
      live: isQuestion,
    },
    {
      id: "independence",
      title: words.independence,
      component: lazy(async () => (await import("./theory/independence.tsx")).IndependenceView),
      shows: isQuestion,
      live: isQuestion,
    },
    {
      id: "clique-tree",
      title: words.cliqueTree,
      component: lazy(async () => (await import("./theory/trees.tsx")).CliqueTreeView),
      shows: isQuestion,
      live: isQuestion,
    },
    {
      id: "messages",
      title: words.messages,
      component: lazy(async () => (await import("./theory/messages.tsx")).MessagesView),
      // What Jeffrey's rule makes of a node follows from the exact answer alone.
      shows: (params) =>
        isQuestion(params) &&
        !params.counterfactual &&
        (params.softKind === "virtual" || Object.keys(params.soft).length === 0),
      live: isQuestion,
    },
    {
      id: "elimination",
      title: words.elimination,
      component: lazy(async () => (await import("./theory/trees.tsx")).EliminationView),
      shows: isQuestion,
      live: isQuestion,
    },
    {
      id: "twin",
      title: words.twin,
      component: lazy(async () => (await import("./theory/twin.tsx")).TwinView),
      shows: (params) => isQuestion(params) && params.counterfactual === true,
      live: isQuestion,
    },
    {
      id: "progress",
      title: words.progress,
      component: lazy(async () => (await import("./learning/progress.tsx")).ProgressView),
      shows: ({ task }) => task !== "query" && task !== "text",
    },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: [
    ...["error.mean", "ess", "acceptance", "rhat", "logEvidence"],
    ...["shd", "scoreGap", "heldOut", "kl", "error", "accuracy", "baseline"],
  ],
  errors: { ...familyErrors, ...errors },
  nets,
};
