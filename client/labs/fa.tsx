import { BesideView } from "./fa-beside.tsx";
import { CurveView } from "./fa-curve.tsx";
import { ModelView } from "./fa-model.tsx";
import { ScoresView } from "./fa-scores.tsx";
import { words } from "./fa-words.ts";
import type { LabView } from "./view.ts";

export const faView: LabView = {
  id: "fa",
  main: { id: "model", title: words.loadings, component: ModelView },
  supporting: [
    { id: "beside", title: words.beside, component: BesideView },
    { id: "scores", title: words.scores, component: ScoresView },
    { id: "curve", title: words.curve, component: CurveView },
  ],
  headline: ["logLikelihood", "iterations"],
};
