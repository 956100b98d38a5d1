import { presetsOf } from "../../presets.ts";
import { digits } from "../presets.ts";

export const vaePresets = presetsOf({ seed: 1, data: digits }, [
  {
    id: "plane",
    title: { es: "Dígitos en un plano", en: "Digits in a plane" },
    about: {
      es: "Dos números por dígito, y de la normal estándar salen dígitos nuevos. Recorre el plano entero.",
      en: "Two numbers per digit, and out of the standard normal come new digits. Walk over the whole plane.",
    },
    params: { hidden: [64], latent: 2, epochs: 60 },
  },
  {
    id: "bound",
    title: { es: "Más números, cota más ajustada", en: "More numbers, a tighter bound" },
    about: {
      es: "Dieciséis números por dígito: cuántos usa la red, y cuánto sube la cota con hasta 256 muestras.",
      en: "Sixteen numbers per digit: how many of them the net uses, and how far the bound rises with up to 256 samples.",
    },
    params: { hidden: [64], latent: 16, epochs: 60, draws: 256 },
  },
  {
    id: "beta",
    title: { es: "β: lo que cuesta un código", en: "β: what a code costs" },
    about: {
      es: "La misma red con cuatro pesos de la KL: con β grande los números del código se apagan uno tras otro.",
      en: "The same net with four weights of the KL: with a large β the numbers of the code go out one after another.",
    },
    data: { generator: "shapes", seed: 1, params: { count: 2000, forms: "ellipse", rotation: false } },
    params: { hidden: [64], latent: 6, epochs: 40, draws: 16, beta: 1 },
    sweep: { "params.beta": [0.2, 1, 4, 16] },
  },
  {
    id: "cats-dogs",
    title: { es: "Gatos y perros inventados", en: "Invented cats and dogs" },
    about: {
      es: "Convoluciones, color y 16 números por imagen: retratos que nadie dibujó.",
      en: "Convolutions, colour and 16 numbers per picture: portraits that nobody drew.",
    },
    data: { generator: "cats-dogs", seed: 1, params: { count: 2000, classes: 2, variation: 0.5 } },
    params: {
      architecture: "convolutional",
      filters: [16, 32],
      hidden: [],
      latent: 16,
      epochs: 20,
      learningRate: 0.003,
      draws: 16,
    },
  },
  {
    id: "linear",
    title: { es: "Lineal: igual que PCA probabilístico", en: "Linear: the same as probabilistic PCA" },
    about: {
      es: "Sin capas ocultas y con verosimilitud normal, la cota llega a la log-verosimilitud de PPCA, que se conoce.",
      en: "Without hidden layers and with a normal likelihood, the bound reaches the log-likelihood of PPCA, which is known.",
    },
    data: {
      generator: "planted-factors",
      seed: 1,
      params: { rows: 2000, columns: 12, factors: 3, structure: "dense", unequal: "isotropic", noise: 0.5, missing: 0 },
    },
    params: {
      hidden: [],
      latent: 3,
      activation: "linear",
      likelihood: "normal",
      epochs: 200,
      draws: 64,
      learningRate: 0.005,
    },
  },
]);
