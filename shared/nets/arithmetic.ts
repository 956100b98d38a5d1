import { erff, expf, expMinusAbsf, expm1f, logf, sigmoidf, softplusf, tanhf } from "../math/elementary32.ts";
import { erf, exp, expm1, log, sigmoid, softplus, tanh } from "../math/index.ts";
import type { Arithmetic } from "./tensor.ts";

/** What runs compute with. */
export const float32: Arithmetic = {
  round: Math.fround,
  exp: expf,
  expMinusAbs: expMinusAbsf,
  expm1: expm1f,
  log: logf,
  tanh: tanhf,
  sigmoid: sigmoidf,
  softplus: softplusf,
  erf: erff,
};

/** What finite differences need. */
export const float64: Arithmetic = {
  round: (x) => x,
  exp,
  expMinusAbs: (x) => exp(-Math.abs(x)),
  expm1,
  log,
  tanh,
  sigmoid,
  softplus,
  erf,
};
