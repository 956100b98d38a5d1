import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { coders } from "../../nets/coders/fields.ts";
import { nets } from "../../nets/fields.ts";
import { comparison, resolution } from "../points/fields.ts";

const dense = { field: "architecture", is: ["dense"] } as const;

export const ganFields = {
  objective: {
    kind: "choice",
    label: { es: "Objetivo", en: "Objective" },
    help: {
      es: "Qué hace pequeño cada red. Minimax: la pérdida original (Goodfellow et al. 2014). No saturante: el generador hace grande log D en vez de pequeña log(1 − D). LSGAN: errores al cuadrado (Mao et al. 2017). WGAN-GP: distancia de Wasserstein con penalización del gradiente (Gulrajani et al. 2017).",
      en: "What each net makes small. Minimax: the original loss (Goodfellow et al. 2014). Non-saturating: the generator makes log D large instead of log(1 − D) small. LSGAN: squared errors (Mao et al. 2017). WGAN-GP: Wasserstein distance with a gradient penalty (Gulrajani et al. 2017).",
    },
    options: [
      { value: "minimax", label: { es: "Minimax (original)", en: "Minimax (original)" } },
      { value: "non-saturating", label: { es: "No saturante", en: "Non-saturating" } },
      { value: "lsgan", label: { es: "LSGAN", en: "LSGAN" } },
      { value: "wgan-gp", label: { es: "WGAN-GP", en: "WGAN-GP" } },
    ],
    default: "non-saturating",
  },
  penalty: {
    kind: "number",
    label: { es: "Penalización del gradiente, λ", en: "Gradient penalty, λ" },
    help: {
      es: "Peso de (‖∇D‖ − 1)² entre los datos y lo generado. Con 0 no hay nada que frene al crítico.",
      en: "Weight of (‖∇D‖ − 1)² between data and what is generated. With 0 nothing holds the critic back.",
    },
    min: 0,
    max: 100,
    default: 1,
    step: 0.1,
    when: { field: "objective", is: ["wgan-gp"] },
  },
  criticSteps: {
    kind: "integer",
    label: { es: "Pasos del discriminador", en: "Discriminator steps" },
    help: {
      es: "Minilotes con los que aprende en cada ronda. Con 0 se queda como está y solo aprende el generador.",
      en: "Minibatches that it learns from in each round. With 0 it stays as it is and only the generator learns.",
    },
    min: 0,
    max: 10,
    default: 1,
  },
  generatorSteps: {
    kind: "integer",
    label: { es: "Pasos del generador", en: "Generator steps" },
    help: {
      es: "Minilotes con los que aprende en cada ronda. Con 0 se queda como está y solo aprende el discriminador.",
      en: "Minibatches that it learns from in each round. With 0 it stays as it is and only the discriminator learns.",
    },
    min: 0,
    max: 10,
    default: 1,
  },
  latent: {
    kind: "integer",
    label: { es: "Dimensión latente", en: "Latent dimensions" },
    help: {
      es: "Números al azar, normales, de los que el generador hace una muestra.",
      en: "Random normal numbers that the generator makes one sample of.",
    },
    min: 1,
    max: 64,
    default: 8,
  },
  architecture: {
    ...coders.architecture,
    help: {
      es: "Densas: cada unidad mira todos los valores. Convolucionales: filtros pequeños recorren la imagen; el discriminador la reduce, el generador la agranda (Radford et al. 2016).",
      en: "Dense: every unit looks at all values. Convolutional: small filters go over the picture; the discriminator shrinks it, the generator makes it grow (Radford et al. 2016).",
    },
  },
  filters: {
    ...coders.filters,
    help: {
      es: "Cuántos filtros tiene cada convolución del discriminador; cada una reduce los lados a la mitad. El generador los repite al revés.",
      en: "How many filters each convolution of the discriminator has; each halves the sides. The generator has them in reverse.",
    },
    default: [16, 32],
  },
  kernel: { ...coders.kernel, default: 4 },
  growing: coders.growing,
  normalisation: {
    ...nets.normalisation("none", "layer"),
    label: { es: "Normalización del generador", en: "Normalisation of the generator" },
    help: {
      es: "Por capa: lo que da cada capa oculta del generador se lleva a media 0 y varianza 1 en cada muestra (en las convoluciones, en cada píxel a través de los filtros), con ganancia y sesgo aprendidos.",
      en: "Layer: what each hidden layer of the generator gives is brought to mean 0 and variance 1 within each sample (of convolutions at each pixel, across the filters), with learnt gain and bias.",
    },
    omitDefault: true,
    advanced: true,
  },
  hidden: {
    kind: "integers",
    label: { es: "Capas ocultas del generador", en: "Hidden layers of the generator" },
    help: {
      es: "Anchura de cada capa, de los números latentes a la muestra.",
      en: "Width of each layer, from the latent numbers to the sample.",
    },
    min: 1,
    max: 512,
    minItems: 1,
    maxItems: 5,
    default: [64, 64],
    when: dense,
  },
  criticHidden: {
    kind: "integers",
    label: { es: "Capas ocultas del discriminador", en: "Hidden layers of the discriminator" },
    help: {
      es: "Anchura de cada capa, de la muestra a un solo número.",
      en: "Width of each layer, from the sample to a single number.",
    },
    min: 1,
    max: 512,
    minItems: 1,
    maxItems: 5,
    default: [64, 64],
    when: dense,
  },
  activation: {
    ...nets.activation("leaky-relu", "relu", "tanh", "elu", "silu", "softplus"),
    help: {
      es: "Función de las capas ocultas de las dos redes.",
      en: "Function of the hidden layers of both nets.",
    },
    default: "tanh",
    advanced: true,
  },
  resolution,
  learningRate: {
    ...nets.learningRate,
    max: 0.1,
    default: 0.001,
    help: {
      es: "Tamaño del paso de Adam (β₁ = 0,5, β₂ = 0,9) en el generador.",
      en: "Size of Adam's step (β₁ = 0.5, β₂ = 0.9) in the generator.",
    },
  },
  criticRate: {
    kind: "number",
    label: { es: "Tasa del discriminador", en: "Rate of the discriminator" },
    help: {
      es: "Cuántas veces la del generador (Heusel et al. 2017).",
      en: "How many times that of the generator (Heusel et al. 2017).",
    },
    min: 0.1,
    max: 10,
    default: 1,
    scale: "log",
    advanced: true,
  },
  halving: {
    kind: "integer",
    label: { es: "Rondas hasta la mitad", en: "Rounds per halving" },
    help: {
      es: "En cuántas rondas bajan las dos tasas a la mitad, poco a poco. Con 0 no bajan.",
      en: "In how many rounds both rates fall to half, little by little. With 0 they do not fall.",
    },
    min: 0,
    max: 100_000,
    default: 0,
    omitDefault: true,
    advanced: true,
  },
  average: {
    kind: "number",
    label: { es: "Media de los pesos del generador", en: "Average of the generator's weights" },
    help: {
      es: "Qué parte de la media móvil se conserva en cada paso del generador; las muestras, salvo para el discriminador, son de la media (Yazıcı et al. 2019). Con 0 no hay media.",
      en: "Share of the moving average that each step of the generator keeps; samples, but for the discriminator, are the average's (Yazıcı et al. 2019). With 0 there is no average.",
    },
    min: 0,
    max: 0.9999,
    default: 0,
    omitDefault: true,
    advanced: true,
  },
  rounds: {
    kind: "integer",
    label: { es: "Rondas", en: "Rounds" },
    help: {
      es: "En cada ronda aprende primero el discriminador y luego el generador.",
      en: "In each round the discriminator learns first, then the generator.",
    },
    min: 1,
    max: 100_000,
    default: 3000,
    scale: "log",
  },
  batch: { ...nets.batch, default: 256 },
  testFraction: { ...nets.testFraction, default: 0.25 },
  compared: {
    ...comparison.compared,
    help: {
      es: "Cuántas muestras del generador se comparan con otros tantos datos de prueba: MMD², modas, divergencias.",
      en: "How many samples of the generator are compared with as many held-out data: MMD², modes, divergences.",
    },
  },
  permutations: comparison.permutations,
} as const satisfies Fields;

export type GanParams = ParamsOf<typeof ganFields>;
/** The length of training is a matter of a task's steps. */
export type GanTaskParams = Omit<GanParams, "rounds">;
