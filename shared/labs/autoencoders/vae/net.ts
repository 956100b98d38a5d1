/** The net as formulas: encoder to the posterior, a code drawn from it, decoder, and the bound in its parts. */
import type { Table } from "../../../data/table.ts";
import { log } from "../../../math/index.ts";
import { input } from "../../../nets/leaves.ts";
import type { Model } from "../../../nets/model.ts";
import { concat } from "../../../nets/ops/concat.ts";
import { gaussianDivergences } from "../../../nets/ops/gaussian.ts";
import { reshape } from "../../../nets/ops/reshape.ts";
import { shift } from "../../../nets/ops/shift.ts";
import { split } from "../../../nets/ops/slice.ts";
import { squaredError } from "../../../nets/ops/squared-error.ts";
import { subtract } from "../../../nets/ops/subtract.ts";
import type { Tensor } from "../../../nets/tensor.ts";
import type { CoderLayers, RowShape } from "../../nets/coders/layers.ts";
import { elboOf } from "../../nets/variational/bound.ts";
import { type Likelihood, logLikelihoodOf, meanOf } from "../../nets/variational/likelihood.ts";
import { logPriorOverPosterior, reparametrised } from "../../nets/variational/posterior.ts";
import { decoded, encoded, variationalLayers } from "../../nets/variational-coder.ts";
import type { VaeTaskParams } from "./fields.ts";
import { spreadOf } from "./spread.ts";

/** Of the step's key: the normals that codes are drawn by. */
const STREAM = 1_000;

/** Rows are those of the table, or as they were divided by `spread`: a bound in nats is of the table's own numbers. */
export interface SpreadRows extends RowShape {
  readonly spread: number;
}

function likelihoodOf({ likelihood, deviation = 1 }: VaeTaskParams, { layers }: CoderLayers): Likelihood {
  if (likelihood === "bernoulli") return { kind: "bernoulli" };
  return likelihood === "normal"
    ? { kind: "gaussian", learnt: `${layers[layers.length - 1].name}.logVariance` }
    : { kind: "gaussian", deviation };
}

/** log p(x | z) of the table's own numbers: [rows]. */
function fitOf(likelihood: Likelihood, outputs: Tensor, x: Tensor, { columns, spread }: SpreadRows): Tensor {
  const own = logLikelihoodOf(likelihood, outputs, x);
  return spread === 1 ? own : shift(own, -columns * log(spread));
}

/** Measures in nats: "elbo" = "logLikelihood" − "kl". Not training, a code's mean stands for it in what views read. */
export function vaeModel(params: VaeTaskParams, row: SpreadRows): Model {
  const net = variationalLayers(params, row);
  const likelihood = likelihoodOf(params, net);
  return {
    build(rows, training) {
      const x = input("x", [rows, row.columns]);
      const posterior = encoded(net, params, x, training);
      const { code } = reparametrised(posterior, STREAM);
      const bound = (outputs: Tensor) => {
        const { losses, reconstruction, kl } = elboOf(posterior, fitOf(likelihood, outputs, x, row), params.beta);
        return { losses, measures: { elbo: subtract(reconstruction, kl), logLikelihood: reconstruction, kl } };
      };
      if (training) return { ...bound(decoded(net, params, code, true)), outputs: {} };
      // Drawn code and mean go through the decoder together: its weights are met once.
      const pairs = reshape(concat([code, posterior.mean], -1), [2 * rows, net.code], 2);
      const both = reshape(decoded(net, params, pairs, false), [rows, 2 * row.columns], 1);
      const [outputs, meanOutputs] = split(both, -1, 2);
      const { losses, measures } = bound(outputs);
      const reconstruction = meanOf(likelihood, meanOutputs);
      return {
        losses,
        measures: { ...measures, mse: squaredError(reconstruction, x) },
        outputs: { code: posterior.mean, reconstruction },
      };
    },
  };
}

/** The net of rows of this table. */
export const vaeModelOf = (params: VaeTaskParams, table: Table): Model =>
  vaeModel(params, { ...table, spread: spreadOf(params, table) });

/** Of rows "x": posteriors and their divergence from the prior by number of the code. */
export function posteriorNet(params: VaeTaskParams, row: RowShape, rows: number) {
  const posterior = encoded(variationalLayers(params, row), params, input("x", [rows, row.columns]), false);
  return { ...posterior, divergences: gaussianDivergences(posterior.mean, posterior.logVariance) };
}

/** Of rows "x" and their posteriors, "mean" and "logVariance": of a drawn code log p(x | z) and log p(z) − log q(z | x). */
export function drawNet(params: VaeTaskParams, row: SpreadRows, rows: number) {
  const net = variationalLayers(params, row);
  const own = (name: string) => input(name, [rows, net.code]);
  const posterior = { mean: own("mean"), logVariance: own("logVariance") };
  const drawn = reparametrised(posterior, STREAM);
  const outputs = decoded(net, params, drawn.code, false);
  return {
    logLikelihood: fitOf(likelihoodOf(params, net), outputs, input("x", [rows, row.columns]), row),
    ratio: logPriorOverPosterior(posterior, drawn),
  };
}
