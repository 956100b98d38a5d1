import type { Arrays, NDArray } from "../../arrays.ts";
import type { Fold } from "../fold.ts";

/** Whether an array of a training is a weight: of a layer or of its normalisation. */
export const isWeight = (name: string): boolean => /^(layer|norm)\d+\./.test(name);

/** Of the arrays of a training those that are weights. */
export function weightsIn(trained: Arrays | undefined): Arrays {
  return Object.fromEntries(Object.entries(trained ?? {}).filter(([name]) => isWeight(name)));
}

/**
 * Whether the weights of a net are all there: the matrix of each of its layers, with a column per bias. A net that was recorded may lack some, or columns
 * of some; one that was published with the widest layers left out lacks those. `layers`: how many it has; as many as the weights speak of if left out.
 * `from`: the first that matters.
 */
export function isWhole(weights: Arrays, layers = spokenOf(weights), from = 0): boolean {
  const numbers = Array.from({ length: layers }, (_, l) => l).slice(from);
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

/** Those of every training of a run, behind the name of its task. Undefined where there is none, or some were not kept. */
export function weightsByTask(fold: Fold, kind = "train"): Arrays | undefined {
  const trained = fold.tasks
    .filter((task) => task.kind === kind)
    .map(({ id }) => [id, weightsIn(fold.output(id))] as const);
  if (trained.length === 0 || !trained.every(([, own]) => isWhole(own))) return undefined;
  return Object.fromEntries(
    trained.flatMap(([id, own]) => Object.entries(own).map(([name, array]) => [`${id}.${name}`, array])),
  );
}

/** How many numbers there are. */
export function countOf(weights: Arrays): number {
  return Object.values(weights).reduce((sum, { values }) => sum + values.length, 0);
}
