import type { Localized } from "../../../../shared/text.ts";

/** Words that labs of texts share. */
export const words = {
  temperature: { es: "Temperatura", en: "Temperature" },
  topK: { es: "Los k más probables", en: "The k most probable" },
  all: { es: "todos", en: "all" },
  topP: { es: "Núcleo (top-p)", en: "Nucleus (top-p)" },
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
  exactly: { es: "probabilidad {value}", en: "probability {value}" },
  atLeast: { es: "probabilidad {value} o más", en: "probability {value} or more" },
  quoted: { es: "«{sign}»", en: "“{sign}”" },
  unknown: {
    es: "Fuera del alfabeto que la red aprendió: {signs}. Lo lee como «�», el signo de todo lo raro.",
    en: "Not in the alphabet that the net learnt: {signs}. It reads “�” there, the sign of all that is rare.",
  },
  press: { es: "Añadir «{sign}»", en: "Add “{sign}”" },
  nextBars: { es: "Probabilidad del carácter siguiente", en: "Probability of the next character" },
  answering: { es: "La red está leyendo…", en: "The net is reading…" },
  space: { es: "espacio", en: "space" },
  lineEnd: { es: "fin de línea", en: "line end" },
  rare: { es: "otro", en: "other" },
} as const satisfies Record<string, Localized>;
