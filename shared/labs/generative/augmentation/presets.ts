import { presetsOf } from "../../presets.ts";

const digits = (count: number) =>
  ({ generator: "digits", seed: 1, params: { count, classes: 10, variation: 1 } }) as const;
const experiment = { generator: "experiment-groups", seed: 1, params: {} } as const;
const rings = {
  generator: "points",
  seed: 1,
  params: { shape: "circles", classes: 2, count: 600, noise: 0.08 },
} as const;

export const augmentationPresets = presetsOf({ seed: 1, data: digits(1200) }, [
  {
    id: "few-digits",
    title: { es: "Cinco dígitos de cada clase", en: "Five digits of each class" },
    about: {
      es: "Un modelo lineal por clase mezcla los cinco que conoce. ¿Enseñan sus mezclas algo que los cinco no enseñen?",
      en: "A linear model per class mixes the five that it knows. Do its mixtures teach what the five do not?",
    },
  },
  {
    id: "simulated-experiment",
    title: { es: "Un experimento, simulado", en: "An experiment, simulated" },
    about: {
      es: "Tres grupos, veinte sensores, cinco repeticiones de cada uno: un modelo de tres factores simula cien más.",
      en: "Three groups, twenty sensors, five runs of each: a model of three factors simulates a hundred more.",
    },
    data: experiment,
    params: { covariance: "shared", latent: 3, samples: 100 },
  },
  {
    id: "blurred-digits",
    title: { es: "Un VAE que solo ha visto cinco", en: "A VAE that has seen only five" },
    about: {
      es: "Una red generativa con cincuenta dígitos: sus muestras salen borrosas, y el clasificador las cree.",
      en: "A generative net with fifty digits: its samples are blurred, and the classifier believes them.",
    },
    params: { generator: "vae", latent: 8, coderSteps: 300 },
  },
  {
    id: "unlabelled",
    title: { es: "Dos con etiqueta, el resto sin ella", en: "Two with a label, the rest without" },
    about: {
      es: "El generador aprende cómo varían los dígitos de 460 sin etiqueta, y de dos por clase dónde está cada una.",
      en: "The generator learns from 460 unlabelled digits how they vary, and from two per class where each of these is.",
    },
    data: digits(800),
    params: { learnsFrom: "unlabelled", labelled: 2, latent: 20 },
  },
  {
    id: "cheating",
    title: { es: "La trampa: etiquetas de contrabando", en: "The cheat: smuggled labels" },
    about: {
      es: "El generador vio 480 etiquetas; la red de al lado, 50. Parece magia, y son etiquetas.",
      en: "The generator saw 480 labels, the net beside it 50. It looks like magic, and it is labels.",
    },
    data: digits(800),
    params: { learnsFrom: "all-labels", latent: 15 },
  },
  {
    id: "rings",
    title: { es: "Dos anillos, dos gaussianas", en: "Two rings, two Gaussians" },
    about: {
      es: "Ninguna gaussiana tiene forma de anillo: las muestras llenan el hueco, y se ve lo que cuesta.",
      en: "No Gaussian has the shape of a ring: the samples fill the hole, and what that costs is seen.",
    },
    data: rings,
    params: { generator: "gaussian", labelled: 15, samples: 150, hidden: [32], steps: 400, noise: 0.2 },
  },
  {
    id: "how-many-samples",
    title: { es: "¿Cuántas muestras?", en: "How many samples?" },
    about: {
      es: "El experimento simulado con 2, 10, 50 y 250 muestras por grupo: cada muestra más añade menos.",
      en: "The simulated experiment with 2, 10, 50 and 250 samples per group: each further sample adds less.",
    },
    data: experiment,
    params: { covariance: "shared", latent: 3, samples: 250, controls: false },
    sweep: { "params.samples": [2, 10, 50, 250] },
  },
  {
    id: "how-many-labels",
    title: { es: "¿Cuántas etiquetas?", en: "How many labels?" },
    about: {
      es: "El mismo experimento con 3, 6, 12, 25, 50 y 100 filas con etiqueta por grupo: lo que se gana, y lo que ya no.",
      en: "The same experiment with 3, 6, 12, 25, 50 and 100 labelled rows per group: what is gained, and what no longer is.",
    },
    data: experiment,
    params: { covariance: "shared", latent: 3, samples: 100, labelled: 100, controls: false },
    sweep: { "params.labelled": [3, 6, 12, 25, 50, 100] },
  },
]);
