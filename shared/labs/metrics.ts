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
