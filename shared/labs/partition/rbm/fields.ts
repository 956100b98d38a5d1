import type { Fields, ParamsOf } from "../../../experiment/fields.ts";

export const rbmFields = {
  hidden: {
    kind: "integer",
    label: { es: "Unidades ocultas", en: "Hidden units" },
    help: {
      es: "Cada una aprende un filtro. Con 24 o menos, la función de partición se calcula exacta.",
      en: "Each learns a filter. With 24 or fewer, the partition function is computed exactly.",
    },
    min: 1,
    max: 1024,
    default: 64,
    scale: "log",
  },
  method: {
    kind: "choice",
    label: { es: "Fase negativa", en: "Negative phase" },
    help: {
      es: "CD empieza cada vez en los datos; PCD conserva sus cadenas entre minilotes.",
      en: "CD starts at the data each time; PCD keeps its chains between minibatches.",
    },
    options: [
      { value: "cd", label: { es: "Divergencia contrastiva (CD)", en: "Contrastive divergence (CD)" } },
      { value: "pcd", label: { es: "Máxima verosimilitud estocástica (PCD)", en: "Persistent CD (SML)" } },
    ],
    default: "cd",
  },
  k: {
    kind: "integer",
    label: { es: "Pasos de Gibbs (k)", en: "Gibbs steps (k)" },
    help: {
      es: "Barridos de Gibbs por minilote: más acercan los sueños a los del modelo y cuestan más.",
      en: "Gibbs sweeps per minibatch: more bring the dreams closer to the model's distribution and cost more.",
    },
    min: 1,
    max: 100,
    default: 1,
    scale: "log",
  },
  learningRate: {
    kind: "number",
    label: { es: "Tasa de aprendizaje", en: "Learning rate" },
    help: {
      es: "Tamaño del paso sobre el gradiente. Si es muy grande, el entrenamiento oscila o se rompe.",
      en: "Step size along the gradient. If it is too large, training oscillates or diverges.",
    },
    min: 0.0001,
    max: 1,
    default: 0.05,
    scale: "log",
  },
  epochs: {
    kind: "integer",
    label: { es: "Épocas", en: "Epochs" },
    help: { es: "Veces que se recorren todos los datos.", en: "Passes over all the training data." },
    min: 1,
    max: 5000,
    default: 20,
    scale: "log",
  },
  batch: {
    kind: "integer",
    label: { es: "Minilote", en: "Minibatch" },
    help: {
      es: "Muestras por paso, y número de cadenas de la fase negativa.",
      en: "Samples per step, and number of chains in the negative phase.",
    },
    min: 1,
    max: 1000,
    default: 100,
    scale: "log",
  },
  momentum: {
    kind: "number",
    label: { es: "Inercia", en: "Momentum" },
    help: {
      es: "Parte de la velocidad que se conserva en cada paso.",
      en: "Fraction of the velocity kept at each step.",
    },
    min: 0,
    max: 0.99,
    default: 0.5,
    step: 0.01,
    advanced: true,
  },
  weightDecay: {
    kind: "number",
    label: { es: "Decaimiento de pesos", en: "Weight decay" },
    help: { es: "Empuja los pesos hacia cero.", en: "Pulls the weights towards zero." },
    min: 0,
    max: 0.1,
    default: 0.0002,
    step: 0.0001,
    advanced: true,
  },
  binarise: {
    kind: "choice",
    label: { es: "Grises", en: "Grey pixels" },
    help: {
      es: "Cómo un píxel gris se vuelve 0 o 1: por umbral en la mitad, o al azar con su valor como probabilidad en cada presentación.",
      en: "How a grey pixel becomes 0 or 1: by a threshold at one half, or drawn anew at each presentation with its value as the probability.",
    },
    options: [
      { value: "threshold", label: { es: "Umbral", en: "Threshold" } },
      { value: "sample", label: { es: "Al azar", en: "At random" } },
    ],
    default: "threshold",
    advanced: true,
  },
  testFraction: {
    kind: "number",
    label: { es: "Datos de prueba", en: "Held-out data" },
    help: {
      es: "Parte de las filas, repartida por igual, con la que no se entrena. Con 0 se evalúa sobre los datos de entrenamiento.",
      en: "Fraction of the rows, evenly spaced, kept out of training. With 0, the training data are evaluated.",
    },
    min: 0,
    max: 0.5,
    default: 0.1,
    step: 0.05,
    advanced: true,
  },
  aisChains: {
    kind: "integer",
    label: { es: "Cadenas de AIS", en: "AIS chains" },
    help: {
      es: "Cadenas en cada sentido para estimar la función de partición; más estrechan el intervalo. Con 0 no se estima.",
      en: "Chains in each direction that estimate the partition function; more of them narrow the interval. With 0 it is not estimated.",
    },
    min: 0,
    max: 10_000,
    default: 100,
    advanced: true,
  },
  aisSteps: {
    kind: "integer",
    label: { es: "Temperaturas de AIS", en: "AIS temperatures" },
    help: {
      es: "Distribuciones intermedias por las que pasa cada cadena; más acercan los dos límites.",
      en: "Intermediate distributions that each chain passes through; more of them bring the two limits together.",
    },
    min: 10,
    max: 100_000,
    default: 1000,
    scale: "log",
    advanced: true,
  },
} as const satisfies Fields;

export type RbmParams = ParamsOf<typeof rbmFields>;
