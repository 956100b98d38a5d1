/** Which numbers the codes of a value should reach, from what a net makes of calibration rows. */
import { refuseNonFinite } from "../../not-finite.ts";
import type { Range } from "../net.ts";
import type { FloatGraph } from "./graph.ts";
import { eachRow } from "./run.ts";

export type Calibration =
  /** The smallest and the largest number seen. */
  | { readonly kind: "min-max" }
  /** So large a part of the numbers at each end may be clipped; 0.0005 where it is left out. */
  | { readonly kind: "percentile"; readonly clipped?: number }
  /** The part of the range seen by min-max that makes the mean squared error of the codes least (Banner et al. 2019, found by search). */
  | { readonly kind: "squared-error" };

/** Numbers kept of a value: beyond so many, evenly spaced ones. */
const KEPT = 2 ** 16;
/** Parts of the range that are tried. */
const TRIED = 64;

/** Values seen, by name: of each at most `KEPT`, sorted. Throws a NotFiniteError that names the value which is not finite. */
export function seenIn(
  graph: FloatGraph,
  rows: Float32Array,
  sequence?: number,
  hear?: (rows: number) => void,
): ReadonlyMap<string, Float32Array> {
  refuseNonFinite(rows, "calibration rows, value");
  const size = graph.input.shape.reduce((product, extent) => product * extent, 1);
  if (rows.length === 0 || rows.length % size !== 0)
    throw new RangeError(
      `calibration rows of ${rows.length} numbers in all (must be a multiple of ${size}, at least one row)`,
    );
  const kept = new Map<string, { readonly values: Float32Array; readonly step: number; at: number; next: number }>();
  eachRow(
    graph,
    rows,
    (values, row) => {
      hear?.(row + 1);
      for (const [name, own] of values) {
        let place = kept.get(name);
        if (!place) {
          const all = own.length * (rows.length / size);
          const step = Math.ceil(all / KEPT);
          place = { values: new Float32Array(Math.ceil(all / step)), step, at: 0, next: 0 };
          kept.set(name, place);
        }
        refuseNonFinite(own, `activation ${name}, value`);
        for (; place.next < own.length; place.next += place.step) place.values[place.at++] = own[place.next];
        place.next -= own.length;
      }
    },
    sequence,
  );
  return new Map([...kept].map(([name, { values }]) => [name, values.sort()]));
}

/** Zero is always inside: it is the value of padding, and of a unit that is off. `sorted`: at least one number. */
export function rangeOf(sorted: Float32Array, how: Calibration, top: number): Range {
  const clip = how.kind === "percentile" ? Math.floor((how.clipped ?? 0.0005) * sorted.length) : 0;
  const low = Math.min(0, sorted[Math.min(clip, sorted.length - 1)]);
  const high = Math.max(0, sorted[Math.max(0, sorted.length - 1 - clip)]);
  if (!(high > low)) return { low: 0, high: 1 };
  if (how.kind !== "squared-error") return { low, high };
  let best = { low, high };
  let least = Number.POSITIVE_INFINITY;
  for (let tried = TRIED; tried >= TRIED / 8; tried--) {
    const range = { low: (low * tried) / TRIED, high: (high * tried) / TRIED };
    const error = errorOf(sorted, range, top);
    if (error < least) [best, least] = [range, error];
  }
  return best;
}

/** Of the codes of some of the numbers. */
function errorOf(sorted: Float32Array, { low, high }: Range, top: number): number {
  const scale = (high - low) / top;
  const zero = Math.round(-low / scale);
  const step = Math.max(1, Math.floor(sorted.length / 4096));
  let sum = 0;
  for (let i = 0; i < sorted.length; i += step) {
    const code = Math.min(Math.max(Math.round(sorted[i] / scale) + zero, 0), top);
    const off = scale * (code - zero) - sorted[i];
    sum += off * off;
  }
  return sum;
}
