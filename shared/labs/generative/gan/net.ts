/**
 * The two nets as formulas: a generator G from normal numbers z to a sample, and a discriminator whose number D(x) is large where it takes x for data. In the
 * original game and the non-saturating one D is the logit of the probability that x is data; in LSGAN it is drawn to 1 and 0; in WGAN-GP it is a critic
 * whose slope between data and samples is drawn to length 1.
 */
import { activate } from "../../../nets/activations.ts";
import { grad } from "../../../nets/grad.ts";
import { initialiserBefore, ones, zeros } from "../../../nets/initial.ts";
import { input, parameter } from "../../../nets/leaves.ts";
import type { Model } from "../../../nets/model.ts";
import { layerNorm } from "../../../nets/normalisation.ts";
import { add } from "../../../nets/ops/add.ts";
import { concat } from "../../../nets/ops/concat.ts";
import { conv2d, conv2dTranspose } from "../../../nets/ops/conv2d.ts";
import { dense } from "../../../nets/ops/dense.ts";
import { normals } from "../../../nets/ops/draws.ts";
import { erf } from "../../../nets/ops/erf.ts";
import { multiply } from "../../../nets/ops/multiply.ts";
import { reshape } from "../../../nets/ops/reshape.ts";
import { negate, scale } from "../../../nets/ops/scale.ts";
import { shift } from "../../../nets/ops/shift.ts";
import { sigmoid } from "../../../nets/ops/sigmoid.ts";
import { slice } from "../../../nets/ops/slice.ts";
import { softplus } from "../../../nets/ops/softplus.ts";
import { sqrt } from "../../../nets/ops/sqrt.ts";
import { square } from "../../../nets/ops/square.ts";
import { subtract } from "../../../nets/ops/subtract.ts";
import { sum, sumAxis } from "../../../nets/ops/sum.ts";
import { upsample2d } from "../../../nets/ops/upsample2d.ts";
import { type Shape, sameShape, sizeOf, type Tensor } from "../../../nets/tensor.ts";
import type { GanTaskParams } from "./fields.ts";
import { criticLayers, generatorLayers, type Layer, type LayerParams } from "./layers.ts";
import type { RowShape } from "./row.ts";

export type NetParams = LayerParams & Pick<GanTaskParams, "objective" | "penalty">;

/** Of the step's key. */
export const STREAM = { latent: 1, share: 2 } as const;

/** One after the other; the parameters of each are made once, and shared by all uses of the net. */
function netOf(layers: readonly Layer[], params: LayerParams): (x: Tensor) => Tensor {
  const made = layers.map((layer) => layerOf(layer, params));
  return (x) => made.reduce((y, through) => through(y), x);
}

function layerOf(layer: Layer, params: LayerParams): (x: Tensor) => Tensor {
  const { name, from, to, activation, normalised } = layer;
  const sums = sumsOf(layer, params);
  const channels = to.slice(-1);
  const affine = normalised && {
    gain: parameter(`${name}.norm.gain`, channels, ones),
    bias: parameter(`${name}.norm.bias`, channels, zeros),
  };
  return (x) => {
    const y = shaped(sums(shaped(x, from)), to);
    return activate(activation, affine ? layerNorm(y, affine) : y);
  };
}

function sumsOf({ name, kind, from, to, activation }: Layer, { kernel = 4, growing }: LayerParams) {
  const initial = initialiserBefore(activation);
  if (kind === "dense") {
    const [inputs, outputs] = [sizeOf(from), sizeOf(to)];
    const weights = parameter(`${name}.weights`, [inputs, outputs], initial(inputs, outputs));
    const bias = parameter(`${name}.bias`, [outputs], zeros);
    return (x: Tensor) => dense(shaped(x, [inputs]), weights, bias);
  }
  const [[, , inputs], [height, width, outputs]] = [from, to];
  const taps = kernel * kernel;
  const isTransposed = kind === "up" && growing !== "upsampling";
  const ends = isTransposed ? [outputs, inputs] : [inputs, outputs];
  // Of a step over every other pixel only a quarter of the taps meets each pixel.
  const reach = isTransposed ? taps / 4 : taps;
  const weights = parameter(`${name}.weights`, [kernel, kernel, ...ends], initial(reach * inputs, reach * outputs));
  const bias = parameter(`${name}.bias`, [outputs], zeros);
  if (kind === "down") return (x: Tensor) => conv2d(x, weights, bias, { stride: 2 });
  if (isTransposed) return (x: Tensor) => conv2dTranspose(x, weights, bias, { stride: 2, size: [height, width] });
  // Sides that were odd lose the last row or column again: zeros less below and to the right.
  const [before, after] = [(kernel - 1) >> 1, kernel - 1 - ((kernel - 1) >> 1)];
  const [below, right] = [after - (2 * from[0] - height), after - (2 * from[1] - width)];
  const padding = { top: before, bottom: below, left: before, right };
  return (x: Tensor) => conv2d(upsample2d(x, 2), weights, bias, { padding });
}

/** Samples of this shape. */
function shaped(x: Tensor, shape: Shape): Tensor {
  const whole = [x.shape[0], ...shape];
  return sameShape(x.shape, whole) ? x : reshape(x, whole, x.perSample);
}

