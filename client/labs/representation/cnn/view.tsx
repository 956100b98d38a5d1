import type { CnnParams } from "../../../../shared/labs/representation/cnn/fields.ts";
import type { LabView } from "../../view.ts";
import { errors as familyErrors } from "../errors.ts";
import { ConfusionView } from "./confusion.tsx";
import { CurvesView } from "./curves.tsx";
import { LevelsView } from "./levels.tsx";
import { RobustView } from "./robust.tsx";
import { SaliencyView } from "./saliency.tsx";
import { SceneView } from "./scene.tsx";
import { ThroughView } from "./through.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";

export const cnnView: LabView<CnnParams> = {
  id: "cnn",
  main: { id: "through", title: words.through, component: ThroughView },
  supporting: [
    { id: "curves", title: words.curves, component: CurvesView },
    { id: "levels", title: words.levels, component: LevelsView },
    { id: "saliency", title: words.saliency, component: SaliencyView },
    { id: "scene", title: words.heatMap, component: SceneView },
    { id: "confusion", title: words.confusion, component: ConfusionView },
    { id: "robust", title: words.robust, component: RobustView },
  ],
  headline: ["accuracy", "trainAccuracy", "testLoss", "accuracyNoisy"],
  errors: { ...familyErrors, ...errors },
};
