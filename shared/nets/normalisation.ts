/** Normalisation of what layers compute. */
import { BATCH_EPSILON, BATCH_MOMENTUM, LAYER_EPSILON } from "./conventions.ts";
import { add } from "./ops/add.ts";
import { divide } from "./ops/divide.ts";
import { multiply } from "./ops/multiply.ts";
import { scale } from "./ops/scale.ts";
import { shift } from "./ops/shift.ts";
import { sqrt } from "./ops/sqrt.ts";
import { square } from "./ops/square.ts";
import { standardise } from "./ops/standardise.ts";
import { subtract } from "./ops/subtract.ts";
import { sumTo } from "./ops/sum.ts";
import { sizeOf, type Tensor } from "./tensor.ts";

/** What the standardised numbers are multiplied with, and what is added: vectors of the last axis. */
export interface Affine {
  readonly gain: Tensor;
  readonly bias: Tensor;
}

/** Over the last axis, each row by itself (Ba, Kiros & Hinton 2016). */
export function layerNorm(x: Tensor, { gain, bias }: Affine, epsilon = LAYER_EPSILON): Tensor {
  return add(multiply(standardise(x, epsilon), gain), bias);
}

/** Of each channel over samples and places: vectors of the last axis. The variance is divided by their number, not by one less. */
export interface Moments {
  readonly mean: Tensor;
  readonly variance: Tensor;
}

export interface BatchNormed extends Moments {
  readonly y: Tensor;
}

/** By the moments of the minibatch itself, as in training (Ioffe & Szegedy 2015): the samples depend on each other. */
export function batchNorm(x: Tensor, affine: Affine, epsilon = BATCH_EPSILON): BatchNormed {
  const channels = { shape: x.shape.slice(-1), perSample: 0 };
  const share = channels.shape[0] / sizeOf(x.shape);
  const mean = scale(sumTo(x, channels), share);
  const centred = subtract(x, mean);
  const variance = scale(sumTo(square(centred), channels), share);
  return { y: affineOf(centred, variance, affine, epsilon), mean, variance };
}

/** By given moments, as after training: each sample by itself. */
export function batchNormBy({ mean, variance }: Moments, x: Tensor, affine: Affine, epsilon = BATCH_EPSILON): Tensor {
  return affineOf(subtract(x, mean), variance, affine, epsilon);
}

function affineOf(centred: Tensor, variance: Tensor, { gain, bias }: Affine, epsilon: number): Tensor {
  const factor = divide(gain, sqrt(shift(variance, epsilon)));
  return add(multiply(centred, factor), bias);
}

/** The next value of a moving average. */
export function movingAverage(average: Tensor, value: Tensor, momentum = BATCH_MOMENTUM): Tensor {
  return add(scale(average, momentum), scale(value, 1 - momentum));
}
