import { mean, standardDeviation } from "../../../stats/moments.ts";

export interface Line {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Mean of several lines at the places that all of them have, and one standard deviation (n − 1) on either side; none of fewer than two. */
export function bandOf(lines: readonly Line[]): {
  readonly x: Float64Array;
  readonly middle: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
} {
  const known = lines.filter(({ x }) => x.length > 0);
  const length = known.length < 2 ? 0 : Math.min(...known.map(({ x }) => x.length));
  const at = Array.from({ length }, (_, i) => Float64Array.from(known, ({ y }) => y[i]));
  const middle = Float64Array.from(at, mean);
  const spread = Float64Array.from(at, standardDeviation);
  return {
    x: known[0]?.x.slice(0, length) ?? new Float64Array(0),
    middle,
    low: middle.map((value, i) => value - spread[i]),
    high: middle.map((value, i) => value + spread[i]),
  };
}
