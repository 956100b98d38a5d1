import type { RbmParams } from "../../../../shared/labs/partition/rbm/fields.ts";
import type { LabView } from "../../view.ts";
import { CompleteView } from "./complete.tsx";
import { CurvesView } from "./curves.tsx";
import { HistogramsView } from "./histograms.tsx";
import { LogZView } from "./log-z.tsx";
import { PhasesView } from "./phases.tsx";
import { SamplesView } from "./samples.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";
import "./rbm.css";

export const rbmView: LabView<RbmParams> = {
  id: "rbm",
  main: { id: "phases", title: words.phases, component: PhasesView },
  supporting: [
    { id: "curves", title: words.curves, component: CurvesView },
    { id: "log-z", title: words.logZ, component: LogZView },
    { id: "samples", title: words.samples, component: SamplesView },
    { id: "complete", title: words.complete, component: CompleteView },
    { id: "histograms", title: words.histograms, component: HistogramsView, expert: true },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  headline: ["reconstructionError", "pseudoLikelihood", "logZ.ais", "logLikelihood"],
  errors,
};
