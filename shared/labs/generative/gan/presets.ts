import { presetsOf } from "../../presets.ts";

const plane = (params: Readonly<Record<string, string | number>>) => ({
  generator: "planar-densities",
  seed: 1,
  params,
});

/** Nets that forget modes under one objective and keep them under another. */
const leaky = { activation: "leaky-relu", criticSteps: 3 } as const;

/** Of the generator's weights: samples stop jumping about as both nets circle each other. */
const averaged = { average: 0.99 } as const;

/** Pictures of 16 × 16, down to 4 × 4 and back. */
const convolutional = {
  architecture: "convolutional",
  filters: [16, 32],
  normalisation: "layer",
  activation: "leaky-relu",
  resolution: 16,
  batch: 64,
} as const;

export const ganPresets = presetsOf({ seed: 1, data: plane({ density: "ring" }) }, [
  {
    id: "ring",
    title: { es: "Ocho gaussianas en corro", en: "Eight Gaussians in a ring" },
    about: {
      es: "Puntos negros, los datos; azules, los que inventa el generador. El fondo dice qué cree el discriminador de cada lugar: mira cómo uno persigue al otro.",
      en: "Black points are data, blue ones the generator's inventions. The shading says what the discriminator thinks of each place: watch one chase the other.",
    },
  },
  {
    id: "collapse",
    title: { es: "Colapso de modas", en: "Mode collapse" },
    about: {
      es: "Con ReLU con fuga y un discriminador que da tres pasos por cada uno, el generador encuentra una o dos modas que convencen y se olvida de las demás.",
      en: "With leaky ReLUs and a discriminator that takes three steps to each of its own, the generator finds a mode or two that convince and forgets the others.",
    },
    params: { ...leaky, rounds: 2000 },
  },
  {
    id: "wasserstein",
    title: { es: "La cura: WGAN-GP", en: "The cure: WGAN-GP" },
    about: {
      es: "Las mismas redes y los mismos pasos, con otra pérdida: el crítico no satura y su pendiente se mantiene cerca de 1. Las ocho modas vuelven.",
      en: "The same nets and the same steps under another loss: the critic does not saturate, and its slope is kept near 1. All eight modes come back.",
    },
    params: { ...leaky, objective: "wgan-gp", penalty: 0.1, rounds: 2500 },
  },
  {
    id: "vanishing",
    title: { es: "Minimax: un rival demasiado bueno", en: "Minimax: too good an opponent" },
    about: {
      es: "La pérdida original con un discriminador que va muy por delante: donde está seguro de que algo es falso, log(1 − D) apenas tiene pendiente y el generador no sabe adónde ir.",
      en: "The original loss with a discriminator far ahead: where it is sure that something is fake, log(1 − D) has hardly any slope and the generator does not know where to go.",
    },
    params: { objective: "minimax", activation: "leaky-relu", criticSteps: 5, rounds: 1000 },
  },
  {
    id: "discriminator",
    title: { es: "Solo el discriminador", en: "The discriminator alone" },
    about: {
      es: "El generador no aprende: el discriminador acaba por rodear sus muestras y los datos. Después, cambia los papeles.",
      en: "The generator does not learn: the discriminator ends up fencing in its samples and the data. Then swap the roles.",
    },
    params: { generatorSteps: 0, rounds: 600 },
  },
  {
    id: "grid",
    title: { es: "Veinticinco gaussianas", en: "Twenty-five Gaussians" },
    about: {
      es: "Una cuadrícula de cinco por cinco: más modas que olvidar, y puentes de muestras entre ellas.",
      en: "A grid of five by five: more modes to forget, and bridges of samples between them.",
    },
    data: plane({ density: "grid", deviation: 0.1 }),
    params: {
      ...leaky,
      objective: "wgan-gp",
      penalty: 0.1,
      criticSteps: 2,
      learningRate: 0.002,
      rounds: 3000,
      ...averaged,
    },
  },
  {
    id: "moons",
    title: { es: "Dos lunas, con LSGAN", en: "Two moons, with LSGAN" },
    about: {
      es: "Errores al cuadrado en lugar de logaritmos. Los datos son dos curvas: el generador tiene que doblar una nube redonda.",
      en: "Squared errors in place of logarithms. The data are two curves: the generator has to bend a round cloud.",
    },
    data: plane({ density: "moons" }),
    params: { objective: "lsgan", activation: "leaky-relu", rounds: 3000, ...averaged },
  },
  {
    id: "spirals",
    title: { es: "Dos espirales", en: "Two spirals" },
    about: {
      es: "Una nube redonda tiene que enrollarse en dos brazos que no se tocan. Mira cómo los busca la pendiente del crítico.",
      en: "A round cloud has to roll itself up into two arms that do not touch. Watch the critic's slope look for them.",
    },
    data: plane({ density: "spirals" }),
    params: {
      ...leaky,
      objective: "wgan-gp",
      penalty: 0.1,
      criticSteps: 2,
      learningRate: 0.002,
      rounds: 3000,
      ...averaged,
    },
  },
  {
    id: "digits",
    title: { es: "Dígitos de 8 × 8 píxeles", en: "Digits of 8 × 8 pixels" },
    about: {
      es: "Las mismas redes, más anchas, inventan dígitos. Con tus archivos de MNIST, lo mismo.",
      en: "The same nets, wider, invent digits. With your own files of MNIST, the same.",
    },
    data: { generator: "digits", seed: 1, params: { count: 4000 } },
    params: {
      objective: "wgan-gp",
      penalty: 10,
      criticSteps: 3,
      activation: "leaky-relu",
      latent: 16,
      hidden: [128],
      criticHidden: [128],
      batch: 64,
      rounds: 1500,
      ...averaged,
    },
  },
  {
    id: "convolutions",
    title: { es: "Dígitos por convoluciones", en: "Digits by convolutions" },
    about: {
      es: "El generador agranda mapas pequeños hasta una imagen de 16 × 16; el discriminador la reduce. Los trazos salen limpios, aunque la prueba MMD² distingue las imágenes de los datos.",
      en: "The generator makes small maps grow to a picture of 16 × 16; the discriminator shrinks it. Strokes come out clean, though the MMD² test tells the pictures from the data.",
    },
    data: { generator: "digits", seed: 1, params: { count: 4000 } },
    params: {
      ...convolutional,
      latent: 16,
      learningRate: 0.001,
      average: 0.995,
      rounds: 2500,
    },
  },
  {
    id: "art",
    title: { es: "Paisajes abstractos", en: "Abstract landscapes" },
    about: {
      es: "Aprende de colinas pintadas por un programa, en tres paletas, y pinta otras: los mismos cielos y cuestas, con las orillas deshechas y paletas que nadie le enseñó.",
      en: "It learns from hills that a program painted, in three palettes, and paints others: the same skies and slopes, with edges dissolved, and palettes that nobody showed it.",
    },
    data: { generator: "compositions", seed: 1, params: { style: "hills" } },
    params: {
      ...convolutional,
      objective: "wgan-gp",
      penalty: 1,
      criticSteps: 2,
      kernel: 3,
      growing: "upsampling",
      latent: 16,
      learningRate: 0.002,
      rounds: 900,
      ...averaged,
    },
  },
]);
