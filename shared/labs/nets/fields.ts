/**
 * Parameters that nets have in common, described once. A lab takes one by `{ ...nets.epochs, default: 8 }` and says what is its own: the default, other
 * bounds, which of the options it has, a help that tells more.
 */
import type { Localized } from "../../text.ts";

type Options<V extends string> = readonly { readonly value: V; readonly label: Localized }[];
type Words<V extends string> = Readonly<Record<V, Localized>>;

function optionsOf<V extends string>(labels: Words<V>, values: readonly V[]): Options<V> {
  return values.map((value) => ({ value, label: labels[value] }));
}

/** What there is to say of the chosen options, after a first sentence. */
function helpOf<V extends string>(first: Localized, about: Words<V>, values: readonly V[]): Localized {
  const told = (language: "es" | "en") => [first, ...values.map((value) => about[value])].map((one) => one[language]);
  return { es: told("es").join(" "), en: told("en").join(" ") };
}

const ACTIVATIONS = {
  linear: { es: "Lineal", en: "Linear" },
  sigmoid: { es: "Sigmoide", en: "Sigmoid" },
  tanh: { es: "Tangente hiperbólica", en: "Hyperbolic tangent" },
  relu: { es: "ReLU", en: "ReLU" },
  "leaky-relu": { es: "ReLU con fuga (0,01)", en: "Leaky ReLU (0.01)" },
  elu: { es: "ELU", en: "ELU" },
  selu: { es: "SELU", en: "SELU" },
  gelu: { es: "GELU", en: "GELU" },
  silu: { es: "Swish (SiLU)", en: "Swish (SiLU)" },
  // By its other name in the first lab that had it.
  swish: { es: "Swish (SiLU)", en: "Swish (SiLU)" },
  softplus: { es: "Softplus", en: "Softplus" },
} as const;

const activation = <V extends keyof typeof ACTIVATIONS>(...values: readonly V[]) =>
  ({
    kind: "choice",
    label: { es: "Activación", en: "Activation" },
    help: {
      es: "Función que se aplica a lo que da cada capa oculta. GELU es la forma exacta, con erf; ELU tiene α = 1.",
      en: "Function applied to what each hidden layer gives. GELU is the exact form, by erf; ELU has α = 1.",
    },
    options: optionsOf<V>(ACTIVATIONS, values),
  }) as const;

const NORMALISATIONS = {
  none: { es: "Ninguna", en: "None" },
  layer: { es: "Por capa", en: "Layer" },
  batch: { es: "Por minilote", en: "Batch" },
} as const;

/** The lab says which layers it is of. */
const normalisation = <V extends keyof typeof NORMALISATIONS>(...values: readonly V[]) =>
  ({
    kind: "choice",
    label: { es: "Normalización", en: "Normalisation" },
    options: optionsOf<V>(NORMALISATIONS, values),
    default: "none",
  }) as const;

const OPTIMISERS = {
  adam: { es: "Adam", en: "Adam" },
  adamw: { es: "AdamW", en: "AdamW" },
  rmsprop: { es: "RMSProp", en: "RMSProp" },
  sgd: { es: "Gradiente con inercia", en: "Gradient descent with momentum" },
} as const;
const ABOUT_OPTIMISERS = {
  adam: {
    es: "Adam: β₁ = 0,9, β₂ = 0,999, ε = 10^−7 fuera de la raíz (en PyTorch, 10^−8).",
    en: "Adam: β₁ = 0.9, β₂ = 0.999, ε = 10^−7 outside the root (in PyTorch, 10^−8).",
  },
  adamw: {
    es: "AdamW: Adam, y los pesos decaen aparte.",
    en: "AdamW: Adam, and the weights decay apart from it.",
  },
  rmsprop: {
    es: "RMSProp: media de los cuadrados con ρ = 0,9 y ε = 10^−7 fuera de la raíz.",
    en: "RMSProp: mean of the squares with ρ = 0.9 and ε = 10^−7 outside the root.",
  },
  sgd: {
    es: "Con inercia: la velocidad suma los gradientes.",
    en: "With momentum: the velocity sums the gradients.",
  },
} as const;

