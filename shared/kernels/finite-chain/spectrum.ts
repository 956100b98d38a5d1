import { symmetricEigenvalues } from "../../linalg/index.ts";
import { exp, log } from "../../math/index.ts";
import { type FiniteChain, matrixOf } from "./chain.ts";

export interface Spectrum {
  /** Of a reversible chain the eigenvalues of P, largest first; otherwise the singular values of P in L²(π), which bound the same distance. */
  readonly values: Float64Array;
  /** The second largest modulus, λ⋆. */
  readonly second: number;
  /** Total variation from state i after t steps is at most ½ · √(1/π(i) − 1) · λ⋆^t (Diaconis and Stroock 1991; Fill 1991). */
  readonly start: (state: number) => number;
}

/** Eigenvalues closer to 1 than this are those of the equilibrium. */
const ROUNDING = 1e-12;

/**
 * By the symmetric matrix D^½ P D^−½, or that matrix times its transpose. `chain` has π > 0 in every state. Throws a RangeError otherwise.
 */
export function spectrumOf(chain: FiniteChain): Spectrum {
  const { states: n, stationary, reversible } = chain;
  if (stationary.some((mass) => mass === 0))
    throw new RangeError("a state that is left for good has no place in the spectrum");
  const p = matrixOf(chain);
  const roots = stationary.map(Math.sqrt);
  const a = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) a[i * n + j] = (roots[i] * p[i * n + j]) / roots[j];
  const values = reversible
    ? symmetricEigenvalues(symmetrised(a, n), n)
    : symmetricEigenvalues(timesTransposed(a, n), n).map((square) => Math.sqrt(Math.max(0, square)));
  const others = values.slice(1);
  const second = Math.min(
    1,
    others.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
  );
  return {
    values,
    second: second > 1 - ROUNDING ? 1 : second,
    start: (state) => 0.5 * Math.sqrt(1 / stationary[state] - 1),
  };
}

/** λ^t for λ in [0, 1]. */
export function decay(lambda: number, t: number): number {
  return lambda === 0 ? (t === 0 ? 1 : 0) : exp(t * log(lambda));
}

function symmetrised(a: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) out[i * n + j] = 0.5 * (a[i * n + j] + a[j * n + i]);
  return out;
}

function timesTransposed(a: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = i; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += a[i * n + k] * a[j * n + k];
      out[i * n + j] = sum;
      out[j * n + i] = sum;
    }
  return out;
}
