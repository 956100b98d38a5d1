import type { Arrays } from "../../../arrays.ts";
import type { Fold } from "../../fold.ts";

/** Of the arrays of a training those that are weights: "signs.weights", "block0.wide.bias", …. */
export function weightsAmong(trained: Arrays | undefined): Arrays {
  return Object.fromEntries(Object.entries(trained ?? {}).filter(([name]) => name.includes(".")));
}

/** Whether all are there, each whole: a result that was published may lack some. */
export function isWholeTransformer(weights: Arrays): boolean {
  const matrices = Object.entries(weights).filter(([name]) => name.endsWith(".weights"));
  const isWide = ([name, { shape }]: (typeof matrices)[number]) => {
    const bias = weights[name.replace(/weights$/, "bias")];
    return bias === undefined || bias.values.length === shape[1];
  };
  const width = weights["signs.weights"]?.shape[1];
  const layers = 1 + Math.max(-1, ...matrices.map(([name]) => Number(/^block(\d+)/.exec(name)?.[1] ?? -1)));
  // 16 of each layer, the vectors of signs and places, the last normalisation and what gives the logits.
  return Object.keys(weights).length === 16 * layers + 6 && width !== undefined && matrices.every(isWide);
}

/** Of the transformer, once it is trained. Undefined where some were not kept: half a net is none. */
export function transformerWeights(fold: Fold): Arrays | undefined {
  const weights = weightsAmong(fold.output("train"));
  return isWholeTransformer(weights) ? weights : undefined;
}
