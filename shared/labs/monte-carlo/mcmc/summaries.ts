import type { Arrays } from "../../../arrays.ts";
import { SUMMARY, type Summary, type SummaryName } from "../../../stats/summary.ts";

const WIDTH = SUMMARY.length;

/** The summaries that an answer holds. */
export function summariesOf({ values, known }: Arrays): readonly Partial<Summary>[] {
  return Array.from({ length: values.shape[0] }, (_, row) => {
    const of = (name: SummaryName, i: number) =>
      known.values[row * WIDTH + i] ? [[name, values.values[row * WIDTH + i]] as const] : [];
    return Object.fromEntries(SUMMARY.flatMap(of));
  });
}

/** The summaries of parameters as the metrics of a result say them, where they say any: they are of all its draws after warm-up, however few were kept. */
export function summariesIn(
  metrics: Readonly<Record<string, number>>,
  parameters: readonly string[],
): readonly Partial<Summary>[] {
  const known = parameters.filter((name) => `mean.${name}` in metrics);
  return known.map((parameter) =>
    Object.fromEntries(
      SUMMARY.flatMap((name) => {
        const value = metrics[`${name}.${parameter}`];
        return value === undefined ? [] : [[name, value] as const];
      }),
    ),
  );
}
