import { type Arrays, array } from "../../../arrays.ts";
import { blockCount, blockOf, openMoments } from "../../../kernels/moments/index.ts";
import { basisOf, principalLoadings, subspaceAngle } from "../../../kernels/ppca/axes.ts";
import {
  closedForm,
  closedLogLikelihoods,
  type EmStep,
  emStep,
  freeParameters,
  LEAST_SHARE,
  meanVariance,
  type Ppca,
  type Spectrum,
  type TimesCovariance,
} from "../../../kernels/ppca/ppca.ts";
import { log } from "../../../math/index.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { momentsOn, spectrumOn, timesOn } from "../matrices.ts";
import { checkPpca, mostDimensions, type PpcaParams } from "./fields.ts";
import { initialModel, logUnit, modelArrays, unitOf } from "./model.ts";

export function fitSteps(rows: number, iterations: number): number {
  return blockCount(rows) + 1 + iterations;
}

/** What EM works on once the covariance is known, in units of its variance. */
interface Problem {
  readonly mean: Float64Array;
  readonly spectrum: Spectrum;
  readonly unit: number;
  readonly scaled: Float64Array;
  readonly variance: number;
}

/** Where a fit stands: in the pass over the rows, or with a problem and a model. */
interface Saved {
  readonly moments?: Arrays;
  readonly problem?: Problem | undefined;
  readonly model?: Ppca | undefined;
  /** What the last iteration arrived at. */
  readonly next?: EmStep | undefined;
}

/**
 * The model of a table without missing cells. A step is a block of rows, then one step for the spectrum and the closed form, then EM iterations.
 * Records: logLikelihood (nats a sample, of the parameters that the iteration begins with) and sigma2, infinite before EM. Output: the model of the chosen
 * method; eigenvalues, components (rows), closed form, its log-likelihood and BIC for each dimension 0 …; EM's own log-likelihood, σ² and angle.
 */
export const ppcaFit = drive((params: PpcaParams, context, { key, saved }: Start<Saved>) => {
  const table = checkPpca(params, context.data);
  const { columns, rows } = table;
  const blocks = blockCount(rows);
  const moments = openMoments(columns, momentsOn(context), saved?.moments);
  let { problem, model, next } = saved ?? {};
  let times: TimesCovariance | undefined;

  const iterate = ({ scaled, mean, variance }: Problem): EmStep => {
    // The parameters of an iteration are those that the one before it arrived at.
    model = next ? { mean, loadings: next.loadings, sigma2: next.sigma2 } : (model as Ppca);
    times ??= timesOn(context, scaled, columns);
    next = emStep(scaled, columns, params.latent, model.loadings, model.sigma2, LEAST_SHARE * variance, times);
    return next;
  };

  return {
    advance: eachStep(["logLikelihood", "sigma2"], (step, row) => {
      if (step < blocks) moments.add(blockOf(table, step));
      else if (step === blocks) {
        const { mean, covariance } = moments.moments();
        problem = prepare(mean, covariance, spectrumOn(context, covariance, columns));
        model = initialModel(key, mean, params.latent, problem.variance);
      } else {
        const now = problem as Problem;
        const { logLikelihood } = iterate(now);
        const { unit } = now;
        row.logLikelihood = logLikelihood + columns * logUnit(unit);
        row.sigma2 = (model as Ppca).sigma2 / unit / unit;
      }
    }),
    live: (): Arrays =>
      problem && model
        ? {
            ...modelArrays(inOwnUnits(model, problem, params.latent)),
            eigenvalues: array(problem.spectrum.values.slice()),
          }
        : {},
    save: () => (problem ? { problem, model, next } : { moments: moments.checkpoint() }),
    output: () => outcome(params, rows, problem as Problem, model as Ppca, next?.logLikelihood),
  };
});

function prepare(mean: Float64Array, covariance: Float64Array, spectrum: Spectrum): Problem {
  const unit = unitOf(meanVariance(spectrum));
  return {
    mean,
    spectrum,
    unit,
    scaled: covariance.map((value) => value * unit * unit),
    variance: meanVariance(spectrum) * unit * unit,
  };
}

function inOwnUnits({ loadings, sigma2 }: Ppca, { mean, unit }: Problem, latent: number): Ppca {
  const turned = principalLoadings(loadings, mean.length, latent);
  return { mean, loadings: turned.map((w) => w / unit), sigma2: sigma2 / unit / unit };
}

function outcome(params: PpcaParams, rows: number, problem: Problem, model: Ppca, scaledLogLikelihood = 0): Arrays {
  const { mean, spectrum, unit } = problem;
  const columns = mean.length;
  const { latent, method } = params;
  const most = mostDimensions(params, columns);
  const closed = closedForm(mean, spectrum, latent);
  const logLikelihoods = closedLogLikelihoods(spectrum, most);
  const em = inOwnUnits(model, problem, latent);
  const emLogLikelihood = scaledLogLikelihood + columns * logUnit(unit);
  // A direction that the data lack points anywhere.
  const isFull = spectrum.values[latent - 1] > 1e-10 * spectrum.values[0];
  const basis = isFull ? basisOf(em.loadings, columns, latent) : null;
  const kept = spectrum.vectors.slice(0, latent * columns);
  const one = (value: number) => array(Float64Array.of(value));
  return {
    ...modelArrays(method === "em" ? em : closed),
    logLikelihood: one(method === "em" ? emLogLikelihood : logLikelihoods[latent]),
    eigenvalues: array(spectrum.values.slice()),
    components: array(kept, [latent, columns]),
    closedLogLikelihood: array(logLikelihoods),
    bic: array(logLikelihoods.map((value, k) => -2 * rows * value + freeParameters(columns, k) * log(rows))),
    emLogLikelihood: one(emLogLikelihood),
    emSigma2: one(em.sigma2),
    closedSigma2: one(closed.sigma2),
    ...(basis && { angle: one(subspaceAngle(basis, kept, columns, latent)) }),
  };
}
