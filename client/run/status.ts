import type { Result } from "../../shared/experiment/result.ts";

/** Where a run stands. */
export type Status =
  | { readonly kind: "idle" }
  /** Data are read and the plan is made; nothing is computed yet. */
  | { readonly kind: "preparing" }
  | ({ readonly kind: "running" } & Progress)
  | ({ readonly kind: "paused" } & Progress)
  | { readonly kind: "finished"; readonly result: Result }
  | { readonly kind: "failed"; readonly error: unknown };

export interface Progress {
  /** Steps done and to do, of all tasks together. */
  readonly done: number;
  readonly total: number;
  /** Seconds that threads were at work, pauses left out. */
  readonly seconds: number;
}

export function isBusy(status: Status): status is Extract<Status, { kind: "preparing" | "running" | "paused" }> {
  return status.kind === "preparing" || status.kind === "running" || status.kind === "paused";
}

/** Steps a second, and seconds still to go at that rate; null before there is a rate. */
export function pace({ done, total, seconds }: Progress): { readonly rate: number; readonly left: number } | null {
  if (done === 0 || seconds < 0.2) return null;
  const rate = done / seconds;
  return { rate, left: (total - done) / rate };
}
