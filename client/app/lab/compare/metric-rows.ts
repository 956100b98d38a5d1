import type { Lab } from "../../../../shared/labs/lab.ts";
import { exactMetrics } from "../../../../shared/labs/metrics.ts";

export interface MetricRow {
  readonly name: string;
  /** Absent where that result does not have it. */
  readonly a?: number | undefined;
  readonly b?: number | undefined;
  /** b − a, where both have it. */
  readonly difference?: number | undefined;
}

type Metrics = Readonly<Record<string, number>>;

/** The exact metrics of two results beside each other: in the order of the first, then what only the second has. */
export function metricRows(lab: Lab, first: Metrics, second: Metrics): readonly MetricRow[] {
  const [a, b] = [exactMetrics(lab, first), exactMetrics(lab, second)];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].map((name) => {
    const isBoth = Object.hasOwn(a, name) && Object.hasOwn(b, name);
    return { name, a: a[name], b: b[name], difference: isBoth ? b[name] - a[name] : undefined };
  });
}
