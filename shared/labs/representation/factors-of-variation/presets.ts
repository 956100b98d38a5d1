import { presetsOf } from "../../presets.ts";

/** An ellipse in three factors: x, y and size. */
const three = { generator: "shapes", seed: 1, params: { count: 1500, forms: "ellipse", rotation: false } } as const;

export const factorsOfVariationPresets = presetsOf({ seed: 1, data: three }, [
  {
    id: "three",
    title: { es: "Tres factores, β = 8", en: "Three factors, β = 8" },
    about: {
      es: "Una elipse que cambia de lugar y de tamaño. Lo que el código dice cuesta ocho veces más que en un VAE, y cada número mueve casi una sola cosa.",
      en: "An ellipse that changes place and size. What the code says costs eight times what it does in a VAE, and each number moves almost one thing only.",
    },
    seed: 2,
    params: { beta: 8, epochs: 40 },
  },
  {
    id: "vae",
    title: { es: "Los mismos, con un VAE", en: "The same with a VAE" },
    about: {
      es: "Con β = 1 la red reconstruye mejor y usa todos los números, mezclados: mueve uno y cambian varias cosas.",
      en: "With β = 1 the net reconstructs better and uses all numbers, mixed: move one and several things change.",
    },
    seed: 2,
    params: { beta: 1, epochs: 40 },
  },
  {
    id: "sweep",
    title: { es: "El efecto de β y de la suerte", en: "The effect of β, and of luck" },
    about: {
      es: "Cuatro valores de β, cada uno con tres semillas. Mira cuánto sube la media de las puntuaciones, y cuánto cambian de una semilla a otra.",
      en: "Four values of β, each with three seeds. See how far the scores rise on average, and how much they differ from seed to seed.",
    },
    seed: 2,
    params: { beta: 8, epochs: 30 },
    sweep: { "params.beta": [1, 2, 4, 8], seed: [1, 2, 3] },
  },
  {
    id: "factor-vae",
    title: { es: "FactorVAE", en: "FactorVAE" },
    about: {
      es: "Solo se castiga que los números dependan unos de otros: se separan, y la reconstrucción pierde menos.",
      en: "Only the dependence among the numbers is penalised: they come apart, and the reconstruction loses less.",
    },
    params: { method: "factor-vae", gamma: 20, epochs: 50 },
  },
  {
    id: "labels",
    title: { es: "Unas pocas etiquetas", en: "A few labels" },
    about: {
      es: "Un VAE con β = 1 al que se dicen los factores de una de cada diez imágenes: el primer número aprende x, el segundo y, el tercero el tamaño.",
      en: "A VAE with β = 1 that is told the factors of one picture in ten: the first number learns x, the second y, the third the size.",
    },
    seed: 2,
    params: { beta: 1, labelled: 0.1, epochs: 40 },
  },
  {
    id: "car",
    title: { es: "Un coche: lugar, color y luz", en: "A car: place, colour and light" },
    about: {
      es: "Tres factores de una imagen en color, con etiquetas en una de cada cinco. Sin ellas el lugar tapa a los otros dos, que cambian menos los píxeles.",
      en: "Three factors of a picture in colour, with labels on one in five. Without them place hides the other two, which change the pixels less.",
    },
    data: {
      generator: "shapes",
      seed: 1,
      params: { count: 1500, forms: "car", colour: true, y: false, scale: false, rotation: false, light: true },
    },
    params: {
      beta: 1,
      labelled: 0.2,
      latents: 5,
      activation: "elu",
      batch: 32,
      learningRate: 0.002,
      epochs: 30,
    },
  },
  {
    id: "digits",
    title: { es: "Un cero escrito de muchas maneras", en: "A zero written in many ways" },
    about: {
      es: "Inclinación, grosor, tamaño y lugar de un dígito: factores que cambian pocos píxeles cada uno.",
      en: "Slant, thickness, size and place of a digit: factors that change few pixels each.",
    },
    data: { generator: "digits", seed: 1, params: { count: 1500, classes: 1, variation: 1.5 } },
    params: { beta: 4, latents: 8, epochs: 40 },
  },
]);
