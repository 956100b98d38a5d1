import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { nets } from "../../nets/fields.ts";
import { choosingFields, signs } from "../text/fields.ts";

export const transformerFields = {
  content: {
    kind: "choice",
    label: { es: "El texto es", en: "The text is" },
    help: {
      es: "Prosa: se aprende cada carácter. Traducciones: líneas «pregunta=respuesta», de las que solo se aprende la respuesta, y se mide con líneas que no se vieron.",
      en: "Prose: every character is learnt. Translations: lines “question=answer”, of which the answer alone is learnt, and measured on lines that were not seen.",
    },
    options: [
      { value: "text", label: { es: "Prosa", en: "Prose" } },
      { value: "pairs", label: { es: "Traducciones", en: "Translations" } },
    ],
    default: "text",
  },
  layers: {
    kind: "integer",
    label: { es: "Capas", en: "Layers" },
    help: {
      es: "Cuántas veces se mira atrás y se piensa: cada capa tiene atención y un perceptrón.",
      en: "How many times it looks back and thinks: each layer has attention and a perceptron.",
    },
    min: 1,
    max: 6,
    default: 2,
  },
  width: {
    kind: "integer",
    label: { es: "Anchura", en: "Width" },
    help: {
      es: "Números que lleva cada lugar del texto de capa en capa; múltiplo de las cabezas.",
      en: "Numbers that each place of the text carries from layer to layer; a multiple of the heads.",
    },
    min: 4,
    max: 256,
    default: 64,
  },
  heads: {
    kind: "integer",
    label: { es: "Cabezas", en: "Heads" },
    help: {
      es: "Atenciones de cada capa, cada una sobre su parte de la anchura.",
      en: "Attentions of each layer, each on its part of the width.",
    },
    min: 1,
    max: 8,
    default: 4,
  },
  expansion: {
    kind: "integer",
    label: { es: "Perceptrón", en: "Perceptron" },
    help: {
      es: "Unidades ocultas del perceptrón de cada capa, en veces la anchura.",
      en: "Hidden units of each layer's perceptron, as multiples of the width.",
    },
    min: 1,
    max: 8,
    default: 4,
    advanced: true,
  },
  activation: {
    kind: "choice",
    label: { es: "Activación", en: "Activation" },
    help: {
      es: "Función de las unidades ocultas. GELU es aquí la aproximación con tanh.",
      en: "Function of the hidden units. GELU is the approximation by tanh here.",
    },
    options: [
      { value: "gelu-tanh", label: { es: "GELU", en: "GELU" } },
      { value: "relu", label: { es: "ReLU", en: "ReLU" } },
    ],
    default: "gelu-tanh",
    advanced: true,
  },
  context: {
    kind: "integer",
    label: { es: "Ventana", en: "Window" },
    help: {
      es: "Caracteres que la red ve a la vez: nada de lo anterior. De traducciones, las líneas enteras, tengan lo que tengan.",
      en: "Characters that the net sees at once: nothing of what came before. Of translations, whole lines, however long.",
    },
    min: 8,
    max: 128,
    default: 64,
  },
  signs,
  beside: {
    kind: "boolean",
    label: { es: "Al lado, una red recurrente", en: "A recurrent net beside it" },
    help: {
      es: "Entrena además una GRU con tantas unidades como caben en los pesos del transformador, con las mismas ventanas y los mismos minilotes.",
      en: "Also trains a GRU with as many units as fit in the weights of the transformer, on the same windows in the same minibatches.",
    },
    default: false,
  },
  learningRate: { ...nets.learningRate, default: 0.003 },
  schedule: { ...nets.schedule("constant", "cosine"), default: "cosine" },
  optimizer: { ...nets.optimizer("adam", "rmsprop", "sgd"), default: "adam" },
  momentum: nets.momentum,
  epochs: { ...nets.epochs, max: 500, default: 5 },
  batch: { ...nets.batch, max: 256, default: 16, advanced: true },
  testFraction: {
    ...nets.testFraction,
    label: { es: "Texto de prueba", en: "Held-out text" },
    help: {
      es: "Parte del final del texto, o de las líneas, con la que no se entrena.",
      en: "Fraction at the end of the text, or of the lines, that is kept out of training.",
    },
    default: 0.1,
  },
  ...choosingFields,
  written: {
    kind: "integer",
    label: { es: "Caracteres escritos", en: "Characters written" },
    help: { es: "Cuántos escribe la red al final.", en: "How many the net writes at the end." },
    min: 100,
    max: 20_000,
    default: 1000,
    scale: "log",
    advanced: true,
  },
} as const satisfies Fields;

export type TransformerParams = ParamsOf<typeof transformerFields>;
/** Of a net and its training: what it writes changes nothing in these. */
export type NetParams = Omit<TransformerParams, "temperature" | "topK" | "topP" | "written" | "beside">;
