import { labelledOf, type Rows, rowsOf } from "../../../../shared/labs/generative/augmentation/data.ts";
import type { ArmParams, AugmentationParams } from "../../../../shared/labs/generative/augmentation/fields.ts";
import type { Arm } from "../../../../shared/labs/generative/augmentation/names.ts";
import type { Localized } from "../../../../shared/text.ts";
import { seriesColor } from "../../../views/palette.ts";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";

/** The same colour for an arm everywhere. */
export const ARM_COLORS: Readonly<Record<Arm, string>> = {
  real: seriesColor(0),
  augmented: seriesColor(2),
  classical: seriesColor(4),
  more: seriesColor(6),
};

/** What they are called where there is little room. */
export const ARM_SHORT = {
  real: words.onlyReal,
  augmented: words.plusSamples,
  classical: words.plusCopies,
  more: words.plusReal,
} as const satisfies Record<Arm, Localized>;

type Props = Pick<ViewProps<AugmentationParams>, "fold" | "experiment" | "data">;

/** The rows that the run worked on, and those of them that are labelled in the first repeat. Undefined without data. */
export function firstRepeat({
  fold,
  data,
}: Props): { readonly rows: Rows; readonly labelled: Uint32Array } | undefined {
  const task = fold.tasks.find(({ kind }) => kind === "samples");
  if (!task || !data?.labels) return undefined;
  const params = task.params as unknown as ArmParams;
  const rows = rowsOf(params, data);
  return { rows, labelled: labelledOf(rows, params) };
}
