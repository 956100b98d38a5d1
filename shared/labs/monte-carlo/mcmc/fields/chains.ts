import type { Fields } from "../../../../experiment/fields.ts";
import { OF_FEW, OF_ONE_POSTERIOR } from "./offered.ts";

/** A few long chains, or thousands of short ones. */
export const crowdFields = {
  many: {
    kind: "choice",
    label: { es: "Cuántas cadenas", en: "How many chains" },
    help: {
      es: "Pocas cadenas largas, cada una con su propio ajuste; o miles de cadenas cortas que avanzan juntas y se ajustan con lo que toda la multitud ha visto (Metropolis o HMC).",
      en: "A few long chains, each adapting by itself; or thousands of short chains that walk in step and adapt to what the whole crowd has seen (Metropolis or HMC).",
    },
    options: [
      { value: "few", label: { es: "pocas y largas", en: "few and long" } },
      { value: "crowd", label: { es: "miles y cortas", en: "thousands, short" } },
    ],
    default: "few",
    omitDefault: true,
    offered: [OF_ONE_POSTERIOR],
  },
  superchains: {
    kind: "integer",
    label: { es: "Supercadenas", en: "Superchains" },
    help: {
      es: "Grupos de cadenas que empiezan en un mismo punto. R̂ anidado compara los grupos: los que aún recuerdan su comienzo difieren.",
      en: "Groups of chains that start at one point. Nested R̂ compares the groups: those that still remember their start differ.",
    },
    min: 2,
    max: 4096,
    default: 64,
    step: 1,
    scale: "log",
    when: { field: "many", is: ["crowd"] },
  },
  subchains: {
    kind: "integer",
    label: { es: "Cadenas de cada una", en: "Chains in each" },
    help: {
      es: "Cadenas de cada supercadena; en total puede haber 100 000.",
      en: "Chains of each superchain; there may be 100,000 in all.",
    },
    min: 1,
    max: 1024,
    default: 64,
    step: 1,
    scale: "log",
    when: { field: "many", is: ["crowd"] },
  },
} as const satisfies Fields;

/** How many chains of how many draws. */
export const lengthFields = {
  chains: {
    kind: "integer",
    label: { es: "Cadenas", en: "Chains" },
    help: {
      es: "Cadenas independientes con inicios distintos; R̂ las compara, y con cuatro o más dice algo.",
      en: "Independent chains from different starting points; R̂ compares them, and takes four or more to tell much.",
    },
    min: 1,
    max: 64,
    default: 4,
    step: 1,
    offered: [OF_FEW, OF_ONE_POSTERIOR],
  },
  draws: {
    kind: "integer",
    label: { es: "Muestras por cadena", en: "Draws per chain" },
    help: { es: "Muestras que se guardan después del calentamiento.", en: "Draws kept after warm-up." },
    min: 10,
    max: 20_000,
    default: 1000,
    step: 10,
    scale: "log",
  },
  warmup: {
    kind: "integer",
    label: { es: "Calentamiento", en: "Warm-up" },
    help: {
      es: "Muestras iniciales de cada cadena, que se descartan; durante ellas se ajustan el paso y la métrica.",
      en: "Initial draws of each chain, which are discarded; step size and metric are adapted during them.",
    },
    min: 0,
    max: 20_000,
    default: 1000,
    step: 10,
  },
} as const satisfies Fields;

/** What is kept of them, and where they start. */
export const startFields = {
  thin: {
    kind: "integer",
    label: { es: "Una de cada", en: "Thinning" },
    help: {
      es: "Guarda una de cada tantas transiciones después del calentamiento. Ahorra memoria, no mejora la estimación.",
      en: "Keeps one in this many transitions after warm-up. Saves memory; does not improve the estimates.",
    },
    min: 1,
    max: 100,
    default: 1,
    step: 1,
    advanced: true,
    offered: [OF_FEW],
  },
  initRadius: {
    kind: "number",
    label: { es: "Dispersión inicial", en: "Initial spread" },
    help: {
      es: "Cada cadena empieza al azar entre menos y más este valor en cada coordenada sin restricciones.",
      en: "Each chain starts at random between minus and plus this value in every unconstrained coordinate.",
    },
    min: 0,
    max: 100,
    default: 2,
    step: 0.1,
    advanced: true,
  },
} as const satisfies Fields;
