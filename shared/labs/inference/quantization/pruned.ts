/** The trained net with most of its weights taken out: by magnitude, in the blocks that the integer runtime stores, and without a step of training afterwards. */
import type { Arrays } from "../../../arrays.ts";
import type { Chain } from "../../../nets/chain.ts";
import type { Context } from "../../lab.ts";
import { heldOutAnswers } from "../../nets/classifier.ts";
import { weightsIn } from "../../nets/weights.ts";
import { once } from "../../process.ts";
import { connectionsOf, copyOf, shapedAs } from "../connections.ts";
import { trainedClassifier } from "../model.ts";
import { prune } from "../prune.ts";
import { rowNet, rowSamples } from "../table-net.ts";
import { calibrationRows } from "./data.ts";
import type { QuantizationParams } from "./fields.ts";
import { optionsOf } from "./formats.ts";
import { quantisedOutput } from "./quantised.ts";

/** The same net with zeros. `share`: of the weights of all layers together, 0 to 1. Nothing is drawn, so no key matters. */
export function maskedWeights(chain: Chain, weights: Arrays, share: number): Arrays {
  const pruned = copyOf(weights);
  prune(connectionsOf(chain, pruned), { structure: "blocks", method: "magnitude", scope: "global" }, share, [0, 0]);
  return shapedAs(weights, pruned);
}

/** Output: that of a format (`quantisedOutput`). `masked`: the weights with their zeros. */
function sparseOutput(context: Context, params: QuantizationParams, masked: Arrays): Arrays {
  const samples = rowSamples(params, context.data);
  const { chain } = rowNet(params, context.data);
  return quantisedOutput(
    context,
    chain,
    masked,
    samples,
    calibrationRows(params, samples),
    optionsOf(params, "pruned"),
  );
}

/** Parameters of a run that chose the format, and of whoever asks for it. */
type Pruned = QuantizationParams & { readonly share: number };

export const prunedFormat = once((params: Pruned, context: Context): Arrays => {
  const { chain } = rowNet(params, context.data);
  return sparseOutput(context, params, maskedWeights(chain, context.inputs.train, params.share));
});

/** Output: that of a format (`quantisedOutput`), and the weights with their zeros by name. */
export const askPruned = once((params: Pruned, context: Context): Arrays => {
  const { chain } = rowNet(params, context.data);
  const weights = weightsIn(context.inputs.given);
  const samples = rowSamples(params, context.data);
  const masked = maskedWeights(chain, weights, params.share);
  const inputs = { ...context.inputs, evaluate: heldOutAnswers(context, trainedClassifier(chain, weights), samples) };
  return { ...sparseOutput({ ...context, inputs }, params, masked), ...masked };
});
