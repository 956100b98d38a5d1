import type { FactorGraphParams } from "../../../../shared/labs/graphs/factor-graph/fields.ts";
import type { LabView } from "../../view.ts";
import { errors as graphErrors } from "../errors.ts";
import { GraphView } from "./graph.tsx";
import { MessagesView } from "./messages.tsx";
import { BeliefsView, CliqueTreeView, ConvergenceView, OrderView } from "./topics.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";
import "./factor-graph.css";

export const factorGraphView: LabView<FactorGraphParams> = {
  id: "factor-graph",
  main: { id: "messages", title: words.main, component: MessagesView },
  supporting: [
    { id: "convergence", title: words.convergence, component: ConvergenceView },
    { id: "beliefs", title: words.beliefs, component: BeliefsView },
    { id: "clique-tree", title: words.transform, component: CliqueTreeView },
    { id: "elimination", title: words.elimination, component: OrderView },
    { id: "graph", title: words.graphTab, component: GraphView },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  headline: ["residual", "rounds", "error", "betheFreeEnergy", "shortfall"],
  errors: { ...graphErrors, ...errors },
};
