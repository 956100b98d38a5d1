import { array } from "../../../arrays.ts";
import { emStep, type FactorModel } from "../../../kernels/fa/fa.ts";
import { chainLogDensity, laplaceLogDensity, linearOf, upright } from "../../../kernels/factor-models/family.ts";
import { type IcaDevice, icaData, icaEigen } from "../../../kernels/ica/fit.ts";
import { type IcaMethod, type IcaState, initIca, stepIca } from "../../../kernels/ica/ica.ts";
import { whiteningOf } from "../../../kernels/ica/whitening.ts";
import { blockOf } from "../../../kernels/moments/index.ts";
import { closedForm } from "../../../kernels/ppca/ppca.ts";
import { secondMoment, slowDirections, whitening } from "../../../kernels/sfa/sfa.ts";
import { multiply, transpose } from "../../../linalg/index.ts";
import { log } from "../../../math/elementary.ts";
import { momentsOn } from "../../moments.ts";
import { spectrumOn } from "../../spectrum.ts";
import { changeOf } from "./data.ts";
import type { Fitting, Given } from "./machine.ts";

export { openSparse } from "./sparse.ts";

/** Share of a column's variance that its noise may fall to: a Heywood case stops there. */
const LEAST_NOISE = 1e-6;

const fixed = { iterate() {}, save: () => ({}) };

/** The directions of largest variance; z along them. */
export function openPca({ moments, parts, context }: Given): Fitting {
  const { columns, latents } = parts;
  const { vectors } = spectrumOn(context, moments.covariance, columns);
  const decode = vectors.slice(0, latents * columns);
  return { ...fixed, linear: { mean: moments.mean, encode: transpose(decode, latents, columns), decode } };
}

/** At least one direction is left to the noise. */
function ppcaOf({ moments, parts, context }: Given): FactorModel {
  const { columns, latents } = parts;
  const spectrum = spectrumOn(context, moments.covariance, columns);
  const { loadings, sigma2 } = closedForm(moments.mean, spectrum, Math.min(latents, columns - 1));
  return { loadings, uniquenesses: new Float64Array(columns).fill(sigma2) };
}

export function openPpca(given: Given): Fitting {
  const gaussian = ppcaOf(given);
  return {
    ...fixed,
    gaussian,
    linear: linearOf(gaussian, given.moments.mean),
    extra: () => ({ noise: array(gaussian.uniquenesses.slice()) }),
  };
}

/** EM on the correlations, from PPCA's loadings with half of each variance as noise. A constant column keeps variance 0 and the least noise. */
export function openFa(given: Given, saved?: FactorModel): Fitting<FactorModel> {
  const { moments, parts } = given;
  const { columns } = parts;
  const scales = moments.mean.map((_, j) => Math.sqrt(moments.covariance[j * columns + j]) || 1);
  const correlation = moments.covariance.map(
    (value, at) => value / scales[Math.floor(at / columns)] / scales[at % columns],
  );
  const times = ({ loadings, uniquenesses }: FactorModel, power: 1 | -1): FactorModel => {
    const factors = loadings.length / columns;
    const by = (j: number) => (power === 1 ? scales[j] : 1 / scales[j]);
    return {
      loadings: loadings.map((value, at) => value * by(Math.floor(at / factors))),
      uniquenesses: uniquenesses.map((value, j) => value * by(j) * by(j)),
    };
  };
  let model: FactorModel = saved ?? {
    loadings: times(ppcaOf(given), -1).loadings,
    uniquenesses: new Float64Array(columns).fill(0.5),
  };
  return {
    iterate() {
      model = emStep(correlation, columns, model, LEAST_NOISE);
    },
    save: () => model,
    get gaussian() {
      return times(model, 1);
    },
    get linear() {
      return linearOf(times(model, 1), moments.mean);
    },
    extra: () => ({ noise: array(times(model, 1).uniquenesses) }),
  };
}

const method: IcaMethod = {
  algorithm: "symmetric",
  contrast: "logcosh",
  extended: false,
  rate: 0,
  tolerance: 1e-8,
  iterations: 0,
};

/** FastICA on whitened principal components; with as many as columns, x has the density of independent Laplace sources. */
export function openIca({ moments, parts, context, key }: Given, saved?: IcaState): Fitting<IcaState> {
  const { columns, train } = parts;
  const on: IcaDevice = context.device !== "scalar" ? () => context.wasm("ica") : "scalar";
  const eigen = icaEigen(on);
  const white = whiteningOf(moments, parts.latents, eigen);
  const n = white.matrix.length / columns;
  const data = icaData({ rows: train.rows, columns, block: (index) => blockOf(train, index) }, white, on);
  let state = saved ?? initIca(key, n, method, data);
  const linear = () =>
    upright({
      mean: moments.mean,
      encode: transpose(multiply(state.unmixing, white.matrix, n, n, columns), n, columns),
      // The unmixing is a rotation: its inverse is its transpose.
      decode: multiply(state.unmixing, transpose(white.inverse, columns, n), n, n, columns),
    });
  return {
    iterate() {
      state = stepIca(state, method, data);
    },
    save: () => state,
    get linear() {
      return linear();
    },
    ...(n === columns
      ? {
          logLikelihood: (codes: Float64Array) =>
            logVolume(moments.covariance, columns, context) + laplaceLogDensity(codes, n),
        }
      : {}),
    extra: () => ({ iterations: array(Float64Array.of(state.iteration)) }),
  };
}

/** log |det| of any whitening: −½ log det of the covariance. */
function logVolume(covariance: Float64Array, columns: number, context: Given["context"]): number {
  let sum = 0;
  for (const value of spectrumOn(context, covariance, columns).values) sum += log(value);
  return -0.5 * sum;
}

/**
 * Slow features of the rows as they come; x̂ by regression on them. With as many as columns, x has the density of Gaussian chains of variance 1 that remember
 * 1 − Δ/2 of the step before (Turner & Sahani, Neural Computation 19, 2007).
 */
export function openSfa({ moments, parts, context, arithmetic }: Given): Fitting {
  const { columns, latents, train } = parts;
  const whitener = whitening(moments, arithmetic, Number.POSITIVE_INFINITY, true);
  const change = secondMoment(changeOf(parts, momentsOn(context)));
  const slow = slowDirections(whitener, change, arithmetic, latents);
  const decode = multiply(
    transpose(slow.matrix, columns, slow.count),
    moments.covariance,
    slow.count,
    columns,
    columns,
  );
  const delta = slow.delta.slice(0, slow.count);
  const memory = delta.map((value) => Math.min(Math.max(1 - value / 2, -1 + 1e-9), 1 - 1e-9));
  return {
    ...fixed,
    linear: upright({ mean: moments.mean, encode: slow.matrix, decode }),
    ...(slow.count === columns && train.rows > 1
      ? {
          logLikelihood: (codes: Float64Array) =>
            logVolume(moments.covariance, columns, context) + chainLogDensity(codes, memory),
        }
      : {}),
    extra: () => ({ delta: array(delta.slice()) }),
  };
}
