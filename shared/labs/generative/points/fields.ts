import type { Fields } from "../../../experiment/fields.ts";
import { nets } from "../../nets/fields.ts";

/** Parameters of the comparison of samples with held-out data, as all labs that make it have them. */
export const comparison = {
  compared: {
    kind: "integer",
    label: { es: "Muestras comparadas", en: "Samples compared" },
    help: {
      es: "Cuántas muestras del modelo se comparan con otros tantos datos de prueba por MMD².",
      en: "How many samples of the model are compared with as many held-out data by MMD².",
    },
    min: 20,
    max: 4000,
    default: 2000,
    scale: "log",
    advanced: true,
  },
  permutations: {
    kind: "integer",
    label: { es: "Permutaciones", en: "Permutations" },
    help: {
      es: "Cuántas veces se reparten al azar datos y muestras en la prueba de MMD².",
      en: "How often data and samples are dealt out by chance in the test of MMD².",
    },
    min: 19,
    max: 999,
    default: 199,
    advanced: true,
  },
} as const satisfies Fields;

/** Small pictures, as all labs that learn them have it. */
export const resolution = {
  kind: "integer",
  label: { es: "Lado de las imágenes", en: "Side of the pictures" },
  help: {
    es: "Las imágenes se reducen a este lado, en píxeles: cada píxel es la media de los que cubre.",
    en: "Pictures are brought to this side, in pixels: each pixel is the mean of those that it covers.",
  },
  min: 4,
  max: 28,
  default: 8,
  pictures: true,
} as const satisfies Fields[string];

/** How fast nets of points learn: Adam, its rate falling all the while. `epochs`: in which it halves, unless something else is asked for. */
export const falling = (epochs: number) =>
  ({
    learningRate: {
      ...nets.learningRate,
      max: 0.1,
      default: 0.005,
      help: { es: "Tamaño del paso de Adam al empezar.", en: "Size of Adam's step at the start." },
    },
    halving: {
      kind: "integer",
      label: { es: "Épocas hasta la mitad", en: "Epochs per halving" },
      help: {
        es: "En cuántas épocas baja la tasa a la mitad, poco a poco.",
        en: "In how many epochs the rate falls to half, little by little.",
      },
      min: 1,
      max: 5000,
      default: epochs,
      scale: "log",
      advanced: true,
    },
  }) as const satisfies Fields;
