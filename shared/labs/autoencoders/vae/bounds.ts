import { array } from "../../../arrays.ts";
import { foldIn } from "../../../random/index.ts";
import { BLOCK } from "../../nets/blocks.ts";
import { openOnRows } from "../../nets/on-rows.ts";
import { boundSizes, importanceBound } from "../../nets/variational/bound.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { samplesOf } from "../samples.ts";
import { checkVae } from "./data.ts";
import type { VaeTaskParams } from "./fields.ts";
import { drawNet, posteriorNet } from "./net.ts";
import { spreadOf } from "./spread.ts";

interface Bounding {
  /** Of the block under way: log weights, rows × draws, and of each row Σ log p(x | z), Σ r and Σ r² with r = log p(z) − log q(z | x). */
  readonly logWeights: Float64Array;
  readonly drawn: Float64Array;
  /** Sums over the rows so far: log p(x | z), and r with the variance of its mean. */
  readonly totals: Float64Array;
  /** KL of each number of the code. */
  readonly divergences: Float64Array;
  /** Bound and variance for each number of draws in a bound. */
  readonly bounds: Float64Array;
  readonly variances: Float64Array;
}

/**
 * What held-out rows say of the trained net, in nats per row; a step is a draw for each row of a block. Output: `logLikelihood` and `kl`, the parts of the ELBO; `divergences`, `kl` by number of the
 * code; `klMonteCarlo` with its standard error `klError`, the same from the draws; `bounds`, importance-weighted with each of `sizes` draws, and their
 * standard errors over the draws (`errors`; 0 where one draw tells none).
 */
export const vaeBounds = drive((params: VaeTaskParams, context, { key, saved }: Start<Bounding>) => {
  const { draws, latent } = params;
  const table = checkVae(params, context.data);
  const samples = samplesOf(table, params);
  const row = { ...table, spread: spreadOf(params, table) };
  const sizes = boundSizes(draws);
  const state = saved ?? {
    logWeights: new Float64Array(BLOCK * draws),
    drawn: new Float64Array(3 * BLOCK),
    totals: new Float64Array(3),
    divergences: new Float64Array(latent),
    bounds: new Float64Array(sizes.length),
    variances: new Float64Array(sizes.length),
  };
  const encoder = openOnRows(context, { ...posteriorNet(params, row, BLOCK) }, samples);
  const decoder = openOnRows(context, drawNet(params, row, BLOCK), samples);
  let block = -1;
  let posterior = { mean: new Float32Array(0), logVariance: new Float32Array(0) };

  const encode = (rows: Uint32Array, isFirst: boolean) => {
    encoder.run(rows);
    posterior = {
      mean: encoder.program.output("mean").slice(),
      logVariance: encoder.program.output("logVariance").slice(),
    };
    if (!isFirst) return;
    const own = encoder.program.output("divergences");
    for (let at = 0; at < rows.length * latent; at++) state.divergences[at % latent] += own[at];
  };
  const draw = (rows: Uint32Array, from: number, k: number) => {
    decoder.program.input("mean").set(posterior.mean);
    decoder.program.input("logVariance").set(posterior.logVariance);
    decoder.run(rows, from, foldIn(key, k));
    const [fit, ratio] = [decoder.program.output("logLikelihood"), decoder.program.output("ratio")];
    for (let n = 0; n < rows.length; n++) {
      state.logWeights[n * draws + k] = fit[n] + ratio[n];
      state.drawn[3 * n] += fit[n];
      state.drawn[3 * n + 1] += ratio[n];
      state.drawn[3 * n + 2] += ratio[n] * ratio[n];
    }
  };
  return {
    advance: eachStep([], (step) => {
      const [own, k] = [Math.floor(step / draws), step % draws];
      const rows = samples.test.subarray(own * BLOCK, (own + 1) * BLOCK);
      if (own !== block) encode(rows, k === 0);
      block = own;
      draw(rows, own * BLOCK, k);
      if (k === draws - 1) close(state, rows.length, draws, sizes);
    }),
    save: () => state,
    output() {
      const rows = samples.test.length;
      const [logLikelihood, ratio, variance] = state.totals;
      const each = (values: Float64Array) => values.map((value) => value / rows);
      const one = (value: number) => array(Float64Array.of(value));
      return {
        logLikelihood: one(logLikelihood / rows),
        kl: one(state.divergences.reduce((total, value) => total + value, 0) / rows),
        divergences: array(each(state.divergences)),
        klMonteCarlo: one(-ratio / rows),
        klError: one(Math.sqrt(variance) / rows),
        sizes: array(Float64Array.from(sizes)),
        bounds: array(each(state.bounds)),
        errors: array(each(state.variances.map(Math.sqrt))),
      };
    },
  };
});

/** All draws of a block are there: its rows are added to the sums. */
function close(state: Bounding, rows: number, draws: number, sizes: readonly number[]): void {
  const { logWeights, drawn, totals, bounds, variances } = state;
  for (let n = 0; n < rows; n++) {
    const [fit, ratio, squares] = drawn.subarray(3 * n, 3 * n + 3);
    totals[0] += fit / draws;
    totals[1] += ratio / draws;
    if (draws > 1) totals[2] += Math.max(0, squares - (ratio * ratio) / draws) / (draws - 1) / draws;
    for (const [i, size] of sizes.entries()) {
      const { bound, variance } = importanceBound(logWeights.subarray(n * draws, (n + 1) * draws), size);
      bounds[i] += bound;
      variances[i] += variance;
    }
  }
  drawn.fill(0);
}
