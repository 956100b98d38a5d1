import type { Arrays, NDArray } from "../arrays.ts";
import { typeName } from "../experiment/digest.ts";
import { sameEngine } from "../experiment/engine.ts";
import type { Result } from "../experiment/result.ts";
import type { Lab, Metric, Task } from "../labs/lab.ts";
import { isMeasuredArray } from "../labs/measured.ts";
import { metricMatches } from "../labs/metrics.ts";
import { QUANTISER } from "../labs/quantiser.ts";
import { quantiserOf } from "../quant/graph/origin.ts";
import type { Claimed, ClaimedArray } from "./claimed.ts";
import { thinArrays } from "./thin.ts";

/**
 * What a run here says about a claim. Where the same engine computed both on the same device, "same" means that everything that was claimed is
 * what the run gives, bit for bit, and "different" that something is not, though it would have to be. "other" is all that can be said where
 * another engine or device computed it, another version of the quantiser made its model, or one that is not known (from before they were counted), or a GPU: each
 * rounds in its own way.
 * Then whether the whole claim is equal anyway, or at least its exact metrics within the tolerance.
 */
export type Verdict =
  | { readonly kind: "same" }
  | ({ readonly kind: "different" } & Comparison)
  | ({ readonly kind: "other"; readonly agreement: "equal" | "within" | "beyond" } & Comparison);

export interface Comparison {
  /** Parts of the claim that are not what the run gives. */
  readonly differs: readonly Part[];
  /** All exact metrics of both sides. */
  readonly metrics: readonly Compared[];
  /** Names of the arrays that differ, or that only one side has. */
  readonly arrays: readonly string[];
}
export type Part = "digest" | "metrics" | "arrays" | "model";

export interface Compared {
  readonly name: string;
  /** Absent where that side does not have the metric; NaN where it is not finite. */
  readonly claimed?: number;
  readonly here?: number;
  /** To the last bit, and between engines within the tolerance. */
  readonly agrees: boolean;
}

/** A run that was made here to its end. */
export interface Here {
  readonly result: Result;
  readonly tasks: readonly Task[];
  /** Bytes of its quantised model, where it has one. */
  model(): Uint8Array | undefined;
}

/**
 * Allowed relative difference of an exact metric between engines. Rounding differs there, training and chains diverge after a while,
 * and metrics are averages over them: two parts in a hundred.
 */
export const tolerance = 0.02;

export function compareClaim(claimed: Claimed, here: Here, lab: Pick<Lab, "metrics" | "processes">): Verdict {
  const { claim } = claimed;
  const { result } = here;
  const metrics = compareMetrics(claim.metrics, result.metrics, lab.metrics, isSameNumber);
  const arrays = differentArrays(claimed, here, lab);
  const differs: Part[] = [];
  if (claim.digest !== result.digest) differs.push("digest");
  if (!metrics.every(({ agrees }) => agrees)) differs.push("metrics");
  if (arrays === null || arrays.length > 0) differs.push("arrays");
  if (claimed.model !== undefined && !areSameBytes(claimed.model, here.model())) differs.push("model");
  const comparison = { differs, metrics, arrays: arrays ?? [] };
  const isExact = claim.device === result.device && claim.device !== "webgpu";
  if (isExact && sameEngine(claim.engine, result.engine) && isSameQuantiser(claimed, here)) {
    return differs.length === 0 ? { kind: "same" } : { kind: "different", ...comparison };
  }
  const close = compareMetrics(claim.metrics, result.metrics, lab.metrics, areClose);
  const within = close.every(({ agrees }) => agrees) ? "within" : "beyond";
  return { kind: "other", agreement: differs.length === 0 ? "equal" : within, ...comparison, metrics: close };
}

/** The exact metrics of both sides. One that only one side has does not agree. */
function compareMetrics(
  claimed: Readonly<Record<string, number>>,
  here: Readonly<Record<string, number>>,
  declared: readonly Metric[],
  agree: (a: number, b: number) => boolean,
): readonly Compared[] {
  const measured = declared.filter(({ kind }) => kind === "measured");
  // A metric that the lab does not declare counts as exact: a claim cannot hide behind a name.
  const isExact = (name: string) => !measured.some((metric) => metricMatches(metric.name, name));
  const names = new Set([...Object.keys(claimed), ...Object.keys(here)]);
  return [...names].filter(isExact).map((name) => {
    const a = Object.hasOwn(claimed, name) ? claimed[name] : undefined;
    const b = Object.hasOwn(here, name) ? here[name] : undefined;
    return {
      name,
      ...(a === undefined ? {} : { claimed: a }),
      ...(b === undefined ? {} : { here: b }),
      agrees: a !== undefined && b !== undefined && agree(a, b),
    };
  });
}

/** JSON has null for every number that is not finite, and 0 for −0. */
function isSameNumber(a: number | null, b: number): boolean {
  return a === b || (!Number.isFinite(a) && !Number.isFinite(b));
}

function areClose(a: number, b: number): boolean {
  return isSameNumber(a, b) || Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b)) + 1e-9;
}

/** Names of the claimed arrays that the run, thinned alike, does not give, and of those that it gives beside them; null for unreadable ones. */
function differentArrays(
  { arrays: claimed }: Claimed,
  { result, tasks }: Here,
  lab: Pick<Lab, "processes">,
): readonly string[] | null {
  if (claimed === undefined || claimed === null) return claimed === null ? null : [];
  const { arrays, room, wholeNets = false } = claimed;
  const here: Arrays = room === undefined ? result.arrays : thinArrays(result.arrays, room, { wholeNets }).arrays;
  const names = new Set([...Object.keys(arrays), ...Object.keys(here)]);
  return [...names].filter((name) => {
    if (isMeasuredArray(lab, tasks, name)) return false;
    return !(Object.hasOwn(arrays, name) && Object.hasOwn(here, name) && isSameArray(arrays[name], here[name]));
  });
}

function isSameArray({ shape, type, values }: ClaimedArray, here: NDArray): boolean {
  if (type !== undefined && type !== typeName(here.values)) return false;
  if (shape.length !== here.shape.length || shape.some((length, axis) => length !== here.shape[axis])) return false;
  if (values.length !== here.values.length) return false;
  if (!ArrayBuffer.isView(values)) return values.every((value, i) => isSameNumber(value, here.values[i]));
  // As in the digest: every NaN is one, and −0 is not 0.
  for (let i = 0; i < values.length; i++) if (!Object.is(values[i], here.values[i])) return false;
  return true;
}

/** A graph of integers that is made after the run says by which version of the quantiser, which the engine does not count; models that are outputs of the run say none. */
function isSameQuantiser({ model: claimed }: Claimed, here: Here): boolean {
  const version = claimed && quantiserOf(claimed);
  if (version === undefined) return true;
  const own = here.model();
  return version === (own ? quantiserOf(own) : QUANTISER);
}

function areSameBytes(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return b !== undefined && a.length === b.length && a.every((byte, i) => byte === b[i]);
}
