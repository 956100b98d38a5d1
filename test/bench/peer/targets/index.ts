import type { Target } from "../../../../shared/kernels/mcmc/target.ts";
import { eightSchoolsCentered, eightSchoolsNoncentered } from "./eight-schools.ts";
import { banana, correlatedGaussian, donut, funnel, mixture, squiggle } from "./gallery.ts";
import { gaussian100 } from "./gaussian.ts";
import type { LinearModel } from "./linear-regression.ts";
import { linearRegression } from "./linear-regression.ts";
import type { LogisticModel } from "./logistic-regression.ts";
import { logisticRegression } from "./logistic-regression.ts";

/** A density written by hand, with what the module in AssemblyScript needs to know of it. */
export interface HandWritten {
  readonly target: Target;
  /** Number of the target in ../assembly/targets.ts. */
  readonly code: number;
  readonly linear?: LinearModel;
  readonly logistic?: LogisticModel;
}

/** Targets that need no data, by id. */
export const fixedModels = {
  gaussian: { target: correlatedGaussian, code: 0 },
  banana: { target: banana, code: 1 },
  donut: { target: donut, code: 2 },
  mixture: { target: mixture, code: 3 },
  funnel: { target: funnel, code: 4 },
  squiggle: { target: squiggle, code: 5 },
  "eight-schools-centered": { target: eightSchoolsCentered, code: 6 },
  "eight-schools-noncentered": { target: eightSchoolsNoncentered, code: 7 },
  "gaussian-100": { target: gaussian100, code: 8 },
} as const satisfies Readonly<Record<string, HandWritten>>;

export type FixedTarget = keyof typeof fixedModels;

export function linearRegressionModel(linear: LinearModel): HandWritten {
  return { target: linearRegression(linear), code: 9, linear };
}

export function logisticRegressionModel(logistic: LogisticModel): HandWritten {
  return { target: logisticRegression(logistic), code: 10, logistic };
}
