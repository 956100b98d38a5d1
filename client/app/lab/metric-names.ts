/** What the page calls metrics. */
import type { Table } from "../../../shared/data/table.ts";
import type { Params } from "../../../shared/experiment/fields.ts";
import type { Metric } from "../../../shared/labs/lab.ts";
import { metricMatches } from "../../../shared/labs/metrics.ts";
import { t } from "../../i18n/locale.ts";

/** The label, with what distinguishes one number of a family: "Δ 1" for "delta.1" of the family "delta.<i>". */
export function labelOf(metric: Metric, name: string): string {
  if (!metric.label) return name;
  const member = memberOf(metric, name);
  if (member === undefined) return t(metric.label);
  const known = metric.members?.[member];
  return `${t(metric.label)} ${known ? t(known) : member}`;
}

/** Which one of a family a name says; undefined of a metric that is none. */
function memberOf(metric: Metric, name: string): string | undefined {
  const at = metric.name.indexOf("<");
  return at < 0 ? undefined : name.slice(at);
}

/** Whether runs with these parameters and on this table (null: not known) can have a number of this name. */
export function canHave(metric: Metric | undefined, name: string, params: Params, data: Table | null): boolean {
  return metric?.applies?.(params, data, memberOf(metric, name)) ?? true;
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
