import type { Localized } from "../../../../shared/text.ts";
import { words } from "./words.ts";

/** log Z as far as it is known: both limits, the estimate of AIS, and the exact value. */
export interface Limits {
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly ais: number | undefined;
  readonly exact: number | undefined;
}

/**
 * What there is to say of them; none as long as one of the limits is missing. The width goes into its own sentence. The estimate is the mean of the weights that the
 * lower limit is won from, and never lies below it; of the upper limit it knows nothing.
 */
export function factsOf({ low, high, ais, exact }: Limits): readonly Localized[] {
  if (low === undefined || high === undefined) return [];
  if (low > high) return [words.crossed];
  return [
    ...(exact === undefined ? [] : [low <= exact && exact <= high ? words.inside : words.outside]),
    ...(ais !== undefined && ais > high ? [words.estimateAbove] : []),
    words.width,
  ];
}
