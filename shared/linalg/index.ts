export {
  cholesky,
  logDeterminant,
  NotPositiveDefiniteError,
  solveCholesky,
  solveLower,
  solveLowerTransposed,
  solveUpper,
} from "./cholesky.ts";
export { dot, identity, multiply, multiplyTransposed, multiplyVector, transpose } from "./matrices.ts";
export { inverseFactor, invertPositive } from "./positive.ts";
export { leastSquares, type QR, qr } from "./qr.ts";
export { type SVD, svd } from "./svd.ts";
export { type SymmetricEigen, symmetricEigen, symmetricEigenRange, symmetricEigenvalues } from "./symmetric-eigen.ts";
