import type { Localized } from "../../../../shared/text.ts";

/** Words of the views of adversarial nets. */
export const words = {
  main: { es: "Datos y muestras", en: "Data and samples" },
  fieldNote: {
    es: "Fondo: lo que dice el discriminador; rojo, «es un dato»; azul, «es generado».",
    en: "Shading: what the discriminator says; red, “a datum”; blue, “generated”.",
  },
  pairNote: {
    es: "Dos de las columnas; las redes ven todas.",
    en: "Two of the columns; the nets see all of them.",
  },
  arrows: { es: "Hacia dónde crece D", en: "Where D grows" },
  circles: { es: "Modas", en: "Modes" },
  curves: { es: "Curvas", en: "Curves" },
  losses: { es: "Pérdidas", en: "Losses" },
  critic: { es: "discriminador", en: "discriminator" },
  generator: { es: "generador", en: "generator" },
  says: { es: "Lo que dice el discriminador", en: "What the discriminator says" },
  silent: {
    es: "Lo que dice el discriminador se dibuja mientras él aprende.",
    en: "What the discriminator says is drawn while it learns.",
  },
  saysOf: { es: "media", en: "mean" },
  ofData: { es: "de los datos", en: "of data" },
  ofSamples: { es: "de las muestras", en: "of samples" },
  mmdAlong: { es: "MMD² mientras aprenden", en: "MMD² as they learn" },
  squared: { es: "MMD²", en: "MMD²" },
  fewSamples: { es: "con 300 muestras", en: "with 300 samples" },
  modesAlong: { es: "Modas cubiertas", en: "Modes covered" },
  modesAxis: { es: "modas", en: "modes" },
  slopes: { es: "Penalización del gradiente", en: "Gradient penalty" },
  step: { es: "minilote, de las dos redes", en: "minibatch, of both nets" },
  modes: { es: "Modas", en: "Modes" },
  modesTitle: { es: "Muestras de cada moda", en: "Samples of each mode" },
  modesNote: {
    es: "{covered} de {total} cubiertas; cubre una moda la décima parte de lo que le tocaría (raya)",
    en: "{covered} of {total} covered; a tenth of an equal share (dashed) covers a mode",
  },
  mode: { es: "moda", en: "mode" },
  sampleCount: { es: "muestras", en: "samples" },
  least: { es: "mínimo", en: "least" },
  divergences: {
    es: "KL de los datos a las muestras: {kl} nats. JS: {js} nats, de un máximo de 0,69.",
    en: "KL from data to samples: {kl} nats. JS: {js} nats, of at most 0.69.",
  },
  noModes: {
    es: "Estos datos no vienen en grupos conocidos: no hay modas que contar.",
    en: "These data come in no known groups: there are no modes to count.",
  },
  latent: { es: "Entre dos muestras", en: "Between two samples" },
  latentNote: {
    es: "de unos números latentes a otros, por un arco",
    en: "from some latent numbers to others, along an arc",
  },
  way: { es: "Camino", en: "Way" },
  here: { es: "Aquí", en: "Here" },
  stop: { es: "parada {index}", en: "stop {index}" },
  otherEnds: { es: "Otras dos", en: "Another two" },
  wayShare: { es: "{share} del camino", en: "{share} of the way" },
} as const satisfies Record<string, Localized>;

/** The lab's own errors by their code. */
export const errors = {
  "no-side-learns": {
    es: "Ninguna de las dos redes da pasos: no aprendería nadie. Pon al menos {fits} en una.",
    en: "Neither net takes a step: nobody would learn. Give one of them at least {fits}.",
  },
} as const satisfies Record<string, Localized>;
