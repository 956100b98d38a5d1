/** Parameters that the nets of this family have in common. A lab takes them by `...netFields`, or one by one where some depend on another. */
import type { Fields } from "../../experiment/fields.ts";
import { nets } from "../nets/fields.ts";
import { filters } from "../nets/filter-fields.ts";

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
  kernel: filters.kernel,
  pooling: filters.pooling,
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
      es: "Por minilote: lo que da cada filtro se lleva a media 0 y varianza 1 antes de la activación; aquí, con las medias móviles del entrenamiento (ε = 10^−3).",
      en: "Batch: what each filter gives is brought to mean 0 and variance 1 before the activation; here by the moving averages of the training (ε = 10^−3).",
    },
    advanced: true,
  },
  optimizer: { ...nets.optimizer("adam", "sgd", "rmsprop"), default: "adam" },
  batch: { ...nets.batch, max: 256, default: 32, advanced: true },
  testFraction: { ...nets.testFraction, default: 0.2 },
} as const satisfies Fields;
