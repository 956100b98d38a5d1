import { type ForwardParams, isTrained } from "../../../../shared/labs/inference/forward/fields.ts";
import type { Lesson } from "../../../lessons/lesson.ts";
import { errors as pictureErrors } from "../../parts/errors.ts";
import { words as nets } from "../../parts/net-words.ts";
import { pictureView } from "../../parts/picture-net.tsx";
import { words as common } from "../../parts/picture-words.ts";
import { Saliency } from "../../parts/saliency.tsx";
import { accuracyFigure, lossFigure, trainingCurves } from "../../parts/training-curves.tsx";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { errors as familyErrors } from "../errors.ts";
import { CostsView } from "./costs.tsx";
import { MainView } from "./main.tsx";
import { NumbersView } from "./numbers.tsx";
import { handMetrics, predictionSaid } from "./prediction.ts";
import { net } from "./state.ts";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";
import "../inference.css";
import "./forward.css";

const figures = [lossFigure(words.nats), accuracyFigure(common.accuracyTitle)];
const isByHand = (params: ForwardParams) => !isTrained(params);

export const forwardView: LabView<ForwardParams> = {
  id: "forward",
  main: { id: "flow", title: words.flow, component: MainView, live: isByHand },
  supporting: [
    { id: "costs", title: words.costs, component: CostsView, live: isByHand },
    { id: "numbers", title: words.numbers, component: NumbersView, live: isByHand },
    {
      id: "curves",
      title: words.curves,
      component: trainingCurves(figures, { empty: nets.notYet }),
      shows: isTrained,
    },
    {
      id: "saliency",
      title: words.saliency,
      component: pictureView(net, Saliency),
      // The net of a file is not that of the parameters.
      shows: (params, _, data) => isTrained(params) && !data?.model,
    },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  said: { prediction: predictionSaid },
  now: (params) => (isByHand(params) ? handMetrics(params) : undefined),
  headline: ["prediction", "confidence", "macs", "parameters"],
  errors: { ...pictureErrors, ...familyErrors, ...errors },
};
