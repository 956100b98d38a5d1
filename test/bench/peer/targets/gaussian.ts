import type { Target } from "../../../../shared/kernels/mcmc/target.ts";
import { identity } from "../../../../shared/kernels/mcmc/target.ts";

const DIMENSION = 100;
/** Correlation of neighbours. */
const CORRELATION = 0.9;
/** 1 / (1 − ρ²). */
const PRECISION = 1 / (1 - CORRELATION * CORRELATION);

/** Standard deviation of coordinate i (from 0): 0.1 to 10. */
export function gaussianScale(i: number): number {
  return (i + 1) / 10;
}

const INVERSE_SCALE = Float64Array.from({ length: DIMENSION }, (_, i) => 1 / gaussianScale(i));

/**
 * 100 Gaussian coordinates with mean 0, standard deviations 0.1, 0.2, …, 10 and correlations 0.9^|i−j| (an autoregressive sequence): the
 * scales are what a diagonal metric can learn, the correlations what it cannot.
 */
export const gaussian100: Target = {
  dimension: DIMENSION,
  names: Array.from({ length: DIMENSION }, (_, i) => `x[${i + 1}]`),
  logDensity(position, gradient) {
    // u_0 ~ N(0, 1), u_i | u_{i−1} ~ N(0.9 u_{i−1}, 1 − 0.9²) for the scaled coordinates u.
    let before = position[0] * INVERSE_SCALE[0];
    let squares = before * before;
    let pull = before;
    for (let i = 1; i < DIMENSION; i++) {
      const scaled = position[i] * INVERSE_SCALE[i];
      const innovation = scaled - CORRELATION * before;
      const weighted = innovation * PRECISION;
      squares += innovation * weighted;
      gradient[i - 1] = (CORRELATION * weighted - pull) * INVERSE_SCALE[i - 1];
      pull = weighted;
      before = scaled;
    }
    gradient[DIMENSION - 1] = -pull * INVERSE_SCALE[DIMENSION - 1];
    return -0.5 * squares;
  },
  constrain: identity,
};
