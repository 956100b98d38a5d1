import { paddedLength } from "./vectors.ts";

// The inverse mass matrix M⁻¹ = W·Wᵀ of Hamiltonian dynamics. Momenta are kept whitened, r = Wᵀp: then r ~ N(0, I) whatever the metric, the kinetic
// energy is ½ r·r, the velocity W·r, and the force on r is Wᵀ∇log π. Products of a velocity and a momentum, which decide when NUTS turns back, are
// products of whitened momenta. Only the two products below know what W is:
//   diagonal  W = diag(s)
//   dense     W = L, lower triangular (Cholesky)
//   low-rank  W = diag(s)·(I + Σ_k c_k u_k u_kᵀ), u_k orthonormal: M⁻¹ = diag(s)·(I + Σ_k (λ_k − 1) u_k u_kᵀ)·diag(s), c_k = √λ_k − 1

export type MetricKind = "diagonal" | "dense" | "low-rank";

export const METRIC_KINDS = ["diagonal", "dense", "low-rank"] as const satisfies readonly MetricKind[];

/** Rows of matrices are as long as vectors are (see vectors.ts). */
export interface Metric {
  readonly kind: MetricKind;
  readonly dimension: number;
  /** Diagonal of M⁻¹. */
  readonly inverseDiagonal: Float64Array;
  /** s; ones for a dense metric. */
  readonly scale: Float64Array;
  /** L, row by row, or the u_k, a row each, of which there are `rank`; empty for a diagonal metric. */
  readonly matrix: Float64Array;
  /** c_k; empty unless low-rank. */
  readonly stretch: Float64Array;
  rank: number;
}

/** The identity. */
export function makeMetric(kind: MetricKind, dimension: number): Metric {
  const length = paddedLength(dimension);
  const metric = {
    kind,
    dimension,
    inverseDiagonal: new Float64Array(length).fill(1),
    scale: new Float64Array(length).fill(1),
    matrix: new Float64Array(kind === "diagonal" ? 0 : dimension * length),
    stretch: new Float64Array(kind === "low-rank" ? length : 0),
    rank: 0,
  };
  if (kind === "dense") for (let i = 0; i < dimension; i++) metric.matrix[i * length + i] = 1;
  return metric;
}

/** M⁻¹ written out, dimension × dimension. */
export function inverseMassOf(metric: Metric): Float64Array {
  const { dimension: d } = metric;
  const columns = Array.from({ length: d }, (_, j) => {
    const unit = new Float64Array(paddedLength(d));
    unit[j] = 1;
    const column = new Float64Array(unit.length);
    forceOf(metric, unit, column);
    velocityOf(metric, column, unit);
    return unit;
  });
  // Of the two halves, which differ by rounding, the lower one.
  return Float64Array.from({ length: d * d }, (_, k) => {
    const [i, j] = [Math.floor(k / d), k % d];
    return i < j ? columns[i][j] : columns[j][i];
  });
}

/** W·r into `out`. */
export function velocityOf(metric: Metric, momentum: Float64Array, out: Float64Array): void {
  if (metric.kind === "dense") {
    timesTriangle(metric, momentum, out);
    return;
  }
  if (metric.kind === "low-rank") stretchAlong(metric, momentum, out);
  else out.set(momentum);
  for (let i = 0; i < out.length; i++) out[i] *= metric.scale[i];
}

/** Wᵀ·g into `out`. */
export function forceOf(metric: Metric, gradient: Float64Array, out: Float64Array): void {
  if (metric.kind === "dense") {
    timesTriangleTransposed(metric, gradient, out);
    return;
  }
  for (let i = 0; i < out.length; i++) out[i] = metric.scale[i] * gradient[i];
  if (metric.kind === "low-rank") stretchAlong(metric, out, out);
}

/** x + Σ c_k (u_k·x) u_k; `out` may be `x`. */
function stretchAlong({ matrix, stretch, rank }: Metric, x: Float64Array, out: Float64Array): void {
  const { length } = out;
  const along = Float64Array.from({ length: rank }, (_, k) => {
    const row = k * length;
    let even = 0;
    let odd = 0;
    for (let i = 0; i < length; i += 2) {
      even += matrix[row + i] * x[i];
      odd += matrix[row + i + 1] * x[i + 1];
    }
    return stretch[k] * (even + odd);
  });
  if (out !== x) out.set(x);
  for (let k = 0; k < rank; k++) for (let i = 0; i < length; i++) out[i] += along[k] * matrix[k * length + i];
}

function timesTriangle({ matrix, dimension }: Metric, x: Float64Array, out: Float64Array): void {
  const { length } = out;
  for (let i = 0; i < dimension; i++) {
    let even = 0;
    let odd = 0;
    for (let j = 0; j <= i; j += 2) {
      even += matrix[i * length + j] * x[j];
      odd += matrix[i * length + j + 1] * x[j + 1];
    }
    out[i] = even + odd;
  }
}

/** Along the rows of L too. */
function timesTriangleTransposed({ matrix, dimension }: Metric, x: Float64Array, out: Float64Array): void {
  const { length } = out;
  out.fill(0);
  for (let i = 0; i < dimension; i++) {
    for (let j = 0; j < paddedLength(i + 1); j++) out[j] += x[i] * matrix[i * length + j];
  }
}
