import type { Preset } from "../../lab.ts";

export const charRnnPresets: readonly Preset[] = [
  {
    id: "tales",
    title: { es: "Cuentos, letra a letra", en: "Tales, letter by letter (in Spanish)" },
    about: {
      es: "Una red lee cuentos en español y aprende a escribirlos: primero letras sueltas, luego palabras, al final frases.",
      en: "A net reads tales in Spanish and learns to write them: first mere letters, then words, at last sentences.",
    },
    seed: 1,
    data: { generator: "tales", seed: 1, params: { count: 250, language: "es" } },
    params: { batch: 16, epochs: 8 },
  },
  {
    id: "tales-en",
    title: { es: "Cuentos en inglés, con LSTM", en: "Tales in English, with an LSTM" },
    about: {
      es: "La misma clase de cuentos en inglés, aprendida por una célula con memoria aparte.",
      en: "The same kind of tales in English, learnt by a cell with a memory apart.",
    },
    seed: 1,
    data: { generator: "tales", seed: 1, params: { count: 250, language: "en" } },
    params: { cell: "lstm", batch: 16, epochs: 7, learningRate: 0.008 },
  },
  {
    id: "short",
    title: { es: "Memoria corta", en: "A short memory" },
    about: {
      es: "Ventanas de cuatro caracteres: el gradiente no llega más atrás, y la red pierde ante la tabla que cuenta tres.",
      en: "Windows of four characters: the gradient reaches no further back, and the net loses to the table that counts three.",
    },
    seed: 1,
    data: { generator: "tales", seed: 1, params: { count: 250, language: "es" } },
    params: { context: 4, batch: 128, epochs: 5 },
  },
  {
    id: "melodies",
    title: { es: "Melodías que suenan", en: "Melodies to be heard" },
    about: {
      es: "Ocho compases en letras. La red aprende a llenar los compases y a volver a casa: escúchala.",
      en: "Eight bars in letters. The net learns to fill bars and to come home: listen to it.",
    },
    seed: 1,
    data: { generator: "melodies", seed: 1, params: { count: 1200 } },
    params: { content: "melodies", context: 64, batch: 16, epochs: 12, temperature: 0.7 },
  },
  {
    id: "molecules",
    title: { es: "Moléculas que pueden existir", en: "Molecules that can exist" },
    about: {
      es: "Moléculas como líneas de texto: ¿cierra la red los anillos y los paréntesis que abre, y respeta las valencias?",
      en: "Molecules as lines of text: does the net close the rings and brackets that it opens, and keep to valences?",
    },
    seed: 1,
    data: { generator: "molecules", seed: 1, params: { count: 5000 } },
    params: { content: "molecules", layers: [128], batch: 16, epochs: 10, temperature: 1, written: 3000 },
  },
  {
    id: "market",
    title: { es: "Un mercado en letras", en: "A market in letters" },
    about: {
      es: "Subidas y bajadas como letras. Casi nada se puede prever: la red lo descubre, y descubre lo poco que sí.",
      en: "Rises and falls as letters. Hardly anything can be foretold: the net finds that out, and the little that can.",
    },
    seed: 1,
    data: { generator: "market", seed: 1, params: { count: 400 } },
    params: { content: "series", layers: [24], context: 64, epochs: 6, temperature: 1, learningRate: 0.004 },
  },
];
