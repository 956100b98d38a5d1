import type { CnnParams } from "../../../../shared/labs/representation/cnn/fields.ts";
import type { Lesson } from "../../../lessons/lesson.ts";
import { confusionView } from "../../parts/confused-pictures.tsx";
import { errors as pictureErrors } from "../../parts/errors.ts";
import { words as nets } from "../../parts/net-words.ts";
import { pictureView } from "../../parts/picture-net.tsx";
import { words as common } from "../../parts/picture-words.ts";
import { robustnessView } from "../../parts/robustness.tsx";
import { Saliency } from "../../parts/saliency.tsx";
import { Scenes } from "../../parts/scenes.tsx";
import { Through } from "../../parts/through.tsx";
import { accuracyFigure, lossFigure, trainingCurves } from "../../parts/training-curves.tsx";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { LevelsView } from "./levels.tsx";
import { net } from "./state.ts";
import { words } from "./words.ts";
import "../../parts/parts.css";

const figures = [lossFigure(words.nats), accuracyFigure(common.accuracyTitle)];

export const cnnView: LabView<CnnParams> = {
  id: "cnn",
  main: { id: "through", title: words.through, component: pictureView(net, Through, true) },
  supporting: [
    { id: "curves", title: words.curves, component: trainingCurves(figures, { empty: nets.notYet }) },
    { id: "levels", title: words.levels, component: LevelsView },
    { id: "saliency", title: words.saliency, component: pictureView(net, Saliency) },
    { id: "scene", title: common.heatMap, component: pictureView(net, Scenes) },
    { id: "confusion", title: common.confusion, component: confusionView(net) },
    { id: "robust", title: words.robust, component: robustnessView(net) },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["accuracy", "trainAccuracy", "testLoss", "accuracyNoisy"],
  errors: pictureErrors,
};
