/** Parameters that encoders with a mirrored decoder have in common. A lab takes those that it has, as they are or with what is its own. */
import type { Fields } from "../../../experiment/fields.ts";
import { nets } from "../fields.ts";

const convolutional = { field: "architecture", is: ["convolutional"] } as const;

export const coders = {
  architecture: {
    kind: "choice",
    label: { es: "Tipo de capas", en: "Kind of layers" },
    help: {
      es: "Densas: cada unidad mira todos los valores. Convolucionales: filtros pequeños recorren la imagen antes de las capas densas.",
      en: "Dense: every unit looks at all values. Convolutional: small filters go over the picture before the dense layers.",
    },
    options: [
      { value: "dense", label: { es: "Densas", en: "Dense" } },
      { value: "convolutional", label: { es: "Convolucionales", en: "Convolutional" } },
    ],
    default: "dense",
    omitDefault: true,
    pictures: true,
  },
  filters: {
    kind: "integers",
    label: { es: "Filtros de las convoluciones", en: "Filters of the convolutions" },
    help: {
      es: "Cuántos filtros tiene cada convolución. Cada una reduce los lados de la imagen a la mitad; el decodificador la agranda otra vez.",
      en: "How many filters each convolution has. Each halves the sides of the picture; the decoder makes it larger again.",
    },
    min: 1,
    max: 256,
    minItems: 1,
    maxItems: 5,
    default: [16, 32],
    when: convolutional,
  },
  hidden: {
    kind: "integers",
    label: { es: "Capas del codificador", en: "Encoder layers" },
    help: {
      es: "Anchura de cada capa densa hasta el código; el decodificador las repite al revés. 32 da 784–32–784.",
      en: "Width of each dense layer down to the code; the decoder mirrors them. 32 gives 784–32–784.",
    },
    min: 1,
    max: 2048,
    minItems: 1,
    maxItems: 6,
    default: [32],
  },
  activation: {
    ...nets.activation("relu", "leaky-relu", "tanh", "sigmoid", "linear", "elu", "selu", "gelu", "softplus", "swish"),
    help: {
      es: "Función de las capas ocultas. Con la lineal, la red densa aprende el mismo subespacio que PCA.",
      en: "Function of the hidden layers. With “Linear” a dense net learns the same subspace as PCA.",
    },
    default: "relu",
  },
  normalisation: {
    ...nets.normalisation("none", "layer"),
    help: {
      es: "Por capa: cada capa oculta, salvo el código, se lleva a media 0 y varianza 1 en cada muestra (en las convoluciones, en cada píxel a través de los filtros), con ganancia y sesgo aprendidos (varianza dividida por n, ε = 10^−5).",
      en: "Layer: each hidden layer except the code is normalised to mean 0 and variance 1 within each sample (in convolutions at each pixel, across the filters), with learnt gain and bias (variance divided by n, ε = 10^−5).",
    },
    omitDefault: true,
  },
  dropout: {
    ...nets.dropout,
    help: {
      es: "Parte de las unidades ocultas (salvo las del código) que cada paso deja fuera.",
      en: "Fraction of the hidden units (except those of the code) that each step drops.",
    },
    default: 0,
    omitDefault: true,
    advanced: true,
  },
  kernel: {
    kind: "integer",
    label: { es: "Lado de los filtros", en: "Side of the filters" },
    help: {
      es: "Píxeles de ancho y de alto de cada filtro.",
      en: "Pixels that each filter is wide and high.",
    },
    min: 2,
    max: 7,
    default: 3,
    advanced: true,
    when: convolutional,
  },
  shrinking: {
    kind: "choice",
    label: { es: "Cómo se reduce", en: "How pictures shrink" },
    help: {
      es: "Con paso 2, el filtro salta un píxel de cada dos. Con máximos, de cada 2 × 2 píxeles queda el mayor.",
      en: "With stride 2 the filter skips every other pixel. With maxima the largest of every 2 × 2 pixels is kept.",
    },
    options: [
      { value: "stride", label: { es: "Paso 2", en: "Stride 2" } },
      { value: "max-pooling", label: { es: "Máximos", en: "Max pooling" } },
    ],
    default: "stride",
    advanced: true,
    when: convolutional,
  },
  growing: {
    kind: "choice",
    label: { es: "Cómo se agranda", en: "How pictures grow" },
    help: {
      es: "Con convoluciones traspuestas, el camino inverso de las de paso 2, o repitiendo cada píxel 2 × 2 veces antes de una convolución.",
      en: "By transposed convolutions, the way back of those with stride 2, or by repeating each pixel 2 × 2 times before a convolution.",
    },
    options: [
      { value: "transposed", label: { es: "Convolución traspuesta", en: "Transposed convolution" } },
      { value: "upsampling", label: { es: "Repetir y convolucionar", en: "Repeat, then convolve" } },
    ],
    default: "transposed",
    advanced: true,
    when: convolutional,
  },
  code: {
    kind: "choice",
    label: { es: "Capa del código", en: "Code layer" },
    help: {
      es: "Activación del código: lineal deja que ocupe todo el espacio.",
      en: "Activation of the code: linear lets it use the whole space.",
    },
    options: [
      { value: "same", label: { es: "Como las demás", en: "Same as the others" } },
      { value: "linear", label: { es: "Lineal", en: "Linear" } },
    ],
    default: "same",
    advanced: true,
  },
} as const satisfies Fields;

/** How such a net is trained; the lab says for how long, and how fast. */
export const coderTraining = (learningRate: number, epochs: number, batch: number) =>
  ({
    optimizer: { ...nets.optimizer("adam", "sgd"), default: "adam" },
    learningRate: { ...nets.learningRate, default: learningRate },
    momentum: nets.momentum,
    epochs: { ...nets.epochs, default: epochs },
    batch: { ...nets.batch, default: batch },
    testFraction: { ...nets.testFraction, default: 0.1 },
  }) as const;

/** What the layers of such a net depend on. */
export interface CoderParams {
  readonly architecture?: "dense" | "convolutional";
  readonly filters?: readonly number[] | undefined;
  readonly hidden: readonly number[];
  readonly activation: (typeof coders.activation.options)[number]["value"];
  readonly normalisation?: "none" | "layer";
  readonly dropout?: number;
  readonly kernel?: number | undefined;
  readonly shrinking?: "stride" | "max-pooling" | undefined;
  readonly growing?: "transposed" | "upsampling" | undefined;
  readonly code?: "same" | "linear";
}

/** How the difference of a reconstruction is measured. */
export interface ReconstructionLoss {
  readonly loss: "cross-entropy" | "mse";
}

/** The field of that. */
export const reconstructionLoss = {
  kind: "choice",
  label: { es: "Función de pérdida", en: "Loss" },
  help: {
    es: "La entropía cruzada trata cada valor como una probabilidad (debe estar entre 0 y 1).",
    en: "Cross-entropy treats each value as a probability (it must be between 0 and 1).",
  },
  options: [
    { value: "cross-entropy", label: { es: "Entropía cruzada", en: "Cross-entropy" } },
    { value: "mse", label: { es: "Error cuadrático medio", en: "Mean squared error" } },
  ],
  default: "cross-entropy",
} as const;
