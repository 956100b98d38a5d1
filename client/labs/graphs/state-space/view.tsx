import type { StateSpaceParams } from "../../../../shared/labs/graphs/state-space/fields.ts";
import { DETAILED } from "../../../../shared/labs/graphs/state-space/series.ts";
import type { Lesson } from "../../../lessons/lesson.ts";
import { recordLines } from "../../parts/record-lines.tsx";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { errors as familyErrors } from "../errors.ts";
import { CleanersView } from "./cleaners.tsx";
import { InnovationsView } from "./innovations.tsx";
import { MainView } from "./main.tsx";
import { StructureView } from "./structure.tsx";
import { UpdatesView } from "./updates.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";
import "./state-space.css";

const LearningView = recordLines<StateSpaceParams>({
  task: "fit",
  x: words.iteration,
  figures: [
    {
      title: words.likelihoodTitle,
      y: words.nats,
      settled: true,
      lines: [["logLikelihood", words.likelihoodTitle, "model"]],
    },
    {
      title: words.noisesTitle,
      y: words.deviation,
      zero: true,
      lines: [
        ["process", words.process, 0],
        ["slope", words.slope, 2],
        ["noise", words.noise, 1],
      ],
    },
  ],
  empty: words.learnEmpty,
});

export const stateSpaceView: LabView<StateSpaceParams> = {
  id: "state-space",
  main: { id: "series", title: words.main, component: MainView },
  supporting: [
    {
      id: "updates",
      title: words.updates,
      component: UpdatesView,
      shows: ({ horizon, holdOut }, _graph, data) => !data || data.rows + (holdOut ? 0 : horizon) <= DETAILED,
    },
    { id: "innovations", title: words.innovations, component: InnovationsView },
    { id: "learning", title: words.learning, component: LearningView, shows: ({ iterations }) => iterations > 1 },
    {
      id: "cleaners",
      title: words.cleaners,
      component: CleanersView,
      shows: ({ model }, _graph, data) =>
        (model === "level" || model === "trend") && (!data || (data.columns === 1 && data.rows <= DETAILED)),
    },
    { id: "structure", title: words.structure, component: StructureView },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["logLikelihood", "rmse", "coverage", "ljungBox", "heldOutInside"],
  errors: { ...familyErrors, ...errors },
};
