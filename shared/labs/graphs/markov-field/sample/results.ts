/** What a run has found, lattice by lattice: for metrics and for views. */
import type { Fold } from "../../../fold.ts";
import type { SampleParams } from "./fields.ts";
import { latticesOf } from "./plan.ts";
import { QUANTITIES, type Quantity, UNKNOWN } from "./quantities.ts";

export interface Estimate {
  readonly value: number;
  /** Standard error; undefined where the sweeps do not tell it. */
  readonly error: number | undefined;
}

export interface Found {
  readonly side: number;
  readonly temperature: number;
  /** Of a time that is not known, and of fluctuations whose error is not, there is none. */
  of(quantity: Quantity): Estimate | undefined;
}

/** The lattices that are finished. */
export function foundOf(fold: Fold, params: SampleParams): Found[] {
  return latticesOf(params).flatMap((lattice, i) => {
    const estimates = fold.output(`chain.${i}`)?.estimates?.values;
    if (estimates === undefined) return [];
    const of = (quantity: Quantity) => {
      const row = QUANTITIES.indexOf(quantity);
      const [value, error] = [estimates[2 * row], estimates[2 * row + 1]];
      const isTime = quantity.startsWith("tau");
      // What fluctuates by how much, few sweeps tell too low: without an error bar there is no number either.
      const isMean = quantity === "energy" || quantity === "magnetisation";
      if (isTime ? value === UNKNOWN : error === UNKNOWN && !isMean) return undefined;
      return { value, error: error === UNKNOWN ? undefined : error };
    };
    return [{ ...lattice, of }];
  });
}

/**
 * Where the Binder cumulants of two sides cross: by straight lines between the temperatures where their difference changes its sign for the last time from the
 * larger being greater. Undefined where it does not, or where an error is not known.
 */
export function crossingOf(found: readonly Found[], [small, large]: readonly [number, number]): Estimate | undefined {
  const ofSide = (side: number) =>
    found.filter((one) => one.side === side).sort((a, b) => a.temperature - b.temperature);
  const [a, b] = [ofSide(small), ofSide(large)];
  if (a.length !== b.length) return undefined;
  const points = a.map((one, i) => {
    const [first, second] = [one.of("binder"), b[i].of("binder")];
    const apart = (second?.value ?? 0) - (first?.value ?? 0);
    return { t: one.temperature, apart, error: hypotenuse(first?.error ?? Infinity, second?.error ?? Infinity) };
  });
  for (let i = points.length - 1; i > 0; i--) {
    const [left, right] = [points[i - 1], points[i]];
    if (!(left.apart >= 0 && right.apart < 0)) continue;
    const share = left.apart / (left.apart - right.apart);
    const slope = (right.apart - left.apart) / (right.t - left.t);
    const error = hypotenuse((1 - share) * left.error, share * right.error) / Math.abs(slope);
    return { value: left.t + share * (right.t - left.t), error: Number.isFinite(error) ? error : undefined };
  }
  return undefined;
}

/** The two largest sides, the smaller first; undefined for one. */
export function largestSides({ sizes }: Pick<SampleParams, "sizes">): readonly [number, number] | undefined {
  const sorted = [...sizes].sort((a, b) => a - b);
  return sorted.length < 2 ? undefined : [sorted[sorted.length - 2], sorted[sorted.length - 1]];
}

/** (⟨e⟩ − exact) / error of each finished lattice whose energy is known exactly (Kaufman) and has an error. */
export function deviations(fold: Fold, params: SampleParams): number[] {
  const exact = fold.output("theory")?.lattices?.values;
  if (exact === undefined) return [];
  return latticesOf(params).flatMap((_, i) => {
    const estimates = fold.output(`chain.${i}`)?.estimates?.values;
    if (estimates === undefined || !(estimates[1] > 0)) return [];
    return [(estimates[0] - exact[2 * i]) / estimates[1]];
  });
}

const hypotenuse = (a: number, b: number): number => Math.sqrt(a * a + b * b);
