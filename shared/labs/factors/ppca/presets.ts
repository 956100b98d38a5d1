import type { Preset } from "../../lab.ts";

const planted = {
  rows: 1000,
  columns: 12,
  factors: 3,
  structure: "dense",
  unequal: "isotropic",
  noise: 0.5,
  missing: 0,
};

export const ppcaPresets: readonly Preset[] = [
  {
    id: "digits",
    title: { es: "Dígitos en unas pocas dimensiones", en: "Digits in a few dimensions" },
    about: {
      es: "Mira cómo EM encuentra las direcciones en que varían los dígitos, y dibuja otros nuevos.",
      en: "Watch EM find the directions in which digits vary, then draw new ones.",
    },
    seed: 1,
    data: { generator: "digits", seed: 1, params: { count: 1000, classes: 10, variation: 1 } },
    params: { latent: 12, iterations: 120, candidates: 40, folds: 3, hide: 0.2 },
  },
  {
    id: "planted",
    title: { es: "¿Cuántos factores hay?", en: "How many factors are there?" },
    about: {
      es: "Doce columnas que tres causas ocultas mueven: la validación cruzada y BIC las cuentan.",
      en: "Twelve columns moved by three hidden causes: cross-validation and BIC count them.",
    },
    seed: 1,
    data: { generator: "planted-factors", seed: 1, params: planted },
    params: { latent: 3 },
  },
  {
    id: "missing",
    title: { es: "Una tabla con huecos", en: "A table with gaps" },
    about: {
      es: "Falta una de cada cinco celdas: EM aprende del resto y las rellena.",
      en: "One cell in five is missing: EM learns from the rest and fills them in.",
    },
    seed: 1,
    data: { generator: "planted-factors", seed: 2, params: { ...planted, missing: 0.2 } },
    params: { latent: 3, iterations: 100, candidates: 5, hide: 0.1 },
  },
  {
    id: "bars",
    title: { es: "Barras y franjas", en: "Bars and stripes" },
    about: {
      es: "Ocho interruptores por dibujo: un modelo lineal los ve solo a medias.",
      en: "Eight switches per picture: a linear model sees only some of them.",
    },
    seed: 1,
    data: { generator: "bars-and-stripes", seed: 1, params: { side: 4, source: "sample", count: 500 } },
    params: { latent: 2, candidates: 14, method: "closed" },
  },
];
