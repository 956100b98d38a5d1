/**
 * A causal transformer over signs (Vaswani et al. 2017, the decoder alone), normalised before each part (Xiong et al. 2020): signs and places as vectors, blocks
 * of attention and of a perceptron, each added to what came in, and a softmax over the signs of what follows.
 */
import { type ActivationKind, activate } from "../activations.ts";
import type { Attended } from "../attention.ts";
import { initialiserBefore } from "../initial.ts";
import { attentionLayer, denseLayer, embeddingLayer, layerNormLayer } from "../layers/index.ts";
import { parameter } from "../leaves.ts";
import { add } from "../ops/add.ts";
import type { Tensor } from "../tensor.ts";

export interface TransformerShape {
  readonly signs: number;
  /** Most places of a sequence, T. */
  readonly context: number;
  readonly layers: number;
  /** Units of a place, D, a multiple of the heads. */
  readonly width: number;
  readonly heads: number;
  /** Hidden units of a perceptron. */
  readonly hidden: number;
  readonly activation: ActivationKind;
}

export interface TransformerTensors {
  /** Of the sign that follows each place: N × T × signs. */
  readonly logits: Tensor;
  /** By layer, first to last. */
  readonly attention: readonly Attended[];
}

/** On sequences of signs, N × T, numbers 0…signs − 1. */
export function transformer(shape: TransformerShape, x: Tensor): TransformerTensors {
  const attention: Attended[] = [];
  const logits = blocks(shape, add(vectorsOf(shape, x), placesOf(shape)), (name, y) => {
    const attended = attentionLayer(name, y, { heads: shape.heads, causal: true });
    attention.push(attended);
    return attended.outputs;
  });
  return { logits, attention };
}

export function vectorsOf({ signs, width }: TransformerShape, x: Tensor): Tensor {
  return embeddingLayer("signs", x, signs, width);
}

/** T × D. */
export function placesOf({ context, width }: TransformerShape): Tensor {
  return parameter("places.weights", [context, width], { kind: "normal", deviation: 0.1 / Math.sqrt(width) });
}

/** From vectors of places to logits, with whatever attends in each layer. */
export function blocks(
  { signs, layers, width, hidden, activation }: TransformerShape,
  x: Tensor,
  attend: (name: string, y: Tensor, layer: number) => Tensor,
): Tensor {
  let y = x;
  for (let l = 0; l < layers; l++) {
    y = add(y, attend(`block${l}.attention`, layerNormLayer(`block${l}.before`, y), l));
    const wide = denseLayer(`block${l}.wide`, layerNormLayer(`block${l}.between`, y), hidden, {
      initial: initialiserBefore(activation),
    });
    y = add(y, denseLayer(`block${l}.narrow`, activate(activation, wide), width));
  }
  return denseLayer("next", layerNormLayer("last", y), signs);
}
