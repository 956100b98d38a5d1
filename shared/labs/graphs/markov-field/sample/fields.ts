import type { Fields, ParamsOf } from "../../../../experiment/fields.ts";

/** What belongs to the sampling of Ising and Potts models alone. */
const sampling = { field: "task", is: ["sample"] } as const;

export const sampleFields = {
  model: {
    kind: "choice",
    label: { es: "Modelo", en: "Model" },
    help: {
      es: "Ising: cada sitio apunta arriba o abajo. Potts: cada sitio tiene uno de q estados. Los vecinos iguales tienen menos energía.",
      en: "Ising: each site points up or down. Potts: each site has one of q states. Equal neighbours have less energy.",
    },
    options: [
      { value: "ising", label: { es: "Ising", en: "Ising" } },
      { value: "potts", label: { es: "Potts", en: "Potts" } },
    ],
    default: "ising",
    when: sampling,
  },
  states: {
    kind: "integer",
    label: { es: "Estados q", en: "States q" },
    help: {
      es: "Hasta q = 4 la transición es continua; a partir de 5, de primer orden: la energía salta.",
      en: "Up to q = 4 the transition is continuous; from 5 on it is first-order: the energy jumps.",
    },
    min: 2,
    max: 16,
    default: 3,
    when: { field: "model", is: ["potts"] },
  },
  sizes: {
    kind: "integers",
    label: { es: "Lados L", en: "Sides L" },
    help: {
      es: "Lado de la red L × L, que se cierra sobre sí misma (un toro). Con varios, se comparan.",
      en: "Side of the L × L lattice, which closes on itself (a torus). Several are compared.",
    },
    min: 2,
    max: 512,
    minItems: 1,
    maxItems: 5,
    default: [64],
    when: sampling,
  },
  temperature: {
    kind: "number",
    label: { es: "Temperatura T", en: "Temperature T" },
    help: {
      es: "En unidades de J/k. El modelo de Ising se ordena por debajo de 2,269; el de Potts, de 1/log(1 + √q). En un barrido, la primera.",
      en: "In units of J/k. The Ising model orders below 2.269, that of Potts below 1/log(1 + √q). Of a scan, the first.",
    },
    min: 0.05,
    max: 20,
    default: 2.27,
    step: 0.01,
    when: sampling,
  },
  temperatures: {
    kind: "integer",
    label: { es: "Número de temperaturas", en: "Number of temperatures" },
    help: {
      es: "Con más de una se barre desde T hasta la última, a pasos iguales y cada una con su cadena.",
      en: "With more than one, T is scanned up to the last in equal steps, a chain for each.",
    },
    min: 1,
    max: 64,
    default: 1,
    when: sampling,
  },
  lastTemperature: {
    kind: "number",
    label: { es: "Última temperatura", en: "Last temperature" },
    help: {
      es: "Donde acaba el barrido. No cuenta con una sola temperatura.",
      en: "Where the scan ends. Of no account with one temperature.",
    },
    min: 0.05,
    max: 20,
    default: 3,
    step: 0.01,
    when: sampling,
  },
  field: {
    kind: "number",
    label: { es: "Campo externo h", en: "External field h" },
    help: {
      es: "Favorece a los espines que apuntan arriba (h > 0) o abajo (h < 0). Con campo no hay transición.",
      en: "Favours spins that point up (h > 0) or down (h < 0). With a field there is no transition.",
    },
    min: -5,
    max: 5,
    default: 0,
    step: 0.01,
    when: { field: "model", is: ["ising"] },
  },
  method: {
    kind: "choice",
    label: { es: "Método", en: "Method" },
    help: {
      es: "Gibbs y Metropolis cambian sitio a sitio, en tablero de ajedrez (L par). Swendsen–Wang y Wolff cambian racimos enteros: cerca de la transición olvidan mucho antes.",
      en: "Gibbs and Metropolis change site by site, on a checkerboard (L even). Swendsen–Wang and Wolff change whole clusters: near the transition they forget far sooner.",
    },
    options: [
      { value: "gibbs", label: { es: "Gibbs", en: "Gibbs" } },
      { value: "metropolis", label: { es: "Metropolis", en: "Metropolis" } },
      { value: "swendsen-wang", label: { es: "Swendsen–Wang", en: "Swendsen–Wang" } },
      { value: "wolff", label: { es: "Wolff", en: "Wolff" } },
    ],
    default: "gibbs",
    when: sampling,
  },
  start: {
    kind: "choice",
    label: { es: "Comienzo", en: "Start" },
    help: {
      es: "Frío: todos los sitios iguales. Caliente: cada uno al azar.",
      en: "Cold: all sites equal. Hot: each at random.",
    },
    options: [
      { value: "cold", label: { es: "Frío", en: "Cold" } },
      { value: "hot", label: { es: "Caliente", en: "Hot" } },
    ],
    default: "cold",
    when: sampling,
  },
  burnIn: {
    kind: "integer",
    label: { es: "Descartar al inicio", en: "Burn-in" },
    help: {
      es: "Barridos del principio que no cuentan: aún dependen del comienzo.",
      en: "Sweeps at the start that do not count: they still depend on how it began.",
    },
    min: 0,
    max: 100_000,
    default: 500,
    when: sampling,
  },
  sweeps: {
    kind: "integer",
    label: { es: "Barridos", en: "Sweeps" },
    help: {
      es: "Cuántas veces se mide en cada cadena, tras cada barrido de toda la red. El error baja con su raíz.",
      en: "How many times each chain is measured, after each sweep of the whole lattice. The error falls with their square root.",
    },
    min: 20,
    max: 200_000,
    default: 2000,
    scale: "log",
    when: sampling,
  },
} as const satisfies Fields;

/** The parameters of sampling: all that has a meaning for it is there. */
export type SampleParams = {
  readonly [K in keyof ParamsOf<typeof sampleFields>]: K extends "states" | "field"
    ? ParamsOf<typeof sampleFields>[K]
    : NonNullable<ParamsOf<typeof sampleFields>[K]>;
};
