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
    es: "probabilidad que la red daba a cada carácter: cuanto más color, más sorpresa",
    en: "probability that the net gave to each character: the stronger the colour, the more of a surprise",
  },
  surprise: {
    es: "Sorpresa de cada carácter, de 0 a {most} bits",
    en: "Surprise of each character, from 0 to {most} bits",
  },
  atLeast: { es: "probabilidad {value}", en: "probability {value}" },
  space: { es: "espacio", en: "space" },
  lineEnd: { es: "fin de línea", en: "line end" },
  rare: { es: "otro", en: "other" },
} as const satisfies Record<string, Localized>;
