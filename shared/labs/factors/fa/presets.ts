import type { Preset } from "../../lab.ts";

const planted = {
  rows: 1000,
  columns: 9,
  factors: 3,
  structure: "simple",
  unequal: "diagonal",
  noise: 0.8,
  missing: 0,
};

export const faPresets: readonly Preset[] = [
  {
    id: "simple",
    title: { es: "Tres causas, nueve pruebas", en: "Three causes, nine tests" },
    about: {
      es: "Cada columna depende de una sola causa oculta: gira los ejes con varimax y aparecen.",
      en: "Each column depends on one hidden cause: rotate the axes with varimax and the causes appear.",
    },
    seed: 1,
    data: { generator: "planted-factors", seed: 6, params: planted },
    params: { factors: 3 },
  },
  {
    id: "unequal",
    title: { es: "Ruido distinto en cada columna", en: "Different noise in each column" },
    about: {
      es: "Donde PPCA confunde ruido fuerte con una dirección, el análisis factorial no.",
      en: "PPCA mistakes strong noise for a direction; factor analysis does not.",
    },
    seed: 1,
    data: {
      generator: "planted-factors",
      seed: 4,
      params: { ...planted, columns: 12, factors: 2, structure: "dense", noise: 2 },
    },
    params: { factors: 2, method: "ecme" },
  },
  {
    id: "heywood",
    title: { es: "Un caso de Heywood", en: "A Heywood case" },
    about: {
      es: "Pocas filas y un factor de más: una columna se queda sin ruido propio y hay que desconfiar.",
      en: "Few rows and one factor too many: one column is left without noise of its own, which is a warning sign.",
    },
    seed: 1,
    data: {
      generator: "planted-factors",
      seed: 6,
      params: { ...planted, rows: 40, columns: 7, factors: 2, structure: "dense", noise: 0.7 },
    },
    params: { factors: 3 },
  },
  {
    id: "slow",
    title: { es: "EM, paso a paso", en: "EM, step by step" },
    about: {
      es: "Una columna casi sin ruido propio: EM necesita miles de iteraciones, Newton ocho.",
      en: "A column with hardly any noise of its own: EM needs thousands of iterations, Newton eight.",
    },
    seed: 1,
    data: { generator: "planted-factors", seed: 8, params: planted },
    params: { factors: 3, method: "em", iterations: 3000, starts: 2 },
  },
];
