/**
 * Direct maximum likelihood for factor analysis: Newton's method on log uniquenesses with the loadings profiled out (Jöreskog 1967; second derivatives
 * of Clarke, "A rapidly convergent method for maximum-likelihood factor analysis", BJMSP 23, 1970), within bounds.
 */
import { cholesky, NotPositiveDefiniteError, solveCholesky } from "../../linalg/index.ts";
import { exp, log } from "../../math/index.ts";
import { type Profile, profile } from "./fa.ts";

/** Halvings of a step before it is abandoned: the maximum is reached to rounding. */
const MAX_HALVINGS = 40;
/** Keeps Jöreskog's approximation positive definite beyond rounding. */
const RIDGE = 1e-9;
/** Largest change of a log uniqueness in one step. */
const LONGEST = 2;

export interface NewtonState {
  readonly uniquenesses: Float64Array;
  readonly at: Profile;
}

/** The gradient as far as the bounds allow it to be followed, which is zero at the maximum. Largest modulus. */
export function projectedGradient({ uniquenesses, at }: NewtonState, bound: number): number {
  let most = 0;
  for (let j = 0; j < uniquenesses.length; j++)
    if (!isHeld(uniquenesses[j], at.gradient[j], bound)) most = Math.max(most, Math.abs(at.gradient[j]));
  return most;
}

/** At the bound, and would go beyond it. */
function isHeld(uniqueness: number, gradient: number, bound: number): boolean {
  return uniqueness <= bound && gradient <= 0;
}

/** One step uphill; the same state where none helps. */
export function newtonStep(
  correlation: Float64Array,
  columns: number,
  factors: number,
  state: NewtonState,
  bound: number,
): NewtonState {
  const { uniquenesses, at } = state;
  const free = Array.from({ length: columns }, (_, j) => j).filter(
    (j) => !isHeld(uniquenesses[j], at.gradient[j], bound),
  );
  if (free.length === 0) return state;
  const direction = newtonDirection(at, free, columns, factors);
  for (let halving = 0, step = 1; halving < MAX_HALVINGS; halving++, step /= 2) {
    const next = uniquenesses.slice();
    let slope = 0;
    free.forEach((j, i) => {
      const move = Math.min(Math.max(step * direction[i], -LONGEST), LONGEST);
      next[j] = Math.max(uniquenesses[j] * exp(move), bound);
      slope += at.gradient[j] * (log(next[j]) - log(uniquenesses[j]));
    });
    const found = profile(correlation, columns, factors, next);
    if (found.logLikelihood > at.logLikelihood && found.logLikelihood >= at.logLikelihood + 1e-4 * slope)
      return { uniquenesses: next, at: found };
  }
  return state;
}

/** H⁻¹·gradient over the free columns: Clarke's exact H where it is positive definite, else Jöreskog's approximation, which always is. */
export function newtonDirection(at: Profile, free: readonly number[], columns: number, factors: number): Float64Array {
  const gradient = Float64Array.from(free, (j) => at.gradient[j]);
  const n = free.length;
  for (const exact of [true, false]) {
    const h = curvature(at, free, columns, factors, exact);
    try {
      return solveCholesky(cholesky(h, n), gradient, n);
    } catch (error) {
      if (!(error instanceof NotPositiveDefiniteError)) throw error;
    }
  }
  return gradient;
}

/**
 * −∂² log-likelihood / ∂ log Ψ_i ∂ log Ψ_j over the free columns. With U the eigenvectors that no factor takes (m) and those that one does (k), exact:
 * ½ [(Σ_m θ_m·u_im·u_jm)(Σ_m u_im·u_jm) + Σ_m Σ_k (1 − θ_m)(θ_k + θ_m)/(θ_k − θ_m)·u_im·u_jm·u_ik·u_jk]. Where all θ_m are 1 it is ½ (Σ_m u_im·u_jm)².
 */
function curvature(
  at: Profile,
  free: readonly number[],
  columns: number,
  factors: number,
  exact: boolean,
): Float64Array {
  const { values, vectors } = at;
  let held = 0;
  while (held < factors && values[held] > 1) held++;
  const u = (m: number, a: number) => vectors[m * columns + free[a]];
  const n = free.length;
  const h = new Float64Array(n * n);
  const taken = new Float64Array(columns);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b <= a; b++) {
      for (let k = 0; k < held; k++) taken[k] = u(k, a) * u(k, b);
      let shared = 0;
      let weighted = 0;
      let across = 0;
      for (let m = held; m < columns; m++) {
        const pair = u(m, a) * u(m, b);
        shared += pair;
        weighted += values[m] * pair;
        if (!exact) continue;
        let sum = 0;
        for (let k = 0; k < held; k++) sum += (taken[k] * (values[k] + values[m])) / (values[k] - values[m]);
        across += (1 - values[m]) * pair * sum;
      }
      const value = 0.5 * (exact ? shared * weighted + across : shared * shared + (a === b ? RIDGE : 0));
      h[a * n + b] = value;
      h[b * n + a] = value;
    }
  }
  return h;
}
