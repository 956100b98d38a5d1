import { signal } from "@preact/signals";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Result } from "../../shared/experiment/result.ts";
import type { Device } from "../../shared/labs/lab.ts";
import { load, modify } from "./storage.ts";

/** A finished run, without its arrays: the experiment is enough to recompute them. */
export interface HistoryEntry {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly experiment: Experiment;
  readonly digest: string;
  readonly device: Device;
  readonly seconds: number;
  readonly metrics: Readonly<Record<string, number>>;
}

const longest = 100;
const key = "history";

/** Newest first. */
export const history = signal<readonly HistoryEntry[]>([]);

export async function loadHistory(): Promise<void> {
  history.value = (await load<HistoryEntry[]>(key)) ?? [];
}

export async function remember(result: Result, at: number): Promise<void> {
  const { experiment, digest, device, seconds, metrics } = result;
  const entry: HistoryEntry = { id: crypto.randomUUID(), at, experiment, digest, device, seconds, metrics };
  await modify<readonly HistoryEntry[]>(key, (old = []) => withEntry(old, entry));
  await loadHistory();
}

/** The list with a new entry first; an equal earlier run (same digest) is replaced. */
export function withEntry(old: readonly HistoryEntry[], entry: HistoryEntry): readonly HistoryEntry[] {
  return [entry, ...old.filter((one) => one.digest !== entry.digest)].slice(0, longest);
}

export async function forget(id: string): Promise<void> {
  await modify<readonly HistoryEntry[]>(key, (old = []) => old.filter((entry) => entry.id !== id));
  await loadHistory();
}

export async function forgetAll(): Promise<void> {
  await modify<readonly HistoryEntry[]>(key, () => []);
  await loadHistory();
}
