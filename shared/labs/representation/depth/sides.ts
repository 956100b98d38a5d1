/** The nets of the lab: the two that are compared, deep, and shallow with as many parameters as one hidden layer can come near; and those that are built. */
import type { Arrays } from "../../../arrays.ts";
import type { Fold } from "../../fold.ts";
import { nameOf } from "../../nets/trainings.ts";
import { isWhole, weightsIn } from "../../nets/weights.ts";
import type { RegionParams, TrainingParams } from "./fields.ts";
import { WINDOW } from "./lab-numbers.ts";
import { inputsOf } from "./target.ts";

export const SIDES = ["deep", "shallow"] as const;
export type Side = (typeof SIDES)[number];

/** Numbers that a net of one output learns. */
export function parameterCount(inputs: number, hidden: readonly number[]): number {
  const widths = [inputs, ...hidden, 1];
  return widths.slice(1).reduce((sum, width, l) => sum + width * (widths[l] + 1), 0);
}

/** Hidden layers of each net. A layer of n units over d inputs has n·(d + 2) + 1 parameters. */
export function hiddenOfSide(
  side: Side,
  { target, hidden }: Pick<TrainingParams, "target" | "hidden">,
): readonly number[] {
  if (side === "deep") return hidden;
  const inputs = inputsOf(target);
  return [Math.max(1, Math.round((parameterCount(inputs, hidden) - 1) / (inputs + 2)))];
}

/** What the training of one net is called: "deep", "deep.1", …; its weights are exported behind the same name. */
export const taskOf = (side: Side, index: number) => nameOf(side, index);

/** Of a run the newest weights of one net. */
export function newestOf(fold: Fold, side: Side, index: number): Arrays | undefined {
  const found = weightsIn(fold.output(taskOf(side, index)) ?? fold.snapshot(taskOf(side, index)));
  return isWhole(found) ? found : undefined;
}

const FOLDED = [0, 1] as const;
export const windowOf = ({ construction }: Pick<RegionParams, "construction">) =>
  construction === "folding" ? FOLDED : WINDOW;

/** Hidden layers of the net that is built. */
export function builtHidden({ construction, inputs, folds = 1, layers = [] }: RegionParams): readonly number[] {
  return construction === "folding" ? Array.from({ length: folds }, () => 2 * inputs) : layers;
}
