import type { MlpParams } from "../../../../shared/labs/representation/mlp/fields.ts";
import type { LabView } from "../../view.ts";
import { errors as familyErrors } from "../errors.ts";
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
    { id: "curves", title: words.curves, component: CurvesView },
    { id: "draw", title: words.draw, component: DrawView },
    { id: "confusion", title: words.confusion, component: ConfusionView },
    { id: "mistakes", title: words.mistakes, component: MistakesView },
    { id: "weights", title: words.weights, component: WeightsView, expert: true },
  ],
  headline: ["accuracy", "loss", "testLoss", "rmse"],
  errors: { ...familyErrors, ...errors },
};
