import { erf } from "../../../../math/index.ts";
import type { IntegrationParams } from "../fields.ts";

/** How a coordinate in (0, 1) is shown: as a standard normal number, or stretched from `low` to `high`. */
export interface Shown {
  readonly normal: boolean;
  readonly low: number;
  readonly high: number;
}

export function shownOf({ problem, measure, lower = 0, upper = 1 }: IntegrationParams): Shown {
  if (problem === "keister" || problem === "asian" || (problem === "own" && measure === "normal"))
    return { normal: true, low: -3.5, high: 3.5 };
  if (problem === "ball") return { normal: false, low: -1, high: 1 };
  return problem === "own" ? { normal: false, low: lower, high: upper } : { normal: false, low: 0, high: 1 };
}

/** The coordinate in (0, 1) that is shown as x. */
export function toUnit(x: number, { normal, low, high }: Shown): number {
  return normal ? 0.5 * (1 + erf(x / Math.SQRT2)) : (x - low) / (high - low);
}
