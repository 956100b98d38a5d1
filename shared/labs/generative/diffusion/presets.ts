import { presetsOf } from "../../presets.ts";

const plane = (params: Readonly<Record<string, string | number>>) => ({
  generator: "planar-densities",
  seed: 1,
  params,
});

export const diffusionPresets = presetsOf({ seed: 1, data: plane({ density: "ring", deviation: 0.1 }) }, [
  {
    id: "ring",
    title: { es: "Ocho gaussianas en corro", en: "Eight Gaussians in a ring" },
    about: {
      es: "Cien pasos convierten los datos en ruido; la red aprende a deshacer cada uno. Sin rival, llega a las ocho modas; entre ellas deja muestras sueltas.",
      en: "A hundred steps turn data into noise; the net learns to undo each. With no opponent it reaches all eight modes, and leaves stray samples between them.",
    },
  },
  {
    id: "moons",
    title: { es: "Dos lunas, con DDIM", en: "Two moons, with DDIM" },
    about: {
      es: "El mismo ruido da siempre la misma muestra, y bastan veinte de los cien pasos.",
      en: "The same noise always gives the same sample, and twenty of the hundred steps are enough.",
    },
    data: plane({ density: "moons", deviation: 0.1 }),
    params: { sampler: "ddim" },
  },
  {
    id: "spirals",
    title: { es: "Dos espirales", en: "Two spirals" },
    about: {
      es: "El campo de flechas cambia con el ruido: con mucho apunta al centro, con poco a cada brazo.",
      en: "The field of arrows changes with the noise: with much it points to the middle, with little to each arm.",
    },
    data: plane({ density: "spirals", deviation: 0.1 }),
    params: { epochs: 10 },
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
