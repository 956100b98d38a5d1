/** Which numbers the codes of a value should reach, from what a net makes of calibration rows. */
import { log } from "../../math/index.ts";
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
  | { readonly kind: "squared-error" }
  /** The part of it whose codes lose least information: least Kullback–Leibler divergence of what they stand for from what was seen (Migacz, GTC 2017). */
  | { readonly kind: "entropy" };

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
  if (how.kind === "min-max" || how.kind === "percentile") return { low, high };
  const errorIn =
    how.kind === "entropy" ? lossIn(sorted, { low, high }, top) : (range: Range) => errorOf(sorted, range, top);
  let best = { low, high };
  let least = Number.POSITIVE_INFINITY;
  for (let tried = TRIED; tried >= TRIED / 8; tried--) {
    const range = { low: (low * tried) / TRIED, high: (high * tried) / TRIED };
    const error = errorIn(range);
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

/** Bins of the distribution that was seen, over the whole range: 16 to each of 128 codes. */
const BINS = 2048;

/**
 * How much of the distribution of the numbers is lost in a range within `whole`, in nats: P is what was seen in its bins, what lies beyond in the outermost; of Q each code
 * spreads what it holds evenly over those of its bins that hold anything. Numbers that are 0 have a code of their own in any range and are left out.
 */
function lossIn(sorted: Float32Array, { low, high }: Range, top: number): (range: Range) => number {
  const counts = new Float64Array(BINS);
  const binOf = (x: number) => Math.min(BINS - 1, Math.floor(((x - low) / (high - low)) * BINS));
  for (const x of sorted) if (x !== 0) counts[binOf(x)]++;
  return (range) => {
    const first = Math.max(0, Math.round(((range.low - low) / (high - low)) * BINS));
    const last = Math.min(BINS, Math.round(((range.high - low) / (high - low)) * BINS));
    return divergence(counts, first, Math.max(last, first + 1), top + 1);
  };
}

function divergence(counts: Float64Array, first: number, last: number, codes: number): number {
  const inside = counts.slice(first, last);
  const seen = inside.slice();
  seen[0] += counts.subarray(0, first).reduce((sum, count) => sum + count, 0);
  seen[seen.length - 1] += counts.subarray(last).reduce((sum, count) => sum + count, 0);
  const total = seen.reduce((sum, count) => sum + count, 0);
  const kept = inside.reduce((sum, count) => sum + count, 0);
  if (kept === 0) return Number.POSITIVE_INFINITY;
  let loss = 0;
  for (let code = 0; code < codes; code++) {
    const [from, to] = [code, code + 1].map((edge) => Math.round((edge * inside.length) / codes));
    let [held, places] = [0, 0];
    for (let i = from; i < to; i++) {
      held += inside[i];
      if (inside[i] > 0) places++;
    }
    for (let i = from; i < to; i++) {
      if (seen[i] === 0) continue;
      // What only lies beyond has nothing that stands for it: as if a thousandth of a number did.
      const stands = inside[i] > 0 ? held / places : 1e-3;
      loss += (seen[i] / total) * log(seen[i] / total / (stands / kept));
    }
  }
  return loss;
}
