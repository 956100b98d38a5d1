import type { AugmentationParams } from "../../../../shared/labs/generative/augmentation/fields.ts";
import { ARM_NAMES, repeatsOf } from "../../../../shared/labs/generative/augmentation/metrics.ts";
import { armsOf } from "../../../../shared/labs/generative/augmentation/names.ts";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { Rows } from "../../../views/table.tsx";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";

/** What each repeat came to, as numbers. */
export function RepeatsView({ fold, experiment }: ViewProps<AugmentationParams>) {
  const found = repeatsOf(fold, experiment.params);
  if (found.length === 0) return <p class="part-caption">{t(words.waiting)}</p>;
  const of = (arm: keyof typeof ARM_NAMES) => Float64Array.from(found, ({ found: one }) => one[arm] ?? Number.NaN);
  const [real, augmented] = [of("real"), of("augmented")];
  const columns = [
    { name: t(words.repeat), values: Float64Array.from(found, ({ repeat }) => repeat + 1) },
    ...armsOf(experiment.params).map((arm) => ({ name: t(ARM_NAMES[arm]), values: of(arm) })),
    { name: t(words.gainAxis), values: augmented.map((value, i) => value - real[i]) },
  ];
  return (
    <Figure title={t(words.repeats)} note={t(words.repeatsNote)}>
      <Rows label={t(words.repeats)} columns={columns} />
    </Figure>
  );
}
