import type { Localized } from "../../../../shared/text.ts";

export { errors } from "./errors.ts";

export const words = {
  sequence: { es: "Secuencia", en: "Sequence" },
  posterior: { es: "Probabilidad de cada estado", en: "Probability of each state" },
  posteriorNote: {
    es: "por todo lo observado, antes y después",
    en: "given all that was observed, before and after",
  },
  step: { es: "Paso", en: "Step" },
  probability: { es: "Probabilidad", en: "Probability" },
  empty: { es: "Ejecuta para ver qué estados son probables.", en: "Run to see which states are probable." },
} as const satisfies Record<string, Localized>;
