import type { Result } from "../../shared/experiment/result.ts";
import type { Pace } from "./pace.ts";

/** Where a run stands. */
export type Status =
  | { readonly kind: "idle" }
  /** Data are read and the plan is made; nothing is computed yet. */
  | { readonly kind: "preparing" }
  | ({ readonly kind: "running" } & Progress)
  | ({ readonly kind: "paused" } & Progress)
  | ({ readonly kind: "finished"; readonly result: Result } & Instead)
  | { readonly kind: "failed"; readonly error: unknown };

/** Why it is not the device that was asked for. */
interface Instead {
  readonly instead?: unknown;
}

export interface Progress extends Instead {
  /** Steps done and to do, of all tasks together. */
  readonly done: number;
  readonly total: number;
  /** Part of the expected time that is over, from 0 to 1: steps of one kind of task may take longer than those of another. */
  readonly fraction: number;
  /** Seconds that threads were at work, excluding pauses. */
  readonly seconds: number;
  /** How many work on one task together: more than one where others help with it. */
  readonly threads?: number;
  /** Null before it has been timed for a second. */
  readonly pace: Pace | null;
}

export function isBusy(status: Status): status is Extract<Status, { kind: "preparing" | "running" | "paused" }> {
  return status.kind === "preparing" || status.kind === "running" || status.kind === "paused";
}
