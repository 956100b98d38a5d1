import type { Fields, ParamsOf } from "../../../experiment/fields.ts";

/** Most visible units: all 2^10 states are summed at every step. */
export const MAX_VISIBLE = 10;

const inPairs = { field: "model", is: ["boltzmann", "gaussian"] } as const;
const ofRbm = { field: "model", is: ["rbm"] } as const;
const binary = { field: "model", is: ["boltzmann", "rbm"] } as const;

export const likelihoodFields = {
  model: {
    kind: "choice",
    label: { es: "Modelo", en: "Model" },
    help: {
      es: "Todos son tan pequeños que su gradiente exacto se conoce en cada paso.",
      en: "All are so small that their exact gradient is known at every step.",
    },
    options: [
      { value: "boltzmann", label: { es: "Máquina de Boltzmann visible", en: "Fully visible Boltzmann machine" } },
      { value: "rbm", label: { es: "Máquina de Boltzmann restringida", en: "Restricted Boltzmann machine" } },
      { value: "gaussian", label: { es: "Gaussiana", en: "Gaussian" } },
    ],
    default: "boltzmann",
  },
  units: {
    kind: "integer",
    label: { es: "Unidades visibles", en: "Visible units" },
    help: {
      es: "Números de cada dato de fábrica. Una tabla tuya trae los suyos: sus columnas.",
      en: "Numbers of each built-in datum. A table of yours brings its own: its columns.",
    },
    min: 2,
    max: MAX_VISIBLE,
    default: 5,
  },
  hidden: {
    when: ofRbm,
    kind: "integer",
    label: { es: "Unidades ocultas", en: "Hidden units" },
    help: { es: "Se suman todas sus posibilidades.", en: "All their possibilities are summed." },
    min: 1,
    max: 6,
    default: 2,
  },
  pairs: {
    when: inPairs,
    kind: "choice",
    label: { es: "Parejas unidas", en: "Pairs that are joined" },
    help: {
      es: "Qué unidades pueden depender entre sí directamente: todas, o las vecinas en un anillo.",
      en: "Which units may depend on each other directly: all, or neighbours on a ring.",
    },
    options: [
      { value: "all", label: { es: "Todas", en: "All" } },
      { value: "neighbours", label: { es: "Vecinas", en: "Neighbours" } },
    ],
    default: "all",
  },
  coupling: {
    kind: "number",
    label: { es: "Fuerza de los datos", en: "Strength in the data" },
    help: {
      es: "Cuánto dependen entre sí las unidades en los datos de fábrica.",
      en: "How strongly units depend on each other in the built-in data.",
    },
    min: 0,
    max: 3,
    default: 1,
    step: 0.1,
  },
  misspecification: {
    kind: "number",
    label: { es: "Fuera de la familia", en: "Outside the family" },
    help: {
      es: "Con 0 los datos de fábrica son de la familia de las máquinas visibles y de las gaussianas. Lo demás les añade algo que ninguna puede expresar: tríos, parejas que no están unidas, dos grupos.",
      en: "At 0 the built-in data are of the family of visible machines and of Gaussians. More adds what none of these can express: triples, pairs that are not joined, two clusters.",
    },
    min: 0,
    max: 2,
    default: 1,
    step: 0.1,
  },
  amount: {
    when: binary,
    kind: "choice",
    label: { es: "Datos", en: "Data" },
    help: {
      es: "La distribución misma, como si los datos de fábrica fueran infinitos, o una muestra de ella.",
      en: "The distribution itself, as if the built-in data were infinitely many, or a sample of it.",
    },
    options: [
      { value: "all", label: { es: "La distribución", en: "The distribution" } },
      { value: "sample", label: { es: "Una muestra", en: "A sample" } },
    ],
    default: "all",
  },
  samples: {
    kind: "integer",
    label: { es: "Tamaño de la muestra", en: "Size of the sample" },
    help: {
      es: "Filas de los datos de fábrica, si son una muestra; los de la gaussiana lo son siempre.",
      en: "Rows of the built-in data where they are a sample; those of the Gaussian always are.",
    },
    min: 20,
    max: 20_000,
    default: 400,
    scale: "log",
  },
  k: {
    kind: "integer",
    label: { es: "Barridos k", en: "Sweeps k" },
    help: {
      es: "Barridos de Gibbs de la fase negativa en cada paso, de la divergencia contrastiva y de SML.",
      en: "Gibbs sweeps of the negative phase at each step, of contrastive divergence and of SML.",
    },
    min: 1,
    max: 20,
    default: 1,
  },
  noiseRatio: {
    kind: "number",
    label: { es: "Ruido por dato", en: "Noise per datum" },
    help: {
      es: "Cuántas veces más ruido que datos ve el contraste con ruido.",
      en: "How many times as much noise as data noise-contrastive estimation sees.",
    },
    min: 0.25,
    max: 64,
    default: 4,
    scale: "log",
  },
  batch: {
    kind: "integer",
    label: { es: "Cadenas por paso", en: "Chains per step" },
    help: {
      es: "Cadenas de cada fase negativa, y datos por los que se cuenta el ruido. La fase positiva usa todos los datos.",
      en: "Chains of each negative phase, and data for which noise is counted. The positive phase uses all data.",
    },
    min: 5,
    max: 2000,
    default: 200,
    scale: "log",
  },
  learningRate: {
    kind: "number",
    label: { es: "Tasa de aprendizaje", en: "Learning rate" },
    help: {
      es: "Tamaño del primer paso, igual para todos los métodos.",
      en: "Size of the first step, the same for all methods.",
    },
    min: 0.005,
    max: 1,
    default: 0.2,
    scale: "log",
  },
  slowing: {
    kind: "integer",
    label: { es: "Pasos hasta la mitad", en: "Steps until half" },
    help: {
      es: "La tasa baja como 1/(1 + t/T): tras estos pasos T es la mitad. Sin eso, lo aleatorio no se asienta.",
      en: "The rate falls as 1/(1 + t/T): after these T steps it is a half. Without that, what is random never settles.",
    },
    min: 20,
    max: 20_000,
    default: 400,
    scale: "log",
    advanced: true,
  },
  decay: {
    kind: "number",
    label: { es: "Decaimiento", en: "Weight decay" },
    help: {
      es: "Tira de los parámetros hacia 0, igual en todos los métodos. Con pocos datos evita que se vayan al infinito.",
      en: "Draws parameters towards 0, the same in all methods. With few data it keeps them from going to infinity.",
    },
    min: 0,
    max: 0.2,
    default: 0,
    step: 0.001,
    advanced: true,
  },
  repeats: {
    when: { field: "model", is: ["boltzmann"] },
    kind: "integer",
    label: { es: "Muestras del estudio", en: "Samples of the study" },
    help: {
      es: "Muestras de cada tamaño con las que se compara cuánto sacan los métodos de pocos datos.",
      en: "Samples of each size by which it is compared how much methods make of few data.",
    },
    min: 2,
    max: 400,
    default: 20,
    scale: "log",
    advanced: true,
  },
  steps: {
    kind: "integer",
    label: { es: "Pasos", en: "Steps" },
    help: { es: "Actualizaciones de cada método.", en: "Updates of each method." },
    min: 20,
    max: 20_000,
    default: 1500,
    scale: "log",
  },
} as const satisfies Fields;

export type LikelihoodParams = ParamsOf<typeof likelihoodFields>;
