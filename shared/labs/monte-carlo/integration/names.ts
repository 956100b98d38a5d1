import type { Localized } from "../../../text.ts";
import type { Descent, SCHEMES } from "./gradient/schemes.ts";
import type { Method } from "./integral/method-fields.ts";

/** Short names, for labels of lines and metrics. */
export const METHOD_NAMES: Readonly<Record<Method, Localized>> = {
  plain: { es: "simple", en: "plain" },
  antithetic: { es: "antitéticas", en: "antithetic" },
  control: { es: "control", en: "control" },
  stratified: { es: "estratificado", en: "stratified" },
  latin: { es: "hipercubo latino", en: "Latin hypercube" },
  sobol: { es: "Sobol", en: "Sobol" },
};

export const SCHEME_NAMES: Readonly<Record<(typeof SCHEMES)[number], Localized>> = {
  with: { es: "con reemplazo", en: "with replacement" },
  without: { es: "sin reemplazo", en: "without replacement" },
  svrg: { es: "SVRG", en: "SVRG" },
};

export const DESCENT_NAMES: Readonly<Record<Descent, Localized>> = {
  full: { es: "todas las filas", en: "all rows" },
  ...SCHEME_NAMES,
};
