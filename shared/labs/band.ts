import { mean, standardDeviation } from "../stats/moments.ts";

export interface Line {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** At each place the mean of the lines that have come so far, and one standard deviation (n − 1) of them on either side; of a single one the line itself. */
export function bandOf(lines: readonly Line[]): {
  readonly x: Float64Array;
  readonly middle: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
} {
  const known = lines.filter(({ x }) => x.length > 0);
  const longest = known.reduce<Line | undefined>(
    (most, line) => (line.x.length > (most?.x.length ?? 0) ? line : most),
    undefined,
  );
  const at = Array.from({ length: longest?.x.length ?? 0 }, (_, i) =>
    Float64Array.from(
      known.filter(({ y }) => i < y.length),
      ({ y }) => y[i],
    ),
  );
  const middle = Float64Array.from(at, mean);
  const spread = Float64Array.from(at, (values) => (values.length > 1 ? standardDeviation(values) : 0));
  return {
    x: longest?.x.slice() ?? new Float64Array(0),
    middle,
    low: middle.map((value, i) => value - spread[i]),
    high: middle.map((value, i) => value + spread[i]),
  };
}
