import type { Localized } from "../../../../shared/text.ts";

/** Words that labs of texts share. */
export const words = {
  temperature: { es: "Temperatura", en: "Temperature" },
  topK: { es: "Solo los k mejores", en: "Only the best k" },
  all: { es: "todos", en: "all" },
  topP: { es: "Núcleo", en: "Nucleus" },
  again: { es: "Otra vez", en: "Once more" },
  prefix: { es: "Empieza así", en: "Begins like this" },
  prefixHint: { es: "(nada: desde el principio)", en: "(nothing: from the beginning)" },
  shades: {
    es: "probabilidad que la red daba a cada carácter: cuanto más oscuro, más sorpresa",
    en: "probability that the net gave to each character: the darker, the more of a surprise",
  },
  atLeast: { es: "probabilidad {value}", en: "probability {value}" },
  space: { es: "espacio", en: "space" },
  lineEnd: { es: "fin de línea", en: "line end" },
  rare: { es: "otro", en: "other" },
} as const satisfies Record<string, Localized>;
