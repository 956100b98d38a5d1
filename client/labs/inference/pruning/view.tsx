import type { PruningParams } from "../../../../shared/labs/inference/pruning/fields.ts";
import type { Lesson } from "../../../lessons/lesson.ts";
import { errors as pictureErrors } from "../../parts/errors.ts";
import { words as nets } from "../../parts/net-words.ts";
import { words as common } from "../../parts/picture-words.ts";
import { recordLines } from "../../parts/record-lines.tsx";
import { accuracyFigure, bothLines, lossFigure, trainingCurves } from "../../parts/training-curves.tsx";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { errors as familyErrors } from "../errors.ts";
import { CurveView } from "./curve.tsx";
import { LayersView } from "./layers.tsx";
import { MainView } from "./main.tsx";
import { SpeedView } from "./speed.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";
import "./pruning.css";

const figures = [lossFigure(words.nats), accuracyFigure(common.accuracyTitle)];

const tuning = recordLines<PruningParams>({
  task: "prune",
  x: nets.minibatch,
  figures: [
    { title: words.accuracyTuning, y: nets.share, lines: bothLines("accuracy") },
    { title: words.sparsityTitle, y: words.zeros, zero: true, lines: [["sparsity", words.zeros, 1]] },
  ],
  empty: words.notTuned,
});

export const pruningView: LabView<PruningParams> = {
  id: "pruning",
  main: { id: "masks", title: words.masks, component: MainView },
  supporting: [
    { id: "curve", title: words.curve, component: CurveView },
    { id: "layers", title: words.layers, component: LayersView },
    { id: "speed", title: words.speed, component: SpeedView },
    { id: "tuning", title: words.tuning, component: tuning, shows: ({ tuning: after }) => after !== "none" },
    { id: "curves", title: words.training, component: trainingCurves(figures, { empty: nets.notYet }) },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["accuracy", "accuracyUntuned", "sparsity", "speedup"],
  errors: { ...pictureErrors, ...familyErrors, ...errors },
};
