import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import type { ActivationKind } from "../../../nets/activations.ts";
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
    kind: "choice",
    label: { es: "Activación", en: "Activation" },
    help: {
      es: "Función de las neuronas ocultas. Con la lineal, muchas capas valen lo que ninguna. GELU es la forma exacta, con erf; la ReLU con fuga tiene pendiente 0,01 bajo cero; ELU tiene α = 1.",
      en: "Function of the hidden units. With “Linear”, many layers are worth no more than none. GELU is the exact form, by erf; leaky ReLU has slope 0.01 below zero; ELU has α = 1.",
    },
    options: [
      { value: "tanh", label: { es: "Tangente hiperbólica", en: "Hyperbolic tangent" } },
      { value: "relu", label: { es: "ReLU", en: "ReLU" } },
      { value: "sigmoid", label: { es: "Sigmoide", en: "Sigmoid" } },
      { value: "leaky-relu", label: { es: "ReLU con fuga", en: "Leaky ReLU" } },
      { value: "elu", label: { es: "ELU", en: "ELU" } },
      { value: "gelu", label: { es: "GELU", en: "GELU" } },
      { value: "selu", label: { es: "SELU", en: "SELU" } },
      { value: "silu", label: { es: "SiLU (swish)", en: "SiLU (swish)" } },
      { value: "softplus", label: { es: "Softplus", en: "Softplus" } },
      { value: "linear", label: { es: "Lineal", en: "Linear" } },
    ],
    default: "tanh",
  },
  learningRate: {
    kind: "number",
    label: { es: "Tasa de aprendizaje", en: "Learning rate" },
    help: {
      es: "Tamaño del paso. Si es muy grande, la pérdida salta o diverge; si es muy pequeña, el aprendizaje no acaba nunca.",
      en: "Step size. If it is too large, the loss jumps or diverges; if it is too small, learning takes forever.",
    },
    min: 0.00001,
    max: 10,
    default: 0.01,
    scale: "log",
  },
  epochs: {
    kind: "integer",
    label: { es: "Épocas", en: "Epochs" },
    help: {
      es: "Veces que se recorren todos los datos de entrenamiento.",
      en: "Passes over all the training data.",
    },
    min: 1,
    max: 5000,
    default: 100,
    scale: "log",
  },
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
    kind: "number",
    label: { es: "Dropout", en: "Dropout" },
    help: {
      es: "Parte de las neuronas ocultas que cada paso deja fuera, al azar y en cada muestra; las demás se escalan para compensar. Al predecir están todas.",
      en: "Fraction of the hidden units that each step drops, at random and for each sample; the others are scaled up in return. All take part in predictions.",
    },
    min: 0,
    max: 0.8,
    default: 0,
    step: 0.05,
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
    kind: "choice",
    label: { es: "Normalización", en: "Normalisation" },
    help: {
      es: "Lleva cada capa oculta a media 0 y varianza 1 antes de la activación, con ganancia y sesgo aprendidos. Por capa: dentro de cada muestra (ε = 10⁻⁵). Por lote: cada neurona dentro del minilote (ε = 10⁻³), que entonces no se reparte entre hilos; al predecir, con medias móviles de factor 0,99.",
      en: "Brings each hidden layer to mean 0 and variance 1 before the activation, with learnt gain and bias. Layer: within each sample (ε = 10⁻⁵). Batch: each unit within the minibatch (ε = 10⁻³), which is then not shared among threads; predictions use moving averages of factor 0.99.",
    },
    options: [
      { value: "none", label: { es: "Ninguna", en: "None" } },
      { value: "layer", label: { es: "Por capa", en: "Layer" } },
      { value: "batch", label: { es: "Por lote", en: "Batch" } },
    ],
    default: "none",
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
  optimizer: {
    kind: "choice",
    label: { es: "Optimizador", en: "Optimizer" },
    help: {
      es: "Cómo se baja por el gradiente. Adam: β₁ = 0,9, β₂ = 0,999, ε = 10⁻⁷ fuera de la raíz (en PyTorch, 10⁻⁸). AdamW: Adam, y los pesos decaen aparte. RMSprop: media de los cuadrados con ρ = 0,9 y ε = 10⁻⁷ fuera de la raíz.",
      en: "How the gradient is turned into a step. Adam: β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁷ outside the root (in PyTorch, 10⁻⁸). AdamW: Adam, and the weights decay apart from it. RMSprop: mean of the squares with ρ = 0.9 and ε = 10⁻⁷ outside the root.",
    },
    options: [
      { value: "adam", label: { es: "Adam", en: "Adam" } },
      { value: "adamw", label: { es: "AdamW", en: "AdamW" } },
      { value: "rmsprop", label: { es: "RMSprop", en: "RMSprop" } },
      { value: "sgd", label: { es: "Gradiente con inercia", en: "Gradient descent with momentum" } },
    ],
    default: "adam",
    advanced: true,
  },
  momentum: {
    kind: "number",
    label: { es: "Inercia", en: "Momentum" },
    help: {
      es: "Parte de la velocidad que se conserva en cada paso; 0 es el descenso por gradiente sin más.",
      en: "Fraction of the velocity kept at each step; 0 is plain gradient descent.",
    },
    min: 0,
    max: 0.99,
    default: 0.9,
    step: 0.01,
    advanced: true,
    when: { field: "optimizer", is: ["sgd"] },
  },
  weightDecay: {
    kind: "number",
    label: { es: "Decaimiento de pesos", en: "Weight decay" },
    help: {
      es: "Cada paso multiplica los pesos por 1 − tasa · decaimiento.",
      en: "Each step multiplies the weights by 1 − rate · decay.",
    },
    min: 0,
    max: 1,
    default: 0.01,
    step: 0.01,
    advanced: true,
    when: { field: "optimizer", is: ["adamw"] },
  },
  schedule: {
    kind: "choice",
    label: { es: "Tasa a lo largo del tiempo", en: "Rate over time" },
    help: {
      es: "Constante; coseno: baja suavemente hasta cero en la última época; escalones: se divide entre diez a la mitad y a los tres cuartos.",
      en: "Constant; cosine: falls smoothly to zero in the last epoch; steps: divided by ten at one half and at three quarters.",
    },
    options: [
      { value: "constant", label: { es: "Constante", en: "Constant" } },
      { value: "cosine", label: { es: "Coseno", en: "Cosine" } },
      { value: "step", label: { es: "Escalones", en: "Steps" } },
    ],
    default: "constant",
    advanced: true,
  },
  batch: {
    kind: "integer",
    label: { es: "Minilote", en: "Minibatch" },
    help: {
      es: "Muestras por paso. Con pocas, los pasos son más ruidosos y más baratos.",
      en: "Samples per step. With few, steps are noisier and cheaper.",
    },
    min: 1,
    max: 1024,
    default: 32,
    scale: "log",
    advanced: true,
  },
  testFraction: {
    kind: "number",
    label: { es: "Datos de prueba", en: "Held-out data" },
    help: {
      es: "Parte de las filas con la que no se entrena: la misma de cada clase, repartida por igual.",
      en: "Fraction of the rows kept out of training: the same of each class, evenly spaced.",
    },
    min: 0.05,
    max: 0.9,
    default: 0.25,
    step: 0.05,
    advanced: true,
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
      es: "Evaluaciones seguidas sin mejora tras las que se detiene.",
      en: "Evaluations in a row without improvement after which training stops.",
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
