import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { nets } from "../../nets/fields.ts";
import { filters } from "../../nets/filter-fields.ts";

export const cnnFields = {
  channels: {
    kind: "integers",
    label: { es: "Filtros por bloque", en: "Filters per block" },
    help: {
      es: "Cuántos filtros tiene cada bloque de convolución, del primero al último. Cada número es un bloque.",
      en: "How many filters each convolution block has, from first to last. Each number is one block.",
    },
    min: 1,
    max: 64,
    minItems: 1,
    maxItems: 4,
    default: [8, 16, 32],
  },
  kernel: filters.kernel,
  pooling: filters.pooling,
  dense: {
    kind: "integers",
    label: { es: "Capas densas", en: "Dense layers" },
    help: {
      es: "Unidades de las capas densas entre los bloques y las clases. Ninguna: los mapas van derechos a las clases.",
      en: "Units of the dense layers between the blocks and the classes. None: the maps go straight to the classes.",
    },
    min: 1,
    max: 512,
    minItems: 0,
    maxItems: 3,
    default: [],
  },
  activation: {
    ...nets.activation("relu", "leaky-relu", "elu", "gelu", "silu", "tanh", "sigmoid"),
    default: "relu",
    advanced: true,
  },
  normalisation: {
    ...nets.normalisation("none", "batch"),
    help: {
      es: "Por minilote: cada filtro se lleva a media 0 y varianza 1 sobre el minilote antes de la activación (varianza entre n, ε = 10^−3), y al evaluar con medias móviles (inercia 0,99). Un minilote no se reparte entonces entre hilos.",
      en: "Batch: each filter is brought to mean 0 and variance 1 over the minibatch before the activation (variance divided by n, ε = 10^−3), and by moving averages (momentum 0.99) when evaluating. A minibatch is then not shared among threads.",
    },
    advanced: true,
  },
  dropout: {
    ...nets.dropout,
    help: {
      es: "Parte de lo que llega a cada capa densa que cada paso de entrenamiento deja fuera.",
      en: "Fraction of what reaches each dense layer that each training step drops.",
    },
    default: 0.3,
    advanced: true,
  },
  augment: {
    kind: "choice",
    label: { es: "Copias movidas", en: "Moved copies" },
    help: {
      es: "Añade a las imágenes de entrenamiento copias desplazadas hasta un octavo de su lado, y reflejadas si el reflejo significa lo mismo.",
      en: "Adds copies of the training pictures, shifted by up to an eighth of their side, and mirrored if a mirror image means the same.",
    },
    options: [
      { value: "none", label: { es: "Ninguna", en: "None" } },
      { value: "shift", label: { es: "Desplazadas", en: "Shifted" } },
      { value: "flip", label: { es: "Desplazadas y reflejadas", en: "Shifted and mirrored" } },
    ],
    default: "none",
  },
  copies: {
    kind: "integer",
    label: { es: "Copias por imagen", en: "Copies per picture" },
    help: { es: "Copias movidas de cada imagen de entrenamiento.", en: "Moved copies of each training picture." },
    min: 1,
    max: 8,
    default: 1,
    when: { field: "augment", is: ["shift", "flip"] },
  },
  learningRate: { ...nets.learningRate, default: 0.003 },
  schedule: nets.schedule("constant", "halving"),
  halving: {
    kind: "integer",
    label: { es: "Épocas hasta la mitad", en: "Epochs per halving" },
    help: {
      es: "Épocas en las que la tasa baja a la mitad.",
      en: "Epochs over which the rate falls to half.",
    },
    min: 1,
    max: 1000,
    default: 3,
    advanced: true,
    when: { field: "schedule", is: ["halving"] },
  },
  optimizer: { ...nets.optimizer("adam", "sgd", "rmsprop"), default: "adam" },
  momentum: nets.momentum,
  weightDecay: { ...nets.weightDecay, default: 0 },
  epochs: { ...nets.epochs, max: 1000, default: 8 },
  batch: { ...nets.batch, max: 256, default: 32, advanced: true },
  patience: {
    kind: "integer",
    label: { es: "Paciencia", en: "Patience" },
    help: {
      es: "Evaluaciones (una cada 20 pasos) sin que baje la pérdida de prueba antes de parar; 0: no se para. La primera, tras el paso 1, se compara con la red sin entrenar: con 1 puede parar ya ahí.",
      en: "Evaluations (one every 20 steps) without a lower held-out loss before stopping; 0: never stops. The first, after step 1, is compared with the untrained net: with 1 it may stop right there.",
    },
    min: 0,
    max: 200,
    default: 0,
    advanced: true,
  },
  testFraction: { ...nets.testFraction, default: 0.2 },
  ascent: {
    kind: "integer",
    label: { es: "Pasos de maximización", en: "Maximisation steps" },
    help: {
      es: "Pasos cuesta arriba con los que se busca, después de entrenar, la imagen que más excita a cada filtro.",
      en: "Uphill steps that look for the picture which excites each filter most, once the net is trained.",
    },
    min: 1,
    max: 400,
    default: 40,
    scale: "log",
    advanced: true,
  },
} as const satisfies Fields;

export type CnnParams = ParamsOf<typeof cnnFields>;
/** The lengths of training and of the ascent are matters of their tasks' steps. */
export type CnnTaskParams = Omit<CnnParams, "epochs" | "ascent">;

export function taskParams({ epochs: _, ascent: __, ...own }: CnnParams): CnnTaskParams {
  return own;
}
