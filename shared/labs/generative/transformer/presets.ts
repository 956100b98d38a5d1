import type { Preset } from "../../lab.ts";

export const transformerPresets: readonly Preset[] = [
  {
    id: "tales",
    title: { es: "Cuentos con atención", en: "Tales by attention (in Spanish)" },
    about: {
      es: "Un transformador lee cuentos en español y aprende a seguirlos: mira hacia atrás en vez de recordar.",
      en: "A transformer reads tales in Spanish and learns to go on with them: it looks back instead of remembering.",
    },
    seed: 1,
    data: { generator: "tales", seed: 1, params: { count: 250, language: "es" } },
    params: { width: 48, learningRate: 0.004, epochs: 5, batch: 8, temperature: 0.6 },
  },
  {
    id: "numbers",
    title: { es: "Números en palabras, a cifras", en: "Numbers in Spanish words, to digits" },
    about: {
      es: "«Dos mil cuarenta y uno» es 2041: la red traduce números que nunca vio, y se ve a qué palabra mira cada cifra.",
      en: "“Dos mil cuarenta y uno” is 2041: the net translates numbers that it never saw, and one sees which word each digit looks at.",
    },
    seed: 1,
    data: { generator: "number-words", seed: 1, params: { count: 6000, below: 10000, language: "es" } },
    params: { content: "pairs", width: 48, learningRate: 0.004, epochs: 10, batch: 64, temperature: 0 },
  },
  {
    id: "numbers-en",
    title: { es: "Números en inglés, a cifras", en: "Numbers in words, to digits" },
    about: {
      es: "Lo mismo en inglés: «two thousand forty-one».",
      en: "The same in English: two thousand forty-one.",
    },
    seed: 1,
    data: { generator: "number-words", seed: 1, params: { count: 6000, below: 10000, language: "en" } },
    params: { content: "pairs", width: 48, learningRate: 0.004, epochs: 10, batch: 64, temperature: 0 },
  },
  {
    id: "beside",
    title: { es: "Junto a una red recurrente", en: "Beside a recurrent net" },
    about: {
      es: "Transformador y GRU con casi los mismos pesos, las mismas líneas y los mismos minilotes: ¿quién traduce antes?",
      en: "Transformer and GRU with almost as many weights, the same lines and the same minibatches: which translates sooner?",
    },
    seed: 1,
    data: { generator: "number-words", seed: 1, params: { count: 1500, below: 1000, language: "es" } },
    params: { content: "pairs", beside: true, width: 32, epochs: 14, batch: 32, temperature: 0 },
  },
  {
    id: "tales-en",
    title: { es: "Cuentos en inglés", en: "Tales in English" },
    about: {
      es: "Los mismos cuentos en inglés, con una sola capa: lo que no aprende quien solo mira atrás una vez.",
      en: "The same tales in English, with a single layer: what is not learnt by who looks back only once.",
    },
    seed: 1,
    data: { generator: "tales", seed: 1, params: { count: 250, language: "en" } },
    params: { layers: 1, epochs: 3, batch: 8 },
  },
];
