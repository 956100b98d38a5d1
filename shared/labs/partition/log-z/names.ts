import type { Localized } from "../../../text.ts";

/** Where the ways to log Z begin: the base, a density whose constant is known. */
export const BASES = ["uniform", "rates", "meanField"] as const;
export type BaseName = (typeof BASES)[number];

export const BASE_NAMES: Readonly<Record<BaseName, Localized>> = {
  uniform: { es: "uniforme", en: "uniform" },
  rates: { es: "frecuencias de los datos", en: "data rates" },
  meanField: { es: "campo medio", en: "mean field" },
};

/** The ways that are compared with the exact value. */
export const METHODS = [
  "naive",
  "importance",
  "aisUniform",
  "aisRates",
  "aisMeanField",
  "bridge",
  "thermodynamic",
] as const;
export type Method = (typeof METHODS)[number];

export const METHOD_NAMES: Readonly<Record<Method, Localized>> = {
  naive: { es: "Monte Carlo ingenuo", en: "naive Monte Carlo" },
  importance: { es: "muestreo por importancia", en: "importance sampling" },
  aisUniform: { es: "AIS, base uniforme", en: "AIS, uniform base" },
  aisRates: { es: "AIS, frecuencias de los datos", en: "AIS, data rates" },
  aisMeanField: { es: "AIS, campo medio", en: "AIS, mean field" },
  bridge: { es: "muestreo puente", en: "bridge sampling" },
  thermodynamic: { es: "integración termodinámica", en: "thermodynamic integration" },
};
