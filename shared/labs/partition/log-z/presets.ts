import type { Preset } from "../../lab.ts";

export const logZPresets: readonly Preset[] = [
  {
    id: "critical",
    title: { es: "Ising 4 × 4, punto crítico", en: "Ising 4 × 4, critical point" },
    about: {
      es: "65.536 estados que se pueden contar: todos los métodos al lado de la respuesta.",
      en: "65,536 states that can be counted: every method beside the answer.",
    },
    seed: 1,
    data: null,
    params: {},
  },
  {
    id: "hot",
    title: { es: "Caliente: el ingenuo basta", en: "Hot: the naive one will do" },
    about: {
      es: "A temperatura 6 todos los estados pesan parecido, y casi cualquier método acierta.",
      en: "At temperature 6 all states weigh much the same, and nearly any method is right.",
    },
    seed: 1,
    data: null,
    params: { temperature: 6 },
  },
  {
    id: "cold",
    title: { es: "Frío: dos estados se llevan todo", en: "Cold: two states take it all" },
    about: {
      es: "A temperatura 1 casi toda la suma está en dos estados, y ningún punto al azar los ve.",
      en: "At temperature 1 nearly the whole sum is in two states, and no random draw sees them.",
    },
    seed: 1,
    data: null,
    params: { temperature: 1 },
  },
  {
    id: "large-grid",
    title: { es: "Ising 10 × 10", en: "Ising 10 × 10" },
    about: {
      es: "Un 1 con treinta ceros de estados: la suma exacta va fila a fila, y el Monte Carlo ingenuo se pierde.",
      en: "A 1 with thirty zeros of states: the exact sum goes row by row, and naive Monte Carlo is lost.",
    },
    seed: 1,
    data: null,
    params: { side: 10, repeats: 8 },
  },
  {
    id: "in-a-field",
    title: { es: "Con campo: una buena base", en: "In a field: a good base" },
    about: {
      es: "El campo decide casi todo espín. Empezar por sus frecuencias ahorra casi todo el camino.",
      en: "The field decides nearly every spin. Beginning with their rates saves most of the way.",
    },
    seed: 2,
    data: null,
    params: { side: 6, temperature: 2, field: 0.4, repeats: 16 },
  },
  {
    id: "trained-machine",
    title: { es: "Una RBM entrenada", en: "A trained RBM" },
    about: {
      es: "Barras y franjas en una máquina de 16 por 8: cómo AIS mide lo que aprendió.",
      en: "Bars and stripes in a machine of 16 by 8: how AIS measures what it learnt.",
    },
    seed: 1,
    data: { generator: "bars-and-stripes", seed: 1, params: { side: 4, source: "all" } },
    params: { model: "rbm", repeats: 12 },
  },
  {
    id: "separated-modes",
    title: { es: "Modos separados", en: "Separated modes" },
    about: {
      es: "Tres modos. El campo medio se queda en uno, y AIS desde allí yerra por log 3 sin que sus cadenas lo noten.",
      en: "Three modes. Mean field settles in one, and AIS from there is off by log 3 without its chains noticing.",
    },
    seed: 1,
    data: null,
    params: { model: "mixture", separation: 12 },
  },
  {
    id: "high-dimension",
    title: { es: "Muchas dimensiones", en: "Many dimensions" },
    about: {
      es: "En 12 dimensiones un punto uniforme no encuentra nunca la masa; AIS llega a ella paso a paso.",
      en: "In 12 dimensions a uniform draw never finds the mass; AIS reaches it step by step.",
    },
    seed: 1,
    data: null,
    params: { model: "mixture", dimension: 12, modes: 2, separation: 6, power: 3, base: "uniform", repeats: 12 },
  },
];
