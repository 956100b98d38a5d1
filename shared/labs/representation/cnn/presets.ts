import type { Preset } from "../../lab.ts";

export const cnnPresets: readonly Preset[] = [
  {
    id: "cats-dogs",
    title: { es: "¿Gato o perro?", en: "Cat or dog?" },
    about: {
      es: "Tres bloques de filtros aprenden a distinguir gatos de perros dibujados. Mira qué ve cada uno.",
      en: "Three blocks of filters learn to tell drawn cats from dogs. See what each of them looks at.",
    },
    seed: 1,
    data: { generator: "cats-dogs", seed: 1, params: { count: 2000, classes: 2, variation: 1 } },
    params: {},
  },
  {
    id: "digits",
    title: { es: "Dígitos", en: "Digits" },
    about: {
      es: "Las diez cifras. Dibuja una y mira cómo pasa por la red.",
      en: "The ten digits. Draw one and watch it pass through the net.",
    },
    seed: 1,
    data: { generator: "digits", seed: 1, params: { count: 2000, classes: 10, variation: 1 } },
    params: { epochs: 12 },
  },
  {
    id: "scene",
    title: { es: "Encontrar animales en una escena", en: "Finding animals in a scene" },
    about: {
      es: "Una red que también conoce «ninguno» recorre una escena grande: su mapa de calor dice dónde hay animales.",
      en: "A net that also knows “neither” goes over a large scene: its heat map says where the animals are.",
    },
    seed: 1,
    data: { generator: "cats-dogs", seed: 1, params: { count: 3000, classes: 3, variation: 1 } },
    params: { channels: [6, 16, 32], augment: "shift", copies: 1, epochs: 5 },
  },
  {
    id: "noise",
    title: { es: "Ruido y desplazamientos", en: "Noise and shifts" },
    about: {
      es: "¿Cuánto aguanta la red? Imágenes con ruido y movidas, y copias movidas para aprender a aguantarlas.",
      en: "How much does the net bear? Noisy and shifted pictures, and moved copies to learn to bear them.",
    },
    seed: 1,
    data: { generator: "digits", seed: 1, params: { count: 2000, classes: 10, variation: 1 } },
    params: { channels: [8, 16], epochs: 3, augment: "shift", copies: 1 },
  },
  {
    id: "tissue",
    title: { es: "Tejido sano o con lesión", en: "Healthy tissue or a lesion" },
    about: {
      es: "Imágenes inventadas de microscopio: los núcleos de una lesión son mayores y desiguales.",
      en: "Made-up microscope pictures: the nuclei of a lesion are larger and uneven.",
    },
    seed: 1,
    data: { generator: "tissue", seed: 1, params: { count: 1500, share: 0.5, difficulty: 0.3 } },
    params: {},
  },
];
