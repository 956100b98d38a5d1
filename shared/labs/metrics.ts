import type { Fold } from "./fold.ts";
import type { Lab } from "./lab.ts";

/** The metrics that are part of the digest: those not declared as measured. */
export function exactMetrics(lab: Lab, metrics: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const measured = lab.metrics.filter(({ kind }) => kind === "measured");
  const isMeasured = (name: string) => measured.some((metric) => metricMatches(metric.name, name));
  return Object.fromEntries(Object.entries(metrics).filter(([name]) => !isMeasured(name)));
}

/** Whether a declared name ("posterior.<node>.<state>" for a family) covers a printed one. */
export function metricMatches(declared: string, name: string): boolean {
  const parts = declared.split(/<[^>]*>/);
  if (parts.length === 1) return declared === name;
  let at = parts[0].length;
  if (!name.startsWith(parts[0])) return false;
  for (const [i, part] of parts.slice(1).entries()) {
    const isLast = i === parts.length - 2;
    const next = isLast ? name.length - part.length : name.indexOf(part, at + 1);
    if (next <= at || !name.endsWith(isLast ? part : "")) return false;
    at = next + part.length;
  }
  return true;
}

/** Metrics without those that are not known yet, or are not finite. */
export function known(metrics: Readonly<Record<string, number | undefined>>): Readonly<Record<string, number>> {
  const entries = Object.entries(metrics).filter((entry): entry is [string, number] => Number.isFinite(entry[1]));
  return Object.fromEntries(entries);
}

/** What the steps of a task have told so far by one of its records, without the gaps. */
export function told(fold: Fold, task: string, record: string): number[] {
  return Array.from(fold.records(task, record)?.values ?? []).filter(Number.isFinite);
}

/** An output of all tasks of a kind, one after another; undefined while one of them is not done, or where there is none. */
export function gathered(fold: Fold, kind: string, output: string): Float64Array | undefined {
  const tasks = fold.tasks.filter((task) => task.kind === kind);
  const found = tasks.map(({ id }) => fold.output(id)?.[output].values);
  if (found.length === 0 || found.includes(undefined)) return undefined;
  return Float64Array.from(found.flatMap((values) => [...(values ?? [])]));
}

/** Undefined for no values. */
export function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}
