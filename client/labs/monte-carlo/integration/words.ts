import type { Localized } from "../../../../shared/text.ts";

export const words = {
  loss: { es: "Pérdida", en: "Loss" },
  step: { es: "Paso", en: "Step" },
  empty: { es: "La curva aparece con el primer paso.", en: "The curve appears with the first step." },
} as const satisfies Record<string, Localized>;
