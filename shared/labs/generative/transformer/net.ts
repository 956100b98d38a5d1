/** The two nets: the transformer, and a recurrent one of as many weights. */
import { denseLayer, embeddingLayer, gruLayer, joined, steps } from "../../../nets/layers/index.ts";
import { input } from "../../../nets/leaves.ts";
import type { BuiltNet, Model } from "../../../nets/model.ts";
import { correct } from "../../../nets/ops/correct.ts";
import { meanAxis } from "../../../nets/ops/mean.ts";
import { multiply } from "../../../nets/ops/multiply.ts";
import { oneHot } from "../../../nets/ops/one-hot.ts";
import { reshape } from "../../../nets/ops/reshape.ts";
import { scale } from "../../../nets/ops/scale.ts";
import { shift } from "../../../nets/ops/shift.ts";
import { sign } from "../../../nets/ops/sign.ts";
import { softmaxCrossEntropy } from "../../../nets/ops/softmax-cross-entropy.ts";
import { sumAxis } from "../../../nets/ops/sum.ts";
import type { Tensor } from "../../../nets/tensor.ts";
import { type TransformerShape, transformer } from "../../../nets/transformer/index.ts";
import type { NetParams } from "./fields.ts";
import { recurrentUnits, SIGN_VECTOR } from "./size.ts";

export type NetKind = "transformer" | "recurrent";

export function shapeOf(params: NetParams, signs: number, context: number): TransformerShape {
  const { layers, width, heads, expansion, activation } = params;
  return { signs, context, layers, width, heads, hidden: expansion * width, activation };
}

/** Logits of what follows each of the characters x, rows × context: rows × context × signs. */
export function logitsOf(kind: NetKind, shape: TransformerShape, x: Tensor): Tensor {
  if (kind === "transformer") return transformer(shape, x).logits;
  const vectors = steps(embeddingLayer("signs", x, shape.signs, SIGN_VECTOR));
  const { outputs } = gruLayer("memory", vectors, recurrentUnits(shape), { reset: "after" });
  return denseLayer("next", joined(outputs), shape.signs);
}

/**
 * The loss of a window is the mean of −ln p of the characters that follow its own, in nats, of translations of those of the answer; `bits` the same in bits. `exact`: 1
 * where each of these is the most probable one, so that the net alone, always writing the most probable, gives that answer.
 */
export function modelOf(kind: NetKind, shape: TransformerShape, content: NetParams["content"]): Model {
  const { context, signs } = shape;
  return {
    build(rows): BuiltNet {
      const [x, y] = ["x", "y"].map((name) => input(name, [rows, context]));
      const flat = (tensor: Tensor) => reshape(tensor, [rows * context, signs], context);
      const byRows = (tensor: Tensor) => reshape(tensor, [rows, context], 1);
      const [logits, target] = [flat(logitsOf(kind, shape, x)), flat(oneHot(y, signs))];
      const each = byRows(softmaxCrossEntropy(logits, target));
      const inBits = (losses: Tensor) => ({ bits: scale(losses, 1 / Math.LN2) });
      if (content === "text") {
        const losses = meanAxis(each, 1);
        return { losses, measures: inBits(losses), outputs: {} };
      }
      const weights = input("weights", [rows, context]);
      const losses = sumAxis(multiply(each, weights), 1);
      const wrong = sumAxis(multiply(shift(scale(byRows(correct(logits, target)), -1), 1), weights), 1);
      return { losses, measures: { ...inBits(losses), exact: shift(scale(sign(wrong), -1), 1) }, outputs: {} };
    },
  };
}
