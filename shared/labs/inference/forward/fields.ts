import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { nets } from "../../nets/fields.ts";

const trained = { field: "source", is: ["trained"] } as const;
const hand = { field: "source", is: ["hand"] } as const;

export const forwardFields = {
  source: {
    kind: "choice",
    label: { es: "Red", en: "Net" },
    help: {
      es: "Entrenada: aprende de los datos y después una muestra pasa por ella. A mano: una red diminuta cuyos pesos escribes tú.",
      en: "Trained: it learns from the data, then a sample passes through it. By hand: a tiny net whose weights you write.",
    },
    options: [
      { value: "trained", label: { es: "Entrenada", en: "Trained" } },
      { value: "hand", label: { es: "A mano", en: "By hand" } },
    ],
    default: "trained",
  },
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
  sample: {
    kind: "integer",
    label: { es: "Imagen de prueba", en: "Held-out picture" },
    help: {
      es: "Cuál de las imágenes de prueba pasa por la red al final; tras la última se vuelve a la primera.",
      en: "Which of the held-out pictures passes through the net at the end; after the last comes the first again.",
    },
    min: 1,
    max: 100_000,
    default: 1,
    when: trained,
  },
  learningRate: { ...nets.learningRate, default: 0.003, when: trained },
  epochs: { ...nets.epochs, max: 200, default: 6, when: trained },
  input: {
    kind: "text",
    label: { es: "Entrada", en: "Input" },
    help: {
      es: "Números que entran, separados por espacios y con punto decimal. Con filtros, una imagen cuadrada, fila a fila.",
      en: "Numbers that go in, separated by spaces. With filters, a square picture, row by row.",
    },
    maxLength: 2048,
    default: "1 0",
    lines: true,
    when: hand,
  },
  weights: {
    kind: "text",
    label: { es: "Pesos", en: "Weights" },
    help: {
      es: "Capa a capa y, dentro de ella, unidad a unidad (o filtro a filtro): sus pesos y al final su sesgo. Los que faltan son 0. También se cambian en la figura.",
      en: "Layer by layer and, within it, unit by unit (or filter by filter): its weights and then its bias. Missing ones are 0. They can be changed in the figure too.",
    },
    maxLength: 4096,
    default: "1 1 0  1 1 -1  1 -2 0",
    lines: true,
    when: hand,
  },
  outputs: {
    kind: "integer",
    label: { es: "Salidas", en: "Outputs" },
    help: { es: "Unidades de la última capa.", en: "Units of the last layer." },
    min: 1,
    max: 10,
    default: 1,
    when: hand,
  },
  end: {
    kind: "choice",
    label: { es: "Al final", en: "At the end" },
    help: {
      es: "Qué se hace con los números de la última capa: softmax los vuelve partes que suman 1.",
      en: "What becomes of the last layer's numbers: softmax turns them into shares that add up to 1.",
    },
    options: [
      { value: "linear", label: { es: "Nada", en: "Nothing" } },
      { value: "sigmoid", label: { es: "Sigmoide", en: "Sigmoid" } },
      { value: "softmax", label: { es: "Softmax", en: "Softmax" } },
    ],
    default: "linear",
    when: hand,
  },
  normalisation: {
    ...nets.normalisation("none", "batch"),
    help: {
      es: "Por minilote: lo que da cada filtro se lleva a media 0 y varianza 1 antes de la activación; aquí, con las medias móviles del entrenamiento (ε = 10⁻³).",
      en: "Batch: what each filter gives is brought to mean 0 and variance 1 before the activation; here by the moving averages of the training (ε = 10⁻³).",
    },
    advanced: true,
    when: trained,
  },
  optimizer: { ...nets.optimizer("adam", "sgd", "rmsprop"), default: "adam", when: trained },
  batch: { ...nets.batch, max: 256, default: 32, advanced: true, when: trained },
  testFraction: { ...nets.testFraction, default: 0.2, when: trained },
} as const satisfies Fields;

export type ForwardParams = ParamsOf<typeof forwardFields>;
/** Of a net that learns: all that its tasks need are there. */
export type TrainedParams = ForwardParams & {
  readonly learningRate: number;
  readonly epochs: number;
  readonly sample: number;
  readonly batch: number;
  readonly testFraction: number;
  readonly optimizer: "adam" | "sgd" | "rmsprop";
};
export type ForwardTaskParams = Omit<ForwardParams, "epochs" | "sample">;

export const isTrained = (params: ForwardParams): params is TrainedParams => params.source === "trained";

/** The length of training is a matter of steps, and the sample of the last task. */
export function taskParams({ epochs: _, sample: __, ...own }: ForwardParams): ForwardTaskParams {
  return own;
}
