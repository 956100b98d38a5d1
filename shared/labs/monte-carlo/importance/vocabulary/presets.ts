import type { Preset } from "../../../lab.ts";

const own = { seed: 1, data: null } as const;

export const vocabularyPresets: readonly Preset[] = [
  {
    ...own,
    id: "vocabulary",
    title: { es: "Entrenar con 64 palabras de 2.000", en: "Train with 64 words of 2,000" },
    about: {
      es: "La softmax muestreada sigue a la entera, actualización a actualización, y tarda mucho menos.",
      en: "Sampled softmax follows the whole one, update by update, and takes far less time.",
    },
    params: { task: "vocabulary", updates: 20_000 },
  },
  {
    ...own,
    id: "few-samples",
    title: { es: "Pocas palabras por importancia", en: "A few words by importance sampling" },
    about: {
      es: "Autonormalizado y con pocas muestras, el gradiente tiene un sesgo que cae como 1/n.",
      en: "Self-normalised and with few samples, the gradient has a bias that falls as 1/n.",
    },
    params: { task: "vocabulary", method: "importance", samples: 16, words: 1000, updates: 20_000 },
  },
  {
    ...own,
    id: "large-vocabulary",
    title: { es: "50.000 palabras", en: "50,000 words" },
    about: {
      es: "La suma entera cuesta milisegundos por palabra; la muestreada, lo mismo que antes.",
      en: "The whole sum costs milliseconds per word; the sampled one, what it did before.",
    },
    params: {
      task: "vocabulary",
      words: 50_000,
      topics: 50,
      samples: 128,
      reference: false,
      updates: 20_000,
      trials: 100,
    },
  },
  {
    ...own,
    id: "uncorrected",
    title: { es: "Sin corregir por q", en: "Without correcting for q" },
    about: {
      es: "Olvida el −log(n q): el modelo aprende otra cosa, por muchas palabras que sortees.",
      en: "Leave out −log(n q): the model learns something else, however many words are drawn.",
    },
    params: { task: "vocabulary", method: "uncorrected", words: 1000, updates: 20_000 },
  },
];
