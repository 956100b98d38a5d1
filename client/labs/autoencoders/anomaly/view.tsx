import type { AnomalyParams } from "../../../../shared/labs/autoencoders/anomaly/fields.ts";
import type { LabView } from "../../view.ts";
import { errors as family } from "../errors.ts";
import { CurvesView, TrainingView } from "./curves.tsx";
import { JudgeView } from "./judge.tsx";
import { RowsView } from "./rows.tsx";
import { ScoresView } from "./scores.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";

export const anomalyView: LabView<AnomalyParams> = {
  id: "anomaly",
  main: { id: "scores", title: words.scoresView, component: ScoresView },
  supporting: [
    { id: "curves", title: words.curves, component: CurvesView },
    { id: "rows", title: words.rowsView, component: RowsView },
    { id: "judge", title: words.judge, component: JudgeView },
    { id: "training", title: words.training, component: TrainingView },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  headline: ["auc", "averagePrecision", "sensitivity", "specificity", "precision"],
  errors: { ...family, ...errors },
};
