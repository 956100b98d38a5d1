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
import type { Context, Process, Task } from "../../lab.ts";
import { momentsOn, spectrumOn, timesOn } from "../matrices.ts";
import { checkPpca, mostDimensions, type PpcaParams } from "./fields.ts";
import { initialModel, logUnit, modelArrays, modelFrom, unitOf } from "./model.ts";

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

/**
 * The model of a table without missing cells. A step is a block of rows, then one step for the spectrum and the closed form, then EM iterations.
 * Records: logLikelihood (nats a sample, of the parameters that the iteration begins with) and sigma2, infinite before EM. Output: the model of the chosen
 * method; eigenvalues, components (rows), closed form, its log-likelihood and BIC for each dimension 0 …; EM's own log-likelihood, σ² and angle.
 */
export function openFit(task: Task, context: Context, checkpoint?: Arrays): Process {
  const params = task.params as unknown as PpcaParams;
  const table = checkPpca(params, context.data);
  const { columns, rows } = table;
  const blocks = blockCount(rows);
  let step = checkpoint?.step.values[0] ?? 0;
  const moments = openMoments(columns, momentsOn(context), step > 0 && step <= blocks ? checkpoint : undefined);
  let problem = step > blocks && checkpoint ? problemOf(checkpoint) : undefined;
  let model = problem && checkpoint ? modelFrom(checkpoint) : undefined;
  let times: TimesCovariance | undefined;
  let next = checkpoint?.nextLoadings && nextFrom(checkpoint);

  const iterate = ({ scaled, mean, variance }: Problem): EmStep => {
    // The parameters of an iteration are those that the one before it arrived at.
    model = next ? { mean, loadings: next.loadings, sigma2: next.sigma2 } : (model as Ppca);
    times ??= timesOn(context, scaled, columns);
    next = emStep(scaled, columns, params.latent, model.loadings, model.sigma2, LEAST_SHARE * variance, times);
    return next;
  };
  const advanceOne = (): { readonly logLikelihood: number; readonly sigma2: number } => {
    if (step < blocks) moments.add(blockOf(table, step));
    else if (step === blocks) {
      const { mean, covariance } = moments.moments();
      problem = prepare(mean, covariance, spectrumOn(context, covariance, columns));
      model = initialModel(task.key, mean, params.latent, problem.variance);
    } else {
      const now = problem as Problem;
      const { logLikelihood } = iterate(now);
      const { unit } = now;
      return {
        logLikelihood: logLikelihood + columns * logUnit(unit),
        sigma2: (model as Ppca).sigma2 / unit / unit,
      };
    }
    return { logLikelihood: Number.POSITIVE_INFINITY, sigma2: Number.POSITIVE_INFINITY };
  };

  return {
    get step() {
      return step;
    },
    advance(steps) {
      const logLikelihood = new Float64Array(steps);
      const sigma2 = new Float64Array(steps);
      for (let s = 0; s < steps; s++, step++) ({ logLikelihood: logLikelihood[s], sigma2: sigma2[s] } = advanceOne());
      return { logLikelihood: array(logLikelihood), sigma2: array(sigma2) };
    },
    snapshot: (): Arrays =>
      problem && model
        ? {
            ...modelArrays(inOwnUnits(model, problem, params.latent)),
            eigenvalues: array(problem.spectrum.values.slice()),
          }
        : {},
    checkpoint: () => ({
      step: array(Float64Array.of(step)),
      ...(problem && model ? save(problem, model, next) : moments.checkpoint()),
    }),
    output: () => outcome(params, rows, problem as Problem, model as Ppca, next?.logLikelihood),
  };
}

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

function save({ mean, spectrum, scaled }: Problem, model: Ppca, next: EmStep | undefined): Arrays {
  const n = mean.length;
  return {
    ...modelArrays(model),
    eigenvalues: array(spectrum.values.slice()),
    components: array(spectrum.vectors.slice(), [n, n]),
    covariance: array(scaled.slice(), [n, n]),
    ...(next && {
      nextLoadings: array(next.loadings.slice()),
      next: array(Float64Array.of(next.sigma2, next.logLikelihood)),
    }),
  };
}

function nextFrom({ nextLoadings, next }: Arrays): EmStep {
  return {
    loadings: nextLoadings.values as Float64Array,
    sigma2: next.values[0],
    logLikelihood: next.values[1],
  };
}

function problemOf({ mean, eigenvalues, components, covariance }: Arrays): Problem {
  const spectrum = {
    values: eigenvalues.values as Float64Array,
    vectors: components.values as Float64Array,
  };
  const unit = unitOf(meanVariance(spectrum));
  const variance = meanVariance(spectrum) * unit * unit;
  return { mean: mean.values as Float64Array, spectrum, unit, scaled: covariance.values as Float64Array, variance };
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
