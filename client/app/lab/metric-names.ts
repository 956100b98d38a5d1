/** What the page calls metrics. */
import type { Metric } from "../../../shared/labs/lab.ts";
import { metricMatches } from "../../../shared/labs/metrics.ts";
import { t } from "../../i18n/locale.ts";

/** The label, with what distinguishes one number of a family: "Δ 1" for "delta.1" of the family "delta.<i>". */
export function labelOf(metric: Metric, name: string): string {
  if (!metric.label) return name;
  const at = metric.name.indexOf("<");
  if (at < 0) return t(metric.label);
  const member = name.slice(at);
  const known = metric.members?.[member];
  return `${t(metric.label)} ${known ? t(known) : member}`;
}

/** What the page calls a metric. */
export function nameOf(metrics: readonly Metric[], name: string): string {
  const metric = describe(metrics, name);
  return metric ? labelOf(metric, name) : name;
}

/** The metric of a name; "ess.bulk.mu" belongs to the family "ess.bulk.<x>". */
export function describe(metrics: readonly Metric[], name: string): Metric | undefined {
  return metrics.find((metric) => metricMatches(metric.name, name));
}
