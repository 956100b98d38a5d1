import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { LEAST_COST } from "./levels.ts";
import { BASE_NAMES } from "./names.ts";

/** Numbers of columns that a machine takes: each is a visible unit. */
export const MAX_VISIBLE = 1024;

const ofIsing = { field: "model", is: ["ising"] } as const;
const ofMachine = { field: "model", is: ["rbm"] } as const;
const ofMixture = { field: "model", is: ["mixture"] } as const;

export const logZFields = {
  model: {
    kind: "choice",
    label: { es: "Modelo", en: "Model" },
    help: {
      es: "Aquel cuya constante se busca. Todos son tan pequeños que también se conoce la respuesta exacta.",
      en: "The one whose constant is wanted. All are so small that the exact answer is known too.",
    },
    options: [
      { value: "ising", label: { es: "Red de Ising", en: "Ising grid" } },
      { value: "rbm", label: { es: "Máquina de Boltzmann restringida", en: "Restricted Boltzmann machine" } },
      { value: "mixture", label: { es: "Mezcla de gaussianas", en: "Mixture of Gaussians" } },
    ],
    default: "ising",
  },
  side: {
    when: ofIsing,
    kind: "integer",
    label: { es: "Lado", en: "Side" },
    help: {
      es: "La red tiene lado × lado espines, así que 2 elevado a ese número de estados.",
      en: "The grid has side × side spins, so 2 to that number of states.",
    },
    min: 3,
    max: 12,
    default: 4,
  },
  edges: {
    when: ofIsing,
    kind: "choice",
    label: { es: "Bordes", en: "Edges" },
    help: {
      es: "Libres, o un tubo: la primera columna toca a la última.",
      en: "Free, or a tube: the first column touches the last.",
    },
    options: [
      { value: "free", label: { es: "Libres", en: "Free" } },
      { value: "tube", label: { es: "Tubo", en: "Tube" } },
    ],
    default: "free",
    advanced: true,
  },
  temperature: {
    when: ofIsing,
    kind: "number",
    label: { es: "Temperatura", en: "Temperature" },
    help: {
      es: "Con frío los espines vecinos apuntan igual. La red infinita cambia de fase en 2,27.",
      en: "When it is cold, neighbouring spins agree. The infinite grid changes its phase at 2.27.",
    },
    min: 0.8,
    max: 20,
    default: 2.27,
    step: 0.01,
  },
  field: {
    when: ofIsing,
    kind: "number",
    label: { es: "Campo", en: "Field" },
    help: {
      es: "Empuja cada espín hacia arriba: rompe la simetría entre los dos signos.",
      en: "Pushes every spin up: it breaks the symmetry of the two signs.",
    },
    min: 0,
    max: 2,
    default: 0,
    step: 0.05,
  },
  hidden: {
    when: ofMachine,
    kind: "integer",
    label: { es: "Unidades ocultas", en: "Hidden units" },
    help: {
      es: "Hasta 16: así se pueden contar todos sus estados.",
      en: "At most 16, so that all their states can be counted.",
    },
    min: 1,
    max: 16,
    default: 8,
  },
  updates: {
    when: ofMachine,
    kind: "integer",
    label: { es: "Actualizaciones", en: "Updates" },
    help: {
      es: "Pasos de entrenamiento con divergencia contrastiva persistente. Cuantos más, más forma toma la máquina.",
      en: "Steps of training by persistent contrastive divergence. The more of them, the more shape the machine takes.",
    },
    min: 1,
    max: 20_000,
    default: 2000,
    scale: "log",
  },
  learningRate: {
    when: ofMachine,
    kind: "number",
    label: { es: "Tasa de aprendizaje", en: "Learning rate" },
    help: {
      es: "Tamaño de cada paso del entrenamiento.",
      en: "Size of each step of training.",
    },
    min: 0.001,
    max: 0.5,
    default: 0.05,
    scale: "log",
    advanced: true,
  },
  dimension: {
    when: ofMixture,
    kind: "integer",
    label: { es: "Dimensión", en: "Dimension" },
    help: {
      es: "Números de cada estado: cuantos más, menor es la parte del espacio que ocupa la masa.",
      en: "Numbers of a state: the more, the smaller the part of space that holds the mass.",
    },
    min: 1,
    max: 40,
    default: 2,
  },
  modes: {
    when: ofMixture,
    kind: "integer",
    label: { es: "Modos", en: "Modes" },
    help: {
      es: "Gaussianas de la mezcla, todas con la misma parte de Z.",
      en: "Gaussians of the mixture, each with the same share of Z.",
    },
    min: 1,
    max: 6,
    default: 3,
  },
  separation: {
    when: ofMixture,
    kind: "number",
    label: { es: "Separación", en: "Separation" },
    help: {
      es: "Distancia entre modos vecinos, en anchuras del primero.",
      en: "Distance between neighbouring modes, in widths of the first.",
    },
    min: 0,
    max: 20,
    default: 8,
    step: 0.5,
  },
  narrow: {
    when: ofMixture,
    kind: "number",
    label: { es: "Anchura del último modo", en: "Width of the last mode" },
    help: {
      es: "Los otros tienen anchura 1. Uno estrecho guarda su parte de la masa en un rincón que pocos puntos encuentran.",
      en: "The others have width 1. A narrow one keeps its share of the mass in a corner that few points find.",
    },
    min: 0.1,
    max: 1,
    default: 1,
    step: 0.05,
  },
  base: {
    kind: "choice",
    label: { es: "Base", en: "Base" },
    help: {
      es: "De dónde parten el muestreo por importancia, el puente y la integración termodinámica. AIS se prueba siempre con las tres.",
      en: "Where importance sampling, bridge sampling and thermodynamic integration begin. AIS is always tried with all three.",
    },
    options: [
      { value: "uniform", label: BASE_NAMES.uniform },
      { value: "rates", label: BASE_NAMES.rates },
      { value: "meanField", label: BASE_NAMES.meanField },
    ],
    default: "rates",
  },
  log2Cost: {
    kind: "integer",
    label: { es: "Coste mayor (potencia de 2)", en: "Largest cost (power of 2)" },
    help: {
      es: "Barridos o evaluaciones que cada método gasta como mucho: 12 son 4096. Se prueban también todas las potencias menores desde 8.",
      en: "Sweeps or evaluations that each method spends at most: 12 are 4096. All smaller powers from 8 on are tried too.",
    },
    min: LEAST_COST,
    max: 17,
    default: 12,
  },
  repeats: {
    kind: "integer",
    label: { es: "Repeticiones", en: "Repeats" },
    help: {
      es: "Semillas con las que cada método empieza de nuevo, a cada coste: dicen cuánto yerra y cuántos intervalos aciertan.",
      en: "Seeds with which each method begins anew, at each cost: they say how far off it is and how many intervals hold.",
    },
    min: 2,
    max: 1000,
    default: 24,
    scale: "log",
  },
  power: {
    kind: "number",
    label: { es: "Potencia del calendario", en: "Power of the schedule" },
    help: {
      es: "Las temperaturas inversas intermedias son (k/K) elevado a esto: por encima de 1 se juntan cerca de la base.",
      en: "Intermediate inverse temperatures are (k/K) to this power: above 1 they crowd near the base.",
    },
    min: 1,
    max: 6,
    default: 1,
    step: 0.5,
    advanced: true,
  },
} as const satisfies Fields;

export type LogZParams = ParamsOf<typeof logZFields>;
