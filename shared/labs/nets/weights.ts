import type { Arrays, NDArray } from "../../arrays.ts";
import type { Fold } from "../fold.ts";
import { nameOf } from "./trainings.ts";

/** Whether an array of a training is a weight: of a layer or of its normalisation. */
export const isWeight = (name: string): boolean => /^(layer|norm)\d+\./.test(name);

/** Of the arrays of a training those that are weights. */
export function weightsIn(trained: Arrays | undefined): Arrays {
  return Object.fromEntries(Object.entries(trained ?? {}).filter(([name]) => isWeight(name)));
}

/**
 * Whether the weights of a net are all there: the matrix of each of its layers, with a column per bias. A net that was recorded may lack some, or columns
 * of some; one that was published with the widest layers left out lacks those. `layers`: how many it has; as many as the weights speak of if left out.
 */
export function isWhole(weights: Arrays, layers = spokenOf(weights)): boolean {
  const numbers = Array.from({ length: layers }, (_, l) => l);
  return layers > 0 && numbers.every((l) => isWholeLayer(weights[`layer${l}.weights`], weights[`layer${l}.bias`]));
}

function spokenOf(weights: Arrays): number {
  const numbers = Object.keys(weights).map((name) => Number(/^layer(\d+)\./.exec(name)?.[1] ?? -1));
  return 1 + Math.max(-1, ...numbers);
}

/** Filters have their own number of axes, and are never kept in part. */
function isWholeLayer(matrix: NDArray | undefined, bias: NDArray | undefined): boolean {
  if (!matrix) return false;
  return matrix.shape.length !== 2 || !bias || matrix.shape[1] === bias.values.length;
}

/** Those of the task "train", once it is done. Undefined where some were not kept: half a net is none. */
export function trainedWeights(fold: Fold): Arrays | undefined {
  const weights = weightsIn(fold.output("train"));
  return isWhole(weights) ? weights : undefined;
}

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

/** How many numbers there are. */
export function countOf(weights: Arrays): number {
  return Object.values(weights).reduce((sum, { values }) => sum + values.length, 0);
}
