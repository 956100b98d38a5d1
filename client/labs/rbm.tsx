import { CompleteView } from "./rbm-complete.tsx";
import { CurvesView } from "./rbm-curves.tsx";
import { HistogramsView } from "./rbm-histograms.tsx";
import { LogZView } from "./rbm-log-z.tsx";
import { PhasesView } from "./rbm-phases.tsx";
import { SamplesView } from "./rbm-samples.tsx";
import { words } from "./rbm-words.ts";
import type { LabView } from "./view.ts";

export const rbmView: LabView = {
  id: "rbm",
  main: { id: "phases", title: words.phases, component: PhasesView },
  supporting: [
    { id: "curves", title: words.curves, component: CurvesView },
    { id: "log-z", title: words.logZ, component: LogZView },
    { id: "samples", title: words.samples, component: SamplesView },
    { id: "complete", title: words.complete, component: CompleteView },
    { id: "histograms", title: words.histograms, component: HistogramsView, expert: true },
  ],
  headline: ["reconstructionError", "pseudoLikelihood", "logZ.ais", "logLikelihood"],
};
