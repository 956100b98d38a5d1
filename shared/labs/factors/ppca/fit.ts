import { type Arrays, array } from "../../../arrays.ts";
import { basisOf, principalLoadings, subspaceAngle } from "../../../kernels/ppca/axes.ts";
import {
  closedForm,
  closedLogLikelihoods,
  type EmStep,
  emStepBy,
  freeParameters,
  LEAST_SHARE,
  meanVariance,
  type Ppca,
  type Spectrum,
  type TimesCovariance,
} from "../../../kernels/ppca/ppca.ts";
import { log } from "../../../math/index.ts";
import { iterate } from "../../process.ts";
import { checkPpca, maxDimensions, type PpcaParams } from "./fields.ts";
import { initialModel, logUnit, modelArrays, unitOf } from "./model.ts";
import { timesOn } from "./times.ts";

/** What EM works on, in units of the data's variance. */
interface Problem extends Pick<PpcaParams, "latent" | "method"> {
  readonly rows: number;
  /** The largest dimension whose likelihood is asked for. */
  readonly most: number;
  readonly mean: Float64Array;
  readonly spectrum: Spectrum;
  readonly unit: number;
  readonly variance: number;
  readonly trace: number;
  readonly times: TimesCovariance;
}

interface State {
  /** What the last iteration began with. */
  readonly model: Ppca;
  /** What it arrived at, and the log-likelihood of `model`; nothing before the first. */
  readonly next?: EmStep;
}

/**
 * The model of a table without missing cells, from its spectrum; a step is an iteration of EM. Records: logLikelihood (nats per sample, of the parameters
 * that the iteration begins with) and sigma2. Output: the model of the chosen method; eigenvalues, components (rows), closed form, its log-likelihood and
 * BIC for each dimension 0 …; EM's own log-likelihood, σ² and angle.
 */
export const ppcaFit = iterate({
  records: ["logLikelihood", "sigma2"],
  problem(params: PpcaParams, context): Problem {
    const { rows, columns } = checkPpca(params, context.data);
    const numbers = (name: string) => context.inputs.spectrum[name].values as Float64Array;
    const spectrum = { values: numbers("eigenvalues"), vectors: numbers("components") };
    const unit = unitOf(meanVariance(spectrum));
    const { times, trace } = timesOn(context, unit);
    return {
      latent: params.latent,
      method: params.method,
      rows,
      most: maxDimensions(params, { rows, columns }),
      mean: numbers("mean"),
      spectrum,
      unit,
      variance: meanVariance(spectrum) * unit * unit,
      trace,
      times,
    };
  },
  init: (key, { mean, latent, variance }): State => ({ model: initialModel(key, mean, latent, variance) }),
  step(_key, { mean, latent, variance, trace, times }, { model: before, next: arrived }) {
    // The parameters of an iteration are those that the one before it arrived at.
    const model = arrived ? { mean, loadings: arrived.loadings, sigma2: arrived.sigma2 } : before;
    const least = LEAST_SHARE * variance;
    return { model, next: emStepBy(times, trace, mean.length, latent, model.loadings, model.sigma2, least) };
  },
  info: ({ unit, mean }, { model, next }) => ({
    logLikelihood: next && next.logLikelihood + mean.length * logUnit(unit),
    sigma2: model.sigma2 / unit / unit,
  }),
  live: (problem, { model }) => ({
    ...modelArrays(inOwnUnits(model, problem)),
    eigenvalues: array(problem.spectrum.values),
  }),
  output: outcome,
});

function inOwnUnits({ loadings, sigma2 }: Ppca, { mean, unit, latent }: Problem): Ppca {
  const turned = principalLoadings(loadings, mean.length, latent);
  return { mean, loadings: turned.map((w) => w / unit), sigma2: sigma2 / unit / unit };
}

function outcome(problem: Problem, { model, next }: State): Arrays {
  const { mean, spectrum, unit, latent, method, most, rows } = problem;
  const columns = mean.length;
  const closed = closedForm(mean, spectrum, latent);
  const logLikelihoods = closedLogLikelihoods(spectrum, most);
  const em = inOwnUnits(model, problem);
  const emLogLikelihood = (next?.logLikelihood ?? 0) + columns * logUnit(unit);
  // A direction absent from the data points anywhere.
  const isFull = spectrum.values[latent - 1] > 1e-10 * spectrum.values[0];
  const basis = isFull ? basisOf(em.loadings, columns, latent) : null;
  const kept = spectrum.vectors.slice(0, latent * columns);
  const one = (value: number) => array(Float64Array.of(value));
  return {
    ...modelArrays(method === "em" ? em : closed),
    logLikelihood: one(method === "em" ? emLogLikelihood : logLikelihoods[latent]),
    eigenvalues: array(spectrum.values),
    components: array(kept, [latent, columns]),
    closedLogLikelihood: array(logLikelihoods),
    bic: array(logLikelihoods.map((value, k) => -2 * rows * value + freeParameters(columns, k) * log(rows))),
    emLogLikelihood: one(emLogLikelihood),
    emSigma2: one(em.sigma2),
    closedSigma2: one(closed.sigma2),
    ...(basis && { angle: one(subspaceAngle(basis, kept, columns, latent)) }),
  };
}
