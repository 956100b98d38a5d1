import type { Preset } from "../../lab.ts";

const digits = { generator: "digits", seed: 1, params: { count: 2000, classes: 10, variation: 1 } } as const;

/** 8 × 8, a bar from top to bottom. */
const BAR = Array.from({ length: 64 }, (_, i) => (i % 8 === 3 || i % 8 === 4 ? 1 : 0)).join(" ");
/** A filter for bars that stand and one for bars that lie, then a unit that adds up the first one's map and one for the second's (row, column, filter). */
const FILTERS = "-1 2 -1 -1 2 -1 -1 2 -1 0  -1 -1 -1 2 2 2 -1 -1 -1 0";
const sumOf = (filter: 0 | 1) => Array.from({ length: 32 }, (_, i) => (i % 2 === filter ? 0.1 : 0)).join(" ");

export const forwardPresets: readonly Preset[] = [
  {
    id: "cats-dogs",
    title: { es: "¿Gato o perro?, número a número", en: "Cat or dog? Number by number" },
    about: {
      es: "Una imagen pasa por convoluciones, pooling y softmax. Pulsa un número y mira de qué cuenta sale.",
      en: "A picture passes through convolutions, pooling and softmax. Press a number and see the sum it comes from.",
    },
    seed: 1,
    data: { generator: "cats-dogs", seed: 1, params: { count: 2000, classes: 2, variation: 1 } },
    params: { dense: [16], epochs: 8 },
  },
  {
    id: "xor",
    title: { es: "Una red a mano: XOR", en: "A net by hand: XOR" },
    about: {
      es: "Dos unidades ocultas y nueve números. Cámbialos y mira qué contesta a cada pareja de bits.",
      en: "Two hidden units and nine numbers. Change them and see what it answers for each pair of bits.",
    },
    seed: 1,
    data: null,
    params: { source: "hand", channels: [], dense: [2] },
  },
  {
    id: "filters",
    title: { es: "Dos filtros a mano", en: "Two filters by hand" },
    about: {
      es: "Un filtro para barras de pie y otro para barras tumbadas. Dibuja la tuya y sigue la ventana.",
      en: "One filter for bars that stand, one for bars that lie. Draw yours and follow the window.",
    },
    seed: 1,
    data: null,
    params: {
      source: "hand",
      channels: [2],
      dense: [],
      input: BAR,
      weights: `${FILTERS}  ${sumOf(0)} 0  ${sumOf(1)} 0`,
      outputs: 2,
      end: "softmax",
    },
  },
  {
    id: "digits-mlp",
    title: { es: "Un dígito por un perceptrón", en: "A digit through a perceptron" },
    about: {
      es: "784 píxeles, 24 unidades, 16 unidades, diez clases. Dibuja una cifra y recorre las capas.",
      en: "784 pixels, 24 units, 16 units, ten classes. Draw a digit and go from layer to layer.",
    },
    seed: 1,
    data: digits,
    params: { channels: [], dense: [24, 16] },
  },
  {
    id: "digits",
    title: { es: "Un dígito por una red convolucional", en: "A digit through a convolutional net" },
    about: {
      es: "Con menos parámetros que el perceptrón y más multiplicaciones: mira la cuenta capa a capa.",
      en: "Fewer parameters than the perceptron and more multiplications: see the account layer by layer.",
    },
    seed: 1,
    data: digits,
    params: { channels: [6, 12], dense: [16], epochs: 5 },
  },
  {
    id: "dead",
    title: { es: "Unidades muertas", en: "Dead units" },
    about: {
      es: "Aprendida con pasos demasiado grandes: muchas ReLU dan 0 a casi cualquier imagen. ¿Cuáles?",
      en: "Learnt with steps that are too large: many ReLUs answer 0 to almost any picture. Which ones?",
    },
    seed: 1,
    data: digits,
    params: { channels: [], dense: [24, 16], learningRate: 0.06, epochs: 5 },
  },
  {
    id: "tissue",
    title: { es: "Una imagen de microscopio", en: "A microscope picture" },
    about: {
      es: "¿Tejido sano o con lesión? Una imagen inventada pasa por la red: mira en qué se fija cada filtro.",
      en: "Healthy tissue or a lesion? A made-up picture passes through the net: see what each filter looks at.",
    },
    seed: 1,
    data: { generator: "tissue", seed: 1, params: { count: 1500, share: 0.5, difficulty: 0.3 } },
    params: { channels: [8, 16, 32], epochs: 8 },
  },
];
