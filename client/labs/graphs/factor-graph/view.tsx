import type { GraphKind } from "../../../../shared/experiment/document.ts";
import type { FactorGraphParams } from "../../../../shared/labs/graphs/factor-graph/fields.ts";
import type { Lesson } from "../../../lessons/lesson.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { errors } from "../errors.ts";
import { nets } from "../nets.ts";
import { GraphView } from "./graph.tsx";
import { MainView } from "./main.tsx";
import { BeliefsView, CliqueTreeView, ConvergenceView, OrderView } from "./topics.tsx";
import { words } from "./words.ts";
import "../../parts/parts.css";

const always = () => true;
/** Of a graph with tables. */
const onTables = (_params: FactorGraphParams, graph?: GraphKind) => graph !== "deterministic";

export const factorGraphView: LabView<FactorGraphParams> = {
  id: "factor-graph",
  main: { id: "messages", title: words.main, component: MainView, beforeRuns: true, live: always },
  supporting: [
    { id: "convergence", title: words.convergence, component: ConvergenceView },
    { id: "beliefs", title: words.beliefs, component: BeliefsView, shows: onTables },
    { id: "clique-tree", title: words.transform, component: CliqueTreeView, shows: onTables, live: always },
    { id: "elimination", title: words.elimination, component: OrderView, shows: onTables, live: always },
    { id: "graph", title: words.graphTab, component: GraphView, live: always },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["residual", "rounds", "error", "betheFreeEnergy", "shortfall"],
  errors,
  nets,
};
