import type { Fields } from "../../../../experiment/fields.ts";
import { OF_FEW, OF_RIGHT } from "./offered.ts";

/** Samplers that follow Hamiltonian dynamics. */
const HAMILTONIAN = ["nuts", "walnuts", "hmc", "mala"] as const;

export const samplerFields = {
  sampler: {
    kind: "choice",
    label: { es: "Algoritmo", en: "Sampler" },
    help: {
      es: "NUTS se ajusta solo; HMC da un número fijo de pasos; MALA, uno. Los demás no usan el gradiente: proponen, cortan por coordenadas, cambian de temperatura o avanzan en grupo.",
      en: "NUTS tunes itself; HMC takes a fixed number of steps, MALA one. The others need no gradient: they propose, slice along coordinates, change temperature or move as a group.",
    },
    options: [
      { value: "nuts", label: { es: "NUTS", en: "NUTS" } },
      { value: "walnuts", label: { es: "WALNUTS (paso local)", en: "WALNUTS (local step)" } },
      { value: "hmc", label: { es: "HMC", en: "HMC" } },
      { value: "metropolis", label: { es: "Metropolis", en: "Metropolis" } },
      { value: "adaptive-metropolis", label: { es: "Metropolis adaptativo", en: "Adaptive Metropolis" } },
      { value: "mala", label: { es: "MALA (Langevin)", en: "MALA (Langevin)" } },
      { value: "slice", label: { es: "Muestreo por cortes", en: "Slice sampling" } },
      { value: "gibbs", label: { es: "Gibbs (condicionales exactas)", en: "Gibbs (exact conditionals)" } },
      { value: "tempering", label: { es: "Temple paralelo", en: "Parallel tempering" } },
      { value: "ensemble", label: { es: "Conjunto invariante afín", en: "Affine-invariant ensemble" } },
    ],
    default: "nuts",
    offered: [OF_RIGHT],
  },
} as const satisfies Fields;

/** Of samplers with several copies of a chain. */
export const copyFields = {
  levels: {
    kind: "integer",
    label: { es: "Temperaturas", en: "Temperatures" },
    help: {
      es: "Cuántas copias de la cadena corren a la vez, cada una sobre una densidad más aplanada; solo se guarda la más fría. Añade más si los intercambios son raros.",
      en: "How many copies of the chain run side by side, each on a flatter density; only the coldest is kept. Add more when swaps are rare.",
    },
    min: 2,
    max: 24,
    default: 6,
    step: 1,
    when: { field: "sampler", is: ["tempering"] },
    offered: [OF_RIGHT],
  },
  hottest: {
    kind: "number",
    label: { es: "Exponente más caliente", en: "Hottest power" },
    help: {
      es: "La copia más caliente muestrea la densidad elevada a este exponente; las demás quedan entre él y 1 en progresión geométrica. Bájalo si las modas siguen separadas.",
      en: "The hottest copy samples the density to this power; the others lie between it and 1 in geometric progression. Lower it when modes stay apart.",
    },
    min: 0.0001,
    max: 0.95,
    default: 0.02,
    step: 0.01,
    scale: "log",
    when: { field: "sampler", is: ["tempering"] },
    offered: [OF_RIGHT],
  },
  walkers: {
    kind: "integer",
    label: { es: "Caminantes", en: "Walkers" },
    help: {
      es: "Tamaño del grupo de cada cadena: cada muestra mueve a uno de ellos a lo largo de la recta que pasa por otro. Al menos el doble de coordenadas.",
      en: "Size of each chain's group: each draw moves one of them along the line through another. At least twice the number of coordinates.",
    },
    min: 4,
    max: 1000,
    default: 32,
    step: 2,
    scale: "log",
    when: { field: "sampler", is: ["ensemble"] },
    offered: [OF_RIGHT],
  },
} as const satisfies Fields;

