/** Diffusion models. */
import type { Description } from "./card.ts";
import { OWN_LICENCE } from "./licence.ts";

export const diffusions: readonly Description[] = [
  {
    id: "diffusion",
    kind: "diffusion",
    title: { es: "Difusión", en: "Diffusion" },
    about: {
      es: "Un modelo de difusión: de puro ruido, paso a paso, una red va limpiando la imagen hasta que queda un dígito de 8 × 8.",
      en: "A diffusion model: out of pure noise, step by step, a net cleans the picture until a digit of 8 × 8 is left.",
    },
    data: {
      es: "6000 dígitos del propio generador del proyecto, reducidos a 8 × 8 píxeles.",
      en: "6,000 digits of the project's own generator, brought down to 8 × 8 pixels.",
    },
    licence: OWN_LICENCE,
    cannot: {
      es: "No se le puede pedir una cifra concreta. Con 8 × 8 píxeles algunas no se distinguen, y con muy pocos pasos quedan borrones. Con temperatura 0 el ruido es siempre el mismo, y la imagen también.",
      en: "It cannot be asked for a certain digit. At 8 × 8 pixels some cannot be told apart, and very few steps leave blots. At temperature 0 the noise is always the same, and so is the picture.",
    },
    gives: { kind: "pictures", height: 8, width: 8, channels: 1 },
    temperature: 1,
    steps: { usual: 25, most: 100 },
    experiment: {
      v: 1,
      lab: "diffusion",
      seed: 1,
      data: { generator: "digits", seed: 1, params: { count: 6000 } },
      params: {
        sampler: "ddim",
        jumps: 25,
        predicts: "velocity",
        hidden: [192, 192],
        epochs: 16,
        learningRate: 0.004,
        halving: 5,
        compared: 200,
      },
    },
  },
];
