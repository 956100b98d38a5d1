/** Metrics that say themselves how they are measured: what a number means and where it comes from stand in one place. */
import type { Table } from "../data/table.ts";
import type { Fold } from "./fold.ts";
import type { Metric } from "./lab.ts";
import { known, mean, told } from "./metrics.ts";

/** What is said of an exact metric beside its name: of a number without a unit where none is given. */
interface Declared extends Omit<Metric, "name" | "unit" | "kind"> {
  readonly unit?: string;
  /** Where it comes from, which is no part of what is said of it. */
  readonly of?: unknown;
}

/** `P`: parameters of the lab. */
interface Measured<P> extends Declared {
  /** Of a run, finished or not; undefined where it is not known. */
  of(fold: Fold, params: P, data: Table | null): number | undefined;
}
export type MetricTable<P> = Readonly<Record<string, Measured<P>>>;

/** Metrics by their names, of a lab that measures several of them at once. */
export function metricsIn(table: Readonly<Record<string, Declared>>): readonly Metric[] {
  return Object.entries(table).map(([name, { of: _, ...said }]) => ({ unit: "", ...said, name, kind: "exact" }));
}

/** The members `metrics` and `measure` of a lab. */
export function metricTable<P>(table: MetricTable<P>) {
  return {
    metrics: metricsIn(table),
    measure: (fold: Fold, { params }: { readonly params: P }, data: Table | null) =>
      known(Object.fromEntries(Object.entries(table).map(([name, { of }]) => [name, of(fold, params, data)]))),
  };
}

/** The first number of an output, or another one. */
export const outputOf =
  (task: string, name: string, at = 0) =>
  (fold: Fold): number | undefined =>
    fold.output(task)?.[name]?.values[at];

/** The same; until it is there what training told last by this record. */
export const outputOrLast = (task: string, name: string, record: string) => (fold: Fold) =>
  outputOf(task, name)(fold) ?? told(fold, "train", record).at(-1);

/** Mean of what the last 50 minibatches of training told by this record. */
export const lastMinibatches = (record: string) => (fold: Fold) => mean(told(fold, "train", record).slice(-50));
