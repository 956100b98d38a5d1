import type { Localized } from "../../../shared/text.ts";

export const words = {
  repeat: { es: "repetición", en: "repeat" },
  pair: { es: "par", en: "pair" },
  mean: { es: "media", en: "mean" },
} as const satisfies Record<string, Localized>;
