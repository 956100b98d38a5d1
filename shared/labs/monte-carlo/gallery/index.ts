import { EIGHT_SCHOOLS_CENTERED, EIGHT_SCHOOLS_NONCENTERED, GAUSSIAN_100 } from "./hierarchical.ts";
import { BANANA, DONUT, FUNNEL, GAUSSIAN, MIXTURE, SQUIGGLE } from "./plane.ts";

export { COLUMN_MIXTURE, linearRegression, logisticRegression, poissonRegression } from "./regressions.ts";

/** Texts that need no data, by the id of their target. */
export const FIXED_TEXTS = {
  gaussian: GAUSSIAN,
  banana: BANANA,
  donut: DONUT,
  mixture: MIXTURE,
  funnel: FUNNEL,
  squiggle: SQUIGGLE,
  "eight-schools-centered": EIGHT_SCHOOLS_CENTERED,
  "eight-schools-noncentered": EIGHT_SCHOOLS_NONCENTERED,
  "gaussian-100": GAUSSIAN_100,
} as const satisfies Readonly<Record<string, string>>;
