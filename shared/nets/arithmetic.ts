import { erf, exp, expf, log, logf, sigmoid, sigmoidf, softplus, softplusf, tanh, tanhf } from "../math/index.ts";
import type { Arithmetic } from "./tensor.ts";

/** What runs compute with. erf is rounded from float64: it is rare, and both devices take it so. */
export const float32: Arithmetic = {
  round: Math.fround,
  exp: expf,
  log: logf,
  tanh: tanhf,
  sigmoid: sigmoidf,
  softplus: softplusf,
  erf: (x) => Math.fround(erf(x)),
};

/** What finite differences need. */
export const float64: Arithmetic = { round: (x) => x, exp, log, tanh, sigmoid, softplus, erf };
