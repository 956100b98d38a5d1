export { contrastive, noiseContrastive, type Phases, pseudoLikelihood, ratioMatching, total } from "./estimators.ts";
export { type FixedPoint, fixedPoint, moved } from "./fixed-point.ts";
export {
  drawGaussianSweep,
  type GaussianFamily,
  gaussianFamily,
  gaussianKl,
  gaussianLogs,
  gaussianNoiseContrastive,
  gaussianPseudo,
  type Moments,
  modelMoments,
  momentsOf,
  precisionOf,
  scoreMatching,
  statisticsOf,
  sweptMoments,
} from "./gaussian.ts";
export {
  type AtParameters,
  type BinaryMachine,
  fullyVisible,
  klOf,
  normalised,
  pairsOf,
  sharesOf,
  spin,
} from "./machine.ts";
export { logProducts, products, restricted } from "./restricted.ts";
