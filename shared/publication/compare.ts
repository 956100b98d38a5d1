import type { Metric } from "../labs/lab.ts";
import type { Claim } from "./publication.ts";

/**
 * What a run here says about a claim: "same" to the last bit; "different" on the same engine and device, where it would have to be the same;
 * "other" when another engine or device computed it, and then whether the exact metrics agree within the tolerance.
 */
export type Verdict =
  | { readonly kind: "same" }
  | { readonly kind: "different"; readonly metrics: readonly Compared[] }
  | { readonly kind: "other"; readonly within: boolean; readonly metrics: readonly Compared[] };

export interface Compared {
  readonly name: string;
  /** Absent where that side does not have the metric. */
  readonly claimed?: number;
  readonly here?: number;
  readonly agrees: boolean;
}

/**
 * Allowed relative difference of an exact metric between engines. Rounding differs there, training and chains go other ways after a while,
 * and metrics are averages over them: two parts in a hundred.
 */
export const tolerance = 0.02;

export function compareClaim(claim: Claim, here: Claim, metrics: readonly Metric[]): Verdict {
  if (claim.digest === here.digest) return { kind: "same" };
  const compared = compareMetrics(claim, here, metrics);
  if (sameEngine(claim, here)) return { kind: "different", metrics: compared };
  return { kind: "other", within: compared.every(({ agrees }) => agrees), metrics: compared };
}

function sameEngine(a: Claim, b: Claim): boolean {
  const names = Object.keys(a.engine.wasm);
  return (
    a.device === b.device &&
    a.engine.random === b.engine.random &&
    names.length === Object.keys(b.engine.wasm).length &&
    names.every((name) => Object.hasOwn(b.engine.wasm, name) && a.engine.wasm[name] === b.engine.wasm[name])
  );
}

/** The exact metrics of both sides. One that only one side has does not agree. */
function compareMetrics(claim: Claim, here: Claim, metrics: readonly Metric[]): readonly Compared[] {
  const names = new Set([...Object.keys(claim.metrics), ...Object.keys(here.metrics)]);
  return [...names]
    .filter((name) => isExact(name, metrics))
    .map((name) => {
      const sides = {
        ...(Object.hasOwn(claim.metrics, name) ? { claimed: claim.metrics[name] } : {}),
        ...(Object.hasOwn(here.metrics, name) ? { here: here.metrics[name] } : {}),
      };
      return { name, ...sides, agrees: areClose(sides.claimed, sides.here) };
    });
}

/** A metric that the lab does not declare counts as exact: a claim cannot hide behind a name. */
function isExact(name: string, metrics: readonly Metric[]): boolean {
  const found = metrics.find((metric) => metric.name === name || (isFamily(metric) && name.startsWith(stem(metric))));
  return found?.kind !== "measured";
}
const isFamily = ({ name }: Metric) => name.endsWith(".<x>");
const stem = ({ name }: Metric) => name.slice(0, -"<x>".length);

function areClose(a: number | undefined, b: number | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b)) + 1e-9;
}
