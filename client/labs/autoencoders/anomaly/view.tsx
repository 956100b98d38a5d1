import type { AnomalyParams } from "../../../../shared/labs/autoencoders/anomaly/fields.ts";
import type { Lesson } from "../../../lessons/lesson.ts";
import { underStopped } from "../../parts/stopped.tsx";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { errors as family } from "../errors.ts";
import { CurvesView, TrainingView } from "./curves.tsx";
import { JudgeView } from "./judge.tsx";
import { RowsView } from "./rows.tsx";
import { ScoresView } from "./scores.tsx";
import { ofScores } from "./state.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";

export const anomalyView: LabView<AnomalyParams> = {
  id: "anomaly",
  main: { id: "scores", title: words.scoresView, component: underStopped(ScoresView) },
  supporting: [
    { id: "curves", title: words.curves, component: ofScores(CurvesView) },
    { id: "rows", title: words.rowsView, component: ofScores(RowsView) },
    { id: "judge", title: words.judge, component: ofScores(JudgeView) },
    { id: "training", title: words.training, component: TrainingView },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["auc", "averagePrecision", "sensitivity", "specificity", "precision"],
  errors: { ...family, ...errors },
};
