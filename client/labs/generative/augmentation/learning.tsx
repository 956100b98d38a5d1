import type { AugmentationParams } from "../../../../shared/labs/generative/augmentation/fields.ts";
import { armsOf, netTask } from "../../../../shared/labs/generative/augmentation/names.ts";
import { t } from "../../../i18n/locale.ts";
import { Bands } from "../../parts/bands.tsx";
import { recordLine } from "../../parts/record-lines.tsx";
import type { ViewProps } from "../../view.ts";
import { ARM_COLORS, ARM_SHORT } from "./state.ts";
import { words } from "./words.ts";

/** Accuracy of each kind of net over the minibatches. */
export function LearningView({ fold, experiment }: ViewProps<AugmentationParams>) {
  const { seeds, steps } = experiment.params;
  const groups = armsOf(experiment.params).map((arm) => ({
    label: t(ARM_SHORT[arm]),
    color: ARM_COLORS[arm],
    lines: Array.from({ length: seeds }, (_, r) => recordLine(fold, { id: netTask(arm, r) }, "testAccuracy")),
  }));
  return (
    <Bands
      title={t(words.learning)}
      note={t(words.learningNote)}
      x={{ label: t(words.minibatch), domain: [0, steps] }}
      y={{ label: t(words.share), zero: true }}
      height={320}
      groups={groups}
    />
  );
}
