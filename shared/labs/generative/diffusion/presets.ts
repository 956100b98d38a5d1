import { presetsOf } from "../../presets.ts";

const plane = (params: Readonly<Record<string, string | number>>) => ({
  generator: "planar-densities",
  seed: 1,
  params,
});

/** Deep, and fast to learn: sharp enough for narrow modes, in a few seconds. */
const sharp = {
  predicts: "velocity",
  hidden: [64, 64, 64],
  learningRate: 0.01,
  halving: 3,
  epochs: 16,
} as const;

const pictures = {
  predicts: "velocity",
  hidden: [224, 224],
  epochs: 30,
  learningRate: 0.004,
  halving: 5,
  compared: 1000,
} as const;

export const diffusionPresets = presetsOf({ seed: 1, data: plane({ density: "ring", deviation: 0.1 }) }, [
  {
    id: "ring",
    title: { es: "Ocho gaussianas en corro", en: "Eight Gaussians in a ring" },
    about: {
      es: "Cien pasos convierten los datos en ruido; la red aprende a deshacer cada uno. Sin rival, llega a las ocho modas, y apenas deja muestras sueltas entre ellas.",
      en: "A hundred steps turn data into noise; the net learns to undo each. With no opponent it reaches all eight modes, and leaves hardly a sample between them.",
    },
    params: sharp,
  },
  {
    id: "moons",
    title: { es: "Dos lunas, con DDIM", en: "Two moons, with DDIM" },
    about: {
      es: "El mismo ruido da siempre la misma muestra, y bastan veinte de los cien pasos.",
      en: "The same noise always gives the same sample, and twenty of the hundred steps are enough.",
    },
    data: plane({ density: "moons", deviation: 0.1 }),
    params: { ...sharp, sampler: "ddim" },
  },
  {
    id: "spirals",
    title: { es: "Dos espirales", en: "Two spirals" },
    about: {
      es: "El campo de flechas cambia con el ruido: con mucho apunta al centro, con poco a cada brazo. Las muestras emborronan los brazos: se ve a simple vista, aunque la prueba MMD² no lo note.",
      en: "The field of arrows changes with the noise: with much it points to the middle, with little to each arm. The samples blur the arms: the eye sees it, even where the MMD² test does not.",
    },
    data: plane({ density: "spirals", deviation: 0.1 }),
    params: sharp,
  },
  {
    id: "digits",
    title: { es: "Dígitos de 8 × 8 píxeles", en: "Digits of 8 × 8 pixels" },
    about: {
      es: "De ruido a dígitos, píxel a píxel. Mira el camino: primero se decide el borrón, después el trazo. Se leen, aunque la prueba MMD² todavía los distingue. Con tus archivos de MNIST, lo mismo.",
      en: "From noise to digits, pixel by pixel. Watch the way: first the blot is decided, then the stroke. They can be read, though the MMD² test still tells them apart. With your own files of MNIST, the same.",
    },
    data: { generator: "digits", seed: 1, params: { count: 6000 } },
    params: pictures,
  },
  {
    id: "shapes",
    title: { es: "Figuras de 10 × 10", en: "Shapes of 10 × 10" },
    about: {
      es: "Cuadrados, óvalos, corazones y coches de varios tamaños y alturas. Los bordes son lo último que se decide.",
      en: "Squares, ovals, hearts and cars of several sizes and heights. Their edges are decided last.",
    },
    data: { generator: "shapes", seed: 1, params: { count: 6000, rotation: false, x: false } },
    params: { ...pictures, resolution: 10, hidden: [192, 192] },
  },
  {
    id: "few-steps",
    title: { es: "Muy pocos pasos", en: "Very few steps" },
    about: {
      es: "Con cinco pasos cada uno tendría que deshacer demasiado ruido de una vez, y una gaussiana por paso no basta.",
      en: "With five steps each would have to undo too much noise at once, and one Gaussian per step is not enough.",
    },
    params: { steps: 5 },
  },
]);
