/** The steps of lessons that are done, by their ids: kept on this device, and read by whoever shows progress. */
import { signal } from "@preact/signals";
import { recall, remember } from "../i18n/preference.ts";

const name = (lab: string) => `lesson.${lab}`;
/** Grows with every change on this page. */
const changes = signal(0);

/** Read in a component, it follows changes. Numbers of steps, as they were kept before, name none. */
export function readTicks(lab: string): ReadonlySet<string> {
  void changes.value;
  return new Set((recall(name(lab)) ?? "").split(",").filter((id) => id !== ""));
}

export function writeTicks(lab: string, ids: Iterable<string>): void {
  remember(name(lab), [...ids].join(","));
  changes.value++;
}

export const clearTicks = (lab: string): void => writeTicks(lab, []);
