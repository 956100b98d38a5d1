import type { LikelihoodParams } from "../../../../shared/labs/partition/likelihood-gradient/fields.ts";
import { isStudied } from "../../../../shared/labs/partition/likelihood-gradient/plan.ts";
import { lazy } from "../../../app/lazy.tsx";
import type { Lesson } from "../../../lessons/lesson.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { PathsView } from "./main.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";
import "../../parts/heat-table.css";
import "./likelihood-gradient.css";

export const likelihoodGradientView: LabView<LikelihoodParams> = {
  id: "likelihood-gradient",
  main: { id: "paths", title: words.paths, component: PathsView },
  supporting: [
    { id: "phases", title: words.phases, component: lazy(async () => (await import("./phases.tsx")).PhasesView) },
    { id: "rest", title: words.rest, component: lazy(async () => (await import("./rest.tsx")).RestView) },
    {
      id: "few",
      title: words.few,
      component: lazy(async () => (await import("./few.tsx")).FewView),
      shows: (params, _graph, data) => isStudied(params, data ?? null),
    },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["klToData.exact", "klToData.cd", "klToData.sml", "bias.cd", "gradientCosine.sml"],
  errors,
};
