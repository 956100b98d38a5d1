import { cholesky, solveCholesky } from "../../linalg/index.ts";

export interface FixedPoint {
  readonly theta: Float64Array;
  /** The largest absolute component of the update there. */
  readonly residual: number;
}

/** An update that small is none: far above the rounding of sums over a thousand states. */
const NONE = 1e-11;
const DIFFERENCE = 1e-6;

/**
 * Where an expected update vanishes: `flow` small steps along it, which choose the fixed point that training would come to, then Levenberg and Marquardt's
 * method on the squared update with differences for derivatives. `allowed` says whether parameters are in the model's domain.
 */
export function fixedPoint(
  update: (theta: Float64Array) => Float64Array,
  start: Float64Array,
  { flow, rate, polish = 120, allowed = () => true }: FixedPointOptions,
): FixedPoint {
  let theta: Float64Array = start.slice();
  for (let step = 0; step < flow; step++) {
    const by = update(theta);
    if (largest(by) < NONE) break;
    theta = moved(theta, by, rate, allowed);
  }
  let value = update(theta);
  let damping = 1e-3;
  for (let turn = 0; turn < polish && largest(value) > NONE; turn++) {
    const { normal, right } = system(update, theta, value);
    let better = false;
    for (let attempt = 0; attempt < 12 && !better; attempt++) {
      const by = solved(normal, right, damping);
      const next = theta.map((old, i) => old - by[i]);
      const found = allowed(next) ? update(next) : undefined;
      better = found !== undefined && squares(found) < squares(value);
      if (found && better) [theta, value] = [next, found];
      damping *= better ? 0.1 : 10;
    }
    if (!better) break;
  }
  return { theta, residual: largest(value) };
}

export interface FixedPointOptions {
  readonly flow: number;
  readonly rate: number;
  readonly polish?: number;
  readonly allowed?: (theta: Float64Array) => boolean;
}

/** θ + rate · by, with the step halved until it stays in the domain. */
export function moved(
  theta: Float64Array,
  by: Float64Array,
  rate: number,
  allowed: (theta: Float64Array) => boolean,
): Float64Array {
  for (let step = rate; step > rate / 1e6; step /= 2) {
    const next = theta.map((value, i) => value + step * by[i]);
    if (allowed(next)) return next;
  }
  return theta;
}

/** JᵀJ and JᵀF of the update at θ, by forward differences. */
function system(update: (theta: Float64Array) => Float64Array, theta: Float64Array, value: Float64Array) {
  const n = theta.length;
  const columns = Array.from({ length: n }, (_, i) => {
    const shifted = theta.slice();
    shifted[i] += DIFFERENCE;
    return update(shifted).map((found, j) => (found - value[j]) / DIFFERENCE);
  });
  const product = (a: Float64Array, b: Float64Array) => a.reduce((sum, one, j) => sum + one * b[j], 0);
  const normal = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) normal[i * n + j] = product(columns[i], columns[j]);
  return { normal, right: Float64Array.from(columns, (column) => product(column, value)) };
}

function solved(normal: Float64Array, right: Float64Array, damping: number): Float64Array {
  const n = right.length;
  const damped = normal.slice();
  let trace = 0;
  for (let i = 0; i < n; i++) trace += normal[i * n + i];
  for (let i = 0; i < n; i++) damped[i * n + i] += damping * (trace / n) + 1e-300;
  return solveCholesky(cholesky(damped, n), right, n);
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function squares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
