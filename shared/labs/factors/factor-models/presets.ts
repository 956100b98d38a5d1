import type { Preset } from "../../lab.ts";

const generator = "factor-family";

export const familyPresets: readonly Preset[] = [
  {
    id: "unequal-noise",
    title: { es: "Ruido desigual: gana FA", en: "Unequal noise: FA wins" },
    about: {
      es: "Cada columna tiene su propio ruido. Solo el análisis factorial lo supone, y su verosimilitud lo nota.",
      en: "Each column has its own noise variance. Only factor analysis assumes that, and its likelihood shows it.",
    },
    seed: 1,
    data: {
      generator,
      seed: 1,
      params: { rows: 2000, latents: 2, prior: "gaussian", shape: "curve", columns: 12, noise: "diagonal", level: 0.5 },
    },
    params: { latents: 2 },
  },
  {
    id: "laplace-sources",
    title: { es: "Fuentes de Laplace: gana ICA", en: "Laplace sources: ICA wins" },
    about: {
      es: "Dos fuentes con picos, mezcladas sin ruido. PCA gira a ciegas; ICA encuentra los ejes verdaderos.",
      en: "Two peaked sources mixed without noise. PCA picks an arbitrary rotation; ICA finds the true axes.",
    },
    seed: 1,
    data: {
      generator,
      seed: 3,
      params: { rows: 4000, latents: 2, prior: "laplace", shape: "table", columns: 2, noise: "none" },
    },
    params: { latents: 2 },
  },
  {
    id: "slow-latents",
    title: { es: "Factores lentos: gana SFA", en: "Slow latents: SFA wins" },
    about: {
      es: "Los factores cambian poco a poco, cada uno a su ritmo. Quien mira el orden de las filas los separa.",
      en: "The latents change little by little, each at its own pace. Only a model that looks at the order of the rows separates them.",
    },
    seed: 1,
    data: {
      generator,
      seed: 4,
      params: { rows: 4000, latents: 3, prior: "slow", shape: "table", columns: 3, noise: "none" },
    },
    params: { latents: 3 },
  },
  {
    id: "spots",
    title: { es: "Manchas de luz", en: "Spots of light" },
    about: {
      es: "Imágenes hechas de tres manchas. Arrastra los factores y mira qué modelo las encuentra de una en una.",
      en: "Pictures made of three spots. Drag the latents and see which model finds them one by one.",
    },
    seed: 1,
    data: {
      generator,
      seed: 1,
      params: { rows: 2000, latents: 3, prior: "laplace", shape: "picture", side: 10, noise: "isotropic", level: 0.3 },
    },
    params: { latents: 3, overcomplete: 1 },
  },
];
