import type { Fields, ParamsOf } from "../../../../experiment/fields.ts";

const when = { field: "task", is: ["vocabulary"] } as const;
const generated = { field: "corpus", is: ["generated"] } as const;

/** Parameters of the task "vocabulary". */
export const vocabularyFields = {
  corpus: {
    when,
    kind: "choice",
    label: { es: "Texto", en: "Text" },
    help: {
      es: "Palabras sorteadas con las frecuencias de la ley de Zipf, de las que se sabe la mejor pérdida posible; o las de tus datos.",
      en: "Words drawn with the frequencies of Zipf's law, of which the best possible loss is known; or those of your data.",
    },
    options: [
      { value: "generated", label: { es: "Generado (Zipf)", en: "Generated (Zipf)" } },
      { value: "own", label: { es: "El de los datos", en: "That of the data" } },
    ],
    default: "generated",
  },
  words: {
    when: generated,
    kind: "integer",
    label: { es: "Palabras del vocabulario", en: "Words of the vocabulary" },
    help: {
      es: "La softmax completa las recorre todas en cada paso.",
      en: "The full softmax goes through all of them at every update.",
    },
    min: 50,
    max: 50_000,
    default: 2000,
    scale: "log",
  },
  topics: {
    when: generated,
    kind: "integer",
    label: { es: "Temas", en: "Topics" },
    help: {
      es: "Cada palabra es de un tema; tres de cada cuatro veces la siguiente es del mismo.",
      en: "Every word belongs to a topic; three times out of four the next word is of the same one.",
    },
    min: 1,
    max: 50,
    default: 10,
  },
  exponent: {
    when: generated,
    kind: "number",
    label: { es: "Exponente de Zipf", en: "Zipf's exponent" },
    help: {
      es: "La palabra de rango r tiene frecuencia ∝ 1/r elevado a él.",
      en: "The word of rank r has a frequency ∝ 1/r to its power.",
    },
    min: 0,
    max: 2,
    default: 1,
    step: 0.05,
    advanced: true,
  },
  method: {
    when,
    kind: "choice",
    label: { es: "En lugar de la suma", en: "In place of the sum" },
    help: {
      es: "Cómo se estima el gradiente con pocas palabras sorteadas.",
      en: "How the gradient is estimated from a few drawn words.",
    },
    options: [
      { value: "importance", label: { es: "Muestreo por importancia", en: "Importance sampling" } },
      { value: "sampled", label: { es: "Softmax muestreada", en: "Sampled softmax" } },
      { value: "nce", label: { es: "Contraste con ruido (NCE)", en: "Noise contrast (NCE)" } },
      { value: "uncorrected", label: { es: "Muestreada sin corregir (mal)", en: "Sampled, uncorrected (wrong)" } },
    ],
    default: "sampled",
  },
  samples: {
    when,
    kind: "integer",
    label: { es: "Palabras sorteadas", en: "Words drawn" },
    help: { es: "En cada actualización.", en: "At every update." },
    min: 1,
    max: 2000,
    default: 64,
    scale: "log",
  },
  power: {
    when,
    kind: "number",
    label: { es: "Potencia de la frecuencia", en: "Power of the frequency" },
    help: {
      es: "Se sortean con probabilidad ∝ frecuencia elevada a ella: con 0 todas por igual, con 1 como en el texto.",
      en: "Words are drawn with probability ∝ frequency to this power: 0 makes all equal, 1 is as in the text.",
    },
    min: 0,
    max: 1,
    default: 1,
    step: 0.05,
  },
  reference: {
    when,
    kind: "boolean",
    label: { es: "Entrenar también con la suma entera", en: "Train with the whole sum, too" },
    help: {
      es: "Para comparar; con muchas palabras es lo que más tarda.",
      en: "To compare; with many words it takes longest.",
    },
    default: true,
  },
  features: {
    when,
    kind: "integer",
    label: { es: "Números por palabra", en: "Numbers per word" },
    help: { es: "Largo de los vectores de palabras.", en: "Length of the vectors of words." },
    min: 4,
    max: 64,
    default: 16,
    step: 4,
    advanced: true,
  },
  rate: {
    when,
    kind: "number",
    label: { es: "Tasa de aprendizaje", en: "Learning rate" },
    help: { es: "Cuánto se mueve todo en cada actualización.", en: "How far everything moves at each update." },
    min: 0.001,
    max: 2,
    default: 0.1,
    scale: "log",
    advanced: true,
  },
  updates: {
    when,
    kind: "integer",
    label: { es: "Actualizaciones", en: "Updates" },
    help: {
      es: "Pares de palabras vistos; hacia arriba hasta cientos.",
      en: "Pairs of words seen; rounded up to hundreds.",
    },
    min: 100,
    max: 500_000,
    default: 20_000,
    scale: "log",
  },
  trials: {
    when,
    kind: "integer",
    label: { es: "Repeticiones del gradiente", en: "Repeats of the gradient" },
    help: {
      es: "Con cuántos gradientes estimados se mide el sesgo, para cada número de palabras sorteadas.",
      en: "From how many estimated gradients the bias is measured, for each number of words drawn.",
    },
    min: 20,
    max: 2000,
    default: 200,
    scale: "log",
    advanced: true,
  },
} as const satisfies Fields;

type Present<T> = { readonly [K in keyof T]: Exclude<T[K], undefined> };
type Own = ParamsOf<typeof vocabularyFields>;
type Optional = "words" | "topics" | "exponent";
/** The parameters where the task is "vocabulary". */
export type VocabularyParams = Present<Omit<Own, Optional>> & Pick<Own, Optional>;
