import { cholesky, logDeterminant, solveCholesky } from "../../shared/linalg/index.ts";

/** Log density of N(mean, covariance) at x in those coordinates that are `present`: the definition, by the dense covariance of what is there. */
export function logDensity(
  x: ArrayLike<number>,
  mean: ArrayLike<number>,
  covariance: Float64Array,
  present: (j: number) => boolean = () => true,
): number {
  const all = mean.length;
  const here = Array.from({ length: all }, (_, j) => j).filter(present);
  const n = here.length;
  const r = Float64Array.from(here, (j) => x[j] - mean[j]);
  const l = cholesky(
    Float64Array.from({ length: n * n }, (_, at) => covariance[here[Math.floor(at / n)] * all + here[at % n]]),
    n,
  );
  const solved = solveCholesky(l, r, n);
  const distance = r.reduce((sum, value, i) => sum + value * solved[i], 0);
  return -0.5 * (n * Math.log(2 * Math.PI) + logDeterminant(l, n) + distance);
}

/** W·Wᵀ + diag(noise), W columns × latent. */
export function modelCovariance(loadings: Float64Array, noise: (j: number) => number, columns: number): Float64Array {
  const latent = loadings.length / columns;
  return Float64Array.from({ length: columns * columns }, (_, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    let sum = i === j ? noise(i) : 0;
    for (let k = 0; k < latent; k++) sum += loadings[i * latent + k] * loadings[j * latent + k];
    return sum;
  });
}
