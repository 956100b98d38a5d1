/**
 * The two nets as formulas: a generator G from normal numbers z to a sample, and a discriminator whose number D(x) is large where it takes x for data. In the
 * original game and the non-saturating one D is the logit of the probability that x is data; in LSGAN it is drawn to 1 and 0; in WGAN-GP it is a critic
 * whose slope between data and samples is drawn to length 1.
 */
import { type ActivationKind, activate } from "../../../nets/activations.ts";
import { grad } from "../../../nets/grad.ts";
import { glorot, type Initialiser, initialiserBefore, zeros } from "../../../nets/initial.ts";
import { input, parameter } from "../../../nets/leaves.ts";
import type { Model } from "../../../nets/model.ts";
import { add } from "../../../nets/ops/add.ts";
import { concat } from "../../../nets/ops/concat.ts";
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
import type { Tensor } from "../../../nets/tensor.ts";
import type { GanTaskParams } from "./fields.ts";
import type { RowShape } from "./latents.ts";

export type NetParams = Pick<
  GanTaskParams,
  "objective" | "penalty" | "latent" | "hidden" | "criticHidden" | "activation"
>;

/** Of the step's key. */
const STREAM = { latent: 1, share: 2 } as const;

/** A net of dense layers; its parameters are made once, and shared by all its uses. */
function denseNet(prefix: string, widths: readonly number[], activation: ActivationKind): (x: Tensor) => Tensor {
  const layers = widths.slice(1).map((width, l) => {
    const isLast = l === widths.length - 2;
    const initial: Initialiser = isLast ? glorot : initialiserBefore(activation);
    return {
      weights: parameter(`${prefix}${l}.weights`, [widths[l], width], initial(widths[l], width)),
      bias: parameter(`${prefix}${l}.bias`, [width], zeros),
    };
  });
  return (x) =>
    layers.reduce((y, { weights, bias }, l) => {
      const sums = dense(y, weights, bias);
      return l === layers.length - 1 ? sums : activate(activation, sums);
    }, x);
}

/** G: rows × latent to rows × columns. Its parameters are "layer0.weights", … */
export function generatorNet(
  { latent, hidden, activation }: Pick<NetParams, "latent" | "hidden" | "activation">,
  { columns, pictures }: RowShape,
): (z: Tensor) => Tensor {
  const net = denseNet("layer", [latent, ...hidden, columns], activation);
  return (z) => (pictures ? sigmoid(net(z)) : net(z));
}

/** D: rows × columns to rows × 1. Its parameters are "critic0.weights", … */
export function criticNet(
  { criticHidden, activation }: Pick<NetParams, "criticHidden" | "activation">,
  { columns }: Pick<RowShape, "columns">,
): (x: Tensor) => Tensor {
  return denseNet("critic", [columns, ...criticHidden, 1], activation);
}

const isCritics = (name: string): boolean => name.startsWith("critic");

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
          generator: { losses: own, learns: (name) => !isCritics(name) },
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
