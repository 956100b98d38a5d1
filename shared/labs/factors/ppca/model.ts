import { type Arrays, array } from "../../../arrays.ts";
import type { Ppca } from "../../../kernels/ppca/ppca.ts";
import { exponent, powerOfTwo } from "../../../math/bits.ts";
import { log } from "../../../math/index.ts";
import { fillNormal } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";

/** The model as tasks, snapshots and questions carry it: copies, which may be transferred. */
export function modelArrays({ mean, loadings, sigma2 }: Ppca): Arrays {
  return {
    mean: array(mean.slice()),
    loadings: array(loadings.slice(), [mean.length, loadings.length / mean.length]),
    sigma2: array(Float64Array.of(sigma2)),
  };
}

export function modelFrom({ mean, loadings, sigma2 }: Arrays): Ppca {
  return {
    mean: Float64Array.from(mean.values),
    loadings: Float64Array.from(loadings.values),
    sigma2: sigma2.values[0],
  };
}

/**
 * A power of two by which values of this variance come near 1: products of loadings and covariances stay within float64 for data of any scale, and
 * nothing is rounded by it.
 */
export function unitOf(variance: number): number {
  return powerOfTwo(-Math.floor(exponent(variance) / 2));
}

/** Log of the density per value that is lost by measuring in units: log p(x) = log p(unit·x) + values·log unit. */
export function logUnit(unit: number): number {
  return log(unit);
}

/** Where EM begins: random loadings that explain about half of the variance, noise for the rest. In units of the variance. */
export function initialModel(key: Key, mean: Float64Array, latent: number, variance: number): Ppca {
  const loadings = new Float64Array(mean.length * latent);
  fillNormal(key, 0, loadings);
  const size = Math.sqrt(variance / (2 * latent));
  return { mean, loadings: loadings.map((w) => size * w), sigma2: variance / 2 };
}

/** Rows of a fold: each row is in one of them, by a shuffle of all. In ascending order. */
export function cvFoldRows(order: Uint32Array, fold: number, folds: number): Uint32Array {
  const from = Math.floor((fold * order.length) / folds);
  const to = Math.floor(((fold + 1) * order.length) / folds);
  return order.slice(from, to).sort();
}

/** All rows but those of a fold, in ascending order; all of them for fold −1. */
export function otherRows(order: Uint32Array, fold: number, folds: number): Uint32Array {
  if (fold < 0) return order.slice().sort();
  const from = Math.floor((fold * order.length) / folds);
  const to = Math.floor(((fold + 1) * order.length) / folds);
  return order.filter((_, i) => i < from || i >= to).sort();
}
