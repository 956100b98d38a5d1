import type { HardwareParams } from "../../../../shared/labs/inference/hardware/fields.ts";
import { words as nets } from "../../parts/net-words.ts";
import { words as common } from "../../parts/picture-words.ts";
import { accuracyFigure, lossFigure, trainingCurves } from "../../parts/training-curves.tsx";
import { words } from "./words.ts";

/** Loss and accuracy while the net was trained. */
export const TrainingView = trainingCurves<HardwareParams>(
  [lossFigure(words.nats), accuracyFigure(common.accuracyTitle)],
  { empty: nets.notYet },
);
