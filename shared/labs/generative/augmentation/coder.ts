/** The class-conditional variational autoencoder (Kingma & Welling 2014; Sohn, Lee & Yan 2015): encoder and decoder are given the class beside the row and the code. */
import { he } from "../../../nets/initial.ts";
import { denseLayer } from "../../../nets/layers/index.ts";
import { input } from "../../../nets/leaves.ts";
import type { Model } from "../../../nets/model.ts";
import { concat } from "../../../nets/ops/concat.ts";
import { relu } from "../../../nets/ops/relu.ts";
import type { Tensor } from "../../../nets/tensor.ts";
import { elboOf } from "../../nets/variational/bound.ts";
import { type Likelihood, logLikelihoodOf, meanOf } from "../../nets/variational/likelihood.ts";
import { type Posterior, posteriorOf, reparametrised } from "../../nets/variational/posterior.ts";

/** Of the step's key: the normals that codes are drawn by. */
const STREAM = 1_000;
/** The parameter with the logarithm of the noise's variance, of columns that are not pixels. */
export const NOISE = "noise.logVariance";

export interface CoderShape {
  readonly columns: number;
  /** 0 where the net is not told the class. */
  readonly classes: number;
  readonly hidden: readonly number[];
  readonly latent: number;
  /** Pixels from 0 to 1 are Bernoulli; other columns are normal, with one deviation that is learnt. */
  readonly isPicture: boolean;
}

function through(name: string, x: Tensor, widths: readonly number[]): Tensor {
  return widths.reduce((below, width, l) => relu(denseLayer(`${name}${l}`, below, width, { initial: he })), x);
}

const likelihoodOf = ({ isPicture }: CoderShape): Likelihood =>
  isPicture ? { kind: "bernoulli" } : { kind: "gaussian", learnt: NOISE };

/** Of rows "x" and, where the net is told, their classes "t" (1 at the class). */
export function encoderTensors(shape: CoderShape, rows: number): Posterior {
  const { columns, classes, hidden, latent } = shape;
  const x = input("x", [rows, columns]);
  const own = classes > 0 ? concat([x, input("t", [rows, classes])], -1) : x;
  return posteriorOf(denseLayer("code", through("encoder", own, hidden), 2 * latent));
}

/** What comes out of the decoder's last layer, of codes with the class behind them. */
function decoded(shape: CoderShape, code: Tensor): Tensor {
  const { columns, hidden } = shape;
  return denseLayer("out", through("decoder", code, [...hidden].reverse()), columns);
}

/** Of input "x", [rows, latent + classes]: codes, each with 1 at its class behind it. The mean of each number. */
export function decoderTensors(shape: CoderShape, rows: number): { readonly mean: Tensor } {
  const code = input("x", [rows, shape.latent + shape.classes]);
  return { mean: meanOf(likelihoodOf(shape), decoded(shape, code)) };
}

/** Loss of a row: minus the evidence lower bound, in nats. */
export function coderModel(shape: CoderShape): Model {
  return {
    build(rows) {
      const posterior = encoderTensors(shape, rows);
      const { code } = reparametrised(posterior, STREAM);
      const own = shape.classes > 0 ? concat([code, input("t", [rows, shape.classes])], -1) : code;
      const outputs = decoded(shape, own);
      const fit = logLikelihoodOf(likelihoodOf(shape), outputs, input("x", [rows, shape.columns]));
      const { losses, reconstruction, kl } = elboOf(posterior, fit, 1);
      return { losses, measures: { logLikelihood: reconstruction, kl }, outputs: {} };
    },
  };
}
