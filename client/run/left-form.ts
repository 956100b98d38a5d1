/**
 * The form at the moment its page is left, in the tab's own storage: what IndexedDB has begun to write then, a browser may drop. It is there until
 * it is written for good, by this page or by the next one of the tab.
 */
import type { Experiment } from "../../shared/experiment/experiment.ts";

export interface LeftForm {
  readonly experiment: Experiment;
  /** What the form started with, where no address says so. */
  readonly origin?: Experiment | undefined;
  /** The form said something else than it started with. */
  readonly isChanged: boolean;
  /** The address did not say yet what the form said. */
  readonly isAhead: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const place = (lab: string) => `latente.left.${lab}`;

export function leaveForm(form: LeftForm): void {
  try {
    globalThis.sessionStorage?.setItem(place(form.experiment.lab), JSON.stringify(form));
  } catch {
    // Denied, or longer than what a tab may store: what IndexedDB has of it is all.
  }
}

export function leftForm(lab: string): LeftForm | null {
  try {
    return JSON.parse(globalThis.sessionStorage?.getItem(place(lab)) ?? "null");
  } catch {
    return null;
  }
}

export function forgetLeft(lab: string): void {
  try {
    globalThis.sessionStorage?.removeItem(place(lab));
  } catch {
    // Denied.
  }
}
