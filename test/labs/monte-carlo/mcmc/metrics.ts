import { type Metric, type MetricKind, makeMetric, velocityOf } from "../../../../shared/kernels/mcmc/metric.ts";
import { paddedLength } from "../../../../shared/kernels/mcmc/vectors.ts";
import { cholesky } from "../../../../shared/linalg/index.ts";

/** A metric of each kind that is not the identity: unequal scales; besides, for a dense or low-rank one, correlations. */
export function someMetric(kind: MetricKind, dimension: number): Metric {
  const metric = makeMetric(kind, dimension);
  const length = paddedLength(dimension);
  const scale = (i: number) => Math.sqrt(0.5 + 0.1 * (i % 5));
  if (kind !== "dense") for (let i = 0; i < dimension; i++) metric.scale[i] = scale(i);
  if (kind === "dense") {
    const covariance = Float64Array.from({ length: dimension * dimension }, (_, k) => {
      const [i, j] = [Math.floor(k / dimension), k % dimension];
      return scale(i) * scale(j) * 0.5 ** Math.abs(i - j);
    });
    const factor = cholesky(covariance, dimension);
    for (let i = 0; i < dimension; i++)
      metric.matrix.set(factor.subarray(i * dimension, (i + 1) * dimension), i * length);
  }
  if (kind === "low-rank") {
    // Two orthonormal directions, along which the variance is 3 and 1/4: (1, 1, 0, …)/√2 and (1, −1, 0, …)/√2.
    metric.rank = 2;
    metric.stretch.set([Math.sqrt(3) - 1, Math.sqrt(0.25) - 1]);
    metric.matrix.set([Math.SQRT1_2, Math.SQRT1_2], 0);
    metric.matrix.set([Math.SQRT1_2, -Math.SQRT1_2], length);
  }
  return metric;
}

/** M⁻¹ of `someMetric` by its definition. */
export function someInverse(kind: MetricKind, i: number, j: number): number {
  const scales = Math.sqrt(0.5 + 0.1 * (i % 5)) * Math.sqrt(0.5 + 0.1 * (j % 5));
  if (kind === "dense") return scales * 0.5 ** Math.abs(i - j);
  // I + 2 u₁u₁ᵀ − ¾ u₂u₂ᵀ
  if (kind === "low-rank" && i < 2 && j < 2) return scales * (i === j ? 1.625 : 1.375);
  return i === j ? scales : 0;
}

/** W of a metric, dimension × dimension. */
export function factorOf(metric: Metric): Float64Array {
  const { dimension } = metric;
  const length = paddedLength(dimension);
  const out = new Float64Array(dimension * dimension);
  const velocity = new Float64Array(length);
  for (let j = 0; j < dimension; j++) {
    const unit = new Float64Array(length);
    unit[j] = 1;
    velocityOf(metric, unit, velocity);
    for (let i = 0; i < dimension; i++) out[i * dimension + j] = velocity[i];
  }
  return out;
}