const optimizer = <V extends keyof typeof OPTIMISERS>(...values: readonly V[]) =>
  ({
    kind: "choice",
    label: { es: "Optimizador", en: "Optimizer" },
    help: helpOf<V>(
      { es: "Cómo se baja por el gradiente.", en: "How the gradient is turned into a step." },
      ABOUT_OPTIMISERS,
      values,
    ),
    options: optionsOf<V>(OPTIMISERS, values),
    advanced: true,
  }) as const;

const SCHEDULES = {
  constant: { es: "Constante", en: "Constant" },
  halving: { es: "Se reduce a la mitad", en: "Halving" },
  cosine: { es: "Coseno", en: "Cosine" },
  step: { es: "Escalones", en: "Steps" },
} as const;
const ABOUT_SCHEDULES = {
  constant: { es: "Constante: siempre la misma.", en: "Constant: always the same." },
  halving: {
    es: "A la mitad: se divide por dos, poco a poco, cada tantas épocas.",
    en: "Halving: gradually halved every so many epochs.",
  },
  cosine: {
    es: "Coseno: baja suavemente hasta cero en la última época.",
    en: "Cosine: falls smoothly to zero in the last epoch.",
  },
  step: {
    es: "Escalones: se divide entre diez a la mitad y a los tres cuartos.",
    en: "Steps: divided by ten at one half and at three quarters.",
  },
} as const;

const schedule = <V extends keyof typeof SCHEDULES>(...values: readonly V[]) =>
  ({
    kind: "choice",
    label: { es: "Tasa a lo largo del tiempo", en: "Rate over time" },
    help: helpOf<V>(
      { es: "Cómo cambia la tasa mientras se entrena.", en: "How the rate changes as training goes on." },
      ABOUT_SCHEDULES,
      values,
    ),
    options: optionsOf<V>(SCHEDULES, values),
    default: "constant",
    advanced: true,
  }) as const;

export const nets = {
  activation,
  normalisation,
  optimizer,
  schedule,
  /** The lab says of what. */
  dropout: { kind: "number", label: { es: "Dropout", en: "Dropout" }, min: 0, max: 0.8, step: 0.05 },
  learningRate: {
    kind: "number",
    label: { es: "Tasa de aprendizaje", en: "Learning rate" },
    help: {
      es: "Tamaño del paso. Si es muy grande, la pérdida salta o diverge; si es muy pequeña, el aprendizaje no acaba nunca.",
      en: "Step size. If it is too large, the loss jumps or diverges; if it is too small, learning takes forever.",
    },
    min: 0.00001,
    max: 10,
    scale: "log",
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
    label: { es: "Decaimiento de los pesos", en: "Weight decay" },
    help: {
      es: "En cada paso los pesos (no los sesgos) se multiplican por 1 − tasa · este número.",
      en: "At each step the weights (not the biases) are multiplied by 1 − rate · this number.",
    },
    min: 0,
    max: 1,
    step: 0.01,
    advanced: true,
  },
  epochs: {
    kind: "integer",
    label: { es: "Épocas", en: "Epochs" },
    help: { es: "Veces que se recorren todos los datos de entrenamiento.", en: "Passes over all the training data." },
    min: 1,
    max: 5000,
    scale: "log",
  },
  batch: {
    kind: "integer",
    label: { es: "Minilote", en: "Minibatch" },
    help: {
      es: "Muestras por paso. Con pocas, los pasos son más ruidosos y más baratos; con más de 32, varios hilos se los reparten.",
      en: "Samples per step. With few, steps are noisier and cheaper; beyond 32, several threads share them.",
    },
    min: 1,
    max: 1024,
    scale: "log",
  },
  testFraction: {
    kind: "number",
    label: { es: "Datos de prueba", en: "Held-out data" },
    help: {
      es: "Parte de los datos con la que no se entrena, repartida por igual.",
      en: "Fraction of the data kept out of training, evenly spaced.",
    },
    min: 0.05,
    max: 0.5,
    step: 0.05,
    advanced: true,
  },
} as const;
