/** Parameters that the nets of this family have in common. A lab takes them by `...netFields`, or one by one where some depend on another. */
import type { Fields } from "../../experiment/fields.ts";
import { nets } from "../nets/fields.ts";

export const netFields = {
  channels: {
    kind: "integers",
    label: { es: "Filtros por bloque", en: "Filters per block" },
    help: {
      es: "Cuántos filtros tiene cada bloque de convolución, del primero al último. Ninguno: la red es densa y ve la imagen como una fila de números.",
      en: "How many filters each convolution block has, from first to last. None: the net is dense and sees the picture as a row of numbers.",
    },
    min: 1,
    max: 64,
    minItems: 0,
    maxItems: 4,
    default: [8, 16],
  },
  kernel: {
    kind: "choice",
    label: { es: "Tamaño del filtro", en: "Filter size" },
    help: {
      es: "Lado en píxeles de lo que ve un filtro. Alrededor de la imagen se añaden ceros, así que los mapas no encogen.",
      en: "Side in pixels of what a filter sees. Zeros are added around the picture, so that maps do not shrink.",
    },
    options: [
      { value: "3", label: { es: "3 × 3", en: "3 × 3" } },
      { value: "5", label: { es: "5 × 5", en: "5 × 5" } },
    ],
    default: "3",
  },
  pooling: {
    kind: "choice",
    label: { es: "Pooling", en: "Pooling" },
    help: {
      es: "Qué queda de cada cuadrado de 2 × 2 al final de un bloque: el máximo, la media, o todo.",
      en: "What remains of each square of 2 × 2 at the end of a block: its maximum, its mean, or all of it.",
    },
    options: [
      { value: "max", label: { es: "Máximo", en: "Maximum" } },
      { value: "average", label: { es: "Media", en: "Average" } },
      { value: "none", label: { es: "Ninguno", en: "None" } },
    ],
    default: "max",
  },
  dense: {
    kind: "integers",
    label: { es: "Capas densas", en: "Dense layers" },
    help: {
      es: "Unidades de las capas densas entre los bloques (o la entrada) y la salida.",
      en: "Units of the dense layers between the blocks (or the input) and the output.",
    },
    min: 1,
    max: 512,
    minItems: 0,
    maxItems: 4,
    default: [],
  },
  activation: {
    ...nets.activation("relu", "leaky-relu", "elu", "selu", "gelu", "silu", "softplus", "tanh", "sigmoid", "linear"),
    default: "relu",
  },
  learningRate: { ...nets.learningRate, default: 0.003 },
  epochs: { ...nets.epochs, max: 200, default: 6 },
  normalisation: {
    ...nets.normalisation("none", "batch"),
    help: {
      es: "Por minilote: lo que da cada filtro se lleva a media 0 y varianza 1 antes de la activación; aquí, con las medias móviles del entrenamiento (ε = 10⁻³).",
      en: "Batch: what each filter gives is brought to mean 0 and variance 1 before the activation; here by the moving averages of the training (ε = 10⁻³).",
    },
    advanced: true,
  },
  optimizer: { ...nets.optimizer("adam", "sgd", "rmsprop"), default: "adam" },
  batch: { ...nets.batch, max: 256, default: 32, advanced: true },
  testFraction: { ...nets.testFraction, default: 0.2 },
} as const satisfies Fields;