/** Steps and trajectories, and what warm-up learns of them. */
export const stepFields = {
  targetAccept: {
    kind: "number",
    label: { es: "Aceptación deseada", en: "Target acceptance" },
    help: {
      es: "Probabilidad media de aceptación a la que se ajusta el paso. Si hay divergencias, súbela hacia 0,99; si no se van, escribe el modelo de otra forma.",
      en: "Mean acceptance probability that step-size adaptation aims for. Raise it towards 0.99 when there are divergences; if they stay, write the model another way.",
    },
    min: 0.5,
    max: 0.999,
    default: 0.8,
    step: 0.01,
    when: { field: "sampler", is: ["nuts", "walnuts", "hmc"] },
    offered: [OF_RIGHT],
  },
  leapfrogs: {
    kind: "integer",
    label: { es: "Pasos por muestra", en: "Leapfrog steps" },
    help: { es: "Pasos leapfrog de cada trayectoria.", en: "Leapfrog steps of each trajectory." },
    min: 1,
    max: 1000,
    default: 16,
    step: 1,
    scale: "log",
    when: { field: "sampler", is: ["hmc"] },
    offered: [OF_RIGHT],
  },
  proposalScale: {
    kind: "number",
    label: { es: "Tamaño de la propuesta", en: "Proposal scale" },
    help: {
      es: "Desviación típica del paso propuesto en cada coordenada: una pequeña casi siempre se acepta y avanza poco; una grande casi siempre se rechaza.",
      en: "Standard deviation of the proposed step in each coordinate: small steps are mostly accepted but do not lead far, large ones are mostly rejected.",
    },
    min: 0.001,
    max: 100,
    default: 0.5,
    step: 0.01,
    scale: "log",
    when: { field: "sampler", is: ["metropolis"] },
    offered: [OF_RIGHT],
  },
  maxDepth: {
    kind: "integer",
    label: { es: "Profundidad máxima", en: "Maximum tree depth" },
    help: {
      es: "Una trayectoria tiene como mucho 2 elevado a este número de pasos.",
      en: "A trajectory has at most 2 to the power of this many steps.",
    },
    min: 1,
    max: 10,
    default: 10,
    step: 1,
    advanced: true,
    when: { field: "sampler", is: ["nuts", "walnuts"] },
    offered: [OF_RIGHT],
  },
  maxError: {
    kind: "number",
    label: { es: "Error de energía admitido", en: "Energy error allowed" },
    help: {
      es: "Un paso de WALNUTS se divide en dos, cuatro, ocho… hasta que la energía no cambia más que esto de un extremo al otro.",
      en: "A step of WALNUTS is divided into two, four, eight… until the energy changes by no more than this from end to end.",
    },
    min: 0.01,
    max: 10,
    default: 0.5,
    step: 0.01,
    scale: "log",
    when: { field: "sampler", is: ["walnuts"] },
    offered: [OF_RIGHT],
  },
  metric: {
    kind: "choice",
    label: { es: "Métrica", en: "Metric" },
    help: {
      es: "Qué se aprende durante el calentamiento de la inversa de la matriz de masas: solo las escalas (como Stan), toda la covarianza, o las escalas y unas pocas direcciones, a partir de las muestras y sus gradientes.",
      en: "What warm-up learns of the inverse mass matrix: the scales alone (as Stan does), the whole covariance, or the scales and a few directions, from the draws and their gradients.",
    },
    options: [
      { value: "diagonal", label: { es: "Diagonal", en: "Diagonal" } },
      { value: "dense", label: { es: "Densa", en: "Dense" } },
      { value: "low-rank", label: { es: "De rango bajo", en: "Low rank" } },
    ],
    default: "diagonal",
    omitDefault: true,
    advanced: true,
    when: { field: "sampler", is: HAMILTONIAN },
    offered: [OF_RIGHT, OF_FEW],
  },
  adapt: {
    kind: "boolean",
    label: { es: "Ajustar durante el calentamiento", en: "Adapt during warm-up" },
    help: {
      es: "Ajusta el paso y la métrica como Stan. Sin ajuste se usa el paso dado y la métrica unidad.",
      en: "Adapts step size and metric as Stan does. Without it the given step size and the unit metric are used.",
    },
    default: true,
    advanced: true,
    when: { field: "sampler", is: HAMILTONIAN },
    offered: [OF_RIGHT, OF_FEW],
  },
  stepSize: {
    kind: "number",
    label: { es: "Paso", en: "Step size" },
    help: {
      es: "Paso de la simulación; si se ajusta, solo el valor inicial.",
      en: "Step of the simulation; only the initial value when it is adapted.",
    },
    min: 0.0001,
    max: 10,
    default: 1,
    step: 0.01,
    scale: "log",
    advanced: true,
    when: { field: "sampler", is: [...HAMILTONIAN, "adaptive-metropolis", "slice", "tempering"] },
    offered: [OF_RIGHT],
  },
} as const satisfies Fields;
