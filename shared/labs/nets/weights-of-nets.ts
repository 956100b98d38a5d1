import type { Arrays } from "../../arrays.ts";
import type { Fold } from "../fold.ts";
import { nameOf } from "./trainings.ts";
import { isWhole, trainedWeights, weightsIn } from "./weights.ts";

/**
 * Those of all nets of a run, once the first is trained: its own under their names, those of the others behind "net2.", "net3.", …, with the numbers
 * that scale what goes in and comes out, as they differ between folds. Undefined where a net that was trained is not whole.
 */
export function weightsOfNets(fold: Fold): Arrays | undefined {
  const first = trainedWeights(fold);
  const trained = fold.tasks.map(({ id }) => (/^train\.\d+$/.test(id) ? fold.output(id) : undefined));
  if (trained.some((output) => output && !isWhole(weightsIn(output)))) return undefined;
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
