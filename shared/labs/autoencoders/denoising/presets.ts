import { presetsOf } from "../../presets.ts";
import { digits } from "../presets.ts";

export const denoisingPresets = presetsOf({ seed: 1, data: digits }, [
  {
    id: "ring",
    title: { es: "Hacia dónde empuja: corro de gaussianas", en: "Which way it pushes: a ring of Gaussians" },
    about: {
      es: "Puntos alrededor de siete centros. Lo que la red aprende a corregir es una flecha en cada lugar, y la flecha señala hacia donde hay más datos.",
      en: "Points about seven centres. What the net learns to correct is an arrow at every place, and the arrow points to where there are more data.",
    },
    data: { generator: "points", seed: 1, params: { shape: "gaussians", classes: 7, count: 3000, noise: 0 } },
    params: {
      noise: "gaussian",
      sigma: 0.4,
      hidden: [64, 64],
      activation: "tanh",
      epochs: 300,
      batch: 256,
      learningRate: 0.003,
    },
  },
  {
    id: "digits",
    title: { es: "Dígitos con ruido gaussiano", en: "Digits with Gaussian noise" },
    about: {
      es: "Cada píxel se mueve al azar, y la red lo devuelve a su sitio.",
      en: "Every pixel is moved at random, and the net puts it back.",
    },
    params: { noise: "gaussian", sigma: 0.4, hidden: [256], loss: "cross-entropy", epochs: 30 },
  },
  {
    id: "salt-and-pepper",
    title: { es: "Sal y pimienta", en: "Salt and pepper" },
    about: {
      es: "La mitad de los píxeles pasan a negro o a blanco: la red tiene que saber qué trazos tienen los dígitos.",
      en: "Half of the pixels turn black or white: the net has to know what strokes digits have.",
    },
    params: { noise: "salt-and-pepper", rate: 0.5, hidden: [256], loss: "cross-entropy", epochs: 30 },
  },
  {
    id: "convolutional",
    title: { es: "Con convoluciones", en: "With convolutions" },
    about: {
      es: "El mismo ruido y una red de filtros: mira el vecindario de cada píxel antes de decidir.",
      en: "The same noise and a net of filters: it looks at the surroundings of each pixel before it decides.",
    },
    params: {
      noise: "gaussian",
      sigma: 0.4,
      architecture: "convolutional",
      filters: [8, 16],
      hidden: [32],
      activation: "leaky-relu",
      loss: "cross-entropy",
      epochs: 20,
      learningRate: 0.004,
    },
  },
  {
    id: "moons",
    title: { es: "Dos lunas y su campo", en: "Two moons and their field" },
    about: {
      es: "Los datos son dos curvas: las flechas llevan a la más cercana, y entre las dos hay una frontera donde el campo se parte.",
      en: "The data are two curves: arrows lead to the nearer one, and between them runs a border where the field parts.",
    },
    data: { generator: "points", seed: 1, params: { shape: "moons", count: 3000, noise: 0.02 } },
    params: {
      noise: "gaussian",
      sigma: 0.3,
      hidden: [64, 64],
      activation: "tanh",
      epochs: 300,
      batch: 256,
      learningRate: 0.003,
    },
  },
  {
    id: "patches",
    title: { es: "Trozos de imagen, tapados", en: "Patches of pictures, masked" },
    about: {
      es: "Una parte de los píxeles se borra. Los bordes siguen: la red los completa con lo que hay alrededor.",
      en: "A part of the pixels is erased. Edges go on: the net completes them from what surrounds them.",
    },
    data: { generator: "dead-leaves", seed: 1, params: { count: 4000, side: 16, smallest: 2, largest: 12 } },
    params: { noise: "masking", rate: 0.5, hidden: [256], activation: "sigmoid", loss: "cross-entropy", epochs: 30 },
  },
]);
