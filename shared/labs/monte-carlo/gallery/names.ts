/**
 * What the fixed targets report, known without their texts: a page shows them, and says what a run would cost, before anything reads a text. Each has as
 * many unconstrained coordinates.
 */
import type { FIXED_TEXTS } from "./index.ts";
import type { POSTERIORS } from "./posteriordb/index.ts";

const elements = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}[${i + 1}]`);

const PLANE = ["x", "y"];
const EIGHT_SCHOOLS = [...elements("theta", 8), "mu", "tau"];

export type FixedTarget = keyof typeof FIXED_TEXTS | keyof typeof POSTERIORS;

/** Names of the reported parameters, in their order. */
export const FIXED_NAMES: Readonly<Record<FixedTarget, readonly string[]>> = {
  gaussian: PLANE,
  banana: PLANE,
  donut: PLANE,
  mixture: PLANE,
  funnel: PLANE,
  squiggle: PLANE,
  "eight-schools-centered": EIGHT_SCHOOLS,
  "eight-schools-noncentered": EIGHT_SCHOOLS,
  "gaussian-100": elements("x", 100),
  "arK-arK": ["alpha", ...elements("beta", 5), "sigma"],
  "arma-arma11": ["mu", "phi", "theta", "sigma"],
  "garch-garch11": ["mu", "alpha0", "alpha1", "beta1"],
  "kidiq-kidscore_interaction": [...elements("beta", 4), "sigma"],
  "kilpisjarvi_mod-kilpisjarvi": ["alpha", "beta", "sigma"],
  "low_dim_gauss_mix-low_dim_gauss_mix": [...elements("mu", 2), ...elements("sigma", 2), "theta"],
  "mesquite-logmesquite_logvash": [...elements("beta", 6), "sigma"],
  "Rate_3_data-Rate_3_model": ["theta"],
  "sblrc-blr": [...elements("beta", 5), "sigma"],
  "surgical_data-surgical_model": ["mu", "variance", ...elements("b", 12)],
};
