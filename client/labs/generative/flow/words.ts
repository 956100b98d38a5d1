import type { Localized } from "../../../../shared/text.ts";

/** Words of the views of flows. */
export const words = {
  main: { es: "Densidad y muestras", en: "Density and samples" },
  mainNote: {
    es: "Fondo: densidad exacta del modelo, más roja cuanto más alta.",
    en: "Shading: exact density of the model, redder where higher.",
  },
  samples: { es: "Muestras", en: "Samples" },
  layers: { es: "Capa a capa", en: "Layer by layer" },
  layersNote: {
    es: "La rejilla del plano latente y muestras de una gaussiana, camino de los datos.",
    en: "The grid of the latent plane and samples of a Gaussian, on their way to the data.",
  },
  picturesNote: {
    es: "De ruido a imágenes: cada capa cambia la mitad de los píxeles según la otra mitad.",
    en: "From noise to pictures: each layer changes half of the pixels by the other half.",
  },
  temperature: { es: "Temperatura", en: "Temperature" },
  oneNoise: {
    es: "De este resultado se guardó un solo ruido: ejecuta para cambiarlo.",
    en: "Of this result one noise was kept: run it to change that.",
  },
  onePair: {
    es: "De este resultado se guardó una sola pareja: ejecuta para ver otras.",
    en: "Of this result one pair was kept: run it to see others.",
  },
  otherNoise: { es: "Otro ruido", en: "Other noise" },
  between: { es: "Entre dos imágenes", en: "Between two pictures" },
  betweenNote: {
    es: "Los extremos son datos de prueba; lo de en medio, lo que hay entre ellos en el espacio latente.",
    en: "The ends are held-out data; the rest is what lies between them in the latent space.",
  },
  otherPair: { es: "Otras dos", en: "Another two" },
  stop: { es: "parada {index}", en: "stop {index}" },
  ranked: { es: "De más a menos probable", en: "From likely to unlikely" },
  rankedNote: {
    es: "Las primeras imágenes de prueba, por orden de verosimilitud: {first} bits por dimensión la primera, {last} la última.",
    en: "The first held-out pictures in the order of their likelihood: {first} bits per dimension the first one, {last} the last.",
  },
  independent: { es: "píxeles independientes", en: "independent pixels" },
  grid: { es: "Rejilla", en: "Grid" },
  layer: { es: "Capa", en: "Layer" },
  layerOf: { es: "{layer} de {total}", en: "{layer} of {total}" },
  curves: { es: "Verosimilitud", en: "Likelihood" },
  nll: { es: "NLL, la media de −log p(x)", en: "NLL, the mean of −log p(x)" },
  nats: { es: "nats", en: "nats" },
  truth: { es: "densidad verdadera", en: "true density" },
} as const satisfies Record<string, Localized>;
