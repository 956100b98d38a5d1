import type { QuantizationParams } from "../../../../shared/labs/inference/quantization/fields.ts";
import { words as nets } from "../../parts/net-words.ts";
import { words as common } from "../../parts/picture-words.ts";
import { accuracyFigure, lossFigure, trainingCurves } from "../../parts/training-curves.tsx";
import { words as tabs } from "./tab-words.ts";

/** Loss and accuracy while the net was trained. */
export const TrainingView = trainingCurves<QuantizationParams>(
  [lossFigure(tabs.nats), accuracyFigure(common.accuracyTitle)],
  { empty: nets.notYet },
);