/** G: rows × latent to rows × columns. Its parameters are "layer0.weights", … */
export function generatorNet(params: LayerParams, row: RowShape): (z: Tensor) => Tensor {
  const net = netOf(generatorLayers(params, row), params);
  const flat = (z: Tensor) => shaped(net(z), [row.columns]);
  return (z) => (row.pictures ? sigmoid(flat(z)) : flat(z));
}

/** D: rows × columns to rows × 1. Its parameters are "critic0.weights", … */
export function criticNet(params: LayerParams, row: RowShape): (x: Tensor) => Tensor {
  return netOf(criticLayers(params, row), params);
}

const isCritics = (name: string): boolean => name.startsWith("critic");
export const isGenerators = (name: string): boolean => !isCritics(name);

/** What the discriminator makes small, of what it says of data and of samples. */
function criticLosses(objective: NetParams["objective"], real: Tensor, fake: Tensor): Tensor {
  switch (objective) {
    case "minimax":
    case "non-saturating":
      // −log σ(D(x)) − log(1 − σ(D(G(z)))).
      return add(softplus(negate(real)), softplus(fake));
    case "lsgan":
      return scale(add(square(shift(real, -1)), square(fake)), 0.5);
    case "wgan-gp":
      return subtract(fake, real);
    default:
      return objective satisfies never;
  }
}

/** What the generator makes small. */
function generatorLosses(objective: NetParams["objective"], fake: Tensor): Tensor {
  switch (objective) {
    case "minimax":
      // log(1 − σ(D(G(z)))).
      return negate(softplus(fake));
    case "non-saturating":
      return softplus(negate(fake));
    case "lsgan":
      return scale(square(shift(fake, -1)), 0.5);
    case "wgan-gp":
      return negate(fake);
    default:
      return objective satisfies never;
  }
}

/** What the number of the discriminator says to people: a probability where it is one. */
export function judged(objective: NetParams["objective"], score: Tensor): Tensor {
  return objective === "minimax" || objective === "non-saturating" ? sigmoid(score) : score;
}

/** (‖∇D(x̂)‖ − 1)² at x̂ = ε·x + (1 − ε)·G(z), ε uniform in (0, 1): the normal distribution function of a normal number. */
function slopePenalty(critic: (x: Tensor) => Tensor, real: Tensor, fake: Tensor): Tensor {
  const share = scale(
    shift(erf(scale(normals({ shape: [real.shape[0], 1], perSample: 1 }, STREAM.share), Math.SQRT1_2)), 1),
    0.5,
  );
  const between = add(fake, multiply(share, subtract(real, fake)));
  const [slope] = grad(sum(critic(between)), [between]);
  // Where there is no slope the root has one all the same.
  return square(shift(sqrt(shift(sumAxis(square(slope), -1), 1e-12)), -1));
}

/**
 * Both sides, "critic" and "generator". Measures: "real" and "fake", what the discriminator says of data and of samples, and with WGAN-GP "penalty" without
 * its weight.
 */
export function ganModel(params: NetParams, row: RowShape): Model {
  const generator = generatorNet(params, row);
  const critic = criticNet(params, row);
  const { objective, penalty = 0, latent } = params;
  const says = (scores: Tensor) => judged(objective, scores);
  return {
    build(rows, training) {
      const fake = generator(normals({ shape: [rows, latent], perSample: 1 }, STREAM.latent));
      const generated = reshape(critic(fake), [rows], 1);
      const own = generatorLosses(objective, generated);
      if (!training) return { losses: own, outputs: {} };
      const real = input("x", [rows, row.columns]);
      // Data and samples go through it together, one after the other.
      const both = critic(reshape(concat([real, fake], 1), [2 * rows, row.columns], 2));
      const scores = reshape(both, [rows, 2], 1);
      const [ofReal, ofFake] = [0, 1].map((at) => reshape(slice(scores, 1, at, at + 1), [rows], 1));
      const bare = criticLosses(objective, ofReal, ofFake);
      const slopes = objective === "wgan-gp" ? slopePenalty(critic, real, fake) : undefined;
      return {
        losses: own,
        outputs: {},
        sides: {
          critic: {
            losses: slopes ? add(bare, scale(slopes, penalty)) : bare,
            measures: { real: says(ofReal), fake: says(ofFake), ...(slopes && { penalty: slopes }) },
            learns: isCritics,
          },
          generator: { losses: own, learns: isGenerators },
        },
      };
    },
  };
}

/** Samples of given latent numbers "z", rows × latent. */
export function generateNet(params: NetParams, row: RowShape, rows: number): Tensor {
  return generatorNet(params, row)(input("z", [rows, params.latent]));
}

/** What the discriminator says of rows "x", and its slope there: rows, rows × columns. */
export function fieldNet(
  params: NetParams,
  row: RowShape,
  rows: number,
): { readonly score: Tensor; readonly slope: Tensor } {
  const x = input("x", [rows, row.columns]);
  const score = criticNet(params, row)(x);
  const [slope] = grad(sum(score), [x]);
  return { score: judged(params.objective, reshape(score, [rows], 1)), slope };
}
