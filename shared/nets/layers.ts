import {
  ACTIVATIONS,
  type Activation,
  layerAt,
  type NetShape,
  type NetSpec,
  parameterCount,
} from "../kernels/dense/net.ts";

/** Activations that the fused step of shared/kernels/dense lacks. */
export const SMOOTH_ACTIVATIONS = ["elu", "selu", "gelu", "softplus", "swish"] as const;
export type SmoothActivation = (typeof SMOOTH_ACTIVATIONS)[number];
export type LayerActivation = Activation | SmoothActivation;

/**
 * A net whose hidden layer l computes drop(a(norm(b + Wᵀ x))): layer normalisation and dropout where the layer has them, each with its own
 * place in the block of parameters. The last layer is linear, as in `NetSpec`.
 */
export interface LayeredSpec extends NetShape {
  /** Of each layer but the last. */
  readonly activations: readonly LayerActivation[];
  /** Which layers but the last are normalised over their units, with learnt gain and bias (Ba, Kiros & Hinton 2016). */
  readonly normalised: readonly boolean[];
  /** Fraction of the units of each layer but the last that a training step drops; the others are scaled by 1 / (1 − rate). */
  readonly dropout: readonly number[];
}

/** ε under the root of the variance. */
export const NORM_EPSILON = 1e-5;

/** α and λ of SELU (Klambauer et al. 2017), rounded to float32 as tensorflow.js has them. */
export const SELU = { alpha: 1.7580993408473768 / 1.0507009873554805, scale: 1.0507009873554805 } as const;

/** Whether our own fused step has all that the net needs. */
export function isFused(spec: LayeredSpec): spec is LayeredSpec & NetSpec {
  const known: readonly LayerActivation[] = ACTIVATIONS;
  return (
    spec.activations.every((activation) => known.includes(activation)) &&
    !spec.normalised.includes(true) &&
    spec.dropout.every((rate) => rate === 0)
  );
}

/** Where gain and bias of the normalisation of layer `l` lie, after all weights and biases; undefined where it has none. */
export function normAt(
  spec: LayeredSpec,
  l: number,
): { readonly gain: number; readonly bias: number; readonly end: number } | undefined {
  if (!spec.normalised[l]) return undefined;
  let gain = parameterCount(spec);
  for (let i = 0; i < l; i++) if (spec.normalised[i]) gain += 2 * spec.widths[i + 1];
  const width = spec.widths[l + 1];
  return { gain, bias: gain + width, end: gain + 2 * width };
}

export function layeredCount(spec: LayeredSpec): number {
  let count = parameterCount(spec);
  for (const [l, isNormalised] of spec.normalised.entries()) if (isNormalised) count += 2 * spec.widths[l + 1];
  return count;
}

export interface Part {
  readonly name: string;
  readonly shape: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** The block of parameters, part by part, under the names that weights have outside. */
export function partsOf(spec: LayeredSpec): readonly Part[] {
  const parts: Part[] = [];
  for (let l = 0; l + 1 < spec.widths.length; l++) {
    const [inputs, outputs] = [spec.widths[l], spec.widths[l + 1]];
    const { weights, bias, end } = layerAt(spec, l);
    parts.push({ name: `layer${l}.weights`, shape: [inputs, outputs], from: weights, to: bias });
    parts.push({ name: `layer${l}.bias`, shape: [outputs], from: bias, to: end });
    const norm = normAt(spec, l);
    if (norm === undefined) continue;
    parts.push({ name: `layer${l}.norm.gain`, shape: [outputs], from: norm.gain, to: norm.bias });
    parts.push({ name: `layer${l}.norm.bias`, shape: [outputs], from: norm.bias, to: norm.end });
  }
  return parts;
}
