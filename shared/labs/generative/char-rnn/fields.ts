import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { nets } from "../../nets/fields.ts";
import { choosingFields, signs } from "../text/fields.ts";

export const charRnnFields = {
  content: {
    kind: "choice",
    label: { es: "El texto es", en: "The text is" },
    help: {
      es: "Cómo se lee y se dibuja lo que la red escribe. Prosa: como letras. Melodías: líneas en notación ABC, que suenan. Moléculas: líneas en SMILES, que se comprueban. Serie: letras que son subidas y bajadas.",
      en: "How what the net writes is read and drawn. Prose: as letters. Melodies: lines in ABC notation, which are played. Molecules: lines in SMILES, which are checked. Series: letters that are rises and falls.",
    },
    options: [
      { value: "text", label: { es: "Prosa", en: "Prose" } },
      { value: "melodies", label: { es: "Melodías", en: "Melodies" } },
      { value: "molecules", label: { es: "Moléculas", en: "Molecules" } },
      { value: "series", label: { es: "Una serie", en: "A series" } },
    ],
    default: "text",
  },
  cell: {
    kind: "choice",
    label: { es: "Célula", en: "Cell" },
    help: {
      es: "GRU: dos puertas y un solo estado (Cho et al., 2014). LSTM: tres puertas y una memoria aparte (Hochreiter y Schmidhuber, 1997).",
      en: "GRU: two gates and one state (Cho et al. 2014). LSTM: three gates and a memory apart (Hochreiter & Schmidhuber 1997).",
    },
    options: [
      { value: "gru", label: { es: "GRU", en: "GRU" } },
      { value: "lstm", label: { es: "LSTM", en: "LSTM" } },
    ],
    default: "gru",
  },
  layers: {
    kind: "integers",
    label: { es: "Unidades por capa", en: "Units per layer" },
    help: {
      es: "Cuántos números recuerda cada capa recurrente, de la primera a la última. Cada número es una capa.",
      en: "How many numbers each recurrent layer remembers, from first to last. Each number is one layer.",
    },
    min: 4,
    max: 512,
    minItems: 1,
    maxItems: 3,
    default: [96],
  },
  embedding: {
    kind: "integer",
    label: { es: "Vector de cada signo", en: "Vector of each sign" },
    help: {
      es: "Cuántos números, también aprendidos, dicen a la red qué carácter ha leído.",
      en: "How many numbers, learnt too, tell the net which character it has read.",
    },
    min: 2,
    max: 128,
    default: 24,
    advanced: true,
  },
  context: {
    kind: "integer",
    label: { es: "Ventana", en: "Window" },
    help: {
      es: "Caracteres seguidos de cada muestra: hasta dónde atrás llega el gradiente. Al escribir y al probar, la memoria no tiene fin.",
      en: "Characters in a row of each sample: how far back the gradient goes. When writing and testing, memory has no end.",
    },
    min: 4,
    max: 128,
    default: 40,
  },
  signs,
  dropout: {
    ...nets.dropout,
    help: {
      es: "Parte de lo que pasa de una capa recurrente a la siguiente que cada paso de entrenamiento deja fuera. Con una sola capa no hay nada que dejar.",
      en: "Fraction of what goes from one recurrent layer to the next that each training step drops. With one layer there is nothing to drop.",
    },
    default: 0,
    advanced: true,
  },
  learningRate: { ...nets.learningRate, default: 0.005 },
  schedule: { ...nets.schedule("constant", "halving", "cosine"), default: "halving" },
  halving: {
    kind: "integer",
    label: { es: "Épocas hasta la mitad", en: "Epochs per halving" },
    help: {
      es: "Épocas en las que la tasa baja a la mitad.",
      en: "Epochs over which the rate falls to half.",
    },
    min: 1,
    max: 500,
    default: 3,
    advanced: true,
    when: { field: "schedule", is: ["halving"] },
  },
  optimizer: { ...nets.optimizer("adam", "rmsprop", "sgd"), default: "adam" },
  momentum: nets.momentum,
  epochs: { ...nets.epochs, max: 500, default: 5 },
  batch: { ...nets.batch, max: 256, default: 32, advanced: true },
  testFraction: {
    ...nets.testFraction,
    label: { es: "Texto de prueba", en: "Held-out text" },
    help: {
      es: "Parte del final del texto con la que no se entrena.",
      en: "Fraction at the end of the text that is kept out of training.",
    },
    default: 0.1,
  },
  ...choosingFields,
  written: {
    kind: "integer",
    label: { es: "Caracteres escritos", en: "Characters written" },
    help: {
      es: "Cuántos escribe la red al final; de melodías y moléculas, en tantas líneas como quepan.",
      en: "How many the net writes at the end; of melodies and molecules, in as many lines as that makes.",
    },
    min: 100,
    max: 20_000,
    default: 1500,
    scale: "log",
    advanced: true,
  },
} as const satisfies Fields;

export type CharRnnParams = ParamsOf<typeof charRnnFields>;
/** Of the net and its training: what it writes changes nothing in these. */
export type CharRnnTaskParams = Omit<CharRnnParams, "temperature" | "topK" | "topP" | "written" | "content">;
