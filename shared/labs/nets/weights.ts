import type { Arrays } from "../../arrays.ts";
import type { Fold } from "../fold.ts";
import { nameOf } from "./trainings.ts";

/** Whether an array of a training is a weight: of a layer or of its normalisation. */
export const isWeight = (name: string): boolean => /^(layer|norm)\d+\./.test(name);

/** Of the arrays of a training those that are weights. */
export function weightsIn(trained: Arrays | undefined): Arrays {
  return Object.fromEntries(Object.entries(trained ?? {}).filter(([name]) => isWeight(name)));
}

/** Those of the task "train", once it is done. */
export function trainedWeights(fold: Fold): Arrays | undefined {
  const trained = fold.output("train");
  return trained && weightsIn(trained);
}

/**
 * Those of all nets of a run, once the first is trained: its own under their names, those of the others behind "net2.", "net3.", …, with the numbers
 * that scale what goes in and comes out, as they differ between folds.
 */
export function weightsOfNets(fold: Fold): Arrays | undefined {
  const first = trainedWeights(fold);
  const others = fold.tasks.flatMap(({ id }) => {
    const [, index] = /^train\.(\d+)$/.exec(id) ?? [];
    if (index === undefined) return [];
    const { inputScale, targetScale } = fold.output(nameOf("evaluate", Number(index))) ?? {};
    const own = {
      ...weightsIn(fold.output(id)),
      ...(inputScale && { inputScale }),
      ...(targetScale && { targetScale }),
    };
    return Object.entries(own).map(([name, array]) => [`net${Number(index) + 1}.${name}`, array] as const);
  });
  return first && { ...first, ...Object.fromEntries(others) };
}

/** How many numbers there are. */
export function countOf(weights: Arrays): number {
  return Object.values(weights).reduce((sum, { values }) => sum + values.length, 0);
}
