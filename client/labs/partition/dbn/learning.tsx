import type { DbnParams } from "../../../../shared/labs/partition/dbn/fields.ts";
import { layerTask } from "../../../../shared/labs/partition/dbn/stack.ts";
import { t } from "../../../i18n/locale.ts";
import { recordLines } from "../../parts/record-lines.tsx";
import { words } from "./words.ts";

/** How the layers of the first stack are trained. */
export const LearningView = recordLines<DbnParams>({
  task: ({ experiment }) =>
    experiment.params.hidden.map((_, l) => ({ id: layerTask(l, 0), label: t(words.layerName, { layer: l + 1 }) })),
  x: words.minibatch,
  domain: ({ fold }) => [0, fold.tasks.find(({ kind }) => kind === "layer")?.steps ?? 1],
  figures: [
    {
      title: words.reconstruction,
      note: words.reconstructionNote,
      y: words.errorAxis,
      zero: true,
      lines: [["reconstructionError"]],
    },
  ],
});
