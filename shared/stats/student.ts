import { incompleteBetaInverse } from "./incomplete-beta.ts";
import { normalQuantile } from "./normal-quantile.ts";

/** The factor of a two-sided interval of level 1 − `alpha`: the quantile 1 − α/2 of Student's t distribution, the normal one beyond a million degrees. */
export function studentFactor(degrees: number, alpha: number): number {
  const name = `${degrees} ${alpha}`;
  const known = factors.get(name);
  if (known !== undefined) return known;
  // P(|t| > q) is the incomplete beta function at ν/(ν + q²).
  const x = degrees > 1e6 ? Number.NaN : incompleteBetaInverse(alpha, degrees / 2, 0.5);
  const factor = degrees > 1e6 ? normalQuantile(1 - alpha / 2) : Math.sqrt(degrees * (1 / x - 1));
  factors.set(name, factor);
  return factor;
}
const factors = new Map<string, number>();
