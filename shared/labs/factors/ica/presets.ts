import type { Preset } from "../../lab.ts";

const planted = { laplace: 3, uniform: 2, student: 2, bimodal: 2, gaussian: 1, noise: 0 };

export const icaPresets: readonly Preset[] = [
  {
    id: "cocktail-party",
    title: { es: "Fiesta de tres voces", en: "A party of three voices" },
    about: {
      es: "Tres personas hablan a la vez y tres micrófonos las oyen mezcladas. Escucha antes y después.",
      en: "Three people talk at once and three microphones hear them mixed. Listen before and after.",
    },
    seed: 1,
    data: { generator: "voices", seed: 1, params: { voices: 3, seconds: 5, noise: 0 } },
    params: { restarts: 3 },
  },
  {
    id: "planted",
    title: { es: "Diez fuentes plantadas", en: "Ten planted sources" },
    about: {
      es: "Diez señales de formas conocidas, mezcladas, en 100 000 muestras: cuánto se acerca cada algoritmo a la verdad.",
      en: "Ten signals of known shapes, mixed, in 100,000 samples: how close does each algorithm come to the truth?",
    },
    seed: 1,
    data: { generator: "sources", seed: 1, params: { rows: 100_000, ...planted } },
    params: { restarts: 2 },
  },
  {
    id: "heartbeats",
    title: { es: "El corazón de la madre y el del hijo", en: "Mother's heart and child's" },
    about: {
      es: "Tres electrodos en el vientre recogen a la vez dos corazones y la respiración. El del hijo apenas se ve, hasta que se separa.",
      en: "Three electrodes on the belly pick up two hearts and the breathing at once. The child's can hardly be seen until it is separated.",
    },
    seed: 1,
    data: { generator: "heartbeats", seed: 1, params: { seconds: 30, mother: 75, child: 140, noise: 0.01 } },
    params: { restarts: 3 },
  },
  {
    id: "edges",
    title: { es: "Bordes en las imágenes", en: "Edges in pictures" },
    about: {
      es: "Trozos de imágenes como fuentes mezcladas: las componentes independientes resultan ser casi todas bordes, como en la corteza visual.",
      en: "Patches of pictures as mixtures: the independent components turn out to be mostly edges, as in the visual cortex.",
    },
    seed: 1,
    data: {
      generator: "dead-leaves",
      seed: 1,
      params: { count: 20, side: 128, shape: "ellipses", smallest: 1, largest: 48 },
    },
    params: {
      algorithm: "picard",
      cut: true,
      side: 12,
      patches: 30_000,
      components: 80,
      contrast: "exp",
      restarts: 1,
      tolerance: 1e-3,
    },
  },
  {
    id: "infomax",
    title: { es: "Voces por Infomax", en: "Voices by Infomax" },
    about: {
      es: "Las mismas voces, subiendo paso a paso por el gradiente natural: llega al mismo sitio con más iteraciones.",
      en: "The same voices, climbing the natural gradient step by step: the same solution, in more iterations.",
    },
    seed: 1,
    data: { generator: "voices", seed: 1, params: { voices: 3, seconds: 5, noise: 0 } },
    params: { algorithm: "infomax", restarts: 1, iterations: 500 },
  },
  {
    id: "gaussian",
    title: { es: "Lo que no se puede separar", en: "What cannot be separated" },
    about: {
      es: "Tres fuentes gaussianas: cualquier giro de ellas se ve igual, así que nada dice cuál es la verdad.",
      en: "Three Gaussian sources: any rotation of them looks the same, so nothing shows which is the truth.",
    },
    seed: 1,
    data: {
      generator: "sources",
      seed: 2,
      params: { rows: 10_000, laplace: 0, uniform: 0, student: 0, bimodal: 0, gaussian: 3, noise: 0 },
    },
    params: { restarts: 4, iterations: 100 },
  },
];
