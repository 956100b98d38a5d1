import type { Localized } from "../../../../shared/text.ts";

export const words = {
  written: { es: "Lo que escribe", en: "What it writes" },
  writtenNote: {
    es: "carácter a carácter, cada uno sacado de lo que la red da",
    en: "character by character, each drawn from what the net gives",
  },
  learning: { es: "minilote {step}: la red de este momento", en: "minibatch {step}: the net of this moment" },
  ofRun: { es: "lo que escribió al terminar el experimento", en: "what it wrote at the end of the run" },
  next: { es: "Qué viene ahora", en: "What comes next" },
  nextNote: {
    es: "escribe, y mira qué espera la red; pulsa un carácter para añadirlo",
    en: "type, and see what the net expects; press a character to add it",
  },
  probability: { es: "probabilidad", en: "probability" },
  curves: { es: "Aprendizaje", en: "Learning" },
  bits: { es: "Bits por carácter", en: "Bits per character" },
  table: { es: "tabla de orden 3", en: "table of order 3" },
  final: { es: "la red, con memoria", en: "the net, with memory" },
  curvesNote: {
    es: "Las curvas miden ventanas que empiezan sin memoria. Las líneas rectas, el texto de prueba leído de seguido: por la tabla de cuentas y, al final, por la red.",
    en: "The curves measure windows that begin without memory. The level lines, the held-out text read on and on: by the table of counts and, at the end, by the net.",
  },
  empty: { es: "Aparece con los primeros pasos.", en: "Appears with the first steps." },
  curvesEmpty: {
    es: "Las curvas aparecen con el primer minilote.",
    en: "The curves appear with the first minibatch.",
  },
  heldOut: { es: "Texto de prueba", en: "Held-out text" },
  heldOutNote: {
    es: "el principio de lo que no se aprendió, con la probabilidad que cada carácter tenía",
    en: "the beginning of what was not learnt, with the probability that each character had",
  },
  byNet: { es: "según la red", en: "by the net" },
  byTable: { es: "según la tabla de orden 3", en: "by the table of order 3" },
  meanBits: { es: "{value} bits por carácter en este trozo", en: "{value} bits per character in this piece" },
  character: { es: "carácter", en: "character" },
  netBits: { es: "bits, red", en: "bits, net" },
  tableBits: { es: "bits, tabla", en: "bits, table" },
  series: { es: "La serie que escribe", en: "The series that it writes" },
  seriesNote: { es: "desde 100, cada letra una subida o una bajada", en: "from 100, each letter a rise or a fall" },
  learnt: { es: "de los datos", en: "from the data" },
  wrote: { es: "de la red", en: "by the net" },
  day: { es: "día", en: "day" },
  price: { es: "precio", en: "price" },
} as const satisfies Record<string, Localized>;
