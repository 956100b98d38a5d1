/** Accuracy of held-out pictures against sparsity, without a step of training: of the whole net, and of each layer pruned alone. */
import { type Arrays, array } from "../../../arrays.ts";
import type { Context } from "../../lab.ts";
import { accuracyOf, largest } from "../../nets/classes.ts";
import type { PictureSamples } from "../../nets/pictures.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import { probabilitiesOf } from "../../nets/trained.ts";
import { weightsIn } from "../../nets/weights.ts";
import { once } from "../../process.ts";
import { connectionsOf, copyOf, shapedAs, sparsityOf } from "../connections.ts";
import { trainedClassifier } from "../model.ts";
import { prune } from "../prune.ts";
import { rowNet, rowSamples } from "../table-net.ts";
import { LAYER_LEVELS, LEVELS } from "./levels.ts";
import { ranksKey, type TuneParams } from "./tune.ts";

/** Held-out pictures that are asked at each point at most. */
const PICTURES = 500;

/** Share of the pictures that a net with these weights gets right. */
export function accuracyWith(
  params: TuneParams,
  context: Context,
  weights: Arrays,
  samples: PictureSamples,
  most = PICTURES,
): number {
  const rows = samples.test.subarray(0, most);
  const { chain } = rowNet(params, context.data);
  const shares = probabilitiesOf(context, trainedClassifier(chain, weights), rows.length, (x, from, count) =>
    x.set(rowsAsFloats(samples, rows.subarray(from, from + count))),
  );
  const truth = Int32Array.from(rows, (row) => samples.labels[row]);
  return accuracyOf(truth, largest(shares, samples.classes.length));
}

/**
 * Output: `magnitude` and `random`, accuracy at each of `LEVELS`, `zeros.magnitude` and `zeros.random`, the share of weights that are 0 there; `now`, the accuracy of both at the sparsity
 * of the parameters, of all held-out pictures.
 */
export const curve = once((params: TuneParams, context) => {
  const samples = rowSamples(params, context.data);
  const { chain } = rowNet(params, context.data);
  const dense = weightsIn(context.inputs.train);
  const out: Record<string, ReturnType<typeof array>> = {};
  const now: number[] = [];
  for (const method of ["magnitude", "random"] as const) {
    const [accuracies, zeros] = [new Float64Array(LEVELS.length), new Float64Array(LEVELS.length)];
    const parameters = copyOf(dense);
    const layers = connectionsOf(chain, parameters);
    // Masks are nested: the next level is pruned from the one before.
    for (const [i, sparsity] of LEVELS.entries()) {
      prune(layers, { ...params, method }, sparsity, ranksKey(params));
      zeros[i] = sparsityOf(layers);
      accuracies[i] = accuracyWith(params, context, shapedAs(dense, parameters), samples);
      context.beat?.();
    }
    out[method] = array(accuracies);
    const own = copyOf(dense);
    prune(connectionsOf(chain, own), { ...params, method }, params.sparsity, ranksKey(params));
    now.push(accuracyWith(params, context, shapedAs(dense, own), samples, samples.test.length));
    out[`zeros.${method}`] = array(zeros);
  }
  return { ...out, now: array(Float64Array.from(now)) };
});

/** Output: `accuracy`, layers × `LAYER_LEVELS`: of the net with that layer alone pruned, by single weights or blocks, or units. */
export const alone = once((params: TuneParams, context) => {
  const samples = rowSamples(params, context.data);
  const { chain } = rowNet(params, context.data);
  const dense = weightsIn(context.inputs.train);
  const count = connectionsOf(chain, copyOf(dense)).length;
  // The output layer has no units that could go.
  const rule = {
    ...params,
    scope: "layer",
    structure: params.structure === "units" ? "weights" : params.structure,
  } as const;
  const accuracies = new Float64Array(count * LAYER_LEVELS.length);
  for (let l = 0; l < count; l++) {
    const parameters = copyOf(dense);
    const layers = connectionsOf(chain, parameters);
    for (const [i, sparsity] of LAYER_LEVELS.entries()) {
      prune([layers[l]], rule, sparsity, ranksKey(params));
      accuracies[l * LAYER_LEVELS.length + i] = accuracyWith(params, context, shapedAs(dense, parameters), samples);
      context.beat?.();
    }
  }
  return { accuracy: array(accuracies, [count, LAYER_LEVELS.length]) };
});

/** A question of views: the net as it was trained, pruned to the sparsity of the slider. Output: `accuracy`. Given: its weights. */
export const slide = once((params: TuneParams, context) => {
  const samples = rowSamples(params, context.data);
  const dense = weightsIn(context.inputs.given);
  const parameters = copyOf(dense);
  prune(connectionsOf(rowNet(params, context.data).chain, parameters), params, params.sparsity, ranksKey(params));
  return { accuracy: array(Float64Array.of(accuracyWith(params, context, shapedAs(dense, parameters), samples))) };
});
