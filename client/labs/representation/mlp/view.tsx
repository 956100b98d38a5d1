import type { MlpParams } from "../../../../shared/labs/representation/mlp/fields.ts";
import type { Lesson } from "../../../lessons/lesson.ts";
import { errors as netErrors } from "../../parts/errors.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { withChoice } from "./chosen.tsx";
import { ConfusionView } from "./confusion.tsx";
import { CurvesView } from "./curves.tsx";
import { DrawView } from "./draw.tsx";
import { MistakesView } from "./mistakes.tsx";
import { NetworkView } from "./network.tsx";
import { WeightsView } from "./weights.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";
import "./mlp.css";

export const mlpView: LabView<MlpParams> = {
  id: "mlp",
  main: { id: "network", title: words.network, component: NetworkView },
  supporting: [
    { id: "curves", title: words.curves, component: withChoice(CurvesView) },
    { id: "draw", title: words.draw, component: DrawView },
    { id: "confusion", title: words.confusion, component: withChoice(ConfusionView, { ensembles: true }) },
    { id: "mistakes", title: words.mistakes, component: withChoice(MistakesView, { ensembles: true }) },
    { id: "weights", title: words.weights, component: withChoice(WeightsView), expert: true },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["accuracy", "loss", "testLoss", "rmse", "ensembleAccuracy"],
  errors: { ...netErrors, ...errors },
};
