import { intervalFactor } from "../../../../shared/kernels/integration/estimate.ts";
import type { Fold } from "../../../../shared/labs/fold.ts";
import type { IntegrationParams } from "../../../../shared/labs/monte-carlo/integration/fields.ts";
import type { Method } from "../../../../shared/labs/monte-carlo/integration/integral/method-fields.ts";
import { METHODS } from "../../../../shared/labs/monte-carlo/integration/integral/method-fields.ts";
import { isRandomised, STREAMS } from "../../../../shared/labs/monte-carlo/integration/integral/methods.ts";
import { seriesColor } from "../../../views/palette.ts";
import type { ViewProps } from "../../view.ts";

export type IntegrationProps = ViewProps<IntegrationParams>;

export const methodColor = (method: Method): string => seriesColor(METHODS.indexOf(method));

/** The estimate after each share of the points, and the ends of its 95 % interval. */
export function courseOf(fold: Fold, method: Method, { log2Points = 14 }: IntegrationParams) {
  const id = `course.${method}`;
  const estimates = fold.records(id, "estimate")?.values ?? [];
  const errors = fold.records(id, "standardError")?.values ?? [];
  const steps = fold.tasks.find((task) => task.id === id)?.steps ?? 1;
  const share = 2 ** log2Points / steps;
  const factor = intervalFactor(isRandomised(method) ? STREAMS - 1 : 1e7);
  return {
    n: Float64Array.from(estimates, (_, i) => (i + 1) * share),
    estimate: Float64Array.from(estimates),
    low: Float64Array.from(estimates, (value, i) => value - factor * errors[i]),
    high: Float64Array.from(estimates, (value, i) => value + factor * errors[i]),
  };
}

/** The points of a method that are kept to be shown, and the values at them. */
export function pointsOf(fold: Fold, method: Method) {
  const found = fold.output(`course.${method}`)?.points
    ? fold.output(`course.${method}`)
    : fold.snapshot(`course.${method}`);
  const { points, values } = found ?? {};
  if (!points || !values) return undefined;
  const [count, dimension] = points.shape;
  return { count, dimension, points: points.values, values: values.values };
}
