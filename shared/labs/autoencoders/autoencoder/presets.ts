import { presetsOf } from "../../presets.ts";
import { digits } from "../presets.ts";

export const autoencoderPresets = presetsOf({ seed: 1, data: digits }, [
  {
    id: "classic",
    title: { es: "El clásico 784–32–784", en: "The classic 784–32–784" },
    about: {
      es: "Dígitos que pasan por 32 números y vuelven a salir. Al lado, PCA con los mismos 32.",
      en: "Digits pass through 32 numbers and come out again, side by side with PCA on the same 32.",
    },
    params: { hidden: [32], epochs: 60 },
  },
  {
    id: "plane",
    title: { es: "Un código que es un plano", en: "A code that is a plane" },
    about: {
      es: "Solo dos números por dígito: mira cómo se reparten en el plano y pasea entre ellos.",
      en: "Only two numbers per digit: watch them spread over the plane and walk among them.",
    },
    params: { hidden: [128, 64, 2], activation: "leaky-relu", code: "linear", epochs: 120, learningRate: 0.003 },
  },
  {
    id: "deep",
    title: { es: "Más profundo: 784–256–64–256–784", en: "Deeper: 784–256–64–256–784" },
    about: {
      es: "Dos capas antes del código y dos después.",
      en: "Two layers down to the code and two back up.",
    },
    params: { hidden: [256, 64], epochs: 40, learningRate: 0.001 },
  },
  {
    id: "normalised",
    title: { es: "Swish y normalización por capa", en: "Swish and layer normalisation" },
    about: {
      es: "Una red más profunda, con activaciones suaves y capas llevadas a la misma escala en cada muestra.",
      en: "A deeper net with smooth activations, and layers normalised to the same scale within each sample.",
    },
    params: {
      hidden: [128, 64, 16],
      activation: "swish",
      normalisation: "layer",
      code: "linear",
      epochs: 10,
      learningRate: 0.003,
    },
  },
  {
    id: "convolutional",
    title: { es: "Con convoluciones", en: "With convolutions" },
    about: {
      es: "Filtros de 3 × 3 que recorren la imagen y la reducen a la mitad, dos veces; el decodificador hace el camino inverso.",
      en: "Filters of 3 × 3 go over the picture and halve it, twice; the decoder goes the way back.",
    },
    params: {
      architecture: "convolutional",
      filters: [8, 16],
      hidden: [32],
      code: "linear",
      epochs: 20,
      learningRate: 0.005,
    },
  },
  {
    id: "linear",
    title: { es: "Lineal: igual que PCA", en: "Linear: the same as PCA" },
    about: {
      es: "Sin activaciones no lineales, la red solo puede encontrar el subespacio de PCA, y lo encuentra.",
      en: "Without nonlinearities the net can only find the PCA subspace, and it does.",
    },
    params: { hidden: [16], activation: "linear", loss: "mse", epochs: 150, learningRate: 0.001 },
  },
]);
