import type { Preset } from "../../lab.ts";

export const likelihoodPresets: readonly Preset[] = [
  {
    id: "cd-bias",
    title: { es: "El sesgo de CD-1", en: "CD-1's bias" },
    about: {
      es: "Los datos no caben en el modelo: cada método llega a un lugar suyo, y CD-1 no al de la máxima verosimilitud.",
      en: "The data do not fit the model: each method comes to a place of its own, and CD-1 not to that of maximum likelihood.",
    },
    seed: 2,
    data: null,
    params: { misspecification: 1.5, batch: 500, learningRate: 0.3, steps: 2000, repeats: 10 },
  },
  {
    id: "sml",
    title: { es: "SML contra máxima verosimilitud", en: "SML against maximum likelihood" },
    about: {
      es: "Con pocas cadenas y pasos largos SML va a tientas, pero su punto de llegada es el de la máxima verosimilitud.",
      en: "With few chains and long steps SML gropes its way, but where it arrives is maximum likelihood.",
    },
    seed: 6,
    data: null,
    params: { batch: 60, steps: 4000, repeats: 10 },
  },
  {
    id: "well-specified",
    title: { es: "Bien especificado: todos se encuentran", en: "Well specified: all meet" },
    about: {
      es: "Los datos son de la familia: los puntos fijos de todos los métodos son uno solo.",
      en: "The data are of the family: the fixed points of all methods are one.",
    },
    seed: 3,
    data: null,
    params: { misspecification: 0, steps: 3000 },
  },
  {
    id: "few-data",
    title: { es: "Pocos datos", en: "Few data" },
    about: {
      es: "100 datos: ¿cuánto pierde la pseudoverosimilitud frente a la verosimilitud?",
      en: "100 data: how much does pseudo-likelihood lose against the likelihood?",
    },
    seed: 4,
    data: null,
    params: { misspecification: 0, amount: "sample", samples: 100, decay: 0.01, repeats: 30, steps: 800 },
  },
  {
    id: "noise",
    title: { es: "Cuánto ruido", en: "How much noise" },
    about: {
      es: "El contraste con ruido se acerca a la máxima verosimilitud según hay más ruido por dato.",
      en: "Noise-contrastive estimation comes nearer to maximum likelihood the more noise there is per datum.",
    },
    seed: 5,
    data: null,
    params: { noiseRatio: 0.5, misspecification: 1.5, steps: 3000 },
  },
  {
    id: "hidden",
    title: { es: "Con unidades ocultas", en: "With hidden units" },
    about: {
      es: "Una RBM: la fase positiva ya no son solo datos, y CD-1 y SML se separan.",
      en: "An RBM: the positive phase is no longer data alone, and CD-1 and SML part.",
    },
    seed: 6,
    data: null,
    params: {
      model: "rbm",
      units: 4,
      hidden: 2,
      decay: 0.004,
      learningRate: 0.6,
      slowing: 1500,
      batch: 400,
      steps: 3000,
    },
  },
  {
    id: "gaussian",
    title: { es: "Gaussiana: puntuaciones y verosimilitud", en: "Gaussian: scores and likelihood" },
    about: {
      es: "Con todas las parejas, el ajuste de puntuaciones llega a la máxima verosimilitud, sean como sean los datos. El contraste con ruido, no.",
      en: "With all pairs, score matching comes to maximum likelihood whatever the data. Noise-contrastive estimation does not.",
    },
    seed: 7,
    data: null,
    params: { model: "gaussian", units: 2, misspecification: 0.5, learningRate: 0.3, slowing: 1500, steps: 2000 },
  },
  {
    id: "table",
    title: { es: "Tu tabla", en: "Your table" },
    about: {
      es: "Barras y franjas de 2 × 2 en una máquina visible. Cambia la tabla por tu CSV de ceros y unos.",
      en: "Bars and stripes of 2 × 2 in a visible machine. Replace the table with your CSV of zeros and ones.",
    },
    seed: 8,
    data: { generator: "bars-and-stripes", seed: 8, params: { side: 2, source: "all" } },
    params: { decay: 0.003, steps: 1500 },
  },
];
