import type { Preset } from "../../lab.ts";

export const sfaPresets: readonly Preset[] = [
  {
    id: "driven-logistic-map",
    title: { es: "La fuerza escondida en el caos", en: "The force hidden in chaos" },
    about: {
      es: "Una serie caótica que mueve despacio una fuerza invisible. SFA la saca de la serie sola.",
      en: "A chaotic series slowly driven by an unseen force. SFA recovers the force from the series alone.",
    },
    seed: 1,
    data: {
      generator: "driven-logistic-map",
      seed: 1,
      params: { rows: 5000, cycles: 5, strength: 0.13, noise: 0 },
    },
    params: { frames: 3, features: 3, shuffles: 100 },
  },
  {
    id: "turning-bar",
    title: { es: "El ángulo de una barra inquieta", en: "The angle of a restless bar" },
    about: {
      es: "La barra gira despacio y se mueve deprisa: cada píxel cambia en todo momento, y aun así sale su ángulo.",
      en: "The bar turns slowly but moves quickly: every pixel keeps changing, yet the angle is recovered.",
    },
    seed: 1,
    data: {
      generator: "moving-bars",
      seed: 1,
      params: { frames: 4000, side: 14, motion: "turn", period: 400, noise: 0.02 },
    },
    params: { inputs: 24, features: 6, shuffles: 5 },
  },
  {
    id: "drifting-bar",
    title: { es: "Dónde está la barra que parpadea", en: "Where the flickering bar is" },
    about: {
      es: "El brillo cambia en cada fotograma y el lugar poco a poco: la primera función lenta es el lugar.",
      en: "Brightness changes with every frame, position little by little: the first slow feature is the position.",
    },
    seed: 1,
    data: {
      generator: "moving-bars",
      seed: 1,
      params: { frames: 4000, side: 14, motion: "drift", period: 400, noise: 0.02 },
    },
    params: { inputs: 16, features: 6 },
  },
];
