import type { RbmParams } from "../../../../shared/labs/partition/rbm/fields.ts";
import type { Lesson } from "../../../lessons/lesson.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { BiasView } from "./bias.tsx";
import { CompleteView } from "./complete.tsx";
import { CurvesView } from "./curves.tsx";
import { GradientView } from "./gradient.tsx";
import { HistogramsView } from "./histograms.tsx";
import { LogZView } from "./log-z.tsx";
import { PhasesView } from "./phases.tsx";
import { SamplesView } from "./samples.tsx";
import { TemperingView } from "./tempering.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";
import "./rbm.css";

export const rbmView: LabView<RbmParams> = {
  id: "rbm",
  main: { id: "phases", title: words.phases, component: PhasesView },
  supporting: [
    { id: "curves", title: words.curves, component: CurvesView },
    { id: "bias", title: words.bias, component: BiasView, shows: ({ track }) => track === "bias" },
    {
      id: "tempering",
      title: words.tempering,
      component: TemperingView,
      shows: ({ method }) => method === "tempering",
    },
    { id: "gradient", title: words.gradient, component: GradientView },
    { id: "log-z", title: words.logZ, component: LogZView },
    { id: "samples", title: words.samples, component: SamplesView },
    { id: "complete", title: words.complete, component: CompleteView },
    { id: "histograms", title: words.histograms, component: HistogramsView, expert: true },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["reconstructionError", "pseudoLikelihood", "logZ.ais", "logLikelihood", "swapRate", "cdCosine.1"],
  errors,
};
