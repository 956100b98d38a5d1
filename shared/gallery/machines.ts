/** Boltzmann machines. */
import type { Description } from "./card.ts";
import { OWN_LICENCE } from "./licence.ts";

export const machines: readonly Description[] = [
  {
    id: "rbm",
    kind: "rbm",
    title: { es: "Máquina de Boltzmann", en: "Boltzmann machine" },
    about: {
      es: "Una máquina de Boltzmann restringida con 96 unidades ocultas: de píxeles al azar, barrido a barrido, aparece un dígito.",
      en: "A restricted Boltzmann machine with 96 hidden units: out of random pixels, sweep by sweep, a digit appears.",
    },
    data: {
      es: "4000 dígitos de 28 × 28 en blanco y negro, dibujados por el propio generador del proyecto.",
      en: "4,000 digits of 28 × 28 in black and white, drawn by the project's own generator.",
    },
    licence: OWN_LICENCE,
    cannot: {
      es: "Una vez que hay un dígito, la cadena tarda muchísimo en pasar a otro; y desde el azar llega más a unos que a otros: casi nunca a un 1. No sabe de grises.",
      en: "Once there is a digit, the chain takes very long to go on to another; and from noise it reaches some more often than others: hardly ever a 1. It knows nothing of greys.",
    },
    gives: { kind: "pictures", height: 28, width: 28, channels: 1 },
    temperature: 1,
    steps: { usual: 40, most: 1000 },
    experiment: {
      v: 1,
      lab: "rbm",
      seed: 1,
      data: { generator: "digits", seed: 1, params: { count: 4000, classes: 10, variation: 0.5 } },
      params: {
        hidden: 96,
        method: "pcd",
        k: 5,
        epochs: 100,
        learningRate: 0.01,
        weightDecay: 0.001,
        aisChains: 0,
        testFraction: 0.05,
      },
    },
  },
];
