import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { netFields } from "../net-fields.ts";

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
  channels: netFields.channels,
  kernel: netFields.kernel,
  pooling: netFields.pooling,
  dense: netFields.dense,
  activation: netFields.activation,
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
  learningRate: { ...netFields.learningRate, when: trained },
  epochs: { ...netFields.epochs, when: trained },
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
  normalisation: { ...netFields.normalisation, when: trained },
  optimizer: { ...netFields.optimizer, when: trained },
  batch: { ...netFields.batch, when: trained },
  testFraction: { ...netFields.testFraction, when: trained },
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
