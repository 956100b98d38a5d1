import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import type { ActivationKind } from "../../../nets/activations.ts";
import { nets } from "../../nets/fields.ts";
import { trainingsFields } from "../../nets/trainings.ts";

export const ACTIVATIONS = [
  "linear",
  "sigmoid",
  "tanh",
  "relu",
  "leaky-relu",
  "elu",
  "selu",
  "gelu",
  "silu",
  "softplus",
] as const satisfies readonly ActivationKind[];
export type Activation = (typeof ACTIVATIONS)[number];

export const mlpFields = {
  hidden: {
    kind: "integers",
    label: { es: "Capas ocultas", en: "Hidden layers" },
    help: {
      es: "Anchura de cada capa, de la entrada a la salida: 8, 8 son dos capas de ocho neuronas. Vacío: ninguna, y la frontera es recta.",
      en: "Width of each layer, from input to output: 8, 8 are two layers of eight units. Empty: none, and the boundary is straight.",
    },
    min: 1,
    max: 512,
    minItems: 0,
    maxItems: 8,
    default: [8, 8],
  },
  activation: {
    ...nets.activation("tanh", "relu", "sigmoid", "leaky-relu", "elu", "gelu", "selu", "silu", "softplus", "linear"),
    help: {
      es: "Función de las neuronas ocultas. Con la lineal, muchas capas valen lo que ninguna. GELU es la forma exacta, con erf; ELU tiene α = 1.",
      en: "Function of the hidden units. With “Linear”, many layers are worth no more than none. GELU is the exact form, by erf; ELU has α = 1.",
    },
    default: "tanh",
  },
  learningRate: { ...nets.learningRate, default: 0.01 },
  epochs: { ...nets.epochs, default: 100 },
  l2: {
    kind: "number",
    label: { es: "Penalización L2", en: "L2 penalty" },
    help: {
      es: "Se añade λ/2 por la suma de los cuadrados de los pesos (no de los sesgos): los tira hacia cero y alisa la frontera. La pérdida que se muestra no la incluye.",
      en: "Adds λ/2 times the sum of the squared weights (not of the biases): it draws them to zero and smooths the boundary. The loss that is shown does not include it.",
    },
    min: 0,
    max: 1,
    default: 0,
    step: 0.001,
  },
  dropout: {
    ...nets.dropout,
    help: {
      es: "Parte de las neuronas ocultas que cada paso deja fuera, al azar y en cada muestra; las demás se escalan para compensar. Al predecir están todas.",
      en: "Fraction of the hidden units that each step drops, at random and for each sample; the others are scaled up in return. All take part in predictions.",
    },
    default: 0,
  },
  squares: {
    kind: "boolean",
    label: { es: "Entradas x², y²", en: "Inputs x², y²" },
    help: {
      es: "Da también a la red los cuadrados de las dos entradas (normalizadas). Solo con dos columnas.",
      en: "Also gives the net the squares of its two (standardised) inputs. With two columns only.",
    },
    default: false,
    advanced: true,
  },
  product: {
    kind: "boolean",
    label: { es: "Entrada x·y", en: "Input x·y" },
    help: {
      es: "Da también a la red el producto de las dos entradas (normalizadas). Con ella XOR es fácil. Solo con dos columnas.",
      en: "Also gives the net the product of its two (standardised) inputs. It makes XOR easy. With two columns only.",
    },
    default: false,
    advanced: true,
  },
  sines: {
    kind: "boolean",
    label: { es: "Entradas sen πx, sen πy", en: "Inputs sin πx, sin πy" },
    help: {
      es: "Da también a la red el seno de π por cada entrada (normalizada). Solo con dos columnas.",
      en: "Also gives the net the sine of π times each (standardised) input. With two columns only.",
    },
    default: false,
    advanced: true,
  },
  activations: {
    kind: "text",
    label: { es: "Activación de cada capa", en: "Activation of each layer" },
    help: {
      es: "Una por capa, entre comas, en lugar de la misma para todas: tanh, relu. Nombres: linear, sigmoid, tanh, relu, leaky-relu, elu, selu, gelu, silu, softplus. Vacío: la de arriba en todas.",
      en: "One per layer, separated by commas, instead of the same for all: tanh, relu. Names: linear, sigmoid, tanh, relu, leaky-relu, elu, selu, gelu, silu, softplus. Empty: the one above in all.",
    },
    maxLength: 120,
    default: "",
    advanced: true,
  },
  normalisation: {
    ...nets.normalisation("none", "layer", "batch"),
    help: {
      es: "Lleva cada capa oculta a media 0 y varianza 1 antes de la activación, con ganancia y sesgo aprendidos. Por capa: dentro de cada muestra (ε = 10^−5). Por minilote: cada neurona dentro del minilote (ε = 10^−3), que entonces no se reparte entre hilos; al predecir, con medias móviles de factor 0,99.",
      en: "Brings each hidden layer to mean 0 and variance 1 before the activation, with learnt gain and bias. Layer: within each sample (ε = 10^−5). Batch: each unit within the minibatch (ε = 10^−3), which is then not shared among threads; predictions use moving averages of factor 0.99.",
    },
    advanced: true,
  },
  l1: {
    kind: "number",
    label: { es: "Penalización L1", en: "L1 penalty" },
    help: {
      es: "Se añade λ por la suma de los valores absolutos de los pesos: apaga los que no hacen falta. La pérdida que se muestra no la incluye.",
      en: "Adds λ times the sum of the absolute weights: it switches off those that are not needed. The loss that is shown does not include it.",
    },
    min: 0,
    max: 1,
    default: 0,
    step: 0.001,
    advanced: true,
  },
  optimizer: { ...nets.optimizer("adam", "adamw", "rmsprop", "sgd"), default: "adam" },
  momentum: nets.momentum,
  weightDecay: { ...nets.weightDecay, default: 0.01, when: { field: "optimizer", is: ["adamw"] } },
  schedule: nets.schedule("constant", "cosine", "step"),
  batch: { ...nets.batch, default: 32, advanced: true },
  testFraction: {
    ...nets.testFraction,
    help: {
      es: "Parte de las filas con la que no se entrena: la misma de cada clase, repartida por igual.",
      en: "Fraction of the rows kept out of training: the same of each class, evenly spaced.",
    },
    max: 0.9,
    default: 0.25,
  },
  ...trainingsFields,
  stop: {
    kind: "choice",
    label: { es: "Parada", en: "Stopping" },
    help: {
      es: "Paciencia: se detiene si la pérdida de prueba lleva tantas evaluaciones (una cada 20 pasos) sin bajar, y vuelve a los mejores pesos. Objetivo: se detiene al llegar a una exactitud de prueba.",
      en: "Patience: stops when the held-out loss has not fallen for so many evaluations (one every 20 steps), and goes back to the best weights. Target: stops at a held-out accuracy.",
    },
    options: [
      { value: "none", label: { es: "Al acabar las épocas", en: "After all epochs" } },
      { value: "patience", label: { es: "Paciencia", en: "Patience" } },
      { value: "target", label: { es: "Exactitud objetivo", en: "Target accuracy" } },
    ],
    default: "none",
    advanced: true,
  },
  patience: {
    kind: "integer",
    label: { es: "Evaluaciones de paciencia", en: "Evaluations of patience" },
    help: {
      es: "Evaluaciones seguidas sin mejora tras las que se detiene. La primera, tras el paso 1, se compara con la red sin entrenar: con 1 puede detenerse ya ahí.",
      en: "Evaluations in a row without improvement after which training stops. The first, after step 1, is compared with the untrained net: with 1 it may stop right there.",
    },
    min: 1,
    max: 1000,
    default: 20,
    scale: "log",
    advanced: true,
    when: { field: "stop", is: ["patience"] },
  },
  target: {
    kind: "number",
    label: { es: "Exactitud a la que parar", en: "Accuracy to stop at" },
    help: {
      es: "Se mide con las primeras 256 muestras de prueba. Solo con clases.",
      en: "Measured on the first 256 held-out samples. With classes only.",
    },
    min: 0.5,
    max: 1,
    default: 0.98,
    step: 0.01,
    advanced: true,
    when: { field: "stop", is: ["target"] },
  },
} as const satisfies Fields;

export type MlpParams = ParamsOf<typeof mlpFields>;
/**
 * The length of training is a matter of a task's steps, but for schedules that depend on it. `folds` is absent where there is no cross-validation; with it,
 * `cvFold` is the part that is held out, the first where it is absent.
 */
export type MlpTaskParams = Omit<MlpParams, "epochs" | "folds" | "members"> & {
  readonly epochs?: number | undefined;
  readonly folds?: number | undefined;
  readonly cvFold?: number | undefined;
};
